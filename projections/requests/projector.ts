/** Commands over several streams that have begun and not come to their end: the list that the settler works off. */
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import type { RelationRequestDropped, RelationsRequested } from '#libs/parties/events.js';
import type { PortfolioHandoverCompleted, PortfolioHandoverRequested } from '#libs/portfolios/events.js';
import type { Projection } from '#libs/projecting/projection.js';
import type { TaskReassignmentCompleted, TaskReassignmentRequested } from '#libs/tasks/events.js';
import type { RelationCorrected, RelationEnded, RelationStarted } from '#libs/relations/events.js';

type CarriedOut = RelationStarted | RelationEnded | RelationCorrected | RelationRequestDropped | HandedOver;
/** Of a hand-over the part is the hand-over itself, which its stream is named by. */
type HandedOver = TaskReassignmentCompleted | PortfolioHandoverCompleted;
type Begun = RelationsRequested | TaskReassignmentRequested | PortfolioHandoverRequested;

const CARRIED_OUT: ReadonlySet<string> = new Set<CarriedOut['type']>(['RelationStarted', 'RelationEnded', 'RelationCorrected', 'RelationRequestDropped', 'TaskReassignmentCompleted', 'PortfolioHandoverCompleted']);
const BEGUN: ReadonlySet<string> = new Set<Begun['type']>(['RelationsRequested', 'TaskReassignmentRequested', 'PortfolioHandoverRequested']);
const idOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

export const requests: Projection = {
  name: 'requests',
  version: 1,
  handles: (type) => BEGUN.has(type) || CARRIED_OUT.has(type),
  async project(client, events) {
    const begun = new Map<string, { readonly commandId: string; readonly partId: string; readonly at: string }>();
    const carriedOut: { readonly commandId: string; readonly partId: string }[] = [];
    for (const event of events as readonly StoredEvent<Begun | CarriedOut>[]) {
      const { commandId, recordedAt: at } = event;
      if (event.type === 'RelationsRequested') {
        for (const { periodId } of event.data.relations) begun.set(`${commandId} ${periodId}`, { commandId, partId: periodId, at });
      } else if (event.type === 'TaskReassignmentRequested' || event.type === 'PortfolioHandoverRequested') {
        const partId = idOf(event.stream);
        begun.set(`${commandId} ${partId}`, { commandId, partId, at });
      } else {
        // Most relations are changed by commands of their own; deleting what is not there costs little.
        const partId = event.type === 'TaskReassignmentCompleted' || event.type === 'PortfolioHandoverCompleted' ? idOf(event.stream) : event.data.periodId;
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
