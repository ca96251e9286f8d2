/**
 * Tasks and planned interactions as they should be: what was said last of a thing, among all that is said of the instant, holds.
 * It knows no steps, and shares nothing with the read model but the event types.
 */
import type { StoredEvent } from '#libs/event-log/domain-event.js';

type Data = Readonly<Record<string, unknown>>;


const text = (value: unknown): unknown => value ?? null;
/** The last event known that says something of this kind from the instant on. */
const last = (known: readonly StoredEvent[], instant: string, ...types: readonly string[]): StoredEvent | undefined =>
  known.findLast(({ type, data }) => types.includes(type) && ((data as Readonly<Record<string, string | undefined>>)['from'] ?? (data as Readonly<Record<string, string | undefined>>)['at'] ?? '') <= instant);

export function expectedTask(known: readonly StoredEvent[], instant: string): object | undefined {
  const created = known.find(({ type }) => type === 'TaskCreated')?.data as Data | undefined;
  if (!created || String(created['at']) > instant) return undefined;
  const amended = known.findLast(({ type }) => type === 'TaskAmended')?.data as Data | undefined;
  const status = last(known, instant, 'TaskDone', 'TaskCancelled', 'TaskReopened');
  const closing = status?.data as Data | undefined;
  const due = ((last(known, instant, 'TaskRescheduled')?.data as Data | undefined) ?? created)['due'] as { date?: string; at?: string } | null;
  const today = new Date(instant).toLocaleDateString('en-CA', { timeZone: 'Europe/Paris' });
  const isPast = due?.date !== undefined ? due.date < today : due?.at !== undefined && due.at <= instant;
  return {
    overdue: (status === undefined || status.type === 'TaskReopened') && isPast,
    status: status === undefined || status.type === 'TaskReopened' ? 'open' : status.type === 'TaskDone' ? 'done' : 'cancelled',
    outcome: status?.type === 'TaskDone' ? closing!['outcome'] : null, reason: status?.type === 'TaskCancelled' ? closing!['reason'] : null,
    closedAt: status === undefined || status.type === 'TaskReopened' ? null : closing!['at'],
    assigneeId: ((last(known, instant, 'TaskAssigned')?.data as Data | undefined) ?? created)['assigneeId'], due,
    subject: (amended ?? created)['subject'], priority: (amended ?? created)['priority'],
  };
}

export function expectedPlanned(known: readonly StoredEvent[], instant: string): object | undefined {
  const proposed = known.find(({ type }) => type === 'PlannedInteractionProposed')?.data as Data | undefined;
  if (!proposed || String(proposed['at']) > instant) return undefined;
  const status = last(known, instant, 'PlannedInteractionConfirmed', 'PlannedInteractionHeld', 'PlannedInteractionMissed', 'PlannedInteractionCancelled');
  const moved = (last(known, instant, 'PlannedInteractionMoved')?.data as Data | undefined) ?? proposed;
  const placed = last(known.filter(({ data }) => 'place' in data), instant, 'PlannedInteractionMoved')?.data as Data | undefined;
  // Who takes part follows from who did before: a hand-over counts where it reaches, in the order it was told.
  let participants = proposed['participants'] as { partyId: string; side: string }[];
  for (const { type, data } of known) {
    const { assigneeId, insteadOf, from } = data as { assigneeId: string; insteadOf: string; from: string };
    if (type !== 'PlannedInteractionReassigned' || from > instant) continue;
    const there = participants.some(({ partyId }) => partyId === assigneeId);
    participants = participants.filter(({ partyId, side }) => !there || partyId !== insteadOf || side !== 'us').map((one) => (one.partyId === insteadOf && one.side === 'us' ? { ...one, partyId: assigneeId } : one));
  }
  return {
    status: status === undefined ? 'proposed' : status.type.slice('PlannedInteraction'.length).toLowerCase(), startsAt: moved['startsAt'], zone: moved['zone'], durationMinutes: moved['durationMinutes'],
    place: text(placed?.['place'] ?? proposed['place']), participants, subject: proposed['subject'],
    closedAt: text((last(known, instant, 'PlannedInteractionHeld', 'PlannedInteractionMissed', 'PlannedInteractionCancelled')?.data as Data | undefined)?.['at']),
  };
}

