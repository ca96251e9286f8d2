import type { AppendExpectedRevision, EventStoreDBClient } from '@eventstore/db-client';
import { ANY, BACKWARDS, END, NO_STREAM, START, STREAM_EXISTS, WrongExpectedVersionError, StreamNotFoundError } from '@eventstore/db-client';
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '#libs/platform/clock.js';
import { coalesce } from '#libs/platform/coalesce.js';
import { Places } from '#libs/platform/places.js';
import { isUuid, randomUuid } from '#libs/platform/uuid.js';
import { checkAppend, checkName } from '../check-append.js';
import type { CopyTarget } from '../copy/copy-log.js';
import type { AppendResult, ExpectedRevision, NewEvent, Position, RecordedEvent, SubscribeOptions } from '../event-log.js';
import { LogUnavailable, MAX_BYTES_PER_APPEND, MAX_EVENTS_PER_APPEND, MOST_EVENTS, StreamDamaged, WrongExpectedRevision } from '../event-log.js';
import { Appends } from './appends.js';
import { passes, quietClientDefects } from './client-errors.js';
import { Connection, inTime } from './connection.js';
import { LogClock } from './log-clock.js';
import type { AppendTime, CommandPlace } from './log-clock.js';
import type { Moment } from '../postgres/sessions.js';
import { READ_IDLE_MS, received, Silence } from './received.js';
import type { StoredEvent } from './stored-event.js';
import { CLOCK_STREAM, eventData, fromServer, recordedEvent, tick } from './stored-event.js';
import { checkHolds, Tail } from './tail.js';
import type { Memory } from './tail.js';

export interface EventStoreEventLogOptions {
  /** Makes a client; only this log uses it. */
  readonly makeClient: () => EventStoreDBClient;
  /** Of the PostgreSQL that holds `log_clock`. It must be migrated. */
  readonly databaseUrl: string;
  /** What the names of its streams begin with on the server, where others keep theirs as well. Default: nothing. */
  readonly prefix?: string;
  readonly clock: Clock;
  /** A number in [0, 1). */
  readonly random: () => number;
  /** Milliseconds a caller waits for the outcome of an append or for a read. Default 10,000. */
  readonly deadlineMs?: number;
  /** Milliseconds one attempt of an append may take. Default 3,000. */
  readonly attemptMs?: number;
  /** How much of the end of the log is kept in memory. Default {@link MEMORY}. */
  readonly memory?: Memory;
}

/** Reads under way at a time: with its appends and the subscription they stay below the hundred calls that a connection carries. */
const MAX_READS = 48;
/** Appends under way at a time: the time of an attempt would run for thousands while the first of them are still being sent. */
const MAX_APPENDS = 400;
const DEFAULT_BATCH_SIZE = 1_000;
/** What live readers and fresh commands ask for again at once. */
export const MEMORY: Memory = { events: 20_000, bytes: 32_000_000 };
/** Events of the server in one read of what is no longer in memory; and bytes of content after which such a read ends. */
const PAGE = 2_000;
const PAGE_BYTES = 4_000_000;
/** Events looked at for the last one of ours, at first: it is mostly the very last. More each time. */
const HEAD_PAGE = 1;
const MAX_HEAD_PAGE = 4_096;
/** Commands, or streams, looked up in one statement. */
const MOST_ASKED = 500;

/**
 * The log in EventStoreDB. The server has the events, their order and their revisions. It has no recorded time that never
 * decreases, no ends of appends and no index of commands: the {@link Tail} makes them from the log, and {@link LogClock} keeps them.
 */
