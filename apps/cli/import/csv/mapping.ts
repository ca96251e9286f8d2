/**
 * How the columns of another system become parties, facts and relations: a YAML file, checked as a whole before a row is read.
 * `mappings/` holds ready ones; `mappings/README.md` says what each member means.
 */
import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parseDocument } from 'yaml';
import { isCalendarDate } from '#libs/temporal/dates.js';
import { DATE_FORMATS, DECIMAL_MARKS, type DateFormat, type DecimalMark } from '../cells.js';
import type { Kind } from '../record.js';
import { UnreadableFile } from '../text-file.js';

/** A name alone is a column, taken as it is. */
export type Cell = string | ColumnCell | { readonly const: string | number };
export interface ColumnCell {
  readonly column?: string;
  /** Filled ones are joined by a space. */
  readonly columns?: readonly string[];
  readonly as?: 'text' | 'number' | 'decimal' | 'year' | 'date' | 'phone' | 'email' | 'url' | 'code' | 'id';
  readonly format?: DateFormat;
  /** Words of the old system and ours; a word that is not here is left out, and told. */
  readonly map?: Readonly<Record<string, string>>;
  /** A decimal by which the number is multiplied, such as "1000000" where the column counts millions. */
  readonly times?: string;
}

export interface DateCell {
  readonly column: string;
  readonly format: DateFormat;
}

/** The day of a column, or the same for all rows. */
export type StartCell = DateCell | { readonly const: string };

export interface EndCell extends DateCell {
  /** Whether the date is the last day, month or year that still counts; the first that no longer does, when it says nothing. */
  readonly inclusive?: boolean;
}

export interface FactMapping {
  readonly attribute: string;
  readonly value: Cell | Readonly<Record<string, Cell>>;
  readonly validFrom?: StartCell;
  readonly validTo?: EndCell;
}

export interface RelationMapping {
  readonly type: string;
  readonly direction: 'a-to-b' | 'b-to-a';
  readonly to: {
    readonly column: string;
    /** Stands before the cell in the id, where other records of the system have ids that might be the same. */
    readonly prefix?: string;
    /** What the party is and is called, where it may not be there yet. Without it, a party that is not found is reported. */
    readonly create?: { readonly kind: Kind; readonly name: string };
  };
  readonly validFrom?: StartCell;
  readonly validTo?: EndCell;
  readonly facts?: readonly FactMapping[];
}

export interface Mapping {
  readonly system: string;
  readonly kind: Kind;
  /** The column of the old system's id. */
  readonly id?: string;
  /** Columns whose fingerprint is the id where that is missing. */
  readonly idFrom?: readonly string[];
  readonly idPrefix?: string;
  readonly recordedAt?: DateCell;
  /** Undated facts began not later than this. */
  readonly notLaterThan?: StartCell;
  readonly match?: readonly string[];
  /** Cells that say nothing, such as `NULL`, or the 1900-01-01 of a system that has to have a date. */
  readonly blank?: readonly string[];
  /** Of the numbers in the file; `point` when it says nothing. */
  readonly decimal?: DecimalMark;
  /** Whose national phone numbers are meant: ISO 3166, or the column that holds it; French ones when it says nothing. */
  readonly region?: string | { readonly column: string };
  readonly facts: readonly FactMapping[];
  readonly relations?: readonly RelationMapping[];
  /** Rows that are told and not imported: those that have one of these words, in any case, in the column. */
  readonly except?: readonly { readonly column: string; readonly is: readonly string[] }[];
  /** Columns that are known and left out. */
  readonly ignore?: readonly string[];
}

