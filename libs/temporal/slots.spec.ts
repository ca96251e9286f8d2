import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contains } from './periods.js';
import { effectivePeriods, Slot, type Effective, type SlotEntry } from './slots.js';

// Days 1 to 20 of one month; 0 stands for all before, 21 for all after.
const ALWAYS = Array.from({ length: 22 }, (_, n) => n);
const text = (n: number): string => (n === 0 ? '0001-01-01' : n === 21 ? '9999-12-31' : `2024-03-${String(n).padStart(2, '0')}`);
const stated = fc.record({ lower: fc.option(fc.integer({ min: 1, max: 20 }), { freq: 6 }), upper: fc.option(fc.integer({ min: 1, max: 20 }), { freq: 2 }) })
  .filter(({ lower, upper }) => lower === null || upper === null || lower < upper);
type Stated = typeof stated extends fc.Arbitrary<infer S> ? S : never;

const entriesOf = (all: readonly Stated[]): SlotEntry[] => all.map(({ lower, upper }, order) => ({
  id: `fact-${order}`, order, asserted: { lower: lower === null ? null : text(lower), upper: upper === null ? null : text(upper) },
}));

/** Who holds on a day, found the slow way: of all that have begun the latest start counts, of equal ones the last recorded; if that one is over, nobody. */
function holderOn(all: readonly Stated[], n: number): string | undefined {
  let latest: { start: number; order: number } | undefined;
  all.forEach(({ lower }, order) => {
    const start = lower ?? -1;
    if (start <= n && (!latest || start >= latest.start)) latest = { start, order };
  });
  if (!latest) return undefined;
  const { upper } = all[latest.order]!;
  return upper === null || n < upper ? `fact-${latest.order}` : undefined;
}

describe('in one slot', () => {
  it('holds, on every day, exactly who the rule says, found day by day', () => {
    const seen = { held: 0, gap: 0, hidden: 0 };
    fc.assert(fc.property(fc.array(stated, { maxLength: 8 }), (all) => {
      const effective = effectivePeriods(entriesOf(all));
      expect([...effective.keys()].sort()).toEqual(all.map((_, i) => `fact-${i}`));
      const expected = ALWAYS.map((n) => holderOn(all, n));
      expect(ALWAYS.map((n) => [...effective].filter(([, { range }]) => range && contains(range, text(n))).map(([id]) => id)))
        .toEqual(expected.map((holder) => (holder === undefined ? [] : [holder])));
      seen.held += expected.filter((holder) => holder !== undefined).length;
      seen.gap += ALWAYS.filter((n) => expected[n] === undefined && all.some(({ lower }) => lower === null || lower <= n)).length;
      seen.hidden += [...effective.values()].filter(({ range }) => range === null).length;
    }), { numRuns: 1_000 });
    expect(Math.min(seen.held, seen.gap, seen.hidden)).toBeGreaterThan(100);
  });

  it('whoever is cut is cut by the one that starts there, the last recorded of several; whoever is hidden, by the next recorded', () => {
    fc.assert(fc.property(fc.array(stated, { maxLength: 8 }), (all) => {
      const entries = entriesOf(all);
      const effective = effectivePeriods(entries);
      const cutters = entries.map(({ id, asserted, order }) => {
        const { range } = effective.get(id)!;
        if (range !== null && range.upper === asserted.upper) return null;
        if (range === null) return entries.find((other) => other.asserted.lower === asserted.lower && other.order > order)!.id;
        return entries.findLast((other) => other.asserted.lower === range.upper)!.id;
      });
      expect(entries.map(({ id }) => effective.get(id)!.endedBy)).toEqual(cutters);
    }), { numRuns: 1_000 });
  });

  it('the order in which entries are given does not matter, that in which they were recorded does', () => {
    fc.assert(fc.property(fc.array(stated, { maxLength: 6 }).chain((all) => fc.tuple(fc.constant(entriesOf(all)), fc.shuffledSubarray(entriesOf(all), { minLength: all.length }))), ([entries, shuffled]) => {
      expect(effectivePeriods(shuffled)).toEqual(effectivePeriods(entries));
    }));
  });

  it('is the same whether entries change one by one or all at once, and tells all that a change affects', () => {
    const change = fc.record({ id: fc.nat(5), state: fc.option(stated, { freq: 4 }) });
    fc.assert(fc.property(fc.array(change, { maxLength: 25 }), (changes) => {
      const slot = new Slot([]);
      const entries = new Map<string, SlotEntry>();
      const told = new Map<string, Effective>();
      for (const { id: n, state } of changes) {
        const id = `fact-${n}`;
        let affected: Set<string>;
        if (state) {
          const [entry] = entriesOf([state]);
          entries.set(id, { ...entry!, id, order: n });
          affected = slot.put(entries.get(id)!);
        } else {
          entries.delete(id);
          told.delete(id);
          affected = slot.remove(id);
        }
        for (const one of affected) told.set(one, slot.effective(one));
        expect(told).toEqual(effectivePeriods([...entries.values()]));
      }
    }), { numRuns: 500 });
  });

  it('an end on the very day of the next start is its own', () => {
    const asserted = (lower: string, upper: string | null) => ({ lower, upper });
    const effective = effectivePeriods([{ id: 'a', order: 0, asserted: asserted('2020-01-01', '2021-01-01') }, { id: 'b', order: 1, asserted: asserted('2021-01-01', null) }]);
    expect(effective.get('a')).toEqual({ range: asserted('2020-01-01', '2021-01-01'), endedBy: null });
  });

  it('an entry that was over before it began holds nowhere, and still ends the one before it', () => {
    const effective = effectivePeriods([
      { id: 'a', order: 0, asserted: { lower: '2020-01-01', upper: null } }, { id: 'never', order: 1, asserted: { lower: '2022-01-01', upper: '2021-01-01' } },
    ]);
    expect(effective.get('never')).toEqual({ range: null, endedBy: null });
    expect(effective.get('a')).toEqual({ range: { lower: '2020-01-01', upper: '2022-01-01' }, endedBy: 'never' });
  });
});
