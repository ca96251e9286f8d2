/**
 * What can be said against an address: by itself, and by the lists of La Poste and INSEE, on a day. Pure: the rows of the lists come
 * in as data. Nothing here refuses an address; a register, a letter or a caller may know better than a list.
 *
 * The lists tell which commune a code became, not when. Where a row has no dates, a code that was merged is answered as merged on
 * every day, and `dated: false` says why; a list with dates is honoured.
 */
import { addDays, type Day } from '#libs/temporal/dates.js';
import type { DayRange } from '#libs/temporal/periods.js';
import { arrondissementAt, ARRONDISSEMENTS, arrondissementOf, bareLocality, capitals, countryOf, placeKey, type Address } from './address.js';
import { renderAddress, type LineRole } from './render.js';

/** What La Poste and INSEE list: which postcodes serve a commune, the communes of today, what became of codes. */
export const LISTS = ['postcodes', 'communes', 'merged'] as const;
export type ListName = (typeof LISTS)[number];

/** Days on which a row holds; `null` where the list does not tell. The end is the first day after. */
interface Dated {
  readonly validFrom: Day | null;
  readonly validTo: Day | null;
}
export interface CommuneRow extends Dated {
  readonly code: string;
  readonly name: string;
}
/** The code was valid from, to; `successor` is what it became, and may be itself. `name` is the successor's. */
export interface MergedRow extends Dated {
  readonly code: string;
  readonly successor: string;
  readonly name: string;
}
export interface PostcodeRow {
  readonly commune: string;
  readonly communeName: string;
  readonly postcode: string;
  /** A place inside the commune, often one that was a commune; empty for the commune itself. */
  readonly place: string;
  /** As written after the postcode. */
  readonly label: string;
}

/** The rows of the lists that concern what is asked. */
export interface ReferenceRows {
  /** Lists that were loaded. */
  readonly loaded: readonly ListName[];
  readonly communes: readonly CommuneRow[];
  readonly merged: readonly MergedRow[];
  readonly postcodes: readonly PostcodeRow[];
}

export interface Commune {
  readonly code: string;
  readonly name: string | null;
}

export interface CommuneAnswer extends Commune {
  readonly asOf: Day;
  /** `unchecked`: no list of communes is loaded. */
  readonly status: 'valid' | 'merged' | 'not-yet-valid' | 'unknown' | 'unchecked';
  /** Whether the list tells since when and until when. */
  readonly dated: boolean;
  readonly validFrom: Day | null;
  readonly validTo: Day | null;
  /** What the code stands for now: itself, what it was merged into, or several where a commune was split again. */
  readonly current: readonly Commune[];
  /** The commune of a municipal arrondissement. */
  readonly partOf?: Commune;
  readonly postcodes: readonly string[];
}

export type AddressFaultCode =
  | 'line-too-long' | 'postcode-missing' | 'postcode-malformed' | 'locality-missing' | 'delivery-missing'
  | 'postcode-unknown' | 'locality-not-at-postcode' | 'commune-unknown' | 'commune-merged' | 'commune-not-yet-valid' | 'commune-not-at-postcode' | 'commune-of-another-name'
  | 'postcode-not-cedex' | 'commune-not-at-cedex';

export interface AddressFault {
  readonly code: AddressFaultCode;
  /** The component concerned; not for lines. */
  readonly component?: keyof Address;
  readonly line?: number;
  readonly role?: LineRole;
  /** Characters of a line too long. */
  readonly length?: number;
}

export interface Suggestion {
  readonly component: keyof Address;
  readonly value: string;
  readonly because: AddressFaultCode | 'commune-of-postcode';
}

export interface AddressCheck {
  /** `unchecked`: no list is loaded, or the address is abroad. What follows from the address alone is told all the same. */
  readonly status: 'checked' | 'unchecked';
  readonly lines: readonly string[];
  readonly faults: readonly AddressFault[];
  readonly suggestions: readonly Suggestion[];
  /** The commune by its code, or by postcode and locality where these name one; null when unknown. */
  readonly commune: CommuneAnswer | null;
}

/** Suggestions for one component at most: a choice for a person, not a list. */
export const MAX_SUGGESTIONS = 10;

/** Municipal arrondissements have codes of their own, and their city has another. */
export function cityOf(code: string): string | undefined {
  const number = Number(code);
  return Object.values(ARRONDISSEMENTS).find(({ codes, count }) => number > codes && number <= codes + count)?.code;
}

