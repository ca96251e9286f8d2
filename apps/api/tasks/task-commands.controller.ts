import { Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ProblemCode } from '#libs/platform/problem-codes.js';
import { CommandEndpoint, Http, type Exchange } from '../commands/command-endpoint.js';
import { CommandOperation } from '../commands/command-operation.decorator.js';

const NAMING: readonly ProblemCode[] = ['party-not-found', 'erased', 'wrong-party-kind'];
const DATED: readonly ProblemCode[] = ['date-in-future', 'outside-period'];
const ON_TASK: readonly ProblemCode[] = ['task-not-found'];
const ON_PLANNED: readonly ProblemCode[] = ['planned-interaction-not-found', 'already-closed', ...DATED];

@ApiTags('Tasks')
@Controller('v1')
export class TaskCommandsController {
  constructor(private readonly commands: CommandEndpoint) {}

  @Post('tasks')
  @CommandOperation('create-task', { summary: 'Create a task', description: 'Something one of our people has to do, for some parties or none.', problems: [...NAMING, 'interaction-not-found', 'interaction-retracted', 'date-in-future', 'unknown-reference'] })
  create(@Http() http: Exchange) {
    return this.commands.execute('create-task', http);
  }

  @Post('tasks/:taskId/assign')
  @CommandOperation('assign-task', { summary: 'Give a task to somebody', description: 'From now on, or from the beginning of a day, which may lie ahead; whatever was planned for later is replaced.', problems: [...ON_TASK, ...NAMING, 'already-closed'] })
  assign(@Http() http: Exchange) {
    return this.commands.execute('assign-task', http);
  }

  @Post('tasks/:taskId/reschedule')
  @CommandOperation('reschedule-task', { summary: 'Give a task another due date, or none', problems: [...ON_TASK, ...DATED, 'already-closed'] })
  reschedule(@Http() http: Exchange) {
    return this.commands.execute('reschedule-task', http);
  }

  @Post('tasks/:taskId/amend')
  @CommandOperation('amend-task', { summary: 'Describe a task anew', description: 'The whole new description, never a patch; also of a task that is closed.', problems: ON_TASK })
  amend(@Http() http: Exchange) {
    return this.commands.execute('amend-task', http);
  }

  @Post('tasks/:taskId/done')
  @CommandOperation('complete-task', { summary: 'A task was done', problems: [...ON_TASK, ...DATED, 'already-closed'] })
  done(@Http() http: Exchange) {
    return this.commands.execute('complete-task', http);
  }

  @Post('tasks/:taskId/cancel')
  @CommandOperation('cancel-task', { summary: 'A task is not to be done any more', problems: [...ON_TASK, ...DATED, 'already-closed'] })
  cancel(@Http() http: Exchange) {
    return this.commands.execute('cancel-task', http);
  }

  @Post('tasks/:taskId/reopen')
  @CommandOperation('reopen-task', { summary: 'A task is to be done after all', problems: [...ON_TASK, ...DATED] })
  reopen(@Http() http: Exchange) {
    return this.commands.execute('reopen-task', http);
  }

  @Post('task-reassignments')
  @CommandOperation('reassign-tasks', {
    summary: 'Hand over all open tasks and planned interactions of somebody',
    description: 'At most 10,000. They are listed at once and handed over one by one, each from the beginning of the same day; the answer does not wait for that: see GET /v1/task-reassignments/{reassignmentId}. What is closed or given to somebody else meanwhile is skipped.',
    problems: [...NAMING, 'too-many', 'not-yet-projected'],
  })
  reassign(@Http() http: Exchange) {
    return this.commands.execute('reassign-tasks', http);
  }

  @Post('planned-interactions')
  @CommandOperation('propose-interaction', { summary: 'Plan a visit, a meeting or a call', problems: [...NAMING, 'date-in-future', 'unknown-reference'] })
  propose(@Http() http: Exchange) {
    return this.commands.execute('propose-interaction', http);
  }

  @Post('planned-interactions/:plannedInteractionId/confirm')
  @CommandOperation('confirm-interaction', { summary: 'A planned interaction was agreed', problems: ON_PLANNED })
  confirm(@Http() http: Exchange) {
    return this.commands.execute('confirm-interaction', http);
  }

  @Post('planned-interactions/:plannedInteractionId/move')
  @CommandOperation('move-interaction', { summary: 'A planned interaction has another time or place', description: 'A confirmed one stays confirmed.', problems: ON_PLANNED })
  move(@Http() http: Exchange) {
    return this.commands.execute('move-interaction', http);
  }

  @Post('planned-interactions/:plannedInteractionId/hold')
  @CommandOperation('hold-interaction', {
    summary: 'A planned interaction took place',
    description: 'It becomes an interaction: one that is logged already (`interactionId`; somebody who was to take part took part in it), or one that the same request logs (`interaction`), in which all that is left out was as planned. One taken for missed can still be held, and one whose interaction was retracted held, missed or cancelled anew. It is held at an instant from its beginning on; the warning `began-on-another-day` says when it was planned for and when it began. Against a cancellation at the same time it is held and logged, or neither.',
    problems: [...ON_PLANNED, 'interaction-not-found', 'interaction-retracted', 'task-not-found', 'relation-not-found', 'fact-not-found', 'party-not-found', 'erased', 'unknown-medium', 'retired', 'medium-misfit'],
  })
  hold(@Http() http: Exchange) {
    return this.commands.execute('hold-interaction', http);
  }

  @Post('planned-interactions/:plannedInteractionId/miss')
  @CommandOperation('miss-interaction', { summary: 'A planned interaction did not take place, though nobody had cancelled it', problems: ON_PLANNED })
  miss(@Http() http: Exchange) {
    return this.commands.execute('miss-interaction', http);
  }

  @Post('planned-interactions/:plannedInteractionId/cancel')
  @CommandOperation('cancel-interaction', { summary: 'A planned interaction is not to be any more', problems: ON_PLANNED })
  cancelPlanned(@Http() http: Exchange) {
    return this.commands.execute('cancel-interaction', http);
  }
}
