/** Every read model that answers questions: what its tables must hold of a stream by the replay, and how their rows are found. */
import type pg from 'pg';
import { isErased, type StoredEvent } from '#libs/event-log/domain-event.js';
import { isFactEvent, type FactConfirmed, type FactDisputed, type FactEvent, type FactRecorded } from '#libs/facts/events.js';
import type { InteractionEvent } from '#libs/interactions/events.js';
import type { RelationEvent } from '#libs/relations/events.js';
import { groupBy, UNREADABLE, type Columns, type Group, type Row, type Said } from './compare.js';
import { agendaAt, readable } from './replay/agenda.js';
import { DEFINED, definitionKnown } from './replay/configuration.js';
import { dayText, firstDayNumber } from './replay/days.js';
import { believe, cutBy, endOf, erasedByEvent, erasuresIn, holderOn, nothingBelieved, soughtBy, type FactBelief } from './replay/facts.js';
import { interactionKnown } from './replay/interactions.js';
import { endsOf, periodBeliefs, type PeriodBelief } from './replay/relations.js';
import { believedStatements, expiryOf, requestKnown, STATEMENTS } from './replay/said.js';

/** A table, and SQL about its row `t`. */
export interface Table {
  readonly name: string;
  /** What is read, where it is not the table as it stands. */
  readonly from?: string;
  /** The column that rows of a stream are found by, and its type if that is not uuid. */
  readonly subject: string;
  readonly type?: 'text';
  /** The name of the stream it follows from. */
  readonly stream: string;
  /** Between which positions it was believed, where it has no `recorded`; and the range in which it holds in the world. */
  readonly known?: readonly [from: string, to: string];
  readonly world?: string;
  /** What tells its thing from others of the stream, and what that competes in. */
  readonly key?: string;
  readonly group?: string;
  /** Columns as the replay speaks of them. */
  readonly read?: (columns: Columns) => Columns;
}

export interface ReadModel {
  /** The projection whose tables these are. */
  readonly projection: string;
  /** What the names of its streams begin with; the rest is what rows are found by. */
  readonly prefixes: readonly string[];
  readonly tables: readonly Table[];
  /** What the tables must hold of one stream that begins with the prefix. */
  replay(events: readonly StoredEvent[], prefix: string): Group[];
  /** SQL for rows that follow from other rows and do not: `thing` names them. */
  readonly derived?: Readonly<Record<string, string>>;
}

export type StreamRow = Row & { readonly stream: string };

/** Rows of some streams, by what these are called after the prefix. */
export async function rowsOf(client: pg.ClientBase, { tables }: ReadModel, subjects: readonly string[]): Promise<StreamRow[]> {
  const found: StreamRow[] = [];
  for (const { name, from = name, subject, type = 'uuid', stream, known, world, key = `''`, group = `''`, read = (columns: Columns) => columns } of tables) {
    const [since, until] = known ?? ['lower(t.recorded)', 'upper(t.recorded)'];
    const { rows } = await client.query<Columns & { _stream: string; _from: bigint | null; _to: bigint | null; _lower: string | null; _upper: string | null; _nowhere: boolean; _key: string; _group: string; believed_from?: string }>(`
      select t.*, ${stream} as _stream, ${since} as _from, ${until} as _to, (${key})::text as _key, (${group})::text as _group,
             ${world ? `lower(t.${world}) as _lower, upper(t.${world}) as _upper, isempty(t.${world})` : 'null as _lower, null as _upper, false'} as _nowhere
        from ${from} t where t.${subject} = any($1::${type}[]) ${known ? '' : 'and not isempty(t.recorded)'}`, [subjects]);
    for (const { _stream, _from, _to, _lower, _upper, _nowhere, _key, _group, believed_from: fromAt, ...columns } of rows) {
      found.push({
        table: name, stream: _stream, group: _group, key: _key, from: _from ?? undefined, ...(fromAt !== undefined && { fromAt }), to: _to, columns: read(columns), ...(world && { world: _nowhere ? null : { lower: _lower, upper: _upper } }),
      });
    }
  }
  return found;
}

