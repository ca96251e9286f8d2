/**
 * `annals reference load`: the lists of La Poste and INSEE, from their files to the server. Every file is read to its end before
 * anything is sent, and all lists travel in one request: there is no state in which one is new and another is not yet.
 */
import { parse } from 'csv-parse';
import { capitals } from '#libs/addresses/address.js';
import type { ListName } from '#libs/addresses/check.js';
import { isCalendarDate } from '#libs/temporal/dates.js';
import type { AnnalsClient, ReferenceAnswer } from '../client.js';
import { firstLine, readText, UnreadableFile } from '../import/text-file.js';

/** Of each list the columns that are read, as their first line names them (in any case, with or without accents), by the member they become. */
const COLUMNS: Readonly<Record<ListName, Readonly<Record<string, string>>>> = {
  postcodes: { 'CODE COMMUNE INSEE': 'commune', 'NOM COMMUNE': 'communeName', 'NOM DE LA COMMUNE': 'communeName', 'CODE POSTAL': 'postcode', 'LIGNE 5': 'place', 'LIBELLE D ACHEMINEMENT': 'label' },
  communes: { 'INSEE CODE': 'code', NAME: 'name', 'VALID FROM': 'validFrom', 'VALID TO': 'validTo' },
  merged: { 'CODE INSEE': 'code', 'CODE INSEE 2026': 'successor', COMMUNE: 'name', 'VALID FROM': 'validFrom', 'VALID TO': 'validTo' },
};
/** Columns a list may lack. */
const OPTIONAL: ReadonlySet<string> = new Set(['place', 'validFrom', 'validTo']);
/** The row by which INSEE's list says "no commune known". */
const NO_COMMUNE = '99999';

const MEMBERS: Readonly<Record<string, { readonly fits: (value: string) => boolean; readonly expected: string }>> = {
  code: { fits: isCode, expected: 'a code of INSEE: five digits, or 2A and 2B with three' },
  commune: { fits: isCode, expected: 'a code of INSEE: five digits, or 2A and 2B with three' },
  successor: { fits: isCode, expected: 'a code of INSEE: five digits, or 2A and 2B with three' },
  postcode: { fits: (value) => /^\d{5}$/.test(value), expected: 'five digits' },
  validFrom: { fits: isDay, expected: 'a date YYYY-MM-DD, or nothing' },
  validTo: { fits: isDay, expected: 'a date YYYY-MM-DD, or nothing' },
};
const A_NAME = { fits: (value: string) => value !== '' && [...value].length <= 200, expected: 'a text of 1 to 200 characters' };

export interface FaultyLine {
  readonly list: ListName;
  /** From 1, the first line with the names of the columns counted. */
  readonly line: number;
  readonly column: string;
  readonly expected: string;
}

export interface ReferenceSummary {
  /** What the server did; undefined where nothing was sent. */
  readonly lists: ReferenceAnswer['lists'] | undefined;
  readonly rows: Readonly<Partial<Record<ListName, number>>>;
  /** Rows that are no commune. */
  readonly skipped: number;
  readonly faulty: readonly FaultyLine[];
}

/**
 * Loads the lists whose files are given, all or none: with a faulty line nothing is sent.
 * @throws UnreadableFile where a file is not UTF-8, no gzip though named so, or lacks a column
 */
export async function loadReference(client: AnnalsClient, files: Readonly<Partial<Record<ListName, string>>>, options: { readonly dryRun: boolean }): Promise<ReferenceSummary> {
  const lines: string[] = [];
  const faulty: FaultyLine[] = [];
  const rows: Partial<Record<ListName, number>> = {};
  let skipped = 0;
  for (const [list, file] of Object.entries(files) as [ListName, string][]) {
    let count = 0;
    for await (const { line, row } of rowsOf(list, file)) {
      const faults = faultsOf(list, row);
      if (faults.length > 0) faulty.push(...faults.map((fault) => ({ list, line, ...fault })));
      else if (row['code'] === NO_COMMUNE) skipped += 1;
      else {
        lines.push(`${JSON.stringify({ list, ...row })}\n`);
        count += 1;
      }
    }
    if (count === 0 && !faulty.some((fault) => fault.list === list)) throw new UnreadableFile(`${file} has no rows: an empty list would replace the one that is loaded`);
    rows[list] = count;
  }
  const sent = faulty.length === 0 && !options.dryRun ? await client.loadReference(lines.join('')) : undefined;
  return { lists: sent?.lists, rows, skipped, faulty };
}

type Row = Readonly<Record<string, string>>;

async function* rowsOf(list: ListName, file: string): AsyncGenerator<{ readonly line: number; readonly row: Row }> {
  const header = await firstLine(file);
  const delimiter = header.includes(';') ? ';' : ',';
  const members = header.split(delimiter).map((name) => COLUMNS[list][capitals(name)]);
  const missing = Object.entries(COLUMNS[list]).find(([, member]) => !OPTIONAL.has(member) && !members.includes(member));
  if (missing) throw new UnreadableFile(`${file} is no list of ${list}: its first line has no column ${missing[0].replaceAll(' ', '_').toLowerCase()}`);
  const parser = parse({ delimiter, from_line: 2, info: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, trim: true });
  const feeding = (async () => {
    try {
      for await (const text of readText(file)) if (!parser.write(text)) await new Promise((resolve) => parser.once('drain', resolve));
      parser.end();
    } catch (error) {
      parser.destroy(error as Error);
    }
  })();
  for await (const { record, info } of parser as AsyncIterable<{ record: readonly string[]; info: { lines: number } }>) {
    // Members that a line lacks are told like wrong ones; an empty optional one is left out.
    const row = members.flatMap((member, i): [string, string][] => {
      const value = record[i] ?? '';
      return member === undefined || (value === '' && OPTIONAL.has(member)) ? [] : [[member, value]];
    });
    yield { line: info.lines, row: Object.fromEntries(row) };
  }
  await feeding;
}

function faultsOf(list: ListName, row: Row): { column: string; expected: string }[] {
  const wrong = Object.entries(row).filter(([member, value]) => !(MEMBERS[member] ?? A_NAME).fits(value)).map(([member]) => ({ column: columnOf(list, member), expected: (MEMBERS[member] ?? A_NAME).expected }));
  const [from, to] = [row['validFrom'], row['validTo']];
  return wrong.length === 0 && from !== undefined && to !== undefined && to <= from ? [{ column: columnOf(list, 'validTo'), expected: 'a day after valid_from' }] : wrong;
}

const columnOf = (list: ListName, member: string): string => Object.entries(COLUMNS[list]).find(([, named]) => named === member)![0].replaceAll(' ', '_').toLowerCase();

function isCode(value: string): boolean {
  return /^[0-9][0-9AB][0-9]{3}$/.test(value);
}

function isDay(value: string): boolean {
  return value.length === 10 && isCalendarDate(value);
}
