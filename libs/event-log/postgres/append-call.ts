import { prepared } from '#libs/platform/database.js';
import { NOT_IN_JSON } from '../check-append.js';
import type { ExpectedRevision } from '../event-log.js';
import { WrongExpectedRevision } from '../event-log.js';
import type { AppendOutcome, PendingAppend } from './append-queue.js';

export const APPEND = prepared(`
  SELECT verdict, revision, position, recorded_at
  FROM log.append($1::text[], $2::integer[], $3::integer[],
    $4::integer[], $5::uuid[], $6::text[], $7::uuid[], string_to_array($8, E'\\x1f')::json[], string_to_array($9, E'\\x1f')::json[])`);

/** One row of `log.append`: see its migration for the verdicts. */
export type Verdict =
  | [verdict: 'accepted' | 'repeated', revision: number, position: bigint, recordedAt: string]
  | [verdict: 'wrong-revision', actual: number, position: null, recordedAt: null];

/** The first of the ids $1 that is in the log. */
export const FIND_TAKEN = prepared('SELECT event_id FROM log.event WHERE event_id = ANY ($1::uuid[]) LIMIT 1');

/** Whether a call failed because an event id is in the log already. Two appends of one call may also share it between them. */
export function isIdTaken(error: unknown): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === 'event_event_id_key';
}

/** Whether a call failed because the log takes nothing more: see `copy/migrations/0002-halt.sql`. */
export function isHalted(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'AN001';
}

/**
 * The parameters of {@link APPEND}: columns, because arrays are what PostgreSQL takes in fastest. But not of JSON: each quotation mark in
 * it would have to be escaped, and read again.
 */
export function appendParameters(batch: readonly PendingAppend[]): unknown[] {
  const owners: number[] = [], ids: string[] = [], types: string[] = [], commandIds: string[] = [], data: string[] = [], metadata: string[] = [];
  batch.forEach(({ events }, index) => {
    for (const event of events) {
      owners.push(index + 1);
      ids.push(event.id);
      types.push(event.type);
      commandIds.push(event.commandId);
      data.push(event.data);
      metadata.push(event.metadata);
    }
  });
  return [
    batch.map(({ stream }) => stream),
    batch.map(({ expected }) => revisionCode(expected)),
    batch.map(({ events }) => events.length),
    owners, ids, types, commandIds, data.join(NOT_IN_JSON), metadata.join(NOT_IN_JSON),
  ];
}

export function outcomeOf({ stream, expected }: PendingAppend, [verdict, revision, position, recordedAt]: Verdict): AppendOutcome {
  if (verdict === 'wrong-revision') return new WrongExpectedRevision(stream, expected, revision < 0 ? 'no-stream' : revision);
  return { revision, position, recordedAt, repeated: verdict === 'repeated' };
}

function revisionCode(expected: ExpectedRevision): number {
  switch (expected) {
    case 'no-stream': return -1;
    case 'any': return -2;
    case 'stream-exists': return -3;
    default: return expected;
  }
}
