/** The read model of update requests. They are few, so each event is one close and one insert. */
import type pg from 'pg';
import { isErased, type StoredEvent } from '#libs/event-log/domain-event.js';
import { prepared } from '#libs/platform/database.js';
import type { Projector, Row } from '#libs/projecting/projection.js';
import { positionRange } from '#libs/projecting/ranges.js';
import { updateRequestEventDefinitions, type UpdateRequested, type UpdateRequestEvent } from '#libs/update-requests/events.js';
import { statusAfter, type UpdateRequestStatus } from '#libs/update-requests/status.js';

type Decision = Exclude<UpdateRequestEvent, UpdateRequested>;

export const updateRequests: Projector = {
  name: 'update_requests',
  projectorVersion: 1,
  handles: (type) => type in updateRequestEventDefinitions,
  async project(client, events) {
    for (const event of events as readonly StoredEvent<UpdateRequestEvent>[]) {
      if (event.type === 'UpdateRequested') await client.query({ ...OPEN, values: [JSON.stringify(openedRow(event))] });
      else await move(client, event);
    }
  },
  build: {
    rowsOf(events) {
      const rows: Row[] = [];
      let believed: { readonly row: Row; readonly from: bigint; readonly status: UpdateRequestStatus } | undefined;
      for (const event of events as readonly StoredEvent<UpdateRequestEvent>[]) {
        const { position } = event;
        if (event.type === 'UpdateRequested') {
          believed ??= { row: openedRow(event), from: position, status: 'open' };
          continue;
        }
        const status = believed && statusAfter(believed.status, event.type);
        if (!believed || status === undefined || status === believed.status) continue;
        rows.push({ ...believed.row, recorded: positionRange(believed.from, position) });
        believed = { row: { ...believed.row, ...moved(event, status), recorded: positionRange(position, null) }, from: position, status };
      }
      return { update_request: believed ? [...rows, believed.row] : [] };
    },
  },
};

const idOf = ({ stream }: StoredEvent): string => stream.slice('updateRequest-'.length);

// A request is made once: what a log should not hold after that changes nothing.
const OPEN = prepared(`
  insert into update_request (request_id, party_id, relation_id, period_id, interaction_id, status, changes, note, key_id, texts_event_id, requested_by, requested_at, requested_position, recorded)
  select request_id, party_id, relation_id, period_id, interaction_id, status, changes, note, key_id, texts_event_id, requested_by, requested_at, requested_position, recorded
    from json_to_record($1::json) as r (request_id uuid, party_id uuid, relation_id uuid, period_id uuid, interaction_id uuid, status text, changes jsonb, note text, key_id uuid, texts_event_id uuid, requested_by text,
      requested_at timestamptz, requested_position bigint, recorded int8range)
   where not exists (select from update_request u where u.request_id = r.request_id)`);

function openedRow(event: StoredEvent<UpdateRequested>): Row {
  const { data: { party, relationId, periodId, interactionId, changes, note }, sealedBy, eventId, metadata, recordedAt, position } = event;
  return {
    request_id: idOf(event), party_id: party, relation_id: relationId, period_id: periodId, interaction_id: interactionId, status: 'open', changes: isErased(changes) ? null : changes, note: note === undefined || isErased(note) ? null : note,
    key_id: sealedBy?.['changes'], texts_event_id: eventId, requested_by: metadata.actor, requested_at: recordedAt, requested_position: String(position), recorded: positionRange(position, null),
  };
}

/** What an event changes in the row. */
function moved(event: StoredEvent<Decision>, status: UpdateRequestStatus) {
  const decided = status === 'accepted' || status === 'refused';
  return {
    status, reason: event.type === 'UpdateRequestRefused' ? event.data.reason : event.type === 'UpdateRequestReopened' ? event.data.code : null,
    decided_by: decided ? event.metadata.actor : null, decided_at: decided ? event.recordedAt : null,
  };
}

const CURRENT = prepared('select status from update_request where request_id = $1 and upper_inf(recorded)');
const MOVE = prepared(`
  with before as (
    update update_request set recorded = int8range(lower(recorded), $2::bigint) where request_id = $1 and upper_inf(recorded) returning *
  )
  insert into update_request (request_id, party_id, relation_id, period_id, interaction_id, status, reason, changes, note, key_id, texts_event_id, requested_by, decided_by, requested_at, requested_position, decided_at, recorded)
  select request_id, party_id, relation_id, period_id, interaction_id, $3, $4, changes, note, key_id, texts_event_id, requested_by, $5, requested_at, requested_position, $6::timestamptz, int8range($2::bigint, null) from before`);

async function move(client: pg.ClientBase, event: StoredEvent<Decision>): Promise<void> {
  const { rows } = await client.query<{ status: UpdateRequestStatus }>({ ...CURRENT, values: [idOf(event)] });
  const [before] = rows;
  const status = before && statusAfter(before.status, event.type);
  if (!before || status === undefined || status === before.status) return;
  const { reason, decided_by: decidedBy, decided_at: decidedAt } = moved(event, status);
  await client.query({ ...MOVE, values: [idOf(event), event.position, status, reason, decidedBy, decidedAt] });
}
