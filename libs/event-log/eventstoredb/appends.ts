import type { RecordedEvent } from '../event-log.js';
import type { Received, StoredEvent } from './stored-event.js';

/** One append, whole. */
export interface WholeAppend {
  readonly events: readonly RecordedEvent[];
}

/**
 * Puts what the server brings, in the order of the log, together to appends, and tells what time it was for the log: the running
 * maximum of the servers' times. So all who read the log find the same times, from whatever end of an append they begin.
 */
export class Appends {
  private open: StoredEvent[] = [];
  /** The server's time of what was added last. */
  created: string | undefined;

  /** @param recordedAt of the last append before the first event; undefined when there is none. */
  constructor(public recordedAt: string | undefined) {}

  /** Whether an append has begun and not ended. */
  get isOpen(): boolean {
    return this.open.length > 0;
  }

  /** The append that this event ends, if it ends one. */
  add(received: Received): WholeAppend | undefined {
    if (received.kind === 'foreign') return undefined;
    if (received.kind === 'tick') {
      this.created = received.created;
      this.reach(received.created);
      return undefined;
    }
    const { event } = received;
    this.created = event.created;
    if (event.n !== this.open.length + 1) throw new Error(`event ${event.n} of ${event.of} of an append stands after ${this.open.length} of it, at revision ${event.revision} of ${event.stream}`);
    this.open.push(event);
    if (event.n < event.of) return undefined;
    const stored = this.open;
    this.open = [];
    return { events: stored.map((one) => recordedEvent(one, event.position, this.timeOf(event))) };
  }

  /** What was copied keeps the time of its first recording. */
  private timeOf({ created, recordedAt }: StoredEvent): string {
    this.reach(recordedAt ?? created);
    return recordedAt ?? this.recordedAt!;
  }

  private reach(instant: string): void {
    if (this.recordedAt === undefined || instant > this.recordedAt) this.recordedAt = instant;
  }
}

export function recordedEvent(stored: StoredEvent, appendEnd: bigint, recordedAt: string): RecordedEvent {
  const { position, stream, revision, id, type, commandId, data, metadata } = stored;
  return { position, appendEnd, stream, revision, id, type, commandId, data, metadata, recordedAt };
}
