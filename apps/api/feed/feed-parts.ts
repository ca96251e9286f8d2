/** What the operations on the feed share. */
import type { EventDefinitions } from '#libs/event-log/domain-event.js';
import type { EventLog, Position } from '#libs/event-log/event-log.js';
import type { Consumers } from '#libs/feed/consumers.js';
import { eventTypeOf } from '#libs/feed/cloud-event.js';
import type { Feed } from '#libs/feed/feed.js';
import type { Clock } from '#libs/platform/clock.js';
import { Refusal, type Fault } from '#libs/platform/refusal.js';
import type { Moments } from '#projections/queries/moment.js';

/** A class, because controllers are given it by its type. */
export class FeedParts {
  constructor(
    readonly feed: Feed, readonly consumers: Consumers, readonly definitions: EventDefinitions, readonly log: EventLog, readonly clock: Clock, private readonly moments: Moments,
  ) {}

  format(position: Position): string {
    return this.moments.format(position);
  }

  /** A position of this log that it has reached. */
  async position(token: string, path: string): Promise<Position> {
    const position = await this.moments.token(token, path);
    if (position > (await this.log.head()).position) throw new Refusal('known-at-ahead', `the log has not reached ${token} yet`);
    return position;
  }

  /** Event types from those of CloudEvents; a fault for each that is none. */
  eventTypes(types: readonly string[], pathOf: (index: number) => string, faults: (fault: Fault) => void): string[] {
    return types.flatMap((type, index) => {
      const known = eventTypeOf(type);
      if (known !== undefined && Object.hasOwn(this.definitions, known)) return [known];
      faults({ path: pathOf(index), expected: 'a type of event, such as annals.FactRecorded; see /v1/feed/types', got: type.slice(0, 64) });
      return [];
    });
  }
}
