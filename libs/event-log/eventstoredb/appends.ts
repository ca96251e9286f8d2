import type { RecordedEvent } from '../event-log.js';
import { recordedEvent, type Received, type StoredEvent } from './stored-event.js';

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
  created: Date | undefined;

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
      this.reach(received.created.toISOString());
      return undefined;
    }
    this.created = received.created;
    const { event, n, of } = received;
    if (n !== this.open.length + 1) throw new Error(`event ${n} of ${of} of an append stands after ${this.open.length} of it, at revision ${event.revision} of ${event.stream}`);
    this.open.push(received);
    if (n < of) return undefined;
    const stored = this.open;
    this.open = [];
    const recordedAt = this.timeOf(received);
    return { events: stored.map((one) => recordedEvent(one, event.position, recordedAt)) };
  }

  /** What was copied keeps the time of its first recording. */
  private timeOf({ created, recordedAt }: StoredEvent): string {
    const instant = recordedAt ?? created.toISOString();
    this.reach(instant);
    return recordedAt ?? this.recordedAt!;
  }

  private reach(instant: string): void {
    if (this.recordedAt === undefined || instant > this.recordedAt) this.recordedAt = instant;
  }
}
