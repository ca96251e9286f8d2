/** What this context needs to know of others: ports, implemented by `libs/parties` and where the application is composed. */
import type { Attempt } from '#libs/commands/command-runner.js';

/** A class, because the handlers are given it by its type. */
export abstract class KnownParties {
  /** Refuses a party that does not exist or was erased. */
  abstract refuseUnknown(attempt: Attempt, partyId: string): Promise<void>;
}

/** What else an interaction may be about. */
export interface KnownThings {
  isTask(attempt: Attempt, taskId: string): Promise<boolean>;
  /** The parties at the ends of a relation; undefined where there is none. */
  endsOf(attempt: Attempt, relationId: string): Promise<readonly string[] | undefined>;
  /** Whether it is a fact of one of these; one that was retracted too. */
  isFactOf(attempt: Attempt, factId: string, whose: { readonly parties: readonly string[]; readonly relations: readonly string[] }): Promise<boolean>;
}
