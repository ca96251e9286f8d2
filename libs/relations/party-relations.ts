/**
 * Relations that are written together with a party. The party's append lists them; from then on they only go forward: by the
 * handler that appended, by a retry of its command, or by the process that looks for what was left.
 */
import type { Attempt } from '#libs/commands/command-runner.js';
import type { Configuration } from '#libs/configuration/registry.js';
import { WrongExpectedRevision, type Position } from '#libs/event-log/event-log.js';
import { partyStream, type RequestedRelation } from '#libs/parties/events.js';
import type { PartyToBe, RelationRequests, StatedRelation } from '#libs/parties/relation-requests.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { Day } from '#libs/temporal/dates.js';
import { dayRange, isUnknown, overlaps, sameBound } from '#libs/temporal/periods.js';
import { relationStream, type RelationEvent } from './events.js';
import type { PartiesPort, PartyEnd } from './parties.js';
import { checkEnds, typeInUse } from './relation-ends.js';
import { orderedEnds, relationIdOf, type RelationType } from './relation-type.js';
import { correctPeriod, drafted, endPeriod, rangeOf, relationFold, startPeriod, widens, type Relation, type RelationPeriod } from './relation.js';
import type { SlotReservations, WantedPeriod } from './slot-reservations.js';

export interface PartyRelationsOptions {
  readonly configuration: Configuration;
  readonly parties: PartiesPort;
  readonly slots: SlotReservations;
}

export class PartyRelations implements RelationRequests {
  constructor(private readonly options: PartyRelationsOptions) {}

  async plan(attempt: Attempt, party: PartyToBe, stated: readonly StatedRelation[]): Promise<RequestedRelation[]> {
    const requested: RequestedRelation[] = [];
    const drafts = new Map<string, Relation>();
    try {
      for (const [index, relation] of stated.entries()) {
        const request = await this.planOne(attempt, party, relation, index, drafts);
        if (request) requested.push(request);
      }
    } catch (error) {
      await this.release(attempt, requested);
      throw error;
    }
    return requested;
  }

  async release(attempt: Attempt, requested: readonly RequestedRelation[]): Promise<void> {
    for (const request of requested) {
      const type = await this.options.configuration.relationType(request.type);
      if (type) await this.options.slots.release(attempt, { ...request, type });
    }
  }

  /** Carries out what was requested; safe to repeat, by anybody. */
  async settle(attempt: Attempt, partyId: string, requested: readonly RequestedRelation[]): Promise<Position> {
    let last: Position = 0n;
    for (const relationId of new Set(requested.map((request) => request.relationId))) {
      const position = await this.settleRelation(attempt, partyId, requested.filter((request) => request.relationId === relationId));
      if (position > last) last = position;
    }
    return last;
  }

  private async planOne(attempt: Attempt, party: PartyToBe, stated: StatedRelation, index: number, drafts: Map<string, Relation>): Promise<RequestedRelation | undefined> {
    const { today } = attempt.context;
    const type = await typeInUse(this.options.configuration, stated.type, `relations[${index}].type`);
    const own: PartyEnd = { partyId: party.partyId, kind: party.kind, structuresDuring: () => party.structures, identifiers: (scheme) => party.identifiers(scheme) };
    const ends = stated.direction === 'a-to-b' ? orderedEnds(type, party.partyId, stated.party) : orderedEnds(type, stated.party, party.partyId);
    const relationId = relationIdOf(type.code, ends.a, ends.b);
    const [other, loaded] = await Promise.all([this.options.parties.end(attempt, stated.party), attempt.load(relationStream(relationId), relationFold)]);
    checkEnds(type, stated.direction === 'a-to-b' ? { a: own, b: other } : { a: other, b: own }, dayRange(stated, today));
    const relation = drafts.get(relationId) ?? loaded.state;
    const period = periodFor(relation, stated, today);
    if (period && agrees(period, stated)) return undefined;
    const request: RequestedRelation = {
      relationId, type: type.code, ...ends, periodId: period?.periodId ?? attempt.id('period', index + 1), ...changeOf(period, stated), from: stated.from, to: stated.to,
    };
    // Decided once here, so that what cannot be is refused before anything is appended.
    drafts.set(relationId, drafted(relation, decide(relation, request, today), today));
    if (!period || widens(period, stated, today)) await this.options.slots.reserve(attempt, this.wanted(party, type, request));
    return request;
  }

  private wanted(party: PartyToBe, type: RelationType, request: RequestedRelation): WantedPeriod {
    return { ...request, type, confirmedBy: partyStream(party.partyId), revoked: party.revokedSlots.has(request.periodId) };
  }

  /** All requests on one relation, in one append. */
  private async settleRelation(attempt: Attempt, partyId: string, requests: readonly RequestedRelation[]): Promise<Position> {
    const { commandId, today } = attempt.context;
    const { relationId, a, b } = requests[0]!;
    const stream = relationStream(relationId);
    for (let first = true; ; first = false) {
      const relation = first ? await attempt.loaded(stream, relationFold) : await attempt.load(stream, relationFold);
      if (relation.commands.has(commandId)) return relation.position;
      const events: RelationEvent[] = [];
      for (const request of requests) {
        const decided = decideOrDrop(drafted(relation.state, events, today), request, today);
        // Another command changed the same relation in between: the request cannot be met any more, and the party's stream says so.
        if (typeof decided === 'string') await this.options.parties.dropRequest(attempt, partyId, request.periodId, decided);
        else events.push(...decided);
      }
      if (events.length === 0) return relation.position;
      try {
        return (await attempt.appendFollowing(stream, relation, events, { id: relationId, parties: [a, b] })).position;
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision)) throw error;
      }
    }
  }
}

/** The events of a request, or the code for which it has to be dropped. */
function decideOrDrop(relation: Relation, request: RequestedRelation, today: Day): RelationEvent[] | string {
  try {
    const events = decide(relation, request, today);
    return events.length > 0 ? events : 'already-so';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

function changeOf(period: RelationPeriod | undefined, { from, to }: StatedRelation): Pick<RequestedRelation, 'change'> {
  if (!period) return { change: 'start' };
  const sameStart = sameBound(period.from, from);
  return { change: sameStart && period.to === null && !period.ended && to !== null && !isUnknown(to) ? 'end' : 'correct' };
}

function decide(relation: Relation, { relationId, type, a, b, periodId, change, from, to }: RequestedRelation, today: Day): RelationEvent[] {
  if (change === 'start') return startPeriod(relation, { relationId, type, a, b, periodId, from, to }, today);
  if (change === 'end' && typeof to === 'string') return endPeriod(relation, { periodId, on: to });
  return correctPeriod(relation, { periodId, from, to }, today);
}

/** The period of the relation that a statement speaks of: the one with the same start, else the first with days in common. */
function periodFor(relation: Relation, stated: StatedRelation, today: Day): RelationPeriod | undefined {
  const periods = [...relation.periods.values()];
  return periods.find(({ from }) => sameBound(from, stated.from)) ?? periods.find((period) => overlaps(rangeOf(period), dayRange(stated, today)));
}

/** Whether a period says what is stated. That its start is unknown, or no end is known, adds nothing to those that are. */
function agrees(period: RelationPeriod, { from, to }: StatedRelation): boolean {
  return (to === null || sameBound(period.to, to)) && (isUnknown(from) || sameBound(period.from, from));
}
