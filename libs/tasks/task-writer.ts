/** How every command on a task or a planned interaction runs: load, decide, append once; then log the interaction that the append requested. */
import type { Attempt, CommandRunner } from '#libs/commands/command-runner.js';
import type { CommandAnswer, CommandContext, Warning } from '#libs/commands/command.js';
import { isErased, type DomainEvent } from '#libs/event-log/domain-event.js';
import type { Position, RecordedEvent } from '#libs/event-log/event-log.js';
import type { Fold } from '#libs/event-log/fold.js';
import { concernedBy } from '#libs/interactions/events.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { Subject } from '#libs/personal-data/keys.js';
import type { Day, Zone } from '#libs/temporal/dates.js';
import { partiesOf, plannedInteractionStream, taskStream, type HeldInteractionRequested, type PlannedInteractionProposed, type TaskCreated } from './events.js';
import type { LoggedInteractions, People } from './people.js';
import { plannedInteractionFold, type PlannedInteraction } from './planned-interaction.js';
import { taskFold, type Task } from './task.js';

export interface TaskWriterOptions {
  readonly runner: CommandRunner;
  readonly people: People;
  readonly interactions: LoggedInteractions;
  /** The business zone. */
  readonly zone: Zone;
}

/** What deciding came to: events, and further members of the answer, which are ids. */
type Decision = readonly DomainEvent[] | { readonly events: readonly DomainEvent[]; readonly answer: Readonly<Record<string, unknown>>; readonly warnings?: readonly Warning[] };
type Decide<S> = (state: S, attempt: Attempt, id: string) => Decision | Promise<Decision>;

interface Written<S> {
  readonly id: string;
  readonly stream: string;
  readonly fold: Fold<S>;
  readonly answer: Readonly<Record<string, string>>;
  /** Whose data the events hold; of those that make it, before they are folded. */
  readonly subjectOf: (state: S, events: readonly DomainEvent[]) => Subject | Promise<Subject>;
}

export class TaskWriter {
  constructor(private readonly options: TaskWriterOptions) {}

  get interactions(): LoggedInteractions {
    return this.options.interactions;
  }

  get zone(): Zone {
    return this.options.zone;
  }

  /** @param taskId `new`: one that this command makes */
  task(context: CommandContext, taskId: string, decide: Decide<Task>): Promise<CommandAnswer> {
    return this.write(context, (attempt) => {
      const id = taskId === 'new' ? attempt.id('task') : taskId;
      return { id, stream: taskStream(id), fold: taskFold, answer: { taskId: id }, subjectOf: (task, [first]) => this.taskSubject(attempt, id, first?.type === 'TaskCreated' ? (first as TaskCreated).data : task) };
    }, decide);
  }

  /** @param plannedId `new`: one that this command makes */
  planned(context: CommandContext, plannedId: string, decide: Decide<PlannedInteraction>): Promise<CommandAnswer> {
    return this.write(context, (attempt) => {
      const id = plannedId === 'new' ? attempt.id('plannedInteraction') : plannedId;
      return {
        id, stream: plannedInteractionStream(id), fold: plannedInteractionFold, answer: { plannedInteractionId: id },
        subjectOf: (planned, [first]) => {
          if (first?.type === 'HeldInteractionRequested') return heldSubject((first as HeldInteractionRequested).data);
          return plannedSubject(id, first?.type === 'PlannedInteractionProposed' ? { theirs: partiesOf((first as PlannedInteractionProposed).data, 'them') } : planned);
        },
      };
    }, decide);
  }

  /** Whether what it was held as was retracted since: then it can be held as another, missed or cancelled after all. */
  async isHeldInVain(attempt: Attempt, { status, interactionId }: PlannedInteraction): Promise<boolean> {
    return status === 'held' && interactionId !== undefined && this.interactions.isRetracted(attempt, interactionId);
  }

  /** Refuses a party that is not there, and at a place for our people what is no person. */
  async check(attempt: Attempt, parties: readonly { readonly partyId: string; readonly path: string; readonly ours: boolean }[]): Promise<void> {
    await Promise.all(parties.map(async ({ partyId, path, ours }) => {
      const { kind } = await this.options.people.end(attempt, partyId);
      if (ours && kind !== 'person') throw new Refusal('wrong-party-kind', 'our people are persons', { errors: [{ path, expected: 'a person', got: kind }], partyId });
    }));
  }

  /** Logs the interaction that a command's append requested, also when it was another process that appended it. */
  async settle(events: readonly RecordedEvent[], today: Day): Promise<void> {
    const request = events.find(({ type }) => type === 'HeldInteractionRequested');
    if (request) await this.logHeld(this.options.runner.resume(request, today), request.stream, (JSON.parse(request.data) as HeldInteractionRequested['data']).interactionId);
  }

  /**
   * What is written in a task is the business of those it is about. Where it is about nobody, that of whose business the interaction is that it
   * follows from: it is encrypted under the keys of that, so that one erasure reaches both, also by who turns out later to have taken part.
   */
  private taskSubject(attempt: Attempt, id: string, { about, interactionId }: Pick<TaskCreated['data'], 'about' | 'interactionId'>): Subject | Promise<Subject> {
    if (about.length > 0) return { id, parties: about };
    return interactionId === undefined ? { id, parties: [id] } : this.interactions.subject(attempt, interactionId);
  }

  private async logHeld(attempt: Attempt, stream: string, interactionId: string): Promise<Position> {
    const { state, position } = await attempt.load(stream, plannedInteractionFold);
    const requested = state.requested.find(({ data }) => data.interactionId === interactionId);
    // Erased before it was logged: there is nothing left to log.
    return requested && !isErased(requested.data.texts) ? this.options.interactions.log(attempt, requested) : position;
  }

  private write<S>(context: CommandContext, find: (attempt: Attempt) => Written<S>, decide: Decide<S>): Promise<CommandAnswer> {
    return this.options.runner.run(context, async (attempt) => {
      const { id, stream, fold, answer: ids, subjectOf } = find(attempt);
      const loaded = await attempt.load(stream, fold);
      attempt.checkRevision(loaded);
      const decided = await decide(loaded.state, attempt, id);
      const { events, answer: further, warnings = [] } = 'events' in decided ? decided : { events: decided, answer: {} };
      const answer = { ...ids, ...further, warnings };
      if (events.length === 0) return { unchanged: loaded, answer };
      const appended = await attempt.append(stream, loaded, events, answer, await subjectOf(loaded.state, events));
      return { appended, answer, ...(events[0]!.type === 'HeldInteractionRequested' && { begun: () => this.logHeld(attempt, stream, (events[0] as HeldInteractionRequested).data.interactionId) }) };
    }, (events) => this.settle(events, context.today));
  }
}

/** What is written of a planned interaction is the business of those who are met. */
function plannedSubject(id: string, { theirs }: Pick<PlannedInteraction, 'theirs'>): Subject {
  return { id, parties: theirs.length > 0 ? theirs : [id] };
}

/** What is written of a planned interaction as it is held is written of the interaction. */
function heldSubject(held: HeldInteractionRequested['data']): Subject {
  return { id: held.interactionId, parties: concernedBy(held) };
}
