/** A request and an answer of every command, as the document shows them; the tests hold them against their schemas. */
import type { CommandName } from '../commands/command-table.js';

const PARTY = '0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11';
const PERSON = '7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90';
const FACT = '3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66';
const RELATION = 'a9d1f0b4-77c2-5e19-8f60-1b2c3d4e5f60';
const TASK = '2b9a7c54-61de-5f08-9a3e-7d4c5b6a8f12';
const PLANNED = '9c3d5e7f-1a2b-5c4d-8e6f-0a1b2c3d4e5f';
const REASSIGNMENT = '4d6f8a0c-2e4b-5d7f-9b1d-3f5a7c9e1b3d';
const PERIOD = '5e2b8c17-0f3d-5a94-b6e1-9c8d7e6f5a43';

const INTERACTION = '1d9c7b5e-3a20-5f4d-9b86-7e6d5c4b3a29';
const PARTICIPANT = '4a7e1c93-5b0d-5e62-8f17-2c3d4e5f6a7b';
const UPDATE_REQUEST = '2f1e0d9c-8b7a-5695-8473-62514f3e2d1c';
const CONSENT = '8c7b6a59-4837-5261-9504-f3e2d1c0b9a8';
const HANDOVER = '7f6e5d4c-3b2a-5190-8f7e-6d5c4b3a2918';
const STAFF = '9e8d7c6b-5a49-5382-9716-0f1e2d3c4b5a';

/** Ids and codes in paths. */
export const pathExamples = { eventId: '0d5f2f9e-5f0c-5aa4-9a3e-6f1f6a1c2b3d', interactionId: INTERACTION, participantId: PARTICIPANT, requestId: UPDATE_REQUEST, consentId: CONSENT, purpose: 'b2c-prospecting', channel: 'phone', partyId: PARTY, relationId: RELATION, periodId: PERIOD, factId: FACT, taskId: TASK, plannedInteractionId: PLANNED, reassignmentId: REASSIGNMENT, handoverId: HANDOVER, code: 'colour', communeCode: '01091', scheme: 'siret', value: '73282932000074' } as const;

const common = { status: 'accepted', revision: 3, position: '@k7mzq2ab.1204', warnings: [] };
const onParty = { partyId: PARTY, ...common };
const onRelation = { relationId: RELATION, periodId: PERIOD, ...common };
const onInteraction = { interactionId: INTERACTION, ...common };
const interaction = {
  participants: [{ side: 'us', role: 'agent', party: STAFF }, { side: 'them', role: 'caller', unresolved: { name: 'Mme Ybert', phone: '02 40 12 34 56' } }],
  direction: 'inbound', medium: 'phone', startedAt: '2026-01-15T10:30:00+01:00', durationSeconds: 300, subject: 'Asks for a quote',
  topics: [{ subject: 'Delivery times', raisedBy: 'them', notes: 'Two weeks are too long for them' }], outcome: 'quote-requested', about: [{ kind: 'party', id: PARTY }],
};
const onTask = { taskId: TASK, ...common };
const onPlanned = { plannedInteractionId: PLANNED, ...common };
const onCode = { code: 'colour', ...common };

const endFact = { on: '2024-05-01', note: 'Told by phone' };
const correctFact = { value: 'Brico Ouest', validFrom: '2020-02-01', validTo: null };
const retractFact = { note: 'Typed into the wrong record' };
const confirmFact = { on: 'today' };
const disputeFact = { on: 'today', reason: 'bounced' };

export interface CommandExample {
  readonly body?: object;
  readonly answer: object;
}

