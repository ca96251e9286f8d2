/** The commands on parties, one handler each: state the facts, decide, hand over to the {@link PartyWriter}. */
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Attempt } from '#libs/commands/command-runner.js';
import type { CommandAnswer, CommandContext } from '#libs/commands/command.js';
import { Configuration } from '#libs/configuration/registry.js';
import { factSlot } from '#libs/facts/catalogue.js';
import { confirmFact, correctFact, disputeFact, endFact, recordFacts, retractFact, type Decision } from '#libs/facts/decide.js';
import { provenanceOf, resolveDate, resolveFacts, resolveFrom, resolveTo, type FactInput, type FactStatement } from '#libs/facts/fact-inputs.js';
import { equalValues, slotOf, type Facts } from '#libs/facts/fact.js';
import { Refusal } from '#libs/platform/refusal.js';
import { firstDay, type CalendarDate, type Day } from '#libs/temporal/dates.js';
import { isUnknown } from '#libs/temporal/periods.js';
import {
  ConfirmFactCommand, CorrectFactCommand, CreatePartyCommand, DisputeFactCommand, EndFactCommand, ReclassifyPartyCommand, RecordFactsCommand, RetractFactCommand,
  UpsertPartyCommand, type RelationInput, type UpsertParty,
} from './commands.js';
import type { PartyKind } from './events.js';
import { createParty, existing, reclassify, type Party } from './party.js';
import { misplaced, refuseMisfits } from './party-rules.js';
import { PartyWriter } from './party-writer.js';
import type { PartyToBe, StatedRelation } from './relation-requests.js';
import { agree } from './upsert.js';

@CommandHandler(CreatePartyCommand)
export class CreatePartyHandler implements ICommandHandler<CreatePartyCommand> {
  constructor(private readonly parties: PartyWriter, private readonly configuration: Configuration) {}

  execute({ context, body }: CreatePartyCommand): Promise<CommandAnswer> {
    return this.parties.write(context, async (attempt) => attempt.id('party'), async ({ state }, partyId, attempt) => {
      const inputs = await stateFacts(attempt, this.configuration, body.kind, body.facts ?? []);
      refuseMisfits(state, body.kind, inputs);
      const { events, warnings, factIds } = recordFacts(state.facts, inputs, context.today);
      return {
        events: [createParty(partyId, body.kind), ...events],
        warnings,
        inputs,
        answer: { factIds },
        relations: { party: partyToBe(partyId, body.kind, state, inputs), stated: stateRelations(body.relations ?? [], context.today) },
      };
    });
  }
}

@CommandHandler(RecordFactsCommand)
export class RecordFactsHandler implements ICommandHandler<RecordFactsCommand> {
  constructor(private readonly parties: PartyWriter, private readonly configuration: Configuration) {}

  execute({ context, partyId, body }: RecordFactsCommand): Promise<CommandAnswer> {
    return this.parties.write(context, partyId, async ({ state }, _, attempt) => {
      const kind = existing(state, partyId);
      const inputs = await stateFacts(attempt, this.configuration, kind, body.facts);
      refuseMisfits(state, kind, inputs);
      const { events, warnings, factIds } = recordFacts(state.facts, inputs, context.today);
      return { events, warnings, inputs, answer: { factIds } };
    });
  }
}

@CommandHandler(ReclassifyPartyCommand)
export class ReclassifyPartyHandler implements ICommandHandler<ReclassifyPartyCommand> {
  constructor(private readonly parties: PartyWriter, private readonly configuration: Configuration) {}

  execute({ context, partyId, body }: ReclassifyPartyCommand): Promise<CommandAnswer> {
    return this.parties.write(context, partyId, async ({ state }) => {
      existing(state, partyId);
      const codes = new Set([...state.facts.live.values()].map(({ attribute }) => attribute));
      const fitting = new Set<string>();
      for (const code of codes) {
        const attribute = await this.configuration.attribute(code);
        if (attribute && !misplaced(attribute, body.kind)) fitting.add(code);
      }
      return { events: reclassify(state, body.kind, (code) => fitting.has(code)), warnings: [] };
    });
  }
}

@CommandHandler(UpsertPartyCommand)
export class UpsertPartyHandler implements ICommandHandler<UpsertPartyCommand> {
  constructor(private readonly parties: PartyWriter, private readonly configuration: Configuration) {}

