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

/**
 * Where an entry really holds, and the id of the entry that cut it short (`null`: it ends by itself or not at all). Of an entry
 * that is hidden by later ones with its start (`range: null`), the next of them.
 */
export interface Effective {
  readonly range: DayRange | null;
  readonly endedBy: string | null;
}

/**
 * The live entries of one slot, sorted by (start, order). Each runs from its start to the smaller of its own end and the next
 * *greater* start; of those with the same start the last recorded wins and the others hold nowhere. Nothing resumes by itself: a
 * bounded entry leaves a gap.
 *
 * It is kept while entries change one by one: what a change can affect is found without looking at all the others.
 */
export class Slot {
  private readonly sorted: SlotEntry[];
  private readonly byId: Map<string, SlotEntry>;

  constructor(entries: readonly SlotEntry[]) {
    this.sorted = [...entries].sort(compare);
    this.byId = new Map(entries.map((entry) => [entry.id, entry]));
  }

  /** Adds an entry, or puts it where it stands now. The ids of those that may hold elsewhere than before, its own among them. */
  put(entry: SlotEntry): Set<string> {
    const affected = this.remove(entry.id);
    const index = this.indexOf(entry);
    this.sorted.splice(index, 0, entry);
    this.byId.set(entry.id, entry);
    affected.add(entry.id);
    return this.addBefore(index, entry, affected);
  }

  /** Takes an entry out, if it is there. The ids of the others that may hold elsewhere than before. */
  remove(id: string): Set<string> {
    const entry = this.byId.get(id);
    if (!entry) return new Set();
    const index = this.indexOf(entry);
    this.sorted.splice(index, 1);
    this.byId.delete(id);
    return this.addBefore(index, entry, new Set());
  }

  /** @param id of an entry of the slot */
  effective(id: string): Effective {
    const entry = this.byId.get(id)!;
    const follower = this.sorted[this.indexOf(entry) + 1];
    if (!follower) return cut(entry, undefined);
    if (follower.asserted.lower === entry.asserted.lower) return { range: null, endedBy: follower.id };
    return cut(entry, this.holderFrom(follower));
  }

  /** Whoever stands before a place: the next one with the same start, and the last one with an earlier start. */
  private addBefore(index: number, { asserted: { lower } }: SlotEntry, affected: Set<string>): Set<string> {
    const before = this.sorted[index - 1];
    if (before) affected.add(before.id);
    const earlier = this.sorted[this.firstAt((other) => compareLower(other.asserted.lower, lower) >= 0) - 1];
    if (earlier) affected.add(earlier.id);
    return affected;
  }

  /** Who holds from the start of an entry: the last recorded with that start. */
  private holderFrom({ asserted: { lower } }: SlotEntry): SlotEntry {
    return this.sorted[this.firstAt((other) => compareLower(other.asserted.lower, lower) > 0) - 1]!;
  }

  private indexOf(entry: SlotEntry): number {
    return this.firstAt((other) => compare(other, entry) >= 0);
  }

  /** Where a property begins to hold that holds for all that come after. */
  private firstAt(holds: (entry: SlotEntry) => boolean): number {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (holds(this.sorted[middle]!)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** The effective period of each entry of one slot. */
export function effectivePeriods(entries: readonly SlotEntry[]): Map<string, Effective> {
  const slot = new Slot(entries);
  return new Map(entries.map(({ id }) => [id, slot.effective(id)]));
}

/** Two entries of one order are none of ours, and still have one order among themselves. */
function compare(a: SlotEntry, b: SlotEntry): number {
  return compareLower(a.asserted.lower, b.asserted.lower) || a.order - b.order || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function cut({ asserted }: SlotEntry, next: SlotEntry | undefined): Effective {
  const { lower } = asserted;
  const upper = minUpper(asserted.upper, next?.asserted.lower ?? null);
  if (lower !== null && upper !== null && upper <= lower) return { range: null, endedBy: null };
  return { range: { lower, upper }, endedBy: upper === asserted.upper ? null : next!.id };
}
