/** Of those that were found, the hits: the parties they are at the position, which fulfil the conditions, in their order. */
import type pg from 'pg';
import type { PartyKind } from '#libs/parties/events.js';
import type { Day } from '#libs/temporal/dates.js';
import { AT, membersOf, namesOf } from '../sql.js';
import type { NamesRead } from '../parties-that-are-one.js';
import { shownParty } from '../summary.js';
import { bound, type Bind } from './conditions.js';
import { FACT, KNOWN, statement, type Found, type Looking } from './ways.js';

/** Hits at most. */
export const MAX_HITS = 100;
/** What holds no longer on the day counts for so much of it. */
const FORMER = 0.8;

export interface Hit {
  readonly party: { readonly partyId: string; readonly kind: PartyKind | null; readonly displayName: string | null };
  readonly score: number;
  /** Why it was found; a former name says until when it was one. */
  readonly matched: { readonly attribute: string; readonly value: unknown; readonly since: Day | null; readonly until: Day | null; readonly current: boolean };
  readonly kilometres?: number;
}

export interface Row extends Pick<Found, 'party_id' | 'score' | 'attribute' | 'value' | 'since' | 'until' | 'current'> {
  readonly kilometres: number | null;
  readonly kind: PartyKind | null;
  readonly names: NamesRead;
}

/** Where a page ended. The first page is ranked among fewer than those behind it: so they go by what it showed, and from each other by rank. */
export interface SearchPlace {
  readonly shown: readonly string[];
  readonly last: { readonly score: number; readonly kilometres: number | null; readonly partyId: string } | undefined;
}

interface Ranked extends Found {
  readonly weighed: number;
}

const byRank = (a: Ranked, b: Ranked): number => b.score - a.score || b.weighed - a.weighed || (a.attribute < b.attribute ? -1 : a.attribute > b.attribute ? 1 : 0);

/** What each party is best found by, of what it has or had on the day. */
export function bestOf(found: readonly Found[], asOf: Day): readonly Found[] {
  const best = new Map<string, Ranked>();
  for (const one of found) {
    if (one.since !== null && one.since > asOf) continue;
    const weighed = one.score * (one.current ? 1 : FORMER);
    const ranked = { ...one, score: Math.max(weighed, one.of_all ?? 0), weighed };
    const before = best.get(one.party_id);
    if (!before || byRank(ranked, before) < 0) best.set(one.party_id, ranked);
  }
  return [...best.values()];
}

/** Where a row of `best h`, `passed p` stands behind a place, after `and`. */
function behind({ shown, last }: SearchPlace, bind: Bind): string {
  const unshown = `and not exists (select from unnest(${bind(shown)}::uuid[]) shown where shown = h.party_id)`;
  if (!last) return unshown;
  const score = `${bind(last.score)}::float8`;
  return `${unshown} and (h.score < ${score} or (h.score = ${score} and (coalesce(p.kilometres, 'Infinity'), h.party_id) > (coalesce(${bind(last.kilometres)}::float8, 'Infinity'), ${bind(last.partyId)}::uuid)))`;
}

/**
 * One more than the page has, where there are.
 *
 * @param best each party by what it is best found by; undefined: all that are in the circle, by where they are
 */
export async function hitsOf(pool: pg.Pool, best: readonly Found[] | undefined, looking: Looking, after: SearchPlace | undefined): Promise<Row[]> {
  const { conditions, limit } = looking;
  const { rows } = await pool.query<Row & { readonly n: bigint | null }>(statement(best?.map((one) => one.party_id) ?? null, looking, (bind) => {
    const passing = bound(conditions, bind);
    const [found, nearest] = best
      ? [`found as (select f.*, null::float8 as kilometres from unnest($1::uuid[], ${bind(best.map(({ score }) => score))}::float8[]) with ordinality f (party_id, score, n))`, 'one.depth']
      : [`${passing.nearby()}, found as (select party_id, 0::float8 as score, null::bigint as n, kilometres from nearby where $1::uuid[] is null)`, 'f.kilometres'];
    return `with recursive ${AT}, ${found},
  ${membersOf('one', 'select party_id from found')},
  best as (select distinct on (one.party_id) one.party_id, one.member, f.score, f.n from found f join one on one.member = f.party_id order by one.party_id, f.score desc, ${nearest}, f.n),
  ${best && conditions.near ? `${passing.nearby(`one, lateral (select * from fact where party_id = one.member and attribute = 'address.geographic' offset 0) f`)},` : ''}
  passed as (
    select one.party_id, ${conditions.near ? 'min(nearby.kilometres)' : 'null::float8'} as kilometres from at, one ${conditions.near ? 'left join nearby on nearby.party_id = one.member' : ''}
     group by one.party_id having ${passing.onePasses} ${conditions.near ? 'and min(nearby.kilometres) is not null' : ''}
  ),
  hit as (
    select h.*, p.kilometres, q.kind, ${namesOf('h.party_id')} as names
      -- Fenced off, so that they are read by the party.
      from at, best h join passed p using (party_id), lateral (select * from party where party_id = h.party_id offset 0) q
     where q.recorded @> at.position and not q.erased ${after ? behind(after, bind) : ''}
     order by h.score desc, p.kilometres nulls last, h.party_id limit ${bind(limit + 1)}
  )
  select h.*, f.* from at, hit h left join lateral (select ${FACT} from fact f where h.n is null and f.party_id = h.member and f.attribute = 'address.geographic' and f.effective @> $2::date and ${KNOWN} limit 1) f on true
   order by h.score desc, h.kilometres nulls last, h.party_id`;
  }));
  return best ? rows.map(({ party_id, kilometres, kind, names, n }) => ({ ...best[Number(n) - 1]!, party_id, kilometres, kind, names })) : rows;
}

export function hitOf(row: Row): Hit {
  return {
    party: shownParty(row.party_id, row), score: Math.round(row.score * 1_000) / 1_000,
    matched: { attribute: row.attribute, value: row.value, since: row.since, until: row.until, current: row.current }, ...(row.kilometres !== null && { kilometres: Math.round(row.kilometres * 10) / 10 }),
  };
}
