/**
 * What the 360° must say, point by point, straight from the events: for one day and one position it looks at every event and
 * asks whether it counts. No ranges, no tables, no code of the product but the types of the events; slow and plain.
 */
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import type { AttributeEvent } from '#libs/configuration/events.js';
import type { FactEvent } from '#libs/facts/events.js';
import type { PartyEvent } from '#libs/parties/events.js';
import type { RelationEvent } from '#libs/relations/events.js';
import { dayText, firstDayNumber, parisDayNumber } from './days.js';

type Bound = string | null | { readonly unknown: true; readonly notLaterThan?: string };

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

interface Belief {
  factId: string;
  attribute: string;
  slot: string;
  periodId: string | undefined;
  value: unknown;
  from: Bound;
  to: Bound;
  order: number;
  setOn: number;
  valueOn: number;
  valuePosition: bigint;
  /** Where its value was last stated, changed or not: an erasure after it takes it away, whenever one asks. */
  statedAt: bigint;
  recordedAt: string;
  source: unknown;
  checks: { kind: 'confirmed' | 'disputed'; on: string; position: bigint; reason: string | null }[];
}

const isErasedValue = (value: unknown): boolean => typeof value === 'object' && value !== null && (value as { erased?: unknown }).erased === true && Object.keys(value).length === 1;

/** Beliefs about the facts of one stream after the given events: plain replay, one event after the other. */
function beliefs(events: readonly StoredEvent[]): Belief[] {
  const live: Belief[] = [];
  const gone = new Set<string>();
  for (const stored of events) {
    const event = stored as StoredEvent<FactEvent>;
    const id = event.data.factId;
    const at = live.findIndex((belief) => belief.factId === id);
    const belief = live[at];
    const on = parisDayNumber(event.recordedAt);
    if (event.type === 'FactRecorded') {
      if (belief || gone.has(id)) continue;
      const { attribute, slot, value, validFrom, validTo, periodId } = event.data;
      live.push({
        factId: id, attribute, slot, periodId, value, from: validFrom, to: validTo, order: event.revision, setOn: on, valueOn: on, valuePosition: event.position,
        recordedAt: event.recordedAt, statedAt: event.position, source: event.metadata.provenance ?? null, checks: [],
      });
    } else if (belief) {
      if (event.type === 'FactEnded') Object.assign(belief, { to: event.data.on, setOn: on, recordedAt: event.recordedAt });
      if (event.type === 'FactCorrected') {
        if (event.data.valueChanged) Object.assign(belief, { valueOn: on, valuePosition: event.position });
        Object.assign(belief, {
          value: event.data.value, statedAt: event.position, from: event.data.validFrom, to: event.data.validTo, setOn: on, recordedAt: event.recordedAt,
          source: event.metadata.provenance ?? belief.source,
        });
      }
      if (event.type === 'FactRetracted') {
        live.splice(at, 1);
        gone.add(id);
      }
      if (event.type === 'FactConfirmed') belief.checks.push({ kind: 'confirmed', on: event.data.on, position: event.position, reason: null });
      if (event.type === 'FactDisputed') belief.checks.push({ kind: 'disputed', on: event.data.on, position: event.position, reason: event.data.reason });
    }
  }
  return live;
}

const startNumber = (from: Bound): number => (from === null || typeof from === 'object' ? -Infinity : firstDayNumber(from));
const endNumber = (to: Bound, setOn: number): number => (to === null ? Infinity : typeof to === 'object' ? (to.notLaterThan ? firstDayNumber(to.notLaterThan) : setOn) : firstDayNumber(to));

interface Held {
  from: Bound;
  to: Bound;
  order: number;
  setOn: number;
}

