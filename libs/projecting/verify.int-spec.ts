import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import type { EventLog, NewEvent, RecordedEvent } from '#libs/event-log/event-log.js';
import { PostgresEventLog } from '#libs/event-log/postgres/postgres-event-log.js';
import { createPool } from '#libs/platform/database.js';
import { randomUuid } from '#libs/platform/uuid.js';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.js';
import { bucketOf } from './buckets.js';
import type { Projection } from './projection.js';
import { ProjectionRunner } from './runner.js';
import { verifyTallies, type TallyDifference } from './verify.js';

const WAIT_MS = 30_000;
const EVENTS = 17_000;
const EVENTS_PER_APPEND = 500;

/** Sees events go by, and writes nothing. */
const seeing = (name: string): Projection => ({ name, version: 1, handles: () => false, project: () => Promise.resolve() });
const projections = [seeing('first'), seeing('second')];
const decode = (events: readonly RecordedEvent[]): Promise<StoredEvent[]> => Promise.resolve(events.map(({ id, data, metadata, ...event }) => ({
  ...event, eventId: id, data: JSON.parse(data) as object, metadata: JSON.parse(metadata) as StoredEvent['metadata'], recordedOn: event.recordedAt.slice(0, 10),
})));
const event = (): NewEvent => ({ id: randomUuid(), type: 'Noted', commandId: randomUuid(), data: '{}', metadata: '{}' });

