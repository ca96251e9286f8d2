import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { columnTypes } from './column-types.js';
import { connectionLost } from './connection-lost.js';

export interface PoolOptions {
  /** Shown in `pg_stat_activity`. */
  readonly name: string;
  /** Connections at most. Default 10. */
  readonly max?: number;
  /** How `json` and `jsonb` columns are read. `text` hands over the stored text as it is. Default `parsed`. */
  readonly json?: 'parsed' | 'text';
  /** Milliseconds to wait for a connection. Default {@link CONNECT_TIMEOUT_MS}. */
  readonly connectTimeoutMs?: number;
  /**
   * Milliseconds after which a statement that was not answered counts as lost, with its connection: a network may forget a connection
   * without a word. Longer than any statement may take. Default: none.
   */
  readonly answerMs?: number;
  /**
   * Sends statements on their way while earlier ones of the same connection are: see {@link inOneFlight}. Not where rows are copied
   * (COPY): those may not be sent ahead. Default: one after the other.
   */
  readonly pipeline?: boolean;
  /** Settings of every session, such as `search_path` or `statement_timeout`. */
  readonly settings?: Readonly<Record<string, string>>;
  /**
   * Told when a connection is lost, also while it is idle or held between two statements. The pool replaces it by itself,
   * and a statement under way fails by itself, so this is for the operator's eyes only.
   */
  readonly onConnectionLost?: (error: Error) => void;
}

/** Milliseconds to wait for a connection, whether the pool is busy or the server silent, before the caller gets an error. */
export const CONNECT_TIMEOUT_MS = 10_000;
/** Milliseconds of silence after which the other side is asked whether it is there, also on a connection that only listens. */
const KEEP_ALIVE_MS = 5_000;

/**
 * A pool whose sessions run in UTC and whose columns read as Annals needs them: `int8` as bigint, `date` as
 * `YYYY-MM-DD`, `timestamptz` as {@link Instant}. See `column-types.ts`.
 */
export function createPool(url: string, options: PoolOptions): pg.Pool {
  const { connectionString, sessionOptions } = withoutSessionOptions(url);
  const pool = new pg.Pool({
    connectionString,
    application_name: `annals ${options.name}`,
    max: options.max ?? 10,
    connectionTimeoutMillis: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
    // Kept while idle: a new connection costs its fork, and each statement it prepares a plan of up to 10 ms.
    idleTimeoutMillis: 0,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    pipeline: options.pipeline ?? false,
    types: columnTypes(options.json ?? 'parsed'),
    options: [sessionOptions, ...Object.entries({ TimeZone: 'UTC', ...options.settings }).map(([name, value]) => sessionOption(name, value))].join(' ').trim(),
  });
  const lost = options.onConnectionLost ?? (() => undefined);
  // The pool listens to idle clients only: one that is lost while it is checked out would end the process.
  pool.on('connect', (client) => {
    client.on('error', lost);
    if (options.answerMs !== undefined) giveUpSilent(client, options.answerMs);
  });
  pool.on('error', () => undefined);
  return pool;
}

/**
 * Ends a connection that says nothing for so long though something was asked of it. The driver has a timer for each query (`query_timeout`), in
 * closures by which V8 keeps what was answered until it collects all; a socket has one timer.
 */
function giveUpSilent(client: pg.PoolClient, milliseconds: number): void {
  // The driver keeps both here, and nowhere else. It is ready again at the end of a statement only, also of one that failed.
  const driver = client as unknown as { readonly readyForQuery: boolean; readonly connection: { readonly stream: Socket } };
  const { stream } = driver.connection;
  stream.setTimeout(milliseconds);
  stream.on('timeout', () => {
    if (!driver.readyForQuery) stream.destroy(Object.assign(new Error('the connection gave no answer in time'), { code: 'ETIMEDOUT' }));
  });
}

/** Kysely over a pool. The pool is ended by whoever made it; `destroy()` ends it too. */
export function createKysely<Tables>(pool: pg.Pool): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

export interface PreparedStatement {
  readonly name: string;
  readonly text: string;
  /** Filled in by whoever sends it. In place from the start, because V8 of Node 20 keeps what is spread and then added to until it collects all, with all values in it. */
  readonly values?: unknown[] | undefined;
}

/**
 * A statement that each connection prepares once. Its name is made from its text: PostgreSQL cuts names at
 * 63 characters, and two texts under one name would fail.
 */
export function prepared(text: string): PreparedStatement {
  return { name: createHash('sha256').update(text).digest('base64url'), text, values: undefined };
}

/**
 * Sends statements of which none waits for the answer of another, in their order. Over a connection with a pipeline they go together: each
 * way there and back is a wait, and wakes two processes, which costs more than many a statement. Ends when all are answered. When one fails
 * on the server, those behind it in a transaction do as well; the first error is thrown. What may fail before it is sent, such as making its
 * values, belongs before the flight.
 */
export async function inOneFlight<Results extends readonly unknown[]>(client: pg.ClientBase, statements: { readonly [N in keyof Results]: () => Promise<Results[N]> }): Promise<Results> {
  if (!(client as pg.Client).pipeline) {
    const results: unknown[] = [];
    for (const send of statements) results.push(await send());
    return results as unknown as Results;
  }
  const outcomes = await Promise.allSettled(statements.map((send) => send()));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
  return outcomes.map((outcome) => (outcome as PromiseFulfilledResult<unknown>).value) as unknown as Results;
}

/** The same over a connection of a pool, outside of a transaction: each stands for itself. */
export async function askInOneFlight<Results extends readonly unknown[]>(pool: pg.Pool, statements: (client: pg.PoolClient) => { readonly [N in keyof Results]: () => Promise<Results[N]> }): Promise<Results> {
  const client = await pool.connect();
  let broken = false;
  try {
    return await inOneFlight<Results>(client, statements(client));
  } catch (error) {
    broken = connectionLost(error);
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Runs `work` in one transaction: committed when it resolves, rolled back when it throws. */
export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    broken = connectionLost(error) || await client.query('ROLLBACK').then(() => false, () => true);
    throw error;
  } finally {
    client.release(broken);
  }
}

/** One `-c name=value` as the server splits them: white space and backslashes are escaped. */
function sessionOption(name: string, value: string): string {
  return `-c ${name}=${value.replace(/[\\\s]/g, '\\$&')}`;
}

/** `options` in the URL would replace ours in the driver, so they are taken out and put in front. */
function withoutSessionOptions(url: string): { connectionString: string; sessionOptions: string } {
  const parsed = new URL(url);
  const sessionOptions = parsed.searchParams.get('options') ?? '';
  parsed.searchParams.delete('options');
  return { connectionString: parsed.toString(), sessionOptions };
}
