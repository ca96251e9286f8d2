/** What a stream holds, without a log: for specs that fold events and decide on what they come to. */
import type { DomainEvent, StoredEvent } from '#libs/event-log/domain-event.js';
import type { Day } from '#libs/temporal/dates.js';

/** Events of one append, and the day they were recorded. */
export type Recorded<E extends DomainEvent> = readonly [on: Day, ...events: E[]];

/** Appends as they come back from the log: revisions count from 0 over all of them, positions from 1. */
export function history<E extends DomainEvent>(...appends: readonly Recorded<E>[]): StoredEvent<E>[] {
  const total = (upTo: number): number => appends.slice(0, upTo).reduce((sum, [, ...events]) => sum + events.length, 0);
  return appends.flatMap(([recordedOn, ...events], append) => events.map((event, n): StoredEvent<E> => {
    const revision = total(append) + n;
    return {
      ...event, eventId: `event-${revision}`, commandId: `command-${append}`, stream: 'given', revision, position: BigInt(revision + 1), appendEnd: BigInt(total(append + 1)),
      recordedAt: `${recordedOn}T12:00:00.000Z`, recordedOn,
      metadata: { v: 1, n: n + 1, of: events.length, caller: 'service:local', actor: 'service:local', verified: false, correlationId: `command-${append}`, ...(event.provenance && { provenance: event.provenance }) },
    };
  }));
}
