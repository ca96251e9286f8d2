/** What all queries have in common in the OpenAPI document. */
import { applyDecorators } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiQuery } from '@nestjs/swagger';
import { ABOUT_KINDS } from '#libs/interactions/events.js';
import type { ProblemCode } from '#libs/platform/problem-codes.js';
import { OfReadModels } from '../http/incomplete.js';
import { Problems } from '../http/problems.decorator.js';
import { pathExamples } from './examples.js';

type Schema = Readonly<Record<string, unknown>>;

interface QueryDocumentation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly path?: readonly (keyof typeof pathExamples)[];
  /** Parameters besides those of the moment: description and example. */
  readonly query?: Readonly<Record<string, { readonly description: string; readonly example: unknown; readonly schema?: Schema }>>;
  /** Whether it takes `asOf`, `knownAt` and `after`; `known`: the latter two only. */
  readonly moment?: boolean | 'known';
  /** Whether read models answer, in which something may wait. Default: where it takes `knownAt`. */
  readonly ofReadModels?: boolean;
  /** Headers that are read: description and example. */
  readonly headers?: Readonly<Record<string, { readonly description: string; readonly example: string }>>;
  readonly answers: string;
  /** What 201 says, where something may be made. */
  readonly created?: string;
  /** The answer in other media types. */
  readonly also?: Readonly<Record<string, { readonly schema: Schema; readonly example: unknown }>>;
  readonly schema: Schema;
  readonly example: unknown;
  readonly problems?: readonly ProblemCode[];
}

const AS_OF = { asOf: { description: 'True in the world on this day: a date (a reduced one as its last day) or an instant. Today, when left out. Beside a cursor neither this nor `knownAt` counts: all pages are of the moment of the first.', example: '2024-04-15', schema: { type: 'string' } } };
const KNOWN = {
  knownAt: { description: 'Known to us by then: a date, an instant, or a position (`@…`). Now, when left out.', example: '2024-06-01', schema: { type: 'string' } },
  after: { description: 'Wait until the answer shows this position: one\'s own write (`Annals-Position`). At most 5 s.', example: '@k7mzq2ab.1204', schema: { type: 'string' } },
};

const INCOMPLETE = { incomplete: { const: true, description: 'There are events that a read model could not take in, and that may belong to this answer: see `annals parked`. As a rule left out.' } };

/** Parts of a path that are codes; all others are ids. */
const PLAIN_PARTS: ReadonlySet<string> = new Set(['code', 'communeCode', 'purpose', 'channel']);

export function QueryOperation({ operationId, summary, description, path = [], query = {}, moment = true, headers = {}, answers, created, also = {}, schema, example, problems = [], ofReadModels = moment !== false || 'knownAt' in query }: QueryDocumentation): MethodDecorator {
  const parameters = Object.entries({ ...query, ...(moment === true && AS_OF), ...(moment && KNOWN) });
  const answered = ofReadModels ? { ...schema, properties: { ...(schema['properties'] as object), ...INCOMPLETE } } : schema;
  return applyDecorators(
    ...(ofReadModels ? [OfReadModels()] : []),
    ApiOperation({ operationId, summary, ...(description !== undefined && { description }) }),
    ...path.map((name) => ApiParam({ name, schema: PLAIN_PARTS.has(name) ? { type: 'string' } : { type: 'string', format: 'uuid' }, example: pathExamples[name] })),
    ...parameters.map(([name, { description: about, example: value, schema: type }]) => ApiQuery({ name, required: false, description: about, example: value, schema: (type ?? { type: 'string' }) as object })),
    ...Object.entries(headers).map(([name, { description: about, example: value }]) => ApiHeader({ name, required: false, description: about, schema: { type: 'string', examples: [value] } })),
    ApiOkResponse({ description: answers, content: { 'application/json': { schema: answered, example }, ...also } }),
    ...(created === undefined ? [] : [ApiCreatedResponse({ description: created, content: { 'application/json': { schema, example } } })]),
    Problems('invalid-body', ...(moment ? (['invalid-date', 'known-at-ahead', 'foreign-log', 'not-yet-projected'] as const) : []), ...problems),
  );
}

