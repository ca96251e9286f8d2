/**
 * How long somebody else's unconfirmed reservation is left alone. Its owner may be between two appends, frozen, or gone for
 * ever; after {@link PATIENCE_MS} since *this process* first saw it, it may be fenced off and taken over.
 */
export const PATIENCE_MS = 2_000;
/** Reservations remembered as seen; far more than can be pending at once. */
const MAX_SEEN = 10_000;

export interface PatienceOptions {
  /** A clock that never steps back, in milliseconds. */
  readonly monotonic: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** A number in [0, 1) for jitter. */
  readonly random: () => number;
}

export class Patience {
  private readonly firstSeen = new Map<string, number>();

  constructor(private readonly options: PatienceOptions) {}

  /** Waits a little for a pending reservation. False once it has been waited for long enough. */
  async wait(reservation: string): Promise<boolean> {
    const now = this.options.monotonic();
    const seen = this.firstSeen.get(reservation);
    if (seen === undefined) {
      for (const oldest of this.firstSeen.keys()) {
        if (this.firstSeen.size < MAX_SEEN) break;
        this.firstSeen.delete(oldest);
      }
      this.firstSeen.set(reservation, now);
    } else if (now - seen >= PATIENCE_MS) {
      return false;
    }
    // Short at first, because the owner is usually about to append; with jitter, so that two waiters do not move in step.
    await this.options.sleep((seen === undefined ? 5 : 50) * (0.5 + this.options.random()));
    return true;
  }
}
