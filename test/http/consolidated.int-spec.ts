/** A household and a group in the 360°: who belonged to it on a day, and what was last said with any of them. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Consolidated } from '#projections/queries/consolidated.js';
import { startApi, type TestApi } from '../support/api.js';
import { Desk } from '../scenarios/desk.js';

let api: TestApi;
let desk: Desk;
beforeAll(async () => {
  api = await startApi({ at: '2026-02-10T09:00:00.000Z' });
  desk = new Desk(api.url);
});
afterAll(() => api.stop());

const create = async (kind: string, attribute: string, value: string, more: object[] = []): Promise<string> =>
  (await desk.tell('/v1/parties', { kind, facts: [{ attribute, value, validFrom: 'unknown' }, ...more] })).partyId;
const say = (us: string, them: string, startedAt: string, direction = 'inbound') => desk.tell('/v1/interactions', {
  participants: [{ side: 'us', role: 'agent', party: us }, { side: 'them', role: 'caller', party: them }], direction, medium: 'phone', startedAt, subject: 'A call',
});
const consolidated = async (partyId: string, asked: object = {}) => ((await desk.view(partyId, asked)) as { consolidated?: Consolidated }).consolidated;
const names = (view: Consolidated | undefined) => view!.members.map(({ displayName }) => displayName).sort();

it('a household is its members on the day', async () => {
  const us = await create('person', 'name.usual', 'Morel');
  const [home, anna, ben] = [await create('household', 'name.usual', 'Famille Roux'), await create('person', 'name.usual', 'Anna Roux'), await create('person', 'name.usual', 'Ben Roux')];
  await desk.tell('/v1/relations', { type: 'member-of-household', a: anna, b: home, validFrom: '2020-01-01' });
  const { relationId, periodId } = await desk.tell('/v1/relations', { type: 'member-of-household', a: ben, b: home, validFrom: '2020-01-01' });
  await say(us, anna, '2025-03-01T10:00:00Z');
  const { position } = await say(us, ben, '2025-09-01T10:00:00Z', 'outbound');
  await desk.tell(`/v1/relations/${relationId}/periods/${periodId}/end`, { on: '2025-10-01' });
  expect(names(await consolidated(home, { asOf: '2025-09-30' }))).toEqual(['Anna Roux', 'Ben Roux']);
  expect(await consolidated(home, { asOf: '2025-09-30' })).toMatchObject({ of: 'household', cut: false, lastContact: { inbound: { at: '2025-03-01T10:00:00.000Z' }, outbound: { at: '2025-09-01T10:00:00.000Z' } }, interactions: [{}, {}] });
  // Who has left takes along what was said with him.
  expect(names(await consolidated(home))).toEqual(['Anna Roux']);
  expect(await consolidated(home)).toMatchObject({ lastContact: { outbound: null }, interactions: [{ startedAt: '2025-03-01T10:00:00.000Z' }] });
  expect(names(await consolidated(home, { knownAt: position }))).toEqual(['Anna Roux', 'Ben Roux']);
  expect(await consolidated(anna)).toBeUndefined();
});

it('a group is asked for, and is all of it, from wherever it is looked at', async () => {
  const us = await create('person', 'name.usual', 'Morel');
  const unit = [{ attribute: 'structure', value: 'legal-unit', validFrom: 'unknown' }];
  const [holding, west, shop] = [await create('organisation', 'name.legal', 'Holding', unit), await create('organisation', 'name.legal', 'Ouest', unit), await create('organisation', 'name.legal', 'Magasin', unit)];
  await desk.tell('/v1/relations', { type: 'subsidiary-of', a: west, b: holding, validFrom: '2019-01-01' });
  await desk.tell('/v1/relations', { type: 'subsidiary-of', a: shop, b: west, validFrom: '2022-01-01' });
  await say(us, shop, '2025-03-01T10:00:00Z');
  for (const from of [holding, west, shop]) {
    const view = await consolidated(from, { include: 'consolidated' });
    expect(names(view)).toEqual(['Holding', 'Magasin', 'Ouest']);
    expect(view).toMatchObject({ of: 'group', lastContact: { inbound: { at: '2025-03-01T10:00:00.000Z' } } });
  }
  expect(names(await consolidated(holding, { include: 'consolidated', asOf: '2021-12-31' }))).toEqual(['Holding', 'Ouest']);
  expect(await consolidated(holding)).toBeUndefined();
});
