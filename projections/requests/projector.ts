/** Commands over several streams that have begun and not come to their end: the list that the settler works off. */
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import type { InteractionLogged } from '#libs/interactions/events.js';
import type { RelationRequestDropped, RelationsRequested } from '#libs/parties/events.js';
import type { PortfolioHandoverCompleted, PortfolioHandoverRequested } from '#libs/portfolios/events.js';
import type { Projector } from '#libs/projecting/projection.js';
import type { HeldInteractionRequested, TaskReassignmentCompleted, TaskReassignmentRequested } from '#libs/tasks/events.js';
import type { RelationCorrected, RelationEnded, RelationStarted } from '#libs/relations/events.js';
import type { UpdateRequestAccepted, UpdateRequestAccepting, UpdateRequestReopened } from '#libs/update-requests/events.js';

type Begun = RelationsRequested | HeldInteractionRequested | TaskReassignmentRequested | PortfolioHandoverRequested | UpdateRequestAccepting;
type CarriedOut =
  | RelationStarted | RelationEnded | RelationCorrected | RelationRequestDropped | InteractionLogged | TaskReassignmentCompleted | PortfolioHandoverCompleted | UpdateRequestAccepted | UpdateRequestReopened;
/** Which parts of a command an event is about. */
type PartsOf<E extends Begun | CarriedOut> = { readonly [T in E['type']]: (event: StoredEvent<Extract<E, { readonly type: T }>>) => readonly string[] };

/** What goes on in one stream has one part, which the stream is named by. */
const ofStream = ({ stream }: StoredEvent): string[] => [stream.slice(stream.indexOf('-') + 1)];
const ofPeriod = ({ data }: { readonly data: { readonly periodId: string } }): string[] => [data.periodId];
const ofInteraction = ({ data }: { readonly data: { readonly interactionId: string } }): string[] => [data.interactionId];

const BEGUN: PartsOf<Begun> = {
  RelationsRequested: ({ data }) => data.relations.map(({ periodId }) => periodId),
  HeldInteractionRequested: ofInteraction, TaskReassignmentRequested: ofStream, PortfolioHandoverRequested: ofStream, UpdateRequestAccepting: ofStream,
};
/** Most of these are commands of their own, of which nothing is listed; deleting what is not there costs little. */
const CARRIED_OUT: PartsOf<CarriedOut> = {
  RelationStarted: ofPeriod, RelationEnded: ofPeriod, RelationCorrected: ofPeriod, RelationRequestDropped: ofPeriod,
  InteractionLogged: ofInteraction, TaskReassignmentCompleted: ofStream, PortfolioHandoverCompleted: ofStream, UpdateRequestAccepted: ofStream, UpdateRequestReopened: ofStream,
};
const partsIn = (parts: Readonly<Record<string, unknown>>, event: StoredEvent): readonly string[] => (parts[event.type] as ((event: StoredEvent) => readonly string[]) | undefined)?.(event) ?? [];

interface Part {
  readonly commandId: string;
  readonly partId: string;
}

/** Not made anew beside itself: the settler takes rows away, and what it has settled would be listed again. */
export const requests: Projector = {
  name: 'requests',
  projectorVersion: 1,
  handles: (type) => type in BEGUN || type in CARRIED_OUT,
  async project(client, events) {
    const begun = new Map<string, Part & { readonly at: string }>();
    const carriedOut: Part[] = [];
    for (const event of events) {
      const { commandId, recordedAt: at } = event;
      for (const partId of partsIn(BEGUN, event)) begun.set(`${commandId} ${partId}`, { commandId, partId, at });
      for (const partId of partsIn(CARRIED_OUT, event)) if (!begun.delete(`${commandId} ${partId}`)) carriedOut.push({ commandId, partId });
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
