/** The group a party belongs to: up to its top, and everything below that, along hierarchical relations in force on the day. */
import type pg from 'pg';
import type { Position } from '#libs/event-log/event-log.js';
import type { PartyKind } from '#libs/parties/events.js';
import { prepared } from '#libs/platform/database.js';
import type { Day } from '#libs/temporal/dates.js';
import { AT, namesOf } from './sql.js';
import { displayNameOf } from './summary.js';

/** Members in one answer; a larger group says that it is cut. */
export const MAX_MEMBERS = 5_000;
const MAX_DEPTH = 100;

export interface GroupMember {
  readonly partyId: string;
  readonly kind: PartyKind | null;
  readonly displayName: string | null;
  /** Levels below the top. */
  readonly depth: number;
  readonly parent: string | null;
  /** The relation to the parent. */
  readonly relationId: string | null;
  readonly type: string | null;
}

export interface Group {
  readonly partyId: string;
  readonly members: readonly GroupMember[];
  /** There are more members than one answer holds. */
  readonly cut: boolean;
  readonly position: Position;
}

// $1 party, $2 day, $3 position or null, $4 types or null, $5 limit
const GROUP = prepared(`
with recursive ${AT},
  hierarchical as (
    select d.code from at, definition d
     where d.kind = 'relation-type' and d.recorded @> at.position and d.content -> 'type' ->> 'nature' = 'hierarchical' and ($4::text[] is null or d.code = any($4))
  ),
  edge as not materialized (
    select p.relation_id, p.type, p.a as child, p.b as parent
      from at, relation_period p where p.type in (select code from hierarchical) and p.effective @> $2::date and p.recorded @> at.position
  ),
  up (party_id, depth) as (
    select $1::uuid, 0
    union
    select e.parent, up.depth + 1 from up join edge e on e.child = up.party_id where up.depth < ${MAX_DEPTH}
  ),
  top as (select distinct u.party_id from up u where not exists (select from edge e where e.child = u.party_id)),
  down (party_id, parent, relation_id, type, depth) as (
    select party_id, null::uuid, null::uuid, null::text, 0 from top
    union all
    select e.child, e.parent, e.relation_id, e.type, down.depth + 1 from down join edge e on e.parent = down.party_id where down.depth < ${MAX_DEPTH}
  )
select at.position, d.party_id, d.parent, d.relation_id, d.type, d.depth, (select kind from party q where q.party_id = d.party_id and q.recorded @> at.position) as kind, ${namesOf('d.party_id')} as names
  from at, (select * from down order by depth, party_id limit $5) d
 order by d.depth, d.party_id`);

export async function groupOf(pool: pg.Pool, partyId: string, { asOf, position }: { readonly asOf: Day; readonly position: Position | undefined }, types: readonly string[] | undefined): Promise<Group> {
  const { rows } = await pool.query<{
    position: bigint; party_id: string; parent: string | null; relation_id: string | null; type: string | null; depth: number; kind: PartyKind | null; names: { attribute: string; value: unknown }[] | null;
  }>({ ...GROUP, values: [partyId, asOf, position ?? null, types ?? null, MAX_MEMBERS + 1] });
  return {
    partyId,
    members: rows.slice(0, MAX_MEMBERS).map((row) => ({
      partyId: row.party_id, kind: row.kind, displayName: row.kind && displayNameOf(row.kind, row.names ?? []), depth: row.depth, parent: row.parent, relationId: row.relation_id, type: row.type,
    })),
    cut: rows.length > MAX_MEMBERS,
    position: rows[0]!.position,
  };
}
