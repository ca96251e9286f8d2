/** A story in which every event type happens once at least: what of it commands can do over HTTP, the rest straight into the log. */
import type { DomainEvent } from '#libs/event-log/domain-event.js';
import { declareCopied, identityOf } from '#libs/event-log/log-birth.js';
import type { ClaimEvent, PartyEvent } from '#libs/parties/events.js';
import type { RelationEvent, SlotEvent } from '#libs/relations/events.js';
import { ANNALS_NAMESPACE, uuidV5 } from '#libs/platform/uuid.js';
import type { UpdateRequestEvent } from '#libs/update-requests/events.js';
import { setTimeout as sleep } from 'node:timers/promises';
import { send } from '../http/client.js';
import type { TestApi } from '../support/api.js';

export const BEGINNING = '2026-02-03T09:00:00.000Z';
/** When it is asked about: today is part of some answers. */
export const ASKED_AT = '2026-02-10T09:00:00.000Z';

/** Paths to ask, and what the answers must always be. */
export async function tellGoldenStory(api: TestApi): Promise<string[]> {
  let steps = 0;
  const told = async (method: string, path: string, body: object): Promise<{ partyId: string; factIds: string[]; relationId: string; periodId: string }> => {
    steps += 1;
    await api.setClock(new Date(Date.parse(BEGINNING) + steps * 3_600_000).toISOString());
    const reply = await send(api.url, method, path, body, { 'idempotency-key': `golden-${steps}`, 'annals-reason': 'golden-story', 'annals-on-behalf-of': 'service:portal' });
    if (reply.status >= 300) throw new Error(`${method} ${path} was refused: ${JSON.stringify(reply.body)}`);
    return reply.body as never;
  };
  const post = (path: string, body: object = {}) => told('POST', path, body);
  const put = (path: string, body: object) => told('PUT', path, body);

  const colour = { label: { fr: 'Couleur', en: 'Colour' }, type: 'enum', values: ['red', 'green'], on: ['party'], kinds: ['organisation'], cardinality: 'one', dataClass: 'commercial', freshnessDays: 365 };
  await put('/v1/attributes/colour', colour);
  await put('/v1/attributes/colour', { ...colour, label: { fr: 'Teinte', en: 'Colour' } });
  await put('/v1/attributes/phone', { freshnessDays: 30 });
  const member = { label: { fr: 'Membre', en: 'Member' }, pattern: '[A-Z]{2}[0-9]{6}', check: 'none', unique: true, transferable: true, kinds: ['organisation'], perSystem: false };
  await put('/v1/identifier-schemes/member', member);
  await put('/v1/identifier-schemes/member', { ...member, label: { fr: 'Adhérent', en: 'Member' } });
  const sponsor = { description: { fr: 'Parrainage', en: 'Sponsorship' }, nature: 'non-reciprocal', endA: [{ kind: 'person' }], endB: [{ kind: 'organisation', structures: ['legal-unit'] }], labelAtoB: { fr: 'parraine', en: 'sponsors' }, maxOngoingPerA: 1 };
  await put('/v1/relation-types/sponsor-of', sponsor);
  await put('/v1/relation-types/sponsor-of', { ...sponsor, labelAtoB: { fr: { feminine: 'marraine de', masculine: 'parrain de' }, en: 'sponsors' } });

  const source = { system: 'erp-ouest', method: 'imported', confidence: '0.9', recordedAt: '2019-04-15T09:30:00Z' };
  const { partyId: shop, factIds } = await post('/v1/parties', {
    kind: 'organisation',
    facts: [
      { attribute: 'structure', value: 'legal-unit', validFrom: 'unknown' }, { attribute: 'identifier.siren', value: '732 829 320', validFrom: 'unknown' },
      { attribute: 'name.banner', value: 'Brico A', validFrom: '2020', source, note: 'As on its door' }, { attribute: 'phone', value: '+33240123456', validFrom: '2021-03' },
      { attribute: 'colour', value: 'red', validFrom: '2020-01-01', validTo: { unknown: true, notLaterThan: '2025' } },
    ],
  });
  const phone = `/v1/parties/${shop}/facts/${factIds[3]!}`;
  const { factIds: [castorama] } = await post(`/v1/parties/${shop}/facts`, { facts: [{ attribute: 'name.banner', value: 'Castorama', validFrom: '2024-05-01' }] });
  await post(`/v1/parties/${shop}/facts/${castorama}/correct`, { value: 'Castorama', validFrom: '2024-04-01', validTo: null, note: 'Told by its manager' });
  await post(`${phone}/confirm`, { on: '2026-01-20', note: 'Called' });
  await post(`${phone}/dispute`, { on: '2026-02-01', reason: 'wrong-number', note: 'Somebody else answers' });
  await post(`${phone}/end`, { on: '2026-02-02', note: 'Cut off' });
  const { factIds: [wrong] } = await post(`/v1/parties/${shop}/facts`, { facts: [{ attribute: 'email', value: 'contact@example.org', validFrom: 'today' }] });
  await post(`/v1/parties/${shop}/facts/${wrong}/retract`, { note: 'Of another shop' });
  await put('/v1/parties/by/member/AB123456', { kind: 'organisation', validFrom: '2020-01-01', source, facts: [{ attribute: 'name.legal', value: 'Quincaillerie Morel' }, { attribute: 'structure', value: 'legal-unit' }] });

  const { partyId: jeanne } = await post('/v1/parties', {
    kind: 'person', facts: [{ attribute: 'name.usual', value: 'Ybert', validFrom: 'unknown' }], relations: [{ type: 'employee-of', direction: 'a-to-b', party: shop, validFrom: '2021-01-01', validTo: '2023-07-01' }],
  });
  await post(`/v1/parties/${jeanne}/reclassify`, { kind: 'household' });
  await post(`/v1/parties/${jeanne}/reclassify`, { kind: 'person' });
  const employment = await post('/v1/relations', { type: 'employee-of', a: jeanne, b: shop, validFrom: '2024-01-01', facts: [{ attribute: 'job-title', value: 'Head of sales', validFrom: '2024-01-01' }], note: 'As written in the contract' });
  const period = `/v1/relations/${employment.relationId}/periods/${employment.periodId}`;
  await post(`${period}/end`, { on: '2025-07-01', reason: 'resigned', note: 'By letter' });
  await post(`${period}/correct`, { validFrom: '2024-02-01', validTo: '2025-07-01', note: 'By mistake' });
  const sponsorship = await post('/v1/relations', { type: 'sponsor-of', a: jeanne, b: shop, validFrom: '2025' });
  await post(`/v1/relations/${sponsorship.relationId}/periods/${sponsorship.periodId}/retract`, { note: 'Never was' });
  // Since version 6: what is requested of a period.
  const { requestId } = (await post('/v1/update-requests', { party: jeanne, relationId: employment.relationId, periodId: employment.periodId, facts: [{ attribute: 'email', value: 'sales@ybert.example', validFrom: '2024-02-01' }] })) as unknown as { requestId: string };
  await post(`/v1/update-requests/${requestId}/accept`);
  await post('/v1/attributes/colour/retire');
  await post('/v1/identifier-schemes/member/retire');
  await post('/v1/relation-types/sponsor-of/retire');

  const twin = await post('/v1/parties', { kind: 'organisation', facts: [{ attribute: 'name.legal', value: 'Brico A SA', validFrom: 'unknown' }] });
  const gone = await post('/v1/parties', { kind: 'person', facts: [{ attribute: 'name.usual', value: 'Durand', validFrom: 'unknown' }] });
  const [mergeId, factEventId, commandId, periodId] = ['merge', 'fact event', 'command', 'period'].map((name) => uuidV5(ANNALS_NAMESPACE, `golden ${name}`)) as [string, string, string, string];
  await append(api, `party-${twin.partyId}`, [
    { type: 'PartyMerged', data: { into: shop, mergeId, choices: {} } }, { type: 'PartyUnmerged', data: { mergeId } },
    { type: 'ClaimRevoked', data: { claim: 'claim-siren-x', factEventId } }, { type: 'SlotRevoked', data: { slot: 'slot-employee-of-A-x', periodId } },
    { type: 'RelationRequestDropped', data: { periodId, code: 'period-overlap' } },
  ] satisfies PartyEvent[]);
  await append(api, `party-${shop}`, [{ type: 'FactErased', data: { factId: factIds[3]!, ground: 'request' } }] satisfies PartyEvent[]);
  await append(api, `party-${gone.partyId}`, [{ type: 'PartyErased', data: { ground: 'request' } }] satisfies PartyEvent[]);
  await append(api, `relation-${employment.relationId}`, [{ type: 'SlotRevoked', data: { slot: 'slot-employee-of-A-x', periodId } }] satisfies RelationEvent[]);
  await append(api, 'claim-siren-x', [{ type: 'ClaimReleased', data: { factEventId } }] satisfies ClaimEvent[]);
  await append(api, 'slot-employee-of-A-x', [{ type: 'SlotWithdrawn', data: { periodId, commandId } }, { type: 'SlotReleased', data: { periodId, commandId } }] satisfies SlotEvent[]);

  const later = await tellOfWhatWasSaid(api, { post: post as unknown as Telling['post'], put, shop, jeanne });

  await api.setClock(ASKED_AT);
  const parties = [shop, jeanne, twin.partyId, gone.partyId];
  const moments = ['asOf=2022-06-01', 'asOf=2024-04-15&knownAt=2026-02-03T20:15:00Z', 'asOf=2024-04-15', 'asOf=2026-02-10'];
  const views = parties.flatMap((partyId) => moments.map((moment) => `/v1/parties/${partyId}/360?${moment}`));
  // Notes and what was replaced stand in no view.
  return [...views, ...parties.map((partyId) => `/v1/parties/${partyId}/history`), ...later];
}