const DATE = /"(\d{4}(?:-\d{2}(?:-\d{2})?)?)"/g;
const INSTANT = /"(\d{4}-\d\d-\d\dT[\d:.]+Z)"/g;

/** Every date that events name or were recorded on, the day before and the day after. */
function daysNamed(events: readonly StoredEvent[]): string[] {
  const numbers = new Set<number>();
  for (const { data, recordedOn } of events) {
    const named = [...JSON.stringify({ ...data, value: undefined }).matchAll(DATE)].map(([, found]) => found!);
    for (const date of [recordedOn, ...named]) for (const by of [-1, 0, 1]) numbers.add(firstDayNumber(date) + by);
  }
  return ['1000-01-01', ...[...numbers].sort((a, b) => a - b).map(dayText), '9900-12-31'];
}

/** Every instant that events name, the millisecond before and the one after. */
function instantsNamed(events: readonly StoredEvent[]): string[] {
  const named = events.flatMap(({ data }) => [...JSON.stringify(data).matchAll(INSTANT)].map(([, instant]) => Date.parse(instant!)));
  return [...new Set(named.flatMap((ms) => [ms - 1, ms, ms + 1]))].sort((a, b) => a - b).map((ms) => new Date(ms).toISOString());
}

/** A group of which each event says everything anew: few events, and few things. */
function toldAnew(table: string, name: string, events: readonly StoredEvent[], known: (events: readonly StoredEvent[]) => Said, points: readonly string[] = []): Group {
  const ever = new Set<string>();
  return {
    table, name, events, points,
    said(n) {
      const { believed, inForce } = known(events.slice(0, n + 1));
      for (const key of believed?.keys() ?? []) ever.add(key);
      return { ...(believed && { believed: new Map([...ever].map((key) => [key, believed.get(key)])) }), ...(inForce && { inForce }) };
    },
  };
}

/** A group that says one thing of its stream, or nothing. */
const single = (table: string, events: readonly StoredEvent[], known: (events: readonly StoredEvent[]) => Columns | undefined, key = ''): Group =>
  toldAnew(table, '', events, (some) => {
    const columns = known(some);
    return { believed: new Map(columns ? [[key, columns]] : []) };
  });

/** Confirmations and disputes: each is a row of its own. */
function checks(events: readonly StoredEvent[]): Group {
  const told = events.filter((event): event is StoredEvent<FactConfirmed | FactDisputed> => event.type === 'FactConfirmed' || event.type === 'FactDisputed');
  return {
    table: 'fact_check', name: '', events: told, points: [],
    said(n) {
      const { type, position, recordedAt, data } = told[n]!;
      const reason = type === 'FactDisputed' ? (data).reason : null;
      return { believed: new Map([[`${data.factId} ${position}`, { disputed: type === 'FactDisputed', on_day: dayText(firstDayNumber(data.on)), said_on: data.on, reason, recorded_at: recordedAt }]]) };
    },
  };
}
const CHECKS = { name: 'fact_check', known: ['t.position', 'null::bigint'], key: `t.fact_id || ' ' || t.position` } as const;

/** What stands in the row of a fact, but for where it holds. */
function factColumns(belief: FactBelief, erasures: readonly StoredEvent[]): Columns {
  const value = erasedByEvent(belief, erasures) ? null : isErased(belief.value) ? UNREADABLE : belief.value;
  return {
    value, lookup: value === UNREADABLE ? UNREADABLE : value === null ? null : soughtBy(belief.attribute, value), data_class: belief.dataClass, valid_from: belief.from, valid_to: belief.to, recorded_at: belief.recordedAt,
    fact_order: BigInt(belief.order), asserted_on: dayText(belief.fromSetOn), to_stated_on: dayText(belief.toSetOn), ended: belief.ended, provenance: belief.source, value_event_id: belief.valueEventId, value_position: belief.valuePosition, value_on: dayText(belief.valueOn),
  };
}