export const commandExamples: Readonly<Record<CommandName, CommandExample>> = {
  'create-party': {
    body: {
      kind: 'organisation',
      facts: [
        { attribute: 'name.legal', value: 'Brico Ouest', validFrom: '2020-01-01' },
        { attribute: 'identifier.siret', value: '73282932000074', validFrom: 'unknown' },
      ],
    },
    answer: { ...onParty, revision: 2, factIds: [FACT, '8d4b7f60-2c1e-5a3d-9e70-4f5a6b7c8d90'], relations: [] },
  },
  'upsert-party': {
    body: {
      kind: 'organisation', validFrom: '2024-05-01', source: { system: 'erp-ouest', method: 'imported' },
      facts: [{ attribute: 'name.legal', value: 'Brico Ouest' }, { attribute: 'name.banner', value: 'Castorama', validFrom: '2024-04-01' }],
    },
    answer: { ...onParty, created: false, differences: [{ change: 'recorded', attribute: 'name.banner', factId: FACT }], relations: [] },
  },
  'reclassify-party': { body: { kind: 'person' }, answer: onParty },
  'record-facts': { body: { facts: [{ attribute: 'name.banner', value: 'Castorama', validFrom: '2024-05' }] }, answer: { ...onParty, factIds: [FACT] } },
  'end-fact': { body: endFact, answer: onParty },
  'correct-fact': { body: correctFact, answer: onParty },
  'retract-fact': { body: retractFact, answer: onParty },
  'confirm-fact': { body: confirmFact, answer: onParty },
  'dispute-fact': { body: disputeFact, answer: onParty },

  'start-relation': { body: { type: 'employee-of', a: PERSON, b: PARTY, validFrom: '2021-01-01', validTo: '2023-07-01' }, answer: { ...onRelation, revision: 0, factIds: [] } },
  'end-period': { body: { on: '2023-07-01', reason: 'resigned' }, answer: onRelation },
  'correct-period': { body: { validFrom: '2021-02-01', validTo: null }, answer: onRelation },
  'retract-period': { body: { note: 'Another Mrs Y' }, answer: onRelation },
  'record-relation-facts': { body: { facts: [{ attribute: 'phone', value: '+33240123456', validFrom: '2021-01-01' }] }, answer: { ...onRelation, factIds: [FACT] } },
  'end-relation-fact': { body: endFact, answer: onRelation },
  'correct-relation-fact': { body: { value: '+33240123457', validFrom: '2021-01-01', validTo: null }, answer: onRelation },
  'retract-relation-fact': { body: retractFact, answer: onRelation },
  'confirm-relation-fact': { body: confirmFact, answer: onRelation },
  'dispute-relation-fact': { body: { on: 'today', reason: 'wrong-number' }, answer: onRelation },

  'log-interaction': { body: interaction, answer: { ...onInteraction, revision: 0, participantIds: ['6b5a4938-2716-5f0e-9d2c-3b4a59687786', PARTICIPANT] } },
  'amend-interaction': { body: { ...interaction, durationSeconds: 600 }, answer: { ...onInteraction, participantIds: ['6b5a4938-2716-5f0e-9d2c-3b4a59687786', PARTICIPANT] } },
  'resolve-participant': { body: { party: PERSON }, answer: { ...onInteraction, participantId: PARTICIPANT } },
  'retract-interaction': { body: { note: 'Logged twice' }, answer: onInteraction },

  'request-update': {
    body: { party: PERSON, facts: [{ attribute: 'name.usual', value: 'Ybert-Morel', validFrom: '2026-01-01' }], interactionId: INTERACTION },
    answer: { ...common, revision: 0, requestId: UPDATE_REQUEST, partyId: PERSON },
  },
  'accept-update': { answer: { ...onParty, partyId: PERSON, requestId: UPDATE_REQUEST, factIds: [FACT] } },
  'refuse-update': { body: { reason: 'not-proven', note: 'No document' }, answer: { ...common, requestId: UPDATE_REQUEST, partyId: PERSON } },

  'grant-consent': {
    body: { purpose: 'b2c-prospecting', channel: 'phone', from: '2026-08-20T10:15:00+02:00', expires: '2029-08-20', proof: { method: 'web-form', textVersion: 'newsletter-2026-01', collector: 'Shop in Nantes' } },
    answer: { ...onParty, consentId: CONSENT },
  },
  'refuse-consent': { body: { purpose: 'b2c-prospecting', channel: 'sms', from: 'now' }, answer: { ...onParty, consentId: CONSENT } },
  'withdraw-consent': { body: { purpose: 'b2c-prospecting', channel: 'phone', from: '2026-09-01', proof: { method: 'letter', evidence: 'Letter of 28 August' } }, answer: { ...onParty, consentId: CONSENT } },
  'register-objection': { body: { channel: 'phone', from: '2026-09-01' }, answer: { ...onParty, consentId: CONSENT } },
  'retract-consent': { body: { note: 'Typed into the wrong record' }, answer: { ...onParty, consentId: CONSENT } },

  'create-task': {
    body: { subject: 'Send the offer for the shelves', about: [{ partyId: PARTY }], assigneeId: PERSON, due: { at: '2024-05-02T09:30:00Z', zone: 'Europe/Paris' }, priority: 'high' },
    answer: { ...onTask, revision: 0 },
  },
  'assign-task': { body: { assigneeId: PERSON, on: '2024-07-01' }, answer: onTask },
  'reschedule-task': { body: { due: { date: '2024-05-10' } }, answer: onTask },
  'amend-task': { body: { subject: 'Send the offer for shelves and lighting', priority: 'high' }, answer: onTask },
  'complete-task': { body: { at: '2024-05-02T14:00:00Z', outcome: 'Offer sent' }, answer: onTask },
  'cancel-task': { body: { reason: 'customer-request' }, answer: onTask },
  'reopen-task': { body: { note: 'They ask for another offer' }, answer: onTask },
  'reassign-tasks': { body: { from: PERSON, to: '1f3a5c7e-9b0d-5e2f-8a4c-6e8f0a2c4e6f', on: '2024-07-01' }, answer: { reassignmentId: REASSIGNMENT, ...common, revision: 0, requested: 42 } },

  'propose-interaction': {
    body: {
      kind: 'visit', participants: [{ partyId: PERSON, side: 'us' }, { partyId: PARTY, side: 'them', role: 'buyer' }], startsAt: '2024-05-02T09:30:00Z', zone: 'Europe/Paris', durationMinutes: 60,
      place: 'At their head office', subject: 'Spring assortment',
    },
    answer: { ...onPlanned, revision: 0 },
  },
  'confirm-interaction': { body: {}, answer: onPlanned },
  'move-interaction': { body: { startsAt: '2024-05-03T09:30:00Z', zone: 'Europe/Paris', durationMinutes: 90 }, answer: onPlanned },
  'hold-interaction': { body: { interaction: { direction: 'outbound', durationSeconds: 4_500, notes: 'They want a second visit', outcome: 'quote-requested' } }, answer: { ...onPlanned, interactionId: INTERACTION } },
  'miss-interaction': { body: { reason: 'nobody-there' }, answer: onPlanned },
  'cancel-interaction': { body: { reason: 'customer-request' }, answer: onPlanned },

  'hand-over-portfolio': { body: { from: PERSON, to: '1f3a5c7e-9b0d-5e2f-8a4c-6e8f0a2c4e6f', on: '2026-07-01' }, answer: { handoverId: HANDOVER, ...common, revision: 0, requested: 120 } },

  'define-attribute': {
    body: {
      label: { fr: 'Couleur', en: 'Colour' }, type: 'enum', values: ['red', 'green'], on: ['party'], kinds: ['organisation'], cardinality: 'one', dataClass: 'commercial', freshnessDays: 365,
    },
    answer: { ...onCode, revision: 0 },
  },
  'retire-attribute': { answer: onCode },
  'define-identifier-scheme': {
    body: {
      label: { fr: 'Numéro de membre', en: 'Member number' }, pattern: '[A-Z]{2}[0-9]{6}', check: 'none', unique: true, transferable: false, kinds: ['organisation'], perSystem: false,
    },
    answer: { ...onCode, code: 'member', revision: 0 },
  },
  'retire-identifier-scheme': { answer: { ...onCode, code: 'member' } },
  'define-relation-type': {
    body: {
      description: { fr: 'Parrainage', en: 'Sponsorship' }, nature: 'non-reciprocal', endA: [{ kind: 'person' }], endB: [{ kind: 'person' }], symmetric: false,
      labelAtoB: { fr: { feminine: 'est marraine de', masculine: 'est parrain de' }, en: 'sponsors' }, labelBtoA: { fr: 'a pour parrain', en: 'is sponsored by' }, maxOngoingPerB: 1,
    },
    answer: { ...onCode, code: 'sponsor-of', revision: 0 },
  },
  'retire-relation-type': { answer: { ...onCode, code: 'sponsor-of' } },
  'define-medium': {
    body: { label: { fr: 'Borne en magasin', en: 'Kiosk' }, channel: 'web', directions: ['inbound'], automation: 'machine', needsPermission: false, validFrom: '2024-01-01' },
    answer: { ...onCode, code: 'kiosk', revision: 0 },
  },
  'define-purpose': {
    body: { label: { fr: 'Carte de fidélité', en: 'Loyalty card' }, legalBases: [{ basis: 'consent', from: '2026-01-01' }], attributes: ['name.usual', 'email'], channels: ['email', 'sms'], retentionDays: 1096 },
    answer: { ...onCode, code: 'loyalty', revision: 0 },
  },
  'retire-purpose': { answer: { ...onCode, code: 'loyalty' } },
  'retire-medium': { answer: { ...onCode, code: 'kiosk' } },
};

export const batchExample = {
  request: [
    { key: 'import-7:1', command: 'create-party', ref: 'employer', body: { kind: 'organisation', facts: [{ attribute: 'name.legal', value: 'Brico Ouest', validFrom: '2020-01-01' }] } },
    { key: 'import-7:2', command: 'create-party', ref: 'person', body: { kind: 'person' } },
    { key: 'import-7:3', command: 'start-relation', body: { type: 'employee-of', a: '$person', b: '$employer', validFrom: '2021-01-01' } },
  ],
  response: [
    { line: 1, key: 'import-7:1', status: 201, id: PARTY, revision: 1, position: '@k7mzq2ab.1202', answer: { ...onParty, position: '@k7mzq2ab.1202', revision: 1, factIds: [FACT], relations: [] } },
    { line: 2, key: 'import-7:2', status: 201, id: PERSON, revision: 0, position: '@k7mzq2ab.1203', answer: { ...onParty, partyId: PERSON, position: '@k7mzq2ab.1203', revision: 0, factIds: [], relations: [] } },
    { line: 3, key: 'import-7:3', status: 201, id: RELATION, revision: 0, position: '@k7mzq2ab.1204', answer: { ...onRelation, revision: 0, factIds: [] } },
  ],
} as const;
