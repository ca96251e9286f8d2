import { createHash } from 'node:crypto';
import type { EventLog, Position, RecordedEvent } from '../event-log.js';
import { LOG_COPIED, LOG_STREAM } from '../log-birth.js';
import { pagesOf } from '../pages.js';

export interface Comparison {
  /** Events that both have, equal in everything. */
  readonly equal: number;
  /** At most {@link MAX_DIFFERENCES}; none when the logs are equal. */
  readonly differences: readonly string[];
  /** SHA-256 over all equal events, in hexadecimal: see {@link eventBytes}. */
  readonly hash: string;
  /** Events that say in a copy that it is one, and are in no source. */
  readonly ownOfCopy: number;
}

export const MAX_DIFFERENCES = 20;
const PAGE = 2_000;

/** Told of the end of each append that both have, as they are compared. */
export type OnAppendEnd = (ends: readonly { readonly from: Position; readonly to: Position }[]) => Promise<void>;

/**
 * Compares two logs event by event, in their order: ids, streams, revisions, types, commands, content byte for byte, recorded times
 * and where appends end. Positions are each engine's own. What follows the source's end in the copy must say that it is a copy.
 */
export async function compareLogs(source: EventLog, copy: EventLog, { onEnds = () => Promise.resolve(), onProgress = () => undefined }: {
  readonly onEnds?: OnAppendEnd; readonly onProgress?: (equal: number) => void;
} = {}): Promise<Comparison> {
  const [left, right] = [new Reader(source), new Reader(copy)];
  const hash = createHash('sha256');
  const differences: string[] = [];
  let equal = 0;
  let ownOfCopy = 0;
  let ends: { from: Position; to: Position }[] = [];
  for (let ordinal = 1; differences.length < MAX_DIFFERENCES; ordinal += 1) {
    const [a, b] = [await left.next(), await right.next()];
    if (!a && !b) break;
    if (!a && b!.stream === LOG_STREAM && b!.type === LOG_COPIED) {
      ownOfCopy += 1;
      continue;
    }
    if (!a || !b) {
      differences.push(`event ${ordinal}: only in the ${a ? 'source' : 'copy'}: ${placeOf((a ?? b)!)}`);
      break;
    }
    if (a.id !== b.id) {
      // What follows stands elsewhere as well: it would be called different one by one.
      differences.push(await otherEvent(source, copy, { ordinal, a, b }));
      break;
    }
    const fields = differing(a, b);
    if (fields.length > 0) {
      differences.push(`event ${ordinal}, ${placeOf(a)}: ${fields.join(', ')} differ`);
      continue;
    }
    hash.update(eventBytes(a, ordinal));
    equal += 1;
    if (a.position === a.appendEnd) ends.push({ from: a.position, to: b.position });
    if (ends.length >= PAGE) {
      await onEnds(ends);
      onProgress(equal);
      ends = [];
    }
  }
  if (ends.length > 0) await onEnds(ends);
  onProgress(equal);
  return { equal, differences, hash: hash.digest('hex'), ownOfCopy };
}

/** What the hash of an event is made of, each part behind its length: nothing of it is the engine's. */
function eventBytes(event: RecordedEvent, ordinal: number): Buffer {
  const parts = [String(ordinal), event.id, event.stream, String(event.revision), event.type, event.recordedAt, event.commandId, event.data, event.metadata];
  return Buffer.concat(parts.flatMap((part) => {
    const bytes = Buffer.from(part);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return [length, bytes];
  }));
}

/** Why another event stands at a place: which of the two logs has both. */
async function otherEvent(source: EventLog, copy: EventLog, { ordinal, a, b }: { readonly ordinal: number; readonly a: RecordedEvent; readonly b: RecordedEvent }): Promise<string> {
  const [missing, extra] = [!(await holds(copy, a)), !(await holds(source, b))];
  if (missing && extra) return `event ${ordinal}: ${placeOf(a)} in the source, another event in the copy: ${placeOf(b)}`;
  if (missing) return `event ${ordinal}: missing in the copy: ${placeOf(a)}`;
  if (extra) return `event ${ordinal}: only in the copy: ${placeOf(b)}`;
  return `event ${ordinal}: another order: ${placeOf(a)} in the source, ${placeOf(b)} in the copy`;
}

/** Looked for around its revision: where an event is missing those behind it have moved up. */
async function holds(log: EventLog, { stream, revision, id }: RecordedEvent): Promise<boolean> {
  return (await log.readStream(stream, Math.max(0, revision - 1), 3)).some((event) => event.id === id);
}

const placeOf = ({ stream, revision, type }: RecordedEvent): string => `revision ${revision} of ${stream} (${type})`;

const COMPARED = ['stream', 'revision', 'type', 'commandId', 'data', 'metadata', 'recordedAt'] as const;

function differing(a: RecordedEvent, b: RecordedEvent): string[] {
  const fields: string[] = COMPARED.filter((field) => a[field] !== b[field]);
  if ((a.position === a.appendEnd) !== (b.position === b.appendEnd)) fields.push('end of the append');
  return fields;
}

/** A log's events one after the other, up to its present end. */
class Reader {
  private page: readonly RecordedEvent[] = [];
  private index = 0;
  private readonly pages: ReturnType<typeof pagesOf>;

  constructor(log: EventLog) {
    this.pages = pagesOf(log, 0n, PAGE);
  }

  async next(): Promise<RecordedEvent | undefined> {
    if (this.index === this.page.length) {
      this.page = (await this.pages.next()).value ?? [];
      this.index = 0;
    }
    return this.page[this.index++];
  }
}
