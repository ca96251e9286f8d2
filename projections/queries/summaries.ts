/** Several parties summed up at once, each as its own 360° would. */
import type pg from 'pg';
import type { Position } from '#libs/event-log/event-log.js';
import type { PartyKind } from '#libs/parties/events.js';
import { prepared } from '#libs/platform/database.js';
import type { Day } from '#libs/temporal/dates.js';
import { factAnswer, type FactJson } from './fact-answer.js';
import { preferringSurvivor } from './parties-that-are-one.js';
import { AT, factJson, FRESHNESS, goneOf, latestCheck, membersOf, UNREADABLE_BY_GONE } from './sql.js';
import { SUMMED_UP, summaryOf, type Summary } from './summary.js';
import { CONTACT_POINTS } from './view360.js';

interface Row {
  readonly party_id: string;
  readonly kind: PartyKind;
  readonly freshness: Readonly<Record<string, number | null>> | null;
  readonly facts: readonly (FactJson & { readonly depth: number })[] | null;
  readonly contact_points: readonly FactJson[] | null;
}

const held = (table: string, whose: string, attributes: readonly string[]): string =>
  `select * from ${table} where ${whose} and attribute = any('{${attributes.join(',')}}') and recorded @> at.position and effective @> $2::date`;

// $1 parties, $2 day, $3 position
const SUMMED = prepared(`
  with recursive ${AT}, ${membersOf('member', 'select unnest($1::uuid[])')},
  -- Periods whose contact points are the party's own.
  own_period as materialized (
    select m.party_id, p.period_id, p.relation_id from at, member m, lateral (select * from relation_period where a = m.member and effective @> $2::date offset 0) p where p.recorded @> at.position
  ),
  ${goneOf('select member from member union select relation_id from own_period')}
  select s.party_id, q.kind, ${FRESHNESS} as freshness,
         (select json_agg(${factJson('party', { unreadable: UNREADABLE_BY_GONE, more: `, 'depth', m.depth` })} order by f.attribute, f.slot, f.fact_id)
            from member m, lateral (${held('fact', 'party_id = m.member', SUMMED_UP)}) f left join ${latestCheck('party')} where m.party_id = s.party_id) as facts,
         (select json_agg(${factJson('relation', { unreadable: UNREADABLE_BY_GONE })} order by f.attribute, f.slot, f.fact_id)
            from own_period p, lateral (${held('relation_fact', 'period_id = p.period_id', [...CONTACT_POINTS])}) f left join ${latestCheck('relation')} where p.party_id = s.party_id) as contact_points
    from at, (select distinct party_id from member) s join party q on q.party_id = s.party_id
   where q.recorded @> at.position and not q.erased`);

/** By what they answer as; who was erased is not in it. */
export async function summariesOf(pool: pg.Pool, parties: readonly string[], { asOf, position }: { readonly asOf: Day; readonly position: Position }): Promise<ReadonlyMap<string, Summary>> {
  if (parties.length === 0) return new Map();
  const { rows } = await pool.query<Row>({ ...SUMMED, values: [parties, asOf, position] });
  return new Map(rows.map(({ party_id: partyId, kind, freshness, facts, contact_points: contactPoints }) => {
    const all = [...preferringSurvivor(facts ?? []), ...(contactPoints ?? [])];
    return [partyId, summaryOf(kind, all.map((fact) => factAnswer(fact, asOf, freshness ?? {})))];
  }));
}
