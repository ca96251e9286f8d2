/** What a process tells of itself: whether it lives, whether it can serve, and what it counts. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parser } from '@prometheus-io/lezer-promql';
import type pg from 'pg';
import { parse } from 'yaml';
import { STILL_MS } from '#apps/api/health/health.js';
import { createPool } from '#libs/platform/database.js';
import { Logger } from '#libs/platform/logger.js';
import { Metrics } from '#libs/platform/metrics.js';
import { packageRoot } from '#libs/platform/package-root.js';
import { send, type Reply } from './http/client.js';
import { startApi, type TestApi } from './support/api.js';

const NAME = 'Quincaillerie Morel';

let api: TestApi;
let lock: pg.PoolClient;
let locks: pg.Pool;
beforeAll(async () => {
  api = await startApi();
  locks = createPool(api.databaseUrl, { name: 'test', max: 1 });
  lock = await locks.connect();
});
afterAll(async () => {
  lock.release();
  await locks.end();
  await api.stop();
});

const create = (key: string, body: object = { kind: 'organisation', facts: [{ attribute: 'name.legal', value: NAME, validFrom: '2020-01-01' }] }): Promise<Reply> =>
  send(api.url, 'POST', '/v1/parties', body, { 'idempotency-key': key });
const metrics = async ({ url }: TestApi): Promise<string> => (await fetch(`${url}/metrics`)).text();
/** The value of one series; its labels in the order in which they are told. */
const valueOf = (text: string, series: string): number => Number(text.split('\n').find((line) => line.startsWith(`${series} `))?.split(' ').at(-1));
const whileLocked = async (statement: string, work: () => Promise<void>): Promise<void> => {
  await lock.query(`begin; ${statement}`);
  try {
    await work();
  } finally {
    await lock.query('rollback');
  }
};

describe('the clock', () => {
  it('is looked at beside the log: an engine that was ahead dates all that follows by then', async () => {
    const server = await startApi({ at: '2024-03-01T09:00:00.000Z', engine: 'postgres' });
    try {
      const clock = async (): Promise<unknown> => [(await send(server.url, 'GET', '/health/ready')).body['clock'], valueOf(await metrics(server), 'annals_check_ok{check="clock"}')];
      await send(server.url, 'POST', '/v1/parties', { kind: 'person' });
      expect(await clock()).toEqual([{ ok: true, aheadSeconds: 0 }, 1]);
      await server.setClock('2024-03-03T09:00:00.000Z');
      await send(server.url, 'POST', '/v1/parties', { kind: 'person' });
      await server.setClock('2024-03-01T09:00:10.000Z');
      await send(server.url, 'POST', '/v1/parties', { kind: 'person' });
      expect(await clock()).toEqual([{ ok: false, aheadSeconds: 2 * 86_400 - 10, reason: expect.stringContaining('is ahead of this process') as unknown }, 0]);
    } finally {
      await server.stop();
    }
  });
});

describe('the metrics', () => {
  it('count commands, conflicts, appends and requests, by codes and routes and never by ids or values', async () => {
    const { partyId } = (await create('metrics-1')).body as { partyId: string };
    await create('metrics-1');
    await create('metrics-2', { kind: 'organisation', facts: [{ attribute: 'nothing', value: NAME, validFrom: '2020-01-01' }] });
    const facts = (n: number): Promise<Reply> => send(api.url, 'POST', `/v1/parties/${partyId}/facts`, { facts: [{ attribute: 'email', value: `contact-${n}@example.org`, validFrom: '2020-01-01' }] });
    const [first] = await Promise.all([1, 2, 3, 4].map(facts));
    expect((await send(api.url, 'GET', `/v1/parties/${partyId}/360?after=${String(first!.body['position'])}`)).status).toBe(200);
    await send(api.url, 'GET', `/v1/${NAME}`);

    const text = await metrics(api);
    expect(valueOf(text, 'annals_commands_total{outcome="accepted"}')).toBe(6);
    expect(valueOf(text, 'annals_commands_total{outcome="unknown-attribute"}')).toBe(1);
    expect(valueOf(text, 'annals_command_retries_total')).toBeGreaterThan(0);
    expect(valueOf(text, 'annals_append_duration_seconds_count{outcome="appended"}')).toBe(5);
    expect(valueOf(text, 'annals_append_duration_seconds_count{outcome="conflict"}')).toBe(valueOf(text, 'annals_command_retries_total'));
    expect(valueOf(text, 'annals_http_request_duration_seconds_count{method="POST",route="/v1/parties",status="2xx"}')).toBe(2);
    expect(valueOf(text, 'annals_http_request_duration_seconds_count{method="GET",route="/v1/parties/:partyId/360",status="2xx"}')).toBe(1);
    expect(valueOf(text, 'annals_http_request_duration_seconds_count{method="GET",route="none",status="4xx"}')).toBe(1);
    expect(valueOf(text, 'annals_pool_connections{pool="questions",state="idle"}')).toBeGreaterThan(0);
    expect(valueOf(text, 'annals_check_ok{check="live"}')).toBe(1);
    const labels = [...text.matchAll(/="([^"]*)"/g)].map(([, value]) => value!);
    expect(labels.filter((value) => value.includes(NAME) || value.includes('@') || /[0-9a-f]{8}-/.test(value))).toEqual([]);
  });
});

