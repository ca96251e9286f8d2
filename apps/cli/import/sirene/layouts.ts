/**
 * The official layouts, read into records: the period history (CSV), the stock of establishments (CSV) and answers of the
 * API v3 (JSON). A layout is recognised by its columns, not by its file name.
 */
import { readFile } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse';
import { isSiren, isSiret } from '#libs/facts/identifiers.js';
import { addDays, isCalendarDate, type Day } from '#libs/temporal/dates.js';
import { grouped, type KeyedRow } from '../grouped.js';
import { firstLine, readText, UnreadableFile } from '../text-file.js';
import { chronological, contradictions } from './periods.js';
import type { Reading, RegisterPeriod, RegisterRecord, Rejection, TodayValues } from './records.js';

/** A JSON answer is read whole; the API pages at 1,000 records, about 5 MB. */
const MAX_JSON_BYTES = 64 * 1024 * 1024;

/** Columns of a row, or members of a JSON object. */
type Values = Readonly<Record<string, unknown>>;

/** The register's word for "not told". */
const NOT_TOLD = new Set(['', 'NN', '[ND]']);

const text = (values: Values, ...names: readonly string[]): string | undefined => {
  for (const name of names) {
    const value = values[name];
    if (typeof value === 'string' && !NOT_TOLD.has(value.trim())) return value.trim();
  }
  return undefined;
};

class BadLine extends Error {}

/** A day of the register; empty and 1900-01-01, its placeholder, are unknown. */
function day(value: string | undefined, column: string): Day | null {
  if (value === undefined || value === '1900-01-01') return null;
  const date = value.slice(0, 10);
  if (date.length !== 10 || !isCalendarDate(date)) throw new BadLine(`${column} is no date: ${value.slice(0, 32)}`);
  return date;
}

function period(values: Values, line: number): RegisterPeriod {
  const to = day(text(values, 'dateFin'), 'dateFin');
  const names = (prefix: string, count: number): (string | undefined)[] => Array.from({ length: count }, (_, i) => text(values, `${prefix}${i + 1}Etablissement`, `${prefix}${i + 1}UniteLegale`));
  const status = text(values, 'etat', 'etatAdministratifEtablissement', 'etatAdministratifUniteLegale');
  if (status !== undefined && !['A', 'F', 'C'].includes(status)) throw new BadLine(`the status ${status.slice(0, 16)} is not known; expected A, F or C`);
  const usual = text(values, 'denominationUsuelleEtablissement');
  return {
    line,
    from: day(text(values, 'dateDebut'), 'dateDebut'),
    // The register writes the last day of a period; a period of ours ends with the first day after.
    to: to === null ? null : addDays(to, 1),
    status,
    activity: text(values, 'code_ape', 'activitePrincipaleEtablissement', 'activitePrincipaleUniteLegale'),
    nomenclature: text(values, 'nomenclatureActivitePrincipaleEtablissement', 'nomenclatureActivitePrincipaleUniteLegale'),
    banners: names('enseigne', 3),
    tradeNames: usual === undefined ? names('denominationUsuelle', 3) : [usual],
    legalName: text(values, 'denominationUniteLegale'),
    birthName: text(values, 'nomUniteLegale'),
    usualName: text(values, 'nomUsageUniteLegale'),
    legalCategory: text(values, 'categorieJuridiqueUniteLegale'),
    headOfficeNic: text(values, 'nicSiegeUniteLegale'),
  };
}

/** Establishments: which columns of the stock become which part of an address. */
const ADDRESS_PARTS: Readonly<Record<string, string>> = {
  complement: 'complementAdresseEtablissement', number: 'numeroVoieEtablissement', repetition: 'indiceRepetitionEtablissement', streetType: 'typeVoieEtablissement',
  street: 'libelleVoieEtablissement', specialDistribution: 'distributionSpecialeEtablissement', postcode: 'codePostalEtablissement', locality: 'libelleCommuneEtablissement',
  inseeCode: 'codeCommuneEtablissement', cedexCode: 'codeCedexEtablissement', cedex: 'libelleCedexEtablissement', country: 'libellePaysEtrangerEtablissement',
};

function address(values: Values): Record<string, string> | undefined {
  const parts: Record<string, string> = {};
  for (const [part, column] of Object.entries(ADDRESS_PARTS)) {
    const value = text(values, column) ?? (part === 'locality' ? text(values, 'libelleCommuneEtrangerEtablissement') : undefined);
    // A masked value is not a value.
    if (value !== undefined && value !== 'MASQUE') parts[part] = value;
  }
  return Object.keys(parts).length === 0 ? undefined : parts;
}

