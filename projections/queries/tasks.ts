/** Tasks and planned interactions, as of an instant, at a position: one, lists of tasks, an agenda. */
import type pg from 'pg';
import type { Position } from '#libs/event-log/event-log.js';
import { prepared } from '#libs/platform/database.js';
import { question, type Asking } from '#libs/platform/questions.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { Due, Participant, PlannedKind, Priority } from '#libs/tasks/events.js';
import { instantAt, type Day, type Instant } from '#libs/temporal/dates.js';
import type { Moment } from './moment.js';
import { AT, MEMBERS, MEMBERS_OF_ALL, READABLE_TEXTS } from './sql.js';

/** Tasks, and planned interactions, in the answer of the 360° at most; all of them: the list of tasks about the party, and its agenda. */
const MAX_OPEN_360 = 100;
/** Days an agenda reaches over, and entries in it. A calendar program takes some thousands with ease. */
export const MAX_AGENDA_DAYS = 731;
export const MAX_AGENDA = 5_000;

/** A moment of which several questions are asked: its position is fixed. */
export type PinnedInstant = Pick<Moment, 'asOf' | 'before'> & { readonly position: Position };

interface EntryAnswer {
  /** Of the last event known: for If-Match, while nothing more is known. */
  readonly revision: number;
  readonly createdAt: Instant;
  /** When the last of what is known was recorded. */
  readonly recordedAt: Instant;
  /** What was written in it can no longer be read. */
  readonly erased?: true;
  readonly subject: string | null;
}

export interface TaskAnswer extends EntryAnswer {
  readonly taskId: string;
  readonly status: 'open' | 'done' | 'cancelled';
  readonly overdue: boolean;
  readonly notes: string | null;
  readonly about: readonly { readonly partyId: string }[];
  readonly interactionId: string | null;
  readonly assigneeId: string;
  readonly due: Due | null;
  readonly priority: Priority;
  readonly closedAt: Instant | null;
  readonly outcome: string | null;
  readonly reason: string | null;
  readonly note: string | null;
}

export interface PlannedInteractionAnswer extends EntryAnswer {
  readonly plannedInteractionId: string;
  readonly status: 'proposed' | 'confirmed' | 'held' | 'missed' | 'cancelled';
  readonly kind: PlannedKind;
  readonly participants: readonly Participant[];
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly zone: string;
  readonly durationMinutes: number;
  readonly place: string | null;
  readonly objective: string | null;
  /** The logged interaction that it became. */
  readonly interactionId: string | null;
  readonly closedAt: Instant | null;
  readonly reason: string | null;
  readonly note: string | null;
}

interface Row {
  readonly position: bigint;
  readonly entry_id: string | null;
  readonly kind: 'task' | 'planned-interaction';
  readonly status: string;
  readonly people: readonly string[];
  readonly about: readonly string[];
  readonly on_day: Day | null;
  readonly at_instant: Instant | null;
  readonly zone: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly texts: Readonly<Record<string, string | null>> | null;
  readonly began: Instant;
  readonly revision: bigint;
  readonly recorded_at: Instant;
}

const COLUMNS = `e.entry_id, e.kind, e.status, e.people, e.about, e.on_day, e.at_instant, e.zone, e.details, e.began, e.revision, e.recorded_at, ${READABLE_TEXTS} as texts`;

/** The last instant before one that is not asked for: instants count milliseconds. */
const lastBefore = (instant: string): string => `(${instant}::timestamptz - interval '1 ms')`;

// $1 entry, $2 kind, $3 position or null, $4 before
const ONE = prepared(`
  with ${AT}
  select at.position, ${COLUMNS}
    from at left join agenda_entry e on e.entry_id = $1 and e.kind = $2 and e.recorded @> at.position and e.valid @> ${lastBefore('$4')}`);

export async function oneTask(pool: pg.Pool, taskId: string, moment: Moment): Promise<TaskAnswer & { readonly position: Position }> {
  const row = await oneEntry(pool, taskId, 'task', moment);
  if (!row) throw new Refusal('task-not-found', `no task ${taskId} was known at that position, or it began later`, { taskId });
  return { ...taskAnswer(row, moment), position: row.position };
}

