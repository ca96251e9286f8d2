/** A CSV file of any system as rows: its encoding, byte order mark and delimiter are found out and told, never guessed in silence. */
import { readFile, stat } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { decoded, UnreadableFile } from '../text-file.js';

/** Exports are read whole, so that their profile comes before the first record; a CRM of a million accounts stays below. */
const MAX_BYTES = 256 * 1024 * 1024;
/** Records by which the delimiter is recognised. */
const SAMPLE = 50;
const DELIMITERS = [',', ';', '\t', '|'] as const;

export interface TableForm {
  readonly encoding: 'ascii' | 'utf-8' | 'utf-16le' | 'utf-16be' | 'iso-8859-1' | 'windows-1252';
  readonly bom: boolean;
  readonly delimiter: string;
}

export interface Row {
  /** Line of the file where the row begins; the header is line 1, or line 2 below a line of Excel's such as `sep=;`. */
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
  /** Set where the row has not as many cells as the header. */
  readonly fault?: string;
}

export interface Table extends TableForm {
  /** In the order of the file; one that comes again has ` (2)` behind its name. */
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/**
 * @param blank cells that are read as empty
 * @throws UnreadableFile where the file is too large, empty, or no CSV
 */
export async function readTable(file: string, blank: readonly string[] = []): Promise<Table> {
  const { text, ...form } = decode(await readBytes(file), file);
  const sep = SEP_LINE.exec(text);
  const delimiter = sep ? sep[1]! : delimiterOf(text);
  const [header, ...records] = recordsOf(text.slice(sep?.[0].length ?? 0), { delimiter, above: sep ? 1 : 0 }, file);
  if (!header || header.cells.every((cell) => cell === '')) throw new UnreadableFile(`${file} has no header line`);
  const columns = distinct(header.cells);
  const read = (cell = ''): string => (blank.includes(cell.trim()) ? '' : cell.trim());
  // A sheet that was cleared is written as rows of delimiters.
  const rows = records.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')).map(({ cells, line }): Row => ({
    line,
    cells: Object.fromEntries(columns.map((column, i) => [column, read(cells[i])])),
    ...(cells.length !== columns.length && { fault: `${cells.length} cells where the header has ${columns.length}` }),
  }));
  return { ...form, delimiter, columns, rows };
}

export async function readBytes(file: string): Promise<Buffer> {
  const found = await stat(file);
  if (found.isDirectory()) throw new UnreadableFile(`${file} is a folder`);
  const { size } = found;
  if (size > MAX_BYTES) throw new UnreadableFile(`${file} has ${size} bytes; at most ${MAX_BYTES} (256 MiB) are read: split it`);
  const bytes = await readFile(file);
  if (!file.endsWith('.gz')) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_BYTES });
  } catch (error) {
    throw new UnreadableFile(`${file} is no gzip file, is cut off, or unpacks to more than 256 MiB: ${(error as Error).message}`);
  }
}

/** The text, and how it was written. What is no UTF-8 is Windows-1252, of which Latin-1 is the part without 80 to 9F. */
export function decode(bytes: Buffer, file: string): { readonly text: string; readonly encoding: TableForm['encoding']; readonly bom: boolean } {
  const as = (encoding: TableForm['encoding'], bom: number): ReturnType<typeof decode> => {
    try {
      return { text: decoded(bytes.subarray(bom), encoding === 'ascii' ? 'utf-8' : encoding, true), encoding, bom: bom > 0 };
    } catch {
      throw new UnreadableFile(`${file} begins as ${encoding} does, but is not ${encoding} throughout`);
    }
  };
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return as('utf-8', 3);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return as('utf-16le', 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return as('utf-16be', 2);
  if (bytes.includes(0)) throw new UnreadableFile(`${file} is no text (it holds a zero byte), or UTF-16 without a byte order mark`);
  if (bytes.every((byte) => byte < 0x80)) return as('ascii', 0);
  try {
    return as('utf-8', 0);
  } catch {
    refuseNearlyUtf8(bytes, file);
    return as(bytes.some((byte) => byte >= 0x80 && byte <= 0x9f) ? 'windows-1252' : 'iso-8859-1', 0);
  }
}

/** Text in Latin-1 holds hardly ever what is a letter in UTF-8 too. Where most are, some bytes are broken, and all other letters would be with them. */
function refuseNearlyUtf8(bytes: Buffer, file: string): void {
  const text = new TextDecoder('utf-8').decode(bytes);
  const broken = text.match(/\ufffd/g)!.length;
  const whole = text.match(/[^\0-\x7f\ufffd]/g)?.length ?? 0;
  if (whole > broken) throw new UnreadableFile(`${file} is UTF-8 but for ${broken} bytes that are not, the first in line ${text.slice(0, text.indexOf('\ufffd')).split(/\r\n|\n|\r/).length}`);
}

/** What Excel reads before the header, for itself. Cut off, because its line may end in another way than the others do. */
const SEP_LINE = /^"?sep=([^"\r\n])"?(?:\r\n|\n|\r|$)/i;

