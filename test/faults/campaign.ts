/**
 * Fault after fault under load. After each the system comes to rest, and what must hold is looked at. Everything that is drawn comes
 * from the seed: which faults, in which order, with which details, and what each client tells. The same seed breaks the same things in
 * the same order; how far clients are by then is up to the processes, so a failure that hangs on a moment may take some runs to come again.
 */
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Installation } from '#apps/cli/installation.js';
import { verifySeals } from '#apps/cli/verify/seals.js';
import { SEALING_KEY_FILE } from '#libs/notary/sealing-key.js';
import { Notary } from '#libs/notary/notary.js';
import { readSeals, type Seal } from '#libs/notary/seal.js';
import { Seeded } from '../../bench/seeded.js';
import { complaintsAbout, complaintsAboutAll } from './checks.js';
import { FAULTS, type Fault } from './faults.js';
import { Client, type Acknowledged } from './load.js';
import { System } from './system.js';

const CLIENTS = 4;
/** Milliseconds, at most, that clients go on before something breaks, and after it was healed. */
const UNDISTURBED_MS = 600;
/** Milliseconds within which a command is acknowledged when nothing is broken any more: it hangs where it takes longer. */
const ACKNOWLEDGED_MS = 240_000;

export interface Told {
  readonly number: number;
  readonly fault: string;
  readonly milliseconds: number;
  readonly acknowledged: number;
}

export interface Summary {
  readonly faults: number;
  readonly acknowledged: number;
  readonly events: bigint;
  /** What this machine does not let happen. */
  readonly leftOut: readonly string[];
}

/** Each kind of fault as often as any other, and never in the same order. */
export function scheduleOf(seed: number, count: number, kinds: readonly Fault[] = FAULTS): Fault[] {
  const seeded = new Seeded(seed);
  const schedule: Fault[] = [];
  while (schedule.length < count) {
    const round = [...kinds];
    while (round.length > 0) schedule.push(...round.splice(seeded.below(round.length), 1));
  }
  return schedule.slice(0, count);
}

export interface CampaignOptions {
  readonly seed: number;
  readonly schedule: readonly Fault[];
  readonly onFault?: (told: Told) => void;
  /** Ends it early, and leaves nothing behind. */
  readonly interrupted?: AbortSignal;
}

/** @throws Error that names the seed, the fault and what does not hold */
export async function campaign({ interrupted, ...options }: CampaignOptions): Promise<Summary> {
  const system = await System.start();
  try {
    const interruption = new Promise<never>((_, reject) => interrupted?.addEventListener('abort', () => reject(new Error('interrupted'))));
    interrupted?.throwIfAborted();
    return await Promise.race([conduct(system, options), interruption]);
  } finally {
    await system.destroy();
  }
}

async function conduct(system: System, { seed, schedule, onFault }: CampaignOptions): Promise<Summary> {
  const clients = Array.from({ length: CLIENTS }, (_, n) => new Client(() => system.api.url, `service:client-${n}`, seed + n));
  const acknowledged: Acknowledged[] = [];
  const leftOut: string[] = [];
  /** How far rows were looked at. */
  let seen = 0n;
  /** What the log was sealed with before: nothing that was read once may be another thing later. */
  const witnessed: Seal[] = [];
  const named = async (where: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      throw new Error(`seed ${seed}, ${where}: ${(error as Error).message}\n${system.said}`, { cause: error });
    }
  };
  for (const [n, fault] of schedule.entries()) {
    if (fault.possible?.(system) === false) {
      leftOut.push(fault.name);
      continue;
    }
    const started = performance.now();
    await named(`fault ${n + 1} (${fault.name})`, async () => {
      await disturbed(system, clients, acknowledged, fault, new Seeded(seed * 1_000 + n));
      await system.look(async (installation) => {
        expectNone([...system.complaints, ...await complaintsAbout(installation, acknowledged, seen, witnessed)]);
        seen = (await installation.log.head()).position;
        for await (const { seal } of readSeals(installation.log, witnessed.length)) witnessed.push(seal!);
      });
    });
    onFault?.({ number: n + 1, fault: fault.name, milliseconds: Math.round(performance.now() - started), acknowledged: acknowledged.length });
  }
  await named('at the end', async () => {
    await system.stopServers();
    expectNone(await system.look((installation) => complaintsAboutAll(installation, acknowledged, witnessed)));
    await system.look(sealAll);
    const { equal, lines } = await verifySeals({ settings: system.settings }, () => undefined);
    if (!equal) expectNone(lines);
  });
  return { faults: schedule.length - leftOut.length, acknowledged: acknowledged.length, events: seen, leftOut: [...new Set(leftOut)] };
}

/** One fault while clients go on, until all that they told is acknowledged. */
async function disturbed(system: System, clients: readonly Client[], acknowledged: Acknowledged[], fault: Fault, seeded: Seeded): Promise<void> {
  const [enough, givenUp] = [new AbortController(), new AbortController()];
  const telling = Promise.all(clients.map(async (client) => {
    for await (const one of client.tell(enough.signal, givenUp.signal)) acknowledged.push(one);
  }));
  // Whoever awaits it hears of it.
  telling.catch(() => undefined);
  try {
    await sleep(seeded.below(UNDISTURBED_MS));
    const heal = await fault.inject(system, seeded);
    await heal();
    await sleep(seeded.below(UNDISTURBED_MS));
    enough.abort();
    await Promise.race([telling, sleep(ACKNOWLEDGED_MS, undefined, { signal: givenUp.signal }).then(() => Promise.reject(new Error(`commands were not acknowledged within ${ACKNOWLEDGED_MS / 1_000} s`)))]);
  } finally {
    enough.abort();
    givenUp.abort();
  }
}

function expectNone(complaints: readonly string[]): void {
  if (complaints.length > 0) throw new Error(complaints.slice(0, 20).join('\n'));
}

/** Seals what is not sealed yet. */
async function sealAll({ log, pool, keyFile }: Installation): Promise<void> {
  const notary = new Notary({
    log, pool, keyFile: join(dirname(keyFile), SEALING_KEY_FILE), monotonic: () => performance.now(), sleep: (milliseconds) => sleep(milliseconds),
    onError: (error) => { throw error as Error; },
  });
  await notary.round({ everything: true });
  await notary.stop();
}
