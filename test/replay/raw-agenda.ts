/** Events of tasks and planned interactions, also such as no command leads to. */
import fc from 'fast-check';
import type { DomainEvent } from '#libs/event-log/domain-event.js';

const START = '2024-02-01T09:00:00.000Z';
export const HOURS = [1, 5, 23, 24, 25, 49];
export const A_MINUTE = 60_000;

export const hour = (hours: number): string => new Date(Date.parse(START) + hours * 60 * A_MINUTE).toISOString();
const at = fc.constantFrom(...HOURS).map(hour);
export const pick = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
export const due = pick<object | null>(null, { date: '2024-02-02' }, { date: '2024-02-03' }, { at: '2024-02-02T23:30:00.000Z', zone: 'Europe/Paris' }, { at: '2024-02-03T03:00:00.000Z', zone: 'America/New_York' });
export const slot = fc.record({ startsAt: pick('2024-02-02T23:30:00.000Z', '2024-02-03T10:00:00.000Z'), zone: pick('Europe/Paris', 'America/New_York'), durationMinutes: pick(30, 1_440) });

export const taskEvents = (people: readonly string[]): fc.Arbitrary<DomainEvent> => fc.oneof(
  fc.record({ assigneeId: pick(...people), from: at }).map((data) => ({ type: 'TaskAssigned', data })),
  fc.record({ due, at }).map((data) => ({ type: 'TaskRescheduled', data })),
  fc.record({ subject: pick('A', 'B'), priority: pick('low', 'high') }).map((data) => ({ type: 'TaskAmended', data })),
  fc.record({ at, outcome: pick('yes', 'no') }).map((data) => ({ type: 'TaskDone', data })),
  fc.record({ at, reason: pick('ill', 'late') }).map((data) => ({ type: 'TaskCancelled', data })),
  fc.record({ at }).map((data) => ({ type: 'TaskReopened', data })),
);
export const plannedEvents = (people: readonly string[]): fc.Arbitrary<DomainEvent> => fc.oneof(
  fc.record({ at }).map((data) => ({ type: 'PlannedInteractionConfirmed', data })),
  fc.tuple(slot, at, fc.option(pick('X', 'Y'))).map(([one, when, place]) => ({ type: 'PlannedInteractionMoved', data: { ...one, at: when, ...(place && { place }) } })),
  fc.record({ at, interactionId: pick('i', 'j') }).map((data) => ({ type: 'PlannedInteractionHeld', data })),
  fc.record({ at }).map((data) => ({ type: 'PlannedInteractionMissed', data })),
  fc.record({ at, reason: pick('ill', 'late') }).map((data) => ({ type: 'PlannedInteractionCancelled', data })),
  fc.record({ assigneeId: pick(...people), insteadOf: pick(...people), from: at }).map((data) => ({ type: 'PlannedInteractionReassigned', data })),
);
