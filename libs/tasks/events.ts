/**
 * Events of tasks, of planned interactions, and of handing over all that is somebody's. `at` and `from` are when it is so in the
 * world; when we came to know stands with every event. An instant is in UTC, and keeps the zone it was agreed in.
 */
import type { DomainEvent, Erased, EventDefinitions } from '#libs/event-log/domain-event.js';
import type { InteractionLogged } from '#libs/interactions/events.js';
import type { Day, Instant } from '#libs/temporal/dates.js';

type Text = string | Erased;

export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** When a task is due: by the end of a day, or at an instant. `zone`: IANA name. */
export type Due = { readonly date: Day } | { readonly at: Instant; readonly zone: string };

/** Stream `task-<uuid>`. */
export type TaskCreated = DomainEvent<'TaskCreated', {
  readonly taskId: string;
  readonly subject: Text;
  readonly notes?: Text;
  /** Parties it is about; fixed, because what is written here is erased with any of them. */
  readonly about: readonly string[];
  readonly interactionId?: string;
  readonly assigneeId: string;
  readonly due: Due | null;
  readonly priority: Priority;
  readonly at: Instant;
}>;
export type TaskAssigned = DomainEvent<'TaskAssigned', { readonly assigneeId: string; readonly from: Instant; readonly note?: Text; readonly reassignmentId?: string }>;
export type TaskRescheduled = DomainEvent<'TaskRescheduled', { readonly due: Due | null; readonly at: Instant; readonly note?: Text }>;
/** It was described wrongly: the whole new description, never a patch. */
export type TaskAmended = DomainEvent<'TaskAmended', { readonly subject: Text; readonly notes?: Text; readonly priority: Priority }>;
export type TaskDone = DomainEvent<'TaskDone', { readonly at: Instant; readonly outcome?: Text }>;
export type TaskCancelled = DomainEvent<'TaskCancelled', { readonly at: Instant; readonly reason?: string; readonly note?: Text }>;
export type TaskReopened = DomainEvent<'TaskReopened', { readonly at: Instant; readonly note?: Text }>;
export type TaskEvent = TaskCreated | TaskAssigned | TaskRescheduled | TaskAmended | TaskDone | TaskCancelled | TaskReopened;

export const PLANNED_KINDS = ['visit', 'meeting', 'call'] as const;
export type PlannedKind = (typeof PLANNED_KINDS)[number];

export interface Participant {
  readonly partyId: string;
  readonly side: 'us' | 'them';
  /** A code, such as `organiser` or `buyer`. */
  readonly role?: string;
}

/** When a planned interaction takes place. */
export interface Appointment {
  readonly startsAt: Instant;
  readonly zone: string;
  readonly durationMinutes: number;
}

/** Stream `plannedInteraction-<uuid>`. */
export type PlannedInteractionProposed = DomainEvent<'PlannedInteractionProposed', Appointment & {
  readonly plannedInteractionId: string;
  readonly kind: PlannedKind;
  readonly participants: readonly Participant[];
  readonly place?: Text;
  readonly subject: Text;
  readonly objective?: Text;
  readonly at: Instant;
}>;
export type PlannedInteractionConfirmed = DomainEvent<'PlannedInteractionConfirmed', { readonly at: Instant; readonly note?: Text }>;
/** Another time, and another place where one is named. */
export type PlannedInteractionMoved = DomainEvent<'PlannedInteractionMoved', Appointment & { readonly place?: Text; readonly at: Instant; readonly note?: Text }>;
/**
 * The interaction it becomes, whole, in the append that holds it: from then on it is logged, by whoever comes to it. Its texts are
 * sealed under the key of the interaction, so that one erasure reaches both.
 */
