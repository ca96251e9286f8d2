import { spawn } from 'node:child_process';
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { Unprivileged } from './unprivileged.js';

export interface ClusterOptions {
  /** PostgreSQL's own folder inside the data folder. */
  readonly folder: string;
  /** The program `initdb`. */
  readonly initdb: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly runAs: Unprivileged;
  readonly superuserPassword: string;
  /** Skip fsync: for tests, where nothing outlives the run. */
  readonly fast: boolean;
}

/**
 * Makes a cluster where there is none. It is made beside its place and moved there when complete: a process killed half way
 * leaves nothing that looks like one. Encoding and collation are fixed, so every machine sorts alike.
 */
export async function ensureCluster({ folder, initdb, environment, runAs, superuserPassword, fast }: ClusterOptions): Promise<void> {
  if (existsSync(path.join(folder, 'PG_VERSION'))) return;
  const draft = `${folder}.new`;
  const passwordFile = `${folder}.password`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, superuserPassword, { mode: 0o600 });
  try {
    if (runAs.owner) for (const file of [draft, passwordFile]) await chown(file, runAs.owner.uid, runAs.owner.gid);
    const [command, ...args] = [
      ...runAs.prefix, initdb, '--pgdata', draft, '--username=postgres', '--pwfile', passwordFile, '--auth=scram-sha-256', '--encoding=UTF8',
      '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', ...(fast ? ['--no-sync'] : []),
    ];
    const child = spawn(command!, args, { env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
    const [complaint, code] = await Promise.all([
      text(child.stderr),
      new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve)),
    ]);
    if (code !== 0) throw new Error(`initdb could not make a cluster in ${folder}:\n${complaint}`);
    await rename(draft, folder);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}
