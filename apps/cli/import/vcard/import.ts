/** `annals import vcard <file>`: contacts of phones and mail programs. */
import { isUtf8 } from 'node:buffer';
import type { AnnalsClient } from '../../client.js';
import { decode, readBytes } from '../csv/table.js';
import type { Reading } from '../record.js';
import { importRecords, type RunOptions, type RunSummary } from '../run.js';
import { decoded, UnreadableFile } from '../text-file.js';
import { NOT_BEGUN, readCards } from './cards.js';
import { recordsOf, type CardOptions } from './records.js';

/** @throws UnreadableFile where the file holds no card */
export async function readVcards(file: string, options: CardOptions): Promise<Reading[]> {
  const cards = readCards(textOf(await readBytes(file), file));
  if (cards.every(({ faults }) => faults.some(({ reason }) => reason === NOT_BEGUN))) throw new UnreadableFile(`${file} holds no card (no BEGIN:VCARD)`);
  return recordsOf(cards, options);
}

/**
 * The text of a file. A property of 2.1 may name the charset of its bytes, whatever the ones around it have: it is read in it. Where
 * its bytes are UTF-8 all the same, the file was converted since.
 */
function textOf(read: Buffer, file: string): string {
  // Lines may be folded in the middle of a character (RFC 6350, 3.2).
  const bytes = isUtf8(read) ? read : Buffer.from(read.toString('latin1').replace(/([\x80-\xff])\r?\n[ \t](?=[\x80-\xbf])/g, '$1'), 'latin1');
  if (isUtf8(bytes) || bytes[0] === 0xff || bytes[0] === 0xfe) return decode(bytes, file).text;
  const own = new Map<number, string>();
  let charset: string | undefined;
  const lines = bytes.toString('latin1').split('\n').map((line, i) => {
    // What is folded goes on in the charset of its property.
    if (!/^[ \t]/.test(line)) charset = /^[^:]*;CHARSET="?([^":;\r]+)/i.exec(line)?.[1];
    const written = Buffer.from(line, 'latin1');
    const text = charset === undefined || isUtf8(written) ? undefined : inCharset(written, charset);
    if (text === undefined) return line;
    own.set(i, text);
    return '';
  });
  return decode(Buffer.from(lines.join('\n'), 'latin1'), file).text.split('\n').map((line, i) => own.get(i) ?? line).join('\n');
}

/** Undefined where there is no such charset, or the bytes are not of it. */
function inCharset(bytes: Buffer, charset: string): string | undefined {
  try {
    return decoded(bytes, charset, true);
  } catch {
    return undefined;
  }
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