export type HeldInteractionRequested = DomainEvent<'HeldInteractionRequested', InteractionLogged['data']>;
/** It took place: as this logged interaction. */
export type PlannedInteractionHeld = DomainEvent<'PlannedInteractionHeld', { readonly interactionId: string; readonly at: Instant }>;
export type PlannedInteractionMissed = DomainEvent<'PlannedInteractionMissed', { readonly at: Instant; readonly reason?: string; readonly note?: Text }>;
export type PlannedInteractionCancelled = DomainEvent<'PlannedInteractionCancelled', { readonly at: Instant; readonly reason?: string; readonly note?: Text }>;
/** One of our people takes the place of another. */
export type PlannedInteractionReassigned = DomainEvent<'PlannedInteractionReassigned', {
  readonly assigneeId: string; readonly insteadOf: string; readonly from: Instant; readonly reassignmentId?: string;
}>;
export type PlannedInteractionEvent =
  | PlannedInteractionProposed | PlannedInteractionConfirmed | PlannedInteractionMoved | PlannedInteractionHeld | PlannedInteractionMissed | PlannedInteractionCancelled
  | PlannedInteractionReassigned | HeldInteractionRequested;

/** Stream `taskReassignment-<uuid>`: the whole list, then what became of it. */
export type TaskReassignmentRequested = DomainEvent<'TaskReassignmentRequested', {
  readonly reassignmentId: string;
  readonly from: string;
  readonly to: string;
  readonly on: Day;
  /** The beginning of that day in the business zone. */
  readonly at: Instant;
  readonly tasks: readonly string[];
  readonly plannedInteractions: readonly string[];
}>;
/** All that was listed was gone through. `skipped`: what had been closed or given to somebody else meanwhile. */
export type TaskReassignmentCompleted = DomainEvent<'TaskReassignmentCompleted', { readonly moved: number; readonly skipped: readonly string[] }>;
export type TaskReassignmentEvent = TaskReassignmentRequested | TaskReassignmentCompleted;

const note = { note: 'notes' } as const;
export const taskEventDefinitions: EventDefinitions = {
  TaskCreated: { version: 1, sealed: { subject: 'notes', notes: 'notes' } },
  TaskAssigned: { version: 1, sealed: note },
  TaskRescheduled: { version: 1, sealed: note },
  TaskAmended: { version: 1, sealed: { subject: 'notes', notes: 'notes' } },
  TaskDone: { version: 1, sealed: { outcome: 'notes' } },
  TaskCancelled: { version: 1, sealed: note },
  TaskReopened: { version: 1, sealed: note },
  PlannedInteractionProposed: { version: 1, sealed: { place: 'notes', subject: 'notes', objective: 'notes' } },
  PlannedInteractionConfirmed: { version: 1, sealed: note },
  PlannedInteractionMoved: { version: 1, sealed: { place: 'notes', ...note } },
  HeldInteractionRequested: { version: 1, sealed: { texts: 'notes' }, bookkeeping: true },
  PlannedInteractionHeld: { version: 1 },
  PlannedInteractionMissed: { version: 1, sealed: note },
  PlannedInteractionCancelled: { version: 1, sealed: note },
  PlannedInteractionReassigned: { version: 1 },
  TaskReassignmentRequested: { version: 1 },
  TaskReassignmentCompleted: { version: 1 },
};

export const taskStream = (taskId: string): string => `task-${taskId}`;
export const plannedInteractionStream = (plannedInteractionId: string): string => `plannedInteraction-${plannedInteractionId}`;
export const taskReassignmentStream = (reassignmentId: string): string => `taskReassignment-${reassignmentId}`;

/** Who takes part on one side. */
export const partiesOf = ({ participants }: { readonly participants: readonly Participant[] }, side: Participant['side']): string[] =>
  participants.filter((one) => one.side === side).map(({ partyId }) => partyId);

/** One of ours in the place of another; who takes part already takes part once. */
export function replaced(participants: readonly Participant[], insteadOf: string, by: string): Participant[] {
  const there = participants.some(({ partyId }) => partyId === by);
  return participants.flatMap((one) => (one.partyId !== insteadOf || one.side !== 'us' ? [one] : there ? [] : [{ ...one, partyId: by }]));
}
