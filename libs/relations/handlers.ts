/** The commands on relations, one handler each: find the ends, decide, hand over to the {@link RelationWriter}. */
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Attempt } from '#libs/commands/command-runner.js';
import type { CommandAnswer, CommandContext } from '#libs/commands/command.js';
import { Configuration } from '#libs/configuration/registry.js';
import type { Attribute } from '#libs/facts/catalogue.js';
import { confirmFact, correctFact, disputeFact, endFact, recordFacts, retractFact, type Decision, type FactWarning } from '#libs/facts/decide.js';
import { provenanceOf, resolveDate, resolveFacts, resolveFrom, resolveTo, type FactInput, type FactStatement } from '#libs/facts/fact-inputs.js';
import { noFacts, type Facts } from '#libs/facts/fact.js';
import { Refusal } from '#libs/platform/refusal.js';
import { dayRange, overlaps } from '#libs/temporal/periods.js';
import {
  ConfirmRelationFactCommand, CorrectPeriodCommand, CorrectRelationFactCommand, DisputeRelationFactCommand, EndPeriodCommand, EndRelationFactCommand, RecordRelationFactsCommand,
  RetractPeriodCommand, RetractRelationFactCommand, StartRelationCommand,
} from './commands.js';
import { checkEnds, typeInUse } from './relation-ends.js';
import { factsOf, misplaced } from './period-facts.js';
import { RelationWriter } from './relation-writer.js';
import { orderedEnds, relationIdOf } from './relation-type.js';
import { correctPeriod, endPeriod, livePeriod, rangeOf, retractPeriod, startPeriod, widens, type RelationPeriod } from './relation.js';
import { PartiesPort } from './parties.js';

@CommandHandler(StartRelationCommand)
export class StartRelationHandler implements ICommandHandler<StartRelationCommand> {
  constructor(private readonly relations: RelationWriter, private readonly configuration: Configuration, private readonly parties: PartiesPort) {}

  execute({ context, body }: StartRelationCommand): Promise<CommandAnswer> {
    const { today } = context;
    const bounds = { from: resolveFrom(body.validFrom, today), to: resolveTo(body.validTo, today) };
    const find = async (attempt: Attempt) => {
      const type = await typeInUse(this.configuration, body.type, 'type');
      const ends = orderedEnds(type, body.a, body.b);
      const [a, b] = await Promise.all([this.parties.end(attempt, ends.a), this.parties.end(attempt, ends.b)]);
      checkEnds(type, { a, b }, dayRange(bounds, today));
      return { relationId: relationIdOf(type.code, ends.a, ends.b), type, ...ends };
    };
    return this.relations.onNew(context, find, async ({ state }, { relationId, type, a, b }, attempt) => {
      const periodId = attempt.id('period');
      const started = startPeriod(state, { relationId, type: type.code, a, b, periodId, ...bounds, ...noteOf(body) }, today);
      const inputs = await stateFacts(attempt, this.configuration, periodId, body.facts ?? []);
      const facts = recordFacts(noFacts(), inputs, today);
      return {
        events: [...started, ...facts.events], warnings: facts.warnings, answer: { periodId, factIds: facts.factIds }, widened: { periodId, ...bounds },
      };
    });
  }
}

@CommandHandler(EndPeriodCommand)
export class EndPeriodHandler implements ICommandHandler<EndPeriodCommand> {
  constructor(private readonly relations: RelationWriter) {}

  execute({ context, relationId, periodId, body }: EndPeriodCommand): Promise<CommandAnswer> {
    const on = resolveDate(body.on, context.today);
    return this.relations.onExisting(context, relationId, ({ state }) => ({
      events: endPeriod(state, { periodId, on, ...(body.reason !== undefined && { reason: body.reason }), ...noteOf(body) }), warnings: [], answer: { periodId },
    }));
  }
}

@CommandHandler(CorrectPeriodCommand)
export class CorrectPeriodHandler implements ICommandHandler<CorrectPeriodCommand> {
  constructor(private readonly relations: RelationWriter) {}

  execute({ context, relationId, periodId, body }: CorrectPeriodCommand): Promise<CommandAnswer> {
    const { today } = context;
    const bounds = { from: resolveFrom(body.validFrom, today), to: resolveTo(body.validTo, today) };
    return this.relations.onExisting(context, relationId, ({ state }) => ({
      events: correctPeriod(state, { periodId, ...bounds, ...noteOf(body) }, today),
      warnings: [],
      answer: { periodId },
      ...(widens(livePeriod(state, periodId), bounds, today) && { widened: { periodId, ...bounds } }),
    }));
  }
}

@CommandHandler(RetractPeriodCommand)
export class RetractPeriodHandler implements ICommandHandler<RetractPeriodCommand> {
  constructor(private readonly relations: RelationWriter) {}

  execute({ context, relationId, periodId, body }: RetractPeriodCommand): Promise<CommandAnswer> {
    return this.relations.onExisting(context, relationId, ({ state }) => ({ events: retractPeriod(state, { periodId, ...noteOf(body) }), warnings: [], answer: { periodId } }));
  }
}

@CommandHandler(RecordRelationFactsCommand)
export class RecordRelationFactsHandler implements ICommandHandler<RecordRelationFactsCommand> {
  constructor(private readonly relations: RelationWriter, private readonly configuration: Configuration) {}

