/**
 * Our own companies, their teams, and our people. Nobody is entered as staff: one of ours is who is employed on the day by an
 * organisation that is an own company on the day, or by an establishment of one. Parties that turned out to be one count as one.
 */
import type pg from 'pg';
import type { Position } from '#libs/event-log/event-log.js';
import { prepared } from '#libs/platform/database.js';
import type { Day } from '#libs/temporal/dates.js';
import type { From, To } from '#libs/temporal/periods.js';
import { absencesOf, type Absence } from './absences.js';
import { partiesById } from './parties.js';
import { AT, membersOf, UNREADABLE } from './sql.js';

export const MAX_STAFF_PAGE = 200;
export const DEFAULT_STAFF_PAGE = 50;
/** Own companies and teams in one answer; where there may be more, it says that it is cut. */
export const MAX_OWN_COMPANIES = 1_000;
export const MAX_TEAMS = 5_000;
/** Teams below teams. */
const MAX_DEPTH = 20;

export interface Named {
  readonly partyId: string;
  readonly displayName: string | null;
}

export interface Employment {
  readonly relationId: string;
  readonly periodId: string;
  readonly company: Named & { readonly code: string };
  /** The company, or the establishment of it. */
  readonly employer: Named;
  readonly validFrom: From;
  readonly validTo: To;
}

export interface TeamMembership extends Named {
  readonly relationId: string;
  readonly periodId: string;
  /** Leads it; else is a member. */
  readonly leads: boolean;
  readonly validFrom: From;
  readonly validTo: To;
  /** Those of the team. */
  readonly territories: readonly string[];
}

interface Held {
  readonly factId: string;
  /** Null where it can no longer be read. */
  readonly code: string | null;
  readonly erased?: true;
  readonly validFrom: From;
  readonly validTo: To;
}

export interface StaffMember {
  readonly party: Named;
  readonly employments: readonly Employment[];
  readonly teams: readonly TeamMembership[];
  readonly skills: readonly (Held & { readonly level: number | null })[];
  readonly territories: readonly Held[];
  readonly absences: readonly Absence[];
  /** Parties that this one follows, in any scope. */
  readonly follows: number;
}

export interface StaffFilter {
  /** An own company, or a party that turned out to be one. */
  readonly company?: string | undefined;
  /** A team: those in it, and in the teams below it. */
  readonly team?: string | undefined;
  readonly skill?: string | undefined;
  /** Has the skill at this level at least. */
  readonly minLevel?: number | undefined;
  /** Held by the person, or by a team of the person's. */
  readonly territory?: string | undefined;
  readonly absent?: boolean | undefined;
  readonly limit: number;
  /** The last person of the page before. */
  readonly after?: string | undefined;
}

const held = (alias: string): string => `${alias}.effective @> $2::date and ${alias}.recorded @> at.position`;
/** Periods of relations, from one of their ends, in force on the day. Fenced off: the planner would intersect them with all that is believed of anybody. */
const related = (end: 'a' | 'b', party: string, types: string): string =>
  `lateral (select * from relation_period where ${end} = ${party} and type = any('{${types}}') and effective @> $2::date offset 0) p`;

// `company`: what is ours; `workplace`: those, and their establishments, by company.
const OURS = `
  own_fact as materialized (
    select f.party_id, f.fact_id, f.value #>> '{}' as code, f.valid_from, f.valid_to, upper(f.effective)::text as upper, f.ended_by
      -- Fenced off, and asked for by its own index: few facts say so, and the planner would rather walk through all that holds on the day.
      from at, (select * from fact where lower(attribute) = 'own-company' offset 0) f where ${held('f')} and not ${UNREADABLE}
  ),
  ${membersOf('company', 'select party_id from own_fact')},
  own_company as materialized (
    select distinct on (c.party_id) c.party_id, o.code, o.fact_id, o.valid_from, o.valid_to, o.upper, o.ended_by
      from at cross join company c join own_fact o on o.party_id = c.member join party q on q.party_id = c.party_id and q.recorded @> at.position and not q.erased
     order by c.party_id, c.depth
  ),
  site as (select c.party_id as company, p.a as party_id from at, company c, ${related('b', 'c.member', 'establishment-of')} where p.recorded @> at.position),
  ${membersOf('establishment', 'select party_id from site')},
  workplace as materialized (
    select c.party_id as company, c.member from company c
    union select s.company, other.member from site s join establishment e on e.member = s.party_id join establishment other on other.party_id = e.party_id
  )`;

