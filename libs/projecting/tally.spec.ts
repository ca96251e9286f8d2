import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bucketOf, BUCKETS } from './buckets.js';
import { addToTally, blockOf, BLOCK_EVENTS, emptyTally } from './tally.js';

const tallyOf = (ids: readonly string[]) => ids.reduce((tally, id) => {
  addToTally(tally, id);
  return tally;
}, emptyTally());

describe('a tally', () => {
  it('is the same in any order', () => {
    fc.assert(fc.property(fc.array(fc.uuid(), { maxLength: 20 }), (ids) => {
      expect(tallyOf([...ids].reverse())).toEqual(tallyOf(ids));
    }));
  });

  it('tells an event that is missing, or was applied twice, from none', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 20 }), (ids) => {
      expect(tallyOf(ids.slice(1))).not.toEqual(tallyOf(ids));
      // An XOR would not see this one.
      expect(tallyOf([ids[0]!, ids[0]!])).not.toEqual(emptyTally());
    }));
  });

  it('is a count and the sum of the ids modulo 2^128', () => {
    const highest = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
    expect(tallyOf([highest, '00000000-0000-0000-0000-000000000003'])).toEqual({ count: 2n, sum: 2n });
  });
});

describe('blocks of the log', () => {
  it('hold so many positions each, the first of which is 1', () => {
    expect([1n, BLOCK_EVENTS, BLOCK_EVENTS + 1n, 2n * BLOCK_EVENTS].map((position) => blockOf(position, BLOCK_EVENTS))).toEqual([0n, 0n, 1n, 1n]);
  });
});

describe('buckets', () => {
  it('are found from the name of the stream by FNV-1a, which checkpoints in the field rely on', () => {
    // 0x811c9dc5, 0xe40c292c and 0xbf9cf968 are the hashes published with the algorithm for '', 'a' and 'foobar'.
    expect(['', 'a', 'foobar'].map(bucketOf)).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968].map((hash) => hash % BUCKETS));
  });

  it('are all in use, and none holds far more streams than another', () => {
    const counts = new Array<number>(BUCKETS).fill(0);
    for (const id of fc.sample(fc.uuid(), 6_400)) counts[bucketOf(`party-${id}`)]! += 1;
    expect(Math.min(...counts)).toBeGreaterThan(40);
    expect(Math.max(...counts)).toBeLessThan(200);
  });
});
