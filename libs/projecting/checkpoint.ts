import type pg from 'pg';
import type { EventLog, Position } from '#libs/event-log/event-log.js';
import { connectionLost } from '#libs/platform/connection-lost.js';
import { inOneFlight, prepared } from '#libs/platform/database.js';
import type { Batch } from './batch.js';
import { BUCKETS, ownersOf, type Owner } from './buckets.js';
import { isPoison, park, projectAround, type Isolated } from './parking.js';
import { schemaOf, type Projection } from './projection.js';
import { addTallies, emptyTally, type BlockTally, type Tally } from './tally.js';

/** A crash of the database took back what it had committed last: batches go on from there. */
export class TakenBack extends Error {
  override readonly name = 'TakenBack';
}

/** Another process took buckets over: this one must not write them any more. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
}

/** The log does not hold what the tables were made from: it was restored behind them, or another log was put in its place. */
export class LogBehindTables extends Error {
  override readonly name = 'LogBehindTables';
}

/** How far the tables of a projection have come. */
export interface Reached {
  readonly position: Position;
  /** The event at that position: whether this is still the log the tables were made from shows by it. */
  readonly eventId: string | null;
}

/**
 * Whether the log holds the event that tables have come to.
 * @throws LogBehindTables
 */
export async function checkLog(log: Pick<EventLog, 'readAll'>, { name }: Pick<Projection, 'name'>, { position, eventId }: Reached): Promise<void> {
  if (position === 0n) return;
  const [event] = await log.readAll(position - 1n, 1);
  if (event?.position === position && event.id === eventId) return;
  throw new LogBehindTables(`the tables of ${name} were made from a log that held event ${eventId} at position ${position}, and this log does not: put that log back, or, where an older copy was put back on purpose, stop all servers and run annals log restored`);
}

/**
 * What a crash of the database takes back is projected again, rows and checkpoint together, so no commit waits for the disk.
 * Of a process that freezes inside a transaction the server frees the rows by itself.
 */
const SETTINGS = `
  set local synchronous_commit = off; set local idle_in_transaction_session_timeout = '2s'; set local transaction_timeout = '30s';
  set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off`;
/** Events in a batch from which on the owners of a projection are written on two connections side by side: below, one transaction costs less than two. */
const SIDE_BY_SIDE = 1_000;
/** Events among which those that fail are looked for in one transaction. */
const SEARCHED_AT_ONCE = 250;
const REACHED = prepared(`
  select coalesce(o.position, 0) as position, o.event_id
    from unnest($1::text[], $2::integer[]) with ordinality as asked (projection, version, number)
    left join lateral (select position, event_id from projecting.owner o where o.projection = asked.projection and o.version = asked.version order by position limit 1) o on true
   order by asked.number`);
// In the sort order of their keys, as everybody locks them. $1: projections, $2: versions, $3: owners.
const LOCK = prepared(`
  select o.projection, o.version, o.owner, o.epoch, o.position, o.event_id, exists (select from projecting.parked_stream p where p.projection = o.projection and p.version = o.version) as parked
    from unnest($1::text[], $2::integer[], $3::smallint[]) as held (projection, version, owner)
    join projecting.owner o using (projection, version, owner)
   order by o.projection, o.version, o.owner for update of o`);
/** @param first the number of the first of six parameters: projections, versions, blocks, buckets, counts, sums */
const addToBlocks = (first: number): string => `
  insert into projecting.block_tally as t (projection, version, block, bucket, count, sum)
  select * from unnest($${first}::text[], $${first + 1}::integer[], $${first + 2}::bigint[], $${first + 3}::smallint[], $${first + 4}::bigint[], $${first + 5}::numeric[])
  on conflict (projection, version, block, bucket) do update
    set count = t.count + excluded.count, sum = mod(t.sum + excluded.sum, 340282366920938463463374607431768211456)`;
// $4, $5: where they move to; from $6 on: what was counted on the way, by bucket and by block.
const MOVE = prepared(`
  with counted as (
    update projecting.bucket b
       set tally_count = b.tally_count + t.count, tally_sum = mod(b.tally_sum + t.sum, 340282366920938463463374607431768211456)
      from unnest($6::text[], $7::integer[], $8::smallint[], $9::bigint[], $10::numeric[]) as t (projection, version, bucket, count, sum)
     where b.projection = t.projection and b.version = t.version and b.bucket = t.bucket
  ),
  counted_blocks as (${addToBlocks(11)})
  update projecting.owner o set position = $4, event_id = $5
    from unnest($1::text[], $2::integer[], $3::smallint[]) as held (projection, version, owner)
   where o.projection = held.projection and o.version = held.version and o.owner = held.owner and o.position < $4`);
const TALLY_BLOCKS = prepared(addToBlocks(1));