function today(values: Values, level: 'Etablissement' | 'UniteLegale'): TodayValues {
  const year = text(values, `anneeEffectifs${level}`);
  if (year !== undefined && !/^\d{4}$/.test(year)) throw new BadLine(`anneeEffectifs${level} is no year: ${year.slice(0, 16)}`);
  const observed = day(text(values, `dateDernierTraitement${level}`), `dateDernierTraitement${level}`) ?? undefined;
  const band = text(values, `trancheEffectifs${level}`, ...(level === 'Etablissement' ? ['code_tranche'] : []));
  const common = { observed, headcountBand: band, headcountYear: year === undefined ? undefined : Number(year) };
  if (level === 'Etablissement') return { ...common, address: address(values) ?? communeOnly(values) };
  const givenNames = [1, 2, 3, 4].map((n) => text(values, `prenom${n}UniteLegale`)).filter((name) => name !== undefined).join(' ');
  return { ...common, acronym: text(values, 'sigleUniteLegale'), givenNames: givenNames || undefined, gender: text(values, 'sexeUniteLegale') };
}

/** The period history names the commune of today only. */
function communeOnly(values: Values): Record<string, string> | undefined {
  const inseeCode = text(values, 'code_commune');
  const locality = text(values, 'libelle_commune');
  return inseeCode === undefined ? undefined : { inseeCode, ...(locality !== undefined && { locality }) };
}

function number(values: Values, column: 'siret' | 'siren', digits: number): string {
  const value = text(values, column) ?? '';
  if (value.length !== digits || !/^\d+$/.test(value)) throw new BadLine(`${column} is not ${digits} digits: ${value.slice(0, 32)}`);
  return value;
}

/** Rows of one SIRET: its periods, and from the last of them what is known of today. */
function establishmentOfPeriods(rows: readonly KeyedRow[]): RegisterRecord {
  const values = rows.at(-1)!.values;
  // The same row twice says nothing twice.
  const distinct = new Map(rows.map((row) => [JSON.stringify(row.values), row]));
  return {
    kind: 'establishment', number: number(values, 'siret', 14), createdOn: null, today: today(values, 'Etablissement'),
    periods: periods([...distinct.values()]),
    historyOf: ['administrative-status', 'activity', ...('enseigne1Etablissement' in values ? ['name.banner', 'name.trade'] : [])],
  };
}

/** A row of the stock: an establishment and its legal unit in their current period. */
function establishmentOfStock({ values, line }: KeyedRow): RegisterRecord {
  const current = currentPeriod(values, line);
  return {
    kind: 'establishment', number: number(values, 'siret', 14), createdOn: day(text(values, 'dateCreationEtablissement'), 'dateCreationEtablissement'),
    today: today(values, 'Etablissement'), historyOf: [],
    periods: [current], legalUnit: legalUnitBeside(values, line),
  };
}

/**
 * What an establishment's row tells of its legal unit: today's values, without their dates. Without the head office: who it
 * is the stock tells of every establishment, since when it tells of none.
 */
function legalUnitBeside(values: Values, line: number): RegisterRecord | undefined {
  if (text(values, 'etatAdministratifUniteLegale') === undefined) return undefined;
  const legalUnit = Object.fromEntries(Object.entries(values).filter(([name]) => name.endsWith('UniteLegale')));
  return {
    kind: 'legal-unit', number: number(values, 'siren', 9), createdOn: day(text(values, 'dateCreationUniteLegale'), 'dateCreationUniteLegale'),
    today: today(values, 'UniteLegale'), historyOf: [],
    periods: [{ ...currentPeriod(legalUnit, line), headOfficeNic: undefined }],
  };
}

/** The only period of a row that has no end, seen on the day of the row where its start is not told. */
function currentPeriod(values: Values, line: number): RegisterPeriod {
  const { observed } = today(values, 'dateDernierTraitementUniteLegale' in values && !('siret' in values) ? 'UniteLegale' : 'Etablissement');
  const one = period(values, line);
  return 'dateDebut' in values ? one : { ...one, from: observed ?? null, observedOnly: true };
}

