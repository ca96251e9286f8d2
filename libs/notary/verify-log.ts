/**
 * Proves that the log is what its seals say: reads all of it, makes the chain and the roots anew, and compares them with seals in the
 * log and with those that were witnessed outside. Seals alone prove; the notary's table only tells which event of a block it is.
 */
import { StreamDamaged, type EventLog, type Position, type RecordedEvent } from '#libs/event-log/event-log.js';
import { pagesOf } from '#libs/event-log/pages.js';
import { noted, type Blocks, type NotedEvent } from './blocks.js';
import { chained, eventHash, GENESIS, type ChainedEvent } from './chain.js';
import { merkleRoot } from './merkle.js';
import { SEALS_STREAM } from './events.js';
import { isGenuine, readSeals, recordedSeal, type RecordedSeal, type Seal } from './seal.js';

/** Events read at a time. The next page is on its way while one is hashed: so many fit into the buffers of the connection, and into the young heap. */
const PAGE = 500;

export interface VerifyOptions {
  readonly log: EventLog;
  /** The notary's table. */
  readonly blocks: Blocks;
  /** Seals that were kept outside. They are believed before those of the log. */
  readonly witnessed: readonly Seal[];
  /** The key that seals are expected to be signed with. Default: that of the witnessed ones, or else of the first seal. */
  readonly publicKey?: string | undefined;
  readonly onProgress?: (events: number) => void;
}

export interface Verdict {
  readonly events: number;
  /** Events that a seal proves; those after them are not sealed yet. */
  readonly sealed: number;
  readonly seals: number;
  readonly witnessed: number;
  /** The key that the seals are signed with. */
  readonly publicKey: string | undefined;
  /** The first thing that is not as it was sealed. */
  readonly finding: Finding | undefined;
}

export interface Finding {
  readonly kind: 'altered' | 're-dated' | 'missing' | 'inserted' | 'reordered';
  /** The place in the log, counted from 1: of the event that stands there, or belongs there. Undefined of a seal that is wrong in itself. */
  readonly ordinal: number | undefined;
  /** Where only a block can be named: the last place of those that `ordinal` begins, one of which it is. */
  readonly upTo?: number;
  /** Undefined where only the block can be named, or the event is not there. */
  readonly position: Position | undefined;
  readonly event: Pick<RecordedEvent, 'id' | 'stream' | 'revision' | 'type'> | undefined;
  /** What of it differs, and what it was where that is known. */
  readonly detail: string;
}

/** What is in the hands of whoever verifies does not do. */
export class NotVerifiable extends Error {
  override readonly name = 'NotVerifiable';
}

/** A place up to which the log agrees with what was sealed. */
interface Anchor {
  readonly ordinal: number;
  readonly head: Buffer;
  readonly position: Position;
}
const BEGINNING: Anchor = { ordinal: 0, head: GENESIS, position: 0n };

