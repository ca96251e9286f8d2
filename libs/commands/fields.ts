/**
 * One class is command body, check and schema: each field says once what it takes, and both the check of a request and its
 * OpenAPI schema come from there. Nothing is converted: a number in quotes is a text, and refused.
 *
 * A check gives every fault at once. Texts a caller sends can be personal, so only codes, ids, dates and counts are repeated.
 */
import { MAX_GOT_LENGTH, type Fault } from '#libs/platform/refusal.js';
import type { ProblemCode } from '#libs/platform/problem-codes.js';
import { isUuid } from '#libs/platform/uuid.js';
import { instantOf, isCalendarDate, isZone } from '#libs/temporal/dates.js';
import { isFrom, isTo } from '#libs/temporal/periods.js';

/** JSON Schema 2020-12, as OpenAPI 3.1 takes it. */
export type JsonSchema = Readonly<Record<string, unknown>>;
/** A class whose fields are declared by {@link Field}. */
export type BodyClass<T extends object = object> = new () => T;

/** A fault and the problem it alone would be. */
export interface FieldFault extends Fault {
  readonly code: Extract<ProblemCode, 'invalid-body' | 'invalid-date' | 'too-many'>;
}

/** What a field takes. Paths of faults are relative to the value: `''` is the value itself. */
export interface Kind {
  readonly expected: string;
  readonly check: (value: unknown) => readonly FieldFault[];
  schema(): JsonSchema;
  /** The classes its schema refers to. */
  readonly refersTo?: () => BodyClass;
}

export interface FieldOptions {
  readonly description: string;
  readonly example?: unknown;
  /** May be left out. `null` never stands for "left out". */
  readonly optional?: true;
}

interface FieldSpec extends FieldOptions {
  readonly kind: Kind;
}

const NO_FAULTS: readonly FieldFault[] = [];
const fieldsByClass = new WeakMap<object, Map<string, FieldSpec>>();

/** Declares a field of a body. */
export function Field(kind: Kind, options: FieldOptions): PropertyDecorator {
  return (prototype, name) => {
    const fields = fieldsByClass.get(prototype.constructor) ?? new Map<string, FieldSpec>();
    fieldsByClass.set(prototype.constructor, fields.set(String(name), { ...options, kind }));
  };
}

/**
 * A class to extend: the fields of another body, some of which may be left out here.
 * @param described what these are when they are stated, and when they are not
 */
export function relaxed<T extends object, K extends keyof T & string>(body: BodyClass<T>, described: Readonly<Record<K, string>>): BodyClass<Omit<T, K> & Partial<Pick<T, K>>> {
  class Relaxed {}
  const descriptions: Readonly<Record<string, string>> = described;
  fieldsByClass.set(Relaxed, new Map([...fieldsOf(body)].map(([name, spec]) => [name, Object.hasOwn(descriptions, name) ? { ...spec, optional: true, description: descriptions[name]! } : spec])));
  return Relaxed as BodyClass<Omit<T, K> & Partial<Pick<T, K>>>;
}

/** Every fault of a value that should be a body of this class; none when it is one. */
export function faultsIn(body: BodyClass, value: unknown): readonly FieldFault[] {
  const fields = fieldsOf(body);
  if (!isObject(value)) return [fault('invalid-body', '', 'an object', value)];
  let faults: FieldFault[] | undefined;
  for (const [name, { kind, optional }] of fields) {
    if (!Object.hasOwn(value, name)) {
      if (!optional) (faults ??= []).push({ code: 'invalid-body', path: name, expected: `${kind.expected}; it is required` });
      continue;
    }
    const found = kind.check(value[name]);
    if (found.length > 0) (faults ??= []).push(...under(name, found));
  }
  for (const name of Object.keys(value)) {
    if (!fields.has(name)) (faults ??= []).push({ code: 'invalid-body', path: shorten(name), expected: `no such field; there are ${[...fields.keys()].join(', ')}` });
  }
  return faults ?? NO_FAULTS;
}

/** The schema of a body class; other classes are referred to by name under `#/components/schemas/`. */
export function schemaOf(body: BodyClass): JsonSchema {
  const fields = [...fieldsOf(body)];
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(([name, { kind, description, example }]) =>
      [name, { ...kind.schema(), description, ...(example !== undefined && { examples: [example] }) }])),
    required: fields.filter(([, { optional }]) => !optional).map(([name]) => name),
    additionalProperties: false,
  };
}

