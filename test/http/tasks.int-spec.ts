/** Tasks, planned interactions and agendas over HTTP, on a real server: what is accepted, what is refused, what is read at which moment. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DomainEvent } from '#libs/event-log/domain-event.js';
import type { TaskAnswer } from '#projections/queries/tasks.js';
import { Desk } from '../scenarios/desk.js';
import { startApi, type TestApi } from '../support/api.js';
import { send, type Reply } from './client.js';

interface Told {
  readonly taskId: string;
  readonly plannedInteractionId: string;
  readonly interactionId: string;
  readonly participantIds: readonly string[];
  readonly reassignmentId: string;
  readonly requested: number;
}
type Item = TaskAnswer & { readonly type: string; readonly plannedInteractionId: string; readonly startsAt: string };

const NOBODY = '00000000-0000-4000-8000-000000000000';

let api: TestApi;
let desk: Desk;
let rep: string;
let heir: string;
let customer: string;

beforeAll(async () => {
  api = await startApi({ at: '2024-03-01T09:00:00.000Z' });
  desk = new Desk(api.url);
  const party = async (kind: string) => (await desk.tell('/v1/parties', { kind })).partyId;
  [rep, heir, customer] = [await party('person'), await party('person'), await party('organisation')];
});
afterAll(() => api.stop());

const tell = async (path: string, body: object = {}): Promise<Told> => (await desk.tell(path, body)) as unknown as Told;
const newTask = async (more: object = {}): Promise<string> => (await tell('/v1/tasks', { subject: 'Call back', assigneeId: rep, about: [{ partyId: customer }], ...more })).taskId;
const visit = (more: object = {}): object => ({
  kind: 'visit', participants: [{ partyId: rep, side: 'us' }, { partyId: customer, side: 'them', role: 'buyer' }], startsAt: '2024-03-20T09:30:00Z', zone: 'Europe/Paris', durationMinutes: 60,
  subject: 'Spring assortment', ...more,
});
const newVisit = async (more: object = {}): Promise<string> => (await tell('/v1/planned-interactions', visit(more))).plannedInteractionId;
const interaction = (more: object = {}): object => ({
  participants: [{ side: 'us', role: 'agent', party: rep }, { side: 'them', role: 'buyer', party: customer }], direction: 'outbound', medium: 'face-to-face', startedAt: '2024-02-20T10:30:00+01:00', subject: 'At theirs', ...more,
});
const newInteraction = async (): Promise<string> => (await tell('/v1/interactions', interaction())).interactionId;
const items = async (path: string, asked: object = {}): Promise<Item[]> => (await desk.ask<{ items: Item[] }>(path, asked)).items;
const refused = (reply: Reply) => ({ status: reply.status, code: reply.body.code, paths: (reply.body.errors ?? []).map(({ path }) => path) });

describe('a task', () => {
  it('is created, assigned, rescheduled, amended, done and reopened', async () => {
    const taskId = await newTask({ due: { date: '2024-03-10' }, notes: 'About the shelves', priority: 'high' });
    expect(await desk.ask(`/v1/tasks/${taskId}`)).toMatchObject({ status: 'open', subject: 'Call back', notes: 'About the shelves', due: { date: '2024-03-10' }, priority: 'high', assigneeId: rep, revision: 0 });
    await tell(`/v1/tasks/${taskId}/reschedule`, { due: { at: '2024-03-31T00:30:00Z', zone: 'Europe/Paris' } });
    await tell(`/v1/tasks/${taskId}/amend`, { subject: 'Call back about prices', priority: 'urgent' });
    await tell(`/v1/tasks/${taskId}/assign`, { assigneeId: heir });
    await tell(`/v1/tasks/${taskId}/done`, { outcome: 'They agree' });
    expect(await desk.ask(`/v1/tasks/${taskId}`)).toMatchObject({
      status: 'done', subject: 'Call back about prices', notes: null, due: { at: '2024-03-31T00:30:00.000Z', zone: 'Europe/Paris' }, priority: 'urgent', assigneeId: heir, outcome: 'They agree',
      closedAt: '2024-03-01T09:00:00.000Z', revision: 4,
    });
    await tell(`/v1/tasks/${taskId}/reopen`);
    expect(await desk.ask(`/v1/tasks/${taskId}`)).toMatchObject({ status: 'open', outcome: null, closedAt: null });
  });

  it('that says again what is so already changes nothing', async () => {
    const taskId = await newTask({ due: { date: '2024-03-10' } });
    for (const [what, body] of [['assign', { assigneeId: rep }], ['reschedule', { due: { date: '2024-03-10' } }], ['reopen', {}], ['amend', { subject: 'Call back', priority: 'normal' }]] as const) {
      expect((await desk.tell(`/v1/tasks/${taskId}/${what}`, body)).status).toBe('unchanged');
    }
    await tell(`/v1/tasks/${taskId}/cancel`, { reason: 'customer-request' });
    expect((await desk.tell(`/v1/tasks/${taskId}/cancel`, { reason: 'customer-request' })).status).toBe('unchanged');
  });

  it('is written once under one key, decided on one revision, and only checked where that is asked', async () => {
    const key = { 'idempotency-key': 'tasks-once' };
    const body = { subject: 'Once', assigneeId: rep };
    const [first, second] = [await send(api.url, 'POST', '/v1/tasks', body, key), await send(api.url, 'POST', '/v1/tasks', body, key)];
    expect(second.body).toEqual(first.body);
    const { taskId } = first.body as { taskId: string };
    expect(refused(await send(api.url, 'POST', `/v1/tasks/${taskId}/cancel`, {}, { 'if-match': '"7"' }))).toMatchObject({ status: 412, code: 'revision-mismatch' });
    const checked = await send(api.url, 'POST', `/v1/tasks/${taskId}/cancel`, {}, { prefer: 'validate-only' });
    expect(checked.body).toMatchObject({ status: 'valid' });
    expect((await api.log.readStream(`task-${taskId}`)).map(({ type }) => type)).toEqual(['TaskCreated']);
  });

  it.each<[string, object, object]>([
    ['no subject', { subject: undefined }, { status: 400, code: 'invalid-body', paths: ['subject'] }],
    ['a day and an instant', { due: { date: '2024-03-10', at: '2024-03-10T10:00:00Z', zone: 'Europe/Paris' } }, { status: 400, code: 'invalid-body', paths: ['due'] }],
    ['an instant without its zone', { due: { at: '2024-03-10T10:00:00Z' } }, { status: 400, code: 'invalid-body', paths: ['due'] }],
    ['an offset for a zone', { due: { at: '2024-03-10T10:00:00Z', zone: '+01:00' } }, { status: 400, code: 'invalid-body', paths: ['due.zone'] }],
    ['a zone that is none', { due: { at: '2024-03-10T10:00:00Z', zone: 'Europe/Lutetia' } }, { status: 400, code: 'invalid-body', paths: ['due.zone'] }],
    ['a day that does not exist', { due: { date: '2023-02-29' } }, { status: 400, code: 'invalid-date', paths: ['due.date'] }],
    ['a month', { due: { date: '2024-03' } }, { status: 400, code: 'invalid-date', paths: ['due.date'] }],
    ['a beginning ahead', { at: '2024-03-01T09:00:00.001Z' }, { status: 422, code: 'date-in-future', paths: ['at'] }],
    ['an assignee nobody knows', { assigneeId: NOBODY }, { status: 404, code: 'party-not-found', paths: [] }],
    ['too many parties', { about: Array.from({ length: 21 }, () => ({ partyId: NOBODY })) }, { status: 400, code: 'too-many', paths: ['about'] }],
    ['a priority nobody knows', { priority: 'now' }, { status: 400, code: 'invalid-body', paths: ['priority'] }],
  ])('with %s is refused, and nothing is written', async (_, wrong, expected) => {
    const { position } = await api.log.head();
    expect(refused(await desk.send('/v1/tasks', { subject: 'Wrong', assigneeId: rep, ...wrong }))).toEqual(expected);
    expect((await api.log.head()).position).toBe(position);
  });

  it('follows from an interaction that is logged and stands', async () => {
    const [interactionId, gone] = [await newInteraction(), await newInteraction()];
    await desk.tell(`/v1/interactions/${gone}/retract`);
    const { position } = await api.log.head();
    expect(refused(await desk.send('/v1/tasks', { subject: 'Wrong', assigneeId: rep, interactionId: NOBODY }))).toEqual({ status: 404, code: 'interaction-not-found', paths: ['interactionId'] });
    expect(refused(await desk.send('/v1/tasks', { subject: 'Wrong', assigneeId: rep, interactionId: gone }))).toEqual({ status: 409, code: 'interaction-retracted', paths: ['interactionId'] });
    expect((await api.log.head()).position).toBe(position);
    const taskId = await newTask({ interactionId });
    await desk.tell(`/v1/interactions/${interactionId}/retract`);
    expect(await desk.ask(`/v1/tasks/${taskId}`)).toMatchObject({ interactionId, status: 'open' });
  });

  it('has a history, with what was noted on the way', async () => {
    const taskId = await newTask({ due: { date: '2024-03-10' } });
    const { position } = await desk.tell(`/v1/tasks/${taskId}/assign`, { assigneeId: heir, note: 'She knows them' });
    await tell(`/v1/tasks/${taskId}/reschedule`, { note: 'They are away' });
    const history = async (asked: object = {}) => (await desk.ask<{ items: { type: string; data: { note?: string } }[] }>(`/v1/tasks/${taskId}/history`, asked)).items.map(({ type, data }) => [type, data.note]);
    expect(await history()).toEqual([['TaskCreated', undefined], ['TaskAssigned', 'She knows them'], ['TaskRescheduled', 'They are away']]);
    expect(await history({ knownAt: position })).toHaveLength(2);
    expect(refused(await send(api.url, 'GET', `/v1/tasks/${NOBODY}/history`))).toMatchObject({ status: 404, code: 'task-not-found' });
    await api.keys.destroy(customer);
    expect(await history()).toEqual([['TaskCreated', undefined], ['TaskAssigned', null], ['TaskRescheduled', null]]);
  });

  it('is nothing an organisation has to do', async () => {
    expect(refused(await desk.send('/v1/tasks', { subject: 'Wrong', assigneeId: customer }))).toEqual({ status: 422, code: 'wrong-party-kind', paths: ['assigneeId'] });
  });

  it('that is closed is not changed, nor is one that is not there', async () => {
    const taskId = await newTask();
    await tell(`/v1/tasks/${taskId}/done`);
    for (const [what, body] of [['assign', { assigneeId: heir }], ['reschedule', {}], ['cancel', {}], ['done', { outcome: 'Otherwise' }]] as const) {
      expect(refused(await desk.send(`/v1/tasks/${taskId}/${what}`, body))).toMatchObject({ status: 409, code: 'already-closed' });
    }
    expect(refused(await desk.send(`/v1/tasks/${NOBODY}/done`, {}))).toMatchObject({ status: 404, code: 'task-not-found' });
    expect(refused(await send(api.url, 'GET', `/v1/tasks/${NOBODY}`))).toMatchObject({ status: 404, code: 'task-not-found' });
  });
});

describe('lists of tasks', () => {
  it('page by due date, with both clocks fixed by the first page', async () => {
    const { partyId } = await desk.tell('/v1/parties', { kind: 'organisation' });
    const about = [{ partyId }];
    const due = [undefined, { date: '2024-05-03' }, { at: '2024-05-03T10:00:00Z', zone: 'Europe/Paris' }, { date: '2024-05-01' }];
    const ids: string[] = [];
    for (const one of due) ids.push(await newTask({ about, ...(one && { due: one }) }));
    const first = await desk.ask<{ items: Item[]; next: string }>('/v1/tasks', { about: partyId, limit: 2 });
    await newTask({ about, due: { date: '2024-05-04' } });
    await tell(`/v1/tasks/${ids[2]}/cancel`);
    const second = await desk.ask<{ items: Item[]; next: string | null }>('/v1/tasks', { about: partyId, limit: 2, cursor: first.next });
    expect([...first.items, ...second.items].map(({ taskId, status }) => [taskId, status])).toEqual([[ids[3], 'open'], [ids[1], 'open'], [ids[2], 'open'], [ids[0], 'open']]);
    expect(second.next).toBeNull();
    expect((await items('/v1/tasks', { about: partyId, dueFrom: '2024-05-03', dueTo: '2024-05-04', status: 'open' })).map(({ taskId }) => taskId)).toEqual([ids[1]]);
    expect(await items(`/v1/parties/${partyId}/tasks`)).toEqual(await items('/v1/tasks', { about: partyId }));
    expect(refused(await send(api.url, 'GET', `/v1/tasks?cursor=${Buffer.from('[1,"x"]').toString('base64url')}`))).toMatchObject({ status: 400, code: 'cursor-invalid' });
    expect(refused(await send(api.url, 'GET', '/v1/tasks?overdue=yes&dueTo=soon&assignee=me'))).toMatchObject({ status: 400, paths: ['assignee', 'dueTo', 'overdue'] });
  });

  it('tell what is overdue as of a moment: a day is over at its end, an instant when it has come', async () => {
    const { partyId: about } = await desk.tell('/v1/parties', { kind: 'organisation' });
    const byDay = await newTask({ about: [{ partyId: about }], due: { date: '2024-06-10' } });
    const byInstant = await newTask({ about: [{ partyId: about }], due: { at: '2024-06-10T10:00:00Z', zone: 'Europe/Paris' } });
    await newTask({ about: [{ partyId: about }] });
    const overdue = async (asOf: string) => (await items('/v1/tasks', { about, overdue: 'true', asOf })).map(({ taskId }) => taskId).sort();
    expect(await overdue('2024-06-10T09:59:59.999Z')).toEqual([]);
    expect(await overdue('2024-06-10T10:00:00Z')).toEqual([byInstant]);
    expect(await overdue('2024-06-10')).toEqual([byInstant]);
    expect(await overdue('2024-06-10T22:00:00Z')).toEqual([byDay, byInstant].sort());
    expect(await overdue('2024-06-11')).toEqual([byDay, byInstant].sort());
    expect((await items('/v1/tasks', { about, overdue: 'false', asOf: '2024-06-11' }))).toHaveLength(1);
  });

  it('answer on both clocks: what was done last week and told today was done, and was not known', async () => {
    await api.setClock('2024-03-01T09:00:00.000Z');
    const taskId = await newTask({ due: { date: '2024-03-02' } });
    await api.setClock('2024-03-08T09:00:00.000Z');
    await tell(`/v1/tasks/${taskId}/done`, { at: '2024-03-04T10:00:00Z' });
    const status = async (asked: object) => (await desk.ask<{ status: string; overdue: boolean }>(`/v1/tasks/${taskId}`, asked));
    expect(await status({ asOf: '2024-03-04' })).toMatchObject({ status: 'done', overdue: false });
    expect(await status({ asOf: '2024-03-03' })).toMatchObject({ status: 'open', overdue: true });
    expect(await status({ asOf: '2024-03-04', knownAt: '2024-03-07' })).toMatchObject({ status: 'open', overdue: true });
    expect((await send(api.url, 'GET', `/v1/tasks/${taskId}?asOf=2024-02-29`)).status).toBe(404);
    expect(refused(await desk.send(`/v1/tasks/${taskId}/reopen`, { at: '2024-03-03T00:00:00Z' }))).toMatchObject({ status: 422, code: 'outside-period', paths: ['at'] });
  });
});

describe('the 360° of a party', () => {
  it('holds its open tasks, at the position of the rest', async () => {
    const { partyId, position } = await desk.tell('/v1/parties', { kind: 'organisation' });
    const [open, done] = [await newTask({ about: [{ partyId }] }), await newTask({ about: [{ partyId }] })];
    await tell(`/v1/tasks/${done}/done`);
    const participants = [{ partyId: rep, side: 'us' }, { partyId, side: 'them' }];
    const [later, planned, given] = [await newVisit({ participants, startsAt: '2024-03-22T09:00:00Z' }), await newVisit({ participants }), await newVisit({ participants })];
    await tell(`/v1/planned-interactions/${given}/cancel`);
    const view = await desk.ask<{ tasks?: Item[]; plannedInteractions?: Item[] }>(`/v1/parties/${partyId}/360`);
    expect(view.tasks!.map(({ taskId }) => taskId)).toEqual([open]);
    expect(view.plannedInteractions!.map(({ plannedInteractionId }) => plannedInteractionId)).toEqual([planned, later]);
    expect((await desk.ask<{ tasks?: Item[] }>(`/v1/parties/${partyId}/360`, { knownAt: position })).tasks).toEqual([]);
    expect(await desk.ask(`/v1/parties/${partyId}/360`, { include: 'facts' })).not.toHaveProperty('tasks');
  });
});

describe('a planned interaction', () => {
  it('is proposed, confirmed, moved and held', async () => {
    const id = await newVisit({ place: 'Nantes', objective: 'An order' });
    await tell(`/v1/planned-interactions/${id}/confirm`);
    await tell(`/v1/planned-interactions/${id}/move`, { startsAt: '2024-03-21T11:00:00+01:00', zone: 'Europe/Paris', durationMinutes: 90 });
    expect(await desk.ask(`/v1/planned-interactions/${id}`)).toMatchObject({
      status: 'confirmed', kind: 'visit', startsAt: '2024-03-21T10:00:00.000Z', endsAt: '2024-03-21T11:30:00.000Z', zone: 'Europe/Paris', place: 'Nantes', objective: 'An order', subject: 'Spring assortment',
    });
    const interactionId = await newInteraction();
    await tell(`/v1/planned-interactions/${id}/hold`, { interactionId });
    expect(await desk.ask(`/v1/planned-interactions/${id}`)).toMatchObject({ status: 'held', interactionId, revision: 3 });
    expect((await desk.tell(`/v1/planned-interactions/${id}/hold`, { interactionId })).status).toBe('unchanged');
    for (const [what, body] of [['cancel', {}], ['confirm', {}], ['hold', { interactionId: NOBODY }]] as const) {
      expect(refused(await desk.send(`/v1/planned-interactions/${id}/${what}`, body))).toMatchObject({ status: 409, code: 'already-closed' });
    }
  });

  it('is missed only when it was to have begun, and may turn out to have been held', async () => {
    const id = await newVisit({ startsAt: '2024-03-08T08:00:00Z' });
    const later = await newVisit({ startsAt: '2024-03-08T10:00:00Z' });
    expect(refused(await desk.send(`/v1/planned-interactions/${later}/miss`, {}))).toMatchObject({ status: 422, code: 'outside-period' });
    await tell(`/v1/planned-interactions/${id}/miss`, { reason: 'nobody-there' });
    expect(await desk.ask(`/v1/planned-interactions/${id}`)).toMatchObject({ status: 'missed', reason: 'nobody-there' });
    await tell(`/v1/planned-interactions/${id}/hold`, { interactionId: await newInteraction() });
    expect(await desk.ask(`/v1/planned-interactions/${id}`)).toMatchObject({ status: 'held', reason: null });
    expect(refused(await desk.send(`/v1/planned-interactions/${NOBODY}/confirm`, {}))).toMatchObject({ status: 404, code: 'planned-interaction-not-found' });
  });

  it.each<[string, () => object, string, number]>([
    ['nobody of ours', () => ({ participants: [{ partyId: customer, side: 'them' }] }), 'participants', 400],
    ['the same party twice', () => ({ participants: [{ partyId: rep, side: 'us' }, { partyId: rep, side: 'them' }] }), 'participants[1].partyId', 400],
    ['no duration', () => ({ durationMinutes: 0 }), 'durationMinutes', 400],
    ['a local time', () => ({ startsAt: '2024-03-20T09:30:00' }), 'startsAt', 400],
    ['an organisation on our side', () => ({ participants: [{ partyId: customer, side: 'us' }] }), 'participants[0].partyId', 422],
  ])('with %s is refused', async (_, wrong, path, status) => {
    expect(refused(await desk.send('/v1/planned-interactions', visit(wrong())))).toMatchObject({ status, paths: [path] });
  });
});

describe('holding a planned interaction', () => {
  const BEGAN = { startsAt: '2024-02-20T09:30:00Z', at: '2024-02-01T09:00:00Z' };
  const typesIn = async (stream: string): Promise<string[]> => (await api.log.readStream(stream)).map(({ type }) => type);
  const hold = (id: string, body: object, key: string = randomUUID()): Promise<Reply> => send(api.url, 'POST', `/v1/planned-interactions/${id}/hold`, body, { 'idempotency-key': key });

  it('logs the interaction it became in the same request; what is left out was as planned', async () => {
    const id = await newVisit({ ...BEGAN, place: 'Nantes', objective: 'An order' });
    expect(await desk.ask(`/v1/interactions/${(await tell(`/v1/planned-interactions/${await newVisit(BEGAN)}/hold`, { interaction: { direction: 'outbound' } })).interactionId}`)).toMatchObject({ durationSeconds: 3_600 });
    const { interactionId, participantIds } = await tell(`/v1/planned-interactions/${id}/hold`, { interaction: { direction: 'outbound', notes: 'They order', durationSeconds: 3_000 } });
    expect(await desk.ask(`/v1/planned-interactions/${id}`)).toMatchObject({ status: 'held', interactionId, revision: 2 });
    expect(await desk.ask(`/v1/interactions/${interactionId}`)).toMatchObject({
      direction: 'outbound', medium: 'face-to-face', automation: 'human', startedAt: '2024-02-20T09:30:00.000Z', zone: 'Europe/Paris', durationSeconds: 3_000, subject: 'Spring assortment', objective: 'An order', notes: 'They order',
      place: { label: 'Nantes' }, source: { system: 'service:local', method: 'declared' },
      participants: [{ participantId: participantIds[0], side: 'us', role: 'participant', party: { partyId: rep } }, { participantId: participantIds[1], side: 'them', role: 'buyer', party: { partyId: customer } }],
    });
    expect((await api.log.readStream(`plannedInteraction-${id}`)).map(({ data }) => data).join()).not.toMatch(/They order/);
  });

  it('takes all that is stated, and who of ours had taken over', async () => {
    const [leaver, other] = [(await desk.tell('/v1/parties', { kind: 'person' })).partyId, (await desk.tell('/v1/parties', { kind: 'person' })).partyId];
    const id = await newVisit({ ...BEGAN, participants: [{ partyId: leaver, side: 'us', role: 'organiser' }, { partyId: customer, side: 'them' }] });
    const { reassignmentId } = await tell('/v1/task-reassignments', { from: leaver, to: other, on: '2024-02-15' });
    expect(await completed(api, reassignmentId)).toMatchObject({ moved: 1 });
    const { interactionId } = await tell(`/v1/planned-interactions/${id}/hold`, { interaction: { direction: 'inbound', medium: 'video', startedAt: '2024-02-20T11:00:00+01:00', subject: 'Online after all' } });
    expect(await desk.ask(`/v1/interactions/${interactionId}`)).toMatchObject({
      direction: 'inbound', medium: 'video', startedAt: '2024-02-20T10:00:00.000Z', subject: 'Online after all', participants: [{ role: 'organiser', party: { partyId: other } }, { role: 'participant', party: { partyId: customer } }],
    });
  });

  it('names an interaction that is logged and stands', async () => {
    const id = await newVisit(BEGAN);
    const gone = await newInteraction();
    await desk.tell(`/v1/interactions/${gone}/retract`);
    const { position } = await api.log.head();
    expect(refused(await hold(id, { interactionId: NOBODY }))).toEqual({ status: 404, code: 'interaction-not-found', paths: ['interactionId'] });
    expect(refused(await hold(id, { interactionId: gone }))).toEqual({ status: 409, code: 'interaction-retracted', paths: ['interactionId'] });
    expect((await api.log.head()).position).toBe(position);
  });

  it('is of somebody who was to take part', async () => {
    const id = await newVisit(BEGAN);
    const [agent, client] = [(await desk.tell('/v1/parties', { kind: 'person' })).partyId, (await desk.tell('/v1/parties', { kind: 'organisation' })).partyId];
    const between = (us: string, them: string) => tell('/v1/interactions', interaction({ participants: [{ side: 'us', role: 'agent', party: us }, { side: 'them', role: 'buyer', party: them }] }));
    const [strange, deputy] = [await between(agent, client), await between(agent, customer)];
    expect(refused(await hold(id, { interactionId: strange.interactionId }))).toEqual({ status: 400, code: 'invalid-body', paths: ['interactionId'] });
    expect((await hold(id, { interactionId: deputy.interactionId })).status).toBe(200);
  });

  it.each<[string, (startedAt: string) => Promise<object>]>([
    ['as planned', () => Promise.resolve({ interaction: { direction: 'outbound' } })],
    ['as stated', (startedAt) => Promise.resolve({ interaction: { direction: 'outbound', startedAt } })],
    ['as logged', async (startedAt) => ({ interactionId: (await tell('/v1/interactions', interaction({ startedAt }))).interactionId })],
  ])('is not before it began, %s', async (_, bodyOf) => {
    const id = await newVisit(BEGAN);
    const body = await bodyOf('2024-02-20T09:30:00Z');
    const early = await hold(id, { ...body, at: '2024-02-20T09:29:59Z' });
    expect(refused(early)).toEqual({ status: 422, code: 'outside-period', paths: ['at'] });
    expect(early.body).toMatchObject({ detail: '2024-02-20T09:29:59.000Z lies before the interaction began, 2024-02-20T09:30:00.000Z' });
    expect(await desk.tell(`/v1/planned-interactions/${id}/hold`, { ...body, at: '2024-02-20T09:30:00Z' })).toMatchObject({ status: 'accepted', warnings: [] });
    expect(await desk.ask(`/v1/planned-interactions/${id}`)).toMatchObject({ status: 'held' });
  });

  it('on another day than it was planned for is accepted with a warning that names both; days are those of the zone it was agreed in', async () => {
    const late = { startsAt: '2024-02-19T23:30:00Z', at: BEGAN.at };
    for (const [startedAt, warnings] of [
      ['2024-02-20T22:59:59Z', []], ['2024-02-19T22:59:59Z', [{ code: 'began-on-another-day', plannedFor: '2024-02-19T23:30:00.000Z', began: '2024-02-19T22:59:59.000Z' }]],
    ] as const) {
      expect((await hold(await newVisit(late), { interaction: { direction: 'outbound', startedAt } })).body).toMatchObject({ status: 'accepted', warnings });
      const { interactionId } = await tell('/v1/interactions', interaction({ startedAt }));
      expect((await hold(await newVisit(late), { interactionId })).body).toMatchObject({ status: 'accepted', warnings });
    }
  });

  it('is taken back with the interaction it became: it is held as another, missed or cancelled after all', async () => {
    const outcomes = [['hold', { interaction: { direction: 'inbound' } }, 'held'], ['miss', { reason: 'nobody-there' }, 'missed'], ['cancel', {}, 'cancelled']] as const;
    for (const [what, body, status] of outcomes) {
      const id = await newVisit(BEGAN);
      const { interactionId } = await tell(`/v1/planned-interactions/${id}/hold`, { interaction: { direction: 'outbound' } });
      expect(refused(await desk.send(`/v1/planned-interactions/${id}/${what}`, body))).toMatchObject({ status: 409, code: 'already-closed' });
      await desk.tell(`/v1/interactions/${interactionId}/retract`);
      expect(refused(await hold(id, { interactionId }))).toEqual({ status: 409, code: 'interaction-retracted', paths: ['interactionId'] });
      const after = await tell(`/v1/planned-interactions/${id}/${what}`, body);
      expect(await desk.ask(`/v1/planned-interactions/${id}`)).toMatchObject({ status, interactionId: status === 'held' ? after.interactionId : null });
      if (status === 'held') {
        expect(after.interactionId).not.toBe(interactionId);
        expect(await desk.ask(`/v1/interactions/${after.interactionId}`)).toMatchObject({ direction: 'inbound', subject: 'Spring assortment' });
      }
    }
  });

  it.each<[string, () => object, object]>([
    ['both', () => ({ interactionId: NOBODY, interaction: { direction: 'outbound' } }), { status: 400, code: 'invalid-body', paths: ['body'] }],
    ['neither', () => ({}), { status: 400, code: 'invalid-body', paths: ['body'] }],
    ['no direction, which no plan says', () => ({ interaction: {} }), { status: 400, code: 'invalid-body', paths: ['interaction.direction'] }],
    ['a field nobody knows', () => ({ interaction: { direction: 'outbound', kind: 'visit' } }), { status: 400, code: 'invalid-body', paths: ['interaction.kind'] }],
    ['nobody of theirs', () => ({ interaction: { direction: 'outbound', participants: [{ side: 'us', role: 'agent', party: rep }, { side: 'us', role: 'driver', party: heir }] } }), { status: 400, code: 'invalid-body', paths: ['interaction.participants'] }],
    ['a beginning ahead', () => ({ interaction: { direction: 'outbound', startedAt: '2030-01-01T09:00:00Z' } }), { status: 422, code: 'date-in-future', paths: ['interaction.startedAt'] }],
    ['a medium nobody knows', () => ({ interaction: { direction: 'outbound', medium: 'telepathy' } }), { status: 422, code: 'unknown-medium', paths: ['interaction.medium'] }],
    ['a participant nobody knows', () => ({ interaction: { direction: 'outbound', participants: [{ side: 'us', role: 'agent', party: rep }, { side: 'them', role: 'buyer', party: NOBODY }] } }), { status: 404, code: 'party-not-found', paths: [] }],
  ])('with %s is refused, and nothing is written', async (_, body, expected) => {
    const id = await newVisit(BEGAN);
    const { position } = await api.log.head();
    expect(refused(await hold(id, body()))).toEqual(expected);
    expect((await api.log.head()).position).toBe(position);
  });

  it('leaves a history without its bookkeeping', async () => {
    const id = await newVisit(BEGAN);
    await tell(`/v1/planned-interactions/${id}/confirm`, { note: 'By e-mail' });
    await tell(`/v1/planned-interactions/${id}/hold`, { interaction: { direction: 'outbound' } });
    const { items: told } = await desk.ask<{ items: { type: string; data: object }[] }>(`/v1/planned-interactions/${id}/history`);
    expect(told.map(({ type }) => type)).toEqual(['PlannedInteractionProposed', 'PlannedInteractionConfirmed', 'PlannedInteractionHeld']);
    expect(told[1]!.data).toMatchObject({ note: 'By e-mail' });
  });

  it('that is only checked leaves no trace; sent twice under one key it logs once', async () => {
    const id = await newVisit(BEGAN);
    const body = { interaction: { direction: 'outbound' } };
    const checked = await send(api.url, 'POST', `/v1/planned-interactions/${id}/hold`, body, { prefer: 'validate-only' });
    expect(checked.body).toMatchObject({ status: 'valid' });
    expect(await typesIn(`interaction-${String(checked.body['interactionId'])}`)).toEqual([]);
    const replies = await Promise.all(Array.from({ length: 8 }, () => hold(id, body, 'hold-once')));
    expect(new Set(replies.map((reply) => JSON.stringify([reply.status, reply.body]))).size).toBe(1);
    expect(await typesIn(`interaction-${String(replies[0]!.body['interactionId'])}`)).toEqual(['InteractionLogged']);
    expect(await typesIn(`plannedInteraction-${id}`)).toEqual(['PlannedInteractionProposed', 'HeldInteractionRequested', 'PlannedInteractionHeld']);
    expect(refused(await hold(id, body))).toMatchObject({ status: 409, code: 'already-closed' });
  });

  it('against a cancellation at the same time: it is held and logged, or cancelled and nothing is logged', async () => {
    for (let round = 0; round < 10; round++) {
      const id = await newVisit(BEGAN);
      const [held, cancelled] = await Promise.all([hold(id, { interaction: { direction: 'outbound', subject: `Round ${round}` } }), desk.send(`/v1/planned-interactions/${id}/cancel`, {})]);
      expect([held.status, cancelled.status].sort()).toEqual([200, 409]);
      // Holding writes there twice under one id: what is to be logged, and that it was.
      const commands = [...new Set((await api.log.readStream(`plannedInteraction-${id}`)).map(({ commandId }) => commandId))];
      const logged = (await Promise.all(commands.map((commandId) => api.log.eventsOfCommand(commandId)))).flat().filter(({ type }) => type === 'InteractionLogged');
      expect(logged.map(({ stream }) => stream)).toEqual(held.status === 200 ? [`interaction-${String(held.body['interactionId'])}`] : []);
    }
  });
});

/** The progress of a hand-over once it is complete; what there is after 30 s, if it is not by then. */
async function completed(server: TestApi, reassignmentId: string): Promise<object> {
  for (let tries = 0; ; tries++) {
    const { body } = await send(server.url, 'GET', `/v1/task-reassignments/${reassignmentId}`);
    if ((body as { status: unknown }).status === 'completed' || tries > 600) return body;
    await sleep(50);
  }
}

