import { allMigrations } from '#infra/migrations.js';
import { createPool } from '#libs/platform/database.js';
import { migrate } from '#libs/platform/migrate.js';
import type { StartApplication } from './host.js';

/** The composition root: the one place where the parts are made and handed to each other. */
export const startApplication: StartApplication = async ({ settings, databaseUrl }) => {
  const pool = createPool(databaseUrl, { name: 'server' });
  await migrate(pool, await allMigrations());
  return {
    banner: [`Annals is ready on http://${settings.HOST}:${settings.PORT}`],
    stop: () => pool.end(),
  };
};
