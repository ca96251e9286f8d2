import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DayRange } from '#libs/temporal/periods.js';
import { history, type Recorded } from '../../test/support/history.js';
import type { SlotEvent, SlotReserved } from './events.js';
import type { RelationType } from './relation-type.js';
import { overCapacity, slotFold, slotsOf } from './slot.js';

const ORGANISATION = [{ kind: 'organisation' }] as const;

function type(definition: Partial<RelationType>): RelationType {
  return {
    code: 'of', description: { fr: 'de', en: 'of' }, nature: 'non-reciprocal', symmetric: false, endA: ORGANISATION, endB: ORGANISATION, labelAtoB: { fr: 'de', en: 'of' }, ...definition,
  };
}

describe('a relation has to be reserved', () => {
  const slots = (definition: Partial<RelationType>) => slotsOf(type(definition), 'a', 'b');

  it('nowhere when its type has no limit and is no hierarchy', () => {
    expect(slots({})).toEqual([]);
    expect(slots({ nature: 'reciprocal', symmetric: true })).toEqual([]);
  });

  it('at each end that has a limit', () => {
    expect(slots({ maxOngoingPerA: 1 })).toEqual([{ stream: 'slot-of-A-a', end: 'A', other: 'b', limit: 1 }]);
    expect(slots({ maxOngoingPerB: 3 })).toEqual([{ stream: 'slot-of-B-b', end: 'B', other: 'a', limit: 3 }]);
    expect(slots({ maxOngoingPerA: 1, maxOngoingPerB: 3 }).map(({ stream }) => stream)).toEqual(['slot-of-A-a', 'slot-of-B-b']);
  });

  it('at both parties of a symmetric type, in slots of one name, so that it does not matter at which end a party stands', () => {
    expect(slots({ nature: 'reciprocal', symmetric: true, maxOngoingPerA: 2 })).toEqual([
      { stream: 'slot-of-A-a', end: 'A', other: 'b', limit: 2 }, { stream: 'slot-of-A-b', end: 'A', other: 'a', limit: 2 },
    ]);
  });

  it('at the child of a hierarchy, limited or not: walks for rings go from slot to slot', () => {
    expect(slots({ nature: 'hierarchical' })).toEqual([{ stream: 'slot-of-A-a', end: 'A', other: 'b', limit: undefined }]);
    expect(slots({ nature: 'hierarchical', maxOngoingPerA: 1 })).toEqual([{ stream: 'slot-of-A-a', end: 'A', other: 'b', limit: 1 }]);
  });

  it('not at the child of a hierarchy whose parents are no children, so that there is no ring to look for', () => {
    const ends = { endA: [{ kind: 'organisation', structures: ['establishment'] }], endB: [{ kind: 'organisation', structures: ['legal-unit'] }] } as const;
    expect(slots({ nature: 'hierarchical', ...ends })).toEqual([]);
  });
});

describe('a slot holds', () => {
  const reserved = (periodId: string, commandId: string): SlotReserved =>
    ({ type: 'SlotReserved', data: { periodId, relationId: 'r', other: 'b', from: '2021', to: null, commandId, confirmedBy: 'relation-r' } });
  const held = (...appends: Recorded<SlotEvent>[]): string[] => {
    const entries = slotFold.initial();
    for (const event of history(...appends)) slotFold.apply(entries, event);
    return [...entries.values()].map(({ periodId, commandId }) => `${periodId} by ${commandId}`);
  };

  it('what was reserved, the bounds of a correction beside those that stand', () => {
    expect(held(['2021-01-04', reserved('p', 'start')], ['2021-01-05', reserved('p', 'correct'), reserved('q', 'start')])).toEqual(['p by start', 'p by correct', 'q by start']);
  });

  it('not what was given up or taken over, of that command alone', () => {
    const given = ['2021-01-04', reserved('p', 'start'), reserved('p', 'correct'), reserved('q', 'start')] as const;
    expect(held(given, ['2021-01-05', { type: 'SlotWithdrawn', data: { periodId: 'p', commandId: 'correct' } }])).toEqual(['p by start', 'q by start']);
    expect(held(given, ['2021-01-05', { type: 'SlotReleased', data: { periodId: 'q', commandId: 'start' } }])).toEqual(['p by start', 'p by correct']);
  });

  it('what was reserved again after it was given up', () => {
    expect(held(['2021-01-04', reserved('p', 'start'), { type: 'SlotReleased', data: { periodId: 'p', commandId: 'start' } }, reserved('p', 'start')])).toEqual(['p by start']);
  });
});

describe('the limit of an end', () => {
  const range = (lower: string | null, upper: string | null): DayRange => ({ lower, upper });

  it('counts days, not periods: two that follow each other are one at a time', () => {
    const taken = [range('2021-01-01', '2022-01-01'), range('2022-01-01', null)];
    expect(overCapacity(taken, 2, range('2021-06-01', '2022-06-01'))).toBe(false);
    expect(overCapacity(taken, 1, range('2020-01-01', '2021-01-01'))).toBe(false);
    expect(overCapacity(taken, 1, range('2020-01-01', '2021-01-02'))).toBe(true);
  });

  it('is exceeded where periods meet that both start later than the wanted one', () => {
    expect(overCapacity([range('2022-01-01', '2023-01-01'), range('2022-12-31', null)], 2, range('2021-01-01', null))).toBe(true);
    expect(overCapacity([range('2022-01-01', '2023-01-01'), range('2023-01-01', null)], 2, range('2021-01-01', null))).toBe(false);
  });

  it('counts before every known day too, where starts are unknown', () => {
    expect(overCapacity([range(null, '2021-01-01')], 1, range(null, '1950-01-01'))).toBe(true);
    expect(overCapacity([range('1949-12-31', null)], 1, range(null, '1949-12-31'))).toBe(false);
  });

  it('is what counting day by day finds', () => {
    // Days 1 to 20 of one month; 0 stands for all before, 21 for all after.
    const always = Array.from({ length: 22 }, (_, day) => day);
    const bound = fc.option(fc.integer({ min: 1, max: 20 }), { freq: 6 });
    const stated = fc.record({ lower: bound, upper: bound });
    const dayOf = (n: number | null) => (n === null ? null : `2024-03-${String(n).padStart(2, '0')}`);
    const asRange = ({ lower, upper }: { lower: number | null; upper: number | null }): DayRange => range(dayOf(lower), dayOf(upper));
    const answers = { true: 0, false: 0 };
    fc.assert(fc.property(fc.array(stated, { maxLength: 8 }), fc.integer({ min: 1, max: 4 }), stated, (taken, limit, wanted) => {
      const holds = (one: typeof wanted, n: number): boolean => (one.lower === null || one.lower <= n) && (one.upper === null || n < one.upper);
      const exceeded = always.some((n) => holds(wanted, n) && taken.filter((one) => holds(one, n)).length >= limit);
      answers[`${exceeded}`]++;
      expect(overCapacity(taken.map(asRange), limit, asRange(wanted))).toBe(exceeded);
    }), { numRuns: 2_000 });
    expect(Math.min(answers.true, answers.false)).toBeGreaterThan(100);
  });
});
