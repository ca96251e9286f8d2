/** Parties that turned out to be one: what is asked of one of them is asked of all. */
import type pg from 'pg';
import type { Position } from '#libs/event-log/event-log.js';
import type { PartyKind } from '#libs/parties/events.js';
import { prepared } from '#libs/platform/database.js';
import type { Asking } from '#libs/platform/questions.js';
import type { Day } from '#libs/temporal/dates.js';
import type { FactAnswer } from './fact-answer.js';
import { AT, kindOf, MEMBERS, namesOf, survivorsOf } from './sql.js';

const PARTIES_THAT_ARE_ONE = prepared(`with ${AT}, ${MEMBERS} select party_id from member where $2::date is null`);

/** Something of one of them: how far that one is from the survivor, and of what there can be only one. */
export interface OfOne {
  readonly depth: number;
  readonly attribute: string;
  readonly slot: string;
}

/** What a party and all that were merged into it are called by, as `namesOf` reads it; null where it is nothing. */
export type NamesRead = readonly (Pick<FactAnswer, 'attribute' | 'value'> & OfOne)[] | null;

/** Of parties that are one, the survivor's value shows where there can be only one; the others' unless it has none. */
export function preferringSurvivor<F extends OfOne>(facts: readonly F[]): F[] {
  const slots = new Map<string, F>();
  for (const fact of facts) {
    const key = `${fact.attribute} ${fact.slot}`;
    const before = slots.get(key);
    if (!before || fact.depth < before.depth) slots.set(key, fact);
  }
  return facts.filter((fact) => slots.get(`${fact.attribute} ${fact.slot}`)!.depth === fact.depth);
}

/** The party and all that are one with it at a position. */
export async function partiesThatAreOne(pool: pg.Pool, partyId: string, position: Position): Promise<string[]> {
  const { rows } = await pool.query<{ party_id: string }>({ ...PARTIES_THAT_ARE_ONE, values: [partyId, null, position] });
  return rows.map((row) => row.party_id);
}

/** Who a party is, as `whoIs` reads it. */
export interface Who {
  readonly kind: PartyKind | null;
  readonly names: NamesRead;
  /** Whether it turned out to be another one, or another to be it. */
  readonly ofSeveral?: boolean;
}

// $1 parties, $2 day, $3 position
const AS_THE_ONES_THEY_ARE = prepared(`
  with recursive ${AT}, ${survivorsOf('one', 'select unnest($1::uuid[])')}
  select one.asked, ${kindOf('one.party_id')} as kind, ${namesOf('one.party_id')} as names from at, one`);

/** Parties by their ids: who is one with others is who its 360° shows. */
export async function asTheOnesTheyAre(db: Asking, parties: Readonly<Record<string, Who>>, asOf: Day, position: Position): Promise<Readonly<Record<string, Who>>> {
  const ofSeveral = Object.keys(parties).filter((partyId) => parties[partyId]!.ofSeveral);
  if (ofSeveral.length === 0) return parties;
  const { rows } = await db.query<Who & { readonly asked: string }>({ ...AS_THE_ONES_THEY_ARE, values: [ofSeveral, asOf, position] });
  return { ...parties, ...Object.fromEntries(rows.map(({ asked, ...who }) => [asked, who])) };
}
