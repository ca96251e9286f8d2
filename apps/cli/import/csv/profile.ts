/** The quality of a source before anything of it is imported: counts only, so that a profile shows nobody's values. Pure. */
import { isSiren, isSiret } from '#libs/facts/identifiers.js';
import type { Day } from '#libs/temporal/dates.js';
import { DATE_FORMATS, DEFAULT_REGION, dateOf, decimalOf, isEmail, phoneOf, urlOf, yearsBetween, type DateFormat, type DecimalMark } from '../cells.js';
import type { Row, Table, TableForm } from './table.js';

/** A column is of a kind when at least this share of its filled cells is; the others are told as not valid. */
const SHARE_OF_KIND = 0.5;

export interface ColumnProfile {
  readonly column: string;
  readonly filled: number;
  readonly distinct: number;
  /** Filled cells beyond the first of their value. */
  readonly duplicates: number;
  readonly kind: 'siret' | 'siren' | 'email' | 'date' | 'number' | 'phone' | 'url' | 'text';
  /** Filled cells that are of the kind. */
  readonly valid: number;
  /** Formats in which the valid dates can be read; several where they do not tell day and month apart. */
  readonly formats?: readonly DateFormat[];
  /** Whole years from a date to the day of the profile. */
  readonly age?: { readonly youngest: number; readonly median: number; readonly oldest: number; readonly future: number };
}

export interface Profile extends TableForm {
  readonly rows: number;
  /** Lines whose number of cells is not the header's. */
  readonly brokenLines: readonly number[];
  /** Rows that say in every cell what an earlier one says. */
  readonly repeatedRows: number;
  readonly columns: readonly ColumnProfile[];
}

interface Reading {
  /** Whose national phone numbers are meant, ISO 3166. */
  readonly region?: string;
  readonly decimal?: DecimalMark | undefined;
}

/** The first that enough cells fit, the strictest first: a SIREN is a number too, and a wrong one must show. */
const KINDS: readonly { readonly kind: Exclude<ColumnProfile['kind'], 'text' | 'date'>; readonly holds: (cell: string, reading: Reading) => boolean }[] = [
  { kind: 'siret', holds: (cell) => isSiret(cell.replace(/[\s.]/g, '')) },
  { kind: 'siren', holds: (cell) => isSiren(cell.replace(/[\s.]/g, '')) },
  { kind: 'email', holds: isEmail },
  { kind: 'number', holds: (cell, { decimal }) => decimalOf(cell, '1', decimal) !== undefined && !/^0\d/.test(cell) },
  { kind: 'url', holds: (cell) => /^(https?:\/\/|www\.)/i.test(cell) && urlOf(cell) !== undefined },
  { kind: 'phone', holds: (cell, { region = DEFAULT_REGION }) => /^[\d\s().+/-]{6,}$/.test(cell) && phoneOf(cell, region) !== undefined },
];

/**
 * @param today to which ages are counted
 * @param reading how the mapping reads phones and numbers, where there is one
 */
export function profileOf(table: Table, today: Day, reading: Reading = {}): Profile {
  const { encoding, bom, delimiter, columns, rows } = table;
  const seen = new Set(rows.map(({ cells }) => JSON.stringify(cells)));
  return {
    encoding, bom, delimiter, rows: rows.length, brokenLines: rows.filter(({ fault }) => fault !== undefined).map(({ line }) => line), repeatedRows: rows.length - seen.size,
    columns: columns.map((column) => columnProfile(column, rows, today, reading)),
  };
}

function columnProfile(column: string, rows: readonly Row[], today: Day, reading: Reading): ColumnProfile {
  const cells = rows.map((row) => row.cells[column]!).filter((cell) => cell !== '');
  const distinct = new Set(cells).size;
  const base = { column, filled: cells.length, distinct, duplicates: cells.length - distinct };
  const dates = DATE_FORMATS.map((format) => ({ format, days: cells.map((cell) => dateOf(cell, format, today)).filter((day) => day !== undefined) }));
  const most = Math.max(...dates.map(({ days }) => days.length));
  const enough = cells.length * SHARE_OF_KIND;
  const { kind, valid } = KINDS.map((one) => ({ kind: one.kind, valid: cells.filter((cell) => one.holds(cell, reading)).length })).find((one) => one.valid > 0 && one.valid >= enough) ?? { kind: 'text', valid: cells.length };
  // A bare year is a number, unless dates of more than a year stand beside it; eight digits may be a date or anything.
  const dated = most > 0 && most >= enough && (most > valid || kind === 'phone' || kind === 'text') && dates.some(({ days }) => days.some((day) => day.length > 4));
  if (dated) {
    const formats = dates.filter(({ days }) => days.length === most);
    return { ...base, kind: 'date', valid: most, formats: formats.map(({ format }) => format), ...(formats.length === 1 && { age: ageOf(formats[0]!.days, today) }) };
  }
  return { ...base, kind, valid };
}

function ageOf(days: readonly string[], today: Day): NonNullable<ColumnProfile['age']> {
  const whole = days.map((day) => `${day}-01-01`.slice(0, 10)).sort();
  const years = (i: number): number => yearsBetween(whole[i]!, today);
  return { youngest: years(whole.length - 1), median: years(whole.length >> 1), oldest: years(0), future: whole.filter((day) => day > today).length };
}

const DELIMITER_NAMES: Readonly<Record<string, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' };

/** A profile for people, a line a column. */
export function profileText(profile: Profile): string {
  const { encoding, bom, delimiter, rows, brokenLines, repeatedRows, columns } = profile;
  const width = Math.min(40, Math.max(...columns.map(({ column }) => column.length)));
  return [
    `${rows} rows, ${columns.length} columns; ${encoding}${bom ? ' with a byte order mark' : ', no byte order mark'}; cells parted by ${DELIMITER_NAMES[delimiter] ?? delimiter}.`,
    ...(repeatedRows > 0 ? [`${repeatedRows} rows repeat an earlier one.`] : []),
    ...(brokenLines.length > 0 ? [`${brokenLines.length} rows have another number of cells than the header: lines ${brokenLines.slice(0, 20).join(', ')}${brokenLines.length > 20 ? ' …' : ''}.`] : []),
    ...columns.map(({ column, filled, distinct, duplicates, kind, valid, formats, age }) => [
      `  ${column.padEnd(width)}  ${rows === 0 ? 0 : Math.round((filled / rows) * 100)} % filled`,
      ...(filled === 0 ? [] : [`${distinct} distinct, ${duplicates} duplicates`, `${kind}${kind === 'text' ? '' : `: ${valid} valid, ${filled - valid} not`}`]),
      ...(formats ? [formats.length > 1 ? `${formats.join(' or ')} (not told apart by the values)` : formats[0]!] : []),
      ...(age ? [`${age.youngest} to ${age.oldest} years old, median ${age.median}${age.future > 0 ? `, ${age.future} in the future` : ''}`] : []),
    ].join('; ')),
  ].join('\n');
}
