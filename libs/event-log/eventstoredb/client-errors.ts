import { LogRefused, LogUnavailable, StreamDamaged } from '../event-log.js';
import { Silence } from './received.js';

const PERMISSION_DENIED = 7;
const UNAUTHENTICATED = 16;
/** Of gRPC, where the server has judged the call itself: invalid argument, not found, already there, denied, too much, wrong state, out of range, unimplemented, unauthenticated. */
const FINAL_CODES = new Set([3, 5, 6, PERMISSION_DENIED, 8, 9, 11, 12, UNAUTHENTICATED]);
/** Of gRPC: cancelled, unknown, deadline exceeded, aborted, internal (a stream reset), unavailable. */
const PASSING_CODES = new Set([1, 2, 4, 10, 13, 14]);
const PASSING_TYPES = new Set(['unavailable', 'cancelled', 'deadline-exceeded', 'timeout', 'not-leader']);
/** What the server says in words alone when it has judged the call itself. */
const FINAL_WORDS = /BadRequest|MaximumAppend|InvalidPosition/;
/** What the client says in words alone. */
const PASSING_WORDS = /failed to discover|no connection established|connection dropped|econnre|epipe|socket hang up/i;

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
  // What the client cannot tell: a server that starts, is too busy or has no leader among it, or did not foresee it. An append may have gone through.
  if (type === 'unknown') return !(typeof code === 'number' && FINAL_CODES.has(code)) && !FINAL_WORDS.test(message);
  if (type !== undefined) return PASSING_TYPES.has(type);
  return (typeof code === 'number' && PASSING_CODES.has(code)) || PASSING_WORDS.test(message);
}

/** What the server said for good, in our words: the client's messages are empty on the paths that append. Undefined for anything else. */
export function refusal(error: unknown): LogRefused | undefined {
  const { code, type, message } = error as ClientError;
  if (type === 'access-denied' || code === PERMISSION_DENIED || code === UNAUTHENTICATED) return new LogRefused('EventStoreDB refuses these credentials, or they may not do this', { cause: error });
  if (type === 'stream-deleted') return new StreamDamaged('the stream was deleted for good in EventStoreDB, by somebody else than Annals', { cause: error });
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
