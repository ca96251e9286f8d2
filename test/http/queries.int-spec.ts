import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Group } from '#projections/queries/group.js';
import { Desk } from '../scenarios/desk.js';
import { startApi, type TestApi } from '../support/api.js';
import { send, type Reply } from './client.js';

let api: TestApi;
let desk: Desk;
beforeAll(async () => {
  api = await startApi();
  desk = new Desk(api.url);
});
afterAll(() => api.stop());

const get = (path: string): Promise<Reply> => send(api.url, 'GET', path);
const organisation = async (name = 'Brico'): Promise<string> =>
  (await desk.tell('/v1/parties', { kind: 'organisation', facts: [{ attribute: 'structure', value: 'legal-unit', validFrom: 'unknown' }, { attribute: 'name.legal', value: name, validFrom: '2020-01-01' }] })).partyId;
const relate = (type: string, a: string, b: string, validFrom = '2020-01-01') => desk.tell('/v1/relations', { type, a, b, validFrom });

describe('a parameter', () => {
  it.each(['asOf=2010&asOf=2010', 'knownAt=2010&knownAt=2011', 'include=facts&include=facts', 'limit=1'])('that is not understood is refused, not passed over: %s', async (query) => {
    const party = await organisation();
    expect(await get(`/v1/parties/${party}/360?${query}`)).toMatchObject({ status: 400, body: { code: 'invalid-body', errors: [{ path: query.split('=')[0] }] } });
  });

  it.each(['fact=nonsense:1', 'fact=nonsense'])('may name an attribute that exists only: %s', async (query) => {
    expect(await get(`/v1/parties?${query}`)).toMatchObject({ status: 422, body: { code: 'unknown-attribute' } });
  });

  it('may name an attribute or a type that exists only, of one party as well', async () => {
    const party = await organisation();
    expect(await get(`/v1/parties/${party}/360?attributes=name.legal,nonsense`)).toMatchObject({ status: 422, body: { code: 'unknown-attribute', errors: [{ path: 'attributes', got: 'nonsense' }] } });
    expect(await get(`/v1/parties/${party}/group?type=nonsense`)).toMatchObject({ status: 422, body: { code: 'unknown-type' } });
    for (const path of ['attributes', 'relation-types', 'identifier-schemes', 'media', 'purposes']) expect(await get(`/v1/${path}/nonsense`)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it.each(['parties/ID', 'parties/ID/consents', 'tasks/ID', 'planned-interactions/ID', 'interactions/ID'])('that says when in the world is none of a history: %s', async (path) => {
    const history = `/v1/${path.replace('ID', randomUUID())}/history`;
    expect(await get(`${history}?asOf=2010`)).toMatchObject({ status: 400, body: { code: 'invalid-body', errors: [{ path: 'asOf' }] } });
    expect((await get(history)).status).not.toBe(400);
  });

  it.each(['fact=name.legal:Brico', 'fact=gender:female', 'fact=notice:x', 'fact=identifier.siren:732829320'])('does not carry what tells of a person: %s', async (query) => {
    expect(await get(`/v1/parties?${query}`)).toMatchObject({ status: 400, body: { code: 'invalid-body' } });
  });

  it('filters by what does not', async () => {
    const party = await organisation();
    const items = async (query: string): Promise<string[]> => (await desk.ask<{ items: { partyId: string }[] }>('/v1/parties', { fact: query, limit: 500 })).items.map(({ partyId }) => partyId);
    expect(await items('structure:legal-unit')).toContain(party);
    expect(await items('structure:establishment')).not.toContain(party);
  });
});

describe('a search', () => {
  it('finds people by the phone and the e-mail of their employment', async () => {
    const employer = await organisation();
    const { partyId: person } = await desk.tell('/v1/parties', { kind: 'person' });
    await desk.tell('/v1/relations', { type: 'employee-of', a: person, b: employer, validFrom: '2021-01-01', facts: [{ attribute: 'email', value: 'martin@x.example', validFrom: '2021-01-01' }] });
    await desk.view(person);
    const { body } = await send(api.url, 'POST', '/v1/parties/search', { email: 'martin@x.example' });
    expect(body['items']).toMatchObject([{ partyId: person }]);
  });

  it('for nothing finds nobody', async () => {
    for (const body of [{ name: '-' }, {}, undefined, 'null']) expect(await send(api.url, 'POST', '/v1/parties/search', body)).toMatchObject({ status: 400, body: { code: 'invalid-body' } });
    expect(await send(api.url, 'POST', '/v1/parties/lookup')).toMatchObject({ status: 200, body: { parties: [], identifiers: [] } });
  });
});

describe('a cursor', () => {
  it('goes on with the very list it was made by', async () => {
    await organisation('Zèbre A');
    const party = await organisation('Zèbre B');
    await desk.view(party);
    const next = async (path: string): Promise<string> => String((await get(path)).body['next']);
    const listed = await next('/v1/parties?kind=organisation&sort=created&limit=1');
    const searched = async (name: string, cursor?: string): Promise<Reply> => send(api.url, 'POST', '/v1/parties/search', { name, limit: 1, ...(cursor !== undefined && { cursor }) });
    const found = String((await searched('zebre')).body['next']);
    const told = await next(`/v1/parties/${party}/history?limit=1`);
    expect((await get(`/v1/parties?kind=organisation&sort=created&limit=500&cursor=${listed}`)).status).toBe(200);
    expect((await searched('ZÈBRE', found)).status).toBe(200);
    const elsewhere = await Promise.all([
      get(`/v1/parties?kind=person&sort=created&cursor=${listed}`), get(`/v1/parties?kind=organisation&cursor=${listed}`), get(`/v1/parties?kind=organisation&sort=created&fact=role:client&cursor=${listed}`),
      searched('zebra', found), searched('zebre', listed), get(`/v1/parties/${party}/history?cursor=${listed}`), get(`/v1/parties/${await organisation()}/history?cursor=${told}`), get(`/v1/parties?cursor=${told}`),
    ]);
    expect(elsewhere.map(({ status, body }) => [status, body.code])).toEqual(elsewhere.map(() => [400, 'cursor-invalid']));
  });
});

describe('a comparison', () => {
  it('with a time when the party was not known yet tells all as new', async () => {
    const { position: before } = await desk.ask<{ position: string }>('/v1/parties', { limit: 1 });
    const party = await organisation('Late');
    await desk.view(party);
    const { position: now } = await desk.ask<{ position: string }>(`/v1/parties/${party}`);
    const changes = async (knownAt: string) => ((await get(`/v1/parties/${party}/diff?knownAt=${knownAt}`)).body['changes'] as { change: string; attribute: string; by: object[] }[]).map(({ change, attribute, by }) => [change, attribute, by.length]).sort();
    expect(await changes(`${before}..${now}`)).toEqual([['added', 'name.legal', 1], ['added', 'structure', 1]]);
    expect(await changes(`${now}..${before}`)).toEqual([['removed', 'name.legal', 1], ['removed', 'structure', 1]]);
    expect(await get(`/v1/parties/${party}/diff?knownAt=${before}..${before}`)).toMatchObject({ status: 404, body: { code: 'party-not-found' } });
  });
});

describe('the 360°', () => {
  it('says the same of a person whatever else is asked for', async () => {
    const employers = [await organisation(), await organisation(), await organisation()];
    const { partyId: person } = await desk.tell('/v1/parties', { kind: 'person' });
    for (const [n, employer] of employers.entries()) {
      await desk.tell('/v1/relations', { type: 'employee-of', a: person, b: employer, validFrom: '2020-01-01', facts: [{ attribute: 'email', value: `role-${n}@x.example`, validFrom: '2020-01-01' }] });
    }
    const whole = await desk.view(person);
    expect(whole.facts!.map(({ value }) => value)).toHaveLength(3);
    expect(whole.summary.email).not.toBeNull();
    for (const query of ['include=facts', 'relationsLimit=1', 'include=facts,relations&relationsLimit=2']) {
      const { body } = await get(`/v1/parties/${person}/360?${query}`);
      expect(body).toMatchObject({ summary: whole.summary, facts: whole.facts });
    }
  });
});

describe('a group', () => {
  const members = async (partyId: string): Promise<[string, number][]> => (await desk.ask<Group>(`/v1/parties/${partyId}/group`)).members.map(({ partyId: member, depth }) => [member, depth]);

  it('holds each party once, at its least depth, however many ways lead to it', async () => {
    const type = { description: { fr: 'Rend compte', en: 'Answers to' }, nature: 'hierarchical', endA: [{ kind: 'organisation' }], endB: [{ kind: 'organisation' }], labelAtoB: { fr: 'rend compte à', en: 'answers to' }, labelBtoA: { fr: 'dirige', en: 'directs' } };
    await desk.tell('/v1/relation-types/answers-to', type, 'PUT');
    const top = await organisation();
    let above = [top];
    for (let layer = 0; layer < 12; layer++) {
      const here = [await organisation(), await organisation()];
      for (const child of here) for (const parent of above) await relate('answers-to', child, parent);
      above = here;
    }
    const found = await members(above[0]!);
    expect(found).toHaveLength(25);
    expect(new Set(found.map(([member]) => member)).size).toBe(25);
    expect(found.at(-1)![1]).toBe(12);
  });

  it('has any depth', async () => {
    const chain = await Promise.all(Array.from({ length: 105 }, (_, level) => organisation(`Level ${level}`)));
    // From the bottom up, so that no start has ancestors to walk.
    for (let level = chain.length - 1; level > 0; level--) await relate('subsidiary-of', chain[level]!, chain[level - 1]!);
    for (const asked of [chain[0]!, chain.at(-1)!]) expect(await members(asked)).toEqual(chain.map((party, depth) => [party, depth]));
  });

  it('that is a ring over two types begins with whoever was asked about', async () => {
    const [a, b] = [await organisation(), await organisation()];
    await relate('subsidiary-of', a, b);
    await relate('answers-to', b, a);
    expect(await members(a)).toEqual([[a, 0], [b, 1]]);
    expect(await members(b)).toEqual([[b, 0], [a, 1]]);
  });
});

describe('what a source does not know of a relation', () => {
  it('takes away nothing that is known: no start, no end', async () => {
    const unit = await organisation();
    const shop = { kind: 'organisation', source: { system: 'sirene' }, facts: [{ attribute: 'structure', value: 'establishment', validFrom: 'unknown' }] };
    const belongs = (validFrom: string) => ({ ...shop, relations: [{ type: 'establishment-of', direction: 'a-to-b', party: unit, validFrom }] });
    const { partyId } = await desk.tell('/v1/parties/by/siret/73282932000074', belongs('2008-01-01'), 'PUT');
    const period = async (): Promise<object> => {
      const { relations } = await desk.view(partyId);
      return relations!.map(({ relationId, periodId, validFrom, validTo }) => ({ relationId, periodId, validFrom, validTo }))[0]!;
    };
    const { relationId, periodId } = (await period()) as { relationId: string; periodId: string };
    await desk.tell(`/v1/relations/${relationId}/periods/${periodId}/end`, { on: '2015-01-01' });
    await desk.tell('/v1/parties/by/siret/73282932000074', belongs('unknown'), 'PUT');
    await desk.tell('/v1/parties/by/siret/73282932000074', belongs('2008-01-01'), 'PUT');
    expect(await period()).toEqual({ relationId, periodId, validFrom: '2008-01-01', validTo: '2015-01-01' });
  });
});
