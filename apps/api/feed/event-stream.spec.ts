import http from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { CloudEvent } from '#libs/feed/cloud-event.js';
import type { FeedPage } from '#libs/feed/feed.js';
import { endWhenStalled, eventStream } from './event-stream.js';

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

describe('a connection that takes nothing', () => {
  /** A server that streams without an end, and when the first connection to it was closed, by whom. */
  async function streaming(stall: number): Promise<{ port: number; closed: Promise<void>; server: http.Server }> {
    async function* endless(): AsyncGenerator<FeedPage> {
      for (let n = 1; ; n += 1) yield { events: [event(n, { filler: 'x'.repeat(200_000) })], next: BigInt(n), more: true };
    }
    let close!: () => void;
    const closed = new Promise<void>((resolve) => { close = resolve; });
    const server = http.createServer((_, response) => {
      endWhenStalled(response, stall);
      eventStream(endless(), format).pipe(response);
    }).on('connection', (socket) => socket.on('close', close));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { port: (server.address() as AddressInfo).port, closed, server };
  }

  it('is cut', async () => {
    const { port, closed, server } = await streaming(100);
    const peer = connect(port, '127.0.0.1').on('error', () => undefined);
    peer.pause().write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    await closed;
    peer.destroy();
    server.close();
  });

  it('is not cut while it takes something', async () => {
    const { port, closed, server } = await streaming(500);
    let cut = false;
    void closed.then(() => { cut = true; });
    const peer = connect(port, '127.0.0.1').on('error', () => undefined);
    let got = 0;
    const enough = new Promise<void>((resolve) => peer.on('data', (chunk) => (got += chunk.length) > 20_000_000 && resolve()));
    peer.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    await enough;
    expect(cut).toBe(false);
    peer.destroy();
    await closed;
    server.close();
  });
});
