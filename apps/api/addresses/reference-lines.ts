/** The lines of a load of reference lists: all of them read and checked before the first is written. */
import { LISTS, type ListName } from '#libs/addresses/check.js';
import type { ReferenceLine } from '#libs/addresses/reference-lists.js';
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

/** @throws Refusal with the faults by number of line, when there is one */
export async function readReferenceLines(chunks: AsyncIterable<Buffer>): Promise<ReferenceLine[]> {
  const lines: ReferenceLine[] = [];
  const faults: Fault[] = [];
  let faulty = 0;
  try {
    for await (const { line, bytes } of linesOf(chunks, { maxLineBytes: MAX_LINE_BYTES, maxBytes: MAX_BATCH_BYTES })) {
      if (lines.length >= MAX_REFERENCE_LINES) throw new Refusal('batch-too-large', `a load has at most ${MAX_REFERENCE_LINES} lines`, { limit: MAX_REFERENCE_LINES });
      const read = readLine(bytes);
      if (Array.isArray(read)) {
        faulty += 1;
        faults.push(...read.slice(0, Math.max(0, MAX_FAULTS - faults.length)).map((fault) => ({ ...fault, path: `line ${line}${fault.path === '' ? '' : `: ${fault.path}`}` })));
      } else lines.push(read);
    }
  } catch (error) {
    if (error instanceof TooManyBytes) throw new Refusal('batch-too-large', `a load has at most ${MAX_BATCH_BYTES} bytes (64 MiB)`, { limit: MAX_BATCH_BYTES });
    throw error;
  }
  if (faulty > 0) throw new Refusal('invalid-body', `${faulty} lines are wrong; nothing was loaded`, { errors: faults });
  if (lines.length === 0) throw new Refusal('invalid-body', 'there is no line to load', { errors: [{ path: 'body', expected: 'one JSON object a line' }] });
  return lines;
}

function readLine(bytes: Buffer | undefined): ReferenceLine | Fault[] {
  if (!bytes) return [{ path: '', expected: `at most ${MAX_LINE_BYTES} bytes` }];
  let value: unknown;
  try {
    value = parseJson(bytes);
  } catch (error) {
    if (error instanceof Refusal) return [{ path: '', expected: error.detail === 'the body is not UTF-8' ? 'UTF-8' : 'one JSON object' }];
    throw error;
  }
  const list = (value as { list?: unknown } | null)?.list;
  if (!LISTS.includes(list as ListName)) return [{ path: 'list', expected: LISTS.join(', ') }];
  const found = faultsIn(LINE_OF[list as ListName], value);
  if (found.length > 0) return found.map(({ path, expected }) => ({ path, expected }));
  const row = value as Record<string, string | null>;
  if (typeof row['validFrom'] === 'string' && typeof row['validTo'] === 'string' && row['validTo'] <= row['validFrom']) return [{ path: 'validTo', expected: 'a day after validFrom' }];
  return { list, row: list === 'postcodes' ? { ...row, place: row['place'] ?? '' } : { ...row, validFrom: row['validFrom'] ?? null, validTo: row['validTo'] ?? null } } as unknown as ReferenceLine;
}