/** The class and every class its schema refers to, itself first. */
export function classesIn(body: BodyClass, found = new Set<BodyClass>()): ReadonlySet<BodyClass> {
  if (found.has(body)) return found;
  found.add(body);
  for (const { kind } of fieldsOf(body).values()) if (kind.refersTo) classesIn(kind.refersTo(), found);
  return found;
}

function fieldsOf(body: BodyClass): ReadonlyMap<string, FieldSpec> {
  const fields = fieldsByClass.get(body) ?? fieldsByClass.get(Object.getPrototypeOf(body) as object);
  if (!fields) throw new Error(`${body.name} declares no field`);
  return fields;
}

// The kinds of fields.

const UUID_SCHEMA = { type: 'string', format: 'uuid', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' };
const DATE_SCHEMA = { type: 'string', pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$' };
const DATE_WORDS = 'a date that exists (2019, 2019-03 or 2019-03-14)';
const UNKNOWN_SCHEMA = {
  type: 'object', properties: { unknown: { const: true }, notLaterThan: DATE_SCHEMA }, required: ['unknown'], additionalProperties: false,
};
const UNKNOWN_WORDS = '"unknown" or {"unknown": true, "notLaterThan": a date}';

const ZONE_NAME = /^[A-Z][A-Za-z0-9_+/-]{1,63}$/;

/** An id made by Annals. */
export const uuid: Kind = scalar('a UUID in lower case', UUID_SCHEMA, isUuid);

/** What something that is built in or configured goes by, such as `name.legal` or `colour`. */
export const CODE = /^[a-z][a-z0-9.-]{0,63}$/;
export const code: Kind = matching('a code: lower-case letters, digits, - and . (at most 64), a letter first', CODE);

/** A name by which other parts of the same request refer to something as `$name`. */
export const refName: Kind = matching('a name of at most 64 letters, digits, - and _', /^[A-Za-z0-9_-]{1,64}$/);

/** A source system: a code that may name one record, such as `sirene` or `interaction:<uuid>`. */
export const systemCode: Kind = matching('a source: lower-case letters, digits and . _ : - (at most 64)', /^[a-z0-9][a-z0-9._:-]{0,63}$/);

/** A share from 0 to 1 as decimal text. */
export const share: Kind = matching('a decimal text from "0" to "1"', /^(0(\.\d{1,6})?|1(\.0{1,6})?)$/);

const OF_OUR_TIME = 'in the years 0002 to 9998';

/** An instant as other systems write it, in UTC. */
export const instant: Kind = scalar(
  `an instant in UTC ${OF_OUR_TIME}, such as 2006-04-15T09:30:00Z`, { type: 'string', format: 'date-time' },
  (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?Z$/.test(value) && isOfOurTime(value), 'invalid-date',
);

/** Where every clock shows a year of four digits, before and after what may be added to it. */
function isOfOurTime(text: string): boolean {
  const instant = instantOf(text);
  return instant !== undefined && instant >= '0002' && instant < '9999';
}

const OFFSET_INSTANT = /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** An instant with its offset from UTC. */
export const instantWithOffset: Kind = scalar(
  `an instant with its offset ${OF_OUR_TIME}, such as 2026-01-15T10:30:00+01:00`, { type: 'string', pattern: OFFSET_INSTANT.source },
  (value) => typeof value === 'string' && OFFSET_INSTANT.test(value) && isOfOurTime(value), 'invalid-date',
);

/** Degrees up to a maximum, as decimal text. */
export function coordinate(max: 90 | 180): Kind {
  const pattern = /^-?(0|[1-9]\d{0,2})(\.\d{1,8})?$/;
  return scalar(`degrees from -${max} to ${max} as decimal text`, { type: 'string', pattern: pattern.source }, (value) => typeof value === 'string' && pattern.test(value) && Math.abs(Number(value)) <= max);
}

/** When something holds from: an instant, a day (its first moment in the business zone), or now. */
export const instantOrDay: Kind = scalar(
  `a day (2019-03-14) or an instant with its offset (2026-01-15T10:30:00+01:00), ${OF_OUR_TIME}, or "now"`, { anyOf: [{ type: 'string', format: 'date' }, { type: 'string', pattern: OFFSET_INSTANT.source }, { const: 'now' }] },
  (value) => value === 'now' || (day.check(value).length === 0 && isOfOurTime(`${value as string}T00:00:00Z`)) || instantWithOffset.check(value).length === 0, 'invalid-date',
);

/** A date, reduced or whole, or an instant: a bound of what happens at instants. */
export const dateOrInstant: Kind = scalar(
  `${DATE_WORDS} or an instant with its offset (2026-01-15T10:30:00+01:00) ${OF_OUR_TIME}`, { anyOf: [DATE_SCHEMA, { type: 'string', pattern: OFFSET_INSTANT.source }] },
  (value) => isCalendarDate(value) || instantWithOffset.check(value).length === 0, 'invalid-date',
);

/** A date, reduced or whole, or `today` in the business zone. */
export const dateOrToday: Kind = scalar(`${DATE_WORDS} or "today"`, { anyOf: [DATE_SCHEMA, { const: 'today' }] }, (value) => value === 'today' || isCalendarDate(value), 'invalid-date');

/** A whole day. */
export const day: Kind = scalar(
  'a day that exists, such as 2019-03-14', { type: 'string', format: 'date' }, (value) => typeof value === 'string' && value.length === 10 && isCalendarDate(value), 'invalid-date',
);

/** A time zone by its IANA name; an offset is none, because it does not know when clocks change. */
export const zoneName: Kind = scalar(
  'an IANA time zone, such as Europe/Paris', { type: 'string', pattern: ZONE_NAME.source }, (value) => typeof value === 'string' && ZONE_NAME.test(value) && isZone(value),
);

/** Where a period starts. */
export const fromBound: Kind = scalar(
  `${DATE_WORDS}, "today", ${UNKNOWN_WORDS}`, { anyOf: [DATE_SCHEMA, { enum: ['today', 'unknown'] }, UNKNOWN_SCHEMA] },
  (value) => value === 'today' || value === 'unknown' || isFrom(value), 'invalid-date',
);

/** Where a period ends: the first day outside it, `null` while it is open. */
export const toBound: Kind = scalar(
  `${DATE_WORDS}, "today", ${UNKNOWN_WORDS}, or null for an open period`, { anyOf: [DATE_SCHEMA, { enum: ['today', 'unknown'] }, UNKNOWN_SCHEMA, { type: 'null' }] },
  (value) => value === 'today' || value === 'unknown' || isTo(value), 'invalid-date',
);

export const flag: Kind = scalar('true or false', { type: 'boolean' }, (value) => typeof value === 'boolean');

/** Something that is seen: neither a blank nor one of the marks that only say how others are set. */
const VISIBLE = /[^\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064]/;

/** Free text of at most `max` characters, as JSON Schema counts them (code points), not only blanks; never repeated in a fault. */
export function text(max: number): Kind {
  const expected = `a text of 1 to ${max} characters, not only blanks`;
  const found = [{ code: 'invalid-body', path: '', expected }] as const;
  return {
    expected, schema: () => ({ type: 'string', minLength: 1, maxLength: max, pattern: VISIBLE.source }),
    check(value) {
      if (typeof value === 'string' && !isPlainText(value)) return [{ code: 'invalid-body', path: '', expected: PLAIN_TEXT_WORDS }];
      return typeof value === 'string' && hasAtMost(max, value) && VISIBLE.test(value) ? NO_FAULTS : found;
    },
  };
}

/** Code points are counted where UTF-16 units do not tell. */
const hasAtMost = (max: number, text: string): boolean => text.length <= max || (text.length <= 2 * max && [...text].length <= max);

/** A whole number from `min` to `max`, or also `null` where `orNull` says what that means. */
export function count(min: number, max: number, orNull?: string): Kind {
  return scalar(
    `a whole number from ${min} to ${max}${orNull ? `, or null: ${orNull}` : ''}`, { type: orNull ? ['integer', 'null'] : 'integer', minimum: min, maximum: max },
    (value) => (value === null && orNull !== undefined) || (Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max),
  );
}

export function oneOf(values: readonly string[]): Kind {
  const words = values.map((value) => JSON.stringify(value));
  return scalar(`${words.slice(0, -1).join(', ')} or ${words.at(-1)}`, { enum: values }, (value) => values.includes(value as string));
}

/** A body class inside another. */
export function object(body: () => BodyClass): Kind {
  return { expected: 'an object', refersTo: body, check: (value) => faultsIn(body(), value), schema: () => ({ $ref: `#/components/schemas/${body().name}` }) };
}

/** An object whose members are checked elsewhere. */
export const anyObject: Kind = scalar('an object', { type: 'object' }, isObject);

export function listOf(item: Kind, { min = 0, max }: { readonly min?: number; readonly max: number }): Kind {
  const expected = `a list of ${min} to ${max}`;
  return {
    expected,
    ...(item.refersTo && { refersTo: item.refersTo }),
    schema: () => ({ type: 'array', items: item.schema(), minItems: min, maxItems: max }),
    check(value) {
      if (!Array.isArray(value)) return [fault('invalid-body', '', expected, value)];
      if (value.length < min || value.length > max) return [fault(value.length > max ? 'too-many' : 'invalid-body', '', expected, value.length)];
      return value.flatMap((one: unknown, index) => under(`[${index}]`, item.check(one)));
    },
  };
}

/** One kind or another; a value that fits neither is told the faults of the one whose JSON type it has. */
export function either(first: Kind, second: Kind): Kind {
  const expected = `${first.expected}, or ${second.expected}`;
  const refersTo = first.refersTo ?? second.refersTo;
  return {
    expected,
    ...(refersTo && { refersTo }),
    schema: () => ({ anyOf: [first.schema(), second.schema()] }),
    check(value) {
      if (first.check(value).length === 0) return NO_FAULTS;
      const faults = second.check(value);
      return isObject(value) || faults.length === 0 ? faults : [fault('invalid-body', '', expected, value)];
    },
  };
}

/** Levels of objects and lists inside a JSON value. */
const MAX_DEPTH = 8;

/** Any JSON value; what it must look like is the catalogue's to say. Personal: never repeated in a fault. */
export const json: Kind = {
  expected: 'a JSON value other than null',
  schema: () => ({}),
  check: (value) => (value === null ? [{ code: 'invalid-body', path: '', expected: json.expected }] : jsonFaults(value, 1)),
};

function jsonFaults(value: unknown, depth: number): readonly FieldFault[] {
  const wrong = (expected: string): readonly FieldFault[] => [{ code: 'invalid-body', path: '', expected }];
  if (typeof value === 'string') return isPlainText(value) ? NO_FAULTS : wrong(PLAIN_TEXT_WORDS);
  if (typeof value === 'number') return Number.isSafeInteger(value) ? NO_FAULTS : wrong('a whole number below 2^53, or a decimal as text such as "12.50"');
  if (typeof value !== 'object' || value === null) return NO_FAULTS;
  if (depth > MAX_DEPTH) return wrong(`at most ${MAX_DEPTH} levels of objects and lists`);
  if (Array.isArray(value)) return value.flatMap((one: unknown, index) => under(`[${index}]`, jsonFaults(one, depth + 1)));
  return Object.entries(value).flatMap(([name, one]) => under(shorten(name),
    name === '__proto__' || !isPlainText(name) ? wrong('a member of another name') : jsonFaults(one, depth + 1)));
}

/** A text that matches a pattern as a whole. */
export function matching(expected: string, pattern: RegExp): Kind {
  return scalar(expected, { type: 'string', pattern: pattern.source }, (value) => typeof value === 'string' && pattern.test(value));
}

function scalar(expected: string, schema: JsonSchema, holds: (value: unknown) => boolean, problem: FieldFault['code'] = 'invalid-body'): Kind {
  return { expected, schema: () => schema, check: (value) => (holds(value) ? NO_FAULTS : [fault(problem, '', expected, value)]) };
}

function fault(problem: FieldFault['code'], path: string, expected: string, got: unknown): FieldFault {
  return { code: problem, path, expected, got: shown(got) };
}

/** Puts the name of a member or the index of an item in front of the paths. */
function under(name: string, faults: readonly FieldFault[]): readonly FieldFault[] {
  if (faults.length === 0) return NO_FAULTS;
  return faults.map((one) => ({ ...one, path: one.path === '' || one.path.startsWith('[') ? name + one.path : `${name}.${one.path}` }));
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (value === undefined) return 'nothing';
  return isObject(value) ? 'an object' : shorten(JSON.stringify(value));
}

/** At most {@link MAX_GOT_LENGTH} characters, without cutting one in half. */
function shorten(words: string): string {
  return words.length <= MAX_GOT_LENGTH ? words : `${words.slice(0, MAX_GOT_LENGTH - 1).replace(LONE_SURROGATE, '')}…`;
}

/** Half of a character outside the basic plane. */
const LONE_SURROGATE = /\p{Surrogate}/u;

const PLAIN_TEXT_WORDS = 'a text without U+0000 and without half characters (lone surrogates)';

/** No U+0000, which PostgreSQL cannot store, and no lone surrogate, which UTF-8 cannot write. */
function isPlainText(value: string): boolean {
  return !LONE_SURROGATE.test(value) && !value.includes('\u0000');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