/** An owner of buckets as this process took it, in one epoch. */
export interface Held extends Reached {
  readonly projection: Projection;
  readonly owner: Owner;
  readonly epoch: bigint;
  position: Position;
  eventId: string | null;
}

// $3: the owners. Their first epoch is one that no owner had before: numbers of versions are given again, and whoever held one must not
// take another for it.
const made = (where = ''): ReturnType<typeof prepared> => prepared(`
  with made as (
    insert into projecting.owner (projection, version, owner, epoch, position, event_id)
    select $1, $2, owner, pg_current_xact_id()::text::bigint, $4, $5 from unnest($3::smallint[]) as wanted (owner) ${where} on conflict do nothing
  )
  insert into projecting.bucket (projection, version, bucket, owner)
  select $1, $2, bucket, ($3::smallint[])[1 + bucket % cardinality($3::smallint[])] from generate_series(0, ${BUCKETS - 1}) bucket
  ${where} on conflict do nothing`);
const MAKE = made();
const MAKE_MISSING = made('where not exists (select from projecting.build where projection = $1 and version = $2)');

/** Sees to it that all owners of a projection are there to be held. One that is there stays where it is; those of tables that are just being filled come with these. */
export async function makeMissing(client: Pick<pg.ClientBase, 'query'>, projection: Projection): Promise<void> {
  await client.query({ ...MAKE_MISSING, values: [projection.name, projection.version, ownersOf(projection), 0n, null] });
}

/** Where tables stand that were made from the log up to a position, what was counted on the way, and what waits. Nobody has them yet. */
export async function beginAt(client: pg.ClientBase, projection: Projection, reached: Reached, { tallies, parked }: { readonly tallies: readonly BlockTally[]; readonly parked: readonly Isolated[] }): Promise<void> {
  const { name, version } = projection;
  await client.query({ ...MAKE, values: [name, version, ownersOf(projection), reached.position, reached.eventId] });
  await client.query({ ...TALLY_BLOCKS, values: [tallies.map(() => name), tallies.map(() => version), tallies.map(({ block }) => block), tallies.map(({ bucket }) => bucket), tallies.map(({ count }) => count), tallies.map(({ sum }) => String(sum))] });
  await client.query(`
    update projecting.bucket b set tally_count = t.count, tally_sum = t.sum
      from (select bucket, sum(count) as count, mod(sum(sum), 340282366920938463463374607431768211456) as sum from projecting.block_tally where projection = $1 and version = $2 group by bucket) t
     where b.projection = $1 and b.version = $2 and b.bucket = t.bucket`, [name, version]);
  for (const isolated of parked) await park(client, projection, isolated);
}

/** How far whoever has the buckets has come with each of the projections, that of the owner that is behind; 0 with one that nobody has begun. */
export async function reached(pool: pg.Pool, projections: readonly Projection[]): Promise<Reached[]> {
  const { rows } = await pool.query<{ position: bigint; event_id: string | null }>({ ...REACHED, values: [projections.map(({ name }) => name), projections.map(({ version }) => version)] });
  return rows.map(({ position, event_id: eventId }) => ({ position, eventId }));
}

/**
 * Applies what is new to every projection and moves all owners to the end of the batch. Those that have nothing to write move together:
 * a few events cost two transactions, not one for each projection. All get their chance, so that one that fails is not the reason
 * why another stays behind; then the first failure is thrown, where somebody else has the buckets that one.
 *
 * @param onWaiting called where streams wait that could not be taken in, before anybody can see that
 */
export async function applyToAll(pool: pg.Pool, held: readonly Held[], batch: Batch, onWaiting: () => void): Promise<void> {
  const projections = [...new Set(held.map(({ projection }) => projection))];
  const writing = projections.filter((projection) => batch.events.some(({ type }) => projection.handles(type)));
  const outcomes = await Promise.allSettled([
    ...writing.flatMap((projection) => {
      const own = held.filter((one) => one.projection === projection);
      const sides = batch.events.length < SIDE_BY_SIDE ? [own] : [own.filter((_, i) => i % 2 === 0), own.filter((_, i) => i % 2 === 1)];
      return sides.map((side) => apply(pool, side, batch, onWaiting, projection));
    }),
    apply(pool, held.filter(({ projection }) => !writing.includes(projection)), batch, onWaiting),
  ]);
  const failed = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason as Error);
  const first = failed.find((error) => error instanceof Fenced) ?? failed[0];
  if (first) throw first;
}

/** What is new for some owners. Where an event is the reason why it does not go through, that one is found and parked (see `parking.ts`). */
async function apply(pool: pg.Pool, held: readonly Held[], batch: Batch, onWaiting: () => void, writes?: Projection): Promise<void> {
  try {
    await applyOnce(pool, held, batch, onWaiting, writes, false);
  } catch (error) {
    if (!writes || error instanceof Fenced || error instanceof TakenBack || !isPoison(error)) throw error;
    // In parts: where very many fail, finding them in one transaction would take longer than one may.
    for (const part of batch.parts(SEARCHED_AT_ONCE)) await applyOnce(pool, held, part, onWaiting, writes, true);
  }
}

