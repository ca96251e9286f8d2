/**
 * Proves that the tables say what the log says: the rows of a stream are held against a replay of its events that shares nothing with
 * the projectors but the types of the events. So a projector that silently does nothing shows too.
 */
import type pg from 'pg';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import type { EventLog, Position } from '#libs/event-log/event-log.js';
import { pagesOf } from '#libs/event-log/pages.js';
import type { PersonalDataCodec } from '#libs/personal-data/codec.js';
import { isUuid } from '#libs/platform/uuid.js';
import { bucketOf } from '#libs/projecting/buckets.js';
import { decodedAround, leftOut } from '#libs/projecting/parking.js';
import { schemaOf, type Version } from '#libs/projecting/projection.js';
import { positionsOf } from '#libs/projecting/verify.js';
import { compareGroup, groupBy, type Group, type RowDifference } from './compare.js';
import { readModels, rowsOf, type ReadModel, type StreamRow } from './read-models.js';

export interface TablesParts {
  readonly log: EventLog;
  readonly pool: pg.Pool;
  readonly codec: PersonalDataCodec;
  /** Those that follow the log now: of one read model perhaps several versions. */
  readonly projections: () => Promise<readonly Version[]>;
}

export interface TableDifference extends RowDifference {
  readonly projection: string;
  readonly version: number;
  /** The stream whose rows these are. */
  readonly stream: string;
}

export interface TablesReport {
  /** Streams whose rows were compared, and their events. */
  readonly streams: number;
  readonly events: number;
  readonly differences: readonly TableDifference[];
}

/** Events read at a time: of the log, and of one stream. */
const READ_AT_ONCE = 5_000;
/** Streams whose events are read side by side: so many are in memory. */
const READ_SIDE_BY_SIDE = 8;
/** Streams whose rows are read together. */
const STREAMS_AT_ONCE = 200;
/** Differences that are told of one read model's derived rows. */
const DERIVED_TOLD = 100;

const modelOf = (stream: string): { readonly model: ReadModel; readonly prefix: string; readonly subject: string } | undefined => {
  for (const model of readModels) {
    const prefix = model.prefixes.find((one) => stream.startsWith(one));
    const subject = prefix && stream.slice(prefix.length);
    if (prefix && subject && (model.tables.every(({ type }) => type === 'text') || isUuid(subject))) return { model, prefix, subject };
  }
  return undefined;
};

/** Compares the rows of some streams; of what is no stream of a read model there are none. A difference is told when it shows twice. */
export async function verifyStreams(parts: TablesParts, streams: readonly string[]): Promise<TablesReport> {
  const first = await compareStreams(parts, streams);
  if (first.differences.length === 0) return first;
  // A key may have been destroyed between the look at the rows and the one at the log.
  const again = await compareStreams(parts, [...new Set(first.differences.map(({ stream }) => stream))]);
  const seen = new Set(first.differences.map(placeOf));
  return { ...first, differences: again.differences.filter((one) => seen.has(placeOf(one))) };
}

const placeOf = ({ projection, version, stream, table, group, key, kind }: TableDifference): string => [projection, version, stream, table, group, key, kind].join(' ');

async function compareStreams(parts: TablesParts, streams: readonly string[]): Promise<TablesReport> {
  const looked = await look(parts, streams);
  const differences: TableDifference[] = [];
  let [compared, count] = [0, 0];
  for (let first = 0; first < streams.length; first += READ_SIDE_BY_SIDE) {
    await Promise.all(streams.slice(first, first + READ_SIDE_BY_SIDE).map(async (stream) => {
      const found = modelOf(stream);
      if (!found) return;
      const { model, prefix } = found;
      const all = await decoded(parts, stream);
      const versions = looked.filter(({ version }) => version.name === model.projection);
      if (all.length > 0 || versions.some(({ rows }) => rows.has(stream))) compared += 1;
      count += all.length;
      for (const { version: { name: projection, version }, positions, left, rows } of versions) {
        const events = all.filter(({ position, eventId }) => position <= positions[bucketOf(stream)]! && !left.has(eventId));
        differences.push(...compareStream(model.replay(events, prefix), rows.get(stream) ?? []).map((one) => ({ ...one, projection, version, stream })));
      }
    }));
  }
  return { streams: compared, events: count, differences };
}

