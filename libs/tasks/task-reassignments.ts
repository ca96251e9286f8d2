/**
 * Handing over all that is somebody's. The request lists it in one event of a stream of its own; from then on it only goes
 * forward, one task after the other: in the process that was asked, after a retry of the command, or in the one that looks for
 * what was left. Every task is dated from the same day, so the world sees one hand-over, however long we write it down.
 */
import type { Attempt, CommandRunner } from '#libs/commands/command-runner.js';
import type { CommandAnswer, CommandContext } from '#libs/commands/command.js';
import type { Loaded } from '#libs/commands/streams.js';
import type { DomainEvent, StoredEvent } from '#libs/event-log/domain-event.js';
import { WrongExpectedRevision, type EventLog, type RecordedEvent } from '#libs/event-log/event-log.js';
import type { Fold } from '#libs/event-log/fold.js';
import type { Subject } from '#libs/personal-data/keys.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { Day } from '#libs/temporal/dates.js';
import { plannedInteractionStream, taskReassignmentStream, taskStream, type TaskReassignmentCompleted, type TaskReassignmentEvent, type TaskReassignmentRequested } from './events.js';
import type { OpenWork } from './people.js';
import { oursAt, plannedInteractionFold, reassign } from './planned-interaction.js';
import { plannedSubject, taskSubject, type TaskWriter } from './task-writer.js';
import { assignTask, openAssigneeAt, taskFold } from './task.js';

/** Tasks and planned interactions in one request: their ids are some 400 kB of one event, and an append holds 1 MB. */
export const MAX_REASSIGNED = 10_000;
/** Streams written at a time. */
const SIDE_BY_SIDE = 8;

/** Not at its end yet: whoever waits for that must not take it for done. */
class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

interface TaskReassignment {
  requested: boolean;
  completed: boolean;
}

const reassignmentFold: Fold<TaskReassignment> = {
  initial: () => ({ requested: false, completed: false }),
  apply(reassignment, stored) {
    const { type } = stored as StoredEvent<TaskReassignmentEvent>;
    if (type === 'TaskReassignmentRequested') reassignment.requested = true;
    else reassignment.completed = true;
  },
};

export interface TaskReassignmentsOptions {
  readonly log: EventLog;
  readonly runner: CommandRunner;
  readonly tasks: TaskWriter;
  readonly openWork: OpenWork;
  /** Told of what did not work beside any request; it is tried again. */
  readonly onError: (error: unknown) => void;
}

export class TaskReassignments {
  /** What this process carries out, by command. */
  private readonly running = new Map<string, Promise<void>>();
  private stopped = false;

  constructor(private readonly options: TaskReassignmentsOptions) {}

  /** Records the request with its list; the answer does not wait until it is carried out. */
  async request(context: CommandContext, { from, to, on }: { readonly from: string; readonly to: string; readonly on: Day }): Promise<CommandAnswer> {
    const { runner, tasks, openWork } = this.options;
    if (from === to) throw new Refusal('invalid-body', 'nothing is handed over to oneself', { errors: [{ path: 'to', expected: 'another person than from', got: to }] });
    const at = tasks.zone.startOf(on);
    const answer = await runner.run(context, async (attempt) => {
      await tasks.check(attempt, [{ partyId: to, path: 'to', ours: true }]);
      // Whose they were may have been erased since; who gets them may not.
      await tasks.check(attempt, [{ partyId: from, path: 'from', ours: true }]).catch((error: unknown) => {
        if (!(error instanceof Refusal && error.code === 'erased')) throw error;
      });
      const reassignmentId = attempt.id('taskReassignment');
      const stream = taskReassignmentStream(reassignmentId);
      const loaded = await attempt.load(stream, reassignmentFold);
      attempt.checkRevision(loaded);
      const listed = await openWork.of(from, at, MAX_REASSIGNED + 1);
      const count = listed.tasks.length + listed.plannedInteractions.length;
      if (count > MAX_REASSIGNED) throw new Refusal('too-many', `more than ${MAX_REASSIGNED} tasks and planned interactions are open; close or assign some first`, { limit: MAX_REASSIGNED });
      const data: TaskReassignmentRequested['data'] = { reassignmentId, from, to, on, at, ...listed };
      const given = { reassignmentId, requested: count, warnings: [] };
      return { appended: await attempt.append(stream, loaded, [{ type: 'TaskReassignmentRequested', data }], given), answer: given };
    });
    if (answer.status === 'accepted') {
      void this.carryOn(context.commandId, context.today).catch((error: unknown) => {
        if (!(error instanceof Interrupted)) this.options.onError(error);
      });
    }
    return answer;
  }

