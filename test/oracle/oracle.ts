/**
 * What the 360° must say, point by point, straight from the events: for one day and one position it looks at every event and
 * asks whether it counts. No ranges, no tables, no code of the product but the types of the events and the replay that `annals verify
 * tables` holds its tables against; slow and plain.
 */
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import type { AttributeEvent } from '#libs/configuration/events.js';
import type { FactConfirmed, FactDisputed, FactEvent } from '#libs/facts/events.js';
import type { PartyEvent } from '#libs/parties/events.js';
import type { RelationEvent } from '#libs/relations/events.js';
import { dayText, firstDayNumber } from '#projections/verify/replay/days.js';
import { beliefs, cutBy, endNumber, erasedByEvent, erasuresIn, holds, startNumber, type Bound, type FactBelief } from '#projections/verify/replay/facts.js';
import { periodBeliefs, type PeriodBelief } from '#projections/verify/replay/relations.js';
import { parisDayNumber } from './paris.js';

/** Freshness by attribute in days; absent or null: never stale. */
export type Freshness = Readonly<Record<string, number | null | undefined>>;

export interface ExpectedFact {
  readonly factId: string;
  readonly attribute: string;
  readonly value: unknown;
  readonly erased: boolean;
  readonly validFrom: Bound;
  readonly validTo: Bound;
  readonly assertedValidTo: Bound;
  readonly endedBy: string | null;
  readonly recordedAt: string;
  readonly trust: string;
  readonly trustReason: string | null;
  readonly lastConfirmedOn: string | null;
  readonly source: unknown;
}

export interface ExpectedRelation {
  readonly relationId: string;
  readonly type: string;
  readonly direction: string;
  readonly other: string;
  readonly periodId: string;
  readonly validFrom: Bound;
  readonly validTo: Bound;
  readonly status: string;
  readonly facts: readonly ExpectedFact[];
}

/** Days are counted here too: an instant is of the day it is in Paris by the oracle's own count. */
export const dated = (events: readonly StoredEvent[]): StoredEvent[] => events.map((event) => ({ ...event, recordedOn: dayText(parisDayNumber(event.recordedAt)) }));

const isUnknown = (bound: Bound): boolean => typeof bound === 'object' && bound !== null;

const isErasedValue = (value: unknown): boolean => typeof value === 'object' && value !== null && (value as { erased?: unknown }).erased === true && Object.keys(value).length === 1;

function expectedFact(belief: FactBelief, rivals: readonly FactBelief[], day: number, freshness: Freshness, stream: readonly StoredEvent[], known: readonly StoredEvent[], period: { readonly end: number; readonly to: Bound } = { end: Infinity, to: null }): ExpectedFact {
  const cutter = cutBy(belief, rivals);
  let endDay = cutter ? startNumber(cutter.from) : endNumber(belief.to, belief.toSetOn);
  let validTo: Bound = cutter ? dayText(endDay) : belief.to;
  let endedBy: string | null = cutter ? cutter.factId : belief.to === null ? null : 'own';
  const clipped = period.end < endDay;
  if (clipped) {
    endDay = period.end;
    validTo = isUnknown(period.to) ? period.to : dayText(endDay);
    endedBy = 'period';
  }
  // Whether its own end is known does not matter where something else ends it; whether that of its period is does.
  const { trust, trustReason, lastConfirmedOn } = trustAt(belief, known, day, freshness[belief.attribute] ?? null, clipped ? isUnknown(period.to) : !cutter && isUnknown(belief.to));
  const erased = isErasedValue(belief.value) || erasedByEvent(belief, erasuresIn(stream));
  return {
    factId: belief.factId, attribute: belief.attribute, value: erased ? null : belief.value, erased,
    validFrom: belief.from, validTo, assertedValidTo: belief.to, endedBy, recordedAt: belief.recordedAt, trust, trustReason, lastConfirmedOn, source: belief.source,
  };
}

function trustAt(belief: FactBelief, stream: readonly StoredEvent[], day: number, freshDays: number | null, endUnknown: boolean): { trust: string; trustReason: string | null; lastConfirmedOn: string | null } {
  const counting = (stream as readonly StoredEvent<FactEvent>[]).filter(({ type }) => type === 'FactConfirmed' || type === 'FactDisputed') as StoredEvent<FactConfirmed | FactDisputed>[];
  const ofTheValue = counting.filter(({ data, position }) => data.factId === belief.factId && position > belief.valuePosition);
  const sorted = ofTheValue.filter(({ data }) => firstDayNumber(data.on) <= day)
    .sort((a, b) => firstDayNumber(a.data.on) - firstDayNumber(b.data.on) || (a.position < b.position ? -1 : 1));
  const latest = sorted.at(-1);
  const lastConfirmedOn = sorted.findLast(({ type }) => type === 'FactConfirmed')?.data.on ?? null;
  const doubtful = (trustReason: string) => ({ trust: 'doubtful', trustReason, lastConfirmedOn });
  if (latest?.type === 'FactDisputed') return doubtful(`disputed:${latest.data.reason}`);
  if (typeof belief.from === 'object' && belief.from !== null) {
    const certain = belief.from.notLaterThan ? firstDayNumber(belief.from.notLaterThan) : belief.fromSetOn;
    if (day < certain && !latest) return doubtful('start-unknown');
  }
  const held = ofTheValue.some(({ type, data }) => type === 'FactConfirmed' && firstDayNumber(data.on) >= day);
  if (endUnknown && !held) return doubtful('end-unknown');
  const known = belief.source?.recordedAt === undefined ? belief.valueOn : firstDayNumber(belief.source.recordedAt.slice(0, 10));
  const begun = typeof belief.from === 'string' ? firstDayNumber(belief.from) : -Infinity;
  const checked = Math.max(begun, Math.min(known, belief.valueOn), latest ? firstDayNumber(latest.data.on) : -Infinity);
  if (freshDays !== null && day >= checked + freshDays) return doubtful('past-freshness');
  return { trust: 'valid', trustReason: null, lastConfirmedOn };
}

