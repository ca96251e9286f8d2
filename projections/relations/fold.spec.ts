import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { From, To } from '#libs/temporal/periods.js';
import type { RelationEvent } from '#libs/relations/events.js';
import { history, type Recorded } from '../../test/support/history.js';
import { foldRelation, noRelationBeliefs, type RelationBeliefs } from './fold.js';

const started = (periodId: string, from: From, to: To = null): RelationEvent => ({ type: 'RelationStarted', data: { relationId: 'r', type: 'employee-of', a: 'y', b: 'x', periodId, from, to } });
const recorded = (factId: string, periodId: string, validFrom: From, validTo: To = null): RelationEvent =>
  ({ type: 'FactRecorded', data: { factId, periodId, attribute: 'job-title', slot: '', dataClass: 'commercial', value: factId, validFrom, validTo } });

function given(...appends: readonly Recorded<RelationEvent>[]): RelationBeliefs {
  const beliefs = noRelationBeliefs();
  for (const event of history(...appends)) foldRelation(beliefs, event);
  return beliefs;
}

/** Where a fact is believed to hold now, and what ends it. */
function holds({ facts }: RelationBeliefs, factId: string): unknown {
  const belief = facts.current(factId);
  return belief?.range ? [belief.range.lower, belief.range.upper, belief.endedBy] : null;
}

describe('a fact of an employment', () => {
  const before: Recorded<RelationEvent>[] = [['2021-01-04', started('first', '2021-01-01'), recorded('buyer', 'first', '2021-01-01')]];

  it('ends with it, and does not show when the employee comes back', () => {
    const back = given(...before, ['2023-06-12', { type: 'RelationEnded', data: { periodId: 'first', on: '2023-07-01' } }],
      ['2025-01-20', started('second', '2025-02-01'), recorded('manager', 'second', '2025-02-01')]);
    expect(holds(back, 'buyer')).toEqual(['2021-01-01', '2023-07-01', 'period']);
    expect(holds(back, 'manager')).toEqual(['2025-02-01', null, null]);
  });

  it('follows the bounds of the period when they are corrected, without an event of its own', () => {
    const shorter = given(...before, ['2023-06-12', { type: 'RelationCorrected', data: { periodId: 'first', from: '2022-03-01', to: '2022-09-01' } }]);
    expect(holds(shorter, 'buyer')).toEqual(['2022-03-01', '2022-09-01', 'period']);
    const later = given(...before, ['2023-06-12', { type: 'RelationCorrected', data: { periodId: 'first', from: '2020', to: null } }]);
    expect(holds(later, 'buyer')).toEqual(['2021-01-01', null, null]);
  });

  it('that ends before the period does ends by itself', () => {
    const ended = given(...before, ['2022-05-01', { type: 'FactEnded', data: { factId: 'buyer', on: '2022-05-01' } }], ['2023-06-12', { type: 'RelationEnded', data: { periodId: 'first', on: '2023-07-01' } }]);
    expect(holds(ended, 'buyer')).toEqual(['2021-01-01', '2022-05-01', null]);
  });

  it('is gone with a period that never was', () => {
    expect(holds(given(...before, ['2023-06-12', { type: 'RelationRetracted', data: { periodId: 'first' } }]), 'buyer')).toBeNull();
  });
});

describe('facts of one period', () => {
  // Days 1 to 20 of one month; 0 stands for all before, 21 for all after.
  const ALWAYS = Array.from({ length: 22 }, (_, n) => n);
  const text = (n: number): string => `2024-03-${String(n).padStart(2, '0')}`;
  const bounds = fc.record({ from: fc.option(fc.integer({ min: 1, max: 20 }), { freq: 6 }), to: fc.option(fc.integer({ min: 1, max: 20 }), { freq: 3 }) })
    .filter(({ from, to }) => from === null || to === null || from < to);
  type Bounds = typeof bounds extends fc.Arbitrary<infer B> ? B : never;
  const fromOf = ({ from }: Bounds): From => (from === null ? { unknown: true } : text(from));
  const toOf = ({ to }: Bounds): To => (to === null ? null : text(to));
  const holdsOn = ({ from, to }: Bounds, n: number): boolean => (from === null || from <= n) && (to === null || n < to);

  it('hold, on every day, as the last start before it says, and never outside the period', () => {
    let cut = 0;
    fc.assert(fc.property(bounds, fc.array(bounds, { minLength: 1, maxLength: 5 }), (period, facts) => {
      const beliefs = given(['2025-01-01', started('p', fromOf(period), toOf(period)), ...facts.map((fact, i) => recorded(`fact-${i}`, 'p', fromOf(fact), toOf(fact)))]);
      for (const n of ALWAYS) {
        // The latest start counts, of equal ones the last recorded; where that one has ended, nothing holds.
        const begun = facts.map((fact, i) => ({ fact, i })).filter(({ fact }) => fact.from === null || fact.from <= n);
        const latest = begun.sort((a, b) => (b.fact.from ?? -1) - (a.fact.from ?? -1) || b.i - a.i)[0];
        const expected = latest && holdsOn(latest.fact, n) && holdsOn(period, n) ? [`fact-${latest.i}`] : [];
        const found = facts.map((_, i) => `fact-${i}`).filter((factId) => {
          const range = beliefs.facts.current(factId)?.range;
          if (!range) return false;
          return (range.lower === null || Number(range.lower.slice(8)) <= n) && (range.upper === null || n < Number(range.upper.slice(8)));
        });
        expect(found).toEqual(expected);
        cut += Number(latest !== undefined && holdsOn(latest.fact, n) && expected.length === 0);
      }
    }), { numRuns: 300 });
    expect(cut).toBeGreaterThan(100);
  });
});