function compareStream(groups: readonly Group[], rows: readonly StreamRow[]): RowDifference[] {
  const own = groupBy(rows, ({ table, group }) => `${table} ${group}`);
  const differences: RowDifference[] = [];
  for (const group of groups) {
    const name = `${group.table} ${group.name}`;
    differences.push(...compareGroup(group, own.get(name) ?? []));
    own.delete(name);
  }
  // Of what the stream never speaks.
  for (const [first] of own.values()) {
    const { table, group, key, from = 0n } = first!;
    differences.push({ table, group, key, kind: 'invented', knownAt: from, asOf: undefined, eventId: undefined });
  }
  return differences;
}

/** One version of a read model, how far it had come in each bucket, and its rows of some streams: at one moment. */
interface Looked {
  readonly version: Version;
  readonly positions: readonly Position[];
  /** Events that wait in it or were skipped: the rows say nothing of them. */
  readonly left: ReadonlySet<string>;
  readonly rows: ReadonlyMap<string, readonly StreamRow[]>;
}

async function look({ pool, projections }: TablesParts, streams: readonly string[]): Promise<Looked[]> {
  const subjects = groupBy(streams.flatMap((stream) => modelOf(stream) ?? []), ({ model }) => model);
  const versions = await projections();
  return inSnapshot(pool, async (client) => {
    const looked: Looked[] = [];
    for (const [version, positions] of await positionsOf(client, versions)) {
      await client.query(`set local search_path = ${schemaOf(version)}, public`);
      const rows: StreamRow[] = [];
      for (const [model, some] of subjects) if (model.projection === version.name) rows.push(...await rowsOf(client, model, some.map(({ subject }) => subject)));
      looked.push({ version, positions, left: await leftOut(client, version, streams), rows: groupBy(rows, ({ stream }) => stream) });
    }
    return looked;
  });
}

async function inSnapshot<T>(pool: pg.Pool, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query('begin isolation level repeatable read read only');
    const result = await work(client);
    await client.query('commit');
    broken = false;
    return result;
  } finally {
    if (broken) broken = await client.query('rollback').then(() => false, () => true);
    client.release(broken);
  }
}

async function decoded({ log, codec }: TablesParts, stream: string): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (let more = true; more;) {
    const read = await log.readStream(stream, events.length, READ_AT_ONCE);
    events.push(...await decodedAround(read, (recorded) => codec.decode(recorded)));
    more = read.length === READ_AT_ONCE;
  }
  return events;
}

/**
 * Compares all: every stream of the log, once, where it begins; then the rows that no stream is behind, and those that follow from
 * others. In memory are the events of a few streams and the rows of some more.
 */
export async function verifyTables(parts: TablesParts, onProgress: (streams: number, events: number) => void = () => undefined): Promise<TablesReport> {
  const seen = await parts.pool.connect();
  let broken = true;
  try {
    await seen.query('create temporary table seen_stream (stream text primary key)');
    const report = { streams: 0, events: 0, differences: [] as TableDifference[] };
    const verify = async (streams: readonly string[]): Promise<void> => {
      const { streams: compared, events, differences } = await verifyStreams(parts, streams);
      report.streams += compared;
      report.events += events;
      report.differences.push(...differences);
      await seen.query('insert into seen_stream select unnest($1::text[]) on conflict do nothing', [streams]);
      onProgress(report.streams, report.events);
    };
    let waiting: string[] = [];
    for await (const page of pagesOf(parts.log, 0n, READ_AT_ONCE)) {
      for (const { stream, revision } of page) {
        if (revision !== 0 || !modelOf(stream)) continue;
        waiting.push(stream);
        if (waiting.length < STREAMS_AT_ONCE) continue;
        await verify(waiting);
        waiting = [];
      }
    }
    await verify(waiting);
    report.differences.push(...await withoutStream(parts, seen), ...await notFollowing(parts));
    broken = false;
    return report;
  } finally {
    await seen.query('drop table if exists seen_stream').catch(() => { broken = true; });
    seen.release(broken);
  }
}

