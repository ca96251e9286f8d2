/**
 * The hash chain of the log. The hash of an event is made of all that was recorded of it, its place in the order, and the hash of the
 * event before it: whoever knows one knows that nothing before it has changed. No position of an engine is in it, so a log that was
 * copied has the same chain.
 */
import { hash } from 'node:crypto';
import type { RecordedEvent } from '#libs/event-log/event-log.js';
import { canonicalJson, isCanonical } from '#libs/facts/canonical-json.js';

export const HASH_BYTES = 32;
/** Before the first event. */
export const GENESIS: Buffer = Buffer.alloc(HASH_BYTES);
/** Tells the hash of an event from that of a node of the Merkle tree (RFC 6962, 2.1): the chain's hashes are the tree's leaves. */
const LEAF = 0x00;

/** An event at its place in the chain. `data` and `metadata` are canonical JSON (RFC 8785) of what is stored: the encrypted values. */
export interface ChainedEvent extends Pick<RecordedEvent, 'id' | 'stream' | 'revision' | 'type' | 'recordedAt' | 'commandId' | 'data' | 'metadata'> {
  /** Counted from 1 over the whole log. */
  readonly ordinal: number;
  /** How many events of the same append follow. */
  readonly left: number;
}

/** @returns SHA-256 over each part behind its length (4 bytes, big-endian), the hash before as the last one */
export function eventHash(event: ChainedEvent, previous: Buffer): Buffer {
  const { ordinal, id, stream, revision, type, recordedAt, commandId, left, data, metadata } = event;
  const parts = [String(ordinal), id, stream, String(revision), type, recordedAt, commandId, String(left), data, metadata];
  // All at once, with room for the lengths between: each call into Node's native code costs as much as some hundred bytes.
  const text = LENGTH + parts.join(LENGTH);
  // Three bytes are the most that a character takes in UTF-8.
  const most = 1 + 3 * text.length + LENGTH_BYTES + HASH_BYTES;
  if (scratch.length < most) scratch = Buffer.allocUnsafe(most);
  scratch[0] = LEAF;
  let end = 1 + scratch.write(text, 1);
  const plain = end === 1 + text.length;
  let at = 1;
  for (const part of parts) at = writeLength(plain ? part.length : Buffer.byteLength(part), at);
  end = writeLength(HASH_BYTES, end) - HASH_BYTES;
  end += previous.copy(scratch, end);
  return sha256(scratch.subarray(0, end));
}

/** By way of a string: a buffer that Node's native code makes for each hash has memory of its own, and collecting those took longer than hashing. */
export const sha256 = (bytes: Buffer): Buffer => Buffer.from(hash('sha256', bytes, 'binary'), 'binary');

const LENGTH_BYTES = 4;
const LENGTH = '\0'.repeat(LENGTH_BYTES);
/** Writes a length at a place, and says where the next one belongs: behind so many bytes. */
function writeLength(length: number, at: number): number {
  scratch[at] = length >>> 24;
  scratch[at + 1] = length >>> 16;
  scratch[at + 2] = length >>> 8;
  scratch[at + 3] = length;
  return at + LENGTH_BYTES + length;
}
/** Where the bytes of one event are put together: most take some hundred. */
let scratch = Buffer.allocUnsafe(16_384);

/** The events of whole appends, at their places after an ordinal. */
export function chained(events: readonly RecordedEvent[], after: number): ChainedEvent[] {
  const left = leftInAppends(events);
  return events.map(({ id, stream, revision, type, recordedAt, commandId, data, metadata }, n) => ({
    ordinal: after + n + 1, id, stream, revision, type, recordedAt, commandId, left: left[n]!, data: canonical(data), metadata: canonical(metadata),
  }));
}

/** Where an append ends is part of what was recorded; told without positions. −1 where the ends contradict each other. */
function leftInAppends(events: readonly RecordedEvent[]): number[] {
  const left = new Array<number>(events.length);
  for (let n = events.length - 1; n >= 0; n -= 1) {
    const { position, appendEnd } = events[n]!;
    left[n] = position === appendEnd ? 0 : events[n + 1]?.appendEnd === appendEnd ? left[n + 1]! + 1 : -1;
  }
  return left;
}

/** What is no JSON was not written by us; it stands for itself, and no canonical text equals it. */
function canonical(text: string): string {
  if (isCanonical(text)) return text;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text;
  }
  return canonicalJson(value);
}
