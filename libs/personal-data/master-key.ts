/**
 * The master key, in a file of its own beside no data: it wraps the keys of personal data, and keys the hashes that stand for
 * identifiers, bodies and conditions of lists. Lost, everything encrypted is lost; so it is made once and never replaced in silence.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { createKeyFile, KeyFileError, readKeyFile } from './key-file.js';
import { freshNonce, NONCE_BYTES } from './nonce.js';

const FORMAT = 1;
const KEY_BYTES = 32;
const TAG_BYTES = 16;
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** What a keyed hash stands for; the same text has different hashes for different purposes. */
export type HashPurpose = 'claim' | 'body' | 'cursor';

export class MasterKey {
  private readonly hashKeys: Readonly<Record<HashPurpose, Buffer>>;

  /** @param claim never changes: the names of claim streams are made with it */
  constructor(private readonly master: Buffer, private readonly claim: Buffer) {
    const derive = (purpose: HashPurpose): Buffer => Buffer.from(hkdfSync('sha256', claim, '', `annals ${purpose}`, KEY_BYTES));
    this.hashKeys = { claim: derive('claim'), body: derive('body'), cursor: derive('cursor') };
  }

  /** Tells master keys apart without giving anything away. */
  get fingerprint(): string {
    return createHash('sha256').update('annals master key ').update(this.master).update(this.claim).digest('hex').slice(0, 32);
  }

  /** HMAC-SHA-256 of a text, in base32 (52 letters and digits). */
  keyedHash(purpose: HashPurpose, text: string): string {
    return base32(createHmac('sha256', this.hashKeys[purpose]).update(text, 'utf8').digest());
  }

  /** A data key under the master key, bound to what it is for. */
  wrap(key: Buffer, purpose: string): Buffer {
    const nonce = freshNonce();
    const cipher = createCipheriv('aes-256-gcm', this.master, nonce).setAAD(Buffer.from(purpose));
    return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  }

  unwrap(wrapped: Buffer, purpose: string): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', this.master, wrapped.subarray(0, NONCE_BYTES)).setAAD(Buffer.from(purpose));
    decipher.setAuthTag(wrapped.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(wrapped.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  }
}

/** Reads the file of the master key; undefined when there is none. */
export async function readMasterKey(file: string): Promise<MasterKey | undefined> {
  const text = await readKeyFile(file);
  if (text === undefined) return undefined;
  try {
    const { format, master, claim } = JSON.parse(text) as { format: unknown; master: string; claim: string };
    const keys = [master, claim].map((key) => Buffer.from(key, 'base64'));
    if (format !== FORMAT || keys.some(({ length }) => length !== KEY_BYTES)) throw new Error('unknown format');
    return new MasterKey(keys[0]!, keys[1]!);
  } catch {
    throw new KeyFileError(`${file} is not a key file of Annals, or is damaged; restore it from its backup`);
  }
}

/** Makes the file of a new master key. Refuses when there is one already. */
export async function createMasterKey(file: string): Promise<MasterKey> {
  const [master, claim] = [randomBytes(KEY_BYTES), randomBytes(KEY_BYTES)];
  await createKeyFile(file, `${JSON.stringify({ format: FORMAT, master: master.toString('base64'), claim: claim.toString('base64') })}\n`);
  return new MasterKey(master, claim);
}

function base32(bytes: Buffer): string {
  let bits = 0;
  let value = 0;
  let text = '';
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE32[(value >> bits) & 31];
    }
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? text + BASE32[(value << (5 - bits)) & 31] : text;
}
