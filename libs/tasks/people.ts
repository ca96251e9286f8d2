/** What this context needs of others: ports, wired where the application is composed. Classes, because they are given by their type. */
import type { Attempt } from '#libs/commands/command-runner.js';
import type { CommandContext } from '#libs/commands/command.js';
import type { Position } from '#libs/event-log/event-log.js';
import type { InteractionBody } from '#libs/interactions/commands.js';
import type { InteractionLogged } from '#libs/interactions/events.js';
import type { PartyKind } from '#libs/parties/events.js';
import type { Subject } from '#libs/personal-data/keys.js';
import type { Instant } from '#libs/temporal/dates.js';

/** Parties, read from the leader. */
export abstract class People {
  /** The party, or a refusal when there is none or it was erased. */
  abstract end(attempt: Attempt, partyId: string): Promise<{ readonly kind: PartyKind }>;
}

/** Logged interactions, read and written on the leader. */
export abstract class LoggedInteractions {
  /** When it began, and the parties that take part, of those that are known. Refuses an interaction that was not logged, or was retracted. @param path where it is named */
  abstract logged(attempt: Attempt, interactionId: string, path: string): Promise<{ readonly startedAt: Instant; readonly parties: readonly string[] }>;
  /** Whose business it is what was said: what its texts are encrypted for. */
  abstract subject(attempt: Attempt, interactionId: string): Promise<Subject>;
  abstract isRetracted(attempt: Attempt, interactionId: string): Promise<boolean>;
  /** What logging it would append, and refuses what logging it would refuse. */
  abstract decide(attempt: Attempt, context: CommandContext, interactionId: string, body: InteractionBody): Promise<InteractionLogged>;
  /** Appends what was decided, unless that is done; safe to repeat, by anybody. */
  abstract log(attempt: Attempt, logged: InteractionLogged): Promise<Position>;
}

/** What somebody still has to do, as the read models show it. */
export abstract class OpenWork {
  /** Ids of open tasks and planned interactions that are theirs at an instant or later, with all that the log holds when it is asked. At most `limit` in all. */
  abstract of(partyId: string, from: Instant, limit: number): Promise<{ readonly tasks: readonly string[]; readonly plannedInteractions: readonly string[] }>;
}