export class EventStoreEventLog implements CopyTarget {
  readonly engine = 'eventstoredb';
  /** Positions are bytes: an event's content, its names, and what the server keeps beside. */
  readonly positionsPerEvent = 1_024n;
  private readonly connection: Connection;
  private readonly logClock: LogClock;
  private readonly tail: Tail;
  private readonly closing = new AbortController();
  private readonly deadlineMs: number;
  private readonly prefix: string;
  private opening: Promise<void> | undefined;
  private following = false;
  private readonly lastOfAll: (asker: undefined) => Promise<Position>;
  private readonly placesOf: (commandId: string, deadline: Moment) => Promise<readonly CommandPlace[]>;
  private readonly wasWritten: (stream: string, deadline: Moment) => Promise<boolean>;
  private readonly reads = new Places(MAX_READS);
  private readonly writes = new Places(MAX_APPENDS);
  private readonly endQuiet: () => void;

  /** Connects at the first call. */
  constructor(private readonly options: EventStoreEventLogOptions) {
    const { makeClient, databaseUrl, random, prefix = '', deadlineMs = 10_000, attemptMs = 3_000, memory = MEMORY } = options;
    // One for each caller.
    setMaxListeners(0, this.closing.signal);
    this.deadlineMs = deadlineMs;
    this.prefix = prefix;
    this.connection = new Connection(makeClient, { attemptMs, random });
    this.logClock = new LogClock(databaseUrl);
    this.tail = new Tail({ connection: this.connection, clock: this.logClock, prefix, memory, random });
    this.endQuiet = quietClientDefects();
    this.lastOfAll = coalesce<undefined, Position>({
      maxBatch: MOST_EVENTS, parallel: 1, mayBeOfOne: () => false,
      run: async (askers) => {
        const last = await this.readLast(this.deadline());
        return askers.map(() => last);
      },
    });
    this.placesOf = this.asked((ids, deadline) => this.logClock.placesOf(ids, deadline), (places, id) => places.get(id)!);
    this.wasWritten = this.asked((streams, deadline) => this.logClock.written(streams, deadline), (written, stream) => written.has(stream));
  }

