/** Approved changes as facts of whom they concern. Pure, but for looking attributes up. */
import type { Warning } from '#libs/commands/command.js';
import type { Configuration } from '#libs/configuration/registry.js';
import type { DomainEvent, Provenance } from '#libs/event-log/domain-event.js';
import { correctFact, endFact, recordFacts } from '#libs/facts/decide.js';
import { FactDraft } from '#libs/facts/fact-draft.js';
import type { FactInput } from '#libs/facts/fact-inputs.js';
import type { Facts } from '#libs/facts/fact.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { Day } from '#libs/temporal/dates.js';
import type { ProposedChanges } from './events.js';

/** @param fresh the facts to record, but for those that were recorded already */
export async function changeFacts(facts: Facts, { ends = [], corrections = [] }: ProposedChanges, fresh: readonly FactInput[], { configuration, today, provenance }: {
  readonly configuration: Configuration; readonly today: Day; readonly provenance: Provenance;
}): Promise<{ readonly events: readonly DomainEvent[]; readonly warnings: readonly Warning[] }> {
  const draft = new FactDraft(facts, Number.MAX_SAFE_INTEGER - 1_000, { now: '', today });
  const warnings: Warning[] = [];
  const add = (decided: { readonly events: readonly DomainEvent[]; readonly warnings: readonly Warning[] }): void => {
    draft.add(decided.events);
    warnings.push(...decided.warnings);
  };
  for (const { factId, on } of ends) add(endFact(draft.facts, { factId, on }, today));
  for (const { factId, value, from, to } of corrections) {
    const fact = draft.facts.live.get(factId);
    const attribute = fact && (await configuration.attribute(fact.attribute));
    if (!attribute) throw new Refusal(draft.facts.retracted.has(factId) ? 'fact-retracted' : 'fact-not-found', `there is no live fact ${factId} here`, { conflictsWith: factId });
    add(correctFact(draft.facts, { factId, attribute, value, validFrom: from, validTo: to, provenance }, today));
  }
  // Ends first, so that what takes the place of something does not meet it.
  add(recordFacts(draft.facts, fresh, today));
  return { events: draft.events, warnings };
}

/** Proposed facts as they are stated. */
export const statedFacts = ({ facts = [] }: ProposedChanges, provenance: Provenance) => facts.map(({ attribute, value, from, to }) => ({ attribute, value, validFrom: from, validTo: to, source: provenance }));
