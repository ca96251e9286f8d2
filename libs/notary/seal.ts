/** A seal: what a block of the log holds, signed. Whoever keeps one outside can tell later whether the log before it is still the same. */
import { createPublicKey, sign, verify } from 'node:crypto';
import type { EventLog, RecordedEvent } from '#libs/event-log/event-log.js';
import { canonicalJson } from '#libs/facts/canonical-json.js';
import { LOG_SEALED, SEALS_STREAM, type LogSealed } from './events.js';
import type { SealingKey } from './sealing-key.js';

export type Seal = LogSealed['data'];

/** Seals read at a time. */
const PAGE = 1_000;
/** So that the key's signature under a seal is never one under something else. */
const SIGNED_AS = 'annals seal\n';
const HASH = /^[0-9a-f]{64}$/;

export function signed(seal: Omit<Seal, 'publicKey' | 'signature'>, key: SealingKey): Seal {
  const unsigned = { ...seal, publicKey: key.publicKey };
  return { ...unsigned, signature: sign(null, signedBytes(unsigned), key.privateKey).toString('base64url') };
}

/** Whether the holder of the key that it names has signed it. */
export function isGenuine({ signature, ...unsigned }: Seal): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: unsigned.publicKey }, format: 'jwk' });
    return verify(null, signedBytes(unsigned), key, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}

const signedBytes = (unsigned: Omit<Seal, 'signature'>): Buffer => Buffer.from(SIGNED_AS + canonicalJson(unsigned));

/** Undefined when it is no seal. */
export function parseSeal(value: unknown): Seal | undefined {
  const { block, first, last, lastRecordedAt, head, root, publicKey, signature, ...more } = (value ?? {}) as Partial<Seal>;
  const numbers = [block, first, last].every((number) => Number.isSafeInteger(number));
  if (!numbers || !(block! >= 0 && first! >= 1 && last! >= first!) || !HASH.test(String(head)) || !HASH.test(String(root)) || Object.keys(more).length > 0) return undefined;
  return [lastRecordedAt, publicKey, signature].every((text) => typeof text === 'string') ? (value as Seal) : undefined;
}

/** An event of the stream of seals; `seal` is undefined where it does not hold one. */
export interface RecordedSeal {
  readonly event: RecordedEvent;
  readonly seal: Seal | undefined;
}

export const recordedSeal = (event: RecordedEvent): RecordedSeal => ({ event, seal: event.type === LOG_SEALED ? parseSeal(parsed(event.data)) : undefined });

/** The seals from a block on, in their order. */
export async function* readSeals(log: EventLog, from: number): AsyncGenerator<RecordedSeal, void, void> {
  for (let next = from; ;) {
    const events = await log.readStream(SEALS_STREAM, next, PAGE);
    yield* events.map(recordedSeal);
    const last = events.at(-1);
    if (!last || events.length < PAGE) return;
    next = last.revision + 1;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