describe('what projections counted, compared with the log', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let log: PostgresEventLog;
  /** All of the log. */
  let events: RecordedEvent[];

  async function project(from: EventLog, end: bigint): Promise<void> {
    const runner = new ProjectionRunner({ log: from, logId: 'k7mzq2ab', pool, projections, decode });
    await runner.start();
    if (!(await runner.waitFor(end, WAIT_MS))) throw new Error('the projections do not keep up', { cause: runner.state.error });
    await runner.stop();
  }

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = createPool(database.url, { name: 'test', pipeline: true });
    log = new PostgresEventLog(database.url, { pollMs: 50 });
    const streams = Array.from({ length: EVENTS / EVENTS_PER_APPEND }, () => `note-${randomUuid()}`);
    await Promise.all(streams.map((stream) => log.append(stream, 'no-stream', Array.from({ length: EVENTS_PER_APPEND }, event))));
    events = await log.readAll(0n, EVENTS);
    await project(log, BigInt(EVENTS));
    await pool.query('create table kept as table projecting.block_tally; create table kept_buckets as table projecting.bucket');
  });
  afterAll(async () => {
    await log.close();
    await pool.end();
    await database.drop();
  });
  beforeEach(() => pool.query('truncate projecting.block_tally; insert into projecting.block_tally table kept; delete from projecting.bucket; insert into projecting.bucket table kept_buckets').then(() => undefined));


  const verify = async (): Promise<TallyDifference[]> => {
    const report = await verifyTallies({ log, pool, projections });
    expect(report).toMatchObject({ events: EVENTS, upTo: BigInt(EVENTS) });
    return [...report.differences];
  };
  /** Changes what `second` counted of an event's bucket and block, in both tables, as if so many of it had been applied. */
  async function count(changed: readonly RecordedEvent[], by: number, id?: string): Promise<void> {
    for (const { id: own, position, stream } of changed) {
      const values = [(position - 1n) / 16_384n, bucketOf(stream), by, BigInt(`0x${(id ?? own).replaceAll('-', '')}`) * BigInt(by), 2n ** 128n];
      await pool.query(`update projecting.block_tally set count = count + $3, sum = mod(mod(sum + $4::numeric, $5::numeric) + $5::numeric, $5::numeric) where projection = 'second' and block = $1 and bucket = $2`, values);
      await pool.query(`update projecting.bucket set tally_count = tally_count + $2, tally_sum = mod(mod(tally_sum + $3::numeric, $4::numeric) + $4::numeric, $4::numeric) where projection = 'second' and bucket = $1`, values.slice(1));
    }
  }
  /** The events of the nth bucket that has some in a block: each case below tampers with a bucket of its own. */
  const inBucket = (n: number, block = 0n): RecordedEvent[] => {
    const own = events.filter(({ position }) => (position - 1n) / 16_384n === block);
    const bucket = [...new Set(own.map(({ stream }) => bucketOf(stream)))][n];
    return own.filter(({ stream }) => bucketOf(stream) === bucket);
  };
  const difference = ({ stream }: RecordedEvent, kind: string, first: object | undefined, block = 0n) =>
    ({ projection: 'second', version: 1, bucket: bucketOf(stream), block, kind, first, streams: expect.arrayContaining([stream]) as unknown });
  const byBucket = (a: { readonly block: bigint; readonly bucket: number }, b: typeof a): number => Number(a.block - b.block) || a.bucket - b.bucket;

  it('is the same where each event was applied once, in every block', async () => {
    expect(await verify()).toEqual([]);
    expect(new Set((await pool.query<{ block: bigint }>('select block from projecting.block_tally')).rows.map(({ block }) => block))).toEqual(new Set([0n, 1n]));
  });

  it('names bucket, block and event, as far as counts can tell', async () => {
    const named = ({ id: eventId, position, stream, revision, type }: RecordedEvent): object => ({ eventId, at: { position, stream, revision, type } });
    const [one, late, twice, batch, far, instead, unknown, stranger, many] = [inBucket(0), inBucket(0, 1n), inBucket(1), inBucket(2), inBucket(3), inBucket(4), inBucket(5), inBucket(6), inBucket(7)] as const;
    const ids = [randomUuid(), randomUuid()] as const;
    await count([one[7]!], -1);
    await count([late[3]!], -1);
    await count([twice[3]!], 1);
    await count(batch.slice(100, 160), -1);
    await count([far[20]!, far[2]!], -1);
    await count([instead[9]!], 1);
    await count([instead[5]!], -1);
    await count([unknown[5]!], -1);
    await count([unknown[5]!], 1, ids[0]);
    await count([stranger[0]!], 1, ids[1]);
    await count([1, 7, 30, 44].map((i) => many[i]!), -1);
    const found = await verify();
    expect(found).toMatchObject([
      difference(one[7]!, 'missing', named(one[7]!)), difference(late[3]!, 'missing', named(late[3]!), 1n), difference(twice[3]!, 'doubled', named(twice[3]!)), difference(batch[100]!, 'missing', named(batch[100]!)),
      difference(far[2]!, 'missing', named(far[2]!)), difference(instead[5]!, 'different', named(instead[5]!)), difference(unknown[0]!, 'different', undefined),
      difference(stranger[0]!, 'doubled', { eventId: ids[1], at: undefined }), difference(many[0]!, 'missing', undefined),
    ].sort(byBucket));
    expect(found.find(({ bucket }) => bucket === bucketOf(batch[0]!.stream))).toMatchObject({ inLog: BigInt(batch.length), counted: BigInt(batch.length - 60) });
  });

  it('finds a total that its blocks do not come to, and a block that the log does not have', async () => {
    await pool.query(`update projecting.bucket set tally_sum = mod(tally_sum + 1, 170141183460469231731687303715884105728) where projection = 'first' and bucket = 5`);
    await pool.query(`insert into projecting.block_tally (projection, version, block, bucket, count, sum) values ('first', 1, 9, 6, 1, 17)`);
    expect(await verify()).toMatchObject([
      { projection: 'first', bucket: 5, block: undefined, kind: 'different' }, { projection: 'first', bucket: 6, block: undefined, kind: 'missing' },
      { projection: 'first', bucket: 6, block: 9n, kind: 'doubled', first: { eventId: '00000000-0000-0000-0000-000000000011', at: undefined } },
    ]);
  });

  it('finds what a subscription swallows', async () => {
    const swallowed = events.filter((_, i) => i % 1_000 === 777);
    const lossy = new Proxy(log, {
      get(target, name, receiver) {
        if (name !== 'subscribe') return Reflect.get(target, name, receiver) as unknown;
        return async function* (...args: Parameters<EventLog['subscribe']>) {
          for await (const batch of target.subscribe(...args)) yield batch.filter(({ id }) => !swallowed.some((one) => one.id === id));
        };
      },
    });
    await pool.query('truncate projecting.bucket, projecting.block_tally; update projecting.owner set position = 0, event_id = null');
    await project(lossy, BigInt(EVENTS));
    const found = await verify();
    expect(found.every(({ kind }) => kind === 'missing')).toBe(true);
    expect(found.filter(({ projection }) => projection === 'first').reduce((sum, one) => sum + one.inLog - one.counted, 0n)).toBe(BigInt(swallowed.length));
  });
});
