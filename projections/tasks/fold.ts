/** From the events of tasks and planned interactions to what holds over the time of the world. Pure, and total: what cannot be changes nothing. */
import { isErased, type StoredEvent } from '#libs/event-log/domain-event.js';
import { partiesOf, replaced, type Due, type Participant, type PlannedInteractionEvent, type TaskEvent } from '#libs/tasks/events.js';
import { instantAt, zone } from '#libs/temporal/dates.js';
import { changedFrom, changedThroughout, type Step } from '#libs/temporal/steps.js';

/** A text, the key it is stored under, and the event it came with; `v` is null when it was erased before it was read. */
export interface StoredText {
  readonly v: string | null;
  readonly k: string;
  readonly e: string;
}

/** When an entry stands in the agenda. */
interface Placed {
  readonly onDay: string | null;
  /** The last day it takes up. */
  readonly untilDay: string | null;
  readonly atInstant: string | null;
  readonly zone: string | null;
}

export interface AgendaEntry extends Placed {
  readonly kind: 'task' | 'planned-interaction';
  readonly status: string;
  readonly people: readonly string[];
  readonly about: readonly string[];
  readonly details: Readonly<Record<string, unknown>>;
  readonly texts: Readonly<Record<string, StoredText>>;
}

export type AgendaEvent = TaskEvent | PlannedInteractionEvent;
type Steps = readonly Step<AgendaEntry>[];

export function foldEntry(steps: Steps, event: StoredEvent<AgendaEvent>): Steps {
  const { data } = event;
  /** Texts of this event under the names of the entry; a text that is not there leaves none. */
  const text = (name: string, as = name): Record<string, StoredText | undefined> => ({ [as]: textOf(event, name) });
  const from = (at: string, change: Partial<AgendaEntry>, texts: Record<string, StoredText | undefined> = {}, details: Readonly<Record<string, unknown>> = {}): Steps =>
    changedFrom(steps, at, (entry) => ({ ...entry, ...change, texts: without({ ...entry.texts, ...texts }), details: without({ ...entry.details, ...details }) }));

  switch (event.type) {
    case 'TaskCreated': {
      if (steps.length > 0) return steps;
      const { at, about, assigneeId, due, priority, interactionId } = event.data;
      return [{ from: at, value: {
        kind: 'task', status: 'open', people: [assigneeId], about, ...placedByDue(due), details: without({ priority, interactionId }), texts: without({ ...text('subject'), ...text('notes') }),
      } }];
    }
    case 'TaskAssigned':
      return from(event.data.from, { people: [event.data.assigneeId] });
    case 'TaskRescheduled':
      return from(event.data.at, placedByDue(event.data.due));
    case 'TaskAmended': {
      const { priority } = event.data;
      return changedThroughout(steps, (entry) => ({ ...entry, details: { ...entry.details, priority }, texts: without({ ...entry.texts, ...text('subject'), ...text('notes') }) }));
    }
    case 'TaskDone':
      return from(event.data.at, { status: 'done' }, { ...text('outcome'), note: undefined }, { closedAt: event.data.at, reason: undefined });
    case 'TaskCancelled':
      return from(event.data.at, { status: 'cancelled' }, { ...text('note'), outcome: undefined }, { closedAt: event.data.at, reason: event.data.reason });
    case 'TaskReopened':
      return from(event.data.at, { status: 'open' }, { outcome: undefined, note: undefined }, { closedAt: undefined, reason: undefined });

    case 'PlannedInteractionProposed': {
      if (steps.length > 0) return steps;
      const { at, kind, participants, durationMinutes } = event.data;
      return [{ from: at, value: {
        kind: 'planned-interaction', status: 'proposed', people: participants.map(({ partyId }) => partyId), about: partiesOf(event.data, 'them'), ...placedAt(event.data.startsAt, event.data.zone, durationMinutes),
        details: { kind, participants, durationMinutes }, texts: without({ ...text('subject'), ...text('objective'), ...text('place') }),
      } }];
    }
    case 'PlannedInteractionMoved': {
      const { at, startsAt, durationMinutes } = event.data;
      return from(at, placedAt(startsAt, event.data.zone, durationMinutes), 'place' in data ? text('place') : {}, { durationMinutes });
    }
    case 'PlannedInteractionConfirmed':
      return from(event.data.at, { status: 'confirmed' });
    case 'PlannedInteractionHeld':
      return from(event.data.at, { status: 'held' }, { note: undefined }, { interactionId: event.data.interactionId, reason: undefined, closedAt: event.data.at });
    case 'PlannedInteractionMissed':
      return from(event.data.at, { status: 'missed' }, text('note'), { interactionId: undefined, reason: event.data.reason, closedAt: event.data.at });
    case 'PlannedInteractionCancelled':
      return from(event.data.at, { status: 'cancelled' }, text('note'), { interactionId: undefined, reason: event.data.reason, closedAt: event.data.at });
    case 'HeldInteractionRequested':
      return steps;
    case 'PlannedInteractionReassigned': {
      const { assigneeId, insteadOf } = event.data;
      return changedFrom(steps, event.data.from, (entry) => {
        const participants = replaced(entry.details['participants'] as readonly Participant[], insteadOf, assigneeId);
        return { ...entry, people: participants.map(({ partyId }) => partyId), details: { ...entry.details, participants } };
      });
    }
  }
}

function placedByDue(due: Due | null): Placed {
  if (due === null) return { onDay: null, untilDay: null, atInstant: null, zone: null };
  return 'date' in due ? { onDay: due.date, untilDay: due.date, atInstant: null, zone: null } : placedAt(due.at, due.zone, 0);
}

/** By its own zone's clock. What lasts until midnight does not take up the day that begins there. */
function placedAt(at: string, zoneName: string, minutes: number): Placed {
  const own = zoneOf(zoneName);
  const last = instantAt(Date.parse(at) + Math.max(minutes * 60_000 - 1, 0));
  return { onDay: own.dayOf(at), untilDay: own.dayOf(last), atInstant: at, zone: zoneName };
}

const zones = new Map<string, ReturnType<typeof zone>>();
/** Making a zone takes long; there are some hundred of them. */
function zoneOf(name: string): ReturnType<typeof zone> {
  const known = zones.get(name) ?? zone(name);
  zones.set(name, known);
  return known;
}

function textOf({ data, eventId, sealedBy }: StoredEvent<AgendaEvent>, name: string): StoredText | undefined {
  const value = (data as Readonly<Record<string, unknown>>)[name];
  if (value === undefined) return undefined;
  return { v: isErased(value) ? null : (value as string), k: sealedBy![name]!, e: `${eventId} ${name}` };
}

/** Members that stand for nothing are not there. */
function without<T>(members: Readonly<Record<string, T | undefined>>): Record<string, T> {
  return Object.fromEntries(Object.entries(members).filter((member): member is [string, T] => member[1] !== undefined));
}