describe('the log of a process', () => {
  it('has a line for each request, found by its id and its trace, and says nothing that a caller sent', async () => {
    const said: string[] = [];
    const server = await api.beside({ roles: new Set(['api']), logger: new Logger({ level: 'info', to: { write: (line: string) => void said.push(line) } }) });
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    const secrets = { 'annals-caller': 'service:secret-caller', 'annals-actor': 'service:secret-actor', 'accept-language': 'fr', 'user-agent': 'secret-agent', traceparent: `00-${trace}-00f067aa0ba902b7-01` };
    const command = (key: string, body: object, more: object = {}): Promise<Reply> => send(server.url, 'POST', '/v1/parties', body, { 'idempotency-key': key, ...secrets, ...more });
    const party = { kind: 'organisation', facts: [{ attribute: 'name.legal', value: NAME, validFrom: '2020-01-01' }] };
    const accepted = await command('secret-key-1', party, { 'x-request-id': 'req-4711' });
    expect([accepted.headers.get('x-request-id'), accepted.headers.get('annals-correlation-id')]).toEqual(['req-4711', trace]);
    const refused = await command('secret-key-2', { kind: 'secret-kind' }, { 'x-request-id': 'not an id', traceparent: '' });
    const requestId = refused.headers.get('x-request-id')!;
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
    await send(server.url, 'GET', `/v1/parties?identifier=siren:990000010&fields=secret-field`);
    await send(server.url, 'GET', `/v1/secret-route/${NAME}?text=secret-text`);
    await send(server.url, 'GET', `/v1/parties/${NAME}/360?asOf=secret-date`);
    // A defect: whoever asks now is given a connection by nobody.
    await server.questions.end();
    const defect = await send(server.url, 'POST', '/v1/search', { text: NAME }, { 'x-request-id': 'req-4712' });
    expect(defect).toMatchObject({ status: 500, body: { code: 'internal' } });
    await send(server.url, 'GET', '/health/live');

    const lines = said.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.slice(0, 2)).toEqual([
      { level: 'info', time: expect.any(String), pid: process.pid, requestId: 'req-4711', correlationId: trace, method: 'POST', route: '/v1/parties', status: 201, milliseconds: expect.any(Number), msg: 'answered' },
      { level: 'info', time: expect.any(String), pid: process.pid, requestId, method: 'POST', route: '/v1/parties', status: 400, milliseconds: expect.any(Number), msg: 'answered', correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    ]);
    expect(lines.filter(({ msg }) => msg === 'defect')).toEqual([{ level: 'error', time: expect.any(String), pid: process.pid, requestId: 'req-4712', error: 'Error', at: expect.arrayContaining([expect.stringContaining('projections/queries')]), msg: 'defect' }]);
    expect(said.join('')).not.toMatch(/secret|Morel|Quincaillerie|990000010/);
    // One of its pools is ended already, and told so; all others are closed.
    await expect(server.stop()).rejects.toThrow('Called end on pool more than once');
  });
});