/** What a code of a commune is on a day. */
export function communeOn(code: string, asOf: Day, rows: ReferenceRows): CommuneAnswer {
  const listed = rows.communes.filter((row) => row.code === code);
  const served = rows.postcodes.filter(({ commune }) => commune === code);
  const merges = rows.merged.filter((row) => row.code === code && row.successor !== code);
  const city = cityOf(code);
  const held = listed.find((row) => holds(row, asOf)) ?? (listed.length === 0 ? merges.find((row) => isDated(row) && holds(row, asOf)) : undefined);
  const row: Dated | undefined = held ?? listed[0] ?? merges[0];
  const name = listed.find((one) => one === held)?.name ?? listed[0]?.name ?? served[0]?.communeName ?? null;
  return {
    code, name, asOf,
    status: statusOf(),
    dated: row !== undefined && isDated(row),
    validFrom: row?.validFrom ?? null,
    validTo: row?.validTo ?? null,
    current: currentOf(code, rows),
    ...(city !== undefined && { partOf: { code: city, name: rows.communes.find((one) => one.code === city)?.name ?? null } }),
    postcodes: [...new Set(served.map(({ postcode }) => postcode))].sort(),
  };

  function statusOf(): CommuneAnswer['status'] {
    if (rows.loaded.length === 0) return 'unchecked';
    if (held) return 'valid';
    if (listed.length > 0) return listed.every(({ validFrom }) => validFrom !== null && asOf < validFrom) ? 'not-yet-valid' : 'merged';
    if (merges.length > 0) return merges.every(({ validFrom }) => validFrom !== null && asOf < validFrom) ? 'not-yet-valid' : 'merged';
    // INSEE lists neither arrondissements nor the collectivities overseas nor Monaco among the communes; La Poste does.
    if (served.length > 0 || (city !== undefined && rows.communes.some((one) => one.code === city))) return 'valid';
    return rows.loaded.includes('communes') ? 'unknown' : 'unchecked';
  }
}

const isDated = ({ validFrom, validTo }: Dated): boolean => validFrom !== null || validTo !== null;
const holds = ({ validFrom, validTo }: Dated, day: Day): boolean => (validFrom === null || validFrom <= day) && (validTo === null || day < validTo);

/**
 * What a code became, step by step: what it was merged into may have been merged since. Where it led to a commune that stands, what
 * was split off from that one later is not what the code became.
 */
function currentOf(code: string, rows: ReferenceRows): Commune[] {
  const found = new Map<string, Commune>();
  const seen = new Set<string>();
  const follow = (at: string): void => {
    if (seen.has(at)) return;
    seen.add(at);
    const open = rows.communes.find((row) => row.code === at && row.validTo === null);
    const next = rows.merged.filter((row) => row.code === at);
    if (open || next.some(({ successor }) => successor === at)) found.set(at, { code: at, name: open?.name ?? next.find(({ successor }) => successor === at)?.name ?? null });
    else if (next.length === 0) {
      const known = rows.merged.find(({ successor }) => successor === at)?.name ?? rows.postcodes.find(({ commune }) => commune === at)?.communeName;
      if (known !== undefined) found.set(at, { code: at, name: known });
    }
    if (at === code || !found.has(at)) for (const { successor } of next) follow(successor);
  };
  follow(code);
  return [...found.values()];
}

/** The day on which a dated address is checked: today while it holds, else its last day, or its first one if that is to come. */
export function dayToCheck({ lower, upper }: DayRange, today: Day): Day {
  if (lower !== null && today < lower) return lower;
  return upper !== null && upper <= today ? addDays(upper, -1) : today;
}

/** What has to be known of the lists to check this address. */
export function wantedOf(address: Address): { readonly codes: readonly string[]; readonly postcodes: readonly string[]; readonly places: readonly string[] } {
  if (!countryOf(address).french) return { codes: [], postcodes: [], places: [] };
  const { inseeCode: code, postcode, cedexCode } = address;
  const city = code === undefined ? undefined : cityOf(code);
  const place = address.locality === undefined ? '' : placeKey(address.locality);
  return {
    codes: [code, city].filter((one) => one !== undefined),
    postcodes: [...(postcode === undefined ? [] : [digits(postcode), digits(postcode).padStart(5, '0')]), ...(cedexCode === undefined ? [] : [digits(cedexCode)])],
    places: place === '' ? [] : [place],
  };
}

const digits = (postcode: string): string => postcode.replace(/\s/g, '');

