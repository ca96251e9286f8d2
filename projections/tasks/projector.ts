/** The read model of tasks and planned interactions: what holds of each over the time of the world, on both clocks. */
import type pg from 'pg';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import { prepared } from '#libs/platform/database.js';
import { Beliefs } from '#libs/projecting/beliefs.js';
import type { Projector, Row, RowsByTable } from '#libs/projecting/projection.js';
import { positionRange } from '#libs/projecting/ranges.js';
import { taskEventDefinitions, type TaskReassignmentEvent } from '#libs/tasks/events.js';
import type { Step } from '#libs/temporal/steps.js';
import { foldEntry, type AgendaEntry, type AgendaEvent } from './fold.js';

const ENTRY = /^(?:task|plannedInteraction)-(.*)$/;

export const tasks: Projector = {
  name: 'tasks',
  projectorVersion: 3,
  handles: (type) => type in taskEventDefinitions,
  async project(client, events) {
    const byEntry = new Map<string, StoredEvent<AgendaEvent>[]>();
    for (const event of events) {
      const entryId = ENTRY.exec(event.stream)?.[1];
      if (entryId === undefined) continue;
      const own = byEntry.get(entryId);
      if (own) own.push(event as StoredEvent<AgendaEvent>);
      else byEntry.set(entryId, [event as StoredEvent<AgendaEvent>]);
    }
    if (byEntry.size > 0) await projectEntries(client, byEntry);
    await projectReassignments(client, events as readonly StoredEvent<AgendaEvent | TaskReassignmentEvent>[]);
  },
  build: {
    rowsOf(events) {
      const entryId = ENTRY.exec(events[0]!.stream)?.[1];
      if (entryId === undefined) return { reassignment: reassignmentsIn(events as readonly StoredEvent<TaskReassignmentEvent>[]) };
      const beliefs = noEntry();
      for (const event of events as readonly StoredEvent<AgendaEvent>[]) believe(beliefs, event);
      return { ...openedRows([[entryId, beliefs]]), reassignment_move: movesIn(events as readonly StoredEvent<AgendaEvent>[]) };
    },
  },
};

/** A row: a step, where it ends, and the last event it is known by. */
interface RowBelief {
  readonly entry: AgendaEntry;
  readonly from: string;
  readonly to: string | null;
  readonly began: string;
  readonly revision: number;
  readonly recordedAt: string;
}

interface EntryBeliefs {
  steps: readonly Step<AgendaEntry>[];
  /** Rows by the instant they begin at. */
  readonly rows: Beliefs<RowBelief>;
}

const noEntry = (): EntryBeliefs => ({ steps: [], rows: new Beliefs<RowBelief>(() => false) });

interface StoredRow {
  readonly entry_id: string;
  readonly kind: AgendaEntry['kind'];
  readonly lower: string;
  readonly upper: string | null;
  readonly began: string;
  readonly status: string;
  readonly people: readonly string[];
  readonly about: readonly string[];
  readonly on_day: string | null;
  readonly until_day: string | null;
  readonly at_instant: string | null;
  readonly zone: string | null;
  readonly details: AgendaEntry['details'];
  readonly texts: AgendaEntry['texts'];
  readonly revision: bigint;
  readonly recorded_at: string;
}

const LOAD = prepared(`
  select entry_id, kind, lower(valid) as lower, upper(valid) as upper, began, status, people, about, on_day, until_day, at_instant, zone, details, texts, revision, recorded_at
    from agenda_entry where entry_id = any($1::uuid[]) and upper_inf(recorded) order by entry_id, lower(valid)`);
const CLOSE = prepared(`
  update agenda_entry e set recorded = int8range(lower(e.recorded), closed.upper)
    from unnest($1::uuid[], $2::timestamptz[], $3::bigint[]) as closed (entry_id, lower, upper)
   where e.entry_id = closed.entry_id and lower(e.valid) = closed.lower and upper_inf(e.recorded)`);
const INSERT = prepared(`
  insert into agenda_entry (entry_id, kind, valid, recorded, began, status, people, about, on_day, until_day, at_instant, zone, details, texts, revision, recorded_at)
  select entry_id, kind, valid, recorded, began, status, people, about, on_day, until_day, at_instant, zone, details, texts, revision, recorded_at
    from json_to_recordset($1::json) as r (entry_id uuid, kind text, valid tstzrange, recorded int8range, began timestamptz, status text, people uuid[], about uuid[], on_day date, until_day date,
      at_instant timestamptz, zone text, details jsonb, texts jsonb, revision bigint, recorded_at timestamptz)`);

async function projectEntries(client: pg.ClientBase, byEntry: ReadonlyMap<string, readonly StoredEvent<AgendaEvent>[]>): Promise<void> {
  const entries = new Map<string, EntryBeliefs>([...byEntry.keys()].map((entryId) => [entryId, noEntry()]));
  const begun = [...byEntry].filter(([, [first]]) => first!.revision > 0).map(([entryId]) => entryId);
  if (begun.length > 0) {
    const { rows } = await client.query<StoredRow>({ ...LOAD, values: [begun] });
    for (const row of rows) load(entries.get(row.entry_id)!, row);
  }
  for (const [entryId, events] of byEntry) for (const event of events) believe(entries.get(entryId)!, event);
  await write(client, entries);
}

