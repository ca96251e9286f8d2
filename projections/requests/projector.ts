/** Commands over several streams that have begun and not come to their end: the list that the settler works off. */
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import type { RelationRequestDropped, RelationsRequested } from '#libs/parties/events.js';
import type { Projection } from '#libs/projecting/projection.js';
import type { TaskReassignmentCompleted, TaskReassignmentRequested } from '#libs/tasks/events.js';
import type { RelationCorrected, RelationEnded, RelationStarted } from '#libs/relations/events.js';

type CarriedOut = RelationStarted | RelationEnded | RelationCorrected | RelationRequestDropped | TaskReassignmentCompleted;

const CARRIED_OUT: ReadonlySet<string> = new Set<CarriedOut['type']>(['RelationStarted', 'RelationEnded', 'RelationCorrected', 'RelationRequestDropped', 'TaskReassignmentCompleted']);

export const requests: Projection = {
  name: 'requests',
  version: 1,
  handles: (type) => type === 'RelationsRequested' || type === 'TaskReassignmentRequested' || CARRIED_OUT.has(type),
  async project(client, events) {
    const begun = new Map<string, { readonly commandId: string; readonly partId: string; readonly at: string }>();
    const carriedOut: { readonly commandId: string; readonly partId: string }[] = [];
    for (const event of events as readonly StoredEvent<RelationsRequested | TaskReassignmentRequested | CarriedOut>[]) {
      const { commandId, recordedAt: at } = event;
      if (event.type === 'RelationsRequested') {
        for (const { periodId } of event.data.relations) begun.set(`${commandId} ${periodId}`, { commandId, partId: periodId, at });
      } else if (event.type === 'TaskReassignmentRequested') {
        const { reassignmentId } = event.data;
        begun.set(`${commandId} ${reassignmentId}`, { commandId, partId: reassignmentId, at });
      } else {
        // Most relations are changed by commands of their own; deleting what is not there costs little.
        const partId = event.type === 'TaskReassignmentCompleted' ? event.stream.slice('taskReassignment-'.length) : event.data.periodId;
        if (!begun.delete(`${commandId} ${partId}`)) carriedOut.push({ commandId, partId });
      }
    }
    if (carriedOut.length > 0) {
      await client.query('delete from request r using unnest($1::uuid[], $2::uuid[]) as done (command_id, part_id) where r.command_id = done.command_id and r.part_id = done.part_id',
        [carriedOut.map(({ commandId }) => commandId), carriedOut.map(({ partId }) => partId)]);
    }
    if (begun.size > 0) {
      const rows = [...begun.values()];
      await client.query('insert into request (command_id, part_id, requested_at) select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) on conflict do nothing',
        [rows.map(({ commandId }) => commandId), rows.map(({ partId }) => partId), rows.map(({ at }) => at)]);
    }
  },
};
