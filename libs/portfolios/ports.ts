/** What a hand-over needs of others: wired where the application is composed. */
import type { Attempt } from '#libs/commands/command-runner.js';
import type { Day } from '#libs/temporal/dates.js';
import type { Followed } from './events.js';

/** Whom somebody follows, from the read models once they show all that the log holds. */
export interface Portfolios {
  /** On the day, and from a later day on. */
  followedBy(partyId: string, on: Day, scope: string | undefined, limit: number): Promise<readonly Followed[]>;
}

/** Implemented by `libs/parties`. */
export interface Followers {
  /** Refuses a party that is no person, does not exist or was erased. @param path where it is named */
  refuseUnfit(attempt: Attempt, partyId: string, path: string): Promise<void>;
  /**
   * From the day on, `to` follows the party in the scope instead of `from`, whenever `from` was to. False where `from` was to on no day of those.
   * @param change `factId`: of the n-th fact, from 0
   */
  handOver(attempt: Attempt, followed: Followed, change: { readonly from: string; readonly to: string; readonly on: Day; readonly factId: (n: number) => string }): Promise<boolean>;
}
