import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Pool, PoolClient } from 'pg';

/** One step of the database's structure. Once released, its text never changes. */
export interface Migration {
  /** The module it belongs to: `event-log`. */
  readonly module: string;
  /** The file's name: `0001-log.sql`. Within a module, migrations run in the order of their names. */
  readonly file: string;
  readonly sql: string;
  /** What is run in its place, looked up when its turn comes: the same for each of several sets of tables, as they are then. */
  readonly variants?: (client: PoolClient) => Promise<readonly string[]>;
}

/** The database and this program do not belong together; nothing was changed. */
export class MigrationMismatch extends Error {
  override readonly name = 'MigrationMismatch';
}

const FILE = /^\d{4}-[a-z0-9-]+\.sql$/;
/** Any number that no other advisory lock of Annals uses. */
const MIGRATION_LOCK = 7_305_001;
/** Milliseconds to wait for another starter that migrates, and for each lock of a migration. */
const LOCK_TIMEOUT_MS = 60_000;

/** The migrations of one module: all `NNNN-name.sql` of a folder, in order. */
export async function readMigrations(module: string, folder: string): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  const misnamed = files.find((file) => !FILE.test(file));
  if (misnamed) throw new Error(`${path.join(folder, misnamed)}: a migration is named NNNN-name.sql`);
  return Promise.all(files.map(async (file) => ({ module, file, sql: await readFile(path.join(folder, file), 'utf8') })));
}

/**
 * Brings the database up to date: runs what was not run yet, each in a transaction of its own together with its note
 * in `annals.migration`. Several starters may call it at once: one migrates, the others wait and find it done.
 *
 * @param migrations of all modules, in the order in which modules depend on each other
 * @returns what was run, as `module/file`
 * @throws MigrationMismatch when a migration that was run has changed since, or is not known to this program
 */
export async function migrate(pool: Pool, migrations: readonly Migration[]): Promise<string[]> {
  const client = await pool.connect();
  try {
    await client.query(`SET lock_timeout = ${LOCK_TIMEOUT_MS}`);
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(`CREATE SCHEMA IF NOT EXISTS annals;
      CREATE TABLE IF NOT EXISTS annals.migration (
        module text, file text, checksum text NOT NULL, applied_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (module, file))`);
    const { rows } = await client.query<Applied>('SELECT module, file, checksum FROM annals.migration');
    const pending = pendingMigrations(migrations, rows);
    for (const migration of pending) await run(client, migration);
    return pending.map(nameOf);
  } finally {
    const unlocked = await client.query('SELECT pg_advisory_unlock_all(); RESET lock_timeout').catch(() => undefined);
    client.release(unlocked === undefined);
  }
}

interface Applied {
  readonly module: string;
  readonly file: string;
  readonly checksum: string;
}

/** What is still to be run. Throws MigrationMismatch when the rest does not match. */
export function pendingMigrations(migrations: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const checksums = new Map(applied.map((row) => [nameOf(row), row.checksum]));
  const known = new Set(migrations.map(nameOf));
  const foreign = [...checksums.keys()].find((name) => !known.has(name));
  if (foreign) throw new MigrationMismatch(`the database holds migration ${foreign}, which this version of Annals does not know: it was made by a newer one`);

  const pending: Migration[] = [];
  for (const migration of migrations) {
    const checksum = checksums.get(nameOf(migration));
    const skipped = pending.find((earlier) => earlier.module === migration.module);
    if (checksum === undefined) pending.push(migration);
    else if (checksum !== checksumOf(migration)) throw new MigrationMismatch(`migration ${nameOf(migration)} was changed after it was run here: restore its text and add a new migration instead`);
    else if (skipped) throw new MigrationMismatch(`migration ${nameOf(skipped)} is new, but ${nameOf(migration)} after it was run already: give it a later number`);
  }
  return pending;
}

async function run(client: PoolClient, migration: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    for (const sql of (await migration.variants?.(client)) ?? [migration.sql]) await client.query(sql);
    await client.query('INSERT INTO annals.migration (module, file, checksum) VALUES ($1, $2, $3)', [migration.module, migration.file, checksumOf(migration)]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`migration ${nameOf(migration)} failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function nameOf({ module, file }: { readonly module: string; readonly file: string }): string {
  return `${module}/${file}`;
}

export function checksumOf(migration: Migration): string {
  return createHash('sha256').update(migration.sql).digest('hex');
}
