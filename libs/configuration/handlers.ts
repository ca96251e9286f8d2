/** The commands on configuration, one handler each. */
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandRunner } from '#libs/commands/command-runner.js';
import type { CommandAnswer, CommandContext } from '#libs/commands/command.js';
import type { Fold } from '#libs/event-log/fold.js';
import type { DomainEvent } from '#libs/event-log/domain-event.js';
import { attributeFold, attributeStream, defineAttribute, retireAttribute } from './attribute.js';
import {
  DefineAttributeCommand, DefineIdentifierSchemeCommand, DefineMediumCommand, DefinePurposeCommand, DefineRelationTypeCommand, RetireAttributeCommand, RetireIdentifierSchemeCommand, RetireMediumCommand, RetirePurposeCommand, RetireRelationTypeCommand,
} from './commands.js';
import { resolveFrom, resolveTo } from '#libs/facts/fact-inputs.js';
import { Refusal } from '#libs/platform/refusal.js';
import { dayRange, within, type DayRange } from '#libs/temporal/periods.js';
import { defineIdentifierScheme, identifierSchemeFold, identifierSchemeStream, retireIdentifierScheme } from './identifier-scheme.js';
import { defineMedium, mediumFold, mediumStream, retireMedium } from './medium.js';
import { MediumUse } from './ports.js';
import { definePurpose, purposeFold, purposeStream, retirePurpose } from './purpose.js';
import { Configuration } from './registry.js';
import { defineRelationType, relationTypeFold, relationTypeStream, retireRelationType } from './relation-type.js';

/** Interactions in the way that a refusal names. */
const MAX_NAMED = 20;

/** Load, decide, append; and forget what was remembered of the definition. */
export class ConfigurationWriter {
  constructor(private readonly options: { readonly runner: CommandRunner; readonly configuration: Configuration }) {}

  /** Refuses codes of which there is no attribute, and that were not named already. */
  async refuseUnknownAttributes(codes: readonly string[], named: readonly string[]): Promise<void> {
    const found = await Promise.all(codes.map(async (code) => named.includes(code) || (await this.options.configuration.attribute(code)) !== undefined));
    const errors = codes.flatMap((got, i) => (found[i] ? [] : [{ path: `attributes[${i}]`, expected: 'a code of /v1/attributes', got }]));
    if (errors.length > 0) throw new Refusal('unknown-attribute', 'there is no such attribute', { errors });
  }

  async write<S>(context: CommandContext, stream: string, code: string, fold: Fold<S>, decide: (state: S) => readonly DomainEvent[] | Promise<readonly DomainEvent[]>): Promise<CommandAnswer> {
    const answer = await this.options.runner.run(context, async (attempt) => {
      const loaded = await attempt.load(stream, fold);
      attempt.checkRevision(loaded);
      const events = await decide(loaded.state);
      const said = { code, warnings: [] };
      return events.length === 0 ? { unchanged: loaded, answer: said } : { appended: await attempt.append(stream, loaded, events, said), answer: said };
    });
    this.options.configuration.forget();
    return answer;
  }
}

@CommandHandler(DefineAttributeCommand)
export class DefineAttributeHandler implements ICommandHandler<DefineAttributeCommand> {
  constructor(private readonly writer: ConfigurationWriter, private readonly configuration: Configuration) {}

  execute({ context, code, body }: DefineAttributeCommand): Promise<CommandAnswer> {
    return this.writer.write(context, attributeStream(code), code, attributeFold, async (current) =>
      defineAttribute(current, { code, ...body }, (await this.configuration.attribute(code))?.scheme !== undefined));
  }
}

@CommandHandler(RetireAttributeCommand)
export class RetireAttributeHandler implements ICommandHandler<RetireAttributeCommand> {
  constructor(private readonly writer: ConfigurationWriter) {}

  execute({ context, code }: RetireAttributeCommand): Promise<CommandAnswer> {
    return this.writer.write(context, attributeStream(code), code, attributeFold, (current) => retireAttribute(current, code));
  }
}

@CommandHandler(DefineIdentifierSchemeCommand)
export class DefineIdentifierSchemeHandler implements ICommandHandler<DefineIdentifierSchemeCommand> {
  constructor(private readonly writer: ConfigurationWriter) {}

  execute({ context, code, body }: DefineIdentifierSchemeCommand): Promise<CommandAnswer> {
    return this.writer.write(context, identifierSchemeStream(code), code, identifierSchemeFold, ({ scheme }) => defineIdentifierScheme(scheme, { code, ...body }));
  }
}

@CommandHandler(RetireIdentifierSchemeCommand)
export class RetireIdentifierSchemeHandler implements ICommandHandler<RetireIdentifierSchemeCommand> {
  constructor(private readonly writer: ConfigurationWriter) {}

