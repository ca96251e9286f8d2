/** The read model of parties: who they are, and what is believed of them on both clocks. */
import type pg from 'pg';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import { isFactEvent } from '#libs/facts/events.js';
import { partyEventDefinitions, type PartyEvent, type PartyKind } from '#libs/parties/events.js';
import { inOneFlight, prepared } from '#libs/platform/database.js';
import type { Beliefs } from '#libs/projecting/beliefs.js';
import type { Projector, RowsByTable } from '#libs/projecting/projection.js';
import { positionRange } from '#libs/projecting/ranges.js';
import { beliefOf, checkColumns, FACT_COLUMN_NAMES, FACT_COLUMNS, FACT_ROW, factColumns, type FactRow } from '../fact-rows.js';
import { asRecords, columns, unnested } from '../row-statements.js';
import { foldParty, noPartyBeliefs, ONLY, type AliasContent, type PartyBeliefs } from './fold.js';
import { addWords, collectWords, forgetWords } from './name-words.js';

/** Events of a party's stream that say nothing of the party. */
const NOT_OURS: ReadonlySet<string> = new Set(['RelationsRequested', 'RelationRequestDropped', 'ClaimRevoked', 'SlotRevoked']);

export const parties: Projector = {
  name: 'parties',
  projectorVersion: 6,
  views: { fact_check: 'party_check' },
  streamsApart: true,
  handles: (type) => type in partyEventDefinitions && !NOT_OURS.has(type),
  async project(client, events) {
    const byParty = new Map<string, StoredEvent<PartyEvent>[]>();
    for (const event of events) {
      // The facts of relations have the same types and streams of their own.
      if (!event.stream.startsWith('party-')) continue;
      const partyId = event.stream.slice('party-'.length);
      const own = byParty.get(partyId);
      if (own) own.push(event as StoredEvent<PartyEvent>);
      else byParty.set(partyId, [event as StoredEvent<PartyEvent>]);
    }
    if (byParty.size === 0) return;
    const beliefs = new Map([...byParty.keys()].map((partyId) => [partyId, noPartyBeliefs()]));
    await load(client, byParty, beliefs);
    for (const [partyId, own] of byParty) for (const event of own) foldParty(beliefs.get(partyId)!, event);
    await write(client, beliefs);
  },
  build: {
    rowsOf(events) {
      const { stream } = events[0]!;
      if (!stream.startsWith('party-')) return {};
      const beliefs = noPartyBeliefs();
      for (const event of events as readonly StoredEvent<PartyEvent>[]) foldParty(beliefs, event);
      return openedRows([[stream.slice('party-'.length), beliefs]]);
    },
    complete: collectWords,
  },
};

const LOAD_PARTIES = prepared('select party_id, kind, erased, created_position, created_at from party where party_id = any($1::uuid[]) and upper_inf(recorded)');
const LOAD_ALIASES = prepared('select loser, survivor, merge_id, choices from party_alias where loser = any($1::uuid[]) and upper_inf(recorded)');
// The slots that the batch touches: of new facts they are given, of others their live row knows. Then all that is live in them, slot
// by slot: the planner thinks few rows live and would compare them all with every slot.
const LOAD_SLOTS = prepared(`
  with slot as (
    select party_id, attribute, slot from unnest($1::uuid[], $2::text[], $3::text[]) as recorded (party_id, attribute, slot)
    union
    select f.party_id, f.attribute, f.slot
      from unnest($4::uuid[], $5::uuid[]) as named (party_id, fact_id)
      join fact f on f.party_id = named.party_id and f.fact_id = named.fact_id and upper_inf(f.recorded)
  )
  select f.party_id, ${FACT_ROW}
    from slot,
         lateral (
           select * from fact f
            where f.party_id = slot.party_id and f.attribute = slot.attribute and f.slot = slot.slot and upper_inf(f.recorded)
           offset 0
         ) f`);
// Ids that were used before are not recorded again: such a fact is live, in this slot or another, or was retracted.
const LOAD_KNOWN = prepared(`
  select recorded.party_id, recorded.fact_id
    from unnest($1::uuid[], $2::uuid[]) as recorded (party_id, fact_id),
         lateral (select from fact f where f.party_id = recorded.party_id and f.fact_id = recorded.fact_id limit 1) known`);

type InParty = readonly [partyId: string, name: string];