function load(beliefs: EntryBeliefs, row: StoredRow): void {
  const { kind, status, people, about, on_day: onDay, until_day: untilDay, at_instant: atInstant, zone, details, texts, lower: from, upper: to, began } = row;
  const entry: AgendaEntry = { kind, status, people, about, onDay, untilDay, atInstant, zone, details, texts };
  beliefs.steps = [...beliefs.steps, { from, value: entry }];
  beliefs.rows.load(from, { entry, from, to, began, revision: Number(row.revision), recordedAt: row.recorded_at });
}

/** An entry has few steps, and each event is the last one that all of them are known by. */
function believe(beliefs: EntryBeliefs, event: StoredEvent<AgendaEvent>): void {
  const { rows } = beliefs;
  const steps = foldEntry(beliefs.steps, event);
  beliefs.steps = steps;
  for (const [i, { from, value }] of steps.entries()) {
    rows.believe(from, { entry: value, from, to: steps[i + 1]?.from ?? null, began: steps[0]!.from, revision: event.revision, recordedAt: event.recordedAt }, event);
  }
}

/** The rows that are opened. */
function openedRows(entries: readonly (readonly [entryId: string, EntryBeliefs])[]) {
  return {
    agenda_entry: entries.flatMap(([entryId, { rows }]) => rows.opened.map(({ belief: { content: { entry, ...row }, from, to } }) => ({
      entry_id: entryId, kind: entry.kind, valid: `[${row.from},${row.to ?? ''})`, recorded: positionRange(from, to), began: row.began, status: entry.status, people: entry.people, about: entry.about,
      on_day: entry.onDay, until_day: entry.untilDay, at_instant: entry.atInstant, zone: entry.zone, details: entry.details, texts: entry.texts, revision: row.revision, recorded_at: row.recordedAt,
    }))),
  } satisfies RowsByTable;
}

/** Closes first, so that no row meets the one that takes its place. */
async function write(client: pg.ClientBase, entries: ReadonlyMap<string, EntryBeliefs>): Promise<void> {
  const closed = [...entries].flatMap(([entryId, { rows }]) => rows.closed.map(({ id: from, belief: { to } }) => [entryId, from, to] as const));
  const { agenda_entry: opened } = openedRows([...entries]);
  if (closed.length > 0) await client.query({ ...CLOSE, values: [closed.map(([entryId]) => entryId), closed.map(([, from]) => from), closed.map(([, , to]) => to)] });
  if (opened.length > 0) await client.query({ ...INSERT, values: [JSON.stringify(opened)] });
}

/** What events hand over, and for which hand-over: once each, however often it was tried. */
function movesIn(events: readonly StoredEvent<AgendaEvent | TaskReassignmentEvent>[]): Row[] {
  const moves = new Map<string, Row>();
  for (const event of events) {
    if (event.type !== 'TaskAssigned' && event.type !== 'PlannedInteractionReassigned') continue;
    const { reassignmentId } = event.data;
    const key = `${reassignmentId} ${event.stream}`;
    if (reassignmentId === undefined || moves.has(key)) continue;
    moves.set(key, { reassignment_id: reassignmentId, entry_id: ENTRY.exec(event.stream)![1], kind: event.type === 'TaskAssigned' ? 'task' : 'planned-interaction', position: String(event.position) });
  }
  return [...moves.values()];
}

/** Hand-overs as their own stream tells of them. */
function reassignmentsIn(events: readonly StoredEvent<TaskReassignmentEvent>[]): Row[] {
  const rows = new Map<string, Row>();
  for (const event of events) {
    if (event.type === 'TaskReassignmentRequested') {
      const { reassignmentId, from, to, on, tasks: listed, plannedInteractions } = event.data;
      if (rows.has(reassignmentId)) continue;
      rows.set(reassignmentId, {
        reassignment_id: reassignmentId, from_party: from, to_party: to, on_day: on, requested: listed.length + plannedInteractions.length, requested_at: event.recordedAt,
      });
    } else {
      const id = idOf(event);
      const row = rows.get(id);
      if (row) rows.set(id, { ...row, skipped: event.data.skipped.length, completed_at: event.recordedAt });
    }
  }
  return [...rows.values()];
}

const idOf = ({ stream }: StoredEvent): string => stream.slice('taskReassignment-'.length);

const REQUEST = prepared(`
  insert into reassignment (reassignment_id, from_party, to_party, on_day, requested, requested_at)
  select reassignment_id, from_party, to_party, on_day, requested, requested_at
    from json_to_recordset($1::json) as r (reassignment_id uuid, from_party uuid, to_party uuid, on_day date, requested integer, requested_at timestamptz)
  on conflict do nothing`);
// A row of its own, so that what is moved counts also while the stream of its hand-over waits.
const MOVE = prepared(`
  insert into reassignment_move (reassignment_id, entry_id, kind, position)
  select reassignment_id, entry_id, kind, position from json_to_recordset($1::json) as r (reassignment_id uuid, entry_id uuid, kind text, position bigint)
  on conflict do nothing`);

async function projectReassignments(client: pg.ClientBase, events: readonly StoredEvent<AgendaEvent | TaskReassignmentEvent>[]): Promise<void> {
  for (const event of events) {
    if (event.type === 'TaskReassignmentRequested') await client.query({ ...REQUEST, values: [JSON.stringify(reassignmentsIn([event]))] });
    else if (event.type === 'TaskReassignmentCompleted') {
      await client.query('update reassignment set skipped = $2, completed_at = $3 where reassignment_id = $1', [idOf(event), event.data.skipped.length, event.recordedAt]);
    }
  }
  const moves = movesIn(events);
  if (moves.length > 0) await client.query({ ...MOVE, values: [JSON.stringify(moves)] });
}
