/** Two versions of a read model compared row by row, at a moment at which both have come to the same position of the log. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Position } from '#libs/event-log/event-log.js';
import { inTransaction } from '#libs/platform/database.js';
import { schemaOf, type Projection } from './projection.js';
import { reachedBy } from './served.js';
import { columnsOf, type Column } from './tables.js';

/** How two versions of a table differ. Values are not told: they may be personal. */
export interface Difference {
  readonly table: string;
  /** Rows of each version; undefined: it has no such table. */
  readonly before: number | undefined;
  readonly after: number | undefined;
  readonly onlyBefore: number;
  readonly onlyAfter: number;
  /** Ids of some rows that only one of the two has. */
  readonly samples: readonly Readonly<Record<string, string>>[];
  /** Columns that only one of the two has; rows are compared by the others. */
  readonly columns: readonly string[];
}

/** Rows that a difference is shown by, of each version. */
const SAMPLES = 3;
/** Columns that tell a row. */
const SAMPLE_COLUMNS = 2;
/** Milliseconds to wait for the version that serves to stand at one position: on a busy log its buckets do between two batches only. */
const PATIENCE_MS = 30_000;
const LOOK_EVERY_MS = 20;

export interface CompareOptions {
  readonly pool: pg.Pool;
  /** That others bring forward. */
  readonly before: Projection;
  /** That nobody brings forward but `catchUp`, to the position it is given. */
  readonly after: Projection;
  readonly catchUp: (position: Position) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Undefined when both did not come to one position, because nobody brings the one that serves forward. */
export async function compareAtOnePosition(options: CompareOptions): Promise<Difference[] | undefined> {
  const { pool, before, after, signal } = options;
  const client = await pool.connect();
  try {
    for (const until = performance.now() + PATIENCE_MS; !(await snapshotOf(client, options)); await sleep(LOOK_EVERY_MS)) {
      signal.throwIfAborted();
      if (performance.now() > until) return undefined;
    }
    return await compare(client, schemaOf(before), schemaOf(after), signal);
  } finally {
    client.release(true);
  }
}

/** Begins a transaction that sees both at one position: the first one is kept where it is until the other one has come there. */
function snapshotOf(client: pg.ClientBase, { pool, before, after, catchUp }: CompareOptions): Promise<boolean> {
  return inTransaction(pool, async (lock) => {
    const { rows } = await lock.query<{ position: bigint }>('select position from projecting.owner where projection = $1 and version = $2 order by owner for update', [before.name, before.version]);
    const position = rows[0]?.position ?? 0n;
    if (rows.some((one) => one.position !== position) || (await reachedBy(lock, after)) > position) return false;
    await catchUp(position);
    await client.query('begin isolation level repeatable read read only');
    // The first statement sees what the others will see.
    const same = (await reachedBy(client, after)) === (await reachedBy(client, before));
    if (!same) await client.query('rollback');
    return same;
  });
}

async function compare(client: pg.ClientBase, before: string, after: string, signal: AbortSignal): Promise<Difference[]> {
  await client.query(`set local work_mem = '64MB'`);
  const tables = [await columnsOf(client, before), await columnsOf(client, after)] as const;
  const differences: Difference[] = [];
  for (const table of new Set(tables.flatMap((columns) => [...columns.keys()]))) {
    signal.throwIfAborted();
    const [theirs, own] = tables.map((columns) => columns.get(table));
    differences.push(theirs && own ? await compareTable(client, { table, before, after, theirs, own }) : {
      table, onlyBefore: 0, onlyAfter: 0, samples: [], columns: [], before: theirs && await count(client, `${before}.${table}`), after: own && await count(client, `${after}.${table}`),
    });
  }
  return differences;
}

interface TablePair {
  readonly table: string;
  readonly before: string;
  readonly after: string;
  readonly theirs: readonly Column[];
  readonly own: readonly Column[];
}

async function compareTable(client: pg.ClientBase, { table, before, after, theirs, own }: TablePair): Promise<Difference> {
  const common = own.filter(({ name, type }) => theirs.some((one) => one.name === name && one.type === type));
  const ids = common.filter(({ type }) => type === 'uuid').slice(0, SAMPLE_COLUMNS).map(({ name }) => name);
  const rowsOf = (schema: string): string => `select ${ids.map((id) => `${id}::text as ${id}, `).join('')}hashtextextended(row(${common.map(({ name }) => pg.escapeIdentifier(name)).join(', ')})::text, 0) as row from ${schema}.${table}`;
  const sample = (side: string): string => (ids.length === 0 ? `'[]'::json` : `(select coalesce(json_agg(s), '[]') from (select ${ids.join(', ')} from ${side} limit ${SAMPLES}) s)`);
  const { rows: [row] } = await client.query<{ only_before: bigint; only_after: bigint; samples_before: Difference['samples']; samples_after: Difference['samples'] }>(`
    with only_before as materialized (${rowsOf(before)} except all ${rowsOf(after)}), only_after as materialized (${rowsOf(after)} except all ${rowsOf(before)})
    select (select count(*) from only_before) as only_before, (select count(*) from only_after) as only_after, ${sample('only_before')} as samples_before, ${sample('only_after')} as samples_after`);
  return {
    table, before: await count(client, `${before}.${table}`), after: await count(client, `${after}.${table}`), onlyBefore: Number(row!.only_before), onlyAfter: Number(row!.only_after),
    samples: [...row!.samples_before, ...row!.samples_after],
    columns: [...theirs, ...own].map(({ name }) => name).filter((name) => !common.some((one) => one.name === name)),
  };
}

async function count(client: pg.ClientBase, table: string): Promise<number> {
  const { rows } = await client.query<{ count: bigint }>(`select count(*) as count from ${table}`);
  return Number(rows[0]!.count);
}
