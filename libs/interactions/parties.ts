/** What this context needs to know of parties: a port, implemented by `libs/parties` and wired where the application is composed. */
import type { Attempt } from '#libs/commands/command-runner.js';

/** A class, because the handlers are given it by its type. */
export abstract class KnownParties {
  /** Refuses a party that does not exist or was erased. */
  abstract refuseUnknown(attempt: Attempt, partyId: string): Promise<void>;
}
