/** One relation with all its periods, and the facts of each that are in force on the day. */
import type pg from 'pg';
import type { Position } from '#libs/event-log/event-log.js';
import { prepared } from '#libs/platform/database.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { Day } from '#libs/temporal/dates.js';
import type { From, To } from '#libs/temporal/periods.js';
import { factAnswer, type FactAnswer, type FactJson } from './fact-answer.js';
import { AT, factJson, FRESHNESS, latestCheck } from './sql.js';

export interface RelationPeriodAnswer {
  readonly periodId: string;
  readonly validFrom: From;
  readonly validTo: To;
  readonly assertedValidTo: To;
  readonly status: 'planned' | 'ongoing' | 'ended';
  readonly facts: readonly FactAnswer[];
}

export interface RelationDetail {
  readonly relationId: string;
  readonly type: string;
  readonly a: string;
  readonly b: string;
  readonly periods: readonly RelationPeriodAnswer[];
  readonly position: Position;
}

// $1 relation, $2 day, $3 position or null
const RELATION = prepared(`
  with ${AT}
  select at.position, p.type, p.a, p.b, p.period_id, p.valid_from, p.valid_to, upper(p.effective)::text as upper, p.ended_by, ${FRESHNESS} as freshness,
         case when p.effective @> $2::date then 'ongoing' when lower_inf(p.effective) or lower(p.effective) <= $2::date then 'ended' else 'planned' end as status,
         (select json_agg(${factJson('relation')} order by f.attribute, f.slot, f.fact_id)
            from relation_fact f left join ${latestCheck('relation')} where f.period_id = p.period_id and f.effective @> $2::date and f.recorded @> at.position) as facts
    from at, relation_period p
   where p.relation_id = $1 and p.recorded @> at.position
   order by p.effective`);

export async function relationDetail(pool: pg.Pool, relationId: string, { asOf, position }: { readonly asOf: Day; readonly position: Position | undefined }): Promise<RelationDetail> {
  const { rows } = await pool.query<{
    position: bigint; type: string; a: string; b: string; period_id: string; valid_from: From; valid_to: To; upper: string | null; ended_by: string | null;
    freshness: Record<string, number | null> | null; status: RelationPeriodAnswer['status']; facts: FactJson[] | null;
  }>({ ...RELATION, values: [relationId, asOf, position ?? null] });
  const [first] = rows;
  if (!first) throw new Refusal('relation-not-found', `no relation ${relationId} was known at that position`, { relationId });
  return {
    relationId, type: first.type, a: first.a, b: first.b,
    periods: rows.map((row) => ({
      periodId: row.period_id, validFrom: row.valid_from, validTo: row.ended_by === null ? row.valid_to : row.upper, assertedValidTo: row.valid_to, status: row.status,
      facts: (row.facts ?? []).map((fact) => factAnswer(fact, asOf, row.freshness ?? {})),
    })),
    position: first.position,
  };
}
