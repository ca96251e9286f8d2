/**
 * Follows the log and brings every projection up to date. One subscription feeds all; nothing is ever skipped, a batch that fails
 * is repeated until it goes through.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import type { EventLog, Position, RecordedEvent } from '#libs/event-log/event-log.js';
import { Batch } from './batch.js';
import { Checkpoint, Fenced } from './checkpoint.js';
import type { Projection } from './projection.js';
import { BLOCK_EVENTS } from './tally.js';

/** Pauses between attempts, in milliseconds. */
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;
/**
 * Events read at a time while catching up: what one batch opens and closes again is written once, so 5,000 write a fifth fewer
 * rows than 1,000, and hold the thread for some 50 ms.
 */
export const DEFAULT_BATCH_SIZE = 5_000;
/** Events decoded in one go: some 10 ms. */
const DECODED_AT_ONCE = 500;
/**
 * A few events cost nearly as much as many. So whoever has read the log to its end rests before it looks again, for so many times
 * as long as the batch took, and lets the next one grow; whoever waits for a position cuts the rest short.
 */
const REST = 4;
const LONGEST_REST_MS = 250;

/** The log does not hold what the tables were made from: it was restored behind them, or another log was put in its place. */
export class LogBehindTables extends Error {
  override readonly name = 'LogBehindTables';
}

/** How often a process whose buckets another one has taken looks how far that one is, and after how long without a step it takes them back. */
const WATCH_EVERY_MS = 200;
const SILENT_MS = 10_000;

export interface RunnerOptions {
  readonly log: EventLog;
  /** Needs a connection for each projection at a time. */
  readonly pool: pg.Pool;
  readonly projections: readonly Projection[];
  readonly decode: (events: readonly RecordedEvent[]) => Promise<StoredEvent[]>;
  /** Events read at a time, at most. Default {@link DEFAULT_BATCH_SIZE}. */
  readonly batchSize?: number;
}

export interface RunnerState {
  /** How far all projections have come. */
  readonly position: Position;
  /** Why it does not go on, while it does not. */
  readonly error: Error | undefined;
  readonly running: boolean;
}

interface Waiter {
  readonly position: Position;
  readonly resolve: (reached: boolean) => void;
}

export class ProjectionRunner {
  private readonly stopping = new AbortController();
  private checkpoints: Checkpoint[] = [];
  private readonly waiters = new Set<Waiter>();
  private following: Promise<void> | undefined;
  private running = false;
  private position: Position = 0n;
  private error: Error | undefined;
  private endRest: () => void = () => undefined;

  constructor(private readonly options: RunnerOptions) {}

  get state(): RunnerState {
    return { position: this.position, error: this.error, running: this.running };
  }

  /** Takes the buckets over, checks that the log is the one the tables were made from, and starts to follow it. */
  async start(): Promise<void> {
    await this.takeOver();
    this.running = true;
    this.following = this.follow().finally(() => {
      this.running = false;
    });
  }

  /** Ends after the batch under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.endRest();
    await this.following;
    for (const waiter of this.waiters) waiter.resolve(false);
  }

  /** Events of the log that not all projections have seen, `atMost` when there are more. */
  lag(atMost: number): Promise<number> {
    return this.options.log.countAfter(this.position, atMost);
  }

  /** Waits until all projections have reached a position. False when they have not within `milliseconds`. */
  async waitFor(position: Position, milliseconds: number): Promise<boolean> {
    if (this.position >= position) return true;
    return new Promise((resolve) => {
      const timer = setTimeout(() => waiter.resolve(false), milliseconds);
      const waiter: Waiter = {
        position,
        resolve: (reached) => {
          clearTimeout(timer);
          this.waiters.delete(waiter);
          resolve(reached);
        },
      };
      this.waiters.add(waiter);
      this.endRest();
    });
  }

  private async takeOver(): Promise<void> {
    const taken: Checkpoint[] = [];
    for (const projection of this.options.projections) {
      const checkpoint = await Checkpoint.take(this.options.pool, projection);
      await this.checkLog(projection, checkpoint);
      taken.push(checkpoint);
    }
    this.checkpoints = taken;
    this.moveTo(this.least());
  }

