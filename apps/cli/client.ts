/** The API as the command line uses it. */
import { AnnalsClient as Client, AnnalsProblem, AnnalsUnreachable, type BatchLine, type BatchResult } from '#libs/client/client.js';

export type { BatchLine, BatchResult };

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

  constructor(options: ClientOptions) {
    // Whoever imports waits for a server that is away, and longer than the client would.
    this.client = new Client({ ...options, retry: { attempts: 1 } });
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
