/** Events of an update request, stream `updateRequest-<uuid>`: somebody says that what we hold of a party should change, somebody decides. */
import type { DomainEvent, Erased, EventDefinitions } from '#libs/event-log/domain-event.js';
import type { FactValue } from '#libs/facts/events.js';
import type { CalendarDate } from '#libs/temporal/dates.js';
import type { From, To } from '#libs/temporal/periods.js';

/** What is proposed: facts to record, to end, and to correct. Dates are resolved when it is proposed. */
export interface ProposedChanges {
  readonly facts?: readonly { readonly attribute: string; readonly value: FactValue; readonly from: From; readonly to: To }[];
  readonly ends?: readonly { readonly factId: string; readonly on: CalendarDate }[];
  readonly corrections?: readonly { readonly factId: string; readonly value: FactValue; readonly from: From; readonly to: To }[];
}

export type UpdateRequested = DomainEvent<'UpdateRequested', {
  readonly requestId: string;
  readonly party: string;
  /** The relation of it, and the period of that, whose facts it is about; facts of the party itself, where there is none. */
  readonly relationId?: string;
  readonly periodId?: string;
  /** The interaction in which it was said. */
  readonly interactionId?: string;
  readonly changes: ProposedChanges | Erased;
  readonly note?: string | Erased;
}>;
/** From now on only acceptance can go forward: the facts are being recorded. */
export type UpdateRequestAccepting = DomainEvent<'UpdateRequestAccepting', Record<string, never>>;
/** The facts are recorded. */
export type UpdateRequestAccepted = DomainEvent<'UpdateRequestAccepted', { readonly factIds: readonly string[] }>;
/** The party does not take the facts as they are: open again. */
export type UpdateRequestReopened = DomainEvent<'UpdateRequestReopened', { readonly code: string }>;
export type UpdateRequestRefused = DomainEvent<'UpdateRequestRefused', { readonly reason: string; readonly note?: string | Erased }>;
export type UpdateRequestEvent = UpdateRequested | UpdateRequestAccepting | UpdateRequestAccepted | UpdateRequestReopened | UpdateRequestRefused;

export const updateRequestEventDefinitions: EventDefinitions = {
  // Since version 2 it may be about a relation.
  UpdateRequested: { version: 2, sealed: { changes: 'notes', note: 'notes' }, upcast: { 1: (data) => data } },
  UpdateRequestAccepting: { version: 1, bookkeeping: true },
  UpdateRequestAccepted: { version: 1 },
  UpdateRequestReopened: { version: 1 },
  UpdateRequestRefused: { version: 1, sealed: { note: 'notes' } },
};

export const updateRequestStream = (requestId: string): string => `updateRequest-${requestId}`;
