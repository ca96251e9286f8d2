/** Our own companies, teams and people over HTTP, on both clocks. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OwnCompany, StaffMember } from '#projections/queries/staff.js';
import { startApi, type TestApi } from '../support/api.js';
import { merge } from '../support/merge.js';
import { Desk, type Answer } from '../scenarios/desk.js';

interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
  readonly position: string;
}

let api: TestApi;
let desk: Desk;
let company: string;
let branch: string;
let other: string;
let west: string;
let coast: string;
/** Anna is employed by the company, Ben by a branch of it, Chloé by another own company until March 2025. */
let anna: string;
let ben: string;
let chloe: string;
const jobs: Record<string, Answer> = {};

const fact = (attribute: string, value: unknown, validFrom = '2020-01-01', validTo: string | null = null) => ({ attribute, value, validFrom, validTo });
const organisation = async (name: string, ...facts: object[]) => (await desk.tell('/v1/parties', { kind: 'organisation', facts: [fact('name.legal', name), ...facts] })).partyId;
const person = async (name: string, ...facts: object[]) => (await desk.tell('/v1/parties', { kind: 'person', facts: [fact('name.usual', name), ...facts] })).partyId;
const relate = (type: string, a: string, b: string, validFrom = '2021-01-01', validTo: string | null = null) => desk.tell('/v1/relations', { type, a, b, validFrom, validTo });
const record = (partyId: string, ...facts: object[]) => desk.tell(`/v1/parties/${partyId}/facts`, { facts });
const staff = async (asked: object = {}): Promise<readonly StaffMember[]> => (await desk.ask<Page<StaffMember>>('/v1/staff', asked)).items;
const names = async (asked: object = {}): Promise<unknown[]> => (await staff(asked)).map(({ party }) => party.displayName).sort();
const one = async (partyId: string, asked: object = {}): Promise<StaffMember> => (await staff(asked)).find(({ party }) => party.partyId === partyId)!;

beforeAll(async () => {
  api = await startApi({ at: '2025-06-02T09:00:00.000Z' });
  desk = new Desk(api.url);
  company = await organisation('Lanvaux', fact('structure', 'legal-unit'), fact('own-company', 'lanvaux'));
  branch = await organisation('Lanvaux Nantes', fact('structure', 'establishment'));
  other = await organisation('Lanvaux Services', fact('own-company', 'services', '2022-01-01'));
  await relate('establishment-of', branch, company);
  west = await organisation('West', fact('structure', 'team'), fact('territory', 'brittany'));
  coast = await organisation('Coast', fact('structure', 'team'));
  await relate('team-of', west, company);
  await relate('team-of', coast, west);
  [anna, ben, chloe] = [await person('Anna', fact('skill', { code: 'negotiation', level: 2 }), fact('territory', '44')), await person('Ben'), await person('Chloé', fact('skill', 'negotiation'))];
  jobs['anna'] = await relate('employee-of', anna, company);
  jobs['ben'] = await relate('employee-of', ben, branch);
  jobs['chloe'] = await relate('employee-of', chloe, other, '2021-01-01', '2025-03-01');
  await relate('leads-team', anna, west);
  await relate('member-of-team', ben, coast);
  // Customers have employees and teams, too: they are none of ours.
  const customer = await organisation('Brico');
  const buyer = await person('Buyer', fact('followed-by', { scope: 'sales', partyId: anna }));
  await relate('employee-of', buyer, customer);
  await record(customer, fact('followed-by', { scope: 'sales', partyId: anna }), fact('followed-by', { scope: 'service', partyId: anna }));
});
afterAll(() => api.stop());

