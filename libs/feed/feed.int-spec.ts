import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventDefinitions } from '#apps/server/event-definitions.js';
import type { Position } from '#libs/event-log/event-log.js';
import { startApi, type TestApi } from '../../test/support/api.js';
import { Feed, type FeedOptions, type FeedPage } from './feed.js';
import type { Selection } from './selection.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const EVERYTHING: Selection = { types: [], party: undefined, bookkeeping: true, scope: 'ids' };
const feedWith = (options: Partial<FeedOptions> = {}): Feed =>
  new Feed({ log: api.log, logId: api.logId, codec: api.codec, definitions: eventDefinitions, monotonic: () => performance.now(), ...options });
const metadata = { v: 1, n: 1, of: 1, caller: 'service:test', actor: 'service:test', verified: false as const, correlationId: randomUUID() };

/** Parties that are created, each with an event of its own, some hundreds at a time. */
async function append(count: number): Promise<void> {
  for (let left = count; left > 0; left -= 500) await appendAtOnce(Math.min(left, 500));
}

async function appendAtOnce(count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, async () => {
    const [id, partyId, commandId] = [randomUUID(), randomUUID(), randomUUID()];
    const [encoded] = await api.codec.encode(undefined, [{ id, event: { type: 'PartyCreated', data: { partyId, kind: 'person' } }, metadata }]);
    await api.log.append(`party-${partyId}`, 'no-stream', [{ id, type: 'PartyCreated', commandId, ...encoded! }]);
  }));
}

const head = async (): Promise<Position> => (await api.log.head()).position;
const idsAfter = async (position: Position): Promise<string[]> => (await api.log.readAll(position, 1_000_000)).map(({ id }) => id);

/** Ids of the events of pages, until there are as many. */
async function take(pages: AsyncGenerator<FeedPage, void, void>, count: number): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < count) ids.push(...((await pages.next()).value?.events ?? []).map(({ id }) => id));
  return ids;
}

describe('a follower', () => {
  it('that is slower than the log grows loses nothing, however far it falls behind', async () => {
    const [feed, signal, start] = [feedWith(), new AbortController(), await head()];
    const pages = feed.follow(start, EVERYTHING, { limit: 100, signal: signal.signal });
    const quick = feed.follow(start, EVERYTHING, { limit: 1_000, signal: signal.signal });
    await append(50);
    const ids = await take(pages, 50);
    // More than the window holds, while one follower reads on and the other does not.
    await Promise.all([append(6_000), take(quick, 6_050)]);
    ids.push(...(await take(pages, 6_000)));
    expect(ids).toEqual(await idsAfter(start));
    signal.abort();
  });

  it('is told how far the feed has come when there is nothing for it, also while there is always something for others', async () => {
    const [feed, signal, start] = [feedWith({ heartbeatMs: 20 }), new AbortController(), await head()];
    const pages = feed.follow(start, { ...EVERYTHING, types: ['RelationEnded'] }, { limit: 10, signal: signal.signal });
    expect((await pages.next()).value).toEqual({ events: [], next: start, more: false });
    let busy = true;
    const others = (async () => {
      while (busy) await append(5);
    })();
    let next = start;
    while (next < start + 50n) ({ next } = (await pages.next()).value!);
    busy = false;
    await others;
    expect(next).toBeLessThanOrEqual(await head());
    signal.abort();
  });

  it('has a place as long as it is there, whether or not it ever read anything', async () => {
    const feed = feedWith({ maxFollowers: 2 });
    const signals = [new AbortController(), new AbortController()];
    for (const { signal } of signals) feed.follow(0n, EVERYTHING, { limit: 1, signal });
    const third = () => feed.follow(0n, EVERYTHING, { limit: 1, signal: new AbortController().signal });
    expect(third).toThrow(expect.objectContaining({ code: 'too-many-followers' }));
    await expect(feed.poll(0n, EVERYTHING, { limit: 1, waitMs: 10, signal: new AbortController().signal })).rejects.toMatchObject({ code: 'too-many-followers' });
    signals[0]!.abort();
    const pages = third();
    expect((await pages.next()).value!.events).toHaveLength(1);
    feed.close();
    expect((await pages.next()).done).toBe(true);
    // Who waits for nothing needs no place.
    expect((await feed.page(0n, EVERYTHING, 3)).events).toHaveLength(3);
  });

  it('that comes when the feed is closed already is not kept waiting', async () => {
    const [feed, signal] = [feedWith(), new AbortController().signal];
    feed.close();
    expect(await feed.follow(await head(), EVERYTHING, { limit: 10, signal }).next()).toEqual({ value: undefined, done: true });
    expect(await feed.poll(await head(), EVERYTHING, { limit: 10, signal, waitMs: 100_000 })).toMatchObject({ events: [] });
  });

  it('is woken by an append to the log, not by the clock', async () => {
    const [feed, signal, start] = [feedWith({ heartbeatMs: 3_600_000 }), new AbortController(), await head()];
    const next = feed.follow(start, EVERYTHING, { limit: 10, signal: signal.signal }).next();
    await append(1);
    expect((await next).value!.events.map(({ id }) => id)).toEqual(await idsAfter(start));
    signal.abort();
  });
});

describe('a page', () => {
  it('ends after some megabytes, whatever its limit', async () => {
    const start = await head();
    const types = Array.from({ length: 12 }, async () => {
      const [id, stream] = [randomUUID(), `party-${randomUUID()}`];
      await api.log.append(stream, 'no-stream', [{ id, type: 'PartyCreated', commandId: randomUUID(), data: JSON.stringify({ partyId: stream, kind: 'x'.repeat(400_000) }), metadata: JSON.stringify(metadata) }]);
    });
    await Promise.all(types);
    const sizes: number[] = [];
    for (let [position, more] = [start, true]; more;) {
      const page = await feedWith().page(position, EVERYTHING, 1_000);
      sizes.push(page.events.length);
      ({ next: position, more } = page);
    }
    expect(sizes.reduce((sum, size) => sum + size)).toBe(12);
    expect(Math.max(...sizes)).toBe(5);
  });
});
