/**
 * The periods of one relation and their facts, folded from its events. Total: an event about a period that is not there, or was
 * retracted, changes nothing, nor does a fact that names no period.
 */
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import { isFactEvent } from '#libs/facts/events.js';
import { applyFactEvent, noFacts, type Facts } from '#libs/facts/fact.js';
import type { RelationEvent } from '#libs/relations/events.js';
import { restated, type From, type StatedOn, type To } from '#libs/temporal/periods.js';

export interface PeriodState extends StatedOn {
  readonly periodId: string;
  readonly from: From;
  readonly to: To;
  /** Revision of its `RelationStarted`: breaks ties between equal starts. */
  readonly order: number;
  /** When its bounds were last set. */
  readonly recordedAt: string;
  /** Whether `RelationEnded` set the end. */
  readonly ended: boolean;
}

export interface RelationState {
  /** Undefined while the stream holds no `RelationStarted`; the same ever after, because the relation's id is made of them. */
  ends: { readonly type: string; readonly a: string; readonly b: string } | undefined;
  /** Live periods. */
  readonly periods: Map<string, PeriodState>;
  readonly retracted: Set<string>;
  readonly facts: Facts;
}

export const noRelation = (): RelationState => ({ ends: undefined, periods: new Map(), retracted: new Set(), facts: noFacts() });

export function applyRelationEvent(relation: RelationState, event: StoredEvent<RelationEvent>): void {
  if (isFactEvent(event)) {
    if (event.type !== 'FactRecorded' || event.data.periodId !== undefined) applyFactEvent(relation.facts, event);
    return;
  }
  const { periodId } = event.data;
  const before = relation.periods.get(periodId);
  switch (event.type) {
    case 'RelationStarted': {
      const { type, a, b, from, to } = event.data;
      relation.ends ??= { type, a, b };
      if (!before && !relation.retracted.has(periodId)) relation.periods.set(periodId, { periodId, from, to, order: event.revision, fromStatedOn: event.recordedOn, toStatedOn: event.recordedOn, recordedAt: event.recordedAt, ended: false });
      break;
    }
    case 'RelationEnded':
      if (before) relation.periods.set(periodId, { ...before, to: event.data.on, toStatedOn: event.recordedOn, recordedAt: event.recordedAt, ended: true });
      break;
    case 'RelationCorrected':
      if (before) relation.periods.set(periodId, { ...before, from: event.data.from, to: event.data.to, ...restated(before, event.data, event.recordedOn), recordedAt: event.recordedAt, ended: false });
      break;
    case 'RelationRetracted':
      if (before && relation.periods.delete(periodId)) relation.retracted.add(periodId);
      break;
    case 'SlotRevoked':
      break;
  }
}
