/** The parties that filters let through, where nothing else is looked for: found by the narrowest of them, and listed by their ids. */
import type pg from 'pg';
import type { Position } from '#libs/event-log/event-log.js';
import { prepared } from '#libs/platform/database.js';
import type { Day } from '#libs/temporal/dates.js';
import { letsThrough, WHERE_IT_SHOWS, type Conditions, type FilterName } from './search/conditions.js';
import { hitOf, type Hit, type Row } from './search/hits.js';
import { AT, isMerged, mergedInto, namesOf, shadowed, UNREADABLE } from './sql.js';

/** The filter that fewest pass, as a rule, comes first: those it lets through are asked for by the others. */
const NARROWEST = ['followedBy', 'territory', 'activity', 'status', 'kind'] as const satisfies readonly FilterName[];
/** What territories, activities and statuses are filtered by, as the index has it: without case and dots. */
const FILTERED_BY = `upper(replace(coalesce(f.value ->> 'status', f.value ->> 'code', f.value #>> '{}'), '.', ''))`;
const filtered = (parameter: string): string => `upper(replace(${parameter}::text, '.', ''))`;
/** Facts by which parties pass a filter, each found by an index; those of one value in the order of their parties. */
const PASSED_BY: Readonly<Record<Exclude<FilterName, 'kind'>, readonly string[]>> = {
  followedBy: [`f.attribute = 'followed-by' and f.value ->> 'partyId' = $8::text`],
  territory: [`f.attribute = 'territory' and ${FILTERED_BY} = ${filtered('$6')} and coalesce(f.value ->> 'code', f.value #>> '{}') = $6`],
  activity: [`f.attribute = 'activity' and ${FILTERED_BY} ~>=~ ${filtered('$7')} and ${FILTERED_BY} ~<~ (${filtered('$7')} || U&'\\+10FFFF')`],
  status: ['administrative-status', 'status-override'].map((attribute) => `f.attribute = '${attribute}' and ${FILTERED_BY} = ${filtered('$5')} and coalesce(f.value ->> 'status', f.value #>> '{}') = $5`),
};

const BEHIND = `coalesce($1::uuid, '00000000-0000-0000-0000-000000000000')`;

const PARAMETERS: Readonly<Record<FilterName, string>> = { kind: '$4', status: '$5', territory: '$6', activity: '$7', followedBy: '$8' };

/** Whether a filter lets a party through, by itself or by what shows of those that were merged into it; but its kind is its own. */
const letsOneThrough = (name: FilterName, party: string): string =>
  `(${letsThrough(name, party, PARAMETERS[name])}${name === 'kind' ? '' : ` or exists (select from ${mergedInto(party)} m where ${letsThrough(name, 'm.party_id', PARAMETERS[name], WHERE_IT_SHOWS)})`})`;

// $1 the last party of the page before, $2 day, $3 position, $4 kind, $5 status, $6 territory, $7 activity, $8 follower, $9 limit
const filteredBy = (narrowest: FilterName) => {
  const others = (party: string): string => `exists (select from party q where q.party_id = ${party} and q.recorded @> at.position and not q.erased) and not ${isMerged(party)}
       and ${NARROWEST.filter((name) => name !== narrowest).map((name) => letsOneThrough(name, party)).join(' and ')}`;
  const holding = `f.recorded @> at.position and f.effective @> $2::date and not ${UNREADABLE}`;
  // Fenced off, so that they are read in the order of an index, and no further than the page goes; the planner would read all that is known and holds.
  const rows = narrowest === 'kind'
    ? [`select q.party_id, 'kind' as attribute, to_jsonb(q.kind) as value, null::daterange as effective, false as merged from (select * from party q where q.party_id > ${BEHIND} order by q.party_id offset 0) q
         where q.kind = $4 and q.recorded @> at.position and ${others('q.party_id')} order by q.party_id limit $9`]
    : PASSED_BY[narrowest].flatMap((condition) => [
      `select distinct on (f.party_id) f.party_id, f.attribute, f.value, f.effective, false as merged from (select * from fact f where ${condition} and f.party_id > ${BEHIND} order by f.party_id offset 0) f
         where ${holding} and ${others('f.party_id')} order by f.party_id limit $9`,
      // By what was merged into them, in their order; the facts of each by the party.
      `select distinct on (s.party_id) s.party_id, f.attribute, f.value, f.effective, true as merged
          from (select distinct a.survivor as party_id from party_alias a where a.survivor > ${BEHIND} order by a.survivor offset 0) s, lateral ${mergedInto('s.party_id')} m, lateral (select * from fact where party_id = m.party_id offset 0) f
         where ${condition} and ${holding} and not ${shadowed('f')} and ${others('s.party_id')} order by s.party_id limit $9`,
    ]);
  return prepared(`
  with ${AT},
  -- Beside the position and not joined with it, so that they come in the order of the index and end with the page.
  passed as (select distinct on (one.party_id) one.* from at, lateral (${rows.map((select) => `(${select})`).join(' union all ')}) one order by one.party_id, one.merged, one.attribute limit $9)
  select h.party_id, 0 as score, h.attribute, h.value, lower(h.effective)::text as since, upper(h.effective)::text as until, true as current, null as kilometres, q.kind, ${namesOf('h.party_id')} as names
    from at, passed h join party q on q.party_id = h.party_id and q.recorded @> (select position from at)
   order by h.party_id`);
};
const FILTERED = Object.fromEntries(NARROWEST.map((name) => [name, filteredBy(name)])) as Readonly<Record<FilterName, ReturnType<typeof prepared>>>;

/** All that the filters let through, of which there must be one, in the order of their ids; those that turned out to be others as these. */
export async function partiesFiltered(pool: pg.Pool, asOf: Day, position: Position, filter: Pick<Conditions, FilterName> & { readonly limit: number; readonly after: string | undefined }): Promise<{ readonly items: readonly Hit[]; readonly next: string | undefined }> {
  const { kind, status, territory, activity, followedBy, limit, after } = filter;
  const narrowest = NARROWEST.find((name) => filter[name] !== undefined)!;
  const { rows } = await pool.query<Row>({ ...FILTERED[narrowest], values: [after ?? null, asOf, position, kind ?? null, status ?? null, territory ?? null, activity ?? null, followedBy ?? null, limit + 1] });
  return { items: rows.slice(0, limit).map(hitOf), next: rows.length > limit ? rows[limit - 1]!.party_id : undefined };
}
