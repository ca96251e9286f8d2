/** What verifying the log costs beside reading it: the whole proof (canonical content, chain, roots, signatures) against the bare pages. */
import type { EventLog } from '#libs/event-log/event-log.js';
import { PostgresEventLog } from '#libs/event-log/postgres/postgres-event-log.js';
import { Blocks } from '#libs/notary/blocks.js';
import { Notary } from '#libs/notary/notary.js';
import { verifyLog } from '#libs/notary/verify-log.js';
import { createPool } from '#libs/platform/database.js';
import { randomUuid } from '#libs/platform/uuid.js';
import { events as eventsOfAppend, EVENTS_OF_A_LARGE_APPEND } from './append.js';
import { compare, latencyOf, type Comparison, type Rate } from './measure.js';

/** Rounds of each, in turns. */
const ROUNDS = 5;
/** Events in the log. */
const EVENTS = 100_000;
/** Events a page, as verifying reads them. */
const PAGE = 500;

/** @param url a migrated database without events, @param keyFile where a sealing key may be made */
export async function benchVerifyLog(url: string, keyFile: string): Promise<Comparison> {
  const pool = createPool(url, { name: 'bench', max: 2 });
  const log = new PostgresEventLog(url);
  try {
    for (let appended = 0; appended < EVENTS; appended += EVENTS_OF_A_LARGE_APPEND) await log.append(`party-${randomUuid()}`, 'no-stream', eventsOfAppend(EVENTS_OF_A_LARGE_APPEND));
    const sealing = performance.now();
    const notary = new Notary({ log, pool, keyFile, monotonic: () => performance.now(), sleep: () => Promise.resolve(), onError: () => undefined });
    await notary.round({ everything: true });
    await notary.stop();
    const sealed = performance.now() - sealing;
    await pool.query('vacuum analyze');
    const [ours, floor]: [number[], number[]] = [[], []];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const verified = await timed(async () => {
        const { finding } = await verifyLog({ log, blocks: new Blocks(pool), witnessed: [] });
        if (finding) throw new Error(finding.detail);
      });
      const read = await timed(() => readAll(log));
      // The first one warms up.
      if (round === 0) continue;
      ours.push(verified);
      floor.push(read);
    }
    return compare(`verify log, ${EVENTS} events (chained and sealed before in ${(sealed * 1_000 / EVENTS).toFixed(1)} µs each)`, rateOf(ours), rateOf(floor), 0.5);
  } finally {
    await log.close();
    await pool.end();
  }
}

/** As bare as it goes: each page is on its way while the one before it is looked at. */
async function readAll(log: EventLog): Promise<void> {
  for (let coming = log.readAll(0n, PAGE); ;) {
    const last = (await coming).at(-1);
    if (!last) return;
    coming = log.readAll(last.position, PAGE);
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Median over the rounds; latencies are of whole runs. */
function rateOf(rounds: readonly number[]): Rate {
  const median = [...rounds].sort((a, b) => a - b)[Math.floor(rounds.length / 2)]!;
  return { perSecond: EVENTS / (median / 1_000), calls: EVENTS, ...latencyOf(rounds) };
}
