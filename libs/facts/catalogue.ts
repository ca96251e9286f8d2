/**
 * The attributes facts can have. Built-in ones are entries here: adding one is one entry. Those defined at run time, and those of
 * identifier schemes, become the same {@link Attribute} and take the same path.
 */
import type { AttributeDefined, Cardinality, IdentifierSchemeDefined } from '#libs/configuration/events.js';
import type { DataClass } from '#libs/event-log/domain-event.js';
import type { PartyKind } from '#libs/parties/events.js';
import { withoutAccents, withSur } from '#libs/platform/plain-letters.js';
import { Refusal } from '#libs/platform/refusal.js';
import { isFrenchVat, isLei, isLuhn, isRna, isSiren, isSiret } from './identifiers.js';
import * as values from './values.js';
import type { JsonSchema, ValueType } from './values.js';

export interface Attribute {
  readonly code: string;
  /** `one` value at a time, one per component of the value, or many. Never changes. */
  readonly cardinality: Cardinality;
  readonly on: readonly ('party' | 'relation')[];
  readonly kinds: readonly PartyKind[];
  readonly dataClass: DataClass;
  /** JSON Schema 2020-12 of the value as it is stored. */
  readonly schema: JsonSchema;
  readonly builtIn: boolean;
  readonly retired: boolean;
  /** The identifier scheme whose values it holds. */
  readonly scheme?: string;
  /** Structures of organisation that may have it; absent: any. */
  readonly structures?: readonly string[];
  /** The value in its one normalised shape; refuses one that has not the attribute's shape, at `path`. */
  readonly read: (value: unknown, path: string) => unknown;
}

/** Whether its values are another party's id: it is of type `reference`. */
export const refersToParty = (attribute: Attribute | undefined): boolean => attribute?.schema === values.partyReference.schema;

type BuiltIn = Pick<Attribute, 'cardinality' | 'kinds' | 'dataClass'> & { readonly type: ValueType; readonly on?: Attribute['on'] };

const ALL: readonly PartyKind[] = ['organisation', 'person', 'household'];
const ORGANISATION: readonly PartyKind[] = ['organisation'];
const PERSON: readonly PartyKind[] = ['person'];
const ACTOR: readonly PartyKind[] = ['organisation', 'person'];
const onePer = (...components: string[]): Cardinality => ({ onePer: components });

/** Contact points may belong to a party or to an employment, with which they end. */
const CONTACT = { cardinality: 'many', kinds: ALL, dataClass: 'contact', on: ['party', 'relation'] } as const;