const ID = { type: 'string', format: 'uuid' };
const DAY = { type: 'string', format: 'date' };
/** Members of an answer that speaks of what happens at instants too: see `askedAt`. */
const AS_OF_INSTANT = {
  asOf: DAY,
  asOfInstant: { type: 'string', format: 'date-time', description: 'The last instant that counts for what happens at instants: now, when nothing was asked for; the end of a day that was. Given as `asOf`, with `knownAt`, it asks the same again.' },
};
const POSITION = { type: 'string', description: 'A position in the log, opaque.' };
const UNKNOWN = { type: 'object', properties: { unknown: { const: true }, notLaterThan: { type: 'string' } }, required: ['unknown'] };
const FROM = { anyOf: [{ type: 'string' }, UNKNOWN] };
const TO = { anyOf: [{ type: 'string' }, UNKNOWN, { type: 'null' }] };
const NULLABLE_TEXT = { type: ['string', 'null'] };
const KIND = { enum: ['organisation', 'person', 'household'] };

const TEXT = { type: 'string' };
const SOURCE: Schema = {
  type: ['object', 'null'], required: ['system', 'method'],
  properties: {
    system: { ...TEXT, description: 'The system or interaction it came from, such as `sirene` or `interaction:<id>`.' }, method: { enum: ['declared', 'observed', 'registry', 'inferred', 'imported'] },
    confidence: { ...TEXT, description: '0 to 1, as a decimal.' }, recordedAt: { ...TEXT, format: 'date-time', description: 'When the other system had recorded it.' },
  },
};

