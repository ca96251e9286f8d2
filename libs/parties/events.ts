/** Events of a party, stream `party-<uuid>`. */
import type { DomainEvent, EventDefinitions } from '#libs/event-log/domain-event.js';
import { factEventDefinitions, type FactEvent } from '#libs/facts/events.js';
import type { From, To } from '#libs/temporal/periods.js';

export type PartyKind = 'organisation' | 'person' | 'household';
export const PARTY_KINDS: readonly PartyKind[] = ['organisation', 'person', 'household'];

export type PartyCreated = DomainEvent<'PartyCreated', { readonly partyId: string; readonly kind: PartyKind }>;
/** The kind was entered wrongly. */
export type PartyReclassified = DomainEvent<'PartyReclassified', { readonly kind: PartyKind }>;
/** This party (the loser) is the same as `into`; nothing is copied or moved. `choices`: attribute → the party whose value shows. */
export type PartyMerged = DomainEvent<'PartyMerged', { readonly into: string; readonly mergeId: string; readonly choices: Readonly<Record<string, string>> }>;
export type PartyUnmerged = DomainEvent<'PartyUnmerged', { readonly mergeId: string }>;
export type PartyErased = DomainEvent<'PartyErased', { readonly ground: string }>;

/** The relations a command over several streams will change next; from here on it only goes forward. */
export type RelationsRequested = DomainEvent<'RelationsRequested', { readonly relations: readonly RequestedRelation[] }>;
export interface RequestedRelation {
  readonly relationId: string;
  readonly type: string;
  readonly a: string;
  readonly b: string;
  readonly periodId: string;
  readonly change: 'start' | 'end' | 'correct';
  readonly from: From;
  readonly to: To;
}

/** A requested relation could not be changed any more, because another command changed the same relation in between. */
export type RelationRequestDropped = DomainEvent<'RelationRequestDropped', { readonly periodId: string; readonly code: string }>;

/** Somebody else took over an identifier this party had reserved and never recorded: its late append must conflict. */
export type ClaimRevoked = DomainEvent<'ClaimRevoked', { readonly claim: string; readonly factEventId: string }>;
/** The same for the slot of a relation this party had reserved and never requested, or this relation never started. */
export type SlotRevoked = DomainEvent<'SlotRevoked', { readonly slot: string; readonly periodId: string }>;

export type PartyEvent = PartyCreated | PartyReclassified | PartyMerged | PartyUnmerged | PartyErased | RelationsRequested | RelationRequestDropped | ClaimRevoked | SlotRevoked | FactEvent;

export const partyEventDefinitions: EventDefinitions = {
  PartyCreated: { version: 1 },
  PartyReclassified: { version: 1 },
  PartyMerged: { version: 1 },
  PartyUnmerged: { version: 1 },
  PartyErased: { version: 1 },
  RelationsRequested: { version: 1, bookkeeping: true },
  RelationRequestDropped: { version: 1, bookkeeping: true },
  ClaimRevoked: { version: 1, bookkeeping: true },
  SlotRevoked: { version: 1, bookkeeping: true },
  ...factEventDefinitions,
};

export const partyStream = (partyId: string): string => `party-${partyId}`;

/** Events of an identifier claim, stream `claim-<scheme>-<keyed hash>`: who reserved the value, until it counts or not. */
export type IdentifierClaimed = DomainEvent<'IdentifierClaimed', {
  readonly scheme: string;
  readonly holder: string;
  readonly commandId: string;
  readonly factId: string;
  /** Id of the event in the holder's stream that makes the claim count. */
  readonly factEventId: string;
  readonly from: From;
  readonly to: To;
}>;
export type ClaimReleased = DomainEvent<'ClaimReleased', { readonly factEventId: string }>;
export type ClaimEvent = IdentifierClaimed | ClaimReleased;

export const claimEventDefinitions: EventDefinitions = { IdentifierClaimed: { version: 1, bookkeeping: true }, ClaimReleased: { version: 1, bookkeeping: true } };
