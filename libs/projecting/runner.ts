/**
 * Follows the log and brings every projection up to date. One subscription feeds all; nothing is ever skipped, a batch that fails
 * is repeated until it goes through.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import type { EventLog, Position, RecordedEvent } from '#libs/event-log/event-log.js';
import type { Metrics } from '#libs/platform/metrics.js';
import { spanOf, traced, type SpanId } from '#libs/platform/tracing.js';
import { Batch } from './batch.js';
import { Checkpoint, Fenced, type Reached } from './checkpoint.js';
import { schemaOf, type Projection } from './projection.js';
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

/** How often a process whose buckets another one has looks how far that one is: when nobody waits here, and when somebody does. */
const WATCH_EVERY_MS = 200;
const WATCH_WAITED_FOR_EVERY_MS = 20;
/** After how long without a step, though the log went on, the other one counts as gone. */
const SILENT_MS = 10_000;

/** This process leaves projecting to others, and none of them does it. */
export class NobodyProjects extends Error {
  override readonly name = 'NobodyProjects';
}

export interface RunnerOptions {
  readonly log: EventLog;
  /** While a log is caught up with it needs a connection for each owner of buckets at a time: two for a projection whose streams are apart. */
  readonly pool: pg.Pool;
  /** What is projected, or where to look that up: it is looked up again whenever somebody may have changed which versions there are. */
  readonly projections: readonly Projection[] | (() => Promise<readonly Projection[]>);
  readonly decode: (events: readonly RecordedEvent[]) => Promise<StoredEvent[]>;
  /** Whether this process may own the buckets. Otherwise it follows those who do, for ever. Default true. */
  readonly mayProject?: boolean;
  readonly metrics?: Metrics;
  /** Told why what failed is tried again. */
  readonly onRetry?: (error: Error) => void;
  /** Events read at a time, at most. Default {@link DEFAULT_BATCH_SIZE}. */
  readonly batchSize?: number;
}

export interface RunnerState {
  /** How far all projections have come. */
  readonly position: Position;
  /** Why it does not go on, while it does not. */
  readonly error: Error | undefined;
  readonly running: boolean;
  /** Whether this process owns the buckets; otherwise another one brings the tables up to date. */
  readonly projects: boolean;
}

interface Waiter {
  readonly position: Position;
  readonly resolve: (reached: boolean) => void;
}

export class ProjectionRunner {
  private readonly stopping = new AbortController();
  private checkpoints: Checkpoint[] = [];
  private projections: readonly Projection[] = [];
  private readonly waiters = new Set<Waiter>();
  private following: Promise<void> | undefined;
  private running = false;
  private projects = false;
  private position: Position = 0n;
  private error: Error | undefined;
  private endRest: () => void = () => undefined;

  constructor(private readonly options: RunnerOptions) {}

  get state(): RunnerState {
    return { position: this.position, error: this.error, running: this.running, projects: this.projects };
  }

