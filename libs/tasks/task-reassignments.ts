/**
 * Handing over all that is somebody's: the request lists it, then one task after the other is given to the successor. Every task is
 * dated from the same day, so the world sees one hand-over, however long we write it down.
 */
import type { Attempt } from '#libs/commands/command-runner.js';
import type { CommandAnswer, CommandContext } from '#libs/commands/command.js';
import { ForwardProcess, type ForwardProcessOptions } from '#libs/commands/forward-process.js';
import type { Loaded } from '#libs/commands/streams.js';
import type { DomainEvent } from '#libs/event-log/domain-event.js';
import { WrongExpectedRevision } from '#libs/event-log/event-log.js';
import type { Fold } from '#libs/event-log/fold.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { Day } from '#libs/temporal/dates.js';
import { plannedInteractionStream, taskReassignmentStream, taskStream, type TaskReassignmentRequested } from './events.js';
import type { OpenWork } from './people.js';
import { oursFrom, plannedInteractionFold, reassign } from './planned-interaction.js';
import type { TaskWriter } from './task-writer.js';
import { handOverTask, taskFold } from './task.js';

/** Tasks and planned interactions in one request: their ids are some 400 kB of one event, and an append holds 1 MB. */
export const MAX_REASSIGNED = 10_000;

export class TaskReassignments {
  readonly process: ForwardProcess<TaskReassignmentRequested>;

  constructor(private readonly options: ForwardProcessOptions & { readonly tasks: TaskWriter; readonly openWork: OpenWork }) {
    this.process = new ForwardProcess(options, {
      requested: 'TaskReassignmentRequested', completed: 'TaskReassignmentCompleted',
      steps: (requested) => [
        ...requested.tasks.map((id) => ({ id, carryOut: (attempt: Attempt) => handTask(attempt, id, requested) })),
        ...requested.plannedInteractions.map((id) => ({ id, carryOut: (attempt: Attempt) => handPlanned(attempt, id, requested) })),
      ],
    });
  }

  request(context: CommandContext, { from, to, on }: { readonly from: string; readonly to: string; readonly on: Day }): Promise<CommandAnswer> {
    const { tasks, openWork } = this.options;
    if (from === to) throw new Refusal('invalid-body', 'nothing is handed over to oneself', { errors: [{ path: 'to', expected: 'another person than from', got: to }] });
    const at = tasks.zone.startOf(on);
    return this.process.request(context, async (attempt) => {
      await tasks.check(attempt, [{ partyId: to, path: 'to', ours: true }]);
      // Whose they were may have been erased since; who gets them may not.
      await tasks.check(attempt, [{ partyId: from, path: 'from', ours: true }]).catch((error: unknown) => {
        if (!(error instanceof Refusal && error.code === 'erased')) throw error;
      });
      const listed = await openWork.of(from, at, MAX_REASSIGNED + 1);
      const requested = listed.tasks.length + listed.plannedInteractions.length;
      if (requested > MAX_REASSIGNED) throw new Refusal('too-many', `more than ${MAX_REASSIGNED} tasks and planned interactions are open; close or assign some first`, { limit: MAX_REASSIGNED });
      const reassignmentId = attempt.id('taskReassignment');
      return { stream: taskReassignmentStream(reassignmentId), data: { reassignmentId, from, to, on, at, ...listed }, answer: { reassignmentId, requested } };
    });
  }
}

/** Whether the task is handed over; not, when it was closed or is somebody else's by now. */
function handTask(attempt: Attempt, taskId: string, { from, to, at, reassignmentId }: TaskReassignmentRequested['data']): Promise<boolean> {
  return hand(attempt, taskStream(taskId), taskFold, (task) => handOverTask(task, { from, to, at, reassignmentId }));
}

function handPlanned(attempt: Attempt, plannedId: string, { from, to, at, reassignmentId }: TaskReassignmentRequested['data']): Promise<boolean> {
  return hand(attempt, plannedInteractionStream(plannedId), plannedInteractionFold, (planned) =>
    (oursFrom(planned, at).includes(from) ? reassign(planned, { assigneeId: to, insteadOf: from, from: at, reassignmentId }) : []));
}

/** What is appended says nothing that would be encrypted. */
async function hand<S>(attempt: Attempt, stream: string, fold: Fold<S>, decide: (state: S) => readonly DomainEvent[]): Promise<boolean> {
  for (;;) {
    const loaded: Loaded<S> = await attempt.load(stream, fold);
    if (loaded.commands.has(attempt.context.commandId)) return true;
    const events = decide(loaded.state);
    if (events.length === 0) return false;
    try {
      await attempt.appendFollowing(stream, loaded, events);
      return true;
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
    }
  }
}
