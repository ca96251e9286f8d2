import { describe, expect, it } from '@jest/globals';
import type { AppendResult } from '../event-log.js';
import { LogUnavailable, WrongExpectedRevision } from '../event-log.js';
import type { AppendOutcome, AppendQueueOptions, PendingAppend } from './append-queue.js';
import { AppendQueue, takeBatch } from './append-queue.js';

const NEVER = Number.POSITIVE_INFINITY;
const append = (stream: string, { bytes = 1, deadline = NEVER } = {}): PendingAppend => ({ stream, expected: 'no-stream', events: [], bytes, deadline });
const done = (revision = 0): AppendResult => ({ revision, position: 1n, recordedAt: '2026-01-01T00:00:00.000Z', repeated: false });
const streamsOf = (batch: readonly { readonly stream: string }[]): string => batch.map(({ stream }) => stream).join(' ');

describe('taking a batch', () => {
  const taken = (waiting: readonly PendingAppend[], limits = { maxAppends: 10, maxBytes: 100 }): [string, string] => {
    const { batch, rest } = takeBatch(waiting.map((one) => ({ append: one })), limits);
    return [streamsOf(batch.map((one) => one.append)), streamsOf(rest.map((one) => one.append))];
  };

  it('takes each stream once, and leaves the others of it in their order', () => {
    expect(taken(['a', 'b', 'a', 'c', 'a', 'b'].map((stream) => append(stream)))).toEqual(['a b c', 'a a b']);
  });

  it('ends at the number of appends', () => {
    expect(taken(['a', 'b', 'c'].map((stream) => append(stream)), { maxAppends: 2, maxBytes: 100 })).toEqual(['a b', 'c']);
  });

  it('ends where the bytes would be too many; a small one behind does not overtake', () => {
    expect(taken([append('a', { bytes: 60 }), append('b', { bytes: 41 }), append('c', { bytes: 1 })])).toEqual(['a', 'b c']);
    expect(taken([append('a', { bytes: 60 }), append('b', { bytes: 40 }), append('c', { bytes: 1 })])).toEqual(['a b', 'c']);
  });

  it('takes one that is too large for any batch alone', () => {
    expect(taken([append('a', { bytes: 101 }), append('b')])).toEqual(['a', 'b']);
  });
});

/** A queue whose calls are answered by hand, in their order. */
function steppedQueue(options: Partial<AppendQueueOptions> = {}): { queue: AppendQueue; calls: string[]; answer: (outcome: readonly AppendOutcome[] | Error) => Promise<void> } {
  const calls: string[] = [];
  const open: ((outcome: readonly AppendOutcome[] | Error) => void)[] = [];
  const queue = new AppendQueue({
    maxAppends: 10, maxBytes: 100, parallel: 1,
    call: (batch) => {
      calls.push(streamsOf(batch));
      return new Promise((resolve, reject) => open.push((outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome))));
    },
    ...options,
  });
  return {
    queue, calls,
    answer: async (outcome) => {
      open.shift()!(outcome);
      await turn();
    },
  };
}

/** Until calls that are due have started. */
const turn = async (): Promise<void> => {
  await new Promise(setImmediate);
  await new Promise(setImmediate);
};

describe('an append queue', () => {
  it('answers each of a batch on its own', async () => {
    const { queue, calls, answer } = steppedQueue();
    const first = queue.push(append('a'));
    await turn();
    const rest = ['b', 'c'].map((stream) => queue.push(append(stream)));
    const settled = Promise.allSettled(rest);
    await answer([done(1)]);
    await answer([new WrongExpectedRevision('b', 'no-stream', 4), done(2)]);
    expect(await first).toEqual(done(1));
    expect(await settled).toMatchObject([{ reason: { name: 'WrongExpectedRevision', actual: 4 } }, { value: done(2) }]);
    expect(calls).toEqual(['a', 'b c']);
  });

  it('keeps to its number of calls at a time', async () => {
    const { queue, calls, answer } = steppedQueue({ parallel: 2 });
    const push = async (stream: string): Promise<Promise<AppendResult>[]> => {
      const result = queue.push(append(stream));
      await turn();
      return [result];
    };
    const all = [await push('a'), await push('b'), await push('c'), await push('d')].flat();
    expect(calls).toEqual(['a', 'b']);
    await answer([done()]);
    expect(calls).toEqual(['a', 'b', 'c d']);
    await answer([done()]);
    await answer([done(), done()]);
    await Promise.all(all);
  });

  it('repeats each alone when a batch is refused as a whole', async () => {
    const { queue, calls, answer } = steppedQueue();
    const settled = Promise.allSettled(['b', 'c'].map((stream) => queue.push(append(stream))));
    await turn();
    await answer(new Error('invalid input syntax'));
    await answer([done()]);
    await answer(new Error('invalid input syntax for type json'));
    expect(await settled).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected', reason: { message: 'invalid input syntax for type json' } }]);
    expect(calls).toEqual(['b c', 'b', 'c']);
  });

  it('gives up those whose time is over, and asks again at once for those who came later', async () => {
    const { queue, calls, answer } = steppedQueue();
    const passed = performance.now() - 1;
    const settled = Promise.allSettled([queue.push(append('b', { deadline: passed })), queue.push(append('c')), queue.push(append('d'))]);
    await turn();
    await answer(new LogUnavailable('no answer'));
    expect(calls).toEqual(['b c d', 'c d']);
    await answer([done(), done()]);
    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  });

  it('is drained when all are answered', async () => {
    const { queue, answer } = steppedQueue();
    await queue.drained();
    const all = [queue.push(append('a')), queue.push(append('a'))];
    let drained = false;
    const draining = queue.drained().then(() => { drained = true; });
    await turn();
    await answer([done()]);
    expect(drained).toBe(false);
    await answer([done()]);
    await draining;
    await Promise.all(all);
  });
});