/**
 * What is new for some owners: rows, checkpoints and tallies in one transaction, so that each event is applied exactly once.
 *
 * @param writes the projection of these owners, where it has something to write
 * @param careful whether an event may be the reason why it failed before
 */
async function applyOnce(pool: pg.Pool, all: readonly Held[], batch: Batch, onWaiting: () => void, writes: Projection | undefined, careful: boolean): Promise<void> {
  const { end } = batch;
  const held = all.filter(({ position }) => position < end.position);
  if (held.length === 0) return;
  const client = await pool.connect();
  let broken = false;
  try {
    const begin = `begin; ${SETTINGS}${writes ? `; set local search_path = ${schemaOf(writes)}, public` : ''}`;
    let [, stored] = await inOneFlight(client, [() => client.query(begin), () => lock(client, held)]);
    // A row that was waited for is as it is now, and what was written beside it as it was before: so one looks again.
    if (stored.some(({ position }, i) => position !== held[i]!.position)) stored = await lock(client, held);
    const before = held.find(({ position }, i) => stored[i]!.position < position);
    if (before) {
      held.forEach((one, i) => Object.assign(one, { position: stored[i]!.position, eventId: stored[i]!.event_id }));
      throw new TakenBack(`the tables of ${before.projection.name} are at ${before.position} again: the database lost what it had committed last`);
    }
    // A commit whose answer was lost is found here: what it wrote is not written again.
    const fresh = held.map(({ owner }, i) => batch.of(owner, stored[i]!.position));
    const handled = writes ? fresh.flatMap(({ events }) => events).filter(({ type }) => writes.handles(type)) : [];
    const behind = stored.some((row) => row.parked);
    if (handled.length > 0 ? await projectAround(client, writes!, handled, { behind, careful }) : behind) onWaiting();
    const moving = movement(held, fresh, end);
    // Where the server refuses the first, the second takes everything back.
    await inOneFlight(client, [() => client.query(moving), () => client.query('commit')]);
    for (const one of held) Object.assign(one, { position: end.position, eventId: end.eventId });
  } catch (error) {
    broken = connectionLost(error) || await client.query('rollback').then(() => false, () => true);
    throw error;
  } finally {
    client.release(broken);
  }
}

interface LockedRow {
  readonly projection: string;
  readonly version: number;
  readonly owner: Owner;
  readonly epoch: bigint;
  readonly position: bigint;
  readonly event_id: string | null;
  readonly parked: boolean;
}

/**
 * Where these owners stand, in their order.
 * @throws Fenced
 */
async function lock(client: pg.ClientBase, held: readonly Held[]): Promise<LockedRow[]> {
  const { rows } = await client.query<LockedRow>({ ...LOCK, values: keysOf(held) });
  return held.map(({ projection: { name, version }, owner, epoch }) => {
    const row = rows.find((one) => one.projection === name && one.version === version && one.owner === owner);
    if (row?.epoch !== epoch) throw new Fenced(`the buckets of ${name} have another owner since epoch ${row?.epoch}`);
    return row;
  });
}

/** The statement that moves these owners to the end of a batch, and counts what was new for them. */
function movement(held: readonly Held[], fresh: readonly Batch[], end: Batch['end']): pg.QueryConfig {
  const counted = held.flatMap(({ projection: { name, version } }, i) => fresh[i]!.tallies.map((tally) => ({ name, version, ...tally })));
  const buckets = new Map<string, Tally & { readonly name: string; readonly version: number; readonly bucket: number }>();
  for (const { name, version, bucket, count, sum } of counted) {
    const key = `${name} ${version} ${bucket}`;
    buckets.set(key, { name, version, bucket, ...addTallies(buckets.get(key) ?? emptyTally(), { count, sum }) });
  }
  const each = [...buckets.values()];
  return {
    ...MOVE,
    values: [
      ...keysOf(held), end.position, end.eventId,
      each.map(({ name }) => name), each.map(({ version }) => version), each.map(({ bucket }) => bucket), each.map(({ count }) => count), each.map(({ sum }) => String(sum)),
      counted.map(({ name }) => name), counted.map(({ version }) => version), counted.map(({ block }) => block), counted.map(({ bucket }) => bucket), counted.map(({ count }) => count),
      counted.map(({ sum }) => String(sum)),
    ],
  };
}

/** Owners as the three parameters of a statement: projections, versions, owners. */
export const keysOf = (held: readonly Pick<Held, 'projection' | 'owner'>[]): unknown[][] => [held.map(({ projection: { name } }) => name), held.map(({ projection: { version } }) => version), held.map(({ owner }) => owner)];
