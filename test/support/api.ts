import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startAnnals, type Annals } from '#apps/server/annals.js';
import { FixedClock, systemClock } from '#libs/platform/clock.js';
import type { Instant } from '#libs/temporal/dates.js';
import { createTestDatabase, execute } from './postgres.js';

export interface TestApi extends Annals {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** What time it is from now on, for the server and for its log; the clock stands still. */
  setClock(instant: Instant): Promise<void>;
}

export interface TestApiOptions {
  /** What time it is; the clock stands still until `setClock`. Default: the system's clock. */
  readonly at?: Instant;
  /** Events a projection takes at a time. */
  readonly batchSize?: number;
}

/** Annals as the server runs it, on a database of its own and a free port. `stop` leaves nothing behind. */
export async function startApi({ at, batchSize }: TestApiOptions = {}): Promise<TestApi> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'annals-api-'));
  const clock = at === undefined ? undefined : new FixedClock(at);
  const setClock = async (instant: Instant): Promise<void> => {
    if (!clock) throw new Error('this server runs by the clock of the system');
    clock.set(instant);
    await execute(database.url, `create or replace function log.clock() returns timestamptz language sql volatile as $$ select timestamptz '${instant}' $$`);
  };
  if (at !== undefined) await setClock(at);
  const annals = await startAnnals({
    databaseUrl: database.url, keyFile: path.join(folder, 'master.json'), businessZone: 'Europe/Paris', clock: clock ?? systemClock,
    monotonic: () => performance.now(), sleep: (milliseconds) => sleep(milliseconds), random: Math.random,
    onError: (error) => console.error(error), ...(batchSize !== undefined && { batchSize }),
  });
  await annals.api.listen(0, '127.0.0.1');
  return {
    ...annals,
    url: await annals.api.getUrl(),
    setClock,
    async stop() {
      await annals.stop();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}
