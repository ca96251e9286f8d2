/**
 * Follows the log and brings every projection up to date, together with other processes: each has what is dealt to it (see `leases.ts`).
 * One subscription feeds all that it holds; nothing is ever skipped, a batch that fails is repeated until it goes through.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { NewerEventVersion, type StoredEvent } from '#libs/event-log/domain-event.js';
import type { EventLog, Position, RecordedEvent } from '#libs/event-log/event-log.js';
import type { Metrics } from '#libs/platform/metrics.js';
import { spanOf, traced, type SpanId } from '#libs/platform/tracing.js';
import { Batch } from './batch.js';
import { BUCKETS, bucketOf, owns } from './buckets.js';
import { applyToAll, checkLog, Fenced, LogBehindTables, reached, type Held, type Reached } from './checkpoint.js';
import { allOwnersOf, BEAT_MS, keyOf, Leases, type Dealt, type Key, type OwnerRow } from './leases.js';
import { anyParked, decodedAround } from './parking.js';
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
const LONGEST_REST_MS = 1_000;
/** The same where others project too, or serve: who waits there cannot end this process's rest. */
const LONGEST_REST_BESIDE_OTHERS_MS = 250;

/** How often a process looks how far others are that hold some of the buckets: when nobody waits here, and when somebody does. */
const WATCH_EVERY_MS = 200;
const WATCH_WAITED_FOR_EVERY_MS = 20;
/** After how long without a step, though the log went on, nobody seems to project: what a dead process held has been taken by then. */
const SILENT_MS = 10_000;

/** The tables stay where they are though the log goes on: no process brings some of the buckets forward. */
export class NobodyProjects extends Error {
  override readonly name = 'NobodyProjects';
}

export interface RunnerOptions {
  readonly log: EventLog;
  /** Of the log: tables that are made from another one are left alone. */
  readonly logId: string;
  /** While a log is caught up with it needs two connections at a time for a projection whose streams are apart, one for another, and two more. */
  readonly pool: pg.Pool;
  /** What is said about leases, over a connection that lives as long as this process: by its end others notice that. Default: `pool`. */
  readonly leases?: pg.Pool;
  /** What is projected, or where to look that up: it is looked up again all the time. */
  readonly projections: readonly Projection[] | (() => Promise<readonly Projection[]>);
  /** Where questions are answered from: versions of a release before among them serve until those that are projected have caught up. Default: what is projected. */
  readonly shown?: () => Promise<readonly Projection[]>;
  readonly decode: (events: readonly RecordedEvent[]) => Promise<StoredEvent[]>;
  /** Whether questions are answered here. Where they are not, whoever waits for a position waits elsewhere. Default true. */
  readonly serves?: boolean;
  /** Whether this process takes part in projecting. Otherwise it follows those who do, for ever. Default true. */
  readonly mayProject?: boolean;
  readonly metrics?: Metrics;
  /** Told why what failed is tried again. */
  readonly onRetry?: (error: Error) => void;
  /** Events projected at a time, about. Default {@link DEFAULT_BATCH_SIZE}, which is also how many are read at a time. */
  readonly batchSize?: number;
}

export interface RunnerState {
  /** How far all come from which questions are answered. */
  readonly position: Position;
  /** Why it does not go on, while it does not. */
  readonly error: Error | undefined;
  readonly running: boolean;
  /** Whether streams wait that a projection could not take in: see `parking.ts`. Undefined while others project too: the database knows. */
  readonly parked: boolean | undefined;
  /** How far what this process holds has come; undefined while others hold everything. */
  readonly own: Position | undefined;
}

interface Waiter {
  readonly position: Position;
  readonly resolve: (reached: boolean) => void;
}

export class ProjectionRunner {
  private readonly stopping = new AbortController();
  private readonly leases: Leases;
  private projections: readonly Projection[] = [];
  private held: readonly Held[] = [];
  /** Whether nobody else holds anything. */
  private alone = false;
  /** Owners that stand at an event that only a newer release can read, and where that is. */
  private readonly left = new Map<string, { readonly position: Position; readonly why: NewerEventVersion }>();
  /** Ends what goes on with what was held, because something else is dealt to this process. */
  private dealtAnew = new AbortController();
  private readonly waiters = new Set<Waiter>();
  private readonly resting = new Set<() => void>();
  /** What questions are answered from, while some of it was made by a release before and is not projected here. */
  private answering: readonly Projection[] | undefined;
  private following: Promise<unknown> | undefined;
  private running = false;
  private position: Position = 0n;
  private parked = false;
  /** How often something was found to wait. */
  private waitings = 0;
  private failure: Error | undefined;
  /** Others hold something, and do not go on with it. */
  private silence: Error | undefined;
  /** Nobody holds something, because it stands at an event that only a newer release can read. */
  private waitsForNewer: Error | undefined;

