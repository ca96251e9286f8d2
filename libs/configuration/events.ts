/** Configuration as events: attributes, identifier schemes, relation types, media and purposes, each in a stream of its own. */
import type { DataClass, DomainEvent, EventDefinitions } from '#libs/event-log/domain-event.js';
import type { PartyKind } from '#libs/parties/events.js';
import type { Day } from '#libs/temporal/dates.js';
import type { Period } from '#libs/temporal/periods.js';

/** Texts by language (`fr`, `en`), by gender of the party they speak of where it matters. */
export interface Label {
  readonly fr: string | { readonly feminine: string; readonly masculine: string; readonly other?: string };
  readonly en: string | { readonly feminine: string; readonly masculine: string; readonly other?: string };
}
export interface PlainLabel { readonly fr: string; readonly en: string }

/** The closed set of value types of a custom attribute. */
export type CustomType = 'text' | 'integer' | 'decimal' | 'money' | 'date' | 'boolean' | 'enum' | 'reference';
export type Cardinality = 'one' | 'many' | { readonly onePer: readonly string[] };

/** Stream `attribute-<code>`. Type, cardinality, kinds and data class of a code never change. */
export type AttributeDefined = DomainEvent<'AttributeDefined', {
  readonly code: string;
  readonly label: PlainLabel;
  readonly on: readonly ('party' | 'relation')[];
  readonly kinds: readonly PartyKind[];
  readonly type: CustomType;
  readonly values?: readonly string[];
  readonly cardinality: 'one' | 'many';
  readonly dataClass: DataClass;
  readonly freshnessDays: number | null;
}>;
export type AttributeRelabelled = DomainEvent<'AttributeRelabelled', { readonly code: string; readonly label: PlainLabel }>;
/** Days after its last check that a fact turns doubtful; `null` never. Also on built-in attributes. */
export type AttributeFreshnessSet = DomainEvent<'AttributeFreshnessSet', { readonly code: string; readonly freshnessDays: number | null }>;
export type AttributeRetired = DomainEvent<'AttributeRetired', { readonly code: string }>;
export type AttributeEvent = AttributeDefined | AttributeRelabelled | AttributeFreshnessSet | AttributeRetired;

export type IdentifierCheck = 'none' | 'luhn' | 'siren' | 'siret' | 'fr-vat' | 'lei' | 'rna';
/** Stream `identifierScheme-<code>`; its attribute is `identifier.<code>`. Only label and retirement change. */
export type IdentifierSchemeDefined = DomainEvent<'IdentifierSchemeDefined', {
  readonly code: string;
  readonly label: PlainLabel;
  /** Regular expression the normalised value must match as a whole (RE2 subset, checked when defined). */
  readonly pattern: string;
  readonly check: IdentifierCheck;
  readonly unique: boolean;
  readonly transferable: boolean;
  readonly kinds: readonly PartyKind[];
  /** Structures that may hold it; absent: any. */
  readonly structures?: readonly string[];
  /** Values are `{system, value}`, one per system (external ids), instead of a text. */
  readonly perSystem: boolean;
}>;
export type IdentifierSchemeRelabelled = DomainEvent<'IdentifierSchemeRelabelled', { readonly code: string; readonly label: PlainLabel }>;
export type IdentifierSchemeRetired = DomainEvent<'IdentifierSchemeRetired', { readonly code: string }>;
export type IdentifierSchemeEvent = IdentifierSchemeDefined | IdentifierSchemeRelabelled | IdentifierSchemeRetired;

