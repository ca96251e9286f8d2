/** The task aggregate: who does what by when. Status, assignee and due date are dated; the description is what it is now. Pure. */
import type { Erased, StoredEvent } from '#libs/event-log/domain-event.js';
import type { Fold } from '#libs/event-log/fold.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { Instant } from '#libs/temporal/dates.js';
import { changedFrom, stepsFrom, type Step } from '#libs/temporal/steps.js';
import type { Due, TaskAmended, TaskAssigned, TaskCancelled, TaskCreated, TaskDone, TaskEvent, TaskReopened, TaskRescheduled } from './events.js';

// Fold

interface TaskState {
  readonly status: 'open' | 'done' | 'cancelled';
  readonly assigneeId: string;
  readonly due: Due | null;
}

export interface Task {
  /** Undefined while the stream holds no `TaskCreated`. */
  taskId: string | undefined;
  about: readonly string[];
  /** The interaction it follows from. */
  interactionId: string | undefined;
  /** Status, assignee and due date over the time of the world. */
  steps: readonly Step<TaskState>[];
  /** When its status last changed. */
  statusSince: Instant;
  description: { readonly subject: string | Erased; readonly notes?: string | Erased; readonly priority: string } | undefined;
  /** What the last change of status said, to know a repetition of it. */
  closing: string | undefined;
}

export const taskFold: Fold<Task> = {
  initial: () => ({ taskId: undefined, about: [], interactionId: undefined, steps: [], statusSince: '', description: undefined, closing: undefined }),
  apply(task, stored) {
    const event = stored as StoredEvent<TaskEvent>;
    switch (event.type) {
      case 'TaskCreated': {
        const { taskId, about, interactionId, at, assigneeId, due, subject, notes, priority } = event.data;
        Object.assign(task, { taskId, about, interactionId, steps: [{ from: at, value: { status: 'open', assigneeId, due } }], statusSince: at, description: descriptionOf({ subject, notes, priority }) });
        break;
      }
      case 'TaskAssigned': {
        const { assigneeId, from } = event.data;
        task.steps = changedFrom(task.steps, from, (state) => ({ ...state, assigneeId }));
        break;
      }
      case 'TaskRescheduled': {
        const { due, at } = event.data;
        task.steps = changedFrom(task.steps, at, (state) => ({ ...state, due }));
        break;
      }
      case 'TaskAmended':
        task.description = descriptionOf(event.data);
        break;
      case 'TaskDone':
        changeStatus(task, 'done', event.data.at, JSON.stringify(event.data.outcome));
        break;
      case 'TaskCancelled':
        changeStatus(task, 'cancelled', event.data.at, event.data.reason);
        break;
      case 'TaskReopened':
        changeStatus(task, 'open', event.data.at, undefined);
        break;
    }
  },
};

function changeStatus(task: Task, status: TaskState['status'], at: Instant, closing: string | undefined): void {
  task.steps = changedFrom(task.steps, at, (state) => ({ ...state, status }));
  task.statusSince = at;
  task.closing = closing;
}

const descriptionOf = ({ subject, notes, priority }: Omit<TaskAmended['data'], 'notes'> & { readonly notes?: string | Erased | undefined }) =>
  ({ subject, ...(notes !== undefined && { notes }), priority });

// Decide. `now`: the instant of the command, after which nothing but an assignment can be dated.

export function createTask(task: Task, created: TaskCreated['data'], now: Instant): TaskCreated[] {
  if (task.taskId !== undefined) return [];
  refuseFuture(created.at, now);
  return [{ type: 'TaskCreated', data: created }];
}

/** May be dated ahead, as a hand-over is. From then on it is theirs, whatever was planned for later. */
export function assignTask(task: Task, assigned: TaskAssigned['data']): TaskAssigned[] {
  const { steps } = openTask(task);
  const { from, assigneeId } = assigned;
  if (stepsFrom(steps, from).every(({ value }) => value.assigneeId === assigneeId)) return [];
  return [{ type: 'TaskAssigned', data: assigned }];
}

