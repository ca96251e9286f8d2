/** The party aggregate: its state, folded from its stream, and the decisions that concern the party itself. Pure. */
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import { applyFactEvent, assertedRange, noFacts, type Facts } from '#libs/facts/fact.js';
import { isFactEvent } from '#libs/facts/events.js';
import { overlaps, type DayRange } from '#libs/temporal/periods.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { PartyCreated, PartyEvent, PartyKind, PartyReclassified, RequestedRelation } from './events.js';

export interface Party {
  /** Undefined while the stream holds no `PartyCreated`: such a party is not found, even where somebody fenced it off. */
  kind: PartyKind | undefined;
  readonly facts: Facts;
  /** Event ids whose claims were taken over by others before they were recorded. */
  readonly revokedClaims: Set<string>;
  /** Periods whose slots were taken over by others before they were requested. */
  readonly revokedSlots: Set<string>;
  /** Relations this party's commands requested, by period. */
  readonly requested: Map<string, RequestedRelation>;
  mergedInto: { into: string; mergeId: string } | undefined;
  erased: boolean;
}

export const partyFold = {
  initial: (): Party => ({
    kind: undefined, facts: noFacts(), revokedClaims: new Set(), revokedSlots: new Set(), requested: new Map(), mergedInto: undefined, erased: false,
  }),
  apply(party: Party, stored: StoredEvent): void {
    const event = stored as StoredEvent<PartyEvent>;
    if (isFactEvent(event)) {
      applyFactEvent(party.facts, event);
      return;
    }
    switch (event.type) {
      case 'PartyCreated':
      case 'PartyReclassified':
        party.kind = event.data.kind;
        break;
      case 'PartyMerged':
        party.mergedInto = { into: event.data.into, mergeId: event.data.mergeId };
        break;
      case 'PartyUnmerged':
        if (party.mergedInto?.mergeId === event.data.mergeId) party.mergedInto = undefined;
        break;
      case 'PartyErased':
        party.erased = true;
        break;
      case 'RelationsRequested':
        for (const relation of event.data.relations) party.requested.set(relation.periodId, relation);
        break;
      case 'ClaimRevoked':
        party.revokedClaims.add(event.data.factEventId);
        break;
      case 'SlotRevoked':
        party.revokedSlots.add(event.data.periodId);
        break;
      case 'RelationRequestDropped':
        party.requested.delete(event.data.periodId);
        break;
    }
  },
};

/** The kind of a party that exists. Refuses one that does not, or whose data were erased. */
export function existing(party: Party, partyId: string): PartyKind {
  if (party.kind === undefined) throw new Refusal('party-not-found', `there is no party ${partyId}`, { partyId });
  if (party.erased) throw new Refusal('erased', `party ${partyId} was erased`, { partyId });
  return party.kind;
}

export function createParty(partyId: string, kind: PartyKind): PartyCreated {
  return { type: 'PartyCreated', data: { partyId, kind } };
}

/** The kind was entered wrongly. Refused while live facts do not fit the other kind. `fits` says whether an attribute may be on it. */
export function reclassify(party: Party, kind: PartyKind, fits: (attribute: string) => boolean): PartyReclassified[] {
  if (party.kind === kind) return [];
  const misfits = [...party.facts.live.values()].filter(({ attribute }) => !fits(attribute));
  if (misfits.length > 0) {
    throw new Refusal('wrong-party-kind', `${misfits.length} live facts do not fit the kind ${kind}; retract them first`, {
      conflictsWith: misfits[0]!.factId, facts: misfits.slice(0, 20).map(({ factId, attribute }) => ({ factId, attribute })),
    });
  }
  return [{ type: 'PartyReclassified', data: { kind } }];
}

/** The structures (legal unit, establishment, group, team) an organisation has at some time during a range of days. */
export function structuresDuring(party: Party, range: DayRange): string[] {
  return [...party.facts.live.values()]
    .filter((fact) => fact.attribute === 'structure' && overlaps(assertedRange(fact), range))
    .map(({ value }) => value)
    .filter((value) => typeof value === 'string');
}
