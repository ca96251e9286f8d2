/** Cells of other systems as values of ours: dates in stated formats, decimals without floats, phones in E.164. Pure. */
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js';
import { regionDialled } from '#libs/facts/overseas-numbers.js';
import { isCalendarDate, type CalendarDate, type Day } from '#libs/temporal/dates.js';

/** Whose national phone numbers are meant where nobody says. */
export const DEFAULT_REGION = 'FR';

/** Orders of day, month and year. ISO may be reduced (`2019`, `2019-03`) and may have a time behind the day. */
export const DATE_FORMATS = ['iso', 'M/D/YYYY', 'D/M/YYYY', 'M/D/YY', 'D/M/YY', 'DD-MM-YYYY', 'DD.MM.YYYY', 'YYYYMMDD'] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

const ISO = /^(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;
const TIME = '(?: \\d\\d:\\d\\d(?::\\d\\d)?)?';
const NUMERIC: Readonly<Record<Exclude<DateFormat, 'iso'>, { readonly pattern: RegExp; readonly order: readonly ('y' | 'm' | 'd')[] }>> = {
  'M/D/YYYY': { pattern: new RegExp(`^(\\d{1,2})/(\\d{1,2})/(\\d{4})${TIME}$`), order: ['m', 'd', 'y'] },
  'D/M/YYYY': { pattern: new RegExp(`^(\\d{1,2})/(\\d{1,2})/(\\d{4})${TIME}$`), order: ['d', 'm', 'y'] },
  'M/D/YY': { pattern: new RegExp(`^(\\d{1,2})/(\\d{1,2})/(\\d{2})${TIME}$`), order: ['m', 'd', 'y'] },
  'D/M/YY': { pattern: new RegExp(`^(\\d{1,2})/(\\d{1,2})/(\\d{2})${TIME}$`), order: ['d', 'm', 'y'] },
  'DD-MM-YYYY': { pattern: new RegExp(`^(\\d{1,2})-(\\d{1,2})-(\\d{4})${TIME}$`), order: ['d', 'm', 'y'] },
  'DD.MM.YYYY': { pattern: new RegExp(`^(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})${TIME}$`), order: ['d', 'm', 'y'] },
  YYYYMMDD: { pattern: /^(\d{4})(\d\d)(\d\d)$/, order: ['y', 'm', 'd'] },
};

/**
 * The date a cell writes in this format, or undefined. A time behind it is dropped: the day is the one that is written.
 * @param today of the import: a year of two digits that would be later than its year is of the century before
 */
export function dateOf(cell: string, format: DateFormat, today: Day): CalendarDate | undefined {
  if (format === 'iso') {
    const date = ISO.exec(cell)?.[1];
    return date !== undefined && isCalendarDate(date) ? date : undefined;
  }
  const { pattern, order } = NUMERIC[format];
  const match = pattern.exec(cell);
  if (!match) return undefined;
  const part = (name: 'y' | 'm' | 'd'): string => match[order.indexOf(name) + 1]!.padStart(2, '0');
  const day = `${wholeYear(part('y'), today)}-${part('m')}-${part('d')}`;
  return isCalendarDate(day) ? day : undefined;
}

function wholeYear(year: string, today: Day): string {
  if (year.length === 4) return year;
  const sameCentury = `${today.slice(0, 2)}${year}`;
  return sameCentury > today.slice(0, 4) ? String(Number(sameCentury) - 100).padStart(4, '0') : sameCentury;
}

/** An instant in UTC: of an ISO text with its offset, or of the first moment of a day that stands alone. */
export function instantOf(cell: string, format: 'iso'): string | undefined;
export function instantOf(cell: string, format: DateFormat, today: Day): string | undefined;
export function instantOf(cell: string, format: DateFormat, today: Day = ''): string | undefined {
  const day = dateOf(cell, format, today);
  if (day?.length !== 10) return undefined;
  if (format !== 'iso' || cell.length === 10) return `${day}T00:00:00Z`;
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/.test(cell) ? cell : `${cell}Z`;
  const time = Date.parse(zoned.replace(' ', 'T'));
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** Whole years between two days, at least 0. */
export function yearsBetween(from: Day, to: Day): number {
  return Math.max(0, Number(to.slice(0, 4)) - Number(from.slice(0, 4)) - (to.slice(5) < from.slice(5) ? 1 : 0));
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,2}))?$/;

/** What stands before the decimals. Behind a comma's whole number, thousands may be parted by spaces or points. */
export const DECIMAL_MARKS = ['point', 'comma'] as const;
export type DecimalMark = (typeof DECIMAL_MARKS)[number];
const WITH_COMMA = /^[+-]?(?:\d+|\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?$/;

/** A decimal text without exponent and needless zeros, `times` another (with a point); undefined where either is none. */
export function decimalOf(cell: string, times = '1', mark: DecimalMark = 'point'): string | undefined {
  const [a, b] = [scaled(mark === 'point' ? cell : WITH_COMMA.test(cell) ? cell.replace(/[ \u00a0\u202f.]/g, '').replace(',', '.') : ''), scaled(times)];
  if (!a || !b) return undefined;
  const digits = a.digits * b.digits;
  const scale = a.scale + b.scale;
  const whole = scale < 0 ? digits * 10n ** BigInt(-scale) : digits;
  const text = String(whole < 0n ? -whole : whole).padStart(Math.max(scale, 0) + 1, '0');
  const fraction = scale > 0 ? text.slice(-scale).replace(/0+$/, '') : '';
  return `${whole < 0n ? '-' : ''}${scale > 0 ? text.slice(0, -scale) : text}${fraction === '' ? '' : `.${fraction}`}`;
}

function scaled(cell: string): { readonly digits: bigint; readonly scale: number } | undefined {
  const match = DECIMAL.exec(cell);
  if (!match) return undefined;
  const [, sign, whole, fraction = '', exponent = '0'] = match;
  const digits = BigInt(`${whole}${fraction}`);
  return { digits: sign === '-' ? -digits : digits, scale: fraction.length - Number(exponent) };
}

/** E.164 of a number as people write it; `region` says whose national numbers are meant. Undefined where it cannot be one. */
export function phoneOf(cell: string, region?: string): string | undefined {
  const phone = phoneIn(cell, region);
  return phone?.isPossible() ? phone.number : undefined;
}

/** Whether an extension stands behind a number, such as `x12`: it has no place in E.164. */
export const hasExtension = (cell: string, region?: string): boolean => phoneIn(cell, region)?.ext !== undefined;

/** The parser does not know how French people write an extension. */
const phoneIn = (cell: string, region?: string) => parsePhoneNumberFromString(cell.replace(/[\s,]*\(?\bposte\s*(\d{1,6})\)?\s*$/i, ' ext. $1'), regionDialled(cell, region) as CountryCode | undefined);

export const isEmail = (cell: string): boolean => /^[^\s@<>(),;]+@[^\s@]+\.[^\s@.]+$/.test(cell) && cell.length <= 254;

/** An address of the web; one without its scheme gets `http://`, one of another scheme, such as `mailto:`, is none. A port is no scheme. */
export function urlOf(cell: string): string | undefined {
  if (/^(?!https?:\/\/)[a-z][a-z0-9+-]*:(?!\d)/i.test(cell)) return undefined;
  const url = /^https?:\/\//i.test(cell) ? cell : `http://${cell}`;
  return URL.canParse(url) && !/\s/.test(url) && new URL(url).hostname.includes('.') ? url : undefined;
}

/** A code of lower-case letters, digits and -, from words. */
export const codeOf = (cell: string): string | undefined => cell.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40) || undefined;