  /** @throws LogClockMismatch when the tables were made from another log */
  async open(): Promise<void> {
    await this.opened(Infinity);
    // The connection asks for the server first: whoever starts without one is told so, and does not wait without a word.
    await this.connection.run(this.deadline(), () => Promise.resolve());
    // Where others keep their streams as well, the last event of ours may be far from the end.
    await this.tail.reach(await this.readLast(Infinity), Infinity);
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendResult> {
    checkAppend(stream, expected, events);
    for (const [index, { data, metadata }] of events.entries()) {
      checkJson(`event ${index} of an append to ${stream}: data`, data);
      checkJson(`event ${index} of an append to ${stream}: metadata`, metadata);
    }
    const deadline = this.deadline();
    await this.opened(deadline);
    const sent = events.map((event, index) => eventData(event, { n: index + 1, of: events.length }));
    // When it was recorded, and whether it was there before, only the subscription tells, which brings every event back: half the time of a large append.
    return { ...await this.send(stream, expected, sent, deadline), recordedAt: undefined, repeated: undefined };
  }

  /** One append of the server for each run of a stream, one after the other: their order is the order of the log. */
  async copyIn(events: readonly RecordedEvent[]): Promise<void> {
    await this.opened(this.deadline());
    for (const appends of runsOf(events)) {
      const [{ stream, revision }] = appends[0] as [RecordedEvent];
      const sent = appends.flatMap((append) => append.map((event, index) =>
        eventData(event, { n: index + 1, of: append.length, recordedAt: event.recordedAt })));
      await this.send(stream, revision === 0 ? 'no-stream' : revision - 1, sent, this.deadline());
    }
  }

  async readStream(stream: string, from = 0, limit = MOST_EVENTS): Promise<RecordedEvent[]> {
    checkName('stream', stream);
    const deadline = this.deadline();
    await this.opened(deadline);
    return this.dated(await this.readStored(stream, from, limit, deadline), deadline);
  }

  async eventsOfCommand(commandId: string): Promise<RecordedEvent[]> {
    if (!isUuid(commandId)) throw new RangeError('commandId is not a UUID in lower case');
    const deadline = this.deadline();
    await this.readToEnd(deadline);
    const fresh = this.tail.eventsOfCommand(commandId);
    const places = await this.placesOf(commandId, deadline);
    const older = await Promise.all(places.map(({ stream, firstRevision, lastRevision }) => this.readStream(stream, firstRevision, lastRevision - firstRevision + 1)));
    const first = fresh[0]?.position;
    return [...older.flat().filter((event) => event.commandId === commandId && (first === undefined || event.position < first)), ...fresh];
  }

  async readAll(after: Position, limit: number): Promise<RecordedEvent[]> {
    await this.readToEnd(this.deadline());
    if (after >= this.tail.start) return this.tail.after(after, limit);
    for await (const page of this.older(after, { limit, perPage: limit, ahead: false })) return page;
    return [];
  }

  async *subscribe(after: Position, { signal, batchSize = DEFAULT_BATCH_SIZE }: SubscribeOptions): AsyncGenerator<readonly RecordedEvent[], void, void> {
    const ended = AbortSignal.any([signal, this.closing.signal]);
    let position = after;
    while (!ended.aborted) {
      try {
        await this.opened(Infinity, ended);
        while (position < this.tail.start) {
          const pages = this.older(position, { limit: batchSize, perPage: PAGE, ahead: true });
          for (;;) {
            const next = pages.next();
            const { value: page } = await inTime(() => next, Infinity, ended);
            if (!page) break;
            yield page;
            position = page.at(-1)!.position;
          }
        }
      } catch (error) {
        // From where the consumer is; the gate makes everybody wait while the server is away.
        if (!passes(error)) throw error;
        continue;
      }
      const batch = this.tail.after(position, batchSize);
      const last = batch.at(-1);
      if (last) {
        yield batch;
        position = last.position;
      } else {
        await this.tail.moved(ended);
      }
    }
  }

  async head(): Promise<{ position: Position; recordedAt: string | null }> {
    const deadline = this.deadline();
    await this.readToEnd(deadline);
    const position = this.tail.end;
    if (position === 0n) return { position, recordedAt: null };
    const [{ recordedAt }] = (await this.timesOf([position], deadline)) as [AppendTime];
    return { position, recordedAt };
  }

  async countAfter(position: Position, atMost: number): Promise<number> {
    const deadline = this.deadline();
    await this.readToEnd(deadline);
    if (position >= this.tail.start) return Math.min(this.tail.after(position, atMost).length, atMost);
    const older = await this.logClock.countBetween(position, this.tail.start, atMost, deadline);
    return Math.min(older + this.tail.after(this.tail.start, atMost).length, atMost);
  }

  /**
   * Whoever asks for a moment after which nothing was appended yet makes the log's clock pass it, by an event that says nothing
   * else: whatever comes later is recorded later, on whatever server, so the answer stays.
   */
  async positionAt(instant: string): Promise<Position> {
    const deadline = this.deadline();
    const asked = new Date(instant).toISOString();
    await this.readToEnd(deadline);
    const { clock } = this.options;
    // Just now is over a moment later; on a clock that stands still it never is.
    if (asked === clock.now()) await sleep(2);
    while (asked < clock.now() && !(this.tail.recordedAt !== undefined && this.tail.recordedAt > asked)) {
      const { position } = await this.send(CLOCK_STREAM, 'any', [tick(randomUuid())], deadline);
      await this.tail.see(position, deadline);
      // The server's clock may be behind ours: then another tick says nothing new before it has come so far.
      const { serverTime } = this.tail;
      // The subscription was begun anew, and has not brought the tick again.
      if (!serverTime) continue;
      const behind = Date.parse(asked) - serverTime.getTime();
      if (performance.now() + behind >= deadline) throw new LogUnavailable(`the clock of EventStoreDB is ${behind} ms behind ${asked}; the same may be asked again`);
      if (behind >= 0) await sleep(behind + 1, undefined, { signal: this.closing.signal }).catch(() => undefined);
    }
    return this.tail.lastRecordedBy(asked) ?? (await this.logClock.lastRecordedBy(asked, deadline)) ?? 0n;
  }

  async appendEnd(position: Position): Promise<Position | undefined> {
    if (position === 0n) return 0n;
    const deadline = this.deadline();
    if (position > this.tail.end) await this.readToEnd(deadline);
    if (position > this.tail.end) return undefined;
    const [time] = await this.timesOf([position], deadline);
    return time!.appendEnd;
  }

  async close(): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    await this.opening?.catch(() => undefined);
    await this.tail.stop();
    await this.connection.close();
    await this.logClock.close();
    this.endQuiet();
  }

