/** The commands on tasks and planned interactions, one handler each. What is not dated by the caller is so from now on. */
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from '#libs/commands/command.js';
import { resolveDate } from '#libs/facts/fact-inputs.js';
import { Refusal } from '#libs/platform/refusal.js';
import { firstDay, type Instant } from '#libs/temporal/dates.js';
import {
  AmendTaskCommand, AssignTaskCommand, CancelInteractionCommand, CancelTaskCommand, CompleteTaskCommand, ConfirmInteractionCommand, CreateTaskCommand, HoldInteractionCommand,
  MissInteractionCommand, MoveInteractionCommand, ProposeInteractionCommand, ReassignTasksCommand, ReopenTaskCommand, RescheduleTaskCommand, type TaskDue,
} from './commands.js';
import type { Due, HeldInteractionRequested } from './events.js';
import { asPlanned, begun, cancel, confirm, hold, miss, move, propose, refuseStrange } from './planned-interaction.js';
import { TaskReassignments } from './task-reassignments.js';
import { TaskWriter } from './task-writer.js';
import { amendTask, assignTask, cancelTask, completeTask, createTask, reopenTask, rescheduleTask } from './task.js';

@CommandHandler(CreateTaskCommand)
export class CreateTaskHandler implements ICommandHandler<CreateTaskCommand> {
  constructor(private readonly tasks: TaskWriter) {}

  execute({ context, body }: CreateTaskCommand): Promise<CommandAnswer> {
    const { subject, notes, interactionId, assigneeId, priority = 'normal' } = body;
    const about = [...new Set((body.about ?? []).map(({ partyId }) => partyId))];
    const due = dueOf(body.due);
    return this.tasks.task(context, 'new', async (task, attempt, taskId) => {
      if (interactionId !== undefined) await this.tasks.interactions.logged(attempt, interactionId, 'interactionId');
      await this.tasks.check(attempt, [{ partyId: assigneeId, path: 'assigneeId', ours: true }, ...about.map((partyId, i) => ({ partyId, path: `about[${i}].partyId`, ours: false }))]);
      return createTask(task, {
        taskId, subject, ...(notes !== undefined && { notes }), about, ...(interactionId !== undefined && { interactionId }), assigneeId, due, priority, at: instantOf(body.at, context.now),
      }, context.now);
    });
  }
}

@CommandHandler(AssignTaskCommand)
export class AssignTaskHandler implements ICommandHandler<AssignTaskCommand> {
  constructor(private readonly tasks: TaskWriter) {}

  execute({ context, taskId, body: { assigneeId, on, note } }: AssignTaskCommand): Promise<CommandAnswer> {
    const from = on === undefined ? context.now : this.tasks.zone.startOf(firstDay(resolveDate(on, context.today)));
    return this.tasks.task(context, taskId, async (task, attempt) => {
      await this.tasks.check(attempt, [{ partyId: assigneeId, path: 'assigneeId', ours: true }]);
      return assignTask(task, { assigneeId, from, ...noteOf(note) });
    });
  }
}

@CommandHandler(RescheduleTaskCommand)
export class RescheduleTaskHandler implements ICommandHandler<RescheduleTaskCommand> {
  constructor(private readonly tasks: TaskWriter) {}

  execute({ context, taskId, body }: RescheduleTaskCommand): Promise<CommandAnswer> {
    const due = dueOf(body.due);
    return this.tasks.task(context, taskId, (task) => rescheduleTask(task, { due, at: instantOf(body.at, context.now), ...noteOf(body.note) }, context.now));
  }
}

@CommandHandler(AmendTaskCommand)
export class AmendTaskHandler implements ICommandHandler<AmendTaskCommand> {
  constructor(private readonly tasks: TaskWriter) {}

  execute({ context, taskId, body: { subject, notes, priority } }: AmendTaskCommand): Promise<CommandAnswer> {
    return this.tasks.task(context, taskId, (task) => amendTask(task, { subject, ...(notes !== undefined && { notes }), priority }));
  }
}

