/**
 * One box for whatever somebody types: a name with typos and without accents, a former name, an identifier in any spacing, a phone in
 * any format, an e-mail or its domain, a postcode, a locality, the code of a commune. The tables that answer everything else answer this
 * too, so that hits are those of the very position, and what was erased is not found.
 *
 * Ranked by one rule: what is exact (identifier, phone, e-mail) scores 1, a postcode or a locality 0.8, the code of a
 * commune, which may be another one's postcode, 0.7, the domain of an e-mail 0.5, a name how much of what was typed its words have in common with it (0.25 to 1, by
 * letters three in a row), or all names that hold; where its locality, postcode or department was typed with them, 0.98 of how
 * much of the rest they have, so that who is called all of it comes before; what holds no longer on the
 * day, or does not show because one that turned out to be another has it, counts for 0.8 of it. Words of what was typed are first compared with all words that names have, which are few; names are found by
 * those: by all, by all but one, by any, so that one word too many hides nobody. Where hundreds of names have all of them, not all are
 * ranked: who needs a certain one among them types more, or filters.
 *
 * Parties that turned out to be one are one hit: the survivor, by whatever finds any of them best.
 */
import type pg from 'pg';
import type { Position } from '#libs/event-log/event-log.js';
import { askInOneFlight } from '#libs/platform/database.js';
import type { Day } from '#libs/temporal/dates.js';
import type { Conditions } from './conditions.js';
import { bestOf, hitOf, hitsOf, type Hit, type Row, type SearchPlace } from './hits.js';
import { typedIn } from './typed.js';
import { waysOf, type Found, type LookedAt } from './ways.js';
import { namesTyped } from './words.js';

/** Hits when nothing is said: whoever needs more says more. */
export const DEFAULT_HITS = 20;
/** Kilometres. */
export const MAX_RADIUS = 500;
/** Parties that are looked at more closely for a first page, at least. */
const LEAST_CANDIDATES = 60;

export interface SearchFilter extends Conditions {
  readonly text: string | undefined;
  /** Phone numbers in the text, in E.164. */
  readonly phones: readonly string[];
  readonly limit: number;
  /** Where the page before ended. */
  readonly after: SearchPlace | undefined;
}

/** Hits in their order, and where the page ended that has them, where there may be others. */
export interface Hits {
  readonly items: readonly Hit[];
  readonly next: SearchPlace | undefined;
}

/** The best hits on a day, as known at a position. */
export async function searchParties(pool: pg.Pool, asOf: Day, position: Position, { text, phones, limit, after, ...conditions }: SearchFilter): Promise<Hits> {
  const typed = text === undefined ? undefined : typedIn(text.trim());
  const names = typed && (await namesTyped(pool, typed));
  const candidates = Math.max(2 * (limit + 1), LEAST_CANDIDATES);
  const look = async (from: SearchPlace | undefined): Promise<{ readonly hits: readonly Row[]; readonly leftOut: boolean; readonly anyFound: boolean }> => {
    const looking = { asOf, position, conditions, candidates, limit, behind: from !== undefined };
    if (!typed || !names) return { hits: await hitsOf(pool, undefined, looking, from), leftOut: false, anyFound: false };
    const answers = await askInOneFlight(pool, (client) => waysOf(typed, phones, names, looking).map((way) => async () => (await client.query<Found | LookedAt>(way)).rows));
    const found = answers.flat().filter((one): one is Found => one.party_id !== null);
    const lookedAt = Math.max(found.length, ...answers.flat().map((one) => ('looked_at' in one ? one.looked_at : 0)));
    return { hits: await hitsOf(pool, bestOf(found, asOf), looking, from), leftOut: !from && lookedAt >= candidates, anyFound: found.length > 0 };
  };
  const first = await look(after);
  // None that was looked at counts on the day: others may.
  const from = !after && first.hits.length === 0 && first.leftOut && first.anyFound ? { shown: [], last: undefined } : after;
  const { hits, leftOut } = from === after ? first : await look(from);
  const shown = hits.slice(0, limit);
  const last = shown.at(-1);
  const more = last !== undefined && (hits.length > limit || leftOut);
  return {
    items: shown.map(hitOf),
    next: !more ? undefined : from ? { ...from, last: { score: last.score, kilometres: last.kilometres, partyId: last.party_id } } : { shown: shown.map((row) => row.party_id), last: undefined },
  };
}
