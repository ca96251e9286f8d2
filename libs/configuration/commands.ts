/** The commands on configuration: what attributes, identifier schemes, relation types, media and purposes there are. */
import type { CommandContext } from '#libs/commands/command.js';
import { code, count, day, either, Field, flag, fromBound, listOf, object, oneOf, text, toBound } from '#libs/commands/fields.js';
import type { DataClass } from '#libs/event-log/domain-event.js';
import type { PartyKind } from '#libs/parties/events.js';
import type { StatedFrom, StatedTo } from '#libs/facts/fact-inputs.js';
import { CONTACT_CHANNELS, LEGAL_BASES, MEDIUM_CHANNELS, type ContactChannel, type CustomType, type IdentifierCheck, type InteractionAutomation, type InteractionDirection, type LegalBasis, type RelationNature } from './events.js';

/** Characters of a label. */
const MAX_LABEL = 200;
/** Values of an enumeration, kinds and structures in one definition. */
const MAX_CHOICES = 200;
const KINDS: readonly PartyKind[] = ['organisation', 'person', 'household'];
const STRUCTURES = ['legal-unit', 'establishment', 'group', 'team'] as const;
/** Days of a hundred years: longer is "never". */
const MAX_FRESHNESS_DAYS = 36_525;

/** A text in both languages of the product. */
export class LabelTexts {
  @Field(text(MAX_LABEL), { description: 'In French.', example: "Enseigne d'origine" })
  readonly fr: string;

  @Field(text(MAX_LABEL), { description: 'In English.', example: 'Former banner' })
  readonly en: string;
}

/** A text for each gender of the party it speaks of. */
export class GenderedText {
  @Field(text(MAX_LABEL), { description: 'Of a woman.', example: 'est employée de' })
  readonly feminine: string;

  @Field(text(MAX_LABEL), { description: 'Of a man.', example: 'est employé de' })
  readonly masculine: string;

  @Field(text(MAX_LABEL), { optional: true, description: 'Of anyone else; the masculine form, when left out.', example: 'est employé·e de' })
  readonly other?: string;
}

/** The label of one direction of a relation. */
export class RelationLabel {
  @Field(either(text(MAX_LABEL), object(() => GenderedText)), { description: 'In French.', example: { feminine: 'est employée de', masculine: 'est employé de' } })
  readonly fr: string | GenderedText;

  @Field(either(text(MAX_LABEL), object(() => GenderedText)), { description: 'In English.', example: 'is employed by' })
  readonly en: string | GenderedText;
}

/** A custom attribute; on a built-in one only `freshnessDays` may be given. */
export class DefineAttribute {
  @Field(object(() => LabelTexts), { optional: true, description: 'What people read. May change.' })
  readonly label?: LabelTexts;

  @Field(oneOf(['text', 'integer', 'decimal', 'money', 'date', 'boolean', 'enum', 'reference']), { optional: true, description: 'Type of its values. Never changes.', example: 'enum' })
  readonly type?: CustomType;

  @Field(listOf(code, { min: 1, max: MAX_CHOICES }), { optional: true, description: 'The values of an `enum`.', example: ['red', 'green'] })
  readonly values?: readonly string[];

  @Field(listOf(oneOf(['party', 'relation']), { min: 1, max: 2 }), { optional: true, description: 'What it can be a fact of. Never changes.', example: ['party'] })
  readonly on?: readonly ('party' | 'relation')[];

  @Field(listOf(oneOf(KINDS), { min: 1, max: KINDS.length }), { optional: true, description: 'Kinds of party that can have it. Never changes.', example: ['organisation'] })
  readonly kinds?: readonly PartyKind[];

  @Field(oneOf(['one', 'many']), { optional: true, description: 'Values at a time. Never changes.', example: 'one' })
  readonly cardinality?: 'one' | 'many';

  @Field(oneOf(['identity', 'contact', 'commercial', 'notes', 'proof']), { optional: true, description: 'Class of data: what is erased together. Never changes.', example: 'commercial' })
  readonly dataClass?: DataClass;