export const FACT: Schema = {
  type: 'object',
  properties: {
    factId: ID, attribute: { type: 'string' }, value: { description: 'In the shape of the attribute; null when erased.' }, erased: { const: true },
    lines: { type: 'array', items: { type: 'string' }, description: 'Of an address: as on an envelope (NF Z 10-011), below its recipient.' },
    validFrom: FROM, validTo: { ...TO, description: 'Where it really ends, also when another fact cuts it.' }, assertedValidTo: TO,
    endedBy: { ...NULLABLE_TEXT, description: '`own`, `period`, or the fact that cuts it short; null while open.' }, recordedAt: { type: 'string', format: 'date-time' },
    trust: { enum: ['valid', 'doubtful', 'ended'] }, trustReason: NULLABLE_TEXT, lastConfirmedOn: NULLABLE_TEXT, source: SOURCE, partyId: { ...ID, description: 'Whose it is, where that one turned out to be this party: commands on it go there.' }, relationId: ID, periodId: ID,
  },
  required: ['factId', 'attribute', 'value', 'validFrom', 'validTo', 'assertedValidTo', 'endedBy', 'recordedAt', 'trust', 'trustReason', 'lastConfirmedOn', 'source'],
};
export const RELATION: Schema = {
  type: 'object',
  properties: {
    relationId: ID, type: { type: 'string' }, label: { type: 'string' }, inverse: { const: true }, direction: { enum: ['a-to-b', 'b-to-a'] },
    party: { type: 'object', properties: { partyId: ID, kind: { type: ['string', 'null'] }, displayName: NULLABLE_TEXT }, required: ['partyId', 'displayName'] },
    periodId: ID, validFrom: FROM, validTo: TO, status: { enum: ['planned', 'ongoing', 'ended'] }, facts: { type: 'array', items: FACT },
  },
  required: ['relationId', 'type', 'label', 'direction', 'party', 'periodId', 'validFrom', 'validTo', 'status', 'facts'],
};
const PARTICIPANT: Schema = {
  type: 'object',
  properties: {
    participantId: ID, side: { enum: ['us', 'them'] }, role: { type: 'string' },
    party: { type: ['object', 'null'], properties: { partyId: ID, kind: { type: ['string', 'null'] }, displayName: NULLABLE_TEXT }, required: ['partyId'], description: 'Null while it is not known who this was.' },
    unresolved: { type: 'object', properties: { name: TEXT, phone: TEXT, email: TEXT }, description: 'What was heard of one whose party was not known.' },
  },
  required: ['participantId', 'side', 'role', 'party'],
};
export const INTERACTION: Schema = {
  type: 'object',
  properties: {
    interactionId: ID, participants: { type: 'array', items: PARTICIPANT }, direction: { enum: ['inbound', 'outbound'] }, medium: { type: 'string' }, automation: { enum: ['human', 'machine'] },
    startedAt: { type: 'string', format: 'date-time' }, zone: { type: 'string' }, durationSeconds: { type: 'integer' }, place: { type: 'object', properties: { label: TEXT, latitude: TEXT, longitude: TEXT } }, subject: { ...NULLABLE_TEXT, description: 'Null when erased.' },
    erased: { const: true }, objective: { type: 'string' }, notes: { type: 'string' }, topics: { type: 'array', items: { type: 'object', properties: { subject: TEXT, raisedBy: { enum: ['us', 'them'] }, notes: TEXT, product: TEXT }, required: ['subject', 'raisedBy'] } }, outcome: NULLABLE_TEXT, outcomeNotes: { type: 'string' },
    about: { type: 'array', items: { type: 'object', properties: { kind: { enum: [...ABOUT_KINDS] }, id: TEXT }, required: ['kind', 'id'] } }, source: SOURCE, amended: { type: 'boolean', description: 'Whether it was amended by then.' },
    loggedAt: { type: 'string', format: 'date-time' }, recordedAt: { type: 'string', format: 'date-time', description: 'When what is shown was recorded.' },
  },
  required: ['interactionId', 'participants', 'direction', 'medium', 'automation', 'startedAt', 'zone', 'subject', 'outcome', 'source', 'amended', 'loggedAt', 'recordedAt'],
};
const CONTACT: Schema = { type: ['object', 'null'], properties: { interactionId: ID, at: { type: 'string', format: 'date-time' }, medium: { type: 'string' }, automation: { enum: ['human', 'machine'] } }, required: ['interactionId', 'at', 'medium', 'automation'] };
export const CONSENT: Schema = {
  type: 'object',
  properties: {
    purpose: { type: 'string' }, channel: { type: 'string' }, state: { enum: ['granted', 'refused', 'withdrawn', 'objected', 'expired', 'none'] }, since: NULLABLE_TEXT, expires: NULLABLE_TEXT, consentId: NULLABLE_TEXT, partyId: { ...ID, description: 'Who said so, where that one turned out to be this party: what is retracted is retracted there.' },
    proof: { type: ['object', 'null'], properties: { method: TEXT, textVersion: TEXT, evidence: TEXT, collector: TEXT }, required: ['method'] }, proofErased: { const: true }, recordedAt: NULLABLE_TEXT, recordedBy: NULLABLE_TEXT, legalBasis: { ...NULLABLE_TEXT, description: 'What entitles us to the purpose at that moment.' },
  },
  required: ['purpose', 'channel', 'state', 'since', 'expires', 'consentId', 'proof', 'recordedAt', 'recordedBy', 'legalBasis'],
};
const SUMMARY: Schema = { type: 'object', properties: { displayName: NULLABLE_TEXT, phone: NULLABLE_TEXT, email: NULLABLE_TEXT, address: {}, addressLine: NULLABLE_TEXT, status: NULLABLE_TEXT, followedBy: NULLABLE_TEXT } };
/** What is still to be done for a party, or for any of several. */
const OPEN_ABOUT = {
  tasks: { type: 'array', items: { type: 'object' }, description: 'Open tasks about the party, in the order in which they are due, as GET /v1/parties/{partyId}/tasks gives them.' },
  moreTasks: { const: true, description: 'There are more than the 100 given.' },
  plannedInteractions: { type: 'array', items: { type: 'object' }, description: 'Visits, meetings and calls with the party that are neither held nor given up, by when they start, as GET /v1/planned-interactions/{plannedInteractionId} gives them.' },
  morePlannedInteractions: { const: true, description: 'There are more than the 100 given.' },
} as const;
export const VIEW_360: Schema = {
  type: 'object',
  properties: {
    party: { type: 'object', properties: { partyId: ID, kind: KIND, createdAt: { type: 'string', format: 'date-time' } }, required: ['partyId', 'kind'] },
    mergedInto: ID,
    summary: SUMMARY,
    ...AS_OF_INSTANT, knownAt: POSITION, position: POSITION, projected: { const: true }, facts: { type: 'array', items: FACT }, relations: { type: 'array', items: RELATION }, moreRelations: ID,
    interactions: { type: 'array', items: INTERACTION, description: 'The latest; all of them at /interactions.' }, lastContact: { type: 'object', description: 'When the party last turned to us, and we to it: not what it did on our side.', properties: { inbound: CONTACT, outbound: CONTACT }, required: ['inbound', 'outbound'] },
    consents: { type: 'array', items: CONSENT },
    consolidated: {
      type: 'object', description: 'A household or group seen as one. `tasks` and `plannedInteractions` are those about itself or any of its members.',
      properties: {
        of: { enum: ['household', 'group'] }, cut: { type: 'boolean' }, interactions: { type: 'array', items: INTERACTION }, lastContact: { type: 'object' },
        members: { type: 'array', items: { type: 'object', properties: { partyId: ID, kind: NULLABLE_TEXT, displayName: NULLABLE_TEXT, depth: { type: 'integer' }, relationId: NULLABLE_TEXT, summary: { ...SUMMARY, description: 'Of the first 100.' } }, required: ['partyId', 'depth'] } },
        ...OPEN_ABOUT,
      },
      required: ['of', 'members', 'cut', 'interactions', 'lastContact'],
    },
    updateRequests: {
      type: 'object', description: 'Open update requests: how many, and the first of them in the order in which they were requested, as GET /v1/update-requests gives them.',
      properties: { total: { type: 'integer' }, items: { type: 'array', items: { type: 'object' } } }, required: ['total', 'items'],
    },
    ...OPEN_ABOUT,
  },
  required: ['party', 'summary', 'asOf', 'asOfInstant', 'knownAt', 'position'],
};
export const PARTY_ITEM: Schema = {
  type: 'object', properties: { partyId: ID, kind: KIND, displayName: NULLABLE_TEXT, createdAt: { type: 'string', format: 'date-time' } }, required: ['partyId'],
};
export const PARTY_LIST: Schema = {
  type: 'object', properties: { items: { type: 'array', items: PARTY_ITEM }, next: NULLABLE_TEXT, asOf: DAY, knownAt: POSITION, position: POSITION, total: { type: 'integer' } },
  required: ['items', 'next', 'asOf', 'knownAt', 'position'],
};
export const HISTORY_ENTRY: Schema = {
  type: 'object',
  properties: {
    position: POSITION, recordedAt: { type: 'string', format: 'date-time' }, type: { type: 'string' }, data: { type: 'object' }, replaced: { type: 'object' }, attribute: { type: 'string' },
    relationId: ID, stream: { type: 'string' }, commandId: ID, correlationId: { type: 'string' }, caller: { type: 'string' }, actor: { type: 'string' }, onBehalfOf: { type: 'string' }, reason: { type: 'string' }, source: { type: 'object' },
  },
  required: ['position', 'recordedAt', 'type', 'data', 'commandId', 'correlationId', 'caller', 'actor'],
};
/** Of one thing: all entries, in the order recorded. */
export const HISTORY: Schema = { type: 'object', properties: { items: { type: 'array', items: HISTORY_ENTRY }, knownAt: POSITION, position: POSITION }, required: ['items', 'knownAt', 'position'] };

