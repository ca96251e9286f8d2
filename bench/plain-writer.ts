/** The rows that projections came to in the end, written again by one who knows them beforehand: the floor of projecting. */
import type pg from 'pg';
import type { Position } from '#libs/event-log/event-log.js';

/** Rows in a batch of the plain writer: what is fastest for it. */
const PLAIN_BATCH = 1_000;

export interface FinalRows {
  readonly count: number;
  readonly tables: readonly string[];
  /** Texts of JSON arrays, some rows in each, in the order in which they were first believed. */
  readonly batches: readonly { readonly table: string; readonly rows: string }[];
}

/** Those first believed at a position or before it. */
export async function finalRows(pool: pg.Pool, tables: readonly string[], upTo: Position): Promise<FinalRows> {
  let count = 0;
  const batches: { table: string; rows: string; at: bigint }[] = [];
  for (const table of tables) {
    // Of words only what they came to is kept: they are written last.
    const order = table.endsWith('fact_check') ? 'position' : /_words?$/.test(table) ? '$1::bigint' : 'lower(recorded)';
    const { rows } = await pool.query<{ row: string; at: bigint }>(`select to_json(t)::text as row, ${order} as at from ${table} t where ${order} <= $1::bigint order by 2`, [upTo]);
    count += rows.length;
    for (let start = 0; start < rows.length; start += PLAIN_BATCH) {
      const part = rows.slice(start, start + PLAIN_BATCH);
      batches.push({ table, rows: `[${part.map(({ row }) => row).join(',')}]`, at: part[0]!.at });
    }
  }
  return { count, tables, batches: batches.sort((a, b) => (a.at < b.at ? -1 : 1)) };
}

/** Milliseconds of each batch, each in a transaction of its own that waits for the disk no more than ours do. */
export async function writePlainly(pool: pg.Pool, { tables, batches }: FinalRows): Promise<number[]> {
  await pool.query(`drop schema if exists bench cascade; create schema bench; ${tables.map((table) => `create table ${plain(table)} (like ${table} including all)`).join('; ')}`);
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