  constructor(private readonly options: RunnerOptions) {
    this.leases = new Leases(options.leases ?? options.pool, options.logId);
  }

  get state(): RunnerState {
    return { position: this.position, error: this.failure ?? this.waitsForNewer ?? this.silence, running: this.running, parked: this.alone ? this.parked : undefined, own: this.held.length > 0 ? least(this.held) : undefined };
  }

  /** Checks that the log is the one the tables were made from, takes what is dealt to it if it may, and starts to follow. */
  async start(): Promise<void> {
    this.projections = await this.lookUp();
    await (this.mayProject ? this.leases.make(this.projections) : this.leases.checkSource());
    const all = await reached(this.options.pool, this.projections);
    for (const [i, projection] of this.projections.entries()) await checkLog(this.options.log, projection, all[i]!);
    this.moveTo(least(this.answering ? await reached(this.options.pool, this.answering) : all));
    if (this.mayProject) await this.deal();
    this.running = true;
    this.following = Promise.all([this.watch(), ...(this.mayProject ? [this.follow(), this.live()] : [])]).finally(() => {
      this.running = false;
    });
  }

  /** Ends after the batch under way, and lets other processes take over at once. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.endRests();
    await this.following;
    // Where the database does not answer, they take over when the lease has ended.
    if (this.mayProject) await this.leases.end(this.held).catch(() => undefined);
    this.held = [];
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
      this.endRests();
    });
  }

  private get mayProject(): boolean {
    return this.options.mayProject ?? true;
  }

  private async lookUp(): Promise<readonly Projection[]> {
    const { projections, shown } = this.options;
    const projected = typeof projections === 'function' ? await projections() : projections;
    const [own, answering] = [new Set(projected.map(schemaOf)), await shown?.()];
    this.answering = answering?.every((one) => own.has(schemaOf(one))) ? undefined : answering;
    return projected;
  }

  /** Follows the log with what is held, until it is stopped. Whatever fails is tried again, from where the tables are. */
  private async follow(): Promise<void> {
    const pauses = new Pauses();
    /** Whether what failed last was to be dealt something: then it is over when that succeeds, also where nothing is appended. */
    let dealing = false;
    while (!this.stopping.signal.aborted) {
      try {
        const failedBefore = dealing;
        dealing = true;
        await this.deal();
        dealing = false;
        if (failedBefore) this.failure = undefined;
        if (this.held.length > 0) await this.followFrom(least(this.held), pauses);
        else await sleep(BEAT_MS, undefined, { signal: AbortSignal.any([this.stopping.signal, this.dealtAnew.signal]) }).catch(() => undefined);
      } catch (error) {
        const fenced = error instanceof Fenced;
        if (error instanceof LogBehindTables) [this.held, this.alone] = [[], false];
        this.failure = fenced ? undefined : (error as Error);
        if (fenced) continue;
        this.options.onRetry?.(error as Error);
        await this.pause(pauses.next());
      }
    }
  }

  /** Says that this process lives, whatever else it does, and calls for a new deal when one is due. */
  private async live(): Promise<void> {
    let checking: Promise<void> | undefined;
    for (;;) {
      await this.pause(BEAT_MS);
      if (this.stopping.signal.aborted) return;
      try {
        const before = this.answering;
        const { lost, surplus, missing } = this.differences(await this.beat());
        if (lost.length + surplus.length + missing.length > 0 || !before !== !this.answering) this.dealtAnew.abort();
      } catch (error) {
        // Where the database does not answer, what is written to it says so.
        if (error instanceof LogBehindTables) this.dealtAnew.abort();
      }
      // What is cut off behind us is filled up by the next who append, and would never be read: look before they come. Not waited for,
      // because a log may be silent, and this process lives nevertheless.
      checking ??= this.checkHeld().catch((error: unknown) => {
        if (error instanceof LogBehindTables) this.dealtAnew.abort();
      }).finally(() => {
        checking = undefined;
      });
    }
  }

  /** @throws LogBehindTables */
  private async checkHeld(): Promise<void> {
    const furthest = this.held.reduce<Held | undefined>((most, one) => (most && most.position >= one.position ? most : one), undefined);
    if (furthest) await checkLog(this.options.log, furthest.projection, { ...furthest });
  }

  private async beat(): Promise<Dealt> {
    const projections = await this.lookUp();
    if (projections.map(schemaOf).join() !== this.projections.map(schemaOf).join()) {
      await this.leases.make(projections);
      this.projections = projections;
    }
    const dealt = await this.leases.beat(projections, allOwnersOf(projections).filter((one) => !this.left.has(keyOf(one))));
    await this.lookForParked();
    // Somebody else has taken it past the event, and is gone: until then that one goes on with it, and meets the next such event.
    for (const one of dealt.all) if (one.free && one.position >= (this.left.get(keyOf(one))?.position ?? one.position + 1n)) this.left.delete(keyOf(one));
    this.waitsForNewer = dealt.all.filter(({ free }) => free).map((one) => this.left.get(keyOf(one))?.why).find((why) => why !== undefined);
    return dealt;
  }

