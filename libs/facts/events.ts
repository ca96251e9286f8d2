/**
 * The small vocabulary of dated facts, shared by parties and by the periods of relations.
 */
import type { DataClass, DomainEvent, Erased, EventDefinitions } from '#libs/event-log/domain-event.js';
import type { CalendarDate } from '#libs/temporal/dates.js';
import type { From, To } from '#libs/temporal/periods.js';

/** Any JSON value its attribute's schema accepts; decimals are texts, there are no floats. */
export type FactValue = unknown;

/** This is so. `slot` decides what it competes with and never changes: `''`, the component's value, or the factId. */
export type FactRecorded = DomainEvent<'FactRecorded', {
  readonly factId: string;
  /** The period of a relation this fact belongs to; absent on facts of a party. */
  readonly periodId?: string;
  readonly attribute: string;
  readonly slot: string;
  readonly dataClass: DataClass;
  readonly value: FactValue | Erased;
  readonly validFrom: From;
  readonly validTo: To;
  readonly note?: string | Erased;
}>;
/** The world changed: no longer so from `on`. */
export type FactEnded = DomainEvent<'FactEnded', { readonly factId: string; readonly on: CalendarDate; readonly note?: string | Erased }>;
/** We were wrong: the whole new state, never a patch. */
export type FactCorrected = DomainEvent<'FactCorrected', {
  readonly factId: string;
  readonly dataClass: DataClass;
  readonly value: FactValue | Erased;
  /** Whether the value is another one than before: it clears disputes. Said here, because erased values can no longer be compared. */
  readonly valueChanged: boolean;
  readonly validFrom: From;
  readonly validTo: To;
  readonly note?: string | Erased;
}>;
/** It was never true. Final. */
export type FactRetracted = DomainEvent<'FactRetracted', { readonly factId: string; readonly note?: string | Erased }>;
/** Checked on a day: still so. */
export type FactConfirmed = DomainEvent<'FactConfirmed', { readonly factId: string; readonly on: CalendarDate; readonly note?: string | Erased }>;
/** Somebody doubts it. `reason` is a code such as `bounced`, `wrong-number`, `complaint`. */
export type FactDisputed = DomainEvent<'FactDisputed', { readonly factId: string; readonly on: CalendarDate; readonly reason: string; readonly note?: string | Erased }>;
/** The value must not be readable any more, at any time known; period, provenance and position stay. */
export type FactErased = DomainEvent<'FactErased', { readonly factId: string; readonly ground: string }>;

export type FactEvent = FactRecorded | FactEnded | FactCorrected | FactRetracted | FactConfirmed | FactDisputed | FactErased;

const note = { note: 'notes' } as const;
export const factEventDefinitions: EventDefinitions = {
  FactRecorded: { version: 1, sealed: { value: 'own', ...note } },
  FactEnded: { version: 1, sealed: note },
  FactCorrected: { version: 1, sealed: { value: 'own', ...note } },
  FactRetracted: { version: 1, sealed: note },
  FactConfirmed: { version: 1, sealed: note },
  FactDisputed: { version: 1, sealed: note },
  FactErased: { version: 1 },
};

export function isFactEvent(event: DomainEvent): event is FactEvent {
  return event.type in factEventDefinitions;
}
