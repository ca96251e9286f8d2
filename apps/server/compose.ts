import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '#libs/platform/clock.js';
import { Logger } from '#libs/platform/logger.js';
import { Metrics } from '#libs/platform/metrics.js';
import { InvalidSettings, rolesOf, type Settings } from '#libs/platform/settings.js';
import { startTracing } from '#libs/platform/tracing.js';
import { startAnnals } from './annals.js';
import { chosenLog } from './chosen-log.js';
import type { StartApplication } from './host.js';

/** What `npm start` runs once there is a database: Annals, listening. */
export const startApplication: StartApplication = async ({ settings, databaseUrl }) => {
  const roles = rolesOf(settings);
  const logger = new Logger({ level: settings.ANNALS_LOG_LEVEL, to: settings.ANNALS_LOG_TO });
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = settings;
  const endTracing = endpoint === undefined ? undefined : await startTracing({ endpoint, roles: [...roles] });
  const annals = await startAnnals({
    databaseUrl,
    log: await chosenLog(settings, databaseUrl),
    roles,
    keyFile: join(settings.ANNALS_DATA, 'keys', 'master.json'),
    businessZone: settings.TZ_BUSINESS,
    metrics: new Metrics().ofProcess(),
    logger,
    readOnly: settings.ANNALS_READ_ONLY === 'true',
    clock: systemClock,
    monotonic: () => performance.now(),
    sleep: (milliseconds) => sleep(milliseconds),
    random: Math.random,
    onError: (error) => logger.backgroundFailed(error),
  });
  try {
    await annals.api.listen(settings.PORT, settings.HOST);
  } catch (error) {
    await annals.stop();
    throw notListening(error as NodeJS.ErrnoException, settings);
  }
  logger.started({ roles: [...roles], logId: annals.logId });
  const address = (await annals.api.getUrl()).replace('[::1]', 'localhost');
  const anew = annals.begun.map(({ name }) => `The tables of ${name} are made anew from the log: this release makes other rows of it. Those of before answer until then.`);
  return {
    banner: [...anew, ...(!roles.has('api') ? [`Annals (${[...roles].join(', ')}) is ready; its health: ${address}/health/ready`] : [
      `Annals is ready on ${address}`,
      `The API:         ${address}/v1/docs`,
      'Load the sample: npx annals import sirene samples/register-periods.csv --observed 2026-01-01',
    ])],
    async stop() {
      await annals.stop();
      await endTracing?.();
      logger.stopped();
    },
  };
};

/** What an operator can mend names its variable. */
function notListening(error: NodeJS.ErrnoException, { PORT, HOST }: Settings): Error {
  if (error.code === 'EADDRINUSE') return new InvalidSettings(`PORT: expected a free port, got ${PORT}, on which another process listens`);
  if (error.code === 'EACCES') return new InvalidSettings(`PORT: expected a port that this user may listen on, got ${PORT}`);
  if (error.code === 'EADDRNOTAVAIL') return new InvalidSettings(`HOST: expected an address of this machine, got ${HOST}`);
  return error;
}
