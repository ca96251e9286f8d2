/** `annals demo`: tells the fictional story to a running server. Told again with the same seed and end, it changes nothing. */
import type { AnnalsClient } from '../client.js';
import { chaptersOf, REPS, type DemoOptions } from './story.js';

export interface DemoSummary {
  commands: number;
  /** By name of the command. */
  readonly counts: Record<string, number>;
  /** What was refused, by code: nothing, unless the server holds something that is in the way. */
  readonly refused: Record<string, number>;
}

export async function tellDemo(client: AnnalsClient, options: DemoOptions, onProgress: (summary: DemoSummary) => void): Promise<DemoSummary> {
  const summary: DemoSummary = { commands: 0, counts: {}, refused: {} };
  let reps: readonly string[] = [];
  for (const chapter of chaptersOf(options, () => reps)) {
    const names = new Map(chapter.map(({ key, command }) => [key, command]));
    for await (const { key, id, problem } of client.batch(chapter)) {
      summary.commands += 1;
      const name = names.get(key ?? '') ?? 'unknown';
      summary.counts[name] = (summary.counts[name] ?? 0) + 1;
      if (problem) summary.refused[problem.code] = (summary.refused[problem.code] ?? 0) + 1;
      if (id !== undefined && /:us:rep-\d$/.test(key ?? '')) reps = [...reps, id];
    }
    if (reps.length < REPS) throw new Error(`the server made ${reps.length} of ${REPS} reps: ${JSON.stringify(summary.refused)}`);
    onProgress(summary);
  }
  return summary;
}
