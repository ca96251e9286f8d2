/** The scenarios every version of Annals must tell in the same way, over HTTP, each on a server and a clock of its own. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { Instant } from '#libs/temporal/dates.js';
import { startApi, type TestApi } from '../support/api.js';
import { Desk } from './desk.js';

/** One story, told from an instant on. */
async function story(at: Instant, tell: (desk: Desk, api: TestApi) => Promise<void>): Promise<void> {
  const api = await startApi({ at });
  try {
    await tell(new Desk(api.url), api);
  } finally {
    await api.stop();
  }
}

const noonOf = (day: string): Instant => `${day}T10:00:00.000Z`;
const banner = (value: unknown, validFrom: string, validTo?: string) => ({ attribute: 'name.banner', value, validFrom, ...(validTo !== undefined && { validTo }) });
const organisation = { kind: 'organisation' };
const person = (name: string) => ({ kind: 'person', facts: [{ attribute: 'name.usual', value: name, validFrom: '1980' }, { attribute: 'gender', value: 'female', validFrom: 'unknown' }] });

describe('Shop sign', () => {
  const shop = (tell: (shop: Shop) => Promise<void>): Promise<void> => story(noonOf('2024-03-01'), async (desk, api) => tell(await shopSign(desk, api)));

  interface Shop {
    readonly castorama: string;
    readonly sign: (asOf: string, knownAt?: string) => Promise<unknown>;
    readonly record: (fact: object) => Promise<readonly object[]>;
    readonly change: (path: string, body?: object) => Promise<readonly object[]>;
    readonly facts: (asOf: string) => Promise<readonly object[]>;
  }

  /** Told in 2024: the sign changes, and the day of the change is corrected. */
  async function shopSign(desk: Desk, api: TestApi): Promise<Shop> {
    const { partyId } = await desk.tell('/v1/parties', { ...organisation, facts: [banner('Brico A', '2020-01-01')] });
    const facts = `/v1/parties/${partyId}/facts`;
    await api.setClock(noonOf('2024-06-10'));
    const castorama = (await desk.tell(facts, { facts: [banner('Castorama', '2024-05-01')] })).factIds[0]!;
    await api.setClock(noonOf('2024-09-15'));
    await desk.tell(`${facts}/${castorama}/correct`, { value: 'Castorama', validFrom: '2024-04-01', validTo: null });
    await api.setClock(noonOf('2024-10-02'));
    return {
      castorama,
      sign: (asOf, knownAt) => desk.value(partyId, 'name.banner', { asOf, ...(knownAt !== undefined && { knownAt }) }),
      record: async (fact) => (await desk.tell(facts, { facts: [fact] })).warnings,
      change: async (path, body) => (await desk.tell(`${facts}/${castorama}/${path}`, body)).warnings,
      facts: async (asOf) => (await desk.view(partyId, { asOf })).facts!,
    };
  }

  it('reads then as it was known then', () => shop(async ({ sign }) => {
    const table: Record<string, unknown[]> = {};
    for (const asOf of ['2024-04-15', '2024-05-15']) {
      table[asOf] = await Promise.all(['2024-06-01', '2024-07-01', '2024-10-01'].map((knownAt) => sign(asOf, knownAt)));
    }
    expect(table).toEqual({
      '2024-04-15': ['Brico A', 'Brico A', 'Castorama'],
      '2024-05-15': ['Brico A', 'Castorama', 'Castorama'],
    });
  }));

  it('lets a name that is learned late hold until the next one', () => shop(async ({ sign, record, facts, castorama }) => {
    expect(await record(banner('Bricorama', '2022'))).toEqual([]);
    expect(await Promise.all(['2021-12-31', '2022-01-01', '2024-03-31', '2024-04-01'].map((asOf) => sign(asOf)))).toEqual(['Brico A', 'Bricorama', 'Bricorama', 'Castorama']);
    expect(await facts('2023')).toMatchObject([{ value: 'Bricorama', validFrom: '2022', validTo: '2024-04-01', assertedValidTo: null, endedBy: castorama }]);
  }));

  it('lets the one before run on to a corrected start, or for good when the next was never true', () => shop(async ({ sign, record, change }) => {
    await record(banner('Bricorama', '2022'));
    await change('correct', { value: 'Castorama', validFrom: '2024-08-01', validTo: null });
    expect([await sign('2024-07-31'), await sign('2024-08-01')]).toEqual(['Bricorama', 'Castorama']);
    await change('retract');
    expect([await sign('2024-08-01'), await sign('2030-01-01')]).toEqual(['Bricorama', 'Bricorama']);
  }));

  it('has none after it ended: nothing resumes by itself', () => shop(async ({ sign, change }) => {
    await change('end', { on: '2025-06-01' });
    expect([await sign('2025-05-31'), await sign('2025-06-01')]).toEqual(['Castorama', undefined]);
  }));

  it('has a gap after an interim sign, and the answer warns of it', () => shop(async ({ sign, record, castorama }) => {
    expect(await record(banner('Interim', '2025-08', '2025-09'))).toEqual([expect.objectContaining({ code: 'leaves-gap', by: castorama, from: '2025-09-01' })]);
    expect([await sign('2025-07-31'), await sign('2025-08-31'), await sign('2025-09-01')]).toEqual(['Castorama', 'Interim', undefined]);
  }));

  it('shows the later recorded of two from the same day', () => shop(async ({ sign, record, castorama }) => {
    expect(await record(banner('Castorama Pro', '2024-04-01'))).toEqual([expect.objectContaining({ code: 'shadows', by: castorama })]);
    expect([await sign('2024-03-31'), await sign('2024-04-01')]).toEqual(['Brico A', 'Castorama Pro']);
  }));
});

