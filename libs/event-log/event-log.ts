/**
 * The port to the log: one total order of events, from which everything else is derived. Each adapter passes
 * `test/contract/event-log.contract.ts` over its real protocol.
 */

/** Where an event stands in the total order. 0 is before everything. Opaque outside: see `position-token.ts`. */
export type Position = bigint;

/** `'no-stream'`, `'stream-exists'`, `'any'`, or the exact revision (0-based) the stream must be at. Product commands use exact and no-stream only. */
export type ExpectedRevision = number | 'no-stream' | 'stream-exists' | 'any';

/** One event to append. `data` and `metadata` are JSON texts, serialised once by the caller and stored byte for byte. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  /** The command that caused it; indexed, so that a command can be answered from its events. */
  readonly commandId: string;
  readonly data: string;
  readonly metadata: string;
}

export interface RecordedEvent {
  readonly position: Position;
  /** Position of the last event of the same append: half an append is never a moment one can ask about. */
  readonly appendEnd: Position;
  readonly stream: string;
  /** 0-based place in the stream. */
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly commandId: string;
  readonly data: string;
  readonly metadata: string;
  /** ISO 8601, UTC, milliseconds; never decreases along the log. */
  readonly recordedAt: string;
}

export interface AppendResult {
  /** Revision of the last event appended. */
  readonly revision: number;
  /** Position of the last event appended. */
  readonly position: Position;
  /** Undefined on an engine that tells it to readers alone. */
  readonly recordedAt: string | undefined;
  /**
   * True when these very events were there before: nothing was written, the original result is given. Undefined on an engine that gives
   * the original result and does not say so: it knows events by their ids, so events that differ must never share one.
   */
  readonly repeated: boolean | undefined;
}

/** Limits of one append on every engine; crossing one is {@link AppendTooLarge}, before anything is sent. */
export const MAX_EVENTS_PER_APPEND = 512;
/** Bytes of `data` and `metadata` together, in UTF-8. */
export const MAX_BYTES_PER_APPEND = 1_000_000;

/** More events than any log is asked to read or to count. */
export const MOST_EVENTS = 2 ** 31 - 1;

/** Where a log is kept. */
export type LogEngine = 'postgres' | 'eventstoredb';

export interface EventLog {
  readonly engine: LogEngine;

  /** About how far apart the positions of two events stand: 1 where they are dense, bytes where they are offsets. */
  readonly positionsPerEvent: bigint;

  /** Makes it ready to be asked. Nothing to wait for on PostgreSQL; EventStoreDB is read to its end, which at the first start on a large log takes minutes. */
  open(): Promise<void>;

  /**
   * Appends all events to one stream, or none.
   * The same ids at the same exact (or no-stream) revision again give the original result.
   * @throws WrongExpectedRevision when the stream is elsewhere
   * @throws EventIdTaken when an id is already in the log at another place
   * @throws AppendTooLarge before anything is sent
   * @throws LogUnavailable when the outcome is unknown: repeat the same call until it is known
   */
  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendResult>;

  /** Events of one stream from a revision on (inclusive), in order, at most `limit`; empty when there are none. */
  readStream(stream: string, from?: number, limit?: number): Promise<RecordedEvent[]>;

  /** All events of a command, in the order of the log. */
  eventsOfCommand(commandId: string): Promise<RecordedEvent[]>;

  /** The next events after a position in the order of the log, about `limit` of them: always whole appends. */
  readAll(after: Position, limit: number): Promise<RecordedEvent[]>;

  /**
   * Catches up from a position and then follows the log until the signal aborts; each batch is a run of whole appends.
   * Never skips, never doubles, and survives a lost connection by itself.
   */
  subscribe(after: Position, options: SubscribeOptions): AsyncIterable<readonly RecordedEvent[]>;

  /**
   * Events up to a position in the order of their streams and, in each, of their revisions: the next ones after an event, at most `limit`.
   * Left out where the engine keeps no such order.
   */
  readByStream?(after: Pick<RecordedEvent, 'stream' | 'revision'> | undefined, upTo: Position, limit: number): Promise<RecordedEvent[]>;

  /** The end of the log. `position` 0 and `recordedAt` null when it is empty. */
  head(): Promise<{ position: Position; recordedAt: string | null }>;

  /** How many events stand after a position, `atMost` when there are more. */
  countAfter(position: Position, atMost: number): Promise<number>;

  /** The last append that was recorded at or before an instant (its end), 0 when there was none. An instant that has passed has one answer for ever: appends under way are waited for. */
  positionAt(instant: string): Promise<Position>;

  /** The end of the append that holds a position. Undefined when the log does not reach it. */
  appendEnd(position: Position): Promise<Position | undefined>;

  close(): Promise<void>;
}

export interface SubscribeOptions {
  readonly signal: AbortSignal;
  /** At most about this many events in one batch. Default 1,000. */
  readonly batchSize?: number;
}

/** The stream was not where the append expected it. `actual` is its last revision, or `'no-stream'`. */
export class WrongExpectedRevision extends Error {
  override readonly name = 'WrongExpectedRevision';
  constructor(readonly stream: string, readonly expected: ExpectedRevision, readonly actual: number | 'no-stream') {
    super(`stream ${stream} is at ${actual}, expected ${expected}`);
  }
}

/** An event id is in the log already, at another place than this append would put it. */
export class EventIdTaken extends Error {
  override readonly name = 'EventIdTaken';
  constructor(readonly stream: string, readonly eventId: string) {
    super(`event id ${eventId} is in the log already; nothing was appended to ${stream}`);
  }
}

export class AppendTooLarge extends Error {
  override readonly name = 'AppendTooLarge';
  constructor(readonly limit: 'events' | 'bytes', readonly got: number, readonly max: number) {
    super(`an append holds at most ${max} ${limit}, got ${got}`);
  }
}

/** The log could not be reached or did not answer. The outcome of an append is unknown: the same call may be repeated. */
export class LogUnavailable extends Error {
  override readonly name = 'LogUnavailable';
}

/** The log answered that it will not do this: repeating it does not help. Nothing was written. */
export class LogRefused extends Error {
  override readonly name: string = 'LogRefused';
}

/** The log is being moved to another engine, or was: it takes nothing more here. Nothing was written. */
export class LogHalted extends LogRefused {
  override readonly name = 'LogHalted';
}

/** The events of a stream are not all there, or not all ours: somebody has changed it at the server. Whoever operates the log must look. */
export class StreamDamaged extends LogRefused {
  override readonly name = 'StreamDamaged';
}
