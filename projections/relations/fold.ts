/** From the events of relations to the rows that are believed from when on. Pure. */
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import { isFactEvent, type FactConfirmed, type FactDisputed } from '#libs/facts/events.js';
import { effectiveFacts, type Fact } from '#libs/facts/fact.js';
import type { RelationEvent } from '#libs/relations/events.js';
import { Beliefs } from '#libs/projecting/beliefs.js';
import { dayRange, intersect, isEmpty } from '#libs/temporal/periods.js';
import { effectivePeriods, type Effective } from '#libs/temporal/slots.js';
import { erased, sameBelief, sameRange, type FactBelief } from '../fact-rows.js';
import { applyRelationEvent, noRelation, type PeriodState, type RelationState } from './relation-state.js';

export interface PeriodBelief {
  readonly period: PeriodState;
  readonly range: Effective['range'];
  readonly endedBy: string | null;
}

/** A fact of a period. The parties are unknown while their relation was not started. */
export interface RelationFactBelief extends FactBelief {
  readonly a: string | null;
  readonly b: string | null;
}

/** What is known of one relation, and what a batch makes of it. */
export interface RelationBeliefs {
  readonly relation: RelationState;
  readonly periods: Beliefs<PeriodBelief>;
  readonly facts: Beliefs<RelationFactBelief>;
  readonly checks: StoredEvent<FactConfirmed | FactDisputed>[];
  /** Facts whose stored rows lose their values. */
  readonly erasedFacts: Set<string>;
}

export const noRelationBeliefs = (): RelationBeliefs => ({
  relation: noRelation(), checks: [], erasedFacts: new Set(), facts: new Beliefs((a, b) => a.a === b.a && a.b === b.b && sameBelief(a, b)),
  periods: new Beliefs((a, b) => a.period === b.period && a.endedBy === b.endedBy && sameRange(a.range, b.range)),
});

export function foldRelation(beliefs: RelationBeliefs, event: StoredEvent<RelationEvent>): void {
  const { relation, facts, checks, erasedFacts } = beliefs;
  const before = isFactEvent(event) ? relation.facts.live.get(event.data.factId) : undefined;
  applyRelationEvent(relation, event);
  if (event.type === 'FactConfirmed' || event.type === 'FactDisputed') {
    checks.push(event);
  } else if (event.type === 'FactErased') {
    const { factId } = event.data;
    erasedFacts.add(factId);
    facts.rewrite(factId, erased(before, relation.facts.live.get(factId)));
  } else {
    believeRelation(beliefs, event);
  }
}

/** A relation has few periods and facts, so every change re-derives all of them; rows that stay the same are left alone. */
function believeRelation({ relation, periods: periodRows, facts: factRows }: RelationBeliefs, event: StoredEvent): void {
  const live = [...relation.periods.values()];
  const periods = effectivePeriods(live.map((period) => ({ id: period.periodId, order: period.order, asserted: dayRange(period, period.toStatedOn) })));
  for (const periodId of relation.retracted) periodRows.believe(periodId, undefined, event);
  for (const period of live) periodRows.believe(period.periodId, { period, ...periods.get(period.periodId)! }, event);

  for (const factId of relation.facts.retracted) factRows.believe(factId, undefined, event);
  const ends = { a: relation.ends?.a ?? null, b: relation.ends?.b ?? null };
  for (const [periodId, slots] of slotsByPeriod(relation)) {
    const period = periods.get(periodId) ?? NOWHERE;
    for (const slot of slots.values()) {
      const own = effectiveFacts(slot);
      for (const fact of slot) factRows.believe(fact.factId, { fact, ...ends, ...clipped(own.get(fact.factId)!, period) }, event);
    }
  }
}

/** The facts of a period that was retracted, or not yet started, are still asserted, but hold nowhere. */
const NOWHERE: Effective = { range: null, endedBy: null };

function slotsByPeriod(relation: RelationState): Map<string, Map<string, Fact[]>> {
  const periods = new Map<string, Map<string, Fact[]>>();
  for (const fact of relation.facts.live.values()) {
    const periodId = fact.periodId!;
    const slots = periods.get(periodId) ?? new Map<string, Fact[]>();
    const key = `${fact.attribute} ${fact.slot}`;
    slots.set(key, [...(slots.get(key) ?? []), fact]);
    periods.set(periodId, slots);
  }
  return periods;
}

/** A fact of a period holds no longer than the period does. */
function clipped(own: Effective, period: Effective): Effective {
  if (own.range === null) return own;
  if (period.range === null) return { range: null, endedBy: 'period' };
  const common = intersect(own.range, period.range);
  if (isEmpty(common)) return { range: null, endedBy: 'period' };
  return { range: common, endedBy: common.upper === own.range.upper ? own.endedBy : 'period' };
}
