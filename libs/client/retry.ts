/**
 * Sending a request until its outcome is known. Every operation of the API may be sent again as it is: commands have a key,
 * queries change nothing, and what was deleted is not found the second time. What is sent again: what got no whole answer, 429, 503 that says when to come back, and what a
 * gateway answers for a server that it does not reach (502, 504). Never another answer: it would be the same again.
 */

export interface RetryPolicy {
  /** Times a request is sent at most. */
  readonly attempts: number;
  /** Milliseconds before the second attempt, about; doubled before each further one. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** A server that wants to be left alone for longer than these milliseconds is believed: its answer is handed on. */
  readonly longestRetryAfterMs: number;
  /** Milliseconds an attempt may take: to its whole answer, or of a streamed one to its beginning. */
  readonly timeoutMs: number;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** A number in [0, 1): those who were refused together must not come back together. */
  readonly random: () => number;
  /** For `Retry-After` with a date. */
  readonly now: () => number;
}

/** Answers of these types are handed on as they come. */
const STREAMED = /^(application\/x-ndjson|text\/event-stream)\b/;

export async function sendUntilAnswered(request: Request, policy: RetryPolicy): Promise<Response> {
  // Read once: the body of a request is gone with its first attempt.
  const body = request.body === null ? undefined : await request.text();
  for (let attempt = 1; ; attempt += 1) {
    const last = attempt >= policy.attempts;
    const pause = policy.random() * Math.min(policy.longestPauseMs, policy.firstPauseMs * 2 ** attempt);
    try {
      const response = await sendOnce(request, body, policy);
      const asked = retryAfter(response, policy.now());
      if (last || !isPassing(response.status, asked) || (asked ?? 0) > policy.longestRetryAfterMs) return response;
      await policy.sleep((asked ?? 0) + pause, request.signal);
    } catch (error) {
      if (last || request.signal.aborted) throw error;
      await policy.sleep(pause, request.signal);
    }
  }
}

async function sendOnce(request: Request, body: string | undefined, { fetch, timeoutMs }: RetryPolicy): Promise<Response> {
  const attempt = new AbortController();
  const abort = (): void => attempt.abort(request.signal.reason);
  request.signal.addEventListener('abort', abort);
  if (request.signal.aborted) abort();
  const timer = setTimeout(() => attempt.abort(new DOMException(`no answer within ${timeoutMs} ms`, 'TimeoutError')), timeoutMs);
  let streamed = false;
  try {
    const response = await fetch(request.url, { method: request.method, headers: request.headers, signal: attempt.signal, ...(body !== undefined && { body }) });
    streamed = response.ok && STREAMED.test(response.headers.get('content-type') ?? '');
    if (streamed) return response;
    // Only a whole answer is one: where it breaks off, the request is sent again.
    const text = await response.text();
    const { status, statusText, headers } = response;
    return new Response(text === '' ? null : text, { status, statusText, headers });
  } finally {
    clearTimeout(timer);
    // Whoever reads a stream may still abort it.
    if (!streamed) request.signal.removeEventListener('abort', abort);
  }
}

const isPassing = (status: number, retryAfterMs: number | undefined): boolean => status === 408 || status === 429 || status === 502 || status === 504 || (status === 503 && retryAfterMs !== undefined);

/** Milliseconds the server asks for: it says seconds, or a date. */
function retryAfter({ headers }: Response, now: number): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
