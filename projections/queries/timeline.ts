/**
 * One chronological account of a party: facts and relations that begin and end, what was said, what was requested, what was to be
 * done and became of it. Each entry has both clocks: when it was so, and when we learned that. What began nobody knows when stands where
 * it had certainly begun, or where it was said, and what ended so where it had certainly ended; both say so.
 */
import type { Position } from '#libs/event-log/event-log.js';
import { prepared } from '#libs/platform/database.js';
import type { Asking } from '#libs/platform/questions.js';
import { FIRST_INSTANT, LAST_INSTANT, type Day, type Instant } from '#libs/temporal/dates.js';
import type { From, To } from '#libs/temporal/periods.js';
import { BEYOND_OBJECTION } from './consents.js';
import { AT, goneOf, MEMBERS, READABLE_TEXTS, UNKNOWN_PERIOD_END, UNREADABLE, UNREADABLE_BY_GONE, whoIs } from './sql.js';
import { asTheOnesTheyAre, type Who } from './parties-that-are-one.js';
import { shownParty } from './summary.js';

export const TIMELINE_KINDS = ['fact', 'relation', 'interaction', 'consent', 'update-request', 'task', 'planned-interaction'] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** Entries in one page at most, and when nothing is said. */
export const MAX_ENTRIES = 200;
export const DEFAULT_ENTRIES = 50;

export interface TimelineEntry {
  readonly kind: TimelineKind;
  readonly change: string;
  /** When it was so: a day for facts and relations, an instant for the rest. */
  readonly at: string;
  readonly recordedAt: Instant;
  /** Of what begins where nobody knows its start: `at` is the day by which it had certainly begun, or when it was said. */
  readonly validFrom?: From;
  /** Of what ended nobody knows when: `at` is the first day on which it had certainly ended. */
  readonly validTo?: To;
  readonly [detail: string]: unknown;
}

export interface TimelineFilter {
  readonly kinds: ReadonlySet<TimelineKind>;
  /** Not before this instant. */
  readonly from: Instant | undefined;
  readonly limit: number;
  /** The last entry of the page before. */
  readonly after: { readonly at: Instant; readonly id: string } | undefined;
}

interface Row {
  readonly at: Instant;
  readonly kind: TimelineKind;
  readonly key: string;
  readonly recorded_at: Instant;
  readonly entry: { readonly change: string; readonly day?: Day; readonly validFrom?: From | null; readonly validTo?: To; readonly party?: { readonly partyId: string; readonly who: Who } };
}

const beforeLast = (at: string, id: string): string => `($8::timestamptz is null or ${at} < $8 or (${at} = $8 and (${id}) collate "C" < $9::text))`;

/**
 * A source of entries: what it selects must have `at`, `key` (unique in its kind), `recorded_at` and `entry`.
 * $1 party, $2 day, $3 position, $4 before, $5 business zone, $6 kinds, $7 not before, $8 and $9 the last of the page before, $10 limit
 */
const source = (kind: TimelineKind, select: string): string => `
  (select '${kind}' as kind, e.* from (${select}) e
    where '${kind}' = any($6::text[]) and e.at < $4::timestamptz and ($7::timestamptz is null or e.at >= $7) and ${beforeLast('e.at', `'${kind}:' || e.key`)}
    order by e.at desc, e.key collate "C" desc limit $10)`;

