/** Update requests: one, and lists of them, as known at a position. */
import type pg from 'pg';
import type { Position } from '#libs/event-log/event-log.js';
import { prepared } from '#libs/platform/database.js';
import type { Asking } from '#libs/platform/questions.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { ProposedChanges } from '#libs/update-requests/events.js';
import type { UpdateRequestStatus } from '#libs/update-requests/status.js';
import { AT, MEMBERS } from './sql.js';
import { partiesThatAreOne } from './parties-that-are-one.js';

export const MAX_UPDATE_REQUESTS = 200;
export const DEFAULT_UPDATE_REQUESTS = 50;
/** Open ones in the answer of the 360° at most; all of them: the list of those of the party. */
const MAX_UPDATE_REQUESTS_360 = 20;

export interface UpdateRequestAnswer {
  readonly requestId: string;
  readonly party: string;
  /** The relation of the party whose facts it is about; null where it is about those of the party itself. */
  readonly relationId: string | null;
  readonly periodId: string | null;
  readonly interactionId: string | null;
  readonly status: UpdateRequestStatus;
  /** Of a refusal, or why it was opened again. */
  readonly reason: string | null;
  /** Null when they were erased. */
  readonly changes: ProposedChanges | null;
  readonly erased?: true;
  readonly note: string | null;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
}

interface Row {
  readonly request_id: string;
  readonly party_id: string;
  readonly relation_id: string | null;
  readonly period_id: string | null;
  readonly interaction_id: string | null;
  readonly status: UpdateRequestStatus;
  readonly reason: string | null;
  readonly changes: ProposedChanges | null;
  readonly note: string | null;
  readonly requested_by: string;
  readonly requested_at: string;
  readonly requested_position: bigint;
  readonly decided_by: string | null;
  readonly decided_at: string | null;
  readonly position: bigint;
}

const READABLE = `not (u.changes is null or exists (
    select from keys.data_key k where k.key_id = u.key_id and k.wrapped is null and not exists (
      select from keys.reencrypted r join keys.data_key again on again.key_id = (r.envelope ->> 'k')::uuid
       where r.event_id = u.texts_event_id and r.field_path = 'changes' and again.wrapped is not null)))`;
const ROW = `u.request_id, u.party_id, u.relation_id, u.period_id, u.interaction_id, u.status, u.reason, case when ${READABLE} then u.changes end as changes, case when ${READABLE} then u.note end as note,
  u.requested_by, u.requested_at, u.requested_position, u.decided_by, u.decided_at, at.position`;

// One for each combination of filters, so that each walks an index. $1 status or null, $2 parties or null, $3 position or null, $4 the last of the page before, $5 limit
const list = (byStatus: boolean, byParty: boolean) => prepared(`
  with ${AT}
  select ${ROW} from at join update_request u on u.recorded @> at.position
   where ${byStatus ? 'u.status = $1' : '$1::text is null'} and ${byParty ? 'u.party_id = any($2::uuid[])' : '$2::uuid[] is null'} and u.requested_position > coalesce($4::bigint, -1)
   order by u.requested_position limit $5`);
const LISTS = { all: list(false, false), status: list(true, false), party: list(false, true), both: list(true, true) };
// $1 request, $3 position or null
const ONE = prepared(`with ${AT} select ${ROW} from at join update_request u on u.request_id = $1 and u.recorded @> at.position where $2::text is null`);

// $1 party, $3 position, $4 limit. `$2` is the day of other queries; what is open does not depend on it.
const OPEN_OF = prepared(`
  with ${AT}, ${MEMBERS}
  select ${ROW}, count(*) over () as total from at, update_request u
   where u.party_id = any(array(select party_id from member)) and u.status = 'open' and u.recorded @> at.position and $2::date is null
   order by u.requested_position limit $4`);

/** Open ones of a party, or of one that turned out to be it: how many, and the first {@link MAX_UPDATE_REQUESTS_360} of them. */
export async function openUpdateRequestsOf(db: Asking, partyId: string, position: Position): Promise<{ readonly total: number; readonly items: readonly UpdateRequestAnswer[] }> {
  const { rows } = await db.query<Row & { readonly total: bigint }>({ ...OPEN_OF, values: [partyId, null, position, MAX_UPDATE_REQUESTS_360] });
  return { total: Number(rows[0]?.total ?? 0n), items: rows.map(answerOf) };
}

export interface UpdateRequestFilter {
  readonly status: UpdateRequestStatus | undefined;
  /** Of this party, or of one that turned out to be it. */
  readonly party: string | undefined;
  readonly limit: number;
  /** Position at which the last of the page before was requested. */
  readonly after: Position | undefined;
}

/** In the order in which they were requested. */
export async function listUpdateRequests(pool: pg.Pool, position: Position, { status, party, limit, after }: UpdateRequestFilter): Promise<{ readonly items: readonly UpdateRequestAnswer[]; readonly next: Position | null }> {
  const parties = party === undefined ? null : await partiesThatAreOne(pool, party, position);
  const { rows } = await pool.query<Row>({ ...(status ? (party ? LISTS.both : LISTS.status) : party ? LISTS.party : LISTS.all), values: [status ?? null, parties, position, after ?? null, limit + 1] });
  const page = rows.slice(0, limit);
  return { items: page.map(answerOf), next: rows.length > limit ? page.at(-1)!.requested_position : null };
}

export async function oneUpdateRequest(pool: pg.Pool, requestId: string, position: Position | undefined): Promise<{ readonly request: UpdateRequestAnswer; readonly position: Position }> {
  const { rows } = await pool.query<Row>({ ...ONE, values: [requestId, null, position ?? null] });
  const [row] = rows;
  if (!row) throw new Refusal('not-found', `no update request ${requestId} was known at that position`, { requestId });
  return { request: answerOf(row), position: row.position };
}

function answerOf(row: Row): UpdateRequestAnswer {
  return {
    requestId: row.request_id, party: row.party_id, relationId: row.relation_id, periodId: row.period_id, interactionId: row.interaction_id, status: row.status, reason: row.reason, changes: row.changes, ...(row.changes === null && { erased: true as const }),
    note: row.note, requestedBy: row.requested_by, requestedAt: row.requested_at, decidedBy: row.decided_by, decidedAt: row.decided_at,
  };
}
