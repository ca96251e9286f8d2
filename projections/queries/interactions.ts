/** Interactions of a party, one by its id, and by the words in them; and when a party and we last spoke. */
import type pg from 'pg';
import type { Position } from '#libs/event-log/event-log.js';
import type { Provenance } from '#libs/event-log/domain-event.js';
import type { InteractionContent, InteractionTexts, UnresolvedParticipant } from '#libs/interactions/events.js';
import type { PartyKind } from '#libs/parties/events.js';
import { prepared } from '#libs/platform/database.js';
import { question, type Asking } from '#libs/platform/questions.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { Day, Instant } from '#libs/temporal/dates.js';
import { askedFor } from '../interactions/words.js';
import { AT, goneOf, MEMBERS, membersOf, UNREADABLE_BY_GONE, whoIs } from './sql.js';
import { shownParty } from './summary.js';
import { asTheOnesTheyAre, partiesThatAreOne, type Who } from './parties-that-are-one.js';

/** Interactions in one page at most, and when nothing is said; in the 360°. */
export const MAX_INTERACTIONS = 200;
export const DEFAULT_INTERACTIONS = 50;
export const LATEST_INTERACTIONS = 10;

/** When a question is asked for: instants before `before`, names as on `asOf`. */
export interface InteractionMoment {
  readonly asOf: Day;
  readonly before: Instant;
  readonly position: Position | undefined;
}

export interface InteractionFilter {
  readonly direction?: InteractionContent['direction'] | undefined;
  readonly medium?: string | undefined;
  /** Not before this instant. */
  readonly from?: Instant | undefined;
  readonly limit: number;
  /** The last of the page before. */
  readonly after?: { readonly startedAt: Instant; readonly interactionId: string } | undefined;
}

export interface ParticipantAnswer {
  readonly participantId: string;
  readonly side: 'us' | 'them';
  readonly role: string;
  readonly party: { readonly partyId: string; readonly kind: PartyKind | null; readonly displayName: string | null } | null;
  readonly unresolved?: UnresolvedParticipant;
}

export interface InteractionAnswer extends Omit<InteractionContent, 'participants' | 'texts' | 'outcome'>, Omit<InteractionTexts, 'unresolved' | 'outcome' | 'subject'> {
  readonly interactionId: string;
  readonly participants: readonly ParticipantAnswer[];
  /** Null when the texts were erased. */
  readonly subject: string | null;
  readonly erased?: true;
  readonly outcome: string | null;
  readonly outcomeNotes?: string;
  readonly source: Provenance | null;
  readonly amended: boolean;
  readonly loggedAt: string;
  readonly recordedAt: string;
}

export interface Contact {
  readonly interactionId: string;
  readonly at: Instant;
  readonly medium: string;
  readonly automation: InteractionContent['automation'];
}

export interface InteractionPage {
  readonly items: readonly InteractionAnswer[];
  readonly more: boolean;
  readonly position: Position;
}

interface InteractionRow {
  readonly interaction_id: string;
  readonly direction: InteractionContent['direction'];
  readonly medium: string;
  readonly automation: InteractionContent['automation'];
  readonly started_at: Instant;
  readonly zone: string;
  readonly duration_seconds: number | null;
  readonly outcome: string | null;
  readonly participants: InteractionContent['participants'];
  readonly about: NonNullable<InteractionContent['about']> | null;
  readonly texts: InteractionTexts | null;
  readonly provenance: Provenance | null;
  readonly amended: boolean;
  readonly logged_at: string;
  readonly recorded_at: string;
  /** In the first row, of all. */
  readonly who: Readonly<Record<string, Who>> | null;
  readonly position: Position;
}

const STORED_AGAIN = `exists (
    select from keys.reencrypted r join keys.data_key again on again.key_id = (r.envelope ->> 'k')::uuid
     where r.event_id = i.texts_event_id and r.field_path = 'texts' and again.wrapped is not null)`;
const COLUMNS = 'interaction_id direction medium automation started_at zone duration_seconds outcome participants about texts key_id texts_event_id provenance amended logged_at recorded_at'.replace(/\w+/g, 'i.$&').replaceAll(' ', ', ');

/**
 * Interactions as they are answered, the newest first: rows of the table's {@link COLUMNS}, as `i`, that `found` selects `from at`. Who took
 * part is looked up once for all of them, and stands in the first row.
 */
