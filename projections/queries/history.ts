/** The history of a party: every event that says something of it, of its relations or of what it has a part in, as the log holds them up to the position. */
import type pg from 'pg';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import { ERASED, isErased } from '#libs/event-log/domain-event.js';
import type { EventLog, Position } from '#libs/event-log/event-log.js';
import { isFactEvent } from '#libs/facts/events.js';
import { applyFactEvent, noFacts } from '#libs/facts/fact.js';
import { partyStream } from '#libs/parties/events.js';
import { prepared } from '#libs/platform/database.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { PersonalDataCodec } from '#libs/personal-data/codec.js';
import { relationStream } from '#libs/relations/events.js';

/** Relations, or other things, whose events one history takes in; a party with more is refused rather than half told. */
const MAX_STREAMS = 10_000;
/** Streams that are read side by side. */
const STREAMS_AT_ONCE = 50;
/** What a party has a part in, beside itself and its relations. */
export const PARTS = ['interactions', 'tasks', 'consents', 'update-requests'] as const;
export type HistoryPart = (typeof PARTS)[number];

/** Bookkeeping of reservations and of commands over several streams, which says nothing of what the history is of. */
const UNTOLD: ReadonlySet<string> = new Set([
  'ClaimRevoked', 'SlotRevoked', 'RelationsRequested', 'RelationRequestDropped', 'HeldInteractionRequested', 'UpdateRequestAccepting', 'IdentifierClaimed', 'ClaimReleased', 'SlotReserved', 'SlotWithdrawn', 'SlotReleased',
]);

export interface HistoryEntry {
  readonly position: Position;
  readonly recordedAt: string;
  readonly type: string;
  /** What the event says; erased values are null, with `erased: true` beside. */
  readonly data: Readonly<Record<string, unknown>>;
  /** What was believed of the same fact before. */
  readonly replaced?: Readonly<Record<string, unknown>>;
  readonly attribute?: string;
  readonly relationId?: string;
  /** What it is about, where that is neither the party itself nor a relation: `interaction-<id>`, `task-<id>`, … */
  readonly stream?: string;
  readonly commandId: string;
  readonly correlationId: string;
  readonly caller: string;
  readonly actor: string;
  readonly onBehalfOf?: string;
  readonly reason?: string;
  readonly source?: unknown;
}

export interface HistoryParts {
  readonly pool: pg.Pool;
  readonly log: EventLog;
  readonly codec: PersonalDataCodec;
}

const MEMBERS = prepared(`
  with recursive merged (party_id) as (
    select $1::uuid
    union
    select a.loser from merged join party_alias a on a.survivor = merged.party_id where a.recorded @> $2::bigint
  )
  select party_id from merged`);
const RELATIONS = prepared('select distinct relation_id as id from relation_period where (a = any($1::uuid[]) or b = any($1::uuid[])) and lower(recorded) <= $2 order by relation_id limit $3');
const STREAMS: Readonly<Record<HistoryPart, { readonly name: string; readonly text: string }>> = {
  'interactions': prepared(`select distinct 'interaction-' || interaction_id as id from participation where party_id = any($1::uuid[]) and lower(recorded) <= $2 order by 1 limit $3`),
  'tasks': prepared(`
    select distinct case kind when 'task' then 'task-' else 'plannedInteraction-' end || entry_id as id from agenda_entry where (people && $1::uuid[] or about && $1::uuid[]) and lower(recorded) <= $2 order by 1 limit $3`),
  'consents': prepared(`select 'consent-' || party_id as id from unnest($1::uuid[]) as member (party_id) where $2::bigint is not null limit $3`),
  'update-requests': prepared(`select distinct 'updateRequest-' || request_id as id from update_request where party_id = any($1::uuid[]) and requested_position <= $2 order by 1 limit $3`),
};

