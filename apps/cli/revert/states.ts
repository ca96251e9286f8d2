/**
 * What interactions, tasks and planned interactions were before some commands changed them, and the commands that say so again. Each is
 * looked at by what can change of it apart: whoever has moved a task has not said who does it. Pure.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Day, Instant } from '#libs/temporal/dates.js';
import type { Entry, Undone } from './entry.js';

/** What an entry says of one side of a thing; its members are those of the command that says it again. */
type State = Readonly<Record<string, unknown>>;

interface Side {
  readonly name: string;
  /** What an entry says of it, after what was so before; undefined where it says nothing. */
  readonly said: (entry: Entry, before: State | undefined) => State | undefined;
  /** The commands that say a state again, over the last one; undefined where none do. */
  readonly again: (before: State, last: State) => readonly Said[] | undefined;
  /** Nothing is said of it once the thing is over. */
  readonly whileOpen?: true;
}
interface Said {
  readonly command: string;
  readonly body: State;
}

/** A side that some commands spoke of and that others had stated before. */
export interface Changed {
  readonly name: string;
  /** It is another than before. */
  readonly differs: boolean;
  readonly whileOpen: boolean;
  readonly again: readonly Said[] | undefined;
  readonly erased: boolean;
  /** The last entry of others since. */
  readonly since: Entry | undefined;
}

const some = (data: State, ...names: readonly string[]): State => Object.fromEntries(names.filter((name) => data[name] !== undefined && data[name] !== null).map((name) => [name, data[name]]));
/** By the type of an entry. */
const by = (types: Readonly<Record<string, (data: State, before: State | undefined) => State>>): Side['said'] => ({ type, data }, before) => types[type]?.(data, before);
const same = (state: (data: State) => State, ...types: readonly string[]): Side['said'] => by(Object.fromEntries(types.map((type) => [type, state])));

/** Who has a task now, and who will have it from the days that are ahead. Each statement takes the place of all that was said of later. */
function assigned(data: State, before: State | undefined): readonly State[] {
  const from = data['on'] as Day | undefined;
  if (from === undefined) return [some(data, 'assigneeId')];
  const sooner = ((before?.['people'] ?? []) as readonly State[]).filter(({ on }) => on === undefined || (on as Day) < from);
  return sooner.at(-1)?.['assigneeId'] === data['assigneeId'] ? sooner : [...sooner, some(data, 'assigneeId', 'on')];
}

const STATUS: Side = {
  name: 'status',
  said: by({
    TaskCreated: () => ({ status: 'open' }), TaskReopened: () => ({ status: 'open' }),
    TaskDone: (data) => ({ status: 'done', ...some(data, 'outcome') }), TaskCancelled: (data) => ({ status: 'cancelled', ...some(data, 'reason', 'note') }),
  }),
  again: ({ status, ...rest }, last) => [
    ...(last['status'] === 'open' ? [] : [{ command: 'reopen-task', body: {} }]),
    ...(status === 'open' ? [] : [{ command: status === 'done' ? 'complete-task' : 'cancel-task', body: rest }]),
  ],
};
const TASK: readonly Side[] = [
  STATUS,
  { name: 'due', whileOpen: true, said: same((data) => some(data, 'due'), 'TaskCreated', 'TaskRescheduled'), again: (body) => [{ command: 'reschedule-task', body }] },
  {
    name: 'assignee', whileOpen: true,
    said: by({ TaskCreated: (data) => ({ people: [some(data, 'assigneeId')] }), TaskAssigned: (data, before) => ({ people: assigned(data, before) }) }),
    // Each takes the place of all that was said of later, so that they are said in the order of their days.
    again: ({ people }) => (people as readonly State[]).map((one) => ({ command: 'assign-task', body: some(one, 'assigneeId', 'on') })),
  },
  { name: 'description', said: same((data) => some(data, 'subject', 'notes', 'priority'), 'TaskCreated', 'TaskAmended'), again: (body) => [{ command: 'amend-task', body }] },
];
const PLANNED: readonly Side[] = [
  // No command says of a plan that it is open again.
  {
    name: 'status',
    said: by(Object.fromEntries(['Proposed', 'Confirmed', 'Held', 'Missed', 'Cancelled'].map((status) => [`PlannedInteraction${status}`, () => ({ status })]))), again: () => undefined,
  },
  {
    name: 'appointment', whileOpen: true,
    said: by({
      PlannedInteractionProposed: (data) => some(data, 'startsAt', 'zone', 'durationMinutes', 'place'), PlannedInteractionMoved: (data, before) => ({ ...some(before ?? {}, 'place'), ...some(data, 'startsAt', 'zone', 'durationMinutes', 'place') }),
    }),
    // A place that was none cannot be said.
    again: (before, last) => (before['place'] === undefined && last['place'] !== undefined ? undefined : [{ command: 'move-interaction', body: before }]),
  },
  { name: 'people', said: by({ PlannedInteractionProposed: ({ participants }) => ({ participants }), PlannedInteractionReassigned: (data, before) => ({ ...before, ...some(data, 'assigneeId', 'insteadOf') }) }), again: () => undefined },
];
const INTERACTION: readonly Side[] = [
  {
    name: 'content',
    said: ({ type, data, source }, before) => {
      if (type === 'InteractionLogged' || type === 'InteractionAmended') return { ...some(data, 'participants', 'direction', 'medium', 'automation', 'startedAt', 'zone', 'durationSeconds', 'outcome', 'about'), texts: data['texts'], ...(source !== undefined && { source }) };
      if (type !== 'ParticipantResolved' || before === undefined) return undefined;
      const { participantId, party } = data;
      return { ...before, participants: (before['participants'] as readonly State[]).map((one) => (one['participantId'] === participantId ? { ...one, party } : one)) };
    },
    again: (before, last) => (resolvedSince(before, last) ? undefined : [{ command: 'amend-interaction', body: bodyOf(before) }]),
  },
  { name: 'life', said: by({ InteractionLogged: () => ({ live: true }), InteractionRetracted: () => ({ live: false }) }), again: () => undefined },
];

