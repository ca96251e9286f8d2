import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changedFrom, changedThroughout, valueAt, type Step } from './steps.js';

const INSTANTS = ['2024-01-01T00:00:00.000Z', '2024-01-02T00:00:00.000Z', '2024-01-02T12:00:00.000Z', '2024-01-03T00:00:00.000Z', '2024-01-04T00:00:00.000Z'];
const BEGAN = INSTANTS[1]!;
const statements = fc.array(fc.record({ from: fc.constantFrom(...INSTANTS), aspect: fc.constantFrom('a', 'b'), value: fc.nat(9) }), { maxLength: 8 });
type Aspects = Readonly<Record<string, number>>;

const told = (all: readonly { from: string; aspect: string; value: number }[]): readonly Step<Aspects>[] =>
  all.reduce<readonly Step<Aspects>[]>((steps, { from, aspect, value }) => changedFrom(steps, from, (before) => ({ ...before, [aspect]: value })), [{ from: BEGAN, value: { a: -1, b: -1 } }]);

describe('steps', () => {
  it('hold at every instant what was said last of it, each aspect for itself', () => {
    fc.assert(fc.property(statements, (all) => {
      const steps = told(all);
      for (const instant of INSTANTS) {
        const lastOf = (aspect: string) => all.findLast((one) => one.aspect === aspect && one.from <= instant)?.value ?? -1;
        expect(valueAt(steps, instant)).toEqual(instant < BEGAN ? undefined : { a: lastOf('a'), b: lastOf('b') });
      }
    }));
  });

  it('begin where the thing does, and follow each other', () => {
    fc.assert(fc.property(statements, (all) => {
      const froms = told(all).map(({ from }) => from);
      expect(froms[0]).toBe(BEGAN);
      expect(froms).toEqual([...new Set(froms)].sort());
    }));
  });

  it('are none of what is not there', () => {
    expect(changedFrom<number>([], BEGAN, () => 1)).toEqual([]);
    expect(changedThroughout<number>([{ from: BEGAN, value: 1 }, { from: INSTANTS[3]!, value: 2 }], (value) => value + 10).map(({ value }) => value)).toEqual([11, 12]);
  });
});
