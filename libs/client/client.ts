/**
 * The client of the API for TypeScript. Paths, parameters, bodies and answers are those of the OpenAPI document (`schema.ts` is
 * made from it); this file adds what a caller should not have to think of: who calls, a key for each command, trying again, errors
 * that are problems, and reading one's own writes. It imports nothing else of Annals.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import createClient, { type Client, type FetchResponse, type MaybeOptionalInit } from 'openapi-fetch';
import { sendUntilAnswered, type RetryPolicy } from './retry.js';
import type { components, paths } from './schema.js';

type Schemas = components['schemas'];
export type Problem = Schemas['Problem'];
export type ProblemCode = Problem['code'];
export type BatchLine = Schemas['BatchLine'];
export type BatchResult = Schemas['BatchResult'];
export type CloudEvent = Schemas['CloudEvent'];

/** The operations with headers left to the client, which may still be given with any call. */
type Api = {
  [Path in keyof paths]: {
    [Method in keyof paths[Path]]: paths[Path][Method] extends { parameters: infer Parameters }
      ? Omit<paths[Path][Method], 'parameters'> & { parameters: Omit<Parameters, 'header'> & { header?: Parameters extends { header?: infer Headers } ? Partial<Headers> : never } }
      : paths[Path][Method];
  };
};
type Method = 'get' | 'post' | 'put' | 'delete';
type Json = 'application/json';
export type PathWith<M extends Method> = { [Path in keyof Api]: Api[Path] extends { [K in M]: { responses: unknown } } ? Path : never }[keyof Api];
/** What an operation answers when it does what was asked. */
export type Answer<M extends Method, Path extends PathWith<M>> = Api[Path] extends { [K in M]: infer Operation extends Record<string | number, unknown> }
  ? NonNullable<FetchResponse<Operation, object, Json>['data']> : never;
type Call<M extends Method> = <Path extends PathWith<M>, Init extends MaybeOptionalInit<Api[Path], M>>(
  path: Path, ...init: undefined extends Init ? [Init?] : [Init]
) => Promise<Answer<M, Path>>;

/** The API said no. `code` is stable; a problem that is `retryable` was tried again already. */
export class AnnalsProblem extends Error {
  override readonly name = 'AnnalsProblem';
  constructor(readonly problem: Problem) {
    super(`${problem.code}: ${problem.detail}`);
  }

  get code(): ProblemCode {
    return this.problem.code;
  }

  get status(): number {
    return this.problem.status;
  }
}

/** No answer, or none of Annals, after all attempts. What was sent may have been carried out: the same key again is safe. */
export class AnnalsUnreachable extends Error {
  override readonly name = 'AnnalsUnreachable';
}

export interface AnnalsClientOptions {
  /** `http://127.0.0.1:3000` */
  readonly url: string;
  /** `service:<name>`: who calls, and who scopes the keys. */
  readonly caller: string;
  /** Who acts; the caller, when left out. Never a name or an e-mail address. */
  readonly actor?: string;
  readonly retry?: Partial<RetryPolicy>;
  /** Makes the key of a command that is given none. */
  readonly newKey?: () => string;
}

const DEFAULT_RETRY: RetryPolicy = {
  attempts: 6, firstPauseMs: 50, longestPauseMs: 5_000, longestRetryAfterMs: 60_000,
  // The longest wait for the feed is half of it.
  timeoutMs: 60_000,
  fetch: (url, init) => fetch(url, init), sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }), random: Math.random, now: Date.now,
};

export class AnnalsClient {
  /** The typed client itself, for what the methods here leave out, such as headers of answers. It throws the same errors. */
  readonly http: Client<Api, Json>;
  private last: string | undefined;

  constructor(private readonly options: AnnalsClientOptions) {
    const { url, caller, actor, newKey = () => crypto.randomUUID() } = options;
    const policy = { ...DEFAULT_RETRY, ...options.retry };
    this.http = createClient<Api, Json>({
      baseUrl: url, headers: { 'Annals-Caller': caller, ...(actor !== undefined && { 'Annals-Actor': actor }) }, fetch: (request) => sendUntilAnswered(request, policy),
    });
    this.http.use({
      // Once for all attempts. What is no command does not mind.
      onRequest: ({ request }) => {
        if (request.method !== 'GET' && !request.headers.has('Idempotency-Key')) request.headers.set('Idempotency-Key', newKey());
      },
      onResponse: async ({ response }) => {
        if (!response.ok) throw await this.refused(response);
        const position = response.headers.get('Annals-Position');
        if (position !== null) this.wrote(position);
      },
      // A call that its caller gave up fails with the caller's reason.
      onError: ({ error, request }) => (request.signal.aborted ? undefined : new AnnalsUnreachable(`no answer from ${url} (${reasonOf(error)})`, { cause: error })),
    });
  }

  readonly get = this.method('get');
  readonly post = this.method('post');
  readonly put = this.method('put');
  readonly delete = this.method('delete');

