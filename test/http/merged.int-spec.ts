/** Parties that turned out to be one show as their 360° does, wherever they show. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formatToken } from '#libs/event-log/position-token.js';
import { send } from './client.js';
import { startApi, type TestApi } from '../support/api.js';
import { merge } from '../support/merge.js';
import { Desk } from '../scenarios/desk.js';

interface Party { readonly partyId: string; readonly displayName: string | null }
interface Shown extends Party { readonly place: string }
interface Items<T> { readonly items: readonly T[]; readonly next: string | null }

let api: TestApi;
let desk: Desk;
let before: { readonly knownAt: string };
beforeAll(async () => {
  api = await startApi({ at: '2026-02-10T09:00:00.000Z' });
  desk = new Desk(api.url);
});
afterAll(() => api.stop());

const fact = (attribute: string, value: unknown, validTo: string | null = null) => ({ attribute, value, validFrom: '2010-01-01', validTo });
const create = async (kind: string, ...facts: object[]): Promise<string> => (await desk.tell('/v1/parties', { kind, facts })).partyId;
const now = async (): Promise<string> => formatToken(api.logId, (await api.log.head()).position);
const post = async <T>(path: string, body: object, asked: Readonly<Record<string, string>> = {}): Promise<T> => {
  const { status, body: answer } = await send(api.url, 'POST', `${path}?${new URLSearchParams({ after: await now(), ...asked }).toString()}`, body);
  if (status !== 200) throw new Error(JSON.stringify(answer));
  return answer as T;
};
const all = async <T>(path: string, asked: object = {}): Promise<T[]> => {
  const items: T[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page: Items<T> = await desk.ask(path, { ...asked, ...(cursor && { cursor }) });
    items.push(...page.items);
    cursor = page.next;
  }
  return items;
};

describe('a name that another has', () => {
  let [shop, shopAgain, person, personAgain, holding, household, us, unit] = ['', '', '', '', '', '', '', ''];
  beforeAll(async () => {
    us = await create('person', fact('name.usual', 'Morel'));
    holding = await create('organisation', fact('name.legal', 'Holding'), fact('structure', 'legal-unit'));
    household = await create('household', fact('name.usual', 'Famille Roux'));
    // The one that stays has no name on the day; the one nearest to it stands before the one behind that.
    shop = await create('organisation', fact('name.trade', { rank: 1, name: 'Lilas' }, '2020-01-01'), fact('territory', 'lilacs'), fact('phone', '+33556100001'), fact('followed-by', { scope: 'sales', partyId: us }));
    shopAgain = await create('organisation', fact('name.trade', { rank: 1, name: 'Glycine' }), fact('name.trade', { rank: 2, name: 'Ancolie' }));
    const behind = await create('organisation', fact('name.trade', { rank: 1, name: 'Pivoine' }), fact('structure', 'establishment'), fact('name.banner', { rank: 1, name: 'Glycine et fils' }));
    // Of a slot that the one that stays has only the rest is another's.
    person = await create('person', fact('name.given', 'Anna'), fact('phone', '+33656100002'));
    personAgain = await create('person', fact('name.given', 'Annie'), fact('name.usual', 'Roux'), fact('gender', 'female'));
    const child = await create('person', fact('name.usual', 'Ben Roux'));
    unit = await create('organisation', fact('name.legal', 'Ouest'), fact('structure', 'legal-unit'));
    const relate = (type: string, a: string, b: string) => desk.tell('/v1/relations', { type, a, b, validFrom: '2020-01-01' });
    await relate('subsidiary-of', shop, holding);
    await relate('subsidiary-of', shopAgain, holding);
    await relate('employee-of', person, shop);
    await relate('employee-of', personAgain, unit);
    await relate('member-of-household', person, household);
    await relate('member-of-household', child, household);
    for (const them of [person, personAgain]) await desk.tell('/v1/interactions', { participants: [{ side: 'us', role: 'agent', party: us }, { side: 'them', role: 'caller', party: them }], direction: 'inbound', medium: 'phone', startedAt: '2025-03-01T10:00:00Z', subject: 'A call' });
    before = { knownAt: await now() };
    await merge(api, behind, shopAgain);
    await merge(api, shopAgain, shop);
    await merge(api, personAgain, person);
  });

  const shown = async (partyId: string, asked: object = {}): Promise<Shown[]> => {
    const hits = async (body: object): Promise<Party[]> => (await post<Items<{ party: Party }>>('/v1/search', body, { ...asked })).items.map(({ party }) => party);
    const callers = async (number: string) => (await post<Items<{ party: Party; at: Party | null }>>('/v1/phone-lookup', { number }, { ...asked })).items.flatMap(({ party, at }) => [party, ...(at ? [at] : [])]);
    const relations = async (of: string) => (await desk.view(of, { ...asked, include: 'relations' })).relations!.map(({ party }) => party);
    const timeline = async (of: string) => (await all<{ party: Party }>(`/v1/parties/${of}/timeline`, { ...asked, kinds: 'relation' })).map(({ party }) => party);
    const interactions = (await all<{ participants: { party: Party }[] }>(`/v1/parties/${us}/interactions`, asked)).flatMap(({ participants }) => participants.map(({ party }) => party));
    const places = {
      search: [...(await hits({ text: 'glycine' })), ...(await hits({ text: 'anna' })), ...(await hits({ territory: 'lilacs' }))],
      callers: [...(await callers('+33656100002')), ...(await callers('+33556100001'))],
      relations: [...(await relations(holding)), ...(await relations(unit)), ...(await relations(shop))], timeline: [...(await timeline(holding)), ...(await timeline(unit)), ...(await timeline(shop))], interactions,
      one: [await desk.ask<Party>(`/v1/parties/${partyId}`, asked)], list: await all<Party>('/v1/parties', asked),
      lookup: (await post<{ parties: Party[] }>('/v1/parties/lookup', { parties: [partyId] }, { ...asked })).parties,
      group: (await desk.ask<{ members: Party[] }>(`/v1/parties/${holding}/group`, asked)).members,
      household: ((await desk.view(household, { ...asked, include: 'consolidated' })) as unknown as { consolidated: { members: Party[] } }).consolidated.members,
      portfolio: (await all<{ party: Party }>(`/v1/parties/${us}/portfolio`, asked)).map(({ party }) => party),
    };
    return Object.entries(places).flatMap(([place, parties]) => parties.filter((party) => party.partyId === partyId).map((party) => ({ ...party, place })));
  };
  const places = (parties: readonly Shown[]): string[] => [...new Set(parties.map(({ place }) => place))].sort();
  const names = (parties: readonly Party[]): (string | null)[] => [...new Set(parties.map(({ displayName }) => displayName))];

  it('shows everywhere as in the 360°: its own, and else that of the nearest it turned out to be', async () => {
    const organisation = await shown(shop);
    expect((await desk.view(shop)).summary.displayName).toBe('Glycine et fils');
    expect(names(organisation)).toEqual(['Glycine et fils']);
    expect(places(organisation)).toEqual(['callers', 'group', 'list', 'lookup', 'one', 'portfolio', 'relations', 'search', 'timeline']);
    const employee = await shown(person);
    expect((await desk.view(person)).summary.displayName).toBe('Anna Roux');
    expect(names(employee)).toEqual(['Anna Roux']);
    expect(places(employee)).toEqual(['callers', 'household', 'interactions', 'list', 'lookup', 'one', 'relations', 'search', 'timeline']);
  });

  it('shows also where somebody is named by an id that turned out to be another', async () => {
    expect(names(await shown(shopAgain))).toEqual(['Glycine et fils']);
    expect(names(await shown(personAgain))).toEqual(['Anna Roux']);
  });

  it('is that of the day, as known at the time', async () => {
    for (const [asked, one, other] of [[{ asOf: '2019-12-31' }, 'Glycine et fils', 'Anna Roux'], [before, null, 'Anna'], [{ ...before, asOf: '2019-12-31' }, 'Lilas', 'Anna']] as const) {
      expect(names(await shown(shop, asked))).toEqual([one]);
      expect(names(await shown(person, asked))).toEqual([other]);
    }
    expect(names(await shown(shopAgain, before))).toEqual(['Glycine']);
  });

  it('is no more to be read when it was erased', async () => {
    await api.keys.destroy(personAgain);
    expect((await desk.view(person)).summary.displayName).toBe('Anna');
    expect(names(await shown(person))).toEqual(['Anna']);
  });
});

describe('the portfolio', () => {
  const followedBy = (partyId: string, scope: string) => fact('followed-by', { scope, partyId });
  let [rep, other, kept, double, twin] = ['', '', '', '', ''];
  let apart: { readonly knownAt: string };
  beforeAll(async () => {
    [rep, other] = [await create('person', fact('name.usual', 'Suiveur')), await create('person', fact('name.usual', 'Autre'))];
    kept = await create('organisation', fact('name.legal', 'Orme'), followedBy(rep, 'sales'), followedBy(other, 'service'));
    double = await create('organisation', fact('name.legal', 'Ormeau'), followedBy(rep, 'sales'), followedBy(rep, 'service'), followedBy(rep, 'support'), { ...fact('phone', '+33556100009'), validFrom: 'unknown' });
    // As near as the other: both have the scope in which the one that stays has nobody.
    twin = await create('organisation', fact('name.legal', 'Orme aussi'), followedBy(rep, 'support'));
    apart = { knownAt: await now() };
    await merge(api, double, kept);
    await merge(api, twin, kept);
  });
  const entries = async (of: string, asked: object = {}): Promise<string[]> =>
    (await all<{ party: Party; scope: string }>(`/v1/parties/${of}/portfolio`, asked)).map(({ party, scope }) => `${[kept, double, twin].indexOf(party.partyId)} ${scope}`).sort();

  it.each(['1', '2', '100'])('has those that turned out to be one once in each scope, as its 360° shows them, by pages of %s', async (limit) => {
    expect(await entries(rep, { limit })).toEqual(['0 sales', '0 support']);
    expect(await entries(other, { limit })).toEqual(['0 service']);
    expect(await entries(rep, { limit, ...apart })).toEqual(['0 sales', '1 sales', '1 service', '1 support', '2 support']);
  });

  it('is as long as it is', async () => {
    expect(await desk.ask(`/v1/parties/${rep}/handover`)).toMatchObject({ followed: { total: 2, items: [{ party: { partyId: kept, displayName: 'Orme' } }, { party: { partyId: kept } }] } });
    expect(await desk.ask(`/v1/parties/${rep}/handover`, apart)).toMatchObject({ followed: { total: 5 } });
  });

  it('brings up what is doubtful of any of them', async () => {
    for (const followed of [rep, other]) expect(await all('/v1/doubtful-facts', { followedBy: followed, attribute: 'phone', asOf: '2026-01-01' })).toMatchObject([{ partyIds: [double], value: '+33556100009' }]);
    expect(await all('/v1/doubtful-facts', { followedBy: other, attribute: 'phone', asOf: '2026-01-01', ...apart })).toEqual([]);
  });
});

describe('what has ended', () => {
  it('is told beside what holds, and hides nothing', async () => {
    const kept = await create('organisation', fact('name.legal', 'Frêne', '2020-01-01'), fact('activity', { code: '47.11A', nomenclature: 'NAFRev2' }));
    const double = await create('organisation', fact('name.legal', 'Frênaie'), fact('activity', { code: '47.22B', nomenclature: 'NAFRev2' }, '2015-01-01'));
    const furthest = await create('organisation', fact('name.legal', 'Frênes'));
    await merge(api, furthest, double);
    await merge(api, double, kept);
    const shown = async (asked: object = {}) => {
      const { facts, summary } = await desk.view(kept, { include: 'facts,ended', ...asked });
      return [summary.displayName, ...facts!.map(({ value, trust }) => `${(value as { code?: string }).code ?? String(value)} ${trust}`).sort()];
    };
    expect(await shown()).toEqual(['Frênaie', '47.11A valid', '47.22B ended', 'Frênaie valid', 'Frêne ended']);
    expect(await shown({ include: 'facts' })).toEqual(['Frênaie', '47.11A valid', 'Frênaie valid']);
    expect(await shown({ asOf: '2014-12-31' })).toEqual(['Frêne', '47.11A valid', 'Frêne valid']);
  });

  it('makes nobody what relations are called by', async () => {
    const employer = await create('organisation', fact('name.legal', 'Frêne'));
    // Facts come in the order of their ids: of so many, some have what has ended first.
    for (let n = 0; n < 8; n += 1) {
      const person = await create('person', fact('gender', 'male', '2020-01-01'), { ...fact('gender', 'female'), validFrom: '2020-01-01' });
      await desk.tell('/v1/relations', { type: 'employee-of', a: person, b: employer, validFrom: '2021-01-01' });
      expect(await desk.ask(`/v1/parties/${person}/360`, { include: 'facts,relations,ended' }, { 'accept-language': 'fr' })).toMatchObject({ relations: [{ label: 'est salariée de' }] });
    }
  });
});

describe('a list by filters or look-ups', () => {
  let [kept, double, employee, employeeAgain] = ['', '', '', ''];
  let apart: { readonly knownAt: string };
  beforeAll(async () => {
    kept = await create('organisation', fact('name.legal', 'Hêtre'), fact('territory', 'beeches'), fact('activity', { code: '52.11A', nomenclature: 'NAFRev2' }));
    double = await create('organisation', fact('name.legal', 'Hêtraie'), fact('name.trade', { rank: 1, name: 'Faîne' }), fact('territory', 'old-beeches'), fact('activity', { code: '52.22B', nomenclature: 'NAFRev2' }), fact('phone', '+33556100021'), fact('identifier.external', { system: 'old', value: 'H-1' }));
    const nobody = await create('organisation', fact('territory', 'beeches'));
    [employee, employeeAgain] = [await create('person', fact('name.usual', 'Charme')), await create('person', fact('name.usual', 'Charmes'))];
    await desk.tell('/v1/relations', { type: 'employee-of', a: employeeAgain, b: nobody, validFrom: '2021-01-01', facts: [{ attribute: 'phone', value: '+33556100029', validFrom: '2021-01-01' }] });
    apart = { knownAt: await now() };
    await merge(api, double, kept);
    await merge(api, employeeAgain, employee);
  });
  const searched = async (body: object, asked: Readonly<Record<string, string>> = {}) => (await post<Items<Party>>('/v1/parties/search', body, asked)).items.map(({ partyId }) => [kept, double, employee, employeeAgain].indexOf(partyId)).sort();
  const listed = async (facts: readonly string[], asked: object = {}): Promise<unknown> => {
    const query = new URLSearchParams([['total', 'exact'], ['after', await now()], ...facts.map((one) => ['fact', one]), ...Object.entries(asked)] as [string, string][]);
    const { body } = await send(api.url, 'GET', `/v1/parties?${query.toString()}`);
    const { items, total } = body as unknown as Items<Party> & { total: number };
    return [...items.map(({ partyId }) => [kept, double].indexOf(partyId)).filter((n) => n >= 0).sort(), total];
  };

  it.each<[string, object, number[], number[]]>([
    ['a name that one has beside', { name: 'faine' }, [0], [1]], ['the name that shows', { name: 'hetre' }, [0], [0]], ['not one that another stands before', { name: 'hetraie' }, [], [1]], ['a phone', { phone: '+33556100021' }, [0], [1]],
    ['an identifier', { identifier: { scheme: 'external', system: 'old', value: 'H-1' } }, [0], [1]], ['several, each of one of them', { name: 'hetre', phone: '+33556100021' }, [0], []], ['where one is employed', { phone: '+33556100029' }, [2], [3]],
  ])('finds those that turned out to be one by what shows of them: %s', async (_, body, together, before) => {
    expect(await searched(body)).toEqual(together);
    expect(await searched(body, apart)).toEqual(before);
  });

  it.each<[string, string[], number[], number[]]>([
    ['what there may be many of', ['territory:old-beeches'], [0, 1], [1, 1]], ['its own', ['activity:52.11A'], [0, 1], [0, 1]], ['not what another stands before', ['activity:52.22B'], [0], [1, 1]], ['both', ['territory:old-beeches', 'activity:52.11A'], [0, 1], [0]],
  ])('lets them through by what shows: %s', async (_, facts, together, before) => {
    expect(await listed(facts)).toEqual(together);
    expect(await listed(facts, apart)).toEqual(before);
  });
});

it('say whose facts and consents they show, so that commands on them go there', async () => {
  const [stays, was] = [await create('person', fact('name.usual', 'Aubin')), await create('person', fact('phone', '+33240998877'))];
  await desk.tell(`/v1/parties/${was}/consents/refuse`, { purpose: 'b2c-prospecting', channel: 'phone', from: '2025-01-01' });
  await merge(api, was, stays);
  interface Whose { readonly attribute?: string; readonly factId: string; readonly consentId: string; readonly partyId?: string }
  const { facts, consents } = (await desk.view(stays)) as unknown as { facts: readonly Whose[]; consents: readonly Whose[] };
  expect(facts.map(({ attribute, partyId }) => [attribute, partyId])).toEqual([['name.usual', undefined], ['phone', was]]);
  expect(consents.map(({ partyId }) => partyId)).toEqual([was]);
  const phone = facts[1]!;
  expect((await desk.send(`/v1/parties/${stays}/facts/${phone.factId}/confirm`, { on: '2026-02-10' })).status).toBe(404);
  await desk.tell(`/v1/parties/${phone.partyId!}/facts/${phone.factId}/confirm`, { on: '2026-02-10' });
  await desk.tell(`/v1/parties/${consents[0]!.partyId!}/consents/${consents[0]!.consentId}/retract`);
  const after = (await desk.view(stays)) as unknown as { facts: readonly { lastConfirmedOn: string }[]; consents: readonly Whose[] };
  expect([after.facts[1]!.lastConfirmedOn, after.consents]).toEqual(['2026-02-10', []]);
});
