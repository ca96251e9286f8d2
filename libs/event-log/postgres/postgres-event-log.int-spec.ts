import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createPool } from '#libs/platform/database.js';
import { randomUuid } from '#libs/platform/uuid.js';
import { eventLogContract, readEverything } from '../../../test/contract/event-log.contract.js';
import type { TestDatabase } from '../../../test/support/postgres.js';
import { createTestDatabase } from '../../../test/support/postgres.js';
import { LogUnavailable } from '../event-log.js';
import type { NewEvent } from '../event-log.js';
import { PostgresEventLog } from './postgres-event-log.js';
import { APPEND_END, HEAD, READ_ALL, READ_ASKED } from './reads.js';
import { sessionSettings } from './sessions.js';

const CUT = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend' AND datname = current_database() AND application_name LIKE 'annals log%'`;

eventLogContract('PostgreSQL', async () => {
  const database = await createTestDatabase();
  const pool = createPool(database.url, { name: 'test', max: 1 });
  return {
    connect: () => new PostgresEventLog(database.url),
    cutConnections: async () => void (await pool.query(CUT)),
    dispose: async () => {
      await pool.end();
      await database.drop();
    },
  };
}, { idsAreUnique: true, tellsAppends: true });

describe('the log in PostgreSQL', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let log: PostgresEventLog;
  beforeEach(async () => {
    database = await createTestDatabase();
    pool = createPool(database.url, { name: 'test', max: 4 });
    log = new PostgresEventLog(database.url, { deadlineMs: 1_000 });
  });
  afterEach(async () => {
    await log.close();
    await pool.end();
    await database.drop();
  });

  const setClock = (instant: string): Promise<unknown> =>
    pool.query(`CREATE OR REPLACE FUNCTION log.clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$ SELECT timestamptz ${pg.escapeLiteral(instant)} $$`);

  it('cuts recordedAt to milliseconds, and keeps the last one while the clock steps back', async () => {
    const recorded: (string | undefined)[] = [];
    for (const instant of ['2026-03-01T10:00:00.9999Z', '2026-03-01T09:00:00Z', '2026-03-01T10:00:00.999Z', '2026-03-01T10:00:01Z']) {
      await setClock(instant);
      recorded.push((await log.append(`party-${recorded.length}`, 'no-stream', [event()])).recordedAt);
    }
    expect(recorded).toEqual(['2026-03-01T10:00:00.999Z', '2026-03-01T10:00:00.999Z', '2026-03-01T10:00:00.999Z', '2026-03-01T10:00:01.000Z']);
    expect(await log.positionAt('2026-03-01T10:00:00.998Z')).toBe(0n);
    expect(await log.positionAt('2026-03-01T10:00:00.999Z')).toBe(3n);
  });

  it('gives positions without a gap, also when appends are refused or fail in between', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 200 }, (_, n) => {
      if (n % 5 === 1) return log.append('party-0', 7, [event()]);
      if (n % 5 === 2) return log.append(`party-${n}`, 'no-stream', [event({ data: 'not json' })]);
      return log.append(`party-${n}`, 'no-stream', [event(), event()]);
    }));
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(80);
    expect((await readEverything(log, 50)).map(({ position }) => position)).toEqual(Array.from({ length: 240 }, (_, n) => BigInt(n + 1)));
  });

  const ROW = `(999, 999, 'party-9', 0, '${randomUuid()}', 'X', '${randomUuid()}', '{}', '{}', now())`;
  it('refuses every write that does not come through its function, even of its owner', async () => {
    await log.append('party-1', 'no-stream', [event()]);
    const before = await readEverything(log, 10);
    for (const statement of [
      `INSERT INTO log.event VALUES ${ROW}`,
      `DO $$ BEGIN EXECUTE $sql$ INSERT INTO log.event VALUES ${ROW} /*\nPL/pgSQL function log.append() line 1 at RETURN QUERY*/ $sql$; END $$`,
      `CREATE FUNCTION public.append() RETURNS void LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log.event VALUES ${ROW}; END $$; SELECT public.append()`,
      `UPDATE log.event SET recorded_at = now()`,
      `UPDATE log.event SET recorded_at = now() WHERE false`,
      `DELETE FROM log.event`,
      `TRUNCATE log.event`,
    ]) await expect(pool.query(statement)).rejects.toThrow('on log.event is refused: the log only grows, and only through log.append');
    expect(await readEverything(log, 10)).toEqual(before);
  });

  it('can be read and written by nobody else', async () => {
    const { rows } = await pool.query<{ grantees: string[] | null }>(`
      SELECT array_agg(DISTINCT acl.grantee::regrole::text) AS grantees FROM (
        SELECT nspacl AS acl, nspowner AS owner FROM pg_namespace WHERE nspname = 'log'
        UNION ALL SELECT coalesce(relacl, acldefault('r', relowner)), relowner FROM pg_class WHERE relnamespace = 'log'::regnamespace AND relkind = 'r'
        UNION ALL SELECT coalesce(proacl, acldefault('f', proowner)), proowner FROM pg_proc WHERE pronamespace = 'log'::regnamespace
      ) object, aclexplode(object.acl) acl WHERE acl.grantee <> object.owner`);
    expect(rows).toEqual([{ grantees: null }]);
  });

  it('says that the outcome is unknown after its deadline; the same append then finds out', async () => {
    const holder = await pool.connect();
    try {
      await holder.query('BEGIN; SELECT pg_advisory_xact_lock(7305002)');
      const events = [event(), event()];
      await expect(log.append('party-1', 'no-stream', events)).rejects.toBeInstanceOf(LogUnavailable);
      const again = log.append('party-1', 'no-stream', events);
      await holder.query('COMMIT');
      expect(await again).toMatchObject({ revision: 1, position: 2n });
      expect(await log.append('party-1', 'no-stream', events)).toMatchObject({ revision: 1, position: 2n, repeated: true });
    } finally {
      holder.release(true);
    }
  });

  it('answers reads and appends with LogUnavailable when there is no server', async () => {
    const url = new URL(database.url);
    url.port = '1';
    const nowhere = new PostgresEventLog(url.toString(), { deadlineMs: 200 });
    const calls = [
      ...Array.from({ length: 20 }, (_, n) => nowhere.append(`party-${n}`, 'no-stream', [event()])),
      ...Array.from({ length: 20 }, (_, n) => nowhere.readStream(`party-${n}`)),
      nowhere.eventsOfCommand(randomUuid()), nowhere.head(), nowhere.readAll(0n, 1),
    ];
    for (const outcome of await Promise.allSettled(calls)) expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'LogUnavailable' } });
    await nowhere.close();
    await expect(nowhere.head()).rejects.toThrow('the log was closed');
  });

  it('lets appends under way finish when it is closed', async () => {
    const closing = new PostgresEventLog(database.url);
    const appends = Array.from({ length: 600 }, (_, n) => closing.append(`party-${n}`, 'no-stream', [event()]));
    await closing.close();
    expect((await Promise.all(appends)).every(({ revision }) => revision === 0)).toBe(true);
    await expect(closing.append('party-x', 'no-stream', [event()])).rejects.toThrow('the log was closed');
  });

  it('looks everything up in an index, though it is planned while the table is empty', async () => {
    const session = createPool(database.url, { name: 'test plans', max: 1, settings: sessionSettings({ lockTimeoutMs: 1_000, transactionTimeoutMs: 1_000 }) });
    const indexes = async (statement: string): Promise<string[]> => {
      const { rows } = await session.query<{ 'QUERY PLAN': string }>(`EXPLAIN (GENERIC_PLAN, COSTS OFF) ${statement}`);
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(plan).not.toContain('Seq Scan');
      return [...plan.matchAll(/Index (?:Only )?Scan (?:Backward )?using (\w+)/g)].map((match) => match[1]!);
    };
    try {
      expect(await indexes(READ_ASKED.text)).toEqual(['event_stream_revision_key', 'event_command_id']);
      expect(await indexes(READ_ALL.text)).toEqual(['event_pkey', 'event_pkey']);
      expect(await indexes(HEAD.text)).toEqual(['event_pkey']);
      const { rows: [body] } = await session.query<{ source: string }>("SELECT prosrc AS source FROM pg_proc WHERE oid = 'log.position_at'::regproc");
      expect(await indexes(/RETURN \((.*)\);/.exec(body!.source)![1]!.replace('p_instant', '$1::timestamptz'))).toEqual(['event_recorded_at']);
      expect(await indexes(APPEND_END.text)).toEqual(['event_pkey']);
    } finally {
      await session.end();
    }
  });
});

function event(given: Partial<NewEvent> = {}): NewEvent {
  return { id: randomUuid(), type: 'FactRecorded', commandId: randomUuid(), data: '{}', metadata: '{"v":1}', ...given };
}
