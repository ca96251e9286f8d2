/** What an address is made of, and how its words are compared and written in capitals. */

/** The components of `address.geographic` and `address.postal`; every one may be missing. */
export interface Address {
  readonly complement?: string;
  readonly number?: string;
  /** `bis`, `ter`, `B` … */
  readonly repetition?: string;
  readonly streetType?: string;
  readonly street?: string;
  /** `BP 123`, `CS 40001`, `TSA …`, or the name of a hamlet. */
  readonly specialDistribution?: string;
  readonly postcode?: string;
  readonly locality?: string;
  /** Code of the commune in the Code officiel géographique of INSEE. */
  readonly inseeCode?: string;
  /** Takes the place of the postcode on the envelope. */
  readonly cedexCode?: string;
  /** Label of the CEDEX: `PARIS CEDEX 08`. */
  readonly cedex?: string;
  /** A name, or two letters of ISO 3166-1; France when missing. */
  readonly country?: string;
  readonly latitude?: string;
  readonly longitude?: string;
}

/** Attributes whose values are addresses. */
export const ADDRESS_ATTRIBUTES: ReadonlySet<string> = new Set(['address.geographic', 'address.postal']);

const LIGATURES: Readonly<Record<string, string>> = { œ: 'oe', Œ: 'OE', æ: 'ae', Æ: 'AE', ß: 'ss', ø: 'o', Ø: 'O', '&': ' et ' };

/** Capitals without accents and punctuation, one space between words: what a sorting machine reads. Letters of other scripts stay. */
export function capitals(text: string): string {
  return text.replace(/[œŒæÆßøØ&]/g, (sign) => LIGATURES[sign]!).normalize('NFD').replace(/\p{M}/gu, '').toUpperCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

export const ARTICLES: ReadonlySet<string> = new Set(['LE', 'LA', 'LES', 'L', 'DE', 'DU', 'DES', 'D', 'AU', 'AUX', 'A']);
/** Words that people write whole or cut short. */
const CUT_SHORT = { SAINT: 'ST', SAINTE: 'STE', SAINTS: 'STS', SAINTES: 'STES' } as const;
const PLACE_WORDS: Readonly<Record<string, string>> = { ...CUT_SHORT, S: 'SUR' };
const ARRONDISSEMENT = /^(PARIS|LYON|MARSEILLE) \d{1,2} ?(ER|E|EM|EME)?( ARRONDISSEMENT)?$/;

/** A locality in capitals without its CEDEX; of an arrondissement of Paris, Lyon or Marseille the city, as on envelopes. */
export function bareLocality(locality: string): string {
  return capitals(locality).replace(/ ?\bCEDEX\b.*$/, '').replace(ARRONDISSEMENT, '$1');
}

/** By which names of places are compared: lists and people differ in articles, hyphens, accents and `Saint`. */
export function placeKey(locality: string): string {
  const words = bareLocality(locality).split(' ').map((word) => PLACE_WORDS[word] ?? word);
  const telling = words.filter((word) => !ARTICLES.has(word));
  return (telling.length > 0 ? telling : words).join('');
}

const SHORT_WORDS = new Map(Object.entries(CUT_SHORT).map(([long, short]) => [long.toLowerCase(), short.toLowerCase()]));
const LONG_WORDS = new Map([...SHORT_WORDS].map(([long, short]) => [short, long]));

/** A folded locality as it is typed, with `st` written out, and with `saint` cut short: lists hold either. */
export function placeSpellings(folded: string): string[] {
  const words = folded.split(' ');
  return [...new Set([SHORT_WORDS, LONG_WORDS].reduce((spellings, by) => [...spellings, words.map((word) => by.get(word) ?? word).join(' ')], [folded]))];
}

/** Names of countries, French and English, to their codes; made when first needed. */
let countryCodes: Map<string, string> | undefined;
const frenchNames = new Intl.DisplayNames('fr', { type: 'region', fallback: 'none' });

function codesOfCountries(): Map<string, string> {
  const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = new Map<string, string>();
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    for (const name of [code, frenchNames.of(code), english.of(code)]) if (name !== undefined && frenchNames.of(code) !== undefined && !codes.has(capitals(name))) codes.set(capitals(name), code);
  }
  // Codes that are exceptionally reserved share a name with the official one, which comes later in the alphabet or not at all.
  for (const [name, code] of [['ROYAUME UNI', 'GB'], ['UNITED KINGDOM', 'GB'], ['UK', 'GB'], ['FRANCE', 'FR'], ['FRA', 'FR']] as const) codes.set(name, code);
  return codes;
}

/** French postcodes and communes reach overseas; Monaco has its postcodes from France but is a country. */
const FRENCH: ReadonlySet<string> = new Set(['FR', 'GP', 'MQ', 'GF', 'RE', 'YT', 'PM', 'BL', 'MF', 'WF', 'PF', 'NC', 'TF']);

/** The country of an address: whether French rules hold, its code where it is known, and its name in French capitals. */
export function countryOf({ country }: Address): { readonly french: boolean; readonly code: string | undefined; readonly name: string } {
  const key = country === undefined ? 'FR' : capitals(country);
  countryCodes ??= codesOfCountries();
  const code = countryCodes.get(key);
  return { french: code !== undefined && FRENCH.has(code), code, name: code === undefined ? key : capitals(frenchNames.of(code) ?? key) };
}