describe('our people', () => {
  it('are those whom an own company employs, or an establishment of one', async () => {
    expect(await names()).toEqual(['Anna', 'Ben']);
    expect(await one(anna)).toEqual({
      party: { partyId: anna, displayName: 'Anna' },
      employments: [{
        relationId: jobs['anna']!.relationId, periodId: jobs['anna']!.periodId, validFrom: '2021-01-01', validTo: null,
        company: { partyId: company, displayName: 'Lanvaux', code: 'lanvaux' }, employer: { partyId: company, displayName: 'Lanvaux' },
      }],
      teams: [expect.objectContaining({ partyId: west, displayName: 'West', leads: true, validFrom: '2021-01-01', validTo: null, territories: ['brittany'] })],
      skills: [{ factId: expect.any(String) as unknown, code: 'negotiation', level: 2, validFrom: '2020-01-01', validTo: null }],
      territories: [{ factId: expect.any(String) as unknown, code: '44', validFrom: '2020-01-01', validTo: null }],
      absences: [], follows: 2,
    });
    expect((await one(ben)).employments).toMatchObject([{ company: { partyId: company }, employer: { partyId: branch, displayName: 'Lanvaux Nantes' } }]);
  });

  it('are ours from the day the company is, and until they leave it', async () => {
    expect(await names({ asOf: '2020-12-31' })).toEqual([]);
    expect(await names({ asOf: '2021-12-31' })).toEqual(['Anna', 'Ben']);
    expect(await names({ asOf: '2022-01-01' })).toEqual(['Anna', 'Ben', 'Chloé']);
    expect(await names({ asOf: '2025-02-28' })).toEqual(['Anna', 'Ben', 'Chloé']);
    expect(await names({ asOf: '2025-03-01' })).toEqual(['Anna', 'Ben']);
    expect((await one(chloe, { asOf: '2025-02-28' })).employments).toMatchObject([{ validTo: '2025-03-01', company: { code: 'services' } }]);
  });

  it('are found by company, team, skill and its level, and territory', async () => {
    const asOf = '2025-02-28';
    expect(await names({ asOf, company })).toEqual(['Anna', 'Ben']);
    expect(await names({ asOf, company: other })).toEqual(['Chloé']);
    expect(await names({ asOf, company: branch })).toEqual([]);
    expect(await names({ asOf, team: west })).toEqual(['Anna', 'Ben']);
    expect(await names({ asOf, team: coast })).toEqual(['Ben']);
    expect(await names({ asOf, skill: 'negotiation' })).toEqual(['Anna', 'Chloé']);
    expect(await names({ asOf, skill: 'negotiation', minLevel: '2' })).toEqual(['Anna']);
    expect(await names({ asOf, skill: 'negotiation', minLevel: '3' })).toEqual([]);
    expect(await names({ asOf, territory: '44' })).toEqual(['Anna']);
    expect(await names({ asOf, territory: 'brittany' })).toEqual(['Anna']);
    expect(await names({ asOf, skill: 'negotiation', company: other })).toEqual(['Chloé']);
  });

  it('come page by page, each once, as of the moment of the first page', async () => {
    const seen: string[] = [];
    const asked = { asOf: '2025-02-28', limit: '1' };
    let page = await desk.ask<Page<StaffMember>>('/v1/staff', asked);
    const late = await person('Late');
    await relate('employee-of', late, company, '2025-01-01', '2025-03-01');
    for (;;) {
      seen.push(...page.items.map(({ party }) => party.displayName!));
      if (page.next === null) break;
      page = await desk.ask<Page<StaffMember>>('/v1/staff', { ...asked, cursor: page.next });
    }
    expect(seen.sort()).toEqual(['Anna', 'Ben', 'Chloé']);
    expect(await names({ asOf: '2025-02-28' })).toEqual(['Anna', 'Ben', 'Chloé', 'Late']);
  });
});

describe('own companies', () => {
  it('come with their teams, who leads them and how many are in them: of our people, as /v1/staff has them', async () => {
    const [gone, stranger] = [await person('Gone'), await person('Stranger')];
    await relate('employee-of', gone, company, '2021-01-01', '2024-01-01');
    for (const nobody of [gone, stranger]) for (const type of ['member-of-team', 'leads-team']) await relate(type, nobody, coast);
    const { items, ...rest } = await desk.ask<Page<OwnCompany>>('/v1/own-companies');
    expect(rest).toMatchObject({ cut: false, asOf: '2025-06-02' });
    expect(items).toMatchObject([
      {
        party: { partyId: company, displayName: 'Lanvaux' }, code: 'lanvaux', validFrom: '2020-01-01', validTo: null, people: 2,
        teams: [
          { partyId: west, displayName: 'West', partOf: company, leaders: [{ partyId: anna, displayName: 'Anna' }], members: 0, territories: ['brittany'] },
          { partyId: coast, displayName: 'Coast', partOf: west, leaders: [], members: 1, territories: [] },
        ],
      },
      { party: { partyId: other }, code: 'services', validFrom: '2022-01-01', people: 0, teams: [] },
    ]);
    expect((await desk.ask<Page<OwnCompany>>('/v1/own-companies', { asOf: '2021-12-31' })).items.map(({ code }) => code)).toEqual(['lanvaux']);
  });

  it('have a team in one place at a time, none above itself, and nobody in what is no team', async () => {
    expect((await desk.send('/v1/relations', { type: 'team-of', a: west, b: other, validFrom: '2024-01-01' })).status).toBe(409);
    expect((await desk.send('/v1/relations', { type: 'team-of', a: west, b: coast, validFrom: '2024-01-01' })).status).toBe(409);
    expect((await desk.send('/v1/relations', { type: 'member-of-team', a: ben, b: company, validFrom: '2024-01-01' })).body).toMatchObject({ code: 'wrong-party-kind' });
  });
});

