import type { AllStreamResolvedEvent, AllStreamSubscription } from '@eventstore/db-client';
import { excludeSystemEvents, START, streamNameFilter } from '@eventstore/db-client';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { LogUnavailable } from '../event-log.js';
import type { Position, RecordedEvent } from '../event-log.js';
import type { Moment } from '../postgres/sessions.js';
import { Appends } from './appends.js';
import type { WholeAppend } from './appends.js';
import { passes, refusal } from './client-errors.js';
import type { Connection, Lease } from './connection.js';
import { LogClockMismatch } from './log-clock.js';
import type { AppendTime, LogClock } from './log-clock.js';
import { READ_IDLE_MS, received } from './received.js';
import { fromServer } from './stored-event.js';

/** Events, and bytes of their content, at most. */
export interface Memory {
  readonly events: number;
  readonly bytes: number;
}

export interface TailOptions {
  readonly connection: Connection;
  readonly clock: LogClock;
  /** Of the streams of this log. */
  readonly prefix: string;
  readonly memory: Memory;
  /** A number in [0, 1). */
  readonly random: () => number;
}

/** Appends written to `log_clock` in one statement. */
const APPENDS_PER_WRITE = 2_000;
/** Milliseconds in which appends come together for one statement, while there is room for them: nobody waits for it. */
const WRITE_EVERY_MS = 200;
const WRITE_DEADLINE_MS = 10_000;
/** Events the server looks at before it says how far it has come; the default of 32 makes a catch-up of sparse logs slow. */
const SEARCH_WINDOW = 500;
/** Milliseconds without anything, while something is known to be there, after which the subscription is begun anew. */
const SILENT_MS = 3_000;
/** Share of the memory at which the log is not read on before some of it is written: above what is kept, or each event would wait for the disk. */
const WAIT_AT = 1.25;
const FIRST_PAUSE_MS = 20;
const LAST_PAUSE_MS = 2_000;

/**
 * The end of the log, in memory, kept up by the one subscription of the process: every reader that follows is fed from here, and
 * whoever has appended learns here what the server does not answer. What leaves the memory is in `log_clock` by then.
 */
export class Tail {
  private window: WholeAppend[] = [];
  /** Appends of the window that are not in `log_clock` yet; they are its last ones. */
  private unwritten = 0;
  private events = 0;
  private bytes = 0;
  private readonly byCommand = new Map<string, RecordedEvent[]>();
  private appends = new Appends(undefined);
  private startsAfter: Position = 0n;
  private position: Position = 0n;
  /** Of the event at {@link position}. */
  private lastId: string | undefined;
  private seenUpTo: Position = 0n;
  private readonly listeners = new Set<() => void>();
  private readonly stopping = new AbortController();
  private following: Promise<void> | undefined;
  private writing: Promise<void> | undefined;
  private failure: Error | undefined;
  private renewal = new AbortController();
  /** Aborts when what is to be written has to be written now. */
  private gathering = new AbortController();
  private heardAt: Moment = 0;
  /** Why `log_clock` is behind, if it is. */
  private unwritable: Error | undefined;

  constructor(private readonly options: TailOptions) {}

  /** Everything after this position, up to {@link end}, is in memory. */
  get start(): Position {
    return this.startsAfter;
  }

  /** The last event of ours that was read. */
  get end(): Position {
    return this.position;
  }

  /** How far the server's log has been read: between {@link end} and here is nothing of ours. */
  get seen(): Position {
    return this.seenUpTo > this.position ? this.seenUpTo : this.position;
  }

  /** What time it is for the log: nothing that is appended after what was read can be recorded earlier. */
  get recordedAt(): string | undefined {
    return this.appends.recordedAt;
  }

  /** The server's time of what came last. */
  get serverTime(): Date | undefined {
    return this.appends.created;
  }

  /** Begins where `log_clock` ends. */
  begin(last: (AppendTime & { readonly eventId: string }) | undefined): void {
    this.startsAfter = this.position = last?.appendEnd ?? 0n;
    this.lastId = last?.eventId;
    this.appends = new Appends(last?.recordedAt);
    this.following = this.follow();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.gathering.abort();
    this.announce();
    await this.following;
    await this.writing;
  }

  /** @throws LogClockMismatch while the server has another log than the one that was read: an older copy was put in its place */
  checkIntact(): void {
    if (this.failure instanceof LogClockMismatch) throw this.failure;
  }

  /** @throws LogUnavailable when the log was not read so far before the deadline; also as {@link checkIntact} */
  async reach(position: Position, deadline: Moment): Promise<void> {
    await this.until(() => this.position >= position, deadline);
  }

  /** As {@link reach}, for what need not be an event of ours. */
  async see(position: Position, deadline: Moment): Promise<void> {
    await this.until(() => this.seen >= position, deadline);
  }