describe('Employee', () => {
  const job = (a: string, b: string, validFrom: string, validTo: string | null, facts: object[] = []) => ({ type: 'employee-of', a, b, validFrom, validTo, facts });
  const title = (value: string, validFrom: string) => ({ attribute: 'job-title', value, validFrom });

  it('leaves and comes back: two periods of one relation', () => story(noonOf('2025-03-10'), async (desk) => {
    const [x, y] = [(await desk.tell('/v1/parties', organisation)).partyId, (await desk.tell('/v1/parties', person('Y'))).partyId];
    const first = await desk.tell('/v1/relations', job(y, x, '2021-01-01', '2023-07-01', [title('Buyer', '2021-01-01')]));
    const second = await desk.tell('/v1/relations', job(y, x, '2025-02-01', null));
    expect([second.relationId === first.relationId, second.periodId === first.periodId]).toEqual([true, false]);

    const from = async (partyId: string, asOf: string) => (await desk.view(partyId, { asOf })).relations!.map(({ label, periodId, status, facts }) => ({ label, periodId, status, titles: facts.map(({ value }) => value) }));
    const employer = 'is the employer of';
    expect(await from(x, '2022-06-01')).toEqual([{ label: employer, periodId: first.periodId, status: 'ongoing', titles: ['Buyer'] }]);
    expect(await from(x, '2024-01-01')).toMatchObject([{ label: employer, periodId: first.periodId, status: 'ended' }]);
    expect(await from(x, '2025-03-01')).toEqual([{ label: employer, periodId: second.periodId, status: 'ongoing', titles: [] }]);
    expect(await from(y, '2025-03-01')).toMatchObject([{ label: 'is an employee of' }]);
  }));

  it('cannot be employed twice at a time, and can come back on the day she left', () => story(noonOf('2025-03-10'), async (desk) => {
    const [x, y] = [(await desk.tell('/v1/parties', organisation)).partyId, (await desk.tell('/v1/parties', person('Y'))).partyId];
    const { periodId } = await desk.tell('/v1/relations', job(y, x, '2021-01-01', '2023-07-01'));
    expect(await desk.send('/v1/relations', job(y, x, '2023-06-01', null))).toMatchObject({ status: 409, body: { code: 'period-overlap', conflictsWith: periodId } });
    const back = await desk.tell('/v1/relations', job(y, x, '2023-07-01', null));
    expect((await desk.view(y, { asOf: '2023-06-30' })).relations).toMatchObject([{ periodId, status: 'ongoing' }]);
    expect((await desk.view(y, { asOf: '2023-07-01' })).relations).toMatchObject([{ periodId: back.periodId, status: 'ongoing' }]);
  }));
});