  execute({ context, relationId, periodId, body }: RecordRelationFactsCommand): Promise<CommandAnswer> {
    return this.relations.onExisting(context, relationId, async ({ state }, attempt) => {
      const period = rangeOf(livePeriod(state, periodId));
      const inputs = await stateFacts(attempt, this.configuration, periodId, body.facts);
      const { events, warnings, factIds } = recordFacts(factsOf(state, periodId), inputs, context.today);
      // It holds no longer than the period: on no day, unless that is corrected.
      const outside = inputs.flatMap(({ validFrom, validTo }, i): FactWarning[] => (overlaps(dayRange({ from: validFrom, to: validTo }, context.today), period) ? [] : [{ code: 'outside-period', factId: factIds[i]!, by: periodId }]));
      return { events, warnings: [...warnings, ...outside], answer: { periodId, factIds } };
    });
  }
}

/** A command about one fact of a period. */
function onFact(
  relations: RelationWriter, { context, relationId, periodId }: { readonly context: CommandContext; readonly relationId: string; readonly periodId: string },
  decide: (facts: Facts, period: RelationPeriod) => Decision | Promise<Decision>,
): Promise<CommandAnswer> {
  return relations.onExisting(context, relationId, async ({ state }) => {
    const period = livePeriod(state, periodId);
    const { events, warnings } = await decide(factsOf(state, periodId), period);
    return { events, warnings, answer: { periodId } };
  });
}

@CommandHandler(EndRelationFactCommand)
export class EndRelationFactHandler implements ICommandHandler<EndRelationFactCommand> {
  constructor(private readonly relations: RelationWriter) {}

  execute(command: EndRelationFactCommand): Promise<CommandAnswer> {
    const { body, factId, context: { today } } = command;
    return onFact(this.relations, command, (facts) => endFact(facts, { factId, on: resolveDate(body.on, today), ...noteOf(body) }, today));
  }
}

@CommandHandler(CorrectRelationFactCommand)
export class CorrectRelationFactHandler implements ICommandHandler<CorrectRelationFactCommand> {
  constructor(private readonly relations: RelationWriter, private readonly configuration: Configuration) {}

  execute(command: CorrectRelationFactCommand): Promise<CommandAnswer> {
    const { body, factId, context: { today, caller } } = command;
    return onFact(this.relations, command, async (facts) => correctFact(facts, {
      factId,
      attribute: await this.attributeOf(facts, factId),
      value: body.value,
      validFrom: resolveFrom(body.validFrom, today),
      validTo: resolveTo(body.validTo, today),
      ...(body.source && { provenance: provenanceOf(body.source, caller) }),
      ...noteOf(body),
    }, today));
  }

  private async attributeOf(facts: Facts, factId: string): Promise<Attribute> {
    const fact = facts.live.get(factId);
    const attribute = fact && (await this.configuration.attribute(fact.attribute));
    if (attribute) return attribute;
    throw facts.retracted.has(factId)
      ? new Refusal('fact-retracted', `fact ${factId} was retracted`, { conflictsWith: factId })
      : new Refusal('fact-not-found', `there is no fact ${factId} here`);
  }
}

@CommandHandler(RetractRelationFactCommand)
export class RetractRelationFactHandler implements ICommandHandler<RetractRelationFactCommand> {
  constructor(private readonly relations: RelationWriter) {}

  execute(command: RetractRelationFactCommand): Promise<CommandAnswer> {
    return onFact(this.relations, command, (facts) => retractFact(facts, { factId: command.factId, ...noteOf(command.body) }));
  }
}

@CommandHandler(ConfirmRelationFactCommand)
export class ConfirmRelationFactHandler implements ICommandHandler<ConfirmRelationFactCommand> {
  constructor(private readonly relations: RelationWriter) {}

  execute(command: ConfirmRelationFactCommand): Promise<CommandAnswer> {
    const { body, factId, context: { today } } = command;
    return onFact(this.relations, command, (facts, period) => confirmFact(facts, { factId, on: resolveDate(body.on, today), relationPeriod: { periodId: period.periodId, range: rangeOf(period) }, ...noteOf(body) }, today));
  }
}

@CommandHandler(DisputeRelationFactCommand)
export class DisputeRelationFactHandler implements ICommandHandler<DisputeRelationFactCommand> {
  constructor(private readonly relations: RelationWriter) {}

  execute(command: DisputeRelationFactCommand): Promise<CommandAnswer> {
    const { body, factId, context: { today } } = command;
    return onFact(this.relations, command, (facts) => disputeFact(facts, { factId, on: resolveDate(body.on, today), reason: body.reason, ...noteOf(body) }, today));
  }
}

async function stateFacts(attempt: Attempt, configuration: Configuration, periodId: string, facts: readonly FactStatement[]): Promise<FactInput[]> {
  const { today, caller } = attempt.context;
  const inputs = await resolveFacts(facts, configuration, { today, caller, factId: (n) => attempt.id('fact', n) }, misplaced);
  return inputs.map((input) => ({ ...input, periodId }));
}

const noteOf = ({ note }: { readonly note?: string | undefined }): { note?: string } => (note === undefined ? {} : { note });

export const relationHandlers = [
  StartRelationHandler, EndPeriodHandler, CorrectPeriodHandler, RetractPeriodHandler, RecordRelationFactsHandler, EndRelationFactHandler, CorrectRelationFactHandler,
  RetractRelationFactHandler, ConfirmRelationFactHandler, DisputeRelationFactHandler,
];
