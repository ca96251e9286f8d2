import type { StoredEvent } from '#libs/event-log/domain-event.js';
import type { Position } from '#libs/event-log/event-log.js';
import { ALL, bucketOf, owns, QUARTERS, type Owner } from './buckets.js';
import { tallyBlocks, type BlockTally } from './tally.js';

/** Events on their way into all projections, in the order of the log; dealt and counted once for all of them. */
export class Batch {
  private counted: readonly BlockTally[] | undefined;
  private dealt: ReadonlyMap<Owner, Batch> | undefined;

  /**
   * @param blockSize positions in one block of the tallies
   * @param end the event up to which the log was read: those in between are in buckets of other processes
   */
  constructor(readonly events: readonly StoredEvent[], private readonly blockSize: bigint, readonly end: { readonly position: Position; readonly eventId: string }) {}

  /** Tallies of the events, for each block and bucket that has some. */
  get tallies(): readonly BlockTally[] {
    return (this.counted ??= this.dealt ? [...this.dealt.values()].flatMap(({ tallies }) => tallies) : tallyBlocks(this.events, this.blockSize));
  }

  /** It in parts of some size, each whole appends. */
  *parts(size: number): Iterable<Batch> {
    for (let first = 0; first < this.events.length;) {
      let next = Math.min(first + size, this.events.length);
      while (next < this.events.length && this.events[next]!.appendEnd === this.events[next - 1]!.appendEnd) next += 1;
      const last = this.events[next - 1]!;
      yield new Batch(this.events.slice(first, next), this.blockSize, next === this.events.length ? this.end : { position: last.position, eventId: last.eventId });
      first = next;
    }
  }

  /** What of it is in the buckets of an owner and lies after the position that one has reached: as a rule, all that is in them. */
  of(owner: Owner, position: Position): Batch {
    const own = owner === ALL ? this : this.quarters.get(owner)!;
    const [first] = own.events;
    return !first || first.position > position ? own : new Batch(own.events.filter((event) => event.position > position), this.blockSize, this.end);
  }

  private get quarters(): ReadonlyMap<Owner, Batch> {
    if (!this.dealt) {
      const buckets = this.events.map(({ stream }) => bucketOf(stream));
      this.dealt = new Map(QUARTERS.map((owner) => [owner, new Batch(this.events.filter((_, i) => owns(owner, buckets[i]!)), this.blockSize, this.end)]));
    }
    return this.dealt;
  }
}
