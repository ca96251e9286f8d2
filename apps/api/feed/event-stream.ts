/** Pages of the feed as server-sent events. */
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { Position } from '#libs/event-log/event-log.js';
import type { FeedPage } from '#libs/feed/feed.js';

/** Milliseconds after which a client whose stream broke off connects again. */
const RECONNECT_MS = 2_000;

/**
 * Text of the stream, made as it is read: a connection that takes nothing holds one page. Each block moves `Last-Event-ID`; one of
 * a comment and an id only is a heart-beat, which no listener sees.
 */
export function eventStream(pages: AsyncIterable<FeedPage>, format: (position: Position) => string): Readable {
  return Readable.from(blocks(pages, format), { objectMode: false });
}

async function* blocks(pages: AsyncIterable<FeedPage>, format: (position: Position) => string): AsyncGenerator<string, void, void> {
  yield `retry: ${RECONNECT_MS}\n\n`;
  for await (const { events, next } of pages) {
    if (events.length === 0) yield `: heart-beat\nid: ${format(next)}\n\n`;
    else yield events.map((event) => `id: ${event.position}\ndata: ${JSON.stringify(event)}\n\n`).join('');
  }
}

/**
 * Cuts the connection when nothing went over it for some time, at the latest twice as long after the last byte: a peer that is gone
 * without a word, or takes nothing, must not keep its place among those who follow.
 */
export function endWhenStalled(response: ServerResponse, milliseconds: number): void {
  const { socket } = response;
  const end = (): void => void socket?.destroy();
  socket?.setTimeout(milliseconds, end);
  // The connection may serve other requests afterwards.
  response.once('close', () => socket?.off('timeout', end).setTimeout(0));
}
