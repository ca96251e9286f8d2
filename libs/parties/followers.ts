/** Who follows a party, changed by a hand-over. Implements the port of portfolios. */
import type { Attempt } from '#libs/commands/command-runner.js';
import { WrongExpectedRevision } from '#libs/event-log/event-log.js';
import { builtInAttribute } from '#libs/facts/catalogue.js';
import { recordFacts } from '#libs/facts/decide.js';
import { slotEntry, slotOf, type Fact } from '#libs/facts/fact.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { Followers } from '#libs/portfolios/ports.js';
import { firstDay, type Day } from '#libs/temporal/dates.js';
import { isUnknown } from '#libs/temporal/periods.js';
import { Slot } from '#libs/temporal/slots.js';
import { partyStream } from './events.js';
import { existing, partyFold, type Party } from './party.js';

const FOLLOWED_BY = builtInAttribute('followed-by')!;

export class PartyFollowers implements Followers {
  async refuseUnfit(attempt: Attempt, partyId: string, path: string): Promise<void> {
    const { state } = await attempt.load(partyStream(partyId), partyFold);
    const kind = existing(state, partyId);
    if (kind !== 'person') throw new Refusal('wrong-party-kind', 'a portfolio is followed by a person', { conflictsWith: partyId, errors: [{ path, expected: 'a person', got: kind }] });
  }

  async handOver(attempt: Attempt, { party: partyId, scope }: Parameters<Followers['handOver']>[1], { from, to, on, factId }: Parameters<Followers['handOver']>[2]): Promise<boolean> {
    const { today, caller } = attempt.context;
    for (;;) {
      const party = await attempt.load(partyStream(partyId), partyFold);
      const { facts, kind, erased } = party.state;
      if (kind === undefined || erased) return false;
      // Written already, by whoever went through the list before.
      if (facts.live.has(factId(0)) || facts.retracted.has(factId(0))) return true;
      const toHandOver = periodsOf(party.state, scope, from, firstDay(on));
      if (toHandOver.length === 0) return false;
      const { events } = recordFacts(facts, toHandOver.map(({ start, fact: { validTo } }, n) => ({
        path: `facts[${n}]`, factId: factId(n), attribute: FOLLOWED_BY, value: { scope, partyId: to }, validFrom: start,
        // What ended nobody knows when has not, as far as the successor knows; a day by which it certainly had is one for them too.
        validTo: isUnknown(validTo) && validTo.notLaterThan === undefined ? null : validTo, provenance: { system: caller, method: 'declared' },
      })), today);
      try {
        await attempt.appendFollowing(partyStream(partyId), party, events, { id: partyId, parties: [partyId] }, scope);
        return true;
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision)) throw error;
      }
    }
  }
}

interface FollowedFrom {
  readonly fact: Fact;
  /** The first day on which it is so. */
  readonly start: Day;
}

/** When somebody follows a party in a scope from a day on, by the facts that say so. */
function periodsOf({ facts }: Party, scope: string, follower: string, on: Day): FollowedFrom[] {
  const inScope = slotOf(facts, FOLLOWED_BY.code, scope);
  const slot = new Slot(inScope.map(slotEntry));
  return inScope.filter(({ value }) => (value as { partyId?: string }).partyId === follower).flatMap((fact) => {
    const { range } = slot.effective(fact.factId);
    if (range === null || (range.upper !== null && range.upper <= on)) return [];
    return [{ fact, start: range.lower === null || range.lower < on ? on : range.lower }];
  }).sort((a, b) => (a.start < b.start ? -1 : 1));
}
