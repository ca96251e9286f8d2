/** `annals import vcard <file>`: contacts of phones and mail programs. */
import type { AnnalsClient } from '../../client.js';
import { decode, readBytes } from '../csv/table.js';
import type { Reading } from '../record.js';
import { importRecords, type RunOptions, type RunSummary } from '../run.js';
import { UnreadableFile } from '../text-file.js';
import { NOT_BEGUN, readCards } from './cards.js';
import { recordsOf, type CardOptions } from './records.js';

/** @throws UnreadableFile where the file holds no card */
export async function readVcards(file: string, options: CardOptions): Promise<Reading[]> {
  const cards = readCards(decode(await readBytes(file), file).text);
  if (cards.every(({ faults }) => faults.some(({ reason }) => reason === NOT_BEGUN))) throw new UnreadableFile(`${file} holds no card (no BEGIN:VCARD)`);
  return recordsOf(cards, options);
}

/** Properties that no attribute takes, and how often each was met. */
export function leftOutProperties(readings: readonly Reading[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { place } of readings.flatMap((reading) => ('record' in reading ? reading.record.notes : []))) counts.set(place, (counts.get(place) ?? 0) + 1);
  return new Map([...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));
}

export function importVcards(client: AnnalsClient, readings: readonly Reading[], options: Omit<RunOptions, 'terms'> & { readonly card: CardOptions }): Promise<RunSummary> {
  return importRecords(client, readings, { ...options, terms: options.card });
}
