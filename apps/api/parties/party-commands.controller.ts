import { Controller, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ProblemCode } from '#libs/platform/problem-codes.js';
import { CommandEndpoint, Http, type Exchange } from '../commands/command-endpoint.js';
import { CommandOperation } from '../commands/command-operation.decorator.js';

/** What can be wrong with stated facts. */
const STATING: readonly ProblemCode[] = ['period-upside-down', 'unknown-attribute', 'retired', 'wrong-party-kind', 'identifier-invalid', 'identifier-taken', 'unknown-start-hidden', 'partial-overlap', 'unknown-reference'];
/** What can be wrong with relations stated together with a party. */
const RELATING: readonly ProblemCode[] = ['unknown-type', 'period-overlap', 'cycle', 'limit-exceeded'];
const ON_PARTY: readonly ProblemCode[] = ['party-not-found', 'erased'];
const ON_FACT: readonly ProblemCode[] = [...ON_PARTY, 'fact-not-found', 'fact-retracted'];

@ApiTags('Parties')
@Controller('v1/parties')
export class PartyCommandsController {
  constructor(private readonly commands: CommandEndpoint) {}

  @Post()
  @CommandOperation('create-party', {
    summary: 'Create a party', description: 'With its first facts, identifiers and relations: all or nothing.', problems: [...STATING, ...RELATING],
  })
  create(@Http() http: Exchange) {
    return this.commands.execute('create-party', http);
  }

  @Put('by/:scheme/:value')
  @CommandOperation('upsert-party', {
    summary: 'Create a party or bring it up to date, by an identifier',
    description: 'The call every integration starts with: send what the source knows and from when. Only differences become events, the answer lists them, and sent twice it writes nothing.',
    problems: [...STATING, ...RELATING, ...ON_PARTY, 'past-next-start', 'slot-changed', 'outside-period'],
  })
  upsert(@Http() http: Exchange) {
    return this.commands.execute('upsert-party', http);
  }

  @Post(':partyId/reclassify')
  @CommandOperation('reclassify-party', { summary: 'Correct the kind of a party', problems: [...ON_PARTY, 'wrong-party-kind'] })
  reclassify(@Http() http: Exchange) {
    return this.commands.execute('reclassify-party', http);
  }

  @Post(':partyId/facts')
  @CommandOperation('record-facts', { summary: 'Record 1 to 100 facts of a party', description: 'All or nothing.', problems: [...ON_PARTY, ...STATING] })
  recordFacts(@Http() http: Exchange) {
    return this.commands.execute('record-facts', http);
  }

  @Post(':partyId/facts/:factId/end')
  @CommandOperation('end-fact', {
    summary: 'End a fact: the world changed', description: 'Once only, inside its period; a later change of that end is a correction.', problems: [...ON_FACT, 'already-ended', 'outside-period'],
  })
  endFact(@Http() http: Exchange) {
    return this.commands.execute('end-fact', http);
  }

  @Post(':partyId/facts/:factId/correct')
  @CommandOperation('correct-fact', {
    summary: 'Correct a fact: it was recorded wrongly',
    description: 'The whole new state, never a patch. What was believed before stays visible at an earlier `knownAt`.',
    problems: [...ON_FACT, 'period-upside-down', 'past-next-start', 'slot-changed', 'identifier-invalid', 'identifier-taken', 'unknown-start-hidden', 'unknown-reference'],
  })
  correctFact(@Http() http: Exchange) {
    return this.commands.execute('correct-fact', http);
  }

  @Post(':partyId/facts/:factId/retract')
  @CommandOperation('retract-fact', { summary: 'Retract a fact: it was never true', description: 'Final.', problems: ON_FACT })
  retractFact(@Http() http: Exchange) {
    return this.commands.execute('retract-fact', http);
  }

  @Post(':partyId/facts/:factId/confirm')
  @CommandOperation('confirm-fact', { summary: 'Confirm a fact: checked, still so', description: 'On a day of its period: outside it the period is corrected first. It had begun by that day and had not ended before, also where nobody knows since or until when; from it on freshness counts, unless its value was stated later.', problems: [...ON_FACT, 'outside-period', 'date-in-future'] })
  confirmFact(@Http() http: Exchange) {
    return this.commands.execute('confirm-fact', http);
  }

  @Post(':partyId/facts/:factId/dispute')
  @CommandOperation('dispute-fact', { summary: 'Dispute a fact: somebody doubts it', problems: [...ON_FACT, 'outside-period', 'date-in-future'] })
  disputeFact(@Http() http: Exchange) {
    return this.commands.execute('dispute-fact', http);
  }
}
