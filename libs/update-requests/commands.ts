/** The commands on update requests. */
import type { CommandContext } from '#libs/commands/command.js';
import { FactInput } from '#libs/commands/fact-bodies.js';
import { code, dateOrToday, Field, fromBound, json, listOf, object, text, toBound, uuid } from '#libs/commands/fields.js';
import type { StatedFrom, StatedTo } from '#libs/facts/fact-inputs.js';
import type { CalendarDate } from '#libs/temporal/dates.js';

/** Changes of each kind in one request: what somebody can review at a glance. */
const MAX_CHANGES = 20;
const NOTE = { optional: true, description: 'Free text for people; stored encrypted.', example: 'She moved in spring' } as const;

export class ProposedEnd {
  @Field(uuid, { description: 'The fact that no longer holds.', example: '3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66' })
  readonly factId: string;

  @Field(dateOrToday, { description: 'From which day on.', example: '2026-01-01' })
  readonly on: CalendarDate;
}

export class ProposedCorrection {
  @Field(uuid, { description: 'The fact that was recorded wrongly.', example: '3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66' })
  readonly factId: string;

  @Field(json, { description: 'The right value.', example: 'Ybert' })
  readonly value: unknown;

  @Field(fromBound, { description: 'The right start.', example: '2020-01-01' })
  readonly validFrom: StatedFrom;

  @Field(toBound, { description: 'The right end; `null` when there is none.', example: null })
  readonly validTo: Exclude<StatedTo, undefined>;
}

/** Somebody says that what we hold of a party should change. Nothing changes before it is accepted. */
export class RequestUpdate {
  @Field(uuid, { description: 'The party it concerns.', example: '7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90' })
  readonly party: string;

  @Field(uuid, { optional: true, description: 'A relation of that party, where facts of it are to change, such as the phone of an employment; with `periodId`.', example: '5b0e1f7a-2c3d-5e4f-8a9b-0c1d2e3f4a5b' })
  readonly relationId?: string;

  @Field(uuid, { optional: true, description: 'The period of the relation.', example: '0a1b2c3d-4e5f-5a6b-8c7d-9e0f1a2b3c4d' })
  readonly periodId?: string;

  @Field(listOf(object(() => FactInput), { max: MAX_CHANGES }), { optional: true, description: 'Facts to record.' })
  readonly facts?: readonly FactInput[];

  @Field(listOf(object(() => ProposedEnd), { max: MAX_CHANGES }), { optional: true, description: 'Facts to end.' })
  readonly ends?: readonly ProposedEnd[];

  @Field(listOf(object(() => ProposedCorrection), { max: MAX_CHANGES }), { optional: true, description: 'Facts to correct.' })
  readonly corrections?: readonly ProposedCorrection[];

  @Field(uuid, { optional: true, description: 'The interaction in which it was said, a logged one: where the facts will have come from.', example: '1d9c7b5e-3a20-5f4d-9b86-7e6d5c4b3a29' })
  readonly interactionId?: string;

  @Field(text(4_000), NOTE)
  readonly note?: string;
}

export class RefuseUpdate {
  @Field(code, { description: 'Why, as a code.', example: 'not-proven' })
  readonly reason: string;

  @Field(text(4_000), NOTE)
  readonly note?: string;
}

export class RequestUpdateCommand {
  constructor(readonly context: CommandContext, readonly body: RequestUpdate) {}
}
export class AcceptUpdateCommand {
  constructor(readonly context: CommandContext, readonly requestId: string) {}
}
export class RefuseUpdateCommand {
  constructor(readonly context: CommandContext, readonly requestId: string, readonly body: RefuseUpdate) {}
}