describe('Leaver', () => {
  interface Leaver {
    readonly y: string;
    /** The path of it. */
    readonly employment: string;
    readonly desk: Desk;
    readonly api: TestApi;
    /** Her contact points: how far each can be trusted, until when it holds, and what ends it. */
    readonly reached: (asOf: string, asked?: object) => Promise<Record<string, unknown>>;
  }

  /** Told on 20 June; that she will leave on 1 July is told on the 25th. */
  const leaver = (tell: (leaver: Leaver) => Promise<void>): Promise<void> => story(noonOf('2024-06-20'), async (desk, api) => {
    const contact = (attribute: string, value: string, validFrom = '2024-01-01') => ({ attribute, value, validFrom });
    const x = (await desk.tell('/v1/parties', { kind: 'organisation', facts: [{ attribute: 'own-company', value: 'x', validFrom: '2020-01-01' }] })).partyId;
    const y = (await desk.tell('/v1/parties', { kind: 'person', facts: [contact('phone', '+33612345678')] })).partyId;
    const { relationId, periodId } = await desk.tell('/v1/relations', {
      type: 'employee-of', a: y, b: x, validFrom: '2024-01-01', facts: [contact('email', 'y@x.fr'), contact('phone', '+33240123456'), contact('phone', '+33240999999', '2024-09-01')],
    });
    await api.setClock(noonOf('2024-06-25'));
    const employment = `/v1/relations/${relationId}/periods/${periodId}`;
    await desk.tell(`${employment}/end`, { on: '2024-07-01', reason: 'resigned' });
    const reached = async (asOf: string, asked: object = {}) =>
      Object.fromEntries((await desk.view(y, { asOf, include: 'facts,relations', ...asked })).facts!.map(({ value, trust, validTo, endedBy }) => [String(value), [trust, validTo, endedBy]]));
    await tell({ y, employment, desk, api, reached });
  });

  const mobile = ['valid', null, null];

  it('is no longer reached where she worked; what is her own stays', () => leaver(async ({ y, desk, reached }) => {
    expect(await reached('2024-06-30')).toEqual({ '+33612345678': mobile, 'y@x.fr': ['valid', '2024-07-01', 'period'], '+33240123456': ['valid', '2024-07-01', 'period'] });
    expect(await reached('2024-07-01')).toEqual({ '+33612345678': mobile });
    expect(await reached('2024-07-01', { include: 'facts,relations,ended' })).toEqual({ '+33612345678': mobile, 'y@x.fr': ['ended', '2024-07-01', 'period'], '+33240123456': ['ended', '2024-07-01', 'period'] });
    expect((await desk.view(y, { asOf: '2024-06-30' })).summary).toMatchObject({ phone: '+33612345678', email: 'y@x.fr' });
    expect((await desk.view(y, { asOf: '2024-07-01' })).summary).toMatchObject({ phone: '+33612345678', email: null });
  }));

  it('never gets the line that was to be hers later; before we knew, she would have', () => leaver(async ({ reached }) => {
    expect(await reached('2024-09-01')).toEqual({ '+33612345678': mobile });
    const before = { knownAt: '2024-06-24' };
    expect(await reached('2024-07-01', before)).toEqual({ '+33612345678': mobile, 'y@x.fr': mobile, '+33240123456': mobile });
    expect(await reached('2024-09-01', before)).toMatchObject({ '+33240999999': mobile });
  }));

  it('keeps what comes to light about the time she was there, and loses nothing when the end was wrong', () => leaver(async ({ employment, desk, reached }) => {
    await desk.tell(`${employment}/facts`, { facts: [{ attribute: 'email', value: 'sales-y@x.fr', validFrom: '2024-03-01' }] });
    expect((await reached('2024-06-30'))['sales-y@x.fr']).toEqual(['valid', '2024-07-01', 'period']);
    expect(Object.keys(await reached('2024-07-01'))).toEqual(['+33612345678']);
    await desk.tell(`${employment}/correct`, { validFrom: '2024-01-01', validTo: '2024-08-01' });
    expect(await reached('2024-07-31')).toMatchObject({ 'y@x.fr': ['valid', '2024-08-01', 'period'], 'sales-y@x.fr': ['valid', '2024-08-01', 'period'] });
    expect(Object.keys(await reached('2024-08-01'))).toEqual(['+33612345678']);
  }));

  it('leaves tasks, visits and customers behind: listed for hand-over, and handed over from the day she leaves', () => leaver(async ({ y, desk, api }) => {
    const told = async (path: string, body: object) => (await desk.tell(path, body)) as unknown as { readonly partyId: string; readonly taskId: string; readonly plannedInteractionId: string; readonly reassignmentId: string; readonly handoverId: string };
    const heir = (await told('/v1/parties', { kind: 'person' })).partyId;
    const customer = async () => (await told('/v1/parties', { kind: 'organisation', facts: [{ attribute: 'followed-by', value: { scope: 'sales', partyId: y }, validFrom: '2024-02-01' }] })).partyId;
    const customers = [await customer(), await customer()];
    const task = async (subject: string, due: string) => (await told('/v1/tasks', { subject, assigneeId: y, about: [{ partyId: customers[0] }], due: { date: due } })).taskId;
    const [offer, call, done] = [await task('Send the offer', '2024-06-28'), await task('Call back', '2024-07-05'), await task('Thank them', '2024-06-26')];
    await desk.tell(`/v1/tasks/${done}/done`);
    const participants = [{ partyId: y, side: 'us' }, { partyId: customers[1], side: 'them' }];
    const visit = (await told('/v1/planned-interactions', { kind: 'visit', participants, startsAt: '2024-07-10T08:00:00Z', zone: 'Europe/Paris', durationMinutes: 60, subject: 'Autumn assortment' })).plannedInteractionId;
    await api.setClock(noonOf('2024-06-26'));

    interface Left { tasks: { total: number; items: { taskId: string }[] }; plannedInteractions: { items: { plannedInteractionId: string }[] }; followed: { total: number; items: { party: { partyId: string } }[] }; employments: object[] }
    const left = async (partyId: string, asOf: string, asked: object = {}) => {
      const { tasks, plannedInteractions, followed } = await desk.ask<Left>(`/v1/parties/${partyId}/handover`, { asOf, ...asked });
      return { tasks: tasks.items.map(({ taskId }) => taskId), visits: plannedInteractions.items.map(({ plannedInteractionId }) => plannedInteractionId), customers: followed.items.map(({ party }) => party.partyId).sort() };
    };
    const [all, nothing] = [{ tasks: [offer, call], visits: [visit], customers: [...customers].sort() }, { tasks: [], visits: [], customers: [] }];
    expect([await left(y, '2024-06-30'), await left(y, '2024-07-01'), await left(heir, '2024-07-01')]).toEqual([all, all, nothing]);
    expect((await desk.ask<Left>(`/v1/parties/${y}/handover`, { asOf: '2024-06-30' })).employments).toMatchObject([{ validTo: '2024-07-01', status: 'ongoing' }]);
    expect((await desk.ask<Left>(`/v1/parties/${y}/handover`, { asOf: '2024-07-01' })).employments).toMatchObject([{ validTo: '2024-07-01', status: 'ended' }]);
    expect((await desk.ask<{ items: object[] }>('/v1/staff', { asOf: '2024-06-30' })).items).toMatchObject([{ party: { partyId: y }, follows: 2 }]);
    expect((await desk.ask<{ items: object[] }>('/v1/staff', { asOf: '2024-07-01' })).items).toEqual([]);

    const [{ reassignmentId }, { handoverId }] = [await told('/v1/task-reassignments', { from: y, to: heir, on: '2024-07-01' }), await told('/v1/portfolio-handovers', { from: y, to: heir, on: '2024-07-01' })];
    for (const path of [`/v1/task-reassignments/${reassignmentId}`, `/v1/portfolio-handovers/${handoverId}`]) {
      for (let tries = 0; (await desk.send(path, undefined, 'GET')).body['status'] as unknown !== 'completed' && tries < 300; tries += 1) await sleep(50);
    }
    await api.projecting.waitFor((await api.log.head()).position, 5_000);
    expect([await left(y, '2024-06-30'), await left(y, '2024-07-01'), await left(heir, '2024-06-30'), await left(heir, '2024-07-01')]).toEqual([all, nothing, nothing, all]);
    await api.setClock(noonOf('2024-07-02'));
    expect([await left(y, '2024-07-01', { knownAt: '2024-06-25' }), await left(y, '2024-07-02')]).toEqual([all, nothing]);
  }));
});

