/** What is looked at after a fault would show what a fault could do: each check is shown what it is there for. */
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Installation } from '#apps/cli/installation.js';
import { readSeals, type Seal } from '#libs/notary/seal.js';
import { startApi, type TestApi } from '../support/api.js';
import { caughtUp, complaintsAbout, complaintsAboutAll, given, once, parked, sealed, shown, whole } from './checks.js';
import { Client, type Acknowledged } from './load.js';

const COMMANDS = 40;
const TABLES = ['log.event', 'notary.block', 'projecting.bucket', 'parties_v1.fact', 'projecting.parked_event', 'projecting.parked_stream'];

let api: TestApi;
const acknowledged: Acknowledged[] = [];
const witnessed: Seal[] = [];
const installation = (): Installation => api as unknown as Installation;

beforeAll(async () => {
  api = await startApi({ engine: 'postgres' });
  const [stopped, givenUp] = [new AbortController(), new AbortController()];
  for await (const one of new Client(() => api.url, 'service:client', 1).tell(stopped.signal, givenUp.signal)) {
    acknowledged.push(one);
    if (acknowledged.length === COMMANDS) stopped.abort();
  }
  await api.notary.round({ everything: true });
  await api.notary.stop();
  for await (const { seal } of readSeals(api.log, 0)) witnessed.push(seal!);
  expect(await complaintsAboutAll(installation(), acknowledged, witnessed)).toEqual([]);
  await api.pool.query('alter table log.event disable trigger only_append; create schema saved');
  for (const table of TABLES) await api.pool.query(`create table saved.${table.replace('.', '_')} as table ${table}`);
});
afterAll(() => api.stop());
afterEach(async () => {
  for (const table of [...TABLES].reverse()) await api.pool.query(`delete from ${table}`);
  for (const table of [...TABLES.slice(0, 4), ...TABLES.slice(4).reverse()]) await api.pool.query(`insert into ${table} select * from saved.${table.replace('.', '_')}`);
  expect(await complaintsAbout(installation(), acknowledged, 0n, witnessed)).toEqual([]);
});

/** The last event of the load. */
const LAST = `position = (select max(position) from log.event where metadata ->> 'caller' = 'service:client')`;
const FIRST_PARTY = `(select stream from log.event where type = 'FactRecorded' group by stream having count(*) > 3 order by stream limit 1)`;

it.each<[what: string, sql: string, check: (of: Installation) => Promise<string[]>, complaint: RegExp]>([
  ['an acknowledged command that is gone', `delete from log.event where command_id = (select command_id from log.event where ${LAST})`, (of) => once(of, acknowledged), /^service:client fault:\d+ was acknowledged with .*; in the log is nothing /],
  ['one that did something else', `update log.event set type = 'Another' where ${LAST}`, (of) => once(of, acknowledged), /; in the log is (.*, )?Another/],
  ['a gap in the log', 'delete from log.event where position = 100', whole, /^the log has \d+ events and ends at \d+$/],
  ['a gap in a stream', `update log.event set revision = 900 where ${LAST}`, whole, /^\S+ has \d+ events and ends at revision 900$/],
  ['a command that appended twice', `update log.event set command_id = '00000000-0000-4000-8000-000000000000' where stream = ${FIRST_PARTY}`, whole, /^command 0{8}-\S+ appended \d+ times to party-/],
  ['time that went back', `update log.event set recorded_at = recorded_at - interval '1 hour' where ${LAST}`, whole, /is dated before the one before it$/],
  ['an event that is not as it was sealed', `update log.event set data = '{}' where ${LAST}`, (of) => sealed(of, []), /^altered: event \d+ of the log, data differs$/],
  ['seals that are gone, with all that told of them', `delete from log.event where stream = 'seals'; delete from notary.block`, (of) => sealed(of, witnessed), /^missing: the seal of block 0: it is not there, though it was made$/],
  ['an event that was counted twice', `update projecting.bucket set tally_count = tally_count + 1 where (projection, bucket) = (select projection, bucket from projecting.bucket where tally_count > 0 limit 1)`, given, /its total of \d+ events is not what its blocks come to/],
  ['a row that is gone', 'delete from parties_v1.fact where ctid = (select max(ctid) from parties_v1.fact)', (of) => shown(of, 0n), /^parties, fact of party-.* missing$/],
  ['a row that says something else', `update parties_v1.fact set attribute = 'phone' where ctid = (select max(ctid) from parties_v1.fact)`, (of) => shown(of, 0n), /^parties, fact of party-/],
  ['a stream that waits', `with waiting as (insert into projecting.parked_event select 'parties', 1, stream, revision, position, event_id from log.event where ${LAST} returning stream) insert into projecting.parked_stream (projection, version, stream, error) select 'parties', 1, stream, 'Error' from waiting`, parked, /^parties v1 .* 1 event since/],
])('%s', async (_, sql, check, complaint) => {
  await api.pool.query(sql);
  expect(await check(installation())).toEqual(expect.arrayContaining([expect.stringMatching(complaint)]));
});

it('tables that stay behind', async () => {
  const { position } = await api.log.head();
  const log = { ...api.log, head: () => Promise.resolve({ position: position + 1n, recordedAt: null }) };
  expect(await caughtUp({ pool: api.pool, log }, 100)).toContainEqual(expect.stringMatching(new RegExp(`stays at ${position}, and the log goes on to ${position + 1n}$`)));
});
