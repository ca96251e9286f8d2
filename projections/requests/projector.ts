/** Commands over several streams that have begun and not come to their end: the list that the settler works off. */
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import type { RelationRequestDropped, RelationsRequested } from '#libs/parties/events.js';
import type { Projection } from '#libs/projecting/projection.js';
import type { RelationCorrected, RelationEnded, RelationStarted } from '#libs/relations/events.js';

type CarriedOut = RelationStarted | RelationEnded | RelationCorrected | RelationRequestDropped;

const CARRIED_OUT: ReadonlySet<string> = new Set<CarriedOut['type']>(['RelationStarted', 'RelationEnded', 'RelationCorrected', 'RelationRequestDropped']);

export const requests: Projection = {
  name: 'requests',
  version: 1,
  handles: (type) => type === 'RelationsRequested' || CARRIED_OUT.has(type),
  async project(client, events) {
    const begun = new Map<string, { readonly commandId: string; readonly periodId: string; readonly at: string }>();
    const carriedOut: { readonly commandId: string; readonly periodId: string }[] = [];
    for (const event of events as readonly StoredEvent<RelationsRequested | CarriedOut>[]) {
      const { commandId } = event;
      if (event.type === 'RelationsRequested') {
        for (const { periodId } of event.data.relations) begun.set(`${commandId} ${periodId}`, { commandId, periodId, at: event.recordedAt });
      } else {
        // Most relations are changed by commands of their own; deleting what is not there costs little.
        const { periodId } = event.data;
        if (!begun.delete(`${commandId} ${periodId}`)) carriedOut.push({ commandId, periodId });
      }
    }
    if (carriedOut.length > 0) {
      await client.query('delete from request r using unnest($1::uuid[], $2::uuid[]) as done (command_id, period_id) where r.command_id = done.command_id and r.period_id = done.period_id',
        [carriedOut.map(({ commandId }) => commandId), carriedOut.map(({ periodId }) => periodId)]);
    }
    if (begun.size > 0) {
      const rows = [...begun.values()];
      await client.query('insert into request (command_id, period_id, requested_at) select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) on conflict do nothing',
        [rows.map(({ commandId }) => commandId), rows.map(({ periodId }) => periodId), rows.map(({ at }) => at)]);
    }
  },
};