describe('Migrated', () => {
  it('is in doubt before the day the old system knew of it, and in force from then', () => story(noonOf('2024-03-01'), async (desk) => {
    const source = { system: 'crm-legacy', method: 'imported', recordedAt: '2006-04-15T09:30:00Z' };
    const validFrom = { unknown: true, notLaterThan: '2006-04-15' };
    const { partyId } = await desk.tell('/v1/parties', { ...organisation, facts: [{ attribute: 'name.legal', value: 'Quincaillerie Martin', validFrom, source }] });
    const trust = async (asOf: string) => (await desk.view(partyId, { asOf })).facts!.map((fact) => [fact.value, fact.trust, fact.trustReason]);
    expect(await trust('2005')).toEqual([['Quincaillerie Martin', 'doubtful', 'start-unknown']]);
    expect(await trust('2006-04-14')).toEqual([['Quincaillerie Martin', 'doubtful', 'start-unknown']]);
    for (const asOf of ['2006-04-15', '2010', '2024-03-01']) expect(await trust(asOf)).toEqual([['Quincaillerie Martin', 'valid', null]]);
  }));
});

describe('Feed A, B, A', () => {
  it('ends where the register ends, with both changes in its history', () => story(noonOf('2024-01-10'), async (desk, api) => {
    const path = '/v1/parties/by/siren/732829320';
    const file = (code: string, validFrom: string) => ({ ...organisation, validFrom, source: { system: 'sirene', method: 'registry' }, facts: [{ attribute: 'headcount', value: { band: { code } } }] });
    const { partyId } = await desk.tell(path, file('11', '2024-01-01'), 'PUT');
    await api.setClock(noonOf('2024-02-10'));
    await desk.tell(path, file('12', '2024-02-01'), 'PUT');
    await api.setClock(noonOf('2024-03-10'));
    await desk.tell(path, file('11', '2024-03-01'), 'PUT');
    expect((await desk.tell(path, file('11', '2024-03-01'), 'PUT')).status).toBe('unchanged');

    const band = (asOf: string, knownAt?: string) => desk.value(partyId, 'headcount', { asOf, ...(knownAt !== undefined && { knownAt }) });
    expect(await Promise.all(['2024-01-15', '2024-02-15', '2024-03-10'].map((asOf) => band(asOf)))).toEqual(['11', '12', '11'].map((code) => ({ band: { code } })));
    expect(await band('2024-03-10', '2024-02-20')).toEqual({ band: { code: '12' } });
    const { items } = await desk.ask<{ items: { type: string; data: { attribute?: string; value?: unknown } }[] }>(`/v1/parties/${partyId}/history`);
    expect(items.filter(({ data }) => data.attribute === 'headcount').map(({ type, data }) => [type, data.value])).toEqual(['11', '12', '11'].map((code) => ['FactRecorded', { band: { code } }]));
  }));
});

