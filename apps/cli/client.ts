/** The HTTP API as the command line uses it. */
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

export class AnnalsClient {
  constructor(private readonly options: ClientOptions) {}

  /** The id the server gives a command sent under this key. */
  commandIdOf(key: string): string {
    return uuidV5(ANNALS_NAMESPACE, `${this.options.caller} ${key}`);
  }

  /**
   * One question. A body is asked by POST: what it holds may be personal and stands in no address.
   * @throws Refused with the problem of an answer that is none
   */
  async ask<T>(path: string, query: Readonly<Record<string, string>> = {}, body?: object): Promise<T> {
    const { url, caller, actor } = this.options;
    const address = new URL(path, url);
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
    let response: Response;
    let text: string;
    try {
      response = await fetch(address, {
        method: body === undefined ? 'GET' : 'POST', headers: { 'annals-caller': caller, 'annals-actor': actor, ...(body !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      text = await response.text();
    } catch (error) {
      throw new ServerUnreachable(`no answer from ${url} (${reasonOf(error)}); is it running? npm start`);
    }
    if (response.ok) return JSON.parse(text) as T;
    const problem = problemIn(text);
    if (!problem || problem.retryable) throw new ServerUnreachable(`${url} answered ${response.status}${problem ? `: ${problem.code}` : ''}`);
    throw new Refused(problem);
  }

  /** The newest position of the log: a question `after` it shows everything that was recorded before. */
  async head(): Promise<string> {
    const { checks } = await this.ask<{ checks: { log: { position: string } } }>('/health/ready');
    return checks.log.position;
  }

  /** Sends lines and gives their results as they come, in the order of the lines. */
  async *batch(lines: readonly BatchLine[], options: { readonly validateOnly?: boolean } = {}): AsyncGenerator<BatchResult> {
    const { url, caller, actor } = this.options;
    let response: Response;
    try {
      response = await fetch(new URL('/v1/batch', url), {
        method: 'POST',
        headers: {
          'content-type': 'application/x-ndjson', accept: 'application/x-ndjson', 'annals-caller': caller, 'annals-actor': actor,
          ...(options.validateOnly && { prefer: 'validate-only' }),
        },
        body: lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
      });
    } catch (error) {
      throw new ServerUnreachable(`no answer from ${url} (${reasonOf(error)}); is it running? npm start`);
    }
    if (!response.ok || !response.body) throw new ServerUnreachable(`${url} answered ${response.status}: ${(await response.text()).slice(0, 500)}`);
    let rest = '';
    let results = 0;
    try {
      for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
        const complete = (rest + chunk).split('\n');
        rest = complete.pop()!;
        for (const line of complete) {
          if (line === '') continue;
          results += 1;
          yield JSON.parse(line) as BatchResult;
        }
      }
    } catch (error) {
      throw new ServerUnreachable(`${url} broke off after ${results} of ${lines.length} results (${reasonOf(error)})`);
    }
    if (results < lines.length) throw new ServerUnreachable(`${url} gave ${results} results for ${lines.length} lines`);
  }
}

function reasonOf(error: unknown): string {
  const { cause, message } = error as Error & { cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? message;
}

function problemIn(text: string): Problem | undefined {
  try {
    const problem = JSON.parse(text) as Partial<Problem>;
    return typeof problem.code === 'string' ? (problem as Problem) : undefined;
  } catch {
    return undefined;
  }
}