interface PartyRow {
  readonly party_id: string;
  readonly kind: PartyKind;
  readonly erased: boolean;
  readonly created_position: bigint;
  readonly created_at: string;
}
interface AliasRow {
  readonly loser: string;
  readonly survivor: string;
  readonly merge_id: string;
  readonly choices: AliasContent['choices'];
}

async function load(client: pg.ClientBase, byParty: ReadonlyMap<string, readonly StoredEvent<PartyEvent>[]>, beliefs: ReadonlyMap<string, PartyBeliefs>): Promise<void> {
  const changedParties = new Set<string>();
  const slots = new Map<string, readonly [partyId: string, attribute: string, slot: string]>();
  const named: InParty[] = [];
  const recorded: InParty[] = [];
  for (const [partyId, events] of byParty) {
    // A party whose stream begins in the batch has no rows yet.
    if (events[0]!.revision === 0) continue;
    for (const event of events) {
      if (!isFactEvent(event)) {
        changedParties.add(partyId);
        continue;
      }
      if (event.type !== 'FactRecorded') {
        named.push([partyId, event.data.factId]);
        continue;
      }
      const { factId, attribute, slot } = event.data;
      recorded.push([partyId, factId]);
      slots.set(JSON.stringify([partyId, attribute, slot]), [partyId, attribute, slot]);
    }
  }
  const [facts, known, parties, aliases] = await inOneFlight(client, [
    async () => (named.length + slots.size > 0 ? client.query<FactRow & { party_id: string }>({ ...LOAD_SLOTS, values: slotsAndNames([...slots.values()], named) }) : undefined),
    async () => (recorded.length > 0 ? client.query<{ party_id: string; fact_id: string }>({ ...LOAD_KNOWN, values: columns(recorded) }) : undefined),
    async () => (changedParties.size > 0 ? client.query<PartyRow>({ ...LOAD_PARTIES, values: [[...changedParties]] }) : undefined),
    async () => (changedParties.size > 0 ? client.query<AliasRow>({ ...LOAD_ALIASES, values: [[...changedParties]] }) : undefined),
  ]);
  for (const row of facts?.rows ?? []) {
    const { facts: { live }, factRows } = beliefs.get(row.party_id)!;
    const belief = beliefOf(row);
    live.set(row.fact_id, belief.fact);
    factRows.load(row.fact_id, belief);
  }
  for (const { party_id: partyId, fact_id: factId } of known?.rows ?? []) {
    const { live, retracted } = beliefs.get(partyId)!.facts;
    if (!live.has(factId)) retracted.add(factId);
  }
  for (const row of parties?.rows ?? []) beliefs.get(row.party_id)!.party.load(ONLY, { kind: row.kind, erased: row.erased, createdPosition: row.created_position, createdAt: row.created_at });
  for (const row of aliases?.rows ?? []) beliefs.get(row.loser)!.alias.load(ONLY, { survivor: row.survivor, mergeId: row.merge_id, choices: row.choices });
}

/** The parameters of {@link LOAD_SLOTS}. */
const slotsAndNames = (slots: readonly (readonly [string, string, string])[], named: readonly InParty[]): unknown[] =>
  [slots.map(([party]) => party), slots.map(([, attribute]) => attribute), slots.map(([, , slot]) => slot), named.map(([party]) => party), named.map(([, fact]) => fact)];

const CLOSE_FACTS = prepared(`
  update fact f set recorded = int8range(lower(f.recorded), closed.upper)
    from unnest($1::uuid[], $2::uuid[], $3::bigint[]) as closed (party_id, fact_id, upper)
   where f.party_id = closed.party_id and f.fact_id = closed.fact_id and upper_inf(f.recorded)`);
const INSERT_FACTS = prepared(`insert into fact (party_id, ${FACT_COLUMN_NAMES}) select party_id, ${FACT_COLUMN_NAMES} from json_to_recordset($1::json) as r (party_id uuid, ${FACT_COLUMNS})`);
const INSERT_CHECKS = prepared(`
  insert into fact_check (party_id, fact_id, disputed, on_day, said_on, reason, position, recorded_at)
  select party_id, fact_id, disputed, on_day, said_on, reason, position, recorded_at
    from json_to_recordset($1::json) as r (party_id uuid, fact_id uuid, disputed boolean, on_day date, said_on text, reason text, position bigint, recorded_at timestamptz)`);
