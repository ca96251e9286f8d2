/**
 * A process over many streams: one event requests it and lists all that is to be done; from then on it only goes forward, stream by
 * stream, in the process that was asked, or in whichever finds it left (see `projections/requests`); one event says that it came to
 * its end. Whatever dies in between, and however many carry it out at once, each stream is written once.
 */
import type { DomainEvent } from '#libs/event-log/domain-event.js';
import { WrongExpectedRevision, type EventLog, type RecordedEvent } from '#libs/event-log/event-log.js';
import type { Fold } from '#libs/event-log/fold.js';
import type { Day } from '#libs/temporal/dates.js';
import type { Attempt, CommandRunner } from './command-runner.js';
import type { CommandAnswer, CommandContext } from './command.js';

/** Streams written at a time. */
const SIDE_BY_SIDE = 8;

/** One stream of the list. */
export interface Step {
  readonly id: string;
  /** False where there is nothing to do any more; done by an earlier attempt is done. */
  readonly carryOut: (attempt: Attempt) => Promise<boolean>;
}

export interface ForwardProcessDefinition<Requested extends DomainEvent> {
  /** The type of the event that requests it; alone in its append. Nothing of it may be sealed. */
  readonly requested: Requested['type'];
  /** The type of the event that ends it: {@link Completed}. */
  readonly completed: string;
  readonly steps: (requested: Requested['data']) => readonly Step[];
}

/** What became of the list. `skipped`: ids of the steps in which there was nothing to do any more. */
export interface Completed {
  readonly moved: number;
  readonly skipped: readonly string[];
}

export interface ForwardProcessOptions {
  readonly log: EventLog;
  readonly runner: CommandRunner;
  /** Told of what did not work beside any request; it is tried again. */
  readonly onError: (error: unknown) => void;
}

/** Not at its end yet: whoever waits for that must not take it for done. */
class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

export class ForwardProcess<Requested extends DomainEvent> {
  /** What this process carries out, by command. */
  private readonly running = new Map<string, Promise<void>>();
  private stopped = false;
  private readonly fold: Fold<{ completed: boolean }>;

  constructor(private readonly options: ForwardProcessOptions, private readonly definition: ForwardProcessDefinition<Requested>) {
    this.fold = {
      initial: () => ({ completed: false }),
      apply(process, { type }) {
        if (type === definition.completed) process.completed = true;
      },
    };
  }

  /**
   * Records the request; the answer does not wait until it is carried out.
   * @param list what is requested, in a stream that this command begins, and what is answered besides the warnings
   */
  async request(context: CommandContext, list: (attempt: Attempt) => Promise<{ readonly stream: string; readonly data: Requested['data']; readonly answer: Readonly<Record<string, unknown>> }>): Promise<CommandAnswer> {
    const { log, runner, onError } = this.options;
    const answer = await runner.run(context, async (attempt) => {
      const { stream, data, answer: given } = await list(attempt);
      const loaded = await attempt.load(stream, this.fold);
      attempt.checkRevision(loaded);
      const full = { ...given, warnings: [] };
      return { appended: await attempt.append(stream, loaded, [{ type: this.definition.requested, data }], full), answer: full };
    });
    if (answer.status === 'accepted') {
      void this.once(context.commandId, async () => this.carryOut(await log.eventsOfCommand(context.commandId), context.today)).catch((error: unknown) => {
        if (!(error instanceof Interrupted)) onError(error);
      });
    }
    return answer;
  }

  /** Carries out what a command requested, if it did; safe to repeat, by anybody. What another caller here has begun is awaited. */
  settle(events: readonly RecordedEvent[], today: Day): Promise<void> {
    const [first] = events;
    return first ? this.once(first.commandId, () => this.carryOut(events, today)) : Promise.resolve();
  }

  /** Ends after the steps in hand; what is left is carried out by whoever starts next. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.allSettled(this.running.values());
  }

  private once(commandId: string, carry: () => Promise<void>): Promise<void> {
    const other = this.running.get(commandId);
    if (other) return other;
    const carried = carry().finally(() => this.running.delete(commandId));
    this.running.set(commandId, carried);
    return carried;
  }

  private async carryOut(events: readonly RecordedEvent[], today: Day): Promise<void> {
    const { requested, completed } = this.definition;
    const request = events.find(({ type }) => type === requested);
    if (!request || events.some(({ type }) => type === completed)) return;
    const attempt = this.options.runner.resume(request, today);
    const steps = this.definition.steps(JSON.parse(request.data) as Requested['data']);
    const skipped: string[] = [];
    let next = 0;
    const work = async (): Promise<void> => {
      for (let step = steps[next++]; step && !this.stopped; step = steps[next++]) if (!(await step.carryOut(attempt))) skipped.push(step.id);
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
    if (this.stopped) throw new Interrupted('the process stops; whoever starts next carries on');
    await this.complete(attempt, request.stream, { moved: steps.length - skipped.length, skipped: skipped.sort() });
  }

  private async complete(attempt: Attempt, stream: string, data: Completed): Promise<void> {
    const loaded = await attempt.load(stream, this.fold);
    if (loaded.state.completed) return;
    try {
      await attempt.appendBeside(stream, loaded, [{ type: this.definition.completed, data }]);
    } catch (error) {
      // Somebody else came to the end first.
      if (!(error instanceof WrongExpectedRevision)) throw error;
    }
  }
}