/** Facts that compete with each other: an event says something anew of one of them, and perhaps of where the others hold. */
function slot(name: string, events: readonly StoredEvent<FactEvent>[], erasures: readonly StoredEvent[]): Group {
  const facts = nothingBelieved();
  return {
    table: 'fact', name, events, points: daysNamed(events),
    said(n) {
      const { factId } = events[n]!.data;
      believe(facts, events[n]!);
      const belief = facts.live.get(factId);
      return {
        believed: new Map([[factId, belief && factColumns(belief, erasures)]]),
        inForce(day) {
          const holder = holderOn(facts.live.values(), firstDayNumber(day));
          return new Map(holder && [[holder.factId, { ended_by: cutBy(holder, [...facts.live.values()])?.factId ?? null }]]);
        },
      };
    },
  };
}

const parties: ReadModel = {
  projection: 'parties',
  prefixes: ['party-'],
  tables: [
    { name: 'party', subject: 'party_id', stream: `'party-' || t.party_id` },
    { name: 'party_alias', subject: 'loser', stream: `'party-' || t.loser` },
    { name: 'fact', subject: 'party_id', stream: `'party-' || t.party_id`, world: 'effective', key: 't.fact_id', group: `t.attribute || ' ' || t.slot` },
    { subject: 'party_id', stream: `'party-' || t.party_id`, ...CHECKS },
  ],
  replay(stream) {
    const erasures = erasuresIn(stream);
    const places = new Map<string, string>();
    for (const { data: { factId, attribute, slot: place } } of stream.filter((event): event is StoredEvent<FactRecorded> => event.type === 'FactRecorded')) {
      if (!places.has(factId)) places.set(factId, `${attribute} ${place}`);
    }
    const facts = stream.filter((event): event is StoredEvent<FactEvent> => isFactEvent(event) && places.has(event.data.factId));
    const others = stream.filter((event) => !isFactEvent(event));
    return [
      single('party', others, partyKnown), single('party_alias', others, aliasKnown), checks(stream),
      ...[...groupBy(facts, ({ data: { factId } }) => places.get(factId)!)].map(([name, events]) => slot(name, events, erasures)),
    ];
  },
  derived: {
    name_word: `
      select word as thing from (select w as word, count(*)::int as uses from fact f, spelt_words(f.lookup) w where left(f.attribute, 5) = 'name.' group by w) c
        full join name_word n using (word) where c.uses is distinct from n.uses`,
    party_words: `
      select 'party-' || party_id as thing
        from (select f.party_id, array_to_tsvector(array_agg(distinct w)) as words from fact f, unnest(words_of(f.lookup)) w where left(f.attribute, 5) = 'name.' group by f.party_id) c
        full join party_words p using (party_id) where c.words is distinct from p.words`,
  },
};

function partyKnown(events: readonly StoredEvent[]): Columns | undefined {
  const kinds = events.filter(({ type }) => type === 'PartyCreated' || type === 'PartyReclassified');
  const [created] = kinds;
  if (!created) return undefined;
  return {
    kind: (kinds.at(-1)!.data as { kind: string }).kind, created_position: created.position, created_at: created.recordedAt,
    erased: events.some(({ type, position }) => type === 'PartyErased' && position > created.position),
  };
}

function aliasKnown(events: readonly StoredEvent[]): Columns | undefined {
  let merged: { into: string; mergeId: string; choices: object } | undefined;
  for (const { type, data } of events as readonly StoredEvent<{ type: string; data: { into: string; mergeId: string; choices: object } }>[]) {
    if (type === 'PartyMerged' && merged?.mergeId !== data.mergeId) merged = data;
    if (type === 'PartyUnmerged' && merged?.mergeId === data.mergeId) merged = undefined;
  }
  return merged && { survivor: merged.into, merge_id: merged.mergeId, choices: merged.choices };
}