describe('infra/dashboards', () => {
  const read = (file: string): string => readFileSync(path.join(packageRoot, 'infra/dashboards', file), 'utf8');
  /** What Grafana puts in their place. */
  const expressionsOfDashboard = (): string[] => {
    const { panels, templating } = JSON.parse(read('annals.json')) as { panels: { targets?: { expr: string }[] }[]; templating: { list: { definition: string }[] } };
    const [, instances] = /^label_values\((.*), instance\)$/.exec(templating.list[0]!.definition)!;
    return [instances!, ...panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr.replaceAll('$__rate_interval', '1m').replaceAll('$instance', '.*')))];
  };
  const rules = (): { alert: string; expr: string; labels: { severity: string }; annotations: { runbook: string } }[] => (parse(read('alerts.yaml')) as { groups: { rules: never[] }[] }).groups.flatMap((group) => group.rules);
  /** Labels that Prometheus adds, and those of the buckets of a histogram. */
  const ADDED = ['instance', 'job', 'role', 'le'];

  it('ask for metrics that a server tells, by labels that it has, in the language of Prometheus', async () => {
    const told = new Metrics().ofProcess();
    const server = await api.beside({ roles: new Set(['worker']), metrics: told });
    const names = new Set([...(await metrics(server)).matchAll(/^# TYPE (\S+) (\S+)/gm)].flatMap(([, name, kind]) => (kind === 'histogram' ? ['_bucket', '_count', '_sum'].map((part) => name! + part) : [name!])));
    await server.stop();
    const labels = new Set([...ADDED, ...told.registry.getMetricsAsArray().flatMap((metric) => (metric as unknown as { labelNames: string[] }).labelNames)]);
    const faults = [...expressionsOfDashboard(), ...rules().map(({ expr }) => expr)].flatMap((expression) => {
      const found: string[] = [];
      parser.parse(expression).iterate({
        enter({ type, name, from, to, node }) {
          const text = expression.slice(from, to);
          if (type.isError) found.push(`not the language of Prometheus at ${from}: ${expression}`);
          else if (name === 'Identifier' && node.parent?.name === 'VectorSelector' && text !== 'up' && !names.has(text)) found.push(`no server tells ${text}`);
          else if (name === 'LabelName' && !labels.has(text)) found.push(`nothing has the label ${text}`);
        },
      });
      return found;
    });
    expect(faults).toEqual([]);
  });

  it('name for each alert a row of the operations manual', () => {
    const manual = readFileSync(path.join(packageRoot, 'docs/operations.md'), 'utf8');
    expect(rules().filter(({ annotations }) => !manual.includes(`\n| ${annotations.runbook} |`)).map(({ alert }) => alert)).toEqual([]);
  });
});

describe('questions that take all connections', () => {
  it('end after a while with a problem, and meanwhile the process says that it is full', async () => {
    const { partyId, position } = (await create('full-1')).body as { partyId: string; position: string };
    expect((await send(api.url, 'GET', `/v1/parties/${partyId}/360?after=${position}`)).status).toBe(200);
    await whileLocked('lock table parties_v1.party in access exclusive mode', async () => {
      // Some are asked each for itself, and some together with others.
      const asked = ['history', 'history', 'history', 'history', 'history', 'history', 'history', '360', '360', '360'].map((part) => send(api.url, 'GET', `/v1/parties/${partyId}/${part}`));
      while (api.questions.waitingCount === 0) await new Promise((resolve) => setImmediate(resolve));
      const ready = await send(api.url, 'GET', '/health/ready');
      expect(ready).toMatchObject({ status: 503, body: { checks: { database: { ok: true }, questions: { ok: false, reason: expect.stringContaining('all 6 connections for questions are busy') } } } });
      expect(valueOf(await metrics(api), 'annals_pool_waiting{pool="questions"}')).toBeGreaterThan(0);
      for (const answer of await Promise.all(asked)) expect(answer).toMatchObject({ status: 503, body: { code: 'overloaded', retryable: true } });
    });
    expect(await send(api.url, 'GET', '/health/ready')).toMatchObject({ status: 200 });
    expect((await send(api.url, 'GET', `/v1/parties/${partyId}/360`)).status).toBe(200);
  });
});

describe('a projector that stands still while the log goes on', () => {
  it('says how far it is behind, and after a while that it does not live', async () => {
    let later = 0;
    const projector = await api.beside({ roles: new Set(['projector']), monotonic: () => performance.now() + later });
    const { position } = (await create('still-1')).body as { position: string };
    expect((await send(api.url, 'GET', `/v1/parties?identifier=siren:990000010&after=${position}`)).status).toBe(200);
    try {
      // The other one gives it a part of what it holds.
      while (projector.projecting.state.own === undefined) await sleep(20);
      await whileLocked('lock table projecting.owner in exclusive mode', async () => {
        expect((await create('still-2')).status).toBe(201);
        expect(await send(projector.url, 'GET', '/health/live')).toMatchObject({ status: 200 });
        expect(valueOf(await metrics(projector), 'annals_projection_lag_events{projection="parties",version="1"}')).toBe(2);
        expect(valueOf(await metrics(projector), 'annals_projection_lag_seconds{projection="parties",version="1"}')).toBeGreaterThan(0);
        later = STILL_MS;
        expect(await send(projector.url, 'GET', '/health/live')).toMatchObject({ status: 503, body: { status: 'still' } });
        expect(valueOf(await metrics(projector), 'annals_check_ok{check="live"}')).toBe(0);
        // Nobody waits for this one to move the tables: it lives.
        expect(await send(api.url, 'GET', '/health/live')).toMatchObject({ status: 200 });
      });
      const { position: end } = await api.log.head();
      expect(await projector.projecting.waitFor(end, 60_000)).toBe(true);
      expect(await send(projector.url, 'GET', '/health/live')).toMatchObject({ status: 200, body: { status: 'live' } });
      expect(valueOf(await metrics(projector), 'annals_projection_lag_events{projection="parties",version="1"}')).toBe(0);
    } finally {
      await projector.stop();
    }
  });
});