describe('handing over what a leaver has to do', () => {
  it('passes all that is open from the day on, and tells how far it is', async () => {
    const [leaver, successor] = [(await desk.tell('/v1/parties', { kind: 'person' })).partyId, (await desk.tell('/v1/parties', { kind: 'person' })).partyId];
    const open = await newTask({ assigneeId: leaver, due: { date: '2024-07-03' } });
    const done = await newTask({ assigneeId: leaver });
    await tell(`/v1/tasks/${done}/done`);
    const meeting = await newVisit({ participants: [{ partyId: leaver, side: 'us', role: 'organiser' }, { partyId: customer, side: 'them' }], startsAt: '2024-07-02T09:00:00Z' });
    const { reassignmentId, requested } = await tell('/v1/task-reassignments', { from: leaver, to: successor, on: '2024-07-01' });
    expect(requested).toBe(2);
    expect(await completed(api, reassignmentId)).toMatchObject({ from: leaver, to: successor, on: '2024-07-01', status: 'completed', requested: 2, moved: 2, skipped: 0 });
    const whose = async (assignee: string, asOf: string) => (await items('/v1/tasks', { assignee, asOf, status: 'open' })).map(({ taskId }) => taskId);
    expect([await whose(leaver, '2024-06-30'), await whose(leaver, '2024-07-01'), await whose(successor, '2024-06-30'), await whose(successor, '2024-07-01')]).toEqual([[open], [], [], [open]]);
    const agenda = async (partyId: string) => (await items(`/v1/parties/${partyId}/agenda`, { asOf: '2024-07-01', from: '2024-07-01', to: '2024-08-01' })).map((item) => item.plannedInteractionId ?? item.taskId);
    expect([await agenda(leaver), await agenda(successor)]).toEqual([[], [meeting, open]]);
    // Before the day the task is the leaver's still; whoever comes to the meeting knows it already.
    const ahead = async (partyId: string) => (await items(`/v1/parties/${partyId}/agenda`, { asOf: '2024-06-30', from: '2024-07-01', to: '2024-08-01' })).map((item) => item.plannedInteractionId ?? item.taskId);
    expect([await ahead(leaver), await ahead(successor)]).toEqual([[open], [meeting]]);
    expect(await items(`/v1/parties/${successor}/agenda`, { asOf: '2024-06-30', from: '2024-07-01', to: '2024-08-01' })).toMatchObject([{ participants: [{ partyId: successor }, { partyId: customer }] }]);
    expect(await desk.ask(`/v1/planned-interactions/${meeting}`, { asOf: '2024-07-01' })).toMatchObject({ participants: [{ partyId: successor, side: 'us', role: 'organiser' }, { partyId: customer, side: 'them' }] });
  });

  it('leaves who went in the agenda of what was over before', async () => {
    const [leaver, successor] = [(await desk.tell('/v1/parties', { kind: 'person' })).partyId, (await desk.tell('/v1/parties', { kind: 'person' })).partyId];
    const participants = [{ partyId: leaver, side: 'us' }, { partyId: customer, side: 'them' }];
    // Entered on the day after it took place.
    const [held, open] = [await newVisit({ participants, startsAt: '2024-02-20T09:30:00Z', at: '2024-02-21T09:00:00Z' }), await newVisit({ participants, startsAt: '2024-02-21T09:30:00Z', at: '2024-02-01T09:00:00Z' })];
    const { reassignmentId } = await tell('/v1/task-reassignments', { from: leaver, to: successor, on: '2024-02-25' });
    await completed(api, reassignmentId);
    await tell(`/v1/planned-interactions/${held}/hold`, { interaction: { direction: 'outbound' } });
    const agenda = async (partyId: string) => (await items(`/v1/parties/${partyId}/agenda`, { from: '2024-02', to: '2024-03' })).map(({ plannedInteractionId }) => plannedInteractionId);
    // What became of the other nobody has said: that is up to the successor.
    expect([await agenda(leaver), await agenda(successor)]).toEqual([[held], [open]]);
  });

  it('holds in SQL as it does over HTTP: from an instant on, before another', async () => {
    const [leaver, successor] = [(await desk.tell('/v1/parties', { kind: 'person' })).partyId, (await desk.tell('/v1/parties', { kind: 'person' })).partyId];
    const id = await newTask({ assigneeId: leaver });
    const { reassignmentId } = await tell('/v1/task-reassignments', { from: leaver, to: successor, on: '2024-05-10' });
    await completed(api, reassignmentId);
    for (const [at, whose] of [['2024-05-09T21:59:59.999Z', leaver], ['2024-05-09T22:00:00Z', successor]] as const) {
      const { rows } = await api.pool.query<{ people: string[] }>('select people from read_models.agenda_entry where entry_id = $1 and upper_inf(recorded) and valid @> $2::timestamptz', [id, at]);
      expect({ at, inSql: rows[0]!.people, overHttp: (await desk.ask<{ assigneeId: string }>(`/v1/tasks/${id}`, { asOf: at })).assigneeId }).toEqual({ at, inSql: [whose], overHttp: whose });
    }
  });

  it('is carried on by whoever starts next, once each, though the process that was asked wrote the request and one task of many', async () => {
    const server = await startApi();
    let next: TestApi | undefined;
    try {
      const own = new Desk(server.url);
      const person = async () => (await own.tell('/v1/parties', { kind: 'person' })).partyId;
      const [leaver, successor, third] = [await person(), await person(), await person()];
      const ids: string[] = [];
      for (let i = 0; i < 6; i++) ids.push(((await own.tell('/v1/tasks', { subject: `Task ${i}`, assigneeId: leaver })) as unknown as Told).taskId);
      const [reassignmentId, commandId] = [randomUUID(), randomUUID()];
      const at = '2024-01-01T00:00:00.000Z';
      const written = async (stream: string, expected: 'no-stream' | number, event: DomainEvent): Promise<void> => {
        const draft = { id: randomUUID(), event, metadata: { v: 1, n: 1, of: 1, caller: 'service:test', actor: 'service:test', verified: false as const, correlationId: commandId } };
        const [encoded] = await server.codec.encode(undefined, [draft]);
        await server.log.append(stream, expected, [{ ...encoded!, id: draft.id, type: event.type, commandId }]);
      };
      // As the process that was asked left it: requested, one task handed over.
      const data = { reassignmentId, from: leaver, to: successor, on: '2024-01-01', at, tasks: ids, plannedInteractions: [] };
      await written(`taskReassignment-${reassignmentId}`, 'no-stream', { type: 'TaskReassignmentRequested', data });
      await written(`task-${ids[0]}`, 0, { type: 'TaskAssigned', data: { assigneeId: successor, from: at, reassignmentId } });
      // Meanwhile one is done, and one is given to somebody else.
      await own.tell(`/v1/tasks/${ids[1]}/done`);
      await own.tell(`/v1/tasks/${ids[2]}/assign`, { assigneeId: third, on: '2023-12-01' });
      next = await server.restart();
      expect(await completed(next, reassignmentId)).toMatchObject({ status: 'completed', requested: 6, moved: 4, skipped: 2 });
      const handed = await Promise.all(ids.map(async (id) => (await next!.log.readStream(`task-${id}`)).filter((event) => event.commandId === commandId).length));
      expect(handed).toEqual([1, 0, 0, 1, 1, 1]);
      expect((await next.log.readStream(`taskReassignment-${reassignmentId}`)).map(({ type }) => type)).toEqual(['TaskReassignmentRequested', 'TaskReassignmentCompleted']);
    } finally {
      await (next ?? server).stop();
    }
  }, 60_000);

  it('asked for twice under one key lists and hands over once', async () => {
    const [leaver, successor] = [(await desk.tell('/v1/parties', { kind: 'person' })).partyId, (await desk.tell('/v1/parties', { kind: 'person' })).partyId];
    const taskId = await newTask({ assigneeId: leaver });
    const ask = () => send(api.url, 'POST', '/v1/task-reassignments', { from: leaver, to: successor, on: 'today' }, { 'idempotency-key': 'leaver-once' });
    const [first, second] = await Promise.all([ask(), ask()]);
    await completed(api, first.body['reassignmentId'] as string);
    // Also after it was carried out, which the answer does not wait for.
    expect([second, await ask()]).toMatchObject([{ status: 201, body: first.body }, { status: 201, body: first.body }]);
    expect(first.body).toMatchObject({ requested: 1 });
    expect((await api.log.readStream(`task-${taskId}`)).map(({ type }) => type)).toEqual(['TaskCreated', 'TaskAssigned']);
  });

  it('passes what is theirs from the day on, also what only becomes it later, and leaves it to whoever has it in between', async () => {
    const [leaver, successor, other] = [(await desk.tell('/v1/parties', { kind: 'person' })).partyId, (await desk.tell('/v1/parties', { kind: 'person' })).partyId, (await desk.tell('/v1/parties', { kind: 'person' })).partyId];
    const [given, coming] = [await newTask({ assigneeId: leaver }), await newTask({ assigneeId: other })];
    await tell(`/v1/tasks/${given}/assign`, { assigneeId: other, on: '2030-06-01' });
    await tell(`/v1/tasks/${coming}/assign`, { assigneeId: leaver, on: '2030-06-01' });
    const { reassignmentId, requested } = await tell('/v1/task-reassignments', { from: leaver, to: successor, on: '2030-01-01' });
    expect(requested).toBe(2);
    await completed(api, reassignmentId);
    const whose = async (taskId: string, asOf: string): Promise<unknown> => (await desk.ask<{ assigneeId: string }>(`/v1/tasks/${taskId}`, { asOf })).assigneeId;
    expect([await whose(given, '2029-12-31'), await whose(given, '2030-01-01'), await whose(given, '2030-06-01')]).toEqual([leaver, successor, other]);
    expect([await whose(coming, '2030-05-31'), await whose(coming, '2030-06-01')]).toEqual([other, successor]);
  });

  it('is refused to oneself, to an organisation, and to nobody', async () => {
    expect(refused(await desk.send('/v1/task-reassignments', { from: rep, to: rep, on: 'today' }))).toMatchObject({ status: 400, paths: ['to'] });
    expect(refused(await desk.send('/v1/task-reassignments', { from: rep, to: customer, on: 'today' }))).toMatchObject({ status: 422, paths: ['to'] });
    expect(refused(await desk.send('/v1/task-reassignments', { from: rep, to: NOBODY, on: 'today' }))).toMatchObject({ status: 404, code: 'party-not-found' });
    expect(refused(await desk.send('/v1/task-reassignments', { from: NOBODY, to: rep, on: 'today' }))).toMatchObject({ status: 404, code: 'party-not-found' });
    expect((await send(api.url, 'GET', `/v1/task-reassignments/${NOBODY}`)).status).toBe(404);
  });
});