/** @throws NotVerifiable when there is nothing to compare with */
export async function verifyLog(options: VerifyOptions): Promise<Verdict> {
  const { log, witnessed, onProgress = () => undefined } = options;
  const forged = witnessed.find((seal) => !isGenuine(seal));
  if (forged) throw new NotVerifiable(`the witnessed seal of block ${forged.block} does not bear its own signature: it was altered after it was exported`);
  // Before the seals: a block is noted after its seal was appended, so none of these can be missing that was only made meanwhile.
  const remembered = await options.blocks.last();
  const { recorded, damage } = await allSeals(log);
  const { checkpoints, faults, publicKey } = judged(recorded, remembered?.block ?? -1, options);
  if (damage) faults.push({ kind: 'altered', ordinal: undefined, position: undefined, event: undefined, detail: `the stream of the seals: ${damage.message}` });
  const noSeals = checkpoints.length === 0 && faults.length === 0;

  let [anchor, witnessAnchor] = [BEGINNING, BEGINNING];
  let [head, ordinal, sealed, next] = [GENESIS, 0, 0, 0];
  let leaves: Buffer[] = [];
  let before: RecordedEvent | undefined;
  let oddity: Finding | undefined;
  const verdict = (finding: Finding | undefined): Verdict => ({ events: ordinal, sealed, seals: recorded.length, witnessed: witnessed.length, publicKey, finding });
  for await (const page of pagesOf(log, 0n, PAGE)) {
    for (const [n, event] of chained(page, ordinal).entries()) {
      const { position } = page[n]!;
      ordinal = event.ordinal;
      head = eventHash(event, head);
      oddity ??= oddityOf(log, event, page[n]!, before);
      before = page[n]!;
      if (ordinal >= (checkpoints[next]?.first ?? Infinity)) leaves.push(head);
      for (; checkpoints[next]?.last === ordinal; next += 1) {
        const { first, witness, ...seal } = checkpoints[next]!;
        const wholeBlock = leaves.length === ordinal - first + 1;
        if (seal.head !== head.toString('hex') || (wholeBlock && seal.root !== merkleRoot(leaves).toString('hex'))) return verdict(await locate(options, witness ? witnessAnchor : anchor, checkpoints[next]!, { agreed: anchor.ordinal }));
        anchor = { ordinal, head, position };
        if (witness) witnessAnchor = anchor;
        sealed = ordinal;
      }
      if (sealed === ordinal) leaves = [];
    }
    onProgress(ordinal);
  }
  const beyond = checkpoints[next];
  if (beyond) return verdict(await locate(options, beyond.witness ? witnessAnchor : anchor, beyond, { agreed: anchor.ordinal, end: ordinal }));
  if (noSeals) throw new NotVerifiable(`none of the ${ordinal} events is sealed yet, and no seal was given: there is nothing to compare with`);
  // Behind the last seal of the log the table alone remembers: no proof, but it tells what was cut off, and what is odd only because of that.
  const upTo = remembered?.events.at(-1)?.ordinal ?? 0;
  const cutOff = upTo > anchor.ordinal ? await firstDifference(options, anchor, upTo) : undefined;
  if (cutOff !== 'unknown' && cutOff && !((oddity?.ordinal ?? Infinity) <= anchor.ordinal) && !faults.some(({ position }) => position !== undefined)) return verdict(cutOff);
  const suspicions = [...faults, ...(oddity ? [oddity] : [])];
  // What is not there any more comes last: it is the end that was cut off.
  return verdict(suspicions.sort((a, b) => Number(a.position ?? Infinity) - Number(b.position ?? Infinity))[0]);
}

/** All seals; from the log as a whole where their own stream can no longer be read. */
async function allSeals(log: EventLog): Promise<{ readonly recorded: RecordedSeal[]; readonly damage?: StreamDamaged }> {
  const recorded: RecordedSeal[] = [];
  try {
    for await (const one of readSeals(log, 0)) recorded.push(one);
    return { recorded };
  } catch (damage) {
    if (!(damage instanceof StreamDamaged)) throw damage;
    recorded.length = 0;
    for await (const page of pagesOf(log, 0n, PAGE)) recorded.push(...page.filter(({ stream }) => stream === SEALS_STREAM).map(recordedSeal));
    return { recorded, damage };
  }
}

/** A seal that can be believed. `first` and `last` are of its block. */
interface Checkpoint extends Seal {
  readonly witness: boolean;
}

/**
 * Which seals can be believed, in the order of what they seal; and what is wrong with the others.
 *
 * @param remembered the last block of the notary's table, -1 where it is empty
 */