  @Field(count(1, MAX_FRESHNESS_DAYS, 'never'), { optional: true, description: 'Days after its last check that a fact turns doubtful. May change.', example: 365 })
  readonly freshnessDays?: number | null;
}

/** A scheme of identifiers; its attribute is `identifier.<code>`. Only the label may change. */
export class DefineIdentifierScheme {
  @Field(object(() => LabelTexts), { description: 'What people read.' })
  readonly label: LabelTexts;

  @Field(text(200), { description: 'Regular expression that the normalised value must match as a whole.', example: '[A-Z]{2}[0-9]{6}' })
  readonly pattern: string;

  @Field(oneOf(['none', 'luhn', 'siren', 'siret', 'fr-vat', 'lei', 'rna']), { description: 'Check digits.', example: 'none' })
  readonly check: IdentifierCheck;

  @Field(flag, { description: 'Whether only one party can hold a value at a time.', example: true })
  readonly unique: boolean;

  @Field(flag, { description: 'Whether a value can pass from one party to another.', example: false })
  readonly transferable: boolean;

  @Field(listOf(oneOf(KINDS), { min: 1, max: KINDS.length }), { description: 'Kinds of party that can hold one.', example: ['organisation'] })
  readonly kinds: readonly PartyKind[];

  @Field(listOf(oneOf(STRUCTURES), { min: 1, max: STRUCTURES.length }), { optional: true, description: 'Structures of organisation that can hold one; any, when left out.', example: ['legal-unit'] })
  readonly structures?: readonly string[];

  @Field(flag, { description: 'Whether values are `{system, value}`, one per system, instead of a text.', example: false })
  readonly perSystem: boolean;
}

/** Who may stand at one end of a relation. */
export class RelationEndInput {
  @Field(oneOf(KINDS), { description: 'Kind of party.', example: 'organisation' })
  readonly kind: PartyKind;

  @Field(listOf(oneOf(STRUCTURES), { min: 1, max: STRUCTURES.length }), { optional: true, description: 'Structures of organisation; any, when left out.', example: ['legal-unit'] })
  readonly structures?: readonly string[];
}

const MAX_ONGOING = { optional: true, description: 'Periods in force at once for one party at this end; no limit, when left out. Never changes.', example: 1 } as const;

/** A type of relation. Only description and labels may change. */
export class DefineRelationType {
  @Field(object(() => LabelTexts), { description: 'What it means.' })
  readonly description: LabelTexts;

  @Field(oneOf(['hierarchical', 'reciprocal', 'non-reciprocal']), { description: 'Hierarchical: A is the child, B the parent, without cycles. Never changes.', example: 'non-reciprocal' })
  readonly nature: RelationNature;

  @Field(listOf(object(() => RelationEndInput), { min: 1, max: KINDS.length }), { description: 'Who may stand at A.' })
  readonly endA: readonly RelationEndInput[];

  @Field(listOf(object(() => RelationEndInput), { min: 1, max: KINDS.length }), { description: 'Who may stand at B.' })
  readonly endB: readonly RelationEndInput[];

  @Field(flag, { optional: true, description: 'Reciprocal types only: both ends are the same, with one label.', example: false })
  readonly symmetric?: boolean;

  @Field(object(() => RelationLabel), { description: 'What A is to B.' })
  readonly labelAtoB: RelationLabel;

  @Field(object(() => RelationLabel), { optional: true, description: 'What B is to A. Hierarchical types and reciprocal ones that are not symmetric need it.' })
  readonly labelBtoA?: RelationLabel;

  @Field(count(1, 1_000_000), MAX_ONGOING)
  readonly maxOngoingPerA?: number;

  @Field(count(1, 1_000_000), MAX_ONGOING)
  readonly maxOngoingPerB?: number;
}

/** A medium of interactions. Label, permission and the dates of its use may change. */
export class DefineMedium {
  @Field(object(() => LabelTexts), { description: 'What people read.' })
  readonly label: LabelTexts;

