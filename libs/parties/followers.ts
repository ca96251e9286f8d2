/** Who follows a party, changed by a hand-over. Implements the port of portfolios. */
import type { Attempt } from '#libs/commands/command-runner.js';
import { WrongExpectedRevision } from '#libs/event-log/event-log.js';
import { builtInAttribute } from '#libs/facts/catalogue.js';
import { recordFacts } from '#libs/facts/decide.js';
import { slotEntry, slotOf, type Fact } from '#libs/facts/fact.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { Followers } from '#libs/portfolios/ports.js';
import { firstDay } from '#libs/temporal/dates.js';
import { contains, isUnknown } from '#libs/temporal/periods.js';
import { Slot } from '#libs/temporal/slots.js';
import { partyStream } from './events.js';
import { existing, partyFold, type Party } from './party.js';

const FOLLOWED_BY = builtInAttribute('followed-by')!;

export class PartyFollowers implements Followers {
  async refuseUnfit(attempt: Attempt, partyId: string): Promise<void> {
    const { state } = await attempt.load(partyStream(partyId), partyFold);
    const kind = existing(state, partyId);
    if (kind !== 'person') throw new Refusal('wrong-party-kind', `party ${partyId} is a ${kind}; a portfolio is followed by a person`, { conflictsWith: partyId });
  }

  async handOver(attempt: Attempt, { party: partyId, scope }: Parameters<Followers['handOver']>[1], { from, to, on, factId }: Parameters<Followers['handOver']>[2]): Promise<boolean> {
    const { today, caller } = attempt.context;
    for (;;) {
      const party = await attempt.load(partyStream(partyId), partyFold);
      // Written already, by whoever went through the list before.
      if (party.state.facts.live.has(factId) || party.state.facts.retracted.has(factId)) return true;
      const follows = party.state.kind !== undefined && !party.state.erased ? followerOn(party.state, scope, on) : undefined;
      if ((follows?.value as { partyId?: string } | undefined)?.partyId !== from || !follows) return false;
      const { events } = recordFacts(party.state.facts, [{
        factId, attribute: FOLLOWED_BY, value: { scope, partyId: to }, validFrom: on,
        // What ended nobody knows when has not, as far as the successor knows; a day by which it certainly had is one for them too.
        validTo: isUnknown(follows.validTo) && follows.validTo.notLaterThan === undefined ? null : follows.validTo, provenance: { system: caller, method: 'declared' },
      }], today);
      try {
        await attempt.appendFollowing(partyStream(partyId), party, events, { id: partyId, parties: [partyId] });
        return true;
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision)) throw error;
      }
    }
  }
}

/** The fact that says who follows the party in a scope on a day. */
function followerOn({ facts }: Party, scope: string, on: string): Fact | undefined {
  const slot = new Slot(slotOf(facts, FOLLOWED_BY.code, scope).map(slotEntry));
  return slotOf(facts, FOLLOWED_BY.code, scope).find(({ factId }) => {
    const { range } = slot.effective(factId);
    return range !== null && contains(range, firstDay(on));
  });
}
