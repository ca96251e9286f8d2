/** One party, lists, searches and look-ups. */
import type pg from 'pg';
import type { Position } from '#libs/event-log/event-log.js';
import { foldCase } from '#libs/facts/catalogue.js';
import type { PartyKind } from '#libs/parties/events.js';
import { prepared } from '#libs/platform/database.js';
import { question, type Asking } from '#libs/platform/questions.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { Day } from '#libs/temporal/dates.js';
import { AT, isMerged, MEMBERS, namesOf, shadowed, survivorsOf, UNREADABLE } from './sql.js';
import type { NamesRead } from './parties-that-are-one.js';
import { shownName } from './summary.js';

export const MAX_PAGE = 500;
export const DEFAULT_PAGE = 50;
export const MAX_LOOKUP = 1_000;

/** The moment of a list, fixed for all its pages. */
export interface PinnedMoment {
  readonly asOf: Day;
  readonly position: Position | undefined;
}

export interface PartyItem {
  readonly partyId: string;
  readonly kind: PartyKind;
  readonly displayName: string | null;
  readonly createdAt: string;
}

export interface PartyFilter {
  readonly kind?: PartyKind | undefined;
  /** Each must hold: the attribute has this value, or this code or number in it. Never on names and contact points. */
  readonly facts: readonly { readonly attribute: string; readonly value: string }[];
  /** Normalised texts by which a party is found, each must hold. */
  readonly lookups: readonly Lookup[];
  readonly sort: 'id' | 'created';
  readonly limit: number;
  /** The last item of the page before, in the order of the list. */
  readonly after: { readonly partyId: string; readonly created: string } | undefined;
}

/** `prefix`: the text is the beginning of the looked-up one. */
export interface Lookup {
  readonly attributes: readonly string[];
  readonly text: string;
  readonly prefix: boolean;
}

export interface PartyList {
  readonly items: readonly (PartyItem & { readonly created: string })[];
  readonly more: boolean;
  readonly position: Position;
  readonly total?: number;
}

interface ItemRow {
  readonly party_id: string;
  readonly kind: PartyKind;
  readonly created_position: bigint;
  readonly created_at: string;
  readonly names: NamesRead;
  readonly position: bigint;
}

/** The attributes a name may stand in. */
export const NAME_ATTRIBUTES = ['name.legal', 'name.trade', 'name.banner', 'name.acronym', 'name.usual', 'name.birth', 'name.given'];

/** Parties known at the position, but for those that were erased or turned out to be others, that the filter lets through. */
export async function listParties(pool: pg.Pool, { asOf, position }: PinnedMoment, filter: PartyFilter, withTotal = false): Promise<PartyList> {
  const values: unknown[] = [null, asOf, position ?? null];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const conditions = [
    ...(filter.kind ? [`p.kind = ${bind(filter.kind)}`] : []),
    ...filter.facts.map((fact) => heldSql(fact, bind)),
    ...filter.lookups.map((lookup) => `p.party_id in (${lookupSql(lookup, bind)})`),
  ];
  const where = `p.recorded @> at.position and not p.erased and not ${isMerged('p.party_id')}
    ${conditions.map((condition) => `and ${condition}`).join(' ')}`;
  // Counting knows no page: its parameters are those bound so far.
  const filtering = values.slice(3);
  const after = filter.after && (filter.sort === 'created'
    ? `and (p.created_position, p.party_id) > (${bind(filter.after.created)}::bigint, ${bind(filter.after.partyId)}::uuid)` : `and p.party_id > ${bind(filter.after.partyId)}::uuid`);
  const { rows } = await pool.query<ItemRow>(`
    with ${AT}
    select p.party_id, p.kind, p.created_position, p.created_at, at.position, ${namesOf('p.party_id')} as names
      from at, party p
     where $1::uuid is null and ${where} ${after ?? ''}
     order by ${filter.sort === 'created' ? 'p.created_position, p.party_id' : 'p.party_id'}
     limit ${bind(filter.limit + 1)}`, values);
  const at = rows[0]?.position ?? position ?? (await currentPosition(pool));
  const items = rows.slice(0, filter.limit).map((row) => ({
    partyId: row.party_id, kind: row.kind, displayName: shownName(row.kind, row.names), createdAt: row.created_at, created: String(row.created_position),
  }));
  if (!withTotal) return { items, more: rows.length > filter.limit, position: at };
  const counted = [null, asOf, at, ...filtering];
  const total = await pool.query<{ total: bigint }>(`with ${AT} select count(*) as total from at, party p where $1::uuid is null and $2::date is not null and ${where}`, counted);
  return { items, more: rows.length > filter.limit, position: at, total: Number(total.rows[0]!.total) };
}

/** Row `f` holds on the day, as known then, and can be read. */
const HOLDS = `f.effective @> $2::date and f.recorded @> (select position from at) and not ${UNREADABLE}`;

/** Whether a party, or by what shows of it one that was merged into it, has a value on the day. */
function heldSql({ attribute, value }: PartyFilter['facts'][number], bind: (value: unknown) => string): string {
  const [code, text] = [bind(attribute), bind(value)];
  const held = `(f.value = to_jsonb(${text}::text) or f.value ->> 'code' = ${text} or f.value ->> 'number' = ${text}) and ${HOLDS}`;
  return `(exists (select from fact f where f.party_id = p.party_id and f.attribute = ${code} and ${held})
        or p.party_id in (with recursive ${survivorsOf('shown', `
          select f.party_id from at, party_alias was, lateral (select * from fact where party_id = was.loser and attribute = ${code} offset 0) f where was.recorded @> at.position and ${held} and not ${shadowed('f')}`)}
          select party_id from shown))`;
}