/** Checks an address on a day; `recipient` is the first line of the envelope. */
export function checkAddress(address: Address, rows: ReferenceRows, asOf: Day, recipient?: string): AddressCheck {
  const { lines, tooLong } = renderAddress(address, recipient);
  const { french } = countryOf(address);
  const status = french && rows.loaded.length > 0 ? 'checked' : 'unchecked';
  const listed = status === 'checked' ? againstLists(address, rows, asOf) : { faults: [], suggestions: [], commune: null };
  return {
    status, lines,
    faults: [...tooLong.map((line): AddressFault => ({ code: 'line-too-long', ...line })), ...(french ? byItself(address) : []), ...listed.faults],
    suggestions: [
      ...(french ? [...paddedPostcode(address), ...arrondissementsOf(address)] : []), ...(status === 'checked' && tooLong.some(({ role }) => role === 'locality') ? labelsOf(address, rows) : []), ...listed.suggestions,
    ],
    commune: listed.commune,
  };
}

const isCedex = ({ cedex, cedexCode, locality = '' }: Address): boolean => cedex !== undefined || cedexCode !== undefined || /\bCEDEX\b/i.test(locality);

/** What stands before the locality on the envelope, and the component it comes from. */
const lastLine = ({ cedexCode, postcode }: Address): { readonly code: string | undefined; readonly component: 'cedexCode' | 'postcode' } =>
  (cedexCode === undefined ? { code: postcode && digits(postcode), component: 'postcode' } : { code: digits(cedexCode), component: 'cedexCode' });

function byItself(address: Address): AddressFault[] {
  const { code, component } = lastLine(address);
  const { written, served } = arrondissements(address);
  return [
    ...(address.street === undefined && address.specialDistribution === undefined && address.complement === undefined ? [{ code: 'delivery-missing', component: 'street' } as const] : []),
    ...(code === undefined ? [{ code: 'postcode-missing', component } as const] : FIVE_DIGITS.test(code) ? [] : [{ code: 'postcode-malformed', component } as const]),
    ...(address.locality === undefined && address.cedex === undefined ? [{ code: 'locality-missing', component: 'locality' } as const] : []),
    ...(written && served && served.number !== written.number ? [{ code: 'locality-not-at-postcode', component: 'locality' } as const] : []),
    ...(written && !served && cityOf(address.inseeCode ?? '') === cityOf(written.code) && address.inseeCode !== written.code ? [{ code: 'commune-of-another-name', component: 'locality' } as const] : []),
    ...(isFarFromCedex(address) ? [{ code: 'commune-not-at-cedex', component } as const] : []),
  ];
}

const FIVE_DIGITS = /^\d{5}$/;

/** The arrondissement that the locality names, and the one of the same city that the postcode serves. */
function arrondissements({ locality, postcode }: Address): { readonly written: ReturnType<typeof arrondissementOf>; readonly served: ReturnType<typeof arrondissementAt> } {
  const written = locality === undefined ? undefined : arrondissementOf(locality);
  const served = postcode === undefined ? undefined : arrondissementAt(digits(postcode));
  return { written, served: served?.city === written?.city ? served : undefined };
}

/** Either the locality is wrong, or the postcode. */
function arrondissementsOf(address: Address): Suggestion[] {
  const { written, served } = arrondissements(address);
  if (!written || !served || written.number === served.number) return [];
  const because = 'locality-not-at-postcode';
  return [{ component: 'locality', value: `${served.city} ${String(served.number).padStart(2, '0')}`, because }, { component: 'postcode', value: written.postcode, because }];
}

/** As La Poste writes behind the postcode what is too long there as it is called. */
function labelsOf(address: Address, { postcodes }: ReferenceRows): Suggestion[] {
  const { code } = lastLine(address);
  const place = placeKey(address.locality ?? '');
  const labels = postcodes.filter((row) => row.postcode === code && (row.commune === address.inseeCode || namesOf(row).includes(place))).map(({ label }) => label);
  const fitting = [...new Set(labels)].filter((locality) => !renderAddress({ ...address, locality }).tooLong.some(({ role }) => role === 'locality'));
  return fitting.slice(0, MAX_SUGGESTIONS).map((value) => ({ component: 'locality', value, because: 'line-too-long' }));
}

/**
 * Départements of which a commune of one may get its mail through the CEDEX of the other: those with communes less than 40 km apart,
 * by the coordinates of La Poste, each pair once. Corsica is one, as in postcodes, and so is overseas: CEDEX of La Réunion begin with 977 and 978.
 * Tried on 10,800 CEDEX codes, each with the commune of an establishment that has it: eleven are told, which look like mistakes (Marseille for Paris).
 */
