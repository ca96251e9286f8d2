/** A household and a group in the 360°: who belonged to it on a day, and what was last said with any of them. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Consolidated } from '#projections/queries/consolidated.js';
import { startApi, type TestApi } from '../support/api.js';
import { merge } from '../support/merge.js';
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
  // What she does for us at work is no contact of her home.
  await say(anna, us, '2025-10-05T10:00:00Z');
  expect((await consolidated(home))!.interactions).toMatchObject([{ startedAt: '2025-03-01T10:00:00.000Z' }]);
  expect(await consolidated(home)).toMatchObject({ lastContact: { inbound: { at: '2025-03-01T10:00:00.000Z' } } });
  for (const asked of [{}, { include: 'consolidated' }]) expect(await consolidated(anna, asked)).toBeUndefined();
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

it('a group is that of whoever its parties turned out to be, and each is in it once', async () => {
  const us = await create('person', 'name.usual', 'Morel');
  const unit = [{ attribute: 'structure', value: 'legal-unit', validFrom: 'unknown' }];
  const unitOf = async (name: string) => create('organisation', 'name.legal', name, unit);
  const [holding, west, shop, yard] = [await unitOf('Holding'), await unitOf('Ouest'), await unitOf('Magasin'), await unitOf('Dépôt')];
  const [westAgain, shopAgain] = [await unitOf('Ouest'), await unitOf('Magasin')];
  const below = (a: string, b: string) => desk.tell('/v1/relations', { type: 'subsidiary-of', a, b, validFrom: '2019-01-01' });
  await below(westAgain, holding);
  await below(shop, west);
  await below(yard, westAgain);
  // What the two were to each other is nothing any more.
  await below(shopAgain, shop);
  const { position } = await say(us, shopAgain, '2025-03-01T10:00:00Z');
  await merge(api, westAgain, west);
  await merge(api, shopAgain, shop);
  const all = [[holding, null, 0], [shop, west, 2], [west, holding, 1], [yard, west, 2]].sort();
  for (const from of [holding, west, westAgain, shop, yard]) {
    const { members } = await desk.ask<{ members: { partyId: string; parent: string | null; depth: number }[] }>(`/v1/parties/${from}/group`);
    expect(members.map(({ partyId, parent, depth }) => [partyId, parent, depth]).sort()).toEqual(all);
    expect(await consolidated(from, { include: 'consolidated' })).toMatchObject({ members: { length: 4 }, interactions: [{ startedAt: '2025-03-01T10:00:00.000Z' }] });
  }
  expect(names(await consolidated(holding, { include: 'consolidated', knownAt: position }))).toEqual(['Dépôt', 'Holding', 'Ouest']);
});

it('tells how its members are reached, and what is still to be done for any of them, on the day', async () => {
  const us = await create('person', 'name.usual', 'Morel');
  const home = await create('household', 'name.usual', 'Famille Petit');
  const anna = await create('person', 'name.usual', 'Anna Petit', [{ attribute: 'phone', value: '+33612345678', validFrom: '2020-01-01', validTo: '2025-01-01' }, { attribute: 'phone', value: '+33698765432', validFrom: '2025-01-01' }]);
  const ben = await create('person', 'name.usual', 'Ben Petit');
  const shop = await create('organisation', 'name.legal', 'Brico');
  for (const a of [anna, ben]) await desk.tell('/v1/relations', { type: 'member-of-household', a, b: home, validFrom: '2020-01-01' });
  await desk.tell('/v1/relations', { type: 'employee-of', a: ben, b: shop, validFrom: '2024-01-01', facts: [{ attribute: 'email', value: 'ben@brico.example', validFrom: '2024-01-01' }] });
  const task = async (about: string, subject: string) => ((await desk.tell('/v1/tasks', { subject, assigneeId: us, about: [{ partyId: about }], at: '2025-01-01T09:00:00Z' })) as unknown as { taskId: string }).taskId;
  const tasks = [await task(anna, 'For Anna'), await task(home, 'For the family')].sort();
  await task(shop, 'For the shop');
  const { plannedInteractionId } = (await desk.tell('/v1/planned-interactions', {
    kind: 'visit', participants: [{ partyId: us, side: 'us' }, { partyId: ben, side: 'them' }], startsAt: '2026-03-01T09:00:00Z', zone: 'Europe/Paris', durationMinutes: 30, subject: 'At home',
  })) as unknown as { plannedInteractionId: string };
  const view = (await consolidated(home))!;
  const summaries = (one: Consolidated) => Object.fromEntries(one.members.map(({ partyId, summary }) => [partyId, { phone: summary?.phone, email: summary?.email }]));
  expect(summaries(view)).toEqual({ [anna]: { phone: '+33698765432', email: null }, [ben]: { phone: null, email: 'ben@brico.example' } });
  expect(summaries((await consolidated(home, { asOf: '2023-12-31' }))!)).toEqual({ [anna]: { phone: '+33612345678', email: null }, [ben]: { phone: null, email: null } });
  for (const { partyId, summary } of view.members) expect(summary).toEqual((await desk.view(partyId)).summary);
  expect(view.tasks.map(({ taskId }) => taskId).sort()).toEqual(tasks);
  expect(view.plannedInteractions).toMatchObject([{ plannedInteractionId }]);
  expect(await consolidated(home, { asOf: '2024-12-31' })).toMatchObject({ tasks: [], plannedInteractions: [] });
  await api.keys.destroy(anna);
  expect(summaries((await consolidated(home))!)[anna]).toEqual({ phone: null, email: null });
  expect((await consolidated(home))!.tasks.map(({ subject }) => subject).sort()).toEqual(['For the family', null]);
});

it('a group is spoken to by the people of its organisations: what was said to them since they work there', async () => {
  const us = await create('person', 'name.usual', 'Morel');
  const unit = [{ attribute: 'structure', value: 'legal-unit', validFrom: 'unknown' }];
  const [holding, west, rival] = [await create('organisation', 'name.legal', 'Groupe', unit), await create('organisation', 'name.legal', 'Groupe Ouest', unit), await create('organisation', 'name.legal', 'Rival', unit)];
  await desk.tell('/v1/relations', { type: 'subsidiary-of', a: west, b: holding, validFrom: '2019-01-01' });
  const buyer = await create('person', 'name.usual', 'Achard');
  await desk.tell('/v1/relations', { type: 'employee-of', a: buyer, b: rival, validFrom: '2020-01-01', validTo: '2025-02-01' });
  await desk.tell('/v1/relations', { type: 'employee-of', a: buyer, b: west, validFrom: '2025-02-01' });
  await say(us, buyer, '2025-01-10T10:00:00Z');
  await say(us, buyer, '2025-03-01T10:00:00Z');
  const task = ((await desk.tell('/v1/tasks', { subject: 'An offer', assigneeId: us, about: [{ partyId: buyer }], at: '2025-03-01T11:00:00Z' })) as unknown as { taskId: string }).taskId;
  for (const firm of [holding, west]) {
    expect(await consolidated(firm, { include: 'consolidated' })).toMatchObject({ interactions: [{ startedAt: '2025-03-01T10:00:00.000Z' }], lastContact: { inbound: { at: '2025-03-01T10:00:00.000Z' } }, tasks: [{ taskId: task }] });
    expect(await consolidated(firm, { include: 'consolidated', asOf: '2025-01-31' })).toMatchObject({ interactions: [], lastContact: { inbound: null, outbound: null } });
  }
  // Who has left speaks for it no more.
  expect(await consolidated(rival, { include: 'consolidated' })).toMatchObject({ interactions: [], tasks: [] });
  expect(await consolidated(rival, { include: 'consolidated', asOf: '2025-01-31' })).toMatchObject({ interactions: [{ startedAt: '2025-01-10T10:00:00.000Z' }] });
});

it('a household that turned out to be another one twice has its members once', async () => {
  const us = await create('person', 'name.usual', 'Morel');
  const [home, double] = [await create('household', 'name.usual', 'Famille Roy'), await create('household', 'name.usual', 'Famille Roy')];
  const [anna, twin] = [await create('person', 'name.usual', 'Anna Roy'), await create('person', 'name.usual', 'Anna Roy')];
  await desk.tell('/v1/relations', { type: 'member-of-household', a: anna, b: home, validFrom: '2020-01-01' });
  await desk.tell('/v1/relations', { type: 'member-of-household', a: twin, b: double, validFrom: '2020-01-01' });
  await say(us, twin, '2025-03-01T10:00:00Z');
  await merge(api, double, home);
  await merge(api, twin, anna);
  expect(await consolidated(home)).toMatchObject({ members: [{ partyId: anna, displayName: 'Anna Roy' }], interactions: [{ startedAt: '2025-03-01T10:00:00.000Z' }] });
});