const COLUMN = { type: 'string', minLength: 1 } as const;
const object = (properties: Record<string, object>, required: readonly string[] = []) => ({ type: 'object', properties, required, additionalProperties: false });
const KIND = { enum: ['organisation', 'person', 'household'] };
const DATE_CELL = object({ column: COLUMN, format: { enum: DATE_FORMATS } }, ['column', 'format']);
const START_CELL = { if: { type: 'object', required: ['const'] }, then: object({ const: { type: 'string', format: 'calendar-date' } }, ['const']), else: DATE_CELL };
const END_CELL = object({ column: COLUMN, format: { enum: DATE_FORMATS }, inclusive: { type: 'boolean' } }, ['column', 'format']);
const CELL_COLUMN = { columns: { type: 'array', items: COLUMN, minItems: 1 }, column: COLUMN, as: { enum: ['text', 'number', 'decimal', 'year', 'date', 'phone', 'email', 'url', 'code', 'id'] }, format: { enum: DATE_FORMATS }, map: { type: 'object', additionalProperties: { type: 'string' } }, times: { type: 'string' } };
const CELL = { if: { type: 'object' }, then: { if: { required: ['const'] }, then: object({ const: { type: ['string', 'number'] } }, ['const']), else: { ...object(CELL_COLUMN), oneOf: [{ required: ['column'] }, { required: ['columns'] }] } }, else: COLUMN };
const IS_CELL = { anyOf: [{ required: ['column'] }, { required: ['columns'] }, { required: ['const'] }] };
const VALUE = { if: { type: 'object', not: IS_CELL }, then: { type: 'object', additionalProperties: CELL, minProperties: 1 }, else: CELL };
const FACT = object({ attribute: COLUMN, value: VALUE, validFrom: START_CELL, validTo: END_CELL }, ['attribute', 'value']);
const RELATION = object({
  type: COLUMN, direction: { enum: ['a-to-b', 'b-to-a'] }, to: object({ column: COLUMN, prefix: COLUMN, create: object({ kind: KIND, name: COLUMN }, ['kind', 'name']) }, ['column']),
  validFrom: START_CELL, validTo: END_CELL, facts: { type: 'array', items: FACT },
}, ['type', 'direction', 'to']);
const SCHEMA = {
  ...object({
    system: { type: 'string', pattern: '^[a-z0-9][a-z0-9._:-]{0,63}$' }, kind: KIND, id: COLUMN, idFrom: { type: 'array', items: COLUMN, minItems: 1 }, idPrefix: COLUMN, recordedAt: DATE_CELL,
    notLaterThan: START_CELL,
    match: { type: 'array', items: { type: 'string', pattern: '^(identifier\\.[a-z][a-z0-9.-]*|email|phone)$' } },
    blank: { type: 'array', items: COLUMN },
    decimal: { enum: DECIMAL_MARKS },
    region: { if: { type: 'object' }, then: object({ column: COLUMN }, ['column']), else: { type: 'string', pattern: '^[A-Z]{2}$' } },
    facts: { type: 'array', items: FACT, minItems: 1 }, relations: { type: 'array', items: RELATION }, except: { type: 'array', items: object({ column: COLUMN, is: { type: 'array', items: COLUMN, minItems: 1 } }, ['column', 'is']) }, ignore: { type: 'array', items: COLUMN },
  }, ['system', 'kind', 'facts']),
  anyOf: [{ required: ['id'] }, { required: ['idFrom'] }],
};
const ajv = new Ajv2020({ allErrors: true, strict: false });
ajv.addFormat('calendar-date', { type: 'string', validate: isCalendarDate });
const validate = ajv.compile<Mapping>(SCHEMA);

/** @throws UnreadableFile naming every fault by its place in the file */
export async function readMapping(file: string): Promise<Mapping> {
  return parseMapping(await readFile(file, 'utf8'), file);
}

export function parseMapping(text: string, file: string): Mapping {
  const document = parseDocument(text, { uniqueKeys: true });
  if (document.errors.length > 0) throw new UnreadableFile(`${file} is no YAML: ${document.errors.map(({ message }) => message.split('\n', 1)[0]).join('; ')}`);
  // Few aliases are enough for a mapping, and a file that unfolds without end is refused.
  const mapping: unknown = document.toJS({ maxAliasCount: 100 });
  if (validate(mapping)) return mapping;
  const faults = validate.errors!.filter(({ keyword }) => keyword !== 'if')
    .map(({ instancePath, message, params }) => `${instancePath === '' ? 'the mapping' : instancePath.slice(1).replaceAll('/', '.')} ${message}${'additionalProperty' in params ? ` (${String(params['additionalProperty'])})` : ''}${'allowedValues' in params ? `: ${(params['allowedValues'] as unknown[]).join(', ')}` : ''}`);
  throw new UnreadableFile(`${file} is no mapping:\n  ${[...new Set(faults)].join('\n  ')}`);
}

/** Every column the mapping takes, as a list of where. */
export function mappedColumns({ id, idFrom, recordedAt, notLaterThan, region, facts, relations = [], except = [] }: Mapping): ReadonlySet<string> {
  const ofDate = (date?: StartCell) => (date && 'column' in date ? [date.column] : []);
  const ofFact = (fact: FactMapping) => [...columnsOf(fact.value), ...ofDate(fact.validFrom), ...ofDate(fact.validTo)];
  return new Set([
    ...(id === undefined ? [] : [id]), ...(idFrom ?? []), ...ofDate(recordedAt), ...ofDate(notLaterThan), ...(typeof region === 'object' ? [region.column] : []), ...except.map(({ column }) => column), ...facts.flatMap(ofFact),
    ...relations.flatMap((relation) => [relation.to.column, ...ofDate(relation.validFrom), ...ofDate(relation.validTo), ...(relation.facts ?? []).flatMap(ofFact)]),
  ]);
}

export function columnsOf(value: FactMapping['value']): string[] {
  if (typeof value === 'string') return [value];
  if (!isCell(value)) return Object.values(value).flatMap((cell) => columnsOf(cell));
  return 'const' in value ? [] : [...(value.columns ?? [value.column!])];
}

export function isCell(value: FactMapping['value']): value is Cell {
  return typeof value === 'string' || 'const' in value || 'column' in value || 'columns' in value;
}