const ERASE_PARTIES = prepared('update fact set value = null, lookup = null where party_id = any($1::uuid[])');
const ERASE_FACTS = prepared('update fact f set value = null, lookup = null from unnest($1::uuid[], $2::uuid[]) as erased (party_id, fact_id) where f.party_id = erased.party_id and f.fact_id = erased.fact_id');
const CLOSE_PARTIES = prepared(`
  update party p set recorded = int8range(lower(p.recorded), closed.upper)
    from unnest($1::uuid[], $2::bigint[]) as closed (party_id, upper) where p.party_id = closed.party_id and upper_inf(p.recorded)`);
const INSERT_PARTIES = prepared(`
  insert into party (party_id, kind, erased, created_position, created_at, recorded)
  select party_id, kind, erased, created_position, created_at, recorded
    from json_to_recordset($1::json) as r (party_id uuid, kind text, erased boolean, created_position bigint, created_at timestamptz, recorded int8range)`);
const CLOSE_ALIASES = prepared(`
  update party_alias a set recorded = int8range(lower(a.recorded), closed.upper)
    from unnest($1::uuid[], $2::bigint[]) as closed (loser, upper) where a.loser = closed.loser and upper_inf(a.recorded)`);
const INSERT_ALIASES = prepared(`
  insert into party_alias (loser, survivor, merge_id, choices, recorded)
  select loser, survivor, merge_id, choices, recorded from json_to_recordset($1::json) as r (loser uuid, survivor uuid, merge_id uuid, choices jsonb, recorded int8range)`);

/** The rows that are opened, by table. */
function openedRows(beliefs: readonly (readonly [partyId: string, PartyBeliefs])[]) {
  const opened = <B>(of: (beliefs: PartyBeliefs) => Beliefs<B>) => beliefs.flatMap(([partyId, own]) => of(own).opened.map(({ belief }) => ({ partyId, belief })));
  return {
    fact: opened(({ factRows }) => factRows).map(({ partyId, belief }) => ({ party_id: partyId, ...factColumns(belief) })),
    fact_check: beliefs.flatMap(([partyId, { checks }]) => checks.map((event) => ({ party_id: partyId, ...checkColumns(event) }))),
    party: opened(({ party }) => party).map(({ partyId, belief: { content: { kind, erased, createdPosition, createdAt }, from, to } }) =>
      ({ party_id: partyId, kind, erased, created_position: String(createdPosition), created_at: createdAt, recorded: positionRange(from, to) })),
    party_alias: opened(({ alias }) => alias).map(({ partyId, belief: { content: { survivor, mergeId, choices }, from, to } }) =>
      ({ loser: partyId, survivor, merge_id: mergeId, choices, recorded: positionRange(from, to) })),
  } satisfies RowsByTable;
}

/** Closes first, so that no belief meets the one that takes its place. */
async function write(client: pg.ClientBase, all: ReadonlyMap<string, PartyBeliefs>): Promise<void> {
  const beliefs = [...all];
  const closed = <B>(of: (beliefs: PartyBeliefs) => Beliefs<B>) => beliefs.flatMap(([partyId, own]) => of(own).closed.map((row) => ({ partyId, ...row })));
  const closedFacts = closed(({ factRows }) => factRows);
  const closedParties = closed(({ party }) => party);
  const closedAliases = closed(({ alias }) => alias);
  const opened = openedRows(beliefs);
  const erasedParties = beliefs.filter(([, { erasedFacts }]) => erasedFacts.all).map(([partyId]) => partyId);
  const erasedFacts = beliefs.flatMap(([partyId, { erasedFacts: { ids } }]) => [...ids].map((factId): InParty => [partyId, factId]));

  if (erasedParties.length > 0) await forgetWords(client, () => client.query({ ...ERASE_PARTIES, values: [erasedParties] }), erasedParties);
  if (erasedFacts.length > 0) await forgetWords(client, () => client.query({ ...ERASE_FACTS, values: columns(erasedFacts) }), erasedFacts.map(([partyId]) => partyId), erasedFacts.map(([, factId]) => factId));
  await inOneFlight(client, [
    unnested(client, CLOSE_FACTS, closedFacts.map(({ partyId, id, belief }) => [partyId, id, belief.to])), asRecords(client, INSERT_FACTS, opened.fact),
    () => addWords(client, opened.fact), asRecords(client, INSERT_CHECKS, opened.fact_check),
    unnested(client, CLOSE_PARTIES, closedParties.map(({ partyId, belief }) => [partyId, belief.to])), asRecords(client, INSERT_PARTIES, opened.party),
    unnested(client, CLOSE_ALIASES, closedAliases.map(({ partyId, belief }) => [partyId, belief.to])), asRecords(client, INSERT_ALIASES, opened.party_alias),
  ]);
}
