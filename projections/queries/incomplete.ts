import type pg from 'pg';
import { prepared } from '#libs/platform/database.js';
import type { Version } from '#libs/projecting/projection.js';

// A party that was merged answers as the one that survived, and that one shows what all that were merged into it say. $2: the names of
// those that answer in the place of the versions that serve.
const INCOMPLETE = prepared(`
  with recursive survivor (id, depth) as (
    select unnest($1::uuid[]), 0
    union all
    select a.survivor, survivor.depth + 1 from survivor join party_alias a on a.loser = survivor.id where upper_inf(a.recorded) and survivor.depth < 20
  ),
  thing (id, depth) as (
    select id, 0 from survivor
    union all
    select a.loser, thing.depth + 1 from thing join party_alias a on a.survivor = thing.id where upper_inf(a.recorded) and thing.depth < 20
  )
  select exists (
    select from projecting.parked_stream p
     where case when $2::text[] is null then exists (select from projecting.served s where s.projection = p.projection and s.version = p.version) else p.projection = any($2) end
       and ($1::uuid[] is null or p.concerns is null or p.concerns && array(select id from thing))) as incomplete`);

/**
 * Whether events wait that should show in what the tables say of some things, or of anything where no ids are given: see
 * `libs/projecting/parking.ts`.
 *
 * @param replayed what answers instead of the versions that serve
 */
export async function isIncomplete(pool: pg.Pool, ids: readonly string[] | undefined, replayed?: readonly Version[]): Promise<boolean> {
  const { rows } = await pool.query<{ incomplete: boolean }>({ ...INCOMPLETE, values: [ids ?? null, replayed?.map(({ name }) => name) ?? null] });
  return rows[0]!.incomplete;
}