/** Facts of one party, found by that. Fenced off like relations. */
const factsOf = (party: string, attribute: string): string => `lateral (select * from fact where party_id = ${party} and attribute = '${attribute}' offset 0) f`;

const STAFF = `
  ${OURS},
  employed as materialized (
    select distinct w.company, p.a as party_id from at cross join own_company o join workplace w on w.company = o.party_id, ${related('b', 'w.member', 'employee-of')} where p.recorded @> at.position
  ),
  ${membersOf('person', 'select party_id from employed')},
  -- Everybody employed is a member; but a full join is not made row by row, whatever the planner believes of their number.
  paired as materialized (select person.party_id, person.member, e.company from person full join employed e on e.party_id = person.member),
  staff as materialized (
    select one.party_id, array_agg(distinct one.company) as companies, array_agg(distinct one.member) as members
      from at cross join paired one join party q on q.party_id = one.party_id and q.recorded @> at.position and not q.erased
     group by one.party_id
  )`;

// Of person `s`. Each is looked up by itself: joined, the planner would take a few thousand of them for one.
const hasFact = (attribute: string, condition = 'true'): string => `exists (
    select from unnest(s.members) m (member), ${factsOf('m.member', attribute)} where ${held('f')} and ${condition} offset 0)`;
const inTeam = (condition: string): string => `exists (
    select from unnest(s.members) m (member), ${related('a', 'm.member', 'member-of-team,leads-team')} where p.recorded @> at.position and ${condition} offset 0)`;

/** A page of our people, in the order of their ids. */
export async function listStaff(pool: pg.Pool, asOf: Day, position: Position, filter: StaffFilter): Promise<{ readonly items: readonly StaffMember[]; readonly more: boolean }> {
  const values: unknown[] = [filter.team ?? null, asOf, position];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const { company, team, skill, minLevel, territory, absent, after, limit } = filter;
  const code = territory === undefined ? '' : `f.value #>> '{}' = ${bind(territory)} and not ${UNREADABLE}`;
  const conditions = [
    ...(company === undefined ? [] : [`s.companies && array(select c.party_id from company c where c.member = ${bind(company)}::uuid)`]),
    ...(team === undefined ? [] : [inTeam('p.b = any(array(select party_id from below))')]),
    ...(skill === undefined ? [] : [hasFact('skill', `f.value ->> 'code' = ${bind(skill)} ${minLevel === undefined ? '' : `and (f.value ->> 'level')::int >= ${bind(minLevel)}`} and not ${UNREADABLE}`)]),
    ...(territory === undefined ? [] : [`(${hasFact('territory', code)} or ${inTeam(`exists (select from ${factsOf('p.b', 'territory')} where ${held('f')} and ${code})`)})`]),
    ...(absent === undefined ? [] : [`${absent ? '' : 'not '}${hasFact('absence')}`]),
    ...(after === undefined ? [] : [`s.party_id > ${bind(after)}::uuid`]),
  ];
  // Below a team: along the hierarchy, and from one to another that turned out to be the same.
  const { rows } = await pool.query<{ party_id: string }>(`
    with recursive ${AT}, ${STAFF},
    below (party_id) as (
      select $1::uuid where $1 is not null
      union
      select next.party_id from at, below t, lateral (
        select p.a as party_id from relation_period p where p.b = t.party_id and p.type = 'team-of' and ${held('p')}
        union all select a.loser from party_alias a where a.survivor = t.party_id and a.recorded @> at.position
        union all select a.survivor from party_alias a where a.loser = t.party_id and a.recorded @> at.position
      ) next
    )
    select s.party_id from at, staff s ${conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''} order by s.party_id limit ${bind(limit + 1)}`, values);
  const people = rows.slice(0, limit).map((row) => row.party_id);
  return { items: await staffMembers(pool, people, asOf, position), more: rows.length > limit };
}

interface PeriodJson {
  readonly relationId: string;
  readonly periodId: string;
  readonly validFrom: From;
  readonly validTo: To;
}
interface DetailRow {
  readonly party_id: string;
  readonly employments: readonly (PeriodJson & { readonly company: string; readonly code: string; readonly employer: string })[] | null;
  readonly teams: readonly (PeriodJson & { readonly team: string; readonly leads: boolean; readonly territories: readonly string[] | null })[] | null;
  readonly facts: readonly (Held & { readonly attribute: string; readonly level: number | null })[] | null;
  readonly follows: bigint;
}

