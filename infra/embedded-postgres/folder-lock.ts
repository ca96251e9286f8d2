import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startOf } from './process-identity.js';

/** Another process uses the data folder. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
  constructor(readonly folder: string, readonly pid: number) {
    super(`the data folder ${folder} is in use by process ${pid}: stop that one first, choose another folder with ANNALS_DATA, or give several processes one database with DATABASE_URL`);
  }
}

interface Holder {
  readonly pid: number;
  readonly start: string;
}

/**
 * Takes a data folder for this process alone, by the file `annals.pid`.
 *
 * @returns the release
 * @throws FolderInUse when a live process holds it, this very one included
 */
export const lockFolder = (folder: string): Promise<() => Promise<void>> => lockFile(path.join(folder, 'annals.pid'), (pid) => new FolderInUse(folder, pid));

/**
 * Takes something for this process alone. The lock is a file; it counts while the process in it lives, so nothing needs to be
 * cleared by hand after a kill -9.
 *
 * @param inUse what is thrown when a live process holds it, this very one included
 * @returns the release
 */
export async function lockFile(lock: string, inUse: (pid: number) => Error): Promise<() => Promise<void>> {
  const own = JSON.stringify({ pid: process.pid, start: (await startOf(process.pid)) ?? 'unknown' } satisfies Holder);
  // Linked into place when it is complete, so that nobody ever reads half a lock.
  const draft = `${lock}.${process.pid}`;
  await writeFile(draft, own, { mode: 0o600 });
  try {
    while (!(await isLinked(draft, lock))) await removeStale(lock, inUse);
  } finally {
    await rm(draft, { force: true });
  }
  return () => rm(lock, { force: true });
}

async function isLinked(draft: string, lock: string): Promise<boolean> {
  try {
    await link(draft, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function removeStale(lock: string, inUse: (pid: number) => Error): Promise<void> {
  const found = await readFile(lock, 'utf8').catch(() => undefined);
  if (found === undefined) return;
  await refuseLive(found, inUse);
  // Moved away first: if another starter replaced the stale lock meanwhile, it is the live one that was moved, and goes back.
  const aside = `${lock}.stale.${process.pid}`;
  try {
    await rename(lock, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  try {
    const moved = await readFile(aside, 'utf8');
    if (moved !== found) {
      await link(aside, lock);
      await refuseLive(moved, inUse);
    }
  } finally {
    await rm(aside, { force: true });
  }
}

async function refuseLive(text: string, inUse: (pid: number) => Error): Promise<void> {
  const { pid, start } = JSON.parse(text) as Holder;
  if ((await startOf(pid)) === start) throw inUse(pid);
}
