/** The commands on interactions. */
import type { CommandContext } from '#libs/commands/command.js';
import { code, coordinate, count, Field, instantWithOffset, listOf, matching, object, oneOf, text, uuid, zoneName } from '#libs/commands/fields.js';
import { Source } from '#libs/commands/fact-bodies.js';
import type { InteractionAutomation, InteractionDirection } from '#libs/configuration/events.js';
import { ABOUT_KINDS, SIDES, type About, type Side } from './events.js';

/** Participants of one interaction: a fair; beyond that it is an event of its own. */
export const MAX_PARTICIPANTS = 100;
const MAX_TOPICS = 50;
const MAX_ABOUT = 50;
/** Characters. */
const MAX_LINE = 500;
const MAX_NOTES = 20_000;
/** Seconds: a week-long fair. */
export const MAX_DURATION = 7 * 86_400;

/** Somebody who took part and whose party is not known yet. */
export class UnresolvedInput {
  @Field(text(200), { optional: true, description: 'The name given.', example: 'Mme Ybert' })
  readonly name?: string;

  @Field(text(50), { optional: true, description: 'The number called from, in any spelling.', example: '02 40 12 34 56' })
  readonly phone?: string;

  @Field(text(254), { optional: true, description: 'The address written from.', example: 'contact@example.org' })
  readonly email?: string;
}

export class ParticipantInput {
  @Field(oneOf(SIDES), { description: 'On our side or on theirs.', example: 'them' })
  readonly side: Side;

  @Field(code, { description: 'What part they took.', example: 'caller' })
  readonly role: string;

  @Field(uuid, { optional: true, description: 'The party, or else `unresolved`; both where it is known who that turned out to be.', example: '7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90' })
  readonly party?: string;

  @Field(object(() => UnresolvedInput), { optional: true, description: 'What is known of one whose party is not; empty where nothing is.' })
  readonly unresolved?: UnresolvedInput;
}

export class TopicInput {
  @Field(text(MAX_LINE), { description: 'What was talked about.', example: 'Delivery times' })
  readonly subject: string;

  @Field(oneOf(SIDES), { description: 'Who raised it.', example: 'them' })
  readonly raisedBy: Side;

  @Field(text(MAX_NOTES), { optional: true, description: 'Key points.', example: 'Two weeks are too long for them' })
  readonly notes?: string;

  @Field(code, { optional: true, description: 'A product it concerned, by its code.', example: 'gtx-basic' })
  readonly product?: string;
}

export class PlaceInput {
  @Field(text(MAX_LINE), { optional: true, description: 'In words.', example: 'Their shop in Nantes' })
  readonly label?: string;

  @Field(coordinate(90), { optional: true, description: 'Degrees north, WGS 84, as decimal text.', example: '47.218' })
  readonly latitude?: string;

  @Field(coordinate(180), { optional: true, description: 'Degrees east, WGS 84, as decimal text.', example: '-1.553' })
  readonly longitude?: string;
}

export class AboutInput {
  @Field(oneOf(ABOUT_KINDS), { description: 'What kind of thing.', example: 'party' })
  readonly kind: About['kind'];

  @Field(matching('an id of ours, or a code of another system: letters, digits and . _ : / - (at most 128)', /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}$/), { description: 'Its id, which exists: a fact is one of who takes part, or of a party or relation named here too; of something of another system its code. No name, no free text: it is not encrypted.', example: '0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11' })
  readonly id: string;
}

/** One interaction, whole: what logging states, and an amendment states anew. */
export class InteractionBody {
  @Field(listOf(object(() => ParticipantInput), { min: 2, max: MAX_PARTICIPANTS }), { description: 'Who took part: somebody of ours and somebody of theirs at least.' })
  readonly participants: readonly ParticipantInput[];

  @Field(oneOf(['inbound', 'outbound']), { description: 'Towards us or from us.', example: 'inbound' })
  readonly direction: InteractionDirection;

  @Field(code, { description: 'How: a code of /v1/media.', example: 'phone' })
  readonly medium: string;

  @Field(oneOf(['human', 'machine']), { optional: true, description: 'Whether a machine stood at one end; as the medium is, when left out.', example: 'human' })
  readonly automation?: InteractionAutomation;

  @Field(instantWithOffset, { description: 'When it began, with its offset from UTC.', example: '2026-01-15T10:30:00+01:00' })
  readonly startedAt: string;

  @Field(zoneName, { optional: true, description: 'The zone of the clock on the wall; the business zone, when left out.', example: 'Europe/Paris' })
  readonly zone?: string;

  @Field(count(0, MAX_DURATION), { optional: true, description: 'Seconds it took.', example: 300 })
  readonly durationSeconds?: number;

  @Field(object(() => PlaceInput), { optional: true, description: 'Where.' })
  readonly place?: PlaceInput;

  @Field(text(MAX_LINE), { description: 'In a line.', example: 'Asks for a quote' })
  readonly subject: string;

  @Field(text(MAX_NOTES), { optional: true, description: 'What it was for.', example: 'Win the second shop' })
  readonly objective?: string;

  @Field(text(MAX_NOTES), { optional: true, description: 'What else is worth keeping.', example: 'Prefers to be called in the morning' })
  readonly notes?: string;

  @Field(listOf(object(() => TopicInput), { max: MAX_TOPICS }), { optional: true, description: 'Topics, each raised by one side.' })
  readonly topics?: readonly TopicInput[];

  @Field(code, { optional: true, description: 'What came of it, as a code.', example: 'quote-requested' })
  readonly outcome?: string;

  @Field(text(MAX_NOTES), { optional: true, description: 'What came of it, in words.', example: 'We send a quote by Friday' })
  readonly outcomeNotes?: string;

  @Field(listOf(object(() => AboutInput), { max: MAX_ABOUT }), { optional: true, description: 'What it was about. What was said is erased with any party that takes part, that it is about, or at an end of a relation that it is about.' })
  readonly about?: readonly AboutInput[];

  @Field(object(() => Source), { optional: true, description: 'Where we have it from; the caller, when left out.' })
  readonly source?: Source;
}

export class ResolveParticipant {
  @Field(uuid, { description: 'Who it was.', example: '7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90' })
  readonly party: string;
}

export class RetractInteraction {
  @Field(text(4_000), { optional: true, description: 'Free text for people; stored encrypted.', example: 'Logged twice' })
  readonly note?: string;
}

export class LogInteractionCommand {
  constructor(readonly context: CommandContext, readonly body: InteractionBody) {}
}
export class AmendInteractionCommand {
  constructor(readonly context: CommandContext, readonly interactionId: string, readonly body: InteractionBody) {}
}
export class ResolveParticipantCommand {
  constructor(readonly context: CommandContext, readonly interactionId: string, readonly participantId: string, readonly body: ResolveParticipant) {}
}
export class RetractInteractionCommand {
  constructor(readonly context: CommandContext, readonly interactionId: string, readonly body: RetractInteraction) {}
}
