/** What a bench runs on: a PostgreSQL of its own that waits for the disk, and a fresh database for each part. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startPostgres } from '#infra/embedded-postgres/launcher.js';
import { allMigrations } from '#infra/migrations.js';
import { createPool } from '#libs/platform/database.js';
import { migrate } from '#libs/platform/migrate.js';

export interface Surroundings {
  /** URL of a new, migrated database. */
  database(): Promise<string>;
  /** A new folder for files. */
  folder(): Promise<string>;
  /** Leaves nothing behind. */
  stop(): Promise<void>;
}

export async function startSurroundings(): Promise<Surroundings> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'annals-bench-'));
  const postgres = await startPostgres({ dataDir: path.join(root, 'data') });
  let made = 0;
  return {
    async database() {
      const url = new URL(postgres.url);
      const name = `bench_${++made}`;
      await onAdmin(postgres.adminUrl, `CREATE DATABASE ${name} OWNER ${pg.escapeIdentifier(url.username)}`);
      url.pathname = `/${name}`;
      const pool = createPool(url.href, { name: 'bench migrate', max: 1 });
      try {
        const { rows } = await pool.query<{ fsync: string }>('SHOW fsync');
        if (rows[0]?.fsync !== 'on') throw new Error('benches run with fsync on');
        await migrate(pool, await allMigrations());
      } finally {
        await pool.end();
      }
      return url.href;
    },
    folder: () => mkdtemp(path.join(root, 'files-')),
    async stop() {
      await postgres.stop();
      await rm(root, { recursive: true });
    },
  };
}

async function onAdmin(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
