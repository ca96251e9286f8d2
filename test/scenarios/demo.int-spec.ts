/** The demo tells its whole story to a server that knows nothing, and told again it changes nothing. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AnnalsClient } from '#apps/cli/client.js';
import { tellDemo } from '#apps/cli/demo/demo.js';
import type { Contacts } from '#projections/queries/interactions.js';
import { startApi, type TestApi } from '../support/api.js';
import { Desk } from './desk.js';

const TODAY = '2026-02-10';
let api: TestApi;
beforeAll(async () => {
  api = await startApi({ at: `${TODAY}T09:00:00.000Z` });
});
afterAll(() => api.stop());

const tell = () => tellDemo(new AnnalsClient({ url: api.url, caller: 'service:demo', actor: 'import:demo' }), { seed: 1, companies: 12, today: TODAY }, () => undefined);

it('is told whole, and once', async () => {
  const first = await tell();
  expect(first.refused).toEqual({});
  expect(first.counts).toMatchObject({ 'log-interaction': expect.any(Number), 'end-period': expect.any(Number), 'correct-fact': expect.any(Number), 'dispute-fact': expect.any(Number), 'request-update': expect.any(Number) });
  expect(first.counts['log-interaction']).toBeGreaterThan(300);
  const { position } = await api.log.head();
  const second = await tell();
  expect(second).toEqual(first);
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
