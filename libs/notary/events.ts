import type { DomainEvent, EventDefinitions } from '#libs/event-log/domain-event.js';

/** Seals stand in a stream of their own, the seal of block n at revision n. */
export const SEALS_STREAM = 'seals';

/** A block of events is sealed: what the log holds up to the last of them, signed. The next block begins where it ends. */
export type LogSealed = DomainEvent<'LogSealed', {
  /** Blocks are numbered from 0. */
  readonly block: number;
  /** Ordinals of its first and last event, counted from 1 over the whole log. */
  readonly first: number;
  readonly last: number;
  /** When its last event was recorded. */
  readonly lastRecordedAt: string;
  /** Hash of its last event, and by it of every event before, in hexadecimal. */
  readonly head: string;
  /** Root of the Merkle tree of its events, in hexadecimal. */
  readonly root: string;
  /** Ed25519 (RFC 8032), in base64url as in a JSON Web Key. */
  readonly publicKey: string;
  readonly signature: string;
}>;
export const LOG_SEALED = 'LogSealed' satisfies LogSealed['type'];

export const sealEventDefinitions: EventDefinitions = { LogSealed: { version: 1, bookkeeping: true } };