function judged(recorded: readonly RecordedSeal[], remembered: number, { witnessed, publicKey: given }: VerifyOptions): { readonly checkpoints: Checkpoint[]; readonly faults: Finding[]; readonly publicKey: string | undefined } {
  const publicKey = given ?? witnessed[0]?.publicKey ?? recorded.find(({ seal }) => seal)?.seal?.publicKey;
  const checkpoints: Checkpoint[] = witnessed.map((seal) => ({ ...seal, witness: true }));
  const faults: Finding[] = [];
  const fault = (kind: Finding['kind'], block: number, event: RecordedEvent | undefined, detail: string): void => {
    faults.push({ kind, ordinal: undefined, position: event?.position, event, detail: `the seal of block ${block}: ${detail}` });
  };
  let block = 0;
  for (const { event, seal } of recorded) {
    for (; block < event.revision; block += 1) fault('missing', block, undefined, 'it is not there, though later ones are');
    block += 1;
    const witness = witnessed.find((one) => one.block === event.revision);
    if (!seal) fault('altered', event.revision, event, 'what stands in its place is none');
    else if (!isGenuine(seal)) fault('altered', event.revision, event, 'its signature does not fit what it says');
    else if (seal.publicKey !== publicKey) fault('altered', event.revision, event, `it is signed with another key (${seal.publicKey}) than ${publicKey}`);
    else if (seal.block !== event.revision) fault('altered', event.revision, event, `the seal of block ${seal.block} stands in its place`);
    else if (witness && witness.signature !== seal.signature) fault('altered', event.revision, event, 'it is not the one that was witnessed');
    else if (!witness) checkpoints.push({ ...seal, witness: false });
  }
  const known = Math.max(remembered, ...witnessed.map((seal) => seal.block));
  if (block <= known) fault('missing', block, undefined, 'it is not there, though it was made');
  return { checkpoints: checkpoints.sort((a, b) => a.last - b.last), faults, publicKey };
}

/** What can be seen without any seal: also where none was made yet. */
function oddityOf(log: EventLog, event: ChainedEvent, { position, recordedAt }: RecordedEvent, before: RecordedEvent | undefined): Finding | undefined {
  const found = (kind: Finding['kind'], detail: string): Finding => ({ kind, ordinal: event.ordinal, position, event, detail });
  if (before && recordedAt < before.recordedAt) return found('re-dated', `recorded at ${recordedAt}, after an event that was recorded at ${before.recordedAt}`);
  // Where positions are dense a gap is where something was.
  if (log.positionsPerEvent === 1n && position !== BigInt(event.ordinal)) return found('missing', `position ${position} is that of event ${event.ordinal}: an event before it is gone, or it was moved`);
  return event.left < 0 ? found('altered', 'its append ends elsewhere than that of the events around it') : undefined;
}

/**
 * The first event after the anchor that is not as it was when its block was sealed.
 *
 * @param agreed the event up to which seals of the log itself agree with it: they say less than a witnessed one
 * @param end the last event of the log, where that is before the block's
 */
async function locate(options: VerifyOptions, anchor: Anchor, { block, last, head: sealedHead, root }: Checkpoint, { agreed, end = last }: { readonly agreed: number; readonly end?: number }): Promise<Finding> {
  const first = anchor.ordinal + 1;
  const likely = agreed >= first ? `; seals of the log agree up to event ${agreed}, and if nobody forged those it is one after it` : '';
  const unnamed = (why: string): Finding => (end < last ? { kind: 'missing', ordinal: end + 1, position: undefined, event: undefined, detail: `the log ends with event ${end}, and the seal of block ${block} goes up to event ${last}` } : {
    kind: 'altered', ordinal: first, upTo: last, position: undefined, event: undefined, detail: `one of the events ${first} to ${last} is not as the seal of block ${block} says; which one cannot be told: ${why}${likely}`,
  });
  const sealed = (await options.blocks.at(last))?.events;
  if (!sealed) return unnamed("the notary's table does not hold the block");
  if (sealed.at(-1)!.hash.toString('hex') !== sealedHead || merkleRoot(sealed.map(({ hash }) => hash)).toString('hex') !== root) return unnamed("the notary's table is not as sealed either");
  const found = await firstDifference(options, anchor, last);
  return found === undefined || found === 'unknown' ? unnamed("the notary's table does not hold all of them as they were") : found;
}

