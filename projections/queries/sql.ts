/** Parts that several queries are put together from. All take the day as `$2`, and the position from a common table `at`. */
/** The read models that answers are put together from. */
const ANSWERING = ['configuration', 'parties', 'relations', 'interactions', 'update_requests', 'consents', 'tasks'].map((name) => `'${name}'`).join(', ');

/** The position of an answer: the one asked for, else the least of the checkpoints, so that no part is newer than another. `$3`: position or null. */
export const AT = `at as (select coalesce($3::bigint, (select min(position) from reached where projection in (${ANSWERING}))) as position)`;

/** Whether a party turned out to be another one. */
export const isMerged = (party: string): string => `exists (select from party_alias a where a.loser = ${party} and a.recorded @> at.position)`;

/** The party that another answers as. First asks whether it was merged at all, because most were not. */
export const survivorOf = (party: string): string => `case when ${isMerged(party)} then (
    with recursive chain (party_id, depth) as (
      select ${party}, 0
      union all
      select a.survivor, chain.depth + 1 from chain join party_alias a on a.loser = chain.party_id where a.recorded @> at.position and chain.depth < 20
    )
    select party_id from chain order by depth desc limit 1) else ${party} end`;

/** `$1`: a party. `survivor`: the one it answers as; `member`: all that were merged into that one, itself first. */
export const MEMBERS = `survivor as (select ${survivorOf('$1::uuid')} as party_id from at),
  member as (
    with recursive merged (party_id, depth) as (
      select party_id, 0 from survivor
      union all
      select a.loser, merged.depth + 1 from at, merged join party_alias a on a.survivor = merged.party_id where a.recorded @> at.position and merged.depth < 20
    )
    select party_id, depth from merged
  )`;

/** `name (asked, party_id)`: what those of `source (party_id)` answer as, each once. Stands below `with recursive`. Fenced off, so that merges are read by the party: the planner would read them all. */
export const survivorsOf = (name: string, source: string): string => `${name}_chain (asked, party_id, depth) as (
    select distinct s.party_id, s.party_id, 0 from (${source}) s (party_id)
    union all
    select c.asked, a.survivor, c.depth + 1 from at, ${name}_chain c, lateral (select * from party_alias where loser = c.party_id offset 0) a where a.recorded @> at.position and c.depth < 20
  ),
  ${name} as (select distinct on (asked) asked, party_id from ${name}_chain order by asked, depth desc)`;

/**
 * The same with all that are one with those: common tables that end in `name (party_id, member, depth)`, where `party_id` is what those of
 * `source (party_id)` answer as, and `member` each that was merged into it, itself first. Stands below `with recursive`.
 */
export const membersOf = (name: string, source: string): string => `${survivorsOf(`${name}_survivor`, source)},
  ${name} (party_id, member, depth) as (
    select distinct s.party_id, s.party_id, 0 from ${name}_survivor s
    union all
    select m.party_id, a.loser, m.depth + 1 from at, ${name} m, lateral (select * from party_alias where survivor = m.member offset 0) a where a.recorded @> at.position and m.depth < 20
  )`;

/** Those that were merged into a party, at once or by others, for a `from`: the further away, the greater their `depth`. */
export const mergedInto = (party: string): string => `(
    with recursive merged (party_id, depth) as (
      select a.loser, 1 from party_alias a where a.survivor = ${party} and a.recorded @> at.position
      union all
      select a.loser, merged.depth + 1 from merged join party_alias a on a.survivor = merged.party_id where a.recorded @> at.position and merged.depth < 20
    )
    select party_id, depth from merged)`;

/**
 * Whether row `f`, a fact of a party, does not show because that turned out to be another one: of those that are one, another nearer to the
 * survivor has something in the slot on the day, as in the 360° (`preferringSurvivor`). First asks whether it was merged at all, because most
 * were not; fenced off, so that merges and facts are read by the party.
 */
