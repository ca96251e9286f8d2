/**
 * Random histories of one party, another one and their relation, as raw events: late, future, corrected, retracted, erased, tied,
 * checked, and also what no decision would ever append (ends before starts, facts recorded twice, periods that never began).
 * They meet each other far more often than in life: few dates, few slots, few ids.
 */
import fc from 'fast-check';
import type { DomainEvent, Provenance } from '#libs/event-log/domain-event.js';
import type { FactEvent } from '#libs/facts/events.js';
import type { PartyEvent } from '#libs/parties/events.js';
import type { RelationEvent } from '#libs/relations/events.js';

/** Events of one append, and how long after the one before. */
export interface RawAppend {
  readonly to: 'party' | 'relation';
  readonly hoursLater: number;
  readonly events: readonly DomainEvent[];
}

export interface RawHistory {
  readonly party: string;
  readonly other: string;
  readonly relation: string;
  readonly appends: readonly RawAppend[];
}

const DATES = ['2019', '2020-03', '2020-03-01', '2020-03-02', '2021-01-01', '2022-06-15', '2024-02-10', '2030-01-01'] as const;
const PERIODS = 3;
/** Where facts with these numbers stand: three compete for one slot, two hold beside each other. */
const PLACES = [
  { attribute: 'name.legal', slot: '' }, { attribute: 'name.legal', slot: '' }, { attribute: 'name.legal', slot: '' }, { attribute: 'phone', slot: 'own' }, { attribute: 'phone', slot: 'own' },
] as const;
const FACTS = PLACES.length;
const SOURCES: readonly (Provenance | undefined)[] = [undefined, { system: 'sirene', method: 'registry' }, { system: 'crm', method: 'declared', confidence: '0.5' }];
const VALUES = ['A', 'B', 'C'] as const;

const pick = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const unknown = fc.oneof(fc.constant({ unknown: true as const }), pick(DATES).map((notLaterThan) => ({ unknown: true as const, notLaterThan })));
// Often the same two, so that starts tie.
const from = fc.oneof({ weight: 4, arbitrary: pick(['2020-03-01', '2021-01-01']) }, { weight: 3, arbitrary: pick(DATES) }, { weight: 1, arbitrary: unknown });
const to = fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 3, arbitrary: pick(DATES) }, { weight: 1, arbitrary: unknown });

type Type = FactEvent['type'] | Extract<PartyEvent['type'], 'PartyReclassified'> | Exclude<RelationEvent['type'], 'SlotRevoked'>;
const PARTY_TYPES: readonly Type[] = [
  'FactRecorded', 'FactRecorded', 'FactRecorded', 'FactRecorded', 'FactEnded', 'FactCorrected', 'FactCorrected', 'FactRetracted', 'FactConfirmed', 'FactDisputed', 'FactErased', 'PartyReclassified',
];
const RELATION_TYPES: readonly Type[] = [
  'RelationStarted', 'RelationStarted', 'RelationEnded', 'RelationCorrected', 'RelationRetracted',
  'FactRecorded', 'FactRecorded', 'FactRecorded', 'FactRecorded', 'FactEnded', 'FactCorrected', 'FactRetracted', 'FactConfirmed', 'FactDisputed', 'FactErased',
];

const step = fc.record({
  fact: fc.nat(FACTS - 1), period: fc.nat(PERIODS - 1), partyType: pick(PARTY_TYPES), relationType: pick(RELATION_TYPES), from, to, on: pick(DATES), value: pick(VALUES), valueChanged: fc.boolean(),
  source: pick(SOURCES), reason: pick(['bounced', 'complaint']), kind: pick(['organisation', 'person'] as const),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const append = fc.record({
  inRelation: fc.boolean(), steps: fc.array(step, { minLength: 1, maxLength: 3 }),
  // Some within a day, some over a midnight, some after something went stale.
  hoursLater: fc.oneof(fc.nat(30), fc.nat(9_000)),
});

interface Ids {
  readonly party: string;
  readonly other: string;
  readonly relation: string;
  readonly facts: readonly string[];
  readonly relationFacts: readonly string[];
  readonly periods: readonly string[];
}

const ids: fc.Arbitrary<Ids> = fc.noShrink(fc.uniqueArray(fc.uuid({ version: 4 }), { minLength: 3 + 2 * FACTS + PERIODS, maxLength: 3 + 2 * FACTS + PERIODS })).map((all) => ({
  party: all[0]!, other: all[1]!, relation: all[2]!, facts: all.slice(3, 3 + FACTS), relationFacts: all.slice(3 + FACTS, 3 + 2 * FACTS), periods: all.slice(3 + 2 * FACTS),
}));

/** At most so many appends; the party is there from the first one on, and so is its relation in most. */
export const rawHistory = (maxAppends: number): fc.Arbitrary<RawHistory> =>
  fc.record({ ids, begun: fc.boolean(), appends: fc.array(append, { minLength: 1, maxLength: maxAppends, size: 'max' }) }).map(({ ids, begun, appends }) => ({
    party: ids.party, other: ids.other, relation: ids.relation,
    appends: [
      { to: 'party', hoursLater: 0, events: [{ type: 'PartyCreated', data: { partyId: ids.party, kind: 'organisation' } }] },
      ...(begun ? [{ to: 'relation' as const, hoursLater: 5, events: [eventOf({ ...FIRST_PERIOD, relationType: 'RelationStarted' }, true, ids)] }] : []),
      ...appends.map(({ inRelation, steps, hoursLater }): RawAppend => ({ to: inRelation ? 'relation' : 'party', hoursLater, events: steps.map((one) => eventOf(one, inRelation, ids)) })),
    ],
  }));

const FIRST_PERIOD: Step = {
  fact: 0, period: 0, partyType: 'FactRecorded', relationType: 'RelationStarted', from: '2019', to: null, on: '2019', value: 'A', valueChanged: true, source: undefined, reason: 'bounced', kind: 'person',
};

function eventOf(step: Step, inRelation: boolean, ids: Ids): DomainEvent {
  const type = inRelation ? step.relationType : step.partyType;
  const asserts = type === 'FactRecorded' || type === 'FactCorrected';
  return { type, data: dataOf(type, step, inRelation, ids), ...(asserts && step.source && { provenance: step.source }) };
}

function dataOf(type: Type, step: Step, inRelation: boolean, ids: Ids): object {
  const { on, value, valueChanged } = step;
  const factId = (inRelation ? ids.relationFacts : ids.facts)[step.fact]!;
  const periodId = ids.periods[step.period]!;
  const bounds = { validFrom: step.from, validTo: step.to };
  switch (type) {
    case 'FactRecorded': {
      const { attribute, slot } = PLACES[step.fact]!;
      return { factId, attribute, slot: slot === 'own' ? factId : slot, dataClass: 'identity', value, ...bounds, ...(inRelation && { periodId }) };
    }
    case 'FactEnded':
    case 'FactConfirmed': return { factId, on };
    case 'FactCorrected': return { factId, dataClass: 'identity', value, valueChanged, ...bounds };
    case 'FactDisputed': return { factId, on, reason: step.reason };
    case 'FactRetracted': return { factId };
    case 'FactErased': return { factId, ground: 'request' };
    case 'PartyReclassified': return { kind: step.kind };
    case 'RelationStarted': return { relationId: ids.relation, type: 'employee-of', a: ids.party, b: ids.other, periodId, from: step.from, to: step.to };
    case 'RelationEnded': return { periodId, on, reason: 'left' };
    case 'RelationCorrected': return { periodId, from: step.from, to: step.to };
    case 'RelationRetracted': return { periodId };
  }
}
