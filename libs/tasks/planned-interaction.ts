/** The planned interaction aggregate: a visit, meeting or call that is to be, until it is held, missed or cancelled. Pure. */
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import type { Fold } from '#libs/event-log/fold.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { Instant } from '#libs/temporal/dates.js';
import { changedFrom, valueAt, type Step } from '#libs/temporal/steps.js';
import {
  partiesOf, type Appointment, type PlannedInteractionCancelled, type PlannedInteractionConfirmed, type PlannedInteractionEvent, type PlannedInteractionHeld,
  type PlannedInteractionMissed, type PlannedInteractionMoved, type PlannedInteractionProposed, type PlannedInteractionReassigned,
} from './events.js';
import { refuseBefore, refuseFuture } from './task.js';

// Fold

export type PlannedStatus = 'proposed' | 'confirmed' | 'held' | 'missed' | 'cancelled';

export interface PlannedInteraction {
  /** Undefined while the stream holds no `PlannedInteractionProposed`. */
  plannedInteractionId: string | undefined;
  status: PlannedStatus;
  statusSince: Instant;
  appointment: Appointment | undefined;
  place: string | undefined;
  theirs: readonly string[];
  /** Who of our people takes part, over time. */
  ours: readonly Step<readonly string[]>[];
  interactionId: string | undefined;
  reason: string | undefined;
}

export const plannedInteractionFold: Fold<PlannedInteraction> = {
  initial: () => ({
    plannedInteractionId: undefined, status: 'proposed', statusSince: '', appointment: undefined, place: undefined, theirs: [], ours: [], interactionId: undefined, reason: undefined,
  }),
  apply(planned, stored) {
    const event = stored as StoredEvent<PlannedInteractionEvent>;
    switch (event.type) {
      case 'PlannedInteractionProposed': {
        const { plannedInteractionId, at, place } = event.data;
        Object.assign(planned, { plannedInteractionId, statusSince: at, appointment: appointmentOf(event.data), place: JSON.stringify(place), theirs: partiesOf(event.data, 'them'), ours: [{ from: at, value: partiesOf(event.data, 'us') }] });
        break;
      }
      case 'PlannedInteractionMoved':
        planned.appointment = appointmentOf(event.data);
        if (event.data.place !== undefined) planned.place = JSON.stringify(event.data.place);
        break;
      case 'PlannedInteractionReassigned': {
        const { assigneeId, insteadOf, from } = event.data;
        planned.ours = changedFrom(planned.ours, from, (ours) => [...new Set(ours.map((one) => (one === insteadOf ? assigneeId : one)))]);
        break;
      }
      case 'PlannedInteractionConfirmed':
        changeStatus(planned, 'confirmed', event.data.at);
        break;
      case 'PlannedInteractionHeld':
        changeStatus(planned, 'held', event.data.at);
        planned.interactionId = event.data.interactionId;
        break;
      case 'PlannedInteractionMissed':
        changeStatus(planned, 'missed', event.data.at);
        planned.reason = event.data.reason;
        break;
      case 'PlannedInteractionCancelled':
        changeStatus(planned, 'cancelled', event.data.at);
        planned.reason = event.data.reason;
        break;
    }
  },
};

function changeStatus(planned: PlannedInteraction, status: PlannedStatus, at: Instant): void {
  planned.status = status;
  planned.statusSince = at;
}

const appointmentOf = ({ startsAt, zone, durationMinutes }: Appointment): Appointment => ({ startsAt, zone, durationMinutes });

// Decide. `now`: the instant of the command, after which nothing but a reassignment can be dated.

export function propose(planned: PlannedInteraction, proposed: PlannedInteractionProposed['data'], now: Instant): PlannedInteractionProposed[] {
  if (planned.plannedInteractionId !== undefined) return [];
  refuseFuture(proposed.at, now);
  const parties = proposed.participants.map(({ partyId }) => partyId);
  const twice = parties.findIndex((partyId, i) => parties.indexOf(partyId) < i);
  if (twice >= 0) throw new Refusal('invalid-body', 'a party takes part once', { errors: [{ path: `participants[${twice}].partyId`, expected: 'a party that is not listed before', got: parties[twice]! }] });
  if (!proposed.participants.some(({ side }) => side === 'us')) {
    throw new Refusal('invalid-body', 'somebody of ours takes part', { errors: [{ path: 'participants', expected: 'at least one participant whose side is "us"' }] });
  }
  return [{ type: 'PlannedInteractionProposed', data: proposed }];
}