  /** Checks that the log is the one the tables were made from, takes the buckets over if it may, and starts to follow. */
  async start(): Promise<void> {
    if (this.mayProject) await this.takeOver();
    else await this.lookOn();
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

  private get mayProject(): boolean {
    return this.options.mayProject ?? true;
  }

  private async takeOver(): Promise<void> {
    const taken: Checkpoint[] = [];
    this.projections = await this.lookUp();
    for (const projection of this.projections) {
      const checkpoint = await Checkpoint.take(this.options.pool, projection);
      for (const reached of checkpoint.owners) await this.checkLog(projection, reached);
      taken.push(checkpoint);
    }
    this.checkpoints = taken;
    this.projects = true;
    this.moveTo(least(taken));
  }

  /** What a process that never projects begins with: where the tables are. */
  private async lookOn(): Promise<void> {
    const projections = this.projections = await this.lookUp();
    const reached = await Checkpoint.reached(this.options.pool, projections);
    for (const [i, projection] of projections.entries()) await this.checkLog(projection, reached[i]!);
    this.moveTo(least(reached));
  }

  /** Follows the log until it is stopped. Whatever fails is tried again, from where the tables are. */
  private async follow(): Promise<void> {
    const pauses = new Pauses();
    while (!this.stopping.signal.aborted) {
      try {
        if (!this.projects) {
          // Whoever changes which versions there are takes the buckets from everybody, and does not keep them.
          if (!this.mayProject || !(await this.versionsChanged())) await this.watch(pauses);
          if (this.stopping.signal.aborted) return;
          await this.takeOver();
        }
        await this.followFrom(least(this.checkpoints), pauses);
      } catch (error) {
        const fenced = error instanceof Fenced;
        if (fenced) this.projects = false;
        this.error = fenced ? undefined : (error as Error);
        if (!fenced) this.options.onRetry?.(error as Error);
        if (!fenced) await this.pause(pauses.next());
      }
    }
  }

  private lookUp(): Promise<readonly Projection[]> {
    const { projections } = this.options;
    return typeof projections === 'function' ? projections() : Promise.resolve(projections);
  }

  private async versionsChanged(): Promise<boolean> {
    const keyOf = (projections: readonly Projection[]): string => projections.map(schemaOf).join();
    return keyOf(await this.lookUp()) !== keyOf(this.projections);
  }

  /**
   * While another process projects: how far it comes, for those who wait here. When it comes no further though the log does, this
   * ends if this process may take the buckets, and says so in {@link state} if not.
   */
  private async watch(pauses: Pauses): Promise<void> {
    const { pool, log } = this.options;
    // Who just lost the buckets knows that somebody took them; who starts beside the others has yet to see one move.
    let moved = this.mayProject ? performance.now() : -Infinity;
    while (!this.stopping.signal.aborted) {
      await this.untilNextLook();
      const reached = await Checkpoint.reached(pool, this.projections);
      // A version that has come to serve meanwhile may not be as far as the one before it is now.
      const changed = await this.versionsChanged();
      if (changed) this.projections = await this.lookUp();
      const position = changed ? this.position : least(reached);
      if (position > this.position || position >= (await log.head()).position) moved = performance.now();
      this.moveTo(position);
      pauses.reset();
      const silent = performance.now() - moved >= SILENT_MS;
      if (silent && this.mayProject) return;
      this.error = silent ? new NobodyProjects(`the tables stay at ${position} though the log goes on`) : undefined;
    }
  }

  /** Soon when somebody waits here, and from then on when somebody comes. */
  private async untilNextLook(): Promise<void> {
    if (this.waiters.size === 0) await this.rest(WATCH_EVERY_MS);
    if (this.waiters.size > 0) await this.pause(WATCH_WAITED_FOR_EVERY_MS);
  }

  private moveTo(position: Position): void {
    this.position = position;
    for (const waiter of this.waiters) if (waiter.position <= position) waiter.resolve(true);
  }

  private async followFrom(after: Position, pauses: Pauses): Promise<void> {
    const { log, metrics, batchSize = DEFAULT_BATCH_SIZE } = this.options;
    const { signal } = this.stopping;
    const blockSize = BLOCK_EVENTS * log.positionsPerEvent;
    // The next batch is decoded while the one before it is being written.
    let writing: Promise<void> | undefined;
    try {
      for await (const recorded of log.subscribe(after, { signal, batchSize })) {
        const events = await this.decoded(recorded);
        await writing;
        const written = metrics?.batches.startTimer();
        writing = traced('project', { attributes: () => ({ 'annals.events': events.length }), links: () => spansOf(events) }, () => Checkpoint.applyToAll(this.options.pool, this.checkpoints, new Batch(events, blockSize))).then(() => {
          written?.();
          metrics?.projected.inc(events.length);
          pauses.reset();
          this.error = undefined;
          this.moveTo(least(this.checkpoints));
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

  private async checkLog({ name }: Projection, { position, eventId }: Reached): Promise<void> {
    if (position === 0n) return;
    const [event] = await this.options.log.readAll(position - 1n, 1);
    if (event?.position === position && event.id === eventId) return;
    throw new LogBehindTables(`the tables of ${name} were made from a log that held event ${eventId} at position ${position}; this log does not: restore the log, or rebuild the tables`);
  }
}

/** The position that all of them have reached. */
function least(reached: readonly Pick<Reached, 'position'>[]): Position {
  return reached.reduce<Position | undefined>((position, one) => (position === undefined || one.position < position ? one.position : position), undefined) ?? 0n;
}

/** Requests that a batch can name: as many as the SDK keeps. */
const MAX_LINKS = 128;

/** The requests that events came from, each once. */
function spansOf(events: readonly StoredEvent[]): SpanId[] {
  const spans = new Map<string, SpanId>();
  for (const { metadata } of events) {
    const span = spanOf(metadata);
    if (span) spans.set(span.span, span);
    if (spans.size === MAX_LINKS) break;
  }
  return [...spans.values()];
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
