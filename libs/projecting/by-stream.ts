/** The log in the order of its streams: what tables are made from stream by stream. */
import type pg from 'pg';
import type { EventLog, Position, RecordedEvent } from '#libs/event-log/event-log.js';
import { pages } from '#libs/event-log/pages.js';
import { copyIn, copyLine, Lines } from './copy-in.js';

/** Events in one read. With more, what is decoded outlives the young heap: 2,000 took a third longer. */
const PAGE_EVENTS = 500;
/** Events of an engine that keeps no order of streams, on their way to be sorted. */
const SORTED_AT_ONCE = 5_000;
const EVENT_COLUMNS = ['stream', 'revision', 'position', 'append_end', 'event_id', 'type', 'command_id', 'data', 'metadata', 'recorded_at'].map((name) => ({ name, kind: 'plain' as const }));

export interface ByStreamOptions {
  readonly log: EventLog;
  /** Where the log is sorted if its engine does not: a table is made in this schema, as large as the log, and is gone afterwards. */
  readonly client: pg.ClientBase;
  readonly schema: string;
  readonly upTo: Position;
  readonly signal: AbortSignal;
}

/** Pages of events up to a position, those of a stream one after another. */
export async function* byStream(options: ByStreamOptions): AsyncGenerator<readonly RecordedEvent[]> {
  const { log, upTo, signal } = options;
  const read = log.readByStream ? (after: RecordedEvent | undefined) => log.readByStream!(after, upTo, PAGE_EVENTS) : await sorted(options);
  for await (const page of pages(read)) {
    signal.throwIfAborted();
    yield page;
  }
}

/** Copies the log into a table and reads that in its order. */
async function sorted({ log, client, schema, upTo, signal }: ByStreamOptions): Promise<(after: RecordedEvent | undefined) => Promise<RecordedEvent[]>> {
  const table = `${schema}.log_by_stream`;
  await client.query(`create unlogged table ${table} (stream text collate "C", revision integer, position bigint, append_end bigint, event_id text, type text, command_id text, data text, metadata text, recorded_at text)`);
  for (let after: Position = 0n; after < upTo;) {
    signal.throwIfAborted();
    const events = (await log.readAll(after, SORTED_AT_ONCE)).filter(({ position }) => position <= upTo);
    const last = events.at(-1);
    if (!last) break;
    after = last.position;
    const lines = new Lines();
    for (const event of events) lines.add(copyLine(EVENT_COLUMNS, {
      stream: event.stream, revision: event.revision, position: event.position, append_end: event.appendEnd, event_id: event.id, type: event.type, command_id: event.commandId, data: event.data,
      metadata: event.metadata, recorded_at: event.recordedAt,
    }));
    await copyIn(client, table, EVENT_COLUMNS, lines.take());
  }
  await client.query(`create index on ${table} (stream, revision)`);
  return async (after) => {
    const { rows } = await client.query<RecordedEvent>({
      name: 'log_by_stream',
      text: `select stream, revision, position, append_end as "appendEnd", event_id as id, type, command_id as "commandId", data, metadata, recorded_at as "recordedAt" from ${table}
              where (stream, revision) > ($1, $2) order by stream, revision limit ${PAGE_EVENTS}`,
      values: [after?.stream ?? '', after?.revision ?? -1],
    });
    if (rows.length === 0) await client.query(`drop table ${table}`);
    return rows;
  };
}
