import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { CloudEvent } from '#libs/feed/cloud-event.js';
import type { FeedPage } from '#libs/feed/feed.js';
import { eventStream } from './event-stream.js';

const format = (position: bigint): string => `@k7mzq2ab.${position}`;
const event = (position: number, data = {}): CloudEvent => ({ id: String(position), position: format(BigInt(position)), data }) as unknown as CloudEvent;
const textOf = async (pages: AsyncIterable<FeedPage>): Promise<string> => (await eventStream(pages, format).toArray()).map(String).join('');

async function* given(...pages: FeedPage[]): AsyncGenerator<FeedPage> {
  yield* pages;
}

describe('the stream of the feed', () => {
  it('is a block an event with its position as the id, and a comment with an id where there was none', async () => {
    const text = await textOf(given({ events: [event(3), event(4)], next: 5n, more: true }, { events: [], next: 9n, more: false }));
    expect(text).toBe('retry: 2000\n\n'
      + 'id: @k7mzq2ab.3\ndata: {"id":"3","position":"@k7mzq2ab.3","data":{}}\n\nid: @k7mzq2ab.4\ndata: {"id":"4","position":"@k7mzq2ab.4","data":{}}\n\n'
      + ': heart-beat\nid: @k7mzq2ab.9\n\n');
  });

  it('keeps every block whole, whatever characters the data have', async () => {
    const text = await textOf(given({ events: [event(1, { value: 'a\n\nid: @x\r\u2028🏪' })], next: 1n, more: false }));
    const blocks = text.split('\n\n');
    expect(blocks).toHaveLength(3);
    expect((JSON.parse(blocks[1]!.split('data: ')[1]!) as CloudEvent).data).toEqual({ value: 'a\n\nid: @x\r\u2028🏪' });
  });

  it('asks for no page while nobody reads', async () => {
    let made = 0;
    async function* endless(): AsyncGenerator<FeedPage> {
      for (;;) yield { events: [event(made += 1, { filler: 'x'.repeat(100_000) })], next: BigInt(made), more: true };
    }
    const stream = eventStream(endless(), format);
    stream.read(0);
    for (let turn = 0; turn < 100; turn += 1) await setImmediate();
    expect(made).toBeLessThanOrEqual(2);
    stream.destroy();
  });
});
