import { describe, expect, it } from '@jest/globals';
import { coalesce } from './coalesce.js';

/** A run that notes its batches and ends only when told to. */
function steppedRun(): { batches: (readonly number[])[]; run: (inputs: readonly number[]) => Promise<number[]>; finish: () => Promise<void> } {
  const batches: (readonly number[])[] = [];
  const under: (() => void)[] = [];
  return {
    batches,
    run: (inputs) => {
      batches.push(inputs);
      return new Promise((resolve) => under.push(() => resolve(inputs.map((input) => input * 10))));
    },
    finish: async () => {
      under.shift()?.();
      await turn();
    },
  };
}

/** Until runs that are due have started. */
const turn = async (): Promise<void> => {
  await new Promise(setImmediate);
  await new Promise(setImmediate);
};

describe('coalesce', () => {
  it('takes all who call in one turn into one run, and all who wait meanwhile into the next', async () => {
    const { batches, run, finish } = steppedRun();
    const call = coalesce({ run, maxBatch: 100, parallel: 1 });
    const first = [call(1), Promise.resolve().then(() => call(2))];
    await turn();
    expect(batches).toEqual([[1, 2]]);
    const later = [call(3), call(4)];
    await turn();
    const last = call(5);
    expect(batches).toEqual([[1, 2]]);
    await finish();
    expect(await Promise.all(first)).toEqual([10, 20]);
    expect(batches).toEqual([[1, 2], [3, 4, 5]]);
    await finish();
    expect(await Promise.all([...later, last])).toEqual([30, 40, 50]);
  });

  it('cuts at maxBatch, first come first served, and keeps to the number of parallel runs', async () => {
    const { batches, run, finish } = steppedRun();
    const call = coalesce({ run, maxBatch: 2, parallel: 2 });
    const all = [1, 2, 3, 4, 5, 6, 7].map(call);
    await turn();
    expect(batches).toEqual([[1, 2], [3, 4]]);
    await finish();
    expect(batches).toEqual([[1, 2], [3, 4], [5, 6]]);
    for (let rest = 0; rest < 3; rest += 1) await finish();
    expect(await Promise.all(all)).toEqual([10, 20, 30, 40, 50, 60, 70]);
  });

  it('repeats each input alone when a run of many throws, so that only the bad one fails', async () => {
    const batches: (readonly number[])[] = [];
    const call = coalesce<number, number>({
      run: async (inputs) => {
        batches.push(inputs);
        await Promise.resolve();
        if (inputs.includes(3)) throw new Error('three is bad');
        return inputs;
      },
      maxBatch: 10,
      parallel: 1,
    });
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(call));
    expect(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : (outcome.reason as Error).message))).toEqual([1, 2, 'three is bad', 4]);
    expect(batches).toEqual([[1, 2, 3, 4], [1], [2], [3], [4]]);
    await expect(call(5)).resolves.toBe(5);
  });

  it('fails all at once when a run of many throws what can be of none of them alone', async () => {
    let runs = 0;
    const call = coalesce<number, number>({
      run: () => {
        runs += 1;
        return Promise.reject(new Error('nobody answers'));
      },
      maxBatch: 10,
      parallel: 1,
      mayBeOfOne: (error) => (error as Error).message !== 'nobody answers',
    });
    const outcomes = await Promise.allSettled([1, 2, 3].map(call));
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(runs).toBe(1);
  });

  it('fails callers rather than mixing up answers when a run gives too few of them', async () => {
    const call = coalesce<number, number>({ run: async () => [], maxBatch: 10, parallel: 1 });
    await expect(call(1)).rejects.toThrow('a run of 1 inputs gave 0 outputs');
  });
});
