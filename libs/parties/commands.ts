/** The commands on parties. Each body is what a caller sends; the class around it is what the bus carries. */
import type { CommandContext } from '#libs/commands/command.js';
import { ConfirmFact, CorrectFact, DisputeFact, EndFact, FactInput, MAX_FACTS, RecordFacts, RetractFact, Source } from '#libs/commands/fact-bodies.js';
import { code, dateOrToday, Field, flag, fromBound, json, listOf, object, oneOf, refName, text, toBound, uuid } from '#libs/commands/fields.js';
import type { StatedFrom, StatedTo } from '#libs/facts/fact-inputs.js';
import type { CalendarDate } from '#libs/temporal/dates.js';
import { PARTY_KINDS, type PartyKind } from './events.js';

/** Relations stated together with a party. */
const MAX_RELATIONS = 50;
/** Facts of one upsert: it may hold the whole history of a source, and still has to fit one append. */
const MAX_UPSERT_FACTS = 500;
/** Attributes of one upsert whose whole history it holds. */
const MAX_HISTORIES = 50;

/** A relation stated from the end of the party being written. */
export class RelationInput {
  @Field(code, { description: 'Code of the relation type, see /v1/relation-types.', example: 'employee-of' })
  readonly type: string;

  @Field(oneOf(['a-to-b', 'b-to-a']), { description: '`a-to-b`: the party being written stands at A; `b-to-a`: at B.', example: 'a-to-b' })
  readonly direction: 'a-to-b' | 'b-to-a';

  @Field(uuid, { description: 'The party at the other end.', example: '0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11' })
  readonly party: string;

  @Field(fromBound, { description: 'From when the relation holds.', example: '2021-01-01' })
  readonly validFrom: StatedFrom;

  @Field(toBound, { optional: true, description: 'The first day it no longer holds; `null` or left out while nobody knows of an end.', example: null })
  readonly validTo?: Exclude<StatedTo, undefined>;
}

export class CreateParty {
  @Field(oneOf(PARTY_KINDS), { description: 'What the party is.', example: 'organisation' })
  readonly kind: PartyKind;

  @Field(listOf(object(() => FactInput), { max: MAX_FACTS }), { optional: true, description: 'Its first facts, identifiers among them. All or nothing.' })
  readonly facts?: readonly FactInput[];

  @Field(listOf(object(() => RelationInput), { max: MAX_RELATIONS }), { optional: true, description: 'Relations that start with it. All or nothing.' })
  readonly relations?: readonly RelationInput[];
}

/** The kind was entered wrongly. */
export class ReclassifyParty {
  @Field(oneOf(PARTY_KINDS), { description: 'The right kind. Refused while live facts do not fit it.', example: 'person' })
  readonly kind: PartyKind;
}

/** A fact of an upsert; its source is the upsert's. */
export class UpsertFact {
  @Field(code, { description: 'Code of the attribute, see /v1/attributes.', example: 'name.legal' })
  readonly attribute: string;

  @Field(json, { description: 'The value, in the shape its attribute defines. Decimals are texts.', example: 'Brico Ouest' })
  readonly value: unknown;

  @Field(fromBound, { optional: true, description: 'From when it is true; the `validFrom` of the body, when left out.', example: '2020-01-01' })
  readonly validFrom?: StatedFrom;

  @Field(toBound, { optional: true, description: 'The first day it is no longer true; `null` or left out while nobody knows of an end.', example: null })
  readonly validTo?: Exclude<StatedTo, undefined>;

  @Field(text(4_000), { optional: true, description: 'Free text for people; stored encrypted.', example: 'From the register' })
  readonly note?: string;

  @Field(refName, { optional: true, description: 'Lets other facts of the same request refer to this one as `$name`.', example: 'office' })
  readonly ref?: string;
}

/** What one source knows about a party: Annals finds out what is new, and writes only that. */
export class UpsertParty {
  @Field(oneOf(PARTY_KINDS), { description: 'What the party is.', example: 'organisation' })
  readonly kind: PartyKind;

  @Field(uuid, { optional: true, description: 'The party that the identifier is of, known by other means: it gets the identifier together with the facts, where nobody holds it. Refused where another party does, or where it has another one of the same system.', example: '0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11' })
  readonly partyId?: string;

  @Field(fromBound, { optional: true, description: 'From when facts hold that bring no date of their own; where it is unknown, also since when the identifier is known.', example: '2024-05-01' })
  readonly validFrom?: StatedFrom;

  @Field(object(() => Source), { description: 'Whose knowledge this is. Facts of other sources are never ended or corrected by it.' })
  readonly source: Source;

  @Field(oneOf(['change', 'correct']), { optional: true, description: '`change` (when left out): a new value is a change at its date. `correct`: the source was wrong before.', example: 'change' })
  readonly mode?: 'change' | 'correct';

  @Field(flag, { optional: true, description: 'Whether this is all the source knows: what it said before and leaves out now ends at `on`. Identifiers go on, and so does what the source itself gave an end.', example: false })
  readonly complete?: boolean;

  @Field(dateOrToday, { optional: true, description: 'Where absent facts end, with `complete`; on `validFrom` of the whole body, when left out.', example: '2024-05-01' })
  readonly on?: CalendarDate;

  @Field(listOf(code, { max: MAX_HISTORIES }), {
    optional: true, description: 'Attributes whose whole history this is: where the source said otherwise before, it is corrected or retracted.', example: ['name.legal'],
  })
  readonly historyOf?: readonly string[];

  @Field(listOf(object(() => UpsertFact), { max: MAX_UPSERT_FACTS }), { description: 'What the source states.' })
  readonly facts: readonly UpsertFact[];

  @Field(listOf(object(() => RelationInput), { max: MAX_RELATIONS }), { optional: true, description: 'Relations it states. Those that stand already are left as they are.' })
  readonly relations?: readonly RelationInput[];
}

export class CreatePartyCommand {
  constructor(readonly context: CommandContext, readonly body: CreateParty) {}
}
export class UpsertPartyCommand {
  constructor(readonly context: CommandContext, readonly scheme: string, readonly value: string, readonly body: UpsertParty) {}
}
export class ReclassifyPartyCommand {
  constructor(readonly context: CommandContext, readonly partyId: string, readonly body: ReclassifyParty) {}
}
export class RecordFactsCommand {
  constructor(readonly context: CommandContext, readonly partyId: string, readonly body: RecordFacts) {}
}
export class EndFactCommand {
  constructor(readonly context: CommandContext, readonly partyId: string, readonly factId: string, readonly body: EndFact) {}
}
export class CorrectFactCommand {
  constructor(readonly context: CommandContext, readonly partyId: string, readonly factId: string, readonly body: CorrectFact) {}
}
export class RetractFactCommand {
  constructor(readonly context: CommandContext, readonly partyId: string, readonly factId: string, readonly body: RetractFact) {}
}
export class ConfirmFactCommand {
  constructor(readonly context: CommandContext, readonly partyId: string, readonly factId: string, readonly body: ConfirmFact) {}
}
export class DisputeFactCommand {
  constructor(readonly context: CommandContext, readonly partyId: string, readonly factId: string, readonly body: DisputeFact) {}
}
