/** The planned interaction aggregate: a visit, meeting or call that is to be, until it is held, missed or cancelled. Pure. */
import type { Warning } from '#libs/commands/command.js';
import { isErased, type Erased, type StoredEvent } from '#libs/event-log/domain-event.js';
import type { Fold } from '#libs/event-log/fold.js';
import { MAX_DURATION, type InteractionBody } from '#libs/interactions/commands.js';
import type { InteractionLogged } from '#libs/interactions/events.js';
import { Refusal } from '#libs/platform/refusal.js';
import { instantAt, zone, type Instant } from '#libs/temporal/dates.js';
import { changedFrom, stepsFrom, valueAt, type Step } from '#libs/temporal/steps.js';
import type { HeldInteraction } from './commands.js';
import {
  partiesOf, replaced, type Appointment, type Participant, type PlannedInteractionCancelled, type PlannedInteractionConfirmed, type PlannedInteractionEvent, type PlannedInteractionHeld,
  type PlannedInteractionMissed, type PlannedInteractionMoved, type PlannedInteractionProposed, type PlannedInteractionReassigned, type PlannedKind,
} from './events.js';
import { refuseBefore, refuseFuture } from './task.js';

// Fold

export type PlannedStatus = 'proposed' | 'confirmed' | 'held' | 'missed' | 'cancelled';

export interface PlannedInteraction {
  /** Undefined while the stream holds no `PlannedInteractionProposed`. */
  plannedInteractionId: string | undefined;
  status: PlannedStatus;
  statusSince: Instant;
  kind: PlannedKind | undefined;
  appointment: Appointment | undefined;
  /** Since when the appointment is that. */
  appointedAt: Instant;
  subject: string | Erased | undefined;
  objective: string | Erased | undefined;
  place: string | Erased | undefined;
  theirs: readonly string[];
  /** Who takes part, over time: those of the other side never change. */
  participants: readonly Step<readonly Participant[]>[];
  interactionId: string | undefined;
  /** Interactions to be logged with it, where one is. */
  requested: readonly InteractionLogged[];
  reason: string | undefined;
}

