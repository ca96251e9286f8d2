/**
 * Asserted periods as people state them, and the half-open ranges of days they mean.
 */
import { firstDay, isCalendarDate, type CalendarDate, type Day } from './dates.js';

/** A bound nobody knows; where given, it is certain that it lies not after `notLaterThan`. */
export interface Unknown {
  readonly unknown: true;
  readonly notLaterThan?: CalendarDate;
}
/** Where a period starts: its first day, or unknown (then it has no lower end). */
export type From = CalendarDate | Unknown;
/** Where a period ends: the first day outside, `null` while open, or unknown (it has ended, nobody knows when). */
export type To = CalendarDate | Unknown | null;

/** `[from, to)` as somebody asserted it. */
export interface Period {
  readonly from: From;
  readonly to: To;
}

/** `[lower, upper)` in days; `null` is no bound on that side. Empty when both are set and `upper <= lower`. */
export interface DayRange {
  readonly lower: Day | null;
  readonly upper: Day | null;
}

export const isUnknown = (bound: From | To): bound is Unknown => bound !== null && typeof bound === 'object';

/** Whether something from outside is a well-formed {@link From}. */
export function isFrom(value: unknown): value is From {
  return isCalendarDate(value) || isUnknownBound(value);
}

/** Whether something from outside is a well-formed {@link To}. */
export function isTo(value: unknown): value is To {
  return value === null || isCalendarDate(value) || isUnknownBound(value);
}

function isUnknownBound(value: unknown): value is Unknown {
  if (typeof value !== 'object' || value === null || (value as Unknown).unknown !== true) return false;
  const { notLaterThan, ...rest } = value as Unknown;
  return Object.keys(rest).length === 1 && (notLaterThan === undefined || isCalendarDate(notLaterThan));
}

/** The first day of a period, `null` when its start is unknown. Unknown starts sort first. */
export function lowerDay(from: From): Day | null {
  return isUnknown(from) ? null : firstDay(from);
}

/**
 * The first day after a period, `null` when it is open. An unknown end stands at `notLaterThan`, else at the day it
 * was recorded: from then on the fact has certainly ended.
 */
export function upperDay(to: To, recordedOn: Day): Day | null {
  if (to === null) return null;
  return isUnknown(to) ? firstDay(to.notLaterThan ?? recordedOn) : firstDay(to);
}

export function sameBound(a: From | To, b: From | To): boolean {
  return isUnknown(a) ? isUnknown(b) && a.notLaterThan === b.notLaterThan : a === b;
}

/** The days on which the bounds of a period were stated: an unknown start without a date had come by the one, an unknown end by the other. */
export interface StatedOn {
  readonly fromStatedOn: Day;
  readonly toStatedOn: Day;
}

/** Of a period whose bounds are stated anew on a day: each that stands stays where it was stated. */
export function restated(before: Period & StatedOn, after: Period, on: Day): StatedOn {
  return { fromStatedOn: sameBound(before.from, after.from) ? before.fromStatedOn : on, toStatedOn: sameBound(before.to, after.to) ? before.toStatedOn : on };
}

/** @param toStatedOn the day on which the end was stated */
export function dayRange(period: Period, toStatedOn: Day): DayRange {
  return { lower: lowerDay(period.from), upper: upperDay(period.to, toStatedOn) };
}

export function isEmpty({ lower, upper }: DayRange): boolean {
  return lower !== null && upper !== null && upper <= lower;
}

export function contains({ lower, upper }: DayRange, day: Day): boolean {
  return (lower === null || lower <= day) && (upper === null || day < upper);
}

export function intersect(a: DayRange, b: DayRange): DayRange {
  return { lower: maxLower(a.lower, b.lower), upper: minUpper(a.upper, b.upper) };
}

export function overlaps(a: DayRange, b: DayRange): boolean {
  return !isEmpty(a) && !isEmpty(b) && !isEmpty(intersect(a, b));
}

/** Whether `inner` lies wholly in `outer`. */
export function within(inner: DayRange, outer: DayRange): boolean {
  return compareLower(outer.lower, inner.lower) <= 0 && (outer.upper === null || (inner.upper !== null && inner.upper <= outer.upper));
}

/** Order of lower ends: no bound comes first. */
export function compareLower(a: Day | null, b: Day | null): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : 1;
}

export function minUpper(a: Day | null, b: Day | null): Day | null {
  if (a === null) return b;
  return b === null || a < b ? a : b;
}

function maxLower(a: Day | null, b: Day | null): Day | null {
  return compareLower(a, b) >= 0 ? a : b;
}