/** The first event from the anchor to the one with the ordinal `last` that is not as the notary's table says; `unknown` where that does not hold one of them. */
async function firstDifference({ log, blocks }: VerifyOptions, { ordinal, head, position }: Anchor, last: number): Promise<Finding | 'unknown' | undefined> {
  let kept: readonly NotedEvent[] = [];
  const noteOf = async (at: number): Promise<NotedEvent | undefined> => {
    if (!(at <= (kept.at(-1)?.ordinal ?? 0))) kept = (await blocks.at(at))?.events ?? [];
    return kept[at - (kept[0]?.ordinal ?? 0)];
  };
  let [at, previous] = [ordinal, head];
  for await (const page of pagesOf(log, position, PAGE)) {
    for (const [n, event] of chained(page, at).entries()) {
      if (event.ordinal > last) return undefined;
      const note = await noteOf(event.ordinal);
      if (!note) return 'unknown';
      const found = noted(event, previous);
      if (found.id !== note.id) return otherEvent({ log, blocks }, note, found, page[n]!.position);
      if (!found.hash.equals(note.hash)) {
        // Fewer events of its append follow than did: what is missing is the first of these that does not.
        for (let after = 1; found.left < note.left && after <= note.left; after += 1) {
          const [next, there] = [await noteOf(event.ordinal + after), page[n + after]];
          if (next && there?.id !== next.id) return missing(next, there ? `${there.id} stands in its place` : 'it does not follow the event before it');
        }
        return difference(note, found, page[n]!.position);
      }
      previous = note.hash;
    }
    at += page.length;
  }
  if (at >= last) return undefined;
  const note = await noteOf(at + 1);
  return note ? missing(note, 'the log ends before it') : 'unknown';
}

/** What tells events apart, by the names they go by outside. Of content only checksums are known. */
const FIELDS = { id: 'event id', stream: 'stream', revision: 'revision', type: 'type', recordedAt: 'recordedAt', commandId: 'command id', left: 'end of the append', dataCrc: 'data', metadataCrc: 'metadata' } as const;
const UNTOLD: ReadonlySet<string> = new Set(['left', 'dataCrc', 'metadataCrc']);

function difference(was: NotedEvent, is: NotedEvent, position: Position): Finding {
  const fields = (Object.keys(FIELDS) as (keyof typeof FIELDS)[]).filter((field) => was[field] !== is[field]);
  const detail = fields.map((field) => `${FIELDS[field]} differs${UNTOLD.has(field) ? '' : `: was ${was[field]}, is ${is[field]}`}`).join('; ');
  return { kind: fields.join() === 'recordedAt' ? 're-dated' : 'altered', ordinal: is.ordinal, position, event: is, detail: detail || 'its content differs' };
}

const missing = (note: NotedEvent, detail: string): Finding => ({ kind: 'missing', ordinal: note.ordinal, position: undefined, event: note, detail });

/** Another event stands where one was: which of the two is still in the log, and which was there when it was sealed. */
async function otherEvent({ log, blocks }: Pick<VerifyOptions, 'log' | 'blocks'>, was: NotedEvent, is: NotedEvent, position: Position): Promise<Finding> {
  const [sealedAt, stays] = [(await blocks.ofEvent(is.id))?.events.find(({ id }) => id === is.id)?.ordinal, await isLater(log, was, position)];
  const where = (event: NotedEvent): string => `revision ${event.revision} of ${event.stream} (${event.type}, ${event.id})`;
  if (sealedAt !== undefined && stays) return { kind: 'reordered', ordinal: is.ordinal, position, event: is, detail: `it was event ${sealedAt}; here stood ${where(was)}` };
  if (sealedAt !== undefined) return missing(was, `event ${sealedAt}, ${where(is)}, stands in its place`);
  if (stays) return { kind: 'inserted', ordinal: is.ordinal, position, event: is, detail: `it was not there when the log was sealed; here stood ${where(was)}` };
  if (was.stream === is.stream && was.revision === is.revision) return difference(was, is, position);
  return missing(was, `${where(is)}, which was not there when the log was sealed, stands in its place`);
}

/** Whether an event stands after a position. */
async function isLater(log: EventLog, { id, stream, revision }: NotedEvent, position: Position): Promise<boolean> {
  // Mostly where it was, or beside it when something of its stream is gone.
  const near = await log.readStream(stream, Math.max(0, revision - 1), 3).catch((error: unknown) => {
    // The whole log has what its stream has not.
    if (error instanceof StreamDamaged) return [];
    throw error;
  });
  if (near.some((event) => event.id === id)) return true;
  for await (const page of pagesOf(log, position, PAGE)) if (page.some((event) => event.id === id)) return true;
  return false;
}
