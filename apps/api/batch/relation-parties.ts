import type { EventLog } from '#libs/event-log/event-log.js';
import { relationStream, type RelationStarted } from '#libs/relations/events.js';
import { isUuid } from '#libs/platform/uuid.js';

/** Events at the head of a relation's stream among which the first start must be: before it there are only fences. */
const HEAD = 20;

/** The two ends of relations, from the log itself: they never change. */
export class RelationParties {
  constructor(private readonly log: EventLog) {}

  async of(relationId: string): Promise<readonly [a: string, b: string] | undefined> {
    if (!isUuid(relationId)) return undefined;
    const head = await this.log.readStream(relationStream(relationId), 0, HEAD);
    const started = head.find(({ type }) => type === 'RelationStarted');
    if (!started) return undefined;
    const { a, b } = JSON.parse(started.data) as RelationStarted['data'];
    return [a, b];
  }
}
