import type pg from 'pg';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import type { Position } from '#libs/event-log/event-log.js';
import { prepared } from '#libs/platform/database.js';
import type { Batch } from './batch.js';
import { BUCKETS, HALVES, WHOLE, type Owner } from './buckets.js';
import { schemaOf, type Projection } from './projection.js';
import { addTallies, emptyTally, type BlockTally, type Tally } from './tally.js';

/** A crash of the database took back what it had committed last: batches go on from there. */
export class TakenBack extends Error {
  override readonly name = 'TakenBack';
}

/** Another process took the buckets over: this one must not write any more. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
}

/** How far the tables of a projection have come. */
export interface Reached {
  readonly position: Position;
  /** The event at that position: whether this is still the log the tables were made from shows by it. */
  readonly eventId: string | null;
}

/**
 * What a crash of the database takes back is projected again, rows and checkpoint together, so no commit waits for the disk.
 * Of a process that freezes inside a transaction the server frees the rows by itself.
 */
const SETTINGS = `
  set local synchronous_commit = off; set local idle_in_transaction_session_timeout = '2s'; set local transaction_timeout = '30s';
  set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off`;
/** Events in a batch from which on the halves of a projection are written side by side: below, one transaction costs less than two. */
const SIDE_BY_SIDE = 1_000;
// $3: the owners. In their order, so that two processes that take over at once do not wait for each other.
const TAKE = prepared(`
  with taken as (
    insert into projecting.owner as o (projection, version, owner) select $1, $2, owner from unnest($3::smallint[]) as wanted (owner) order by owner
    on conflict (projection, version, owner) do update set epoch = o.epoch + 1
    returning owner, epoch, position, event_id
  ),
  buckets as (
    insert into projecting.bucket (projection, version, bucket, owner)
    select $1, $2, bucket, ($3::smallint[])[1 + bucket % cardinality($3::smallint[])] from generate_series(0, ${BUCKETS - 1}) bucket where exists (select from taken)
    on conflict do nothing
  )
  select owner, epoch, position, event_id from taken order by owner`);
const REACHED = prepared(`
  select coalesce(o.position, 0) as position, o.event_id
    from unnest($1::text[], $2::integer[]) with ordinality as asked (projection, version, number)
    left join lateral (select position, event_id from projecting.owner o where o.projection = asked.projection and o.version = asked.version order by position limit 1) o on true
   order by asked.number`);
const LOCK = prepared('select owner, epoch, position, event_id from projecting.owner where projection = $1 and version = $2 and owner = any($3::smallint[]) order by owner for update');
const MOVE = prepared(`
  with counted as (
    update projecting.bucket b
       set tally_count = b.tally_count + t.count, tally_sum = mod(b.tally_sum + t.sum, 340282366920938463463374607431768211456)
      from unnest($6::smallint[], $7::bigint[], $8::numeric[]) as t (bucket, count, sum)
     where b.projection = $1 and b.version = $2 and b.bucket = t.bucket
  )
  update projecting.owner set position = $4, event_id = $5 where projection = $1 and version = $2 and owner = any($3::smallint[]) and position < $4`);
const TALLY_BLOCKS = prepared(`
  insert into projecting.block_tally as t (projection, version, block, bucket, count, sum)
  select $1, $2, * from unnest($3::bigint[], $4::smallint[], $5::bigint[], $6::numeric[])
  on conflict (projection, version, block, bucket) do update
    set count = t.count + excluded.count, sum = mod(t.sum + excluded.sum, 340282366920938463463374607431768211456)`);

/** An owner of buckets as this process took it, in one epoch. */
interface Held extends Reached {
  readonly owner: Owner;
  readonly epoch: bigint;
  position: Position;
  eventId: string | null;
}

/**
 * The buckets of one projection, owned by this process in one epoch: rows, checkpoint and tally move in one transaction, so that each
 * event is applied exactly once.
 */
export class Checkpoint {
  private constructor(private readonly pool: pg.Pool, private readonly projection: Projection, private readonly held: readonly Held[]) {}

  /** That of the owner that is behind, if one is. */
  get position(): Position {
    return this.held.reduce((least, { position }) => (position < least ? position : least), this.held[0]!.position);
  }

  /** How far each owner has come. */
  get owners(): readonly Reached[] {
    return this.held;
  }

