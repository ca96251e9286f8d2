/** How long after a command was answered its fact stands in the 360°, while nothing else is asked or told: on either engine. */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expectStatus, HttpCalls } from './http-calls.js';
import { latencyOf, type Rate } from './measure.js';
import { streamPrefix } from './eventstoredb.js';
import { limitFinding, type Finding } from './report.js';
import { Seeded } from './seeded.js';
import { startServer } from './server.js';
import type { Surroundings } from './surroundings.js';

const SAMPLES = 300;
const WARM_UP = 20;
/** Milliseconds between two commands, at most: the projections rest a quarter of a second when there is nothing to do. */
const MAX_PAUSE_MS = 200;
const MOST_P99_MS = 40;

/** @param eventStore the server that has the log; without it PostgreSQL has */
export async function benchVisible(surroundings: Surroundings, eventStore?: string): Promise<Finding[]> {
  const databaseUrl = await surroundings.database();
  const keyFile = path.join(await surroundings.folder(), 'master.json');
  const server = await startServer({ databaseUrl, keyFile, ...(eventStore !== undefined && { eventStore: { url: eventStore, prefix: streamPrefix() } }) });
  const calls = new HttpCalls(server.url, 2);
  const seeded = new Seeded(1);
  const headers = () => ({ 'idempotency-key': seeded.uuid(), 'annals-caller': 'service:bench' });
  const fact = () => ({ facts: [{ attribute: 'email', value: `contact-${seeded.below(1e9)}@example.org`, validFrom: '2020-01-01' }] });
  const told = async (target: string, body: object, expected: number) => JSON.parse(expectStatus(expected, await calls.post(target, JSON.stringify(body), headers()))) as { partyId: string; position: string };
  try {
    const { partyId } = await told('/v1/parties', { kind: 'organisation', ...fact() }, 201);
    const visible: number[] = [];
    const asked: number[] = [];
    for (let n = -WARM_UP; n < SAMPLES; n += 1) {
      await sleep(seeded.below(MAX_PAUSE_MS));
      const { position } = await told(`/v1/parties/${partyId}/facts`, fact(), 200);
      const answered = performance.now();
      expectStatus(200, await calls.get(`/v1/parties/${partyId}/360?after=${encodeURIComponent(position)}`));
      const seen = performance.now();
      expectStatus(200, await calls.get(`/v1/parties/${partyId}/360`));
      if (n < 0) continue;
      visible.push(seen - answered);
      asked.push(performance.now() - seen);
    }
    return [limitFinding({
      what: `a fact visible in the 360° after its command was answered, idle, log on ${eventStore === undefined ? 'PostgreSQL' : 'EventStoreDB'}; beside the same question when there is nothing to wait for`,
      ours: rateOf(visible), floor: rateOf(asked), mostP99: MOST_P99_MS,
    })];
  } finally {
    calls.close();
    await server.stop();
  }
}

function rateOf(durations: readonly number[]): Rate {
  return { perSecond: (durations.length * 1_000) / durations.reduce((sum, one) => sum + one, 0), calls: durations.length, ...latencyOf(durations) };
}
