/**
 * Tasks and planned interactions as they should be: what was said last of a thing, among all that is said of the instant, holds.
 * It knows no steps.
 */
import { isErased, type StoredEvent } from '#libs/event-log/domain-event.js';

type Data = Readonly<Record<string, unknown>>;
type Said = Readonly<Record<string, string | undefined>>;

/** A text of an entry: in which event and field it was said. `value` may be an erased one. */
export interface SaidText {
  readonly value: unknown;
  readonly eventId: string;
  readonly field: string;
}

export interface Agenda {
  readonly kind: 'task' | 'planned-interaction';
  readonly began: string;
  readonly status: string;
  readonly people: readonly string[];
  readonly about: readonly string[];
  /** Days by the clock of its own zone. */
  readonly onDay: string | null;
  readonly untilDay: string | null;
  readonly at: string | null;
  readonly zone: string | null;
  readonly details: Data;
  readonly texts: Readonly<Record<string, SaidText>>;
}

const BEGINS: readonly string[] = ['TaskCreated', 'PlannedInteractionProposed'];
const saidFrom = ({ data }: StoredEvent): string => (data as Said)['from'] ?? (data as Said)['at'] ?? '';

/** An entry at an instant, as known by these events of its stream. Undefined where it has not begun. */
export function agendaAt(known: readonly StoredEvent[], instant: string): Agenda | undefined {
  const first = known.findIndex(({ type }) => BEGINS.includes(type));
  const begun = known[first];
  if (!begun || saidFrom(begun) > instant) return undefined;
  const later = known.slice(first + 1);
  return begun.type === 'TaskCreated' ? taskAt(begun, later, instant) : plannedAt(begun, later, instant);
}

const last = (later: readonly StoredEvent[], instant: string, ...types: readonly string[]): StoredEvent | undefined => later.findLast((event) => types.includes(event.type) && saidFrom(event) <= instant);

function taskAt(created: StoredEvent, later: readonly StoredEvent[], instant: string): Agenda {
  const { at: began, about, priority, interactionId } = created.data as Data;
  const amended = later.findLast(({ type }) => type === 'TaskAmended');
  const status = last(later, instant, 'TaskDone', 'TaskCancelled', 'TaskReopened');
  const closed = status?.type === 'TaskReopened' ? undefined : status;
  const { due } = (last(later, instant, 'TaskRescheduled') ?? created).data as { due: { date?: string; at?: string; zone?: string } | null };
  return {
    kind: 'task', began: began as string, status: closed === undefined ? 'open' : closed.type === 'TaskDone' ? 'done' : 'cancelled',
    people: [((last(later, instant, 'TaskAssigned') ?? created).data as { assigneeId: string }).assigneeId], about: about as string[],
    ...(due?.date !== undefined ? { onDay: due.date, untilDay: due.date, at: null, zone: null } : placed(due?.at, due?.zone, 0)),
    details: present({ priority: ((amended ?? created).data as Data)['priority'] ?? priority, interactionId, closedAt: (closed?.data as Data | undefined)?.['at'], reason: closed?.type === 'TaskCancelled' ? (closed.data as Data)['reason'] : undefined }),
    texts: texts({ subject: amended ?? created, notes: amended ?? created, outcome: closed?.type === 'TaskDone' ? closed : undefined, note: closed?.type === 'TaskCancelled' ? closed : undefined }),
  };
}

function plannedAt(proposed: StoredEvent, later: readonly StoredEvent[], instant: string): Agenda {
  const { at: began, kind, participants: first } = proposed.data as { at: string; kind: string; participants: { partyId: string; side: string }[] };
  const status = last(later, instant, 'PlannedInteractionConfirmed', 'PlannedInteractionHeld', 'PlannedInteractionMissed', 'PlannedInteractionCancelled');
  const closed = last(later, instant, 'PlannedInteractionHeld', 'PlannedInteractionMissed', 'PlannedInteractionCancelled');
  const moved = (last(later, instant, 'PlannedInteractionMoved') ?? proposed).data as { startsAt: string; zone: string; durationMinutes: number };
  // Who takes part follows from who did before: a hand-over counts where it reaches, in the order it was told.
  let participants = first;
  for (const { type, data } of later) {
    const { assigneeId, insteadOf, from } = data as { assigneeId: string; insteadOf: string; from: string };
    if (type !== 'PlannedInteractionReassigned' || from > instant) continue;
    const there = participants.some(({ partyId }) => partyId === assigneeId);
    participants = participants.filter(({ partyId, side }) => !there || partyId !== insteadOf || side !== 'us').map((one) => (one.partyId === insteadOf && one.side === 'us' ? { ...one, partyId: assigneeId } : one));
  }
  return {
    kind: 'planned-interaction', began, status: status === undefined ? 'proposed' : status.type.slice('PlannedInteraction'.length).toLowerCase(),
    people: participants.map(({ partyId }) => partyId), about: first.filter(({ side }) => side === 'them').map(({ partyId }) => partyId), ...placed(moved.startsAt, moved.zone, moved.durationMinutes),
    details: present({
      kind, participants, durationMinutes: moved.durationMinutes, interactionId: (closed?.data as Data | undefined)?.['interactionId'],
      closedAt: (closed?.data as Data | undefined)?.['at'], reason: closed?.type === 'PlannedInteractionHeld' ? undefined : (closed?.data as Data | undefined)?.['reason'],
    }),
    texts: texts({
      subject: proposed, objective: proposed, place: last(later.filter(({ data }) => 'place' in data), instant, 'PlannedInteractionMoved') ?? proposed,
      note: closed?.type === 'PlannedInteractionHeld' ? undefined : closed,
    }),
  };
}

function placed(at: string | undefined, zone: string | undefined, minutes: number): Pick<Agenda, 'onDay' | 'untilDay' | 'at' | 'zone'> {
  if (at === undefined || zone === undefined) return { onDay: null, untilDay: null, at: null, zone: null };
  // What lasts until midnight does not take up the day that begins there.
  return { onDay: dayIn(zone, Date.parse(at)), untilDay: dayIn(zone, Date.parse(at) + Math.max(minutes * 60_000 - 1, 0)), at, zone };
}

const calendars = new Map<string, Intl.DateTimeFormat>();
function dayIn(timeZone: string, milliseconds: number): string {
  const calendar = calendars.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  calendars.set(timeZone, calendar);
  return calendar.format(milliseconds);
}

const present = (members: Data): Data => Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

/** Each text from the event that says it, in the field of its own name. */
function texts(saidBy: Readonly<Record<string, StoredEvent | undefined>>): Record<string, SaidText> {
  return Object.fromEntries(Object.entries(saidBy).flatMap(([field, event]) => {
    const value = (event?.data as Data | undefined)?.[field];
    return event === undefined || value === undefined ? [] : [[field, { value, eventId: event.eventId, field }]];
  }));
}

/** Texts as they read. */
export const readable = ({ value }: SaidText): string | null => (isErased(value) ? null : (value as string));
