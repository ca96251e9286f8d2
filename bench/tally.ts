/** What counting the events of a batch by block and bucket costs, on the thread that projects. */
import { randomUuid } from '#libs/platform/uuid.js';
import { BLOCK_EVENTS, numberOf, tallyBlocks } from '#libs/projecting/tally.js';
import type { Finding } from './report.js';

/** As the runner reads them while it catches up. */
const BATCH = 5_000;
const BATCHES = 60;
/** Events of a stream in one batch. */
const RUN = 20;
/** Microseconds an event may take. */
const MOST_US = 1.5;

export function benchTally(): Finding[] {
  const batches = Array.from({ length: BATCHES }, (_, batch) => Array.from({ length: BATCH }, (_event, n) => ({ eventId: randomUuid(), stream: `party-${Math.floor(n / RUN)}`, position: BigInt(batch * BATCH + n + 1) })));
  let seen = 0n;
  const [ours, floor]: [number[], number[]] = [[], []];
  for (const batch of batches) {
    ours.push(microseconds(() => tallyBlocks(batch, BLOCK_EVENTS)));
    // The ids alone, as the numbers that are added up.
    floor.push(microseconds(() => {
      for (const { eventId } of batch) seen ^= numberOf(eventId);
    }));
  }
  if (seen === 0n) throw new Error('nothing was read');
  const [us, least] = [at(ours, 0.5), at(floor, 0.5)];
  return [{ what: `an event counted by block and bucket, in batches of ${BATCH}`, ours: told(ours), floor: told(floor), ratio: (us / least).toFixed(2), target: `≤ ${MOST_US} µs`, reached: us <= MOST_US }];
}

/** Of one event. */
function microseconds(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) * 1_000 / BATCH;
}

const at = (values: readonly number[], part: number): number => [...values].sort((a, b) => a - b)[Math.floor(part * values.length)]!;
const told = (values: readonly number[]): string => `p50 ${at(values, 0.5).toFixed(2)}, p95 ${at(values, 0.95).toFixed(2)}, p99 ${at(values, 0.99).toFixed(2)} µs`;
