/**
 * Several parties seen as one on a day: the members of a household, or the group an organisation belongs to (up to its top, and all
 * below). Who they are, how to reach them, what was last said with any of them, and what is still to be done for them. One talks to a company
 * by its people: what was said to those who work for one of the group, since they do, counts as well.
 */
import type pg from 'pg';
import type { Position } from '#libs/event-log/event-log.js';
import type { PartyKind } from '#libs/parties/events.js';
import { prepared } from '#libs/platform/database.js';
import type { Day } from '#libs/temporal/dates.js';
import { groupOf, MAX_MEMBERS } from './group.js';
import { contactsOf, type Contacts, type Lately } from './interactions.js';
import { AT, membersOf, kindOf, namesOf } from './sql.js';
import { summariesOf } from './summaries.js';
import type { NamesRead } from './parties-that-are-one.js';
import { shownParty, type Summary } from './summary.js';
import { openAbout, type OpenAbout, type PinnedInstant } from './tasks.js';

const MEMBER_OF_HOUSEHOLD = 'member-of-household';
/** Members who are summed up: more nobody reads in one answer. */
const MAX_SUMMED_UP = 100;

export interface ConsolidatedMember {
  readonly partyId: string;
  readonly kind: PartyKind | null;
  readonly displayName: string | null;
  /** Levels below the top of a group; 0 in a household. */
  readonly depth: number;
  readonly relationId: string | null;
  /** Of the first {@link MAX_SUMMED_UP}. */
  readonly summary?: Summary;
}

export interface Consolidated extends Contacts, OpenAbout {
  readonly of: 'household' | 'group';
  readonly members: readonly ConsolidatedMember[];
  /** There are more members, or more people who work for them, than one answer holds. */
  readonly cut: boolean;
}

// A household that turned out to be the same has its members, too. $1 household, $2 day, $3 position
const HOUSEHOLD = prepared(`
  with recursive ${AT}, ${membersOf('home', 'select $1::uuid')},
  belongs as materialized (
    select p.relation_id, p.a from at, home, lateral (select * from relation_period where b = home.member and type = '${MEMBER_OF_HOUSEHOLD}' and effective @> $2::date offset 0) p where p.recorded @> at.position
  ),
  ${membersOf('person', 'select a from belongs')}
  select m.party_id, m.relation_id, ${kindOf('m.party_id')} as kind, ${namesOf('m.party_id')} as names
    from at, (select distinct on (person.party_id) person.party_id, belongs.relation_id from person join belongs on belongs.a = person.member order by person.party_id, belongs.relation_id) m
   order by m.party_id limit ${MAX_MEMBERS + 1}`);

/** By what a person speaks for an organisation. */
const SPEAKS_FOR = ['employee-of', 'legal-representative-of', 'contact-for', 'decision-maker-for'];
// $1 organisations, $2 day, $3 position. The persons they turned out to be, each since the first day of one that is in force.
const PEOPLE = prepared(`
  with recursive ${AT}, ${membersOf('firm', 'select unnest($1::uuid[])')},
  works as materialized (
    select p.a, lower(p.effective) as since from at, firm, lateral (select * from relation_period where b = firm.member and type = any('{${SPEAKS_FOR.join(',')}}') and effective @> $2::date offset 0) p where p.recorded @> at.position
  ),
  ${membersOf('person', 'select a from works')}
  select person.party_id as "partyId", case when bool_or(works.since is null) then null else min(works.since)::text end as since
    from person join works on works.a = person.member group by person.party_id order by person.party_id limit ${MAX_MEMBERS + 1}`);

export async function consolidatedView(pool: pg.Pool, party: { readonly partyId: string; readonly kind: PartyKind }, moment: PinnedInstant): Promise<Consolidated> {
  const { members, cut } = party.kind === 'household' ? await household(pool, party.partyId, moment) : await groupOf(pool, party.partyId, moment, undefined);
  const all = [...new Set([party.partyId, ...members.map(({ partyId }) => partyId)])];
  const found = party.kind === 'household' ? [] : (await pool.query<Lately>({ ...PEOPLE, values: [all, moment.asOf, moment.position] })).rows;
  const people = found.slice(0, MAX_MEMBERS);
  const [contacts, open, summaries] = await Promise.all([
    contactsOf(pool, all, moment, people), openAbout(pool, [...all, ...people.map(({ partyId }) => partyId)], moment), summariesOf(pool, members.slice(0, MAX_SUMMED_UP).map(({ partyId }) => partyId), moment),
  ]);
  return {
    of: party.kind === 'household' ? 'household' : 'group', cut: cut || found.length > MAX_MEMBERS,
    members: members.map(({ partyId, kind, displayName, depth, relationId }) => {
      const summary = summaries.get(partyId);
      return { partyId, kind, displayName, depth, relationId, ...(summary && { summary }) };
    }),
    ...contacts, ...open,
  };
}

async function household(pool: pg.Pool, partyId: string, { asOf, position }: { readonly asOf: Day; readonly position: Position }): Promise<{ readonly members: readonly ConsolidatedMember[]; readonly cut: boolean }> {
  const { rows } = await pool.query<{ relation_id: string; party_id: string; kind: PartyKind | null; names: NamesRead }>({ ...HOUSEHOLD, values: [partyId, asOf, position] });
  return {
    members: rows.slice(0, MAX_MEMBERS).map((row) => ({ ...shownParty(row.party_id, row), depth: 0, relationId: row.relation_id })),
    cut: rows.length > MAX_MEMBERS,
  };
}
