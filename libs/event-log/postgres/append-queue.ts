import type { AppendResult, ExpectedRevision, NewEvent } from '../event-log.js';
import { LogUnavailable } from '../event-log.js';
import type { Moment } from './sessions.js';

/** An append on its way: checked, and not answered yet. */
export interface PendingAppend {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly NewEvent[];
  /** Of `data` and `metadata`. */
  readonly bytes: number;
  /** When its caller stops waiting. */
  readonly deadline: Moment;
}

/** What became of one append: its result, or the error its caller gets. */
export type AppendOutcome = AppendResult | Error;

export interface AppendQueueOptions {
  /**
   * Appends a batch in one transaction and tells the outcome of each, in their order. Throws LogUnavailable when there was no
   * answer before the deadline, and anything else when nothing of the batch was written.
   */
  readonly call: (batch: readonly PendingAppend[], deadline: Moment) => Promise<readonly AppendOutcome[]>;
  /** Appends in one batch, at most. */
  readonly maxAppends: number;
  /** Bytes in one batch, at most; an append that has more goes alone. */
  readonly maxBytes: number;
  /** Batches under way at a time, at most. */
  readonly parallel: number;
}

interface Waiting {
  readonly append: PendingAppend;
  readonly settle: (outcome: AppendOutcome) => void;
}

/**
 * Coalesces appends: while a batch is under way others queue, and the next batch takes all that fit. They share one
 * transaction and one wait for the disk, but no fate: each is answered on its own, and when a batch as a whole is
 * refused, each is repeated alone.
 */
export class AppendQueue {
  private waiting: Waiting[] = [];
  private running = 0;
  private starting = false;
  private idle: (() => void)[] = [];

  constructor(private readonly options: AppendQueueOptions) {}

  /** The result of the append, or a rejection with its error. */
  push(append: PendingAppend): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ append, settle: (outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome)) });
      this.startSoon();
    });
  }

  /** Resolves when every append that was pushed is answered. */
  async drained(): Promise<void> {
    if (this.running > 0 || this.waiting.length > 0) await new Promise<void>((resolve) => this.idle.push(resolve));
  }

  /** At the end of the turn of the event loop, so that all who push in it share a batch. */
  private startSoon(): void {
    if (this.starting) return;
    this.starting = true;
    setImmediate(() => this.start());
  }

  private start(): void {
    this.starting = false;
    while (this.running < this.options.parallel && this.waiting.length > 0) {
      const { batch, rest } = takeBatch(this.waiting, this.options);
      this.waiting = rest;
      this.running += 1;
      void this.answer(batch).finally(() => {
        this.running -= 1;
        if (this.waiting.length > 0) this.startSoon();
        else if (this.running === 0) for (const resolve of this.idle.splice(0)) resolve();
      });
    }
  }

  private async answer(batch: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await this.options.call(batch.map(({ append }) => append), Math.min(...batch.map(({ append }) => append.deadline)));
      batch.forEach(({ settle }, index) => settle(outcomes[index]!));
    } catch (error) {
      if (error instanceof LogUnavailable) this.giveUp(batch, error);
      else if (batch.length === 1) batch[0]!.settle(error as Error);
      else for (const one of batch) await this.answer([one]);
    }
  }

  /** Who joined the batch later has time left: the same bytes once more, before everybody else. */
  private giveUp(batch: readonly Waiting[], unavailable: LogUnavailable): void {
    const earliest = Math.min(...batch.map(({ append }) => append.deadline));
    const now = Math.max(earliest, performance.now());
    for (const { append, settle } of batch) if (append.deadline <= now) settle(unavailable);
    this.waiting.unshift(...batch.filter(({ append }) => append.deadline > now));
  }
}

/**
 * The next batch, first come first served, and what stays. A stream comes once in a batch: its second append waits for the
 * outcome of the first, and those behind it stay behind it.
 */
export function takeBatch<T extends { readonly append: Pick<PendingAppend, 'stream' | 'bytes'> }>(
  waiting: readonly T[], { maxAppends, maxBytes }: { readonly maxAppends: number; readonly maxBytes: number },
): { batch: T[]; rest: T[] } {
  const batch: T[] = [];
  const rest: T[] = [];
  const streams = new Set<string>();
  let bytes = 0;
  let full = false;
  for (const one of waiting) {
    const { append } = one;
    full ||= batch.length > 0 && (batch.length >= maxAppends || bytes + append.bytes > maxBytes);
    if (full || streams.has(append.stream)) {
      rest.push(one);
      continue;
    }
    streams.add(append.stream);
    bytes += append.bytes;
    batch.push(one);
  }
  return { batch, rest };
}
