import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '#libs/platform/clock.js';
import { rolesOf } from '#libs/platform/settings.js';
import { startAnnals } from './annals.js';
import { chosenLog } from './chosen-log.js';
import type { StartApplication } from './host.js';

/** What `npm start` runs once there is a database: Annals, listening. */
export const startApplication: StartApplication = async ({ settings, databaseUrl }) => {
  const roles = rolesOf(settings);
  const annals = await startAnnals({
    databaseUrl,
    log: await chosenLog(settings, databaseUrl),
    roles,
    keyFile: join(settings.ANNALS_DATA, 'keys', 'master.json'),
    businessZone: settings.TZ_BUSINESS,
    readOnly: settings.ANNALS_READ_ONLY === 'true',
    clock: systemClock,
    monotonic: () => performance.now(),
    sleep: (milliseconds) => sleep(milliseconds),
    random: Math.random,
    // The name alone: a message may hold what an event holds.
    onError: (error) => console.error(`annals: ${(error as Error).name} in the background, trying again`),
  });
  await annals.api.listen(settings.PORT, settings.HOST);
  const address = (await annals.api.getUrl()).replace('[::1]', 'localhost');
  return {
    banner: !roles.has('api') ? [`Annals (${[...roles].join(', ')}) is ready; its health: ${address}/health/ready`] : [
      `Annals is ready on ${address}`,
      `The API:         ${address}/v1/docs`,
      'Load the sample: npx annals import sirene samples/register-periods.csv --observed 2026-01-01',
    ],
    stop: () => annals.stop(),
  };
};
