import type { EventLog, Position, RecordedEvent } from './event-log.js';

/** How far behind the log somebody is who has seen it up to a position. */
export interface Behind {
  readonly events: number;
  /** How long ago the first event was recorded that is not seen; 0 when all are. */
  readonly seconds: number;
}

/**
 * @param now ISO 8601
 * @param countedTo events that are counted at most
 */
export async function behind(log: EventLog, position: Position, { now, countedTo }: { readonly now: string; readonly countedTo: number }): Promise<Behind> {
  const [events, [next]] = await Promise.all([log.countAfter(position, countedTo), log.readAll(position, 1)]);
  return { events, seconds: next ? secondsSince(next, now) : 0 };
}

/** How long ago an event was recorded. @param now ISO 8601 */
export const secondsSince = ({ recordedAt }: Pick<RecordedEvent, 'recordedAt'>, now: string): number => Math.max(0, (Date.parse(now) - Date.parse(recordedAt)) / 1_000);
