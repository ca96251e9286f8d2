import { coalesce } from '#libs/platform/coalesce.js';
import type { PreparedStatement } from '#libs/platform/database.js';
import { isUuid } from '#libs/platform/uuid.js';
import { checkAppend, checkName } from '../check-append.js';
import type { CopyTarget } from '../copy/copy-log.js';
import type { AppendResult, ExpectedRevision, NewEvent, Position, RecordedEvent, SubscribeOptions } from '../event-log.js';
import { EventIdTaken, LogHalted, LogUnavailable, MOST_EVENTS } from '../event-log.js';
import type { Verdict } from './append-call.js';
import { APPEND, appendParameters, FIND_TAKEN, isHalted, isIdTaken, outcomeOf } from './append-call.js';
import { AppendHints } from './append-hints.js';
import type { AppendOutcome, PendingAppend } from './append-queue.js';
import { AppendQueue } from './append-queue.js';
import type { Asked, AskedEventRow, EventRow } from './reads.js';
import { APPEND_END, askedParameters, byAsker, COPY_IN, HEAD, POSITION_AT, READ_ALL, READ_ASKED, READ_BY_STREAM, recordedEvent } from './reads.js';
import type { Moment } from './sessions.js';
import { Sessions } from './sessions.js';

export interface PostgresEventLogOptions {
  /** Milliseconds a caller waits for the outcome of an append or for a read. Default 10,000. */
  readonly deadlineMs?: number;
  /** Milliseconds after which a subscription looks for itself, hint or not. Default 1,000. */
  readonly pollMs?: number;
}

/** Appends in one call. Its answers, some 60 bytes each, then never fill the network's buffers while the lock is held. */
const MAX_APPENDS_PER_CALL = 256;
/**
 * Bytes in one call; a larger append goes alone. Small enough that large appends of many callers fill both calls: with 1 MB
 * each, one call took them all and the server waited for this process (100 events, 16 callers: 0.67 of the floor, now 0.82).
 */
const MAX_BYTES_PER_CALL = 250_000;
/** The second call is at the server already while the first one commits. */
const PARALLEL_CALLS = 2;
/**
 * Milliseconds a call may wait for the lock, and last in all, before the server ends it. A call needs nothing more from its
 * process once it runs; only one that freezes between the very last bytes of its request holds up others, and no longer than this.
 */
export const LOCK_TIMEOUT_MS = 4_000;
export const APPEND_TIMEOUT_MS = 5_000;
/** Milliseconds a page of a copy may take. When its outcome got lost its repetition is refused, and the next run begins where the log ends. */
const COPY_TIMEOUT_MS = 30_000;
/** Milliseconds a read may take. */
const READ_TIMEOUT_MS = 30_000;
const READ_CONNECTIONS = 4;
/** Askers for streams or commands in one read. */
const MAX_ASKERS_PER_READ = 64;
const DEFAULT_BATCH_SIZE = 1_000;

/**
 * The log in PostgreSQL: one table that one function writes (`migrations/0001-log.sql`). Appends of one process share calls,
 * and so do its reads of streams and commands: the more callers, the fewer round trips and waits for the disk each of them pays.
 */
export class PostgresEventLog implements CopyTarget {
  readonly engine = 'postgres';
  readonly positionsPerEvent = 1n;
  private readonly writers: Sessions;
  private readonly readers: Sessions;
  private readonly hints: AppendHints;
  private readonly queue: AppendQueue;
  private readonly ask: (asked: Asked) => Promise<RecordedEvent[]>;
  private readonly closing = new AbortController();
  private readonly deadlineMs: number;
  private readonly pollMs: number;

  /** Connects at the first call. The database must be migrated. */
  constructor(url: string, { deadlineMs = 10_000, pollMs = 1_000 }: PostgresEventLogOptions = {}) {
    this.deadlineMs = deadlineMs;
    this.pollMs = pollMs;
    this.writers = new Sessions(url, { name: 'log append', max: PARALLEL_CALLS, lockTimeoutMs: LOCK_TIMEOUT_MS, transactionTimeoutMs: APPEND_TIMEOUT_MS });
    this.readers = new Sessions(url, { name: 'log read', max: READ_CONNECTIONS, lockTimeoutMs: LOCK_TIMEOUT_MS, transactionTimeoutMs: READ_TIMEOUT_MS });
    this.hints = new AppendHints(url);
    this.queue = new AppendQueue({
      maxAppends: MAX_APPENDS_PER_CALL,
      maxBytes: MAX_BYTES_PER_CALL,
      parallel: PARALLEL_CALLS,
      call: (batch, deadline) => this.call(batch, deadline),
    });
    this.ask = coalesce({
      maxBatch: MAX_ASKERS_PER_READ,
      parallel: READ_CONNECTIONS - 1,
      run: async (askers: readonly Asked[]) => byAsker(await this.read<AskedEventRow>(READ_ASKED, askedParameters(askers)), askers.length),
      mayBeOfOne: (error) => !(error instanceof LogUnavailable),
    });
  }

