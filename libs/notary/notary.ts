/**
 * The notary follows the log, chains it, and appends a seal to it for each block of events. It runs where the role `worker` does: a
 * projector never appends, and only who seals needs the key. Any number of processes may run one; a lease has one of them do the
 * work, and the revision at which a seal is appended keeps the chain single, whoever thinks to hold the lease. What is known of the
 * log beside its seals is made from it, so a process may end anywhere: the next one begins where the last seal ends.
 */
import type pg from 'pg';
import { WrongExpectedRevision, type EventLog, type NewEvent, type Position } from '#libs/event-log/event-log.js';
import type { EventMetadata } from '#libs/event-log/domain-event.js';
import { canonicalJson } from '#libs/facts/canonical-json.js';
import { KeyFileError } from '#libs/personal-data/key-file.js';
import { ANNALS_NAMESPACE, uuidV5 } from '#libs/platform/uuid.js';
import { Blocks, noted, type NotedEvent } from './blocks.js';
import { chained, GENESIS } from './chain.js';
import { LOG_SEALED, SEALS_STREAM } from './events.js';
import { Lease } from './lease.js';
import { merkleRoot } from './merkle.js';
import { readSeals, signed, type Seal } from './seal.js';
import { createSealingKey, readSealingKey, type SealingKey } from './sealing-key.js';

/** Events in a block, about: a whole append more at most. A proof of one event then holds 12 hashes, and half a second's work is lost with a process. */
const BLOCK_EVENTS = 4_096;
/** Milliseconds until an event is in a sealed block, about. A busy log grows by 1,440 seals a day for it; one that rests by none. */
const BLOCK_AGE_MS = 60_000;
/** Milliseconds between looks at the end of the log: each reads what a second brought in one go, which costs least. */
const LOOK_EVERY_MS = 1_000;
/** Milliseconds after a failure. What stands in the way (a key file, a log that was altered) is mended by people. */
const AFTER_FAILURE_MS = 5_000;
/** Events read and hashed in one go: some 10 ms in which this thread does nothing else. */
const PAGE = 500;

export interface NotaryOptions {
  readonly log: EventLog;
  readonly pool: pg.Pool;
  /** Made at the first start. */
  readonly keyFile: string;
  readonly monotonic: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Told of what failed and will be tried again. */
  readonly onError: (error: unknown) => void;
  readonly blockEvents?: number;
  readonly blockAgeMs?: number;
}

/** The log is not what a seal says of it; nothing more is sealed until it is. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

/** How far the chain has come: the block that is being filled. */
interface Chain {
  readonly block: number;
  readonly head: Buffer;
  /** Of the last event, 0 and 0n before the first. */
  readonly ordinal: number;
  readonly position: Position;
  /** Events of the block, not sealed yet. */
  readonly open: readonly NotedEvent[];
}
const BEGINNING: Chain = { block: 0, head: GENESIS, ordinal: 0, position: 0n, open: [] };

