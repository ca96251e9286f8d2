/** What this context asks of parties and of interactions: ports, implemented by those and wired where the application is composed. */
import type { Attempt } from '#libs/commands/command-runner.js';
import type { CommandAnswer, CommandContext } from '#libs/commands/command.js';
import type { Provenance } from '#libs/event-log/domain-event.js';
import type { Position } from '#libs/event-log/event-log.js';
import type { ProposedChanges } from './events.js';

/** Changes of one party that somebody has approved. */
export interface ApprovedChanges {
  readonly party: string;
  readonly changes: ProposedChanges;
  /** The id of the n-th fact recorded (from 1): the same however often it is recorded. */
  readonly factId: (n: number) => string;
  readonly provenance: Provenance;
  /** Further members of the answer. */
  readonly answer: Readonly<Record<string, unknown>>;
}

/** Logged interactions, read from the leader. Classes, because the handlers are given them by their type. */
export abstract class LoggedInteractions {
  /** The parties that take part, of those that are known. Refuses an interaction that was not logged, or was retracted. @param path where it is named */
  abstract partiesIn(attempt: Attempt, interactionId: string, path: string): Promise<readonly string[]>;
}

export abstract class PartyChanges {
  /** Refuses changes that the party would not take today. */
  abstract refuseUnfit(attempt: Attempt, approved: ApprovedChanges): Promise<void>;

  /**
   * Runs a command that makes changes of a party in one append; what was made already is not made again.
   * `approve` says in each attempt what to change (without `changes`: nothing is left to do); `begin` is told before anything is
   * recorded, once the revision is as the caller expects it; `refused` when it is not recorded after all; `made` when it is in the
   * log, also by whoever completes the command later.
   */
  abstract make(context: CommandContext, steps: {
    readonly approve: (attempt: Attempt) => Promise<ApprovedChanges | { readonly party: string; readonly answer: Readonly<Record<string, unknown>> }>;
    readonly begin: (attempt: Attempt) => Promise<void>;
    readonly refused: (attempt: Attempt, code: string) => Promise<void>;
    readonly made: (attempt: Attempt) => Promise<Position>;
  }): Promise<CommandAnswer>;
}
