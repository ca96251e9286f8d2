/** That one event is in the log, for somebody who has neither the log nor a key: `docs/verify-inclusion.mjs` checks it. */
import { secondsSince } from '#libs/event-log/behind.js';
import { MOST_EVENTS, type EventLog } from '#libs/event-log/event-log.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { Blocks } from './blocks.js';
import { chained, eventHash, GENESIS } from './chain.js';
import { SEALS_STREAM } from './events.js';
import { auditPath } from './merkle.js';
import { readSeals, type Seal } from './seal.js';

export interface InclusionProof {
  readonly format: 1;
  /** All that the hash of the event is made of. `data` and `metadata` as they are stored: what is personal is encrypted. */
  readonly event: {
    readonly ordinal: number; readonly id: string; readonly stream: string; readonly revision: number; readonly type: string; readonly recordedAt: string; readonly commandId: string;
    /** Events of the same append that follow. */
    readonly left: number; readonly data: unknown; readonly metadata: unknown;
  };
  /** Hash of the event before, in hexadecimal. */
  readonly previous: string;
  /** Hashes beside the way from the event up to the root, in hexadecimal. */
  readonly path: readonly string[];
  readonly seal: Seal;
}

/** @throws Refusal `not-found` where no sealed block holds the event: there is none, or it is not sealed yet */
export async function proveInclusion({ log, blocks }: { readonly log: EventLog; readonly blocks: Blocks }, eventId: string): Promise<InclusionProof> {
  const block = await blocks.ofEvent(eventId);
  const { value: recorded } = block ? await readSeals(log, block.block).next() : { value: undefined };
  if (!block || !recorded?.seal) throw new Refusal('not-found', `no sealed block holds an event ${eventId}; ${await unsealed(log, blocks)} events of the log are not sealed yet`);
  const index = block.events.findIndex(({ id }) => id === eventId);
  const note = block.events[index]!;
  const before = block.events[index - 1]?.hash ?? (note.ordinal === 1 ? GENESIS : (await blocks.at(note.ordinal - 1))!.events.at(-1)!.hash);
  const [stored] = await log.readStream(note.stream, note.revision, 1);
  const [chainedEvent] = stored ? chained([stored], note.ordinal - 1) : [];
  const event = chainedEvent && { ...chainedEvent, left: note.left };
  // Never a proof of what is not so.
  if (!stored || !event || !eventHash(event, before).equals(note.hash)) throw new Error('an event is not as it was sealed: run annals verify log');
  return {
    format: 1, event: { ...event, data: JSON.parse(stored.data), metadata: JSON.parse(stored.metadata) }, previous: before.toString('hex'),
    path: auditPath(block.events.map(({ hash }) => hash), index).map((hash) => hash.toString('hex')), seal: recorded.seal,
  };
}

/** Events after the last sealed block. */
export async function unsealed(log: EventLog, blocks: Blocks): Promise<number> {
  return log.countAfter(await blocks.lastPosition(), MOST_EVENTS);
}

/** Events read at once, to find the first one that is no seal: after a sealed block comes its own seal, and seldom another. */
const LOOKED_AT = 50;

/** Seconds for which the first event has waited that no seal covers yet, seals apart; 0 where all are covered. @param now ISO 8601 */
export async function unsealedFor(log: EventLog, blocks: Blocks, now: string): Promise<number> {
  const events = await log.readAll(await blocks.lastPosition(), LOOKED_AT);
  const first = events.find(({ stream }) => stream !== SEALS_STREAM);
  return first ? secondsSince(first, now) : 0;
}
