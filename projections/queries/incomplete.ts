import type pg from 'pg';

/**
 * Whether events wait that should show in what the tables say of some things, or of anything where no ids are given: see
 * `libs/projecting/parking.ts`. Of a party also those that were merged into it.
 */
export async function isIncomplete(pool: pg.Pool, ids?: readonly string[]): Promise<boolean> {
  const { rows } = await pool.query<{ incomplete: boolean }>(`
    with recursive thing (id, depth) as (
      select unnest($1::uuid[]), 0
      union all
      select a.loser, thing.depth + 1 from thing join party_alias a on a.survivor = thing.id where upper_inf(a.recorded) and thing.depth < 20
    )
    select exists (
      select from projecting.parked_stream p join projecting.served s using (projection, version)
       where $1::uuid[] is null or p.concerns is null or p.concerns && array(select id from thing)) as incomplete`, [ids ?? null]);
  return rows[0]!.incomplete;
}
