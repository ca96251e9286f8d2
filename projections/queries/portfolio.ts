/** The portfolio of a rep: the parties followed by that person on a day, in each scope. */
import type pg from 'pg';
import type { EventLog, Position } from '#libs/event-log/event-log.js';
import type { PartyKind } from '#libs/parties/events.js';
import { prepared } from '#libs/platform/database.js';
import { Refusal } from '#libs/platform/refusal.js';
import { portfolioHandoverStream, type PortfolioHandoverCompleted, type PortfolioHandoverRequested } from '#libs/portfolios/events.js';
import type { Portfolios } from '#libs/portfolios/ports.js';
import type { Day } from '#libs/temporal/dates.js';
import type { From, To } from '#libs/temporal/periods.js';
import { shownWhole, type WholeLog } from './moment.js';
import { AT, kindOf, membersOf, namesOf, shadowed, survivorOf, UNREADABLE } from './sql.js';
import type { NamesRead } from './parties-that-are-one.js';
import { shownParty } from './summary.js';

export const MAX_PORTFOLIO_PAGE = 500;
export const DEFAULT_PORTFOLIO_PAGE = 100;

export interface Followed {
  readonly party: { readonly partyId: string; readonly kind: PartyKind | null; readonly displayName: string | null };
  readonly factId: string;
  readonly scope: string;
  readonly validFrom: From;
  readonly validTo: To;
}

interface Row {
  readonly party_id: string;
  readonly fact_id: string;
  readonly scope: string;
  readonly valid_from: From;
  readonly valid_to: To;
  readonly upper: string | null;
  readonly ended_by: string | null;
  readonly kind: PartyKind | null;
  readonly names: NamesRead;
}

// Fenced off: by rep they are few, and the planner would rather walk through all that holds on the day.
const OF_REP = `from at join (select * from fact where attribute = 'followed-by' and value ->> 'partyId' = any($1::text[]) offset 0) f on f.recorded @> at.position and not ${UNREADABLE}`;
// Of those that turned out to be one, what shows.
const FOLLOWED = `${OF_REP} and f.effective @> $2::date and not ${shadowed('f')}`;
// Two that turned out to be a third may be followed in one scope, in which that one has nobody: then the first fact says so.
const ENTRIES = `
    select distinct on (one.party_id, f.value ->> 'scope') one.party_id, f.fact_id, f.value ->> 'scope' as scope, f.valid_from, f.valid_to, upper(f.effective)::text as upper, f.ended_by
      ${FOLLOWED} cross join lateral (select ${survivorOf('f.party_id')} as party_id offset 0) one
     order by one.party_id, f.value ->> 'scope', f.fact_id`;
// $1 the rep, and whoever turned out to be the same; $2 day, $3 position or null, $4 the last fact of the page before, $5 limit
const PORTFOLIO = prepared(`
  with ${AT},
  page as materialized (select * from (${ENTRIES}) entry where $4::uuid is null or entry.fact_id > $4 order by entry.fact_id limit $5)
  select one.*, ${kindOf('one.party_id')} as kind, ${namesOf('one.party_id')} as names
    from at, page one order by one.fact_id`);
const PARTIES = prepared(`with recursive ${AT}, ${membersOf('one', `select f.party_id ${FOLLOWED}`)} select distinct member as party_id from one`);
const COUNT = prepared(`with ${AT} select count(*) as total from (${ENTRIES}) entry`);

/** A page of it, in the order of the facts that say so. */
export async function portfolioOf(pool: pg.Pool, rep: readonly string[], asOf: Day, position: Position, { limit, after }: { readonly limit: number; readonly after: string | undefined }): Promise<{ readonly items: readonly Followed[]; readonly more: boolean }> {
  const { rows } = await pool.query<Row>({ ...PORTFOLIO, values: [rep, asOf, position, after ?? null, limit + 1] });
  return {
    items: rows.slice(0, limit).map((row) => ({
      party: shownParty(row.party_id, row), factId: row.fact_id, scope: row.scope, validFrom: row.valid_from,
      validTo: row.ended_by === null ? row.valid_to : row.upper,
    })),
    more: rows.length > limit,
  };
}

/** How many entries it has: a party counts in each scope in which it is followed, those that turned out to be one once. */
export async function portfolioSize(pool: pg.Pool, rep: readonly string[], asOf: Day, position: Position): Promise<number> {
  const { rows } = await pool.query<{ total: bigint }>({ ...COUNT, values: [rep, asOf, position] });
  return Number(rows[0]!.total);
}

/** All parties in it, and those that turned out to be one of them. */
export async function partiesFollowedBy(pool: pg.Pool, rep: readonly string[], asOf: Day, position: Position): Promise<string[]> {
  const { rows } = await pool.query<{ party_id: string }>({ ...PARTIES, values: [rep, asOf, position] });
  return rows.map((row) => row.party_id);
}

/** For handing over: waits until the tables show all that the log holds, so that nobody followed before is missed. */
export class PortfolioQuery implements Portfolios {
  constructor(private readonly options: WholeLog & { readonly pool: pg.Pool }) {}

  async followedBy(partyId: string, on: Day, scope: string | undefined, limit: number): Promise<Awaited<ReturnType<Portfolios['followedBy']>>> {
    const position = await shownWhole(this.options);
    const { rows } = await this.options.pool.query<{ party: string; scope: string; until: To }>({ ...LISTED, values: [[partyId], on, position, scope ?? null, limit] });
    return rows;
  }
}

// Also who is followed only from a later day on. A range that is empty overlaps with none.
const LISTED = prepared(`
  with ${AT}
  select distinct on (f.party_id, f.value ->> 'scope') f.party_id as party, f.value ->> 'scope' as scope, f.valid_to as until
    ${OF_REP} and f.effective && daterange($2::date, null) and ($4::text is null or f.value ->> 'scope' = $4)
   order by f.party_id, f.value ->> 'scope', lower(f.effective) nulls first limit $5`);

export interface HandoverAnswer {
  readonly handoverId: string;
  readonly from: string;
  readonly to: string;
  readonly on: Day;
  readonly status: 'under-way' | 'completed';
  readonly requested: number;
  /** Null until it is completed. */
  readonly moved: number | null;
  readonly skipped: readonly string[] | null;
  /** Of the latest event of its stream: what shows that shows all that was handed over by then. */
  readonly position: Position;
}

/** How far a hand-over is, from the log itself. */
export async function handoverProgress(log: EventLog, handoverId: string): Promise<HandoverAnswer> {
  const [requested, completed] = await log.readStream(portfolioHandoverStream(handoverId));
  if (!requested) throw new Refusal('not-found', `there is no hand-over ${handoverId}`);
  const { from, to, on, followed } = JSON.parse(requested.data) as PortfolioHandoverRequested['data'];
  const done = completed && (JSON.parse(completed.data) as PortfolioHandoverCompleted['data']);
  return { handoverId, from, to, on, status: done ? 'completed' : 'under-way', requested: followed.length, moved: done?.moved ?? null, skipped: done?.skipped ?? null, position: (completed ?? requested).position };
}