  async execute({ context, scheme, value, body }: UpsertPartyCommand): Promise<CommandAnswer> {
    const identifier = await this.configuration.attribute(`identifier.${scheme}`);
    const definition = await this.configuration.identifierScheme(scheme);
    if (!identifier || !definition?.unique) throw new Refusal('unknown-attribute', `${scheme} is no unique identifier scheme`, { errors: [{ path: 'scheme', expected: 'a unique identifier scheme', got: scheme.slice(0, 64) }] });
    const key = identifier.read(definition.perSystem ? { system: body.source.system, value } : value, 'value');
    // An identifier that can change hands is this party's from the date of the statement on; the others always were, and certainly when the source had it.
    const stated = resolveFrom(body.validFrom ?? 'unknown', context.today);
    const from = definition.transferable || isUnknown(stated) ? stated : { unknown: true as const };
    const day = isUnknown(from) ? context.today : firstDay(from);
    let held = false;
    const find = async (attempt: Attempt): Promise<string> => {
      const holder = await this.parties.holderOf(attempt, definition, key, day);
      held = holder !== undefined;
      if (holder !== undefined && body.partyId !== undefined && holder !== body.partyId) {
        throw new Refusal('identifier-taken', `this ${scheme} belongs to party ${holder}`, { conflictsWith: holder, attribute: identifier.code });
      }
      return holder ?? body.partyId ?? attempt.id('party');
    };
    return this.parties.write(context, find, async (party, partyId, attempt) => {
      const created = body.partyId === undefined && party.state.kind === undefined;
      const kind = created ? body.kind : existing(party.state, partyId);
      if (kind !== body.kind) throw new Refusal('wrong-party-kind', `party ${partyId} is of kind ${kind}`, { conflictsWith: partyId });
      const stated = body.facts.map((fact) => ({ ...fact, validFrom: fact.validFrom ?? body.validFrom, source: body.source }));
      const undated = stated.flatMap(({ validFrom }, i) => (validFrom === undefined ? [{ path: `facts[${i}].validFrom`, expected: 'a date, here or as validFrom of the whole body' }] : []));
      if (undated.length > 0) throw new Refusal('invalid-body', 'no date is assumed for a fact', { errors: undated });
      const inputs = await stateFacts(attempt, this.configuration, kind, stated as FactStatement[]);
      refuseMisfits(party.state, kind, inputs);
      const identity: FactInput = {
        path: 'value', factId: attempt.id('identity'), attribute: identifier, value: key, validFrom: from, validTo: null, provenance: provenanceOf(body.source, context.caller),
      };
      // A party that is named gets the identifier in the same append as the facts: refused in one, it has neither.
      const all = held ? inputs : [identity, ...inputs];
      const another = definition.perSystem && !held && slotOf(party.state.facts, identifier.code, factSlot(identifier, key, identity.factId)).some((fact) => fact.validTo === null && !equalValues(fact.value, key));
      if (another) throw new Refusal('identifier-taken', `party ${partyId} has another ${scheme} of this system`, { conflictsWith: partyId, attribute: identifier.code });
      const { events, warnings, differences } = agree(party, all, {
        provenance: provenanceOf(body.source, context.caller),
        mode: body.mode ?? 'change',
        historyOf: new Set(body.historyOf),
        absentEndOn: absentEndOn(body, context.today),
      }, context);
      return {
        events: created ? [createParty(partyId, kind), ...events] : events,
        warnings,
        inputs,
        answer: { created, differences },
        ...(!held && { key: identity.factId }),
        relations: { party: partyToBe(partyId, kind, party.state, all), stated: stateRelations(body.relations ?? [], context.today) },
      };
    });
  }
}

/** The date at which absent facts end, where the statement says that it is complete: one of its own, or the date of the statement. */
function absentEndOn({ complete, on, validFrom }: UpsertParty, today: Day): CalendarDate | undefined {
  if (!complete) return undefined;
  const date = on ?? (typeof validFrom === 'string' && validFrom !== 'unknown' ? validFrom : undefined);
  if (date === undefined) throw new Refusal('invalid-body', 'a complete statement needs its date', { errors: [{ path: 'on', expected: 'the date at which absent facts end, with complete=true, unless validFrom of the whole body is one' }] });
  return resolveDate(date, today);
}

/** A command about one fact of a party. */
function onFact(parties: PartyWriter, context: CommandContext, partyId: string, decide: (facts: Facts, attempt: Attempt) => Decision | Promise<Decision>): Promise<CommandAnswer> {
  return parties.write(context, partyId, async ({ state }, _, attempt) => {
    existing(state, partyId);
    return decide(state.facts, attempt);
  });
}

@CommandHandler(EndFactCommand)
export class EndFactHandler implements ICommandHandler<EndFactCommand> {
  constructor(private readonly parties: PartyWriter) {}

