import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { APPLICATION } from './application-database.js';
import { startPostgres } from './launcher.js';
import { FolderInUse } from './folder-lock.js';
import { loadOrCreatePasswords } from './passwords.js';

export interface ReachedPostgres {
  readonly url: string;
  /** Stops it where it was started for this alone. */
  stop(): Promise<void>;
}

/** The PostgreSQL of a data folder: the one that a server runs there now, else started for as long as it takes. */
export async function reachPostgres(dataDir: string): Promise<ReachedPostgres> {
  try {
    return await startPostgres({ dataDir });
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error;
    // The fourth line of its note is the port.
    const port = Number((await readFile(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[3]);
    if (!(port > 0)) throw error;
    const { application } = await loadOrCreatePasswords(path.resolve(dataDir));
    return { url: `postgres://${APPLICATION}:${application}@127.0.0.1:${port}/${APPLICATION}`, stop: () => Promise.resolve() };
  }
}
