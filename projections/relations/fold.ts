/** From the events of relations to the rows that are believed from when on. Pure. */
import { ERASED, type StoredEvent } from '#libs/event-log/domain-event.js';
import type { FactConfirmed, FactDisputed } from '#libs/facts/events.js';
import { effectiveFacts, slotOf } from '#libs/facts/fact.js';
import type { RelationEvent } from '#libs/relations/events.js';
import { rangeOf, relationFold, type Relation, type RelationPeriod } from '#libs/relations/relation.js';
import { Beliefs } from '#libs/projecting/beliefs.js';
import { intersect, isEmpty } from '#libs/temporal/periods.js';
import { effectivePeriods, type Effective } from '#libs/temporal/slots.js';
import { sameBelief, sameRange, type FactBelief } from '../fact-rows.js';

export interface PeriodBelief {
  readonly period: RelationPeriod;
  /** When its bounds were last set. */
  readonly recordedAt: string;
  readonly range: Effective['range'];
  readonly endedBy: string | null;
}

/** What is known of one relation, and what a batch makes of it. */
export interface RelationBeliefs {
  readonly relation: Relation;
  /** When the bounds of each period were last set. */
  readonly setAt: Map<string, string>;
  readonly periods: Beliefs<PeriodBelief>;
  readonly facts: Beliefs<FactBelief>;
  readonly checks: StoredEvent<FactConfirmed | FactDisputed>[];
  readonly erasedFacts: Set<string>;
}

export const noRelationBeliefs = (): RelationBeliefs => ({
  relation: relationFold.initial(), setAt: new Map(), checks: [], erasedFacts: new Set(), facts: new Beliefs(sameBelief),
  periods: new Beliefs((a, b) => a.period === b.period && a.endedBy === b.endedBy && sameRange(a.range, b.range)),
});

export function foldRelation(beliefs: RelationBeliefs, event: StoredEvent<RelationEvent>): void {
  const { relation, setAt, checks, erasedFacts } = beliefs;
  relationFold.apply(relation, event);
  switch (event.type) {
    case 'SlotRevoked':
      return;
    case 'FactConfirmed':
    case 'FactDisputed':
      checks.push(event);
      return;
    case 'FactErased': {
      const { factId } = event.data;
      erasedFacts.add(factId);
      beliefs.facts.rewrite(factId, (belief) => ({ ...belief, fact: relation.facts.live.get(factId) ?? { ...belief.fact, value: ERASED } }));
      return;
    }
    case 'RelationStarted':
    case 'RelationEnded':
    case 'RelationCorrected':
      setAt.set(event.data.periodId, event.recordedAt);
  }
  believeRelation(beliefs, event.position);
}

/** A relation has few periods and facts, so every change re-derives all of them; rows that stay the same are left alone. */
function believeRelation({ relation, setAt, periods: periodRows, facts: factRows }: RelationBeliefs, position: bigint): void {
  const periods = effectivePeriods([...relation.periods.values()].map((period) => ({ id: period.periodId, order: period.order, asserted: rangeOf(period) })));
  for (const periodId of setAt.keys()) if (!relation.periods.has(periodId)) periodRows.believe(periodId, undefined, position);
  for (const period of relation.periods.values()) {
    periodRows.believe(period.periodId, { period, recordedAt: setAt.get(period.periodId)!, ...periods.get(period.periodId)! }, position);
  }
  for (const factId of relation.facts.retracted) factRows.believe(factId, undefined, position);
  for (const fact of relation.facts.live.values()) {
    const period = periods.get(fact.periodId!);
    const own = effectiveFacts(slotOf(relation.facts, fact.attribute, fact.slot, fact.periodId)).get(fact.factId)!;
    factRows.believe(fact.factId, period && { fact, ...clipped(own, period) }, position);
  }
}

/** A fact of a period holds no longer than the period does. */
function clipped(own: Effective, period: Effective): Effective {
  if (own.range === null) return own;
  if (period.range === null) return { range: null, endedBy: 'period' };
  const common = intersect(own.range, period.range);
  if (isEmpty(common)) return { range: null, endedBy: 'period' };
  return { range: common, endedBy: common.upper === own.range.upper ? own.endedBy : 'period' };
}
