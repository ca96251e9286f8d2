/** The commands on tasks and planned interactions. Instants are stated with their offset; a zone is kept with those that were agreed with somebody. */
import type { CommandContext } from '#libs/commands/command.js';
import { code, count, dateOrToday, day, Field, instantWithOffset, listOf, object, oneOf, relaxed, text, uuid, zoneName } from '#libs/commands/fields.js';
import { InteractionBody } from '#libs/interactions/commands.js';
import type { CalendarDate, Day, Instant } from '#libs/temporal/dates.js';
import { PLANNED_KINDS, PRIORITIES, type PlannedKind, type Priority } from './events.js';

/** Characters of a subject or a place: one line in a calendar. */
const MAX_LINE = 300;
/** Characters of a free text. */
const MAX_NOTE = 4_000;
/** Parties a task can be about: with more it is a campaign. */
const MAX_ABOUT = 20;
/** Participants of a planned interaction: a large meeting. */
const MAX_PARTICIPANTS = 100;
/** Minutes a planned interaction lasts at most: 31 days. */
const MAX_MINUTES = 44_640;

const NOTE = { optional: true, description: 'Free text for people; stored encrypted.', example: 'Asked by phone' } as const;
const AT = { optional: true, description: 'When it was so; now, when left out. Never ahead.', example: '2024-05-02T09:30:00Z' } as const;
const SUBJECT = { description: 'What it is about, in one line; stored encrypted.', example: 'Send the offer for the shelves' } as const;
const NOTES = { optional: true, description: 'More about it; stored encrypted.', example: 'With the discount for two years' } as const;
const REASON = { optional: true, description: 'Why, as a code.', example: 'customer-request' } as const;
const ZONE = { description: 'The zone it was agreed in: an IANA name.', example: 'Europe/Paris' } as const;
const STARTS = { description: 'When it starts, with its offset from UTC.', example: '2024-05-02T09:30:00Z' } as const;
const MINUTES = { description: `How long it takes, in minutes (1 to ${MAX_MINUTES}).`, example: 60 } as const;

/** When a task is due: `{date}`, by the end of that day; or `{at, zone}`. */
export class TaskDue {
  @Field(day, { optional: true, description: 'By the end of this day.', example: '2024-05-02' })
  readonly date?: Day;

  @Field(instantWithOffset, { optional: true, description: 'Or at this instant, with its offset from UTC; and its zone.', example: '2024-05-02T09:30:00Z' })
  readonly at?: Instant;

  @Field(zoneName, { ...ZONE, optional: true })
  readonly zone?: string;
}

export class PartyReference {
  @Field(uuid, { description: 'A party.', example: '0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11' })
  readonly partyId: string;
}

export class PlannedParticipantInput {
  @Field(uuid, { description: 'A party.', example: '0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11' })
  readonly partyId: string;

  @Field(oneOf(['us', 'them']), { description: 'On whose side.', example: 'them' })
  readonly side: 'us' | 'them';

  @Field(code, { optional: true, description: 'As what, as a code.', example: 'buyer' })
  readonly role?: string;
}

/** Something one of our people has to do. */
export class CreateTask {
  @Field(text(MAX_LINE), SUBJECT)
  readonly subject: string;

  @Field(text(MAX_NOTE), NOTES)
  readonly notes?: string;

  @Field(listOf(object(() => PartyReference), { max: MAX_ABOUT }), { optional: true, description: 'The parties it is about. They never change: what is written in the task is erased with any of them.' })
  readonly about?: readonly PartyReference[];

  @Field(uuid, { optional: true, description: 'The interaction it follows from: one that is logged. What is written in a task about nobody is erased with that.', example: '5e2b8c17-0f3d-5a94-b6e1-9c8d7e6f5a43' })
  readonly interactionId?: string;

  @Field(uuid, { description: 'Who has to do it: a person. That it is one of ours is not checked.', example: '7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90' })
  readonly assigneeId: string;

  @Field(object(() => TaskDue), { optional: true, description: 'By when.' })
  readonly due?: TaskDue;