describe('Dates', () => {
  const name = (validFrom: unknown, validTo: unknown = null) => ({ ...organisation, facts: [{ attribute: 'name.legal', value: 'Brico', validFrom, validTo }] });
  /** Whether the name holds on each of the days. */
  const holds = (desk: Desk, partyId: string, ...days: string[]) => Promise.all(days.map(async (asOf) => (await desk.value(partyId, 'name.legal', { asOf })) === 'Brico'));

  it('know leap days', () => story(noonOf('2024-03-10'), async (desk) => {
    const [from, to] = [(await desk.tell('/v1/parties', name('2024-02-29'))).partyId, (await desk.tell('/v1/parties', name('2020', '2024-02-29'))).partyId];
    expect(await holds(desk, from, '2024-02-28', '2024-02-29', '2024-03-01', '2024-02')).toEqual([false, true, true, true]);
    expect(await holds(desk, to, '2024-02-28', '2024-02-29', '2024-03-01', '2024-02')).toEqual([true, false, false, false]);
    expect(await desk.send('/v1/parties', name('2023-02-29'))).toMatchObject({ status: 400, body: { code: 'invalid-date' } });
    expect(await desk.send('/v1/parties', name('1900-02-29'))).toMatchObject({ status: 400, body: { code: 'invalid-date' } });
  }));

  it('change at midnight in Paris, on both clocks', () => story('2024-06-30T21:59:59.999Z', async (desk, api) => {
    const before = (await desk.tell('/v1/parties', name('today'))).partyId;
    await api.setClock('2024-06-30T22:00:00.000Z');
    const after = (await desk.tell('/v1/parties', name('today'))).partyId;
    expect(await holds(desk, before, '2024-06-29', '2024-06-30')).toEqual([false, true]);
    expect(await holds(desk, after, '2024-06-30', '2024-07-01')).toEqual([false, true]);
    expect(await holds(desk, after, '2024-06-30T21:59:59.999Z', '2024-06-30T22:00:00Z', '2024-07-01T00:00:00+02:00')).toEqual([false, true, true]);

    await api.setClock(noonOf('2024-07-02'));
    const known = async (partyId: string, knownAt: string) => (await desk.send(`/v1/parties/${partyId}/360?knownAt=${encodeURIComponent(knownAt)}`, undefined, 'GET')).status;
    expect([await known(before, '2024-06-29'), await known(before, '2024-06-30'), await known(after, '2024-06-30'), await known(after, '2024-07-01')]).toEqual([404, 200, 404, 200]);
    expect([await known(after, '2024-06-30T21:59:59.999Z'), await known(after, '2024-06-30T22:00:00.000Z')]).toEqual([404, 200]);
  }));

  // A day of 23 hours, and one of 25.
  it.each([
    ['2024-03-31', '2024-04-01', '2024-03-30T22:59:59.999Z', '2024-03-30T23:00:00Z', '2024-03-31T21:59:59.999Z', '2024-03-31T22:00:00Z'],
    ['2024-10-27', '2024-10-28', '2024-10-26T21:59:59.999Z', '2024-10-26T22:00:00Z', '2024-10-27T22:59:59.999Z', '2024-10-27T23:00:00Z'],
  ])('are whole days on the night the clocks change, %s', (day, next, eve, first, last, morrow) => story(noonOf('2024-12-01'), async (desk) => {
    const { partyId } = await desk.tell('/v1/parties', name(day, next));
    expect(await holds(desk, partyId, eve, first, last, morrow)).toEqual([false, true, true, false]);
  }));

  it('may be years or months: their first day as a bound, their last as a question', () => story(noonOf('2024-03-10'), async (desk) => {
    const { partyId } = await desk.tell('/v1/parties', name('2019', '2021-03'));
    expect(await holds(desk, partyId, '2018', '2018-12-31', '2019-01-01', '2019', '2021-02-28', '2021-02', '2021-03-01', '2021')).toEqual([false, false, true, true, true, true, false, false]);
    expect((await desk.view(partyId, { asOf: '2020' })).facts).toMatchObject([{ validFrom: '2019', validTo: '2021-03' }]);
    expect((await desk.view(partyId, { asOf: '2020' })).asOf).toBe('2020-12-31');
  }));

  it('may lie ahead: a manager who is still to come', () => story(noonOf('2024-06-15'), async (desk, api) => {
    const [old, next] = [(await desk.tell('/v1/parties', person('Durand'))).partyId, (await desk.tell('/v1/parties', person('Martin'))).partyId];
    const manager = (party: string, validFrom: string, validTo: string | null = null) => ({ type: 'legal-representative-of', direction: 'b-to-a', party, validFrom, validTo });
    const { partyId } = await desk.tell('/v1/parties', { ...organisation, relations: [manager(old, '2020', '2024-09-01')] });
    await desk.tell('/v1/relations', { type: 'legal-representative-of', a: next, b: partyId, validFrom: '2024-09-01' });
    const managers = async (asked: object) => {
      const { relations, projected } = await desk.view(partyId, asked);
      return { projected, ...Object.fromEntries(relations!.map(({ party, status }) => [String(party.displayName), status])) };
    };
    expect(await managers({})).toEqual({ projected: undefined, Durand: 'ongoing', Martin: 'planned' });
    expect(await managers({ asOf: '2024-08-31' })).toEqual({ projected: true, Durand: 'ongoing', Martin: 'planned' });
    expect(await managers({ asOf: '2024-09-01' })).toEqual({ projected: true, Durand: 'ended', Martin: 'ongoing' });
    await api.setClock(noonOf('2024-09-01'));
    expect(await managers({})).toEqual({ projected: undefined, Durand: 'ended', Martin: 'ongoing' });
  }));
});