export async function onePlannedInteraction(pool: pg.Pool, plannedInteractionId: string, moment: Moment): Promise<PlannedInteractionAnswer & { readonly position: Position }> {
  const row = await oneEntry(pool, plannedInteractionId, 'planned-interaction', moment);
  if (!row) throw new Refusal('planned-interaction-not-found', `no planned interaction ${plannedInteractionId} was known at that position, or it began later`, { plannedInteractionId });
  return { ...plannedAnswer(row), position: row.position };
}

async function oneEntry(pool: pg.Pool, entryId: string, kind: Row['kind'], { before, position }: Moment): Promise<Row | undefined> {
  const { rows: [row] } = await pool.query<Row>({ ...ONE, values: [entryId, kind, position ?? null, before] });
  return row!.entry_id === null ? undefined : row;
}

export interface TaskFilter {
  readonly assignee?: readonly string[] | undefined;
  readonly about?: readonly string[] | undefined;
  readonly status?: TaskAnswer['status'] | undefined;
  readonly overdue?: boolean | undefined;
  readonly priority?: Priority | undefined;
  /** Due on this day or later. */
  readonly dueFrom?: Day | undefined;
  /** Due before this day. */
  readonly dueTo?: Day | undefined;
  readonly limit: number;
  readonly after?: TaskPlace | undefined;
}

/** Where a task stands in a list: by when it is due, those at any time of the day first; then those without a due date. */
export type TaskPlace = readonly [onDay: string, atInstant: string, taskId: string];

export interface TaskList {
  readonly items: readonly TaskAnswer[];
  /** Where the page ends, when there is more. */
  readonly next: TaskPlace | undefined;
}

export async function listTasks(pool: pg.Pool, moment: PinnedInstant, filter: TaskFilter): Promise<TaskList> {
  const values: unknown[] = [moment.position, moment.before];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const { assignee, about, status, overdue, priority, dueFrom, dueTo, after, limit } = filter;
  const isOverdue = (day: string): string => `(e.status = 'open' and e.on_day is not null and case when e.at_instant is null then e.on_day < ${day}::date else e.at_instant < $2::timestamptz end)`;
  const conditions = [
    `e.kind = 'task'`, 'e.recorded @> $1::bigint', `e.valid @> ${lastBefore('$2')}`,
    ...(assignee ? [`e.people && ${bind(assignee)}::uuid[]`] : []),
    ...(about ? [`e.about && ${bind(about)}::uuid[]`] : []),
    ...(status ? [`e.status = ${bind(status)}`] : []),
    ...(priority ? [`e.details ->> 'priority' = ${bind(priority)}`] : []),
    ...(overdue === undefined ? [] : [`${overdue ? '' : 'not '}${isOverdue(bind(moment.asOf))}`]),
    ...(dueFrom ? [`e.on_day >= ${bind(dueFrom)}::date`] : []),
    ...(dueTo ? [`e.on_day < ${bind(dueTo)}::date`] : []),
    ...(after ? [`(coalesce(e.on_day, 'infinity'), coalesce(e.at_instant, '-infinity'), e.entry_id) > (${bind(after[0])}::date, ${bind(after[1])}::timestamptz, ${bind(after[2])}::uuid)`] : []),
  ];
  const { rows } = await pool.query<Row>(`
    select $1::bigint as position, ${COLUMNS} from agenda_entry e where ${conditions.join(' and ')}
     order by ${IN_ORDER} limit ${bind(limit + 1)}`, values);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => taskAnswer(row, moment)),
    next: rows.length > limit && last ? [last.on_day ?? 'infinity', last.at_instant ?? '-infinity', last.entry_id!] : undefined,
  };
}

const IN_ORDER = `coalesce(e.on_day, 'infinity'), coalesce(e.at_instant, '-infinity'), e.entry_id`;
// $1 party or parties, $3 position, $4 before, $5 limit of each kind. Prepared, because the 360° asks it every time.
const openAboutStatement = (members: string): string => `
  with recursive ${AT}, ${members}
  select e.position, ${COLUMNS} from (
           select at.position, e.*, row_number() over (partition by e.kind order by ${IN_ORDER}) as n from at, agenda_entry e
            where e.status = any('{open,proposed,confirmed}') and e.about && (select array_agg(party_id) from member) and e.recorded @> at.position and e.valid @> ${lastBefore('$4')} and $2::date is null
         ) e
   where e.n <= $5 order by e.kind, e.n`;
