/**
 * What it takes to make a read model anew: reading the log stream by stream, decrypting, folding, rows, indexes and constraints, against
 * what no way around can do without: a bare read of the log, a COPY of the same final rows, known beforehand, and the same indexes and
 * constraints.
 */
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { eventDefinitions } from '#apps/server/event-definitions.js';
import { allMigrations } from '#infra/migrations.js';
import type { EventLog } from '#libs/event-log/event-log.js';
import { PostgresEventLog } from '#libs/event-log/postgres/postgres-event-log.js';
import { PersonalDataCodec } from '#libs/personal-data/codec.js';
import { KeyStore } from '#libs/personal-data/keys.js';
import { MasterKey } from '#libs/personal-data/master-key.js';
import { createPool } from '#libs/platform/database.js';
import { copyIn, copyLine, Lines } from '#libs/projecting/copy-in.js';
import { COPIED_AT_ONCE, fill, INDEX_MEMORY } from '#libs/projecting/fill.js';
import { columnsOf, makeTables, takeOffIndexes } from '#libs/projecting/tables.js';
import { zone } from '#libs/temporal/dates.js';
import { parties } from '#projections/parties/projector.js';
import { fill as fillLog } from './fill.js';
import { compare, type Rate } from './measure.js';
import { partyLife } from './party-life.js';
import { rateFinding, type Finding } from './report.js';
import { Seeded } from './seeded.js';

export interface RebuildBenchOptions {
  /** Events in the log. Default 200,000. */
  readonly events?: number;
  /** Rounds of each. Default 3. */
  readonly rounds?: number;
}

const READ_AT_ONCE = 5_000;
const OURS = 'parties_v2';
const FLOOR = 'parties_v3';

/** @param url a migrated database without events, which may be written to */
export async function benchRebuild(url: string, { events = 200_000, rounds = 3 }: RebuildBenchOptions = {}): Promise<Finding[]> {
  const pool = createPool(url, { name: 'bench' });
  const log = new PostgresEventLog(url);
  const keys = await KeyStore.open({ pool, masterKey: new MasterKey(randomBytes(32), randomBytes(32)) });
  const codec = new PersonalDataCodec({ keys, pool, definitions: eventDefinitions, zone: zone('Europe/Paris') });
  try {
    const seeded = new Seeded(1);
    const appended = await fillLog(log, codec, seeded, partyLife(seeded, events));
    await pool.query('vacuum analyze log.event');
    const ours: number[] = [];
    const floor: number[] = [];
    let rows: FinalRows | undefined;
    let heap = 0;
    for (let round = 0; round <= rounds; round += 1) {
      const build = await rebuilt(pool, log, codec);
      rows ??= await finalRows(pool);
      const least = await copied(pool, log, rows);
      // The first round warms up connections, code and caches.
      if (round === 0) continue;
      ours.push(build.seconds);
      floor.push(least);
      heap = Math.max(heap, build.heap);
    }
    return [
      rateFinding(compare(`rebuild of ${rows!.count} rows from ${appended} events`, rateOf(appended, ours), rateOf(appended, floor), 0.7)),
      { what: 'rebuild, heap at most', ours: `${Math.round(heap / 1e6)} MB`, floor: '', ratio: '', target: '', reached: undefined },
    ];
  } finally {
    keys.close();
    await log.close();
    await pool.end();
  }
}

/** Events a second, by the median of the rounds. */
function rateOf(events: number, rounds: readonly number[]): Rate {
  const seconds = [...rounds].sort((a, b) => a - b);
  const at = (share: number): number => seconds[Math.min(seconds.length - 1, Math.floor(share * seconds.length))]! * 1_000;
  return { perSecond: events / seconds[Math.floor(seconds.length / 2)]!, calls: events, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

async function inSchema<T>(pool: pg.Pool, schema: string, work: (client: pg.PoolClient) => Promise<T>): Promise<{ readonly seconds: number; readonly result: T }> {
  const client = await pool.connect();
  try {
    await client.query(`drop schema if exists ${schema} cascade`);
    const started = performance.now();
    await makeTables(client, parties, await allMigrations(), schema);
    const result = await work(client);
    return { seconds: (performance.now() - started) / 1_000, result };
  } finally {
    client.release(true);
  }
}

async function rebuilt(pool: pg.Pool, log: EventLog, codec: PersonalDataCodec): Promise<{ readonly seconds: number; readonly heap: number }> {
  const upTo = (await log.head()).position;
  let heap = 0;
  const sampling = setInterval(() => {
    heap = Math.max(heap, process.memoryUsage().heapUsed);
  }, 20);
  try {
    const { seconds } = await inSchema(pool, OURS, (client) => fill({
      log, upTo, targets: [{ projector: { ...parties, build: parties.build! }, schema: OURS, client }], decode: (recorded) => codec.decode(recorded), signal: new AbortController().signal, onProgress: () => undefined,
    }));
    return { seconds, heap };
  } finally {
    clearInterval(sampling);
  }
}

interface FinalRows {
  readonly count: number;
  /** Texts that go in together, by table. */
  readonly chunks: readonly { readonly table: string; readonly lines: Buffer }[];
}

/** The rows that a rebuild came to, as COPY takes them. */
async function finalRows(pool: pg.Pool): Promise<FinalRows> {
  const client = await pool.connect();
  const chunks: { table: string; lines: Buffer }[] = [];
  let count = 0;
  try {
    for (const [table, columns] of await columnsOf(client, OURS)) {
      // Every column as its text: what JSON there is stays as it is.
      const texts = columns.map(({ name }) => ({ name, kind: 'plain' as const }));
      const { rows } = await client.query<Record<string, string>>(`select ${columns.map(({ name }) => `${name}::text`).join(', ')} from ${OURS}.${table}`);
      count += rows.length;
      const lines = new Lines();
      for (const row of rows) {
        lines.add(copyLine(texts, row));
        if (lines.bytes >= COPIED_AT_ONCE) chunks.push({ table, lines: lines.take() });
      }
      chunks.push({ table, lines: lines.take() });
    }
    return { count, chunks };
  } finally {
    client.release();
  }
}

/** Seconds for a bare read of the log, a COPY of the rows, and the same indexes and constraints. */
async function copied(pool: pg.Pool, log: EventLog, { count, chunks }: FinalRows): Promise<number> {
  const { seconds, result } = await inSchema(pool, FLOOR, async (client) => {
    for (let after = 0n; ;) {
      const last = (await log.readAll(after, READ_AT_ONCE)).at(-1);
      if (!last) break;
      after = last.position;
    }
    await client.query(`set synchronous_commit = off; set maintenance_work_mem = '${INDEX_MEMORY}'; set jit = off`);
    const indexes = await takeOffIndexes(client, FLOOR);
    const columns = await columnsOf(client, FLOOR);
    for (const { table, lines } of chunks) await copyIn(client, `${FLOOR}.${table}`, columns.get(table)!, lines);
    for (const statement of indexes) await client.query(statement);
    const { rows: [all] } = await client.query<{ count: bigint }>(`select ${[...columns.keys()].map((table) => `(select count(*) from ${FLOOR}.${table})`).join(' + ')} as count`);
    return Number(all!.count);
  });
  if (result !== count) throw new Error(`${count} rows were rebuilt and ${result} copied`);
  return seconds;
}
