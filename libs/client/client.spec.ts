/** Trying again, over real connections: to a server that answers as it was told to. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { AnnalsClient, AnnalsProblem, AnnalsUnreachable, type AnnalsClientOptions } from './client.js';

type Scripted = 'cut' | 'cut in the middle' | 'never' | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: object };

interface Seen {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

const PARTY = '0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11';
const answered = (position = '@k7mzq2ab.12'): Scripted => ({ status: 201, headers: { 'annals-position': position }, body: { partyId: PARTY, status: 'accepted', position, warnings: [], factIds: [], relations: [] } });
const problem = (status: number, code: string, headers: Readonly<Record<string, string>> = {}): Scripted =>
  ({ status, headers: { 'content-type': 'application/problem+json; charset=utf-8', ...headers }, body: { type: `/v1/problems/${code}`, title: code, status, detail: 'told by the test', code, retryable: status === 503 } });

let servers: http.Server[] = [];
afterEach(() => {
  for (const server of servers) server.close().closeAllConnections();
  servers = [];
});

/** A server that gives these answers one after the other, and a client of it. Pauses are noted and not made. */
async function given(script: readonly Scripted[], options: Partial<AnnalsClientOptions> = {}): Promise<{ client: AnnalsClient; seen: Seen[]; pauses: number[] }> {
  const seen: Seen[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const next = script[seen.length];
      seen.push({ method: request.method, path: request.url, headers: request.headers, body: Buffer.concat(chunks).toString() });
      if (next === 'never') return;
      if (next === undefined || next === 'cut') return void request.socket.destroy();
      if (next === 'cut in the middle') {
        response.writeHead(201, { 'content-type': 'application/json', 'content-length': '1000' }).write('{"partyId":');
        return void setImmediate(() => request.socket.destroy());
      }
      response.writeHead(next.status, { 'content-type': 'application/json', ...next.headers }).end(JSON.stringify(next.body ?? {}));
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const pauses: number[] = [];
  let keys = 0;
  const client = new AnnalsClient({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, caller: 'service:test', newKey: () => `key-${keys += 1}`, ...options,
    retry: { sleep: async (milliseconds) => void pauses.push(milliseconds), random: () => 0.5, ...options.retry },
  });
  return { client, seen, pauses };
}

const create = (client: AnnalsClient) => client.post('/v1/parties', { body: { kind: 'person' } });

describe('a command', () => {
  it('is sent as who calls, with a key of its own', async () => {
    const { client, seen } = await given([answered(), answered()], { actor: 'import:erp' });
    await create(client);
    const { partyId } = await create(client);
    expect(partyId).toBe(PARTY);
    expect(seen.map(({ method, path, headers, body }) => [method, path, headers['annals-caller'], headers['annals-actor'], headers['idempotency-key'], JSON.parse(body) as object])).toEqual([
      ['POST', '/v1/parties', 'service:test', 'import:erp', 'key-1', { kind: 'person' }], ['POST', '/v1/parties', 'service:test', 'import:erp', 'key-2', { kind: 'person' }],
    ]);
  });

  it('keeps the key and the headers it is given', async () => {
    const { client, seen } = await given([answered()]);
    await client.post('/v1/parties', { body: { kind: 'person' }, params: { header: { 'Idempotency-Key': 'order:7', 'If-Match': '"3"', 'Annals-Reason': 'customer-call' } } });
    expect(seen[0]!.headers).toMatchObject({ 'idempotency-key': 'order:7', 'if-match': '"3"', 'annals-reason': 'customer-call', 'annals-caller': 'service:test' });
  });

  it('is sent again under the same key, with the same body, until there is a whole answer', async () => {
    const { client, seen, pauses } = await given(['cut', 'cut in the middle', problem(503, 'conflict-busy', { 'retry-after': '2' }), problem(429, 'too-many-followers'), answered()]);
    expect((await create(client)).partyId).toBe(PARTY);
    expect(new Set(seen.map(({ headers, body }) => `${String(headers['idempotency-key'])} ${body}`))).toEqual(new Set(['key-1 {"kind":"person"}']));
    expect(seen).toHaveLength(5);
    // Twice as long each time, half of it by the jitter of this test; and what the server asks for comes before that.
    expect(pauses).toEqual([50, 100, 2_000 + 200, 400]);
  });

  it('is sent again where a gateway did not reach the server', async () => {
    const { client, seen } = await given([{ status: 502, headers: { 'content-type': 'text/html' } }, { status: 504, headers: { 'content-type': 'text/html' } }, answered()]);
    expect((await create(client)).partyId).toBe(PARTY);
    expect(new Set(seen.map(({ headers }) => headers['idempotency-key']))).toEqual(new Set(['key-1']));
  });

  it('is sent again where it did not arrive in time', async () => {
    const { client, seen } = await given([problem(408, 'request-timeout'), answered()]);
    expect((await create(client)).partyId).toBe(PARTY);
    expect(seen).toHaveLength(2);
  });

  it.each([
    ['a refusal', problem(409, 'identifier-taken')], ['a defect', problem(500, 'internal')], ['a mistake', problem(400, 'invalid-body')],
    ['503 that does not say when to come back', problem(503, 'log-unavailable')], ['503 that says to come back in an hour', problem(503, 'log-unavailable', { 'retry-after': '3600' })],
  ])('is not sent again for %s', async (_, answer) => {
    const { client, seen, pauses } = await given([answer, answered()]);
    await expect(create(client)).rejects.toMatchObject({ name: 'AnnalsProblem', status: (answer as { status: number }).status });
    expect([seen.length, pauses]).toEqual([1, []]);
  });

  it('is given up after so many attempts, by the last answer', async () => {
    const busy = await given(Array.from({ length: 9 }, () => problem(503, 'conflict-busy', { 'retry-after': '1' })), { retry: { attempts: 3 } });
    await expect(create(busy.client)).rejects.toMatchObject({ code: 'conflict-busy', problem: { retryable: true, detail: 'told by the test' } });
    expect(busy.seen).toHaveLength(3);
    const away = await given([], { retry: { attempts: 4 } });
    await expect(create(away.client)).rejects.toBeInstanceOf(AnnalsUnreachable);
    expect(away.seen).toHaveLength(4);
  });

  it('waits no longer than the longest pause, and less by chance', async () => {
    const { client, pauses } = await given([], { retry: { attempts: 12, longestPauseMs: 1_000, random: () => 0.9 } });
    await expect(create(client)).rejects.toBeInstanceOf(AnnalsUnreachable);
    expect(pauses).toEqual([90, 180, 360, 720, ...Array.from({ length: 7 }, () => 900)]);
  });

  it('that gets no answer in time is sent again', async () => {
    const { client, seen } = await given(['never', answered()], { retry: { timeoutMs: 200 } });
    expect((await create(client)).partyId).toBe(PARTY);
    expect(seen).toHaveLength(2);
  });

  it('ends when its caller gives it up', async () => {
    const { client, seen } = await given(['never', answered()]);
    const given_up = new AbortController();
    const sending = client.post('/v1/parties', { body: { kind: 'person' }, signal: given_up.signal });
    while (seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    given_up.abort();
    await expect(sending).rejects.toMatchObject({ name: 'AbortError' });
    expect(seen).toHaveLength(1);
  });
});

describe('an answer', () => {
  it('that is none of Annals is told as that', async () => {
    const { client, seen } = await given(Array.from({ length: 9 }, () => ({ status: 502, headers: { 'content-type': 'text/html' } })));
    await expect(create(client)).rejects.toThrow(/answered 502/);
    expect(seen).toHaveLength(6);
  });

  it('moves what own writes reach, and an earlier one that comes late does not', async () => {
    const { client, seen } = await given([answered('@k7mzq2ab.99'), answered('@k7mzq2ab.100'), answered('@k7mzq2ab.98'), answered('@k7mzq2ab.100'), { status: 200, body: { items: [], next: null } }]);
    expect(client.ownWrites).toEqual({});
    for (let n = 0; n < 4; n += 1) await create(client);
    expect(client.ownWrites).toEqual({ after: '@k7mzq2ab.100' });
    await client.get('/v1/parties', { params: { query: { ...client.ownWrites, kind: 'person', fact: ['role:client', 'role:supplier'] } } });
    expect(seen.at(-1)!.path).toBe('/v1/parties?after=%40k7mzq2ab.100&kind=person&fact=role%3Aclient&fact=role%3Asupplier');
  });

  it('keeps a problem whole', async () => {
    const { client } = await given([problem(412, 'revision-mismatch')]);
    const error: unknown = await create(client).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(AnnalsProblem);
    expect((error as AnnalsProblem).code).toBe('revision-mismatch');
    expect((error as Error).message).toBe('revision-mismatch: told by the test');
  });
});