  /** Carries out what a command requested, if it did; safe to repeat, by anybody. What another caller here has begun is awaited. */
  carryOn(commandId: string, today: Day): Promise<void> {
    const other = this.running.get(commandId);
    if (other) return other;
    const settled = this.settle(commandId, today).finally(() => this.running.delete(commandId));
    this.running.set(commandId, settled);
    return settled;
  }

  /** Ends after the tasks in hand; what is left is carried out by whoever starts next. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.allSettled(this.running.values());
  }

  private async settle(commandId: string, today: Day): Promise<void> {
    const events = await this.options.log.eventsOfCommand(commandId);
    const request = events.find(({ type }) => type === 'TaskReassignmentRequested');
    if (!request || events.some(({ type }) => type === 'TaskReassignmentCompleted')) return;
    const data = JSON.parse(request.data) as TaskReassignmentRequested['data'];
    const attempt = this.options.runner.resume(request, today);
    const steps = [
      ...data.tasks.map((id) => ({ id, hand: () => handTask(attempt, id, data) })),
      ...data.plannedInteractions.map((id) => ({ id, hand: () => handPlanned(attempt, id, data) })),
    ];
    const skipped: string[] = [];
    let next = 0;
    const work = async (): Promise<void> => {
      for (let step = steps[next++]; step && !this.stopped; step = steps[next++]) if (!(await step.hand())) skipped.push(step.id);
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
    if (this.stopped) throw new Interrupted('the process stops; whoever starts next carries on');
    await complete(attempt, request, { moved: steps.length - skipped.length, skipped: skipped.sort() });
  }
}

/** Whether the task is handed over; not, when it was closed or is somebody else's by now. */
function handTask(attempt: Attempt, taskId: string, { from, to, at, reassignmentId }: TaskReassignmentRequested['data']): Promise<boolean> {
  return hand(attempt, taskStream(taskId), taskFold, (task) => ({
    events: openAssigneeAt(task, at) === from ? assignTask(task, { assigneeId: to, from: at, reassignmentId }) : [], subject: taskSubject(taskId, task),
  }));
}

function handPlanned(attempt: Attempt, plannedId: string, { from, to, at, reassignmentId }: TaskReassignmentRequested['data']): Promise<boolean> {
  return hand(attempt, plannedInteractionStream(plannedId), plannedInteractionFold, (planned) => ({
    events: oursAt(planned, at).includes(from) ? reassign(planned, { assigneeId: to, insteadOf: from, from: at, reassignmentId }) : [], subject: plannedSubject(plannedId, planned),
  }));
}

async function hand<S>(attempt: Attempt, stream: string, fold: Fold<S>, decide: (state: S) => { readonly events: readonly DomainEvent[]; readonly subject: Subject }): Promise<boolean> {
  for (;;) {
    const loaded: Loaded<S> = await attempt.load(stream, fold);
    if (loaded.commands.has(attempt.context.commandId)) return true;
    const { events, subject } = decide(loaded.state);
    if (events.length === 0) return false;
    try {
      await attempt.appendFollowing(stream, loaded, events, subject);
      return true;
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
    }
  }
}

async function complete(attempt: Attempt, { stream }: RecordedEvent, data: TaskReassignmentCompleted['data']): Promise<void> {
  const loaded = await attempt.load(stream, reassignmentFold);
  if (loaded.state.completed) return;
  try {
    await attempt.appendBeside(stream, loaded, [{ type: 'TaskReassignmentCompleted', data }]);
  } catch (error) {
    // Somebody else came to the end first.
    if (!(error instanceof WrongExpectedRevision)) throw error;
  }
}
