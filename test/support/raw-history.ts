/**
 * Random histories of raw events of a few parties and relations: late, future, corrected, retracted, erased, tied, and also what
 * no decision would ever append (facts recorded twice, ended before they start, of periods that never began).
 */
import fc from 'fast-check';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import { randomUuid } from '#libs/platform/uuid.js';

// Random ones, as in life: the index of the tables degrades with ids that share their first half.
const uuids = (count: number): string[] => Array.from({ length: count }, randomUuid);
const PARTIES = uuids(3);
const RELATIONS = uuids(2);
const FACTS = uuids(5);
/** Of each relation: no two share one, because the id of a period comes from the command that started it. */
const PERIODS = RELATIONS.map(() => uuids(3));
const MERGES = uuids(2);
const KEY = randomUuid();
const DATES = ['2019', '2020-03', '2020-03-01', '2021-01-01', '2022-06-15', '2030-01-01'];
const ATTRIBUTES = [{ attribute: 'name.legal', slot: '' }, { attribute: 'name.banner', slot: '1' }, { attribute: 'name.banner', slot: '2' }, { attribute: 'phone', slot: 'own' }];
const PARTY_TYPES = [
  'FactRecorded', 'FactRecorded', 'FactRecorded', 'FactRecorded', 'FactEnded', 'FactCorrected', 'FactCorrected', 'FactRetracted', 'FactConfirmed', 'FactDisputed', 'FactErased',
  'PartyCreated', 'PartyReclassified', 'PartyMerged', 'PartyUnmerged', 'PartyErased', 'RelationsRequested',
];
const RELATION_TYPES = [
  'RelationStarted', 'RelationStarted', 'RelationStarted', 'RelationEnded', 'RelationCorrected', 'RelationRetracted',
  'FactRecorded', 'FactRecorded', 'FactRecorded', 'FactEnded', 'FactCorrected', 'FactRetracted', 'FactDisputed', 'FactErased', 'SlotRevoked',
];
const DAY_MS = 86_400_000;
const FIRST_DAY = Date.parse('2024-01-01T10:00:00.000Z');

const pick = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const unknown = fc.oneof(fc.constant({ unknown: true as const }), pick(DATES).map((notLaterThan) => ({ unknown: true as const, notLaterThan })));
const from = fc.oneof({ weight: 6, arbitrary: pick(DATES) }, { weight: 1, arbitrary: unknown });
const to = fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 3, arbitrary: pick(DATES) }, { weight: 1, arbitrary: unknown });

const draft = fc.record({
  inRelation: fc.boolean(), party: pick(PARTIES), relation: fc.nat(RELATIONS.length - 1), partyType: pick(PARTY_TYPES), relationType: pick(RELATION_TYPES), fact: pick(FACTS),
  period: fc.nat(2), other: pick(PARTIES), mergeId: pick(MERGES), kind: pick(['organisation', 'person']), place: pick(ATTRIBUTES), value: pick(['A', 'B', 'C']), valueChanged: fc.boolean(),
  from, to, on: pick(DATES), days: fc.nat(3), sameAppend: fc.boolean(),
});
type Draft = typeof draft extends fc.Arbitrary<infer D> ? D : never;

/** Events in the order of the log, positions from 1 on without gaps. */
export const rawHistory = (maxLength: number): fc.Arbitrary<StoredEvent[]> => fc.array(draft, { minLength: 1, maxLength, size: 'max' }).map(stored);

function stored(drafts: readonly Draft[]): StoredEvent[] {
  const revisions = new Map<string, number>();
  let instant = FIRST_DAY;
  return drafts.map((draft, index) => {
    const stream = draft.inRelation ? `relation-${RELATIONS[draft.relation]}` : `party-${draft.party}`;
    const revision = revisions.get(stream) ?? 0;
    revisions.set(stream, revision + 1);
    instant += draft.days * DAY_MS;
    const recordedAt = new Date(instant).toISOString();
    const type = draft.inRelation ? draft.relationType : draft.partyType;
    return {
      type, data: dataOf(type, draft), eventId: randomUuid(), commandId: randomUuid(), stream, revision, position: BigInt(index + 1), appendEnd: BigInt(index + 1),
      recordedAt, recordedOn: recordedAt.slice(0, 10), sealedBy: { value: KEY },
      metadata: { v: 1, n: 1, of: 1, caller: 'service:test', actor: 'service:test', verified: false, correlationId: KEY },
    };
  });
}

function dataOf(type: string, draft: Draft): object {
  const { fact, on, place, value, valueChanged } = draft;
  const period = PERIODS[draft.relation]![draft.period]!;
  // The same id in a party and in a relation is two facts; inside either, ids meet each other often.
  const factId = fact;
  const bounds = { validFrom: draft.from, validTo: draft.to };
  switch (type) {
    case 'FactRecorded':
      return { factId, ...place, slot: place.slot === 'own' ? factId : place.slot, dataClass: 'identity', value, ...bounds, ...(draft.inRelation && { periodId: period }) };
    case 'FactEnded': return { factId, on };
    case 'FactCorrected': return { factId, dataClass: 'identity', value, valueChanged, ...bounds };
    case 'FactConfirmed': return { factId, on };
    case 'FactDisputed': return { factId, on, reason: 'bounced' };
    case 'FactRetracted': return { factId };
    case 'FactErased': return { factId, ground: 'request' };
    case 'PartyCreated': return { partyId: draft.party, kind: draft.kind };
    case 'PartyReclassified': return { kind: draft.kind };
    case 'PartyMerged': return { into: draft.other, mergeId: draft.mergeId, choices: { 'name.legal': draft.other } };
    case 'PartyUnmerged': return { mergeId: draft.mergeId };
    case 'PartyErased': return { ground: 'request' };
    case 'RelationStarted': return { relationId: RELATIONS[draft.relation], type: 'employee-of', a: PARTIES[0], b: PARTIES[1 + draft.relation], periodId: period, from: draft.from, to: draft.to };
    case 'RelationEnded': return { periodId: period, on, reason: 'left' };
    case 'RelationCorrected': return { periodId: period, from: draft.from, to: draft.to };
    case 'RelationRetracted': return { periodId: period };
    case 'SlotRevoked': return { slot: 'slot-employee-of-A', periodId: period };
    case 'RelationsRequested': return { relations: [] };
    default: throw new Error(`no data for ${type}`);
  }
}
