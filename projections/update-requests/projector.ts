/** The read model of update requests. They are few, so each event is one close and one insert. */
import type pg from 'pg';
import { isErased, type StoredEvent } from '#libs/event-log/domain-event.js';
import { prepared } from '#libs/platform/database.js';
import type { Projection } from '#libs/projecting/projection.js';
import { updateRequestEventDefinitions, type UpdateRequested, type UpdateRequestEvent } from '#libs/update-requests/events.js';
import { statusAfter, type UpdateRequestStatus } from '#libs/update-requests/status.js';

export const updateRequests: Projection = {
  name: 'update_requests',
  version: 1,
  handles: (type) => type in updateRequestEventDefinitions,
  async project(client, events) {
    for (const event of events as readonly StoredEvent<UpdateRequestEvent>[]) {
      const requestId = event.stream.slice('updateRequest-'.length);
      if (event.type === 'UpdateRequested') await open(client, requestId, event);
      else await move(client, requestId, event);
    }
  },
};

// A request is made once: what a log should not hold after that changes nothing.
const OPEN = prepared(`
  insert into update_request (request_id, party_id, interaction_id, status, changes, note, key_id, texts_event_id, requested_by, requested_at, requested_position, recorded)
  select $1, $2, $3, 'open', $4, $5, $6, $7, $8, $9, $10, int8range($10, null) where not exists (select from update_request where request_id = $1)`);

async function open(client: pg.ClientBase, requestId: string, { data, sealedBy, eventId, metadata, recordedAt, position }: StoredEvent<UpdateRequested>): Promise<void> {
  const { party, interactionId, changes, note } = data;
  await client.query({ ...OPEN, values: [
    requestId, party, interactionId ?? null, isErased(changes) ? null : JSON.stringify(changes), note === undefined || isErased(note) ? null : note, sealedBy?.['changes'], eventId, metadata.actor, recordedAt, position,
  ] });
}

const CURRENT = prepared('select status from update_request where request_id = $1 and upper_inf(recorded)');
const MOVE = prepared(`
  with before as (
    update update_request set recorded = int8range(lower(recorded), $2::bigint) where request_id = $1 and upper_inf(recorded) returning *
  )
  insert into update_request (request_id, party_id, interaction_id, status, reason, changes, note, key_id, texts_event_id, requested_by, decided_by, requested_at, requested_position, decided_at, recorded)
  select request_id, party_id, interaction_id, $3, $4, changes, note, key_id, texts_event_id, requested_by, $5, requested_at, requested_position, $6::timestamptz, int8range($2::bigint, null) from before`);

async function move(client: pg.ClientBase, requestId: string, event: StoredEvent<Exclude<UpdateRequestEvent, UpdateRequested>>): Promise<void> {
  const { rows } = await client.query<{ status: UpdateRequestStatus }>({ ...CURRENT, values: [requestId] });
  const [before] = rows;
  const status = before && statusAfter(before.status, event.type);
  if (!before || status === before.status) return;
  const decided = status === 'accepted' || status === 'refused';
  const reason = event.type === 'UpdateRequestRefused' ? event.data.reason : event.type === 'UpdateRequestReopened' ? event.data.code : null;
  await client.query({ ...MOVE, values: [requestId, event.position, status, reason, decided ? event.metadata.actor : null, decided ? event.recordedAt : null] });
}