  execute({ context, partyId, factId, body }: EndFactCommand): Promise<CommandAnswer> {
    return onFact(this.parties, context, partyId, (facts) => endFact(facts, { factId, on: resolveDate(body.on, context.today), ...noteOf(body) }, context.today));
  }
}

@CommandHandler(CorrectFactCommand)
export class CorrectFactHandler implements ICommandHandler<CorrectFactCommand> {
  constructor(private readonly parties: PartyWriter, private readonly configuration: Configuration) {}

  execute({ context, partyId, factId, body }: CorrectFactCommand): Promise<CommandAnswer> {
    return onFact(this.parties, context, partyId, async (facts) => correctFact(facts, {
      factId,
      attribute: await attributeOf(this.configuration, facts, factId),
      value: body.value,
      validFrom: resolveFrom(body.validFrom, context.today),
      validTo: resolveTo(body.validTo, context.today),
      ...(body.source && { provenance: provenanceOf(body.source, context.caller) }),
      ...noteOf(body),
    }, context.today));
  }
}

@CommandHandler(RetractFactCommand)
export class RetractFactHandler implements ICommandHandler<RetractFactCommand> {
  constructor(private readonly parties: PartyWriter) {}

  execute({ context, partyId, factId, body }: RetractFactCommand): Promise<CommandAnswer> {
    return onFact(this.parties, context, partyId, (facts) => retractFact(facts, { factId, ...noteOf(body) }));
  }
}

@CommandHandler(ConfirmFactCommand)
export class ConfirmFactHandler implements ICommandHandler<ConfirmFactCommand> {
  constructor(private readonly parties: PartyWriter) {}

  execute({ context, partyId, factId, body }: ConfirmFactCommand): Promise<CommandAnswer> {
    return onFact(this.parties, context, partyId, (facts) => confirmFact(facts, { factId, on: resolveDate(body.on, context.today), ...noteOf(body) }, context.today));
  }
}

@CommandHandler(DisputeFactCommand)
export class DisputeFactHandler implements ICommandHandler<DisputeFactCommand> {
  constructor(private readonly parties: PartyWriter) {}

  execute({ context, partyId, factId, body }: DisputeFactCommand): Promise<CommandAnswer> {
    return onFact(this.parties, context, partyId, (facts) => disputeFact(facts, { factId, on: resolveDate(body.on, context.today), reason: body.reason, ...noteOf(body) }, context.today));
  }
}

/** The attribute of a live fact; refuses one that is not there. */
async function attributeOf(configuration: Configuration, facts: Facts, factId: string) {
  const fact = facts.live.get(factId);
  const attribute = fact && (await configuration.attribute(fact.attribute));
  if (attribute) return attribute;
  throw facts.retracted.has(factId)
    ? new Refusal('fact-retracted', `fact ${factId} was retracted`, { conflictsWith: factId })
    : new Refusal('fact-not-found', `there is no fact ${factId} here`);
}

function stateFacts(attempt: Attempt, configuration: Configuration, kind: PartyKind, facts: readonly FactStatement[]): Promise<FactInput[]> {
  const { today, caller } = attempt.context;
  return resolveFacts(facts, configuration, { today, caller, factId: (n) => attempt.id('fact', n) }, (attribute) => misplaced(attribute, kind));
}

function stateRelations(relations: readonly RelationInput[], today: Day): StatedRelation[] {
  return relations.map(({ type, direction, party, validFrom, validTo }) => ({ type, direction, party, from: resolveFrom(validFrom, today), to: resolveTo(validTo, today) }));
}

/** The party as it will be once these facts are recorded. */
function partyToBe(partyId: string, kind: PartyKind, party: Party, inputs: readonly FactInput[]): PartyToBe {
  const valuesOf = (code: string): string[] => [
    ...[...party.facts.live.values()].filter(({ attribute }) => attribute === code).map(({ value }) => value),
    ...inputs.filter(({ attribute }) => attribute.code === code).map(({ value }) => value),
  ].filter((value) => typeof value === 'string');
  return { partyId, kind, structures: valuesOf('structure'), identifiers: (scheme) => valuesOf(`identifier.${scheme}`), revokedSlots: party.revokedSlots };
}

const noteOf = ({ note }: { readonly note?: string | undefined }): { note?: string } => (note === undefined ? {} : { note });

export const partyHandlers = [
  CreatePartyHandler, RecordFactsHandler, ReclassifyPartyHandler, UpsertPartyHandler, EndFactHandler, CorrectFactHandler, RetractFactHandler, ConfirmFactHandler, DisputeFactHandler,
];
