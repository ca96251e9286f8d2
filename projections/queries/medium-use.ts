/** Interactions by one medium, for changing when it was in use. */
import type pg from 'pg';
import type { MediumUse } from '#libs/configuration/ports.js';
import type { Zone } from '#libs/temporal/dates.js';
import type { DayRange } from '#libs/temporal/periods.js';
import { shownWhole, type WholeLog } from './moment.js';

// Bounds as instants, so that an interaction is compared as it is stored. All of them are gone through: it is asked once in a year.
const OUTSIDE = `
  select i.interaction_id, i.started_at from interaction i
   where i.medium = $1 and i.recorded @> $2::bigint and not i.started_at <@ tstzrange($3, $4)
   order by i.started_at, i.interaction_id limit $5`;

export class MediumUseQuery implements MediumUse {
  constructor(private readonly options: WholeLog & { readonly pool: pg.Pool; readonly zone: Zone }) {}

  async outside(code: string, { lower, upper }: DayRange, limit: number): Promise<Awaited<ReturnType<MediumUse['outside']>>> {
    const { pool, zone } = this.options;
    const position = await shownWhole(this.options);
    const startOf = (day: string | null): string | null => (day === null ? null : zone.startOf(day));
    const { rows } = await pool.query<{ interaction_id: string; started_at: string }>(OUTSIDE, [code, position, startOf(lower), startOf(upper), limit]);
    return rows.map((row) => ({ interactionId: row.interaction_id, day: zone.dayOf(row.started_at) }));
  }
}
