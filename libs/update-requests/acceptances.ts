/**
 * Accepting an update request: a fence in its stream, then the facts in that of the party, under ids that follow from the request,
 * then the request is accepted. From the fence on it only goes forward, by whoever accepts it next or finds it left; only where the
 * party does not take the facts is it open again.
 */
import type { Attempt, CommandRunner } from '#libs/commands/command-runner.js';
import type { CommandAnswer, CommandContext } from '#libs/commands/command.js';
import { isErased, type Provenance } from '#libs/event-log/domain-event.js';
import { WrongExpectedRevision, type Position, type RecordedEvent } from '#libs/event-log/event-log.js';
import { Refusal } from '#libs/platform/refusal.js';
import { uuidV5 } from '#libs/platform/uuid.js';
import type { Day } from '#libs/temporal/dates.js';
import { updateRequestStream, type UpdateRequested } from './events.js';
import type { ApprovedChanges, PartyChanges } from './parties.js';
import { beginAcceptance, endAcceptance, existing, updateRequestFold } from './update-request.js';

export class UpdateAcceptances {
  constructor(private readonly options: { readonly runner: CommandRunner; readonly parties: PartyChanges }) {}

  accept(context: CommandContext, requestId: string): Promise<CommandAnswer> {
    const stream = updateRequestStream(requestId);
    return this.options.parties.make(context, {
      async approve(attempt) {
        const { state } = await attempt.load(stream, updateRequestFold);
        const requested = existing(state);
        if (state.status === 'accepted') return { party: requested.party, answer: { requestId } };
        beginAcceptance(state);
        return approved(requested);
      },
      async begin(attempt) {
        const loaded = await attempt.loaded(stream, updateRequestFold);
        const events = beginAcceptance(loaded.state);
        // From here on nobody can refuse it, so that facts are never recorded for a request that is refused.
        if (events.length > 0) await attempt.appendBeside(stream, loaded, events);
      },
      async refused(attempt, code) {
        for (;;) {
          const loaded = await attempt.load(stream, updateRequestFold);
          // Another acceptance may be recording the facts: who has put up the fence takes it down.
          if (loaded.state.fencedBy !== context.commandId) return;
          try {
            await attempt.appendBeside(stream, loaded, [{ type: 'UpdateRequestReopened', data: { code } }]);
          } catch (error) {
            if (!(error instanceof WrongExpectedRevision)) throw error;
          }
        }
      },
      made: (attempt) => accepted(attempt, requestId),
    });
  }

  /** Goes on with an acceptance that was begun and is not at its end; safe to repeat, by anybody. */
  async settle(events: readonly RecordedEvent[], today: Day): Promise<void> {
    const begun = events.find(({ type }) => type === 'UpdateRequestAccepting');
    if (!begun) return;
    const { runner } = this.options;
    const { state } = await runner.resume(begun, today).load(begun.stream, updateRequestFold);
    if (state.fencedBy !== begun.commandId) return;
    await this.accept(runner.contextOf(begun, today), existing(state).requestId).catch((error: unknown) => {
      // Then it is open again.
      if (!(error instanceof Refusal)) throw error;
    });
  }
}

/** What somebody approves of a request. Its facts have the same ids however often it is accepted. */
export function approved({ requestId, party, interactionId, changes }: UpdateRequested['data']): ApprovedChanges {
  if (isErased(changes)) throw new Refusal('erased', 'what was requested was erased', { requestId });
  const provenance: Provenance = { system: interactionId === undefined ? `update-request:${requestId}` : `interaction:${interactionId}`, method: 'declared' };
  return { party, changes, factId: (n) => factIdOf(requestId, n), provenance, answer: { requestId } };
}

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
