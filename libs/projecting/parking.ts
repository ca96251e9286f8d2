/**
 * An event that a projection cannot take in parks its stream there: it waits, and with it what comes after it in the stream, in order.
 * Other streams go on. A waiting event counts as given: the tallies of a projection hold what it applied, what is parked and what was
 * skipped, and the three together are the log up to its checkpoint. What fails because of the database or the connection is no fault of
 * an event, and never parks.
 */
import type pg from 'pg';
import { NewerEventVersion, type StoredEvent } from '#libs/event-log/domain-event.js';
import { LogRefused, LogUnavailable, type EventLog, type RecordedEvent } from '#libs/event-log/event-log.js';
import { connectionLost } from '#libs/platform/connection-lost.js';
import { inTransaction, prepared } from '#libs/platform/database.js';
import { bucketOf } from './buckets.js';
import { schemaOf, type Projection, type Version } from './projection.js';

/** What stands in the place of an event's content that cannot be read. */
export class Unreadable {
  constructor(readonly why: Error) {}
}

/** Cardinality, data, integrity, a check of a view, a limit of the program, what a trigger raises: the same event fails again. All else is the database's. */
const OF_THE_EVENT = /^(21|22|23|44|54|P0)...$/;
/** SQLSTATE, or an error of the system under Node. */
const SQL_STATE = /^[0-9A-Z]{5}$/;

/** Whether a failure is of the event, and comes again when it is given again. */
export function isPoison(error: unknown): boolean {
  if (error instanceof NewerEventVersion || error instanceof LogUnavailable || error instanceof LogRefused || connectionLost(error)) return false;
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  if (error instanceof RangeError && /allocation failed|Invalid string length/.test(String(message))) return false;
  if (typeof code !== 'string') return true;
  return SQL_STATE.test(code) ? OF_THE_EVENT.test(code) : code.startsWith('ERR_');
}

/** What may be told of a failure anywhere: never its message. */
function classOf(error: unknown): string {
  const { name, code, constraint } = error as { readonly name?: string; readonly code?: string; readonly constraint?: string };
  return [code ?? name ?? 'Error', ...(constraint === undefined ? [] : [constraint])].join(' ');
}

const PARKED = prepared('select stream from projecting.parked_stream where projection = $1 and version = $2 and stream = any($3)');
const PARK_STREAMS = prepared(`
  insert into projecting.parked_stream (projection, version, stream, error, concerns)
  select $1, $2, stream, error, case concerns when '' then null when '-' then '{}' else string_to_array(concerns, ',')::uuid[] end
    from unnest($3::text[], $4::text[], $5::text[]) as parked (stream, error, concerns)`);
const PARK_EVENTS = prepared(`
  insert into projecting.parked_event (projection, version, stream, revision, position, event_id)
  select $1, $2, * from unnest($3::text[], $4::integer[], $5::bigint[], $6::uuid[])`);
const CONCERN_MORE = prepared(`
  update projecting.parked_stream p set concerns = case when more.concerns = '' or p.concerns is null then null when more.concerns = '-' then p.concerns
                      else array(select distinct id from unnest(p.concerns || string_to_array(more.concerns, ',')::uuid[]) id) end
    from unnest($3::text[], $4::text[]) as more (stream, concerns) where p.projection = $1 and p.version = $2 and p.stream = more.stream`);

type Parts = Pick<pg.ClientBase, 'query'>;

/**
 * Projects events of which some wait: those behind an event that waits already, and, where `careful`, those that turn out to be the
 * reason why not all go through.
 *
 * @param behind whether any stream of the projection is parked
 * @returns whether any stream of it is parked now
 */
export async function projectAround(client: pg.ClientBase, projection: Projection, events: readonly StoredEvent[], { behind, careful }: { readonly behind: boolean; readonly careful: boolean }): Promise<boolean> {
  const key = [projection.name, projection.version];
  const { rows } = behind ? await client.query<{ stream: string }>({ ...PARKED, values: [...key, [...new Set(events.map(({ stream }) => stream))]] }) : { rows: [] };
  const before = new Set(rows.map(({ stream }) => stream));
  const waiting = events.filter(({ stream }) => before.has(stream));
  const free = waiting.length === 0 ? events : events.filter(({ stream }) => !before.has(stream));
  const isolated: Isolated = careful ? await isolate(client, projection, free) : { waiting: [], errors: new Map() };
  if (!careful && free.length > 0) await give(client, projection, free);
  await parkStreams(client, projection, isolated);
  if (waiting.length > 0) {
    const streams = [...new Set(waiting.map(({ stream }) => stream))];
    await client.query({ ...CONCERN_MORE, values: [...key, streams, streams.map((stream) => concernsOf(waiting.filter((one) => one.stream === stream)))] });
  }
  await parkEvents(client, projection, [...waiting, ...isolated.waiting]);
  return behind || isolated.errors.size > 0;
}