  execute({ context, code }: RetireIdentifierSchemeCommand): Promise<CommandAnswer> {
    return this.writer.write(context, identifierSchemeStream(code), code, identifierSchemeFold, ({ scheme }) => retireIdentifierScheme(scheme, code));
  }
}

@CommandHandler(DefineRelationTypeCommand)
export class DefineRelationTypeHandler implements ICommandHandler<DefineRelationTypeCommand> {
  constructor(private readonly writer: ConfigurationWriter) {}

  execute({ context, code, body }: DefineRelationTypeCommand): Promise<CommandAnswer> {
    const { symmetric = false, ...definition } = body;
    return this.writer.write(context, relationTypeStream(code), code, relationTypeFold, ({ type }) => defineRelationType(type, { code, symmetric, ...definition }));
  }
}

@CommandHandler(RetireRelationTypeCommand)
export class RetireRelationTypeHandler implements ICommandHandler<RetireRelationTypeCommand> {
  constructor(private readonly writer: ConfigurationWriter) {}

  execute({ context, code }: RetireRelationTypeCommand): Promise<CommandAnswer> {
    return this.writer.write(context, relationTypeStream(code), code, relationTypeFold, ({ type }) => retireRelationType(type, code));
  }
}

@CommandHandler(DefineMediumCommand)
export class DefineMediumHandler implements ICommandHandler<DefineMediumCommand> {
  constructor(private readonly writer: ConfigurationWriter, private readonly use: MediumUse) {}

  execute({ context, code, body }: DefineMediumCommand): Promise<CommandAnswer> {
    const { validFrom = 'unknown', validTo, ...definition } = body;
    const inUse = { from: resolveFrom(validFrom, context.today), to: resolveTo(validTo, context.today) };
    return this.writer.write(context, mediumStream(code), code, mediumFold, async ({ medium }) => {
      const events = defineMedium(medium, { code, ...definition, inUse }, context.today);
      const range = dayRange(inUse, context.today);
      if (medium && events.length > 0 && !within(dayRange(medium.inUse, context.today), range)) await this.refuseUnused(code, range);
      return events;
    });
  }

  /** Refuses dates under which interactions that are logged could not have been. */
  private async refuseUnused(code: string, inUse: DayRange): Promise<void> {
    const outside = await this.use.outside(code, inUse, MAX_NAMED + 1);
    if (outside.length === 0) return;
    const errors = outside.slice(0, MAX_NAMED).map(({ interactionId, day }) => ({
      path: inUse.lower !== null && day < inUse.lower ? 'validFrom' : 'validTo', expected: `dates with ${day}, on which this interaction began`, got: interactionId,
    }));
    throw new Refusal('in-use', `${outside.length > MAX_NAMED ? `more than ${MAX_NAMED}` : outside.length} interactions by ${code} began outside of these dates; amend or retract them first`, { errors });
  }
}

@CommandHandler(RetireMediumCommand)
export class RetireMediumHandler implements ICommandHandler<RetireMediumCommand> {
  constructor(private readonly writer: ConfigurationWriter) {}

  execute({ context, code }: RetireMediumCommand): Promise<CommandAnswer> {
    return this.writer.write(context, mediumStream(code), code, mediumFold, ({ medium }) => retireMedium(medium, code));
  }
}

@CommandHandler(DefinePurposeCommand)
export class DefinePurposeHandler implements ICommandHandler<DefinePurposeCommand> {
  constructor(private readonly writer: ConfigurationWriter) {}

  execute({ context, code, body }: DefinePurposeCommand): Promise<CommandAnswer> {
    return this.writer.write(context, purposeStream(code), code, purposeFold, async ({ purpose }) => {
      await this.writer.refuseUnknownAttributes(body.attributes, purpose?.attributes ?? []);
      return definePurpose(purpose, { code, ...body });
    });
  }
}

@CommandHandler(RetirePurposeCommand)
export class RetirePurposeHandler implements ICommandHandler<RetirePurposeCommand> {
  constructor(private readonly writer: ConfigurationWriter) {}

  execute({ context, code }: RetirePurposeCommand): Promise<CommandAnswer> {
    return this.writer.write(context, purposeStream(code), code, purposeFold, ({ purpose }) => retirePurpose(purpose, code));
  }
}

export const configurationHandlers = [
  DefineAttributeHandler, RetireAttributeHandler, DefineIdentifierSchemeHandler, RetireIdentifierSchemeHandler, DefineRelationTypeHandler, RetireRelationTypeHandler,
  DefineMediumHandler, RetireMediumHandler, DefinePurposeHandler, RetirePurposeHandler,
];
