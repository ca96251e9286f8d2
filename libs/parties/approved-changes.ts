/** Changes that somebody proposed and somebody else approved, made in one append. Implements the port of update requests. */
import type { Attempt } from '#libs/commands/command-runner.js';
import type { CommandAnswer, CommandContext } from '#libs/commands/command.js';
import type { Configuration } from '#libs/configuration/registry.js';
import type { DomainEvent } from '#libs/event-log/domain-event.js';
import { correctFact, endFact, recordFacts } from '#libs/facts/decide.js';
import { FactDraft } from '#libs/facts/fact-draft.js';
import { resolveFacts } from '#libs/facts/fact-inputs.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { ApprovedChanges, PartyChanges } from '#libs/update-requests/parties.js';
import { partyStream } from './events.js';
import { existing, partyFold, type Party } from './party.js';
import { misplaced, refuseMisfits } from './party-rules.js';
import type { PartyDecision, PartyWriter } from './party-writer.js';

export class ApprovedPartyChanges implements PartyChanges {
  constructor(private readonly options: { readonly parties: PartyWriter; readonly configuration: Configuration }) {}

  async refuseUnfit(attempt: Attempt, approved: ApprovedChanges): Promise<void> {
    const { state } = await attempt.load(partyStream(approved.party), partyFold);
    await this.decide(attempt, state, approved);
  }

  async make(context: CommandContext, { approve, begin, refused, made }: Parameters<PartyChanges['make']>[1]): Promise<CommandAnswer> {
    const approvals = new WeakMap<Attempt, Awaited<ReturnType<typeof approve>>>();
    let begun: Attempt | undefined;
    const target = async (attempt: Attempt): Promise<string> => {
      const approved = await approve(attempt);
      approvals.set(attempt, approved);
      return approved.party;
    };
    return this.options.parties.write(context, target, async ({ state }, _, attempt) => {
      const approved = approvals.get(attempt)!;
      if (!('changes' in approved)) return { events: [], warnings: [], answer: approved.answer };
      if (!context.validateOnly) await begin(begun = attempt);
      const decision = await this.decide(attempt, state, approved);
      if (decision.events.length === 0 && !context.validateOnly) await made(attempt);
      return { ...decision, afterwards: () => made(attempt) };
    }, async (events) => {
      const [first] = events;
      if (first) await made(this.options.parties.resume(first, context.today));
    }).catch(async (error: unknown) => {
      if (error instanceof Refusal && begun) await refused(begun, error.code);
      throw error;
    });
  }

  private async decide(attempt: Attempt, party: Party, { party: partyId, changes, factId, provenance, answer }: ApprovedChanges): Promise<PartyDecision> {
    const { today, caller } = attempt.context;
    const { configuration } = this.options;
    const kind = existing(party, partyId);
    const stated = (changes.facts ?? []).map(({ attribute, value, from, to }) => ({ attribute, value, validFrom: from, validTo: to, source: provenance }));
    const inputs = await resolveFacts(stated, configuration, { today, caller, factId }, (attribute) => misplaced(attribute, kind));
    const fresh = inputs.filter(({ factId: id }) => !party.facts.live.has(id) && !party.facts.retracted.has(id));
    refuseMisfits(party, kind, fresh);
    const draft = new FactDraft(party.facts, Number.MAX_SAFE_INTEGER - 1_000, { now: '', today });
    const warnings: PartyDecision['warnings'][number][] = [];
    const add = (decided: { readonly events: readonly DomainEvent[]; readonly warnings: PartyDecision['warnings'] }): void => {
      draft.add(decided.events);
      warnings.push(...decided.warnings);
    };
    for (const { factId: id, on } of changes.ends ?? []) add(endFact(draft.facts, { factId: id, on }, today));
    for (const { factId: id, value, from, to } of changes.corrections ?? []) {
      const fact = draft.facts.live.get(id);
      const attribute = fact && (await configuration.attribute(fact.attribute));
      if (!attribute) throw new Refusal(draft.facts.retracted.has(id) ? 'fact-retracted' : 'fact-not-found', `there is no live fact ${id} here`, { conflictsWith: id });
      add(correctFact(draft.facts, { factId: id, attribute, value, validFrom: from, validTo: to, provenance }, today));
    }
    // Ends first, so that what takes the place of something does not meet it.
    add(recordFacts(draft.facts, fresh, today));
    return { events: draft.events, warnings, answer: { ...answer, factIds: inputs.map(({ factId: id }) => id) } };
  }
}