const NEAR = new Map(`01:25,38,39,42,69,71,73,74 02:08,10,51,59,60,62,77,80,95 03:18,23,36,42,58,63,69,71 04:05,06,13,26,38,83,84 05:06,26,38,73,84 06:83 07:26,30,38,42,43,48,69,84 08:51,54,55,59
  09:11,31,32,65,66,81 10:21,51,52,55,77,89 11:31,34,66,81 12:15,30,34,46,48,81,82 13:26,30,34,83,84 14:27,35,50,53,61,76 15:19,23,43,46,48,63 16:17,24,33,79,86,87 17:24,33,79,85,86 18:23,36,37,41,45,58,89
  19:23,24,46,63,87 20: 21:25,39,52,58,70,71,89 22:29,35,50,56 23:36,63,86,87 24:33,46,47,82,87 25:39,68,70,71,74,88,90 26:30,38,42,43,69,84 27:28,60,61,76,78,80,95 28:41,45,60,61,72,77,78,91,95 29:56 30:34,43,48,84
  31:32,65,81,82 32:33,40,47,64,65,82 33:40,47 34:48,81 35:44,49,50,53,56,61 36:37,41,86,87 37:41,49,72,79,86 38:42,43,69,73,74 39:70,71,74 40:47,64,65 41:45,61,72 42:43,63,69,71 43:48,63,69 44:49,53,56,79,85
  45:58,77,78,89,91 46:47,81,82 47:82 49:53,72,79,85,86 50:53,61 51:52,55,60,77,89 52:54,55,70,88,89 53:61,72 54:55,57,67,68,88 55:57,88 57:67,68,88 58:71,89 59:60,62,80 60:62,75,76,77,78,80,92,93,94,95 61:72
  62:76,80 63:71 64:65 66: 67:68,88 68:70,88,90 69:71 70:88,90 71:89 73:74 75:77,78,91,92,93,94,95 76:78,80,95 77:78,89,91,92,93,94,95 78:91,92,93,94,95 79:85,86 81:82 83:84 86:87 88:90 91:92,93,94,95 92:93,94,95
  93:94,95 94:95 97:`.split(/\s+/).map((entry) => [entry.slice(0, entry.indexOf(':')), entry.slice(entry.indexOf(':') + 1).split(',')] as const));
const isKnown = (departement: string): boolean => NEAR.has(departement) || [...NEAR.values()].some((near) => near.includes(departement));
const areNear = (a: string, b: string): boolean => a === b || (NEAR.get(a)?.includes(b) ?? false) || (NEAR.get(b)?.includes(a) ?? false);
/** The beginning of a postcode, or of the code of a commune: communes of Corsica have 2A and 2B there. */
const departementOf = (code: string): string => code.slice(0, 2).replace(/^2[AB]$/, '20');

/**
 * Whether the CEDEX is of a part of the country where no office of the commune can be. Towns share their offices with those around,
 * across départements too; a TSA stands for somebody who reads the mail elsewhere, and codes that belong to no département (armed forces) tell nothing.
 */
function isFarFromCedex(address: Address): boolean {
  const { code } = lastLine(address);
  if (!isCedex(address) || address.inseeCode === undefined || code === undefined || !FIVE_DIGITS.test(code)) return false;
  if (/\bT ?S ?A ?\d/.test(capitals(`${address.specialDistribution ?? ''} ${address.complement ?? ''}`))) return false;
  const [ofCommune, ofCedex] = [departementOf(address.inseeCode), departementOf(code)];
  return isKnown(ofCommune) && isKnown(ofCedex) && !areNear(ofCommune, ofCedex);
}

/** Spreadsheets drop leading zeros. */
function paddedPostcode({ postcode }: Address): Suggestion[] {
  return postcode !== undefined && /^\d{4}$/.test(digits(postcode)) ? [{ component: 'postcode', value: `0${digits(postcode)}`, because: 'postcode-malformed' }] : [];
}

