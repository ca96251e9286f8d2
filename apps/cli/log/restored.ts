/** `annals log restored`: an older copy of the log was put back on purpose, and what was made from the one before is to be made anew. */
import { startPostgres } from '#infra/embedded-postgres/launcher.js';
import { createPool, inTransaction } from '#libs/platform/database.js';
import type { Settings } from '#libs/platform/settings.js';
import { forgetReadModels } from '#libs/projecting/forget.js';
import { livingHolders } from '#libs/projecting/leases.js';

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
      const living = await livingHolders(client);
      if (living > 0) throw new ServersRun(`${living} ${living === 1 ? 'process projects' : 'processes project'} from the log now: stop all servers first`);
      await forgetReadModels(client, undefined);
      await client.query('truncate log.log_clock, log.command_index; delete from notary.block; update feed.consumer set acknowledged = 0');
    });
  } finally {
    await pool.end();
    await embedded?.stop();
  }
}
