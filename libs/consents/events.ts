/**
 * Events of what a party allows, stream `consent-<partyId>`: statements, each with the instant from which it holds. Nothing is ever
 * deleted; a statement that was recorded wrongly is retracted.
 */
import type { ContactChannel } from '#libs/configuration/events.js';
import type { DomainEvent, Erased, EventDefinitions } from '#libs/event-log/domain-event.js';
import type { Instant } from '#libs/temporal/dates.js';

/** How it can be shown later: encrypted. */
export interface ConsentProof {
  /** A code such as `web-form`, `letter`, `phone`. */
  readonly method: string;
  /** Version of the text that was read. */
  readonly textVersion?: string;
  /** Where the evidence lies, or what it says. */
  readonly evidence?: string;
  readonly collector?: string;
}

interface Stated {
  readonly consentId: string;
  readonly purpose: string;
  readonly channel: ContactChannel;
  readonly from: Instant;
  readonly proof?: ConsentProof | Erased;
}

export type ConsentGranted = DomainEvent<'ConsentGranted', Stated & { readonly expires?: Instant }>;
export type ConsentRefused = DomainEvent<'ConsentRefused', Stated>;
export type ConsentWithdrawn = DomainEvent<'ConsentWithdrawn', Stated>;
/** Against one purpose or all, by one channel or all. */
export type ObjectionRegistered = DomainEvent<'ObjectionRegistered', Omit<Stated, 'purpose' | 'channel'> & { readonly purpose?: string; readonly channel?: ContactChannel }>;
/** It was never said. Final. */
export type ConsentRetracted = DomainEvent<'ConsentRetracted', { readonly consentId: string; readonly note?: string | Erased }>;
export type ConsentStatement = ConsentGranted | ConsentRefused | ConsentWithdrawn | ObjectionRegistered;
export type ConsentEvent = ConsentStatement | ConsentRetracted;

export const consentEventDefinitions: EventDefinitions = {
  ConsentGranted: { version: 1, sealed: { proof: 'proof' } },
  ConsentRefused: { version: 1, sealed: { proof: 'proof' } },
  ConsentWithdrawn: { version: 1, sealed: { proof: 'proof' } },
  ObjectionRegistered: { version: 1, sealed: { proof: 'proof' } },
  ConsentRetracted: { version: 1, sealed: { note: 'notes' } },
};

export const consentStream = (partyId: string): string => `consent-${partyId}`;
