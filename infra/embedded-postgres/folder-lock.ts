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
 * Takes a data folder for this process alone. The lock is the file `annals.pid`; it counts while the process in it lives, so
 * nothing needs to be cleared by hand after a kill -9.
 *
 * @returns the release
 * @throws FolderInUse when a live process holds it, this very one included
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const lock = path.join(folder, 'annals.pid');
  const own = JSON.stringify({ pid: process.pid, start: (await startOf(process.pid)) ?? 'unknown' } satisfies Holder);
  // Linked into place when it is complete, so that nobody ever reads half a lock.
  const draft = `${lock}.${process.pid}`;
  await writeFile(draft, own, { mode: 0o600 });
  try {
    while (!(await isLinked(draft, lock))) await removeStale(folder, lock);
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

async function removeStale(folder: string, lock: string): Promise<void> {
  const found = await readFile(lock, 'utf8').catch(() => undefined);
  if (found === undefined) return;
  await refuseLive(folder, found);
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
      await refuseLive(folder, moved);
    }
  } finally {
    await rm(aside, { force: true });
  }
}

async function refuseLive(folder: string, text: string): Promise<void> {
  const { pid, start } = JSON.parse(text) as Holder;
  if ((await startOf(pid)) === start) throw new FolderInUse(folder, pid);
}
