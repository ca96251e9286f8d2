/** When facts and relations of a party begin and end, and when that was learned: every event is asked anew what it leaves believed. */
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import type { RelationEvent } from '#libs/relations/events.js';
import { dayText, firstDayNumber } from '#projections/verify/replay/days.js';
import { beliefs, cutBy, endOf, startNumber, type Bound, type FactBelief, type Held } from '#projections/verify/replay/facts.js';
import { endsOf, periodBeliefs } from '#projections/verify/replay/relations.js';
import { dated } from './oracle.js';

export interface ExpectedBound {
  readonly kind: 'fact' | 'relation';
  readonly change: 'begins' | 'ends';
  readonly id: string;
  readonly at: string;
  readonly recordedAt: string;
  /** The bound, where nobody knows it. */
  readonly unknown: Bound;
}

type Told = Omit<ExpectedBound, 'recordedAt'> & { readonly said: string };

const isUnknown = (bound: Bound): boolean => typeof bound === 'object' && bound !== null;

/** Both bounds of what holds from `start` until before `end`, of those that it has. */
function boundsOf(kind: Told['kind'], id: string, held: Held, { start, end, own }: { readonly start: number; readonly end: number; readonly own: boolean }, said = ''): Told[] {
  if (end <= start) return [];
  const certain = typeof held.from === 'object' && held.from?.notLaterThan !== undefined ? firstDayNumber(held.from.notLaterThan) : held.fromSetOn;
  const begins = dayText(start === -Infinity ? Math.min(certain, end) : start);
  return [
    { kind, change: 'begins', id, at: begins, unknown: start === -Infinity ? held.from : null, said: `${begins} ${said}` },
    ...(end === Infinity ? [] : [{ kind, change: 'ends' as const, id, at: dayText(end), unknown: own && isUnknown(held.to) ? held.to : null, said: dayText(end) }]),
  ];
}

/** Where a belief holds; nowhere where another one began with it and was recorded later. */
function rangeOf<T extends Held>(one: T, rivals: readonly T[]): { readonly start: number; readonly end: number; readonly own: boolean } {
  const start = startNumber(one.from);
  const hidden = rivals.some((rival) => startNumber(rival.from) === start && rival.order > one.order);
  return { start, end: hidden ? start : endOf(one, rivals), own: cutBy(one, rivals) === undefined };
}

const rivalsOf = (belief: FactBelief, all: readonly FactBelief[]): FactBelief[] => all.filter(({ attribute, slot, periodId }) => attribute === belief.attribute && slot === belief.slot && periodId === belief.periodId);

function told(known: readonly StoredEvent[], partyId: string): Told[] {
  const facts = beliefs(known);
  if (known[0]!.stream === `party-${partyId}`) return facts.flatMap((one) => boundsOf('fact', one.factId, one, rangeOf(one, rivalsOf(one, facts)), one.valueEventId));
  const ends = endsOf(known as StoredEvent<RelationEvent>[]);
  if (ends?.a !== partyId && ends?.b !== partyId) return [];
  const periods = periodBeliefs(known as StoredEvent<RelationEvent>[]);
  const ranges = new Map(periods.map((period) => [period.periodId, { ...rangeOf(period, periods), to: period.to }]));
  return [
    ...periods.flatMap((period) => boundsOf('relation', period.periodId, period, ranges.get(period.periodId)!)),
    ...facts.flatMap((one) => {
      const [period, own] = [ranges.get(one.periodId!), rangeOf(one, rivalsOf(one, facts))];
      if (!period || own.end <= own.start) return [];
      const clipped = own.end > period.end;
      // What its period ends, ends nobody knows when where that does.
      return boundsOf('fact', one.factId, clipped ? { ...one, to: period.own ? period.to : null } : one, { start: Math.max(own.start, period.start), end: Math.min(own.end, period.end), own: clipped || own.own }, one.valueEventId);
    }),
  ];
}

/** What is told of a party at a position. Each was learned with the first event since which it was said by all that follow. */
export function expectedBounds(log: readonly StoredEvent[], partyId: string, knownAt: bigint): ExpectedBound[] {
  const known = dated(log.filter(({ stream, position }) => position <= knownAt && (stream === `party-${partyId}` || stream.startsWith('relation-'))));
  return [...new Set(known.map(({ stream }) => stream))].flatMap((stream) => {
    const since = new Map<string, string>();
    let last: Told[] = [];
    const own = known.filter((event) => event.stream === stream);
    for (const [n, { recordedAt }] of own.entries()) {
      last = told(own.slice(0, n + 1), partyId);
      const keys = new Set(last.map(keyOf));
      for (const key of [...since.keys()]) if (!keys.has(key)) since.delete(key);
      for (const key of keys) if (!since.has(key)) since.set(key, recordedAt);
    }
    return last.map(({ said, ...bound }) => ({ ...bound, recordedAt: since.get(keyOf({ said, ...bound }))! }));
  });
}

const keyOf = ({ kind, change, id, said }: Told): string => `${kind} ${change} ${id} ${said}`;
