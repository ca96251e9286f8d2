/**
 * Handing over whom somebody follows: the request lists them, then they are handed over party by party. Everybody is followed from
 * the same day, so in the world there is one hand-over and no gap, however long we write it down. Whom the leaver was to follow only
 * later, the successor follows from then.
 */
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Attempt } from '#libs/commands/command-runner.js';
import type { CommandAnswer, CommandContext } from '#libs/commands/command.js';
import { ForwardProcess, type ForwardProcessOptions } from '#libs/commands/forward-process.js';
import { resolveDate } from '#libs/facts/fact-inputs.js';
import { Refusal } from '#libs/platform/refusal.js';
import { uuidV5 } from '#libs/platform/uuid.js';
import { firstDay } from '#libs/temporal/dates.js';
import { HandOverPortfolioCommand, type HandOverPortfolio } from './commands.js';
import { portfolioHandoverStream, type PortfolioHandoverRequested } from './events.js';
import type { Followers, Portfolios } from './ports.js';

/** Parties in one hand-over: their ids are some 500 kB of one event, and an append holds 1 MB. */
export const MAX_HANDED_OVER = 5_000;

export class PortfolioHandovers {
  readonly process: ForwardProcess<PortfolioHandoverRequested>;

  constructor(private readonly options: ForwardProcessOptions & { readonly portfolios: Portfolios; readonly followers: Followers }) {
    this.process = new ForwardProcess(options, {
      requested: 'PortfolioHandoverRequested', completed: 'PortfolioHandoverCompleted',
      steps: ({ handoverId, from, to, on, followed }) => followed.map((one) => ({
        id: one.party, carryOut: (attempt: Attempt) => options.followers.handOver(attempt, one, { from, to, on, factId: (n) => uuidV5(handoverId, [one.party, one.scope, ...(n === 0 ? [] : [n])].join('/')) }),
      })),
    });
  }

  request(context: CommandContext, { from, to, on: stated, scope }: HandOverPortfolio): Promise<CommandAnswer> {
    const on = firstDay(resolveDate(stated, context.today));
    const { portfolios, followers } = this.options;
    if (from === to) throw new Refusal('invalid-body', 'nothing is handed over to oneself', { errors: [{ path: 'to', expected: 'another person than from', got: to }] });
    return this.process.request(context, async (attempt) => {
      await followers.refuseUnfit(attempt, to, 'to');
      // Who followed them so far may have been erased since, or be no person; but somebody it is.
      await followers.refuseUnfit(attempt, from, 'from').catch((error: unknown) => {
        if (!(error instanceof Refusal) || error.code === 'party-not-found') throw error;
      });
      const followed = await portfolios.followedBy(from, on, scope, MAX_HANDED_OVER + 1);
      if (followed.length > MAX_HANDED_OVER) throw new Refusal('too-many', `more than ${MAX_HANDED_OVER} parties are followed; hand them over scope by scope`, { limit: MAX_HANDED_OVER });
      const handoverId = attempt.id('portfolioHandover');
      return { stream: portfolioHandoverStream(handoverId), data: { handoverId, from, to, on, followed }, answer: { handoverId, requested: followed.length } };
    });
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