/** Lets streams wait that do not yet. */
export async function park(client: pg.ClientBase, projection: Version, isolated: Isolated): Promise<void> {
  await parkStreams(client, projection, isolated);
  await parkEvents(client, projection, isolated.waiting);
}

async function parkStreams(client: pg.ClientBase, { name, version }: Version, { waiting, errors }: Isolated): Promise<void> {
  if (errors.size === 0) return;
  const streams = [...errors.keys()];
  await client.query({ ...PARK_STREAMS, values: [name, version, streams, [...errors.values()].map(classOf), streams.map((stream) => concernsOf(waiting.filter((one) => one.stream === stream)))] });
}

async function parkEvents(client: pg.ClientBase, { name, version }: Version, events: readonly StoredEvent[]): Promise<void> {
  if (events.length === 0) return;
  await client.query({ ...PARK_EVENTS, values: [name, version, events.map(({ stream }) => stream), events.map(({ revision }) => revision), events.map(({ position }) => position), events.map(({ eventId }) => eventId)] });
}

async function give(client: pg.ClientBase, projection: Projection, events: readonly StoredEvent[]): Promise<void> {
  const unreadable = events.map(({ data }) => data).find((data) => data instanceof Unreadable);
  if (unreadable) throw unreadable.why;
  await projection.project(client, events);
}

export interface Isolated {
  /** In order, stream by stream: the event that failed, and those behind it. */
  readonly waiting: readonly StoredEvent[];
  /** By stream. */
  readonly errors: ReadonlyMap<string, unknown>;
}

/** Projects all but those that fail and what is behind them. By halves, in the order of the log: one among thousands costs two or three times the batch. */
async function isolate(client: pg.ClientBase, projection: Projection, events: readonly StoredEvent[]): Promise<Isolated> {
  const waiting: StoredEvent[] = [];
  const errors = new Map<string, unknown>();
  async function attempt(given: readonly StoredEvent[]): Promise<void> {
    const some = given.filter((event) => {
      if (errors.has(event.stream)) waiting.push(event);
      return !errors.has(event.stream);
    });
    if (some.length === 0) return;
    await client.query('savepoint part');
    try {
      await give(client, projection, some);
      await client.query('release part');
    } catch (error) {
      if (!isPoison(error)) throw error;
      await client.query('rollback to part; release part');
      if (some.length === 1) {
        errors.set(some[0]!.stream, error);
        waiting.push(some[0]!);
        return;
      }
      const half = some.length >> 1;
      await attempt(some.slice(0, half));
      await attempt(some.slice(half));
    }
  }
  await attempt(events);
  return { waiting, errors };
}

/**
 * What a fold gives for as many events of one stream as it takes in.
 * @param own of one stream, in order
 */
