import type { Readable } from 'node:stream';

/** There was no answer in time, or the client was given up meanwhile. */
export class Silence extends Error {
  override readonly name = 'Silence';
}

export interface ReceiveOptions {
  /** When the client is given up: it says nothing of that itself. */
  readonly gone: AbortSignal;
  /** Milliseconds without anything after which it counts as given up. `Infinity` for what may be silent. */
  readonly idleMs: number;
}

/** Milliseconds without an event after which a read is begun anew. */
export const READ_IDLE_MS = 3_000;

/** An event, or something else that weighs nothing. */
interface Brought {
  readonly event?: { readonly data: unknown } | undefined;
}

/** What waits here before the server is held back: so many, or so many bytes of content. */
const MAX_WAITING = 4_096;
const MAX_WAITING_BYTES = 4_000_000;

/**
 * What a read or a subscription brings, as much at a time as has come. Ends the call on the server however it is left: iterating the
 * client's own stream and breaking off keeps it open, and a connection carries a hundred.
 *
 * @throws Silence, or what the client says
 */
export async function* received<T extends Brought>(calling: AsyncIterable<T>, { gone, idleMs }: ReceiveOptions): AsyncGenerator<T[], void, void> {
  const stream = calling as unknown as Readable & ({ cancel(): Promise<void> } | { unsubscribe(): Promise<void> });
  let waiting: T[] = [];
  let waitingBytes = 0;
  let ended = false;
  let failure: Error | undefined;
  let wake: () => void = () => undefined;
  const fail = (error: Error): void => {
    failure ??= error;
    wake();
  };
  const end = (): void => {
    ended = true;
    wake();
  };
  const silent = (): void => fail(new Silence(gone.aborted ? 'the connection was given up' : 'no answer in time'));
  stream
    .on('data', (one: T) => {
      waiting.push(one);
      waitingBytes += (one.event?.data as { readonly length?: number } | undefined)?.length ?? 0;
      if (waiting.length >= MAX_WAITING || waitingBytes >= MAX_WAITING_BYTES) stream.pause();
      wake();
    })
    .on('error', fail).on('end', end).on('close', end);
  gone.addEventListener('abort', silent, { once: true });
  if (gone.aborted) silent();
  try {
    for (;;) {
      if (waiting.length > 0) {
        const chunk = waiting;
        waiting = [];
        waitingBytes = 0;
        if (stream.isPaused()) stream.resume();
        yield chunk;
      } else if (failure) {
        throw failure;
      } else if (ended) {
        return;
      } else {
        const timer = idleMs === Infinity ? undefined : setTimeout(silent, idleMs);
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        clearTimeout(timer);
      }
    }
  } finally {
    gone.removeEventListener('abort', silent);
    // A failure while it is being ended concerns nobody.
    stream.on('error', () => undefined);
    if (!ended) await ('unsubscribe' in stream ? stream.unsubscribe() : stream.cancel()).catch(() => undefined);
  }
}