/** The delimiter that cuts most of the first records into as many cells as the header, and into the most; a comma where none cuts. */
function delimiterOf(text: string): string {
  let best: { delimiter: string; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const widthsOf = (quotes: object): number[] => (parse(text, { delimiter, to: SAMPLE, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, ...quotes })).map((record) => record.length);
    let widths: number[];
    try {
      widths = widthsOf({});
    } catch {
      // A quote that is never closed is told when the records are read, by its line.
      widths = widthsOf({ quote: false });
    }
    const width = widths[0] ?? 1;
    const score = width < 2 ? 0 : (widths.filter((one) => one === width).length / widths.length) * 1_000 + width;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function recordsOf(text: string, { delimiter, above }: { readonly delimiter: string; readonly above: number }, file: string): { readonly cells: readonly string[]; readonly line: number }[] {
  const bytes = Buffer.from(text);
  const starts: number[] = [];
  // Lines are counted in the text: the parser takes a break inside a quoted cell for two where it is of two characters.
  let [line, end] = [above + 1, 0];
  const until = (at: number): string => bytes.toString('utf8', end, at);
  try {
    const records = parse(bytes, {
      delimiter, relax_column_count: true, skip_empty_lines: true, relax_quotes: true,
      on_record(record: string[], { bytes: at }) {
        const written = until(at);
        const start = line + breaksIn(/^[\r\n]*/.exec(written)![0]);
        if (record.some((cell) => !isQuotedWhole(cell, written))) throw new UnreadableFile(`${file}: line ${start} is no CSV: ${MISPLACED}`);
        starts.push(start);
        line += breaksIn(written);
        end = at;
        return record;
      },
    });
    return records.map((cells, i) => ({ cells, line: starts[i]! }));
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    const { code, bytes: at = end } = error as { code?: string; bytes?: number };
    throw new UnreadableFile(`${file}: line ${line + breaksIn(until(at))} is no CSV: ${code === 'CSV_QUOTE_NOT_CLOSED' ? 'the quote that a cell begins with there is not closed' : (code ?? 'unreadable')}`);
  }
}

const MISPLACED = 'a cell begins with a quote and does not end with it, or has blanks before its quote; quotes inside a quoted cell are doubled';

/**
 * Quotes inside a cell that does not begin with one stand for themselves. The parser, told so, lets pass as well what begins with a
 * quote and goes on behind it: where that is a slip, all up to another quote would be one cell.
 */
const isQuotedWhole = (cell: string, written: string): boolean => !/^\s*"/.test(cell) || written.includes(`"${cell.replaceAll('"', '""')}"`);

const breaksIn = (text: string): number => text.match(/\r\n|\n|\r/g)?.length ?? 0;

function distinct(names: readonly string[]): string[] {
  const written = names.map((name, i) => name.trim() || `column ${i + 1}`);
  const taken = new Set<string>();
  return written.map((column) => {
    let [one, times] = [column, 1];
    // What is made up must not be what another column is called.
    while (taken.has(one) || (times > 1 && written.includes(one))) one = `${column} (${++times})`;
    taken.add(one);
    return one;
  });
}
