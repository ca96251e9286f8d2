/**
 * What projections cost beside PostgreSQL itself: the whole way from a full log to rows (read, decrypt, fold, load what is
 * touched, close, insert, checkpoint) against a plain batched writer that already knows the final rows and puts them into tables
 * with the same columns, indexes and constraints.
 */
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { eventDefinitions } from '#apps/server/event-definitions.js';
import type { EventLog, Position } from '#libs/event-log/event-log.js';
import { PostgresEventLog } from '#libs/event-log/postgres/postgres-event-log.js';
import { PersonalDataCodec } from '#libs/personal-data/codec.js';
import { KeyStore } from '#libs/personal-data/keys.js';
import { MasterKey } from '#libs/personal-data/master-key.js';
import { createPool } from '#libs/platform/database.js';
import { DEFAULT_BATCH_SIZE, ProjectionRunner } from '#libs/projecting/runner.js';
import { zone } from '#libs/temporal/dates.js';
import { projections, searchPath } from '#projections/index.js';
import { fill } from './fill.js';
import { compare, latencyOf, type Comparison, type Rate } from './measure.js';
import { partyLife } from './party-life.js';
import { Seeded } from './seeded.js';

export interface ProjectingBenchOptions {
  /** Events in the log. Default 200,000. */
  readonly events?: number;
  /** Rounds of each. Default 3. */
  readonly rounds?: number;
  readonly seed?: number;
}

/** Rows in a batch of the plain writer: what is fastest for it. */
const PLAIN_BATCH = 1_000;
const TABLES = [
  'parties_v1.party', 'parties_v1.party_alias', 'parties_v1.fact', 'parties_v1.fact_check', 'relations_v1.relation_period', 'relations_v1.relation_fact', 'relations_v1.fact_check',
];

/** @param url a migrated database without events, which may be written to */
export async function benchProjecting(url: string, { events = 200_000, rounds = 3, seed = 1 }: ProjectingBenchOptions = {}): Promise<Comparison> {
  const pool = createPool(url, { name: 'bench', settings: { search_path: searchPath } });
  const log = new PostgresEventLog(url);
  const keys = await KeyStore.open({ pool, masterKey: new MasterKey(randomBytes(32), randomBytes(32)) });
  const codec = new PersonalDataCodec({ keys, pool, definitions: eventDefinitions, zone: zone('Europe/Paris') });
  try {
    const seeded = new Seeded(seed);
    const appended = await fill(log, codec, seeded, partyLife(seeded, events));
    await pool.query('vacuum analyze');
    const ours: number[][] = [];
    const floor: number[][] = [];
    let rows: FinalRows | undefined;
    for (let round = 0; round < rounds; round += 1) {
      await empty(pool);
      ours.push(await project(pool, log, codec, appended));
      rows ??= await finalRows(pool);
      floor.push(await writePlainly(pool, rows));
    }
    const perEvent = (rows!.count / appended).toFixed(2);
    return compare(`projecting ${appended} events, ${perEvent} rows per event`, rateOf(appended, ours), rateOf(appended, floor), 0.6);
  } finally {
    keys.close();
    await log.close();
    await pool.query('drop schema if exists bench cascade');
    await pool.end();
  }
}

/** Median over the rounds; latencies are of batches. */
function rateOf(events: number, rounds: readonly (readonly number[])[]): Rate {
  const seconds = rounds.map((batches) => batches.reduce((sum, ms) => sum + ms, 0) / 1_000).sort((a, b) => a - b)[Math.floor(rounds.length / 2)]!;
  return { perSecond: events / seconds, calls: events, ...latencyOf(rounds.flat()) };
}

async function empty(pool: pg.Pool): Promise<void> {
  await pool.query(`truncate projecting.owner, projecting.bucket, projecting.block_tally, configuration_v1.definition, requests_v1.request, ${TABLES.join(', ')}`);
}

/** Milliseconds of each batch, from the first event of the log to the last. */
async function project(pool: pg.Pool, log: EventLog, codec: PersonalDataCodec, end: number): Promise<number[]> {
  const runner = new ProjectionRunner({ log, pool, projections, decode: (events) => codec.decode(events) });
  const started = performance.now();
  const steps: number[] = [];
  await runner.start();
  for (let position: Position = BigInt(DEFAULT_BATCH_SIZE), last = started; ; position += BigInt(DEFAULT_BATCH_SIZE)) {
    const next = position < BigInt(end) ? position : BigInt(end);
    if (!(await runner.waitFor(next, 600_000))) throw new Error(`projecting did not reach ${next}`, { cause: runner.state.error });
    const now = performance.now();
    steps.push(now - last);
    last = now;
    if (next === BigInt(end)) break;
  }
  await runner.stop();
  return steps;
}

interface FinalRows {
  readonly count: number;
  /** Texts of JSON arrays, some rows in each, in the order in which they were first believed. */
  readonly batches: readonly { readonly table: string; readonly rows: string }[];
}

async function finalRows(pool: pg.Pool): Promise<FinalRows> {
  let count = 0;
  const batches: { table: string; rows: string; at: bigint }[] = [];
  for (const table of TABLES) {
    const order = table.endsWith('fact_check') ? 'position' : 'lower(recorded)';
    const { rows } = await pool.query<{ row: string; at: bigint }>(`select to_json(t)::text as row, ${order} as at from ${table} t order by ${order}`);
    count += rows.length;
    for (let start = 0; start < rows.length; start += PLAIN_BATCH) {
      const part = rows.slice(start, start + PLAIN_BATCH);
      batches.push({ table, rows: `[${part.map(({ row }) => row).join(',')}]`, at: part[0]!.at });
    }
  }
  return { count, batches: batches.sort((a, b) => (a.at < b.at ? -1 : 1)) };
}

/** Milliseconds of each batch, each in a transaction of its own that waits for the disk no more than ours do. */
async function writePlainly(pool: pg.Pool, { batches }: FinalRows): Promise<number[]> {
  await pool.query(`drop schema if exists bench cascade; create schema bench; ${TABLES.map((table) => `create table ${plain(table)} (like ${table} including all)`).join('; ')}`);
  const client = await pool.connect();
  const steps: number[] = [];
  try {
    for (const { table, rows } of batches) {
      const started = performance.now();
      await client.query('begin; set local synchronous_commit = off');
      await client.query(`insert into ${plain(table)} select * from json_populate_recordset(null::${plain(table)}, $1::json)`, [rows]);
      await client.query('commit');
      steps.push(performance.now() - started);
    }
  } finally {
    client.release();
  }
  return steps;
}

const plain = (table: string): string => `bench.${table.replace('.', '_')}`;
