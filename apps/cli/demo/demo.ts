/** `annals demo`: tells the fictional story to a running server. Told again with the same seed and end, it changes nothing; with another end it is refused. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { AnnalsClient } from '../client.js';
import { UsageError } from '../command.js';
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
  const reps: string[] = [];
  let handover: string | undefined;
  for (const chapter of chaptersOf(options, () => reps)) {
    const names = new Map(chapter.map(({ key, command }) => [key, command]));
    for await (const { key, id, problem } of client.batch(chapter)) {
      summary.commands += 1;
      const name = names.get(key ?? '') ?? 'unknown';
      summary.counts[name] = (summary.counts[name] ?? 0) + 1;
      if (problem) summary.refused[problem.code] = (summary.refused[problem.code] ?? 0) + 1;
      const rep = /:us:rep-(\d)$/.exec(key ?? '');
      if (id !== undefined && rep) reps[Number(rep[1])] = id;
      if (name === 'hand-over-portfolio') handover = id;
    }
    if (summary.refused['key-reused'] !== undefined) throw new UsageError(`the story of seed ${options.seed} was told before, with another end than ${options.today} or other --companies: nothing was changed; those tell it again, --seed another one`);
    if (reps.filter(Boolean).length < REPS) throw new Error(`the server made ${reps.length} of ${REPS} reps: ${JSON.stringify(summary.refused)}`);
    onProgress(summary);
  }
  if (handover !== undefined) await handedOver(client, handover);
  return summary;
}

/** Milliseconds between two looks at a hand-over, and looks in all: a minute for a few hundred customers. */
const LOOK_AGAIN_MS = 100;
const LOOKS = 600;

/** The server writes it down after its answer: the story is told when it is. */
async function handedOver(client: AnnalsClient, handoverId: string): Promise<void> {
  for (let look = 0; look < LOOKS; look += 1) {
    const { status } = await client.ask<{ readonly status: string }>(`/v1/portfolio-handovers/${handoverId}`);
    if (status === 'completed') return;
    await sleep(LOOK_AGAIN_MS);
  }
  throw new Error(`the hand-over ${handoverId} is still under way`);
}
