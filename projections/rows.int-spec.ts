import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type pg from 'pg';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import { createPool } from '#libs/platform/database.js';
import { bucketOf, BUCKETS } from '#libs/projecting/buckets.js';
import { copyIn, copyLine } from '#libs/projecting/copy-in.js';
import type { Projector } from '#libs/projecting/projection.js';
import { columnsOf } from '#libs/projecting/tables.js';
import { rawHistory } from '../test/support/raw-history.js';
import { createTestDatabase, type TestDatabase } from '../test/support/postgres.js';
import { parties } from './parties/projector.js';
import { relations } from './relations/projector.js';

const TABLES = ['parties_v1.party', 'parties_v1.party_alias', 'parties_v1.fact', 'parties_v1.fact_check', 'parties_v1.name_word', 'parties_v1.party_words', 'relations_v1.relation_period', 'relations_v1.relation_fact', 'relations_v1.fact_check'];
const UNDATED = /fact_check$|_words?$/;
/** Columns that an erasure empties in rows of the past too. */
const ERASABLE = ['value', 'lookup'];

type Rows = Readonly<Record<string, readonly string[]>>;
type Batches = readonly (readonly StoredEvent[])[];

describe('rows of the read models', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let client: pg.PoolClient;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = createPool(database.url, { name: 'test', settings: { search_path: 'parties_v1,relations_v1,public' } });
    client = await pool.connect();
  });
  afterAll(async () => {
    client.release();
    await pool.end();
    await database.drop();
  });

  /** What the tables hold once the batches went through; nothing of it stays. */
  function rowsAfter(batches: Batches, shown?: (row: Record<string, unknown>) => object | undefined): Promise<Rows> {
    return rowsOnceFilled(async (projector) => {
      for (const batch of batches) await projector.project(client, batch.filter(({ type }) => projector.handles(type)));
    }, shown);
  }

  /** What they hold when they are made anew, stream by stream. */
  function rowsBuilt(events: readonly StoredEvent[]): Promise<Rows> {
    return rowsOnceFilled(async ({ name, handles, build }) => {
      const columns = await columnsOf(client, `${name}_v1`);
      for (const stream of new Set(events.map((event) => event.stream))) {
        const own = events.filter((event) => event.stream === stream && handles(event.type));
        for (const [table, rows] of Object.entries(own.length > 0 ? build!.rowsOf(own) : {})) {
          await copyIn(client, table, columns.get(table)!, Buffer.from(rows!.map((row) => copyLine(columns.get(table)!, row)).join('')));
        }
      }
      await build!.complete?.(client);
    });
  }

  async function rowsOnceFilled(fill: (projector: Projector) => Promise<void>, shown: (row: Record<string, unknown>) => object | undefined = (row) => row): Promise<Rows> {
    await client.query('begin');
    try {
      for (const projector of [parties, relations]) {
        await client.query(`set local search_path = ${projector.name}_v1, public`);
        await fill(projector);
      }
      const rows: Record<string, string[]> = {};
      for (const table of TABLES) {
        const { rows: found } = await client.query<{ row: Record<string, unknown> }>(`
          select to_jsonb(t) || jsonb_build_object(${UNDATED.test(table) ? '' : `'recorded', jsonb_build_array(lower(recorded)::text, upper(recorded)::text)`}) as row from ${table} t order by to_jsonb(t)`);
        if (table === 'parties_v1.name_word') expect(found.map(({ row }) => row)).toEqual(await recount());
        if (table === 'parties_v1.party_words') expect(found.map(({ row }) => row)).toEqual(await collected());
        rows[table] = found.flatMap(({ row }) => shown(row) ?? []).map((row) => JSON.stringify(row, Object.keys(row).sort())).sort();
      }
      return rows;
    } finally {
      await client.query('rollback');
    }
  }

  /** How often each word stands in a name, counted from the names that there are. */
  async function recount(): Promise<object[]> {
    const { rows } = await client.query<{ row: object }>(`
      select jsonb_build_object('word', word, 'uses', count(*)) as row
        from parties_v1.fact f, regexp_split_to_table(f.lookup, '[^[:alnum:]]+') word where f.attribute like 'name.%' and word <> '' and word !~ '[0-9]' group by word order by 1`);
    return rows.map(({ row }) => row);
  }

  /** The words of each party's names, collected from the names that there are. */
  async function collected(): Promise<object[]> {
    const { rows } = await client.query<{ row: object }>(`
      select jsonb_build_object('party_id', party_id, 'words', string_agg(distinct quote_literal(word), ' ' order by quote_literal(word))) as row
        from parties_v1.fact f, regexp_split_to_table(f.lookup, '[^[:alnum:]]+') word where f.attribute like 'name.%' and word <> '' group by party_id order by 1`);
    return rows.map(({ row }) => row);
  }

  const partition = (events: readonly StoredEvent[], sizes: readonly number[]): StoredEvent[][] => {
    const batches: StoredEvent[][] = [];
    for (let start = 0, n = 0; start < events.length; n++) {
      const size = sizes[n % sizes.length]!;
      batches.push(events.slice(start, start + size));
      start += size;
    }
    return batches;
  };
  const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 });

  it('are the same for any batch size', async () => {
    await fc.assert(fc.asyncProperty(rawHistory(60), sizes, async (events, cuts) => {
      const whole = await rowsAfter([events]);
      expect(await rowsAfter(partition(events, cuts))).toEqual(whole);
      expect(await rowsAfter(events.map((event) => [event]))).toEqual(whole);
    }), { numRuns: 60 });
  });

  it('are the same when they are made anew, each as it stays', async () => {
    await fc.assert(fc.asyncProperty(rawHistory(60), async (events) => {
      expect(await rowsBuilt(events)).toEqual(await rowsAfter([events]));
    }), { numRuns: 60 });
  });

  it('are the same whichever bucket comes first', async () => {
    const order = fc.shuffledSubarray(Array.from({ length: BUCKETS }, (_, bucket) => bucket), { minLength: BUCKETS });
    await fc.assert(fc.asyncProperty(rawHistory(60), sizes, order, async (events, cuts, buckets) => {
      const bucketByBucket = buckets.flatMap((bucket) => partition(events.filter(({ stream }) => bucketOf(stream) === bucket), cuts));
      expect(await rowsAfter(bucketByBucket)).toEqual(await rowsAfter([events]));
    }), { numRuns: 30 });
  });

  it('say at every position what they said when the log ended there', async () => {
    await fc.assert(fc.asyncProperty(rawHistory(40), fc.nat(), async (events, pick) => {
      const position = pick % events.length + 1;
      const believed = (row: Record<string, unknown>): object | undefined => {
        const { recorded, position: checked, ...rest } = row as { recorded?: [string, string | null]; position?: number };
        if (recorded === undefined) return checked! <= position ? row : undefined;
        if (Number(recorded[0]) > position || (recorded[1] !== null && Number(recorded[1]) <= position)) return undefined;
        return { ...Object.fromEntries(Object.entries(rest).filter(([column]) => !ERASABLE.includes(column))), since: recorded[0] };
      };
      expect(await rowsAfter([events], believed)).toEqual(await rowsAfter([events.slice(0, position)], believed));
    }), { numRuns: 60 });
  });

  it('lose an erased value in every row, and nothing else', async () => {
    const [recorded] = fc.sample(rawHistory(1).filter(([event]) => event!.type === 'FactRecorded'), 1)[0]!;
    const later = (type: string, data: object, n: number): StoredEvent => ({ ...recorded!, type, data: { factId: (recorded!.data as { factId: string }).factId, ...data }, revision: n, position: BigInt(n + 1), appendEnd: BigInt(n + 1) });
    const history = [
      recorded!,
      later('FactCorrected', { dataClass: 'identity', value: 'secret', valueChanged: true, validFrom: '2020', validTo: null }, 1),
      later('FactRetracted', {}, 2),
    ];
    const columns = (row: Record<string, unknown>): object | undefined => 'word' in row || 'words' in row ? undefined : Object.fromEntries(Object.entries(row).filter(([column]) => !ERASABLE.includes(column)));
    const erased = [...history, later('FactErased', { ground: 'request' }, 3)];
    for (const batches of [[erased], erased.map((event) => [event])]) {
      expect(await rowsAfter(batches, columns)).toEqual(await rowsAfter([history], columns));
      expect(JSON.stringify(await rowsAfter(batches))).not.toContain('secret');
    }
    expect(JSON.stringify(await rowsAfter([history]))).toContain('secret');
  });
});
