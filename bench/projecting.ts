/**
 * What projections cost beside PostgreSQL itself: the whole way from a full log to rows (read, decrypt, fold, load what is
 * touched, close, insert, checkpoint) against a plain batched writer that already knows the final rows and puts them into tables
 * with the same columns, indexes and constraints.
 */
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { SESSION } from '#apps/server/session.js';
import { eventDefinitions } from '#apps/server/event-definitions.js';
import type { EventLog, Position } from '#libs/event-log/event-log.js';
import { PostgresEventLog } from '#libs/event-log/postgres/postgres-event-log.js';
import { PersonalDataCodec } from '#libs/personal-data/codec.js';
import { KeyStore } from '#libs/personal-data/keys.js';
import { MasterKey } from '#libs/personal-data/master-key.js';
import { createPool } from '#libs/platform/database.js';
import { DEFAULT_BATCH_SIZE, ProjectionRunner } from '#libs/projecting/runner.js';
import { zone } from '#libs/temporal/dates.js';
import { projections } from '#projections/index.js';
import { fill } from './fill.js';
import { compare, latencyOf, type Comparison, type Rate } from './measure.js';
import { partyLife } from './party-life.js';
import { finalRows, writePlainly, type FinalRows } from './plain-writer.js';
import { Seeded } from './seeded.js';

export interface ProjectingBenchOptions {
  /** Events in the log. Default 200,000. */
  readonly events?: number;
  /** Rounds of each. Default 3. */
  readonly rounds?: number;
  readonly seed?: number;
}

const TABLES = [
  'parties_v1.party', 'parties_v1.party_alias', 'parties_v1.fact', 'parties_v1.fact_check', 'parties_v1.name_word', 'parties_v1.party_words', 'relations_v1.relation_period', 'relations_v1.relation_fact', 'relations_v1.fact_check',
];

/** @param url a migrated database without events, which may be written to */
export async function benchProjecting(url: string, { events = 200_000, rounds = 3, seed = 1 }: ProjectingBenchOptions = {}): Promise<Comparison> {
  const pool = createPool(url, { name: 'bench', settings: SESSION });
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
      ours.push(await project({ pool, log, logId: 'k7mzq2ab', codec }, 0n, BigInt(appended)));
      rows ??= await finalRows(pool, TABLES, BigInt(appended));
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

/** Milliseconds of each batch, from the event after a position to that at another. */
export async function project(
  { pool, log, logId, codec }: { readonly pool: pg.Pool; readonly log: EventLog; readonly logId: string; readonly codec: PersonalDataCodec }, from: Position, to: Position,
): Promise<number[]> {
  const runner = new ProjectionRunner({ log, logId, pool, projections, decode: (events) => codec.decode(events) });
  const started = performance.now();
  const steps: number[] = [];
  await runner.start();
  for (let position = from + BigInt(DEFAULT_BATCH_SIZE), last = started; ; position += BigInt(DEFAULT_BATCH_SIZE)) {
    const next = position < to ? position : to;
    if (!(await runner.waitFor(next, 600_000))) throw new Error(`projecting did not reach ${next}`, { cause: runner.state.error });
    const now = performance.now();
    steps.push(now - last);
    last = now;
    if (next === to) break;
  }
  await runner.stop();
  return steps;
}