const answered = (found: string, { members = '', first = '' }: { readonly members?: string; readonly first?: string } = {}): string => `
  with recursive ${AT}, ${members}
  shown as materialized (${found}),
  met as materialized (select distinct (one ->> 'party')::uuid as party_id from shown, jsonb_array_elements(participants) one where one ? 'party'),
  ${goneOf('select interaction_id from shown union all select party_id from met')},
  numbered as (select *, row_number() over (order by started_at desc, interaction_id desc) as n from shown)
  select i.interaction_id, i.direction, i.medium, i.automation, i.started_at, i.zone, i.duration_seconds, i.outcome, i.participants, i.about,
         case when i.key_id in (select key_id from gone) and not ${STORED_AGAIN} then null else i.texts end as texts, i.provenance, i.amended, i.logged_at, i.recorded_at, at.position,
         case when n = 1 then (
           select json_object_agg(o.party_id, ${whoIs('o.party_id', UNREADABLE_BY_GONE)})
             from met o) end as who${first}
    from at, numbered i order by n`;

/** A side, or both: a party is on one of them in each interaction. */
type Sides = `'them'` | `'us', 'them'`;
/** Where member `m` took part: each side walked to from the latest, so that one who took part in all costs no more than another. */
const latestOf = (sides: Sides, condition: string, limit: string): string => `unnest(array[${sides}]) walked (side) cross join lateral (
    select p.started_at, p.interaction_id from participation p where p.party_id = m.party_id and p.side = walked.side and p.started_at < $4::timestamptz and p.recorded @> at.position and ${condition}
     order by p.started_at desc, p.interaction_id desc limit ${limit})`;

// $1 party or parties, $2 day of the names, $3 position or null, $4 instant, $5 direction, $6 medium, $7 not before, $8 and $9 the last of the page before, $10 limit
const ofParty = (members: string, { sides = `'us', 'them'`, first = '', counts = 'true' }: { readonly sides?: Sides; readonly first?: string; readonly counts?: string } = {}) => answered(`
    select ${COLUMNS}
      from at cross join lateral (
             select distinct p.started_at, p.interaction_id from member m, ${latestOf(sides, `${counts} and
               ($5::text is null or p.direction = $5) and ($7::timestamptz is null or p.started_at >= $7)
               and p.started_at <= coalesce($8::timestamptz, 'infinity') and ($8 is null or (p.started_at, p.interaction_id) < ($8, $9::uuid))
               and ($6::text is null or exists (select from interaction i where i.interaction_id = p.interaction_id and i.recorded @> at.position and i.medium = $6))`, '$10')} p
              order by p.started_at desc, p.interaction_id desc limit $10
           ) page
      join interaction i on i.interaction_id = page.interaction_id and i.recorded @> at.position`, { members: `${members},`, first });
const PAGE = ['date', 'bigint', 'timestamptz', 'text', 'text', 'timestamptz', 'timestamptz', 'uuid', 'bigint'];
const OF_PARTY = prepared(ofParty(MEMBERS));

/** A page of a party's interactions, newest first. */
export async function interactionsOf(pool: pg.Pool, partyId: string, { asOf, before, position }: InteractionMoment, { direction, medium, from, limit, after }: InteractionFilter): Promise<Omit<InteractionPage, 'position'>> {
  const { rows } = await pool.query<InteractionRow>({
    ...OF_PARTY, values: [partyId, asOf, position ?? null, before, direction ?? null, medium ?? null, from ?? null, after?.startedAt ?? null, after?.interactionId ?? null, limit + 1],
  });
  return { items: (await answersOf(pool, rows, asOf)).slice(0, limit), more: rows.length > limit };
}

const last = (direction: InteractionContent['direction'], counts = 'true'): string => `, case when n = 1 then (
    select json_build_object('interactionId', one.interaction_id, 'at', to_char(one.started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'medium', one.medium, 'automation', one.automation)
      from (select p.interaction_id from member m, ${latestOf(`'them'`, `${counts} and p.direction = '${direction}'`, '1')} p order by p.started_at desc, p.interaction_id desc limit 1) latest
      join interaction one on one.interaction_id = latest.interaction_id and one.recorded @> at.position) end as ${direction}`;