  /** What many ask of the tables at a time, in one statement. */
  private asked<T, R>(all: (ones: readonly string[], deadline: Moment) => Promise<T>, ofOne: (answer: T, one: string) => R): (one: string, deadline: Moment) => Promise<R> {
    const ask = coalesce<{ readonly one: string; readonly deadline: Moment }, R>({
      maxBatch: MOST_ASKED, parallel: 2, mayBeOfOne: () => false,
      run: async (askers) => {
        const answer = await all(askers.map(({ one }) => one), Math.max(...askers.map(({ deadline }) => deadline)));
        return askers.map(({ one }) => ofOne(answer, one));
      },
    });
    return (one, deadline) => within(ask({ one, deadline }), deadline, this.closing.signal, 'looked up');
  }

  private deadline(): Moment {
    return performance.now() + this.deadlineMs;
  }

  /** Begins to follow the log, once. */
  private async opened(deadline: Moment, signal = this.closing.signal): Promise<void> {
    if (this.closing.signal.aborted) throw new LogUnavailable('the log was closed');
    if (this.following) return;
    this.opening ??= this.begin().catch((error: unknown) => {
      this.opening = undefined;
      throw error;
    });
    await within(this.opening, deadline, signal, 'opened');
  }

  private async begin(): Promise<void> {
    const deadline = this.deadline();
    const last = await this.logClock.last(deadline);
    if (last) await this.connection.run(deadline, ({ client, gone }) => checkHolds(client, last.appendEnd, last.eventId, gone));
    this.tail.begin(last);
    this.following = true;
  }

  /** Sends an append until its outcome is known. The server tells a repetition by its ids, at an exact revision and at none. */
  private async send(stream: string, expected: ExpectedRevision, events: ReturnType<typeof eventData>[], deadline: Moment): Promise<{ revision: number; position: Position }> {
    this.tail.checkIntact();
    const expectedRevision = EXPECTED[expected as keyof typeof EXPECTED] ?? BigInt(expected);
    // A tick more says nothing else.
    const repeat = typeof expected === 'number' || expected === 'no-stream' || stream === CLOCK_STREAM;
    try {
      const result = await inTurn(this.writes, deadline, 'appends', () => this.connection.run(deadline, ({ client }) => client.appendToStream(this.prefix + stream, events, { expectedRevision, requiresLeader: true }), { repeat }));
      const revision = Number(result.nextExpectedRevision);
      const before = expected === 'no-stream' ? -1 : expected;
      const due = typeof before === 'number' ? before + events.length : revision;
      if (revision !== due) throw new StreamDamaged(`an append to stream ${stream}, expected at ${expected}, came to end at revision ${revision} instead of ${due}: the stream was deleted at the server before`);
      if (result.position) return { revision, position: result.position.commit };
      const [last] = await this.readStored(stream, revision, 1, deadline);
      return { revision, position: last!.event.position };
    } catch (error) {
      const wrong = wrongExpectedVersion(error);
      if (!wrong) throw error;
      throw new WrongExpectedRevision(stream, expected, wrong.actualVersion === NO_STREAM ? 'no-stream' : Number(wrong.actualVersion));
    }
  }