describe('what is learned late, corrected or never was', () => {
  it('shows as it was known then', async () => {
    const ours = await person('Dora');
    const { relationId, periodId, position } = await relate('employee-of', ours, company, '2023-01-01');
    const { factIds: [skill], position: skilled } = await record(ours, fact('skill', { code: 'claims', level: 1 }, '2023-01-01'));
    const who = async (asked: object) => (await one(ours, asked)) as StaffMember | undefined;
    const levels = async (asked: object) => (await who(asked))?.skills.map(({ code, level }) => `${code} ${level}`);

    // Learned late: better since 2024.
    const { position: better } = await record(ours, fact('skill', { code: 'claims', level: 4 }, '2024-01-01'));
    expect(await levels({ asOf: '2024-06-01', knownAt: position })).toEqual([]);
    expect([await levels({ asOf: '2024-06-01', knownAt: skilled }), await levels({ asOf: '2024-06-01' }), await levels({ asOf: '2023-06-01' })]).toEqual([['claims 1'], ['claims 4'], ['claims 1']]);
    // Corrected: it was level 2 all the while.
    await desk.tell(`/v1/parties/${ours}/facts/${skill!}/correct`, { value: { code: 'claims', level: 2 }, validFrom: '2023-01-01', validTo: null });
    expect([await levels({ asOf: '2023-06-01' }), await levels({ asOf: '2023-06-01', knownAt: better })]).toEqual([['claims 2'], ['claims 1']]);
    expect(await names({ asOf: '2023-06-01', skill: 'claims', minLevel: '2' })).toEqual(['Dora']);
    expect(await names({ asOf: '2023-06-01', skill: 'claims', minLevel: '2', knownAt: better })).toEqual([]);
    // The end of the employment, told late; then that she never worked here.
    const { position: ended } = await desk.tell(`/v1/relations/${relationId}/periods/${periodId}/end`, { on: '2024-07-01' });
    expect([(await who({ asOf: '2024-06-30' }))?.employments[0]?.validTo, await who({ asOf: '2024-07-01' }), (await who({ asOf: '2024-07-01', knownAt: better }))?.party.displayName]).toEqual(['2024-07-01', undefined, 'Dora']);
    await desk.tell(`/v1/relations/${relationId}/periods/${periodId}/retract`);
    expect([await who({ asOf: '2024-06-30' }), (await who({ asOf: '2024-06-30', knownAt: ended }))?.party.displayName]).toEqual([undefined, 'Dora']);
  });

  it('holds for what is ours: a company that never was one has no people', async () => {
    const mistaken = await organisation('Mistaken');
    const { factIds: [own], position } = await record(mistaken, fact('own-company', 'mistaken'));
    await relate('employee-of', await person('Nobody of ours'), mistaken);
    const before = (await desk.ask<Page<unknown>>('/v1/staff')).position;
    expect(await names({ company: mistaken })).toEqual(['Nobody of ours']);
    await desk.tell(`/v1/parties/${mistaken}/facts/${own!}/retract`);
    expect([await names({ company: mistaken }), await names({ company: mistaken, knownAt: before }), await names({ company: mistaken, knownAt: position })]).toEqual([[], ['Nobody of ours'], []]);
  });
});

it('is named by facts only where it is a person, any other party where it is one that may be named, an address where it is one of the party', async () => {
  const company = await organisation('Names nobody');
  const nobody = '00000000-0000-4000-8000-000000000000';
  const gone = await person('Names an address');
  const { factIds: [name, office] } = await record(gone, fact('name.given', 'Office'), fact('address.postal', { locality: 'Nantes' }));
  await desk.tell('/v1/attributes/sponsor', { label: { fr: 'Parrain', en: 'Sponsor' }, type: 'reference', on: ['party'], cardinality: 'one', kinds: ['organisation'], dataClass: 'commercial' }, 'PUT');
  const { position } = await api.log.head();
  for (const [party, attribute, value, path] of [
    [company, 'head-office', { partyId: nobody }, 'value.partyId'], [company, 'head-office', { partyId: anna }, 'value.partyId'], [company, 'sponsor', { partyId: nobody }, 'value.partyId'],
    [company, 'followed-by', { scope: 'sales', partyId: nobody }, 'value.partyId'], [company, 'followed-by', { scope: 'sales', partyId: company }, 'value.partyId'],
    [gone, 'absence', { deputyId: nobody }, 'value.deputyId'], [gone, 'absence', { deputyId: company }, 'value.deputyId'], [gone, 'absence', { deputyId: gone }, 'value.deputyId'],
    [gone, 'address-use', { use: 'visit', factId: nobody }, 'value.factId'], [gone, 'address-use', { use: 'visit', factId: name }, 'value.factId'],
  ] as const) {
    expect(await desk.send(`/v1/parties/${party}/facts`, { facts: [fact(attribute, value)] })).toMatchObject({ status: 422, body: { code: 'unknown-reference', errors: [{ path: `facts[0].${path}` }] } });
  }
  expect((await api.log.head()).position).toBe(position);
  await record(gone, fact('absence', { deputyId: anna }, '2020-01-01', '2020-01-02'), fact('address-use', { use: 'visit', factId: office }));
  await record(company, fact('head-office', { partyId: await organisation('Head office') }), fact('sponsor', { partyId: anna }));
});