function againstLists(address: Address, rows: ReferenceRows, asOf: Day): Pick<AddressCheck, 'faults' | 'suggestions' | 'commune'> {
  const faults: AddressFault[] = [];
  const suggestions: Suggestion[] = [];
  const suggest = (component: keyof Address, values: Iterable<string>, because: Suggestion['because']): void => {
    for (const value of [...new Set(values)].slice(0, MAX_SUGGESTIONS)) suggestions.push({ component, value, because });
  };
  // The towns and codes of CEDEX are not in the list of postcodes: only the commune's code can be checked then, and that the postcode is no ordinary one.
  const postcode = rows.loaded.includes('postcodes') && !isCedex(address) && FIVE_DIGITS.test(digits(address.postcode ?? '')) ? digits(address.postcode!) : undefined;
  const last = lastLine(address);
  if (isCedex(address) && rows.postcodes.some((row) => row.postcode === last.code)) faults.push({ code: 'postcode-not-cedex', component: last.component });
  const served = postcode === undefined ? [] : rows.postcodes.filter((row) => row.postcode === postcode);
  const place = address.locality === undefined ? undefined : placeKey(address.locality);
  const named = place === undefined ? [] : rows.postcodes.filter((row) => namesOf(row).includes(place));
  /** What a code stands for now, an arrondissement as its city: so that lists of different years agree. */
  const nowOf = (code: string): readonly string[] => {
    const current = currentOf(code, rows);
    return (current.length > 0 ? current.map((one) => one.code) : [code]).map((one) => cityOf(one) ?? one);
  };
  /** Two arrondissements of a city are two; one of them and the city go together. */
  const sameCommune = (a: string, b: string): boolean => a === b || (!(cityOf(a) && cityOf(b)) && nowOf(a).some((one) => nowOf(b).includes(one)));

  const fitting = served.filter((row) => named.includes(row));
  // What is sent to the forces in the field has codes that no list holds.
  const isOfTheForces = postcode?.startsWith('00') && place === 'ARMEES';
  if (postcode !== undefined && served.length === 0 && !isOfTheForces) {
    faults.push({ code: 'postcode-unknown', component: 'postcode' });
    suggest('postcode', named.map((row) => row.postcode), 'postcode-unknown');
  } else if (postcode !== undefined && place !== undefined && !isOfTheForces && fitting.length === 0 && !namedByInsee()) {
    faults.push({ code: 'locality-not-at-postcode', component: 'locality' });
    suggest('locality', served.map(({ label }) => label), 'locality-not-at-postcode');
    suggest('postcode', named.map((row) => row.postcode), 'locality-not-at-postcode');
  }

  if (address.inseeCode === undefined) {
    const communes = [...new Set(fitting.map(({ commune }) => commune))];
    const commune = communes.length === 1 ? communeOn(communes[0]!, asOf, rows) : null;
    if (commune) suggest('inseeCode', commune.status === 'merged' ? commune.current.map(({ code }) => code) : [commune.code], 'commune-of-postcode');
    return { faults, suggestions, commune };
  }

  const commune = communeOn(address.inseeCode, asOf, rows);
  const told = { unknown: 'commune-unknown', merged: 'commune-merged', 'not-yet-valid': 'commune-not-yet-valid', valid: undefined, unchecked: undefined } as const;
  const code = told[commune.status];
  if (code) faults.push({ code, component: 'inseeCode' });
  if (code === 'commune-merged') suggest('inseeCode', commune.current.map((one) => one.code), code);
  if (code === 'commune-unknown') suggest('inseeCode', fitting.map((row) => row.commune), code);
  if (commune.status === 'unknown' || commune.status === 'unchecked') return { faults, suggestions, commune };

  if (served.length > 0 && !served.some((row) => sameCommune(row.commune, address.inseeCode!))) {
    faults.push({ code: 'commune-not-at-postcode', component: 'postcode' });
    suggest('postcode', rows.postcodes.filter((row) => sameCommune(row.commune, address.inseeCode!)).map((row) => row.postcode), 'commune-not-at-postcode');
  } else if (place !== undefined && !isCedex(address) && !namedByInsee() && !named.some((row) => sameCommune(row.commune, address.inseeCode!)) && knowsName(commune)) {
    faults.push({ code: 'commune-of-another-name', component: 'locality' });
    if (commune.name !== null) suggest('locality', [bareLocality(commune.name)], 'commune-of-another-name');
  }
  return { faults, suggestions, commune };

  /** Whether the commune of the code, or of the postcode, is called so by INSEE, today or before it was merged. */
  function namedByInsee(): boolean {
    const codes = new Set([...(address.inseeCode === undefined ? [] : [address.inseeCode]), ...served.map((row) => row.commune)]);
    const all = [...codes].flatMap((one) => [one, cityOf(one) ?? one, ...currentOf(one, rows).map((current) => current.code)]);
    // A code that does not belong to the postcode cannot vouch for the name at that postcode.
    const allowed = served.length === 0 ? all : all.filter((one) => served.some((row) => sameCommune(row.commune, one)));
    return rows.communes.some((row) => allowed.includes(row.code) && placeKey(row.name) === place);
  }
}

/** A name to compare with: an old code may be known by its number alone. */
const knowsName = ({ name }: CommuneAnswer): boolean => name !== null;

/** The names by which a row of postcodes is found. */
export const namesOf = ({ communeName, place, label }: Omit<PostcodeRow, 'commune' | 'postcode'>): readonly string[] =>
  [...new Set([communeName, place, label].filter((name) => name !== '').map(placeKey))];
