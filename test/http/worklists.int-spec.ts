/** What there is to check again, and whom somebody follows: as of any day, as known at any time, page by page. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DoubtfulFact } from '#projections/queries/doubtful.js';
import type { Followed } from '#projections/queries/portfolio.js';
import { startApi, type TestApi } from '../support/api.js';
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
});

describe('the portfolio of a rep', () => {
  it('is whom the rep follows, page by page', async () => {
    const followed = await all<Followed>(`/v1/parties/${rep}/portfolio`, { limit: '2' });
    expect(followed.map(({ party }) => party.partyId).sort()).toEqual(shops.slice(0, 5).map(({ partyId }) => partyId).sort());
    expect(followed[0]).toMatchObject({ scope: 'all', validFrom: '2023-01-01', party: { displayName: expect.stringMatching(/^Shop \d$/) as unknown } });
    expect(await all(`/v1/parties/${rep}/portfolio`, { asOf: '2022-12-31' })).toEqual([]);
  });
});

it('a cursor of one list is none of another', async () => {
  const { next } = await desk.ask<Page<unknown>>(`/v1/parties/${rep}/portfolio`, { limit: '1' });
  expect((await desk.send(`/v1/doubtful-facts?cursor=${next!}`, undefined, 'GET')).body.code).toBe('cursor-invalid');
  expect((await desk.send('/v1/doubtful-facts?reason=gossip', undefined, 'GET')).body.code).toBe('invalid-body');
});