  /** Whole appends after a position that is not before {@link start}: some `limit` events, none at the end of the log. */
  after(position: Position, limit: number): RecordedEvent[] {
    const page: RecordedEvent[] = [];
    for (let index = this.firstAfter(position); index < this.window.length && page.length < limit; index += 1) page.push(...this.window[index]!.events);
    return page[0] && page[0].position <= position ? page.filter((event) => event.position > position) : page;
  }

  /** The append that holds a position. Undefined when it is not in memory. */
  appendAt(position: Position): WholeAppend | undefined {
    return position > this.startsAfter ? this.window[this.firstAfter(position - 1n)] : undefined;
  }

  eventsOfCommand(commandId: string): readonly RecordedEvent[] {
    return this.byCommand.get(commandId) ?? [];
  }

  /** Whether a stream has an event that is not in `log_clock` yet. */
  holdsUnwritten(stream: string): boolean {
    for (let index = this.window.length - this.unwritten; index < this.window.length; index += 1) if (this.window[index]!.events[0]!.stream === stream) return true;
    return false;
  }

  /** The last append recorded at or before an instant. Undefined when it is not in memory. */
  lastRecordedBy(instant: string): Position | undefined {
    return this.window.findLast(({ events }) => events[0]!.recordedAt <= instant)?.events.at(-1)!.position;
  }

