import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareLower, contains, dayRange, intersect, isEmpty, isFrom, isTo, lowerDay, minUpper, overlaps, restated, upperDay, within, type DayRange } from './periods.js';

// Days 1 to 20 of one month; 0 stands for all before, 21 for all after.
const ALWAYS = Array.from({ length: 22 }, (_, n) => n);
const text = (n: number | null): string | null => (n === null ? null : `2024-03-${String(n).padStart(2, '0')}`);
const bound = fc.option(fc.integer({ min: 1, max: 20 }), { freq: 4 });
const ends = fc.record({ lower: bound, upper: bound });
type Ends = typeof ends extends fc.Arbitrary<infer E> ? E : never;
const range = ({ lower, upper }: Ends): DayRange => ({ lower: text(lower), upper: text(upper) });
const daysOf = ({ lower, upper }: Ends): number[] => ALWAYS.filter((n) => (lower === null || lower <= n) && (upper === null || n < upper));

describe('a bound from outside', () => {
  it.each(['2019', '2019-03-14', { unknown: true }, { unknown: true, notLaterThan: '2006-04' }])('%j is a start and an end', (bound) => {
    expect([isFrom(bound), isTo(bound)]).toEqual([true, true]);
  });

  it('null is an end, open, and no start', () => {
    expect([isFrom(null), isTo(null)]).toEqual([false, true]);
  });

  it.each([undefined, '', 'unknown', '2023-02-29', 2019, true, {}, [], { unknown: false }, { unknown: 'true' }, { notLaterThan: '2006' }, { unknown: true, notLaterThan: null }, { unknown: true, notLaterThan: '2006-13' }, { unknown: true, noLaterThan: '2006' }])(
    '%j is neither', (bound) => expect([isFrom(bound), isTo(bound)]).toEqual([false, false]));
});

describe('the days of a period', () => {
  it('begin with the first day of a reduced date and end before that of another', () => {
    expect(dayRange({ from: '2019', to: '2020-03' }, '2024-01-01')).toEqual({ lower: '2019-01-01', upper: '2020-03-01' });
  });

  it('have no lower end when the start is unknown, whatever it is not later than', () => {
    expect(lowerDay({ unknown: true })).toBeNull();
    expect(lowerDay({ unknown: true, notLaterThan: '2006' })).toBeNull();
  });

  it.each([
    ['2020', null, 'anew', 'anew'], ['2019', { unknown: true }, 'anew', 'as before'], [{ unknown: true }, null, 'as before', 'anew'], [{ unknown: true }, { unknown: true }, 'as before', 'as before'],
    [{ unknown: true, notLaterThan: '2006' }, { unknown: true, notLaterThan: '2007' }, 'anew', 'anew'],
  ] as const)('of unknown bounds, stated anew as %j and %j, keep the day of each that stands', (from, to, ...expected) => {
    const stated = restated({ from: { unknown: true }, to: { unknown: true }, fromStatedOn: '2020-01-01', toStatedOn: '2020-01-01' }, { from, to }, '2024-05-01');
    expect([stated.fromStatedOn, stated.toStatedOn].map((day) => (day === '2024-05-01' ? 'anew' : 'as before'))).toEqual(expected);
  });

  it('of an unknown end stop where it had certainly ended: as told, else when that was recorded', () => {
    expect(upperDay({ unknown: true, notLaterThan: '2022-05' }, '2024-06-10')).toBe('2022-05-01');
    expect(upperDay({ unknown: true }, '2024-06-10')).toBe('2024-06-10');
    expect(upperDay(null, '2024-06-10')).toBeNull();
  });
});

describe('counted day by day', () => {
  it('a range holds its days', () => {
    fc.assert(fc.property(ends, fc.integer({ min: 1, max: 20 }), (one, n) => expect(contains(range(one), text(n)!)).toBe(daysOf(one).includes(n))));
  });

  it('a range is empty when it has none', () => {
    fc.assert(fc.property(ends, (one) => expect(isEmpty(range(one))).toBe(daysOf(one).length === 0)));
  });

  it('two ranges overlap when they share a day', () => {
    const seen = { true: 0, false: 0 };
    fc.assert(fc.property(ends, ends, (a, b) => {
      const shared = daysOf(a).some((n) => daysOf(b).includes(n));
      seen[`${shared}`]++;
      expect(overlaps(range(a), range(b))).toBe(shared);
      expect(overlaps(range(b), range(a))).toBe(shared);
    }), { numRuns: 1_000 });
    expect(Math.min(seen.true, seen.false)).toBeGreaterThan(100);
  });

  it('what two ranges share is what is left of both', () => {
    fc.assert(fc.property(ends, ends, (a, b) => {
      const shared = intersect(range(a), range(b));
      expect(daysOf(a).filter((n) => n > 0 && n < 21 && daysOf(b).includes(n)).map(text)).toEqual(ALWAYS.slice(1, 21).map(text).filter((day) => contains(shared, day!)));
    }), { numRuns: 1_000 });
  });

  it('one range lies in another when all its days do', () => {
    const seen = { true: 0, false: 0 };
    fc.assert(fc.property(ends.filter((one) => daysOf(one).length > 0), ends.filter((one) => daysOf(one).length > 0), (inner, outer) => {
      const inside = daysOf(inner).every((n) => daysOf(outer).includes(n));
      seen[`${inside}`]++;
      expect(within(range(inner), range(outer))).toBe(inside);
    }), { numRuns: 1_000 });
    expect(Math.min(seen.true, seen.false)).toBeGreaterThan(100);
  });

  it('an open lower end comes first, an open upper end last', () => {
    expect([text(3), null, text(1)].sort(compareLower)).toEqual([null, text(1), text(3)]);
    expect([minUpper(null, text(3)), minUpper(text(3), null), minUpper(text(3), text(1)), minUpper(null, null)]).toEqual([text(3), text(3), text(1), null]);
  });
});
