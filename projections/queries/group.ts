/** The group a party belongs to: up to its top, and everything below that, along hierarchical relations in force on the day. */
import type pg from 'pg';
import type { Position } from '#libs/event-log/event-log.js';
import type { PartyKind } from '#libs/parties/events.js';
import { prepared } from '#libs/platform/database.js';
import type { Day } from '#libs/temporal/dates.js';
import { AT, membersOf, kindOf, namesOf } from './sql.js';
import type { NamesRead } from './parties-that-are-one.js';
import { shownName } from './summary.js';

/** Members in one answer; a larger group says that it is cut. */
export const MAX_MEMBERS = 5_000;

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

/** Relations that lead from some parties up, or down; between what their ends turned out to be. $1 parties, $2 day, $3 position or null, $4 types or null */
const edges = (from: 'a' | 'b', to: 'a' | 'b') => prepared(`
  with recursive ${AT}, ${membersOf('near', 'select unnest($1::uuid[])')},
  edge as materialized (
    select near.party_id, p.relation_id, p.type, p.${to} as other
      from at, near, lateral (select * from relation_period where ${from} = near.member and effective @> $2::date offset 0) p
     where p.recorded @> at.position and ($4::text[] is null or p.type = any($4))
       and exists (select from definition d where d.kind = 'relation-type' and d.code = p.type and d.recorded @> at.position and d.content -> 'type' ->> 'nature' = 'hierarchical')
  ),
  ${membersOf('far', 'select other from edge')}
  select at.position, e.relation_id, e.type, e.a as child, e.b as parent
    from at left join (select edge.relation_id, edge.type, edge.party_id as ${from}, far.party_id as ${to} from edge join far on far.member = edge.other where far.party_id <> edge.party_id) e on true
   order by e.a, e.b, e.relation_id`);
const UP = edges('a', 'b');
const DOWN = edges('b', 'a');
const WHO = prepared(`
  with ${AT}
  select m.party_id, ${kindOf('m.party_id')} as kind, ${namesOf('m.party_id')} as names
    from at, unnest($1::uuid[]) as m (party_id)
   where $2::date is not null`);

interface Edge {
  readonly position: Position;
  readonly relation_id: string | null;
  readonly type: string;
  readonly child: string;
  readonly parent: string;
}

/** Level by level, each party once, where it is met first: several parents, and rings across relation types, end by themselves. */
export async function groupOf(pool: pg.Pool, partyId: string, { asOf, position: asked }: { readonly asOf: Day; readonly position: Position | undefined }, types: readonly string[] | undefined): Promise<Group> {
  let position = asked;
  const next = async (statement: typeof UP, parties: readonly string[]): Promise<Edge[]> => {
    const { rows } = await pool.query<Edge>({ ...statement, values: [parties, asOf, position ?? null, types ?? null] });
    position = rows[0]!.position;
    return rows.filter((row) => row.relation_id !== null);
  };
  const { tops, whole } = await topsOf(partyId, next);
  const members = await below(tops, next);
  const shown = members.slice(0, MAX_MEMBERS);
  const { rows } = await pool.query<{ party_id: string; kind: PartyKind | null; names: NamesRead }>({ ...WHO, values: [shown.map((member) => member.partyId), asOf, position ?? null] });
  const who = new Map(rows.map((row) => [row.party_id, row]));
  return {
    partyId,
    members: shown.map((member) => {
      const { kind, names } = who.get(member.partyId)!;
      return { ...member, kind, displayName: shownName(kind, names) };
    }),
    cut: !whole || members.length > MAX_MEMBERS,
    position: position!,
  };
}

type Next = (statement: typeof UP, parties: readonly string[]) => Promise<readonly Edge[]>;

/** The parties above that have nobody above them. In a ring nobody is the top, so it is whoever was asked about. Not whole: so many are above that not all were asked. */
async function topsOf(partyId: string, next: Next): Promise<{ readonly tops: readonly string[]; readonly whole: boolean }> {
  const seen = new Set([partyId]);
  const tops: string[] = [];
  let level = [partyId];
  while (level.length > 0 && seen.size <= MAX_MEMBERS) {
    const found = await next(UP, level);
    const withParent = new Set(found.map(({ child }) => child));
    tops.push(...level.filter((party) => !withParent.has(party)));
    level = [...new Set(found.map(({ parent }) => parent))].filter((parent) => !seen.has(parent));
    for (const parent of level) seen.add(parent);
  }
  return { tops: tops.length > 0 ? tops.sort() : [partyId], whole: level.length === 0 };
}

type Place = Pick<GroupMember, 'partyId' | 'depth' | 'parent' | 'relationId' | 'type'>;

async function below(tops: readonly string[], next: Next): Promise<Place[]> {
  const members = new Map<string, Place>(tops.map((partyId) => [partyId, { partyId, depth: 0, parent: null, relationId: null, type: null }]));
  for (let level = tops, depth = 1; level.length > 0 && members.size <= MAX_MEMBERS; depth++) {
    const fresh: string[] = [];
    for (const { child, parent, relation_id: relationId, type } of await next(DOWN, level)) {
      if (members.has(child)) continue;
      members.set(child, { partyId: child, depth, parent, relationId, type });
      fresh.push(child);
    }
    level = fresh;
  }
  return [...members.values()];
}