export const shadowed = (f: string): string => `(${isMerged(`${f}.party_id`)} and exists (
    with recursive above (party_id, depth) as (
      select ${f}.party_id, 0
      union all
      select a.survivor, above.depth + 1 from above, lateral (select * from party_alias where loser = above.party_id offset 0) a where a.recorded @> at.position and above.depth < 20
    ),
    nearer (party_id, depth) as (
      (select party_id, 0 from above order by depth desc limit 1)
      union all
      select a.loser, nearer.depth + 1 from nearer, lateral (select * from party_alias where survivor = nearer.party_id offset 0) a
       where a.recorded @> at.position and nearer.depth + 1 < (select max(depth) from above)
    )
    select from nearer, lateral (select * from fact where party_id = nearer.party_id and attribute = ${f}.attribute and slot = ${f}.slot offset 0) shown
     where shown.effective @> $2::date and shown.recorded @> at.position))`;

/** `$1`: parties. `member`: those, what they answer as, and all that were merged into that. Stands below `with recursive`. */
export const MEMBERS_OF_ALL = `${membersOf('whoever', 'select unnest($1::uuid[])')},
  member as (select distinct member as party_id from whoever)`;

const STORED_AGAIN = `exists (
    select from keys.reencrypted r join keys.data_key again on again.key_id = (r.envelope ->> 'k')::uuid
     where r.event_id = f.value_event_id and r.field_path = 'value' and again.wrapped is not null)`;

/** Whether the value of row `f` can no longer be read: its key is gone, and it was not stored again under another. */
export const UNREADABLE = `(f.value is null or exists (
    select from keys.data_key k where k.key_id = f.key_id and k.wrapped is null and not ${STORED_AGAIN}))`;

/** The same where many rows of few subjects are read: `gone` holds the destroyed keys of those. */
export const UNREADABLE_BY_GONE = `(f.value is null or (f.key_id in (select key_id from gone) and not ${STORED_AGAIN}))`;
export const goneOf = (subjects: string): string => `gone as materialized (
    select k.key_id from (${subjects}) whose (subject) join keys.data_key k on k.subject = whose.subject and k.wrapped is null
  )`;

/** The texts of row `e` by name: null for those whose key is gone, unless they were stored again under another. */
export const READABLE_TEXTS = `(
    select jsonb_object_agg(t.key, case when exists (
        select from keys.data_key k where k.key_id = (t.value ->> 'k')::uuid and k.wrapped is null and not exists (
          select from keys.reencrypted r join keys.data_key again on again.key_id = (r.envelope ->> 'k')::uuid
           where r.event_id = split_part(t.value ->> 'e', ' ', 1)::uuid and r.field_path = split_part(t.value ->> 'e', ' ', 2) and again.wrapped is not null))
      then null else t.value ->> 'v' end) from jsonb_each(e.texts) t)`;

/** Whose facts row `f` is one of: its checks and its subject, and what a row of that kind has beyond the others. */
export type FactOf = 'party' | 'relation';

/** The latest check of row `f` that counts on the day: a lateral `checked` that {@link factJson} reads. */
export const latestCheck = (of: FactOf): string => `lateral (
    select c.on_day, c.said_on, c.disputed, c.reason from ${of}_check c where ${countsOnTheDay(of)} order by c.on_day desc, c.position desc limit 1) checked on true`;

const isOfTheValue = (of: FactOf): string => `c.${of}_id = f.${of}_id and c.fact_id = f.fact_id and c.position <= at.position and c.position > f.value_position`;
const countsOnTheDay = (of: FactOf): string => `${isOfTheValue(of)} and c.on_day <= $2::date`;

/** The end of the period that ends row `f` of a relation, where nobody knows when that was. */
export const UNKNOWN_PERIOD_END = `case when f.ended_by = 'period' then (
    select ending.valid_to from relation_period ending
     where ending.relation_id = f.relation_id and ending.period_id = f.period_id and ending.recorded @> at.position and ending.ended_by is null and ending.valid_to ? 'unknown') end`;
const OF_ITS_OWN = {
  party: { unknownEnd: `f.valid_to ? 'unknown'`, members: '' },
  relation: { unknownEnd: `(f.valid_to ? 'unknown' or f.ended_by = 'period')`, members: `, 'relationId', f.relation_id, 'periodId', f.period_id, 'unknownPeriodEnd', ${UNKNOWN_PERIOD_END}` },
} as const;