  /** For the `query` of a question: its answer shows what this client has written before, or waits for it. */
  get ownWrites(): { readonly after?: string } {
    return this.last === undefined ? {} : { after: this.last };
  }

  /**
   * Sends commands in one request and gives their results as they come, in the order of the lines. The request is not repeated as
   * a whole by itself once results came; sent again with the same keys it does nothing twice.
   * @param options.traceparent W3C: what is sent in one trace belongs together, and is found together by /v1/audit
   * @throws AnnalsUnreachable also when the answer breaks off; the results before that stand
   */
  async *batch(lines: readonly BatchLine[], { validateOnly = false, traceparent }: { readonly validateOnly?: boolean; readonly traceparent?: string } = {}): AsyncGenerator<BatchResult, void, void> {
    if (lines.length === 0) return;
    const { data } = await this.http.POST('/v1/batch', {
      // One schema stands for all lines of NDJSON, so the types speak of one line.
      body: lines as unknown as BatchLine, bodySerializer: () => lines.map((line) => `${JSON.stringify(line)}\n`).join(''), parseAs: 'stream',
      headers: { 'Content-Type': 'application/x-ndjson', Accept: 'application/x-ndjson', ...(validateOnly && { Prefer: 'validate-only' }), ...(traceparent !== undefined && { traceparent }) },
    });
    let results = 0;
    try {
      for await (const line of linesOf(data!)) {
        const result = JSON.parse(line) as BatchResult;
        results += 1;
        if (result.position !== undefined) this.wrote(result.position);
        yield result;
      }
    } catch (error) {
      throw new AnnalsUnreachable(`${this.options.url} broke off after ${results} of ${lines.length} results (${reasonOf(error)})`, { cause: error });
    }
    if (results < lines.length) throw new AnnalsUnreachable(`${this.options.url} gave ${results} results for ${lines.length} lines`);
  }

  /**
   * Pages of the feed with events in them, for ever. As a consumer, a page is acknowledged when the next one is asked for: what was
   * not dealt with comes again after a crash. Where the consumer was reset meanwhile, or another process follows for it too, it goes on
   * from where the consumer stands.
   * @param waitSeconds of each request, at most 30
   * @throws AnnalsUnreachable when the server is away for longer than the attempts take; call again to go on
   */
  async *follow(from: { readonly consumer: string } | { readonly after?: string; readonly scope?: 'ids' | 'values'; readonly party?: string; readonly type?: string[] },
    { limit = 100, waitSeconds = 20, signal }: { readonly limit?: number; readonly waitSeconds?: number; readonly signal?: AbortSignal } = {}): AsyncGenerator<Answer<'get', '/v1/feed'>, void, void> {
    let next = 'after' in from ? from.after : undefined;
    for (;;) {
      const page = await this.get('/v1/feed', { params: { query: { ...from, limit, wait: waitSeconds, ...(next !== undefined && { after: next }) } }, ...(signal && { signal }) });
      if (page.events.length > 0) yield page;
      // The server knows where a consumer stands.
      if (!('consumer' in from)) next = page.next;
      else if (page.next !== page.after) await this.acknowledge(from.consumer, page, signal);
    }
  }

  private async acknowledge(code: string, { after: began, next: position }: Answer<'get', '/v1/feed'>, signal: AbortSignal | undefined): Promise<void> {
    try {
      await this.post('/v1/feed/consumers/{code}/acknowledge', { params: { path: { code } }, body: { position, began }, ...(signal && { signal }) });
    } catch (error) {
      if (!(error instanceof AnnalsProblem) || error.code !== 'acknowledged-elsewhere') throw error;
    }
  }

  // The types of the two clients say the same and differ in form only.
  private method<M extends Method>(method: M): Call<M> {
    return (async (path: never, init: never) => (await this.http.request(method, path, init)).data) as unknown as Call<M>;
  }

  private wrote(position: string): void {
    if (this.last === undefined || isLater(position, this.last)) this.last = position;
  }

  private async refused(response: Response): Promise<Error> {
    const text = await response.text();
    if (response.headers.get('content-type')?.startsWith('application/problem+json')) return new AnnalsProblem(JSON.parse(text) as Problem);
    return new AnnalsUnreachable(`${this.options.url} answered ${response.status}, and not as Annals does`);
  }
}

/** Of commands that were under way together the last answer is not always the furthest. Of another log, the newer one counts. */
function isLater(position: string, than: string): boolean {
  const [[log, at = ''], [before, reached = '']] = [position.split('.'), than.split('.')];
  return log !== before || at.length > reached.length || (at.length === reached.length && at > reached);
}

async function* linesOf(body: NonNullable<Response['body']>): AsyncGenerator<string, void, void> {
  let rest = '';
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    const complete = (rest + chunk).split('\n');
    rest = complete.pop()!;
    for (const line of complete) if (line !== '') yield line;
  }
}

function reasonOf(error: unknown): string {
  const { cause, message } = error as Error & { cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? message;
}
