/** The first and the last years there are: what lies beyond is refused, what is asked for at the edge is answered, and nothing stops. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listUnder as listUnderKey } from '#apps/api/http/cursor.js';
import { MasterKey, readMasterKey } from '#libs/personal-data/master-key.js';
import { send } from './client.js';
import { startApi, type TestApi } from '../support/api.js';
import { Desk } from '../scenarios/desk.js';

let api: TestApi;
let desk: Desk;
let person: string;
let rep: string;
beforeAll(async () => {
  api = await startApi({ at: '2026-02-10T09:00:00.000Z' });
  desk = new Desk(api.url);
  const someone = async (name: string, validFrom: string) => (await desk.tell('/v1/parties', { kind: 'person', facts: [{ attribute: 'name.usual', value: name, validFrom }, { attribute: 'phone', value: '+33240123456', validFrom, validTo: '9999-12-31' }] })).partyId;
  person = await someone('Ybert', '0001');
  rep = await someone('Morel', '2020');
  await desk.tell(`/v1/parties/${person}/consents/grant`, { purpose: 'b2c-prospecting', channel: 'email', from: '2020-01-01', proof: { method: 'web-form', textVersion: '1', evidence: 'form 7', collector: 'site' } });
});
afterAll(() => api.stop());

const interaction = (startedAt: string) => [() => '/v1/interactions', () => ({ medium: 'phone', direction: 'inbound', startedAt, subject: 'Devis', participants: [{ side: 'us', role: 'agent', party: rep }, { side: 'them', role: 'caller', party: person }] })] as const;
const task = (at: string, zone: string) => [() => '/v1/tasks', () => ({ subject: 'Rappeler', assigneeId: rep, due: { at, zone } })] as const;
const planned = (startsAt: string) => [() => '/v1/planned-interactions', () => ({ kind: 'visit', startsAt, zone: 'Europe/Paris', durationMinutes: 60, subject: 'Visite', participants: [{ side: 'us', role: 'agent', partyId: rep }, { side: 'them', role: 'host', partyId: person }] })] as const;
const consent = (from: string) => [() => `/v1/parties/${person}/consents/refuse`, () => ({ purpose: 'b2c-prospecting', channel: 'phone', from })] as const;

describe('what lies beyond is refused, and projections go on', () => {
  const REFUSED = {
    interaction: ['0001-01-01T00:00:00+14:00', '9999-12-31T23:59:59-10:00'], task: ['9999-12-31T23:59:59Z'], planned: ['9999-12-31T23:30:00Z', '0001-01-01T00:00:00Z'],
    consent: ['0001-01-01', '0001-01-01T00:00:00+14:00', '9999-12-31T23:59:59-10:00', '9999-12-31'],
  };
  const COMMANDS = { interaction, task: (at: string) => task(at, 'Pacific/Kiritimati'), planned, consent };

  it.each(Object.keys(REFUSED) as (keyof typeof REFUSED)[])('%s', async (name) => {
    const command = (at: string) => {
      const [path, body] = COMMANDS[name](at);
      return send(api.url, 'POST', path(), body());
    };
    expect((await command('2026-01-15T10:00:00Z')).status).toBeLessThan(300);
    const before = (await api.log.head()).position;
    for (const at of REFUSED[name]) expect({ at, ...(await command(at)) }).toMatchObject({ at, status: 400, body: { code: 'invalid-date' } });
    expect((await api.log.head()).position).toBe(before);
    const { headers } = await send(api.url, 'POST', '/v1/parties', { kind: 'organisation' });
    expect((await send(api.url, 'GET', `/v1/parties/${person}?after=${headers.get('annals-position')!}`)).status).toBe(200);
  });
});

describe('questions at the edge are answered', () => {
  const paths = () => ['360', 'interactions', 'timeline', 'agenda', 'agenda.ics', 'consents', 'history', 'portfolio', 'handover'].map((question) => `/v1/parties/${person}/${question}`);

  it.each(['9999-12-31', '9999', '0001-01-01', '0001', '9999-12-31T23:59:59Z', '9999-12-31T23:59:59.999Z'])('as of %s', async (asOf) => {
    for (const path of [...paths(), '/v1/doubtful-facts', '/v1/staff', '/v1/own-companies']) {
      const { status } = await fetch(`${api.url}${path}${path.endsWith('history') ? '' : `?asOf=${asOf}`}`);
      expect({ path, status }).toEqual({ path, status: 200 });
    }
  });

  it.each(['from=9999-12-31', 'from=0001', 'from=0001-01-01'])('interactions %s', async (from) => {
    expect((await send(api.url, 'GET', `/v1/parties/${person}/interactions?${from}`)).status).toBe(200);
  });

  it('the timeline of what began in the first year', async () => {
    expect(await desk.ask(`/v1/parties/${person}/timeline`, { asOf: '9999-12-31', kinds: 'fact' })).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ at: '0001-01-01' }), expect.objectContaining({ at: '9999-12-31' })]) });
  });

  it.each(['asOf=0001-01-01T00:00:00%2B14:00', 'asOf=9999-12-31T23:59:59-10:00', 'knownAt=0001-01-01T00:00:00%2B14:00'])('but not beyond it: %s', async (query) => {
    expect((await send(api.url, 'GET', `/v1/parties/${person}/360?${query}`)).body.code).toBe('invalid-date');
  });

  it.each(['2999', '2999-01', '2026-12', '2999-01-01', '2026-02-11'])('nor what will be known: %s', async (knownAt) => {
    expect((await send(api.url, 'GET', `/v1/parties/${person}/360?knownAt=${knownAt}`)).body.code).toBe('known-at-ahead');
  });

  it.each(['2026', '2026-02'])('what is known by now in a month or year that is not over: %s', async (knownAt) => {
    expect((await send(api.url, 'GET', `/v1/parties/${person}/360?knownAt=${knownAt}`)).status).toBe(200);
  });
});

describe('cursors', () => {
  const made = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
  const id = '4c1c9d6e-3f1a-5e64-9b7e-0a2b3c4d5e6f';
  const now = '2026-02-10T09:00:00.000Z';
  const day = '2026-02-10';
  let at: string;
  let key: MasterKey;
  beforeAll(async () => {
    at = (await desk.ask(`/v1/parties/${person}`))['position'] as string;
    key = (await readMasterKey(api.keyFile))!;
  });
  const listUnder = (name: string, conditions: unknown, by = key) => listUnderKey({ cursorHash: (text) => by.keyedHash('cursor', text) }, name, conditions);
  const walk = (list: string, ...place: string[]) => made(1, list, day, at, ...place);
  const list = (name: string, ...place: string[]) => made(1, name, day, now, at, ...place);
  const asked = async (path: string, cursor: string) => {
    const [question, body] = path.split(' ') as [string, string?];
    const { status, body: { code } } = await (body === undefined ? send(api.url, 'GET', `/v1/${question}${question.includes('?') ? '&' : '?'}cursor=${cursor}`) : send(api.url, 'POST', `/v1/${question}`, { ...(JSON.parse(body) as object), cursor }));
    return { path, status, ...(code !== undefined && { code }) };
  };

  it('go on with the very list they were made by: another one, or the same under other conditions, is refused', async () => {
    const lists: readonly (readonly [path: string, otherwise: string, cursor: string])[] = [
      ['parties?kind=person', 'parties', walk(listUnder('parties', { facts: [], lookups: [], sort: 'id', kind: 'person' }), id, '0')],
      [`parties/${person}/history`, `parties/${rep}/history`, walk(listUnder('history', person), id, '0')],
      [`tasks?assignee=${rep}&status=open`, `tasks?assignee=${rep}`, list(listUnder('tasks', { assignee: rep, status: 'open' }), 'infinity', '-infinity', id)],
      [`parties/${person}/tasks?overdue=true`, `parties/${rep}/tasks?overdue=true`, list(listUnder('tasks', { about: person, overdue: 'true' }), day, now, id)],
      [`parties/${person}/interactions?direction=inbound`, `parties/${person}/interactions`, list(listUnder('interactions', { partyId: person, direction: 'inbound' }), now, id)],
      [`interactions/search {"text":"devis","medium":"phone"}`, `interactions/search {"text":"devis"}`, list(listUnder('interaction-search', { text: 'devis', medium: 'phone' }), now, id)],
      [`parties/${person}/timeline?kinds=relation,fact`, `parties/${person}/timeline`, list(listUnder('timeline', { partyId: person, kinds: ['fact', 'relation'] }), now, `fact:${id}`)],
      ['doubtful-facts?attribute=phone', 'doubtful-facts?attribute=email', walk(listUnder('doubtful-facts', { attribute: 'phone' }), 'party', id, id)],
      [`parties/${rep}/portfolio`, `parties/${person}/portfolio`, walk(listUnder('portfolio', rep), id)],
      ['staff?absent=true', 'staff?absent=false', walk(listUnder('staff', { absent: true }), id)],
      ['update-requests?status=open', 'update-requests', walk(listUnder('update-requests', { status: 'open' }), '0')],
    ];
    for (const [i, [path, otherwise, cursor]] of lists.entries()) {
      expect(await asked(path, cursor)).toEqual({ path, status: 200 });
      for (const other of [otherwise, lists[(i + 1) % lists.length]![0]]) expect(await asked(other, cursor)).toEqual({ path: other, status: 400, code: 'cursor-invalid' });
    }
  });

  it('tell nobody who has not the key what was asked for, and go on with any server that has it', async () => {
    const another = new MasterKey(randomBytes(32), randomBytes(32));
    const search = { text: 'devis', medium: 'phone' };
    const path = `interactions/search ${JSON.stringify(search)}`;
    const cursor = (by: MasterKey) => list(listUnder('interaction-search', search, by), now, id);
    expect(await asked(path, cursor(another))).toMatchObject({ code: 'cursor-invalid' });
    api = await api.restart();
    desk = new Desk(api.url);
    expect(await asked(path, cursor(key))).toEqual({ path, status: 200 });
    expect(await asked(path, cursor(another))).toMatchObject({ code: 'cursor-invalid' });
  });

  it('with what no list gives are refused', async () => {
    const interactions = listUnder('interactions', { partyId: person });
    const wrong: readonly (readonly [string, string])[] = [
      [`parties/${person}/interactions`, list(interactions, '2026-02-30T00:00:00.000Z', id)], [`parties/${person}/interactions`, list(interactions, now, '-'.repeat(36))], [`parties/${person}/interactions`, list(interactions, now)],
      [`parties/${person}/interactions`, made(1, interactions, '2026-01', now, at, now, id)], [`parties/${person}/interactions`, made(1, interactions, day, '2026-02-30T00:00:00.000Z', at, now, id)],
      ['tasks', list(listUnder('tasks', {}), '2026-02-31', now, id)], ['parties', walk(listUnder('parties', { facts: [], lookups: [], sort: 'id' }), id, '9999999999999999999')],
      ['update-requests', walk(listUnder('update-requests', {}), '9999999999999999999')], ['update-requests', walk(listUnder('update-requests', {}), '0', '0')], [`parties/${rep}/portfolio`, walk(listUnder('portfolio', rep), 'x')],
    ];
    for (const [path, cursor] of wrong) expect(await asked(path, cursor)).toEqual({ path, status: 400, code: 'cursor-invalid' });
    expect(await asked(`parties/${person}/interactions`, made(1, interactions, day, now, at.replace(/\.\d+$/, '.999999999999'), now, id))).toMatchObject({ code: 'known-at-ahead' });
  });
});

it('U+0000 is no text', async () => {
  for (const path of [`parties/${person}/interactions?medium=%00`, 'doubtful-facts?attribute=%00', 'feed?consumer=%00']) expect({ path, ...(await send(api.url, 'GET', `/v1/${path}`)).body }).toMatchObject({ path, code: 'invalid-body' });
});

describe('an answer says for which instant it is', () => {
  beforeAll(async () => {
    await api.setClock('2026-02-10T13:00:00.000Z');
    await desk.tell(`/v1/parties/${person}/consents/refuse`, { purpose: 'b2c-prospecting', channel: 'phone', from: '2026-02-10T14:00:00Z' });
    await desk.tell('/v1/interactions', { medium: 'phone', direction: 'inbound', startedAt: '2026-02-10T10:30:00Z', subject: 'Devis', participants: [{ side: 'us', role: 'agent', party: rep }, { side: 'them', role: 'caller', party: person }] });
    await desk.tell('/v1/tasks', { subject: 'Rappeler', assigneeId: rep, about: [{ partyId: person }], due: { at: '2026-02-10T13:30:00Z', zone: 'Europe/Paris' } });
  });

  it.each([undefined, '2026-02-10T11:00:00+01:00', '2026-02-10', '2026-02', '9999-12-31', '0001-01-01'])('and asked for that again, it is the same: as of %s', async (asOf) => {
    for (const question of ['360', 'interactions', 'timeline', 'consents', 'consents/b2c-prospecting/phone/permission', 'tasks']) {
      const path = `/v1/parties/${person}/${question}`;
      const first = await desk.ask<{ asOfInstant: string; knownAt: string }>(path, { ...(asOf && { asOf }) });
      if (asOf === undefined) expect({ path, asOfInstant: first.asOfInstant }).toEqual({ path, asOfInstant: '2026-02-10T13:00:00.000Z' });
      expect({ path, answer: await desk.ask(path, { asOf: first.asOfInstant, knownAt: first.knownAt }) }).toEqual({ path, answer: first });
    }
  });
});

it('warns of a fact of a relation that holds on no day of its period, and takes it: the period may be put right later', async () => {
  const [a, b] = [(await desk.tell('/v1/parties', { kind: 'person' })).partyId, (await desk.tell('/v1/parties', { kind: 'organisation' })).partyId];
  const { relationId, periodId } = await desk.tell('/v1/relations', { type: 'employee-of', a, b, validFrom: '2021-01-01', validTo: '2023-07-01' });
  const facts = (number: string, validFrom: string, validTo: string | null = null) => desk.tell(`/v1/relations/${relationId}/periods/${periodId}/facts`, { facts: [{ attribute: 'phone', value: number, validFrom, validTo }] });
  for (const [number, from, to] of [['+33140000077', '2023-07-01', null], ['+33140000078', '2019-01-01', '2021-01-01']] as const) {
    const { factIds: [factId], warnings } = await facts(number, from, to);
    expect(warnings).toEqual([{ code: 'outside-period', factId, by: periodId }]);
  }
  expect((await facts('+33140000079', '2019-01-01', '2021-01-02')).warnings).toEqual([]);
});
