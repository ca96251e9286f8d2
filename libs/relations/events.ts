/** Events of a relation, stream `relation-<uuid v5 of type, A, B>`: all periods of one (type, A, B). */
import type { DomainEvent, Erased, EventDefinitions } from '#libs/event-log/domain-event.js';
import { factEventDefinitions, type FactEvent } from '#libs/facts/events.js';
import type { SlotRevoked } from '#libs/parties/events.js';
import type { CalendarDate } from '#libs/temporal/dates.js';
import type { From, To } from '#libs/temporal/periods.js';

export type RelationStarted = DomainEvent<'RelationStarted', {
  readonly relationId: string;
  readonly type: string;
  readonly a: string;
  readonly b: string;
  readonly periodId: string;
  readonly from: From;
  readonly to: To;
  readonly note?: string | Erased;
}>;
export type RelationEnded = DomainEvent<'RelationEnded', { readonly periodId: string; readonly on: CalendarDate; readonly reason?: string; readonly note?: string | Erased }>;
export type RelationCorrected = DomainEvent<'RelationCorrected', { readonly periodId: string; readonly from: From; readonly to: To; readonly note?: string | Erased }>;
export type RelationRetracted = DomainEvent<'RelationRetracted', { readonly periodId: string; readonly note?: string | Erased }>;
export type RelationEvent = RelationStarted | RelationEnded | RelationCorrected | RelationRetracted | SlotRevoked | FactEvent;

export const relationEventDefinitions: EventDefinitions = {
  RelationStarted: { version: 1, sealed: { note: 'notes' } },
  RelationEnded: { version: 1, sealed: { note: 'notes' } },
  RelationCorrected: { version: 1, sealed: { note: 'notes' } },
  RelationRetracted: { version: 1, sealed: { note: 'notes' } },
  SlotRevoked: { version: 1, bookkeeping: true },
  ...factEventDefinitions,
};

export const relationStream = (relationId: string): string => `relation-${relationId}`;

/**
 * Events of a slot, stream `slot-<type>-<A|B>-<partyId>`: every period that one end of a type holds or wants, where limits
 * and cycles are decided. An entry counts only while `confirmedBy` (the relation's stream, or the party's stream that
 * requested it) holds its period.
 */
export type SlotReserved = DomainEvent<'SlotReserved', {
  readonly periodId: string;
  readonly relationId: string;
  /** The party at the other end: the next step of a walk. */
  readonly other: string;
  readonly from: From;
  readonly to: To;
  readonly commandId: string;
  readonly confirmedBy: string;
}>;
/** The reservation was given up by its own command. */
export type SlotWithdrawn = DomainEvent<'SlotWithdrawn', { readonly periodId: string; readonly commandId: string }>;
/** The period is gone (retracted, or its reservation was revoked by another command). */
export type SlotReleased = DomainEvent<'SlotReleased', { readonly periodId: string; readonly commandId: string }>;
export type SlotEvent = SlotReserved | SlotWithdrawn | SlotReleased;

export const slotEventDefinitions: EventDefinitions = {
  SlotReserved: { version: 1, bookkeeping: true }, SlotWithdrawn: { version: 1, bookkeeping: true }, SlotReleased: { version: 1, bookkeeping: true },
};