export class Notary {
  private readonly blocks: Blocks;
  private readonly lease: Lease;
  private readonly blockEvents: number;
  private readonly blockAgeMs: number;
  private chain: Chain | undefined;
  private key: SealingKey | undefined;
  /** When the first event that is no seal came into the open block. */
  private openSince: number | undefined;
  private stopped = false;
  private running: Promise<void> | undefined;
  private lastRound: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: NotaryOptions) {
    this.blocks = new Blocks(options.pool);
    this.lease = new Lease(options.pool, options.monotonic);
    this.blockEvents = options.blockEvents ?? BLOCK_EVENTS;
    this.blockAgeMs = options.blockAgeMs ?? BLOCK_AGE_MS;
  }

  start(): void {
    this.running = this.run();
  }

  /** Ends after the page under way, and lets another process take over. What is not sealed waits for it. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
    await this.lastRound.catch(() => undefined);
    await this.lease.release();
  }

  /** Chains what is new up to the end of the log and seals what is due, with `everything` also what is not yet. Nothing, while another process does it. */
  round({ everything = false } = {}): Promise<void> {
    const round = this.lastRound.catch(() => undefined).then(() => this.look(everything));
    this.lastRound = round;
    return round;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      const pause = await this.round().then(() => LOOK_EVERY_MS, (error: unknown) => {
        this.options.onError(error);
        return AFTER_FAILURE_MS;
      });
      for (let slept = 0; slept < pause && !this.stopped; slept += 250) await this.options.sleep(250);
    }
  }

  private async look(everything: boolean): Promise<void> {
    if (!(await this.lease.hold())) {
      // Who holds it goes on from the log, and so shall we when it is ours again.
      this.chain = undefined;
      return;
    }
    try {
      this.chain ??= await this.resume();
      for (;;) {
        const before = this.chain.position;
        this.chain = await this.readOn(this.chain);
        const atEnd = this.chain.position === before;
        if (this.isDue(this.chain, everything && atEnd)) this.chain = await this.seal(this.chain);
        else if (atEnd) return;
        if (this.stopped || !(await this.lease.hold())) return;
        await new Promise((resolve) => setImmediate(resolve));
      }
    } catch (error) {
      // Whatever was written meanwhile, by whomever, is found again from the log.
      this.chain = undefined;
      this.openSince = undefined;
      if (!(error instanceof WrongExpectedRevision)) throw error;
    }
  }

  private isDue({ open }: Chain, now: boolean): boolean {
    // Seals alone make no block: a system that rests would go on sealing its own seals.
    if (open.every(({ stream }) => stream === SEALS_STREAM)) return false;
    this.openSince ??= this.options.monotonic();
    return now || open.length >= this.blockEvents || this.options.monotonic() - this.openSince >= this.blockAgeMs;
  }

  /** Chains the next page, up to an ordinal at most. The same chain at the end of the log. */
  private async readOn({ block, head, ordinal, position, open }: Chain, upTo = Infinity): Promise<Chain> {
    const page = await this.options.log.readAll(position, PAGE);
    const events = chained(page, ordinal).slice(0, upTo - ordinal);
    const more: NotedEvent[] = [];
    for (const event of events) more.push(noted(event, more.at(-1)?.hash ?? head));
    return { block, head: more.at(-1)?.hash ?? head, ordinal: ordinal + more.length, position: page[more.length - 1]?.position ?? position, open: [...open, ...more] };
  }

  /** Seals the open block. Twice the same block gives the same event at the same revision, which the log keeps once. */
  private async seal(chain: Chain): Promise<Chain> {
    const { block, head, open } = chain;
    this.key ??= await this.sealingKey(block);
    const [first, last] = [open[0]!, open.at(-1)!];
    const seal = signed({ block, first: first.ordinal, last: last.ordinal, lastRecordedAt: last.recordedAt, head: head.toString('hex'), root: rootOf(open) }, this.key);
    await this.options.log.append(SEALS_STREAM, block === 0 ? 'no-stream' : block - 1, [sealed(seal)]);
    return this.close(chain);
  }

  private async close({ block, head, ordinal, position, open }: Chain): Promise<Chain> {
    await this.blocks.keep({ block, position, events: open });
    this.openSince = undefined;
    return { block: block + 1, head, ordinal, position, open: [] };
  }

  /** Where the last seal of the log ends. Blocks whose seal is in the log and that are not in the table are made from the log again. */
  private async resume(): Promise<Chain> {
    let chain = await this.kept();
    for await (const { event, seal } of readSeals(this.options.log, chain.block)) {
      if (!seal || seal.block !== chain.block || seal.first !== chain.ordinal + 1) throw new SealBroken(`revision ${event.revision} of ${SEALS_STREAM} is not the seal of block ${chain.block}: run annals verify log`);
      while (chain.ordinal < seal.last) {
        const before = chain.position;
        chain = await this.readOn(chain, seal.last);
        if (chain.position === before) break;
      }
      if (chain.ordinal !== seal.last || chain.head.toString('hex') !== seal.head || rootOf(chain.open) !== seal.root) throw new SealBroken(`the log is not what the seal of block ${seal.block} says: run annals verify log`);
      chain = await this.close(chain);
    }
    return chain;
  }

  /**
   * What the table holds, if it was made from this very log as it is now. Of one that was copied elsewhere it is made anew. Where the log
   * has lost what the table knows, nothing is: the table alone can tell then that there was more, and what.
   */
  private async kept(): Promise<Chain> {
    const last = await this.blocks.last();
    if (!last) return BEGINNING;
    const { block, position, events } = last;
    const { hash, id, ordinal, stream, revision } = events.at(-1)!;
    const { log } = this.options;
    const { value } = await readSeals(log, block).next();
    const [event] = await log.readStream(stream, revision, 1);
    if (event?.id !== id || value?.seal?.head !== hash.toString('hex')) {
      throw new SealBroken(`the log does not hold any more what block ${block} was sealed from, up to event ${ordinal}: run annals verify log; if an older copy of the log was put back on purpose, run annals log restored`);
    }
    if (event.position === position) return { block: block + 1, head: hash, ordinal, position, open: [] };
    await this.blocks.forget();
    return BEGINNING;
  }

  /** @throws KeyFileError when seals before were signed with another key: a new one in its place would look like a forger's */
  private async sealingKey(block: number): Promise<SealingKey> {
    const { keyFile, log } = this.options;
    const { value } = block === 0 ? { value: undefined } : await readSeals(log, block - 1).next();
    const key = await readSealingKey(keyFile);
    if (!value?.seal) return key ?? createSealingKey(keyFile);
    if (!key) throw new KeyFileError(`the sealing key ${keyFile} is missing, and the seals of this log were made with it; restore it from its backup`);
    if (key.publicKey !== value.seal.publicKey) throw new KeyFileError(`the sealing key ${keyFile} is not the one that the seals of this log were made with; restore that file`);
    return key;
  }
}

const rootOf = (events: readonly NotedEvent[]): string => merkleRoot(events.map(({ hash }) => hash)).toString('hex');

function sealed(seal: Seal): NewEvent {
  const commandId = uuidV5(ANNALS_NAMESPACE, `seal ${seal.block} ${seal.head}`);
  const metadata: EventMetadata = { v: 1, n: 1, of: 1, caller: 'service:annals', actor: 'system:notary', verified: false, correlationId: commandId };
  return { id: uuidV5(commandId, `${SEALS_STREAM}/${seal.block}`), type: LOG_SEALED, commandId, data: canonicalJson(seal), metadata: canonicalJson(metadata) };
}