const OPEN_ABOUT = question(openAboutStatement(MEMBERS), 'uuid', 'date', 'bigint', 'timestamptz', 'bigint');
const OPEN_ABOUT_ANY = prepared(openAboutStatement(MEMBERS_OF_ALL));

export interface OpenAbout {
  readonly tasks: readonly TaskAnswer[];
  /** There are more than {@link MAX_OPEN_360}. */
  readonly moreTasks?: true;
  readonly plannedInteractions: readonly PlannedInteractionAnswer[];
  readonly morePlannedInteractions?: true;
}

/** Open tasks about a party, or about any of several, and planned interactions that are still to be; also of who turned out to be the same. */
export async function openAbout(db: Asking, party: string | readonly string[], moment: PinnedInstant): Promise<OpenAbout> {
  const { rows } = await db.query<Row>({ ...(typeof party === 'string' ? OPEN_ABOUT : OPEN_ABOUT_ANY), values: [party, null, moment.position, moment.before, MAX_OPEN_360 + 1] });
  const [tasks, planned] = [rows.filter(({ kind }) => kind === 'task'), rows.filter(({ kind }) => kind === 'planned-interaction')];
  return {
    tasks: tasks.slice(0, MAX_OPEN_360).map((row) => taskAnswer(row, moment)), ...(tasks.length > MAX_OPEN_360 && { moreTasks: true as const }),
    plannedInteractions: planned.slice(0, MAX_OPEN_360).map(plannedAnswer), ...(planned.length > MAX_OPEN_360 && { morePlannedInteractions: true as const }),
  };
}

/** An entry of an agenda; those without a day are in none. */
export type AgendaItem = ({ readonly type: 'task' } & TaskAnswer) | ({ readonly type: 'planned-interaction' } & PlannedInteractionAnswer);

const ENTRY = 'e.entry_id, e.kind, e.status, e.about, e.on_day, e.at_instant, e.zone, e.began, e.revision, e.recorded_at, e.texts';
const AT_MOMENT = `e.recorded @> $1::bigint and e.valid @> ${lastBefore('$2')}`;
const IN_WINDOW = 'e.until_day >= $4::date and e.on_day < $5::date';
// Tasks are read by whose they are at the moment. Whose a planned interaction is, is asked of the moment it begins, `begun`: a successor who takes over before it finds it in the agenda already. While nobody has said what became of it, that is up to whose it is by then.
const AGENDA = prepared(`
  select $1::bigint as position, ${COLUMNS} from (
           select ${ENTRY}, e.people, e.details
             from agenda_entry e
            where e.kind = 'task' and e.people && $3::uuid[] and ${AT_MOMENT} and (${IN_WINDOW} or $7::boolean and e.status = 'open' and e.on_day < $5::date)
           union all
           select ${ENTRY}, coalesce(begun.people, e.people),
                  case when begun.entry_id is null then e.details else e.details || jsonb_build_object('participants', begun.details -> 'participants') end
             from agenda_entry e
             left join agenda_entry begun on begun.entry_id = e.entry_id and begun.recorded @> $1::bigint
                   and begun.valid @> case when e.status = any('{proposed,confirmed}') then greatest(${lastBefore('$2')}, e.at_instant) else greatest(e.at_instant, e.began) end
            where e.entry_id = any(array(select m.entry_id from agenda_entry m where m.kind = 'planned-interaction' and m.people && $3::uuid[] and m.recorded @> $1::bigint))
              and ${AT_MOMENT} and ${IN_WINDOW}
         ) e
   where e.people && $3::uuid[] order by e.on_day, coalesce(e.at_instant, '-infinity'), e.entry_id limit $6`);

/**
 * Tasks due and planned interactions that take place from one day on and before another, as their own zones count days; closed ones too.
 *
 * @param withOverdue also tasks that were due before and are still open: they do not leave a calendar by being late
 */
export async function agendaOf(pool: pg.Pool, parties: readonly string[], moment: PinnedInstant, { from, to, withOverdue }: { readonly from: Day; readonly to: Day; readonly withOverdue: boolean }): Promise<AgendaItem[]> {
  const { rows } = await pool.query<Row>({ ...AGENDA, values: [moment.position, moment.before, parties, from, to, MAX_AGENDA + 1, withOverdue] });
  if (rows.length > MAX_AGENDA) throw new Refusal('too-many', `the agenda has more than ${MAX_AGENDA} entries in these days; ask for fewer days`, { limit: MAX_AGENDA });
  return rows.map((row) => (row.kind === 'task' ? { type: 'task', ...taskAnswer(row, moment) } : { type: 'planned-interaction', ...plannedAnswer(row) }));
}