  private readonly onWaiting = (): void => {
    this.parked = true;
    this.waitings += 1;
  };

  /** Somebody may have given again what waited. */
  private async lookForParked(): Promise<void> {
    const before = this.waitings;
    const parked = await anyParked(this.options.pool);
    if (before === this.waitings) this.parked = parked;
  }

  /**
   * What is held and what is dealt to this process are two things, for a moment. What it has to give back the rows say: when the answer
   * to a statement that took something or gave it back was lost, a process has what it does not know of, and nobody else would take it.
   */
  private differences({ own, wanted }: Dealt): { readonly lost: readonly Held[]; readonly surplus: readonly OwnerRow[]; readonly missing: readonly OwnerRow[] } {
    const lost = this.held.filter((one) => !own.some((row) => isSame(one, row) && row.epoch === one.epoch));
    const kept = this.held.filter((one) => !lost.includes(one));
    return { lost, surplus: own.filter((row) => !wanted.includes(row)), missing: wanted.filter((row) => !kept.some((one) => isSame(one, row)) && (row.free || own.includes(row))) };
  }

  /** Gives back what is dealt to others, and takes what is dealt to this process. Nothing is being written meanwhile. */
  private async deal(): Promise<void> {
    this.dealtAnew = new AbortController();
    const dealt = await this.beat();
    const { lost, surplus, missing } = this.differences(dealt);
    this.held = this.held.filter((one) => !lost.includes(one) && !surplus.some((row) => isSame(one, row)));
    await this.leases.release(surplus);
    const taken = await this.leases.take(missing);
    // What cannot be checked is not held, and is taken again.
    for (const one of taken) await checkLog(this.options.log, one.projection, one);
    await this.checkHeld();
    this.held = [...this.held, ...taken];
    const alone = this.held.length === dealt.all.length && !this.answering;
    // What others let wait before they went.
    if (alone && !this.alone) await this.lookForParked();
    this.alone = alone;
    if (this.alone) this.moveTo(least(this.held));
  }

  /** How far all come, for those who wait here, while others hold some of it. When they come no further though the log does, it is told in {@link state}. */
  private async watch(): Promise<void> {
    const { pool, log } = this.options;
    // Who starts beside the others has yet to see one move; who may project takes the place of those who do not.
    let moved = this.mayProject ? performance.now() : -Infinity;
    let furthest: Position = 0n;
    while (!this.stopping.signal.aborted) {
      await this.untilNextLook();
      if (this.alone) {
        moved = performance.now();
        this.silence = undefined;
        continue;
      }
      try {
        // One that has come to serve since may not be as far as the one before it is.
        const projections = await this.lookUp();
        if (!this.mayProject) this.projections = projections;
        await this.leases.checkSource();
        const projected = least(await reached(pool, projections));
        const position = this.answering ? least(await reached(pool, this.answering)) : projected;
        // What is made anew comes forward, too, while what it is to replace stands.
        if (position > this.position || projected > furthest || position >= (await log.head()).position) moved = performance.now();
        furthest = projected;
        // Meanwhile this process may have taken all and be further than what was read: nobody may be answered from before what he was shown.
        if (this.alone) continue;
        this.moveTo(position);
        const silent = performance.now() - moved >= SILENT_MS;
        this.silence = silent ? new NobodyProjects(`the tables stay at ${position} though the log goes on`) : undefined;
        if (!this.mayProject) this.failure = undefined;
      } catch (error) {
        if (!this.mayProject) this.failure = error as Error;
      }
    }
  }

  /** Soon when somebody waits here, and from then on when somebody comes. */
  private async untilNextLook(): Promise<void> {
    if (this.waiters.size === 0 || this.alone) await this.rest(WATCH_EVERY_MS, !this.alone);
    if (this.waiters.size > 0 && !this.alone) await this.pause(WATCH_WAITED_FOR_EVERY_MS);
  }

  private moveTo(position: Position): void {
    this.position = position;
    for (const waiter of this.waiters) if (waiter.position <= position) waiter.resolve(true);
  }

