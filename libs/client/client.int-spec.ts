/** The client with the server it is made for. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../../test/support/api.js';
import { AnnalsClient, AnnalsProblem, AnnalsUnreachable, type BatchLine, type CloudEvent } from './client.js';

let api: TestApi;
let annals: AnnalsClient;
beforeAll(async () => {
  api = await startApi();
  annals = new AnnalsClient({ url: api.url, caller: 'service:test', actor: 'import:test' });
});
afterAll(() => api.stop());

const named = (value: string) => ({ kind: 'person' as const, facts: [{ attribute: 'name.usual', value, validFrom: '2020-01-01' }] });

describe('the client', () => {
  it('writes, and reads its own writes', async () => {
    const { partyId, factIds } = await annals.post('/v1/parties', { body: named('Zoé') });
    const { facts, party } = await annals.get('/v1/parties/{partyId}/360', { params: { path: { partyId }, query: { ...annals.ownWrites, asOf: '2024-01-01' } } });
    expect([party.kind, facts?.map(({ factId, value }) => [factId, value])]).toEqual(['person', [[factIds[0], 'Zoé']]]);
    const [event] = await api.log.readStream(`party-${partyId}`);
    expect(JSON.parse(event!.metadata)).toMatchObject({ caller: 'service:test', actor: 'import:test' });
  });

  it('throws problems with their code and what is in the way', async () => {
    const error: unknown = await annals.post('/v1/parties', { body: { kind: 'person', facts: [{ attribute: 'nonsense', value: 'x', validFrom: '2020' }] } }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(AnnalsProblem);
    expect((error as AnnalsProblem).problem).toMatchObject({ status: 422, code: 'unknown-attribute', retryable: false });
    await expect(annals.get('/v1/parties/{partyId}', { params: { path: { partyId: '0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11' } } })).rejects.toMatchObject({ code: 'party-not-found', status: 404 });
  });

  it('has one effect, though the answer to its command was lost on the way', async () => {
    // Between the two: it hands everything on, and loses the first answers.
    let lost = 0;
    const between = http.createServer((request, response) => {
      const onward = http.request(new URL(request.url!, api.url), { method: request.method, headers: request.headers }, (answer) => {
        if (lost < 2) {
          lost += 1;
          answer.resume().on('end', () => request.socket.destroy());
        } else {
          response.writeHead(answer.statusCode!, answer.headers);
          answer.pipe(response);
        }
      });
      request.pipe(onward);
    });
    await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
    try {
      const client = new AnnalsClient({ url: `http://127.0.0.1:${(between.address() as AddressInfo).port}`, caller: 'service:test' });
      const before = (await api.log.head()).position;
      const { partyId } = await client.post('/v1/parties', { body: { kind: 'person' } });
      expect(lost).toBe(2);
      expect((await api.log.readAll(before, 100)).map(({ stream }) => stream)).toEqual([`party-${partyId}`]);
    } finally {
      between.close().closeAllConnections();
    }
  });

  it('sends batches, and its own writes are those of their lines too', async () => {
    const lines: BatchLine[] = [
      { key: 'batch:1', command: 'create-party', ref: 'a', body: named('Ada') }, { key: 'batch:2', command: 'create-party', body: { kind: 'robot' } },
      { key: 'batch:3', command: 'record-facts', body: { partyId: '$a', facts: [{ attribute: 'phone', value: '+33240123456', validFrom: '2021' }] } },
    ];
    const results = [];
    for await (const result of annals.batch(lines)) results.push(result);
    expect(results.map(({ line, status, problem }) => [line, status, problem?.code])).toEqual([[1, 201, undefined], [2, 400, 'invalid-body'], [3, 200, undefined]]);
    expect(annals.ownWrites.after).toBe(results[2]!.position);
  });

  it('has no results where there are no commands', async () => {
    expect(await annals.batch([]).next()).toEqual({ done: true, value: undefined });
  });

  it('follows the feed as a consumer, and after a crash is given again what it had not dealt with', async () => {
    const begins = (await annals.post('/v1/parties', { body: { kind: 'person' } })).position;
    await annals.put('/v1/feed/consumers/{code}', { params: { path: { code: 'copy' } }, body: { name: 'Copy', types: ['annals.PartyCreated'], begins } });
    const created: string[] = [];
    const write = async (): Promise<void> => void created.push(`party/${(await annals.post('/v1/parties', { body: named('Eve') })).partyId}`);
    for (let n = 0; n < 5; n += 1) await write();
    const dealtWith: string[] = [];
    let pages = 0;
    for await (const { events } of annals.follow({ consumer: 'copy' }, { limit: 2 })) {
      // The second page is not dealt with: the process dies.
      if ((pages += 1) === 2) break;
      dealtWith.push(...events.map(({ subject }) => subject));
    }
    expect(dealtWith).toEqual(created.slice(0, 2));
    const stop = new AbortController();
    const writing = (async () => {
      for (let n = 0; n < 3; n += 1) await write();
    })();
    const following = (async () => {
      for await (const { events } of annals.follow({ consumer: 'copy' }, { limit: 2, waitSeconds: 5, signal: stop.signal })) {
        dealtWith.push(...events.map(({ subject }: CloudEvent) => subject));
        if (dealtWith.length === 8) stop.abort();
      }
    })();
    // Both are waited for at once: the last event may be followed to before the answer to its command is here.
    await Promise.all([writing, expect(following).rejects.toMatchObject({ name: 'AbortError' })]);
    expect(dealtWith).toEqual(created);
  });

  it('goes on from where a consumer stands, who was reset while its page was dealt with', async () => {
    const begins = (await annals.post('/v1/parties', { body: { kind: 'person' } })).position;
    await annals.put('/v1/feed/consumers/{code}', { params: { path: { code: 'reset' } }, body: { name: 'Reset', types: ['annals.PartyCreated'], begins } });
    for (let n = 0; n < 3; n += 1) await annals.post('/v1/parties', { body: { kind: 'person' } });
    const given: string[][] = [];
    for await (const { events } of annals.follow({ consumer: 'reset' }, { limit: 2, waitSeconds: 1 })) {
      given.push(events.map(({ id }) => id));
      if (given.length === 2) await annals.post('/v1/feed/consumers/{code}/acknowledge', { params: { path: { code: 'reset' } }, body: { position: begins, reset: true } });
      if (given.length === 3) break;
    }
    expect(given.map(({ length }) => length)).toEqual([2, 1, 2]);
    expect(given[2]).toEqual(given[0]);
  });

  it('says where nobody answers', async () => {
    const nobody = new AnnalsClient({ url: 'http://127.0.0.1:9', caller: 'service:test', retry: { attempts: 2, firstPauseMs: 1 } });
    await expect(nobody.get('/health/live')).rejects.toThrow(AnnalsUnreachable);
  });
});