const rivalsOf = (belief: FactBelief, all: readonly FactBelief[]): FactBelief[] => all.filter((rival) => rival.attribute === belief.attribute && rival.slot === belief.slot);

/** The facts of a party in force on a day, as known at a position. */
export function expectedFacts(log: readonly StoredEvent[], partyId: string, day: string, knownAt: bigint, freshness: Freshness): ExpectedFact[] {
  const number = firstDayNumber(day);
  const stream = dated(log.filter((event) => event.stream === `party-${partyId}`));
  const known = stream.filter((event) => event.position <= knownAt);
  const all = beliefs(known);
  return all
    .filter((belief) => holds(belief, rivalsOf(belief, all), number))
    .map((belief) => expectedFact(belief, rivalsOf(belief, all), number, freshness, stream, known))
    .sort((a, b) => (a.factId < b.factId ? -1 : 1));
}

/** Before every date there is. */
const FAR_PAST = -1e9;

/** The relations of a party as known at a position: one entry each, for the period in force, else the last before, else the next. */
export function expectedRelations(log: readonly StoredEvent[], partyId: string, day: string, knownAt: bigint, freshness: Freshness): ExpectedRelation[] {
  const number = firstDayNumber(day);
  const known = dated(log.filter((event) => event.stream.startsWith('relation-') && event.position <= knownAt)) as StoredEvent<RelationEvent>[];
  const result: ExpectedRelation[] = [];
  for (const stream of new Set(known.map((event) => event.stream))) {
    const events = known.filter((event) => event.stream === stream);
    const started = events.find((event) => event.type === 'RelationStarted');
    if (started?.type !== 'RelationStarted' || (started.data.a !== partyId && started.data.b !== partyId)) continue;
    const believed = periodBeliefs(events);
    // Those that hold on some day: their first one will do, because nothing resumes.
    const periods = believed.filter((period) => holds(period, believed, Math.max(startNumber(period.from), FAR_PAST)));
    const shown = periods.find((period) => holds(period, believed, number))
      ?? last(periods.filter((period) => startNumber(period.from) <= number)) ?? first(periods.filter((period) => startNumber(period.from) > number));
    if (!shown) continue;
    const cutter = cutBy(shown, believed);
    const endDay = cutter ? startNumber(cutter.from) : endNumber(shown.to, shown.toSetOn);
    const status = startNumber(shown.from) > number ? 'planned' : endDay <= number ? 'ended' : 'ongoing';
    const all = beliefs(events).filter((belief) => belief.periodId === shown.periodId);
    result.push({
      relationId: started.data.relationId, type: started.data.type, direction: started.data.a === partyId ? 'a-to-b' : 'b-to-a',
      other: started.data.a === partyId ? started.data.b : started.data.a, periodId: shown.periodId, validFrom: shown.from,
      validTo: cutter ? dayText(endDay) : shown.to, status,
      facts: all
        .filter((belief) => status === 'ongoing' && holds(belief, rivalsOf(belief, all), number))
        .map((belief) => expectedFact(belief, rivalsOf(belief, all), number, freshness, log.filter((event) => event.stream === stream), events, { end: endDay, to: cutter ? null : shown.to }))
        .sort((a, b) => (a.factId < b.factId ? -1 : 1)),
    });
  }
  return result.sort((a, b) => (a.relationId < b.relationId ? -1 : 1));
}

const byStart = (a: PeriodBelief, b: PeriodBelief): number => startNumber(a.from) - startNumber(b.from) || a.order - b.order;
const last = (periods: PeriodBelief[]): PeriodBelief | undefined => periods.sort(byStart).at(-1);
const first = (periods: PeriodBelief[]): PeriodBelief | undefined => periods.sort(byStart)[0];

/** The kind of a party as known at a position; undefined where it was not known at all. */
export function expectedKind(log: readonly StoredEvent[], partyId: string, knownAt: bigint): string | undefined {
  let kind: string | undefined;
  for (const stored of log) {
    if (stored.stream !== `party-${partyId}` || stored.position > knownAt) continue;
    const event = stored as StoredEvent<PartyEvent>;
    if (event.type === 'PartyCreated' || event.type === 'PartyReclassified') kind = event.data.kind;
  }
  return kind;
}

/** Freshness by attribute as known at a position. */
export function expectedFreshness(log: readonly StoredEvent[], knownAt: bigint): Freshness {
  const freshness: Record<string, number | null> = {};
  for (const stored of log) {
    const event = stored as StoredEvent<AttributeEvent>;
    if (event.position > knownAt || (event.type !== 'AttributeDefined' && event.type !== 'AttributeFreshnessSet')) continue;
    freshness[event.data.code] = event.data.freshnessDays;
  }
  return freshness;
}

export interface Expected360 {
  /** Undefined where the party was not known at all. */
  readonly kind: string | undefined;
  readonly facts: readonly ExpectedFact[];
  readonly relations: readonly ExpectedRelation[];
}

/** Everything the answer says of a party on a day, as known at a position. */
export function expected360(log: readonly StoredEvent[], partyId: string, day: string, knownAt: bigint): Expected360 {
  const kind = expectedKind(log, partyId, knownAt);
  if (kind === undefined) return { kind, facts: [], relations: [] };
  const freshness = expectedFreshness(log, knownAt);
  return { kind, facts: expectedFacts(log, partyId, day, knownAt, freshness), relations: expectedRelations(log, partyId, day, knownAt, freshness) };
}