export function foldAround<T>(own: readonly StoredEvent[], fold: (events: readonly StoredEvent[]) => T): { readonly folded?: T; readonly isolated?: Isolated } {
  const attempt = (count: number): { readonly folded?: T; readonly error?: unknown } => {
    if (count === 0) return {};
    const given = own.slice(0, count);
    const unreadable = given.find(({ data }) => data instanceof Unreadable);
    if (unreadable) return { error: (unreadable.data as Unreadable).why };
    try {
      return { folded: fold(given) };
    } catch (error) {
      if (!isPoison(error)) throw error;
      return { error };
    }
  };
  let [good, bad] = [0, own.length];
  let { folded, error } = attempt(bad);
  if (error === undefined) return { folded: folded! };
  while (good < bad - 1) {
    const middle = (good + bad) >> 1;
    const outcome = attempt(middle);
    if (outcome.error === undefined) [good, folded] = [middle, outcome.folded];
    else [bad, error] = [middle, outcome.error];
  }
  return { ...(folded !== undefined && { folded }), isolated: { waiting: own.slice(good), errors: new Map([[own[0]!.stream, error]]) } };
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The ids that the events of one stream name, as a list: `''` where that cannot be known, `-` for none. What came before in the stream may name more. */
function concernsOf(events: readonly StoredEvent[]): string {
  const { stream } = events[0]!;
  if (events.some(({ data }) => data instanceof Unreadable)) return '';
  if (!stream.startsWith('party-') && events[0]!.revision > 0) return '';
  return [...new Set([stream, ...events.map(({ data }) => JSON.stringify(data))].flatMap((text) => text.match(UUID) ?? []))].join(',') || '-';
}

/** A stream that waits. */
export interface ParkedStream {
  readonly projection: string;
  readonly version: number;
  readonly stream: string;
  readonly error: string;
  readonly since: string;
  readonly seconds: number;
  readonly events: number;
  readonly eventId: string;
  readonly position: bigint;
}

/** Longest first. */
export async function parkedStreams(db: Parts): Promise<ParkedStream[]> {
  const { rows } = await db.query<ParkedStream>(`
    select p.projection, p.version, p.stream, p.error, p.since, extract(epoch from clock_timestamp() - p.since)::float8 as seconds, waiting.events, first.event_id as "eventId", first.position
      from projecting.parked_stream p,
           lateral (select count(*)::integer as events from projecting.parked_event e where e.projection = p.projection and e.version = p.version and e.stream = p.stream) waiting,
           lateral (select event_id, position from projecting.parked_event e where e.projection = p.projection and e.version = p.version and e.stream = p.stream order by revision limit 1) first
     order by p.since, p.projection, p.stream`);
  return rows;
}

/** How many streams wait in a projection, and for how many seconds the one that has waited longest. */
export async function longestParked(db: Parts): Promise<{ readonly projection: string; readonly version: number; readonly streams: number; readonly seconds: number }[]> {
  const { rows } = await db.query<{ projection: string; version: number; streams: number; seconds: number }>(`
    select projection, version, count(*)::integer as streams, greatest(0, extract(epoch from clock_timestamp() - min(since)))::float8 as seconds from projecting.parked_stream p where not exists (select from projecting.build b where b.projection = p.projection and b.version = p.version) group by projection, version`);
  return rows;
}

/** Events of some streams that a version has not taken in, because they wait or were skipped. */
export async function leftOut(db: Parts, { name, version }: Version, streams: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ event_id: string }>(`
    select event_id from projecting.parked_event where projection = $1 and version = $2 and stream = any($3)
    union all select event_id from projecting.skipped_event where projection = $1 and version = $2 and stream = any($3)`, [name, version, streams]);
  return new Set(rows.map(({ event_id: id }) => id));
}

/** How many events each version has not taken in: those that wait, and those that were skipped. */
export async function countLeftOut(db: Parts, versions: readonly Version[]): Promise<{ readonly name: string; readonly version: number; readonly waiting: number; readonly skipped: number }[]> {
  const { rows } = await db.query<{ name: string; version: number; waiting: number; skipped: number }>(`
    select * from (
      select v.projection as name, v.version,
             (select count(*)::integer from projecting.parked_event e where e.projection = v.projection and e.version = v.version) as waiting,
             (select count(*)::integer from projecting.skipped_event e where e.projection = v.projection and e.version = v.version) as skipped
        from unnest($1::text[], $2::integer[]) as v (projection, version)) counted
     where waiting + skipped > 0`, [versions.map(({ name }) => name), versions.map(({ version }) => version)]);
  return rows;
}

export async function anyParked(db: Parts): Promise<boolean> {
  const { rows } = await db.query<{ any: boolean }>(prepared('select exists (select from projecting.parked_stream) as any'));
  return rows[0]!.any;
}

export interface RetryOptions {
  readonly pool: pg.Pool;
  readonly log: EventLog;
  readonly decode: (events: readonly RecordedEvent[]) => Promise<StoredEvent[]>;
  readonly projection: Projection;
  readonly stream: string;
  /** Leaves out the event that failed, for good; where one is named, only that one. */
  readonly skip?: Skip;
}

export interface Skip {
  readonly by: string;
  readonly reason: string;
  readonly eventId?: string;
}

export interface Retried {
  readonly applied: number;
  /** The event that was left out. */
  readonly skipped?: string;
  /** Events that wait still. */
  readonly waiting: number;
  /** Why, where some do. */
  readonly error?: string;
}

/** Waiting events that are given in one transaction. */
const RETRIED_AT_ONCE = 500;
const WAITING = 'select revision, event_id from projecting.parked_event where projection = $1 and version = $2 and stream = $3 order by revision limit $4';

/**
 * Gives the waiting events of a stream again, in order, as far as they go through; others may project meanwhile. Undefined when the
 * stream is not parked.
 */
