/** The commands on interactions, one handler each: look up the medium and the parties, decide, append. */
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandRunner, type Attempt } from '#libs/commands/command-runner.js';
import type { CommandAnswer, CommandContext } from '#libs/commands/command.js';
import type { Loaded } from '#libs/commands/streams.js';
import { Configuration } from '#libs/configuration/registry.js';
import { isErased, type DomainEvent } from '#libs/event-log/domain-event.js';
import { WrongExpectedRevision, type Position } from '#libs/event-log/event-log.js';
import { canonicalJson } from '#libs/facts/canonical-json.js';
import { provenanceOf } from '#libs/facts/fact-inputs.js';
import type { Subject } from '#libs/personal-data/keys.js';
import type { ProblemCode } from '#libs/platform/problem-codes.js';
import { Refusal } from '#libs/platform/refusal.js';
import { isUuid } from '#libs/platform/uuid.js';
import type { Instant, Zone } from '#libs/temporal/dates.js';
import { AmendInteractionCommand, LogInteractionCommand, ResolveParticipantCommand, RetractInteractionCommand, type InteractionBody, type ParticipantInput } from './commands.js';
import { concernedBy, interactionStream, partiesOf, type About, type InteractionContent, type InteractionLogged, type Participant, type UnresolvedParticipant } from './events.js';
import { interactionFold, type Interaction } from './fold.js';
import { amendInteraction, live, logInteraction, resolveParticipant, retractInteraction, type InteractionWorld } from './interaction.js';
import { KnownParties, type KnownThings } from './parties.js';

export interface InteractionWriterOptions {
  readonly runner: CommandRunner;
  readonly configuration: Configuration;
  readonly parties: KnownParties;
  readonly things: KnownThings;
  /** The business zone. */
  readonly zone: Zone;
}

/** How every command on an interaction runs: load, decide, append under the keys of the interaction, which every party that takes part, or that it is about, can have destroyed. */
export class InteractionWriter {
  constructor(private readonly options: InteractionWriterOptions) {}

  write(context: CommandContext, target: string | ((attempt: Attempt) => string), decide: (interaction: Loaded<Interaction>, interactionId: string, attempt: Attempt) => Promise<{
    readonly events: readonly DomainEvent[]; readonly parties: readonly string[]; readonly answer?: Readonly<Record<string, unknown>>;
  }>): Promise<CommandAnswer> {
    return this.options.runner.run(context, async (attempt) => {
      const interactionId = typeof target === 'string' ? target : target(attempt);
      const stream = interactionStream(interactionId);
      const loaded = await attempt.load(stream, interactionFold);
      attempt.checkRevision(loaded);
      const { events, parties, answer } = await decide(loaded, interactionId, attempt);
      const said = { interactionId, ...answer, warnings: [] };
      if (events.length === 0) return { unchanged: loaded, answer: said };
      const subject: Subject = { id: interactionId, parties };
      const before = loaded.state.content && concernedBy(loaded.state.content);
      if (before && parties.some((party) => !before.includes(party))) await attempt.involve(subject);
      return { appended: await attempt.append(stream, loaded, events, said, subject), answer: said };
    });
  }

  /** What is stated, as content, and what deciding on it needs to know. What is named for the first time must exist; of a party that was erased since, nothing new is written. */
  async state(attempt: Attempt, { now, today }: CommandContext, body: InteractionBody, before: InteractionContent | undefined): Promise<{ content: InteractionContent; concerned: readonly string[]; world: InteractionWorld }> {
    const medium = await this.options.configuration.medium(body.medium);
    const content = contentOf(body, { participants: participantsOf(attempt, body.participants, before), zone: this.options.zone.name, automation: medium?.automation ?? 'human' });
    const known = new Set(before ? [...partiesOf(before), ...(before.about ?? []).map(({ id }) => id)] : []);
    const named = (kind: About['kind']): string[] => (content.about ?? []).filter((about) => about.kind === kind && isUuid(about.id)).map(({ id }) => id);
    const fresh = (ids: readonly string[]): string[] => [...new Set(ids)].filter((id) => !known.has(id));
    const { parties, things } = this.options;
    const ends = this.endsIn(attempt, content);
    const [met, relations] = [[...partiesOf(content), ...named('party')], named('relation')];
    await Promise.all([
      ...[...new Set(met)].map((party) => parties.refuseUnknown(attempt, party)),
      ...fresh(named('interaction')).map((id) => this.partiesIn(attempt, id, 'about')),
      ...fresh(named('task')).map(async (id) => refuseUnless(await things.isTask(attempt, id), 'task-not-found', 'the id of a task', id)),
      ...fresh(relations).map(async (id) => refuseUnless((await ends).has(id), 'relation-not-found', 'the id of a relation', id)),
      ...fresh(named('fact')).map(async (id) => refuseUnless(await things.isFactOf(attempt, id, { parties: met, relations }), 'fact-not-found', 'a fact of who takes part, or of a party or relation that stands here too', id)),
    ]);
    return { content, concerned: concernedBy(content, await ends), world: { medium, now, today, day: this.options.zone.dayOf(content.startedAt) } };
  }

