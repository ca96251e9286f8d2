import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LineOrder, type Touched } from './line-order.js';

const touched = (writes: string[], refersTo: string[] = []): Touched => ({ writes: new Set(writes), refersTo: new Set(refersTo) });
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Lines that enter at once; gives which are ready, and lets lines be done. */
function lines(of: readonly Touched[]) {
  const order = new LineOrder();
  const ready = new Set<number>();
  const entered = of.map((one, i) => {
    const { ready: start, done } = order.enter(one);
    void start.then(() => ready.add(i));
    return done;
  });
  return { ready, done: (i: number) => entered[i]!() };
}

describe('the order of lines', () => {
  it('lets lines on different things run at once', async () => {
    const { ready } = lines([touched(['a']), touched(['b']), touched(['c'])]);
    await turn();
    expect([...ready]).toEqual([0, 1, 2]);
  });

  it('holds a line back until those before it on the same thing are done', async () => {
    const { ready, done } = lines([touched(['a']), touched(['a', 'b']), touched(['b'])]);
    await turn();
    expect([...ready]).toEqual([0]);
    done(0);
    await turn();
    expect([...ready]).toEqual([0, 1]);
    done(1);
    await turn();
    expect([...ready]).toEqual([0, 1, 2]);
  });

  it('lets lines that refer to one thing run at once, after its writer and before the next one', async () => {
    const { ready, done } = lines([touched(['unit']), touched(['x'], ['unit']), touched(['y'], ['unit']), touched(['unit'])]);
    await turn();
    expect([...ready]).toEqual([0]);
    done(0);
    await turn();
    expect([...ready]).toEqual([0, 1, 2]);
    done(2);
    await turn();
    expect(ready.has(3)).toBe(false);
    done(1);
    await turn();
    expect(ready.has(3)).toBe(true);
  });

  it('is kept by any lines, and none waits for ever', async () => {
    const keys = fc.subarray(['a', 'b', 'c', 'd'], { maxLength: 3 });
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(keys, keys), { maxLength: 20 }), fc.infiniteStream(fc.nat()), async (given, choices) => {
      const all = given.map(([writes, refersTo]) => touched(writes, refersTo));
      const { ready, done } = lines(all);
      const finished: number[] = [];
      while (finished.length < all.length) {
        await turn();
        const running = [...ready].filter((i) => !finished.includes(i));
        expect(running.length).toBeGreaterThan(0);
        const next = running[choices.next().value! % running.length]!;
        for (let before = 0; before < next; before++) {
          const conflict = [...all[next]!.writes].some((key) => all[before]!.writes.has(key) || all[before]!.refersTo.has(key)) || [...all[next]!.refersTo].some((key) => all[before]!.writes.has(key));
          if (conflict) expect(finished).toContain(before);
        }
        done(next);
        finished.push(next);
      }
    }), { numRuns: 50 });
  });
});
