/** Commands over several streams that have begun and not come to their end: the list that {@link Settler} works off. */
import type { Projection } from '#libs/projecting/projection.js';

export const requests: Projection = {
  name: 'requests',
  version: 1,
  handles: (type) => type === 'RelationsRequested' || type === 'RelationRequestDropped' || type === 'RelationStarted' || type === 'RelationEnded' || type === 'RelationCorrected',
  async project(client, events) {
    const begun = events.filter(({ type }) => type === 'RelationsRequested');
    const carriedOut = events.filter(({ type }) => type !== 'RelationsRequested');
    if (begun.length > 0) {
      await client.query('insert into request (command_id, requested_at) select * from unnest($1::uuid[], $2::timestamptz[]) on conflict do nothing',
        [begun.map(({ commandId }) => commandId), begun.map(({ recordedAt }) => recordedAt)]);
    }
    if (carriedOut.length > 0) await client.query('delete from request where command_id = any($1::uuid[])', [carriedOut.map(({ commandId }) => commandId)]);
  },
};
