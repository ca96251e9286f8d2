/** From the events of parties to the rows that are believed from when on. Pure. */
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import { isFactEvent, type FactConfirmed, type FactDisputed, type FactEvent } from '#libs/facts/events.js';
import { applyFactEvent, noFacts, slotEntry, slotOf, type Facts } from '#libs/facts/fact.js';
import type { PartyEvent, PartyKind } from '#libs/parties/events.js';
import { Beliefs } from '#libs/projecting/beliefs.js';
import { Slot } from '#libs/temporal/slots.js';
import { erased, sameBelief, type FactBelief } from '../fact-rows.js';

export interface PartyContent {
  readonly kind: PartyKind;
  readonly erased: boolean;
  readonly createdPosition: bigint;
  readonly createdAt: string;
}

export interface AliasContent {
  readonly survivor: string;
  readonly mergeId: string;
  readonly choices: Readonly<Record<string, string>>;
}

/** What is known of one party: the slots the batch touches, and what the batch makes of them. */
export interface PartyBeliefs {
  readonly facts: Facts;
  /** Those of `facts` that compete with each other, by attribute and slot, as far as events have touched them. */
  readonly slots: Map<string, Slot>;
  readonly factRows: Beliefs<FactBelief>;
  readonly party: Beliefs<PartyContent>;
  readonly alias: Beliefs<AliasContent>;
  readonly checks: StoredEvent<FactConfirmed | FactDisputed>[];
  /** Facts whose stored rows lose their values; `all` of the party's when it was erased itself. */
  readonly erasedFacts: { all: boolean; readonly ids: Set<string> };
}

export const noPartyBeliefs = (): PartyBeliefs => ({
  facts: noFacts(), slots: new Map(), factRows: new Beliefs(sameBelief), party: new Beliefs((a, b) => a.kind === b.kind && a.erased === b.erased), alias: new Beliefs((a, b) => a.mergeId === b.mergeId),
  checks: [], erasedFacts: { all: false, ids: new Set() },
});

/** The key of the one row a party has in tables of one row a party. */
export const ONLY = '';

export function foldParty(beliefs: PartyBeliefs, event: StoredEvent<PartyEvent>): void {
  if (isFactEvent(event)) {
    foldFact(beliefs, event);
    return;
  }
  const { position } = event;
  const current = beliefs.party.current(ONLY);
  switch (event.type) {
    case 'PartyCreated':
    case 'PartyReclassified':
      beliefs.party.believe(ONLY, { erased: false, createdPosition: position, createdAt: event.recordedAt, ...current, kind: event.data.kind }, event);
      break;
    case 'PartyErased':
      if (current) beliefs.party.believe(ONLY, { ...current, erased: true }, event);
      beliefs.erasedFacts.all = true;
      for (const factId of new Set([...beliefs.facts.live.keys(), ...beliefs.factRows.opened.map(({ id }) => id)])) {
        foldFact(beliefs, { ...event, type: 'FactErased', data: { factId, ground: event.data.ground } });
      }
      break;
    case 'PartyMerged':
      beliefs.alias.believe(ONLY, { survivor: event.data.into, mergeId: event.data.mergeId, choices: event.data.choices }, event);
      break;
    case 'PartyUnmerged':
      if (beliefs.alias.current(ONLY)?.mergeId === event.data.mergeId) beliefs.alias.believe(ONLY, undefined, event);
      break;
    // Steps of commands over several streams: nothing of the party itself.
    case 'RelationsRequested':
    case 'RelationRequestDropped':
    case 'ClaimRevoked':
    case 'SlotRevoked':
      break;
  }
}

/** An event of a fact re-derives it and its neighbours, which may have been cut or freed by it. */
function foldFact(beliefs: PartyBeliefs, event: StoredEvent<FactEvent>): void {
  const { facts, factRows, checks, erasedFacts } = beliefs;
  const { factId } = event.data;
  const before = facts.live.get(factId);
  const place = before ?? (event.type === 'FactRecorded' ? event.data : undefined);
  const slot = place && slotAt(beliefs, place);
  const touched = applyFactEvent(facts, event);
  if (slot && touched) {
    const after = facts.live.get(factId);
    const affected = after ? slot.put(slotEntry(after)) : slot.remove(factId);
    if (!after) factRows.believe(factId, undefined, event);
    for (const id of affected) factRows.believe(id, { fact: facts.live.get(id)!, ...slot.effective(id) }, event);
  } else if (event.type === 'FactErased') {
    erasedFacts.ids.add(factId);
    factRows.rewrite(factId, erased(before, facts.live.get(factId)));
  } else if (event.type === 'FactConfirmed' || event.type === 'FactDisputed') {
    checks.push(event);
  }
}

/** The slot as the facts make it, sorted once for the batch. */
function slotAt({ facts, slots }: PartyBeliefs, { attribute, slot }: { readonly attribute: string; readonly slot: string }): Slot {
  const key = `${attribute} ${slot}`;
  const known = slots.get(key);
  if (known) return known;
  const sorted = new Slot(slotOf(facts, attribute, slot).map(slotEntry));
  slots.set(key, sorted);
  return sorted;
}