/** Row `f` and its latest check as JSON. */
export const factJson = (of: FactOf, { unreadable = UNREADABLE, more = '' }: { readonly unreadable?: string; readonly more?: string } = {}): string => `json_build_object(
    'factId', f.fact_id, 'attribute', f.attribute, 'slot', f.slot, 'value', case when ${unreadable} then null else f.value end, 'validFrom', f.valid_from, 'validTo', f.valid_to,
    'upper', upper(f.effective)::text, 'endedBy', f.ended_by, 'recordedAt', to_char(f.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'fromStatedOn', f.asserted_on::text, 'valueOn', f.value_on::text, 'source', f.provenance, 'order', f.fact_order,
    'lastCheck', case when checked.on_day is not null then json_build_object('on', checked.on_day::text, 'saidOn', checked.said_on, 'disputed', checked.disputed, 'reason', checked.reason) end,
    'heldOn', case when ${OF_ITS_OWN[of].unknownEnd} then (select max(c.on_day)::text from ${of}_check c where ${isOfTheValue(of)} and not c.disputed) end,
    'lastConfirmedOn', case when checked.disputed
       then (select c.said_on from ${of}_check c where ${countsOnTheDay(of)} and not c.disputed order by c.on_day desc, c.position desc limit 1)
       else checked.said_on end${OF_ITS_OWN[of].members}${more})`;

/** Freshness of every attribute that has one, as known at the position. */
export const FRESHNESS = `(
    select json_object_agg(d.code, d.content -> 'freshnessDays') from at, definition d where d.kind = 'attribute' and d.recorded @> at.position)`;

/** Attributes that say what a party is called by, and of which gender: the index `fact_called` has these. */
const CALLED = `'{name.legal,name.trade,name.banner,name.acronym,name.usual,name.birth,name.given,gender,structure,identifier.siren,identifier.siret}'`;
const NAMED = 'f.attribute, f.slot, f.fact_id, f.value, f.key_id, f.value_event_id, f.effective, f.recorded';
/** Fenced off, so that they are read by an index of theirs: by that of all facts, which has both times, it takes five times as long. */
const namesIn = (facts: string, unreadable: string): string => `(
    select json_agg(json_build_object('attribute', f.attribute, 'slot', f.slot, 'depth', f.depth, 'value', case when ${unreadable} then null else f.value end))
      from (${facts} offset 0) f
     where f.effective @> $2::date and f.recorded @> (select position from at))`;
const called = (party: string): string => `select ${NAMED}, 0 as depth from fact f where f.party_id = ${party} and f.attribute = any(${CALLED})`;

/**
 * What a party is called by, and its gender, as JSON, and what those are that were merged into it: see `shownName`. `party` is an expression,
 * without a table called `f`: here it would be that of the names.
 */
export const namesOf = (party: string): string => namesIn(`
        ${called(party)}
        union all
        select ${NAMED}, loser.depth from (select position from at) at, lateral ${mergedInto(party)} loser, lateral (select * from fact where party_id = loser.party_id and attribute = any(${CALLED}) offset 0) f
        order by fact_id`, UNREADABLE);

/**
 * Who a party is, as JSON, for answers that name many: what it is called by itself, and whether it is one with others. Those are few, and looked
 * up apart (`asTheOnesTheyAre`): to be ready for them here would take as long as all the names. Asks once whether any were merged at all.
 */
export const whoIs = (party: string, unreadable = UNREADABLE, kind = kindOf(party)): string => `json_build_object('kind', ${kind}, 'names', ${namesIn(called(party), unreadable)}, 'ofSeveral', (select exists (select from party_alias)) and (
    exists (select from party_alias a where a.survivor = ${party} and a.recorded @> (select position from at)) or exists (select from party_alias a where a.loser = ${party} and a.recorded @> (select position from at))))`;

/** The kind of a party; null of one that nobody knew then. */
export const kindOf = (party: string): string => `(select q.kind from party q where q.party_id = ${party} and q.recorded @> (select position from at))`;