  /** Resolves at the next step of the log, when the signal aborts, or when the tail stops. */
  async moved(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.listeners.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.listeners.add(done);
      signal.addEventListener('abort', done, { once: true });
      if (signal.aborted || this.stopping.signal.aborted) done();
    });
  }

  private until(holds: () => boolean, deadline: Moment): Promise<void> {
    if (holds() && !(this.failure instanceof LogClockMismatch)) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const end = (settle: () => void): void => {
        this.listeners.delete(look);
        clearTimeout(timer);
        clearInterval(impatience);
        settle();
      };
      const look = (tooLate = false): void => {
        const { failure } = this;
        if (failure instanceof LogClockMismatch) return end(() => reject(failure));
        if (holds()) return end(resolve);
        if (failure) return end(() => reject(failure));
        if (!tooLate && !this.stopping.signal.aborted) return;
        const why = this.unwritable ? `; log_clock cannot be written (${this.unwritable.message})` : '';
        end(() => reject(new LogUnavailable(`the log was not read far enough in time, only up to ${this.position}${why}; the same may be asked again`, { cause: this.unwritable })));
      };
      const timer = deadline === Infinity ? undefined : setTimeout(() => look(true), Math.max(0, deadline - performance.now()));
      const impatience = setInterval(() => this.renewIfSilent(), SILENT_MS);
      this.listeners.add(look);
      look();
    });
  }

  /** A subscription can fall silent for good and say nothing of it, as on a node that leads no more and is cut off from those who do. */
  private renewIfSilent(): void {
    const { renewal } = this;
    const isSilent = (): boolean => performance.now() - this.heardAt >= SILENT_MS;
    // What this process was too busy to take is no silence: it is taken first.
    if (isSilent()) setImmediate(() => setImmediate(() => void (isSilent() && renewal.abort())));
  }

  /** For ever, from where it is; the client resumes nothing by itself. */
  private async follow(): Promise<void> {
    const { connection, prefix, random } = this.options;
    let pause = FIRST_PAUSE_MS;
    while (!this.stopping.signal.aborted) {
      let broken = (): void => undefined;
      try {
        const lease = await connection.lasting(this.stopping.signal);
        broken = lease.broken;
        this.renewal = new AbortController();
        this.heardAt = performance.now();
        const gone = AbortSignal.any([lease.gone, this.stopping.signal, this.renewal.signal]);
        if (this.lastId !== undefined) {
          await checkHolds(lease.client, this.position, this.lastId, gone);
          this.failure = undefined;
        }
        const fromPosition = this.position === 0n ? START : { commit: this.position, prepare: this.position };
        // What came of an append before the connection was lost comes again.
        this.appends = new Appends(this.appends.recordedAt);
        const search = { maxSearchWindow: SEARCH_WINDOW, checkpointReached };
        const subscription = lease.client.subscribeToAll({ fromPosition, requiresLeader: true, filter: prefix ? streamNameFilter({ prefixes: [prefix], ...search }) : excludeSystemEvents(search) });
        for await (const chunk of received<AllStreamResolvedEvent | Checkpoint>(subscription, { gone, idleMs: Infinity })) {
          pause = FIRST_PAUSE_MS;
          this.heardAt = performance.now();
          this.failure = undefined;
          for (const one of chunk) this.take(one);
          this.announce();
          await this.room();
        }
      } catch (error) {
        // Tried again all the same; whoever waits meanwhile is told why in vain.
        if (!passes(error)) this.failure = refusal(error) ?? (error as Error);
        this.announce();
      }
      broken();
      await sleep(pause * (0.5 + random() / 2), undefined, { signal: this.stopping.signal }).catch(() => undefined);
      pause = Math.min(pause * 2, LAST_PAUSE_MS);
    }
  }

  private take(received: AllStreamResolvedEvent | Checkpoint): void {
    if ('checkpoint' in received) {
      this.seenUpTo = received.checkpoint;
      return;
    }
    const { event } = received;
    const one = fromServer(event, this.options.prefix);
    const whole = this.appends.add(one);
    if (whole) this.add(whole);
    else if (one.kind !== 'event' && event) this.seenUpTo = event.position.commit;
  }

  private add(whole: WholeAppend): void {
    const { events } = whole;
    this.window.push(whole);
    this.unwritten += 1;
    this.events += events.length;
    this.bytes += bytesOf(events);
    for (const event of events) {
      const known = this.byCommand.get(event.commandId);
      if (known) known.push(event);
      else this.byCommand.set(event.commandId, [event]);
    }
    const { position, id } = events.at(-1)!;
    this.position = position;
    this.lastId = id;
  }

  /** Writes what is new to `log_clock`, and drops what is old and written. Waits only when there is more than memory is for. */
  private async room(): Promise<void> {
    if (this.isFull(WAIT_AT)) this.gathering.abort();
    this.writing ??= this.write().finally(() => {
      this.writing = undefined;
    });
    while (this.unwritten > 0 && this.isFull(WAIT_AT) && !this.stopping.signal.aborted) await this.writing;
  }

  private async write(): Promise<void> {
    while (this.unwritten > 0 && !this.stopping.signal.aborted) {
      this.gathering = new AbortController();
      if (!this.isFull(WAIT_AT)) await sleep(WRITE_EVERY_MS, undefined, { signal: this.gathering.signal }).catch(() => undefined);
      const next = this.window.slice(this.window.length - this.unwritten).slice(0, APPENDS_PER_WRITE);
      try {
        await this.options.clock.write(next.map(({ events }) => events), performance.now() + WRITE_DEADLINE_MS);
      } catch (error) {
        // Nothing is lost while it is in memory, nor when it is not: the next start reads it again.
        this.unwritable = error as Error;
        await sleep(LAST_PAUSE_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
        continue;
      }
      this.unwritable = undefined;
      this.unwritten -= next.length;
      this.drop();
    }
  }

  private drop(): void {
    let dropped = 0;
    while (this.isFull() && dropped < this.window.length - this.unwritten) {
      const { events } = this.window[dropped]!;
      dropped += 1;
      this.events -= events.length;
      this.bytes -= bytesOf(events);
      this.startsAfter = events.at(-1)!.position;
      for (const { commandId } of events) {
        const left = this.byCommand.get(commandId)?.filter(({ position }) => position > this.startsAfter);
        if (left?.length) this.byCommand.set(commandId, left);
        else this.byCommand.delete(commandId);
      }
    }
    if (dropped > 0) this.window = this.window.slice(dropped);
  }

  /** @param share of what memory is for */
  private isFull(share = 1): boolean {
    const { events, bytes } = this.options.memory;
    return this.events > events * share || this.bytes > bytes * share;
  }

  /** Where the first append of the window is that ends after a position. */
  private firstAfter(position: Position): number {
    let low = 0;
    let high = this.window.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.window[middle]!.events.at(-1)!.position > position) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  private announce(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

/** @throws LogClockMismatch when this event is not where it was: the server was given another log, or an older copy of this one */
export async function checkHolds(client: Lease['client'], position: Position, eventId: string, gone: AbortSignal): Promise<void> {
  try {
    for await (const [first] of received(client.readAll({ maxCount: 1, fromPosition: { commit: position, prepare: position }, requiresLeader: true }), { gone, idleMs: READ_IDLE_MS })) if (first?.event?.id === eventId) return;
  } catch (error) {
    // An offset that no event of this server begins at.
    if (!/InvalidPosition/.test((error as Error).message)) throw error;
  }
  throw new LogClockMismatch(`the log held event ${eventId} at position ${position}, and this EventStoreDB does not: put that log back, or, where an older copy was put back on purpose, stop all servers and run annals log restored`);
}

/** Says how far the server has looked, in its place among the events. */
interface Checkpoint {
  readonly checkpoint: Position;
  readonly event?: undefined;
}

function checkpointReached(subscription: AllStreamSubscription, { commit }: { commit: bigint }): void {
  (subscription as unknown as Readable).push({ checkpoint: commit } satisfies Checkpoint);
}

function bytesOf(events: readonly RecordedEvent[]): number {
  return events.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);
}
