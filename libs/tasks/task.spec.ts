import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ProblemCode } from '#libs/platform/problem-codes.js';
import { Refusal } from '#libs/platform/refusal.js';
import { valueAt } from '#libs/temporal/steps.js';
import { history } from '../../test/support/history.js';
import type { TaskEvent } from './events.js';
import { amendTask, assignTask, cancelTask, completeTask, createTask, handOverTask, reopenTask, rescheduleTask, taskFold, type Task } from './task.js';

const MORNING = '2024-03-01T08:00:00.000Z';
const NOON = '2024-03-01T12:00:00.000Z';
const EVENING = '2024-03-01T18:00:00.000Z';
const JULY = '2024-06-30T22:00:00.000Z';

const created: TaskEvent = { type: 'TaskCreated', data: { taskId: 't', subject: 'Call', about: ['x'], assigneeId: 'ann', due: { date: '2024-03-10' }, priority: 'normal', at: MORNING } };
const done: TaskEvent = { type: 'TaskDone', data: { at: NOON, outcome: 'Agreed' } };
const reopened: TaskEvent = { type: 'TaskReopened', data: { at: NOON } };

function given(...events: readonly TaskEvent[]): Task {
  const task = taskFold.initial();
  for (const event of history(...events.map((one) => ['2024-03-01', one] as const))) taskFold.apply(task, event);
  return task;
}
const refused = (code: ProblemCode): unknown => expect.objectContaining({ name: 'Refusal', code });

describe('a task', () => {
  it('is created once, and not ahead', () => {
    expect(createTask(given(), created.data, NOON)).toEqual([created]);
    expect(createTask(given(created), created.data, NOON)).toEqual([]);
    expect(() => createTask(given(), { ...created.data, at: EVENING }, NOON)).toThrow(refused('date-in-future'));
  });

  it('passes to somebody else from a day ahead: until then it is whose it was', () => {
    const assigned: TaskEvent = { type: 'TaskAssigned', data: { assigneeId: 'bob', from: JULY } };
    expect(assignTask(given(created), assigned.data)).toEqual([assigned]);
    const task = given(created, assigned);
    expect([EVENING, JULY].map((at) => valueAt(task.steps, at)?.assigneeId)).toEqual(['ann', 'bob']);
    expect(assignTask(task, assigned.data)).toEqual([]);
    expect(assignTask(task, { assigneeId: 'ann', from: NOON })).toHaveLength(1);
  });

  it('is handed over for the time in which it is theirs, now and later, and stays with whoever has it in between', () => {
    const handed = (task: Task): unknown => handOverTask(task, { from: 'ann', to: 'cid', at: NOON, reassignmentId: 'r' }).map(({ data }) => data);
    const to = (assigneeId: string, from: string): TaskEvent => ({ type: 'TaskAssigned', data: { assigneeId, from } });
    expect(handed(given(created))).toEqual([{ assigneeId: 'cid', from: NOON, reassignmentId: 'r' }]);
    expect(handed(given(created, to('bob', EVENING)))).toEqual([{ assigneeId: 'cid', from: NOON, reassignmentId: 'r' }, { assigneeId: 'bob', from: EVENING }]);
    expect(handed(given(created, to('bob', EVENING), to('ann', JULY)))).toEqual([{ assigneeId: 'cid', from: NOON, reassignmentId: 'r' }, { assigneeId: 'bob', from: EVENING }, { assigneeId: 'cid', from: JULY }]);
    expect(handed(given(created, to('bob', NOON), to('ann', JULY)))).toEqual([{ assigneeId: 'cid', from: JULY, reassignmentId: 'r' }]);
    expect(handed(given(created, to('bob', NOON)))).toEqual([]);
    expect(handed(given(created, { type: 'TaskCancelled', data: { at: NOON, reason: 'none' } }))).toEqual([]);
  });

  it('is rescheduled from an earlier day on to what it is due by now', () => {
    const task = given(created, { type: 'TaskRescheduled', data: { due: null, at: EVENING } });
    expect(rescheduleTask(task, { due: null, at: JULY }, JULY)).toEqual([]);
    expect(rescheduleTask(task, { due: null, at: NOON }, JULY)).toHaveLength(1);
  });

  it('is rescheduled to another due date only', () => {
    expect(rescheduleTask(given(created), { due: { date: '2024-03-10' }, at: NOON }, NOON)).toEqual([]);
    expect(rescheduleTask(given(created), { due: null, at: NOON }, NOON)).toEqual([{ type: 'TaskRescheduled', data: { due: null, at: NOON } }]);
    expect(() => rescheduleTask(given(created), { due: null, at: '2024-02-01T00:00:00.000Z' }, NOON)).toThrow(refused('outside-period'));
  });

  it('is done once; otherwise only after it was reopened', () => {
    expect(completeTask(given(created), done.data, NOON)).toEqual([done]);
    expect(completeTask(given(created, done), done.data, NOON)).toEqual([]);
    expect(() => completeTask(given(created, done), { at: NOON, outcome: 'Refused' }, NOON)).toThrow(refused('already-closed'));
    expect(completeTask(given(created, done, reopened), { at: NOON, outcome: 'Refused' }, NOON)).toHaveLength(1);
    expect(() => completeTask(given(created), { at: EVENING }, NOON)).toThrow(refused('date-in-future'));
  });

  it('is not closed before it was opened, nor reopened before it was closed', () => {
    expect(() => cancelTask(given(created, done, reopened), { at: MORNING }, NOON)).toThrow(refused('outside-period'));
    expect(() => reopenTask(given(created, done), { at: MORNING }, NOON)).toThrow(refused('outside-period'));
    expect(reopenTask(given(created), { at: NOON }, NOON)).toEqual([]);
  });

  it('is amended in every status, and only where something differs', () => {
    expect(amendTask(given(created, done), { subject: 'Call', priority: 'normal' })).toEqual([]);
    expect(amendTask(given(created, done), { subject: 'Call', notes: 'Soon', priority: 'normal' })).toHaveLength(1);
  });

  it('that is not there is told so', () => {
    for (const command of [() => assignTask(given(), { assigneeId: 'bob', from: NOON }), () => completeTask(given(), { at: NOON }, NOON), () => amendTask(given(), { subject: 'x', priority: 'low' }), () => reopenTask(given(), { at: NOON }, NOON)]) {
      expect(command).toThrow(refused('task-not-found'));
    }
  });

  it('never takes a command twice, whatever came before', () => {
    const at = fc.constantFrom(MORNING, NOON, EVENING);
    const command = fc.oneof(
      fc.record({ at, who: fc.constantFrom('ann', 'bob') }).map(({ at: from, who }) => (task: Task): TaskEvent[] => assignTask(task, { assigneeId: who, from })),
      at.map((when) => (task: Task): TaskEvent[] => completeTask(task, { at: when }, EVENING)),
      at.map((when) => (task: Task): TaskEvent[] => cancelTask(task, { at: when, reason: 'r' }, EVENING)),
      at.map((when) => (task: Task): TaskEvent[] => reopenTask(task, { at: when }, EVENING)),
      fc.record({ at, date: fc.constantFrom('2024-03-10', '2024-03-11') }).map(({ at: when, date }) => (task: Task): TaskEvent[] => rescheduleTask(task, { due: { date }, at: when }, EVENING)),
    );
    fc.assert(fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
      const events: TaskEvent[] = [created];
      for (const decide of commands) {
        try {
          events.push(...decide(given(...events)));
          expect(decide(given(...events))).toEqual([]);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
      }
    }));
  });
});