  private async followFrom(after: Position, pauses: Pauses): Promise<void> {
    const { log, metrics, batchSize = DEFAULT_BATCH_SIZE } = this.options;
    const signal = AbortSignal.any([this.stopping.signal, this.dealtAnew.signal]);
    const { held } = this;
    const blockSize = BLOCK_EVENTS * log.positionsPerEvent;
    const ours = Array.from({ length: BUCKETS }, (_, bucket) => held.some(({ owner }) => owns(owner, bucket)));
    // The next batch is decoded while the one before it is being written.
    let writing: Promise<void> | undefined;
    try {
      for await (const recorded of log.subscribe(after, { signal, batchSize: DEFAULT_BATCH_SIZE })) {
        let started = 0;
        for (const { events: own, end } of cut(recorded, ours, batchSize)) {
          if (signal.aborted) return;
          const { events, newer } = await this.decoded(own);
          const upTo = newer ? lastBefore(recorded, newer.at) : end;
          await writing;
          started = performance.now();
          if (upTo) {
            const written = metrics?.batches.startTimer();
            writing = traced('project', { attributes: () => ({ 'annals.events': events.length }), links: () => spansOf(events) }, () => applyToAll(this.options.pool, held, new Batch(events, blockSize, { position: upTo.position, eventId: upTo.id }), this.onWaiting)).then(() => {
              written?.();
              metrics?.projected.inc(events.length);
              pauses.reset();
              this.failure = undefined;
              if (this.alone) this.moveTo(least(held));
            });
            // Whoever awaits it hears of it; until then it is not unheard.
            writing.catch(() => undefined);
          }
          if (newer) {
            await writing;
            this.leave(newer);
            return;
          }
        }
        if (recorded.length >= DEFAULT_BATCH_SIZE) continue;
        await writing;
        await this.rest(Math.min(REST * (performance.now() - started), this.alone && this.options.serves !== false ? LONGEST_REST_MS : LONGEST_REST_BESIDE_OTHERS_MS));
      }
    } finally {
      await writing;
    }
  }

  /** What stands before an event that only a newer release can read is left to one: it is dealt to somebody else from now on. */
  private leave({ at: { stream, position }, why }: Newer): void {
    const bucket = bucketOf(stream);
    for (const one of allOwnersOf(this.projections)) if (owns(one.owner, bucket)) this.left.set(keyOf(one), { position, why });
  }

  /**
   * Some at a time: the statements of the batch before are under way, and must not wait for this thread. Ends before the append of an
   * event that only a newer release can read.
   */
  private async decoded(recorded: readonly RecordedEvent[]): Promise<{ readonly events: readonly StoredEvent[]; readonly newer?: Newer }> {
    const events: StoredEvent[] = [];
    for (let first = 0; first < recorded.length; first += DECODED_AT_ONCE) {
      const some = recorded.slice(first, first + DECODED_AT_ONCE);
      try {
        events.push(...await decodedAround(some, this.options.decode));
      } catch (error) {
        if (!(error instanceof NewerEventVersion)) throw error;
        const at = some.find(({ id }) => id === error.eventId)!;
        const before = await this.decoded(some.slice(0, some.indexOf(at)));
        const newer = before.newer ?? { at, why: error };
        return { events: [...events, ...before.events].filter(({ appendEnd }) => appendEnd !== newer.at.appendEnd), newer };
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    return { events };
  }

  /** Ends early when somebody waits for what is new, unless told not to, or the runner is stopped. */
  private rest(milliseconds: number, unlessWaitedFor = true): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.resting.delete(end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      this.resting.add(end);
      if ((unlessWaitedFor && this.waiters.size > 0) || this.stopping.signal.aborted) end();
    });
  }

  private endRests(): void {
    for (const end of this.resting) end();
  }

  /** Ends early when the runner is stopped. */
  private async pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}

interface Newer {
  readonly at: RecordedEvent;
  readonly why: NewerEventVersion;
}

/** What is ours of a run of whole appends, as batches of about a size that are runs of whole appends too, up to the end of it. */
function* cut(recorded: readonly RecordedEvent[], ours: readonly boolean[], size: number): Iterable<{ readonly events: readonly RecordedEvent[]; readonly end: RecordedEvent }> {
  let events: RecordedEvent[] = [];
  for (const [i, event] of recorded.entries()) {
    if (ours[bucketOf(event.stream)]) events.push(event);
    const last = i === recorded.length - 1;
    if (!last && (events.length < size || recorded[i + 1]!.appendEnd === event.appendEnd)) continue;
    yield { events, end: event };
    events = [];
  }
}

/** The last event of the append before that of another one. */
const lastBefore = (recorded: readonly RecordedEvent[], { appendEnd }: RecordedEvent): RecordedEvent | undefined => recorded[recorded.findIndex((one) => one.appendEnd === appendEnd) - 1];

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

const isSame = (a: Key, b: Key): boolean => keyOf(a) === keyOf(b);

/** The position that all of them have reached. */
function least(reached: readonly Pick<Reached, 'position'>[]): Position {
  return reached.reduce<Position | undefined>((position, one) => (position === undefined || one.position < position ? one.position : position), undefined) ?? 0n;
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
