/** Changes of a party that somebody proposed and somebody else approved, made in one append. Implements the port of update requests. */
import type { Attempt } from '#libs/commands/command-runner.js';
import type { CommandAnswer, CommandContext } from '#libs/commands/command.js';
import type { Configuration } from '#libs/configuration/registry.js';
import type { Subject } from '#libs/personal-data/keys.js';
import { changeFacts } from '#libs/update-requests/changes.js';
import type { ApprovedChanges, ChangeDecision, ChangedSubject } from '#libs/update-requests/subjects.js';
import { partyStream } from './events.js';
import { existing, partyFold, type Party } from './party.js';
import { misplaced, refuseMisfits } from './party-rules.js';
import type { PartyWriter } from './party-writer.js';

export class ApprovedPartyChanges implements ChangedSubject {
  constructor(private readonly options: { readonly parties: PartyWriter; readonly configuration: Configuration }) {}

  subjectOf(_: Attempt, { party }: Parameters<ChangedSubject['subjectOf']>[1]): Promise<Subject> {
    return Promise.resolve({ id: party, parties: [party] });
  }

  async refuseUnfit(attempt: Attempt, approved: ApprovedChanges): Promise<void> {
    const { state } = await attempt.load(partyStream(approved.party), partyFold);
    const { events } = await this.made(attempt, state, approved);
    await this.options.parties.refuseUnfit(attempt, approved.party, state, events);
  }

  write(context: CommandContext, { find, decide, complete }: Parameters<ChangedSubject['write']>[1]): Promise<CommandAnswer> {
    return this.options.parties.write(context, async (attempt) => (await find(attempt)).party, ({ state }, _, attempt) => decide(attempt, (approved) => this.made(attempt, state, approved)), complete);
  }

  private async made(attempt: Attempt, party: Party, approved: ApprovedChanges): Promise<ChangeDecision> {
    const kind = existing(party, approved.party);
    return changeFacts(attempt, party.facts, approved, {
      configuration: this.options.configuration, misplaced: (attribute) => misplaced(attribute, kind),
      fit: (fresh) => {
        refuseMisfits(party, kind, fresh);
        return fresh;
      },
    });
  }
}
