/** Who may be calling. */
import type { Position } from '#libs/event-log/event-log.js';
import type { PartyKind } from '#libs/parties/events.js';
import { question, type Asking } from '#libs/platform/questions.js';
import type { Day } from '#libs/temporal/dates.js';
import { asTheOnesTheyAre, type Who } from '../parties-that-are-one.js';
import { AT, latestCheck, survivorsOf, UNREADABLE, whoIs } from '../sql.js';
import { shownParty } from '../summary.js';
import { MAX_HITS } from './hits.js';

/** Somebody who may be calling. */
export interface Caller {
  readonly party: { readonly partyId: string; readonly kind: PartyKind | null; readonly displayName: string | null };
  /** `own`: a number of the party itself; `employment`: one it is reached by at another party. */
  readonly by: 'own' | 'employment';
  readonly at: { readonly partyId: string; readonly displayName: string | null } | null;
  readonly current: boolean;
  readonly until: Day | null;
  /** Somebody said that the number is wrong, and nobody since that it is right. */
  readonly disputed?: true;
}

// Who has the number now before who had it, the latest first; what is disputed behind what is not, persons before organisations. $1 number, $2 day, $3 position
const CALLERS = question(`
  with recursive ${AT},
  found as (
    select f.party_id, null::uuid as other, f.effective, coalesce(checked.disputed, false) as disputed from at cross join fact f left join ${latestCheck('party')} where f.attribute = 'phone' and f.lookup = $1 and f.recorded @> at.position and not isempty(f.effective) and not ${UNREADABLE}
    union all
    select f.a, f.b, f.effective, coalesce(checked.disputed, false) from at cross join relation_fact f left join ${latestCheck('relation')} where f.attribute = 'phone' and f.lookup = $1 and f.a is not null and f.recorded @> at.position and not isempty(f.effective) and not ${UNREADABLE}
  ),
  ${survivorsOf('survivor', 'select party_id from found union select other from found')},
  -- Who is one with others has the number once.
  caller as (
    select distinct on (s.party_id, o.party_id) s.party_id, o.party_id as other, f.effective, f.disputed from found f join survivor s on s.asked = f.party_id left join survivor o on o.asked = f.other
     where lower_inf(f.effective) or lower(f.effective) <= $2::date order by s.party_id, o.party_id, f.effective @> $2::date desc, f.disputed, upper(f.effective) desc nulls first
  )
  select c.party_id, c.other, c.effective @> $2::date as current, upper(c.effective)::text as until, c.disputed, ${whoIs('c.party_id', UNREADABLE, 'q.kind')} as who, case when c.other is not null then ${whoIs('c.other')} end as at
    from at, caller c join party q on q.party_id = c.party_id and q.recorded @> (select position from at) and not q.erased
   order by c.effective @> $2::date desc, c.disputed, (q.kind = 'person') desc, upper(c.effective) desc nulls first, c.party_id limit ${MAX_HITS}`, 'text', 'date', 'bigint');

/** Who may be calling from a number in E.164, the likeliest first. */
export async function callersFrom(db: Asking, number: string, asOf: Day, position: Position): Promise<readonly Caller[]> {
  const { rows } = await db.query<{ party_id: string; other: string | null; current: boolean; until: Day | null; disputed: boolean; who: Who; at: Who | null }>({ ...CALLERS, values: [number, asOf, position] });
  const known = Object.fromEntries(rows.flatMap((row) => [[row.party_id, row.who], ...(row.other !== null && row.at ? [[row.other, row.at]] : [])] as [string, Who][]));
  const who = await asTheOnesTheyAre(db, known, asOf, position);
  const shown = (partyId: string) => shownParty(partyId, who[partyId]);
  const namedAt = (partyId: string) => ({ partyId, displayName: shown(partyId).displayName });
  return rows.map((row) => ({
    party: shown(row.party_id), by: row.other === null ? 'own' : 'employment', at: row.other === null ? null : namedAt(row.other),
    current: row.current, until: row.until, ...(row.disputed && { disputed: true as const }),
  }));
}
