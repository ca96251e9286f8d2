/** What there is to check again, and whom somebody follows: as of any day, as known at any time, page by page. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DoubtfulFact } from '#projections/queries/doubtful.js';
import type { Followed } from '#projections/queries/portfolio.js';
import { setTimeout as sleep } from 'node:timers/promises';
import { send } from './client.js';
import { startApi, type TestApi } from '../support/api.js';
import { frozenLog } from '../support/frozen-log.js';
import { Desk, type Answer } from '../scenarios/desk.js';

interface Page<T> { readonly items: T[]; readonly next: string | null }

let api: TestApi;
let desk: Desk;
let rep: string;
let shops: Answer[];
let employment: Answer;
beforeAll(async () => {
  api = await startApi({ at: '2024-01-10T09:00:00.000Z' });
  desk = new Desk(api.url);
  rep = (await desk.tell('/v1/parties', { kind: 'person', facts: [{ attribute: 'name.usual', value: 'Morel', validFrom: 'unknown' }] })).partyId;
  shops = [];
  for (let n = 0; n < 7; n += 1) {
    shops.push(await desk.tell('/v1/parties', {
      kind: 'organisation',
      facts: [
        { attribute: 'name.legal', value: `Shop ${n}`, validFrom: '2020-01-01' }, { attribute: 'phone', value: `+3324012345${n}`, validFrom: '2020-01-01' },
        ...(n < 5 ? [{ attribute: 'followed-by', value: { scope: 'all', partyId: rep }, validFrom: '2023-01-01' }] : []),
      ],
    }));
  }
  const jeanne = (await desk.tell('/v1/parties', { kind: 'person' })).partyId;
  employment = await desk.tell('/v1/relations', { type: 'employee-of', a: jeanne, b: shops[0]!.partyId, validFrom: '2023-01-01', facts: [{ attribute: 'phone', value: '+33240999999', validFrom: '2023-01-01' }] });
  await desk.tell('/v1/attributes/phone', { freshnessDays: 365 }, 'PUT');
  await api.setClock('2025-06-01T09:00:00.000Z');
});
afterAll(() => api.stop());

async function all<T>(path: string, asked: object = {}): Promise<T[]> {
  const items: T[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page: Page<T> = await desk.ask(path, { ...asked, ...(cursor && { cursor }) });
    items.push(...page.items);
    cursor = page.next;
  }
  return items;
}
const doubtful = (asked: object = {}): Promise<DoubtfulFact[]> => all('/v1/doubtful-facts', asked);
const phones = () => [...shops.map(({ factIds }) => factIds[1]!), employment.factIds[0]!].sort();
const ids = (facts: readonly DoubtfulFact[]): string[] => facts.map(({ factId }) => factId).sort();

describe('doubtful facts', () => {
  it('are those past their freshness, of parties and of employments, whatever the page', async () => {
    for (const limit of ['1', '3', '200']) expect(ids(await doubtful({ limit }))).toEqual(phones());
    const [first] = await doubtful();
    expect(first).toMatchObject({ trust: 'doubtful', trustReason: 'past-freshness', ageDays: 508 });
    expect((await doubtful()).find(({ relationId }) => relationId === employment.relationId)!.partyIds).toContain(shops[0]!.partyId);
  });

  it('by attribute, by reason, by age, by portfolio, as of a day', async () => {
    expect(await doubtful({ attribute: 'name.legal' })).toEqual([]);
    expect(await doubtful({ reason: 'disputed' })).toEqual([]);
    expect(await doubtful({ minAgeDays: '509' })).toEqual([]);
    expect(await doubtful({ minAgeDays: '508' })).toHaveLength(8);
    expect(ids(await doubtful({ followedBy: rep }))).toEqual([...shops.slice(0, 5).map(({ factIds }) => factIds[1]!), employment.factIds[0]!].sort());
    expect(await doubtful({ asOf: '2025-01-08' })).toEqual([]);
    expect(await doubtful({ asOf: '2025-01-09' })).toHaveLength(8);
  });

  it('leave the list once confirmed, and come onto it once disputed; what was known before stays', async () => {
    const [{ partyId, factIds }, { partyId: other, factIds: [name] }] = [shops[5]!, shops[6]!];
    const before = (await desk.ask<{ position: string }>('/v1/doubtful-facts')).position;
    await desk.tell(`/v1/parties/${partyId}/facts/${factIds[1]!}/confirm`, { on: 'today' });
    await desk.tell(`/v1/parties/${other}/facts/${name!}/dispute`, { on: 'today', reason: 'complaint' });
    expect(ids(await doubtful())).toEqual([...phones().filter((id) => id !== factIds[1]), name!].sort());
    expect(await doubtful({ reason: 'disputed' })).toMatchObject([{ factId: name, trustReason: 'disputed:complaint', partyIds: [other] }]);
    expect(ids(await doubtful({ knownAt: before }))).toEqual(phones());
  });

  it('whose bounds nobody knows leave the list once confirmed, from that day on and up to it', async () => {
    const bounds = { attribute: 'notice', validFrom: { unknown: true, notLaterThan: '2025-05-20' }, validTo: { unknown: true, notLaterThan: '2026-01-01' } };
    const { partyId, factIds: [started, ended] } = await desk.tell('/v1/parties', { kind: 'person', facts: [{ ...bounds, value: 'a', validTo: null }, { ...bounds, value: 'b', validFrom: '2020-01-01' }] });
    const listed = async (asOf: string) => (await doubtful({ attribute: 'notice', asOf })).filter((fact) => fact.partyIds.includes(partyId)).map(({ factId, trustReason }) => [factId, trustReason]).sort();
    const before = (await desk.ask<{ position: string }>('/v1/doubtful-facts')).position;
    expect(await listed('2025-04-30')).toEqual([[started, 'start-unknown'], [ended, 'end-unknown']].sort());
    for (const factId of [started!, ended!]) await desk.tell(`/v1/parties/${partyId}/facts/${factId}/confirm`, { on: '2025-05-01' });
    expect(await listed('2025-04-30')).toEqual([[started, 'start-unknown']]);
    expect(await listed('2025-05-01')).toEqual([]);
    // It has ended some day between then and the day by which it certainly had.
    for (const asOf of ['2025-05-02', '2025-12-31']) expect(await listed(asOf)).toEqual([[ended, 'end-unknown']]);
    expect((await desk.view(partyId, { asOf: '2025-05-01' })).facts!.map(({ trust }) => trust)).toEqual(['valid', 'valid']);
    expect((await doubtful({ attribute: 'notice', asOf: '2025-05-01', knownAt: before })).filter((fact) => fact.partyIds.includes(partyId))).toHaveLength(2);
  });

  it('do not grow older by a confirmation of an earlier day', async () => {
    const { partyId, factIds: [phone] } = await desk.tell('/v1/parties', { kind: 'person', facts: [{ attribute: 'phone', value: '+33240666666', validFrom: '2020-01-01' }] });
    await desk.tell(`/v1/parties/${partyId}/facts/${phone!}/confirm`, { on: '2021-01-01' });
    expect((await desk.view(partyId)).facts).toMatchObject([{ trust: 'valid', lastConfirmedOn: '2021-01-01' }]);
  });

  it('count from the day its source knew it, where that was before it was recorded', async () => {
    const source = { system: 'old-crm', method: 'imported', recordedAt: '2005-04-15T00:00:00Z' };
    const { partyId, factIds: [, phone] } = await desk.tell('/v1/parties', { kind: 'person', facts: [{ attribute: 'name.usual', value: 'Migrated', validFrom: 'unknown', source }, { attribute: 'phone', value: '+33240777777', validFrom: { unknown: true, notLaterThan: '2005-04-15' }, source }] });
    const shown = async () => (await desk.view(partyId)).facts!.find(({ factId }) => factId === phone)!;
    expect(await shown()).toMatchObject({ trust: 'doubtful', trustReason: 'past-freshness' });
    expect((await doubtful()).filter((fact) => fact.partyIds.includes(partyId))).toMatchObject([{ factId: phone, ageDays: 7_352 }]);
    // What somebody put in its place is as old as that.
    await desk.tell(`/v1/parties/${partyId}/facts/${phone!}/correct`, { value: '+33240777778', validFrom: '2005-04-15', validTo: null });
    expect(await shown()).toMatchObject({ trust: 'valid', source: { system: 'old-crm', method: 'imported' } });
    expect((await doubtful()).filter((fact) => fact.partyIds.includes(partyId))).toEqual([]);
  });
});

describe('the portfolio of a rep', () => {
  it('is whom the rep follows, page by page', async () => {
    const followed = await all<Followed>(`/v1/parties/${rep}/portfolio`, { limit: '2' });
    expect(followed.map(({ party }) => party.partyId).sort()).toEqual(shops.slice(0, 5).map(({ partyId }) => partyId).sort());
    expect(new Set(followed.map(({ party }) => party.displayName))).toEqual(new Set([0, 1, 2, 3, 4].map((n) => `Shop ${n}`)));
    expect(followed[0]).toMatchObject({ scope: 'all', validFrom: '2023-01-01', party: { displayName: expect.stringMatching(/^Shop \d$/) as unknown } });
    expect(await all(`/v1/parties/${rep}/portfolio`, { asOf: '2022-12-31' })).toEqual([]);
  });
});

describe('a hand-over', () => {
  const follower = async (party: string, asOf: string): Promise<unknown> => desk.value(party, 'followed-by', { asOf });
  const completed = async (handoverId: string): Promise<object> => {
    for (let tries = 0; tries < 100; tries += 1) {
      const { body: progress } = await desk.send(`/v1/portfolio-handovers/${handoverId}`, undefined, 'GET');
      if (progress['status'] as unknown === 'completed') return progress;
      await sleep(50);
    }
    throw new Error('the hand-over does not come to its end');
  };

  it('passes all whom somebody follows to another from one day on, without a gap, and no party twice', async () => {
    const successor = (await desk.tell('/v1/parties', { kind: 'person', facts: [{ attribute: 'name.usual', value: 'Sureau', validFrom: 'unknown' }] })).partyId;
    const other = (await desk.tell('/v1/parties', { kind: 'person' })).partyId;
    // One of them has an end; one is somebody else's before the day.
    const [kept, ended] = [shops[0]!.partyId, shops[1]!];
    await desk.tell(`/v1/parties/${ended.partyId}/facts/${ended.factIds[2]!}/end`, { on: '2026-01-01' });
    await desk.tell(`/v1/parties/${shops[2]!.partyId}/facts`, { facts: [{ attribute: 'followed-by', value: { scope: 'all', partyId: other }, validFrom: '2025-06-15' }] });
    const { handoverId, requested } = (await desk.tell('/v1/portfolio-handovers', { from: rep, to: successor, on: '2025-07-01' })) as unknown as { handoverId: string; requested: number };
    expect(requested).toBe(4);
    expect(await completed(handoverId)).toMatchObject({ moved: 4, skipped: [] });
    const { position } = await api.log.head();
    await api.projecting.waitFor(position, 5_000);
    expect(await follower(kept, '2025-06-30')).toEqual({ scope: 'all', partyId: rep });
    expect(await follower(kept, '2025-07-01')).toEqual({ scope: 'all', partyId: successor });
    expect(await follower(ended.partyId, '2025-12-31')).toEqual({ scope: 'all', partyId: successor });
    expect(await follower(ended.partyId, '2026-01-01')).toBeUndefined();
    expect(await follower(shops[2]!.partyId, '2025-07-01')).toEqual({ scope: 'all', partyId: other });
    expect(await all(`/v1/parties/${rep}/portfolio`, { asOf: '2025-07-01' })).toEqual([]);
    expect(await all(`/v1/parties/${successor}/portfolio`, { asOf: '2025-07-01' })).toHaveLength(4);
  });

  it('passes also whom the leaver follows only from a later day on, and whom again after somebody else', async () => {
    const person = async () => (await desk.tell('/v1/parties', { kind: 'person' })).partyId;
    const [leaver, successor, other] = [await person(), await person(), await person()];
    const followedBy = (partyId: string, validFrom: string) => ({ attribute: 'followed-by', value: { scope: 'sales', partyId }, validFrom });
    const shop = (...facts: object[]) => desk.tell('/v1/parties', { kind: 'organisation', facts });
    const sometime = (await shop({ ...followedBy(leaver, '2024-01-01'), validTo: { unknown: true, notLaterThan: '2026-03-01' } })).partyId;
    const [ahead, again] = [(await shop(followedBy(other, '2024-01-01'), followedBy(leaver, '2025-10-01'))).partyId, (await shop(followedBy(leaver, '2024-01-01'), followedBy(other, '2025-08-01'), followedBy(leaver, '2025-11-01'))).partyId];
    const { handoverId, requested } = (await desk.tell('/v1/portfolio-handovers', { from: leaver, to: successor, on: '2025-07-01' })) as unknown as { handoverId: string; requested: number };
    expect(requested).toBe(3);
    expect(await completed(handoverId)).toMatchObject({ moved: 3, skipped: [] });
    await api.projecting.waitFor((await api.log.head()).position, 5_000);
    const over = async (party: string, ...days: string[]) => Promise.all(days.map(async (day) => ((await follower(party, day)) as { partyId: string }).partyId));
    // By when it will certainly have ended holds for the successor too.
    const { facts } = await desk.view(sometime, { asOf: '2025-07-01', include: 'facts' });
    expect(facts).toMatchObject([{ value: { partyId: successor }, validTo: { unknown: true, notLaterThan: '2026-03-01' } }]);
    expect(await over(ahead, '2025-07-01', '2025-09-30', '2025-10-01')).toEqual([other, other, successor]);
    expect(await over(again, '2025-06-30', '2025-07-01', '2025-08-01', '2025-10-31', '2025-11-01')).toEqual([leaver, successor, other, other, successor]);
  });

  it('passes a party in each scope in which the leaver follows it', async () => {
    const [leaver, successor] = [(await desk.tell('/v1/parties', { kind: 'person' })).partyId, (await desk.tell('/v1/parties', { kind: 'person' })).partyId];
    const { partyId } = await desk.tell('/v1/parties', { kind: 'organisation', facts: ['all', 'sales', 'service'].map((scope) => ({ attribute: 'followed-by', value: { scope, partyId: leaver }, validFrom: '2024-01-01' })) });
    const { handoverId } = (await desk.tell('/v1/portfolio-handovers', { from: leaver, to: successor, on: '2025-07-01' })) as unknown as { handoverId: string };
    expect(await completed(handoverId)).toMatchObject({ requested: 3, moved: 3 });
    await api.projecting.waitFor((await api.log.head()).position, 5_000);
    expect((await all<Followed>(`/v1/parties/${successor}/portfolio`, { asOf: '2025-07-01' })).map(({ party, scope }) => [party.partyId, scope]).sort()).toEqual([[partyId, 'all'], [partyId, 'sales'], [partyId, 'service']]);
  });

  it('that was cut off after its request is carried out by whoever starts next', async () => {
    const [from, to] = [(await desk.tell('/v1/parties', { kind: 'person' })).partyId, (await desk.tell('/v1/parties', { kind: 'person' })).partyId];
    const followed: string[] = [];
    for (let n = 0; n < 3; n += 1) followed.push((await desk.tell('/v1/parties', { kind: 'organisation', facts: [{ attribute: 'followed-by', value: { scope: 'all', partyId: from }, validFrom: '2024-01-01' }] })).partyId);
    const freezing = frozenLog(api.openLog(), (stream) => stream === `party-${followed[1]!}`);
    const dying = await api.beside({ log: freezing.log });
    const { body } = await send(dying.url, 'POST', '/v1/portfolio-handovers', { from, to, on: '2025-07-01' });
    await freezing.held;
    await completed(String(body['handoverId']));
    freezing.thaw();
    await dying.stop();
    const facts = await Promise.all(followed.map(async (party) => (await api.log.readStream(`party-${party}`)).filter(({ type }) => type === 'FactRecorded').length));
    expect(facts).toEqual([2, 2, 2]);
  }, 40_000);

  it('is refused to oneself, to no person, from nobody, and for a day that does not exist', async () => {
    const codes = await Promise.all([{ from: rep, to: rep, on: '2025-07-01' }, { from: '00000000-0000-4000-8000-000000000000', to: rep, on: '2025-07-01' }, { from: rep, to: shops[0]!.partyId, on: '2025-07-01' }, { from: rep, to: rep, on: '2025-02-29' }].map(async (body) => (await desk.send('/v1/portfolio-handovers', body)).body.code));
    expect(codes).toEqual(['invalid-body', 'party-not-found', 'wrong-party-kind', 'invalid-date']);
    const { body } = await desk.send('/v1/portfolio-handovers', { from: rep, to: shops[0]!.partyId, on: '2025-07-01' });
    expect(body).toMatchObject({ detail: 'a portfolio is followed by a person', errors: [{ path: 'to', expected: 'a person', got: 'organisation' }] });
  });

  it('takes no parameters where it is asked how far it is', async () => {
    const { body } = await desk.send(`/v1/portfolio-handovers/${rep}?after=@k7mzq2ab.12`, undefined, 'GET');
    expect(body).toMatchObject({ code: 'invalid-body', errors: [{ path: 'after', expected: 'no such parameter; there are none' }] });
  });
});

it('a cursor of one list is none of another', async () => {
  const { next } = await desk.ask<Page<unknown>>(`/v1/parties/${rep}/portfolio`, { limit: '1' });
  expect((await desk.send(`/v1/doubtful-facts?cursor=${next!}`, undefined, 'GET')).body.code).toBe('cursor-invalid');
  expect((await desk.send('/v1/doubtful-facts?reason=gossip', undefined, 'GET')).body.code).toBe('invalid-body');
  expect(await desk.send('/v1/doubtful-facts?attribute=phonee', undefined, 'GET')).toMatchObject({ status: 422, body: { code: 'unknown-attribute', errors: [{ path: 'attribute', got: 'phonee' }] } });
});
