/**
 * Places as people type them, and the addresses that lie there. The localities of addresses are kept as they were given, folded:
 * `marseille 01`, `8e arrondissement de paris`, `lyon 4eme`, `paris cedex 08`. So what is typed becomes a range of them, which an index
 * reads, and within it a pattern.
 */
import { ARRONDISSEMENTS, arrondissementOf, capitals, placeSpellings, ROMAN, SIXTEENTH_TOO, type CityOfArrondissements } from './address.js';

/** Folded localities from `first` to `last`, byte by byte; of those, where there is a pattern, `<locality>|<postcode>|<code of the commune>` must have it. */
export interface TypedPlace {
  readonly first: string;
  readonly last: string;
  readonly pattern: string | null;
}

/** The highest there is behind a beginning. */
const LAST = '\u{10FFFF}';
/** Behind digits, and behind Roman ones, which may end in an I themselves: `xvieme` is the sixteenth. */
const ORDINAL = '(?:er|re|e|em|eme|ieme|nd|nde)?';
const ROMAN_ORDINAL = ORDINAL.replace('ieme|', '');
const ROMAN_DIGITS = ROMAN.slice(1).map((digits) => digits.toLowerCase());
const WRITTEN_OUT = '(?:arr\\w*|ardt)';
const TYPED_CEDEX = /^(.+?) cedex(?: 0*(\d{1,2}))?$/;
/** Between the words of a locality, in a pattern. */
const GAP = '[^\\w|]';

const plain = (folded: string): string => folded.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

/** A city, and which of its arrondissements, as an address may write it; or all of them. */
function cityIn(folded: string): { readonly name: string; readonly city: (typeof ARRONDISSEMENTS)[CityOfArrondissements]; readonly n: number | undefined } | undefined {
  const one = arrondissementOf(folded);
  const city = one?.city ?? (Object.keys(ARRONDISSEMENTS) as CityOfArrondissements[]).find((name) => name.toLowerCase() === plain(folded));
  return city && { name: city.toLowerCase(), city: ARRONDISSEMENTS[city], n: one?.number };
}

/** Which addresses lie in a city, or in an arrondissement: also those that tell it by the postcode or the commune alone. Undefined where there are none. */
export function cityPattern(folded: string): string | undefined {
  const found = cityIn(folded);
  return found && patternOf(found);
}

function patternOf({ name, city, n }: NonNullable<ReturnType<typeof cityIn>>): string {
  const [digits, roman] = n === undefined ? ['\\d{1,2}', ROMAN_DIGITS.join('|')] : [`0*${n}`, ROMAN_DIGITS[n - 1]!];
  const postcodes = n === undefined ? [] : [city.postcodes + n, ...(name === 'paris' && n === 16 ? [SIXTEENTH_TOO] : [])];
  const number = `(?:${digits}${GAP}*${ORDINAL}|(?:${roman})${GAP}*${ROMAN_ORDINAL})`;
  const behind = `${GAP}*${number}(?:${GAP}*${WRITTEN_OUT})?${GAP}*`;
  const before = `${number}${GAP}*${WRITTEN_OUT}${GAP}+(?:de${GAP}+)?${name}${GAP}*\\|`;
  if (n === undefined) return `^(?:${before}|${name}(?:${behind})?(?:${GAP}*cedex[^|]*)?${GAP}*\\|)`;
  return `^(?:${before}|${name}(?:${behind}\\||${GAP}+cedex${GAP}+0*${n}\\||${GAP}*\\|(?:(?:${postcodes.join('|')})\\||[^|]*\\|${city.codes + n}$)))`;
}

