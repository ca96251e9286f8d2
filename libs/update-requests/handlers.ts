/** The commands on update requests: the facts are recorded first, under ids that follow from the request; then the request is accepted. */
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandRunner, type Attempt } from '#libs/commands/command-runner.js';
import type { CommandAnswer } from '#libs/commands/command.js';
import { isErased, type Provenance } from '#libs/event-log/domain-event.js';
import { WrongExpectedRevision, type Position } from '#libs/event-log/event-log.js';
import { resolveDate, resolveFrom, resolveTo, type StatedFrom, type StatedTo } from '#libs/facts/fact-inputs.js';
import { Refusal } from '#libs/platform/refusal.js';
import { uuidV5 } from '#libs/platform/uuid.js';
import type { Day } from '#libs/temporal/dates.js';
import { AcceptUpdateCommand, RefuseUpdateCommand, RequestUpdateCommand, type RequestUpdate } from './commands.js';
import { updateRequestStream, type ProposedChanges, type UpdateRequested } from './events.js';
import { PartyChanges, type ApprovedChanges } from './parties.js';
import { beginAcceptance, endAcceptance, existing, refuse, updateRequestFold } from './update-request.js';

@CommandHandler(RequestUpdateCommand)
export class RequestUpdateHandler implements ICommandHandler<RequestUpdateCommand> {
  constructor(private readonly runner: CommandRunner, private readonly parties: PartyChanges) {}

  execute({ context, body }: RequestUpdateCommand): Promise<CommandAnswer> {
    return this.runner.run(context, async (attempt) => {
      const requestId = attempt.id('update-request');
      const { party, interactionId, note } = body;
      const requested: UpdateRequested['data'] = {
        requestId, party, ...(interactionId !== undefined && { interactionId }), changes: changesIn(body, context.today), ...(note !== undefined && { note }),
      };
      await this.parties.refuseUnfit(attempt, approved(requested));
      const loaded = await attempt.load(updateRequestStream(requestId), updateRequestFold);
      attempt.checkRevision(loaded);
      const answer = { requestId, partyId: party, warnings: [] };
      return { appended: await attempt.append(updateRequestStream(requestId), loaded, [{ type: 'UpdateRequested', data: requested }], answer, { id: party, parties: [party] }), answer };
    });
  }
}

@CommandHandler(AcceptUpdateCommand)
export class AcceptUpdateHandler implements ICommandHandler<AcceptUpdateCommand> {
  constructor(private readonly parties: PartyChanges) {}

  execute({ context, requestId }: AcceptUpdateCommand): Promise<CommandAnswer> {
    const stream = updateRequestStream(requestId);
    return this.parties.make(context, {
      async approve(attempt) {
        const loaded = await attempt.load(stream, updateRequestFold);
        const requested = existing(loaded.state);
        if (loaded.state.status === 'accepted') return { party: requested.party, answer: { requestId } };
        const events = beginAcceptance(loaded.state);
        // From here on nobody can refuse it, so that facts are never recorded for a request that is refused.
        if (events.length > 0 && !context.validateOnly) await attempt.appendBeside(stream, loaded, events);
        return approved(requested);
      },
      async refused(attempt, code) {
        const loaded = await attempt.load(stream, updateRequestFold);
        if (loaded.state.status === 'accepting') await attempt.appendBeside(stream, loaded, [{ type: 'UpdateRequestReopened', data: { code } }]);
      },
      made: (attempt) => accepted(attempt, requestId),
    });
  }
}

@CommandHandler(RefuseUpdateCommand)
export class RefuseUpdateHandler implements ICommandHandler<RefuseUpdateCommand> {
  constructor(private readonly runner: CommandRunner) {}

  execute({ context, requestId, body }: RefuseUpdateCommand): Promise<CommandAnswer> {
    return this.runner.run(context, async (attempt) => {
      const loaded = await attempt.load(updateRequestStream(requestId), updateRequestFold);
      const { party } = existing(loaded.state);
      attempt.checkRevision(loaded);
      const events = refuse(loaded.state, body.reason, body.note);
      const answer = { requestId, partyId: party, warnings: [] };
      if (events.length === 0) return { unchanged: loaded, answer };
      return { appended: await attempt.append(updateRequestStream(requestId), loaded, events, answer, { id: party, parties: [party] }), answer };
    });
  }
}

export const updateRequestHandlers = [RequestUpdateHandler, AcceptUpdateHandler, RefuseUpdateHandler];

/** Says in the request's stream that its facts are recorded; safe to repeat, by anybody. */
async function accepted(attempt: Attempt, requestId: string): Promise<Position> {
  for (;;) {
    const loaded = await attempt.load(updateRequestStream(requestId), updateRequestFold);
    const count = factsIn(loaded.state.requested?.changes);
    const events = endAcceptance(loaded.state, Array.from({ length: count }, (_, n) => factIdOf(requestId, n + 1)));
    if (events.length === 0) return loaded.position;
    try {
      return (await attempt.appendFollowing(updateRequestStream(requestId), loaded, events)).position;
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
    }
  }
}

const factIdOf = (requestId: string, n: number): string => uuidV5(requestId, `fact/${n}`);
const factsIn = (changes: UpdateRequested['data']['changes'] | undefined): number => (changes && !isErased(changes) ? changes.facts?.length ?? 0 : 0);

function approved({ requestId, party, interactionId, changes }: UpdateRequested['data']): ApprovedChanges {
  if (isErased(changes)) throw new Refusal('erased', 'what was requested was erased', { requestId });
  const provenance: Provenance = { system: interactionId === undefined ? `update-request:${requestId}` : `interaction:${interactionId}`, method: 'declared' };
  return { party, changes, factId: (n) => factIdOf(requestId, n), provenance, answer: { requestId } };
}

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