describe('who is away', () => {
  it('shows with who stands in, on the day, as it was known, and in the portfolio too', async () => {
    const before = (await desk.ask<Page<unknown>>('/v1/staff')).position;
    const { factIds: [away] } = await record(anna, fact('absence', { deputyId: ben }, '2025-07-07', '2025-07-28'));
    await record(ben, fact('absence', {}, '2025-07-21', '2025-08-01'));
    const absences = async (asOf: string, asked: object = {}) => (await one(anna, { asOf, ...asked })).absences;
    const deputy = { partyId: ben, displayName: 'Ben', absent: false };
    expect(await absences('2025-07-06')).toEqual([]);
    expect(await absences('2025-07-07')).toEqual([{ factId: away, validFrom: '2025-07-07', validTo: '2025-07-28', deputy }]);
    expect(await absences('2025-07-07', { knownAt: before })).toEqual([]);
    expect(await absences('2025-07-21')).toMatchObject([{ deputy: { ...deputy, absent: true } }]);
    expect((await one(ben, { asOf: '2025-07-21' })).absences).toMatchObject([{ deputy: null, validTo: '2025-08-01' }]);
    expect([await names({ asOf: '2025-07-07', absent: 'true' }), await names({ asOf: '2025-07-07', absent: 'false' }), await names({ asOf: '2025-07-28', absent: 'true' })]).toEqual([['Anna'], ['Ben'], ['Ben']]);
    const portfolio = (asOf: string) => desk.ask<{ absences: unknown; items: unknown[] }>(`/v1/parties/${anna}/portfolio`, { asOf });
    expect(await portfolio('2025-07-07')).toMatchObject({ absences: [{ factId: away, deputy }], items: [{}, {}, {}] });
    expect((await portfolio('2025-07-28')).absences).toEqual([]);
    // She came back a week earlier.
    await desk.tell(`/v1/parties/${anna}/facts/${away!}/correct`, { value: { deputyId: ben }, validFrom: '2025-07-07', validTo: '2025-07-21' });
    expect(await absences('2025-07-21')).toEqual([]);
    expect(await desk.ask(`/v1/parties/${ben}/handover`, { asOf: '2025-07-20' })).toMatchObject({ standsInFor: [{ partyId: anna, displayName: 'Anna', factId: away, validTo: '2025-07-21' }] });
    expect((await desk.ask(`/v1/parties/${ben}/handover`, { asOf: '2025-07-21' }))['standsInFor']).toEqual([]);
  });
});

describe('what somebody leaves behind', () => {
  it('goes on where its beginning ends', async () => {
    const leaver = await person('Leaver');
    const told = new Set<string>();
    for (let n = 0; n < 3; n += 1) {
      told.add(await organisation(`Followed ${n}`, fact('followed-by', { scope: 'sales', partyId: leaver })));
      await desk.tell('/v1/tasks', { subject: `Task ${n}`, assigneeId: leaver });
    }
    interface Begun { total: number; next: string | null; items: { party: { partyId: string } }[] }
    const { tasks, followed } = await desk.ask<{ tasks: Begun; followed: Begun }>(`/v1/parties/${leaver}/handover`, { limit: '2' });
    expect([tasks.total, tasks.items.length, followed.total, followed.items.length]).toEqual([3, 2, 3, 2]);
    expect((await desk.ask<Begun>('/v1/tasks', { assignee: leaver, status: 'open', cursor: tasks.next })).items).toHaveLength(1);
    const rest = await desk.ask<Begun>(`/v1/parties/${leaver}/portfolio`, { cursor: followed.next });
    expect(new Set([...followed.items, ...rest.items].map(({ party }) => party.partyId))).toEqual(told);
  });
});