const POSITION_EXAMPLE = '@k7mzq2ab.1204';
const FACT_EXAMPLE = {
  factId: pathExamples.factId, attribute: 'name.banner', value: 'Brico A', validFrom: '2020-01-01', validTo: '2024-04-01', assertedValidTo: null,
  endedBy: '5d3a8a51-0d9f-5f5f-8c11-0b6d6a524f0e', recordedAt: '2024-03-01T09:30:00.000Z', trust: 'valid', trustReason: null, lastConfirmedOn: null,
  source: { system: 'service:local', method: 'declared' },
};
const RELATION_EXAMPLE = {
  relationId: pathExamples.relationId, type: 'employee-of', label: "est l'employeur de", direction: 'b-to-a', party: { partyId: '7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90', kind: 'person', displayName: 'Jeanne Y' },
  periodId: pathExamples.periodId, validFrom: '2021-01-01', validTo: '2023-07-01', status: 'ended', facts: [],
};
const ITEM_EXAMPLE = { partyId: pathExamples.partyId, kind: 'organisation', displayName: 'Brico Ouest', createdAt: '2024-03-01T09:30:00.000Z' };
const EVENT_EXAMPLE = { position: POSITION_EXAMPLE, recordedAt: '2024-06-10T08:00:00.000Z', type: 'FactRecorded', actor: 'service:local', caller: 'service:local', commandId: '2f40c963-35b0-5b4d-ac8f-8311f8469c52', correlationId: '4bf92f3577b34da6a3ce929d0e0e4736' };

