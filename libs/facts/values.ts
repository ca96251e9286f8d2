/**
 * Shapes of values: a JSON Schema of the one normalised shape, and how what callers send is brought into it. There are no floats:
 * amounts, shares and coordinates are decimal texts.
 */
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { Refusal, type Fault } from '#libs/platform/refusal.js';
import { isCalendarDate } from '#libs/temporal/dates.js';
import type { CustomType } from '#libs/configuration/events.js';

export type JsonSchema = Readonly<Record<string, unknown>>;

export interface ValueType {
  readonly schema: JsonSchema;
  /** The normalised value, or a refusal naming every fault below `path`. Values are personal, so faults never repeat them. */
  readonly read: (value: unknown, path: string) => unknown;
}

const MAX_NAME = 300;
const MAX_SHORT = 300;
const MAX_LONG = 10_000;
const MAX_IDENTIFIER_BYTES = 128;

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
ajv.addFormat('calendar-date', { type: 'string', validate: isCalendarDate });
ajv.addFormat('http-url', { type: 'string', validate: (text: string) => /^https?:\/\/[^\s]+$/.test(text) && URL.canParse(text) });

function valueType(schema: JsonSchema, expected: string, normalise: (value: unknown) => unknown = trimmed): ValueType {
  const validate = ajv.compile(schema);
  return {
    schema,
    read(value, path) {
      const normalised = normalise(value);
      if (validate(normalised)) return normalised;
      throw new Refusal('invalid-body', `the value is not ${expected}`, { errors: faults(validate.errors ?? [], path, expected) });
    },
  };
}

/** Each once: of a value that may have either of two shapes, every shape finds the same fault. */
function faults(errors: readonly ErrorObject[], path: string, expected: string): Fault[] {
  const found = errors.map((error): Fault => {
    const params = error.params as { missingProperty?: string; additionalProperty?: string };
    const below = error.instancePath.replace(/\/(\d+)/g, '[$1]').replaceAll('/', '.');
    const member = params.missingProperty ?? params.additionalProperty;
    return { path: `${path}${below}${member === undefined ? '' : `.${member.slice(0, 64)}`}`, expected: error.instancePath === '' && member === undefined ? expected : (error.message ?? expected) };
  });
  return [...new Map(found.map((fault) => [`${fault.path} ${fault.expected}`, fault])).values()];
}

/** Texts in Unicode NFC without space around them; members of objects too, empty ones left out. */
function trimmed(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC').trim();
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([member, inner]): [string, unknown] => [member, trimmed(inner)]).filter(([, inner]) => inner !== '' && inner !== undefined));
}

/** A plain text stands for an object with that one member; an object with that one member is written as the plain text. */
const plainAs = (member: string, normalise: (text: string) => string = (text) => text) => (value: unknown): unknown => {
  const object = trimmed(typeof value === 'string' ? { [member]: value } : value);
  if (typeof object !== 'object' || object === null) return object;
  const inner = (object as Record<string, unknown>)[member];
  const normalised: Record<string, unknown> = typeof inner === 'string' ? { ...object, [member]: normalise(inner) } : { ...object };
  return Object.keys(normalised).length === 1 && typeof normalised[member] === 'string' ? normalised[member] : normalised;
};

const text = (maxLength: number, extra: JsonSchema = {}): JsonSchema => ({ type: 'string', minLength: 1, maxLength, ...extra });
const object = (properties: Readonly<Record<string, JsonSchema>>, required: readonly string[]): JsonSchema => ({ type: 'object', properties, required, additionalProperties: false });
/** A plain text, or the same text with more beside it. */
const textOr = (plain: JsonSchema, full: JsonSchema): JsonSchema => ({ oneOf: [plain, full] });

