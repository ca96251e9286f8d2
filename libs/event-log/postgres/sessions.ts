import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { connectionLost, outOfResources } from '#libs/platform/connection-lost.js';
import { createPool, type PreparedStatement } from '#libs/platform/database.js';
import { LogUnavailable } from '../event-log.js';

/** Milliseconds on the monotonic clock of this process, as of `performance.now()`. */
export type Moment = number;

export interface SessionsOptions {
  readonly name: string;
  /** Connections at most. */
  readonly max: number;
  /** Milliseconds a statement may wait for a lock, and a transaction may last, before the server ends it. */
  readonly lockTimeoutMs: number;
  readonly transactionTimeoutMs: number;
}

/** lock_not_available, query_canceled: another attempt may well succeed. */
const PASSING = new Set(['55P03', '57014']);
/** Milliseconds before the second attempt; doubled for each further one up to the last. */
const FIRST_PAUSE_MS = 20;
const LAST_PAUSE_MS = 1_000;

/** What every session on the log is set to. */
export function sessionSettings({ lockTimeoutMs, transactionTimeoutMs }: Pick<SessionsOptions, 'lockTimeoutMs' | 'transactionTimeoutMs'>): Record<string, string> {
  return {
    // A process that is frozen or cut off in the middle of a statement's messages must not keep its locks.
    transaction_timeout: `${transactionTimeoutMs}ms`,
    idle_in_transaction_session_timeout: `${transactionTimeoutMs}ms`,
    lock_timeout: `${lockTimeoutMs}ms`,
    tcp_keepalives_idle: '5',
    tcp_keepalives_interval: '2',
    // Every statement walks an index, also one that is planned while the table is empty.
    plan_cache_mode: 'force_generic_plan',
    enable_seqscan: 'off',
    enable_bitmapscan: 'off',
  };
}

/**
 * Sessions on the log's database that run one statement at a time, each its own transaction, and repeat it until its outcome
 * is known. So only statements that may run twice may be given to them.
 */
export class Sessions {
  private readonly pool: Pool;

  constructor(url: string, { name, max, lockTimeoutMs, transactionTimeoutMs }: SessionsOptions) {
    this.pool = createPool(url, {
      name,
      max,
      json: 'text',
      settings: sessionSettings({ lockTimeoutMs, transactionTimeoutMs }),
    });
  }

  /**
   * Runs a statement, prepared once per connection, until it is answered.
   *
   * @returns its rows, each an array of its columns
   * @throws LogUnavailable when no answer came before the deadline; the statement may or may not have been done
   */
  async run<Row extends unknown[]>(statement: PreparedStatement, values: readonly unknown[], deadline: Moment): Promise<Row[]> {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LAST_PAUSE_MS)) {
      try {
        return await this.attempt<Row>(statement, values, deadline);
      } catch (error) {
        if (!passes(error)) throw error;
        if (performance.now() + pause >= deadline) throw new LogUnavailable(`the log did not answer in time: ${(error as Error).message}`, { cause: error });
        await sleep(pause);
      }
    }
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  private async attempt<Row extends unknown[]>(statement: PreparedStatement, values: readonly unknown[], deadline: Moment): Promise<Row[]> {
    const client = await this.connect(deadline);
    let usable = false;
    try {
      const { rows } = await before(deadline, client.query<Row>({ ...statement, values: values as unknown[], rowMode: 'array' }));
      usable = true;
      return rows;
    } catch (error) {
      usable = !(error instanceof DeadlinePassed) && !connectionLost(error);
      throw error;
    } finally {
      // A client whose statement is still under way is cut off, not waited for.
      client.release(!usable);
    }
  }

  private async connect(deadline: Moment): Promise<PoolClient> {
    const connecting = this.pool.connect();
    try {
      return await before(deadline, connecting);
    } catch (error) {
      if (error instanceof DeadlinePassed) void connecting.then((late) => late.release(), () => undefined);
      throw error;
    }
  }
}

class DeadlinePassed extends Error {
  override readonly name = 'DeadlinePassed';
}

function passes(error: unknown): boolean {
  if (error instanceof DeadlinePassed || connectionLost(error) || outOfResources(error)) return true;
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && PASSING.has(error.code);
}

/** The promise's outcome, or DeadlinePassed. The promise itself goes on. */
async function before<T>(deadline: Moment, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlinePassed('no answer before the deadline')), Math.max(0, deadline - performance.now()));
  });
  try {
    return await Promise.race([promise, passed]);
  } finally {
    clearTimeout(timer);
  }
}
