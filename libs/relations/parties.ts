/** What this context needs to know of parties: a port, implemented by `libs/parties` and wired where the application is composed. */
import type { Attempt } from '#libs/commands/command-runner.js';
import type { PartyKind } from '#libs/parties/events.js';
import type { DayRange } from '#libs/temporal/periods.js';

/** A party at one end of a relation, read from the leader. */
export interface PartyEnd {
  readonly partyId: string;
  readonly kind: PartyKind;
  /** Structures it has at some time during a range of days. */
  structuresDuring(range: DayRange): readonly string[];
  /** Values it holds, or has held, of an identifier scheme. */
  identifiers(scheme: string): readonly string[];
}

/** A class, because the handlers are given it by its type. */
export abstract class PartiesPort {
  /** The party, or a refusal when there is none or it was erased. */
  abstract end(attempt: Attempt, partyId: string): Promise<PartyEnd>;
  /** Writes into the party's stream that a relation it requested cannot be changed any more. */
  abstract dropRequest(attempt: Attempt, partyId: string, periodId: string, code: string): Promise<void>;
}
