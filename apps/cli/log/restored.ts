/** `annals log restored`: an older copy of the log was put back on purpose, and what was made from the one before is to be made anew. */
import { startPostgres } from '#infra/embedded-postgres/launcher.js';
import { createPool, inTransaction } from '#libs/platform/database.js';
import type { Settings } from '#libs/platform/settings.js';
import { forgetReadModels } from '#libs/projecting/forget.js';

/** Somebody works with the tables. */
export class ServersRun extends Error {
  override readonly name = 'ServersRun';
}

/**
 * Empties everything that is made from the log: read models and their checkpoints, what the log in EventStoreDB has not got itself, and
 * the notary's table. Keys, stored answers and the lists of addresses stay. Consumers of the feed begin at its beginning: whoever has
 * acknowledged what is no more is told everything again, rather twice than never.
 *
 * @throws ServersRun, FolderInUse
 */
export async function forgetLog(settings: Settings): Promise<void> {
  const embedded = settings.DATABASE_URL === undefined ? await startPostgres({ dataDir: settings.ANNALS_DATA }) : undefined;
  const pool = createPool(settings.DATABASE_URL ?? embedded!.url, { name: 'command line', max: 1 });
  try {
    await inTransaction(pool, async (client) => {
      const { rows: [others] } = await client.query<{ sessions: number }>(`
        select count(*)::integer as sessions from pg_stat_activity where datname = current_database() and application_name like 'annals %' and pid <> pg_backend_pid()`);
      if (others!.sessions > 0) throw new ServersRun(`servers or other commands of Annals are connected to the database (${others!.sessions} sessions): stop them first`);
      await forgetReadModels(client, undefined);
      await client.query('truncate log.log_clock, log.command_index; delete from notary.block; update feed.consumer set acknowledged = 0');
    });
  } finally {
    await pool.end();
    await embedded?.stop();
  }
}
