import { Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ProblemCode } from '#libs/platform/problem-codes.js';
import { CommandEndpoint, Http, type Exchange } from '../commands/command-endpoint.js';
import { CommandOperation } from '../commands/command-operation.decorator.js';

/** What can be wrong with stated facts. */
const STATING: readonly ProblemCode[] = ['period-upside-down', 'unknown-attribute', 'retired', 'wrong-party-kind', 'unknown-start-hidden', 'partial-overlap'];
/** What can be wrong with the bounds of a period. */
const BOUNDS: readonly ProblemCode[] = ['period-upside-down', 'period-overlap', 'cycle', 'limit-exceeded'];
const ON_PERIOD: readonly ProblemCode[] = ['relation-not-found'];
const ON_FACT: readonly ProblemCode[] = [...ON_PERIOD, 'fact-not-found', 'fact-retracted'];

@ApiTags('Relations')
@Controller('v1/relations')
export class RelationCommandsController {
  constructor(private readonly commands: CommandEndpoint) {}

  @Post()
  @CommandOperation('start-relation', {
    summary: 'Start a period of a relation', description: 'There is one relation for each type and two parties; who leaves and comes back has two periods of it.',
    problems: [...STATING, ...BOUNDS, 'unknown-type', 'unknown-reference', 'party-not-found', 'erased'],
  })
  start(@Http() http: Exchange) {
    return this.commands.execute('start-relation', http);
  }

  @Post(':relationId/periods/:periodId/end')
  @CommandOperation('end-period', { summary: 'End a period: the world changed', problems: [...ON_PERIOD, 'already-ended', 'outside-period'] })
  endPeriod(@Http() http: Exchange) {
    return this.commands.execute('end-period', http);
  }

  @Post(':relationId/periods/:periodId/correct')
  @CommandOperation('correct-period', { summary: 'Correct the bounds of a period', description: 'Both bounds, never a patch.', problems: [...ON_PERIOD, ...BOUNDS] })
  correctPeriod(@Http() http: Exchange) {
    return this.commands.execute('correct-period', http);
  }

  @Post(':relationId/periods/:periodId/retract')
  @CommandOperation('retract-period', { summary: 'Retract a period: it never was', description: 'Final. Its facts go with it.', problems: ON_PERIOD })
  retractPeriod(@Http() http: Exchange) {
    return this.commands.execute('retract-period', http);
  }

  @Post(':relationId/periods/:periodId/facts')
  @CommandOperation('record-relation-facts', {
    summary: 'Record 1 to 100 facts of a period', description: 'A job title, a desk phone: clipped by the period. All or nothing.', problems: [...ON_PERIOD, ...STATING],
  })
  recordFacts(@Http() http: Exchange) {
    return this.commands.execute('record-relation-facts', http);
  }

  @Post(':relationId/periods/:periodId/facts/:factId/end')
  @CommandOperation('end-relation-fact', { summary: 'End a fact of a period', problems: [...ON_FACT, 'already-ended', 'outside-period'] })
  endFact(@Http() http: Exchange) {
    return this.commands.execute('end-relation-fact', http);
  }

  @Post(':relationId/periods/:periodId/facts/:factId/correct')
  @CommandOperation('correct-relation-fact', {
    summary: 'Correct a fact of a period', description: 'The whole new state, never a patch.', problems: [...ON_FACT, 'period-upside-down', 'past-next-start', 'slot-changed', 'unknown-start-hidden'],
  })
  correctFact(@Http() http: Exchange) {
    return this.commands.execute('correct-relation-fact', http);
  }

  @Post(':relationId/periods/:periodId/facts/:factId/retract')
  @CommandOperation('retract-relation-fact', { summary: 'Retract a fact of a period', description: 'Final.', problems: ON_FACT })
  retractFact(@Http() http: Exchange) {
    return this.commands.execute('retract-relation-fact', http);
  }

  @Post(':relationId/periods/:periodId/facts/:factId/confirm')
  @CommandOperation('confirm-relation-fact', { summary: 'Confirm a fact of a period', description: 'On a day of the fact and of the period.', problems: [...ON_FACT, 'outside-period', 'date-in-future'] })
  confirmFact(@Http() http: Exchange) {
    return this.commands.execute('confirm-relation-fact', http);
  }

  @Post(':relationId/periods/:periodId/facts/:factId/dispute')
  @CommandOperation('dispute-relation-fact', { summary: 'Dispute a fact of a period', problems: [...ON_FACT, 'outside-period', 'date-in-future'] })
  disputeFact(@Http() http: Exchange) {
    return this.commands.execute('dispute-relation-fact', http);
  }
}
