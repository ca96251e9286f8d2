/** An event that a read model cannot take in: what answers say of it meanwhile, and how an operator gives it again. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { listParked, retryAll } from '#apps/cli/parked/parked.js';
import type { Installation } from '#apps/cli/installation.js';
import { verifyTallies } from '#libs/projecting/verify.js';
import { projections } from '#projections/index.js';
import { verifyStreams } from '#projections/verify/tables.js';
import { send, type Reply } from '../http/client.js';
import { startApi, type TestApi } from '../support/api.js';
import { Desk } from './desk.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const installation = (): Installation => api as unknown as Installation;
const create = async (name: string): Promise<string> => String((await send(api.url, 'POST', '/v1/parties', { kind: 'organisation', facts: [{ attribute: 'name.legal', value: name, validFrom: '2020-01-01' }] })).body['partyId']);
const record = async (partyId: string, value: string): Promise<string> => String((await send(api.url, 'POST', `/v1/parties/${partyId}/facts`, { facts: [{ attribute: 'name.banner', value, validFrom: '2021-01-01' }] })).body['position']);
const ask = (path: string, after: string): Promise<Reply> => send(api.url, 'GET', `/v1/${path}${path.includes('?') ? '&' : '?'}after=${after}`);

it('is told by answers it may belong to, by metrics and by the command line, and is shown when it was given again', async () => {
  const [party, other] = [await create('Quincaillerie Morel'), await create('Matériaux Tilleul')];
  await ask(`parties/${party}/360`, await record(party, 'Morel'));
  // A defect, for the sake of it: the table refuses what is recorded of one party from now on.
  await api.pool.query(`alter table parties_v1.fact add constraint no_more check (party_id <> '${party}') not valid`);
  await record(party, 'Brico Morel');
  await send(api.url, 'POST', `/v1/parties/${party}/facts`, { facts: [{ attribute: 'phone', value: '+33478000000', validFrom: '2022-01-01' }] });
  const after = await record(other, 'Tilleul');

  expect((await ask(`parties/${party}/360`, after)).body).toMatchObject({ incomplete: true, facts: expect.not.arrayContaining([expect.objectContaining({ value: 'Brico Morel' })]) as unknown });
  expect((await ask(`parties/${party}/history`, after)).body).toMatchObject({ incomplete: true });
  expect((await ask('parties', after)).body).toMatchObject({ incomplete: true });
  expect((await ask('update-requests', after)).body).toMatchObject({ incomplete: true });
  // What is not there may be what waits.
  expect(await ask(`parties/${party}/diff?asOf=2020-01-01..2022-01-01`, after)).toMatchObject({ body: { incomplete: true } });
  const { body } = await ask(`parties/${other}/360`, after);
  expect(body).toMatchObject({ facts: expect.arrayContaining([expect.objectContaining({ value: 'Tilleul' })]) as unknown });
  expect(body).not.toHaveProperty('incomplete');
  const metrics = await (await fetch(`${api.url}/metrics`)).text();
  expect(metrics).toContain('annals_parked_streams{projection="parties",version="1"} 1');
  expect(metrics).toMatch(/annals_parked_oldest_seconds\{projection="parties",version="1"\} \d/);
  expect(await listParked(installation())).toEqual({ waiting: 1, lines: [expect.stringMatching(new RegExp(`^parties v1 {2}party-${party} {2}2 events since .*: 23514 no_more$`))] });
  expect((await verifyTallies({ log: api.log, pool: api.pool, projections })).differences).toEqual([]);

  expect(await retryAll(installation(), { stream: undefined, projection: undefined })).toEqual({ waiting: 1, lines: [expect.stringContaining('0 taken in, 2 wait: 23514 no_more')] });
  await api.pool.query('alter table parties_v1.fact drop constraint no_more');
  expect(await retryAll(installation(), { stream: `party-${party}`, projection: 'parties' })).toEqual({ waiting: 0, lines: [`parties v1  party-${party}  2 taken in`] });
  // One that was never heard of.
  await api.pool.query(`alter table parties_v1.party add constraint none_more check (false) not valid`);
  const third = await create('Ferronnerie Aubert');
  const late = await record(third, 'Aubert');
  expect(await ask(`parties/${third}/360`, late)).toMatchObject({ status: 404, body: { code: 'party-not-found', incomplete: true } });
  expect((await ask(`parties/${party}/360`, late)).body).not.toHaveProperty('incomplete');
  await api.pool.query('alter table parties_v1.party drop constraint none_more');
  expect(await retryAll(installation(), { stream: undefined, projection: undefined })).toMatchObject({ waiting: 0 });
  expect(await ask(`parties/${third}/360`, late)).toMatchObject({ status: 200 });
  const mended = await ask(`parties/${party}/360`, after);
  expect(mended.body).toMatchObject({ facts: expect.arrayContaining([expect.objectContaining({ value: 'Brico Morel' }), expect.objectContaining({ attribute: 'phone' })]) as unknown });
  expect(mended.body).not.toHaveProperty('incomplete');
  expect(await listParked(installation())).toEqual({ waiting: 0, lines: ['Nothing is parked.'] });
});

it('hides what a hand-over moved only as long as its request waits', async () => {
  const desk = new Desk(api.url);
  const person = async (): Promise<string> => (await desk.tell('/v1/parties', { kind: 'person' })).partyId;
  const [leaver, successor] = [await person(), await person()];
  await desk.tell('/v1/tasks', { subject: 'Call back', assigneeId: leaver });
  await api.pool.query('alter table tasks_v1.reassignment add constraint no_more check (false) not valid');
  const { reassignmentId, position } = (await desk.tell('/v1/task-reassignments', { from: leaver, to: successor, on: 'today' })) as unknown as { reassignmentId: string; position: string };
  const progress = (): Promise<Reply> => send(api.url, 'GET', `/v1/task-reassignments/${reassignmentId}`);
  expect(await ask(`task-reassignments/${reassignmentId}`, position)).toMatchObject({ status: 404, body: { incomplete: true } });
  for (let tries = 0; tries < 600 && (await desk.ask<{ items: unknown[] }>('/v1/tasks', { assignee: successor })).items.length === 0; tries++) await sleep(50);

  await api.pool.query('alter table tasks_v1.reassignment drop constraint no_more');
  expect(await retryAll(installation(), { stream: `taskReassignment-${reassignmentId}`, projection: 'tasks' })).toMatchObject({ waiting: 0 });
  for (let tries = 0; tries < 600 && (await progress()).body['status'] as unknown !== 'completed'; tries++) await sleep(50);
  expect(await progress()).toMatchObject({ body: { status: 'completed', requested: 1, moved: 1, skipped: 0 } });
  expect((await verifyStreams({ log: api.log, pool: api.pool, codec: api.codec, projections: () => Promise.resolve([{ name: 'tasks', version: 1 }]) }, [`taskReassignment-${reassignmentId}`])).differences).toEqual([]);
});
