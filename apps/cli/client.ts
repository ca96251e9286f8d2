/** The API as the command line uses it. */
import { AnnalsClient as Client, AnnalsProblem, AnnalsUnreachable, type BatchLine, type BatchResult } from '#libs/client/client.js';

export type { BatchLine, BatchResult };

/** What loading reference lists came to, by list. */
export interface ReferenceAnswer {
  readonly lists: Readonly<Partial<Record<'postcodes' | 'communes' | 'merged', { readonly rows: number; readonly changed: boolean }>>>;
}

/** The server could not be reached, or did not finish its answer. What it had acknowledged stays; the same lines may be sent again. */
export class ServerUnreachable extends Error {
  override readonly name = 'ServerUnreachable';
}

export interface ClientOptions {
  /** `http://127.0.0.1:3000` */
  readonly url: string;
  /** `service:<slug>`: who calls, and who scopes the keys. */
  readonly caller: string;
  readonly actor: string;
}

export class AnnalsClient {
  private readonly client: Client;

  constructor(private readonly options: ClientOptions) {
    // Whoever imports waits for a server that is away, and longer than the client would.
    this.client = new Client({ ...options, retry: { attempts: 1 } });
  }

  /** Sends all lines of the reference lists at once; when this throws, the server has kept what it had. */
  async loadReference(lines: string): Promise<ReferenceAnswer> {
    const { url, caller, actor } = this.options;
    let response: Response;
    let text: string;
    try {
      response = await fetch(new URL('/v1/reference-lists', url), { method: 'PUT', headers: { 'content-type': 'application/x-ndjson', 'annals-caller': caller, 'annals-actor': actor }, body: lines });
      text = await response.text();
    } catch (error) {
      throw new ServerUnreachable(`no answer from ${url} (${((error as Error).cause as { code?: string } | undefined)?.code ?? (error as Error).message}); is it running? npm start`);
    }
    if (!response.ok) throw new ServerUnreachable(`${url} answered ${response.status}: ${text.slice(0, 500)}`);
    return JSON.parse(text) as ReferenceAnswer;
  }

  /** Sends lines and gives their results as they come, in the order of the lines. */
  async *batch(lines: readonly BatchLine[], options: { readonly validateOnly?: boolean } = {}): AsyncGenerator<BatchResult, void, void> {
    try {
      yield* this.client.batch(lines, options);
    } catch (error) {
      if (error instanceof AnnalsUnreachable) throw new ServerUnreachable(`${error.message}; is it running? npm start`, { cause: error });
      if (error instanceof AnnalsProblem) throw new ServerUnreachable(`the server refused the whole batch: ${error.message}`, { cause: error });
      throw error;
    }
  }
}