/** Who was resolved keeps the party where he is described as before: no command makes him unknown again. */
function resolvedSince(before: State, last: State): boolean {
  const known = new Map((last['participants'] as readonly State[]).map((one) => [one['participantId'], one['party']]));
  return (before['participants'] as readonly State[]).some(({ participantId, party }) => party === undefined && known.get(participantId) !== undefined);
}

function bodyOf({ texts, participants, ...coded }: State): State {
  const { unresolved = {}, outcome, ...told } = texts as State & { readonly unresolved?: Readonly<Record<string, unknown>> };
  return {
    ...coded, ...told, ...(outcome !== undefined && { outcomeNotes: outcome }),
    participants: (participants as readonly State[]).map(({ participantId, ...one }) => ({ ...some(one, 'side', 'role', 'party'), ...(unresolved[participantId as string] !== undefined ? { unresolved: unresolved[participantId as string] } : one['party'] === undefined && { unresolved: {} }) })),
  };
}

const SIDES: Readonly<Record<string, { readonly id: string; readonly sides: readonly Side[] }>> = {
  interaction: { id: 'interactionId', sides: INTERACTION }, task: { id: 'taskId', sides: TASK }, plannedInteraction: { id: 'plannedInteractionId', sides: PLANNED },
};

/** What some commands changed of something that others began. Undefined of a stream of which nothing is said by side. */
export function changedSides(prefix: string, id: string, history: readonly Entry[], { commandIds, correlation }: Pick<Undone, 'commandIds' | 'correlation'>): readonly Changed[] | undefined {
  const kind = SIDES[prefix];
  return kind?.sides.flatMap(({ name, whileOpen = false, said, again }) => {
    let [stated, before, last, since]: [State | undefined, State | undefined, State | undefined, Entry | undefined] = [undefined, undefined, undefined, undefined];
    for (const entry of history) {
      const state = said(entry, last);
      if (state === undefined) continue;
      last = state;
      if (commandIds.has(entry.commandId)) [before, since] = [stated, undefined];
      else if (entry.correlationId !== correlation) {
        // What was so before is what others have said, also in between, and without what the commands said.
        stated = said(entry, stated) ?? stated;
        if (before) since = entry;
      }
    }
    if (!before) return [];
    // What is said by the same commands is the same: an interaction that is amended gets new ids for its participants.
    const told = (state: State) => again(state, state) ?? state;
    const differs = !isDeepStrictEqual(told(before), told(last!));
    const erased = JSON.stringify(before).includes('"erased":true') || before['texts'] === null || before['subject'] === null;
    return [{ name, differs, whileOpen, erased, since, again: again(before, last!)?.map(({ command, body }) => ({ command, body: { [kind.id]: id, ...body } })) }];
  });
}

/** By what a task or a planned interaction came to be over; undefined of one that is not. */
export function closingOf(history: readonly Entry[]): Entry | undefined {
  const last = history.findLast(({ type }) => OPENS.has(type) || CLOSES.has(type));
  return last && CLOSES.has(last.type) ? last : undefined;
}
/** The instant since which a task or a planned interaction is to be done: when it was made, confirmed, or opened again. */
export const openSince = (history: readonly Entry[]): Instant | undefined => history.findLast(({ type }) => OPENS.has(type))?.data['at'] as Instant | undefined;
const OPENS: ReadonlySet<string> = new Set(['TaskCreated', 'TaskReopened', 'PlannedInteractionProposed', 'PlannedInteractionConfirmed']);
const CLOSES: ReadonlySet<string> = new Set(['TaskDone', 'TaskCancelled', 'PlannedInteractionHeld', 'PlannedInteractionMissed', 'PlannedInteractionCancelled']);