  /** Takes all buckets over; whoever had them cannot commit any more. */
  static async take(pool: pg.Pool, projection: Projection): Promise<Checkpoint> {
    const { rows } = await pool.query<{ owner: Owner; epoch: bigint; position: bigint; event_id: string | null }>({
      ...TAKE, values: [projection.name, projection.version, projection.streamsApart ? HALVES : WHOLE],
    });
    return new Checkpoint(pool, projection, rows.map(({ owner, epoch, position, event_id: eventId }) => ({ owner, epoch, position, eventId })));
  }

  /** How far whoever has the buckets has come with each of the projections; 0 with one that nobody has begun. */
  static async reached(pool: pg.Pool, projections: readonly Projection[]): Promise<Reached[]> {
    const { rows } = await pool.query<{ position: bigint; event_id: string | null }>({ ...REACHED, values: [projections.map(({ name }) => name), projections.map(({ version }) => version)] });
    return rows.map(({ position, event_id: eventId }) => ({ position, eventId }));
  }

  /** Applies what is new and moves to the end of the batch. A batch that was applied already changes nothing. */
  async apply(batch: Batch): Promise<void> {
    const end = batch.events.at(-1);
    if (!end || this.position >= end.position) return;
    if (batch.events.length < SIDE_BY_SIDE) {
      await this.write(this.held, batch, end);
      return;
    }
    const outcomes = await Promise.allSettled(this.held.map((one) => this.write([one], batch, end)));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /** What is new for some of the owners, in one transaction. */
  private async write(held: readonly Held[], batch: Batch, end: StoredEvent): Promise<void> {
    const { name, version } = this.projection;
    const client = await this.pool.connect();
    let broken = true;
    try {
      await client.query(`begin; ${SETTINGS}; set local search_path = ${schemaOf(this.projection)}, public`);
      const { rows } = await client.query<{ owner: Owner; epoch: bigint; position: bigint; event_id: string | null }>({ ...LOCK, values: [name, version, held.map(({ owner }) => owner)] });
      const stored = held.map(({ owner, epoch }) => {
        const row = rows.find((one) => one.owner === owner);
        if (row?.epoch !== epoch) throw new Fenced(`the buckets of ${name} have another owner since epoch ${row?.epoch}`);
        return row;
      });
      const before = stored.findIndex(({ position }, i) => position < held[i]!.position);
      if (before >= 0) {
        held.forEach((one, i) => Object.assign(one, { position: stored[i]!.position, eventId: stored[i]!.event_id }));
        throw new TakenBack(`the tables of ${name} are at ${stored[before]!.position} again: the database lost what it had committed last`);
      }
      // A commit whose answer was lost is found here: what it wrote is not written again.
      const fresh = stored.map(({ owner, position }) => batch.of(owner, position));
      const handled = fresh.flatMap(({ events }) => events).filter(({ type }) => this.projection.handles(type));
      if (handled.length > 0) await this.projection.project(client, handled);
      await this.move(client, held, fresh.flatMap(({ tallies }) => tallies), end);
      await client.query('commit');
      broken = false;
      for (const one of held) {
        if (one.position >= end.position) continue;
        one.position = end.position;
        one.eventId = end.eventId;
      }
    } finally {
      if (broken) broken = await client.query('rollback').then(() => false, () => true);
      client.release(broken);
    }
  }

  private async move(client: pg.ClientBase, held: readonly Held[], tallies: readonly BlockTally[], end: StoredEvent): Promise<void> {
    const { name, version } = this.projection;
    const buckets = new Map<number, Tally>();
    for (const { bucket, count, sum } of tallies) buckets.set(bucket, addTallies(buckets.get(bucket) ?? emptyTally(), { count, sum }));
    const each = [...buckets];
    await client.query({
      ...MOVE,
      values: [name, version, held.map(({ owner }) => owner), end.position, end.eventId, each.map(([bucket]) => bucket), each.map(([, { count }]) => count), each.map(([, { sum }]) => String(sum))],
    });
    await client.query({
      ...TALLY_BLOCKS, values: [name, version, tallies.map(({ block }) => block), tallies.map(({ bucket }) => bucket), tallies.map(({ count }) => count), tallies.map(({ sum }) => String(sum))],
    });
  }
}
