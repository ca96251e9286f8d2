import { prepared } from '#libs/platform/database.js';
import type { RecordedEvent } from '../event-log.js';

/** Columns of an event in the order of {@link EventRow}. */
const EVENT = ['position', 'append_end', 'stream', 'revision', 'event_id', 'type', 'command_id', 'data', 'metadata', 'recorded_at'];
const columns = EVENT.map((column) => `e.${column}`).join(', ');

export type EventRow = [
  position: bigint, appendEnd: bigint, stream: string, revision: number, id: string, type: string, commandId: string,
  data: string, metadata: string, recordedAt: string,
];
/** An event that answers the asker of that number, from 1. */
export type AskedEventRow = [...EventRow, asker: number];

export function recordedEvent(row: EventRow | AskedEventRow): RecordedEvent {
  const [position, appendEnd, stream, revision, id, type, commandId, data, metadata, recordedAt] = row;
  return { position, appendEnd, stream, revision, id, type, commandId, data, metadata, recordedAt };
}

/** What can be asked for with others: a part of a stream, or what a command has written. */
export type Asked = { readonly stream: string; readonly from: number; readonly limit: number } | { readonly commandId: string };

/** Parts of many streams and events of many commands at once, of each asker in their order. For each asker either $1 stream, $2 first revision and $3 limit, or $4 command id. */
export const READ_ASKED = prepared(`
  SELECT ${columns}, asked.number::integer
  FROM unnest($1::text[], $2::integer[], $3::integer[], $4::uuid[]) WITH ORDINALITY AS asked (stream, first, most, command_id, number), LATERAL (
    (SELECT * FROM log.event WHERE stream = asked.stream AND revision >= asked.first ORDER BY revision LIMIT asked.most)
    UNION ALL
    (SELECT * FROM log.event WHERE command_id = asked.command_id OFFSET 0)
  ) e
  ORDER BY asked.number, e.position`);

export function askedParameters(askers: readonly Asked[]): unknown[] {
  const parts = askers.map((asker) => ('stream' in asker ? asker : undefined));
  return [parts.map((part) => part?.stream), parts.map((part) => part?.from), parts.map((part) => part?.limit), askers.map((asker) => ('commandId' in asker ? asker.commandId : undefined))];
}

/** Events after position $1 up to the end of the append that holds position $2, or of the log. */
export const READ_ALL = prepared(`
  SELECT ${columns} FROM log.event e
  WHERE e.position > $1::bigint
    AND e.position <= coalesce((SELECT append_end FROM log.event WHERE position = $2::bigint), ${2n ** 63n - 1n})
  ORDER BY e.position`);

/** Events after revision $2 of stream $1 in the order of streams, up to position $3, at most $4. */
export const READ_BY_STREAM = prepared(`
  SELECT ${columns} FROM log.event e
  WHERE (e.stream, e.revision) > ($1::text, $2::integer) AND e.position <= $3::bigint
  ORDER BY e.stream, e.revision LIMIT $4`);

export const HEAD = prepared('SELECT position, recorded_at FROM log.event ORDER BY position DESC LIMIT 1');

export const POSITION_AT = prepared('SELECT log.position_at($1::timestamptz)');

export const APPEND_END = prepared('SELECT append_end FROM log.event WHERE position = $1::bigint');

/** $1 streams, $2 revisions, $3 ids, $4 types, $5 commands, $6 data, $7 metadata, $8 recorded times, $9 where the append of each ends among them. */
export const COPY_IN = prepared('SELECT log.copy_in($1::text[], $2::integer[], $3::uuid[], $4::text[], $5::uuid[], $6::json[], $7::json[], $8::timestamptz[], $9::integer[])');

/** The rows of each of `askers` askers, in their order. */
export function byAsker(rows: readonly AskedEventRow[], askers: number): RecordedEvent[][] {
  const answers: RecordedEvent[][] = Array.from({ length: askers }, () => []);
  for (const row of rows) answers[row[10] - 1]!.push(recordedEvent(row));
  return answers;
}