const PERIOD_JSON = `'relationId', p.relation_id, 'periodId', p.period_id, 'validFrom', p.valid_from, 'validTo', case when p.ended_by is null then p.valid_to else to_jsonb(upper(p.effective)::text) end`;
// $1 people, by what they answer as; $2 day, $3 position
const DETAILS = prepared(`
  with recursive ${AT}, ${OURS},
  ${membersOf('person', 'select unnest($1::uuid[])')},
  someone as materialized (select party_id, array_agg(member) as members from person group by party_id),
  job as materialized (select person.party_id as person, p.* from at, person, ${related('a', 'person.member', 'employee-of,member-of-team,leads-team')} where p.recorded @> at.position),
  ${membersOf('employer', `select b from job where type = 'employee-of'`)},
  ${membersOf('team', `select b from job where type <> 'employee-of'`)}
  select s.party_id,
         (select json_agg(json_build_object(${PERIOD_JSON}, 'company', o.party_id, 'code', o.code, 'employer', e.party_id) order by lower(p.effective) nulls first, p.period_id)
            from job p join employer e on e.member = p.b join workplace w on w.member = p.b join own_company o on o.party_id = w.company
           where p.person = s.party_id and p.type = 'employee-of') as employments,
         (select json_agg(json_build_object(${PERIOD_JSON}, 'team', t.party_id, 'leads', p.type = 'leads-team', 'territories', (
                 select json_agg(distinct f.value #>> '{}') from team same, ${factsOf('same.member', 'territory')}
                  where same.party_id = t.party_id and ${held('f')} and not ${UNREADABLE})) order by p.type, lower(p.effective) nulls first, p.period_id)
            from job p join team t on t.member = p.b where p.person = s.party_id and p.type <> 'employee-of') as teams,
         (select json_agg(json_build_object('attribute', f.attribute, 'factId', f.fact_id, 'validFrom', f.valid_from, 'validTo', case when f.ended_by is null then f.valid_to else to_jsonb(upper(f.effective)::text) end,
                   'code', case when not ${UNREADABLE} then coalesce(f.value ->> 'code', f.value #>> '{}') end, 'level', case when not ${UNREADABLE} then f.value -> 'level' end) order by f.attribute, f.fact_id)
            from unnest(s.members) m (member), unnest('{skill,territory}'::text[]) a (code), lateral (select * from fact where party_id = m.member and attribute = a.code offset 0) f where ${held('f')}) as facts,
         (select count(distinct f.party_id) from (select * from fact where attribute = 'followed-by' and value ->> 'partyId' = any(s.members::text[]) offset 0) f where ${held('f')} and not ${UNREADABLE}) as follows
    from at, someone s`);

async function staffMembers(pool: pg.Pool, people: readonly string[], asOf: Day, position: Position): Promise<StaffMember[]> {
  if (people.length === 0) return [];
  const [{ rows }, absences] = await Promise.all([pool.query<DetailRow>({ ...DETAILS, values: [people, asOf, position] }), absencesOf(pool, people, asOf, position)]);
  const name = await namesFor(pool, rows.flatMap(({ party_id: person, employments, teams }) => [person, ...(employments ?? []).flatMap(({ company, employer }) => [company, employer]), ...(teams ?? []).map(({ team }) => team)]), asOf, position);
  const details = new Map(rows.map((row) => [row.party_id, row]));
  return people.map((person) => {
    const { employments, teams, facts, follows } = details.get(person)!;
    const of = (attribute: string) => (facts ?? []).filter((fact) => fact.attribute === attribute);
    const heldFact = ({ factId, code, validFrom, validTo }: Held): Held => ({ factId, code, validFrom, validTo, ...(code === null && { erased: true as const }) });
    return {
      party: name(person),
      employments: (employments ?? []).map(({ company, code, employer, ...period }) => ({ ...period, company: { ...name(company), code }, employer: name(employer) })),
      teams: (teams ?? []).map(({ team, leads, territories, ...period }) => ({ ...period, ...name(team), leads, territories: territories ?? [] })),
      skills: of('skill').map((fact) => ({ ...heldFact(fact), level: fact.level })),
      territories: of('territory').map(heldFact),
      absences: absences.get(person) ?? [],
      follows: Number(follows),
    };
  });
}