const CODE = text(40, { pattern: '^[a-z0-9][a-z0-9-]*$' });
const SYSTEM = text(64, { pattern: '^[a-z0-9][a-z0-9._:-]*$' });
const UUID = { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' };
const YEAR = { type: 'integer', minimum: 1000, maximum: 9999 };
const DECIMAL = text(30, { pattern: '^-?(0|[1-9][0-9]*)(\\.[0-9]+)?$' });
const CURRENCY = { type: 'string', pattern: '^[A-Z]{3}$' };
const CONTACT_USE = { enum: ['professional', 'personal', 'generic'] };

export const name = valueType(text(MAX_NAME), `a text of 1 to ${MAX_NAME} characters`);
export const shortText = valueType(text(MAX_SHORT), `a text of 1 to ${MAX_SHORT} characters`);
export const longText = valueType(text(MAX_LONG), `a text of 1 to ${MAX_LONG} characters`);
export const code = valueType(CODE, 'a code of lower-case letters, digits and -');

/** A name beside others of its kind: a plain text for the first rank, `{name, rank}` for the others. */
export const rankedName = valueType(
  textOr(text(MAX_NAME), object({ name: text(MAX_NAME), rank: { type: 'integer', minimum: 2, maximum: 99 } }, ['name', 'rank'])), 'a name, or {name, rank} from the second rank on',
  (value) => plainAs('name')(isRecord(value) && value.rank === 1 ? { ...value, rank: undefined } : value),
);

export function oneOf(...choices: readonly string[]): ValueType {
  return valueType({ enum: choices }, `one of ${choices.join(', ')}`);
}

/** INSEE, catégories juridiques, level 3. */
export const legalCategory = valueType({ type: 'string', pattern: '^[0-9]{4}$' }, 'a legal category of four digits');
/** An activity code and the nomenclature it belongs to, such as `NAFRev2`. */
export const activity = valueType(object({ code: text(10, { pattern: '^[0-9A-Z.]+$' }), nomenclature: text(40, { pattern: '^[A-Za-z0-9.-]+$' }) }, ['code', 'nomenclature']), '{code, nomenclature}');
export const partyReference = valueType(object({ partyId: UUID }, ['partyId']), '{partyId}');
/** BCP 47, language and region. */
export const language = valueType({ type: 'string', pattern: '^[a-z]{2,3}(-[A-Z]{2})?$' }, 'a language such as fr or fr-FR');

/** The components of an address; how they are written on an envelope follows from them. */
export const address = valueType({
  ...object({
    complement: text(MAX_SHORT), number: text(20), repetition: text(20), streetType: text(60), street: text(MAX_SHORT), specialDistribution: text(MAX_SHORT), postcode: text(20),
    locality: text(MAX_SHORT), inseeCode: text(5, { pattern: '^[0-9AB]{5}$' }), cedexCode: text(10), cedex: text(MAX_SHORT), country: text(MAX_SHORT),
    latitude: text(15, { pattern: '^-?([0-8]?[0-9](\\.[0-9]+)?|90(\\.0+)?)$' }), longitude: text(15, { pattern: '^-?((1[0-7][0-9]|[0-9]?[0-9])(\\.[0-9]+)?|180(\\.0+)?)$' }),
  }, []),
  minProperties: 1,
}, 'an address: at least one of its components, no others', (value) => {
  const components = trimmed(value);
  // Of the codes of communes only those of Corsica have a letter, and people write it small.
  return isRecord(components) && typeof components.inseeCode === 'string' ? { ...components, inseeCode: components.inseeCode.toUpperCase() } : components;
});
export const addressUse = valueType(object({ use: { enum: ['head-office', 'visit', 'billing', 'delivery', 'home'] }, factId: UUID }, ['use', 'factId']), '{use, factId}');

/** The 0 that is dialled in France only. */
export const withoutTrunkZero = (number: string): string => number.replace(/^\+330(?=[1-9]\d{8}$)/, '+33');
const E164 = text(16, { pattern: '^\\+[1-9][0-9]{3,14}$' });
/** E.164, with or without spaces, dots, dashes and brackets between; `{number, use}` where the use is known. A `(0)` is dialled at home only, and so is the 0 of a French number. */
export const phone = valueType(textOr(E164, object({ number: E164, use: CONTACT_USE }, ['number', 'use'])), 'a phone number in E.164 (+33123456789), or {number, use}',
  plainAs('number', (digits) => withoutTrunkZero(digits.replaceAll('(0)', '').replace(/[\s.()\u00a0-]/g, ''))));
const EMAIL = text(254, { pattern: '^[^\\s@]+@[^\\s@.]+(\\.[^\\s@.]+)+$' });
export const email = valueType(textOr(EMAIL, object({ address: EMAIL, use: CONTACT_USE }, ['address', 'use'])), 'an e-mail address, or {address, use}',
  plainAs('address', (text) => text.replace(/@[^@]*$/, (domain) => domain.toLowerCase())));
export const website = valueType(text(2_000, { format: 'http-url' }), 'an http or https address');
export const social = valueType(object({ network: CODE, handle: text(200), use: CONTACT_USE }, ['network', 'handle']), '{network, handle}');
export const preferredContact = valueType(object({ use: CONTACT_USE, medium: CODE, factId: UUID }, ['use', 'medium', 'factId']), '{use, medium, factId}');

export const statusOverride = valueType(
  object({ ownCompany: CODE, status: { enum: ['lead', 'prospect', 'client', 'dormant', 'former'] }, reason: CODE }, ['ownCompany', 'status', 'reason']), '{ownCompany, status, reason}');
export const followedBy = valueType(object({ scope: CODE, partyId: UUID }, ['scope', 'partyId']), '{scope, partyId}');
export const revenue = valueType(object({ amount: DECIMAL, currency: CURRENCY, year: YEAR }, ['amount', 'currency', 'year']), '{amount (decimal text), currency, year}');
/** What somebody can do, and how well, from 1 to 5. A plain text stands for the code alone. */
export const skill = valueType(object({ code: CODE, level: { type: 'integer', minimum: 1, maximum: 5 } }, ['code']), 'a code, or {code, level (1 to 5)?}', (value) => trimmed(typeof value === 'string' ? { code: value } : value));
/** That somebody is away, and who stands in. Never why: the reason is a matter of health as often as not, and health has no attribute. */
export const absence = valueType(object({ deputyId: UUID }, []), '{deputyId?}: a party that stands in, and nothing else');
/** A number, or the band of a register: its code, and its bounds where they are known. */
export const headcount = valueType({
  oneOf: [
    object({ number: { type: 'integer', minimum: 0, maximum: 100_000_000 }, year: YEAR }, ['number']),
    object({ band: object({ code: text(10), min: { type: 'integer', minimum: 0 }, max: { type: 'integer', minimum: 0 } }, ['code']), year: YEAR }, ['band']),
  ],
}, '{number, year?} or {band: {code, min?, max?}, year?}');
export const pointOfSale = valueType(object({ kind: CODE, area: DECIMAL }, ['kind']), '{kind, area?}');
export const share = valueType(text(30, { pattern: '^(0(\\.[0-9]+)?|1(\\.0+)?)$' }), 'a share from 0 to 1 as decimal text');

/** Identifiers without spaces, dots and dashes between, in upper case; at most 128 bytes. */
const bare = (value: unknown): unknown => (typeof value === 'string' ? value.normalize('NFC').replace(/[\s.\u00a0-]/g, '').toUpperCase() : value);
const IDENTIFIER = text(MAX_IDENTIFIER_BYTES, { pattern: '^[\\x21-\\x7e]+$' });
export const identifier = valueType(IDENTIFIER, `an identifier of at most ${MAX_IDENTIFIER_BYTES} printable ASCII characters`, bare);
/** Identifiers of another system keep their spelling: who knows what a dash means there. */
export const systemIdentifier = valueType(object({ system: SYSTEM, value: text(MAX_IDENTIFIER_BYTES, { pattern: '^[\\x20-\\x7e]+$' }) }, ['system', 'value']), '{system, value}');

const integer = valueType({ type: 'integer', minimum: -Number.MAX_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER }, 'a whole number');
const decimal = valueType(DECIMAL, 'a decimal text such as "12.50"');
const money = valueType(object({ amount: DECIMAL, currency: CURRENCY }, ['amount', 'currency']), '{amount (decimal text), currency}');
const date = valueType({ type: 'string', format: 'calendar-date' }, 'a date: 2019, 2019-03 or 2019-03-14');
const boolean = valueType({ type: 'boolean' }, 'true or false');

/** One a list of choices, which never changes once defined: ajv keeps all it compiles, and definitions are read again every second. */
const choiceTypes = new Map<string, ValueType>();
function choice(choices: readonly string[]): ValueType {
  const key = JSON.stringify(choices);
  const type = choiceTypes.get(key) ?? oneOf(...choices);
  choiceTypes.set(key, type);
  return type;
}

/** Values of an attribute defined at run time. */
export function custom(type: CustomType, choices: readonly string[]): ValueType {
  switch (type) {
    case 'text': return longText;
    case 'integer': return integer;
    case 'decimal': return decimal;
    case 'money': return money;
    case 'date': return date;
    case 'boolean': return boolean;
    case 'enum': return choice(choices);
    case 'reference': return partyReference;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