export function confirm(planned: PlannedInteraction, confirmed: PlannedInteractionConfirmed['data'], now: Instant): PlannedInteractionConfirmed[] {
  if (existing(planned).status === 'confirmed') return [];
  return [{ type: 'PlannedInteractionConfirmed', data: changing(planned, confirmed, now) }];
}

/** A confirmed one stays confirmed: who moves it has agreed the new time, or proposes anew. */
export function move(planned: PlannedInteraction, moved: PlannedInteractionMoved['data'], now: Instant): PlannedInteractionMoved[] {
  const { appointment, place } = pending(planned);
  const same = JSON.stringify(appointment) === JSON.stringify(appointmentOf(moved)) && (moved.place === undefined || JSON.stringify(moved.place) === place);
  return same ? [] : [{ type: 'PlannedInteractionMoved', data: changing(planned, moved, now) }];
}

/** Also of one that was taken for missed. */
export function hold(planned: PlannedInteraction, held: PlannedInteractionHeld['data'], now: Instant): PlannedInteractionHeld[] {
  if (existing(planned).status === 'held' && planned.interactionId === held.interactionId) return [];
  if (planned.status !== 'missed') pending(planned);
  return [{ type: 'PlannedInteractionHeld', data: dated(planned, held, now) }];
}

export function miss(planned: PlannedInteraction, missed: PlannedInteractionMissed['data'], now: Instant): PlannedInteractionMissed[] {
  if (existing(planned).status === 'missed' && planned.reason === missed.reason) return [];
  const { startsAt } = pending(planned).appointment!;
  refuseBefore(missed.at, startsAt, 'it was to begin');
  return [{ type: 'PlannedInteractionMissed', data: changing(planned, missed, now) }];
}

export function cancel(planned: PlannedInteraction, cancelled: PlannedInteractionCancelled['data'], now: Instant): PlannedInteractionCancelled[] {
  if (existing(planned).status === 'cancelled' && planned.reason === cancelled.reason) return [];
  return [{ type: 'PlannedInteractionCancelled', data: changing(planned, cancelled, now) }];
}

export function reassign(planned: PlannedInteraction, reassigned: PlannedInteractionReassigned['data']): PlannedInteractionReassigned[] {
  pending(planned);
  return [{ type: 'PlannedInteractionReassigned', data: reassigned }];
}

/** Our people who take part at an instant, while it is still to be; nobody when it is over. */
export function oursAt(planned: PlannedInteraction, instant: Instant): readonly string[] {
  if (planned.plannedInteractionId === undefined || !isPending(planned)) return [];
  return valueAt(planned.ours, instant) ?? planned.ours[0]!.value;
}

const isPending = ({ status }: PlannedInteraction): boolean => status === 'proposed' || status === 'confirmed';

function existing(planned: PlannedInteraction): PlannedInteraction {
  if (planned.plannedInteractionId === undefined) throw new Refusal('planned-interaction-not-found', 'there is no such planned interaction');
  return planned;
}

function pending(planned: PlannedInteraction): PlannedInteraction {
  if (!isPending(existing(planned))) throw new Refusal('already-closed', `the planned interaction is ${planned.status}; plan a new one`);
  return planned;
}

function changing<D extends { readonly at: Instant }>(planned: PlannedInteraction, data: D, now: Instant): D {
  return dated(pending(planned), data, now);
}

function dated<D extends { readonly at: Instant }>(planned: PlannedInteraction, data: D, now: Instant): D {
  refuseFuture(data.at, now);
  refuseBefore(data.at, planned.statusSince, `it became ${planned.status}`);
  return data;
}
