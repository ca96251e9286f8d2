/** What is told of one subject, day after day: each step is decided on what the steps before it have made. For specs. */
import type { DomainEvent } from '#libs/event-log/domain-event.js';
import type { Decision } from '#libs/facts/decide.js';
import { isFactEvent, type FactEvent } from '#libs/facts/events.js';
import { applyFactEvent, effectiveFacts, noFacts, slotOf, type Facts } from '#libs/facts/fact.js';
import type { Day } from '#libs/temporal/dates.js';
import { contains } from '#libs/temporal/periods.js';
import { history, type Recorded } from './history.js';

export class FactStory {
  constructor(private readonly told: readonly Recorded<FactEvent>[] = []) {}

  /** The story with what is decided on a day: of what is known by then, and of that day. Refusals are thrown. */
  then(today: Day, decide: (facts: Facts, today: Day) => Pick<Decision, 'events'>): FactStory {
    return this.with(today, decide(this.facts(), today).events);
  }

  /** The story with events that need no decision. */
  with(today: Day, events: readonly DomainEvent[]): FactStory {
    return new FactStory([...this.told, [today, ...events.filter(isFactEvent)]]);
  }

  /** The facts as known at the end of a day; of all days when left out. */
  facts(knownAt: Day = '9999-12-31'): Facts {
    const facts = noFacts();
    for (const event of history(...this.told)) if (event.recordedOn <= knownAt) applyFactEvent(facts, event);
    return facts;
  }

  /** The value one slot holds on a day, as known at the end of another; `undefined` when it holds none. */
  value(slot: { readonly attribute: string; readonly slot: string }, asOf: Day, knownAt?: Day): unknown {
    const rivals = slotOf(this.facts(knownAt), slot.attribute, slot.slot);
    const effective = effectiveFacts(rivals);
    const holding = rivals.filter(({ factId }) => {
      const range = effective.get(factId)?.range;
      return range && contains(range, asOf);
    });
    if (holding.length > 1) throw new Error(`a slot holds ${holding.length} values on ${asOf}`);
    return holding[0]?.value;
  }

  /** From when to when each fact of a slot holds: `[from, to, cut by]`, `'nowhere'` when others hide it. */
  periods(slot: { readonly attribute: string; readonly slot: string }): Record<string, unknown> {
    const effective = effectiveFacts(slotOf(this.facts(), slot.attribute, slot.slot));
    return Object.fromEntries([...effective].map(([factId, { range, endedBy }]) => [factId, range ? [range.lower, range.upper, endedBy] : 'nowhere']));
  }
}
