/**
 * Slots: where the periods of one end of a relation type stand side by side, so that limits are decided in one stream. Pure.
 */
import type { Fold } from '#libs/event-log/fold.js';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import { contains, overlaps, type DayRange } from '#libs/temporal/periods.js';
import type { SlotEvent, SlotReserved } from './events.js';
import { canCycle, type RelationType } from './relation-type.js';

export type SlotEntry = SlotReserved['data'];

export interface Slot {
  readonly stream: string;
  readonly end: 'A' | 'B';
  /** The party at the other end. */
  readonly other: string;
  /** Periods in force at once, undefined: no limit (the slot is kept for walks alone). */
  readonly limit: number | undefined;
}

export const slotStream = (type: string, end: 'A' | 'B', partyId: string): string => `slot-${type}-${end}-${partyId}`;

/** The slots in which a relation of this type has to be reserved: limited ends, and the child's end of a hierarchy that could close in a ring. */
export function slotsOf(type: RelationType, a: string, b: string): Slot[] {
  const slots: Slot[] = [];
  const { maxOngoingPerA: perA, maxOngoingPerB: perB } = type;
  if (perA !== undefined || canCycle(type)) slots.push({ stream: slotStream(type.code, 'A', a), end: 'A', other: b, limit: perA });
  // The limit of a symmetric type counts at both ends, in slots of the same name.
  if (type.symmetric && perA !== undefined) slots.push({ stream: slotStream(type.code, 'A', b), end: 'A', other: a, limit: perA });
  else if (perB !== undefined) slots.push({ stream: slotStream(type.code, 'B', b), end: 'B', other: a, limit: perB });
  return slots;
}

/** Entries that were not given up, by period and by the command that reserved: a correction reserves beside what stands. */
export const slotFold: Fold<Map<string, SlotEntry>> = {
  initial: () => new Map(),
  apply(entries, stored) {
    const event = stored as StoredEvent<SlotEvent>;
    const key = slotKey(event.data);
    if (event.type === 'SlotReserved') entries.set(key, event.data);
    else entries.delete(key);
  },
};

export const slotKey = ({ periodId, commandId }: { readonly periodId: string; readonly commandId: string }): string => `${periodId} ${commandId}`;

/** Whether one more period would make more than `limit` on some day of it. */
export function overCapacity(taken: readonly DayRange[], limit: number, wanted: DayRange): boolean {
  const inTheWay = taken.filter((range) => overlaps(range, wanted));
  if (inTheWay.length < limit) return false;
  // The count only rises where a period starts, so those days are the ones to look at. Periods that meet on a day before the
  // wanted one and all reach into it meet inside it too.
  const days = [wanted.lower, ...inTheWay.map(({ lower }) => lower)];
  return days.some((day) => inTheWay.filter((range) => (day === null ? range.lower === null : contains(range, day))).length >= limit);
}

