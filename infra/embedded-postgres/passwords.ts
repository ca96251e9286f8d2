import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The passwords of the two roles; the server listens on loopback, where any local user could try. */
export interface Passwords {
  /** Of `postgres`, which may read every file the server can: for the launcher only. */
  readonly superuser: string;
  /** Of `annals`, which owns one database and nothing else. */
  readonly application: string;
}

/** Reads the passwords kept in the data folder, or makes them at its first use. The file is its owner's alone. */
export async function loadOrCreatePasswords(folder: string): Promise<Passwords> {
  const file = path.join(folder, 'postgres-passwords.json');
  const kept = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (kept !== undefined) return JSON.parse(kept) as Passwords;
  const passwords = { superuser: randomBytes(24).toString('base64url'), application: randomBytes(24).toString('base64url') };
  await writeFile(`${file}.new`, JSON.stringify(passwords), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return passwords;
}
