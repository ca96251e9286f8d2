/** The commands on relations, their periods, and the facts of those. */
import type { CommandContext } from '#libs/commands/command.js';
import { ConfirmFact, CorrectFact, DisputeFact, EndFact, FactInput, MAX_FACTS, RecordFacts, RetractFact } from '#libs/commands/fact-bodies.js';
import { code, dateOrToday, Field, fromBound, listOf, object, text, toBound, uuid } from '#libs/commands/fields.js';
import type { StatedFrom, StatedTo } from '#libs/facts/fact-inputs.js';
import type { CalendarDate } from '#libs/temporal/dates.js';

const NOTE = { optional: true, description: 'Free text for people; stored encrypted.', example: 'As written in the contract' } as const;
/** Characters of a free text. */
const MAX_NOTE = 4_000;

/** A period of the relation (type, A, B). A party that leaves and comes back has two periods of one relation. */
export class StartRelation {
  @Field(code, { description: 'Code of the relation type, see /v1/relation-types.', example: 'employee-of' })
  readonly type: string;

  @Field(uuid, { description: 'The party at end A (hierarchical types: the child).', example: '7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90' })
  readonly a: string;

  @Field(uuid, { description: 'The party at end B (hierarchical types: the parent).', example: '0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11' })
  readonly b: string;

  @Field(fromBound, { description: 'From when it holds.', example: '2021-01-01' })
  readonly validFrom: StatedFrom;

  @Field(toBound, { optional: true, description: 'The first day it no longer holds; `null` or left out while nobody knows of an end.', example: '2023-07-01' })
  readonly validTo?: Exclude<StatedTo, undefined>;

  @Field(listOf(object(() => FactInput), { max: MAX_FACTS }), { optional: true, description: 'Facts of this period, such as a job title. All or nothing.' })
  readonly facts?: readonly FactInput[];

  @Field(text(MAX_NOTE), NOTE)
  readonly note?: string;
}

/** The world changed: the relation no longer holds from a day on. */
export class EndPeriod {
  @Field(dateOrToday, { description: 'The first day it no longer holds, inside the period.', example: '2023-07-01' })
  readonly on: CalendarDate;

  @Field(code, { optional: true, description: 'Why, as a code.', example: 'resigned' })
  readonly reason?: string;

  @Field(text(MAX_NOTE), NOTE)
  readonly note?: string;
}

/** The bounds were recorded wrongly: both anew. */
export class CorrectPeriod {
  @Field(fromBound, { description: 'The right start.', example: '2021-02-01' })
  readonly validFrom: StatedFrom;

  @Field(toBound, { description: 'The right end; `null` when there is none.', example: null })
  readonly validTo: Exclude<StatedTo, undefined>;

  @Field(text(MAX_NOTE), NOTE)
  readonly note?: string;
}

/** The relation never held during this period. Final. */
export class RetractPeriod {
  @Field(text(MAX_NOTE), NOTE)
  readonly note?: string;
}

export class StartRelationCommand {
  constructor(readonly context: CommandContext, readonly body: StartRelation) {}
}
export class EndPeriodCommand {
  constructor(readonly context: CommandContext, readonly relationId: string, readonly periodId: string, readonly body: EndPeriod) {}
}
export class CorrectPeriodCommand {
  constructor(readonly context: CommandContext, readonly relationId: string, readonly periodId: string, readonly body: CorrectPeriod) {}
}
export class RetractPeriodCommand {
  constructor(readonly context: CommandContext, readonly relationId: string, readonly periodId: string, readonly body: RetractPeriod) {}
}
export class RecordRelationFactsCommand {
  constructor(readonly context: CommandContext, readonly relationId: string, readonly periodId: string, readonly body: RecordFacts) {}
}
export class EndRelationFactCommand {
  constructor(readonly context: CommandContext, readonly relationId: string, readonly periodId: string, readonly factId: string, readonly body: EndFact) {}
}
export class CorrectRelationFactCommand {
  constructor(readonly context: CommandContext, readonly relationId: string, readonly periodId: string, readonly factId: string, readonly body: CorrectFact) {}
}
export class RetractRelationFactCommand {
  constructor(readonly context: CommandContext, readonly relationId: string, readonly periodId: string, readonly factId: string, readonly body: RetractFact) {}
}
export class ConfirmRelationFactCommand {
  constructor(readonly context: CommandContext, readonly relationId: string, readonly periodId: string, readonly factId: string, readonly body: ConfirmFact) {}
}
export class DisputeRelationFactCommand {
  constructor(readonly context: CommandContext, readonly relationId: string, readonly periodId: string, readonly factId: string, readonly body: DisputeFact) {}
}
