import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, type Day } from '#libs/temporal/dates.js';
import { chronological, contradictions, runs } from './periods.js';
import type { RegisterPeriod } from './records.js';

function period(line: number, from: Day | null, to: Day | null, activity?: string): RegisterPeriod {
  return { line, from, to, status: 'A', activity, nomenclature: undefined, banners: [], tradeNames: [] };
}
const reasons = (...periods: RegisterPeriod[]): [number, string][] => contradictions(chronological(periods), '73282932000074').map(({ line, reason }) => [line, reason]);

describe('periods of the register', () => {
  it('are put in the order of time, an unknown start first', () => {
    expect(chronological([period(2, '2020-01-01', null), period(3, '2010-01-01', '2020-01-01'), period(4, null, '2010-01-01')]).map(({ line }) => line)).toEqual([4, 3, 2]);
  });

  it('may follow each other on the very day, or leave days between', () => {
    expect(reasons(period(2, null, '2010-01-01'), period(3, '2010-01-01', '2020-01-01'), period(4, '2022-01-01', null))).toEqual([]);
  });

  it.each<[string, RegisterPeriod[], number, string]>([
    ['overlap by a day', [period(2, '2010-01-01', '2020-01-02'), period(3, '2020-01-01', null)], 3, 'the period overlaps the one on line 2'],
    ['follow one that has no end', [period(2, '2010-01-01', null), period(3, '2020-01-01', null)], 3, 'the period overlaps the one on line 2'],
    ['start on one day', [period(2, '2010-01-01', '2020-01-01'), period(3, '2010-01-01', '2020-01-01')], 3, 'the period overlaps the one on line 2'],
    ['both have no start', [period(2, null, '2010-01-01'), period(3, null, '2020-01-01')], 3, 'two periods without a start (the other on line 2)'],
    ['end on the day they start', [period(2, '2010-01-01', '2010-01-01')], 2, 'the period ends before it starts (2010-01-01)'],
  ])('cannot all be true when they %s: the line is named', (_, periods, line, reason) => {
    expect(reasons(...periods)).toEqual([[line, reason]]);
  });
});

describe('runs of one value', () => {
  const found = (...periods: RegisterPeriod[]) => runs(periods, ({ activity }) => activity).map(({ value, from, to }) => [value, from, to]);

  it('join adjacent periods that say the same', () => {
    expect(found(period(2, null, '2010-01-01', 'A'), period(3, '2010-01-01', '2020-01-01', 'A'), period(4, '2020-01-01', null, 'B'))).toEqual([['A', null, '2020-01-01'], ['B', '2020-01-01', null]]);
  });

  it('are interrupted by days without a period, and by periods without a value', () => {
    expect(found(period(2, '2000-01-01', '2010-01-01', 'A'), period(3, '2010-01-02', null, 'A'))).toHaveLength(2);
    expect(found(period(2, '2000-01-01', '2010-01-01', 'A'), period(3, '2010-01-01', '2015-01-01'), period(4, '2015-01-01', null, 'A'))).toEqual([['A', '2000-01-01', '2010-01-01'], ['A', '2015-01-01', null]]);
  });

  it('say of every day what the periods say, in as few runs as can be', () => {
    const pieces = fc.array(fc.record({ gap: fc.integer({ min: 0, max: 1 }), length: fc.integer({ min: 1, max: 3 }), value: fc.constantFrom('A', 'B', undefined) }), { maxLength: 8 });
    fc.assert(fc.property(pieces, (all) => {
      const said: (string | undefined)[] = [];
      const periods = all.map(({ gap, length, value }, line) => {
        const from = said.length + gap;
        said.push(...Array.from({ length: gap }, () => undefined), ...Array.from({ length }, () => value));
        return period(line, addDays('2024-01-01', from), addDays('2024-01-01', from + length), value);
      });
      const joined = runs(periods, ({ activity }) => activity);
      const days = said.map((_, n) => addDays('2024-01-01', n));
      expect(days.map((day) => joined.filter(({ from, to }) => from! <= day && day < to!).map(({ value }) => value))).toEqual(said.map((value) => (value === undefined ? [] : [value])));
      expect(joined).toHaveLength(said.filter((value, n) => value !== undefined && value !== said[n - 1]).length);
    }));
  });
});