const BUILT_IN: Readonly<Record<string, BuiltIn>> = {
  'name.legal': { cardinality: 'one', kinds: ACTOR, dataClass: 'identity', type: values.name },
  'name.trade': { cardinality: onePer('rank'), kinds: ORGANISATION, dataClass: 'identity', type: values.rankedName },
  'name.banner': { cardinality: onePer('rank'), kinds: ORGANISATION, dataClass: 'identity', type: values.rankedName },
  'name.acronym': { cardinality: 'one', kinds: ORGANISATION, dataClass: 'identity', type: values.name },
  'name.usual': { cardinality: 'one', kinds: ['person', 'household'], dataClass: 'identity', type: values.name },
  'name.birth': { cardinality: 'one', kinds: PERSON, dataClass: 'identity', type: values.name },
  'name.given': { cardinality: 'one', kinds: PERSON, dataClass: 'identity', type: values.name },
  civility: { cardinality: 'one', kinds: PERSON, dataClass: 'identity', type: values.code },
  gender: { cardinality: 'one', kinds: PERSON, dataClass: 'identity', type: values.oneOf('female', 'male', 'other') },
  structure: { cardinality: 'one', kinds: ORGANISATION, dataClass: 'identity', type: values.oneOf('legal-unit', 'establishment', 'group', 'team') },
  'own-company': { cardinality: 'one', kinds: ORGANISATION, dataClass: 'commercial', type: values.code },
  nature: {
    cardinality: 'one', kinds: ORGANISATION, dataClass: 'identity',
    type: values.oneOf('company', 'sole-trader', 'local-authority', 'public-body', 'professional-body', 'association'),
  },
  'legal-category': { cardinality: 'one', kinds: ORGANISATION, dataClass: 'identity', type: values.legalCategory },
  activity: { cardinality: 'one', kinds: ACTOR, dataClass: 'commercial', type: values.activity },
  'administrative-status': { cardinality: 'one', kinds: ORGANISATION, dataClass: 'identity', type: values.oneOf('active', 'ceased') },
  'head-office': { cardinality: 'one', kinds: ORGANISATION, dataClass: 'identity', type: values.partyReference },
  language: { cardinality: 'one', kinds: ALL, dataClass: 'identity', type: values.language },
  'address.geographic': { ...CONTACT, type: values.address },
  'address.postal': { ...CONTACT, type: values.address },
  'address-use': { ...CONTACT, cardinality: onePer('use'), type: values.addressUse },
  phone: { ...CONTACT, type: values.phone },
  email: { ...CONTACT, type: values.email },
  website: { ...CONTACT, type: values.website },
  social: { ...CONTACT, type: values.social },
  'preferred-contact': { ...CONTACT, cardinality: onePer('use', 'medium'), type: values.preferredContact },
  'status-override': { cardinality: onePer('ownCompany'), kinds: ALL, dataClass: 'commercial', type: values.statusOverride },
  role: { cardinality: 'many', kinds: ALL, dataClass: 'commercial', type: values.oneOf('client', 'supplier', 'distributor', 'partner', 'prescriber', 'end-user', 'competitor') },
  capacity: { cardinality: 'many', kinds: ALL, dataClass: 'commercial', type: values.oneOf('individual', 'professional') },
  'followed-by': { cardinality: onePer('scope'), kinds: ALL, dataClass: 'commercial', type: values.followedBy },
  'revenue.own': { cardinality: onePer('year'), kinds: ACTOR, dataClass: 'commercial', type: values.revenue },
  headcount: { cardinality: onePer('year'), kinds: ACTOR, dataClass: 'commercial', type: values.headcount },
  sector: { cardinality: 'many', kinds: ACTOR, dataClass: 'commercial', type: values.code },
  territory: { cardinality: 'many', kinds: ALL, dataClass: 'commercial', type: values.code },
  skill: { cardinality: onePer('code'), kinds: PERSON, dataClass: 'commercial', type: values.skill },
  absence: { cardinality: 'many', kinds: PERSON, dataClass: 'commercial', type: values.absence },
  'point-of-sale': { cardinality: 'many', kinds: ORGANISATION, dataClass: 'commercial', type: values.pointOfSale },
  preference: { cardinality: 'many', kinds: ALL, dataClass: 'commercial', type: values.shortText },
  interest: { cardinality: 'many', kinds: ALL, dataClass: 'commercial', type: values.shortText },
  notice: { cardinality: 'many', kinds: ALL, dataClass: 'notes', type: values.longText },
  'job-title': { cardinality: 'one', kinds: ALL, dataClass: 'commercial', type: values.shortText, on: ['relation'] },
  department: { cardinality: 'one', kinds: ALL, dataClass: 'commercial', type: values.shortText, on: ['relation'] },
  'share-held': { cardinality: 'one', kinds: ALL, dataClass: 'commercial', type: values.share, on: ['relation'] },
};

const PARTY_ONLY: Attribute['on'] = ['party'];
const builtIns: ReadonlyMap<string, Attribute> = new Map(Object.entries(BUILT_IN).map(([code, { type, on = PARTY_ONLY, ...rest }]) => [code, {
  code, ...rest, on, schema: type.schema, builtIn: true, retired: false, read: type.read,
}]));

export const builtInAttributes: readonly Attribute[] = [...builtIns.values()];

/** A built-in attribute by its code; undefined for custom ones and identifiers. */
export function builtInAttribute(code: string): Attribute | undefined {
  return builtIns.get(code);
}

/** An attribute defined at run time. */
export function customAttribute(definition: AttributeDefined['data'], retired = false): Attribute {
  const { code, cardinality, on, kinds, dataClass } = definition;
  const type = values.custom(definition.type, definition.values ?? []);
  return { code, cardinality, on, kinds, dataClass, schema: type.schema, builtIn: false, retired, read: type.read };
}