// Only on our side: whom a visit is paid to has nothing to hand over.
const OPEN_PLANNED = `from agenda_entry e
   where e.kind = 'planned-interaction' and e.status = any('{proposed,confirmed}') and e.recorded @> $1::bigint and e.valid @> ${lastBefore('$2')} and e.people && $3::uuid[] and not e.about && $3::uuid[]`;
const PLANNED = prepared(`select $1::bigint as position, ${COLUMNS} ${OPEN_PLANNED} order by e.on_day, e.at_instant, e.entry_id limit $4`);
const OPEN_COUNTS = prepared(`
  select (select count(*) from agenda_entry e where e.kind = 'task' and e.status = 'open' and e.recorded @> $1::bigint and e.valid @> ${lastBefore('$2')} and e.people && $3::uuid[]) as tasks,
         (select count(*) ${OPEN_PLANNED}) as planned`);

/** Planned interactions of ours that are neither held nor given up at the moment, the earliest first; those whose time has passed, too. */
export async function openPlannedInteractions(pool: pg.Pool, parties: readonly string[], moment: PinnedInstant, limit: number): Promise<PlannedInteractionAnswer[]> {
  const { rows } = await pool.query<Row>({ ...PLANNED, values: [moment.position, moment.before, parties, limit] });
  return rows.map(plannedAnswer);
}

/** How many open tasks and planned interactions there are at the moment. */
export async function openWorkCounts(pool: pg.Pool, parties: readonly string[], moment: PinnedInstant): Promise<{ readonly tasks: number; readonly plannedInteractions: number }> {
  const { rows } = await pool.query<{ tasks: bigint; planned: bigint }>({ ...OPEN_COUNTS, values: [moment.position, moment.before, parties] });
  return { tasks: Number(rows[0]!.tasks), plannedInteractions: Number(rows[0]!.planned) };
}

function taskAnswer(row: Row, { asOf, before }: Pick<Moment, 'asOf' | 'before'>): TaskAnswer {
  const { details, on_day: onDay, at_instant: at } = row;
  const isPast = at !== null ? at < before : onDay !== null && onDay < asOf;
  return {
    taskId: row.entry_id!, status: row.status as TaskAnswer['status'], overdue: row.status === 'open' && isPast, ...written(row, ['notes', 'outcome', 'note']),
    about: row.about.map((partyId) => ({ partyId })), interactionId: (details['interactionId'] as string | undefined) ?? null, assigneeId: row.people[0]!,
    due: onDay === null ? null : at === null ? { date: onDay } : { at, zone: row.zone! }, priority: details['priority'] as Priority,
    closedAt: (details['closedAt'] as string | undefined) ?? null, reason: (details['reason'] as string | undefined) ?? null,
  };
}

function plannedAnswer(row: Row): PlannedInteractionAnswer {
  const { details, at_instant: startsAt } = row;
  const durationMinutes = details['durationMinutes'] as number;
  return {
    plannedInteractionId: row.entry_id!, status: row.status as PlannedInteractionAnswer['status'], kind: details['kind'] as PlannedKind, ...written(row, ['objective', 'place', 'note']),
    participants: details['participants'] as readonly Participant[], startsAt: startsAt!, endsAt: instantAt(Date.parse(startsAt!) + durationMinutes * 60_000), zone: row.zone!, durationMinutes,
    interactionId: (details['interactionId'] as string | undefined) ?? null, closedAt: (details['closedAt'] as string | undefined) ?? null, reason: (details['reason'] as string | undefined) ?? null,
  };
}

/** The subject and further texts of an entry; null where there is none, or where it can no longer be read. */
function written<N extends string>({ texts, revision, began, recorded_at: recordedAt }: Row, names: readonly N[]): EntryAnswer & Readonly<Record<N, string | null>> {
  const all = texts ?? {};
  const more = Object.fromEntries(names.map((name) => [name, all[name] ?? null])) as Record<N, string | null>;
  return { subject: all['subject'] ?? null, ...more, ...(Object.values(all).includes(null) && { erased: true as const }), revision: Number(revision), createdAt: began, recordedAt };
}
