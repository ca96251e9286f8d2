/** What was typed, and all that it may be. */
import { placeSpellings } from '#libs/addresses/address.js';
import { cedexTyped, cityPattern, communesCoded, labelKey, placesTyped, type TypedPlace } from '#libs/addresses/typed-places.js';
import { foldCase, foldPlace } from '#libs/facts/catalogue.js';
import { frenchVat, isFrenchVat, isSiren, isSiret } from '#libs/facts/identifiers.js';

/** Letters of an acronym. */
const ACRONYM = /^[a-z]{2,8}$/;
/** Signs of an identifier that count behind a name of something: as many as a SIREN has, and more than a postcode. */
const TELLING_CODE = 9;
/** What a company scores by the SIRET of one of its sites. */
const COMPANY_OF_SITE = 0.9;

/** A postcode, alone or with its locality before or behind, as on an envelope: behind it with an arrondissement or a CEDEX, that one of both sides may leave out. */
const POSTCODE = /^(?:(\d{5})(?:[\s,]+([^\d\s,].*))?|(\D+?)[\s,]+(\d{5}))$/;

/** As INSEE numbers communes: those of Corsica have a letter. */
const INSEE_CODE = /^(\d\d|2[AB])\d{3}$/i;

/** Of an e-mail, alone or among other words: `"Durand, Paul" <paul@durand.fr>`. */
const ADDRESS = /[^\s@<>()[\],;:"]+@[^\s@<>()[\],;:"]*[^\s@<>()[\],;:".]/;
/** Nine digits and fourteen, in any spacing, among other words. */
const DIGITS = /(?<![\d.])\d(?:[ .\u00a0\u202f-]?\d){8,13}(?!\d)/g;

/** Its last label has letters: a number with dots is none. */
const DOMAIN = /^@?[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*$/i;

/** A text, and what is told by its form alone. What is undefined or empty it is not. */
export interface Typed {
  readonly folded: string;
  /** Itself, and with its words written out or in short. */
  readonly written: readonly string[];
  /** An acronym as it may be written. */
  readonly acronyms: readonly string[];
  readonly codes: readonly { readonly code: string; readonly score: number }[];
  readonly email: string | undefined;
  readonly domain: string | undefined;
  readonly postcode: PostcodeTyped | undefined;
  /** By their codes. */
  readonly communes: readonly string[];
  readonly places: readonly TypedPlace[];
  readonly cedex: ReturnType<typeof cedexTyped>;
}

/** A postcode with the locality beside it: its spellings, a pattern of it, and how it begins as the town of a CEDEX. */
export interface PostcodeTyped {
  readonly code: string;
  readonly locality: { readonly spellings: readonly string[]; readonly pattern: string | undefined; readonly labels: readonly string[] } | undefined;
}

export function typedIn(text: string): Typed {
  const folded = foldCase(text);
  return {
    folded, written: nameSpellings(folded), acronyms: acronymsOf(folded), codes: codesIn(text), email: ADDRESS.exec(text)?.[0].toLowerCase(), domain: DOMAIN.test(text) ? text.replace(/^@/, '').toLowerCase() : undefined,
    postcode: postcodeIn(text), communes: INSEE_CODE.test(text) ? communesCoded(text.toUpperCase()) : [], places: placesTyped(foldPlace(text)), cedex: cedexTyped(folded),
  };
}

function postcodeIn(text: string): PostcodeTyped | undefined {
  const [, first, behind, before, last] = POSTCODE.exec(text) ?? [];
  const [code, locality] = [first ?? last, behind ?? before];
  if (code === undefined) return undefined;
  if (locality === undefined) return { code, locality: undefined };
  const named = foldPlace(locality);
  const town = cedexTyped(named)?.town ?? named;
  return { code, locality: { spellings: placeSpellings(named), pattern: cityPattern(town), labels: placeSpellings(town).map(labelKey) } };
}

/** What people write at an identifier, without a blank between: what it is one of. */
const SCHEME_BEFORE = /^(?:N[°ºO]|NUM(?:ERO)?|SIREN|SIRET|TVA|VAT|RCS)+(?=[A-Z]{0,2}\d)/;
const SCHEME_BEHIND = /(?<=\d)(?:SIREN|SIRET|TVA|VAT|RCS)$/;
/** Words before and behind an identifier that may be left out: `n° de TVA intracommunautaire`. */
const WORDS_AROUND = 6;

/**
 * Identifiers in any spacing, with how exact a hit by them is: alone, or with what they are one of before or behind, as `SIREN 732 829 320`,
 * `732829320 RCS Nantes`, `erp:C-0001`. A French VAT number and a SIREN are the same company, a SIRET is of one.
 */
function codesIn(text: string): { readonly code: string; readonly score: number }[] {
  const [, behindSystem = ''] = /^[^\s:]+:\s*(\S.*)$/.exec(text) ?? [];
  const parts = text.split(/[\s:,;()]+/).filter((part) => part !== '');
  const [first, last] = [parts.findIndex((part) => /\d/.test(part)), parts.findLastIndex((part) => /\d/.test(part))];
  const cut = first < 0 ? [] : range(Math.max(0, first - WORDS_AROUND), first).flatMap((from) => range(last + 1, Math.min(parts.length, last + 1 + WORDS_AROUND)).map((to) => parts.slice(from, to).join('')));
  const bare = (code: string): string => code.replace(/[\s.-]/g, '').toUpperCase();
  const telling = cut.map(bare).flatMap((code) => [code, code.replace(SCHEME_BEFORE, ''), code.replace(SCHEME_BEFORE, '').replace(SCHEME_BEHIND, '')]).filter((code) => code.length >= TELLING_CODE);
  const among = [...text.matchAll(DIGITS)].map(([digits]) => bare(digits)).filter((code) => isSiren(code) || isSiret(code));
  const exact = [bare(text), bare(behindSystem), ...telling, ...among].filter((code) => code !== '');
  const sirens = [...exact.filter(isSiren), ...exact.filter(isFrenchVat).map((vat) => vat.slice(4))];
  return [
    ...[...new Set([...exact, ...sirens, ...sirens.map(frenchVat)])].map((code) => ({ code, score: 1 })),
    ...[...new Set(exact.filter(isSiret).map((siret) => siret.slice(0, 9)))].map((code) => ({ code, score: COMPANY_OF_SITE })),
  ];
}
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** An acronym as it may be written, with dots or without. */
function acronymsOf(folded: string): string[] {
  const letters = folded.replace(/[\s.]/g, '');
  const spelt = [...letters];
  return ACRONYM.test(letters) && (folded === letters || /^([a-z][\s.]+)+[a-z]?$/.test(folded)) ? [letters, spelt.join('.'), `${spelt.join('.')}.`, spelt.join(' '), `${spelt.join('. ')}.`] : [];
}

/** What names have in short or written out, folded: some are short for two. */
const SHORT_FOR = [['st', 'saint'], ['ste', 'sainte'], ['ste', 'societe'], ['cie', 'compagnie'], ['ets', 'etablissements'], ['dr', 'docteur'], ['pr', 'professeur'], ['me', 'maitre']] as const;
const SPELLINGS_AT_MOST = 16;

/** What a word is short for, or is in short. */
export const abbreviated = (word: string): string[] => SHORT_FOR.flatMap(([short, whole]) => (word === short ? [whole] : word === whole ? [short] : []));

/** A folded name itself, and with its words written out or in short: `ets.` is one of them. */
export function nameSpellings(folded: string): string[] {
  const words = folded.split(' ').map((word) => (abbreviated(word.replace(/\.$/, '')).length > 0 ? word.replace(/\.$/, '') : word));
  const spellings = words.reduce<string[][]>((before, word) => before.flatMap((earlier) => [word, ...abbreviated(word)].map((one) => [...earlier, one])).slice(0, SPELLINGS_AT_MOST), [[]]);
  return [...new Set([folded, ...spellings.map((spelling) => spelling.join(' '))])];
}