export type RelationNature = 'hierarchical' | 'reciprocal' | 'non-reciprocal';
export interface RelationEnd {
  readonly kind: PartyKind;
  /** Structures allowed (`legal-unit`, `establishment`, `group`, `team`); absent: any. */
  readonly structures?: readonly string[];
}
/** Stream `relationType-<code>`. Nature, ends, limits and `symmetric` never change. */
export type RelationTypeDefined = DomainEvent<'RelationTypeDefined', {
  readonly code: string;
  readonly description: PlainLabel;
  readonly nature: RelationNature;
  /** Kinds of party allowed at A (hierarchical: the child) and at B (the parent). */
  readonly endA: readonly RelationEnd[];
  readonly endB: readonly RelationEnd[];
  /** One label, A < B in the id, limits count both ends. Reciprocal only. */
  readonly symmetric: boolean;
  readonly labelAtoB: Label;
  readonly labelBtoA?: Label;
  /** How many periods may be in force at once for one party at A, at B. */
  readonly maxOngoingPerA?: number;
  readonly maxOngoingPerB?: number;
}>;
export type RelationTypeRelabelled = DomainEvent<'RelationTypeRelabelled', { readonly code: string; readonly description: PlainLabel; readonly labelAtoB: Label; readonly labelBtoA?: Label }>;
export type RelationTypeRetired = DomainEvent<'RelationTypeRetired', { readonly code: string }>;
export type RelationTypeEvent = RelationTypeDefined | RelationTypeRelabelled | RelationTypeRetired;

export const MEDIUM_CHANNELS = ['phone', 'sms', 'email', 'letter', 'fax', 'push', 'social', 'chat', 'visit', 'web', 'app'] as const;
export type InteractionDirection = 'inbound' | 'outbound';
export type InteractionAutomation = 'human' | 'machine';
/** Stream `medium-<code>`. Channel, directions and automation never change. */
export type MediumDefined = DomainEvent<'MediumDefined', {
  readonly code: string;
  readonly label: PlainLabel;
  /** What permission to contact is asked for by. */
  readonly channel: (typeof MEDIUM_CHANNELS)[number];
  readonly directions: readonly InteractionDirection[];
  /** Whether our end, or theirs, is a machine. */
  readonly automation: InteractionAutomation;
  readonly needsPermission: boolean;
  /** When it can have been used: interactions outside are refused. */
  readonly inUse: Period;
}>;
export type MediumChanged = DomainEvent<'MediumChanged', Pick<MediumDefined['data'], 'code' | 'label' | 'needsPermission' | 'inUse'>>;
export type MediumRetired = DomainEvent<'MediumRetired', { readonly code: string }>;
export type MediumEvent = MediumDefined | MediumChanged | MediumRetired;

/** How somebody can be reached. */
export const CONTACT_CHANNELS = ['phone', 'sms', 'email', 'letter', 'visit', 'chat', 'push', 'social', 'fax'] as const;
export type ContactChannel = (typeof CONTACT_CHANNELS)[number];
export const LEGAL_BASES = ['consent', 'contract', 'legal-obligation', 'vital-interest', 'public-task', 'legitimate-interest'] as const;
export type LegalBasis = (typeof LEGAL_BASES)[number];
/** Stream `purpose-<code>`: what personal data may be used for. */
export type PurposeDefined = DomainEvent<'PurposeDefined', {
  readonly code: string;
  readonly label: PlainLabel;
  /** In the order of their days; each holds until the next. */
  readonly legalBases: readonly { readonly basis: LegalBasis; readonly from: Day }[];
  /** Attributes that may be used for it. */
  readonly attributes: readonly string[];
  /** Channels by which somebody may be reached for it; none: nobody is. */
  readonly channels: readonly ContactChannel[];
  /** Days after the last act that data may be kept for it; `null`: as long as the relation lasts. */
  readonly retentionDays: number | null;
}>;
/** The whole anew. */
export type PurposeChanged = DomainEvent<'PurposeChanged', PurposeDefined['data']>;
export type PurposeRetired = DomainEvent<'PurposeRetired', { readonly code: string }>;
export type PurposeEvent = PurposeDefined | PurposeChanged | PurposeRetired;

export const configurationEventDefinitions: EventDefinitions = {
  AttributeDefined: { version: 1 }, AttributeRelabelled: { version: 1 }, AttributeFreshnessSet: { version: 1 }, AttributeRetired: { version: 1 },
  IdentifierSchemeDefined: { version: 1 }, IdentifierSchemeRelabelled: { version: 1 }, IdentifierSchemeRetired: { version: 1 },
  RelationTypeDefined: { version: 1 }, RelationTypeRelabelled: { version: 1 }, RelationTypeRetired: { version: 1 },
  MediumDefined: { version: 1 }, MediumChanged: { version: 1 }, MediumRetired: { version: 1 },
  PurposeDefined: { version: 1 }, PurposeChanged: { version: 1 }, PurposeRetired: { version: 1 },
};
