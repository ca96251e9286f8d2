import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { createPool } from '#libs/platform/database.js';

/** Milliseconds between attempts to listen again. */
const RECONNECT_MS = 1_000;

/**
 * Hints that the log may have grown, by LISTEN on one connection of their own. A hint may come too often, late or not at all:
 * whoever waits for one also looks by himself from time to time.
 */
export class AppendHints {
  private readonly pool: Pool;
  private readonly waiters = new Set<() => void>();
  private count = 0;
  private listening: Promise<void> | undefined;
  private readonly closing = new AbortController();

  constructor(url: string) {
    this.pool = createPool(url, { name: 'log hints', max: 1 });
  }

  /** How many hints came so far. Taken before one looks, and handed to {@link next} after one saw nothing new. */
  get seen(): number {
    this.listening ??= this.listen();
    return this.count;
  }

  /** Resolves at the first hint after `seen`, after `milliseconds`, or when the signal aborts. */
  async next(seen: number, milliseconds: number, signal: AbortSignal): Promise<void> {
    if (this.count !== seen || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.waiters.delete(done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      signal.addEventListener('abort', done);
      this.waiters.add(done);
    });
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.listening;
    await this.pool.end();
  }

  private hint(): void {
    this.count += 1;
    for (const wake of [...this.waiters]) wake();
  }

  private async listen(): Promise<void> {
    const { signal } = this.closing;
    while (!signal.aborted) {
      // Whatever went wrong, looking from time to time goes on, and so does trying to listen.
      await this.listenUntilLost(signal).catch(() => undefined);
      await sleep(RECONNECT_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private async listenUntilLost(signal: AbortSignal): Promise<void> {
    const client = await this.pool.connect();
    try {
      const lost = new Promise<void>((resolve) => {
        client.on('end', resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      client.on('notification', () => this.hint());
      await client.query('LISTEN log_appended');
      // What was appended before the server knew of us gave no hint.
      this.hint();
      if (!signal.aborted) await lost;
    } finally {
      client.release(true);
    }
  }
}