  private async readStored(stream: string, from: number, limit: number, deadline: Moment): Promise<StoredEvent[]> {
    const found = await this.readFound(stream, from, limit, deadline);
    if (found) return found;
    // A soft delete leaves nothing of the stream; its events stay in the log, and in what is kept of the log here.
    await this.readToEnd(deadline);
    if (!this.tail.holdsUnwritten(stream) && !(await this.wasWritten(stream, deadline))) return [];
    // Or it was begun just now.
    const meanwhile = await this.readFound(stream, from, limit, deadline);
    if (meanwhile) return meanwhile;
    throw new StreamDamaged(`stream ${stream} was deleted at the server (deleteStream): its events are in the log still, but can not be read as a stream; take $tb out of its metadata`);
  }

  /** Undefined when the server knows no such stream. */
  private async readFound(stream: string, from: number, limit: number, deadline: Moment): Promise<StoredEvent[] | undefined> {
    return inTurn(this.reads, deadline, 'reads', () => this.connection.run(deadline, async ({ client, gone }) => {
      const events: StoredEvent[] = [];
      try {
        for await (const chunk of received(client.readStream(this.prefix + stream, { fromRevision: BigInt(from), maxCount: limit, requiresLeader: true }), { gone, idleMs: READ_IDLE_MS })) {
          for (const { event } of chunk) {
            const one = fromServer(event as Parameters<typeof fromServer>[0], this.prefix);
            if (one.kind === 'tick') continue;
            const next = from + events.length;
            if (Number(event!.revision) > next) throw new StreamDamaged(`stream ${stream} has nothing at revision ${next}, and an event at ${event!.revision}: the server was told to drop what is before (deleteStream, $maxCount, $maxAge or $tb)`);
            if (one.kind === 'foreign') throw new StreamDamaged(`revision ${next} of stream ${stream} (${event!.type}, ${event!.id}) was not written by Annals, which therefore appends nothing to it; EventStoreDB cannot take out a single event: copy the log to another one (annals log copy), which leaves it behind`);
            events.push(one);
          }
        }
      } catch (error) {
        if (error instanceof StreamNotFoundError) return undefined;
        throw error;
      }
      return events;
    }, { attemptMs: Infinity }));
  }

  /** Gives events of one stream, in its order, what only the whole log tells. */
  private async dated(stored: readonly StoredEvent[], deadline: Moment): Promise<RecordedEvent[]> {
    const last = stored.at(-1);
    if (!last) return [];
    await this.tail.reach(last.event.position, deadline);
    const ends = stored.filter(({ n, of }, index) => n === of || index === stored.length - 1);
    const times = await this.timesOf(ends.map(({ event }) => event.position), deadline);
    let append = 0;
    return stored.map((one) => {
      const { appendEnd, recordedAt } = times[append]!;
      if (one === ends[append]) append += 1;
      return recordedEvent(one, appendEnd, recordedAt);
    });
  }

  /** Of positions that ascend and were read by the tail. */
  private async timesOf(positions: readonly Position[], deadline: Moment): Promise<AppendTime[]> {
    const fresh = positions.map((position) => this.tail.appendAt(position)?.events.at(-1));
    const old = positions.filter((_, index) => !fresh[index]);
    const times = [...await this.logClock.timesOf(old, deadline)];
    return fresh.map((event) => event ?? times.shift()!);
  }

  /** Until all that was in the log when it was asked is in the tail. */
  private async readToEnd(deadline: Moment): Promise<void> {
    await this.opened(deadline);
    await this.tail.reach(await within(this.lastOfAll(undefined), deadline, this.closing.signal, 'read to its end'), deadline);
  }