  @Field(oneOf(PRIORITIES), { optional: true, description: '`normal`, when left out.', example: 'high' })
  readonly priority?: Priority;

  @Field(instantWithOffset, AT)
  readonly at?: Instant;
}

/** Somebody else has to do it. */
export class AssignTask {
  @Field(uuid, { description: 'Who: a person. That it is one of ours is not checked.', example: '7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90' })
  readonly assigneeId: string;

  @Field(dateOrToday, { optional: true, description: 'From the beginning of this day on, in the business zone; it may lie ahead. Now, when left out.', example: '2024-07-01' })
  readonly on?: CalendarDate;

  @Field(text(MAX_NOTE), NOTE)
  readonly note?: string;
}

/** Another due date, or none. */
export class RescheduleTask {
  @Field(object(() => TaskDue), { optional: true, description: 'By when; left out: at any time.' })
  readonly due?: TaskDue;

  @Field(instantWithOffset, AT)
  readonly at?: Instant;

  @Field(text(MAX_NOTE), NOTE)
  readonly note?: string;
}

/** It was described wrongly: the whole new description, never a patch. */
export class AmendTask {
  @Field(text(MAX_LINE), SUBJECT)
  readonly subject: string;

  @Field(text(MAX_NOTE), NOTES)
  readonly notes?: string;

  @Field(oneOf(PRIORITIES), { description: 'How urgent.', example: 'high' })
  readonly priority: Priority;
}

export class CompleteTask {
  @Field(instantWithOffset, AT)
  readonly at?: Instant;

  @Field(text(MAX_NOTE), { optional: true, description: 'What came of it; stored encrypted.', example: 'Offer sent' })
  readonly outcome?: string;
}

/** It is not to be done any more, or not to be any more. */
export class CancelPlanned {
  @Field(instantWithOffset, AT)
  readonly at?: Instant;

  @Field(code, REASON)
  readonly reason?: string;

  @Field(text(MAX_NOTE), NOTE)
  readonly note?: string;
}

export class ReopenTask {
  @Field(instantWithOffset, AT)
  readonly at?: Instant;

  @Field(text(MAX_NOTE), NOTE)
  readonly note?: string;
}

/** A visit, a meeting or a call that is to be. */
export class ProposeInteraction {
  @Field(oneOf(PLANNED_KINDS), { description: 'What it will be.', example: 'visit' })
  readonly kind: PlannedKind;

  @Field(listOf(object(() => PlannedParticipantInput), { min: 1, max: MAX_PARTICIPANTS }), { description: 'Who takes part: at least one of ours. Those of the other side never change.' })
  readonly participants: readonly PlannedParticipantInput[];

  @Field(instantWithOffset, STARTS)
  readonly startsAt: Instant;

  @Field(zoneName, ZONE)
  readonly zone: string;

  @Field(count(1, MAX_MINUTES), MINUTES)
  readonly durationMinutes: number;

  @Field(text(MAX_LINE), { optional: true, description: 'Where; stored encrypted.', example: 'At their head office' })
  readonly place?: string;

  @Field(text(MAX_LINE), { ...SUBJECT, example: 'Spring assortment' })
  readonly subject: string;

  @Field(text(MAX_NOTE), { optional: true, description: 'What it is to bring; stored encrypted.', example: 'An order for two regions' })
  readonly objective?: string;

  @Field(instantWithOffset, AT)
  readonly at?: Instant;
}

export class ConfirmInteraction {
  @Field(instantWithOffset, AT)
  readonly at?: Instant;

  @Field(text(MAX_NOTE), NOTE)
  readonly note?: string;
}

/** Another time, and another place where one is named. */
export class MoveInteraction {
  @Field(instantWithOffset, STARTS)
  readonly startsAt: Instant;

  @Field(zoneName, ZONE)
  readonly zone: string;

  @Field(count(1, MAX_MINUTES), MINUTES)
  readonly durationMinutes: number;

  @Field(text(MAX_LINE), { optional: true, description: 'Where; as before, when left out. Stored encrypted.', example: 'Online' })
  readonly place?: string;

