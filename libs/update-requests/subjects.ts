/** What this context asks of parties, relations and interactions: ports, implemented by those and wired where the application is composed. */
import type { Attempt, Settle } from '#libs/commands/command-runner.js';
import type { CommandAnswer, CommandContext, Warning } from '#libs/commands/command.js';
import type { DomainEvent, Provenance } from '#libs/event-log/domain-event.js';
import type { Position } from '#libs/event-log/event-log.js';
import type { Subject } from '#libs/personal-data/keys.js';
import type { ProposedChanges, UpdateRequested } from './events.js';

/** Changes that somebody has approved: of a party, or of one period of a relation of it. */
export interface ApprovedChanges extends Pick<UpdateRequested['data'], 'party' | 'relationId' | 'periodId' | 'interactionId'> {
  readonly changes: ProposedChanges;
  /** When they were proposed; left out while they are. */
  readonly requestedAt?: string;
  /** The id of the n-th fact recorded (from 1): the same however often it is recorded. */
  readonly factId: (n: number) => string;
  readonly provenance: Provenance;
  /** Further members of the answer. */
  readonly answer: Readonly<Record<string, unknown>>;
}

/** What making them comes to. */
export interface ChangeDecision {
  readonly events: readonly DomainEvent[];
  readonly warnings: readonly Warning[];
  readonly answer: Readonly<Record<string, unknown>>;
  /** What is left to do in other streams once the events are in the log; gives the last position. */
  readonly afterwards?: () => Promise<Position>;
}

/** Logged interactions, read from the leader. Classes, because the handlers are given them by their type. */
export abstract class LoggedInteractions {
  /** The parties that take part, of those that are known. Refuses an interaction that was not logged, or was retracted. @param path where it is named */
  abstract partiesIn(attempt: Attempt, interactionId: string, path: string): Promise<readonly string[]>;
  abstract isRetracted(attempt: Attempt, interactionId: string): Promise<boolean>;
}

/** Those whose facts are changed: implemented by `libs/parties` and by `libs/relations`. */
export interface ChangedSubject {
  /** Whose data the request holds: whose erasure makes it unreadable. */
  subjectOf(attempt: Attempt, requested: Pick<UpdateRequested['data'], 'party' | 'relationId'>): Promise<Subject>;

  /** Refuses changes that it would not take today. */
  refuseUnfit(attempt: Attempt, approved: ApprovedChanges): Promise<void>;

  /**
   * Runs a command that makes changes in one append; what was made already is not made again.
   * `find` says in each attempt of what; `decide` what to do, by way of `make`, which refuses what is not taken; `complete` does what
   * a command left undone whose events were found in the log.
   */
  write(context: CommandContext, steps: {
    readonly find: (attempt: Attempt) => Promise<Pick<UpdateRequested['data'], 'party' | 'relationId' | 'periodId'>>;
    readonly decide: (attempt: Attempt, make: (approved: ApprovedChanges) => Promise<ChangeDecision>) => Promise<ChangeDecision>;
    readonly complete: Settle;
  }): Promise<CommandAnswer>;
}

/** The one whose facts a request would change. */
export abstract class ChangedSubjects {
  abstract of(requested: Pick<UpdateRequested['data'], 'relationId'>): ChangedSubject;
}