  /** Follows the log until it is stopped. Whatever fails is tried again, from where the tables are. */
  private async follow(): Promise<void> {
    const pauses = new Pauses();
    while (!this.stopping.signal.aborted) {
      try {
        if (this.error instanceof Fenced) {
          await this.watch();
          if (this.stopping.signal.aborted) return;
          await this.takeOver();
        }
        await this.followFrom(this.position, pauses);
      } catch (error) {
        this.error = error as Error;
        if (!(error instanceof Fenced)) await this.pause(pauses.next());
      }
    }
  }

  /** While another process projects: how far it comes, for those who wait here. Ends when it comes no further though the log does. */
  private async watch(): Promise<void> {
    const { pool, projections, log } = this.options;
    for (let silent = 0; silent < SILENT_MS && !this.stopping.signal.aborted; silent += WATCH_EVERY_MS) {
      await this.pause(WATCH_EVERY_MS);
      const reached = await Promise.all(projections.map((projection) => Checkpoint.reachedBy(pool, projection)));
      const position = reached.reduce((least, one) => (one < least ? one : least));
      if (position > this.position || position >= (await log.head()).position) silent = 0;
      this.moveTo(position);
    }
  }

  private moveTo(position: Position): void {
    this.position = position;
    for (const waiter of this.waiters) if (waiter.position <= position) waiter.resolve(true);
  }

  private async followFrom(after: Position, pauses: Pauses): Promise<void> {
    const { log, batchSize = DEFAULT_BATCH_SIZE } = this.options;
    const { signal } = this.stopping;
    const blockSize = BLOCK_EVENTS * log.positionsPerEvent;
    // The next batch is decoded while the one before it is being written.
    let writing: Promise<void> | undefined;
    try {
      for await (const recorded of log.subscribe(after, { signal, batchSize })) {
        const events = await this.decoded(recorded);
        await writing;
        writing = this.applyToAll(new Batch(events, blockSize)).then(() => {
          pauses.reset();
          this.error = undefined;
          this.moveTo(this.least());
        });
        // Whoever awaits it hears of it; until then it is not unheard.
        writing.catch(() => undefined);
        if (recorded.length >= batchSize) continue;
        const started = performance.now();
        await writing;
        await this.rest(Math.min(REST * (performance.now() - started), LONGEST_REST_MS));
      }
    } finally {
      await writing;
    }
  }

  /** Some at a time: the statements of the batch before are under way, and must not wait for this thread. */
  private async decoded(recorded: readonly RecordedEvent[]): Promise<StoredEvent[]> {
    const events: StoredEvent[] = [];
    for (let first = 0; first < recorded.length; first += DECODED_AT_ONCE) {
      events.push(...await this.options.decode(recorded.slice(first, first + DECODED_AT_ONCE)));
      await new Promise((resolve) => setImmediate(resolve));
    }
    return events;
  }

  /** All projections get their chance, so that one that fails is not the reason why another stays behind. */
  private async applyToAll(batch: Batch): Promise<void> {
    const outcomes = await Promise.allSettled(this.checkpoints.map((checkpoint) => checkpoint.apply(batch)));
    const failed = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason as Error);
    const first = failed.find((error) => error instanceof Fenced) ?? failed[0];
    if (first) throw first;
  }

  /** Ends early when somebody waits for what is new, or the runner is stopped. */
  private rest(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.endRest = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(this.endRest, milliseconds);
      if (this.waiters.size > 0 || this.stopping.signal.aborted) this.endRest();
    });
  }

  /** Ends early when the runner is stopped. */
  private async pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  private least(): Position {
    return this.checkpoints.reduce<Position | undefined>((least, { position }) => (least === undefined || position < least ? position : least), undefined) ?? 0n;
  }

  private async checkLog({ name }: Projection, { position, eventId }: Checkpoint): Promise<void> {
    if (position === 0n) return;
    const [event] = await this.options.log.readAll(position - 1n, 1);
    if (event?.position === position && event.id === eventId) return;
    throw new LogBehindTables(`the tables of ${name} were made from a log that held event ${eventId} at position ${position}; this log does not: restore the log, or rebuild the tables`);
  }
}

/** Grows while nothing goes through. */
class Pauses {
  private pause = FIRST_PAUSE_MS;

  next(): number {
    const { pause } = this;
    this.pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    return pause;
  }

  reset(): void {
    this.pause = FIRST_PAUSE_MS;
  }
}
