/**
 * Who brings which owners of buckets forward. Any number of processes share them: each says every second that it lives, and an owner
 * is dealt to one of those that do and can go on with it, by a rule that all of them know. What one does not hold any more another one
 * takes, and by that raises the epoch: whoever held it before cannot commit (see `checkpoint.ts`). The clock of the database alone
 * decides; a process that is wrong about itself loses time and nothing else.
 */
import type pg from 'pg';
import { prepared } from '#libs/platform/database.js';
import { randomUuid } from '#libs/platform/uuid.js';
import { fnv1a, ownersOf, type Owner } from './buckets.js';
import { keysOf, LogBehindTables, makeMissing, type Held } from './checkpoint.js';
import { schemaOf, type Projection } from './projection.js';

/** How often a process says that it lives. */
export const BEAT_MS = 1_000;
/**
 * How long that holds. With the beat of the one that takes its place, and the 2 s after which the server frees what a frozen
 * process has locked, a process is replaced within 10 s; one whose thread is busy for some seconds is not.
 */
const LEASE_MS = 6_000;
/** After which what is known of a process that is gone is deleted. */
const GONE_MS = 60_000;

/** Who else projects, and who holds what. */
export interface Dealt {
  /** Owners that this process holds, in which epoch and how far. */
  readonly own: readonly OwnerRow[];
  /** Owners that are dealt to this process. */
  readonly wanted: readonly OwnerRow[];
  /** All owners of the projections. */
  readonly all: readonly OwnerRow[];
}

export interface OwnerRow {
  readonly projection: Projection;
  readonly owner: Owner;
  readonly epoch: bigint;
  readonly position: bigint;
  /** Nobody that lives holds it. */
  readonly free: boolean;
}

export const keyOf = ({ projection, owner }: Key): string => `${schemaOf(projection)} ${owner}`;
export const allOwnersOf = (projections: readonly Projection[]): Key[] => projections.flatMap((projection) => ownersOf(projection).map((owner) => ({ projection, owner })));

// A lease that reaches further than one can was given before the clock stepped back. Of a process that is killed the server notices at
// once, of one that is frozen or cut off nobody does before its lease ends.
const LIVES = `h.until > clock_timestamp() and h.until <= clock_timestamp() + interval '${LEASE_MS} milliseconds' and exists (select from pg_stat_get_activity(h.backend))`;
const BEAT = prepared(`
  with gone as (delete from projecting.holder where until < clock_timestamp() - interval '${GONE_MS} milliseconds')
  insert into projecting.holder (holder, until, backend, takes) values ($1, clock_timestamp() + interval '${LEASE_MS} milliseconds', pg_backend_pid(), $2)
  on conflict (holder) do update set until = excluded.until, backend = excluded.backend, takes = excluded.takes`);
const SOURCE = prepared('select log_id from projecting.source');
const LIVING = prepared(`select h.holder, h.takes from projecting.holder h where ${LIVES} order by h.holder`);
const OWNERS = prepared(`
  select o.projection, o.version, o.owner, o.epoch, o.position, o.holder
    from unnest($1::text[], $2::integer[]) as followed (projection, version) join projecting.owner o using (projection, version)
   order by o.projection, o.version, o.owner`);
// In their order, as everybody locks them. What is being written just now is left for the next time.
const TAKE = prepared(`
  with free as (
    select o.projection, o.version, o.owner
      from unnest($2::text[], $3::integer[], $4::smallint[]) as wanted (projection, version, owner) join projecting.owner o using (projection, version, owner)
     where (o.holder = $1 or not exists (select from projecting.holder h where h.holder = o.holder and ${LIVES})) and exists (select from projecting.source where log_id = $5)
     order by o.projection, o.version, o.owner for update of o skip locked
  )
  update projecting.owner o set holder = $1, epoch = o.epoch + 1
    from free where o.projection = free.projection and o.version = free.version and o.owner = free.owner
  returning o.projection, o.version, o.owner, o.epoch, o.position, o.event_id`);
