/** The lines of a load of reference lists: all of them read and checked before the first is written. */
import { LISTS, type ListName } from '#libs/addresses/check.js';
import type { ReferenceListRows } from '#libs/addresses/reference-lists.js';
import { faultsIn } from '#libs/commands/fields.js';
import { Refusal, type Fault } from '#libs/platform/refusal.js';
import { linesOf, TooManyBytes } from '../batch/ndjson.js';
import { parseJson } from '../http/body-parsers.js';
import { MAX_BATCH_BYTES } from '../http/limits.js';
import { LINE_OF } from './address.bodies.js';

/** Lines of one load: about twice the three lists of today. They are held in memory, some 100 bytes each. */
export const MAX_REFERENCE_LINES = 250_000;
/** Bytes of a line: names and codes. */
const MAX_LINE_BYTES = 4_096;
/** Faults told at once: enough to see what is wrong with a file. */
const MAX_FAULTS = 20;

/** The row of a line, and what may be said once in its list. */
interface ReadLine {
  readonly list: ListName;
  readonly row: Readonly<Record<string, string | null>>;
}

/**
 * The rows of each list that the lines name; what is said twice is kept once.
 * @throws Refusal with the faults by number of line, when there is one
 */
export async function readReferenceLines(chunks: AsyncIterable<Buffer>): Promise<Partial<ReferenceListRows>> {
  const rows = new Map<ListName, ReadLine['row'][]>();
  const said = new Map<string, string>();
  const faults: Fault[] = [];
  let count = 0;
  let faulty = 0;
  const tell = (line: number, found: readonly Fault[]): void => {
    faulty += 1;
    faults.push(...found.slice(0, Math.max(0, MAX_FAULTS - faults.length)).map((fault) => ({ ...fault, path: `line ${line}${fault.path === '' ? '' : `: ${fault.path}`}` })));
  };
  try {
    for await (const { line, bytes } of linesOf(chunks, { maxLineBytes: MAX_LINE_BYTES, maxBytes: MAX_BATCH_BYTES })) {
      count += 1;
      if (count > MAX_REFERENCE_LINES) throw new Refusal('batch-too-large', `a load has at most ${MAX_REFERENCE_LINES} lines`, { limit: MAX_REFERENCE_LINES });
      const read = readLine(bytes);
      if (!('row' in read)) {
        tell(line, read);
        continue;
      }
      const key = JSON.stringify([read.list, ...KEYS[read.list].map((member) => read.row[member] ?? null)]);
      const whole = JSON.stringify(read.row);
      const before = said.get(key);
      said.set(key, before ?? whole);
      if (before === undefined) {
        const list = rows.get(read.list) ?? [];
        rows.set(read.list, list);
        list.push(read.row);
      } else if (before !== whole) tell(line, [{ path: '', expected: `no other row of the same ${KEYS[read.list].join(', ')} before` }]);
    }
  } catch (error) {
    if (error instanceof TooManyBytes) throw new Refusal('batch-too-large', `a load has at most ${MAX_BATCH_BYTES} bytes (64 MiB)`, { limit: MAX_BATCH_BYTES });
    throw error;
  }
  if (faulty > 0) throw new Refusal('invalid-body', `${faulty} lines are wrong; nothing was loaded`, { errors: faults });
  if (count === 0) throw new Refusal('invalid-body', 'there is no line to load', { errors: [{ path: 'body', expected: 'one JSON object a line' }] });
  return Object.fromEntries(rows);
}

/** What a list can say once. */
const KEYS: Readonly<Record<ListName, readonly string[]>> = {
  postcodes: ['commune', 'communeName', 'postcode', 'place', 'label'], communes: ['code', 'validFrom'], merged: ['code', 'successor', 'validFrom'],
};

function readLine(bytes: Buffer | undefined): ReadLine | readonly Fault[] {
  if (!bytes) return [{ path: '', expected: `at most ${MAX_LINE_BYTES} bytes` }];
  let value: unknown;
  try {
    value = parseJson(bytes);
  } catch (error) {
    if (error instanceof Refusal) return [{ path: '', expected: error.detail === 'the body is not UTF-8' ? 'UTF-8' : 'one JSON object' }];
    throw error;
  }
  const name = (value as { list?: unknown } | null)?.list;
  if (!LISTS.includes(name as ListName)) return [{ path: 'list', expected: LISTS.join(', ') }];
  const list = name as ListName;
  const found = faultsIn(LINE_OF[list], value);
  if (found.length > 0) return found.map(({ path, expected }) => ({ path, expected }));
  const given = value as Readonly<Record<string, string | null | undefined>>;
  if (list === 'postcodes') return { list, row: { commune: given['commune']!, communeName: given['communeName']!, postcode: given['postcode']!, place: given['place'] ?? '', label: given['label']! } };
  const [validFrom, validTo] = [given['validFrom'] ?? null, given['validTo'] ?? null];
  if (validFrom !== null && validTo !== null && validTo <= validFrom) return [{ path: 'validTo', expected: 'a day after validFrom' }];
  return { list, row: { code: given['code']!, ...(list === 'merged' && { successor: given['successor']! }), name: given['name']!, validFrom, validTo } };
}
