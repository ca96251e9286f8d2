/** What the documentation says of asking in SQL, tried as it stands there: by somebody who may read, and no more. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { startApi, type TestApi } from '../support/api.js';
import { execute, type TestServer } from '../support/postgres.js';
import { Desk } from './desk.js';

const analyst = `analyst_${randomBytes(6).toString('hex')}`;
const { adminUrl, ownerUrl } = JSON.parse(process.env['ANNALS_TEST_SERVER']!) as TestServer;
let api: TestApi;
let documentation: string;
let setup: string;
let asking: pg.Client;

const blocks = (kind: string): string[] => [...documentation.matchAll(/^```(\S.*)\n([^]*?)^```$/gm)].filter(([, named]) => named === kind).map(([, , text]) => text!);
/** In the database of this test. */
const urlFor = (server: string, user?: string): string => {
  const url = new URL(server);
  url.pathname = new URL(api.databaseUrl).pathname;
  if (user !== undefined) [url.username, url.password] = [user, 'choose one'];
  return url.href;
};

beforeAll(async () => {
  api = await startApi({ at: '2024-07-01T09:00:00.000Z' });
  documentation = await readFile('docs/sql.md', 'utf8');
  [setup] = blocks('sql setup') as [string];
  const desk = new Desk(api.url);
  const rep = (await desk.tell('/v1/parties', { kind: 'person', facts: [{ attribute: 'name.usual', value: 'Martin', validFrom: '2000' }] })).partyId;
  const shop = (await desk.tell('/v1/parties', { kind: 'organisation', facts: [{ attribute: 'name.legal', value: 'Brico', validFrom: '2000' }, { attribute: 'name.banner', value: 'Brico A', validFrom: '2020' }, { attribute: 'followed-by', value: { scope: 'sales', partyId: rep }, validFrom: '2024-02-01' }] })).partyId;
  await desk.tell('/v1/relations', { type: 'employee-of', a: rep, b: shop, validFrom: '2023' });
  const { factIds: [banner] } = (await desk.tell(`/v1/parties/${shop}/facts`, { facts: [{ attribute: 'name.banner', value: 'Brico B', validFrom: '2024-03-01' }] })) as unknown as { factIds: [string] };
  await desk.tell(`/v1/parties/${shop}/facts/${banner}/correct`, { value: 'Brico C', validFrom: '2024-03-01', validTo: null });
  await desk.tell('/v1/interactions', { participants: [{ side: 'us', role: 'agent', party: rep }, { side: 'them', role: 'caller', party: shop }], direction: 'inbound', medium: 'phone', startedAt: '2024-06-01T09:00:00Z', subject: 'A quote' });
  await desk.tell('/v1/tasks', { subject: 'Send it', assigneeId: rep });
  await desk.ask('/v1/parties', {});
  await execute(urlFor(adminUrl), setup.replaceAll('analyst', analyst).replace('for role annals', `for role ${pg.escapeIdentifier(decodeURIComponent(new URL(ownerUrl).username))}`));
  asking = new pg.Client({ connectionString: urlFor(ownerUrl, analyst) });
  await asking.connect();
});
afterAll(async () => {
  try {
    await asking.end();
    await execute(urlFor(adminUrl), `drop owned by ${analyst}; drop role ${analyst}`);
  } finally {
    await api.stop();
  }
});

it('every example answers', async () => {
  const examples = blocks('sql');
  expect(examples).toHaveLength(7);
  for (const example of examples) expect({ example, rows: (await asking.query(example)).rows.length > 0 }).toEqual({ example, rows: true });
});

it('names the views there are', async () => {
  const { rows } = await asking.query<{ viewname: string }>(`select viewname from pg_views where schemaname = 'read_models' order by 1`);
  const lines = documentation.split('\n').filter((line) => /^\| `[a-z_`, ]+` \| (?!`)/.test(line));
  const named = lines.flatMap((line) => [...line.split('|')[1]!.matchAll(/`(\w+)`/g)].map(([, name]) => name!));
  // Of the server's own: words and requests to itself, how far things are, and what hand-overs moved.
  const own = ['name_word', 'party_words', 'reached', 'reassignment', 'reassignment_move', 'request'];
  expect([...named, ...own].sort()).toEqual(rows.map(({ viewname }) => viewname));
});
it('the analyst reads, and no more: neither rows nor keys', async () => {
  await expect(asking.query(`update read_models.fact set value = '"x"'`)).rejects.toMatchObject({ code: '42501' });
  await expect(asking.query('select * from keys.data_key')).rejects.toMatchObject({ code: '42501' });
  await expect(asking.query('select * from parties_v1.fact')).rejects.toMatchObject({ code: '42501' });
});
