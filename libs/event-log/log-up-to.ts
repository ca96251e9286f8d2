import { once } from 'node:events';
import { LogRefused, MOST_EVENTS, type EventLog, type Position, type RecordedEvent } from './event-log.js';

/** A log as it was when its last event was the one at a position: for who may not see what came after it. Takes nothing, and closes nothing. */
export function logUpTo(log: EventLog, end: Position): EventLog {
  const until = (events: readonly RecordedEvent[]): RecordedEvent[] => events.filter(({ position }) => position <= end);
  const after = (position: Position, atMost: number): Promise<number> => log.countAfter(position, atMost);
  return {
    engine: log.engine,
    positionsPerEvent: log.positionsPerEvent,
    open: () => Promise.resolve(),
    close: () => Promise.resolve(),
    append: () => Promise.reject(new LogRefused('this is the log as it was: it takes nothing')),
    readStream: async (stream, from, limit) => until(await log.readStream(stream, from, limit)),
    eventsOfCommand: async (commandId) => until(await log.eventsOfCommand(commandId)),
    readAll: async (position, limit) => until(await log.readAll(position, limit)),
    async *subscribe(position, options) {
      for await (const events of position < end ? log.subscribe(position, options) : []) {
        const own = until(events);
        if (own.length > 0) yield own;
        if (own.length < events.length || own.at(-1)?.position === end) break;
      }
      if (!options.signal.aborted) await once(options.signal, 'abort');
    },
    ...(log.readByStream && { readByStream: (place, upTo, limit) => log.readByStream!(place, upTo < end ? upTo : end, limit) }),
    async head() {
      const [last] = end === 0n ? [] : until(await log.readAll(end - 1n, 1));
      return last ? { position: last.position, recordedAt: last.recordedAt } : { position: 0n, recordedAt: null };
    },
    async countAfter(position, atMost) {
      return position >= end ? 0 : Math.max(0, Math.min(atMost, (await after(position, MOST_EVENTS)) - (await after(end, MOST_EVENTS))));
    },
    async positionAt(instant) {
      const position = await log.positionAt(instant);
      return position < end ? position : end;
    },
    appendEnd: (position) => (position <= end ? log.appendEnd(position) : Promise.resolve(undefined)),
  };
}