const relations: ReadModel = {
  projection: 'relations',
  prefixes: ['relation-'],
  tables: [
    { name: 'relation_period', subject: 'relation_id', stream: `'relation-' || t.relation_id`, world: 'effective', key: 't.period_id' },
    { name: 'relation_fact', subject: 'relation_id', stream: `'relation-' || t.relation_id`, world: 'effective', key: 't.fact_id', group: `t.period_id || ' ' || t.attribute || ' ' || t.slot` },
    { subject: 'relation_id', stream: `'relation-' || t.relation_id`, ...CHECKS },
  ],
  replay(stream) {
    const erasures = erasuresIn(stream);
    // A check or an erasure is no new belief.
    const events = stream.filter(({ type }) => type !== 'FactConfirmed' && type !== 'FactDisputed' && type !== 'FactErased') as StoredEvent<RelationEvent>[];
    const recorded = events.filter((event) => event.type === 'FactRecorded').filter(({ data: { periodId } }) => periodId !== undefined);
    const slots = new Set(recorded.map(({ data: { periodId, attribute, slot: place } }) => `${periodId} ${attribute} ${place}`));
    const points = daysNamed(stream);
    return [
      toldAnew('relation_period', '', events, (known) => periodsKnown(known as StoredEvent<RelationEvent>[]), points), checks(stream),
      ...[...slots].map((name) => toldAnew('relation_fact', name, events, (known) => periodFactsKnown(name, known as StoredEvent<RelationEvent>[], erasures), points)),
    ];
  },
};

function periodsKnown(known: readonly StoredEvent<RelationEvent>[]) {
  const ends = endsOf(known);
  const periods = periodBeliefs(known);
  return {
    believed: new Map(periods.map((period) => [period.periodId, {
      type: ends?.type, a: ends?.a, b: ends?.b, valid_from: period.from, valid_to: period.to, recorded_at: period.recordedAt, period_order: BigInt(period.order), asserted_on: dayText(period.fromSetOn), to_stated_on: dayText(period.toSetOn), ended: period.ended,
    }])),
    inForce: (day: string) => {
      const period = holderOn(periods, firstDayNumber(day));
      return new Map(period && [[period.periodId, { ended_by: cutBy<PeriodBelief>(period, periods)?.periodId ?? null }]]);
    },
  };
}

/** Facts of one period that compete: none holds longer than the period does. */
function periodFactsKnown(name: string, known: readonly StoredEvent<RelationEvent>[], erasures: readonly StoredEvent[]) {
  const facts = nothingBelieved();
  for (const event of known) if (isFactEvent(event) && (event.type !== 'FactRecorded' || event.data.periodId !== undefined)) believe(facts, event);
  const rivals = [...facts.live.values()].filter(({ periodId, attribute, slot: place }) => `${periodId} ${attribute} ${place}` === name);
  const ends = endsOf(known);
  const periods = periodBeliefs(known);
  return {
    believed: new Map(rivals.map((belief) => [belief.factId, { a: ends?.a, b: ends?.b, ...factColumns(belief, erasures) }])),
    inForce: (day: string) => {
      const [period, holder] = [holderOn(periods, firstDayNumber(day)), holderOn(rivals, firstDayNumber(day))];
      if (!period || !holder || holder.periodId !== period.periodId) return new Map<string, Columns>();
      return new Map([[holder.factId, { ended_by: endOf(period, periods) < endOf(holder, rivals) ? 'period' : (cutBy(holder, rivals)?.factId ?? null) }]]);
    },
  };
}

