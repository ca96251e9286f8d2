/** The key that seals are signed with, in a file of its own beside the master key: who reads personal data need not be able to sign, nor the other way round. */
import { createPrivateKey, generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto';
import { createKeyFile, KeyFileError, readKeyFile } from '#libs/personal-data/key-file.js';

/** Its name, beside the file of the master key. */
export const SEALING_KEY_FILE = 'sealing.json';

export interface SealingKey {
  /** In base64url, as it stands in every seal. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

/** The key in a file (a JSON Web Key, RFC 8037); undefined when there is none. */
export async function readSealingKey(file: string): Promise<SealingKey | undefined> {
  const text = await readKeyFile(file);
  if (text === undefined) return undefined;
  try {
    return sealingKey(createPrivateKey({ key: JSON.parse(text) as JsonWebKey, format: 'jwk' }));
  } catch {
    throw new KeyFileError(`${file} is not a sealing key of Annals, or is damaged; restore it from its backup`);
  }
}

/** Makes a new key in a file. Refuses when there is one already. */
export async function createSealingKey(file: string): Promise<SealingKey> {
  const { privateKey } = generateKeyPairSync('ed25519');
  await createKeyFile(file, `${JSON.stringify(privateKey.export({ format: 'jwk' }))}\n`);
  return sealingKey(privateKey);
}

function sealingKey(privateKey: KeyObject): SealingKey {
  const { x } = privateKey.export({ format: 'jwk' });
  if (privateKey.asymmetricKeyType !== 'ed25519' || x === undefined) throw new Error('not an Ed25519 key');
  return { publicKey: x, privateKey };
}