interface Telling {
  readonly post: (path: string, body?: object) => Promise<Readonly<Record<string, string>>>;
  readonly put: (path: string, body: object) => Promise<unknown>;
  readonly shop: string;
  readonly jeanne: string;
}

/** Version 2: what was said and promised, requested and allowed. */
async function tellOfWhatWasSaid(api: TestApi, { post, put, shop, jeanne }: Telling): Promise<string[]> {
  const kiosk = { label: { fr: 'Borne', en: 'Kiosk' }, channel: 'web', directions: ['inbound'], automation: 'machine', needsPermission: false, validFrom: '2024-01-01' };
  await put('/v1/media/kiosk', kiosk);
  await put('/v1/media/kiosk', { ...kiosk, validTo: '2026-01-01' });
  await post('/v1/media/kiosk/retire');
  const loyalty = { label: { fr: 'Fidélité', en: 'Loyalty' }, legalBases: [{ basis: 'consent', from: '2024-01-01' }], attributes: ['email'], channels: ['email'], retentionDays: 1096 };
  await put('/v1/purposes/loyalty', loyalty);
  await put('/v1/purposes/loyalty', { ...loyalty, retentionDays: null });
  await post('/v1/purposes/loyalty/retire');

  const { partyId: paul } = await post('/v1/parties', { kind: 'person', facts: [{ attribute: 'name.usual', value: 'Morel', validFrom: 'unknown' }] });
  const { partyId: rose } = await post('/v1/parties', { kind: 'person', facts: [{ attribute: 'name.usual', value: 'Sureau', validFrom: 'unknown' }] });
  const call = {
    participants: [{ side: 'us', role: 'agent', party: paul }, { side: 'them', role: 'caller', unresolved: { name: 'Mme Ybert', phone: '02 61 91 00 01', email: 'y@ybert.example' } }], direction: 'inbound', medium: 'phone',
    startedAt: '2026-01-15T10:30:00+01:00', zone: 'Europe/Paris', durationSeconds: 300, place: { label: 'At home', latitude: '47.218', longitude: '-1.553' }, subject: 'Asks for a quote', objective: 'Win her', notes: 'Mornings only',
    topics: [{ subject: 'Delivery', raisedBy: 'them', notes: 'Two weeks', product: 'gtx-basic' }], outcome: 'quote-requested', outcomeNotes: 'By Friday', about: [{ kind: 'party', id: shop }],
  };
  const logged = (await post('/v1/interactions', call)) as unknown as { interactionId: string; participantIds: string[] };
  const interaction = `/v1/interactions/${logged.interactionId}`;
  await post(`${interaction}/amend`, { ...call, durationSeconds: 360 });
  await post(`${interaction}/participants/${logged.participantIds[1]!}/resolve`, { party: jeanne });
  const { interactionId: twice } = await post('/v1/interactions', { ...call, participants: [call.participants[0], { side: 'them', role: 'caller', party: jeanne }], subject: 'Asks again' });
  await post(`/v1/interactions/${twice!}/retract`, { note: 'Logged twice' });

  const { factIds } = (await post(`/v1/parties/${jeanne}/facts`, { facts: [{ attribute: 'phone', value: '+33261910001', validFrom: '2020-01-01' }, { attribute: 'language', value: 'fr', validFrom: '2020-01-01' }] })) as unknown as { factIds: string[] };
  const wish = { party: jeanne, interactionId: logged.interactionId, note: 'On the phone', facts: [{ attribute: 'email', value: 'jeanne@ybert.example', validFrom: '2026-01-15' }], ends: [{ factId: factIds[0], on: '2026-01-15' }], corrections: [{ factId: factIds[1], value: 'fr-FR', validFrom: '2020-01-01', validTo: null }] };
  const { requestId: accepted } = await post('/v1/update-requests', wish);
  await post(`/v1/update-requests/${accepted!}/accept`);
  const { requestId: refused } = await post('/v1/update-requests', { party: jeanne, facts: [{ attribute: 'civility', value: 'mrs', validFrom: '2020-01-01' }] });
  await append(api, `updateRequest-${refused!}`, [{ type: 'UpdateRequestAccepting', data: {} }, { type: 'UpdateRequestReopened', data: { code: 'partial-overlap' } }] satisfies UpdateRequestEvent[]);
  await post(`/v1/update-requests/${refused!}/refuse`, { reason: 'not-proven', note: 'No document' });

  const proof = { method: 'web-form', textVersion: '2026-01', evidence: 'form 4711', collector: 'Shop in Nantes' };
  const consent = { purpose: 'b2c-prospecting', channel: 'email', proof };
  await post(`/v1/parties/${jeanne}/consents/grant`, { ...consent, from: '2025-01-01', expires: '2028-01-01' });
  await post(`/v1/parties/${jeanne}/consents/withdraw`, { ...consent, from: '2026-01-20' });
  await post(`/v1/parties/${jeanne}/consents/refuse`, { ...consent, channel: 'sms', from: '2025-01-01' });
  await post(`/v1/parties/${jeanne}/consents/object`, { purpose: 'b2b-prospecting', channel: 'phone', from: '2026-01-20', proof });
  const { consentId } = await post(`/v1/parties/${jeanne}/consents/object`, { from: '2026-01-21' });
  await post(`/v1/parties/${jeanne}/consents/${consentId!}/retract`, { note: 'Somebody else' });

  const task = { subject: 'Send the quote', notes: 'With shelves', about: [{ partyId: shop }], interactionId: logged.interactionId, assigneeId: paul, due: { at: '2026-02-20T09:00:00.000Z', zone: 'Europe/Paris' }, priority: 'high' };
  const { taskId } = await post('/v1/tasks', task);
  await post(`/v1/tasks/${taskId!}/assign`, { assigneeId: rose, on: '2026-02-04', note: 'He is away' });
  await post(`/v1/tasks/${taskId!}/reschedule`, { due: { date: '2026-02-21' }, note: 'She asked' });
  await post(`/v1/tasks/${taskId!}/amend`, { subject: 'Send the quote and the catalogue', notes: 'With lamps', priority: 'normal' });
  await post(`/v1/tasks/${taskId!}/done`, { outcome: 'Sent' });
  await post(`/v1/tasks/${taskId!}/reopen`, { note: 'It came back' });
  const { taskId: dropped } = await post('/v1/tasks', { subject: 'Call back', assigneeId: paul, about: [{ partyId: jeanne }] });
  await post(`/v1/tasks/${dropped!}/cancel`, { reason: 'duplicate', note: 'Twice' });
  const visit = { kind: 'visit', participants: [{ partyId: paul, side: 'us' }, { partyId: shop, side: 'them', role: 'buyer' }], startsAt: '2026-02-20T09:30:00Z', zone: 'Europe/Paris', durationMinutes: 60, place: 'At their shop', subject: 'Spring', objective: 'Second shop' };
  const planned = async (changes: object = {}) => `/v1/planned-interactions/${(await post('/v1/planned-interactions', { ...visit, ...changes }))['plannedInteractionId']!}`;
  const [held, heldAtOnce, missed, cancelled] = [await planned(), await planned({ startsAt: '2026-02-05T09:30:00Z', at: '2026-01-20T09:30:00Z' }), await planned({ startsAt: '2026-02-04T09:30:00Z', at: '2026-01-20T09:30:00Z' }), await planned()];
  await post(`${held}/confirm`, { note: 'By phone' });
  await post(`${held}/move`, { startsAt: '2026-02-21T09:30:00Z', zone: 'Europe/Paris', durationMinutes: 90, place: 'At ours', note: 'Snow' });
  await post(`${held}/hold`, { interactionId: logged.interactionId });
  await post(`${heldAtOnce}/hold`, {
    interaction: { direction: 'outbound', durationSeconds: 5_400, notes: 'Coffee', outcome: 'ordered', outcomeNotes: 'Two shelves', topics: [{ subject: 'Shelves', raisedBy: 'them', notes: 'Oak', product: 'shelf-oak' }] },
  });
  await post(`${missed}/miss`, { reason: 'nobody-there', note: 'Closed' });
  await post(`${cancelled}/cancel`, { reason: 'customer-request', note: 'No time' });
  await planned();
  const { reassignmentId } = await post('/v1/task-reassignments', { from: paul, to: rose, on: '2026-02-05' });
  await until(async () => (await api.log.readStream(`taskReassignment-${reassignmentId!}`)).length === 2);

  await post(`/v1/parties/${shop}/facts`, { facts: [{ attribute: 'followed-by', value: { scope: 'sales', partyId: paul }, validFrom: '2024-01-01' }] });
  const { handoverId } = await post('/v1/portfolio-handovers', { from: paul, to: rose, on: '2026-03-01' });
  await until(async () => (await api.log.readStream(`portfolioHandover-${handoverId!}`)).length === 2);

  await api.notary.round({ everything: true });

  const { logId } = (await identityOf(api.log))!;
  await declareCopied(api.log, { logId: 'goldencp', from: logId });

  const of = (partyId: string): string[] => ['interactions', 'timeline', 'consents', 'tasks'].map((part) => `/v1/parties/${partyId}/${part}?asOf=2026-02-10`);
  return [...of(jeanne), ...of(shop), interaction, `${interaction}/history`, `/v1/update-requests/${accepted!}`, `/v1/update-requests/${refused!}`, `/v1/tasks/${taskId!}`, held, heldAtOnce, `/v1/portfolio-handovers/${handoverId!}`, '/v1/media/kiosk', '/v1/purposes/loyalty'];
}

async function until(done: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await done()) return;
    await sleep(50);
  }
  throw new Error('it does not come to its end');
}

/** As a command appends: encrypted, with its metadata. */
async function append(api: TestApi, stream: string, events: readonly DomainEvent[]): Promise<void> {
  const before = await api.log.readStream(stream);
  const commandId = uuidV5(ANNALS_NAMESPACE, `golden ${stream} ${before.length}`);
  const drafts = events.map((event, n) => ({
    id: uuidV5(commandId, String(n)), event,
    metadata: { v: 1, n: n + 1, of: events.length, caller: 'service:test', actor: 'service:test', verified: false as const, correlationId: commandId },
  }));
  const encoded = await api.codec.encode(undefined, drafts);
  await api.log.append(stream, before.length === 0 ? 'no-stream' : before.length - 1, encoded.map((one, i) => ({ ...one, id: drafts[i]!.id, type: drafts[i]!.event.type, commandId })));
}
