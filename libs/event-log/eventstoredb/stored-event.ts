import type { AllStreamRecordedEvent, BinaryEventData } from '@eventstore/db-client';
import { isUuid } from '#libs/platform/uuid.js';
import type { NewEvent, Position, RecordedEvent } from '../event-log.js';

/**
 * How an event of ours is stored in EventStoreDB. Its data are the event's content, byte for byte: `data`, then `metadata`.
 * Beside the content, as the server's user metadata, stands what belongs to the log.
 */
interface Header {
  readonly commandId: string;
  /** The event is the n-th of so many in its append. */
  readonly n: number;
  readonly of: number;
  /** Bytes of the content that are `data`; the rest is `metadata`. */
  readonly dataBytes: number;
  /** When it was recorded first, in the log it was copied from. */
  readonly recordedAt?: string;
}

/** An event of ours as the server keeps it: what it cannot know is how long its append is and what time it was for the log. See {@link recordedEvent}. */
export interface StoredEvent {
  readonly kind: 'event';
  readonly event: Omit<RecordedEvent, 'appendEnd' | 'recordedAt'>;
  /** The event is the n-th of so many in its append. */
  readonly n: number;
  readonly of: number;
  /** The server's time, which may step back from one leader to the next. */
  readonly created: Date;
  /** Of a copied event: when it was recorded first. */
  readonly recordedAt: string | undefined;
}

/** An event of somebody else, or of the server itself, is none of ours. The tick only tells that time has passed. */
export type Received = StoredEvent | { readonly kind: 'tick'; readonly created: Date } | { readonly kind: 'foreign' };

/** A stream of events that say nothing but that the log's clock has come so far. See `EventStoreEventLog.positionAt`. */
export const CLOCK_STREAM = 'annals-clock';
export const CLOCK_TICKED = 'AnnalsClockTicked';

/** Not JSON: the client would parse it, and bytes that were parsed are not the same bytes. */
const BINARY = 'application/octet-stream';
const FOREIGN = { kind: 'foreign' } as const;
const UNKNOWN = 0n;
const encoder = new TextEncoder();

/** One event of an append, as the client sends it. The client knows a Uint8Array only by its very class, so no Buffer may be given. */
export function eventData(event: NewEvent, { n, of, recordedAt }: Pick<Header, 'n' | 'of' | 'recordedAt'>): BinaryEventData {
  const header: Header = { commandId: event.commandId, n, of, dataBytes: Buffer.byteLength(event.data), ...(recordedAt !== undefined && { recordedAt }) };
  return { contentType: BINARY, id: event.id, type: event.type, data: encoder.encode(event.data + event.metadata), metadata: encoder.encode(JSON.stringify(header)) };
}

export function tick(id: string): BinaryEventData {
  return { contentType: BINARY, id, type: CLOCK_TICKED, data: new Uint8Array(), metadata: undefined };
}

/** What the server brought. Streams of ours begin with the prefix, and are known without it. */
export function fromServer(recorded: AllStreamRecordedEvent | undefined, prefix: string): Received {
  if (!recorded || recorded.isJson || !recorded.streamId.startsWith(prefix)) return FOREIGN;
  const stream = recorded.streamId.slice(prefix.length);
  if (stream === CLOCK_STREAM && recorded.type === CLOCK_TICKED) return { kind: 'tick', created: recorded.created };
  const header = recorded.metadata;
  if (!isHeader(header)) return FOREIGN;
  const content = Buffer.from(recorded.data.buffer, recorded.data.byteOffset, recorded.data.byteLength);
  // Read once where a character is a byte, which is nearly always.
  const text = content.toString('utf8');
  const { dataBytes } = header;
  const [data, metadata] = text.length === content.length ? [text.slice(0, dataBytes), text.slice(dataBytes)] : [content.toString('utf8', 0, dataBytes), content.toString('utf8', dataBytes)];
  // Made whole at once, and completed when the rest is known: a log is read in millions of them.
  const event: RecordedEvent = {
    position: positionOf(recorded), appendEnd: UNKNOWN, stream, revision: Number(recorded.revision), id: recorded.id, type: recorded.type, commandId: header.commandId, data, metadata, recordedAt: '',
  };
  return { kind: 'event', event, n: header.n, of: header.of, created: recorded.created, recordedAt: header.recordedAt };
}

/** Completes an event by what is known once its append is. */
export function recordedEvent(stored: StoredEvent, appendEnd: Position, recordedAt: string): RecordedEvent {
  const event = stored.event as { -readonly [Member in keyof RecordedEvent]: RecordedEvent[Member] };
  event.appendEnd = appendEnd;
  event.recordedAt = recordedAt;
  return event;
}

/** Two offsets name a place in EventStoreDB. They are one for whatever was written over its present protocol, and our positions rely on it. */
export function positionOf({ position, streamId, revision }: Pick<AllStreamRecordedEvent, 'position' | 'streamId' | 'revision'>): Position {
  if (!position || position.commit !== position.prepare) throw new Error(`event ${revision} of ${streamId} was written in a transaction of the old protocol, which Annals cannot give a position`);
  return position.commit;
}

function isHeader(metadata: unknown): metadata is Header {
  const { commandId, n, of, dataBytes } = (metadata ?? {}) as Partial<Header>;
  return isUuid(commandId) && typeof n === 'number' && typeof of === 'number' && typeof dataBytes === 'number';
}
