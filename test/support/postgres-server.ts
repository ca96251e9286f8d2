/**
 * The server of one test run, in a process of its own: prints a {@link TestServer} as one line of JSON when the template is
 * migrated, and ends with its standard input, so that it outlives no run, not even a killed one.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { startPostgres } from '#infra/embedded-postgres/launcher.js';
import { allMigrations } from '#infra/migrations.js';
import { createPool } from '#libs/platform/database.js';
import { migrate } from '#libs/platform/migrate.js';
import type { TestServer } from './postgres.js';
import { execute } from './postgres.js';

const given = process.env['TEST_DATABASE_URL'];
const inputEnded = text(process.stdin);
const dataDir = await mkdtemp(path.join(os.tmpdir(), 'annals-test-'));
// Projections, writers and readers of several test files hold pools at a time.
const embedded = given ? undefined : await startPostgres({ dataDir, fast: true, settings: { max_connections: '300' } });
try {
  const adminUrl = given ?? embedded!.adminUrl;
  const ownerUrl = given ?? embedded!.url;
  const template = `template_${randomBytes(8).toString('hex')}`;
  await execute(adminUrl, `CREATE DATABASE ${template} OWNER "${decodeURIComponent(new URL(ownerUrl).username)}"`);

  const url = new URL(ownerUrl);
  url.pathname = `/${template}`;
  const pool = createPool(url.toString(), { name: 'test template', max: 1 });
  await migrate(pool, await allMigrations());
  await pool.end();

  process.stdout.write(`${JSON.stringify({ adminUrl, ownerUrl, template } satisfies TestServer)}\n`);
  await inputEnded;
  await execute(adminUrl, `DROP DATABASE ${template} WITH (FORCE)`);
} finally {
  await embedded?.stop();
  await rm(dataDir, { recursive: true, force: true });
}
