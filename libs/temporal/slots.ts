/**
 * Effective periods. In one slot at most one fact holds on any day, and which one follows from the asserted periods
 * alone, so that recording, correcting or retracting one fact re-derives its neighbours and nothing else is stored.
 */
import { compareLower, minUpper, type DayRange } from './periods.js';

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
  let holder: SlotEntry | undefined; // from the start looked at: the last recorded with that start
  let next: SlotEntry | undefined; // from the next greater start
  for (const entry of sorted.reverse()) {
    const hidden = holder !== undefined && holder.asserted.lower === entry.asserted.lower;
    if (!hidden) [holder, next] = [entry, holder];
    result.set(entry.id, hidden ? { range: null, endedBy: holder!.id } : cut(entry, next));
  }
  return result;
}

function cut({ asserted }: SlotEntry, next: SlotEntry | undefined): Effective {
  const { lower } = asserted;
  const upper = minUpper(asserted.upper, next?.asserted.lower ?? null);
  if (lower !== null && upper !== null && upper <= lower) return { range: null, endedBy: null };
  return { range: { lower, upper }, endedBy: upper === asserted.upper ? null : next!.id };
}
