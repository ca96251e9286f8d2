const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN']);
/** admin_shutdown, crash_shutdown, cannot_connect_now, idle_in_transaction_session_timeout, transaction_timeout. */
const SESSION_ENDED = new Set(['57P01', '57P02', '57P03', '25P03', '25P04']);
/** The driver tells these by their message alone. */
const DRIVER = /^Connection terminated|^Client has encountered a connection error|^timeout exceeded when trying to connect|^Client was closed/;

/**
 * Whether a failed statement failed because the connection or the server went away. Then its outcome is unknown:
 * a write may have been committed, so only what is idempotent may be repeated.
 */
export function connectionLost(error: unknown): boolean {
  // Not asked whether it is an Error: those of Node's own modules are of another realm where code runs in a context, as in tests.
  if (typeof error !== 'object' || error === null) return false;
  const { code = '', message = '', errors = [] } = error as { code?: unknown; message?: unknown; errors?: unknown };
  if (Array.isArray(errors) && errors.some(connectionLost)) return true;
  return (typeof code === 'string' && (NETWORK.has(code) || SESSION_ENDED.has(code) || code.startsWith('08'))) || (typeof message === 'string' && DRIVER.test(message));
}

/** Whether a statement failed because the server has run out of something: its disk is full, or its memory, or its connections. It did nothing, and another attempt may well succeed. */
export function outOfResources(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' && /^53...$/.test(code);
}