/** Whether a belief holds on a day: it has started, not ended, and no rival of the same slot has started since. */
function holds<T extends Held>(belief: T, rivals: readonly T[], day: number): boolean {
  const start = startNumber(belief.from);
  if (start > day || endNumber(belief.to, belief.setOn) <= day) return false;
  return !rivals.some((rival) => rival !== belief && startNumber(rival.from) <= day
    && (startNumber(rival.from) > start || (startNumber(rival.from) === start && rival.order > belief.order)));
}

/** The rival that cuts a belief short: the last recorded of those with the next greater start, where that lies before its own end. */
function cutBy<T extends Held>(belief: T, rivals: readonly T[]): T | undefined {
  const later = rivals.filter((rival) => startNumber(rival.from) > startNumber(belief.from));
  const next = Math.min(...later.map((rival) => startNumber(rival.from)));
  if (next >= endNumber(belief.to, belief.setOn)) return undefined;
  return later.filter((rival) => startNumber(rival.from) === next).sort((a, b) => b.order - a.order)[0];
}

/** Erasures are looked for in the whole log, because they reach back. */
function isErased(belief: Belief, stream: readonly StoredEvent[]): boolean {
  return isErasedValue(belief.value) || (stream as readonly StoredEvent<FactEvent>[])
    .some((event) => event.type === 'FactErased' && event.data.factId === belief.factId && event.position > belief.statedAt);
}

function expectedFact(belief: Belief, rivals: readonly Belief[], day: number, freshness: Freshness, stream: readonly StoredEvent[], periodEnd = Infinity): ExpectedFact {
  const cutter = cutBy(belief, rivals);
  let endDay = cutter ? startNumber(cutter.from) : endNumber(belief.to, belief.setOn);
  let validTo: Bound = cutter ? dayText(endDay) : belief.to;
  let endedBy: string | null = cutter ? cutter.factId : belief.to === null ? null : 'own';
  const clipped = periodEnd < endDay;
  if (clipped) {
    endDay = periodEnd;
    validTo = dayText(endDay);
    endedBy = 'period';
  }
  // Whether its own end is known does not matter where something else ends it.
  const { trust, trustReason, lastConfirmedOn } = trustAt(belief, day, freshness[belief.attribute] ?? null, !cutter && !clipped && typeof belief.to === 'object' && belief.to !== null);
  const erased = isErased(belief, stream);
  return {
    factId: belief.factId, attribute: belief.attribute, value: erased ? null : belief.value, erased,
    validFrom: belief.from, validTo, assertedValidTo: belief.to, endedBy, recordedAt: belief.recordedAt, trust, trustReason, lastConfirmedOn, source: belief.source,
  };
}

function trustAt(belief: Belief, day: number, freshDays: number | null, endUnknown: boolean): { trust: string; trustReason: string | null; lastConfirmedOn: string | null } {
  const counting = belief.checks.filter((check) => check.position > belief.valuePosition && firstDayNumber(check.on) <= day);
  const latest = counting.sort((a, b) => firstDayNumber(a.on) - firstDayNumber(b.on) || (a.position < b.position ? -1 : 1)).at(-1);
  const confirmed = counting.filter(({ kind }) => kind === 'confirmed').at(-1);
  const lastConfirmedOn = confirmed?.on ?? null;
  const doubtful = (trustReason: string) => ({ trust: 'doubtful', trustReason, lastConfirmedOn });
  if (latest?.kind === 'disputed') return doubtful(`disputed:${latest.reason}`);
  if (typeof belief.from === 'object' && belief.from !== null) {
    const certain = belief.from.notLaterThan ? firstDayNumber(belief.from.notLaterThan) : belief.setOn;
    if (day < certain) return doubtful('start-unknown');
  }
  if (endUnknown) return doubtful('end-unknown');
  const checked = latest ? firstDayNumber(latest.on) : belief.valueOn;
  if (freshDays !== null && day >= checked + freshDays) return doubtful('past-freshness');
  return { trust: 'valid', trustReason: null, lastConfirmedOn };
}

