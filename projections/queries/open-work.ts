/** What somebody still has to do, for handing it over. */
import type pg from 'pg';
import { Refusal } from '#libs/platform/refusal.js';
import type { Instant } from '#libs/temporal/dates.js';
import { shownWhole, type WholeLog } from './moment.js';

// What is theirs at the instant or becomes it later; what begins later is theirs from its beginning. Closed later on is closed.
const OPEN = `
  select e.entry_id, e.kind, min(e.on_day) as on_day
    from agenda_entry e
    join agenda_entry last on last.entry_id = e.entry_id and upper_inf(last.recorded) and upper_inf(last.valid)
   where upper_inf(e.recorded) and e.people @> array[$1::uuid] and (e.kind = 'task' or not e.about @> array[$1::uuid])
     and e.valid && tstzrange(greatest($2::timestamptz, e.began), null) and last.status = any('{open,proposed,confirmed}')
   group by e.entry_id, e.kind order by on_day, e.entry_id limit $3`;

export class OpenWorkQuery {
  constructor(private readonly options: WholeLog & { readonly pool: pg.Pool }) {}

  /** Waits until the tables show all that the log holds now, so that nothing of before is missed. */
  async of(partyId: string, from: Instant, limit: number): Promise<{ tasks: string[]; plannedInteractions: string[] }> {
    await shownWhole(this.options);
    const { rows } = await this.options.pool.query<{ entry_id: string; kind: string }>(OPEN, [partyId, from, limit]);
    const idsOf = (kind: string): string[] => rows.filter((row) => row.kind === kind).map((row) => row.entry_id);
    return { tasks: idsOf('task'), plannedInteractions: idsOf('planned-interaction') };
  }
}

export interface ReassignmentAnswer {
  readonly reassignmentId: string;
  readonly from: string;
  readonly to: string;
  readonly on: string;
  readonly status: 'under-way' | 'completed';
  /** Tasks and planned interactions in the list, those handed over so far, and those that had been closed or given to somebody else. */
  readonly requested: number;
  readonly moved: number;
  readonly skipped: number | null;
  readonly requestedAt: Instant;
  readonly completedAt: Instant | null;
}

/** How far a hand-over is, as far as the tables have come. */
export async function reassignmentProgress(pool: pg.Pool, reassignmentId: string): Promise<ReassignmentAnswer> {
  const { rows: [row] } = await pool.query<{ from_party: string; to_party: string; on_day: string; requested: number; moved: number; skipped: number | null; requested_at: string; completed_at: string | null }>(
    `select from_party, to_party, on_day, requested, (select count(*)::integer from reassignment_move m where m.reassignment_id = r.reassignment_id) as moved, skipped, requested_at, completed_at
       from reassignment r where reassignment_id = $1`, [reassignmentId]);
  if (!row) throw new Refusal('not-found', `there is no reassignment ${reassignmentId}`);
  return {
    reassignmentId, from: row.from_party, to: row.to_party, on: row.on_day, status: row.completed_at === null ? 'under-way' : 'completed', requested: row.requested, moved: row.moved, skipped: row.skipped,
    requestedAt: row.requested_at, completedAt: row.completed_at,
  };
}
