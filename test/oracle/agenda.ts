/** Tasks and planned interactions as they should be, in the words of the answers. */
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import { agendaAt, readable } from '#projections/verify/replay/agenda.js';

type Data = Readonly<Record<string, unknown>>;

/** The last event known that says something of this kind from the instant on. */
const last = (known: readonly StoredEvent[], instant: string, ...types: readonly string[]): StoredEvent | undefined =>
  known.findLast(({ type, data }) => types.includes(type) && ((data as Readonly<Record<string, string | undefined>>)['from'] ?? (data as Readonly<Record<string, string | undefined>>)['at'] ?? '') <= instant);

export function expectedTask(known: readonly StoredEvent[], instant: string): object | undefined {
  const task = agendaAt(known, instant);
  if (!task) return undefined;
  const { status, people, onDay, at, zone, details, texts } = task;
  const today = new Date(instant).toLocaleDateString('en-CA', { timeZone: 'Europe/Paris' });
  const isPast = at !== null ? at <= instant : onDay !== null && onDay < today;
  return {
    overdue: status === 'open' && isPast, status, outcome: texts['outcome'] ? readable(texts['outcome']) : status === 'done' ? undefined : null, reason: details['reason'] ?? (status === 'cancelled' ? undefined : null), closedAt: details['closedAt'] ?? null,
    assigneeId: people[0], due: at !== null ? { at, zone } : onDay !== null ? { date: onDay } : null, subject: readable(texts['subject']!), priority: details['priority'],
  };
}

export function expectedPlanned(known: readonly StoredEvent[], instant: string): object | undefined {
  const planned = agendaAt(known, instant);
  if (!planned) return undefined;
  const { status, at, zone, details, texts } = planned;
  return {
    status, startsAt: at, zone, durationMinutes: details['durationMinutes'], place: texts['place'] ? readable(texts['place']) : null, participants: details['participants'], subject: readable(texts['subject']!),
    closedAt: details['closedAt'] ?? null,
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
    const changed = before ? NAMES.filter((name) => before[name] !== after[name]) : (['begun', ...(after.nowIs === after.initial ? [] : ['status'] as const)] as const);
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
      initial: 'reopened', begun: 'created', handed: 'assigned', moved: 'rescheduled', nowIs: status === 'open' ? 'reopened' : status, status: `${status} ${closedAt}`, people: assigneeId, placed: JSON.stringify(due),
      parties: [assigneeId, ...((begun.data as Data)['about'] as string[])],
    };
  }
  const { status, closedAt, participants, startsAt, zone, durationMinutes } = expectedPlanned(known, instant) as { status: string; closedAt: string | null; participants: { partyId: string }[]; startsAt: string; zone: string; durationMinutes: number };
  const placedBy = last(known.filter(({ data }) => 'place' in data), instant, 'PlannedInteractionMoved')?.position;
  const parties = participants.map(({ partyId }) => partyId);
  return { initial: 'proposed', begun: 'proposed', handed: 'reassigned', moved: 'moved', nowIs: status, status: `${status} ${closedAt}`, people: parties.join(), placed: `${startsAt} ${zone} ${durationMinutes} ${placedBy}`, parties };
}
