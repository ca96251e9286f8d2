/** Parties as other contexts see them, read from the leader. */
import type { Attempt } from '#libs/commands/command-runner.js';
import { WrongExpectedRevision } from '#libs/event-log/event-log.js';
import type { DayRange } from '#libs/temporal/periods.js';
import { partyStream, type PartyKind } from './events.js';
import { existing, partyFold, structuresDuring } from './party.js';

export class PartyDirectory {
  /** A party that exists: what it is, which structures it has during a range of days, which identifiers it holds. */
  async end(attempt: Attempt, partyId: string): Promise<{
    partyId: string; kind: PartyKind; structuresDuring: (range: DayRange) => string[]; identifiers: (scheme: string) => string[];
  }> {
    const { state } = await attempt.load(partyStream(partyId), partyFold);
    return {
      partyId,
      kind: existing(state, partyId),
      structuresDuring: (range) => structuresDuring(state, range),
      identifiers: (scheme) => [...state.facts.live.values()].filter(({ attribute }) => attribute === `identifier.${scheme}`).map(({ value }) => value).filter((value) => typeof value === 'string'),
    };
  }

  async refuseUnknown(attempt: Attempt, partyId: string): Promise<void> {
    existing((await attempt.load(partyStream(partyId), partyFold)).state, partyId);
  }

  async dropRequest(attempt: Attempt, partyId: string, periodId: string, code: string): Promise<void> {
    for (;;) {
      const party = await attempt.load(partyStream(partyId), partyFold);
      if (!party.state.requested.has(periodId)) return;
      try {
        await attempt.appendBeside(partyStream(partyId), party, [{ type: 'RelationRequestDropped', data: { periodId, code } }]);
        return;
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision)) throw error;
      }
    }
  }
}
