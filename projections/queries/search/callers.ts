/** Who may be calling. */
import type { Position } from '#libs/event-log/event-log.js';
import type { PartyKind } from '#libs/parties/events.js';
import { question, type Asking } from '#libs/platform/questions.js';
import type { Day } from '#libs/temporal/dates.js';
import { AT, kindOf, namesOf, survivorsOf, UNREADABLE } from '../sql.js';
import { shownName, type NamesRead } from '../summary.js';
import { MAX_HITS } from './hits.js';

/** Somebody who may be calling. */
export interface Caller {
  readonly party: { readonly partyId: string; readonly kind: PartyKind | null; readonly displayName: string | null };
  /** `own`: a number of the party itself; `employment`: one it is reached by at another party. */
  readonly by: 'own' | 'employment';
  readonly at: { readonly partyId: string; readonly displayName: string | null } | null;
  readonly current: boolean;
  readonly until: Day | null;
}

// Persons first, then who has the number now, then who had it last. $1 number, $2 day, $3 position
const CALLERS = question(`
  with recursive ${AT},
  found as (
    select f.party_id, null::uuid as other, f.effective from at, fact f where f.attribute = 'phone' and f.lookup = $1 and f.recorded @> at.position and not isempty(f.effective) and not ${UNREADABLE}
    union all
    select f.a, f.b, f.effective from at, relation_fact f where f.attribute = 'phone' and f.lookup = $1 and f.a is not null and f.recorded @> at.position and not isempty(f.effective) and not ${UNREADABLE}
  ),
  ${survivorsOf('survivor', 'select party_id from found union select other from found')},
  -- Who is one with others has the number once.
  caller as (
    select distinct on (s.party_id, o.party_id) s.party_id, o.party_id as other, f.effective from found f join survivor s on s.asked = f.party_id left join survivor o on o.asked = f.other
     where lower_inf(f.effective) or lower(f.effective) <= $2::date order by s.party_id, o.party_id, f.effective @> $2::date desc, upper(f.effective) desc nulls first
  )
  select c.party_id, c.other, c.effective @> $2::date as current, upper(c.effective)::text as until, q.kind, ${namesOf('c.party_id')} as names, ${kindOf('c.other')} as other_kind, ${namesOf('c.other')} as other_names
    from at, caller c join party q on q.party_id = c.party_id and q.recorded @> (select position from at) and not q.erased
   order by c.effective @> $2::date desc, (q.kind = 'person') desc, upper(c.effective) desc nulls first, c.party_id limit ${MAX_HITS}`, 'text', 'date', 'bigint');

/** Who may be calling from a number in E.164, the likeliest first. */
export async function callersFrom(db: Asking, number: string, asOf: Day, position: Position): Promise<readonly Caller[]> {
  const { rows } = await db.query<{
    party_id: string; other: string | null; current: boolean; until: Day | null; kind: PartyKind | null; names: NamesRead; other_kind: PartyKind | null; other_names: NamesRead;
  }>({ ...CALLERS, values: [number, asOf, position] });
  return rows.map((row) => ({
    party: { partyId: row.party_id, kind: row.kind, displayName: shownName(row.kind, row.names) }, by: row.other === null ? 'own' : 'employment',
    at: row.other === null ? null : { partyId: row.other, displayName: shownName(row.other_kind, row.other_names) }, current: row.current, until: row.until,
  }));
}
