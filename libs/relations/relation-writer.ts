/**
 * How every command on a relation runs: load, decide, reserve the slots its periods need, append once.
 */
import { addressWarnings, type AddressAdvice } from '#libs/commands/address-advice.js';
import type { Attempt, CommandRunner, Outcome, Settle } from '#libs/commands/command-runner.js';
import type { Answer, CommandAnswer, CommandContext, Warning } from '#libs/commands/command.js';
import type { Loaded } from '#libs/commands/streams.js';
import type { Configuration } from '#libs/configuration/registry.js';
import type { DomainEvent } from '#libs/event-log/domain-event.js';
import type { Position } from '#libs/event-log/event-log.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { From, To } from '#libs/temporal/periods.js';
import { relationStream } from './events.js';
import { relationFold, type Relation } from './relation.js';
import type { RelationType } from './relation-type.js';
import type { SlotReservations, WantedPeriod } from './slot-reservations.js';

/** What deciding on a relation came to. */
export interface RelationDecision {
  readonly events: readonly DomainEvent[];
  readonly warnings: readonly Warning[];
  readonly answer?: Readonly<Record<string, unknown>>;
  /** What is left to do in other streams once the events are in the log; gives the last position. */
  readonly afterwards?: () => Promise<Position>;
  /** The period whose days become more: its slots have to be reserved first. */
  readonly widened?: { readonly periodId: string; readonly from: From; readonly to: To };
}

/** The ends of a relation; known before its stream exists. */
export interface RelationEnds {
  readonly relationId: string;
  readonly type: RelationType;
  readonly a: string;
  readonly b: string;
}

export class RelationWriter {
  constructor(private readonly options: { readonly runner: CommandRunner; readonly slots: SlotReservations; readonly configuration: Configuration; readonly addresses: AddressAdvice }) {}

  /**
   * Runs a command on a relation that exists.
   * @param target the relation, or how to find it in each attempt
   * @param complete does what a command left undone whose events were found in the log
   */
  onExisting(
    context: CommandContext, target: string | ((attempt: Attempt) => Promise<string>), decide: (relation: Loaded<Relation>, attempt: Attempt) => RelationDecision | Promise<RelationDecision>, complete?: Settle,
  ): Promise<CommandAnswer> {
    return this.options.runner.run(context, async (attempt) => {
      const relationId = typeof target === 'string' ? target : await target(attempt);
      const relation = await attempt.load(relationStream(relationId), relationFold);
      // Before anything is decided: what decides may write elsewhere.
      attempt.checkRevision(relation);
      const { type: code, a, b } = relation.state;
      const type = code === undefined ? undefined : await this.options.configuration.relationType(code);
      if (!type || a === undefined || b === undefined) throw new Refusal('relation-not-found', `there is no relation ${relationId}`, { relationId });
      return this.append(attempt, relation, { relationId, type, a, b }, await decide(relation, attempt));
    }, complete);
  }

  /** Runs a command that may be the first of its relation. */
  onNew(context: CommandContext, find: (attempt: Attempt) => Promise<RelationEnds>, decide: (relation: Loaded<Relation>, ends: RelationEnds, attempt: Attempt) => Promise<RelationDecision>): Promise<CommandAnswer> {
    return this.options.runner.run(context, async (attempt) => {
      const ends = await find(attempt);
      const relation = await attempt.load(relationStream(ends.relationId), relationFold);
      return this.append(attempt, relation, ends, await decide(relation, ends, attempt));
    });
  }

  private async append(attempt: Attempt, relation: Loaded<Relation>, ends: RelationEnds, decision: RelationDecision): Promise<Outcome> {
    attempt.checkRevision(relation);
    const stream = relationStream(ends.relationId);
    const advice = await addressWarnings(this.options.addresses, decision.events, relation.state.facts, attempt.context.today);
    const answer: Answer = { relationId: ends.relationId, ...decision.answer, warnings: [...decision.warnings, ...advice] };
    if (decision.events.length === 0) return { unchanged: relation, answer };
    const wanted: WantedPeriod | undefined = decision.widened && {
      ...ends, ...decision.widened, confirmedBy: stream, revoked: relation.state.revokedSlots.has(decision.widened.periodId),
    };
    if (wanted) await this.options.slots.reserve(attempt, wanted);
    const appended = await attempt.append(stream, relation, decision.events, answer, { id: ends.relationId, parties: [ends.a, ends.b] });
    return { appended, answer, ...(decision.afterwards && { begun: decision.afterwards }) };
  }
}