export function rescheduleTask(task: Task, rescheduled: TaskRescheduled['data'], now: Instant): TaskRescheduled[] {
  const { steps } = openTask(task);
  if (stepsFrom(steps, rescheduled.at).every(({ value }) => JSON.stringify(value.due) === JSON.stringify(rescheduled.due))) return [];
  refuseFuture(rescheduled.at, now);
  refuseBefore(rescheduled.at, steps[0]!.from, 'the task was created');
  return [{ type: 'TaskRescheduled', data: rescheduled }];
}

/** Allowed in every status: a description is put right also afterwards. */
export function amendTask(task: Task, amended: TaskAmended['data']): TaskAmended[] {
  const { description } = existingTask(task);
  return JSON.stringify(description) === JSON.stringify(descriptionOf(amended)) ? [] : [{ type: 'TaskAmended', data: amended }];
}

export function completeTask(task: Task, done: TaskDone['data'], now: Instant): TaskDone[] {
  if (statusOf(existingTask(task)) === 'done' && task.closing === JSON.stringify(done.outcome)) return [];
  return [{ type: 'TaskDone', data: closing(task, done, now) }];
}

export function cancelTask(task: Task, cancelled: TaskCancelled['data'], now: Instant): TaskCancelled[] {
  if (statusOf(existingTask(task)) === 'cancelled' && task.closing === cancelled.reason) return [];
  return [{ type: 'TaskCancelled', data: closing(task, cancelled, now) }];
}

export function reopenTask(task: Task, reopened: TaskReopened['data'], now: Instant): TaskReopened[] {
  if (statusOf(existingTask(task)) === 'open') return [];
  refuseFuture(reopened.at, now);
  refuseBefore(reopened.at, task.statusSince, 'the task was closed');
  return [{ type: 'TaskReopened', data: reopened }];
}

/**
 * What is somebody's from an instant on, or becomes theirs later, passes to another; while it is somebody else's it stays with them.
 * Nothing, when the task is closed, or never theirs from then on.
 */
export function handOverTask(task: Task, { from, to, at, reassignmentId }: { readonly from: string; readonly to: string; readonly at: Instant; readonly reassignmentId: string }): TaskAssigned[] {
  if (task.taskId === undefined || statusOf(task) !== 'open') return [];
  const ahead = stepsFrom(task.steps, at);
  const first = ahead.findIndex(({ value }) => value.assigneeId === from);
  if (first < 0) return [];
  const given = ahead.slice(first).map((step) => ({ from: step.from, assigneeId: step.value.assigneeId === from ? to : step.value.assigneeId }));
  // Each takes the place of all that was said of later: so whoever had it then is said again.
  return given.filter((step, i) => step.assigneeId !== given[i - 1]?.assigneeId).map((step, i): TaskAssigned => ({ type: 'TaskAssigned', data: { ...step, ...(i === 0 && { reassignmentId }) } }));
}

const statusOf = (task: Task): TaskState['status'] => task.steps.at(-1)!.value.status;

function existingTask(task: Task): Task {
  if (task.taskId === undefined) throw new Refusal('task-not-found', 'there is no such task');
  return task;
}

function openTask(task: Task): Task {
  const status = statusOf(existingTask(task));
  if (status !== 'open') throw new Refusal('already-closed', `the task is ${status}; reopen it to change it`);
  return task;
}

function closing<D extends { readonly at: Instant }>(task: Task, data: D, now: Instant): D {
  openTask(task);
  refuseFuture(data.at, now);
  refuseBefore(data.at, task.statusSince, 'the task was opened');
  return data;
}

export function refuseFuture(at: Instant, now: Instant): void {
  if (at > now) throw new Refusal('date-in-future', `${at} has not come yet: it is ${now}`, { errors: [{ path: 'at', expected: 'an instant that has come', got: at }] });
}

export function refuseBefore(at: Instant, earliest: Instant, what: string): void {
  if (at < earliest) throw new Refusal('outside-period', `${at} lies before ${what}, ${earliest}`, { errors: [{ path: 'at', expected: `${earliest} or later`, got: at }] });
}
