import { constants, existsSync } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { APPLICATION, ensureApplicationDatabase } from './application-database.js';
import { findBinaries } from './binaries.js';
import { ensureCluster } from './cluster.js';
import { lockFolder } from './folder-lock.js';
import { clearOrphan } from './orphan.js';
import { loadOrCreatePasswords } from './passwords.js';
import { startServer } from './server.js';
import { canRun, chooseUnprivileged, systemFacts } from './unprivileged.js';

export interface PostgresOptions {
  /** The data folder; made when it is not there. PostgreSQL's own files lie in its folder `postgres`. */
  readonly dataDir: string;
  /** Give up durability for speed, and keep the buffers small: a crash of the machine loses everything. For tests. */
  readonly fast?: boolean;
  /** Further settings of the server, by their names in `postgresql.conf`. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres {
  /** The application's database, as a role that owns it and nothing else. */
  readonly url: string;
  /** The database `postgres`, as superuser. */
  readonly adminUrl: string;
  /** Process id of the server. */
  readonly pid: number;
  /** Shuts the server down and gives the folder free. Open connections are cut, committed work is safe. */
  stop(): Promise<void>;
  /** Told when the server ends without having been asked to. */
  onExit(listener: (reason: string) => void): void;
}

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  // Errors go to the client that made them; in the log they would repeat values, which may be personal.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length_on_error: '0',
};

const FAST: Readonly<Record<string, string>> = { shared_buffers: '256MB', fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** The data folder cannot be made or written. */
export class DataFolderUnusable extends Error {
  override readonly name = 'DataFolderUnusable';
}

/**
 * Starts the PostgreSQL that is shipped with Annals on a data folder, on a free loopback port. It ends when this process
 * ends, however that happens: on Linux the kernel tells it, elsewhere the next start clears it away.
 *
 * @throws FolderInUse when a live process holds the folder
 */
export async function startPostgres({ dataDir, fast = false, settings = {} }: PostgresOptions): Promise<EmbeddedPostgres> {
  const folder = path.resolve(dataDir);
  await makeFolder(folder);
  const unlock = await lockFolder(folder);
  try {
    const cluster = path.join(folder, 'postgres');
    await clearOrphan(cluster);

    const binaries = await findBinaries(path.join(folder, 'lib'));
    const environment = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC', ...binaries.environment };
    const runAs = chooseUnprivileged(systemFacts(existsSync(cluster) ? await stat(cluster) : undefined));
    const passwords = await loadOrCreatePasswords(folder);
    await ensureCluster({ folder: cluster, initdb: binaries.program('initdb'), environment, runAs, superuserPassword: passwords.superuser, fast });

    const memory = Math.min(os.totalmem(), process.constrainedMemory() || Infinity);
    const options = Object.entries({ ...SETTINGS, shared_buffers: sharedBuffers(memory), ...(fast ? FAST : {}), ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const server = await startServer({ command: [...runAs.prefix, ...endingWithUs(), binaries.program('postgres'), '-D', cluster, ...options], environment });
    const urlOf = (role: string, password: string, database: string) => `postgres://${role}:${password}@127.0.0.1:${server.port}/${database}`;
    const adminUrl = urlOf('postgres', passwords.superuser, 'postgres');
    const stop = async () => {
      await server.stop();
      await unlock();
    };
    try {
      await ensureApplicationDatabase(adminUrl, passwords.application);
    } catch (error) {
      await server.stop();
      throw error;
    }
    return { url: urlOf(APPLICATION, passwords.application, APPLICATION), adminUrl, pid: server.pid, stop, onExit: server.onExit };
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.W_OK);
  } catch (error) {
    throw new DataFolderUnusable(`ANNALS_DATA: the data folder ${folder} cannot be made or written: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * A prefix that has the kernel send SIGINT (a fast shutdown) when the process that spawns is gone, even by kill -9. It comes
 * after any change of user, which would undo it.
 */
function endingWithUs(): string[] {
  const prefix = ['setpriv', '--pdeathsig', 'INT', '--'];
  return process.platform === 'linux' && canRun(prefix) ? prefix : [];
}

const MIB = 1024 ** 2;

/**
 * A quarter of the memory there is, from 128 MiB to 2 GiB. It is taken as it is used; what PostgreSQL does not hold itself it copies from
 * the kernel each time, which doubled the time of a 360° on a million interactions.
 *
 * @param available bytes
 */
export function sharedBuffers(available: number): string {
  return `${Math.floor(Math.min(Math.max(available / 4 / MIB, 128), 2_048))}MB`;
}