/** What localities of a city begin with; of an arrondissement no more of them than may be of it: a pattern for each address of a city takes long. The city alone is a whole locality. */
const beginningsOf = ({ name, city, n }: NonNullable<ReturnType<typeof cityIn>>): string[] => [
  name, ...(n === undefined ? [...[...'0123456789ivx'].map((one) => ` ${one}`), ...'0123456789'] : [` 0${n}`, ` ${n}`, String(n), `0${n}`, ` ${ROMAN_DIGITS[n - 1]!}`]).map((behind) => name + behind), ...[' cedex', ' (', ' –', ','].map((behind) => name + behind),
  ...(n === undefined ? Array.from({ length: city.count }, (_, i) => i + 1) : [n]).flatMap(beginningsBeforeCity),
];

/** Those of an arrondissement that stands before its city. Other localities begin like Roman digits too, so these go as far as the word that is written out. */
const beginningsBeforeCity = (n: number): string[] => [
  ...[String(n), `0${n}`].flatMap((digits) => [' ', 'e', 'i', 'n', 'r'].map((behind) => digits + behind)), ...['', 'e', 'er', 'eme', ' e', ' er', ' eme'].map((ordinal) => `${ROMAN_DIGITS[n - 1]!}${ordinal} ar`),
];

/** Where the localities stand that a folded text may mean: in each of its spellings, with a number or a CEDEX behind it. */
export function placesTyped(folded: string): TypedPlace[] {
  const found = cityIn(folded);
  if (found) {
    const pattern = patternOf(found);
    return beginningsOf(found).map((beginning) => ({ first: beginning, last: beginning === found.name ? beginning : `${beginning}${LAST}`, pattern }));
  }
  return placeSpellings(folded).flatMap((place) => [
    { first: place, last: place, pattern: null }, { first: `${place} 0`, last: `${place} 9${LAST}`, pattern: null }, { first: `${place} cedex`, last: `${place} cedex${LAST}`, pattern: null },
  ]);
}

/**
 * A pattern of the addresses in a department or with a postcode, `44`, `2a`, `971`, `44000`, for `|<postcode>|<its CEDEX>|<code of the commune>`: of
 * Corsica's departments, which its postcodes do not have in front, by what stands behind the 20. Undefined of what is neither.
 */
export function codePattern(folded: string): string | undefined {
  const [, corsican] = /^2([ab])$/.exec(folded) ?? [];
  if (corsican !== undefined) return `\\|(20[${corsican === 'a' ? '01' : '26'}]\\d\\d|${folded.toUpperCase()}\\d{3})(\\||$)`;
  return /^(\d{5}|\d\d|9[78]\d)$/.test(folded) && folded !== '00' ? `\\|${folded}\\d{${5 - folded.length}}(\\||$)` : undefined;
}

/** Letters and digits of a label in capitals: what labels of CEDEX are compared by. */
export const labelKey = (label: string): string => capitals(label).replaceAll(' ', '');

/** A commune by its code, a city with arrondissements as all of those too: addresses have either. */
export function communesCoded(code: string): string[] {
  const city = Object.values(ARRONDISSEMENTS).find((one) => one.code === code);
  return [code, ...(city ? Array.from({ length: city.count }, (_, i) => String(city.codes + i + 1)) : [])];
}

/** A folded label of a CEDEX: its town, and from where to where the labels stand that it may mean, in capitals without blanks; those that leave out the town count where that is the locality. */
export function cedexTyped(folded: string): { readonly town: string; readonly labels: readonly { readonly first: string; readonly last: string; readonly ofTown: boolean }[] } | undefined {
  const [, town, number] = TYPED_CEDEX.exec(plain(folded)) ?? [];
  if (town === undefined) return undefined;
  const numbers = number === undefined ? [''] : [number, number.padStart(2, '0')];
  const label = (text: string, ofTown: boolean) => numbers.map((n) => ({ first: `${text}${n}`, last: `${text}${n}${number === undefined ? LAST : ''}`, ofTown }));
  return {
    town,
    labels: [
      ...placeSpellings(town).flatMap((place) => label(`${labelKey(place)}CEDEX`, false)), ...label('CEDEX', true), ...(number === undefined ? [] : label('', true)),
    ],
  };
}
