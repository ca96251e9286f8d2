/**
 * Effective periods. In one slot at most one fact holds on any day, and which one follows from the asserted periods
 * alone, so that recording, correcting or retracting one fact re-derives its neighbours and nothing else is stored.
 */
import { compareLower, minUpper, type DayRange } from './periods.js';
import type { Day } from './dates.js';

/** A live claim on a slot: what was asserted, and the revision of the event that first recorded it (breaks ties). */
export interface SlotEntry {
  readonly id: string;
  readonly asserted: DayRange;
  readonly order: number;
}

/** Where an entry really holds, and the id of the entry that cut it short (`null`: it ends by itself or not at all). */
export interface Effective {
  readonly range: DayRange | null;
  readonly endedBy: string | null;
}

/**
 * Derives the effective range of each live entry of one slot. Entries sorted by (start, order) each run from their
 * start to the smaller of their own end and the next *greater* start; of those with the same start the last recorded
 * wins and the others hold nowhere (`range: null`). Nothing resumes by itself: a bounded entry leaves a gap.
 */
export function effectivePeriods(entries: readonly SlotEntry[]): Map<string, Effective> {
  const sorted = [...entries].sort((a, b) => compareLower(a.asserted.lower, b.asserted.lower) || a.order - b.order);
  const result = new Map<string, Effective>();
  let nextStart: Day | null = null; // the next greater start, once one was seen
  let nextId: string | null = null; // who holds from there: the last recorded with that start
  for (let i = sorted.length - 1; i >= 0; i--) {
    const entry = sorted[i]!;
    const follower = sorted[i + 1];
    const shadowed = follower !== undefined && follower.asserted.lower === entry.asserted.lower;
    if (follower !== undefined && !shadowed) {
      nextStart = follower.asserted.lower;
      nextId = lastWithStart(sorted, i + 1);
    }
    result.set(entry.id, shadowed ? { range: null, endedBy: lastWithStart(sorted, i) } : cut(entry, nextStart, nextId));
  }
  return result;
}

function cut({ asserted }: SlotEntry, nextStart: Day | null, nextId: string | null): Effective {
  const { lower } = asserted;
  const upper = minUpper(asserted.upper, nextStart);
  if (lower !== null && upper !== null && upper <= lower) return { range: null, endedBy: null };
  return { range: { lower, upper }, endedBy: upper !== asserted.upper ? nextId : null };
}

/** The id of the last entry that starts on the same day as the one at `index`. */
function lastWithStart(sorted: readonly SlotEntry[], index: number): string {
  let last = index;
  while (sorted[last + 1] && sorted[last + 1]!.asserted.lower === sorted[index]!.asserted.lower) last++;
  return sorted[last]!.id;
}