// Whoever was ever in contact has a latest interaction, and so a first row.
const CONTACTS_OF_PARTY = question(ofParty(MEMBERS, { first: last('inbound') + last('outbound') }), 'uuid', ...PAGE);
const SINCE = `p.started_at >= coalesce(m.since, '-infinity')`;
// What a member of a household does at work for us is nothing of the household's. $11 and $12: of whom only what was said since some day counts.
const CONTACTS_OF_PARTIES = prepared(ofParty(`${membersOf('whoever', 'select unnest($1::uuid[])')},
  member as (select distinct on (whoever.member) whoever.member as party_id, lately.since from whoever left join unnest($11::uuid[], $12::date[]) lately (party_id, since) on lately.party_id = whoever.party_id order by whoever.member, lately.since nulls first)`,
{ sides: `'them'`, first: last('inbound', SINCE) + last('outbound', SINCE), counts: SINCE }));

export interface Contacts {
  readonly interactions: readonly InteractionAnswer[];
  /** When the party last turned to us, and we to it. */
  readonly lastContact: { readonly inbound: Contact | null; readonly outbound: Contact | null };
}

/** Of whom only what was said from a day on (in UTC) counts. */
export interface Lately {
  readonly partyId: string;
  readonly since: Day | null;
}

/** What the 360° shows of interactions: of one party, or of several together. */
export async function contactsOf(db: Asking, party: string | readonly string[], { asOf, before, position = null }: { readonly asOf: Day; readonly before: Instant; readonly position?: Position | null | undefined }, lately: readonly Lately[] = []): Promise<Contacts> {
  const values = [asOf, position, before, null, null, null, null, null, LATEST_INTERACTIONS];
  const { rows } = await db.query<InteractionRow & Contacts['lastContact']>(typeof party === 'string'
    ? { ...CONTACTS_OF_PARTY, values: [party, ...values] }
    : { ...CONTACTS_OF_PARTIES, values: [[...party, ...lately.map(({ partyId }) => partyId)], ...values, lately.map(({ partyId }) => partyId), lately.map(({ since }) => since)] });
  return { interactions: await answersOf(db, rows, asOf), lastContact: { inbound: rows[0]?.inbound ?? null, outbound: rows[0]?.outbound ?? null } };
}

// $1 interaction, $2 day of the names, $3 position or null
const ONE = prepared(answered(`select ${COLUMNS} from at join interaction i on i.interaction_id = $1 and i.recorded @> at.position`));

export async function oneInteraction(pool: pg.Pool, interactionId: string, { asOf, position }: Pick<InteractionMoment, 'asOf' | 'position'>): Promise<{ readonly interaction: InteractionAnswer; readonly position: Position }> {
  const { rows } = await pool.query<InteractionRow>({ ...ONE, values: [interactionId, asOf, position ?? null] });
  const [interaction] = await answersOf(pool, rows, asOf);
  if (!interaction) throw new Refusal('interaction-not-found', `no interaction ${interactionId} was known at that position, or it was retracted by then`, { interactionId });
  return { interaction, position: rows[0]!.position };
}

// Words in either language, as people write them in a search box: "exact phrase", -not, or.
// $1 words as a tsquery (null: any), $2 day of the names, $3 position or null, $4 instant, $5 direction, $6 medium, $7 not before, $8 and $9 the last of the page before, $10 limit, $11 parties that are one
const search = (from: string, condition = 'i.document @@ $1::tsquery') => prepared(answered(`
    select ${COLUMNS}
      from at, ${from}
     where ${condition} and i.recorded @> at.position and i.started_at < $4::timestamptz
       and ($5::text is null or i.direction = $5) and ($6::text is null or i.medium = $6) and ($7::timestamptz is null or i.started_at >= $7)
       and i.started_at <= coalesce($8::timestamptz, 'infinity') and ($8 is null or (i.started_at, i.interaction_id) < ($8, $9::uuid))
       and not exists (select from keys.data_key k where k.key_id = i.key_id and k.wrapped is null and not ${STORED_AGAIN})
     order by i.started_at desc, i.interaction_id desc limit $10`));