  @Field(instantWithOffset, AT)
  readonly at?: Instant;

  @Field(text(MAX_NOTE), NOTE)
  readonly note?: string;
}

/** The interaction a planned one became, as it is logged: what is left out was as planned. The plan does not say who went to whom. */
export class HeldInteraction extends relaxed(InteractionBody, {
  participants: 'Who took part: somebody of ours and somebody of theirs at least. As planned, when left out; whose role was not planned is a `participant`.',
  medium: 'How: a code of /v1/media. `face-to-face`, or of a call `phone`, when left out.',
  startedAt: 'When it began, with its offset from UTC. As planned, when left out.',
  zone: 'The zone of the clock on the wall. As planned, when left out.',
  place: 'Where. As planned, when left out.',
  subject: 'In a line. As planned, when left out.',
}) {}

/** It took place: the interaction it became, logged already or to be logged now. Either `interactionId` or `interaction`. */
export class HoldInteraction {
  @Field(uuid, { optional: true, description: 'An interaction that is logged.', example: '5e2b8c17-0f3d-5a94-b6e1-9c8d7e6f5a43' })
  readonly interactionId?: string;

  @Field(object(() => HeldInteraction), { optional: true, description: 'Or the interaction itself, which is logged by the same request.' })
  readonly interaction?: HeldInteraction;

  @Field(instantWithOffset, AT)
  readonly at?: Instant;
}

/** Somebody leaves or goes on leave: all that is still open passes to somebody else. */
export class ReassignTasks {
  @Field(uuid, { description: 'Whose tasks and planned interactions they are.', example: '7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90' })
  readonly from: string;

  @Field(uuid, { description: 'Whose they will be: a person. That it is one of ours is not checked.', example: '3f0c2a9e-1d6b-5b7c-9a43-c2f1e8d05b66' })
  readonly to: string;

  @Field(dateOrToday, { description: 'From the beginning of this day on, in the business zone; it may lie ahead.', example: '2024-07-01' })
  readonly on: CalendarDate;
}

export class CreateTaskCommand {
  constructor(readonly context: CommandContext, readonly body: CreateTask) {}
}
export class AssignTaskCommand {
  constructor(readonly context: CommandContext, readonly taskId: string, readonly body: AssignTask) {}
}
export class RescheduleTaskCommand {
  constructor(readonly context: CommandContext, readonly taskId: string, readonly body: RescheduleTask) {}
}
export class AmendTaskCommand {
  constructor(readonly context: CommandContext, readonly taskId: string, readonly body: AmendTask) {}
}
export class CompleteTaskCommand {
  constructor(readonly context: CommandContext, readonly taskId: string, readonly body: CompleteTask) {}
}
export class CancelTaskCommand {
  constructor(readonly context: CommandContext, readonly taskId: string, readonly body: CancelPlanned) {}
}
export class ReopenTaskCommand {
  constructor(readonly context: CommandContext, readonly taskId: string, readonly body: ReopenTask) {}
}
export class ProposeInteractionCommand {
  constructor(readonly context: CommandContext, readonly body: ProposeInteraction) {}
}
export class ConfirmInteractionCommand {
  constructor(readonly context: CommandContext, readonly plannedInteractionId: string, readonly body: ConfirmInteraction) {}
}
export class MoveInteractionCommand {
  constructor(readonly context: CommandContext, readonly plannedInteractionId: string, readonly body: MoveInteraction) {}
}
export class HoldInteractionCommand {
  constructor(readonly context: CommandContext, readonly plannedInteractionId: string, readonly body: HoldInteraction) {}
}
export class MissInteractionCommand {
  constructor(readonly context: CommandContext, readonly plannedInteractionId: string, readonly body: CancelPlanned) {}
}
export class CancelInteractionCommand {
  constructor(readonly context: CommandContext, readonly plannedInteractionId: string, readonly body: CancelPlanned) {}
}
export class ReassignTasksCommand {
  constructor(readonly context: CommandContext, readonly body: ReassignTasks) {}
}