describe('Paging', () => {
  const PARTIES = 2_000;
  const WRITTEN_MEANWHILE = 500;

  interface Page {
    readonly items: readonly { readonly partyId: string }[];
    readonly next: string | null;
    readonly knownAt: string;
  }

  it('misses none and repeats none while others write, and shows nothing of what they write', () => story(noonOf('2024-03-01'), async (desk, api) => {
    const before = await created(api, 'before', PARTIES);
    await desk.tell('/v1/parties', { kind: 'household' });
    const page = (cursor?: string) => desk.ask<Page>('/v1/parties', { kind: 'organisation', limit: '40', ...(cursor !== undefined && { cursor }) });

    const pages = [await page()];
    const writing = created(api, 'meanwhile', WRITTEN_MEANWHILE);
    for (let next = pages[0]!.next; next !== null; next = pages.at(-1)!.next) {
      if (pages.length === PARTIES / 80) {
        // The second half is asked when all was written and the tables show it.
        await writing;
        await desk.tell('/v1/parties', { kind: 'household' });
      }
      pages.push(await page(next));
    }
    const listed = pages.flatMap(({ items }) => items.map(({ partyId }) => partyId));
    expect(listed.sort()).toEqual(before.sort());
    expect(await writing).toHaveLength(WRITTEN_MEANWHILE);
    expect(new Set(pages.map(({ knownAt }) => knownAt)).size).toBe(1);
  }));

  /** Ids of parties made by one batch. */
  async function created(api: TestApi, run: string, count: number): Promise<string[]> {
    const lines = Array.from({ length: count }, (_, n) => JSON.stringify({ key: `${run}:${n}`, command: 'create-party', body: { ...organisation, facts: [{ attribute: 'name.legal', value: `${run} ${n}`, validFrom: '2020' }] } }));
    const response = await fetch(new URL('/v1/batch', api.url), { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body: lines.join('\n') });
    return (await response.text()).split('\n').filter(Boolean).map((line) => (JSON.parse(line) as { id: string }).id);
  }
});
