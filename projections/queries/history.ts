/** The history of a party: every event that says something of it or of its relations, as the log holds them up to the position. */
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

/** Relations whose events one history takes in; a party with more is refused rather than half told. */
const MAX_RELATIONS = 10_000;
/** Bookkeeping of reservations and of commands over several streams, which says nothing of what the history is of. */
const UNTOLD: ReadonlySet<string> = new Set(['ClaimRevoked', 'SlotRevoked', 'RelationsRequested', 'RelationRequestDropped', 'HeldInteractionRequested', 'UpdateRequestAccepting']);

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
  readonly commandId: string;
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
const RELATIONS = prepared('select distinct relation_id from relation_period where (a = any($1::uuid[]) or b = any($1::uuid[])) and lower(recorded) <= $2 order by relation_id limit $3');

/** All entries up to a position, in the order in which they were recorded. */
export async function historyOf(parts: HistoryParts, partyId: string, position: Position): Promise<HistoryEntry[]> {
  const { pool } = parts;
  const members = (await pool.query<{ party_id: string }>({ ...MEMBERS, values: [partyId, position] })).rows.map((row) => row.party_id);
  const relations = (await pool.query<{ relation_id: string }>({ ...RELATIONS, values: [members, position, MAX_RELATIONS + 1] })).rows.map((row) => row.relation_id);
  if (relations.length > MAX_RELATIONS) throw new Refusal('too-many', `the party has more than ${MAX_RELATIONS} relations; ask each of them`, { limit: MAX_RELATIONS });
  return historyOfStreams(parts, [...members.map(partyStream), ...relations.map(relationStream)], position);
}

/** All entries of some streams up to a position, in the order in which they were recorded. */
export async function historyOfStreams({ log, codec }: Pick<HistoryParts, 'log' | 'codec'>, streams: readonly string[], position: Position): Promise<HistoryEntry[]> {
  const histories = await Promise.all(streams.map(async (stream) => entriesOf(await codec.decode(await log.readStream(stream)), position)));
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
    const { metadata, position, recordedAt, type, commandId } = event;
    const changes = type === 'FactEnded' || type === 'FactCorrected' || type === 'FactRetracted';
    entries.push({
      position, recordedAt, type, data: readable(event.data),
      ...(before && { attribute: before.attribute }),
      ...(before && changes && { replaced: readable({ value: before.value, validFrom: before.validFrom, validTo: before.validTo }) }),
      ...(event.stream.startsWith('relation-') && { relationId: event.stream.slice('relation-'.length) }),
      commandId, caller: metadata.caller, actor: metadata.actor, ...(metadata.onBehalfOf && { onBehalfOf: metadata.onBehalfOf }), ...(metadata.reason && { reason: metadata.reason }),
      ...(metadata.provenance && { source: metadata.provenance }),
    });
  }
  return entries;
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