  async open(): Promise<void> {
    await this.head();
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendResult> {
    const bytes = checkAppend(stream, expected, events);
    this.assertOpen();
    return this.queue.push({ stream, expected, events, bytes, deadline: performance.now() + this.deadlineMs });
  }

  async copyIn(events: readonly RecordedEvent[]): Promise<void> {
    const indexOf = new Map(events.map(({ position }, index) => [position, index + 1]));
    await this.writers.run(COPY_IN, [
      events.map(({ stream }) => stream), events.map(({ revision }) => revision), events.map(({ id }) => id), events.map(({ type }) => type), events.map(({ commandId }) => commandId),
      events.map(({ data }) => data), events.map(({ metadata }) => metadata), events.map(({ recordedAt }) => recordedAt), events.map(({ appendEnd }) => indexOf.get(appendEnd)!),
    ], performance.now() + COPY_TIMEOUT_MS);
  }

  async readStream(stream: string, from = 0, limit = MOST_EVENTS): Promise<RecordedEvent[]> {
    checkName('stream', stream);
    return this.ask({ stream, from, limit: Math.min(limit, MOST_EVENTS) });
  }

  async eventsOfCommand(commandId: string): Promise<RecordedEvent[]> {
    if (!isUuid(commandId)) throw new RangeError('commandId is not a UUID in lower case');
    return this.ask({ commandId });
  }

  async readAll(after: Position, limit: number): Promise<RecordedEvent[]> {
    return (await this.read<EventRow>(READ_ALL, [after, after + BigInt(limit)])).map(recordedEvent);
  }

  async *subscribe(after: Position, { signal, batchSize = DEFAULT_BATCH_SIZE }: SubscribeOptions): AsyncGenerator<readonly RecordedEvent[], void, void> {
    const ended = AbortSignal.any([signal, this.closing.signal]);
    let position = after;
    while (!ended.aborted) {
      const seen = this.hints.seen;
      const events = await this.nextPage(position, batchSize, ended);
      if (ended.aborted) return;
      const last = events.at(-1);
      if (last) {
        yield events;
        position = last.position;
      } else {
        await this.hints.next(seen, this.pollMs, ended);
      }
    }
  }

  async readByStream(after: Pick<RecordedEvent, 'stream' | 'revision'> | undefined, upTo: Position, limit: number): Promise<RecordedEvent[]> {
    return (await this.read<EventRow>(READ_BY_STREAM, [after?.stream ?? '', after?.revision ?? -1, upTo, limit])).map(recordedEvent);
  }

  async head(): Promise<{ position: Position; recordedAt: string | null }> {
    const [row] = await this.read<[bigint, string]>(HEAD, []);
    return row ? { position: row[0], recordedAt: row[1] } : { position: 0n, recordedAt: null };
  }

  async countAfter(position: Position, atMost: number): Promise<number> {
    const behind = (await this.head()).position - position;
    return behind <= 0n ? 0 : behind < atMost ? Number(behind) : atMost;
  }

  async positionAt(instant: string): Promise<Position> {
    const [row] = await this.read<[bigint | null]>(POSITION_AT, [instant]);
    return row?.[0] ?? 0n;
  }

  async appendEnd(position: Position): Promise<Position | undefined> {
    if (position === 0n) return 0n;
    const [row] = await this.read<[bigint]>(APPEND_END, [position]);
    return row?.[0];
  }

  /** Ends subscriptions at once, lets appends under way finish, then lets go of the connections. */
  async close(): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    await Promise.all([this.hints.close(), this.queue.drained().then(() => this.writers.close()), this.readers.close()]);
  }

  private async call(batch: readonly PendingAppend[], deadline: Moment): Promise<AppendOutcome[]> {
    try {
      const verdicts = await this.writers.run<Verdict>(APPEND, appendParameters(batch), deadline);
      return batch.map((append, index) => outcomeOf(append, verdicts[index]!));
    } catch (error) {
      if (isHalted(error)) throw new LogHalted('the log is moved to another engine: nothing is appended here', { cause: error });
      const [append] = batch;
      if (batch.length > 1 || !append || !isIdTaken(error)) throw error;
      const [taken] = await this.writers.run<[string]>(FIND_TAKEN, [append.events.map(({ id }) => id)], deadline);
      return [new EventIdTaken(append.stream, taken![0])];
    }
  }

  private assertOpen(): void {
    if (this.closing.signal.aborted) throw new LogUnavailable('the log was closed');
  }

  private async read<Row extends unknown[]>(statement: PreparedStatement, values: readonly unknown[]): Promise<Row[]> {
    this.assertOpen();
    return this.readers.run<Row>(statement, values, performance.now() + this.deadlineMs);
  }

  /** Asks until there is an answer, even an empty one. Empty as well when the subscription ended meanwhile. */
  private async nextPage(after: Position, limit: number, ended: AbortSignal): Promise<RecordedEvent[]> {
    while (!ended.aborted) {
      try {
        return (await unlessAborted(this.readAll(after, limit), ended)) ?? [];
      } catch (error) {
        if (!(error instanceof LogUnavailable)) throw error;
      }
    }
    return [];
  }
}

/** The promise's outcome, or undefined as soon as the signal aborts: the promise then goes on unheard. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const abort = (): void => resolve(undefined);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    promise.finally(() => signal.removeEventListener('abort', abort)).then(resolve, reject);
  });
}