const CHECKS: Readonly<Record<IdentifierSchemeDefined['data']['check'], (value: string) => boolean>> = {
  none: () => true, luhn: isLuhn, siren: isSiren, siret: isSiret, 'fr-vat': isFrenchVat, lei: isLei, rna: isRna,
};

/** The attribute that holds the values of an identifier scheme: a text, or `{system, value}`, one per system. */
export function identifierAttribute(scheme: IdentifierSchemeDefined['data'], retired = false): Attribute {
  const { code, kinds, structures, perSystem } = scheme;
  const pattern = new RegExp(`^(?:${scheme.pattern})$`);
  const checked = (value: string, path: string): string => {
    if (pattern.test(value) && CHECKS[scheme.check](value)) return value;
    throw new Refusal('identifier-invalid', `this is no ${code}`, { errors: [{ path, expected: `a value of scheme ${code}${scheme.check === 'none' ? '' : ' with right check digits'}` }] });
  };
  const { type, read } = perSystem
    ? { type: values.systemIdentifier, read: (value: unknown, path: string) => {
      const parts = values.systemIdentifier.read(value, path) as { system: string; value: string };
      return { ...parts, value: checked(parts.value, `${path}.value`) };
    } }
    : { type: values.identifier, read: (value: unknown, path: string) => checked(values.identifier.read(value, path) as string, path) };
  return {
    code: `identifier.${code}`, cardinality: perSystem ? { onePer: ['system'] } : 'many', on: ['party'], kinds, dataClass: 'identity', schema: type.schema, builtIn: false, retired,
    scheme: code, ...(structures && { structures }), read,
  };
}

/** The slot a value competes in: one for the attribute, one per component of the value, or one for each fact. */
export function factSlot({ cardinality }: Pick<Attribute, 'cardinality'>, value: unknown, factId: string): string {
  if (cardinality === 'one') return '';
  if (cardinality === 'many') return factId;
  return cardinality.onePer.map((component) => componentOf(value, component)).join('/');
}

/** A component that is left out stands for its default: the first rank, no year. */
function componentOf(value: unknown, component: string): string {
  const member = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[component] : undefined;
  if (typeof member === 'string' || typeof member === 'number') return String(member);
  return component === 'rank' ? '1' : '';
}

/**
 * The text by which a value is looked up: identifiers and phone numbers as they are, e-mails without case, names without case,
 * accents and repeated spaces, addresses by their locality in the same way. Undefined for attributes nobody looks up by.
 */
export function lookupText(attribute: string, value: unknown): string | undefined {
  if (attribute === 'address.geographic' || attribute === 'address.postal') {
    const { locality } = (value ?? {}) as { readonly locality?: unknown };
    return typeof locality === 'string' ? foldPlace(locality) : undefined;
  }
  const text = typeof value === 'string' ? value : typeof value === 'object' && value !== null ? textOf(value as Record<string, unknown>) : undefined;
  if (text === undefined) return undefined;
  if (attribute === 'phone') return values.withoutTrunkZero(text);
  if (attribute.startsWith('identifier.')) return text;
  if (attribute === 'email') return text.toLowerCase();
  return attribute.startsWith('name.') ? foldCase(text) : undefined;
}

function textOf({ system, value, name, number, address }: Record<string, unknown>): string | undefined {
  const text = value ?? name ?? number ?? address;
  return typeof text !== 'string' ? undefined : typeof system === 'string' ? `${system} ${text}` : text;
}

/** Letters with a dot behind each, as in S.N.C.F. and S.A.R.L.: a word like any other. */
const DOTTED = /(?<![\p{L}\p{N}])(?:\p{L}\.){2,}(?:\p{L}(?![\p{L}\p{N}]))?/gu;

/** Lower case, without accents, strokes and ligatures, dots between single letters, single spaces: what two spellings of one name have in common. */
export const foldCase = (text: string): string => withoutAccents(text).replace(DOTTED, (letters) => letters.replaceAll('.', '')).replace(/[\s'’-]+/gu, ' ').trim();
/** The same of a locality, where people write s/ for sur. */
export const foldPlace = (text: string): string => withSur(foldCase(text)).trim();
