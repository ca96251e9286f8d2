/** Files that hold a secret: only their owner reads them, and they are there whole or not at all. */
import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

export class KeyFileError extends Error {
  override readonly name: string = 'KeyFileError';
}

/**
 * Reads a key file; undefined when there is none. Refuses one that others may read. Where it belongs to root and this process does
 * not, its group may read it: so do orchestrators hand a secret to a process that is not root.
 */
export async function readKeyFile(file: string): Promise<string | undefined> {
  try {
    const { mode, uid } = await stat(file);
    const others = uid === 0 && process.getuid?.() !== 0 ? 0o037 : 0o077;
    if ((mode & others) !== 0) throw new KeyFileError(`${file} can be read by others (mode ${(mode & 0o777).toString(8)}); make it private: chmod 600`);
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error instanceof KeyFileError ? error : new KeyFileError(`the key file ${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

/** Makes a key file that only its owner can read. Refuses when there is one already. */
export async function createKeyFile(file: string, text: string): Promise<void> {
  const unfinished = `${file}.${randomBytes(4).toString('hex')}.new`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const handle = await open(unfinished, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      // The umask may only have taken rights away; set them exactly, and have the file on disk before anything depends on it.
      await chmod(unfinished, 0o600);
      await handle.sync();
      await link(unfinished, file);
    } finally {
      await handle.close();
      await unlink(unfinished);
    }
  } catch (error) {
    const { code, syscall, message } = error as NodeJS.ErrnoException;
    throw new KeyFileError(code === 'EEXIST' && syscall === 'link' ? `there is a key file already: ${file}` : `the key file ${file} cannot be made: ${message}`, { cause: error });
  }
}