  /** The position of the last event of ours, 0 when there is none. Looks back only as far as the tail has not seen. */
  private async readLast(deadline: Moment): Promise<Position> {
    return inTurn(this.reads, deadline, 'reads', () => this.connection.run(deadline, async ({ client, gone }) => {
      let fromPosition: typeof END | { commit: bigint; prepare: bigint } = END;
      for (let maxCount = HEAD_PAGE; ; maxCount = Math.min(maxCount * 8, MAX_HEAD_PAGE)) {
        let seen = 0;
        let last: { commit: bigint; prepare: bigint } | undefined;
        for await (const chunk of received(client.readAll({ direction: BACKWARDS, fromPosition, maxCount, requiresLeader: true }), { gone, idleMs: READ_IDLE_MS })) {
          for (const { event } of chunk) {
            const one = fromServer(event, this.prefix);
            if (one.kind === 'event') return one.event.position;
            seen += 1;
            if (!event) continue;
            last = event.position;
            if (last.commit <= this.tail.seen) return this.tail.end;
          }
        }
        if (seen < maxCount || !last) return 0n;
        fromPosition = last;
      }
    }, { attemptMs: Infinity }));
  }

  /**
   * Whole appends that are no longer in memory, some `limit` events at a time, up to where memory begins. While a consumer has some
   * in hand nothing is open at the server, or with `ahead` the next page is being read: however long that takes, others go on.
   */
  private async *older(after: Position, { limit, perPage, ahead }: { readonly limit: number; readonly perPage: number; readonly ahead: boolean }): AsyncGenerator<RecordedEvent[], void, void> {
    const time = await this.logClock.lastAtOrBefore(after, this.deadline());
    let place: Place = time ? { at: { commit: time.appendEnd, prepare: time.appendEnd }, recordedAt: time.recordedAt } : await this.beginning();
    let coming: ReturnType<typeof this.readPage> | undefined;
    for (;;) {
      const { events, end, more } = await (coming ?? this.readPage(place, perPage));
      place = end;
      const reached = place.at !== undefined && place.at.commit >= this.tail.start;
      if (!reached && !more) throw new Error(`EventStoreDB ends at ${place.at?.commit ?? 0n}, and held events up to ${this.tail.end}`);
      coming = ahead && !reached ? this.readPage(place, perPage) : undefined;
      // Its consumer may never ask for it.
      coming?.catch(() => undefined);
      const fresh = events.filter(({ position }) => position > after);
      for (let from = 0; from < fresh.length;) {
        let to = Math.min(from + limit, fresh.length);
        while (fresh[to - 1]!.position !== fresh[to - 1]!.appendEnd) to += 1;
        yield fresh.slice(from, to);
        from = to;
      }
      if (reached) return;
    }
  }

  /** Before the first event of ours, so that nobody passes over all that others wrote before. */
  private async beginning(): Promise<Place> {
    const deadline = this.deadline();
    const first = await this.logClock.first(deadline);
    // Of the first append, and so of whatever told the time before it.
    const recordedAt = first?.recordedAt;
    if (!first) return { at: undefined, recordedAt };
    return inTurn(this.reads, deadline, 'reads', () => this.connection.run(deadline, async ({ client, gone }) => {
      const before = { direction: BACKWARDS, fromPosition: { commit: first.appendEnd, prepare: first.appendEnd }, maxCount: MAX_EVENTS_PER_APPEND, requiresLeader: true } as const;
      for await (const chunk of received(client.readAll(before), { gone, idleMs: READ_IDLE_MS })) {
        const other = chunk.find(({ event }) => fromServer(event, this.prefix).kind !== 'event');
        if (other?.event) return { at: other.event.position, recordedAt };
      }
      return { at: undefined, recordedAt };
    }));
  }

