/** Approved changes as facts of whom they concern. Pure, but for looking attributes up. */
import type { Attempt } from '#libs/commands/command-runner.js';
import type { Warning } from '#libs/commands/command.js';
import type { Configuration } from '#libs/configuration/registry.js';
import type { DomainEvent } from '#libs/event-log/domain-event.js';
import { correctFact, endFact, recordFacts } from '#libs/facts/decide.js';
import { FactDraft } from '#libs/facts/fact-draft.js';
import { resolveFacts, type FactInput } from '#libs/facts/fact-inputs.js';
import type { Facts } from '#libs/facts/fact.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { ApprovedChanges, ChangeDecision } from './subjects.js';

/**
 * @param misplaced why an attribute cannot be on whom they concern, or undefined when it can
 * @param fit refuses facts that do not fit there, and gives them as they are recorded there
 */
export async function changeFacts({ context: { today, caller } }: Attempt, facts: Facts, { changes, requestedAt, factId, provenance, answer }: ApprovedChanges, { configuration, misplaced, fit }: {
  readonly configuration: Configuration; readonly misplaced: Parameters<typeof resolveFacts>[3]; readonly fit: (fresh: readonly FactInput[]) => readonly FactInput[];
}): Promise<ChangeDecision> {
  const stated = (changes.facts ?? []).map(({ attribute, value, from, to }) => ({ attribute, value, validFrom: from, validTo: to, source: provenance }));
  const inputs = await resolveFacts(stated, configuration, { today, caller, factId }, misplaced);
  const fresh = fit(inputs.filter(({ factId: id }) => !facts.live.has(id) && !facts.retracted.has(id)));
  const draft = new FactDraft(facts, Number.MAX_SAFE_INTEGER - 1_000, { now: '', today });
  const warnings: Warning[] = [];
  const add = (decided: { readonly events: readonly DomainEvent[]; readonly warnings: readonly Warning[] }): void => {
    draft.add(decided.events);
    warnings.push(...decided.warnings);
  };
  // Whoever proposed it did not know what was stated of the fact since, which this sets aside.
  for (const { factId: id } of [...(changes.ends ?? []), ...(changes.corrections ?? [])]) {
    const fact = facts.live.get(id);
    if (fact && requestedAt !== undefined && fact.recordedAt > requestedAt) warnings.push({ code: 'changed-since-requested', factId: id, recordedAt: fact.recordedAt });
  }
  for (const { factId: id, on } of changes.ends ?? []) add(endFact(draft.facts, { factId: id, on }, today));
  for (const { factId: id, value, from, to } of changes.corrections ?? []) {
    const fact = draft.facts.live.get(id);
    const attribute = fact && (await configuration.attribute(fact.attribute));
    if (!attribute) throw new Refusal(draft.facts.retracted.has(id) ? 'fact-retracted' : 'fact-not-found', `there is no live fact ${id} here`, { conflictsWith: id });
    add(correctFact(draft.facts, { factId: id, attribute, value, validFrom: from, validTo: to, provenance }, today));
  }
  // Ends first, so that what takes the place of something does not meet it.
  add(recordFacts(draft.facts, fresh, today));
  return { events: draft.events, warnings, answer };
}