  /** The ends of the relations that it is about, of those that there are. */
  private async endsIn(attempt: Attempt, { about = [] }: Pick<InteractionContent, 'about'>): Promise<ReadonlyMap<string, readonly string[]>> {
    const relations = about.filter(({ kind, id }) => kind === 'relation' && isUuid(id)).map(({ id }) => id);
    const ends = await Promise.all(relations.map((id) => this.options.things.endsOf(attempt, id)));
    return new Map(relations.flatMap((id, i) => (ends[i] ? [[id, ends[i]]] : [])));
  }

  /** The parties that take part, of those that are known. Refuses what {@link logged} refuses. */
  async partiesIn(attempt: Attempt, interactionId: string, path: string): Promise<readonly string[]> {
    return (await this.logged(attempt, interactionId, path)).parties;
  }

  /** When it began, and the parties that take part. Refuses an interaction that was not logged, or was retracted. @param path where it is named */
  async logged(attempt: Attempt, interactionId: string, path: string): Promise<{ readonly startedAt: Instant; readonly parties: readonly string[] }> {
    const { state } = await attempt.load(interactionStream(interactionId), interactionFold);
    try {
      const content = live(state);
      return { startedAt: content.startedAt, parties: partiesOf(content) };
    } catch (error) {
      throw error instanceof Refusal ? new Refusal(error.code, error.detail, { errors: [{ path, expected: 'an interaction that is logged and not retracted', got: interactionId }] }) : error;
    }
  }

  /** Whose business what was said is, for what else is encrypted with it. */
  async subject(attempt: Attempt, interactionId: string): Promise<Subject> {
    const { content } = (await attempt.load(interactionStream(interactionId), interactionFold)).state;
    return { id: interactionId, parties: content ? concernedBy(content, await this.endsIn(attempt, content)) : [] };
  }

  async isRetracted(attempt: Attempt, interactionId: string): Promise<boolean> {
    return (await attempt.load(interactionStream(interactionId), interactionFold)).state.retracted;
  }

  /** What logging appends, for whoever appends it later: {@link log}. */
  async decide(attempt: Attempt, context: CommandContext, interactionId: string, body: InteractionBody): Promise<InteractionLogged> {
    const { content, world } = await this.state(attempt, context, body, undefined);
    return sourced(logInteraction(interactionFold.initial(), interactionId, content, world), context, body)[0]!;
  }

  /** Appends what was decided, unless that is done; safe to repeat, by anybody. */
  async log(attempt: Attempt, logged: InteractionLogged): Promise<Position> {
    const { interactionId } = logged.data;
    const stream = interactionStream(interactionId);
    for (;;) {
      const loaded = await attempt.load(stream, interactionFold);
      if (loaded.state.content) return loaded.position;
      try {
        return (await attempt.appendFollowing(stream, loaded, [logged], { id: interactionId, parties: concernedBy(logged.data, await this.endsIn(attempt, logged.data)) })).position;
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision)) throw error;
      }
    }
  }

  refuseUnknown(attempt: Attempt, partyId: string): Promise<void> {
    return this.options.parties.refuseUnknown(attempt, partyId);
  }
}

@CommandHandler(LogInteractionCommand)
export class LogInteractionHandler implements ICommandHandler<LogInteractionCommand> {
  constructor(private readonly interactions: InteractionWriter) {}

  execute({ context, body }: LogInteractionCommand): Promise<CommandAnswer> {
    return this.interactions.write(context, (attempt) => attempt.id('interaction'), async ({ state }, interactionId, attempt) => {
      const { content, concerned, world } = await this.interactions.state(attempt, context, body, undefined);
      return { events: sourced(logInteraction(state, interactionId, content, world), context, body), parties: concerned, answer: { participantIds: content.participants.map(({ participantId }) => participantId) } };
    });
  }
}

@CommandHandler(AmendInteractionCommand)
export class AmendInteractionHandler implements ICommandHandler<AmendInteractionCommand> {
  constructor(private readonly interactions: InteractionWriter) {}

  execute({ context, interactionId, body }: AmendInteractionCommand): Promise<CommandAnswer> {
    return this.interactions.write(context, interactionId, async ({ state }, _, attempt) => {
      const { content, concerned, world } = await this.interactions.state(attempt, context, body, live(state));
      return { events: sourced(amendInteraction(state, content, world), context, body), parties: concerned, answer: { participantIds: content.participants.map(({ participantId }) => participantId) } };
    });
  }
}

@CommandHandler(ResolveParticipantCommand)
export class ResolveParticipantHandler implements ICommandHandler<ResolveParticipantCommand> {
  constructor(private readonly interactions: InteractionWriter) {}

