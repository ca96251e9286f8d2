import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { NewerEventVersion, type StoredEvent } from '#libs/event-log/domain-event.js';
import type { NewEvent, RecordedEvent } from '#libs/event-log/event-log.js';
import { PostgresEventLog } from '#libs/event-log/postgres/postgres-event-log.js';
import { createPool } from '#libs/platform/database.js';
import { randomUuid } from '#libs/platform/uuid.js';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.js';
import { bucketOf, QUARTERS } from './buckets.js';
import { longestParked, parkedStreams, retryParked } from './parking.js';
import type { Projection } from './projection.js';
import { ProjectionRunner, type RunnerOptions } from './runner.js';

const WAIT_MS = 20_000;

describe('the runner of projections', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let log: PostgresEventLog;
  const runners: ProjectionRunner[] = [];
  /** Position at which the projection `notes` fails, while set. */
  let failAt: bigint | undefined;

  beforeEach(async () => {
    database = await createTestDatabase();
    pool = createPool(database.url, { name: 'test', pipeline: true });
    log = new PostgresEventLog(database.url, { pollMs: 50 });
    failAt = undefined;
    await pool.query('create schema notes_v1; create table notes_v1.note (position bigint primary key, stream text not null); create schema other_v1; create table other_v1.seen (position bigint primary key)');
  });
  afterEach(async () => {
    await Promise.all(runners.splice(0).map((runner) => runner.stop()));
    await log.close();
    await pool.end();
    await database.drop();
  });

  /** Notes down each event; a second time would violate the primary key. */
  const notes: Projection = {
    name: 'notes', version: 1,
    handles: (type) => type === 'Noted',
    async project(client, events) {
      if (events.some(({ position }) => position === failAt)) throw new Error('the note cannot be read');
      await client.query('insert into note select * from unnest($1::bigint[], $2::text[])', [events.map(({ position }) => position), events.map(({ stream }) => stream)]);
    },
  };
  const other: Projection = {
    name: 'other', version: 1,
    handles: () => true,
    async project(client, events) {
      await client.query('insert into seen select unnest($1::bigint[])', [events.map(({ position }) => position)]);
    },
  };

  const decode = (events: readonly RecordedEvent[]): Promise<StoredEvent[]> => Promise.resolve(events.map(({ id, data, metadata, ...event }) => ({
    ...event, eventId: id, data: JSON.parse(data) as object, metadata: JSON.parse(metadata) as StoredEvent['metadata'], recordedOn: event.recordedAt.slice(0, 10),
  })));

  async function started(options: Partial<RunnerOptions> = {}): Promise<ProjectionRunner> {
    const runner = new ProjectionRunner({ log, logId: 'k7mzq2ab', pool, projections: [notes], decode, ...options });
    runners.push(runner);
    await runner.start();
    return runner;
  }

  const event = (type: string): NewEvent => ({ id: randomUuid(), type, commandId: randomUuid(), data: '{}', metadata: '{}' });
  /** Appends so many events to as many streams, and gives the end of the log. */
  async function append(count: number, type = 'Noted'): Promise<bigint> {
    const results = await Promise.all(Array.from({ length: count }, () => log.append(`note-${randomUuid()}`, 'no-stream', [event(type)])));
    return results.reduce((end, { position }) => (position > end ? position : end), 0n);
  }
  const noted = async (): Promise<bigint[]> => (await pool.query<{ position: bigint }>('select position from notes_v1.note order by position')).rows.map(({ position }) => position);
  const upTo = (end: bigint): bigint[] => Array.from({ length: Number(end) }, (_, n) => BigInt(n + 1));

  it('catches up, then follows', async () => {
    const before = await append(30);
    const runner = await started({ batchSize: 7 });
    expect(await runner.waitFor(before, WAIT_MS)).toBe(true);
    const after = await append(5);
    expect(await runner.waitFor(after, WAIT_MS)).toBe(true);
    expect(await noted()).toEqual(upTo(after));
    expect(runner.state).toEqual({ position: after, error: undefined, running: true, parked: false, own: after });
    expect(await runner.lag(100)).toBe(0);
  });

  it('moves past events that nobody handles', async () => {
    const runner = await started();
    const end = await append(3, 'Ignored');
    expect(await runner.waitFor(end, WAIT_MS)).toBe(true);
    expect(await noted()).toEqual([]);
    expect((await pool.query(`select position from projecting.owner where projection = 'notes'`)).rows).toEqual([{ position: end }]);
  });

  it('says so when a position is not reached in time', async () => {
    const runner = await started();
    expect(await runner.waitFor(1n, 20)).toBe(false);
  });

  it('applies each event once over restarts, whatever the batch size', async () => {
    for (const batchSize of [1, 3, 50]) {
      const runner = await started({ batchSize });
      await runner.waitFor(await append(10) - 4n, WAIT_MS);
      await runner.stop();
    }
    const end = (await log.head()).position;
    await (await started()).waitFor(end, WAIT_MS);
    expect(await noted()).toEqual(upTo(end));
  });

  it('counts what it applied, per bucket and per block of the log', async () => {
    const runner = await started({ batchSize: 4 });
    const end = await append(40);
    await runner.waitFor(end, WAIT_MS);
    const { rows: expected } = await pool.query<{ count: bigint; sum: string }>(`
      select count(*) as count, mod(sum(('0x' || replace(event_id::text, '-', ''))::numeric), 340282366920938463463374607431768211456) as sum from log.event`);
    for (const [table, count, sum] of [['bucket', 'tally_count', 'tally_sum'], ['block_tally', 'count', 'sum']]) {
      const { rows } = await pool.query(`select sum(${count})::bigint as count, mod(sum(${sum}), 340282366920938463463374607431768211456) as sum from projecting.${table} where projection = 'notes'`);
      expect(rows).toEqual(expected);
    }
  });

  it('holds still while the database fails, says why, lets the others see it, and goes on when it goes through', async () => {
    failAt = 3n;
    const full: Projection = {
      ...notes,
      async project(client, events) {
        await notes.project(client, events).catch((error: unknown) => Promise.reject(Object.assign(error as Error, { code: '53100' })));
      },
    };
    const runner = await started({ projections: [full, other], batchSize: 1 });
    const end = await append(5);
    expect(await runner.waitFor(2n, WAIT_MS)).toBe(true);
    expect(await runner.waitFor(3n, 200)).toBe(false);
    expect(runner.state).toMatchObject({ position: 2n, error: { message: 'the note cannot be read' }, running: true });
    expect(await runner.lag(100)).toBe(3);
    expect((await pool.query('select max(position) as last from other_v1.seen')).rows).toEqual([{ last: 3n }]);

    failAt = undefined;
    expect(await runner.waitFor(end, WAIT_MS)).toBe(true);
    expect(runner.state.error).toBeUndefined();
    expect(await noted()).toEqual(upTo(end));
    expect(await parkedStreams(pool)).toEqual([]);
  });

  describe('an event that a projection cannot take in', () => {
    const bad = `note-${randomUuid()}`;
    /** As many streams as are asked for, with the third event of `bad` among them; gives the position of that one and the end. */
    async function appendAround(streams: number): Promise<{ readonly poison: bigint; readonly end: bigint }> {
      await append(streams / 2);
      for (let revision = -1; revision < 5; revision++) await log.append(bad, revision < 0 ? 'no-stream' : revision, [event('Noted')]);
      const end = await append(streams / 2);
      return { poison: (await log.readStream(bad))[2]!.position, end };
    }
    const parts = (projection: Projection = notes) => ({ pool, log, decode, projection, stream: bad });
    const tallied = async (): Promise<unknown> => (await pool.query(`select sum(tally_count)::bigint as count from projecting.bucket where projection = 'notes'`)).rows[0];

    it.each([[notes, 7], [notes, 5_000], [{ ...notes, streamsApart: true as const }, 5_000]] as const)('parks its stream, in order, and no other', async (projection, batchSize) => {
      const { poison, end } = await appendAround(2_000);
      failAt = poison;
      const runner = await started({ projections: [projection, other], batchSize });
      expect(await runner.waitFor(end, WAIT_MS)).toBe(true);
      const behind = (await log.readStream(bad)).slice(2).map(({ position }) => position);
      expect(await noted()).toEqual(upTo(end).filter((position) => !behind.includes(position)));
      expect(runner.state).toMatchObject({ error: undefined, parked: true });
      expect(await parkedStreams(pool)).toEqual([expect.objectContaining({ projection: 'notes', stream: bad, error: 'Error', events: 4, position: poison })]);
      expect(await longestParked(pool)).toMatchObject([{ projection: 'notes', version: 1, streams: 1 }]);
      // Later ones wait behind it, also in the next process.
      await runner.stop();
      const next = await started({ projections: [projection, other], batchSize });
      const { position: later } = await log.append(bad, 5, [event('Noted')]);
      expect(await next.waitFor(later, WAIT_MS)).toBe(true);
      expect(await noted()).toHaveLength(Number(end) - 4);
      expect(await tallied()).toEqual({ count: later });

      // Not mended yet, then mended.
      expect(await retryParked(parts(projection))).toEqual({ applied: 0, waiting: 5, error: 'Error' });
      failAt = undefined;
      expect(await retryParked(parts(projection))).toEqual({ applied: 5, waiting: 0 });
      expect(await retryParked(parts(projection))).toBeUndefined();
      expect(await noted()).toEqual(upTo(later));
      expect(await parkedStreams(pool)).toEqual([]);
      while (next.state.parked) await sleep(20);
      expect(await tallied()).toEqual({ count: later });
    });

    it('is one of very many, and all of them park', async () => {
      const end = await append(1_200);
      const failing: Projection = { ...notes, project: (client, events) => (events.some(({ position }) => position % 2n === 0n) ? Promise.reject(new Error('a defect')) : notes.project(client, events)) };
      const runner = await started({ projections: [failing] });
      expect(await runner.waitFor(end, WAIT_MS)).toBe(true);
      expect(await noted()).toEqual(upTo(end).filter((position) => position % 2n === 1n));
      expect(await parkedStreams(pool)).toHaveLength(600);
      expect(await tallied()).toEqual({ count: end });
    });

    it('is skipped by who says why, and what is behind it is taken in', async () => {
      const { poison, end } = await appendAround(10);
      failAt = poison;
      const runner = await started();
      expect(await runner.waitFor(end, WAIT_MS)).toBe(true);
      const { id: failed } = (await log.readStream(bad))[2]!;
      const skip = { by: 'an operator', reason: 'written by hand' };
      expect(await retryParked({ ...parts(), skip: { ...skip, eventId: randomUuid() } })).toEqual({ applied: 0, waiting: 4, error: `the first that waits is ${failed}` });
      expect(await retryParked({ ...parts(), skip: { ...skip, eventId: failed } })).toEqual({ applied: 3, skipped: failed, waiting: 0 });
      expect(await noted()).toEqual(upTo(end).filter((position) => position !== poison));
      expect((await pool.query('select projection, stream, position, error, reason, skipped_by from projecting.skipped_event')).rows).toEqual([{ projection: 'notes', stream: bad, position: poison, error: 'Error', reason: 'written by hand', skipped_by: 'an operator' }]);
      expect(await tallied()).toEqual({ count: end });
      const { position: later } = await log.append(bad, 5, [event('Noted')]);
      expect(await runner.waitFor(later, WAIT_MS)).toBe(true);
      expect((await noted()).at(-1)).toBe(later);
    });

    it('is parked where its content cannot be read, only by who would read it', async () => {
      const { end } = await appendAround(10);
      const { id } = (await log.readStream(bad))[2]!;
      let broken = true;
      const reading = (events: readonly RecordedEvent[]): Promise<StoredEvent[]> => (broken && events.some((one) => one.id === id) ? Promise.reject(new SyntaxError('no JSON')) : decode(events));
      const idle: Projection = { ...other, handles: () => false };
      const runner = await started({ projections: [notes, idle], decode: reading });
      expect(await runner.waitFor(end, WAIT_MS)).toBe(true);
      expect(await parkedStreams(pool)).toEqual([expect.objectContaining({ projection: 'notes', error: 'SyntaxError', events: 4 })]);
      expect(await retryParked({ ...parts(), decode: reading })).toMatchObject({ applied: 0, waiting: 4 });
      broken = false;
      expect(await retryParked({ ...parts(), decode: reading })).toEqual({ applied: 4, waiting: 0 });
      expect(await noted()).toEqual(upTo(end));
    });
  });

  it('writes streams that are apart side by side while it catches up, and each event once when one side fails, or the process ends between the two', async () => {
    const end = await append(2_500);
    const apart: Projection = {
      ...notes, streamsApart: true,
      async project(client, events) {
        if (failAt !== undefined && events.some(({ stream }) => bucketOf(stream) % 2 === 1)) throw Object.assign(new Error('the odd side fails'), { code: '53100' });
        await notes.project(client, events);
      },
    };
    failAt = 0n;
    const first = await started({ projections: [apart], batchSize: 1_200 });
    while (!first.state.error) await sleep(20);
    await first.stop();
    expect(first.state).toMatchObject({ position: 0n, error: { message: 'the odd side fails' } });
    const { rows: halfway } = await pool.query<{ owner: number; position: bigint }>('select owner, position from projecting.owner order by owner');
    expect(halfway).toEqual(QUARTERS.map((owner, i) => ({ owner, position: i % 2 === 0 ? 1_200n : 0n })));
    expect((await pool.query<{ stream: string }>('select stream from notes_v1.note')).rows.filter(({ stream }) => bucketOf(stream) % 2 === 1)).toEqual([]);

    failAt = undefined;
    const second = await started({ projections: [apart], batchSize: 700 });
    expect(await second.waitFor(end, WAIT_MS)).toBe(true);
    expect(await noted()).toEqual(upTo(end));
    expect((await pool.query('select sum(tally_count)::bigint as count from projecting.bucket')).rows).toEqual([{ count: end }]);
  });

  it('survives the loss of its connections', async () => {
    const runner = await started({ batchSize: 2 });
    for (let n = 0; n < 5; n++) {
      await append(4);
      await pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend' and datname = current_database() and pid <> pg_backend_pid()`);
    }
    const end = (await log.head()).position;
    expect(await runner.waitFor(end, WAIT_MS)).toBe(true);
    expect(await noted()).toEqual(upTo(end));
  });

  it('goes back to where the tables are when a crash of the database took back its last commits', async () => {
    const runner = await started();
    await runner.waitFor(await append(5), WAIT_MS);
    await pool.query(`delete from notes_v1.note where position > 2; update projecting.owner set position = 2, event_id = (select event_id from log.event where position = 2)`);
    const end = await append(2);
    expect(await runner.waitFor(end, WAIT_MS)).toBe(true);
    expect(await noted()).toEqual(upTo(end));
    expect(runner.state.error).toBeUndefined();
  });

  /** What is dealt to so many processes has come to them. */
  async function shared(among: readonly ProjectionRunner[]): Promise<void> {
    const holders = new Set<string>();
    while (holders.size < among.length) {
      holders.clear();
      for (const { holder } of (await pool.query<{ holder: string }>('select distinct holder from projecting.owner where holder is not null')).rows) holders.add(holder);
      await sleep(20);
    }
  }
  const inOrder: Projection = {
    name: 'notes', version: 1, streamsApart: true, handles: () => true,
    async project(client, events) {
      // The revision of each event follows that of the row before it, or nothing is written.
      for (const { stream, revision, position } of events) {
        const { rowCount } = await client.query('insert into note (position, stream) select $1, $2 where (select count(*) from note where stream = $2) = $3', [position, stream, revision]);
        if (rowCount !== 1) throw Object.assign(new Error(`revision ${revision} of ${stream} came too early or twice`), { code: '53100' });
      }
    },
  };

  it('shares the buckets with others that come and go, each stream in its order, each event once', async () => {
    await pool.query('create index on notes_v1.note (stream)');
    const options = { projections: [inOrder, other] };
    const streams = Array.from({ length: 24 }, () => `note-${randomUuid()}`);
    let revision = -1;
    const round = async (): Promise<bigint> => {
      const results = await Promise.all(streams.map((stream) => log.append(stream, revision < 0 ? 'no-stream' : revision, [event('Noted')])));
      revision += 1;
      return results.reduce((end, { position }) => (position > end ? position : end), 0n);
    };
    const first = await started({ ...options, batchSize: 5 });
    await round();
    const second = await started({ ...options, batchSize: 1 });
    await shared([first, second]);
    for (let n = 0; n < 5; n++) await round();
    const third = await started({ ...options, batchSize: 50 });
    await round();
    await shared([first, second, third]);
    let end = await round();
    for (const runner of [first, second, third]) expect(await runner.waitFor(end, WAIT_MS)).toBe(true);
    // One that stops lets go at once.
    await first.stop();
    end = await round();
    expect(await third.waitFor(end, 5_000)).toBe(true);
    await second.stop();
    for (let n = 0; n < 5; n++) end = await round();
    expect(await third.waitFor(end, WAIT_MS)).toBe(true);
    expect(third.state).toEqual({ position: end, own: end, error: undefined, running: true, parked: false });
    expect(await noted()).toEqual(upTo(end));
    expect((await pool.query('select count(*) from other_v1.seen')).rows).toEqual([{ count: end }]);
  });

  it('gives back what it has without knowing, because the answer was lost when it was to take it or give it back', async () => {
    const options = { projections: [inOrder, other] };
    const runners = [await started(options), await started(options)];
    await shared(runners);
    await pool.query('update projecting.owner set epoch = epoch + 1, holder = (select holder from projecting.holder limit 1)');
    const end = await append(20);
    for (const runner of runners) expect(await runner.waitFor(end, WAIT_MS)).toBe(true);
    await shared(runners);
  });

  it('does not fall back behind what it has shown, when it looked how far others are and took their place meanwhile', async () => {
    const ahead = await append(3);
    const other = randomUuid();
    const first = await started();
    await first.waitFor(ahead, WAIT_MS);
    await first.stop();
    await pool.query(`insert into projecting.holder (holder, until, backend, takes) values ($1, clock_timestamp() + interval '5 s', pg_backend_pid(), '{notes_v1 10}')`, [other]);
    await pool.query('update projecting.owner set holder = $1, epoch = epoch + 1', [other]);
    const end = await append(3);
    // It looks while the other one has all, and hears of the log's end when it has all itself.
    let go: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => { go = resolve; });
    const slow = Object.assign(Object.create(log) as PostgresEventLog, { head: () => gone.then(() => log.head()) });
    const runner = await started({ log: slow });
    await sleep(500);
    const before = runner.state;
    await pool.query('delete from projecting.holder where holder = $1', [other]);
    expect(await runner.waitFor(end, WAIT_MS)).toBe(true);
    const shown: bigint[] = [];
    go();
    expect(before).toMatchObject({ position: ahead, own: undefined });
    for (let n = 0; n < 50; n += 1) {
      await sleep(10);
      shown.push(runner.state.position);
    }
    expect(new Set(shown)).toEqual(new Set([end]));
  });

  it('cannot write any more what another process has taken', async () => {
    const first = await started();
    await first.waitFor(await append(3), WAIT_MS);
    // As if it had been frozen for so long that others took its place.
    const other = randomUuid();
    await pool.query(`insert into projecting.holder (holder, until, backend, takes) select $1, clock_timestamp() + interval '5 s', backend, '{notes_v1 10}' from projecting.holder`, [other]);
    await pool.query(`update projecting.owner set holder = $1, epoch = epoch + 1`, [other]);
    const end = await append(3);
    while (first.state.own !== undefined) await sleep(5);
    expect(first.state).toMatchObject({ error: undefined, running: true, position: 3n });
    expect(await noted()).toEqual(upTo(3n));
    // That one says no more that it lives.
    expect(await first.waitFor(end, WAIT_MS)).toBe(true);
    expect(await noted()).toEqual(upTo(end));
  });

  it('leaves what stands before an event of a newer release to a process that can read it, and goes on with the rest', async () => {
    const newer = (events: readonly RecordedEvent[]): Promise<StoredEvent[]> => {
      const unknown = events.find(({ type }) => type === 'NotedAnew');
      return unknown ? Promise.reject(new NewerEventVersion(unknown.id, unknown.type, 0)) : decode(events);
    };
    const apart: Projection = { ...notes, streamsApart: true, handles: () => true };
    const old = await started({ projections: [apart], decode: newer });
    await append(20);
    const unknown = `note-${randomUuid()}`;
    await log.append(unknown, 'no-stream', [event('NotedAnew')]);
    const end = await append(20);
    while (!old.state.error) await sleep(20);
    expect(old.state.error).toBeInstanceOf(NewerEventVersion);
    const { rows } = await pool.query<{ owner: number; position: bigint }>('select owner, position from projecting.owner order by owner');
    expect(rows.map(({ position }) => position)).toEqual(QUARTERS.map((_, i) => (bucketOf(unknown) % 4 === i ? 20n : end)));

    const next = await started({ projections: [apart] });
    expect(await next.waitFor(end, WAIT_MS)).toBe(true);
    expect(await noted()).toEqual(upTo(end));
    while (old.state.error) await sleep(20);
  });

  it('follows another process without ever taking its place, and says so when nobody projects', async () => {
    const watching = await started({ mayProject: false });
    const first = await append(3);
    expect(await watching.waitFor(first, 300)).toBe(false);
    // Nobody has ever made these tables.
    while (watching.state.error === undefined) await sleep(5);
    expect(watching.state).toMatchObject({ position: 0n, error: { name: 'NobodyProjects' }, running: true, own: undefined });

    const projecting = await started();
    expect(await watching.waitFor(first, WAIT_MS)).toBe(true);
    const second = await append(3);
    expect(await watching.waitFor(second, WAIT_MS)).toBe(true);
    while (watching.state.error !== undefined) await sleep(5);

    await projecting.stop();
    const third = await append(3);
    // Longer than a process that may project would wait before it takes the buckets.
    while (watching.state.error === undefined) await sleep(50);
    expect(watching.state).toMatchObject({ position: second, error: { name: 'NobodyProjects' }, own: undefined });
    expect(await noted()).toEqual(upTo(second));
    
    const next = await started();
    expect(await watching.waitFor(third, WAIT_MS)).toBe(true);
    expect(await noted()).toEqual(upTo(third));
    expect(next.state.own).toBe(third);
  });

  it('refuses a log that does not hold what others made its tables from', async () => {
    const projecting = await started();
    await projecting.waitFor(await append(3), WAIT_MS);
    await projecting.stop();
    await pool.query(`update projecting.owner set event_id = $1`, [randomUuid()]);
    await expect(started({ mayProject: false })).rejects.toMatchObject({ name: 'LogBehindTables' });
  });

  it('refuses a log that does not hold what its tables were made from', async () => {
    const runner = await started();
    await runner.waitFor(await append(3), WAIT_MS);
    await runner.stop();
    await pool.query(`update projecting.owner set event_id = $1`, [randomUuid()]);
    await expect(started()).rejects.toMatchObject({ name: 'LogBehindTables' });
  });

  it('notices while it runs that the log was cut off behind it, and goes no further', async () => {
    const runner = await started();
    const last = await append(3);
    await runner.waitFor(last, WAIT_MS);
    await pool.query('alter table log.event disable trigger only_append');
    await pool.query(`create table cut_off as select * from log.event where position = ${last}`);
    await pool.query('delete from log.event where position = $1', [last]);
    for (let waited = 0; !runner.state.error && waited < WAIT_MS; waited += 50) await sleep(50);
    expect(runner.state.error).toMatchObject({ name: 'LogBehindTables', message: expect.stringContaining('run annals log restored') as unknown });
    expect(runner.state.own).toBeUndefined();
    // Put back, it goes on, also where nothing more is appended.
    await pool.query('insert into log.event select * from cut_off');
    for (let waited = 0; runner.state.error && waited < WAIT_MS; waited += 50) await sleep(50);
    expect(runner.state).toMatchObject({ error: undefined, own: last });
    await runner.stop();
  });

  it('refuses a log that ends before its tables do', async () => {
    await started().then((runner) => runner.stop());
    await pool.query(`update projecting.owner set position = 10, event_id = $1`, [randomUuid()]);
    await expect(started()).rejects.toMatchObject({ name: 'LogBehindTables' });
  });
});
