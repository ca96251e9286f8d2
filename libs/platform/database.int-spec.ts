import { once } from 'node:events';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type { Pool } from 'pg';
import { createTestDatabase, execute } from '../../test/support/postgres.js';
import type { TestDatabase } from '../../test/support/postgres.js';
import { Proxy } from '../../test/support/proxy.js';
import { connectionLost, outOfResources } from './connection-lost.js';
import { askInOneFlight, createKysely, createPool, inOneFlight, inTransaction, prepared } from './database.js';

describe('a pool', () => {
  let database: TestDatabase;
  let pool: Pool;
  const lost: Error[] = [];
  beforeAll(async () => {
    database = await createTestDatabase({ migrated: false });
    pool = createPool(database.url, { name: 'test', max: 2, settings: { search_path: 'first, second', work_mem: '8MB' }, onConnectionLost: (error) => lost.push(error) });
    await pool.query('CREATE SCHEMA second; CREATE TABLE second.thing (n int)');
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  it('runs its sessions in UTC with the settings asked for, beside those of the URL', async () => {
    const url = new URL(database.url);
    url.searchParams.set('options', '-c work_mem=6MB -c geqo=off');
    const other = createPool(url.toString(), { name: 'test', settings: { search_path: 'first, second' } });
    const { rows } = await other.query(`SELECT current_setting('TimeZone') AS zone, current_setting('search_path') AS path, current_setting('work_mem') AS memory, current_setting('geqo') AS geqo, current_setting('application_name') AS name`);
    await other.end();
    expect(rows).toEqual([{ zone: 'UTC', path: 'first, second', memory: '6MB', geqo: 'off', name: 'annals test' }]);
  });

  it('reads days, instants and positions without a Date or a float, also through kysely', async () => {
    const row = { day: '2024-03-31', instant: '2024-03-31T01:30:00.123Z', position: 9007199254740993n };
    const columns = `'2024-03-31'::date AS day, '2024-03-31 03:30:00.123456+02'::timestamptz AS instant, 9007199254740993 AS position`;
    expect((await pool.query(`SELECT ${columns}`)).rows).toEqual([row]);
    expect((await sql`SELECT ${sql.raw(columns)}`.execute(createKysely(pool))).rows).toEqual([row]);
  });

  it('hands over json as it is stored when asked', async () => {
    const raw = createPool(database.url, { name: 'test', json: 'text' });
    expect((await raw.query(`SELECT '{"b": 1.0, "a":"\\u00e9"}'::json AS data`)).rows).toEqual([{ data: '{"b": 1.0, "a":"\\u00e9"}' }]);
    await raw.end();
  });

  it('survives a connection that is cut while it is idle, held or at work', async () => {
    const cutAll = () => execute(database.url, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'annals test' AND pid <> pg_backend_pid()`);
    const held = await pool.connect();
    const working = pool.query('SELECT pg_sleep(60)').catch((error: unknown) => error);
    await execute(database.url, `DO $$ BEGIN WHILE NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep') LOOP PERFORM pg_sleep(0.01); PERFORM pg_stat_clear_snapshot(); END LOOP; END $$`);
    await cutAll();
    expect(connectionLost(await working)).toBe(true);
    // Who asks before the end of the connection has come hears of it by the answer alone.
    while (lost.length === 0) await sleep(10);
    const error = await held.query('SELECT 1').catch((reason: unknown) => reason);
    expect(connectionLost(error)).toBe(true);
    held.release(true);
    expect((await pool.query('SELECT 1 AS n')).rows).toEqual([{ n: 1 }]);
  });

  it('gives up a connection that the network has forgotten, in a transaction too', async () => {
    const { hostname: host, port } = new URL(database.url);
    const proxy = new Proxy({ host, port: Number(port) });
    const url = new URL(database.url);
    url.host = `127.0.0.1:${await proxy.start()}`;
    const through = createPool(url.toString(), { name: 'test', max: 1, answerMs: 300 });
    await through.query('SELECT 1');
    // Also one that was idle for longer than that before it was asked.
    await sleep(700);
    proxy.freezeOpen();
    expect(connectionLost(await through.query('SELECT 1').catch((error: unknown) => error))).toBe(true);
    expect(connectionLost(await inTransaction(through, async (client) => {
      proxy.freezeOpen();
      await client.query('SELECT 1');
    }).catch((error: unknown) => error))).toBe(true);
    expect((await through.query('SELECT 1 AS n')).rows).toEqual([{ n: 1 }]);
    await through.end();
    await proxy.stop();
  });

  it.each([true, false])('gives up one that is silent between an error and the end of its statement, with a pipeline: %s', async (pipeline) => {
    const { hostname: host, port } = new URL(database.url);
    // Passes on what the server says, and nothing behind its first error.
    const proxy = net.createServer((near) => {
      const far = net.connect({ host, port: Number(port) });
      let [waiting, silent] = [Buffer.alloc(0), false];
      near.pipe(far);
      far.on('data', (data: Buffer) => {
        waiting = Buffer.concat([waiting, data]);
        while (!silent && waiting.length >= 5 && waiting.length > waiting.readInt32BE(1)) {
          const end = waiting.readInt32BE(1) + 1;
          near.write(waiting.subarray(0, end));
          silent = waiting[0] === 'E'.charCodeAt(0);
          waiting = waiting.subarray(end);
        }
      });
      for (const [one, other] of [[near, far], [far, near]] as const) one.on('error', () => undefined).on('close', () => other.destroy());
    });
    await once(proxy.listen(0, '127.0.0.1'), 'listening');
    const url = new URL(database.url);
    url.host = `127.0.0.1:${(proxy.address() as net.AddressInfo).port}`;
    const through = createPool(url.toString(), { name: 'test', max: 1, answerMs: 300, pipeline });
    expect(connectionLost(await inTransaction(through, async (client) => {
      await client.query('SELECT 1 / 0').catch(() => undefined);
      await client.query('SELECT 1');
    }).catch((error: unknown) => error))).toBe(true);
    await through.end();
    proxy.close();
  });

  it('keeps all of a transaction or nothing, and the connection stays usable', async () => {
    await expect(inTransaction(pool, async (client) => {
      await client.query('INSERT INTO thing VALUES (1)');
      await client.query('SELECT 1 / 0');
    })).rejects.toThrow('division by zero');
    expect(await inTransaction(pool, async (client) => (await client.query<{ n: number }>('INSERT INTO thing VALUES (2) RETURNING n')).rows)).toEqual([{ n: 2 }]);
    expect((await pool.query('TABLE thing')).rows).toEqual([{ n: 2 }]);
  });

  it('prepares a statement under a name that is its text\'s alone, however long', async () => {
    const long = (n: number) => prepared(`SELECT $1::int + ${n} AS sum /* ${'x'.repeat(100)} */`);
    expect(long(1).name.length).toBeLessThanOrEqual(63);
    await inTransaction(pool, async (client) => {
      expect((await client.query({ ...long(1), values: [1] })).rows).toEqual([{ sum: 2 }]);
      expect((await client.query({ ...long(2), values: [1] })).rows).toEqual([{ sum: 3 }]);
      expect((await client.query('SELECT count(*)::int AS n FROM pg_prepared_statements')).rows).toEqual([{ n: 2 }]);
    });
  });

  describe.each([true, false])('statements in one flight, with a pipeline: %s', (pipeline) => {
    let flying: Pool;
    beforeAll(() => {
      flying = createPool(database.url, { name: 'test', max: 1, pipeline });
    });
    afterAll(() => flying.end());

    it('go through in their order', async () => {
      const [, , , { rows }] = await inTransaction(flying, (client) => inOneFlight(client, [
        () => client.query('DROP TABLE IF EXISTS flown'), () => client.query('CREATE TABLE flown (n int)'), () => client.query({ ...prepared('INSERT INTO flown VALUES ($1), ($1)'), values: [7] }), () => client.query<{ n: number }>('SELECT n FROM flown'),
      ]));
      expect(rows).toEqual([{ n: 7 }, { n: 7 }]);
    });

    it('take the transaction back where one fails, with its own error, and leave the connection usable', async () => {
      const failing = inTransaction(flying, (client) => inOneFlight(client, [() => client.query('DELETE FROM flown'), () => client.query('SELECT 1 / 0'), () => client.query('SELECT n FROM flown'), () => client.query('COMMIT')]));
      await expect(failing).rejects.toMatchObject({ code: '22012' });
      expect((await flying.query('SELECT n FROM flown')).rows).toHaveLength(2);
    });

    it('are answered each for itself outside of one, and the connection is given back when all are', async () => {
      const answered: string[] = [];
      const asking = askInOneFlight(flying, (client) => [() => client.query('SELECT 1 / 0'), () => client.query('SELECT pg_sleep(0.1)').then(() => answered.push('late'))]);
      await expect(asking).rejects.toMatchObject({ code: '22012' });
      expect(answered).toEqual(pipeline ? ['late'] : []);
      expect((await askInOneFlight(flying, (client) => [() => client.query('SELECT 1 AS one'), () => Promise.resolve(undefined)]))[0].rows).toEqual([{ one: 1 }]);
    });
  });
});

describe('a lost connection', () => {
  it('is told from other failures', async () => {
    const unreachable = createPool('postgres://nobody@127.0.0.1:1/nowhere', { name: 'test' });
    expect(connectionLost(await unreachable.query('SELECT 1').catch((error: unknown) => error))).toBe(true);
    await unreachable.end();
    expect(connectionLost(new Error('Connection terminated unexpectedly'))).toBe(true);
    expect(connectionLost(Object.assign(new Error('duplicate key'), { code: '23505' }))).toBe(false);
    expect(connectionLost(Object.assign(new Error('deadlock'), { code: '40P01' }))).toBe(false);
    expect(connectionLost('Connection terminated')).toBe(false);
    expect(outOfResources(Object.assign(new Error('could not extend file'), { code: '53100' }))).toBe(true);
    expect(outOfResources(Object.assign(new Error('duplicate key'), { code: '23505' }))).toBe(false);
    expect(outOfResources(undefined)).toBe(false);
  });
});
