/** One system whose work is divided among processes: who answers, who makes the read models, who carries on what was left behind. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PostgresEventLog } from '#libs/event-log/postgres/postgres-event-log.js';
import type { Role } from '#libs/platform/settings.js';
import { send, type Reply } from './http/client.js';
import { startApi, type TestApi } from './support/api.js';
import { frozenLog } from './support/frozen-log.js';

/** Serves requests, from before anybody ever made its tables. */
let api: TestApi;
const others: TestApi[] = [];
beforeEach(async () => {
  api = await startApi({ roles: new Set(['api']) });
});
afterEach(async () => {
  await Promise.all(others.splice(0).map((other) => other.stop()));
  await api.stop();
});

async function beside(role: Role, changes: Parameters<TestApi['beside']>[0] = {}): Promise<TestApi> {
  const other = await api.beside({ roles: new Set([role]), ...changes });
  others.push(other);
  return other;
}
async function stop(process: TestApi): Promise<void> {
  others.splice(others.indexOf(process), 1);
  await process.stop();
}

const create = (name: string): Promise<Reply> => send(api.url, 'POST', '/v1/parties', { kind: 'organisation', facts: [{ attribute: 'name.legal', value: name, validFrom: '2020-01-01' }] });
const view = ({ body: { partyId, position } }: Reply): Promise<Reply> => send(api.url, 'GET', `/v1/parties/${String(partyId)}/360?after=${String(position)}`);
const ready = ({ url }: TestApi): Promise<Reply> => send(url, 'GET', '/health/ready');
async function becomes(process: TestApi, status: number): Promise<Reply> {
  for (;;) {
    const reply = await ready(process);
    if (reply.status === status) return reply;
    await sleep(50);
  }
}

describe('a process that only answers requests', () => {
  it('takes commands, waits for what another process projects, and says when none does', async () => {
    const first = await create('Quincaillerie Morel');
    expect(first.status).toBe(201);
    expect((await becomes(api, 503)).body).toMatchObject({ checks: { log: { ok: true }, projections: { ok: false, by: 'another-process', reason: 'no projector moves the tables' } } });
    const early = await view(first);
    expect(early).toMatchObject({ status: 503, body: { code: 'not-yet-projected' } });
    expect(early.headers.get('retry-after')).not.toBeNull();

    const projector = await beside('projector');
    expect(await view(first)).toMatchObject({ status: 200, body: { summary: { displayName: 'Quincaillerie Morel' } } });
    expect((await becomes(api, 200)).body).toMatchObject({ checks: { projections: { ok: true, by: 'another-process', lag: 0 } } });
    expect((await becomes(projector, 200)).body).toMatchObject({ checks: { projections: { ok: true, by: 'this-process', lag: 0 } } });
    expect(await view(await create('Matériaux Tilleul'))).toMatchObject({ status: 200, body: { summary: { displayName: 'Matériaux Tilleul' } } });

    await stop(projector);
    const late = await create('Peintures Aubépin');
    expect(late.status).toBe(201);
    expect(await view(late)).toMatchObject({ status: 503, body: { code: 'not-yet-projected' } });
    expect((await becomes(api, 503)).body).toMatchObject({ checks: { projections: { ok: false, reason: 'no projector moves the tables' } } });

    await beside('projector');
    expect(await view(late)).toMatchObject({ status: 200, body: { summary: { displayName: 'Peintures Aubépin' } } });
    await becomes(api, 200);
  });

  it('goes on when projectors share the work, and when one of them is gone', async () => {
    const first = await beside('projector');
    const second = await beside('projector');
    while (second.projecting.state.own === undefined) await sleep(20);
    expect((await view(await create('Quincaillerie Morel'))).status).toBe(200);
    for (const one of [first, second]) expect((await becomes(one, 200)).body).toMatchObject({ checks: { projections: { ok: true, by: 'this-process' } } });

    await stop(first);
    expect((await view(await create('Matériaux Tilleul'))).status).toBe(200);
    await becomes(api, 200);
  });
});

describe('a process that answers no requests', () => {
  it.each(['projector', 'worker'] as const)('is asked for its health alone: %s', async (role) => {
    const process = await beside(role);
    expect(await send(process.url, 'GET', '/health/live')).toMatchObject({ status: 200, body: { status: 'live' } });
    for (const [method, path] of [['GET', '/v1/docs'], ['GET', '/v1/openapi.json'], ['GET', '/v1/staff'], ['POST', '/v1/parties']] as const) {
      const reply = await send(process.url, method, path, method === 'POST' ? { kind: 'person' } : undefined);
      expect(reply).toMatchObject({ status: 404, body: { code: 'not-found' } });
      expect(reply.headers.get('content-type')).toContain('application/problem+json');
    }
  });
});

describe('what was left behind', () => {
  const relations = async (): Promise<number> => (await api.log.readAll(0n, 100_000)).filter(({ type }) => type === 'RelationStarted').length;

  it('is carried on by a worker, and by nobody else', async () => {
    await beside('projector');
    const employer = String((await create('Quincaillerie Morel')).body['partyId']);
    const frozen = frozenLog(new PostgresEventLog(api.databaseUrl), (stream) => stream.startsWith('relation-'));
    const dying = await beside('api', { log: frozen.log });
    const answer = send(dying.url, 'POST', '/v1/parties', { kind: 'person', relations: [{ type: 'employee-of', direction: 'a-to-b', party: employer, validFrom: '2021-01-01' }] });
    await frozen.held;
    // Longer than a worker would leave it.
    await sleep(11_000);
    expect(await relations()).toBe(0);

    await beside('worker');
    while ((await relations()) === 0) await sleep(100);
    frozen.thaw();
    expect((await answer).status).toBe(201);
    expect(await relations()).toBe(1);
  });
});
