/** What a second projector process brings where the work is to wait: a read model whose batches sleep 1 ms each. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { PostgresEventLog } from '#libs/event-log/postgres/postgres-event-log.js';
import { createPool } from '#libs/platform/database.js';
import { randomUuid } from '#libs/platform/uuid.js';
import { QUARTERS } from '#libs/projecting/buckets.js';
import { compare, type Comparison, type Rate } from './measure.js';

const EVENTS = 40_000;
const STREAMS = 2_000;
/** Events in a batch: few, so that there is much to wait for. */
const BATCH = 20;
const SLEEP_MS = 1;
const ROUNDS = 3;

/** @param url a migrated database without events, which may be written to */
export async function benchShards(url: string): Promise<Comparison> {
  const pool = createPool(url, { name: 'bench' });
  const log = new PostgresEventLog(url);
  try {
    await pool.query('create schema notes_v1; create table notes_v1.note (position bigint primary key, writer integer not null)');
    await appendAll(log);
    await pool.query('vacuum analyze');
    const seconds: Record<1 | 2, number[]> = { 1: [], 2: [] };
    for (let round = 0; round < ROUNDS; round++) for (const processes of [1, 2] as const) seconds[processes].push(await project(url, pool, log, processes));
    return compare(`a sink that sleeps ${SLEEP_MS} ms a batch of ${BATCH} events: two projectors beside one`, rateOf(seconds[2]), rateOf(seconds[1]), 1.8);
  } finally {
    await log.close();
    await pool.query('drop schema if exists notes_v1 cascade');
    await pool.end();
  }
}

const event = () => ({ id: randomUuid(), type: 'Noted', commandId: randomUuid(), data: '{}', metadata: '{}' });

async function appendAll(log: PostgresEventLog): Promise<void> {
  const appending = Array.from({ length: STREAMS }, (_, n) => `note-${n}`).values();
  await Promise.all(Array.from({ length: 8 }, async () => {
    for (const stream of appending) await log.append(stream, 'no-stream', Array.from({ length: EVENTS / STREAMS }, event));
  }));
}

/** Seconds for the whole log, from when the processes have shared the buckets. Before, they stand at the end of the log. */
async function project(url: string, pool: pg.Pool, log: PostgresEventLog, processes: number): Promise<number> {
  await pool.query('truncate notes_v1.note, projecting.owner, projecting.bucket, projecting.block_tally, projecting.holder');
  const { rows: [last] } = await pool.query<{ position: bigint; id: string }>('select position, event_id as id from log.event order by position desc limit 1');
  await pool.query(`insert into projecting.owner (projection, version, owner, position, event_id) select 'notes', 1, owner, $1, $2 from unnest($3::smallint[]) owner`, [last!.position, last!.id, QUARTERS]);
  const children = Array.from({ length: processes }, (): ChildProcess => spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--import', './test/support/typescript.js', 'bench/sleeping-projector.ts', url, String(BATCH), String(SLEEP_MS)], { stdio: ['ignore', 'ignore', 'inherit'] }));
  const asked = async (query: string): Promise<bigint> => (await pool.query<{ answer: bigint }>(query)).rows[0]!.answer;
  while ((await asked(`select count(*) as answer from (select from projecting.owner where holder is not null group by holder having count(*) = ${QUARTERS.length / processes}) held`)) < processes) await sleep(20);
  // All are fenced by the next event, and begin again with what they hold.
  await pool.query('update projecting.owner set position = 0, event_id = null, epoch = epoch + 1');
  const started = performance.now();
  const { position: end } = await log.append(`note-${randomUuid()}`, 'no-stream', [event()]);
  while ((await asked('select min(position) as answer from projecting.owner')) < end) await sleep(10);
  const seconds = (performance.now() - started) / 1_000;
  for (const child of children) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  return seconds;
}

function rateOf(seconds: readonly number[]): Rate {
  const median = [...seconds].sort((a, b) => a - b)[Math.floor(seconds.length / 2)]!;
  return { perSecond: EVENTS / median, calls: EVENTS, p50: median * 1_000, p95: Math.max(...seconds) * 1_000, p99: Math.max(...seconds) * 1_000 };
}
