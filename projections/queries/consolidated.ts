/**
 * Several parties seen as one on a day: the members of a household, or the group an organisation belongs to (up to its top, and all
 * below). Who they are, how to reach them, and what was last said with any of them.
 */
import type pg from 'pg';
import type { Position } from '#libs/event-log/event-log.js';
import type { PartyKind } from '#libs/parties/events.js';
import { prepared } from '#libs/platform/database.js';
import type { Day, Instant } from '#libs/temporal/dates.js';
import { groupOf, MAX_MEMBERS } from './group.js';
import { contactsOf, type Contacts } from './interactions.js';
import { AT, namesOf } from './sql.js';
import { displayNameOf } from './summary.js';

const MEMBER_OF_HOUSEHOLD = 'member-of-household';

export interface ConsolidatedMember {
  readonly partyId: string;
  readonly kind: PartyKind | null;
  readonly displayName: string | null;
  /** Levels below the top of a group; 0 in a household. */
  readonly depth: number;
  readonly relationId: string | null;
}

export interface Consolidated extends Contacts {
  readonly of: 'household' | 'group';
  readonly members: readonly ConsolidatedMember[];
  /** There are more members than one answer holds. */
  readonly cut: boolean;
}

// $1 household, $2 day, $3 position
const HOUSEHOLD = prepared(`
  with ${AT}
  select p.relation_id, p.a as party_id, (select kind from party q where q.party_id = p.a and q.recorded @> at.position) as kind, ${namesOf('p.a')} as names
    from at cross join lateral (select * from relation_period where b = $1 and type = '${MEMBER_OF_HOUSEHOLD}' and effective @> $2::date offset 0) p
   where p.recorded @> at.position
   order by p.a limit ${MAX_MEMBERS + 1}`);

export async function consolidatedView(pool: pg.Pool, party: { readonly partyId: string; readonly kind: PartyKind }, moment: { readonly asOf: Day; readonly before: Instant; readonly position: Position }): Promise<Consolidated> {
  const { members, cut } = party.kind === 'household' ? await household(pool, party.partyId, moment) : await groupOf(pool, party.partyId, moment, undefined);
  const contacts = await contactsOf(pool, [...new Set([party.partyId, ...members.map(({ partyId }) => partyId)])], moment);
  return {
    of: party.kind === 'household' ? 'household' : 'group', cut, ...contacts,
    members: members.map(({ partyId, kind, displayName, depth, relationId }) => ({ partyId, kind, displayName, depth, relationId })),
  };
}

async function household(pool: pg.Pool, partyId: string, { asOf, position }: { readonly asOf: Day; readonly position: Position }): Promise<{ readonly members: readonly ConsolidatedMember[]; readonly cut: boolean }> {
  const { rows } = await pool.query<{ relation_id: string; party_id: string; kind: PartyKind | null; names: Parameters<typeof displayNameOf>[1] | null }>({ ...HOUSEHOLD, values: [partyId, asOf, position] });
  return {
    members: rows.slice(0, MAX_MEMBERS).map((row) => ({ partyId: row.party_id, kind: row.kind, displayName: row.kind && displayNameOf(row.kind, row.names ?? []), depth: 0, relationId: row.relation_id })),
    cut: rows.length > MAX_MEMBERS,
  };
}