function periods(rows: readonly { readonly values: Values; readonly line: number }[]): RegisterPeriod[] {
  const bad: Rejection[] = [];
  const good = rows.flatMap(({ values, line }) => {
    try {
      return [period(values, line)];
    } catch (error) {
      if (!(error instanceof BadLine)) throw error;
      bad.push({ line, reason: error.message });
      return [];
    }
  });
  if (bad.length > 0) throw new BadRecord(bad);
  return good;
}

type JsonObject = Readonly<Record<string, unknown>>;
const objects = (value: unknown): JsonObject[] => (Array.isArray(value) ? (value as unknown[]).filter(isObject) : []);
const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

function establishmentOfApi(object: JsonObject, line: number): RegisterRecord {
  const { adresseEtablissement, uniteLegale, periodesEtablissement } = object;
  const values = { ...object, ...(isObject(adresseEtablissement) && adresseEtablissement) };
  const beside = isObject(uniteLegale) ? { ...uniteLegale, siren: object.siren } : undefined;
  return {
    kind: 'establishment', number: number(values, 'siret', 14), createdOn: day(text(values, 'dateCreationEtablissement'), 'dateCreationEtablissement'),
    today: today(values, 'Etablissement'), historyOf: ['administrative-status', 'activity', 'name.banner', 'name.trade'],
    periods: periods(objects(periodesEtablissement).map((one) => ({ values: one, line }))),
    legalUnit: beside && legalUnitBeside(beside, line),
  };
}

function legalUnitOfApi(object: JsonObject, line: number): RegisterRecord {
  return {
    kind: 'legal-unit', number: number(object, 'siren', 9), createdOn: day(text(object, 'dateCreationUniteLegale'), 'dateCreationUniteLegale'),
    today: today(object, 'UniteLegale'),
    historyOf: ['administrative-status', 'activity', 'name.legal', 'name.trade', 'name.birth', 'name.usual', 'legal-category', 'nature', 'head-office'],
    periods: periods(objects(object.periodesUniteLegale).map((one) => ({ values: one, line }))),
  };
}

/** Everything wrong with one record. */
class BadRecord extends Error {
  constructor(readonly rejections: readonly Rejection[]) {
    super('bad record');
  }
}

/** Reads one record, or says what is wrong with each of its lines; of a record with a bad line nothing is kept. */
function reading(lines: readonly number[], key: string, read: () => RegisterRecord): Reading {
  let bad: readonly Rejection[];
  try {
    const record = read();
    const ordered = chronological(record.periods);
    bad = [...contradictions(ordered, record.number), ...unknowns(record, lines[0]!)];
    if (bad.length === 0) return { record: { ...record, periods: ordered }, lines };
  } catch (error) {
    if (error instanceof BadRecord) bad = error.rejections;
    else if (error instanceof BadLine) bad = lines.slice(0, 1).map((line) => ({ line, reason: error.message }));
    else throw error;
  }
  const named = new Set(bad.map(({ line }) => line));
  const first = bad[0]!.line;
  return {
    lines,
    rejections: [
      ...bad.map((rejection) => ({ number: key, ...rejection })),
      ...lines.filter((line) => !named.has(line)).map((line) => ({ line, number: key, reason: `nothing of this record was kept because of line ${first}` })),
    ],
  };
}

/** Numbers that cannot be, and records without any content. */
function unknowns({ kind, number: id, periods: all }: RegisterRecord, line: number): Rejection[] {
  const valid = kind === 'establishment' ? isSiret(id) : isSiren(id);
  if (!valid) return [{ line, number: id, reason: `${id} is no ${kind === 'establishment' ? 'SIRET' : 'SIREN'}: its check digit is wrong` }];
  return all.length === 0 ? [{ line, number: id, reason: 'the record has no period' }] : [];
}

/** The records of a file, whatever its layout, in the order of their numbers. */
export async function* readRegister(file: string): AsyncGenerator<Reading> {
  if (/\.json(\.gz)?$/.test(file)) yield* readJson(file);
  else yield* readCsv(file);
}