/** What parties are called, asked for at once. */
async function namesFor(pool: pg.Pool, parties: readonly string[], asOf: Day, position: Position): Promise<(partyId: string) => Named> {
  const ids = [...new Set(parties)];
  const found = await partiesById(pool, ids, { asOf, position });
  const names = new Map(ids.map((id, i) => [id, found[i]!.displayName]));
  return (partyId) => ({ partyId, displayName: names.get(partyId) ?? null });
}

export interface Team extends Named {
  /** What it is a team of: the company, an establishment of it, or another team. */
  readonly partOf: string;
  /** More than one where they lead together, or one hands over to another. */
  readonly leaders: readonly Named[];
  readonly members: number;
  readonly territories: readonly string[];
}

export interface OwnCompany {
  readonly party: Named;
  readonly code: string;
  readonly factId: string;
  readonly validFrom: From;
  readonly validTo: To;
  /** Employed there on the day. */
  readonly people: number;
  readonly teams: readonly Team[];
}

interface CompanyRow {
  readonly party_id: string;
  readonly code: string;
  readonly fact_id: string;
  readonly valid_from: From;
  readonly valid_to: To;
  readonly upper: Day | null;
  readonly ended_by: string | null;
  readonly people: bigint;
  readonly teams: readonly { readonly team: string; readonly partOf: string; readonly leaders: readonly string[] | null; readonly members: number; readonly territories: readonly string[] | null }[] | null;
}

// $1 limit of companies, $2 day, $3 position, $4 limit of teams
const COMPANIES = prepared(`
  with recursive ${AT}, ${STAFF},
  tree (company, team, parent, depth) as (
    select w.company, p.a, p.b, 1 from at, workplace w, ${related('b', 'w.member', 'team-of')} where p.recorded @> at.position
    union all
    select t.company, p.a, p.b, t.depth + 1 from at, tree t, ${related('b', 't.team', 'team-of')} where p.recorded @> at.position and t.depth < ${MAX_DEPTH}
  ),
  team as materialized (select company, team, parent, depth from (select distinct on (company, team) * from tree order by company, team, depth) each_once order by company, depth, team limit $4)
  select o.*, (select count(*) from staff s where o.party_id = any(s.companies)) as people,
         (select json_agg(json_build_object('team', t.team, 'partOf', t.parent,
                   'leaders', (select json_agg(distinct s.party_id) from at, ${related('b', 't.team', 'leads-team')} join paired s on s.member = p.a where p.recorded @> at.position),
                   'members', (select count(distinct s.party_id) from at, ${related('b', 't.team', 'member-of-team')} join paired s on s.member = p.a where p.recorded @> at.position),
                   'territories', (select json_agg(distinct f.value #>> '{}') from at, ${factsOf('t.team', 'territory')} where ${held('f')} and not ${UNREADABLE})) order by t.depth, t.team)
            from team t where t.company = o.party_id) as teams
    from own_company o order by o.code, o.party_id limit $1`);

/** Every own company of the day with its teams, by code. `cut`: as many as one answer holds, so there may be more. */
export async function ownCompanies(pool: pg.Pool, asOf: Day, position: Position): Promise<{ readonly items: readonly OwnCompany[]; readonly cut: boolean }> {
  const { rows } = await pool.query<CompanyRow>({ ...COMPANIES, values: [MAX_OWN_COMPANIES + 1, asOf, position, MAX_TEAMS] });
  const shown = rows.slice(0, MAX_OWN_COMPANIES);
  const teams = shown.flatMap((row) => row.teams ?? []);
  const name = await namesFor(pool, [...shown.map((row) => row.party_id), ...teams.flatMap(({ team, leaders }) => [team, ...(leaders ?? [])])], asOf, position);
  return {
    items: shown.map((row) => ({
      party: name(row.party_id), code: row.code, factId: row.fact_id, validFrom: row.valid_from, validTo: row.ended_by === null ? row.valid_to : row.upper, people: Number(row.people),
      teams: (row.teams ?? []).map(({ team, partOf, leaders, members, territories }) => ({ ...name(team), partOf, leaders: (leaders ?? []).map(name), members, territories: territories ?? [] })),
    })),
    cut: rows.length > MAX_OWN_COMPANIES || teams.length === MAX_TEAMS,
  };
}
