/** Tables that are being made, and whose process holds them: what a dead one left behind is removed by the next one that comes. */
import type pg from 'pg';
import { createPool, inTransaction } from '#libs/platform/database.js';
import { forget } from './served.js';

/** The first of two numbers of an advisory lock; the second one is of the schema's name. */
const BUILD_LOCK = 7_305;

const NOTED_EVERY_MS = 1_000;

/** Somebody makes these tables already. */
export class BuildUnderWay extends Error {
  override readonly name = 'BuildUnderWay';
}

/** The connection that held the tables was lost, so that others may have taken them for abandoned. */
export class BuildLost extends Error {
  override readonly name = 'BuildLost';
}

export interface Place {
  readonly schema: string;
  /** The version of a projection that they are to be; left out of those that are only to be looked at. */
  readonly version?: { readonly name: string; readonly version: number };
}

/** Tables of this process, until it lets go of them or dies. */
export class Hold {
  private notedAt = -Infinity;

  private constructor(private readonly locks: pg.Pool, private readonly pool: pg.Pool, private readonly places: readonly Place[]) {}

  /**
   * Takes places in which tables are to be made, and notes whose they are before anything is there.
   *
   * @param url of the database: the lock has a connection of its own, which lives as long as this process
   * @param builder who it is, for those who find it under way
   * @throws BuildUnderWay
   */
  static async begin({ url, pool, builder }: { readonly url: string; readonly pool: pg.Pool; readonly builder: string }, places: readonly Place[]): Promise<Hold> {
    await removeAbandoned(pool);
    const locks = createPool(url, { name: 'build', max: 1, settings: { tcp_keepalives_idle: '5', tcp_keepalives_interval: '2' } });
    try {
      for (const { schema, version } of places) {
        const { rows } = await locks.query<{ locked: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as locked', [BUILD_LOCK, schema]);
        if (!rows[0]!.locked) throw await underWay(pool, schema);
        await inTransaction(pool, async (client) => {
          await client.query('insert into projecting.build (schema, projection, version, builder) values ($1, $2, $3, $4)', [schema, version?.name ?? null, version?.version ?? null, builder]);
          // Whoever had a version of this number that is gone may have left something after it.
          if (version) await forget(client, version);
        });
      }
      return new Hold(locks, pool, places);
    } catch (error) {
      await locks.end();
      throw error;
    }
  }

  /** Notes how far they are, for those who look on. Often enough for these, and no more. */
  note(done: number, total: number): void {
    if (performance.now() - this.notedAt < NOTED_EVERY_MS && done < total) return;
    this.notedAt = performance.now();
    this.pool.query('update projecting.build set events_done = $2, events_total = $3 where schema = any($1)', [this.places.map(({ schema }) => schema), done, total]).catch(() => undefined);
  }

  /**
   * They are done, in the transaction that says what they are from now on.
   * @throws BuildLost
   */
  async done(client: pg.ClientBase): Promise<void> {
    const { rowCount } = await client.query('delete from projecting.build where schema = any($1)', [this.places.map(({ schema }) => schema)]);
    if (rowCount !== this.places.length) throw new BuildLost('the connection that held the new tables was lost, and somebody removed them: build again');
  }

  /** Removes what is there unless it is done, and lets go. */
  async end(): Promise<void> {
    try {
      for (const { schema } of this.places) await remove(this.pool, schema);
    } finally {
      await this.locks.end();
    }
  }
}

/** How far the tables are that are being made. */
export async function buildProgress(db: Pick<pg.ClientBase, 'query'>): Promise<{ readonly schema: string; readonly done: number; readonly total: number }[]> {
  const { rows } = await db.query<{ schema: string; done: number; total: number }>('select schema, events_done::float8 as done, events_total::float8 as total from projecting.build');
  return rows;
}

async function underWay(pool: pg.Pool, schema: string): Promise<BuildUnderWay> {
  const { rows } = await pool.query<{ builder: string; at: string }>('select builder, begun_at as at from projecting.build where schema = $1', [schema]);
  return new BuildUnderWay(`${schema} is being built${rows[0] ? ` by ${rows[0].builder}, since ${rows[0].at}` : ''}: let that end, or end it`);
}

/** Removes what processes left behind that died while they made tables. */
export async function removeAbandoned(pool: pg.Pool): Promise<string[]> {
  const client = await pool.connect();
  const removed: string[] = [];
  try {
    const { rows } = await client.query<{ schema: string }>('select schema from projecting.build');
    for (const { schema } of rows) {
      const { rows: [lock] } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as locked', [BUILD_LOCK, schema]);
      if (!lock!.locked) continue;
      try {
        if (await remove(pool, schema)) removed.push(schema);
      } finally {
        await client.query('select pg_advisory_unlock($1, hashtext($2))', [BUILD_LOCK, schema]);
      }
    }
    return removed;
  } finally {
    client.release();
  }
}

/** Whether there was something to remove. */
async function remove(pool: pg.Pool, schema: string): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const { rows: [build] } = await client.query<{ projection: string | null; version: number | null }>('delete from projecting.build where schema = $1 returning projection, version', [schema]);
    if (!build) return false;
    if (build.projection !== null && build.version !== null) await forget(client, { name: build.projection, version: build.version });
    await client.query(`drop schema if exists ${schema} cascade`);
    return true;
  });
}
