/** The relation aggregate: every period of one (type, A, B), and the facts of those periods. Pure. */
import type { Fold } from '#libs/event-log/fold.js';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import { isFactEvent } from '#libs/facts/events.js';
import { applyFactEvent, noFacts, type Facts } from '#libs/facts/fact.js';
import { Refusal } from '#libs/platform/refusal.js';
import { firstDay, type CalendarDate, type Day } from '#libs/temporal/dates.js';
import { contains, dayRange, isEmpty, overlaps, restated, sameBound, within, type From, type Period, type StatedOn, type To } from '#libs/temporal/periods.js';
import type { RelationCorrected, RelationEnded, RelationEvent, RelationRetracted, RelationStarted } from './events.js';

// Fold

export interface RelationPeriod extends StatedOn {
  readonly periodId: string;
  readonly from: From;
  readonly to: To;
  /** Revision of its `RelationStarted`: breaks ties between equal starts. */
  readonly order: number;
  /** Whether `RelationEnded` set the end; once only until a correction. */
  readonly ended: boolean;
}

export interface Relation {
  /** Undefined while the stream holds no `RelationStarted`. */
  type: string | undefined;
  a: string | undefined;
  b: string | undefined;
  /** Live periods. */
  readonly periods: Map<string, RelationPeriod>;
  readonly retracted: Set<string>;
  readonly facts: Facts;
  /** Periods whose slots were taken over by others before they were started. */
  readonly revokedSlots: Set<string>;
}

export const relationFold: Fold<Relation> = {
  initial: () => ({ type: undefined, a: undefined, b: undefined, periods: new Map(), retracted: new Set(), facts: noFacts(), revokedSlots: new Set() }),
  apply(relation, stored) {
    const event = stored as StoredEvent<RelationEvent>;
    if (isFactEvent(event)) {
      applyFactEvent(relation.facts, event);
      return;
    }
    if (event.type === 'SlotRevoked') {
      relation.revokedSlots.add(event.data.periodId);
      return;
    }
    const { periodId } = event.data;
    const before = relation.periods.get(periodId);
    switch (event.type) {
      case 'RelationStarted': {
        const { type, a, b, from, to } = event.data;
        Object.assign(relation, { type, a, b });
        if (!before && !relation.retracted.has(periodId)) relation.periods.set(periodId, { periodId, from, to, order: event.revision, fromStatedOn: event.recordedOn, toStatedOn: event.recordedOn, ended: false });
        break;
      }
      case 'RelationEnded':
        if (before) relation.periods.set(periodId, { ...before, to: event.data.on, toStatedOn: event.recordedOn, ended: true });
        break;
      case 'RelationCorrected':
        if (before) relation.periods.set(periodId, { ...before, from: event.data.from, to: event.data.to, ...restated(before, event.data, event.recordedOn), ended: false });
        break;
      case 'RelationRetracted':
        if (before) relation.periods.delete(periodId);
        relation.retracted.add(periodId);
        break;
    }
  },
};

/** The relation as it will be after events that are decided but not yet appended, by a command of this day. */
export function drafted(relation: Relation, events: readonly RelationEvent[], today: Day): Relation {
  const draft: Relation = {
    ...relation, periods: new Map(relation.periods), retracted: new Set(relation.retracted), facts: { live: new Map(relation.facts.live), retracted: new Set(relation.facts.retracted) },
  };
  events.forEach((event, i) => {
    relationFold.apply(draft, {
      ...event, eventId: '', commandId: '', stream: '', revision: Number.MAX_SAFE_INTEGER - events.length + i, position: 0n, appendEnd: 0n, recordedAt: '', recordedOn: today,
      metadata: { v: 1, n: 1, of: 1, caller: '', actor: '', verified: false, correlationId: '' },
    });
  });
  return draft;
}

export const rangeOf = (period: RelationPeriod) => dayRange(period, period.toStatedOn);

// Decide

export function startPeriod(relation: Relation, started: RelationStarted['data'], today: Day): RelationStarted[] {
  refuseUpsideDown(started, today);
  refuseOverlap(relation, started, started.periodId, today);
  return [{ type: 'RelationStarted', data: started }];
}

export function endPeriod(relation: Relation, { periodId, on, reason, note }: { periodId: string; on: CalendarDate; reason?: string; note?: string }): RelationEnded[] {
  const period = livePeriod(relation, periodId);
  if (period.ended) {
    if (period.to === on) return [];
    throw new Refusal('already-ended', `the end of period ${periodId} is known; correct it to change it`, { conflictsWith: periodId });
  }
  const range = rangeOf(period);
  if (!contains(range, firstDay(on)) || range.lower === firstDay(on)) {
    throw new Refusal('outside-period', `a period ends inside its bounds: after ${range.lower ?? 'its unknown start'}${range.upper === null ? '' : ` and before ${range.upper}`}`, { conflictsWith: periodId });
  }
  return [{ type: 'RelationEnded', data: { periodId, on, ...(reason !== undefined && { reason }), ...(note !== undefined && { note }) } }];
}

export function correctPeriod(relation: Relation, corrected: { periodId: string; from: From; to: To; note?: string }, today: Day): RelationCorrected[] {
  const period = livePeriod(relation, corrected.periodId);
  if (sameBound(period.from, corrected.from) && sameBound(period.to, corrected.to)) return [];
  const { toStatedOn } = restated(period, corrected, today);
  refuseUpsideDown(corrected, toStatedOn);
  refuseOverlap(relation, corrected, corrected.periodId, toStatedOn);
  return [{ type: 'RelationCorrected', data: corrected }];
}

export function retractPeriod(relation: Relation, { periodId, note }: { periodId: string; note?: string }): RelationRetracted[] {
  if (relation.retracted.has(periodId)) return [];
  livePeriod(relation, periodId);
  return [{ type: 'RelationRetracted', data: { periodId, ...(note !== undefined && { note }) } }];
}

/** Whether new bounds give a period days it did not have. */
export function widens(period: RelationPeriod, bounds: Period, today: Day): boolean {
  return !within(dayRange(bounds, restated(period, bounds, today).toStatedOn), rangeOf(period));
}

/** A live period; refuses one that is not there or was retracted. */
export function livePeriod(relation: Relation, periodId: string): RelationPeriod {
  const period = relation.periods.get(periodId);
  if (period) return period;
  throw relation.retracted.has(periodId)
    ? new Refusal('fact-retracted', `period ${periodId} was retracted`, { conflictsWith: periodId })
    : new Refusal('relation-not-found', `the relation has no period ${periodId}`);
}

function refuseUpsideDown(bounds: Period, toStatedOn: Day): void {
  if (isEmpty(dayRange(bounds, toStatedOn))) throw new Refusal('period-upside-down', 'a period ends after it starts');
}

function refuseOverlap(relation: Relation, bounds: Period, periodId: string, toStatedOn: Day): void {
  const range = dayRange(bounds, toStatedOn);
  const other = [...relation.periods.values()].find((period) => period.periodId !== periodId && overlaps(rangeOf(period), range));
  if (other) throw new Refusal('period-overlap', `the period overlaps period ${other.periodId} of the same relation`, { conflictsWith: other.periodId });
}
