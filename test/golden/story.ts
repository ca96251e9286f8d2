/** A story in which every event type happens once at least: what of it commands can do over HTTP, the rest straight into the log. */
import type { DomainEvent } from '#libs/event-log/domain-event.js';
import type { ClaimEvent, PartyEvent } from '#libs/parties/events.js';
import type { RelationEvent, SlotEvent } from '#libs/relations/events.js';
import { ANNALS_NAMESPACE, uuidV5 } from '#libs/platform/uuid.js';
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

  await api.setClock(ASKED_AT);
  const parties = [shop, jeanne, twin.partyId, gone.partyId];
  const moments = ['asOf=2022-06-01', 'asOf=2024-04-15&knownAt=2026-02-03T20:15:00Z', 'asOf=2024-04-15', 'asOf=2026-02-10'];
  const views = parties.flatMap((partyId) => moments.map((moment) => `/v1/parties/${partyId}/360?${moment}`));
  // Notes and what was replaced stand in no view.
  return [...views, ...parties.map((partyId) => `/v1/parties/${partyId}/history`)];
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
