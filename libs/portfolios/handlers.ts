/**
 * Handing over whom somebody follows. The request lists them in one event; from then on it only goes forward, party by party: in
 * the process that was asked, after a retry of the command, or in the one that looks for what was left. Everybody is followed from
 * the same day, so in the world there is one hand-over and no gap, however long we write it down.
 */
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandRunner } from '#libs/commands/command-runner.js';
import type { CommandAnswer, CommandContext } from '#libs/commands/command.js';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import { WrongExpectedRevision, type EventLog } from '#libs/event-log/event-log.js';
import type { Fold } from '#libs/event-log/fold.js';
import { Refusal } from '#libs/platform/refusal.js';
import { uuidV5 } from '#libs/platform/uuid.js';
import type { Day } from '#libs/temporal/dates.js';
import { HandOverPortfolioCommand, type HandOverPortfolio } from './commands.js';
import { portfolioHandoverStream, type PortfolioHandoverEvent, type PortfolioHandoverRequested } from './events.js';
import type { Followers, Portfolios } from './ports.js';

/** Parties in one hand-over: their ids are some 500 kB of one event, and an append holds 1 MB. */
export const MAX_HANDED_OVER = 5_000;
/** Parties written at a time. */
const SIDE_BY_SIDE = 8;

const handoverFold: Fold<{ completed: boolean }> = {
  initial: () => ({ completed: false }),
  apply(handover, stored) {
    if ((stored as StoredEvent<PortfolioHandoverEvent>).type === 'PortfolioHandoverCompleted') handover.completed = true;
  },
};

export interface PortfolioHandoversOptions {
  readonly log: EventLog;
  readonly runner: CommandRunner;
  readonly portfolios: Portfolios;
  readonly followers: Followers;
  /** Told of what did not work beside any request; it is tried again. */
  readonly onError: (error: unknown) => void;
}

export class PortfolioHandovers {
  /** What this process carries out, by command. */
  private readonly running = new Map<string, Promise<void>>();
  private stopped = false;

  constructor(private readonly options: PortfolioHandoversOptions) {}

  /** Records the request with its list; the answer does not wait until it is carried out. */
  async request(context: CommandContext, { from, to, on, scope }: HandOverPortfolio): Promise<CommandAnswer> {
    const { runner, portfolios, followers } = this.options;
    if (from === to) throw new Refusal('invalid-body', 'nothing is handed over to oneself', { errors: [{ path: 'to', expected: 'another person than from', got: to }] });
    const answer = await runner.run(context, async (attempt) => {
      await followers.refuseUnfit(attempt, to);
      const handoverId = attempt.id('portfolioHandover');
      const loaded = await attempt.load(portfolioHandoverStream(handoverId), handoverFold);
      attempt.checkRevision(loaded);
      const followed = await portfolios.followedBy(from, on, scope, MAX_HANDED_OVER + 1);
      if (followed.length > MAX_HANDED_OVER) throw new Refusal('too-many', `more than ${MAX_HANDED_OVER} parties are followed; hand them over scope by scope`, { limit: MAX_HANDED_OVER });
      const data: PortfolioHandoverRequested['data'] = { handoverId, from, to, on, followed };
      const given = { handoverId, requested: followed.length, warnings: [] };
      return { appended: await attempt.append(portfolioHandoverStream(handoverId), loaded, [{ type: 'PortfolioHandoverRequested', data }], given), answer: given };
    });
    if (answer.status === 'accepted') void this.carryOn(context.commandId, context.today).catch(this.options.onError);
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

  /** Ends after the parties in hand; what is left is carried out by whoever starts next. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.allSettled(this.running.values());
  }

  private async settle(commandId: string, today: Day): Promise<void> {
    const { log, runner, followers } = this.options;
    const events = await log.eventsOfCommand(commandId);
    const request = events.find(({ type }) => type === 'PortfolioHandoverRequested');
    if (!request || events.some(({ type }) => type === 'PortfolioHandoverCompleted')) return;
    const { handoverId, from, to, on, followed } = JSON.parse(request.data) as PortfolioHandoverRequested['data'];
    const attempt = runner.resume(request, today);
    const skipped: string[] = [];
    let next = 0;
    const work = async (): Promise<void> => {
      for (let one = followed[next++]; one && !this.stopped; one = followed[next++]) {
        if (!(await followers.handOver(attempt, one, { from, to, on, factId: uuidV5(handoverId, `${one.party}/${one.scope}`) }))) skipped.push(one.party);
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
    if (this.stopped) return;
    const loaded = await attempt.load(request.stream, handoverFold);
    if (loaded.state.completed) return;
    try {
      await attempt.appendBeside(request.stream, loaded, [{ type: 'PortfolioHandoverCompleted', data: { moved: followed.length - skipped.length, skipped: skipped.sort() } }]);
    } catch (error) {
      // Somebody else came to the end first.
      if (!(error instanceof WrongExpectedRevision)) throw error;
    }
  }
}

@CommandHandler(HandOverPortfolioCommand)
export class HandOverPortfolioHandler implements ICommandHandler<HandOverPortfolioCommand> {
  constructor(private readonly handovers: PortfolioHandovers) {}

  execute({ context, body }: HandOverPortfolioCommand): Promise<CommandAnswer> {
    return this.handovers.request(context, body);
  }
}

export const portfolioHandlers = [HandOverPortfolioHandler];
