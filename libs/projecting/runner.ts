/**
 * Follows the log and brings every projection up to date: rows, checkpoint and tally in one transaction, so that each event is
 * applied exactly once. One subscription feeds all; nothing is ever skipped, a batch that fails is repeated until it goes through.
 */
import type pg from 'pg';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import type { EventLog, Position, RecordedEvent } from '#libs/event-log/event-log.js';
import { prepared } from '#libs/platform/database.js';
import { bucketOf, BUCKETS } from './buckets.js';
import { schemaOf, type Projection } from './projection.js';
import { addToTally, blockOf, emptyTally, type Tally } from './tally.js';

/** Pauses between attempts at a batch that fails, in milliseconds. */
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;

/** The log does not hold what the tables were made from: it was restored behind them, or another log was put in its place. */
export class LogBehindTables extends Error {
  override readonly name = 'LogBehindTables';
}

/** Another process took the buckets over: this one must not write any more. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
}

export interface RunnerOptions {
  readonly log: EventLog;
  readonly pool: pg.Pool;
  readonly projections: readonly Projection[];
  readonly decode: (events: readonly RecordedEvent[]) => Promise<StoredEvent[]>;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Events read at a time at most. Default 1,000. */
  readonly batchSize?: number;
}

export interface RunnerState {
  /** How far all projections have come. */
  readonly position: Position;
  /** Why the current batch does not go through, while it does not. */
  readonly error: Error | undefined;
  readonly running: boolean;
}

interface Waiter {
  readonly position: Position;
  readonly resolve: (reached: boolean) => void;
}

export class ProjectionRunner {
  private readonly stopping = new AbortController();
  private readonly checkpoints = new Map<Projection, Checkpoint>();
  private readonly waiters = new Set<Waiter>();
  private following: Promise<void> | undefined;
  private position: Position = 0n;
  private error: Error | undefined;

  constructor(private readonly options: RunnerOptions) {}

  get state(): RunnerState {
    return { position: this.position, error: this.error, running: this.following !== undefined };
  }

  /** Takes the buckets over, checks that the log is the one the tables were made from, and starts to follow it. */
  async start(): Promise<void> {
    for (const projection of this.options.projections) {
      const checkpoint = await Checkpoint.take(this.options.pool, projection);
      await this.checkLog(projection, checkpoint);
      this.checkpoints.set(projection, checkpoint);
    }
    this.position = this.least();
    this.following = this.follow().catch((error: unknown) => {
      this.error = error as Error;
    });
  }

  /** Ends after the batch under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.following;
    for (const waiter of this.waiters) waiter.resolve(false);
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
    });
  }

  private async follow(): Promise<void> {
    const { log, decode, batchSize } = this.options;
    for await (const recorded of log.subscribe(this.position, { signal: this.stopping.signal, ...(batchSize !== undefined && { batchSize }) })) {
      await this.untilThrough(async () => {
        const events = await decode(recorded);
        await Promise.all([...this.checkpoints.values()].map((checkpoint) => checkpoint.apply(events)));
      });
      if (this.stopping.signal.aborted && this.error) return;
      this.position = this.least();
      for (const waiter of this.waiters) if (waiter.position <= this.position) waiter.resolve(true);
    }
  }

  private async untilThrough(apply: () => Promise<void>): Promise<void> {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        await apply();
        this.error = undefined;
        return;
      } catch (error) {
        this.error = error as Error;
        if (error instanceof Fenced) throw error;
        if (this.stopping.signal.aborted) return;
        await this.options.sleep(pause);
      }
    }
  }

  private least(): Position {
    let least: Position | undefined;
    for (const { position } of this.checkpoints.values()) if (least === undefined || position < least) least = position;
    return least ?? 0n;
  }

  private async checkLog({ name }: Projection, { position, eventId }: Checkpoint): Promise<void> {
    if (position === 0n) return;
    const [event] = await this.options.log.readAll(position - 1n, 1);
    if (event?.position === position && event.id === eventId) return;
    throw new LogBehindTables(`the tables of ${name} were made from a log that held event ${eventId} at position ${position}; this log does not: restore the log, or rebuild the tables`);
  }
}

const TAKE = `
  insert into projecting.bucket (projection, version, bucket) select $1, $2, generate_series(0, ${BUCKETS - 1})
  on conflict (projection, version, bucket) do update set epoch = projecting.bucket.epoch + 1
  returning bucket, position, event_id, epoch`;
const LOCK = prepared('select bucket, epoch, position from projecting.bucket where projection = $1 and version = $2 order by bucket for update');
const MOVE = prepared(`
  update projecting.bucket b
     set position = $3, event_id = $4, tally_count = b.tally_count + t.count, tally_sum = mod(b.tally_sum + t.sum, 340282366920938463463374607431768211456)
    from unnest($5::smallint[], $6::bigint[], $7::numeric[]) as t (bucket, count, sum)
   where b.projection = $1 and b.version = $2 and b.bucket = t.bucket`);
const TALLY_BLOCKS = prepared(`
  insert into projecting.block_tally as t (projection, version, block, bucket, count, sum)
  select $1, $2, * from unnest($3::bigint[], $4::smallint[], $5::bigint[], $6::numeric[])
  on conflict (projection, version, block, bucket) do update
    set count = t.count + excluded.count, sum = mod(t.sum + excluded.sum, 340282366920938463463374607431768211456)`);

/** The buckets of one projection, owned by this process in one epoch. */
class Checkpoint {
  private constructor(
    private readonly pool: pg.Pool, private readonly projection: Projection, private readonly epochs: ReadonlyMap<number, bigint>,
    private readonly positions: Map<number, Position>, public eventId: string | null,
  ) {}

