/** The commands on update requests, one handler each. */
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandRunner } from '#libs/commands/command-runner.js';
import type { CommandAnswer } from '#libs/commands/command.js';
import { resolveDate, resolveFrom, resolveTo, type StatedFrom, type StatedTo } from '#libs/facts/fact-inputs.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { Day } from '#libs/temporal/dates.js';
import { approved, UpdateAcceptances } from './acceptances.js';
import { AcceptUpdateCommand, RefuseUpdateCommand, RequestUpdateCommand, type RequestUpdate } from './commands.js';
import { updateRequestStream, type ProposedChanges, type UpdateRequested } from './events.js';
import { ChangedSubjects, LoggedInteractions } from './subjects.js';
import { existing, refuse, updateRequestFold } from './update-request.js';

@CommandHandler(RequestUpdateCommand)
export class RequestUpdateHandler implements ICommandHandler<RequestUpdateCommand> {
  constructor(private readonly runner: CommandRunner, private readonly subjects: ChangedSubjects, private readonly interactions: LoggedInteractions) {}

  execute({ context, body }: RequestUpdateCommand): Promise<CommandAnswer> {
    return this.runner.run(context, async (attempt) => {
      const requestId = attempt.id('update-request');
      const { party, relationId, periodId, interactionId, note } = body;
      if ((relationId === undefined) !== (periodId === undefined)) throw new Refusal('invalid-body', 'facts of a relation are those of a period of it', { errors: [{ path: relationId === undefined ? 'relationId' : 'periodId', expected: 'both relationId and periodId, or neither' }] });
      const requested: UpdateRequested['data'] = {
        requestId, party, ...(relationId !== undefined && { relationId, periodId }), ...(interactionId !== undefined && { interactionId }), changes: changesIn(body, context.today), ...(note !== undefined && { note }),
      };
      if (interactionId !== undefined) await this.interactions.partiesIn(attempt, interactionId, 'interactionId');
      const changed = this.subjects.of(requested);
      await changed.refuseUnfit(attempt, approved(requested));
      const loaded = await attempt.load(updateRequestStream(requestId), updateRequestFold);
      attempt.checkRevision(loaded);
      const answer = { requestId, partyId: party, warnings: [] };
      return { appended: await attempt.append(updateRequestStream(requestId), loaded, [{ type: 'UpdateRequested', data: requested }], answer, await changed.subjectOf(attempt, requested)), answer };
    });
  }
}

@CommandHandler(AcceptUpdateCommand)
export class AcceptUpdateHandler implements ICommandHandler<AcceptUpdateCommand> {
  constructor(private readonly acceptances: UpdateAcceptances) {}

  execute({ context, requestId }: AcceptUpdateCommand): Promise<CommandAnswer> {
    return this.acceptances.accept(context, requestId);
  }
}

@CommandHandler(RefuseUpdateCommand)
export class RefuseUpdateHandler implements ICommandHandler<RefuseUpdateCommand> {
  constructor(private readonly runner: CommandRunner, private readonly subjects: ChangedSubjects) {}

  execute({ context, requestId, body }: RefuseUpdateCommand): Promise<CommandAnswer> {
    return this.runner.run(context, async (attempt) => {
      const loaded = await attempt.load(updateRequestStream(requestId), updateRequestFold);
      const requested = existing(loaded.state);
      const { party } = requested;
      attempt.checkRevision(loaded);
      const events = refuse(loaded.state, body.reason, body.note);
      const answer = { requestId, partyId: party, warnings: [] };
      if (events.length === 0) return { unchanged: loaded, answer };
      return { appended: await attempt.append(updateRequestStream(requestId), loaded, events, answer, await this.subjects.of(requested).subjectOf(attempt, requested)), answer };
    });
  }
}

export const updateRequestHandlers = [RequestUpdateHandler, AcceptUpdateHandler, RefuseUpdateHandler];

/** Dates are resolved once, on the day it is requested: it may be accepted much later. */
function changesIn({ facts = [], ends = [], corrections = [] }: RequestUpdate, today: Day): ProposedChanges {
  if (facts.length + ends.length + corrections.length === 0) throw new Refusal('invalid-body', 'nothing to change', { errors: [{ path: 'body', expected: 'facts, ends or corrections' }] });
  const dated = ({ validFrom, validTo }: { readonly validFrom: StatedFrom; readonly validTo?: StatedTo }) => ({ from: resolveFrom(validFrom, today), to: resolveTo(validTo, today) });
  return {
    ...(facts.length > 0 && { facts: facts.map((fact) => ({ attribute: fact.attribute, value: fact.value, ...dated(fact) })) }),
    ...(ends.length > 0 && { ends: ends.map(({ factId, on }) => ({ factId, on: resolveDate(on, today) })) }),
    ...(corrections.length > 0 && { corrections: corrections.map((fact) => ({ factId: fact.factId, value: fact.value, ...dated(fact) })) }),
  };
}