describe('an agenda', () => {
  it('holds tasks due and planned interactions by the day of their own zone, as JSON and as a calendar', async () => {
    const { partyId } = await desk.tell('/v1/parties', { kind: 'person' });
    const participants = [{ partyId, side: 'us' }];
    // 00:30 by the clock of Paris on the night it goes back, twice 02:30: an hour apart.
    const before = await newVisit({ participants, startsAt: '2024-10-27T00:30:00Z', subject: 'Before' });
    const after = await newVisit({ participants, startsAt: '2024-10-27T01:30:00Z', subject: 'After' });
    const late = await newVisit({ participants, startsAt: '2024-10-27T23:30:00Z', zone: 'America/New_York', durationMinutes: 600 });
    const task = await newTask({ assigneeId: partyId, due: { date: '2024-10-27' } });
    const passed = await newTask({ assigneeId: partyId, due: { date: '2024-10-27' } });
    await tell(`/v1/tasks/${passed}/assign`, { assigneeId: (await desk.tell('/v1/parties', { kind: 'person' })).partyId });
    const cancelled = await newVisit({ participants, startsAt: '2024-10-26T22:30:00Z' });
    await tell(`/v1/planned-interactions/${cancelled}/cancel`);
    const agenda = async (from: string, to: string) => (await items(`/v1/parties/${partyId}/agenda`, { from, to })).map((item) => item.plannedInteractionId ?? item.taskId);
    expect(await agenda('2024-10-27', '2024-10-28')).toEqual([task, cancelled, before, after, late]);
    expect(await agenda('2024-10-28', '2024-10-29')).toEqual([late]);
    expect(await agenda('2024-10-26', '2024-10-27')).toEqual([]);

    const window = '?from=2024-10-27&to=2024-10-28';
    const feed = await fetch(new URL(`/v1/parties/${partyId}/agenda.ics${window}`, api.url));
    const text = await feed.text();
    expect(feed.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(text.match(/^DTSTART:.*$/gm)).toEqual(['DTSTART:20241026T223000Z', 'DTSTART:20241027T003000Z', 'DTSTART:20241027T013000Z', 'DTSTART:20241027T233000Z'].map((line) => expect.stringContaining(line)));
    expect(text).toContain(`UID:task-${task}@annals\r\n`);
    expect(text).toContain('STATUS:CANCELLED\r\n');
    const negotiated = async (accept: string) => (await fetch(new URL(`/v1/parties/${partyId}/agenda${window}`, api.url), { headers: { accept } })).text();
    for (const accept of ['text/calendar', 'text/calendar, */*', 'text/calendar;charset=utf-8;q=0.9, application/json;q=0.8', 'TEXT/calendar; q=0.5, */*;q=0.1']) expect({ accept, answer: await negotiated(accept) }).toEqual({ accept, answer: text });
    for (const accept of ['*/*', 'text/calendar;q=0.5, application/json', 'text/calendar;q=0, */*', 'text/html, */*;q=0.8']) expect(JSON.parse(await negotiated(accept))).toMatchObject({ items: expect.any(Array) as unknown });
  });

  it('keeps what is late and still to be done, as long as nobody asks for days of their own', async () => {
    const { partyId } = await desk.tell('/v1/parties', { kind: 'person' });
    const [late, done] = [await newTask({ assigneeId: partyId, due: { date: '2024-03-04' } }), await newTask({ assigneeId: partyId, due: { date: '2024-03-04' } })];
    await tell(`/v1/tasks/${done}/done`);
    const agenda = async (asked: object) => (await items(`/v1/parties/${partyId}/agenda`, asked)).map(({ taskId }) => taskId);
    expect(await agenda({ asOf: '2024-09-01' })).toEqual([late]);
    expect((await agenda({ asOf: '2024-09-01', from: '2024-03-01', to: '2024-03-10' })).sort()).toEqual([late, done].sort());
    expect(await agenda({ asOf: '2024-09-01', from: '2024-08-01' })).toEqual([]);
    expect(await (await fetch(new URL(`/v1/parties/${partyId}/agenda.ics?asOf=2024-09-01`, api.url))).text()).toContain(`UID:task-${late}@annals\r\n`);
  });

  it('says in a calendar who is met, by their names on the day asked for; of who was erased nothing', async () => {
    const person = async (...facts: object[]) => (await desk.tell('/v1/parties', { kind: 'person', facts })).partyId;
    const [own, other] = [await person(), await person({ attribute: 'name.usual', value: 'Zadig', validFrom: '2020-01-01' }, { attribute: 'name.usual', value: 'Candide', validFrom: '2024-04-01' })];
    await newVisit({ participants: [{ partyId: own, side: 'us' }, { partyId: other, side: 'them' }], subject: 'Spring' });
    await newTask({ assigneeId: own, about: [{ partyId: other }], due: { date: '2024-03-20' }, subject: 'Call' });
    const feed = async (asked = '') => (await (await fetch(new URL(`/v1/parties/${own}/agenda.ics?from=2024-03-20&to=2024-03-21${asked}`, api.url))).text()).match(/^(SUMMARY|CONTACT):.*(?=\r$)/gm);
    await desk.ask(`/v1/parties/${own}/agenda`);
    expect(await feed()).toEqual(['SUMMARY:Call (Zadig)', 'CONTACT:Zadig', 'SUMMARY:Spring (Zadig)', 'CONTACT:Zadig']);
    expect(await feed('&asOf=2024-04-02')).toEqual(['SUMMARY:Call (Candide)', 'CONTACT:Candide', 'SUMMARY:Spring (Candide)', 'CONTACT:Candide']);
    await api.keys.destroy(other);
    expect(await feed()).toBeNull();
  });

  it('of nobody, of too many days or of none is refused', async () => {
    expect((await send(api.url, 'GET', `/v1/parties/${NOBODY}/agenda.ics`)).status).toBe(404);
    expect(refused(await send(api.url, 'GET', `/v1/parties/${rep}/agenda?from=2024-01-01&to=2027-01-01`))).toMatchObject({ status: 400, paths: ['to'] });
    expect(refused(await send(api.url, 'GET', `/v1/parties/${rep}/agenda?from=2024-01-01&to=2024-01-01`))).toMatchObject({ status: 400, paths: ['to'] });
    expect(refused(await send(api.url, 'GET', `/v1/parties/${rep}/agenda?from=soon`))).toMatchObject({ status: 400, paths: ['from'] });
  });
});

describe('a batch', () => {
  it('makes parties, their tasks and planned interactions, and refers from one line to another', async () => {
    const lines = [
      { key: 'b1', command: 'create-party', ref: 'rep', body: { kind: 'person' } },
      { key: 'b2', command: 'create-party', ref: 'client', body: { kind: 'organisation' } },
      { key: 'b3', command: 'create-task', ref: 'task', body: { subject: 'From a batch', assigneeId: '$rep', about: [{ partyId: '$client' }] } },
      { key: 'b4', command: 'complete-task', body: { taskId: '$task' } },
      { key: 'b5', command: 'propose-interaction', ref: 'visit', body: visit({ participants: [{ partyId: '$rep', side: 'us' }, { partyId: '$client', side: 'them' }] }) },
      { key: 'b6', command: 'confirm-interaction', body: { plannedInteractionId: '$visit' } },
    ];
    const response = await fetch(new URL('/v1/batch', api.url), { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body: lines.map((line) => JSON.stringify(line)).join('\n') });
    const results = (await response.text()).trim().split('\n').map((line) => JSON.parse(line) as { status: number; position: string; answer: Told });
    expect(results.map(({ status }) => status)).toEqual([201, 201, 201, 200, 201, 200]);
    expect(await desk.ask(`/v1/tasks/${results[2]!.answer.taskId}`, { after: results[5]!.position })).toMatchObject({ status: 'done' });
    expect(await desk.ask(`/v1/planned-interactions/${results[4]!.answer.plannedInteractionId}`, { after: results[5]!.position })).toMatchObject({ status: 'confirmed' });
  });
});

describe('what is written in a task', () => {
  it('is not in the log in the clear, and reads erased once the key of a party it is about is gone', async () => {
    const { partyId } = await desk.tell('/v1/parties', { kind: 'organisation' });
    const taskId = await newTask({ subject: 'A telling subject', notes: 'and notes', about: [{ partyId }] });
    const other = await newTask({ subject: 'Of nobody', about: [] });
    expect((await api.log.readStream(`task-${taskId}`)).map(({ data }) => data).join()).not.toMatch(/telling|notes and/);
    await api.keys.destroy(partyId);
    expect(await desk.ask(`/v1/tasks/${taskId}`)).toMatchObject({ subject: null, notes: null, erased: true, status: 'open', assigneeId: rep });
    expect(await desk.ask(`/v1/tasks/${other}`)).toMatchObject({ subject: 'Of nobody' });
    await tell(`/v1/tasks/${taskId}/done`, { outcome: 'Later' });
    expect(await desk.ask(`/v1/tasks/${taskId}`)).toMatchObject({ subject: null, status: 'done', outcome: 'Later' });
  });

  it('is erased with what was said, where it follows from that and is about nobody: with whoever turns out to have taken part, too', async () => {
    const [known, stranger, subject] = await Promise.all(['person', 'person', 'organisation'].map(async (kind) => (await desk.tell('/v1/parties', { kind })).partyId));
    const said = (party: object, more: object = {}) => tell('/v1/interactions', interaction({ participants: [{ side: 'us', role: 'agent', party: rep }, { side: 'them', role: 'buyer', ...party }], ...more }));
    const told = await said({ party: known });
    const { interactionId, participantIds } = await said({ unresolved: { name: 'Somebody' } }, { about: [{ kind: 'party', id: subject }] });
    const [ofKnown, ofStranger, ofBoth] = [await newTask({ about: [], interactionId: told.interactionId, subject: 'Known', notes: 'Well' }), await newTask({ about: [], interactionId, subject: 'Unknown' }), await newTask({ interactionId: told.interactionId, subject: 'Of another' })];
    await tell(`/v1/interactions/${interactionId}/participants/${participantIds[1]!}/resolve`, { party: stranger });
    await tell(`/v1/tasks/${ofStranger}/amend`, { subject: 'Not so unknown', priority: 'normal' });
    await tell(`/v1/tasks/${ofKnown}/done`, { outcome: 'It went well' });
    const read = async (...tasks: string[]) => Promise.all(tasks.map(async (task) => { const { subject: text, outcome = null } = await desk.ask<TaskAnswer>(`/v1/tasks/${task}`); return [text, outcome]; }));
    expect(await read(ofKnown, ofStranger, ofBoth)).toEqual([['Known', 'It went well'], ['Not so unknown', null], ['Of another', null]]);
    await api.keys.destroy(known!);
    expect(await read(ofKnown, ofStranger, ofBoth)).toEqual([[null, null], ['Not so unknown', null], ['Of another', null]]);
    await api.keys.destroy(stranger!);
    expect(await read(ofStranger)).toEqual([[null, null]]);
    // Written anew it is to be read, until whom it was about is erased as well.
    await tell(`/v1/tasks/${ofStranger}/amend`, { subject: 'Said again', priority: 'normal' });
    expect(await read(ofStranger)).toEqual([['Said again', null]]);
    await api.keys.destroy(subject!);
    expect(await read(ofStranger)).toEqual([[null, null]]);
  });
});