  /** The position all buckets have reached. */
  get position(): Position {
    let least: Position | undefined;
    for (const position of this.positions.values()) if (least === undefined || position < least) least = position;
    return least ?? 0n;
  }

  static async take(pool: pg.Pool, projection: Projection): Promise<Checkpoint> {
    const { rows } = await pool.query<{ bucket: number; position: bigint; event_id: string | null; epoch: bigint }>(TAKE, [projection.name, projection.version]);
    const least = rows.reduce((a, b) => (b.position < a.position ? b : a));
    return new Checkpoint(pool, projection, new Map(rows.map(({ bucket, epoch }) => [bucket, epoch])), new Map(rows.map(({ bucket, position }) => [bucket, position])), least.event_id);
  }

  /** Applies what is new to its buckets and moves all of them to the end of the batch. A batch that was applied already changes nothing. */
  async apply(events: readonly StoredEvent[]): Promise<void> {
    const last = events.at(-1);
    if (!last || this.position >= last.position) return;
    const { name, version } = this.projection;
    const client = await this.pool.connect();
    let broken = true;
    try {
      // Rows and checkpoint go together, so what a crash of the database takes back is simply projected again.
      await client.query(`begin; set local synchronous_commit = off; set local search_path = ${schemaOf(this.projection)}, public`);
      const { rows } = await client.query<{ bucket: number; epoch: bigint; position: bigint }>({ ...LOCK, values: [name, version] });
      for (const { bucket, epoch, position } of rows) {
        if (epoch !== this.epochs.get(bucket)) throw new Fenced(`bucket ${bucket} of ${name} has another owner since epoch ${epoch}`);
        this.positions.set(bucket, position);
      }
      const fresh = events.filter((event) => event.position > this.positions.get(bucketOf(event.stream))!);
      const handled = fresh.filter(({ type }) => this.projection.handles(type));
      if (handled.length > 0) await this.projection.project(client, handled);
      await this.move(client, fresh, last);
      await client.query('commit');
      broken = false;
      for (const bucket of this.positions.keys()) this.positions.set(bucket, last.position);
      this.eventId = last.eventId;
    } finally {
      if (broken) broken = await client.query('rollback').then(() => false, () => true);
      client.release(broken);
    }
  }

  private async move(client: pg.ClientBase, fresh: readonly StoredEvent[], last: StoredEvent): Promise<void> {
    const { name, version } = this.projection;
    const buckets = new Map<number, Tally>(Array.from({ length: BUCKETS }, (_, bucket) => [bucket, emptyTally()]));
    const blocks = new Map<string, Tally & { block: bigint; bucket: number }>();
    for (const { stream, position, eventId } of fresh) {
      const bucket = bucketOf(stream);
      const block = blockOf(position);
      const key = `${block} ${bucket}`;
      let tally = blocks.get(key);
      if (!tally) blocks.set(key, tally = { ...emptyTally(), block, bucket });
      addToTally(tally, eventId);
      addToTally(buckets.get(bucket)!, eventId);
    }
    const each = [...buckets.entries()];
    await client.query({ ...MOVE, values: [name, version, last.position, last.eventId, each.map(([bucket]) => bucket), each.map(([, { count }]) => count), each.map(([, { sum }]) => String(sum))] });
    const counted = [...blocks.values()];
    await client.query({ ...TALLY_BLOCKS, values: [name, version, counted.map(({ block }) => block), counted.map(({ bucket }) => bucket), counted.map(({ count }) => count), counted.map(({ sum }) => String(sum))] });
  }
}
