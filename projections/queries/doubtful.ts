/**
 * Facts in force that can no longer be trusted as they are: to be confirmed, disputed, ended or corrected. How far a fact can be
 * trusted is derived and stored nowhere, so the facts in force are walked through in the order of their ids, some at a time.
 */
import type pg from 'pg';
import type { Position } from '#libs/event-log/event-log.js';
import { checkedOn } from '#libs/facts/trust.js';
import { prepared } from '#libs/platform/database.js';
import type { Day } from '#libs/temporal/dates.js';
import { factAnswer, type FactAnswer, type FactJson } from './fact-answer.js';
import { partiesFollowedBy } from './portfolio.js';
import { AT, factJson, FRESHNESS, latestCheck, type FactOf } from './sql.js';
import { partiesThatAreOne } from './parties-that-are-one.js';

export const MAX_DOUBTFUL = 200;
export const DEFAULT_DOUBTFUL = 50;
/** Facts looked at for one page, at most: then it is handed over though it is not full. About a second. */
const MAX_WALKED = 20_000;
const STEP = 1_000;

export const DOUBTS = ['start-unknown', 'end-unknown', 'past-freshness', 'disputed'] as const;
export type Doubt = (typeof DOUBTS)[number];

export interface DoubtfulFilter {
  readonly attribute: string | undefined;
  readonly reason: Doubt | undefined;
  /** Not checked for at least so many days. */
  readonly minAgeDays: number | undefined;
  /** Of parties that this one follows on the day. */
  readonly followedBy: string | undefined;
  readonly limit: number;
  readonly after: Place | undefined;
}

/** Where the walk stands: first the facts of parties, then those of relations. */
export interface Place {
  readonly of: FactOf;
  readonly subject: string;
  readonly factId: string;
}

export interface DoubtfulFact extends FactAnswer {
  readonly partyIds: readonly string[];
  /** Days since it was last checked, began, or was stated, whichever came last; what came from another system was when that one had recorded it. */
  readonly ageDays: number;
}

const PARTIES = { party: 'array[f.party_id]', relation: 'array_remove(array[f.a, f.b], null)' } as const;

// A step walks through so many facts whatever their attribute: few of one may lie far apart, and a page must end.
// $1 subject to begin after, $2 day, $3 position or null, $4 attribute or null, $5 only of these parties, $6 fact to begin after, $7 limit
const walk = (of: FactOf, only: string) => prepared(`
  with ${AT}
  select one.${of}_id as subject, one.fact_id, ${PARTIES[of]} as party_ids, case when f.fact_id is not null then ${factJson(of)} end as fact, ${FRESHNESS} as freshness
    from at cross join lateral (
           select * from ${of === 'party' ? 'fact' : 'relation_fact'} one
            where (one.${of}_id, one.fact_id) > ($1::uuid, $6::uuid) and one.effective @> $2::date and one.recorded @> at.position and ${only}
            order by one.${of}_id, one.fact_id limit $7
         ) one left join lateral (select one.* where $4::text is null or one.attribute = $4) f on true left join ${latestCheck(of)}
   order by one.${of}_id, one.fact_id`);
const ANY = '$5::uuid[] is null';
const WALKS = { party: walk('party', ANY), relation: walk('relation', ANY) };
const WALKS_OF_PARTIES = {
  party: walk('party', 'one.party_id = any($5::uuid[])'),
  relation: walk('relation', 'one.relation_id = any(array(select p.relation_id from relation_period p where p.a = any($5::uuid[]) or p.b = any($5::uuid[])))'),
};
const FIRST: Place = { of: 'party', subject: '00000000-0000-0000-0000-000000000000', factId: '00000000-0000-0000-0000-000000000000' };

interface Row {
  readonly subject: string;
  readonly fact_id: string;
  readonly party_ids: readonly string[];
  /** Null where it is of another attribute. */
  readonly fact: FactJson | null;
  readonly freshness: Readonly<Record<string, number | null>> | null;
}

/** A page; `next` is where the walk goes on. */
export async function doubtfulFacts(pool: pg.Pool, asOf: Day, position: Position, { attribute, reason, minAgeDays, followedBy, limit, after }: DoubtfulFilter): Promise<{ readonly items: readonly DoubtfulFact[]; readonly next: Place | undefined }> {
  const parties = followedBy === undefined ? null : await partiesFollowedBy(pool, await partiesThatAreOne(pool, followedBy, position), asOf, position);
  const walks = parties === null ? WALKS : WALKS_OF_PARTIES;
  const items: DoubtfulFact[] = [];
  let place: Place = after ?? FIRST;
  for (let walked = 0; walked < MAX_WALKED; walked += STEP) {
    const { of, subject, factId } = place;
    const { rows } = await pool.query<Row>({ ...walks[of], values: [subject, asOf, position, attribute ?? null, parties, factId, STEP] });
    for (const { subject: last, fact_id: lastFact, party_ids: partyIds, fact, freshness } of rows) {
      place = { of, subject: last, factId: lastFact };
      if (!fact) continue;
      const answer = factAnswer(fact, asOf, freshness ?? {});
      const ageDays = daysBetween(checkedOn(fact), asOf);
      if (answer.trust !== 'doubtful' || (reason && !answer.trustReason!.startsWith(reason)) || (minAgeDays !== undefined && ageDays < minAgeDays)) continue;
      items.push({ ...answer, partyIds, ageDays });
      if (items.length === limit) return { items, next: place };
    }
    if (rows.length === STEP) continue;
    if (of === 'relation') return { items, next: undefined };
    place = { ...FIRST, of: 'relation' };
  }
  return { items, next: place };
}

function daysBetween(from: Day, to: Day): number {
  return from > to ? 0 : Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
