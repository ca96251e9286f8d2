/** The command on portfolios. */
import type { CommandContext } from '#libs/commands/command.js';
import { code, dateOrToday, Field, uuid } from '#libs/commands/fields.js';
import type { CalendarDate } from '#libs/temporal/dates.js';

/** A rep leaves or changes territory: all whom the rep follows on a day are followed by another from then on. */
export class HandOverPortfolio {
  @Field(uuid, { description: 'Who follows them now.', example: '7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90' })
  readonly from: string;

  @Field(uuid, { description: 'Who follows them from the day on: a person.', example: '1f3a5c7e-9b0d-5e2f-8a4c-6e8f0a2c4e6f' })
  readonly to: string;

  @Field(dateOrToday, { description: 'The first day of the successor; it may lie ahead.', example: '2026-07-01' })
  readonly on: CalendarDate;

  @Field(code, { optional: true, description: 'Only in this scope; in all, when left out.', example: 'sales' })
  readonly scope?: string;
}

export class HandOverPortfolioCommand {
  constructor(readonly context: CommandContext, readonly body: HandOverPortfolio) {}
}