/** The parties that are found by a text, and what those are that it shows of. */
function lookupSql({ attributes, text, prefix }: Lookup, bind: (value: unknown) => string): string {
  const matches = prefix ? `f.lookup like ${bind(`${text.replace(/[\\%_]/g, '\\$&')}%`)}` : `f.lookup = ${bind(text)}`;
  const held = `f.attribute = any(${bind(attributes)}::text[]) and ${matches} and ${HOLDS}`;
  // Who is reached by an employment's phone or e-mail is the one employed.
  const merged = (whose: string): string => `f.${whose} = was.loser and was.recorded @> at.position`;
  return `
        with recursive ${survivorsOf('shown', `
          select f.party_id from at, fact f, party_alias was where ${held} and ${merged('party_id')} and not ${shadowed('f')}
          union all select f.a from at, relation_fact f, party_alias was where ${held} and ${merged('a')}`)}
        select f.party_id from fact f where ${held} union all select f.a from relation_fact f where ${held} union all select party_id from shown`;
}

async function currentPosition(pool: pg.Pool): Promise<Position> {
  const { rows } = await pool.query<{ position: bigint }>(`with ${AT} select position from at where $1::uuid is null and $2::date is null`, [null, null, null]);
  return rows[0]!.position;
}

/** A name as it is searched for. */
export const nameLookup = (name: string): Lookup => ({ attributes: NAME_ATTRIBUTES, text: foldCase(name), prefix: true });

export interface PartyAnswer {
  readonly partyId: string;
  readonly kind: PartyKind;
  readonly displayName: string | null;
  readonly createdAt: string;
  readonly mergedInto?: string;
  readonly position: Position;
}

const ONE = question(`
  with ${AT}, ${MEMBERS}
  select at.position, p.party_id, p.kind, p.erased, p.created_at, ${namesOf('p.party_id')} as names
    from at left join party p on p.party_id = (select party_id from survivor) and p.recorded @> at.position`, 'uuid', 'date', 'bigint');

export async function oneParty(db: Asking, partyId: string, { asOf, position }: PinnedMoment): Promise<PartyAnswer> {
  const { rows } = await db.query<ItemRow & { erased: boolean | null }>({ ...ONE, values: [partyId, asOf, position ?? null] });
  const row = rows[0]!;
  if (row.erased === null) throw new Refusal('party-not-found', `no party ${partyId} was known at that position`, { partyId });
  if (row.erased) throw new Refusal('erased', `party ${partyId} was erased`, { partyId });
  return {
    partyId: row.party_id, kind: row.kind, displayName: shownName(row.kind, row.names), createdAt: row.created_at, ...(row.party_id !== partyId && { mergedInto: row.party_id }),
    position: row.position,
  };
}

/** What was looked for, and the party that was found; in the order asked. */
export interface FoundParty {
  readonly partyId: string | null;
  readonly kind: PartyKind | null;
  readonly displayName: string | null;
  /** The party it turned out to be. */
  readonly mergedInto?: string;
}

const BY_ID = prepared(`
  with recursive ${AT},
    ${survivorsOf('last', 'select unnest($1::uuid[])')}
  select last.asked, p.party_id, p.kind, ${namesOf('p.party_id')} as names
    from at, last join party p on p.party_id = last.party_id
   where p.recorded @> at.position and not p.erased`);

export async function partiesById(pool: pg.Pool, ids: readonly string[], { asOf, position }: PinnedMoment): Promise<FoundParty[]> {
  const { rows } = await pool.query<ItemRow & { asked: string }>({ ...BY_ID, values: [ids, asOf, position ?? null] });
  const found = new Map(rows.map((row) => [row.asked, row]));
  return ids.map((id) => {
    const row = found.get(id);
    if (!row) return { partyId: null, kind: null, displayName: null };
    return { partyId: row.party_id, kind: row.kind, displayName: shownName(row.kind, row.names), ...(row.party_id !== id && { mergedInto: row.party_id }) };
  });
}

const BY_IDENTIFIER = prepared(`
  with ${AT}
  select wanted.n, f.party_id
    from at, unnest($1::text[], $4::text[]) with ordinality as wanted (attribute, lookup, n)
    join fact f on f.attribute = wanted.attribute and f.lookup = wanted.lookup
   where f.effective @> $2::date and f.recorded @> at.position and not ${UNREADABLE}
   order by wanted.n, f.party_id`);

/** The parties that hold identifiers on the day; the first, where several hold one that is not unique. */
export async function partiesByIdentifier(pool: pg.Pool, wanted: readonly { readonly attribute: string; readonly lookup: string }[], moment: PinnedMoment): Promise<FoundParty[]> {
  const { rows } = await pool.query<{ n: bigint; party_id: string }>({ ...BY_IDENTIFIER, values: [wanted.map(({ attribute }) => attribute), moment.asOf, moment.position ?? null, wanted.map(({ lookup }) => lookup)] });
  const holders = new Map<number, string>();
  for (const { n, party_id: partyId } of rows) if (!holders.has(Number(n))) holders.set(Number(n), partyId);
  const parties = await partiesById(pool, [...new Set(holders.values())], moment);
  const byId = new Map([...new Set(holders.values())].map((id, i) => [id, parties[i]!]));
  return wanted.map((_, i) => {
    const holder = holders.get(i + 1);
    return (holder !== undefined && byId.get(holder)) || { partyId: null, kind: null, displayName: null };
  });
}
