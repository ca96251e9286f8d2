import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import os from 'node:os';

/** How to run programs that refuse to run as root, such as all of PostgreSQL. */
export interface Unprivileged {
  /** Words to put before a program and its arguments. */
  readonly prefix: readonly string[];
  /** Who must own the files that the program writes, when that is not this process's own user. */
  readonly owner?: Owner;
}

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** What is looked up in the system; handed in, so that the choice can be tested without being root or not. */
export interface SystemFacts {
  /** User id of this process; undefined where there is none (Windows). */
  readonly uid: number | undefined;
  /** Whether `/etc/passwd` knows the user: initdb insists on it. */
  readonly named: boolean;
  /** Who owns the data folder, when it exists already. */
  readonly folderOwner: Owner | undefined;
  /** Whether a program can be run behind this prefix here. */
  readonly works: (prefix: readonly string[]) => boolean;
  readonly account: (name: string) => Owner | undefined;
}

const NOBODY = 65_534;
/** The program is nobody inside, this very user for the files outside: nothing changes its owner, and a folder below `/root` can be reached. */
const NAMESPACE = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--'];

/**
 * A plain user runs the programs as they are. Root runs them in a user namespace or, where containers forbid that, under the
 * account `postgres` or `nobody`, which then owns the files. A folder that is such an account's already stays so.
 */
export function chooseUnprivileged({ uid, named, folderOwner, works, account }: SystemFacts): Unprivileged {
  if (uid !== 0) return { prefix: named || !works(NAMESPACE) ? [] : NAMESPACE };
  const ownedByOther = folderOwner !== undefined && folderOwner.uid !== 0;
  if (!ownedByOther && works(NAMESPACE)) return { prefix: NAMESPACE };

  const owner = ownedByOther ? folderOwner : account('postgres') ?? account('nobody');
  if (!owner) throw new Error('PostgreSQL does not run as root, and there is neither a user namespace nor an account postgres or nobody: run as a plain user, or set DATABASE_URL');
  // The account may pass through folders that are root's alone (`/root`, the data folder), but write only what it owns. Without
  // the secure bit, access(2) would not count that: initdb asks it whether it may run postgres.
  const prefix = ['setpriv', `--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups', '--securebits=+no_setuid_fixup', '--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search', '--'];
  if (!works(prefix)) throw new Error('PostgreSQL does not run as root, and this container allows root neither a user namespace nor to become another user: run as a plain user, or set DATABASE_URL');
  return { prefix, owner };
}

export function systemFacts(folderOwner: Owner | undefined): SystemFacts {
  return { uid: process.getuid?.(), named: hasName(), folderOwner, works: canRun, account: accountInPasswd };
}

/** Whether `true` can be run behind a prefix. */
export function canRun(prefix: readonly string[]): boolean {
  const [command, ...args] = [...prefix, 'true'];
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function hasName(): boolean {
  try {
    os.userInfo();
    return true;
  } catch {
    return false;
  }
}

function accountInPasswd(name: string): Owner | undefined {
  const fields = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':')).find(([account]) => account === name);
  return fields && { uid: Number(fields[2]), gid: Number(fields[3]) };
}
