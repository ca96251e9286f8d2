/** What this context needs of others: ports, wired where the application is composed. Classes, because they are given by their type. */
import type { Attempt } from '#libs/commands/command-runner.js';
import type { PartyKind } from '#libs/parties/events.js';
import type { Instant } from '#libs/temporal/dates.js';

/** Parties, read from the leader. */
export abstract class People {
  /** The party, or a refusal when there is none or it was erased. */
  abstract end(attempt: Attempt, partyId: string): Promise<{ readonly kind: PartyKind }>;
}

/** What somebody still has to do, as the read models show it. */
export abstract class OpenWork {
  /** Ids of open tasks and planned interactions that are theirs at an instant or later, with all that the log holds when it is asked. At most `limit` in all. */
  abstract of(partyId: string, from: Instant, limit: number): Promise<{ readonly tasks: readonly string[]; readonly plannedInteractions: readonly string[] }>;
}
