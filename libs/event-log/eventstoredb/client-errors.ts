import { LogRefused, LogUnavailable } from '../event-log.js';
import { Silence } from './received.js';

/** Of gRPC: cancelled, deadline exceeded, aborted, internal (a stream reset), unavailable. */
const PASSING_CODES = new Set([1, 4, 10, 13, 14]);
const PASSING_TYPES = new Set(['unavailable', 'cancelled', 'deadline-exceeded', 'timeout', 'not-leader']);
/** What the server or the client says in words alone. */
const PASSING_WORDS = /server is not ready|server is too busy|failed to discover|no connection established|connection dropped|econnre|epipe|socket hang up/i;

interface ClientError extends Error {
  /** Of gRPC. Some failures to connect are not converted, and have nothing else. */
  readonly code?: number | string;
  /** Of the client: `unavailable`, `wrong-expected-version`, … */
  readonly type?: string;
}

/** Whether the same call may well succeed a moment later. For an append it also means that its outcome is not known. */
export function passes(error: unknown): boolean {
  if (error instanceof Silence || error instanceof LogUnavailable) return true;
  const { code, type, message } = error as ClientError;
  if (typeof code === 'number' && PASSING_CODES.has(code)) return true;
  // The server's word for what it did not foresee: an append may have gone through.
  return (type !== undefined && PASSING_TYPES.has(type)) || (type === 'unknown' && message === '') || PASSING_WORDS.test(message);
}

/** What the server said for good, in our words: the client's messages are empty on the paths that append. Undefined for anything else. */
export function refusal(error: unknown): LogRefused | undefined {
  const { type, message } = error as ClientError;
  if (type === 'access-denied') return new LogRefused('EventStoreDB refuses these credentials, or they may not do this', { cause: error });
  if (type === 'stream-deleted') return new LogRefused('the stream was deleted for good in EventStoreDB, by somebody else than Annals', { cause: error });
  // An answer that the caller asked for.
  if (type === undefined || type === 'wrong-expected-version' || type === 'stream-not-found') return undefined;
  return new LogRefused(`EventStoreDB refused: ${type}${message && ` (${message})`}`, { cause: error });
}

/**
 * The client loses track of appends when a connection ends: promises of its own are rejected that nobody holds, and an answer
 * that comes late finds nobody who waits and throws. The appends themselves are told or time out, and are repeated; what is left
 * is noise that would end the process. Seen in @eventstore/db-client 6.2.1, `batchAppend`.
 */
export function quietClientDefects(): () => void {
  const heard = (reason: unknown): void => {
    if (!isClientDefect(reason)) throw reason;
  };
  process.on('unhandledRejection', heard);
  return () => void process.off('unhandledRejection', heard);
}

function isClientDefect(reason: unknown): boolean {
  if (!(reason instanceof Error)) return false;
  const lateAnswer = reason instanceof TypeError && /batchAppend/.test(reason.stack ?? '');
  return lateAnswer || ((reason as ClientError).type !== undefined && passes(reason)) || (typeof (reason as ClientError).code === 'number' && passes(reason));
}
