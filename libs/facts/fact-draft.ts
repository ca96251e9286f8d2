/**
 * Facts as they will be after events that are decided but not yet appended: the later steps of one command are decided on
 * what its earlier steps have made.
 */
import type { DomainEvent, EventMetadata, StoredEvent } from '#libs/event-log/domain-event.js';
import { isFactEvent, type FactEvent } from './events.js';
import { applyFactEvent, type Facts } from './fact.js';
import type { Day, Instant } from '#libs/temporal/dates.js';

export interface DraftMoment {
  readonly now: Instant;
  readonly today: Day;
}

export class FactDraft {
  readonly facts: Facts;
  readonly events: DomainEvent[] = [];

  constructor(facts: Facts, private readonly firstRevision: number, private readonly moment: DraftMoment) {
    this.facts = { live: new Map(facts.live), retracted: new Set(facts.retracted) };
  }

  add(events: readonly DomainEvent[]): void {
    for (const event of events) {
      if (isFactEvent(event)) applyFactEvent(this.facts, this.provisional(event));
      this.events.push(event);
    }
  }

  /** The event as it would come back from the log, as far as folding facts looks at it. */
  private provisional({ type, data, provenance }: FactEvent): StoredEvent<FactEvent> {
    const { now, today } = this.moment;
    return {
      type, data, eventId: '', commandId: '', stream: '', revision: this.firstRevision + this.events.length, position: 0n, appendEnd: 0n, recordedAt: now, recordedOn: today,
      metadata: provenance ? { ...NO_METADATA, provenance } : NO_METADATA,
    } as StoredEvent<FactEvent>;
  }
}

const NO_METADATA: EventMetadata = { v: 1, n: 1, of: 1, caller: '', actor: '', verified: false, correlationId: '' };
