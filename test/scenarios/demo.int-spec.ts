/** The demo tells its whole story to a server that knows nothing, and told again it changes nothing. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AnnalsClient } from '#apps/cli/client.js';
import { tellDemo } from '#apps/cli/demo/demo.js';
import type { Contacts } from '#projections/queries/interactions.js';
import type { OwnCompany, StaffMember } from '#projections/queries/staff.js';
import { startApi, type TestApi } from '../support/api.js';
import { Desk } from './desk.js';

const TODAY = '2026-02-10';
let api: TestApi;
beforeAll(async () => {
  api = await startApi({ at: `${TODAY}T09:00:00.000Z` });
});
afterAll(() => api.stop());

const tell = (today = TODAY, seed = 1) => tellDemo(new AnnalsClient({ url: api.url, caller: 'service:demo', actor: 'import:demo' }), { seed, companies: seed === 1 ? 12 : 2, today }, () => undefined);

it('is told whole, and once', async () => {
  const first = await tell();
  expect(first.refused).toEqual({});
  expect(first.counts).toMatchObject({ 'log-interaction': expect.any(Number), 'end-period': expect.any(Number), 'correct-fact': expect.any(Number), 'dispute-fact': expect.any(Number), 'request-update': expect.any(Number) });
  for (const command of ['create-task', 'complete-task', 'propose-interaction', 'hold-interaction', 'confirm-interaction', 'grant-consent', 'refuse-consent', 'withdraw-consent', 'register-objection']) expect([command, (first.counts[command] ?? 0) > 0]).toEqual([command, true]);
  expect(first.counts['log-interaction']).toBeGreaterThan(300);
  const { position } = await api.log.head();
  const second = await tell();
  expect(second).toEqual(first);
  expect((await api.log.head()).position).toBe(position);
  await expect(tell('2026-02-09')).rejects.toThrow('the story of seed 1 was told before, with another end than 2026-02-09 or other --companies: nothing was changed');
  expect((await api.log.head()).position).toBe(position);
});

it('has somebody to look at: a company with its people, its rep, what was said and what changed', async () => {
  const desk = new Desk(api.url);
  const { items } = await desk.ask<{ items: { partyId: string }[] }>('/v1/parties', { identifier: 'external:demo:C-0001' });
  const view = (await desk.view(items[0]!.partyId)) as Awaited<ReturnType<Desk['view']>> & Contacts;
  expect(view.summary).toMatchObject({ displayName: expect.stringMatching(/ (SARL|SAS)$/) as unknown, phone: expect.stringMatching(/^\+3326191/) as unknown });
  expect(view.relations!.length).toBeGreaterThan(0);
  const { items: said } = await desk.ask<{ items: object[] }>(`/v1/parties/${view.relations![0]!.party.partyId}/interactions`);
  expect(said.length).toBeGreaterThan(0);
});

it('has two companies of ours with their teams, and a rep who is away', async () => {
  const desk = new Desk(api.url);
  const { items: companies } = await desk.ask<{ items: OwnCompany[] }>('/v1/own-companies');
  expect(companies).toMatchObject([
    { code: 'lanvaux', people: 2, teams: [{ displayName: 'Équipe Ouest', members: 2, leaders: [{}], territories: ['west'] }] },
    { code: 'lanvaux-services', people: 1, teams: [{ displayName: 'Équipe Sud-Est', members: 1, territories: ['south'] }] },
  ]);
  const { items: staff } = await desk.ask<{ items: StaffMember[] }>('/v1/staff');
  expect([staff.length, staff.every(({ skills, territories, follows }) => skills.length > 0 && territories.length > 0 && follows > 0)]).toEqual([3, true]);
  const away = staff.filter(({ absences }) => absences.length > 0);
  expect(away).toMatchObject([{ absences: [{ validFrom: '2026-02-06', validTo: '2026-02-20', deputy: { partyId: companies[0]!.teams[0]!.leaders[0]!.partyId, absent: false } }] }]);
  expect((await desk.ask<{ items: StaffMember[] }>('/v1/staff', { asOf: '2026-01-01' })).items).toHaveLength(3);
});

it('has one who left: her customers follow her successor, her work waits to be handed over', async () => {
  const desk = new Desk(api.url);
  const ids = async (asOf: string) => (await desk.ask<{ items: StaffMember[] }>('/v1/staff', { asOf })).items.map(({ party }) => party.partyId);
  const [before, after] = [await ids('2025-12-31'), await ids('2026-01-01')];
  const [leaver] = before.filter((id) => !after.includes(id));
  interface Left { employments: object[]; tasks: { total: number }; followed: { total: number } }
  const left = (asOf: string) => desk.ask<Left>(`/v1/parties/${leaver!}/handover`, { asOf });
  expect((await left('2025-12-31')).followed.total).toBeGreaterThan(0);
  expect(await left('2026-01-01')).toMatchObject({ employments: [{ status: 'ended', validTo: '2026-01-01' }], followed: { total: 0 } });
  expect((await left(TODAY)).tasks.total).toBeGreaterThan(0);
});

it('has work done, late and to come, visits planned, and people who allow and refuse', async () => {
  const desk = new Desk(api.url);
  const some = async (path: string, asked: object): Promise<boolean> => (await desk.ask<{ items: object[] }>(path, asked)).items.length > 0;
  expect(await Promise.all([{ status: 'done' }, { status: 'open', overdue: 'true' }, { status: 'open', overdue: 'false' }].map((asked) => some('/v1/tasks', asked)))).toEqual([true, true, true]);
  const { items: staff } = await desk.ask<{ items: StaffMember[] }>('/v1/staff');
  const agendas = await Promise.all(staff.map(({ party }) => desk.ask<{ items: { type: string; status: string }[] }>(`/v1/parties/${party.partyId}/agenda`, { from: '2025-06-01', to: '2026-04-01' })));
  const visits = new Set(agendas.flatMap(({ items }) => items).filter(({ type }) => type === 'planned-interaction').map(({ status }) => status));
  expect([...visits].sort()).toEqual(['confirmed', 'held', 'proposed']);
});

it('is another story with another seed, beside the first', async () => {
  expect((await tell(TODAY, 2)).refused).toEqual({});
});