const RELEASE = prepared(`
  update projecting.owner o set holder = null
    from unnest($2::text[], $3::integer[], $4::smallint[]) as held (projection, version, owner)
   where o.projection = held.projection and o.version = held.version and o.owner = held.owner and o.holder = $1`);

export type Key = Pick<Held, 'projection' | 'owner'>;

export class Leases {
  readonly holder = randomUuid();

  /** @param logId of the log that is followed: nothing is taken of tables that are made from another one */
  constructor(private readonly pool: pg.Pool, private readonly logId: string) {}

  /**
   * Sees to it that all owners of these projections are there to be held.
   * @throws LogBehindTables
   */
  async make(projections: readonly Projection[]): Promise<void> {
    await this.pool.query('insert into projecting.source (log_id) values ($1) on conflict do nothing', [this.logId]);
    await this.checkSource();
    for (const projection of projections) await makeMissing(this.pool, projection);
  }

  /**
   * Whether the tables are made from this log, or from none yet.
   * @throws LogBehindTables
   */
  async checkSource(): Promise<void> {
    const { rows: [source] } = await this.pool.query<{ log_id: string }>(SOURCE);
    if (source && source.log_id !== this.logId) throw new LogBehindTables(`the tables are made from log ${source.log_id}, and this is log ${this.logId}: it was copied and is left, or another one was put in its place`);
  }

  /**
   * Says that this process lives, and looks what is dealt to it.
   * @throws LogBehindTables
   */
  async beat(projections: readonly Projection[], takes: readonly Key[]): Promise<Dealt> {
    // First: whoever is on another log must not count among those that something is dealt to.
    await this.checkSource();
    await this.pool.query({ ...BEAT, values: [this.holder, takes.map(keyOf)] });
    const [living, rows] = await Promise.all([
      this.pool.query<{ holder: string; takes: string[] }>(LIVING),
      this.pool.query<{ projection: string; version: number; owner: Owner; epoch: bigint; position: bigint; holder: string | null }>({ ...OWNERS, values: [projections.map(({ name }) => name), projections.map(({ version }) => version)] }),
    ]);
    const all = rows.rows.map(({ projection: name, version, owner, epoch, position, holder }) => {
      const projection = projections.find((one) => one.name === name && one.version === version)!;
      return { projection, owner, epoch, position, holder, free: !living.rows.some((one) => one.holder === holder) };
    });
    return {
      all,
      own: all.filter(({ holder }) => holder === this.holder),
      wanted: all.filter((one) => {
        const takers = living.rows.filter((process) => process.takes.includes(keyOf(one)));
        return takers[(fnv1a(schemaOf(one.projection)) + one.owner) % takers.length]?.holder === this.holder;
      }),
    };
  }

  /** Takes those of them that nobody else holds; whoever held them cannot commit any more. */
  async take(wanted: readonly Key[]): Promise<Held[]> {
    if (wanted.length === 0) return [];
    const { rows } = await this.pool.query<{ projection: string; version: number; owner: Owner; epoch: bigint; position: bigint; event_id: string | null }>({ ...TAKE, values: [this.holder, ...keysOf(wanted), this.logId] });
    return rows.map(({ projection: name, version, owner, epoch, position, event_id: eventId }) => {
      const { projection } = wanted.find((one) => one.projection.name === name && one.projection.version === version)!;
      return { projection, owner, epoch, position, eventId };
    });
  }

  /** Lets others take them at once. Nothing of them is being written any more. */
  async release(held: readonly Key[]): Promise<void> {
    if (held.length > 0) await this.pool.query({ ...RELEASE, values: [this.holder, ...keysOf(held)] });
  }

  /** This process projects no more. */
  async end(held: readonly Key[]): Promise<void> {
    await this.release(held);
    await this.pool.query('delete from projecting.holder where holder = $1', [this.holder]);
  }
}