async function* readCsv(file: string): AsyncGenerator<Reading> {
  const header = await firstLine(file);
  const delimiter = delimiterOf(header);
  const stock = isStock(file, header.split(delimiter).map((name) => name.replace(/^"(.*)"$/, '$1')));
  const rows = parse({ columns: true, bom: true, delimiter, info: true, relax_column_count: true, skip_empty_lines: true });
  // What goes wrong on the way ends the rows with its error.
  pipeline(readText(file), rows, () => undefined);
  const keyed = async function* (): AsyncGenerator<KeyedRow> {
    for await (const { record: values, info } of rows as AsyncIterable<{ record: Record<string, string>; info: { lines: number; error?: Error } }>) {
      yield { key: values.siret ?? '', line: info.lines, values, ...(info.error && { fault: 'the line has not as many columns as the header' }) };
    }
  };
  for await (const rowsOfOne of grouped(keyed())) {
    const { key } = rowsOfOne[0]!;
    const lines = rowsOfOne.map(({ line }) => line);
    const faults = rowsOfOne.flatMap(({ line, fault }) => (fault === undefined ? [] : [{ line, reason: fault }]));
    if (faults.length > 0) yield reading(lines, key, () => { throw new BadRecord(faults); });
    else if (stock) yield* lastTold(rowsOfOne, key, establishmentOfStock);
    else yield reading(lines, key, () => establishmentOfPeriods(rowsOfOne));
  }
}

/** Where a file describes one number several times, each time as a whole: what the register touched last counts, or else the later line. Who says otherwise is rejected. */
function* lastTold<T extends { readonly line: number; readonly values: Values }>(told: readonly T[], key: string, read: (one: T) => RegisterRecord): Generator<Reading> {
  const touched = ({ values }: T): string => text(values, 'dateDernierTraitementEtablissement', 'dateDernierTraitementUniteLegale') ?? '';
  const last = told.reduce((a, b) => (touched(b) >= touched(a) ? b : a));
  const other = told.filter(({ values }) => JSON.stringify(values) !== JSON.stringify(last.values));
  if (other.length > 0) {
    yield { lines: other.map(({ line }) => line), rejections: other.map(({ line }) => ({ line, number: key, reason: `line ${last.line} describes the same number, and is the later one` })) };
  }
  yield reading([last, ...told.filter((one) => one !== last && !other.includes(one))].map(({ line }) => line), key, () => read(last));
}

/** The one of the usual delimiters that the header has most of: another one inside a value is part of the value. */
function delimiterOf(header: string): string {
  const count = (delimiter: string): number => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((most, one) => (count(one) > count(most) ? one : most));
}

/** Whether a CSV is the stock (one row an establishment) and not the period history (one row a period). */
function isStock(file: string, columns: readonly string[]): boolean {
  if (!columns.includes('siret')) throw new UnreadableFile(`${file} is no layout of the register: there is no column siret`);
  if (columns.includes('dateFin')) return false;
  if (columns.includes('etatAdministratifEtablissement')) return true;
  throw new UnreadableFile(`${file} is no layout of the register: neither dateFin (period history) nor etatAdministratifEtablissement (stock) is among its columns`);
}

async function* readJson(file: string): AsyncGenerator<Reading> {
  const bytes = await readFile(file);
  const content = file.endsWith('.gz') ? gunzipped(file, bytes) : bytes;
  if (content.length > MAX_JSON_BYTES) throw new UnreadableFile(`${file} is larger than ${MAX_JSON_BYTES} bytes, the limit of a JSON answer`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content));
  } catch (error) {
    throw new UnreadableFile(`${file} is no JSON in UTF-8: ${(error as Error).message.slice(0, 200)}`);
  }
  const records = Array.isArray(parsed) ? objects(parsed) : isObject(parsed) ? [...objects(parsed.etablissements), ...objects(parsed.unitesLegales), ...objects([parsed.etablissement, parsed.uniteLegale])] : [];
  if (records.length === 0) throw new UnreadableFile(`${file} holds no etablissement and no uniteLegale`);
  const byNumber = new Map<string, { line: number; values: JsonObject }[]>();
  for (const [index, values] of records.entries()) {
    const line = index + 1;
    const number = (text(values, 'siret', 'siren') ?? '').slice(0, 32);
    const key = number === '' ? `line ${line}` : number;
    byNumber.set(key, [...(byNumber.get(key) ?? []), { line, values }]);
  }
  for (const [number, told] of byNumber) {
    yield* lastTold(told, number, ({ line, values }) => ('siret' in values ? establishmentOfApi(values, line) : legalUnitOfApi(values, line)));
  }
}

function gunzipped(file: string, bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_JSON_BYTES });
  } catch (error) {
    throw new UnreadableFile(`${file} is no gzip file, is cut off, or holds more than ${MAX_JSON_BYTES} bytes: ${(error as Error).message}`);
  }
}