  /** Whole appends that follow a place between two of them, some `atLeast` or what a page holds, and the place after them. */
  private async readPage(from: Place, atLeast: number): Promise<{ events: RecordedEvent[]; end: Place; more: boolean }> {
    const deadline = this.deadline();
    const maxCount = Math.min(atLeast, PAGE) + MAX_EVENTS_PER_APPEND + 1;
    return inTurn(this.reads, deadline, 'reads', () => this.connection.run(deadline, async ({ client, gone }) => {
      const appends = new Appends(from.recordedAt);
      const events: RecordedEvent[] = [];
      let end = from;
      let read = 0;
      let bytes = 0;
      for await (const chunk of received(client.readAll({ fromPosition: from.at ?? START, maxCount, requiresLeader: true }), { gone, idleMs: READ_IDLE_MS })) {
        for (const { event } of chunk) {
          read += 1;
          // The place itself is read again.
          if (!event || (from.at && event.position.commit <= from.at.commit)) continue;
          const whole = appends.add(fromServer(event, this.prefix));
          if (whole) events.push(...whole.events);
          bytes += event.isJson ? 0 : event.data.length;
          if (!appends.isOpen) end = { at: event.position, recordedAt: appends.recordedAt };
        }
        if (!appends.isOpen && bytes >= PAGE_BYTES) return { events, end, more: true };
      }
      return { events, end, more: read === maxCount };
    }, { attemptMs: Infinity }));
  }
}

/** @throws LogUnavailable when there was no place before the deadline: nothing was asked then */
async function inTurn<T>(places: Places, deadline: Moment, what: string, work: () => Promise<T>): Promise<T> {
  if (!(await places.take(deadline - performance.now()))) throw new LogUnavailable(`too many ${what} are under way, and those who wait before this one took all its time; nothing was asked, and the same may be asked again`);
  try {
    return await work();
  } finally {
    places.give();
  }
}

/** What others wait for as well, for as long as this caller may wait. */
async function within<T>(promise: Promise<T>, deadline: Moment, signal: AbortSignal, what: string): Promise<T> {
  return inTime(() => promise, deadline - performance.now(), signal).catch((error: unknown) => {
    throw error instanceof Silence ? new LogUnavailable(`the log could not be ${what} in time; the same may be asked again`, { cause: error }) : error;
  });
}

/** A place between two appends, and what time it was for the log there. */
interface Place {
  readonly at: { readonly commit: bigint; readonly prepare: bigint } | undefined;
  readonly recordedAt: string | undefined;
}

/** Whole appends of one stream that follow each other, as many as one append of the server may hold. */
function runsOf(events: readonly RecordedEvent[]): RecordedEvent[][][] {
  const runs: { stream: string; appends: RecordedEvent[][]; events: number; bytes: number }[] = [];
  for (const append of appendsOf(events)) {
    const { stream } = append[0]!;
    const bytes = append.reduce((sum, { data, metadata }) => sum + Buffer.byteLength(data) + Buffer.byteLength(metadata), 0);
    const run = runs.at(-1);
    if (run?.stream === stream && run.events + append.length <= MAX_EVENTS_PER_APPEND && run.bytes + bytes <= MAX_BYTES_PER_APPEND) {
      run.appends.push(append);
      run.events += append.length;
      run.bytes += bytes;
    } else {
      runs.push({ stream, appends: [append], events: append.length, bytes });
    }
  }
  return runs.map(({ appends }) => appends);
}

function appendsOf(events: readonly RecordedEvent[]): RecordedEvent[][] {
  const appends: RecordedEvent[][] = [];
  for (const event of events) {
    if (appends.at(-1)?.[0]!.appendEnd === event.appendEnd) appends.at(-1)!.push(event);
    else appends.push([event]);
  }
  return appends;
}

const EXPECTED: Record<Exclude<ExpectedRevision, number>, AppendExpectedRevision> = { any: ANY, 'no-stream': NO_STREAM, 'stream-exists': STREAM_EXISTS };

/** @throws RangeError where PostgreSQL would refuse the text as well: content is JSON on every engine */
function checkJson(what: string, text: string): void {
  try {
    JSON.parse(text);
  } catch {
    throw new RangeError(`${what} is not JSON`);
  }
}

/** The client's error, or the same inside of ours. */
function wrongExpectedVersion(error: unknown): WrongExpectedVersionError | undefined {
  if (error instanceof WrongExpectedVersionError) return error;
  const { cause } = error as Error;
  return cause instanceof WrongExpectedVersionError ? cause : undefined;
}
