import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandOf } from './process-identity.js';

/** Milliseconds an orphaned server may take to shut down before the start is given up. */
const SHUTDOWN_TIMEOUT_MS = 60_000;

/**
 * Clears what a killed process left behind: a server of this folder that still runs (it has not noticed yet, or its system
 * cannot tell it) is shut down; the note of one that is gone is removed, as PostgreSQL would refuse to start when its process
 * id has meanwhile been given to somebody else. Call it only while holding the folder's lock.
 */
export async function clearOrphan(clusterFolder: string): Promise<void> {
  const note = path.join(clusterFolder, 'postmaster.pid');
  const pid = Number((await readFile(note, 'utf8').catch(() => '')).split('\n')[0]);
  if (!(pid > 0)) return;
  const deadline = performance.now() + SHUTDOWN_TIMEOUT_MS;
  for (let asked = false; await isServerOf(pid, clusterFolder); asked = true) {
    if (!asked) process.kill(pid, 'SIGINT');
    if (performance.now() > deadline) throw new Error(`a PostgreSQL server left behind by an earlier run (process ${pid}) does not stop`);
    await sleep(50);
  }
  if (process.platform !== 'win32') await rm(note, { force: true });
}

async function isServerOf(pid: number, clusterFolder: string): Promise<boolean> {
  return (await commandOf(pid))?.includes(`-D ${clusterFolder}`) ?? false;
}