const INTERACTION_EXAMPLE = {
  interactionId: pathExamples.interactionId, direction: 'inbound', medium: 'phone', automation: 'human', startedAt: '2026-01-15T09:30:00.000Z', zone: 'Europe/Paris', durationSeconds: 300,
  participants: [
    { participantId: '6b5a4938-2716-5f0e-9d2c-3b4a59687786', side: 'us', role: 'agent', party: { partyId: '9e8d7c6b-5a49-5382-9716-0f1e2d3c4b5a', kind: 'person', displayName: 'Paul Morel' } },
    { participantId: pathExamples.participantId, side: 'them', role: 'caller', party: null, unresolved: { name: 'Mme Ybert', phone: '02 40 12 34 56' } },
  ],
  subject: 'Asks for a quote', topics: [{ subject: 'Delivery times', raisedBy: 'them', notes: 'Two weeks are too long for them' }], outcome: 'quote-requested', about: [{ kind: 'party', id: pathExamples.partyId }],
  source: { system: 'service:local', method: 'declared' }, amended: false, loggedAt: '2026-01-15T09:36:12.000Z', recordedAt: '2026-01-15T09:36:12.000Z',
};
export const examples = {
  view: {
    party: { partyId: pathExamples.partyId, kind: 'organisation', createdAt: '2024-03-01T09:30:00.000Z' },
    summary: { displayName: 'Brico Ouest', phone: null, email: null, address: null, addressLine: null, status: null, followedBy: null },
    asOf: '2024-04-15', asOfInstant: '2024-04-15T21:59:59.999Z', knownAt: POSITION_EXAMPLE, position: POSITION_EXAMPLE, facts: [FACT_EXAMPLE], relations: [RELATION_EXAMPLE],
  },
  fact: FACT_EXAMPLE,
  relation: RELATION_EXAMPLE,
  interaction: INTERACTION_EXAMPLE,
  item: ITEM_EXAMPLE,
  list: { items: [ITEM_EXAMPLE], next: null, asOf: '2024-04-15', knownAt: POSITION_EXAMPLE, position: POSITION_EXAMPLE },
  event: EVENT_EXAMPLE,
  position: POSITION_EXAMPLE,
} as const;
export { AS_OF_INSTANT, DAY, FROM, ID, KIND, NULLABLE_TEXT, POSITION, TO };