/** Where the day begins; the first and the last there are begin with time. */
const startOf = (day: string): string => `greatest(least(${day}::timestamp at time zone $5, '${LAST_INSTANT}'::timestamptz), '${FIRST_INSTANT}'::timestamptz)`;
/** Of row `row`: when it begins, no day later than its end where nobody knows it; and when it ends. */
const BEGINS = (row: string): string => `coalesce(lower(${row}.effective), least(coalesce(rpad(${row}.valid_from ->> 'notLaterThan', 10, '-01-01')::date, ${row}.asserted_on), upper(${row}.effective)))`;
const ENDS = (row: string): string => `upper(${row}.effective)`;
/** Both changes of row `row`, as `c`. */
const bothOf = (row: string): string => `lateral (values ('begins', ${BEGINS(row)}), ('ends', ${ENDS(row)})) c (change, day)`;
const unknownBound = (row: string, periodEnd?: string): string => `
         'validFrom', case when c.change = 'begins' and lower_inf(${row}.effective) then ${row}.valid_from end,
         'validTo', case when c.change = 'ends' then ${periodEnd ? `coalesce(${periodEnd}, ` : '('}case when ${row}.ended_by is null and jsonb_typeof(${row}.valid_to) = 'object' then ${row}.valid_to end) end`;

/**
 * When it was learned that something is so of row `row`: when the first of the beliefs began that have said so without a break up to that
 * row. `so` is that something of a row, as text.
 */
const learned = (table: string, row: string, same: string, since: string, so: (row: string) => string): string => `(
    select max(b.since) from (
      select r.${since} as since, ${so('r')} as so, lag(${so('r')}) over known is distinct from ${so('r')} or lag(upper(r.recorded)) over known <> lower(r.recorded) as anew
        from ${table} r where ${same} and lower(r.recorded) <= at.position window known as (order by lower(r.recorded))
    ) b where b.anew and b.so = ${so(row)})`;
/** The day of change `c`. A fact begins anew with another value; it ends whichever it had. */
const dayOf = (value: string) => (row: string): string => `case when isempty(${row}.effective) then null when c.change = 'begins' then ${BEGINS(row)}::text${value && ` || ${row}.${value}`} else ${ENDS(row)}::text end`;

const fact = ({ table, subject, rows, unreadable, periodEnd, more = '' }: { readonly table: string; readonly subject: string; readonly rows: string; readonly unreadable: string; readonly periodEnd?: string; readonly more?: string }): string => `
  select ${startOf('c.day')} as at, c.change || '-' || f.fact_id as key,
         -- What begins with the belief in which its value was stated was learned with that: most do.
         case when c.change = 'begins' and lower(f.recorded) = f.value_position then f.believed_from else ${learned(table, 'f', `r.${subject} = f.${subject} and r.fact_id = f.fact_id`, 'believed_from', dayOf('value_event_id'))} end as recorded_at,
         json_build_object('change', c.change, 'day', c.day::text, 'factId', f.fact_id, 'attribute', f.attribute, 'value', case when ${unreadable} then null else f.value end, 'source', f.provenance, ${unknownBound('f', periodEnd)}${more}) as entry
    from at, ${rows} cross join ${bothOf('f')}
   where f.recorded @> at.position and not isempty(f.effective) and c.day is not null`;
const OF_PARTY = fact({ table: 'fact', subject: 'party_id', rows: 'member m join fact f on f.party_id = m.party_id', unreadable: UNREADABLE_BY_GONE });
// At either end of a relation: its phone at work as well as its role there.
const OF_RELATION = fact({
  table: 'relation_fact', subject: 'relation_id', unreadable: UNREADABLE, periodEnd: UNKNOWN_PERIOD_END, more: `, 'relationId', f.relation_id, 'periodId', f.period_id`,
  rows: `lateral (select distinct p.period_id from member m cross join lateral (
             select period_id, recorded, effective from relation_period where a = m.party_id union all select period_id, recorded, effective from relation_period where b = m.party_id offset 0
           ) p where p.recorded @> at.position and not isempty(p.effective)) p cross join lateral (select * from relation_fact where period_id = p.period_id offset 0) f`,
});
const RELATION = `
  select ${startOf('c.day')} as at, c.change || '-' || p.period_id as key, ${learned('relation_period', 'p', 'r.relation_id = p.relation_id and r.period_id = p.period_id', 'believed_from', dayOf(''))} as recorded_at,
         json_build_object('change', c.change, 'day', c.day::text, 'relationId', p.relation_id, 'periodId', p.period_id, 'type', p.type, 'direction', case when p.from_a then 'a-to-b' else 'b-to-a' end,
           'party', json_build_object('partyId', p.other, 'who', ${whoIs('p.other')}), ${unknownBound('p')}) as entry
    from at, member m cross join lateral (
           -- One between two that turned out to be the same is told once.
           select *, true as from_a, b as other from relation_period where a = m.party_id union all select *, false, a from relation_period where b = m.party_id and a not in (select party_id from member) offset 0
         ) p cross join ${bothOf('p')}
   where p.recorded @> at.position and not isempty(p.effective) and c.day is not null`;
const INTERACTION = `
  select p.started_at as at, p.interaction_id::text as key, ${learned('interaction', 'i', 'r.interaction_id = i.interaction_id', 'recorded_at', (row) => `${row}.started_at::text`)} as recorded_at,
         json_build_object('change', 'took-place', 'interactionId', p.interaction_id, 'direction', i.direction, 'medium', i.medium, 'automation', i.automation, 'outcome', i.outcome,
           'subject', case when i.texts is null or i.key_id in (select key_id from keys.data_key k where k.key_id = i.key_id and k.wrapped is null) then null else i.texts -> 'subject' end) as entry
    from at, (select distinct t.started_at, t.interaction_id
                from at, member m, unnest(array['us', 'them']) walked (side) cross join lateral (
                       -- Walked to from the latest, however many there are.
                       select t.started_at, t.interaction_id from participation t where t.party_id = m.party_id and t.side = walked.side and t.recorded @> at.position
                          and t.started_at < $4::timestamptz and t.started_at >= coalesce($7::timestamptz, '-infinity') and t.started_at <= coalesce($8::timestamptz, 'infinity')
                          and ${beforeLast('t.started_at', `'interaction:' || t.interaction_id`)}
                        order by t.started_at desc, t.interaction_id desc limit $10
                     ) t
               where 'interaction' = any($6::text[]) order by t.started_at desc, t.interaction_id desc limit $10) p
    join interaction i on i.interaction_id = p.interaction_id
   where i.recorded @> at.position`;
const consent = (at: string, change: string, key: string, where: string): string => `
  select ${at} as at, ${key} as key, s.recorded_at, json_build_object('change', ${change}, 'consentId', s.consent_id, 'purpose', s.purpose, 'channel', s.channel) as entry
    from at, member m join consent_statement s on s.party_id = m.party_id
   where s.recorded @> at.position ${where}`;
// What was allowed for a purpose that an objection to everything does not reach.
const BEYOND = `exists (
    select from definition d where d.kind = 'purpose' and d.code = s.purpose and d.recorded @> at.position and (
      select b ->> 'basis' from jsonb_array_elements(d.content -> 'purpose' -> 'legalBases') b where b ->> 'from' <= (upper(s.effective) at time zone 'UTC')::date::text order by b ->> 'from' desc limit 1
    ) in ('${[...BEYOND_OBJECTION].join(`', '`)}'))`;
// What expires by itself, unless something else was said by then.
const EXPIRES = consent('upper(s.effective)', `'expired'`, `s.consent_id || '-expired'`, `and upper(s.effective) is not null and not exists (
    select from member o join consent_statement later on later.party_id = o.party_id
     where later.recorded @> at.position and later.consent_id <> s.consent_id and coalesce(later.purpose = s.purpose, not ${BEYOND}) and coalesce(later.channel = s.channel, true)
       and lower(later.effective) <= upper(s.effective)
       and (lower(later.effective), lower(later.recorded), later.statement_order) > (lower(s.effective), lower(s.recorded), s.statement_order))`);
const updateRequest = (change: 'requested' | 'decided', instant: string): string => `
  select ${instant} as at, '${change}-' || u.request_id as key, ${instant} as recorded_at,
         json_build_object('change', ${change === 'requested' ? `'requested'` : 'u.status'}, 'requestId', u.request_id, 'interactionId', u.interaction_id, 'reason', u.reason) as entry
    from at, member m join update_request u on u.party_id = m.party_id
   where u.recorded @> at.position and ${instant} is not null`;

/**
 * What an event of a task or planned interaction can change, as JSON of row `row`. A step of an entry is told once for each of these
 * that is not as it was in the step before; the first step is told as its beginning, and for its status where it is over at once.
 */
const aspect = (row: string): string => `case c.aspect
    when 'status' then jsonb_build_array(${row}.status, ${row}.details ->> 'closedAt')
    when 'people' then to_jsonb(${row}.people)
    when 'placed' then jsonb_build_array(${row}.on_day, ${row}.at_instant, ${row}.zone, ${row}.details -> 'durationMinutes', ${row}.texts -> 'place' ->> 'e') end`;
const concerns = (row: string): string => `(${row}.people && array(select party_id from member) or ${row}.about && array(select party_id from member))`;
const UTC_INSTANT = `to_char(e.at_instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const AGENDA_DETAILS = {
  'task': {
    initial: 'open',
    changes: { begun: `'created'`, status: `case e.status when 'open' then 'reopened' else e.status end`, people: `'assigned'`, placed: `'rescheduled'` },
    details: `'taskId', e.entry_id, 'assigneeId', e.people[1], 'due', case when e.on_day is null then null when e.at_instant is null then json_build_object('date', e.on_day::text) else json_build_object('at', ${UTC_INSTANT}, 'zone', e.zone) end, 'priority', e.details -> 'priority'`,
  },
  'planned-interaction': {
    initial: 'proposed',
    changes: { begun: `'proposed'`, status: 'e.status', people: `'reassigned'`, placed: `'moved'` },
    details: `'plannedInteractionId', e.entry_id, 'plannedKind', e.details -> 'kind', 'participants', e.details -> 'participants', 'startsAt', ${UTC_INSTANT}, 'zone', e.zone, 'durationMinutes', e.details -> 'durationMinutes'`,
  },
} as const;

/**
 * Steps of the agenda, for all whom they concern: the parties it is about, whose agenda it stands in, and who it was taken from.
 * The rows of an entry are all known by its last event, so when a change was learned is when the first row that had it was.
 */
const agenda = (kind: keyof typeof AGENDA_DETAILS): string => {
  const { initial, changes, details } = AGENDA_DETAILS[kind];
  return `
  select c.at, c.key, (select min(r.recorded_at) from agenda_entry r where r.entry_id = e.entry_id and lower(r.valid) = c.at and lower(r.recorded) <= at.position and ${aspect('r')} is not distinct from ${aspect('e')}) as recorded_at,
         json_build_object('change', c.change, 'status', e.status, ${details}, 'about', e.about, 'interactionId', e.details -> 'interactionId', 'reason', e.details -> 'reason', 'subject', ${READABLE_TEXTS} -> 'subject') as entry
    from at, (
      select lower(e.valid) as at, e.entry_id, c.aspect, told.change, e.entry_id || '-' || c.aspect as key
        from at, agenda_entry e
        left join agenda_entry b on b.entry_id = e.entry_id and b.recorded @> (select position from at) and upper(b.valid) = lower(e.valid)
       cross join (values ('begun'), ('status'), ('people'), ('placed')) c (aspect)
       cross join lateral (select case c.aspect ${Object.entries(changes).map(([name, change]) => `when '${name}' then ${change}`).join(' ')} end) told (change)
       where '${kind}' = any($6::text[]) and e.entry_id = any(array(select m.entry_id from agenda_entry m where ${concerns('m')} and m.recorded @> (select position from at)))
         and e.kind = '${kind}' and e.recorded @> at.position and (${concerns('e')} or ${concerns('b')})
         and case when c.aspect = 'begun' then b.entry_id is null when b.entry_id is null then c.aspect = 'status' and e.status <> '${initial}' else ${aspect('b')} is distinct from ${aspect('e')} end
         and lower(e.valid) < $4::timestamptz and ($7::timestamptz is null or lower(e.valid) >= $7) and ${beforeLast('lower(e.valid)', `'${kind}:' || e.entry_id || '-' || c.aspect`)}
       order by lower(e.valid) desc, (e.entry_id || '-' || c.aspect) collate "C" desc limit $10) c
    join agenda_entry e on e.entry_id = c.entry_id and lower(e.valid) = c.at
   where e.recorded @> at.position`;
};

const TIMELINE = prepared(`
  with ${AT}, ${MEMBERS}, ${goneOf('select party_id from member')}
  select * from (${[
    source('fact', OF_PARTY), source('fact', OF_RELATION), source('relation', RELATION), source('interaction', INTERACTION),
    source('consent', consent('lower(s.effective)', 's.kind', 's.consent_id::text', '')), source('consent', EXPIRES), source('update-request', updateRequest('requested', 'u.requested_at')),
    source('update-request', updateRequest('decided', 'u.decided_at')), source('task', agenda('task')), source('planned-interaction', agenda('planned-interaction')),
  ].join(' union all ')}) all_kinds
   where $2::date is not null
   order by at desc, (kind || ':' || key) collate "C" desc limit $10`);

export interface Timeline {
  readonly items: readonly TimelineEntry[];
  /** The last entry, where there are more. */
  readonly next: { readonly at: Instant; readonly id: string } | undefined;
}

/** A page of what happened to a party before an instant, the newest first. */
export async function timelineOf(
  db: Asking, partyId: string, { asOf, before, position, zone }: { readonly asOf: Day; readonly before: Instant; readonly position: Position; readonly zone: string }, { kinds, from, limit, after }: TimelineFilter,
): Promise<Timeline> {
  const { rows } = await db.query<Row>({ ...TIMELINE, values: [partyId, asOf, position, before, zone, [...kinds], from ?? null, after?.at ?? null, after?.id ?? null, limit + 1] });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const others = await asTheOnesTheyAre(db, Object.fromEntries(page.flatMap(({ entry: { party } }) => (party ? [[party.partyId, party.who]] : []))), asOf, position);
  return { items: page.map((row) => entryOf(row, others)), next: rows.length > limit && last ? { at: last.at, id: `${last.kind}:${last.key}` } : undefined };
}

function entryOf({ at, kind, recorded_at: recordedAt, entry }: Row, others: Readonly<Record<string, Who>>): TimelineEntry {
  const { change, day, party, validFrom, validTo, ...details } = entry;
  return {
    kind, change, at: day ?? at, recordedAt, ...details, ...(validFrom && { validFrom }), ...(validTo && { validTo }),
    ...(party && { party: shownParty(party.partyId, others[party.partyId]) }),
  };
}
