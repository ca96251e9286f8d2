/** Parties that turned out to be one: what is asked of one of them is asked of all. */
import type pg from 'pg';
import type { Position } from '#libs/event-log/event-log.js';
import { prepared } from '#libs/platform/database.js';
import { AT, MEMBERS } from './sql.js';

const PARTIES_THAT_ARE_ONE = prepared(`with ${AT}, ${MEMBERS} select party_id from member where $2::date is null`);

/** The party and all that are one with it at a position. */
export async function partiesThatAreOne(pool: pg.Pool, partyId: string, position: Position): Promise<string[]> {
  const { rows } = await pool.query<{ party_id: string }>({ ...PARTIES_THAT_ARE_ONE, values: [partyId, null, position] });
  return rows.map((row) => row.party_id);
}
