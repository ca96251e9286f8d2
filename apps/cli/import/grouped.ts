/**
 * Brings the rows of one key together, in the order of the keys, whatever the order of the file. What fits into memory is sorted
 * there; a larger file is sorted in runs on disk and merged, so that memory stays flat.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface KeyedRow {
  readonly key: string;
  /** Place in the file: rows of one key keep their order. */
  readonly line: number;
  readonly values: Readonly<Record<string, string>>;
  /** Why the row cannot be read as the others are. */
  readonly fault?: string;
}

/** Rows sorted in memory at a time: about 30 MB of register rows. */
const ROWS_PER_RUN = 50_000;

const before = (a: KeyedRow, b: KeyedRow): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.line - b.line);

export async function* grouped(rows: AsyncIterable<KeyedRow>, rowsPerRun = ROWS_PER_RUN): AsyncGenerator<readonly KeyedRow[]> {
  let folder: string | undefined;
  const runs: string[] = [];
  let run: KeyedRow[] = [];
  try {
    for await (const row of rows) {
      run.push(row);
      if (run.length < rowsPerRun) continue;
      folder ??= await mkdtemp(join(tmpdir(), 'annals-import-'));
      runs.push(join(folder, String(runs.length)));
      await writeRun(runs.at(-1)!, run.sort(before));
      run = [];
    }
    run.sort(before);
    yield* groups(runs.length === 0 ? run : merge([...runs.map(readRun), run]));
  } finally {
    if (folder) await rm(folder, { recursive: true });
  }
}

async function* groups(sorted: Iterable<KeyedRow> | AsyncIterable<KeyedRow>): AsyncGenerator<readonly KeyedRow[]> {
  let group: KeyedRow[] = [];
  for await (const row of sorted) {
    if (group.length > 0 && group[0]!.key !== row.key) {
      yield group;
      group = [];
    }
    group.push(row);
  }
  if (group.length > 0) yield group;
}

async function writeRun(file: string, rows: readonly KeyedRow[]): Promise<void> {
  await pipeline(Readable.from((function* () { for (const row of rows) yield `${JSON.stringify(row)}\n`; })()), createWriteStream(file, { mode: 0o600 }));
}

async function* readRun(file: string): AsyncGenerator<KeyedRow> {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) yield JSON.parse(line) as KeyedRow;
}

/** Merges sorted runs. There are few (one in 50,000 rows), so the smallest head is simply looked for. */
async function* merge(runs: readonly (Iterable<KeyedRow> | AsyncIterable<KeyedRow>)[]): AsyncGenerator<KeyedRow> {
  const heads: { next: () => Promise<IteratorResult<KeyedRow>>; row: KeyedRow }[] = [];
  for (const run of runs) {
    const iterator = (async function* () { yield* run; })();
    const first = await iterator.next();
    if (!first.done) heads.push({ next: () => iterator.next(), row: first.value });
  }
  while (heads.length > 0) {
    const least = heads.reduce((a, b) => (before(b.row, a.row) < 0 ? b : a));
    yield least.row;
    const next = await least.next();
    if (next.done) heads.splice(heads.indexOf(least), 1);
    else least.row = next.value;
  }
}
