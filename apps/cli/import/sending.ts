/** How an import sends its lines: again while the server is away or asks for it, under the same keys. */
import { ServerUnreachable, type AnnalsClient, type BatchLine, type BatchResult, type Problem } from '../client.js';

/** A server that is away is waited for, so that a restart in the middle of an import is survived. */
const RETRIES = 30;
const RETRY_EVERY_MS = 2_000;

export interface SendOptions {
  /** Everything is checked, nothing is written. */
  readonly dryRun: boolean;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** The run that sends them. */
  readonly runId?: string;
}

/** The results of the lines, in no order. */
export async function sendPatiently(client: AnnalsClient, lines: readonly BatchLine[], { dryRun, sleep, runId }: SendOptions): Promise<BatchResult[]> {
  if (lines.length === 0) return [];
  const results: BatchResult[] = [];
  for (let attempt = 1; ; attempt++) {
    try {
      const round: BatchResult[] = [];
      for await (const result of client.batch(lines, { validateOnly: dryRun, ...(runId !== undefined && { runId }) })) round.push(result);
      const again = new Set(round.filter(({ problem }) => problem?.retryable).map(({ key }) => key));
      results.push(...round.filter(({ key }) => !again.has(key)));
      if (again.size === 0) return results;
      if (attempt > RETRIES) return [...results, ...round.filter(({ key }) => again.has(key))];
      // What a retried line refers to is sent again with it: the same keys, so the same parties.
      results.length = 0;
    } catch (error) {
      if (!(error instanceof ServerUnreachable) || attempt > RETRIES) throw error;
    }
    await sleep(RETRY_EVERY_MS);
  }
}

/**
 * The codes and places of a problem. Never its values: a report must not outlive an erasure.
 *
 * @param places of the facts that were sent, as the file has them
 */
export function explain({ code, errors, detail }: Pick<Problem, 'code' | 'errors' | 'detail'>, places: readonly string[] = []): string {
  const asInFile = (path: string): string => path.replace(/^facts\[(\d+)\]/, (whole, n: string) => places[Number(n)] ?? whole);
  const told = errors?.map(({ path, expected }) => `${asInFile(path)}: expected ${expected}`).join('; ');
  return [code, told ?? detail].filter(Boolean).join(': ');
}
