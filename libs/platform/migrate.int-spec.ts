import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { createTestDatabase } from '../../test/support/postgres.js';
import type { TestDatabase } from '../../test/support/postgres.js';
import { createPool } from './database.js';
import type { Migration } from './migrate.js';
import { migrate } from './migrate.js';

const counter: Migration = { module: 'counting', file: '0001-counter.sql', sql: 'CREATE TABLE counter (n int); INSERT INTO counter VALUES (1);' };
const increment: Migration = { module: 'counting', file: '0002-increment.sql', sql: 'UPDATE counter SET n = n + 1;' };

describe('migrate', () => {
  let database: TestDatabase;
  let pool: Pool;
  beforeAll(async () => {
    database = await createTestDatabase({ migrated: false });
    pool = createPool(database.url, { name: 'test' });
  });
  beforeEach(() => pool.query('DROP SCHEMA IF EXISTS annals CASCADE; DROP TABLE IF EXISTS counter'));
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });
  const count = async (): Promise<unknown> => (await pool.query<{ n: number }>('SELECT n FROM counter')).rows;

  it('runs what is new, once', async () => {
    expect(await migrate(pool, [counter])).toEqual(['counting/0001-counter.sql']);
    expect(await migrate(pool, [counter, increment])).toEqual(['counting/0002-increment.sql']);
    expect(await migrate(pool, [counter, increment])).toEqual([]);
    expect(await count()).toEqual([{ n: 2 }]);
  });

  it('runs each once when several start at the same time', async () => {
    const runs = await Promise.all(Array.from({ length: 5 }, () => migrate(pool, [counter, increment])));
    expect(runs.flat()).toEqual(['counting/0001-counter.sql', 'counting/0002-increment.sql']);
    expect(await count()).toEqual([{ n: 2 }]);
  });

  it('keeps nothing of a migration that fails, and all of those before it', async () => {
    const failing: Migration = { ...increment, sql: 'UPDATE counter SET n = 10; SELECT * FROM nowhere;' };
    await expect(migrate(pool, [counter, failing])).rejects.toThrow('migration counting/0002-increment.sql failed: relation "nowhere" does not exist');
    expect(await count()).toEqual([{ n: 1 }]);
    expect(await migrate(pool, [counter, increment])).toEqual(['counting/0002-increment.sql']);
  });

  it('leaves no lock behind in the pool', async () => {
    await migrate(pool, [counter]);
    const { rows } = await pool.query('SELECT 1 FROM pg_locks WHERE locktype = \'advisory\' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())');
    expect(rows).toEqual([]);
  });
});
