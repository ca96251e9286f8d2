import type { StoredEvent } from '#libs/event-log/domain-event.js';
import type { Position } from '#libs/event-log/event-log.js';
import { tallyBlocks, type BlockTally } from './tally.js';

/** Events on their way into all projections, in the order of the log; counted once for all of them. */
export class Batch {
  private counted: readonly BlockTally[] | undefined;

  /** @param blockSize positions in one block of the tallies */
  constructor(readonly events: readonly StoredEvent[], private readonly blockSize: bigint) {}

  /** Tallies of the events, for each block and bucket that has some. */
  get tallies(): readonly BlockTally[] {
    return (this.counted ??= tallyBlocks(this.events, this.blockSize));
  }

  /** What of it lies after a position: as a rule, all. */
  after(position: Position): Batch {
    const [first] = this.events;
    return !first || first.position > position ? this : new Batch(this.events.filter((event) => event.position > position), this.blockSize);
  }
}
