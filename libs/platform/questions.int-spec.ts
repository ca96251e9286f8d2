import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.js';
import { createPool } from './database.js';
import { question, together, type Asking } from './questions.js';

let database: TestDatabase;
let pool: pg.Pool;
let asking: Asking;
beforeAll(async () => {
  database = await createTestDatabase({ migrated: false });
  pool = createPool(database.url, { name: 'questions', max: 2, pipeline: true });
  asking = together(pool, 1);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const COUNTED = question(`with recursive n (i) as (select $1::integer union all select i - 1 from n where i > 1) select i, $2::text as said, statement_timestamp()::text as at from n where i > 0 order by i desc limit $3`, 'integer', 'text', 'bigint');
const TENTH = question('select 10 / $1 as share', 'integer');

it('gives each asker the rows of his own, in their order', async () => {
  const asked = [[3, 'a', 10], [0, 'b', 10], [5, null, 2], [1, '{"c,d"}', 1n]] as const;
  const answers = await Promise.all(asked.map((values) => asking.query<{ i: number; said: string | null; at: string }>({ ...COUNTED, values })));
  expect(answers.map(({ rows }) => rows.map(({ i, said }) => [i, said]))).toEqual([[[3, 'a'], [2, 'a'], [1, 'a']], [], [[5, null], [4, null]], [[1, '{"c,d"}']]]);
  expect(Object.keys(answers[0]!.rows[0]!)).toEqual(['i', 'said', 'at']);
});

it('asks the database once for all who ask at the same time, and each statement for itself', async () => {
  const times = async (asks: readonly Promise<{ readonly rows: readonly { readonly at: string }[] }>[]): Promise<number> => new Set((await Promise.all(asks)).map(({ rows }) => rows[0]!.at)).size;
  const ask = () => asking.query<{ at: string }>({ ...COUNTED, values: [1, 'x', 1] });
  expect(await times(Array.from({ length: 20 }, ask))).toBe(1);
  const alone = { name: COUNTED.name, text: COUNTED.text };
  expect(await times(Array.from({ length: 4 }, () => asking.query<{ at: string }>({ ...alone, values: [1, 'x', 1] })))).toBe(4);
});

it('asks a database that is too busy no second time', async () => {
  const busy = createPool(database.url, { name: 'busy', max: 1, pipeline: true, settings: { statement_timeout: '100ms' } });
  await busy.query('create sequence asked');
  const slow = question(`select nextval('asked') as n, pg_sleep($1)`, 'double precision');
  const patient = together(busy, 1);
  const answers = await Promise.allSettled([1, 1, 1].map((seconds) => patient.query({ ...slow, values: [seconds] })));
  expect(answers.map((answer) => (answer as { reason?: { code: string } }).reason?.code)).toEqual(['57014', '57014', '57014']);
  expect((await busy.query('select last_value::int as n from asked')).rows).toEqual([{ n: 1 }]);
  await busy.end();
});

it('lets nobody pay for the question of another', async () => {
  const answers = await Promise.allSettled([1, 0, 5].map((by) => asking.query({ ...TENTH, values: [by] })));
  expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.rows : (answer.reason as { code: string }).code))).toEqual([[{ share: 10 }], '22012', [{ share: 2 }]]);
});
