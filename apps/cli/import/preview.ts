import type { ImportRecord, Reading } from './record.js';
import { upsertOf } from './upsert.js';

export const PREVIEW = { type: 'string', bare: '5', usage: '--preview [<n>]     csv, vcard: show the first n records (5) as the commands they would become; they hold values of the file' } as const;

/** Shows the first records as the commands they would become, and sends nothing. */
export function preview(readings: readonly Reading[], system: string, count: string): number {
  for (const reading of readings.slice(0, Number(count))) console.log(JSON.stringify('rejected' in reading ? reading : commandOf(reading.record, system), undefined, 2));
  return 0;
}

function commandOf(record: ImportRecord, system: string): object {
  const { line, match, relations, notes } = record;
  const { command, body } = upsertOf(record, system, '');
  return { line, command, body, ...(match.length > 0 && { match }), ...(relations.length > 0 && { relations }), ...(notes.length > 0 && { leftOut: notes }) };
}