export async function retryParked({ pool, log, decode, projection, stream, skip }: RetryOptions): Promise<Retried | undefined> {
  const key = [projection.name, projection.version, stream];
  let applied = 0;
  let toSkip = skip;
  let skippedEvent: { readonly skipped?: string } = {};
  for (;;) {
    const { rows } = await pool.query<{ revision: number; event_id: string }>(WAITING, [...key, RETRIED_AT_ONCE]);
    const [first, last] = [rows[0], rows.at(-1)];
    if (!first || !last) return applied > 0 || toSkip !== skip ? { applied, ...skippedEvent, waiting: 0 } : undefined;
    if (toSkip?.eventId !== undefined && toSkip.eventId !== first.event_id) return { applied, waiting: rows.length, error: `the first that waits is ${first.event_id}` };
    // Events in between that the projection does not handle were not parked.
    const ids = new Set(rows.map(({ event_id: id }) => id));
    const recorded: RecordedEvent[] = [];
    for (let from = first.revision; from <= last.revision;) {
      const read = await log.readStream(stream, from, RETRIED_AT_ONCE);
      recorded.push(...read.filter(({ id }) => ids.has(id)));
      from = (read.at(-1)?.revision ?? last.revision) + 1;
    }
    const skipped = toSkip;
    const events = await decodedEach(recorded.slice(skipped ? 1 : 0), decode);
    const outcome = await inTransaction(pool, async (client): Promise<Retried | 'moved'> => {
      await client.query(`set local idle_in_transaction_session_timeout = '2s'; set local transaction_timeout = '30s'; set local search_path = ${schemaOf(projection)}, public`);
      // Nobody brings the stream forward meanwhile, and nobody else retries.
      await client.query('select from projecting.owner o join projecting.bucket b using (projection, version, owner) where b.projection = $1 and b.version = $2 and b.bucket = $3 for update of o', [projection.name, projection.version, bucketOf(stream)]);
      const now = await client.query<{ event_id: string }>(WAITING, [...key, 1]);
      if (now.rows[0]?.event_id !== first.event_id) return 'moved';
      if (skipped) {
        await client.query(`
          insert into projecting.skipped_event (projection, version, stream, revision, position, event_id, error, reason, skipped_by)
          select projection, version, stream, e.revision, e.position, e.event_id, p.error, $5, $6
            from projecting.parked_event e join projecting.parked_stream p using (projection, version, stream) where projection = $1 and version = $2 and stream = $3 and e.revision = $4`, [...key, first.revision, skipped.reason, skipped.by]);
      }
      const { waiting, errors } = await isolate(client, projection, events);
      const done = waiting[0] ? waiting[0].revision : last.revision + 1;
      await client.query('delete from projecting.parked_event where projection = $1 and version = $2 and stream = $3 and revision < $4', [...key, done]);
      const { rows: [left] } = await client.query<{ count: number }>('select count(*)::integer as count from projecting.parked_event where projection = $1 and version = $2 and stream = $3', key);
      const error = errors.get(stream);
      // Another one stands first now, and has not waited as long.
      if (error !== undefined) await client.query('update projecting.parked_stream set error = $4, since = case when $5 then clock_timestamp() else since end where projection = $1 and version = $2 and stream = $3', [...key, classOf(error), done > first.revision]);
      if (left!.count === 0) await client.query('delete from projecting.parked_stream where projection = $1 and version = $2 and stream = $3', key);
      return { applied: events.length - waiting.length, waiting: left!.count, ...(error !== undefined && { error: classOf(error) }) };
    });
    if (outcome === 'moved') {
      if (skipped) return { applied, waiting: rows.length, error: 'somebody else gave it again at the same time' };
      continue;
    }
    if (skipped) skippedEvent = { skipped: first.event_id };
    toSkip = undefined;
    applied += outcome.applied;
    if (outcome.waiting === 0 || outcome.error !== undefined) return { ...outcome, ...skippedEvent, applied };
  }
}

/** Decodes events together, and one by one where not all can be read. */
export function decodedAround(recorded: readonly RecordedEvent[], decode: (events: readonly RecordedEvent[]) => Promise<StoredEvent[]>): Promise<StoredEvent[]> {
  return decode(recorded).catch((error: unknown) => {
    if (!isPoison(error)) throw error;
    return decodedEach(recorded, decode);
  });
}

/** Decodes events of which some may be unreadable: those have their reason in the place of their content. */
async function decodedEach(recorded: readonly RecordedEvent[], decode: (events: readonly RecordedEvent[]) => Promise<StoredEvent[]>): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (const one of recorded) {
    try {
      events.push(...await decode([one]));
    } catch (error) {
      if (!isPoison(error)) throw error;
      const { id: eventId, ...event } = one;
      events.push({ ...event, eventId, data: new Unreadable(error as Error), metadata: {} as StoredEvent['metadata'], recordedOn: one.recordedAt.slice(0, 10) });
    }
  }
  return events;
}
