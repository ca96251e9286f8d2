/** Which versions of a read model stand side by side, and which of them the views show: the pointer and the views move in one transaction. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Position } from '#libs/event-log/event-log.js';
import type { Migration } from '#libs/platform/migrate.js';
import { inTransaction } from '#libs/platform/database.js';
import { inVersion, schemaOf, type Projection, type Projector } from './projection.js';
import { columnsOf, makeTables } from './tables.js';

/** The schema in which questions and analysts find the tables that serve. */
const VIEWS = 'read_models';
/** Any number that no other advisory lock of Annals uses. */
const STANDING_LOCK = 7_305_003;
/**
 * Milliseconds for which questions may have to stand behind a swap that itself stands behind a longer one, of an analyst for example.
 * Then it steps aside for a while.
 */
const LOCK_TIMEOUT_MS = 200;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** Milliseconds for which the version that serves is kept where it is, for the other one to come up to it. */
const KEPT_MS = 2_000;
const LOOK_EVERY_MS = 5;
/** lock_not_available, deadlock_detected. */
const IN_THE_WAY = new Set(['55P03', '40P01']);

/** A version of a read model's tables that follows the log. */
export interface Standing {
  readonly name: string;
  readonly version: number;
  readonly projectorVersion: number;
  readonly serves: boolean;
}

export async function standing(db: Pick<pg.ClientBase, 'query'>): Promise<Standing[]> {
  const { rows } = await db.query<Standing>(`
    select v.projection as name, v.version, v.projector_version as "projectorVersion", s.version is not null as serves
      from projecting.version v left join projecting.served s using (projection, version) order by v.projection, v.version`);
  return rows;
}

/** What these projectors go on with: all versions that they made. */
export async function followed(db: Pick<pg.ClientBase, 'query'>, projectors: readonly Projector[]): Promise<Projection[]> {
  const all = await standing(db);
  return projectors.flatMap((projector) => all.filter((one) => isOf(one, projector)).map(({ version }) => inVersion(projector, version)));
}

/** What the views show: of each read model the version that serves, whoever made it. */
export async function shown(db: Pick<pg.ClientBase, 'query'>, projectors: readonly Projector[]): Promise<Projection[]> {
  const serving = (await standing(db)).filter(({ serves }) => serves);
  return projectors.flatMap((projector) => serving.filter(({ name }) => name === projector.name).map(({ version }) => inVersion(projector, version)));
}

const isOf = ({ name, projectorVersion }: Standing, projector: Projector): boolean => name === projector.name && projectorVersion === projector.projectorVersion;

/**
 * Takes the tables that the migrations have just made as the first version, and sees to it that the views show the tables as migrations
 * left them. Called when these have run, by every process that starts.
 */
export async function stand(pool: pg.Pool, projectors: readonly Projector[]): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [STANDING_LOCK]);
    const all = await standing(client);
    for (const projector of projectors) {
      const { name } = projector;
      const first = !all.some((one) => one.name === name);
      if (first) {
        await register(client, inVersion(projector, 1), projector.projectorVersion);
        await client.query('insert into projecting.served (projection, version) values ($1, 1)', [name]);
      }
      const serving = all.find((one) => one.name === name && one.serves);
      const schema = schemaOf({ name, version: serving?.version ?? 1 });
      // What a later release shows is left to it.
      if (first || (serving!.projectorVersion <= projector.projectorVersion && !(await isShown(client, projector, schema)))) await show(client, { projector, schema, before: first ? undefined : schema });
    }
  });
}

/**
 * Begins a version of each read model whose tables were all made by projectors of before. They come to serve when they have caught up:
 * see {@link replaceEarlierRelease}.
 */
export async function beginAnew(pool: pg.Pool, projectors: readonly Projector[], migrations: readonly Migration[]): Promise<Projection[]> {
  return inTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [STANDING_LOCK]);
    const begun: Projection[] = [];
    for (const projector of projectors) {
      const versions = (await standing(client)).filter(({ name }) => name === projector.name);
      if (versions.some((one) => one.projectorVersion >= projector.projectorVersion)) continue;
      const projection = inVersion(projector, nextVersion(versions));
      await makeTables(client, projector, migrations, schemaOf(projection));
      await register(client, projection, projector.projectorVersion);
      begun.push(projection);
    }
    return begun;
  });
}

