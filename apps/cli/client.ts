/** The HTTP API as the command line uses it. */
import { AnnalsClient as Client, AnnalsProblem, AnnalsUnreachable, type BatchLine as TypedLine } from '#libs/client/client.js';
import { ANNALS_NAMESPACE, uuidV5 } from '#libs/platform/uuid.js';

/** A line of a batch: see `POST /v1/batch`. */
export interface BatchLine {
  readonly key: string;
  readonly command: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly ref?: string;
}

export interface Problem {
  readonly code: string;
  readonly detail?: string;
  readonly retryable?: boolean;
  readonly errors?: readonly { readonly path: string; readonly expected: string }[];
}

export interface BatchResult {
  readonly line: number;
  readonly key: string;
  readonly status: number;
  readonly id?: string;
  readonly position?: string;
  readonly problem?: Problem;
  /** What the command answered. */
  readonly answer?: Readonly<Record<string, unknown>>;
}

/** What loading reference lists came to, by list. */
export interface ReferenceAnswer {
  readonly lists: Readonly<Partial<Record<'postcodes' | 'communes' | 'merged', { readonly rows: number; readonly changed: boolean }>>>;
}

/** The server could not be reached, or did not finish its answer. What it had acknowledged stays; the same lines may be sent again. */
export class ServerUnreachable extends Error {
  override readonly name = 'ServerUnreachable';
}

/** The server understood the question and says no. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(readonly problem: Problem) {
    super(`${problem.code}${problem.detail === undefined ? '' : `: ${problem.detail}`}`);
  }
}

export interface ClientOptions {
  /** `http://127.0.0.1:3000` */
  readonly url: string;
  /** `service:<slug>`: who calls, and who scopes the keys. */
  readonly caller: string;
  readonly actor: string;
}

/** A question that nobody answers is asked so often: a connection that was cut, a gateway whose server begins anew. Some two seconds. */
const QUESTION_ATTEMPTS = 5;
/** All lines of the reference lists are some ten thousand, checked and stored before the answer. */
const LOAD_TIMEOUT_MS = 600_000;

export class AnnalsClient {
  private readonly questions: Client;
  private readonly commands: Client;
  private readonly loads: Client;

  constructor(private readonly options: ClientOptions) {
    this.questions = new Client({ ...options, retry: { attempts: QUESTION_ATTEMPTS } });
    // Whoever imports waits for a server that is away, and longer than the client would.
    this.commands = new Client({ ...options, retry: { attempts: 1 } });
    this.loads = new Client({ ...options, retry: { attempts: 1, timeoutMs: LOAD_TIMEOUT_MS } });
  }

  /** The id the server gives a command sent under this key. */
  commandIdOf(key: string): string {
    return uuidV5(ANNALS_NAMESPACE, `${this.options.caller} ${key}`);
  }

  /**
   * One question. A body is asked by POST: what it holds may be personal and stands in no address.
   * @throws Refused with the problem of an answer that is none
   */
  async ask<T>(path: string, query: Readonly<Record<string, string>> = {}, body?: object): Promise<T> {
    return this.answered(body === undefined ? 'get' : 'post', path, { params: { query }, ...(body && { body }) });
  }

  /** All items of a list, page by page, as they were at a position that the first page is asked after. */
  async *items<T>(path: string, { after, ...query }: Readonly<Record<string, string>> & { readonly after: string }): AsyncGenerator<T, void, void> {
    let cursor: string | null | undefined;
    do {
      const page: { readonly items: readonly T[]; readonly next?: string | null } = await this.ask(path, { ...query, ...(cursor ? { cursor } : { after }) });
      yield* page.items;
      cursor = page.next;
    } while (cursor);
  }

  /** The newest position of the log: a question `after` it shows everything that was recorded before. */
  async head(): Promise<string> {
    const { checks } = await this.ask<{ checks: { log: { position: string } } }>('/health/ready');
    return checks.log.position;
  }

  /** Sends all lines of the reference lists at once; when this throws, the server has kept what it had. */
  loadReference(lines: string): Promise<ReferenceAnswer> {
    return this.answered('put', '/v1/reference-lists', { body: lines, bodySerializer: (text: string) => text, headers: { 'content-type': 'application/x-ndjson' } }, this.loads);
  }

  /** Sends lines and gives their results as they come, in the order of the lines. What a run sends belongs together. */
  async *batch(lines: readonly BatchLine[], { runId, ...options }: { readonly validateOnly?: boolean; readonly runId?: string } = {}): AsyncGenerator<BatchResult, void, void> {
    const trace = runId && correlationOf(runId);
    try {
      yield* this.commands.batch(lines as readonly TypedLine[], { ...options, ...(trace && { traceparent: `00-${trace}-${trace.slice(0, 16)}-01` }) }) as AsyncGenerator<BatchResult, void, void>;
    } catch (error) {
      if (error instanceof AnnalsUnreachable) throw new ServerUnreachable(`${error.message}; is it running? npm start`, { cause: error });
      if (error instanceof AnnalsProblem) throw new ServerUnreachable(`the server refused the whole batch: ${error.message}`, { cause: error });
      throw error;
    }
  }

  /** The paths that the command line asks for are made as it goes: their answers have the types that it says. */
  private async answered<T>(method: 'get' | 'post' | 'put', path: string, init: object, client = this.questions): Promise<T> {
    try {
      return (await client.http.request(method, path as never, init as never) as { readonly data: T }).data;
    } catch (error) {
      if (error instanceof AnnalsUnreachable) throw new ServerUnreachable(`${error.message}; is it running? npm start`, { cause: error });
      if (!(error instanceof AnnalsProblem)) throw error;
      throw error.problem.retryable ? new ServerUnreachable(`${this.options.url} answered ${error.status}: ${error.code}`, { cause: error }) : new Refused(error.problem);
    }
  }
}

/** The server that is meant, asked by whom the command line says, or by the kind of command. */
export const clientFor = ({ url, actor }: { readonly url?: string | undefined; readonly actor?: string | undefined }, kind: string): AnnalsClient =>
  new AnnalsClient({ url: url ?? `http://127.0.0.1:${process.env['PORT'] ?? '3000'}`, caller: 'service:annals-cli', actor: actor ?? `import:${kind}` });

/** What the commands of a run have in common, by which they are found. */
export const correlationOf = (runId: string): string => runId.replaceAll('-', '');
