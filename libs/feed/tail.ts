/**
 * The end of the log, shared by all who follow it: one subscription and one window of the latest events. A hundred followers cost
 * the log as much as one; who is further back than the window reads pages of its own.
 */
import { LogUnavailable, type EventLog, type Position, type RecordedEvent } from '#libs/event-log/event-log.js';

/** Events in one read, about: some hundred kilobytes. */
export const READ_EVENTS = 500;
/** Events in memory, and characters of their data and metadata: what a follower may be behind before it costs the log anything. */
const WINDOW_EVENTS = 5_000;
const WINDOW_CHARACTERS = 8_000_000;

export class Tail {
  private live: Live | undefined;
  private followers = 0;

  constructor(private readonly log: EventLog) {}

  /** The end of the log is followed from the first who asks for it until the last has left. */
  enter(): void {
    this.followers += 1;
    this.live ??= this.begin();
  }

  leave(): void {
    this.followers -= 1;
    if (this.followers === 0) {
      this.live?.end();
      this.live = undefined;
    }
  }

  /** The next events after a position in the order of the log, about `count` of them, none at its end. They may stop inside an append. */
  async read(after: Position, count: number): Promise<readonly RecordedEvent[]> {
    const known = this.live?.after(after) ?? [];
    return known.length > 0 ? known : this.log.readAll(after, count);
  }

  /** The same for who will be woken by {@link grown}: what the window has not got yet is not asked of the log, for each of a hundred who follow. */
  async readOn(after: Position, count: number): Promise<readonly RecordedEvent[]> {
    return this.live?.after(after) ?? this.log.readAll(after, count);
  }

  /**
   * Resolves when there are events after a position, after `milliseconds`, or when the signal aborts. Only for who has entered.
   * @throws LogUnavailable when the log is not followed any more; who asks again later may find it is
   */
  async grown(after: Position, milliseconds: number, signal: AbortSignal): Promise<void> {
    if (!this.live) throw new LogUnavailable('the end of the log is not followed');
    await this.live.grown(after, milliseconds, signal);
  }

  private begin(): Live {
    const live = new Live();
    void live.run(this.log).finally(() => {
      if (this.live === live) this.live = undefined;
    });
    return live;
  }
}

/** One subscription. Everything after `begins` up to `ends` is in `events`. */
class Live {
  private readonly events: RecordedEvent[] = [];
  private characters = 0;
  private begins: Position | undefined;
  private ends: Position = 0n;
  private readonly waiting = new Set<() => void>();
  private readonly ending = new AbortController();

  end(): void {
    this.ending.abort();
    this.wake();
  }

  async run(log: EventLog): Promise<void> {
    const { signal } = this.ending;
    try {
      this.begins = this.ends = (await log.head()).position;
      this.wake();
      for await (const batch of log.subscribe(this.begins, { signal, batchSize: READ_EVENTS })) this.take(batch);
    } catch {
      // Whoever waits learns that nothing more comes, and what stands in the log is still there for who asks again.
    } finally {
      this.end();
    }
  }

  /** Undefined where the window does not reach back so far. */
  after(position: Position): readonly RecordedEvent[] | undefined {
    if (this.begins === undefined || position < this.begins) return undefined;
    let first = this.events.length;
    while (first > 0 && this.events[first - 1]!.position > position) first -= 1;
    return this.events.slice(first, first + READ_EVENTS);
  }

  async grown(after: Position, milliseconds: number, signal: AbortSignal): Promise<void> {
    if (this.ending.signal.aborted) throw new LogUnavailable('the end of the log is not followed any more');
    if (this.ends > after || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      signal.addEventListener('abort', done);
      this.waiting.add(done);
    });
  }

  private take(batch: readonly RecordedEvent[]): void {
    this.events.push(...batch);
    this.characters += batch.reduce(sizes, 0);
    this.ends = batch.at(-1)!.position;
    let dropped = 0;
    while (this.events.length - dropped > WINDOW_EVENTS || this.characters > WINDOW_CHARACTERS) {
      const oldest = this.events[dropped]!;
      this.characters -= sizes(0, oldest);
      this.begins = oldest.position;
      dropped += 1;
    }
    this.events.splice(0, dropped);
    this.wake();
  }

  private wake(): void {
    for (const done of [...this.waiting]) done();
  }
}

/** Adds what an event takes, about. */
export const sizes = (sum: number, { data, metadata }: RecordedEvent): number => sum + data.length + metadata.length;