/** Who finds a planned interaction in the agenda: who takes part when it begins, or, once it has begun, at the instant. */
export function expectedAgendas(known: readonly StoredEvent[], instant: string): string[] {
  const { startsAt } = expectedPlanned(known, instant) as { startsAt: string };
  const { participants } = expectedPlanned(known, startsAt > instant ? startsAt : instant) as { participants: { partyId: string }[] };
  return participants.map(({ partyId }) => partyId);
}

const BEGINS: readonly string[] = ['TaskCreated', 'PlannedInteractionProposed'];

/** An instant from which something of an entry is otherwise, whom that concerns, and when it was learned. */
export interface ExpectedChange {
  readonly at: string;
  readonly change: string;
  readonly parties: readonly string[];
  readonly recordedAt: string;
}

/** What is told of one task or planned interaction, as known at a position: every instant is compared with the millisecond before. */
export function expectedChanges(own: readonly StoredEvent[], knownAt: bigint): ExpectedChange[] {
  const known = own.filter(({ position }) => position <= knownAt);
  const instants = [...new Set(known.map(instantOf).filter((instant) => instant !== undefined))];
  return instants.flatMap((at) => {
    const [before, after] = [aspectsAt(known, new Date(Date.parse(at) - 1).toISOString()), aspectsAt(known, at)];
    if (!after) return [];
    const parties = [...(before?.parties ?? []), ...after.parties];
    const changed = before ? NAMES.filter((name) => before[name] !== after[name]) : (['begun'] as const);
    return changed.map((name) => ({ at, change: name === 'begun' ? after.begun : name === 'status' ? after.nowIs : name === 'people' ? after.handed : after.moved, parties, recordedAt: learned(known, at, name, after[name]) }));
  });
}

const NAMES = ['status', 'people', 'placed'] as const;
const instantOf = ({ data }: StoredEvent): string | undefined => (data as Readonly<Record<string, string | undefined>>)['from'] ?? (data as Readonly<Record<string, string | undefined>>)['at'];

/** When the first event was recorded after which that instant was one at which this was so. */
function learned(known: readonly StoredEvent[], at: string, name: 'begun' | (typeof NAMES)[number], value: string): string {
  for (const [n, { recordedAt }] of known.entries()) {
    const then = known.slice(0, n + 1);
    if (then.some((event) => instantOf(event) === at) && aspectsAt(then, at)?.[name] === value) return recordedAt;
  }
  throw new Error('what is known was never learned');
}

function aspectsAt(known: readonly StoredEvent[], instant: string) {
  const begun = known.find(({ type }) => BEGINS.includes(type));
  if (!begun || instantOf(begun)! > instant) return undefined;
  if (begun.type === 'TaskCreated') {
    const { status, closedAt, assigneeId, due } = expectedTask(known, instant) as { status: string; closedAt: string | null; assigneeId: string; due: object | null };
    return {
      begun: 'created', handed: 'assigned', moved: 'rescheduled', nowIs: status === 'open' ? 'reopened' : status, status: `${status} ${closedAt}`, people: assigneeId, placed: JSON.stringify(due),
      parties: [assigneeId, ...((begun.data as Data)['about'] as string[])],
    };
  }
  const { status, closedAt, participants, startsAt, zone, durationMinutes } = expectedPlanned(known, instant) as { status: string; closedAt: string | null; participants: { partyId: string }[]; startsAt: string; zone: string; durationMinutes: number };
  const placedBy = last(known.filter(({ data }) => 'place' in data), instant, 'PlannedInteractionMoved')?.position;
  const parties = participants.map(({ partyId }) => partyId);
  return { begun: 'proposed', handed: 'reassigned', moved: 'moved', nowIs: status, status: `${status} ${closedAt}`, people: parties.join(), placed: `${startsAt} ${zone} ${durationMinutes} ${placedBy}`, parties };
}