/** All entries up to a position, in the order in which they were recorded. */
export async function historyOf(parts: HistoryParts, partyId: string, position: Position, include: Iterable<HistoryPart> = []): Promise<HistoryEntry[]> {
  const { pool } = parts;
  const members = (await pool.query<{ party_id: string }>({ ...MEMBERS, values: [partyId, position] })).rows.map((row) => row.party_id);
  const some = async (what: string, query: { readonly name: string; readonly text: string }): Promise<string[]> => {
    const { rows } = await pool.query<{ id: string }>({ ...query, values: [members, position, MAX_STREAMS + 1] });
    if (rows.length > MAX_STREAMS) throw new Refusal('too-many', `the party has more than ${MAX_STREAMS} ${what}; ask each of them`, { limit: MAX_STREAMS });
    return rows.map(({ id }) => id);
  };
  const relations = await some('relations', RELATIONS);
  const others = [];
  for (const part of include) others.push(...await some(part, STREAMS[part]));
  return historyOfStreams(parts, [...members.map(partyStream), ...relations.map(relationStream), ...others], position);
}

/** All entries of some streams up to a position, in the order in which they were recorded. */
export async function historyOfStreams({ log, codec }: Pick<HistoryParts, 'log' | 'codec'>, streams: readonly string[], position: Position): Promise<HistoryEntry[]> {
  const histories: HistoryEntry[][] = [];
  for (let first = 0; first < streams.length; first += STREAMS_AT_ONCE) {
    histories.push(...await Promise.all(streams.slice(first, first + STREAMS_AT_ONCE).map(async (stream) => entriesOf(await codec.decode(await log.readStream(stream)), position))));
  }
  return histories.flat().sort((a, b) => (a.position < b.position ? -1 : 1));
}

/** @param events all there are: an erasure reaches back to every time known */
function entriesOf(events: readonly StoredEvent[], position: Position): HistoryEntry[] {
  const facts = noFacts();
  const entries: HistoryEntry[] = [];
  for (const event of withoutErased(events).filter((one) => one.position <= position)) {
    const before = isFactEvent(event) ? facts.live.get(event.data.factId) : undefined;
    if (isFactEvent(event)) applyFactEvent(facts, event);
    if (UNTOLD.has(event.type)) continue;
    const { type } = event;
    const changes = type === 'FactEnded' || type === 'FactCorrected' || type === 'FactRetracted';
    entries.push({
      ...toldOf(event),
      ...(before && { attribute: before.attribute }),
      ...(before && changes && { replaced: readable({ value: before.value, validFrom: before.validFrom, validTo: before.validTo }) }),
      ...(event.stream.startsWith('relation-') ? { relationId: event.stream.slice('relation-'.length) } : !event.stream.startsWith('party-') && { stream: event.stream }),
    });
  }
  return entries;
}

/** What one event says, who said it and why. */
function toldOf({ position, recordedAt, type, data, commandId, metadata: { caller, actor, onBehalfOf, reason, correlationId, provenance } }: StoredEvent): HistoryEntry {
  return {
    position, recordedAt, type, data: readable(data), commandId, correlationId, caller, actor, ...(onBehalfOf && { onBehalfOf }), ...(reason && { reason }), ...(provenance && { source: provenance }),
  };
}

/** The same events without the values of facts that were erased, whether or not their keys are gone already. */
function withoutErased(events: readonly StoredEvent[]): readonly StoredEvent[] {
  const erased = new Set<string>();
  for (const event of events) if (isFactEvent(event) && event.type === 'FactErased') erased.add(event.data.factId);
  if (erased.size === 0) return events;
  return events.map((event) => (isFactEvent(event) && 'value' in event.data && erased.has(event.data.factId) ? { ...event, data: { ...event.data, value: ERASED } } : event));
}

/** Data with erased fields told as such. */
function readable(data: object): Record<string, unknown> {
  const told: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(data)) {
    if (isErased(value)) Object.assign(told, { [name]: null, erased: true });
    else told[name] = value;
  }
  return told;
}
