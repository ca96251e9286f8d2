/**
 * What this context needs of relations when a party is written together with them: a port, implemented by `libs/relations` and
 * wired where the application is composed.
 */
import type { Attempt } from '#libs/commands/command-runner.js';
import type { Position } from '#libs/event-log/event-log.js';
import type { From, To } from '#libs/temporal/periods.js';
import type { PartyKind, RequestedRelation } from './events.js';

/** A relation as somebody writing a party states it, from that party's end. */
export interface StatedRelation {
  readonly type: string;
  readonly direction: 'a-to-b' | 'b-to-a';
  /** The party at the other end. */
  readonly party: string;
  readonly from: From;
  readonly to: To;
}

/** The party being written, as it will be after its append. */
export interface PartyToBe {
  readonly partyId: string;
  readonly kind: PartyKind;
  readonly structures: readonly string[];
  identifiers(scheme: string): readonly string[];
  /** Periods whose slots were taken over by others before this party requested them. */
  readonly revokedSlots: ReadonlySet<string>;
}

export interface RelationRequests {
  /** Checks the relations, reserves their slots, and gives what has to be requested; relations that stand already are left out. */
  plan(attempt: Attempt, party: PartyToBe, stated: readonly StatedRelation[]): Promise<RequestedRelation[]>;
  /** Gives up the slots of a command that was refused after planning. */
  release(attempt: Attempt, requested: readonly RequestedRelation[]): Promise<void>;
  /** Carries out what a party's append requested; safe to repeat, by anybody. Gives the position of the last change. */
  settle(attempt: Attempt, partyId: string, requested: readonly RequestedRelation[]): Promise<Position>;
}
