/**
 * What the log costs beside PostgreSQL itself: appends through the adapter against bare prepared INSERTs of the same rows into
 * a table with the same columns, indexes and constraints, in turns, on the same server with fsync on.
 */
import type { Pool } from 'pg';
import type { EventLog, NewEvent } from '#libs/event-log/event-log.js';
import { PostgresEventLog } from '#libs/event-log/postgres/postgres-event-log.js';
import { canonicalJson } from '#libs/facts/canonical-json.js';
import { createPool, prepared } from '#libs/platform/database.js';
import { randomUuid, uuidV5 } from '#libs/platform/uuid.js';
import type { Comparison, Contestant } from './measure.js';
import { compare, interleaved } from './measure.js';

export interface AppendBenchOptions {
  /** Rounds of each contestant. Default 5. */
  readonly rounds?: number;
  /** Seconds of each round. Default 2. */
  readonly seconds?: number;
}

export const EVENTS_OF_A_LARGE_APPEND = 100;

/** @param url a migrated database that may be written to */
export async function benchAppend(url: string, { rounds = 5, seconds = 2 }: AppendBenchOptions = {}): Promise<Comparison[]> {
  const pool = createPool(url, { name: 'bench bare', max: 16 });
  const log = new PostgresEventLog(url);
  try {
    const { rows } = await pool.query<{ fsync: string }>('SHOW fsync');
    if (rows[0]?.fsync !== 'on') throw new Error('appends are measured with fsync on');
    await pool.query('DROP SCHEMA IF EXISTS bench CASCADE; CREATE SCHEMA bench; CREATE TABLE bench.event (LIKE log.event INCLUDING ALL)');
    const bare = bareInserts(pool);
    const against = async (what: string, callers: number, size: number, target: number): Promise<Comparison> => {
      const { ours, floor } = await interleaved({ ours: through(log, callers, size), floor: bare(callers, size) }, { rounds, seconds });
      return compare(what, ours, floor, target);
    };
    return [
      await against('append of 1 event, 16 callers', 16, 1, 0.8),
      await against(`append of ${EVENTS_OF_A_LARGE_APPEND} events, 1 caller`, 1, EVENTS_OF_A_LARGE_APPEND, 0.6),
      await against(`append of ${EVENTS_OF_A_LARGE_APPEND} events, 16 callers`, 16, EVENTS_OF_A_LARGE_APPEND, 0.6),
    ];
  } finally {
    await log.close();
    await pool.query('DROP SCHEMA IF EXISTS bench CASCADE');
    await pool.end();
  }
}

export function through(log: EventLog, callers: number, size: number): Contestant {
  return { callers, call: () => log.append(`party-${randomUuid()}`, 'no-stream', events(size)) };
}

const ONE_ROW = prepared(`
  INSERT INTO bench.event (position, append_end, stream, revision, event_id, type, command_id, data, metadata, recorded_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, clock_timestamp())`);
// Faster than a row of parameters for each event, so the harder floor.
const MANY_ROWS = prepared(`
  INSERT INTO bench.event (position, append_end, stream, revision, event_id, type, command_id, data, metadata, recorded_at)
  SELECT *, clock_timestamp() FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::integer[], $5::uuid[], $6::text[], $7::uuid[], $8::json[], $9::json[])`);

function bareInserts(pool: Pool): (callers: number, size: number) => Contestant {
  let position = 0;
  return (callers, size) => ({
    callers,
    call: () => {
      const stream = `party-${randomUuid()}`;
      const first = position + 1;
      position += size;
      const rows = events(size).map((event, n) => [first + n, position, stream, n, event.id, event.type, event.commandId, event.data, event.metadata]);
      return size === 1
        ? pool.query({ ...ONE_ROW, values: rows[0]! })
        : pool.query({ ...MANY_ROWS, values: rows[0]!.map((_, column) => rows.map((row) => row[column])) });
    },
  });
}

/** Some 550 bytes each, like a recorded fact: an encrypted value and the clear metadata beside it. */
export function events(size: number): NewEvent[] {
  const commandId = randomUuid();
  return Array.from({ length: size }, (_, n) => ({
    id: uuidV5(commandId, `party/${n}`),
    type: 'FactRecorded',
    commandId,
    data: canonicalJson({ factId: commandId, attribute: 'name.legal', slot: '', value: { $e: 1, k: commandId, n: 'q83vEjRWeJCrze8S', c: SEALED }, from: '2024-01-01', to: null, dataClass: 'identity' }),
    metadata: canonicalJson({ v: 1, n: n + 1, of: size, caller: 'service:bench', actor: 'service:bench', verified: false, correlationId: commandId }),
  }));
}

const SEALED = 'mJ2b0kq1vEjRWeJCrze8SNFZ4mrze8Tq83vEjRWeJCr7VniQq83vEjRWeJCrze8SNFZ4mrze8Q==';
