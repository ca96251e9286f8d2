/** Changes of a period of a relation that somebody proposed and somebody else approved, made in one append. Implements the port of update requests. */
import type { Attempt } from '#libs/commands/command-runner.js';
import type { CommandAnswer, CommandContext } from '#libs/commands/command.js';
import type { Configuration } from '#libs/configuration/registry.js';
import type { Subject } from '#libs/personal-data/keys.js';
import { Refusal } from '#libs/platform/refusal.js';
import { changeFacts } from '#libs/update-requests/changes.js';
import type { ApprovedChanges, ChangeDecision, ChangedSubject } from '#libs/update-requests/subjects.js';
import { relationStream } from './events.js';
import { factsOf, misplaced } from './period-facts.js';
import type { RelationWriter } from './relation-writer.js';
import { livePeriod, relationFold, type Relation } from './relation.js';

export class ApprovedRelationChanges implements ChangedSubject {
  constructor(private readonly options: { readonly relations: RelationWriter; readonly configuration: Configuration }) {}

  /** Of both ends, as the facts are that it proposes. */
  async subjectOf(attempt: Attempt, { relationId, party }: Parameters<ChangedSubject['subjectOf']>[1]): Promise<Subject> {
    const { state: { a, b } } = await attempt.load(relationStream(relationId!), relationFold);
    return { id: relationId!, parties: a === undefined || b === undefined ? [party] : [a, b] };
  }

  async refuseUnfit(attempt: Attempt, approved: ApprovedChanges): Promise<void> {
    const { relationId } = approved;
    const { state } = await attempt.load(relationStream(relationId!), relationFold);
    if (state.type === undefined) throw new Refusal('relation-not-found', `there is no relation ${relationId}`, { relationId });
    if (approved.party !== state.a && approved.party !== state.b) {
      throw new Refusal('invalid-body', 'the party stands at neither end of the relation', { errors: [{ path: 'party', expected: `${state.a} or ${state.b}`, got: approved.party }] });
    }
    await this.made(attempt, state, approved);
  }

  write(context: CommandContext, { find, decide, complete }: Parameters<ChangedSubject['write']>[1]): Promise<CommandAnswer> {
    return this.options.relations.onExisting(context, async (attempt) => (await find(attempt)).relationId!, ({ state }, attempt) => decide(attempt, (approved) => this.made(attempt, state, approved)), complete);
  }

  private async made(attempt: Attempt, relation: Relation, approved: ApprovedChanges): Promise<ChangeDecision> {
    const { periodId = '' } = approved;
    livePeriod(relation, periodId);
    return changeFacts(attempt, factsOf(relation, periodId), approved, { configuration: this.options.configuration, misplaced, fit: (fresh) => fresh.map((input) => ({ ...input, periodId })) });
  }
}