@CommandHandler(CompleteTaskCommand)
export class CompleteTaskHandler implements ICommandHandler<CompleteTaskCommand> {
  constructor(private readonly tasks: TaskWriter) {}

  execute({ context, taskId, body: { at, outcome } }: CompleteTaskCommand): Promise<CommandAnswer> {
    return this.tasks.task(context, taskId, (task) => completeTask(task, { at: instantOf(at, context.now), ...(outcome !== undefined && { outcome }) }, context.now));
  }
}

@CommandHandler(CancelTaskCommand)
export class CancelTaskHandler implements ICommandHandler<CancelTaskCommand> {
  constructor(private readonly tasks: TaskWriter) {}

  execute({ context, taskId, body: { at, reason, note } }: CancelTaskCommand): Promise<CommandAnswer> {
    return this.tasks.task(context, taskId, (task) => cancelTask(task, { at: instantOf(at, context.now), ...reasonOf(reason), ...noteOf(note) }, context.now));
  }
}

@CommandHandler(ReopenTaskCommand)
export class ReopenTaskHandler implements ICommandHandler<ReopenTaskCommand> {
  constructor(private readonly tasks: TaskWriter) {}

  execute({ context, taskId, body: { at, note } }: ReopenTaskCommand): Promise<CommandAnswer> {
    return this.tasks.task(context, taskId, (task) => reopenTask(task, { at: instantOf(at, context.now), ...noteOf(note) }, context.now));
  }
}

@CommandHandler(ProposeInteractionCommand)
export class ProposeInteractionHandler implements ICommandHandler<ProposeInteractionCommand> {
  constructor(private readonly tasks: TaskWriter) {}

  execute({ context, body }: ProposeInteractionCommand): Promise<CommandAnswer> {
    const { kind, participants, startsAt, zone, durationMinutes, place, subject, objective } = body;
    return this.tasks.planned(context, 'new', async (planned, attempt, plannedInteractionId) => {
      await this.tasks.check(attempt, participants.map(({ partyId, side }, i) => ({ partyId, path: `participants[${i}].partyId`, ours: side === 'us' })));
      return propose(planned, {
        plannedInteractionId, kind, participants, startsAt: instantOf(startsAt, context.now), zone, durationMinutes, ...(place !== undefined && { place }), subject,
        ...(objective !== undefined && { objective }), at: instantOf(body.at, context.now),
      }, context.now);
    });
  }
}

@CommandHandler(ConfirmInteractionCommand)
export class ConfirmInteractionHandler implements ICommandHandler<ConfirmInteractionCommand> {
  constructor(private readonly tasks: TaskWriter) {}

  execute({ context, plannedInteractionId, body: { at, note } }: ConfirmInteractionCommand): Promise<CommandAnswer> {
    return this.tasks.planned(context, plannedInteractionId, (planned) => confirm(planned, { at: instantOf(at, context.now), ...noteOf(note) }, context.now));
  }
}

@CommandHandler(MoveInteractionCommand)
export class MoveInteractionHandler implements ICommandHandler<MoveInteractionCommand> {
  constructor(private readonly tasks: TaskWriter) {}

  execute({ context, plannedInteractionId, body: { startsAt, zone, durationMinutes, place, at, note } }: MoveInteractionCommand): Promise<CommandAnswer> {
    return this.tasks.planned(context, plannedInteractionId, (planned) => move(planned, {
      startsAt: instantOf(startsAt, context.now), zone, durationMinutes, ...(place !== undefined && { place }), at: instantOf(at, context.now), ...noteOf(note),
    }, context.now));
  }
}

@CommandHandler(HoldInteractionCommand)
export class HoldInteractionHandler implements ICommandHandler<HoldInteractionCommand> {
  constructor(private readonly tasks: TaskWriter) {}