/** The models that a version holds the tables of. */
const modelsOf = ({ name }: Version): ReadModel[] => readModels.filter(({ projection }) => projection === name);

/** Rows of streams that the log does not have. Those that began meanwhile are looked for there. */
async function withoutStream({ log, projections }: TablesParts, seen: pg.ClientBase): Promise<TableDifference[]> {
  const invented: TableDifference[] = [];
  for (const version of await projections()) {
    for (const { name, stream, key = `''` } of modelsOf(version).flatMap(({ tables }) => tables)) {
      const { rows } = await seen.query<{ stream: string; key: string }>(`
        select distinct on (1) ${stream} as stream, (${key})::text as key from ${schemaOf(version)}.${name} t where not exists (select from seen_stream s where s.stream = ${stream})`);
      for (const row of rows) {
        if ((await log.readStream(row.stream, 0, 1)).length > 0) continue;
        invented.push({ projection: version.name, version: version.version, stream: row.stream, table: name, group: '', key: row.key, kind: 'invented', knownAt: 0n, asOf: undefined, eventId: undefined });
      }
    }
  }
  return invented;
}

/** Rows that follow from other rows of their read model, and do not. */
async function notFollowing({ pool, projections }: TablesParts): Promise<TableDifference[]> {
  const differences: TableDifference[] = [];
  for (const version of await projections()) {
    for (const [table, sql] of modelsOf(version).flatMap(({ derived = {} }) => Object.entries(derived))) {
      const rows = await inSnapshot(pool, async (client) => {
        await client.query(`set local search_path = ${schemaOf(version)}, public`);
        return (await client.query<{ thing: string }>(`${sql} limit ${DERIVED_TOLD}`)).rows;
      });
      differences.push(...rows.map(({ thing }): TableDifference => ({ projection: version.name, version: version.version, stream: '', table, group: '', key: thing, kind: 'different', knownAt: 0n, asOf: undefined, eventId: undefined })));
    }
  }
  return differences;
}

/** Streams that the tables say a party has a part in. */
const streamsOfParty = (schema: (projection: string) => string): string => `
  select 'relation-' || relation_id as stream from ${schema('relations')}.relation_period where a = $1 or b = $1
  union select 'interaction-' || interaction_id from ${schema('interactions')}.participation where party_id = $1
  union select case kind when 'task' then 'task-' else 'plannedInteraction-' end || entry_id from ${schema('tasks')}.agenda_entry where people @> array[$1::uuid] or about @> array[$1::uuid]
  union select 'updateRequest-' || request_id from ${schema('update_requests')}.update_request where party_id = $1`;

/** Everything of one party: its own streams, and those that the tables say it has a part in, at most so many. */
export async function verifyParty(parts: TablesParts, partyId: string, atMost = Infinity): Promise<TablesReport> {
  const versions = await parts.projections();
  const { rows } = await parts.pool.query<{ stream: string }>(streamsOfParty((projection) => schemaOf(versions.find(({ name }) => name === projection)!)), [partyId]);
  const streams = [`party-${partyId}`, `consent-${partyId}`, ...rows.map(({ stream }) => stream)].slice(0, atMost);
  const report = { streams: 0, events: 0, differences: [] as TableDifference[] };
  for (let first = 0; first < streams.length; first += STREAMS_AT_ONCE) {
    const { streams: compared, events, differences } = await verifyStreams(parts, streams.slice(first, first + STREAMS_AT_ONCE));
    report.streams += compared;
    report.events += events;
    report.differences.push(...differences);
  }
  return report;
}
