import type pg from 'pg';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import type { Position } from '#libs/event-log/event-log.js';
import { prepared } from '#libs/platform/database.js';
import type { Batch } from './batch.js';
import { BUCKETS } from './buckets.js';
import { schemaOf, type Projection } from './projection.js';
import { addTallies, emptyTally, type Tally } from './tally.js';

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
/** The only owner, until processes share the buckets. */
const OWNER = 1;
const TAKE = prepared(`
  with taken as (
    insert into projecting.owner as o (projection, version, owner) values ($1, $2, ${OWNER})
    on conflict (projection, version, owner) do update set epoch = o.epoch + 1
    returning epoch, position, event_id
  ),
  buckets as (
    insert into projecting.bucket (projection, version, bucket, owner) select $1, $2, generate_series(0, ${BUCKETS - 1}), ${OWNER} from taken
    on conflict do nothing
  )
  select epoch, position, event_id from taken`);
const REACHED = prepared(`
  select coalesce(o.position, 0) as position, o.event_id
    from unnest($1::text[], $2::integer[]) with ordinality as asked (projection, version, number)
    left join projecting.owner o on o.projection = asked.projection and o.version = asked.version and o.owner = ${OWNER}
   order by asked.number`);
const LOCK = prepared(`select epoch, position from projecting.owner where projection = $1 and version = $2 and owner = ${OWNER} for update`);
const MOVE = prepared(`
  with counted as (
    update projecting.bucket b
       set tally_count = b.tally_count + t.count, tally_sum = mod(b.tally_sum + t.sum, 340282366920938463463374607431768211456)
      from unnest($5::smallint[], $6::bigint[], $7::numeric[]) as t (bucket, count, sum)
     where b.projection = $1 and b.version = $2 and b.bucket = t.bucket
  )
  update projecting.owner set position = $3, event_id = $4 where projection = $1 and version = $2 and owner = ${OWNER}`);
const TALLY_BLOCKS = prepared(`
  insert into projecting.block_tally as t (projection, version, block, bucket, count, sum)
  select $1, $2, * from unnest($3::bigint[], $4::smallint[], $5::bigint[], $6::numeric[])
  on conflict (projection, version, block, bucket) do update
    set count = t.count + excluded.count, sum = mod(t.sum + excluded.sum, 340282366920938463463374607431768211456)`);

/** The buckets of one projection, owned by this process in one epoch: rows, checkpoint and tally move in one transaction, so that each event is applied exactly once. */
export class Checkpoint implements Reached {
  private constructor(
    private readonly pool: pg.Pool, private readonly projection: Projection, private readonly epoch: bigint, private reached: Position, private lastEventId: string | null,
  ) {}

  get position(): Position {
    return this.reached;
  }

  get eventId(): string | null {
    return this.lastEventId;
  }

  /** Takes all buckets over; whoever had them cannot commit any more. */
  static async take(pool: pg.Pool, projection: Projection): Promise<Checkpoint> {
    const { rows } = await pool.query<{ epoch: bigint; position: bigint; event_id: string | null }>({ ...TAKE, values: [projection.name, projection.version] });
    const { epoch, position, event_id: eventId } = rows[0]!;
    return new Checkpoint(pool, projection, epoch, position, eventId);
  }

  /** How far whoever has the buckets has come with each of the projections; 0 with one that nobody has begun. */
  static async reached(pool: pg.Pool, projections: readonly Projection[]): Promise<Reached[]> {
    const { rows } = await pool.query<{ position: bigint; event_id: string | null }>({ ...REACHED, values: [projections.map(({ name }) => name), projections.map(({ version }) => version)] });
    return rows.map(({ position, event_id: eventId }) => ({ position, eventId }));
  }

  /** Applies what is new and moves to the end of the batch. A batch that was applied already changes nothing. */
  async apply(batch: Batch): Promise<void> {
    const last = batch.events.at(-1);
    if (!last || this.reached >= last.position) return;
    const { name, version } = this.projection;
    const client = await this.pool.connect();
    let broken = true;
    try {
      await client.query(`begin; ${SETTINGS}; set local search_path = ${schemaOf(this.projection)}, public`);
      const { rows } = await client.query<{ epoch: bigint; position: bigint }>({ ...LOCK, values: [name, version] });
      const { epoch, position } = rows[0]!;
      if (epoch !== this.epoch) throw new Fenced(`the buckets of ${name} have another owner since epoch ${epoch}`);
      // A commit whose answer was lost is found here: what it wrote is not written again.
      const fresh = batch.after(position);
      const handled = fresh.events.filter(({ type }) => this.projection.handles(type));
      if (handled.length > 0) await this.projection.project(client, handled);
      if (fresh.events.length > 0) await this.move(client, fresh, last);
      await client.query('commit');
      broken = false;
      this.reached = last.position;
      this.lastEventId = last.eventId;
    } finally {
      if (broken) broken = await client.query('rollback').then(() => false, () => true);
      client.release(broken);
    }
  }

  private async move(client: pg.ClientBase, { tallies }: Batch, last: StoredEvent): Promise<void> {
    const { name, version } = this.projection;
    const buckets = new Map<number, Tally>();
    for (const { bucket, count, sum } of tallies) buckets.set(bucket, addTallies(buckets.get(bucket) ?? emptyTally(), { count, sum }));
    const each = [...buckets];
    await client.query({ ...MOVE, values: [name, version, last.position, last.eventId, each.map(([bucket]) => bucket), each.map(([, { count }]) => count), each.map(([, { sum }]) => String(sum))] });
    await client.query({
      ...TALLY_BLOCKS, values: [name, version, tallies.map(({ block }) => block), tallies.map(({ bucket }) => bucket), tallies.map(({ count }) => count), tallies.map(({ sum }) => String(sum))],
    });
  }
}
