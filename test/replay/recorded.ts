/** Raw histories as if they had come back from a log. */
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import { zone } from '#libs/temporal/dates.js';
import type { RawHistory } from './raw-events.js';

/** Late in the evening in Paris: the next append may well be recorded on the next day. */
const FIRST_INSTANT = Date.parse('2024-02-01T22:15:00.000Z');
const AN_HOUR = 3_600_000;
const paris = zone('Europe/Paris');

/** Events in the order of the log, behind the setting that phones go stale after `phoneFreshness` days. */
export function recorded({ party, relation, appends }: RawHistory, phoneFreshness: number): StoredEvent[] {
  const revisions = new Map<string, number>();
  const log: StoredEvent[] = [];
  let instant = FIRST_INSTANT;
  const add = (stream: string, events: RawHistory['appends'][number]['events']): void => {
    const appendEnd = BigInt(log.length + events.length);
    const recordedAt = new Date(instant).toISOString();
    events.forEach((event, n) => {
      const revision = revisions.get(stream) ?? 0;
      revisions.set(stream, revision + 1);
      const position = BigInt(log.length + 1);
      log.push({
        ...event, eventId: `event-${position}`, commandId: `command-${appendEnd}`, stream, revision, position, appendEnd, recordedAt, recordedOn: paris.dayOf(recordedAt), sealedBy: { value: 'key' },
        metadata: {
          v: 1, n: n + 1, of: events.length, caller: 'service:test', actor: 'service:test', verified: false, correlationId: `command-${appendEnd}`,
          ...(event.provenance && { provenance: event.provenance }),
        },
      });
    });
  };
  add('attribute-phone', [{ type: 'AttributeFreshnessSet', data: { code: 'phone', freshnessDays: phoneFreshness } }]);
  for (const { to, hoursLater, events } of appends) {
    instant += hoursLater * AN_HOUR;
    add(to === 'party' ? `party-${party}` : `relation-${relation}`, events);
  }
  return log;
}
