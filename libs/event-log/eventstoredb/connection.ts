import type { EventStoreDBClient } from '@eventstore/db-client';
import { BACKWARDS, END } from '@eventstore/db-client';
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { LogUnavailable } from '../event-log.js';
import type { Moment } from '../postgres/sessions.js';
import { passes, refusal } from './client-errors.js';
import { received, Silence } from './received.js';

/** One client, as long as it is of use. */
export interface Lease {
  readonly client: EventStoreDBClient;
  /** Aborts when nobody waits for this any more, or when the client is given up; whatever waits for it then would wait for ever. */
  readonly gone: AbortSignal;
}

export interface ConnectionOptions {
  /** Milliseconds one attempt may take. The server's own deadline does not count while it is frozen. */
  readonly attemptMs: number;
  /** A number in [0, 1). */
  readonly random: () => number;
}

/** Pauses before the server is asked again, in milliseconds: doubled up to the last, and less by chance, so that no two processes keep step. */
const FIRST_PAUSE_MS = 20;
const LAST_PAUSE_MS = 2_000;
/** Failed probes after which the client itself is replaced: it keeps some failures for good. */
const PROBES_PER_CLIENT = 3;

/**
 * The one client of a process, and the gate before it. While it is not known to work nobody but one probe asks the server, and all
 * others wait for that: hundreds of first calls on a cold connection have hung, and hundreds of callers repeating theirs are a storm.
 */
export class Connection {
  private lease: { readonly client: EventStoreDBClient; readonly giveUp: AbortController; answeredAt: Moment };
  private open = false;
  private probing: Promise<void> | undefined;
  /** Why the last probe failed. */
  private lastFailure: unknown;
  private readonly closing = new AbortController();

  constructor(private readonly makeClient: () => EventStoreDBClient, private readonly options: ConnectionOptions) {
    setMaxListeners(0, this.closing.signal);
    this.lease = this.newLease();
  }

