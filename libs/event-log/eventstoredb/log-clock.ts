import { prepared } from '#libs/platform/database.js';
import type { Position, RecordedEvent } from '../event-log.js';
import { Sessions } from '../postgres/sessions.js';
import type { Moment } from '../postgres/sessions.js';

/** The end of an append, and what time it was for the log. */
export interface AppendTime {
  readonly appendEnd: Position;
  readonly recordedAt: string;
}

/** Where events of a command are. */
export interface CommandPlace {
  readonly stream: string;
  readonly firstRevision: number;
  readonly lastRevision: number;
}

/** The tables were made from another log than the one that EventStoreDB holds now. */
export class LogClockMismatch extends Error {
  override readonly name = 'LogClockMismatch';
}

const CONNECTIONS = 4;
const LOCK_TIMEOUT_MS = 4_000;
const TRANSACTION_TIMEOUT_MS = 30_000;

/** The first who writes a row writes it; all others would write the same. */
const WRITE = prepared(`
  WITH clock AS (
    INSERT INTO log.log_clock (position, events, event_id, recorded_at) SELECT * FROM unnest($1::bigint[], $9::integer[], $2::uuid[], $3::timestamptz[]) ON CONFLICT DO NOTHING
  )
  INSERT INTO log.command_index (command_id, position, stream, first_revision, last_revision)
  SELECT * FROM unnest($4::uuid[], $5::bigint[], $6::text[], $7::integer[], $8::integer[]) ON CONFLICT DO NOTHING`);
const LAST = prepared('SELECT position, recorded_at, event_id FROM log.log_clock ORDER BY position DESC LIMIT 1');
const FIRST = prepared('SELECT position, recorded_at FROM log.log_clock ORDER BY position LIMIT 1');
const LAST_AT_OR_BEFORE = prepared('SELECT position, recorded_at FROM log.log_clock WHERE position <= $1::bigint ORDER BY position DESC LIMIT 1');
const LAST_RECORDED_BY = prepared('SELECT position FROM log.log_clock WHERE recorded_at <= $1::timestamptz ORDER BY recorded_at DESC, position DESC LIMIT 1');
const TIMES = prepared(`
  SELECT time.position, time.recorded_at
  FROM unnest($1::bigint[]) WITH ORDINALITY AS asked (position, number),
    LATERAL (SELECT c.position, c.recorded_at FROM log.log_clock c WHERE c.position >= asked.position ORDER BY c.position LIMIT 1) time
  ORDER BY asked.number`);
const COUNT_BETWEEN = prepared(`
  SELECT least(coalesce(sum(events), 0), $3::integer)::integer
  FROM (SELECT events FROM log.log_clock WHERE position > $1::bigint AND position <= $2::bigint ORDER BY position LIMIT $3::integer) page`);
const PLACES = prepared(`
  SELECT command_id, stream, first_revision, last_revision FROM log.command_index WHERE command_id = ANY ($1::uuid[]) ORDER BY command_id, position`);
const STREAMS = prepared(`
  SELECT DISTINCT asked.stream FROM unnest($1::text[]) AS asked (stream),
    LATERAL (SELECT FROM log.command_index c WHERE c.stream = asked.stream AND c.first_revision = 0 LIMIT 1) written`);

/** The tables of `migrations/0001-log-clock.sql`: the times of appends and the places of commands, for what is no longer in memory. */
export class LogClock {
  private readonly sessions: Sessions;

  constructor(databaseUrl: string) {
    this.sessions = new Sessions(databaseUrl, { name: 'log clock', max: CONNECTIONS, lockTimeoutMs: LOCK_TIMEOUT_MS, transactionTimeoutMs: TRANSACTION_TIMEOUT_MS });
  }

