import pg from 'pg';
import type { Instant } from '#libs/temporal/dates.js';

type Parser = (text: string) => unknown;

/** Type ids are fixed in the catalogue of PostgreSQL (`pg_type.dat`). */
const INT8 = 20, JSON_TEXT = 114, JSONB = 3802, DATE = 1082, TIMESTAMP = 1114, TIMESTAMPTZ = 1184;
const INT8_ARRAY = 1016, TEXT_ARRAY = 1009, DATE_ARRAY = 1182, TIMESTAMP_ARRAY = 1115, TIMESTAMPTZ_ARRAY = 1185;

const asText: Parser = (text) => text;
const defaultParser = pg.types.getTypeParser as (oid: number, format?: string) => Parser;
const elements = defaultParser(TEXT_ARRAY) as (text: string) => (string | null)[];
const each = (parse: Parser): Parser => (text) => elements(text).map((element) => (element === null ? null : parse(element)));

const TIMESTAMPTZ_TEXT = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?([+-]\d\d)(?::?(\d\d))?$/;

/** The driver would make a Date of it and lose the text form; microseconds are cut off. */
export function instantFromTimestamptz(text: string): Instant {
  const match = TIMESTAMPTZ_TEXT.exec(text);
  if (!match) throw new RangeError(`a timestamptz of the years 0001 to 9999 was expected, got ${text}`);
  const [, day, time, fraction = '', hours, minutes = '00'] = match;
  const local = `${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}`;
  return hours === '+00' && minutes === '00' ? `${local}Z` : new Date(`${local}${hours}:${minutes}`).toISOString();
}

const parsers: ReadonlyMap<number, Parser> = new Map<number, Parser>([
  [INT8, BigInt], [INT8_ARRAY, each(BigInt)],
  [DATE, asText], [DATE_ARRAY, each(asText)],
  [TIMESTAMP, asText], [TIMESTAMP_ARRAY, each(asText)],
  [TIMESTAMPTZ, instantFromTimestamptz], [TIMESTAMPTZ_ARRAY, each(instantFromTimestamptz)],
]);

/**
 * How columns are read. No `Date` is ever made: days and instants are text that compares with `<`, and a Date would
 * move a day by the time zone of the machine. `int8` is bigint, as a number would round positions beyond 2⁵³.
 */
export function columnTypes(json: 'parsed' | 'text'): pg.CustomTypesConfig {
  return {
    getTypeParser: (oid: number, format?: string) => {
      if (json === 'text' && (oid === JSON_TEXT || oid === JSONB)) return asText;
      return (format !== 'binary' && parsers.get(oid)) || defaultParser(oid, format);
    },
  };
}