  /**
   * Works with the client until there is an outcome. Whatever passes is tried again until the deadline, so only work that may be
   * repeated is given here.
   *
   * @throws LogUnavailable when there was no outcome before the deadline
   * @throws LogRefused when the server will not do it
   */
  async run<T>(deadline: Moment, work: (lease: Lease) => Promise<T>, { repeat = true, attemptMs = this.options.attemptMs } = {}): Promise<T> {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LAST_PAUSE_MS)) {
      const lease = await this.working(deadline);
      const begun = performance.now();
      try {
        const outcome = await inTime((gone) => work({ client: lease.client, gone }), Math.min(deadline - begun, attemptMs), lease.giveUp.signal);
        lease.answeredAt = performance.now();
        return outcome;
      } catch (error) {
        if (!passes(error)) throw refusal(error) ?? error;
        // Silence: the client may wait for an answer that never comes, and would for all who ask after. But if others were answered
        // meanwhile the server is only slow, and to break all off would make it slower.
        if (!(error instanceof Silence)) this.suspect(lease);
        else if (lease.answeredAt < begun) this.giveUp(lease);
        if (!repeat || this.closing.signal.aborted || performance.now() + pause >= deadline) {
          throw new LogUnavailable(`EventStoreDB did not answer in time (${wordsOf(error)}): what was asked may have been done or not, and may be asked again`, { cause: error });
        }
        await this.pause(pause);
      }
    }
  }

  /** A client that works, for a call that lasts. Its user tells when it broke off. */
  async lasting(signal: AbortSignal): Promise<Lease & { readonly broken: () => void }> {
    const lease = await this.working(Infinity, signal);
    return { client: lease.client, gone: lease.giveUp.signal, broken: () => this.suspect(lease) };
  }

  /** Ends calls that last; who still waits gets LogUnavailable. */
  async close(): Promise<void> {
    this.closing.abort();
    this.lease.giveUp.abort();
    await this.probing?.catch(() => undefined);
    await disposed(this.lease.client);
  }

  private async working(deadline: Moment, signal?: AbortSignal): Promise<Connection['lease']> {
    while (!this.open) {
      if (this.closing.signal.aborted) throw new LogUnavailable('the log was closed');
      const probing = (this.probing ??= this.probe().finally(() => {
        this.probing = undefined;
      }));
      // Whoever waits is told; perhaps nobody does any more.
      probing.catch(() => undefined);
      try {
        await inTime(() => probing, deadline - performance.now(), signal ? AbortSignal.any([this.closing.signal, signal]) : this.closing.signal);
      } catch (error) {
        if (error instanceof Silence) throw new LogUnavailable(`EventStoreDB is not to be reached (${wordsOf(this.lastFailure ?? error)}); nothing was asked of it`, { cause: this.lastFailure ?? error });
        throw error;
      }
    }
    return this.lease;
  }

  /** Asks for one event until there is an answer, with another client where this one is of no use any more. */
  private async probe(): Promise<void> {
    let pause = FIRST_PAUSE_MS;
    for (let failed = 1; !this.closing.signal.aborted; failed += 1) {
      if (this.lease.giveUp.signal.aborted) {
        // Only while the gate is shut: letting go of a client breaks off every append of the process.
        await disposed(this.lease.client);
        this.lease = this.newLease();
      }
      const { client, giveUp } = this.lease;
      try {
        await inTime((gone) => firstOf(client, gone), this.options.attemptMs, giveUp.signal);
        this.open = true;
        this.lastFailure = undefined;
        return;
      } catch (error) {
        if (!passes(error)) throw refusal(error) ?? error;
        this.lastFailure = error;
        if (failed % PROBES_PER_CLIENT === 0 || error instanceof Silence) giveUp.abort();
      }
      await this.pause(pause);
      pause = Math.min(pause * 2, LAST_PAUSE_MS);
    }
  }

  private async pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds * (0.5 + this.options.random() / 2), undefined, { signal: this.closing.signal }).catch(() => undefined);
  }

  /** Nobody asks before a probe went through. */
  private suspect(lease: Connection['lease']): void {
    if (lease === this.lease) this.open = false;
  }

  /** As {@link suspect}; and whoever waits for this client is told, since the client would not. */
  private giveUp(lease: Connection['lease']): void {
    this.suspect(lease);
    lease.giveUp.abort();
  }

  private newLease(): Connection['lease'] {
    const giveUp = new AbortController();
    // One for each call under way.
    setMaxListeners(0, giveUp.signal);
    return { client: this.makeClient(), giveUp, answeredAt: -Infinity };
  }
}

async function firstOf(client: EventStoreDBClient, gone: AbortSignal): Promise<void> {
  for await (const _ of received(client.readAll({ maxCount: 1, direction: BACKWARDS, fromPosition: END, requiresLeader: true }), { gone, idleMs: Infinity })) return;
}

/** The longest a client may take to let go of its calls. */
const DISPOSE_MS = 1_000;
async function disposed(client: EventStoreDBClient): Promise<void> {
  await Promise.race([client.dispose().catch(() => undefined), sleep(DISPOSE_MS, undefined, { ref: false })]);
  // The client ends its calls, not its connection; the next client to the same address would be given that one, dead or not.
  const { getChannel } = client as unknown as { getChannel: () => Promise<{ close: () => void }> };
  await Promise.race([getChannel().then((channel) => channel.close(), () => undefined), sleep(DISPOSE_MS, undefined, { ref: false })]);
}

function wordsOf(error: unknown): string {
  return (error as Error).message || (error as Error).name;
}

/** What the work brings, unless it takes too long or what it works with is given up: then it is told that nobody waits any more. */
export async function inTime<T>(work: (gone: AbortSignal) => Promise<T>, milliseconds: number, given: AbortSignal): Promise<T> {
  const attempt = new AbortController();
  return new Promise<T>((resolve, reject) => {
    const silent = (): void => {
      reject(new Silence(given.aborted ? 'the connection was given up' : 'no answer in time'));
      attempt.abort();
    };
    const timer = milliseconds === Infinity ? undefined : setTimeout(silent, Math.max(0, milliseconds));
    given.addEventListener('abort', silent, { once: true });
    if (given.aborted) silent();
    work(attempt.signal).finally(() => {
      clearTimeout(timer);
      given.removeEventListener('abort', silent);
    }).then(resolve, reject);
  });
}
