import { Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ProblemCode } from '#libs/platform/problem-codes.js';
import { CommandEndpoint, Http, type Exchange } from '../commands/command-endpoint.js';
import { CommandOperation } from '../commands/command-operation.decorator.js';

const STATING: readonly ProblemCode[] = ['invalid-date', 'date-in-future', 'unknown-medium', 'medium-misfit', 'retired', 'party-not-found', 'erased', 'interaction-not-found', 'interaction-retracted', 'task-not-found', 'relation-not-found', 'fact-not-found'];
const ON_INTERACTION: readonly ProblemCode[] = ['interaction-not-found', 'interaction-retracted'];

@ApiTags('Interactions')
@Controller('v1/interactions')
export class InteractionCommandsController {
  constructor(private readonly commands: CommandEndpoint) {}

  @Post()
  @CommandOperation('log-interaction', {
    summary: 'Log an interaction that took place', description: 'Somebody of ours and somebody of theirs took part; one whose party is not known yet is described, and resolved later.', problems: STATING,
  })
  log(@Http() http: Exchange) {
    return this.commands.execute('log-interaction', http);
  }

  @Post(':interactionId/amend')
  @CommandOperation('amend-interaction', { summary: 'Amend an interaction: we had it wrong', description: 'The whole anew, never a patch. Participants who stay keep their ids. One who was described, and resolved since, stays that party where the same description comes again without `party`; another description is of somebody unknown.', problems: [...ON_INTERACTION, ...STATING] })
  amend(@Http() http: Exchange) {
    return this.commands.execute('amend-interaction', http);
  }

  @Post(':interactionId/participants/:participantId/resolve')
  @CommandOperation('resolve-participant', { summary: 'Say which party an unknown participant is', description: 'Once: who it was is changed by amending the interaction. Nobody takes part on both sides, nor twice in one role.', problems: [...ON_INTERACTION, 'not-found', 'already-resolved', 'party-not-found', 'erased'] })
  resolve(@Http() http: Exchange) {
    return this.commands.execute('resolve-participant', http);
  }

  @Post(':interactionId/retract')
  @CommandOperation('retract-interaction', { summary: 'Retract an interaction: it never took place', description: 'Final.', problems: ['interaction-not-found'] })
  retract(@Http() http: Exchange) {
    return this.commands.execute('retract-interaction', http);
  }
}
