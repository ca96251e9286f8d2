/** A log moves to another engine: nothing of it changes but its positions, and those are still understood. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compare, copy } from '#apps/cli/log/move.js';
import { compareLogs } from '#libs/event-log/copy/compare-logs.js';
import { Copies } from '#libs/event-log/copy/copies.js';
import { copyLog, LogsDiffer } from '#libs/event-log/copy/copy-log.js';
import type { RecordedEvent } from '#libs/event-log/event-log.js';
import { declareCopied } from '#libs/event-log/log-birth.js';
import { PostgresEventLog } from '#libs/event-log/postgres/postgres-event-log.js';
import { createPool } from '#libs/platform/database.js';
import { readSettings } from '#libs/platform/settings.js';
import { readEverything } from '../contract/event-log.contract.js';
import { send } from '../http/client.js';
import { startApi, type TestApi } from '../support/api.js';
import { createTestEventStore, type TestEventStore } from '../support/eventstoredb/eventstore.js';
import { createTestDatabase, execute, type TestDatabase } from '../support/postgres.js';

const silent = { onProgress: () => undefined, onCompared: () => undefined };
const content = ({ stream, revision, id, type, commandId, data, metadata, recordedAt }: RecordedEvent): object => ({ stream, revision, id, type, commandId, data, metadata, recordedAt });

describe('a log that moves from PostgreSQL to EventStoreDB and back', () => {
  let api: TestApi;
  let store: TestEventStore;
  let elsewhere: TestDatabase;
  let esdb: string;
  const settings = (more: Record<string, string> = {}) => readSettings({ DATABASE_URL: api.databaseUrl, EVENT_LOG_PREFIX: store.prefix, ...more });
  beforeAll(async () => {
    api = await startApi({ engine: 'postgres' });
    store = await createTestEventStore();
    elsewhere = await createTestDatabase();
    esdb = `esdb://127.0.0.1:${store.proxy.port}?tls=false`;
  });
  afterAll(async () => {
    await api.stop();
    await store.dispose();
    await elsewhere.drop();
  });

  const post = async (url: string, path: string, body: object) => (await send(url, 'POST', path, body)).body as { partyId: string; position: string };
  const named = (value: string, validFrom = '2020-01-01') => ({ attribute: 'name.legal', value, validFrom });

  it('keeps every event, answers old positions, and goes on under an id of its own', async () => {
    const { partyId, position: first } = await post(api.url, '/v1/parties', { kind: 'organisation', facts: [named('Brico A'), { attribute: 'phone', value: '+33123456789', validFrom: '2020-01-01' }] });
    for (let n = 0; n < 30; n += 1) await post(api.url, '/v1/parties', { kind: 'organisation', facts: [named(`Brico ${n}`)] });
    await send(api.url, 'PUT', '/v1/feed/consumers/warehouse', { name: 'Warehouse' });
    expect(await send(api.url, 'POST', '/v1/feed/consumers/warehouse/acknowledge', { position: first })).toMatchObject({ status: 200 });

    // While it is in use, and cut off in the middle.
    await expect(copy({ from: 'postgres', to: esdb, settings: settings() }, {
      ...silent, finish: false, onProgress: () => { throw new Error('killed'); },
    })).rejects.toThrow('killed');
    const { position: second } = await post(api.url, `/v1/parties/${partyId}/facts`, { facts: [named('Brico B', '2022-01-01')] });
    expect(await copy({ from: 'postgres', to: esdb, settings: settings() }, { ...silent, finish: false })).toMatchObject({ left: 0, comparison: undefined });
    // A move that was called off leaves the log as it was.
    await new Copies(api.pool).halt();
    expect(await send(api.url, 'POST', `/v1/parties/${partyId}/facts`, { facts: [named('Halted', '2021-01-01')] })).toMatchObject({ status: 503, body: { code: 'read-only' } });
    expect(await copy({ from: 'postgres', to: esdb, settings: settings() }, { ...silent, finish: false })).toMatchObject({ left: 0 });
    const asked = `/v1/parties/${partyId}/360?asOf=2023-01-01`;
    const before = (await send(api.url, 'GET', `${asked}&knownAt=${first}`)).body;
    const everything = (await readEverything(api.log, 500)).map(content);
    const unfinished = store.log();
    expect((await readEverything(unfinished, 500)).map(content)).toEqual(everything);
    await unfinished.close();

    const started = () => api.beside({ log: chosen() });
    const chosen = () => store.log({ databaseUrl: api.databaseUrl });
    await expect(started()).rejects.toThrow('finish it (annals log copy');
    expect(await send(api.url, 'GET', '/health/live')).toMatchObject({ status: 200 });

    // Cut off after the copy was told that it is one, and the log that is left was halted.
    const { rows: [underWay] } = await api.pool.query<{ log_id: string }>('select log_id from log.copy where not finished');
    const told = store.log();
    await declareCopied(told, { logId: underWay!.log_id, from: api.logId });
    await told.close();
    await new Copies(api.pool).halt();

    const refused = { status: 503, body: { code: 'read-only' } };
    const command = () => send(api.url, 'POST', '/v1/parties', { kind: 'organisation', facts: [named('Too late')] });
    expect(await command()).toMatchObject(refused);
    let during: ReturnType<typeof command> | undefined;
    const { comparison, logId } = await copy({ from: 'postgres', to: esdb, settings: settings() }, { ...silent, finish: true, onCompared: () => void (during ??= command()) });
    expect(await during).toMatchObject(refused);
    expect(await command()).toMatchObject(refused);
    expect(logId).toBe(underWay!.log_id);
    expect(comparison).toMatchObject({ equal: everything.length, differences: [] });
    expect(await compare({ from: 'postgres', to: esdb, settings: settings() }, () => undefined)).toMatchObject({ equal: everything.length, differences: [], ownOfCopy: 1, hash: comparison!.hash });

    await api.projecting.stop();
    const moved = await started();
    try {
      expect(moved.logId).toBe(logId);
      expect(logId).not.toBe(api.logId);
      // The read models are made anew.
      await moved.projecting.waitFor((await moved.log.head()).position, 60_000);
      const { status, body: after } = await send(moved.url, 'GET', `${asked}&knownAt=${first}`);
      expect(status).toBe(200);
      expect(after['facts']).toEqual(before['facts']);
      expect((await send(moved.url, 'GET', `${asked}&knownAt=${second}&after=${second}`)).body['facts']).not.toEqual(before['facts']);
      expect(await send(moved.url, 'GET', `${asked}&knownAt=@aaaaaaaa.12`)).toMatchObject({ status: 409, body: { code: 'foreign-log' } });
      const consumer = ((await send(moved.url, 'GET', '/v1/feed/consumers')).body['items'] as { acknowledged: string; lag: { events: number } }[])[0]!;
      expect(consumer.acknowledged).toMatch(new RegExp(`^@${logId}\\.`));
      expect(consumer.lag.events).toBe(everything.length - Number(first.split('.')[1]) + 1);
      expect((await send(moved.url, 'GET', '/health/ready')).body).toMatchObject({ status: 'ready', checks: { projections: { lag: 0 } } });
      expect(await post(moved.url, `/v1/parties/${partyId}/facts`, { facts: [named('Brico C', '2024-01-01')] })).toMatchObject({ position: expect.stringContaining(logId) });
    } finally {
      await moved.stop();
    }

    // And back, into another database.
    const back = await copy({ from: esdb, to: elsewhere.url, settings: settings() }, { ...silent, finish: true });
    expect(back.comparison).toMatchObject({ differences: [], equal: everything.length + 2 });
    const landed = new PostgresEventLog(elsewhere.url);
    expect((await readEverything(landed, 500)).slice(0, everything.length).map(content)).toEqual(everything);
    await landed.close();
  });

  it('refuses a target that holds something else, and tells where two logs differ', async () => {
    const database = await createTestDatabase();
    const [source, other] = [new PostgresEventLog(elsewhere.url), new PostgresEventLog(database.url)];
    try {
      const stranger = { id: crypto.randomUUID(), type: 'X', commandId: crypto.randomUUID(), data: '{}', metadata: '{}' };
      await other.append('party-9', 'no-stream', [stranger]);
      await expect(copyLog(source, other, () => undefined)).rejects.toThrow(LogsDiffer);
      const { differences, equal } = await compareLogs(source, other);
      expect(equal).toBe(0);
      expect(differences).toEqual(['event 1: revision 0 of log (LogOpened) in the source, another event in the copy: revision 0 of party-9 (X)']);
    } finally {
      await Promise.all([source.close(), other.close()]);
      await database.drop();
    }
  });

  describe('names the first difference', () => {
    const event = (n: number, change: Partial<RecordedEvent> = {}): RecordedEvent => ({
      position: BigInt(n), appendEnd: BigInt(n), stream: `party-${n % 3}`, revision: Math.floor((n - 1) / 3), id: `00000000-0000-4000-8000-00000000000${n}`, type: 'X',
      commandId: '00000000-0000-4000-8000-0000000000ff', data: '{"a":1}', metadata: '{}', recordedAt: `2026-01-01T00:00:0${n}.000Z`, ...change,
    });
    const source = [1, 2, 3, 4, 5, 6].map((n) => event(n));
    const changed = (n: number, change: Partial<RecordedEvent>): RecordedEvent[] => source.map((one, i) => (i === n - 1 ? event(n, change) : one));
    /** Dense again, as an engine numbers them. */
    const numbered = (events: readonly RecordedEvent[]): RecordedEvent[] => events.map((one, i) => ({ ...one, position: BigInt(i + 1), appendEnd: BigInt(i + 1) }));
    const [one, two, three, four, five, six] = source as [RecordedEvent, RecordedEvent, RecordedEvent, RecordedEvent, RecordedEvent, RecordedEvent];
    const written = async (events: readonly RecordedEvent[]): Promise<{ log: PostgresEventLog; remove: () => Promise<void> }> => {
      const database = await createTestDatabase();
      await execute(database.url, `insert into log.copy (log_id, from_log_id, engine) values ('aaaaaaaa', 'bbbbbbbb', 'postgres')`);
      const log = new PostgresEventLog(database.url);
      await log.copyIn(events);
      return { log, async remove() {
        await log.close();
        await database.drop();
      } };
    };

    it.each<[what: string, copy: readonly RecordedEvent[], differences: readonly string[]]>([
      ['nothing', source, []],
      ['a changed content', changed(3, { data: '{"a":1.0}' }), ['event 3, revision 0 of party-0 (X): data differ']],
      ['another recorded time', changed(5, { recordedAt: '2026-01-01T00:00:04.999Z' }), ['event 5, revision 1 of party-2 (X): recordedAt differ']],
      ['another type and command', changed(1, { type: 'Y', commandId: '00000000-0000-4000-8000-0000000000fe' }), ['event 1, revision 0 of party-1 (X): type, commandId differ']],
      ['appends that were joined', changed(2, { appendEnd: 3n }), ['event 2, revision 0 of party-2 (X): end of the append differ']],
      ['another id', changed(4, { id: '00000000-0000-4000-8000-0000000000aa' }), ['event 4: revision 1 of party-1 (X) in the source, another event in the copy: revision 1 of party-1 (X)']],
      ['one that is missing', numbered([one, three, four, five, six].map((each) => (each.stream === two.stream ? { ...each, revision: 0 } : each))), ['event 2: missing in the copy: revision 0 of party-2 (X)']],
      ['the last one, missing', source.slice(0, 5), ['event 6: only in the source: revision 1 of party-0 (X)']],
      ['one more in the middle', numbered([one, event(7, { stream: 'party-9', revision: 0 }), two, three, four, five, six]), ['event 2: only in the copy: revision 0 of party-9 (X)']],
      ['one more at the end', numbered([...source, event(7, { stream: 'party-9', revision: 0 })]), ['event 7: only in the copy: revision 0 of party-9 (X)']],
      ['another order', numbered([one, three, two, four, five, six]), ['event 2: another order: revision 0 of party-2 (X) in the source, revision 0 of party-0 (X) in the copy']],
    ])('%s', async (_, copied, differences) => {
      const [left, right] = [await written(source), await written(copied)];
      try {
        expect((await compareLogs(left.log, right.log)).differences).toEqual(differences);
      } finally {
        await Promise.all([left.remove(), right.remove()]);
      }
    });
  });

  it('writes copies into PostgreSQL only while one is under way', async () => {
    const pool = createPool(elsewhere.url, { name: 'test', max: 1 });
    const log = new PostgresEventLog(elsewhere.url);
    try {
      const [event] = await log.readAll(0n, 1);
      await expect(log.copyIn([event!])).rejects.toThrow('no copy into this log is under way');
    } finally {
      await log.close();
      await pool.end();
    }
  });
});
