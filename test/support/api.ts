import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startAnnals, type Annals } from '#apps/server/annals.js';
import { systemClock } from '#libs/platform/clock.js';
import { createTestDatabase } from './postgres.js';

export interface TestApi extends Annals {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
}

/** Annals as the server runs it, on a database of its own and a free port. `stop` leaves nothing behind. */
export async function startApi(): Promise<TestApi> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'annals-api-'));
  const annals = await startAnnals({
    databaseUrl: database.url, keyFile: path.join(folder, 'master.json'), businessZone: 'Europe/Paris', clock: systemClock,
    monotonic: () => performance.now(), sleep: (milliseconds) => sleep(milliseconds), random: Math.random,
    onError: (error) => console.error(error),
  });
  await annals.api.listen(0, '127.0.0.1');
  return {
    ...annals,
    url: await annals.api.getUrl(),
    async stop() {
      await annals.stop();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}