export const plannedInteractionFold: Fold<PlannedInteraction> = {
  initial: () => ({
    plannedInteractionId: undefined, status: 'proposed', statusSince: '', kind: undefined, appointment: undefined, appointedAt: '', subject: undefined, objective: undefined, place: undefined, theirs: [], participants: [],
    interactionId: undefined, requested: [], reason: undefined,
  }),
  apply(planned, stored) {
    const event = stored as StoredEvent<PlannedInteractionEvent>;
    switch (event.type) {
      case 'PlannedInteractionProposed': {
        const { plannedInteractionId, at, kind, subject, objective, place, participants } = event.data;
        Object.assign(planned, {
          plannedInteractionId, statusSince: at, kind, appointment: appointmentOf(event.data), appointedAt: at, subject, objective, place, theirs: partiesOf(event.data, 'them'), participants: [{ from: at, value: participants }],
        });
        break;
      }
      case 'PlannedInteractionMoved':
        planned.appointment = appointmentOf(event.data);
        planned.appointedAt = event.data.at;
        if (event.data.place !== undefined) planned.place = event.data.place;
        break;
      case 'PlannedInteractionReassigned': {
        const { assigneeId, insteadOf, from } = event.data;
        planned.participants = changedFrom(planned.participants, from, (participants) => replaced(participants, insteadOf, assigneeId));
        break;
      }
      case 'PlannedInteractionConfirmed':
        changeStatus(planned, 'confirmed', event.data.at);
        break;
      case 'HeldInteractionRequested':
        planned.requested = [...planned.requested, { type: 'InteractionLogged', data: event.data, ...(event.provenance && { provenance: event.provenance }) }];
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
  return [{ type: 'PlannedInteractionConfirmed', data: dated(pending(planned), confirmed, now) }];
}

/** A confirmed one stays confirmed: who moves it has agreed the new time, or proposes anew. */
export function move(planned: PlannedInteraction, moved: PlannedInteractionMoved['data'], now: Instant): PlannedInteractionMoved[] {
  const { appointment, appointedAt, place } = pending(planned);
  const same = moved.at >= appointedAt && JSON.stringify(appointment) === JSON.stringify(appointmentOf(moved)) && (moved.place === undefined || moved.place === place);
  return same ? [] : [{ type: 'PlannedInteractionMoved', data: dated(planned, moved, now) }];
}

/** Also of one that was taken for missed. @param retracted what it was held as was retracted since */
export function hold(planned: PlannedInteraction, held: PlannedInteractionHeld['data'], now: Instant, retracted = false): PlannedInteractionHeld[] {
  if (existing(planned).status === 'held' && planned.interactionId === held.interactionId && !retracted) return [];
  if (planned.status !== 'missed') pending(planned, retracted);
  return [{ type: 'PlannedInteractionHeld', data: dated(planned, held, now) }];
}

/** Refuses to have held it before what it became began. That it began on another day than it was planned for is said: it may be another interaction. */
export function begun(planned: PlannedInteraction, [held]: readonly PlannedInteractionHeld[], startedAt: Instant): Warning[] {
  refuseBefore(held!.data.at, startedAt, 'the interaction began');
  const { startsAt, zone: name } = planned.appointment!;
  const agreed = zone(name);
  return agreed.dayOf(startedAt) === agreed.dayOf(startsAt) ? [] : [{ code: 'began-on-another-day', plannedFor: startsAt, began: startedAt }];
}

/** Refuses a logged interaction that cannot be what was planned: one in which nobody of the plan takes part. */
export function refuseStrange(planned: PlannedInteraction, parties: readonly string[], interactionId: string): void {
  const expected = planned.participants.flatMap(({ value }) => value.map(({ partyId }) => partyId));
  if (parties.some((party) => expected.includes(party))) return;
  throw new Refusal('invalid-body', 'nobody who was to take part took part in that interaction', { errors: [{ path: 'interactionId', expected: 'an interaction in which somebody took part who was to, of ours or of theirs', got: interactionId }] });
}

const MEDIUM_OF: Readonly<Record<PlannedKind, string>> = { visit: 'face-to-face', meeting: 'face-to-face', call: 'phone' };

/** The interaction it became: what is not stated of it was as planned, with our people who were to take part when it was to begin. How long it took is not known before it was to end, nor of what took place by another medium. */
export function asPlanned(planned: PlannedInteraction, stated: HeldInteraction, now: Instant): InteractionBody {
  const { kind, appointment, objective, place } = existing(planned);
  const { startsAt, zone, durationMinutes } = appointment!;
  const subject = stated.subject ?? (isErased(planned.subject) ? undefined : planned.subject);
  if (subject === undefined) throw new Refusal('invalid-body', 'the subject it was planned with was erased', { errors: [{ path: 'interaction.subject', expected: 'a text; it is required, because the one it was planned with was erased' }] });
  const durationSeconds = durationMinutes * 60;
  const isOver = instantAt(Date.parse(stated.startedAt ?? startsAt) + durationSeconds * 1_000) <= now;
  return {
    medium: MEDIUM_OF[kind!], startedAt: startsAt, zone, ...(isOver && stated.medium === undefined && durationSeconds <= MAX_DURATION && { durationSeconds }), ...(objective !== undefined && !isErased(objective) && { objective }), ...(place !== undefined && !isErased(place) && { place: { label: place } }), ...stated, subject,
    participants: stated.participants ?? participantsAt(planned, startsAt).map(({ partyId, side, role = 'participant' }) => ({ side, role, party: partyId })),
  };
}

/** @param retracted what it was held as was retracted since */
export function miss(planned: PlannedInteraction, missed: PlannedInteractionMissed['data'], now: Instant, retracted = false): PlannedInteractionMissed[] {
  if (existing(planned).status === 'missed' && planned.reason === missed.reason) return [];
  const { startsAt } = pending(planned, retracted).appointment!;
  refuseBefore(missed.at, startsAt, 'it was to begin');
  return [{ type: 'PlannedInteractionMissed', data: dated(planned, missed, now) }];
}

/** @param retracted what it was held as was retracted since */
export function cancel(planned: PlannedInteraction, cancelled: PlannedInteractionCancelled['data'], now: Instant, retracted = false): PlannedInteractionCancelled[] {
  if (existing(planned).status === 'cancelled' && planned.reason === cancelled.reason) return [];
  return [{ type: 'PlannedInteractionCancelled', data: dated(pending(planned, retracted), cancelled, now) }];
}

export function reassign(planned: PlannedInteraction, reassigned: PlannedInteractionReassigned['data']): PlannedInteractionReassigned[] {
  pending(planned);
  return [{ type: 'PlannedInteractionReassigned', data: reassigned }];
}

/** Our people who take part from an instant on, or come to later, while it is still to be; nobody when it is over. */
export function oursFrom(planned: PlannedInteraction, instant: Instant): readonly string[] {
  if (planned.plannedInteractionId === undefined || !isPending(planned)) return [];
  return [...new Set(stepsFrom(planned.participants, instant).flatMap(({ value: participants }) => partiesOf({ participants }, 'us')))];
}

const participantsAt = ({ participants }: PlannedInteraction, instant: Instant): readonly Participant[] => valueAt(participants, instant) ?? participants[0]!.value;

const isPending = ({ status }: PlannedInteraction): boolean => status === 'proposed' || status === 'confirmed';

function existing(planned: PlannedInteraction): PlannedInteraction {
  if (planned.plannedInteractionId === undefined) throw new Refusal('planned-interaction-not-found', 'there is no such planned interaction');
  return planned;
}

function pending(planned: PlannedInteraction, retracted = false): PlannedInteraction {
  if (!isPending(existing(planned)) && !(retracted && planned.status === 'held')) throw new Refusal('already-closed', `the planned interaction is ${planned.status}; plan a new one`);
  return planned;
}

function dated<D extends { readonly at: Instant }>(planned: PlannedInteraction, data: D, now: Instant): D {
  refuseFuture(data.at, now);
  refuseBefore(data.at, planned.statusSince, `it became ${planned.status}`);
  return data;
}