const SEARCH = search('(select * from interaction where $11::uuid[] is null) i');
// Those of one party are fewer than those with a common word. Fenced off, so that the words do not come first.
const SEARCH_OF_PARTY = search(`(
             select i.* from at, (select distinct p.interaction_id from at, participation p where p.party_id = any($11::uuid[]) and p.side in ('us', 'them') and p.started_at < $4::timestamptz and p.recorded @> at.position) p
               join interaction i using (interaction_id) offset 0
           ) i`);
const SOME_UNKNOWN = `i.participants @? '$[*] ? (!exists(@.party))'`;
const ANY_OF = `($1::tsquery is null or i.document @@ $1) and ($11::uuid[] is null or exists (
           select from participation p where p.party_id = any($11) and p.side in ('us', 'them') and p.started_at = i.started_at and p.interaction_id = i.interaction_id and p.recorded @> at.position))`;
// As the index of those says it, so that they are walked along it.
const UNRESOLVED = search('interaction i', `${SOME_UNKNOWN} and ${ANY_OF}`);
// $12 whom it is about, parties that are one, $13 only unresolved ones. By the index of those, which knows what one is about and not when.
const ABOUT = search(`(
             select i.* from interaction i where i.interaction_id in (
               select told.interaction_id from at, unnest($12::text[]) whom (party), lateral (
                 select * from interaction where about is not null and about @> jsonb_build_array(jsonb_build_object('kind', 'party', 'id', whom.party)) offset 0) told
                where told.recorded @> at.position)
             offset 0
           ) i`, `(not $13::boolean or ${SOME_UNKNOWN}) and ${ANY_OF}`);

/** What is looked for: words, what is not resolved yet, what is about somebody, or some of these together. */
export interface SoughtInteractions {
  readonly words: string | undefined;
  /** Only those in which somebody took part whose party is not known. */
  readonly unresolved: boolean;
  /** Only those in which this party took part. */
  readonly party: string | undefined;
  /** Only those about this party, whether it took part or not. */
  readonly about: string | undefined;
}

/** A page of the interactions that are looked for, newest first. */
export async function searchInteractions(
  pool: pg.Pool, { words, unresolved, party, about }: SoughtInteractions, { asOf, before, position }: InteractionMoment & { readonly position: Position }, { direction, medium, from, limit, after }: InteractionFilter,
): Promise<Omit<InteractionPage, 'position'>> {
  const parties = party === undefined ? null : await partiesThatAreOne(pool, party, position);
  const { rows } = await pool.query<InteractionRow>({
    ...(about !== undefined ? ABOUT : unresolved ? UNRESOLVED : party === undefined ? SEARCH : SEARCH_OF_PARTY),
    values: [words === undefined ? null : askedFor(words), asOf, position ?? null, before, direction ?? null, medium ?? null, from ?? null, after?.startedAt ?? null, after?.interactionId ?? null, limit + 1, parties, ...(about === undefined ? [] : [await partiesThatAreOne(pool, about, position), unresolved])],
  });
  return { items: (await answersOf(pool, rows, asOf)).slice(0, limit), more: rows.length > limit };
}

async function answersOf(db: Asking, rows: readonly InteractionRow[], asOf: Day): Promise<InteractionAnswer[]> {
  const who = rows[0] ? await asTheOnesTheyAre(db, rows[0].who ?? {}, asOf, rows[0].position) : {};
  return rows.map((row) => answerOf(row, who));
}

function answerOf(row: InteractionRow, who: Readonly<Record<string, Who>>): InteractionAnswer {
  const { subject = null, unresolved = {}, outcome: outcomeNotes, ...texts } = row.texts ?? {};
  return {
    interactionId: row.interaction_id,
    participants: row.participants.map(({ participantId, side, role, party }) => ({
      participantId, side, role,
      party: party === undefined ? null : shownParty(party, who[party]),
      ...(unresolved[participantId] && { unresolved: unresolved[participantId] }),
    })),
    direction: row.direction, medium: row.medium, automation: row.automation, startedAt: row.started_at, zone: row.zone,
    ...(row.duration_seconds !== null && { durationSeconds: row.duration_seconds }),
    subject, ...(row.texts === null && { erased: true as const }), ...texts,
    outcome: row.outcome, ...(outcomeNotes !== undefined && { outcomeNotes }), ...(row.about && { about: row.about }),
    source: row.provenance, amended: row.amended, loggedAt: row.logged_at, recordedAt: row.recorded_at,
  };
}
