/**
 * Accepting an update request: a fence in its stream, then the facts in that of the party or the relation, under ids that follow from the request,
 * then the request is accepted. From the fence on it only goes forward, by whoever accepts it next or finds it left; only where the
 * facts are not taken is it open again.
 */
import type { Attempt, CommandRunner } from '#libs/commands/command-runner.js';
import type { CommandAnswer, CommandContext, Warning } from '#libs/commands/command.js';
import { isErased, type Provenance } from '#libs/event-log/domain-event.js';
import { WrongExpectedRevision, type EventLog, type Position, type RecordedEvent } from '#libs/event-log/event-log.js';
import { Refusal } from '#libs/platform/refusal.js';
import { uuidV5 } from '#libs/platform/uuid.js';
import type { Day } from '#libs/temporal/dates.js';
import { updateRequestStream, type UpdateRequested } from './events.js';
import type { ApprovedChanges, ChangedSubjects, LoggedInteractions } from './subjects.js';
import { beginAcceptance, endAcceptance, existing, updateRequestFold, type Requested } from './update-request.js';

type Approval = ApprovedChanges | (Pick<ApprovedChanges, 'party' | 'relationId' | 'periodId' | 'answer'> & { readonly changes?: undefined });

export class UpdateAcceptances {
  constructor(private readonly options: { readonly runner: CommandRunner; readonly log: EventLog; readonly subjects: ChangedSubjects; readonly interactions: LoggedInteractions }) {}

  async accept(context: CommandContext, requestId: string): Promise<CommandAnswer> {
    const { runner, subjects } = this.options;
    const approvals = new WeakMap<Attempt, Approval>();
    let begun: Attempt | undefined;
    return subjects.of(await this.clear(requestId)).write(context, {
      find: async (attempt) => {
        const approval = await approvedIn(attempt, requestId);
        approvals.set(attempt, approval);
        return approval;
      },
      decide: async (attempt, make) => {
        const approval = approvals.get(attempt)!;
        // Accepted already: nothing is left to do.
        if (!approval.changes) return { events: [], warnings: [], answer: approval.answer };
        if (!context.validateOnly) await begin(begun = attempt, requestId);
        const decision = await make(approval);
        if (decision.events.length === 0 && !context.validateOnly) await accepted(attempt, requestId);
        return { ...decision, warnings: [...decision.warnings, ...(await this.warnings(attempt, approval))], afterwards: () => accepted(attempt, requestId) };
      },
      complete: async ([first]) => {
        if (first) await accepted(runner.resume(first, context.today), requestId);
      },
    }).catch(async (error: unknown) => {
      if (error instanceof Refusal && begun) await reopen(begun, requestId, error.code);
      throw error;
    });
  }

  /** What of a request is in the clear: whose facts it would change. Nothing, where there is none: then that is refused when it is loaded. */
  private async clear(requestId: string): Promise<Pick<UpdateRequested['data'], 'relationId'>> {
    const [requested] = await this.options.log.readStream(updateRequestStream(requestId));
    return requested ? (JSON.parse(requested.data) as UpdateRequested['data']) : {};
  }

  /** Where the facts will be said to come from was taken back since. */
  private async warnings(attempt: Attempt, { interactionId }: ApprovedChanges): Promise<Warning[]> {
    return interactionId !== undefined && (await this.options.interactions.isRetracted(attempt, interactionId)) ? [{ code: 'interaction-retracted', interactionId }] : [];
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

async function approvedIn(attempt: Attempt, requestId: string): Promise<Approval> {
  const { state } = await attempt.load(updateRequestStream(requestId), updateRequestFold);
  const requested = existing(state);
  if (state.status === 'accepted') return { ...subjectOf(requested), answer: answerOf(requested) };
  beginAcceptance(state, attempt.context.commandId);
  return approved(requested);
}

/** From here on nobody can refuse it, so that facts are never recorded for a request that is refused. */
async function begin(attempt: Attempt, requestId: string): Promise<void> {
  const stream = updateRequestStream(requestId);
  const loaded = await attempt.loaded(stream, updateRequestFold);
  const events = beginAcceptance(loaded.state, attempt.context.commandId);
  if (events.length > 0) await attempt.appendBeside(stream, loaded, events);
}

async function reopen(attempt: Attempt, requestId: string, code: string): Promise<void> {
  const stream = updateRequestStream(requestId);
  for (;;) {
    const loaded = await attempt.load(stream, updateRequestFold);
    // Another acceptance may be recording the facts: who has put up the fence takes it down.
    if (loaded.state.fencedBy !== attempt.context.commandId) return;
    try {
      await attempt.appendBeside(stream, loaded, [{ type: 'UpdateRequestReopened', data: { code } }]);
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
    }
  }
}

/** What somebody approves of a request. Its facts have the same ids however often it is accepted. */
export function approved(requested: UpdateRequested['data'] | Requested): ApprovedChanges {
  const { requestId, interactionId, changes } = requested;
  if (isErased(changes)) throw new Refusal('erased', 'what was requested was erased', { requestId });
  const provenance: Provenance = { system: interactionId === undefined ? `update-request:${requestId}` : `interaction:${interactionId}`, method: 'declared' };
  return { ...subjectOf(requested), ...(interactionId !== undefined && { interactionId }), changes, ...('requestedAt' in requested && { requestedAt: requested.requestedAt }), factId: (n) => factIdOf(requestId, n), provenance, answer: answerOf(requested) };
}

const subjectOf = ({ party, relationId, periodId }: UpdateRequested['data']) => ({ party, ...(relationId !== undefined && { relationId, periodId }) });

/** What is answered of it, however often it is accepted. */
const answerOf = (requested: UpdateRequested['data']) => ({ requestId: requested.requestId, ...(requested.periodId !== undefined && { periodId: requested.periodId }), factIds: factIdsOf(requested) });

/** Says in the request's stream that its facts are recorded; safe to repeat, by anybody. */
async function accepted(attempt: Attempt, requestId: string): Promise<Position> {
  for (;;) {
    const loaded = await attempt.load(updateRequestStream(requestId), updateRequestFold);
    const events = endAcceptance(loaded.state, factIdsOf(existing(loaded.state)));
    if (events.length === 0) return loaded.position;
    try {
      return (await attempt.appendFollowing(updateRequestStream(requestId), loaded, events)).position;
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
    }
  }
}

const factIdOf = (requestId: string, n: number): string => uuidV5(requestId, `fact/${n}`);
const factIdsOf = ({ requestId, changes }: UpdateRequested['data']): string[] => (isErased(changes) ? [] : (changes.facts ?? []).map((_, n) => factIdOf(requestId, n + 1)));