const interactions: ReadModel = {
  projection: 'interactions',
  prefixes: ['interaction-'],
  tables: [
    { name: 'interaction', subject: 'interaction_id', stream: `'interaction-' || t.interaction_id` },
    {
      name: 'participation', subject: 'interaction_id', stream: `'interaction-' || t.interaction_id`, key: 't.party_id',
      // Found by its parties: it has no index of interactions.
      from: `(select distinct p.* from interaction i cross join jsonb_array_elements(i.participants) who
        join participation p on p.party_id = (who ->> 'party')::uuid and p.interaction_id = i.interaction_id and p.started_at = i.started_at where i.interaction_id = any($1::uuid[]))`,
    },
  ],
  replay(stream) {
    return [
      single('interaction', stream, interactionColumns),
      toldAnew('participation', '', stream, (events) => {
        const { participants = [], startedAt, direction, automation } = interactionKnown(events as readonly StoredEvent<InteractionEvent>[])?.content ?? {};
        const theirs = new Set(participants.flatMap(({ party, side }) => (side === 'them' && party !== undefined ? party : [])));
        return { believed: new Map(participants.flatMap(({ party }) => (party === undefined ? [] : [[party, { side: theirs.has(party) ? 'them' : 'us', started_at: startedAt, direction, automation }]]))) };
      }),
    ];
  },
  derived: {
    participation: `
      select 'interaction-' || p.interaction_id as thing from participation p left join interaction i
          on i.interaction_id = p.interaction_id and i.started_at = p.started_at and i.recorded = p.recorded and i.participants @> jsonb_build_array(jsonb_build_object('party', p.party_id))
       where i.interaction_id is null`,
  },
};

function interactionColumns(events: readonly StoredEvent[]): Columns | undefined {
  const known = interactionKnown(events as readonly StoredEvent<InteractionEvent>[]);
  if (!known) return undefined;
  const { content, stated, amended, loggedAt, recordedAt } = known;
  return {
    direction: content.direction, medium: content.medium, automation: content.automation, started_at: content.startedAt, zone: content.zone, duration_seconds: content.durationSeconds, outcome: content.outcome,
    participants: content.participants, about: content.about, texts: isErased(content.texts) ? UNREADABLE : content.texts, texts_event_id: stated.eventId, provenance: stated.metadata.provenance, amended, logged_at: loggedAt,
    recorded_at: recordedAt,
  };
}

const TEXTS = ['subject', 'notes', 'outcome', 'note', 'objective', 'place'] as const;

const tasks: ReadModel = {
  projection: 'tasks',
  prefixes: ['task-', 'plannedInteraction-'],
  tables: [{
    name: 'agenda_entry', subject: 'entry_id', stream: `case t.kind when 'task' then 'task-' else 'plannedInteraction-' end || t.entry_id`, world: 'valid',
    read: ({ texts, ...columns }) => ({ ...columns, ...Object.fromEntries(Object.entries(texts as Record<string, { v: string | null; e: string }>).flatMap(([name, { v, e }]) => [[`texts.${name}`, v], [`texts.${name}.e`, e]])) }),
  }, {
    name: 'reassignment_move', subject: 'entry_id', stream: `case t.kind when 'task' then 'task-' else 'plannedInteraction-' end || t.entry_id`, known: ['t.position', 'null::bigint'], key: 't.reassignment_id',
  }],
  replay(stream) {
    return [
      toldAnew('agenda_entry', '', stream, (known) => ({
        inForce: (instant) => {
          const entry = agendaAt(known, instant);
          return new Map(entry && [['', entryColumns(entry, known.at(-1)!)]]);
        },
      }), instantsNamed(stream)),
      toldAnew('reassignment_move', '', stream, (known) => ({
        believed: new Map(known.flatMap(({ type, data }) => {
          const { reassignmentId } = data as { reassignmentId?: string };
          return reassignmentId === undefined ? [] : [[reassignmentId, { kind: type === 'TaskAssigned' ? 'task' : 'planned-interaction' }]];
        })),
      })),
    ];
  },
};

function entryColumns({ kind, began, status, people, about, onDay, untilDay, at, zone, details, texts }: NonNullable<ReturnType<typeof agendaAt>>, last: StoredEvent): Columns {
  return {
    kind, began, status, people, about, on_day: onDay, until_day: untilDay, at_instant: at, zone, details, revision: BigInt(last.revision), recorded_at: last.recordedAt,
    ...Object.fromEntries(TEXTS.flatMap((name) => {
      const text = texts[name];
      return [[`texts.${name}`, text && (isErased(text.value) ? UNREADABLE : readable(text))], [`texts.${name}.e`, text && `${text.eventId} ${text.field}`]];
    })),
  };
}

