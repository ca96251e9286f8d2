/** What somebody leaves behind: all that another must take over, as of a moment. */
import type pg from 'pg';
import { prepared } from '#libs/platform/database.js';
import type { From, To } from '#libs/temporal/periods.js';
import { partiesById } from './parties.js';
import { portfolioOf, portfolioSize, type Followed } from './portfolio.js';
import { AT, UNREADABLE } from './sql.js';
import type { Named } from './staff.js';
import { partiesThatAreOne } from './parties-that-are-one.js';
import { listTasks, openPlannedInteractions, openWorkCounts, type PinnedInstant, type PlannedInteractionAnswer, type TaskAnswer, type TaskPlace } from './tasks.js';

export const MAX_HANDOVER = 500;
export const DEFAULT_HANDOVER = 50;
/** Employments, teams led and absences stood in for: each a handful of one person. */
const MAX_FEW = 100;

interface Dated {
  readonly validFrom: From;
  readonly validTo: To;
}

/** The beginning of a list, and how long it is as a whole. */
interface Beginning<T> {
  readonly total: number;
  readonly items: readonly T[];
}

export interface Handover {
  /** Employments that have not ended before the day, and the last that has. */
  readonly employments: readonly (Dated & { readonly relationId: string; readonly periodId: string; readonly employer: Named; readonly status: 'planned' | 'ongoing' | 'ended' })[];
  readonly tasks: Beginning<TaskAnswer> & { readonly next: TaskPlace | undefined };
  readonly plannedInteractions: Beginning<PlannedInteractionAnswer>;
  readonly followed: Beginning<Followed> & { readonly more: boolean };
  /** Teams led on the day. */
  readonly leads: readonly (Dated & Named & { readonly relationId: string; readonly periodId: string })[];
  /** Absences of others, not over by the day, in which this one stands in. */
  readonly standsInFor: readonly (Dated & Named & { readonly factId: string })[];
}

interface PeriodRow {
  readonly relation_id: string;
  readonly period_id: string;
  readonly other: string;
  readonly type: string;
  readonly status: 'planned' | 'ongoing' | 'ended';
  readonly valid_from: From;
  readonly valid_to: To;
}
interface AbsenceRow {
  readonly party_id: string;
  readonly fact_id: string;
  readonly valid_from: From;
  readonly valid_to: To;
}

// $1 the person, and whoever turned out to be the same; $2 day, $3 position, $4 limit
const ROLES = prepared(`
  with ${AT}
  select p.relation_id, p.period_id, p.b as other, p.type, p.valid_from, case when p.ended_by is null then p.valid_to else to_jsonb(upper(p.effective)::text) end as valid_to,
         case when p.effective @> $2::date then 'ongoing' when upper(p.effective) <= $2::date then 'ended' else 'planned' end as status
    from at, lateral (select * from relation_period where a = any($1::uuid[]) and type = any('{employee-of,leads-team}') and not isempty(effective) offset 0) p
   where p.recorded @> at.position and (p.type = 'employee-of' or p.effective @> $2::date)
   order by upper(p.effective) desc nulls first, p.period_id limit $4`);
const STANDS_IN = prepared(`
  with ${AT}
  select f.party_id, f.fact_id, f.valid_from, case when f.ended_by is null then f.valid_to else to_jsonb(upper(f.effective)::text) end as valid_to
    from at join (select * from fact where attribute = 'absence' and value ->> 'deputyId' = any($1::text[]) offset 0) f on f.recorded @> at.position
     and not isempty(f.effective) and (upper_inf(f.effective) or upper(f.effective) > $2::date) and not ${UNREADABLE}
   order by lower(f.effective) nulls first, f.fact_id limit $4`);

/** @param limit of tasks, of planned interactions and of parties followed, each */
export async function handoverOf(pool: pg.Pool, partyId: string, moment: PinnedInstant, limit: number): Promise<Handover> {
  const { asOf, position } = moment;
  const same = await partiesThatAreOne(pool, partyId, position);
  const few = [same, asOf, position, MAX_FEW];
  const [{ rows: roles }, { rows: absences }, counts, tasks, planned, followed, follows] = await Promise.all([
    pool.query<PeriodRow>({ ...ROLES, values: few }), pool.query<AbsenceRow>({ ...STANDS_IN, values: few }), openWorkCounts(pool, same, moment),
    listTasks(pool, moment, { assignee: same, status: 'open', limit }), openPlannedInteractions(pool, same, moment, limit),
    portfolioOf(pool, same, asOf, position, { limit, after: undefined }), portfolioSize(pool, same, asOf, position),
  ]);
  const others = [...new Set([...roles.map(({ other }) => other), ...absences.map((absence) => absence.party_id)])];
  const found = await partiesById(pool, others, { asOf, position });
  const name = (other: string): Named => {
    const { partyId: survivor, displayName } = found[others.indexOf(other)]!;
    return { partyId: survivor ?? other, displayName };
  };
  const period = (row: PeriodRow) => ({ relationId: row.relation_id, periodId: row.period_id, validFrom: row.valid_from, validTo: row.valid_to });
  const jobs = roles.filter(({ type }) => type === 'employee-of');
  const lastEnded = jobs.find(({ status }) => status === 'ended');
  return {
    employments: jobs.filter((job) => job.status !== 'ended' || job === lastEnded).map((job) => ({ ...period(job), employer: name(job.other), status: job.status })),
    tasks: { total: counts.tasks, ...tasks },
    plannedInteractions: { total: counts.plannedInteractions, items: planned },
    followed: { total: follows, ...followed },
    leads: roles.filter(({ type }) => type === 'leads-team').map((row) => ({ ...period(row), ...name(row.other) })),
    standsInFor: absences.map((row) => ({ factId: row.fact_id, ...name(row.party_id), validFrom: row.valid_from, validTo: row.valid_to })),
  };
}