  execute({ context, plannedInteractionId, body }: HoldInteractionCommand): Promise<CommandAnswer> {
    const { interaction, at } = body;
    if ((body.interactionId === undefined) === (interaction === undefined)) {
      throw new Refusal('invalid-body', 'a planned interaction becomes one interaction', { errors: [{ path: 'body', expected: 'either interactionId or interaction' }] });
    }
    return this.tasks.planned(context, plannedInteractionId, async (planned, attempt) => {
      const interactionId = body.interactionId ?? attempt.id('interaction');
      const held = hold(planned, { interactionId, at: instantOf(at, context.now) }, context.now, await this.tasks.isHeldInVain(attempt, planned));
      if (held.length === 0) return { events: held, answer: { interactionId } };
      if (interaction === undefined) {
        const { parties, startedAt } = await this.tasks.interactions.logged(attempt, interactionId, 'interactionId');
        refuseStrange(planned, parties, interactionId);
        return { events: held, answer: { interactionId }, warnings: begun(planned, held, startedAt) };
      }
      const stated = asPlanned(planned, interaction, context.now);
      const { data, provenance } = await this.tasks.interactions.decide(attempt, context, interactionId, stated).catch((error: unknown) => {
        throw error instanceof Refusal ? error.within('interaction') : error;
      });
      const requested: HeldInteractionRequested = { type: 'HeldInteractionRequested', data, ...(provenance && { provenance }) };
      return { events: [requested, ...held], answer: { interactionId, participantIds: data.participants.map(({ participantId }) => participantId) }, warnings: begun(planned, held, data.startedAt) };
    });
  }
}

@CommandHandler(MissInteractionCommand)
export class MissInteractionHandler implements ICommandHandler<MissInteractionCommand> {
  constructor(private readonly tasks: TaskWriter) {}

  execute({ context, plannedInteractionId, body: { at, reason, note } }: MissInteractionCommand): Promise<CommandAnswer> {
    return this.tasks.planned(context, plannedInteractionId, async (planned, attempt) => (
      miss(planned, { at: instantOf(at, context.now), ...reasonOf(reason), ...noteOf(note) }, context.now, await this.tasks.isHeldInVain(attempt, planned))));
  }
}

@CommandHandler(CancelInteractionCommand)
export class CancelInteractionHandler implements ICommandHandler<CancelInteractionCommand> {
  constructor(private readonly tasks: TaskWriter) {}

  execute({ context, plannedInteractionId, body: { at, reason, note } }: CancelInteractionCommand): Promise<CommandAnswer> {
    return this.tasks.planned(context, plannedInteractionId, async (planned, attempt) => (
      cancel(planned, { at: instantOf(at, context.now), ...reasonOf(reason), ...noteOf(note) }, context.now, await this.tasks.isHeldInVain(attempt, planned))));
  }
}

@CommandHandler(ReassignTasksCommand)
export class ReassignTasksHandler implements ICommandHandler<ReassignTasksCommand> {
  constructor(private readonly reassignments: TaskReassignments) {}

  execute({ context, body: { from, to, on } }: ReassignTasksCommand): Promise<CommandAnswer> {
    return this.reassignments.request(context, { from, to, on: firstDay(resolveDate(on, context.today)) });
  }
}

export const taskHandlers = [
  CreateTaskHandler, AssignTaskHandler, RescheduleTaskHandler, AmendTaskHandler, CompleteTaskHandler, CancelTaskHandler, ReopenTaskHandler, ProposeInteractionHandler,
  ConfirmInteractionHandler, MoveInteractionHandler, HoldInteractionHandler, MissInteractionHandler, CancelInteractionHandler, ReassignTasksHandler,
];

/** An instant as events hold it: in milliseconds. */
const instantOf = (stated: string | undefined, now: Instant): Instant => (stated === undefined ? now : new Date(Date.parse(stated)).toISOString());

function dueOf(stated: TaskDue | undefined): Due | null {
  if (stated === undefined) return null;
  const { date, at, zone } = stated;
  if (date !== undefined && at === undefined && zone === undefined) return { date };
  if (date === undefined && at !== undefined && zone !== undefined) return { at: instantOf(at, at), zone };
  throw new Refusal('invalid-body', 'a task is due by a day, or at an instant', { errors: [{ path: 'due', expected: 'either date alone, or at with zone' }] });
}

const noteOf = (note: string | undefined) => (note === undefined ? {} : { note });
const reasonOf = (reason: string | undefined) => (reason === undefined ? {} : { reason });
