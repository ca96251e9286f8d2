/** Periods of the register, made sense of: runs of equal values, and what contradicts itself. */
import type { Day } from '#libs/temporal/dates.js';
import type { From, To } from '#libs/temporal/periods.js';
import type { RegisterPeriod, Rejection } from './records.js';

/** A value that held over one or more adjacent periods. */
export interface Run<V> {
  readonly value: V;
  readonly from: Day | null;
  readonly to: Day | null;
  /** The first period of the run. */
  readonly first: RegisterPeriod;
}

/** In the order of time; the register's own order is not. A period whose start is unknown comes first. */
export function chronological(periods: readonly RegisterPeriod[]): RegisterPeriod[] {
  return [...periods].sort((a, b) => (a.from ?? '') < (b.from ?? '') ? -1 : (a.from ?? '') > (b.from ?? '') ? 1 : a.line - b.line);
}

/** Why these periods cannot all be true; empty when they can. Takes them in the order of time. */
export function contradictions(periods: readonly RegisterPeriod[], number: string): Rejection[] {
  const found: Rejection[] = [];
  periods.forEach((period, i) => {
    if (period.from !== null && period.to !== null && period.to <= period.from) {
      found.push({ line: period.line, number, reason: `the period ends before it starts (${period.from})` });
    }
    const next = periods[i + 1];
    if (!next) return;
    if (next.from === null) found.push({ line: next.line, number, reason: `two periods without a start (the other on line ${period.line})` });
    else if (period.to === null || period.to > next.from) found.push({ line: next.line, number, reason: `the period overlaps the one on line ${period.line}` });
  });
  return found;
}

/** One run per maximal stretch of adjacent periods with the same value; periods without the value interrupt it. */
export function runs<V>(periods: readonly RegisterPeriod[], valueOf: (period: RegisterPeriod) => V | undefined, same: (a: V, b: V) => boolean = Object.is): Run<V>[] {
  const result: Run<V>[] = [];
  for (const period of periods) {
    const value = valueOf(period);
    if (value === undefined) continue;
    const last = result.at(-1);
    if (last && last.to === period.from && last.to !== null && same(last.value, value)) result[result.length - 1] = { ...last, to: period.to };
    else result.push({ value, from: period.from, to: period.to, first: period });
  }
  return result;
}

/** A bound of the register as a fact states it. */
export const fromOf = (from: Day | null): From => from ?? { unknown: true };
export const toOf = (to: Day | null): To => to;