const rivalsOf = (belief: Belief, all: readonly Belief[]): Belief[] => all.filter((rival) => rival.attribute === belief.attribute && rival.slot === belief.slot);

/** The facts of a party in force on a day, as known at a position. */
export function expectedFacts(log: readonly StoredEvent[], partyId: string, day: string, knownAt: bigint, freshness: Freshness): ExpectedFact[] {
  const number = firstDayNumber(day);
  const stream = log.filter((event) => event.stream === `party-${partyId}`);
  const all = beliefs(stream.filter((event) => event.position <= knownAt));
  return all
    .filter((belief) => holds(belief, rivalsOf(belief, all), number))
    .map((belief) => expectedFact(belief, rivalsOf(belief, all), number, freshness, stream))
    .sort((a, b) => (a.factId < b.factId ? -1 : 1));
}

/** Before every date there is. */
const FAR_PAST = -1e9;

interface PeriodBelief extends Held {
  periodId: string;
}

/** The relations of a party as known at a position: one entry each, for the period in force, else the last before, else the next. */
export function expectedRelations(log: readonly StoredEvent[], partyId: string, day: string, knownAt: bigint, freshness: Freshness): ExpectedRelation[] {
  const number = firstDayNumber(day);
  const known = log.filter((event) => event.stream.startsWith('relation-') && event.position <= knownAt) as StoredEvent<RelationEvent>[];
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
    const endDay = cutter ? startNumber(cutter.from) : endNumber(shown.to, shown.setOn);
    const status = startNumber(shown.from) > number ? 'planned' : endDay <= number ? 'ended' : 'ongoing';
    const all = beliefs(events).filter((belief) => belief.periodId === shown.periodId);
    result.push({
      relationId: started.data.relationId, type: started.data.type, direction: started.data.a === partyId ? 'a-to-b' : 'b-to-a',
      other: started.data.a === partyId ? started.data.b : started.data.a, periodId: shown.periodId, validFrom: shown.from,
      validTo: cutter ? dayText(endDay) : shown.to, status,
      facts: all
        .filter((belief) => status === 'ongoing' && holds(belief, rivalsOf(belief, all), number))
        .map((belief) => expectedFact(belief, rivalsOf(belief, all), number, freshness, log.filter((event) => event.stream === stream), endDay))
        .sort((a, b) => (a.factId < b.factId ? -1 : 1)),
    });
  }
  return result.sort((a, b) => (a.relationId < b.relationId ? -1 : 1));
}

const byStart = (a: PeriodBelief, b: PeriodBelief): number => startNumber(a.from) - startNumber(b.from) || a.order - b.order;
const last = (periods: PeriodBelief[]): PeriodBelief | undefined => periods.sort(byStart).at(-1);
const first = (periods: PeriodBelief[]): PeriodBelief | undefined => periods.sort(byStart)[0];

function periodBeliefs(events: readonly StoredEvent<RelationEvent>[]): PeriodBelief[] {
  const live: PeriodBelief[] = [];
  const gone = new Set<string>();
  for (const event of events) {
    const on = parisDayNumber(event.recordedAt);
    if (event.type === 'RelationStarted') {
      const { periodId, from, to } = event.data;
      if (!gone.has(periodId) && !live.some((period) => period.periodId === periodId)) live.push({ periodId, from, to, order: event.revision, setOn: on });
    } else if (event.type === 'RelationEnded' || event.type === 'RelationCorrected' || event.type === 'RelationRetracted') {
      const at = live.findIndex((period) => period.periodId === event.data.periodId);
      if (at < 0) continue;
      if (event.type === 'RelationEnded') Object.assign(live[at]!, { to: event.data.on, setOn: on });
      if (event.type === 'RelationCorrected') Object.assign(live[at]!, { from: event.data.from, to: event.data.to, setOn: on });
      if (event.type === 'RelationRetracted') gone.add(live.splice(at, 1)[0]!.periodId);
    }
  }
  return live;
}

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