/** The number of the tables that are made after these. */
export const nextVersion = (versions: readonly Standing[]): number => 1 + Math.max(...versions.map(({ version }) => version));

/** From now on it follows the log. */
export async function register(client: pg.ClientBase, { name, version }: Projection, projectorVersion: number): Promise<void> {
  await client.query('insert into projecting.version (projection, version, projector_version) values ($1, $2, $3)', [name, version, projectorVersion]);
}

export interface ServeOptions {
  readonly signal?: AbortSignal;
  /** Told why it has to be tried again. */
  readonly onWaiting?: (reason: string) => void;
  /** Of a version that nobody follows yet: what says in the same transaction that it is to be followed. */
  readonly first?: (client: pg.ClientBase) => Promise<void>;
}

/**
 * Lets another version of a read model serve: at a moment at which it has come at least as far as the one that serves, so that nobody
 * sees time go back. Long queries over the views are waited for, without standing in the way of others for long. Who projects looks
 * afterwards which versions there are.
 */
export async function serve(pool: pg.Pool, projector: Projector, version: number, { signal, onWaiting = () => undefined, first }: ServeOptions = {}): Promise<void> {
  const { name } = projector;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    signal?.throwIfAborted();
    try {
      await inTransaction(pool, async (client) => {
        await client.query(`set local lock_timeout = ${LOCK_TIMEOUT_MS}`);
        const { rows: [before] } = await client.query<{ version: number }>('select version from projecting.served where projection = $1 for update', [name]);
        if (before!.version === version) return;
        await first?.(client);
        // Until the end of this nobody moves the version that serves, so the other one can come up to it.
        await client.query('select from projecting.owner where projection = $1 and version = $2 order by owner for update', [name, before!.version]);
        const until = performance.now() + KEPT_MS;
        while ((await reachedBy(client, { name, version })) < (await reachedBy(client, { name, version: before!.version }))) {
          if (performance.now() > until) throw new Behind();
          await sleep(LOOK_EVERY_MS);
        }
        await show(client, { projector, schema: schemaOf({ name, version }), before: schemaOf({ name, version: before!.version }) });
        await client.query('update projecting.served set version = $2 where projection = $1', [name, version]);
        // Who brings the version of before forward is to bring this one forward as well: fenced, they look which versions there are.
        if (first) await client.query('update projecting.owner set epoch = epoch + 1 where projection = $1 and version = $2', [name, before!.version]);
      });
      return;
    } catch (error) {
      const inTheWay = IN_THE_WAY.has((error as { code?: string }).code ?? '');
      if (!inTheWay && !(error instanceof Behind)) throw error;
      onWaiting(inTheWay ? 'a query still reads the version that serves' : 'it has not caught up yet');
      await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** How often it is looked whether tables that are made anew have caught up. */
const CAUGHT_UP_EVERY_MS = 500;

/** Lets the versions that these projectors made serve in the place of those of a release before, each as soon as it has come as far. */
export async function replaceEarlierRelease(pool: pg.Pool, projectors: readonly Projector[], { signal, onError }: { readonly signal: AbortSignal; readonly onError: (error: unknown) => void }): Promise<void> {
  while (!signal.aborted) {
    try {
      const all = await standing(pool);
      let waiting = false;
      for (const projector of projectors) {
        const serving = all.find(({ name, serves }) => name === projector.name && serves)!;
        const own = all.filter((one) => isOf(one, projector)).at(-1);
        if (!own || serving.projectorVersion >= projector.projectorVersion) continue;
        if ((await reachedBy(pool, own)) >= (await reachedBy(pool, serving))) await serve(pool, projector, own.version, { signal });
        else waiting = true;
      }
      if (!waiting) return;
    } catch (error) {
      if (!signal.aborted) onError(error);
    }
    await sleep(CAUGHT_UP_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** The version that is to serve has not come as far as the one that does. */
class Behind extends Error {}

/** How far all of a version's tables have come. */
export async function reachedBy(db: Pick<pg.ClientBase, 'query'>, { name, version }: Pick<Projection, 'name' | 'version'>): Promise<Position> {
  const { rows } = await db.query<{ position: bigint | null }>('select min(position) as position from projecting.owner where projection = $1 and version = $2', [name, version]);
  return rows[0]!.position ?? 0n;
}

export interface Shown {
  readonly projector: Pick<Projector, 'name' | 'views'>;
  /** Whose tables are shown. */
  readonly schema: string;
  /** Whose tables the views show now. */
  readonly before: string | undefined;
  /** Where the views are. */
  readonly views?: string;
}

/** Makes the views of a read model show the tables of a schema, and its functions call those. */
export async function show(client: pg.ClientBase, { projector, schema, before, views = VIEWS }: Shown): Promise<void> {
  const tables = await columnsIn(client, schema);
  const shown = await columnsIn(client, views);
  const viewOf = (table: string): string => projector.views?.[table] ?? table;
  for (const gone of before === undefined ? [] : [...(await columnsIn(client, before)).keys()].filter((table) => !tables.has(table))) await client.query(`drop view if exists ${views}.${viewOf(gone)}`);
  for (const [table, columns] of tables) {
    const view = `${views}.${viewOf(table)}`;
    const own = shown.get(viewOf(table));
    // Only columns at the end can be added to a view; one whose columns change otherwise loses what was granted on it.
    if (own && own.some((column, i) => column !== columns[i])) await client.query(`drop view ${view}`);
    await client.query(`create or replace view ${view} as select * from ${schema}.${pg.escapeIdentifier(table)}`);
  }
  const { rows: functions } = await client.query<{ declared: string; called: string }>(`
    select format('%I(%s) returns %s language sql %s %s parallel %s', proname, pg_get_function_arguments(oid), pg_get_function_result(oid), case provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end,
             case when proisstrict then 'strict' else '' end, case proparallel when 's' then 'safe' else 'unsafe' end) as declared,
           format('%I(%s)', proname, (select string_agg('$' || n, ', ') from generate_series(1, pronargs) n)) as called
      from pg_proc where pronamespace = $1::regnamespace order by oid`, [schema]);
  for (const { declared, called } of functions) await client.query(`create or replace function ${views}.${declared} as 'select ${schema}.${called}'`);
}

/** Whether the views have the columns of the tables, in which migrations may have made more. */
async function isShown(client: pg.ClientBase, { views }: Projector, schema: string): Promise<boolean> {
  const shown = await columnsIn(client, VIEWS);
  return [...(await columnsIn(client, schema))].every(([table, columns]) => String(shown.get(views?.[table] ?? table)) === String(columns));
}

/** Tables and views of a schema with their columns and types, in order. */
async function columnsIn(client: pg.ClientBase, schema: string): Promise<Map<string, string[]>> {
  return new Map([...(await columnsOf(client, schema))].map(([table, columns]) => [table, columns.map(({ name, type }) => `${name} ${type}`)]));
}

/** Lets go of a version that does not serve, tables and checkpoints. */
export async function drop(pool: pg.Pool, { name, version }: Pick<Projection, 'name' | 'version'>): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query(`set local lock_timeout = '${LONGEST_PAUSE_MS}ms'`);
    await client.query('delete from projecting.version where projection = $1 and version = $2', [name, version]);
    await forget(client, { name, version });
  });
}

/** Tables and checkpoints of a version; whoever projects it finds its epoch gone. */
export async function forget(client: pg.ClientBase, { name, version }: Pick<Projection, 'name' | 'version'>): Promise<void> {
  // Nobody writes any of it meanwhile.
  await client.query('select from projecting.owner where projection = $1 and version = $2 order by owner for update', [name, version]);
  for (const table of ['parked_stream', 'skipped_event', 'block_tally', 'bucket', 'owner']) await client.query(`delete from projecting.${table} where projection = $1 and version = $2`, [name, version]);
  await client.query(`drop schema if exists ${schemaOf({ name, version })} cascade`);
}
