/** The periods of one relation, replayed event by event. */
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import type { RelationEvent } from '#libs/relations/events.js';
import { firstDayNumber } from './days.js';
import { saidAgain, type Held } from './facts.js';

export interface PeriodBelief extends Held {
  readonly periodId: string;
  readonly ended: boolean;
  readonly recordedAt: string;
}

export function periodBeliefs(events: readonly StoredEvent<RelationEvent>[]): PeriodBelief[] {
  const live = new Map<string, PeriodBelief>();
  const gone = new Set<string>();
  for (const event of events) {
    const day = firstDayNumber(event.recordedOn);
    const set = { fromSetOn: day, toSetOn: day, recordedAt: event.recordedAt };
    if (event.type === 'RelationStarted') {
      const { periodId, from, to } = event.data;
      if (!gone.has(periodId) && !live.has(periodId)) live.set(periodId, { periodId, from, to, order: event.revision, ended: false, ...set });
    } else if (event.type === 'RelationEnded' || event.type === 'RelationCorrected' || event.type === 'RelationRetracted') {
      const before = live.get(event.data.periodId);
      if (!before) continue;
      if (event.type === 'RelationEnded') live.set(before.periodId, { ...before, to: event.data.on, toSetOn: day, ended: true, recordedAt: event.recordedAt });
      if (event.type === 'RelationCorrected') live.set(before.periodId, { ...before, from: event.data.from, to: event.data.to, ended: false, ...set, ...saidAgain(before, event.data) });
      if (event.type === 'RelationRetracted') {
        live.delete(before.periodId);
        gone.add(before.periodId);
      }
    }
  }
  return [...live.values()];
}

/** Between whom it is: as it was first started. */
export function endsOf(events: readonly StoredEvent<RelationEvent>[]): { readonly type: string; readonly a: string; readonly b: string } | undefined {
  const started = events.find((event) => event.type === 'RelationStarted');
  return started?.type === 'RelationStarted' ? started.data : undefined;
}