  execute({ context, interactionId, participantId, body }: ResolveParticipantCommand): Promise<CommandAnswer> {
    return this.interactions.write(context, interactionId, async ({ state }, _, attempt) => {
      const events = resolveParticipant(state, participantId, body.party);
      await this.interactions.refuseUnknown(attempt, body.party);
      return { events, parties: [...concernedBy(live(state)), body.party], answer: { participantId } };
    });
  }
}

@CommandHandler(RetractInteractionCommand)
export class RetractInteractionHandler implements ICommandHandler<RetractInteractionCommand> {
  constructor(private readonly interactions: InteractionWriter) {}

  execute({ context, interactionId, body }: RetractInteractionCommand): Promise<CommandAnswer> {
    return this.interactions.write(context, interactionId, async ({ state }) => ({ events: retractInteraction(state, body.note), parties: state.content ? concernedBy(state.content) : [] }));
  }
}

export const interactionHandlers = [LogInteractionHandler, AmendInteractionHandler, ResolveParticipantHandler, RetractInteractionHandler];

/** Refuses what it is said to be about and is not there. */
function refuseUnless(known: boolean, code: ProblemCode, expected: string, id: string): void {
  if (!known) throw new Refusal(code, `what it is about, ${id}, is not there`, { errors: [{ path: 'about', expected, got: id }] });
}


function sourced<E extends DomainEvent>(events: readonly E[], { caller }: CommandContext, { source }: InteractionBody): E[] {
  return events.map((event) => ({ ...event, provenance: provenanceOf(source, caller) }));
}

interface Settled {
  readonly participants: readonly (Participant & { readonly unresolved?: UnresolvedParticipant })[];
  readonly zone: string;
  readonly automation: InteractionContent['automation'];
}

function contentOf(body: InteractionBody, { participants, zone, automation }: Settled): InteractionContent {
  const { direction, medium, durationSeconds, outcome, about, subject, objective, notes, outcomeNotes, topics, place } = body;
  const startedAt = Date.parse(body.startedAt);
  if (Number.isNaN(startedAt)) throw new Refusal('invalid-date', 'there is no such instant', { errors: [{ path: 'startedAt', expected: 'an instant that exists', got: body.startedAt }] });
  const unresolved = Object.fromEntries(participants.flatMap(({ participantId, unresolved: said }) => (said ? [[participantId, said]] : [])));
  return {
    participants: participants.map(({ participantId, side, role, party }) => ({ participantId, side, role, ...(party !== undefined && { party }) })),
    direction, medium, automation: body.automation ?? automation, startedAt: new Date(startedAt).toISOString(), zone: body.zone ?? zone,
    ...(durationSeconds !== undefined && { durationSeconds }), ...(outcome !== undefined && { outcome }), ...(about && { about }),
    texts: {
      subject, ...(objective !== undefined && { objective }), ...(notes !== undefined && { notes }), ...(outcomeNotes !== undefined && { outcome: outcomeNotes }),
      ...(topics && { topics }), ...(place && { place }), ...(Object.keys(unresolved).length > 0 && { unresolved }),
    },
  };
}

/**
 * Who stays keeps the id: the same side, and the same party or the same description; the same role, where several are alike but for that. What
 * was heard of somebody stays with who that turned out to be, and who is described as before is still that party.
 */
function participantsOf(attempt: Attempt, stated: readonly ParticipantInput[], before: InteractionContent | undefined): Settled['participants'] {
  const said = before && !isErased(before.texts) ? before.texts.unresolved ?? {} : {};
  // Of two who are described alike, who is known comes first.
  const left = [...before?.participants ?? []].sort((a, b) => Number(a.party === undefined) - Number(b.party === undefined));
  const isNamed = ({ side, party }: ParticipantInput, one: Participant): boolean => party !== undefined && one.side === side && one.party === party;
  const isDescribed = ({ side, party, unresolved }: ParticipantInput, one: Participant): boolean => party === undefined && unresolved !== undefined && one.side === side && sameDescription(said[one.participantId], unresolved);
  const same: (Participant | undefined)[] = stated.map(() => undefined);
  // Whoever is named is surer than whoever is described, and the same role surer than another.
  for (const isSame of [isNamed, isDescribed]) {
    for (const inThatRole of [true, false]) {
      for (const [i, input] of stated.entries()) {
        const at = same[i] ? -1 : left.findIndex((one) => isSame(input, one) && (!inThatRole || one.role === input.role));
        if (at >= 0) [same[i]] = left.splice(at, 1);
      }
    }
  }
  return stated.map(({ side, role, party, unresolved }, i) => {
    const { participantId = attempt.id('participant', i + 1), party: known } = same[i] ?? {};
    const [who, heard] = [party ?? known, unresolved ?? said[participantId]];
    return { participantId, side, role, ...(who !== undefined && { party: who }), ...(heard && { unresolved: heard }) };
  });
}

const sameDescription = (a: UnresolvedParticipant | undefined, b: UnresolvedParticipant): boolean => a !== undefined && canonicalJson(a) === canonicalJson(b);