describe('bad input', () => {
  it.each<[string, string, string[]]>([
    ['an unknown parameter', 'name=Anna', ['name']], ['a company that is no id', 'company=lanvaux', ['company']], ['a team that is no id', 'team=west', ['team']], ['a skill that is no code', 'skill=Negotiation%20!', ['skill']],
    ['a level of no skill', 'minLevel=3', ['minLevel']], ['a level beyond the scale', 'skill=negotiation&minLevel=6', ['minLevel']], ['a state that is none', 'absent=maybe', ['absent']], ['a page too long', 'limit=201', ['limit']],
  ])('%s is told', async (_, query, paths) => {
    const { status, body } = await desk.send(`/v1/staff?${query}`, undefined, 'GET');
    expect([status, body.code, body.errors?.map(({ path }) => path)]).toEqual([400, 'invalid-body', paths]);
  });

  it('a cursor of another list, a day that does not exist, a party nobody knows', async () => {
    const { next } = await desk.ask<Page<unknown>>(`/v1/parties/${anna}/portfolio`, { limit: '1' });
    const codes = await Promise.all([`/v1/staff?cursor=${next!}`, '/v1/staff?asOf=2025-02-29', '/v1/own-companies?company=x', `/v1/parties/${randomUUID()}/handover`].map(async (path) => (await desk.send(path, undefined, 'GET')).body.code));
    expect(codes).toEqual(['cursor-invalid', 'invalid-date', 'invalid-body', 'party-not-found']);
  });

  it('a reason for an absence is refused, and not repeated', async () => {
    const { status, body } = await desk.send(`/v1/parties/${anna}/facts`, { facts: [fact('absence', { reason: 'burn-out' })] });
    expect([status, body.code, body.errors![0]!.path, JSON.stringify(body).includes('burn-out')]).toEqual([400, 'invalid-body', 'facts[0].value.reason', false]);
    expect((await desk.send(`/v1/parties/${company}/facts`, { facts: [fact('skill', 'negotiation')] })).body.code).toBe('wrong-party-kind');
  });
});

it('a value whose key was destroyed reads erased; that somebody is away stays', async () => {
  const gone = await person('Gone', fact('skill', { code: 'secret-skill', level: 5 }), fact('territory', '56'), fact('absence', { deputyId: ben }, '2025-01-01'));
  await relate('employee-of', gone, company);
  await api.pool.query(`update keys.data_key set wrapped = null, destroyed_at = now() where subject = $1 and data_class = 'commercial'`, [gone]);
  expect(await one(gone)).toMatchObject({
    party: { displayName: 'Gone' }, skills: [{ code: null, level: null, erased: true }], territories: [{ code: null, erased: true }], absences: [{ deputy: null, erased: true }],
  });
  expect([await names({ skill: 'secret-skill' }), await names({ territory: '56' }), await names({ absent: 'true' })]).toEqual([[], [], ['Gone']]);
});

describe('who turned out to be one', () => {
  it('is one of ours once, with what either held; and so is a company', async () => {
    const [first, second] = [await person('Émile', fact('skill', { code: 'welding', level: 3 })), await person('Emile')];
    const [own, duplicate] = [await organisation('Lanvaux Sud', fact('own-company', 'south')), await organisation('Lanvaux-Sud')];
    await relate('employee-of', second, duplicate);
    await relate('member-of-team', second, coast);
    const followed = await organisation('Followed', fact('followed-by', { scope: 'sales', partyId: second }));
    const before = (await desk.ask<Page<unknown>>('/v1/staff')).position;
    await merge(api, second, first);
    await merge(api, duplicate, own);
    expect(await staff({ company: own })).toMatchObject([{
      party: { partyId: first, displayName: 'Émile' }, employments: [{ company: { partyId: own, code: 'south' }, employer: { partyId: own } }], teams: [{ partyId: coast }], skills: [{ code: 'welding', level: 3 }], follows: 1,
    }]);
    expect([await names({ company: duplicate }), await names({ skill: 'welding' }), await names({ company: own, team: west })]).toEqual([['Émile'], ['Émile'], ['Émile']]);
    expect(await names({ company: own, knownAt: before })).toEqual([]);
    expect(await desk.ask(`/v1/parties/${second}/handover`)).toMatchObject({ partyId: first, followed: { total: 1, items: [{ party: { partyId: followed } }] }, employments: [{ status: 'ongoing' }] });
    expect(await desk.ask(`/v1/parties/${first}/portfolio`)).toMatchObject({ items: [{ party: { partyId: followed } }] });
  });
});
