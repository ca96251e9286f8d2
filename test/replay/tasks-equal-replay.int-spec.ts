/**
 * Tasks and agendas at every instant that matters, at every moment of the log, are what going through the events one by one comes
 * to. The events come straight into the log, and may be what no command would ever lead to.
 */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DomainEvent } from '#libs/event-log/domain-event.js';
import { formatToken } from '#libs/event-log/position-token.js';
import { send } from '../http/client.js';
import { expectedAgendas, expectedPlanned, expectedTask } from '../oracle/agenda.js';
import { startApi, type TestApi } from '../support/api.js';
import { A_MINUTE, due, hour, HOURS, pick, plannedEvents, slot, taskEvents } from './raw-agenda.js';

const CALLERS = 8;

type Data = Readonly<Record<string, unknown>>;

/** Of an answer, what the oracle speaks of; all of it where that is a task or planned interaction of a kind. */
const shown = (answer: Data, expected: object): object => Object.fromEntries(Object.keys(expected).map((name) => [name, answer[name]]));

interface Played {
  readonly id: string;
  readonly kind: 'task' | 'planned';
  readonly people: readonly string[];
}

/** Appends a beginning and what follows, each event by itself or some at once, an hour apart. */
async function append(api: TestApi, { id, kind }: Played, events: readonly DomainEvent[], together: readonly boolean[]): Promise<void> {
  const stream = kind === 'task' ? `task-${id}` : `plannedInteraction-${id}`;
  let revision = -1;
  for (let first = 0; first < events.length;) {
    let end = first + 1;
    while (end < events.length && together[end]) end += 1;
    const batch = events.slice(first, end);
    const commandId = randomUUID();
    const drafts = batch.map((event, n) => ({ id: randomUUID(), event, metadata: { v: 1, n: n + 1, of: batch.length, caller: 'service:test', actor: 'service:test', verified: false as const, correlationId: commandId } }));
    const encoded = await api.codec.encode({ id, parties: [id] }, drafts);
    ({ revision } = await api.log.append(stream, revision < 0 ? 'no-stream' : revision, encoded.map((one, i) => ({ ...one, id: drafts[i]!.id, type: batch[i]!.type, commandId }))));
    first = end;
  }
}

const INSTANTS = [0, ...HOURS].flatMap((hours) => [-1, 0, 1].map((minutes) => new Date(Date.parse(hour(hours)) + minutes * A_MINUTE).toISOString()));

async function compare(api: TestApi, { id, kind, people }: Played): Promise<number> {
  const all = await api.codec.decode(await api.log.readAll(0n, Number.MAX_SAFE_INTEGER));
  const own = all.filter(({ stream }) => stream.endsWith(id));
  const moments = [...new Set(own.map(({ appendEnd }) => appendEnd))];
  await api.projecting.waitFor(own.at(-1)!.position, 60_000);
  const questions = moments.flatMap((position) => INSTANTS.map((instant) => ({ position, instant })));
  let next = 0;
  const ask = async (): Promise<void> => {
    for (let question = questions[next++]; question; question = questions[next++]) {
      const { position, instant } = question;
      const known = own.filter((event) => event.position <= position);
      const expected = kind === 'task' ? expectedTask(known, instant) : expectedPlanned(known, instant);
      const moment = new URLSearchParams({ asOf: instant, knownAt: formatToken(api.logId, position) }).toString();
      const path = `/v1/${kind === 'task' ? 'tasks' : 'planned-interactions'}/${id}?${moment}`;
      const { status, body } = await send(api.url, 'GET', path);
      if (!expected) {
        expect({ path, status }).toEqual({ path, status: 404 });
        continue;
      }
      expect({ path, ...shown(body, expected) }).toEqual({ path, ...expected });
      if (kind === 'task') {
        const lists = await Promise.all(people.map((assignee) => send(api.url, 'GET', `/v1/tasks?assignee=${assignee}&${moment}`)));
        const holders = people.filter((_, i) => (lists[i]!.body['items'] as Data[]).some((one) => one['taskId'] === id));
        expect({ path, holders }).toEqual({ path, holders: [(expected as { assigneeId: string }).assigneeId] });
      } else {
        const agendas = await Promise.all(people.map((person) => send(api.url, 'GET', `/v1/parties/${person}/agenda?from=2024-02-01&to=2024-02-10&${moment}`)));
        const holders = people.filter((_, i) => (agendas[i]!.body['items'] as Data[]).some((one) => one['plannedInteractionId'] === id));
        const agenda = expectedAgendas(known, instant);
        expect({ path, holders }).toEqual({ path, holders: people.filter((person) => agenda.includes(person)) });
      }
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, ask));
  return questions.length;
}

describe.each([1, 3, 1_000])('tasks equal replay, projected %i at a time', (batchSize) => {
  it('after events that no command leads to', async () => {
    const api = await startApi({ at: '2024-03-01T09:00:00.000Z', batchSize });
    try {
      const people = await Promise.all([1, 2].map(async () => (await send(api.url, 'POST', '/v1/parties', { kind: 'person' })).body['partyId'] as string));
      let answers = 0;
      const together = fc.array(fc.boolean(), { minLength: 9, maxLength: 9 });
      const tasks = fc.tuple(fc.constant('task' as const), fc.record({ assigneeId: pick(...people), due, at: pick(hour(0), hour(5)) }).map((data): DomainEvent => ({ type: 'TaskCreated', data: { taskId: 't', subject: 'S', about: [], priority: 'normal', ...data } })), fc.array(taskEvents(people), { maxLength: 7 }), together);
      const planned = fc.tuple(fc.constant('planned' as const), fc.tuple(slot, pick(hour(0), hour(5))).map(([one, when]): DomainEvent => ({
        type: 'PlannedInteractionProposed', data: { plannedInteractionId: 'p', kind: 'visit', participants: [{ partyId: people[0], side: 'us' }, { partyId: randomUUID(), side: 'them' }], subject: 'S', ...one, at: when },
      })), fc.array(plannedEvents(people), { maxLength: 7 }), together);
      await fc.assert(fc.asyncProperty(fc.noShrink(fc.oneof(tasks, planned)), async ([kind, begun, events, joined]) => {
        const played = { id: randomUUID(), kind, people };
        await append(api, played, [begun, ...events], joined);
        answers += await compare(api, played);
      }), { numRuns: 12 });
      expect(answers).toBeGreaterThan(200);
    } finally {
      await api.stop();
    }
  }, 120_000);
});
