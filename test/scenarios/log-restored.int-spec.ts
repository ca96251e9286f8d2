/** An older copy of the log is put back: it is noticed, nothing is made of it by accident, and one command lets the tables be made anew. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { forgetLog } from '#apps/cli/log/restored.js';
import { allMigrations } from '#infra/migrations.js';
import { rebuild } from '#libs/projecting/rebuild.js';
import { readSettings } from '#libs/platform/settings.js';
import { projections } from '#projections/index.js';
import { verifyTables } from '#projections/verify/tables.js';
import { tasks } from '#projections/tasks/projector.js';
import { send } from '../http/client.js';
import { startApi, type TestApi } from '../support/api.js';
import { execute } from '../support/postgres.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ engine: 'postgres' });
});
afterAll(() => api.stop());

it('is refused until what was made from the log before is given up', async () => {
  const create = async (name: string): Promise<{ partyId: string; position: string }> =>
    (await send(api.url, 'POST', '/v1/parties', { kind: 'organisation', facts: [{ attribute: 'name.legal', value: name, validFrom: '2020-01-01' }] })).body as unknown as { partyId: string; position: string };
  const kept = await create('Quincaillerie Morel');
  await send(api.url, 'GET', `/v1/parties/${kept.partyId}?after=${kept.position}`);
  const { position: end } = await api.log.head();
  const lost = await create('Matériaux Tilleul');
  expect((await send(api.url, 'GET', `/v1/parties/${lost.partyId}?after=${lost.position}`)).status).toBe(200);
  await api.notary.round({ everything: true });
  await api.notary.stop();

  const settings = (url: string) => readSettings({ DATABASE_URL: url });
  const url = String(api.pool.options.connectionString);
  await expect(forgetLog(settings(url))).rejects.toThrow(/^servers or other commands of Annals are connected to the database \(\d+ sessions\): stop them first$/);
  await execute(url, `alter table log.event disable trigger only_append; delete from log.event where position > ${end}; alter table log.event enable always trigger only_append`);
  await expect(rebuild(tasks, {
    pool: api.pool, url, log: api.log, logId: api.logId, decode: (events) => api.codec.decode(events), migrations: await allMigrations(), builder: 'test', dryRun: true, signal: new AbortController().signal, onProgress: () => undefined,
  })).rejects.toMatchObject({ name: 'LogBehindTables' });

  api = await api.restart((database) => forgetLog(settings(database.url)));
  const again = await create('Ferronnerie Aubert');
  const found = (partyId: string): Promise<number> => send(api.url, 'GET', `/v1/parties/${partyId}?after=${again.position}`).then(({ status }) => status);
  expect([await found(kept.partyId), await found(lost.partyId), await found(again.partyId)]).toEqual([200, 404, 200]);
  expect((await verifyTables({ log: api.log, pool: api.pool, codec: api.codec, projections: () => Promise.resolve(projections) })).differences).toEqual([]);
  // Sealed again from the log as it is.
  await api.notary.round({ everything: true });
  expect((await send(api.url, 'GET', '/v1/log/seals')).body).toMatchObject({ items: [{ block: 0 }], unsealed: 1 });
});