const reassignments: ReadModel = {
  projection: 'tasks',
  prefixes: ['taskReassignment-'],
  tables: [{ name: 'reassignment', subject: 'reassignment_id', stream: `'taskReassignment-' || t.reassignment_id`, known: ['null::bigint', 'null::bigint'] }],
  replay(stream) {
    const requested = stream.find(({ type }) => type === 'TaskReassignmentRequested') as StoredEvent<{ type: string; data: { from: string; to: string; on: string; tasks: unknown[]; plannedInteractions: unknown[] } }> | undefined;
    const completed = stream.findLast(({ type }) => type === 'TaskReassignmentCompleted');
    const columns = requested && {
      from_party: requested.data.from, to_party: requested.data.to, on_day: requested.data.on, requested: requested.data.tasks.length + requested.data.plannedInteractions.length, requested_at: requested.recordedAt,
      skipped: completed && (completed.data as { skipped: unknown[] }).skipped.length, completed_at: completed?.recordedAt,
    };
    return [single('reassignment', stream.slice(-1), () => columns)];
  },
};

const consents: ReadModel = {
  projection: 'consents',
  prefixes: ['consent-'],
  tables: [{ name: 'consent_statement', subject: 'party_id', stream: `'consent-' || t.party_id`, world: 'effective', key: 't.consent_id' }],
  replay(stream) {
    const idOf = ({ data }: StoredEvent): string => (data as { consentId: string }).consentId;
    return [toldAnew('consent_statement', '', stream, (known) => {
      const believed = believedStatements(known);
      return {
        believed: new Map(believed.map((event) => [idOf(event), statementColumns(event)])),
        inForce: (instant) => new Map(believed.filter((event) => (event.data as { from: string }).from <= instant && (expiryOf(event) ?? '~') > instant).map((event) => [idOf(event), {}])),
      };
    }, instantsNamed(stream))];
  },
};

function statementColumns({ type, data, eventId, revision, recordedAt, metadata }: StoredEvent): Columns {
  const { purpose, channel, proof } = data as { purpose?: string; channel?: string; proof?: unknown };
  return { kind: STATEMENTS[type], purpose, channel, proof: isErased(proof) ? UNREADABLE : proof, proof_event_id: eventId, statement_order: BigInt(revision), actor: metadata.actor, recorded_at: recordedAt };
}

const updateRequests: ReadModel = {
  projection: 'update_requests',
  prefixes: ['updateRequest-'],
  tables: [{ name: 'update_request', subject: 'request_id', stream: `'updateRequest-' || t.request_id` }],
  replay: (stream) => [single('update_request', stream, (events) => {
    const known = requestKnown(events);
    if (!known) return undefined;
    const { requested, status, reason, decided } = known;
    const { party, relationId, periodId, interactionId, changes, note } = requested.data as { party: string; relationId?: string; periodId?: string; interactionId?: string; changes: unknown; note?: unknown };
    return {
      party_id: party, relation_id: relationId, period_id: periodId, interaction_id: interactionId, status, reason, changes: isErased(changes) ? UNREADABLE : changes, note: isErased(note) ? UNREADABLE : note, texts_event_id: requested.eventId,
      requested_by: requested.metadata.actor, decided_by: decided?.metadata.actor, requested_at: requested.recordedAt, requested_position: requested.position, decided_at: decided?.recordedAt,
    };
  })],
};

const configuration: ReadModel = {
  projection: 'configuration',
  prefixes: Object.keys(DEFINED).map((prefix) => `${prefix}-`),
  tables: [{
    name: 'definition', subject: 'code', type: 'text', key: 't.kind',
    stream: `case t.kind ${Object.entries(DEFINED).map(([prefix, { kind }]) => `when '${kind}' then '${prefix}-'`).join(' ')} end || t.code`,
  }],
  replay: (stream, prefix) => [single('definition', stream, (events) => ({ content: definitionKnown(prefix.slice(0, -1), events) }), DEFINED[prefix.slice(0, -1)]!.kind)],
};

export const readModels: readonly ReadModel[] = [parties, relations, interactions, tasks, reassignments, consents, updateRequests, configuration];