  @Field(oneOf(MEDIUM_CHANNELS), { description: 'The channel that permission to contact is asked for by. Never changes.', example: 'phone' })
  readonly channel: (typeof MEDIUM_CHANNELS)[number];

  @Field(listOf(oneOf(['inbound', 'outbound']), { min: 1, max: 2 }), { description: 'Which ways it goes. Never changes.', example: ['inbound', 'outbound'] })
  readonly directions: readonly InteractionDirection[];

  @Field(oneOf(['human', 'machine']), { description: 'Between people, or with a machine at one end. Never changes.', example: 'human' })
  readonly automation: InteractionAutomation;

  @Field(flag, { description: 'Whether using it towards somebody needs permission.', example: false })
  readonly needsPermission: boolean;

  @Field(fromBound, { optional: true, description: 'From when it has been in use; unknown, when left out.', example: '2021-01-01' })
  readonly validFrom?: StatedFrom;

  @Field(toBound, { optional: true, description: 'The first day it is no longer in use; `null` or left out while it is.', example: null })
  readonly validTo?: Exclude<StatedTo, undefined>;
}

export class LegalBasisInput {
  @Field(oneOf(LEGAL_BASES), { description: 'One of the six of the regulation.', example: 'consent' })
  readonly basis: LegalBasis;

  @Field(day, { description: 'From this day on.', example: '2018-05-25' })
  readonly from: string;
}

/** Attributes of one purpose. */
const MAX_ATTRIBUTES = 200;

/** A purpose for which personal data may be used. All of it may change but the code. */
export class DefinePurpose {
  @Field(object(() => LabelTexts), { description: 'What people read.' })
  readonly label: LabelTexts;

  @Field(listOf(object(() => LegalBasisInput), { min: 1, max: 20 }), { description: 'What entitles us to it, and from when; each holds until the next.' })
  readonly legalBases: readonly LegalBasisInput[];

  @Field(listOf(code, { max: MAX_ATTRIBUTES }), { description: 'Attributes that may be used for it.', example: ['name.usual', 'email'] })
  readonly attributes: readonly string[];

  @Field(listOf(oneOf(CONTACT_CHANNELS), { max: CONTACT_CHANNELS.length }), { description: 'Channels by which somebody may be reached for it.', example: ['email'] })
  readonly channels: readonly ContactChannel[];

  @Field(count(1, MAX_FRESHNESS_DAYS, 'as long as the relation lasts'), { description: 'Days after the last act that data may be kept for it.', example: 1_096 })
  readonly retentionDays: number | null;
}

export class DefineAttributeCommand {
  constructor(readonly context: CommandContext, readonly code: string, readonly body: DefineAttribute) {}
}
/** Retiring: what is recorded stays, nothing new is accepted. Final: a code is never used again. */
export class RetireAttributeCommand {
  constructor(readonly context: CommandContext, readonly code: string) {}
}
export class DefineIdentifierSchemeCommand {
  constructor(readonly context: CommandContext, readonly code: string, readonly body: DefineIdentifierScheme) {}
}
export class RetireIdentifierSchemeCommand {
  constructor(readonly context: CommandContext, readonly code: string) {}
}
export class DefineRelationTypeCommand {
  constructor(readonly context: CommandContext, readonly code: string, readonly body: DefineRelationType) {}
}
export class RetireRelationTypeCommand {
  constructor(readonly context: CommandContext, readonly code: string) {}
}
export class DefineMediumCommand {
  constructor(readonly context: CommandContext, readonly code: string, readonly body: DefineMedium) {}
}
export class RetireMediumCommand {
  constructor(readonly context: CommandContext, readonly code: string) {}
}
export class DefinePurposeCommand {
  constructor(readonly context: CommandContext, readonly code: string, readonly body: DefinePurpose) {}
}
export class RetirePurposeCommand {
  constructor(readonly context: CommandContext, readonly code: string) {}
}