  async write(appends: readonly (readonly RecordedEvent[])[], deadline: Moment): Promise<void> {
    const ends = appends.map((events) => events.at(-1)!);
    const places = appends.flatMap(placesOf);
    await this.sessions.run(WRITE, [
      ends.map(({ position }) => position), ends.map(({ id }) => id), ends.map(({ recordedAt }) => recordedAt),
      places.map(({ commandId }) => commandId), places.map(({ position }) => position), places.map(({ stream }) => stream),
      places.map(({ firstRevision }) => firstRevision), places.map(({ lastRevision }) => lastRevision), appends.map(({ length }) => length),
    ], deadline);
  }

  /** The first append there is, once it is written here. */
  async first(deadline: Moment): Promise<AppendTime | undefined> {
    const [row] = await this.sessions.run<[bigint, string]>(FIRST, [], deadline);
    return row && { appendEnd: row[0], recordedAt: row[1] };
  }

  /** The last append that is written here. */
  async last(deadline: Moment): Promise<(AppendTime & { readonly eventId: string }) | undefined> {
    const [row] = await this.sessions.run<[bigint, string, string]>(LAST, [], deadline);
    return row && { appendEnd: row[0], recordedAt: row[1], eventId: row[2] };
  }

  async lastAtOrBefore(position: Position, deadline: Moment): Promise<AppendTime | undefined> {
    const [row] = await this.sessions.run<[bigint, string]>(LAST_AT_OR_BEFORE, [position], deadline);
    return row && { appendEnd: row[0], recordedAt: row[1] };
  }

  /** The last append recorded at or before an instant, of those that are written here. */
  async lastRecordedBy(instant: string, deadline: Moment): Promise<Position | undefined> {
    const [row] = await this.sessions.run<[bigint]>(LAST_RECORDED_BY, [instant], deadline);
    return row?.[0];
  }

  /** Of each position the append that holds it. All of them must be written here. */
  async timesOf(positions: readonly Position[], deadline: Moment): Promise<AppendTime[]> {
    if (positions.length === 0) return [];
    const rows = await this.sessions.run<[bigint, string]>(TIMES, [positions], deadline);
    if (rows.length !== positions.length) throw new Error(`log_clock knows ${rows.length} of ${positions.length} appends it must hold: stop all servers and run annals log restored, and it is made again`);
    return rows.map(([appendEnd, recordedAt]) => ({ appendEnd, recordedAt }));
  }

  /** Events after one position up to another, `atMost` when there are more. */
  async countBetween(after: Position, to: Position, atMost: number, deadline: Moment): Promise<number> {
    const [row] = await this.sessions.run<[number]>(COUNT_BETWEEN, [after, to, atMost], deadline);
    return row![0];
  }

  /** By command. */
  async placesOf(commandIds: readonly string[], deadline: Moment): Promise<ReadonlyMap<string, CommandPlace[]>> {
    const rows = await this.sessions.run<[string, string, number, number]>(PLACES, [commandIds], deadline);
    const places = new Map(commandIds.map((commandId) => [commandId, [] as CommandPlace[]]));
    for (const [commandId, stream, firstRevision, lastRevision] of rows) places.get(commandId)!.push({ stream, firstRevision, lastRevision });
    return places;
  }

  /** Those of the streams that have an event. */
  async written(streams: readonly string[], deadline: Moment): Promise<ReadonlySet<string>> {
    const rows = await this.sessions.run<[string]>(STREAMS, [streams], deadline);
    return new Set(rows.map(([stream]) => stream));
  }

  async close(): Promise<void> {
    await this.sessions.close();
  }
}

/** One place for each command with events in the append. */
function placesOf(events: readonly RecordedEvent[]): (CommandPlace & { readonly commandId: string; readonly position: Position })[] {
  const first = new Map<string, RecordedEvent>();
  const last = new Map<string, RecordedEvent>();
  for (const event of events) {
    if (!first.has(event.commandId)) first.set(event.commandId, event);
    last.set(event.commandId, event);
  }
  return [...last].map(([commandId, { position, stream, revision }]) => ({ commandId, position, stream, firstRevision: first.get(commandId)!.revision, lastRevision: revision }));
}
