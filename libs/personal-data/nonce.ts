import { randomBytes } from 'node:crypto';

/** Bytes of a nonce of AES-GCM. */
export const NONCE_BYTES = 12;
const NONCES_PER_DRAW = 256;
let drawn = Buffer.alloc(0);

/** Random bytes are drawn for many nonces at a time, because a draw costs as much as the encryption. Each byte is used once. */
export function freshNonce(): Buffer {
  if (drawn.length === 0) drawn = randomBytes(NONCES_PER_DRAW * NONCE_BYTES);
  const nonce = drawn.subarray(0, NONCE_BYTES);
  drawn = drawn.subarray(NONCE_BYTES);
  return nonce;
}
