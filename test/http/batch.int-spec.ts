import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LineResult } from '#apps/api/batch/batch.js';
import { startApi, type TestApi } from '../support/api.js';
import { send } from './client.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const NDJSON = { 'content-type': 'application/x-ndjson' };
const head = async () => (await api.log.head()).position;
const name = (value: string, validFrom = '2020-01-01') => ({ attribute: 'name.legal', value, validFrom });
const text = (lines: readonly unknown[]): string => lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');

async function batch(lines: readonly unknown[] | string | Uint8Array, headers: Record<string, string> = {}): Promise<LineResult[]> {
  const response = await fetch(new URL('/v1/batch', api.url), { method: 'POST', headers: { ...NDJSON, ...headers }, body: typeof lines === 'string' || lines instanceof Uint8Array ? lines : text(lines) });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/x-ndjson; charset=utf-8']);
  return (await response.text()).split('\n').filter(Boolean).map((line) => JSON.parse(line) as LineResult);
}

const outcome = ({ status, problem }: LineResult) => [status, problem?.code];

describe('a batch', () => {
  it('makes a person, an employer and the employment in one file', async () => {
    const results = await batch([
      { key: 'f:1', command: 'create-party', ref: 'employer', body: { kind: 'organisation', facts: [name('Brico Ouest')] } },
      { key: 'f:2', command: 'create-party', ref: 'person', body: { kind: 'person' } },
      { key: 'f:3', command: 'start-relation', ref: 'job', body: { type: 'employee-of', a: '$person', b: '$employer', validFrom: '2021-01-01' } },
      { key: 'f:4', command: 'record-relation-facts', body: { relationId: '$job', periodId: '$job.periodId', facts: [{ attribute: 'phone', value: '+33240123456', validFrom: '2021-01-01' }] } },
      { key: 'f:5', command: 'end-period', body: { relationId: '$job', periodId: '$job.periodId', on: '2023-07-01' } },
      { key: 'f:6', command: 'end-fact', body: { partyId: '$employer', factId: '$employer.factIds.0', on: '2024-01-01' } },
      { key: 'f:7', command: 'create-party', body: { kind: 'organisation', relations: [{ type: 'customer-of', direction: 'a-to-b', party: '$employer', validFrom: '2022-01-01' }] } },
    ]);
    expect(results.map(({ line, key, status }) => [line, key, status])).toEqual([[1, 'f:1', 201], [2, 'f:2', 201], [3, 'f:3', 201], [4, 'f:4', 200], [5, 'f:5', 200], [6, 'f:6', 200], [7, 'f:7', 201]]);
    for (const { id, revision, position } of results) expect([id, revision, position]).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), expect.any(Number), expect.stringMatching(/^@/)]);
  });

  it('sent again writes nothing and answers the same', async () => {
    const lines = [
      { key: 'again:1', command: 'create-party', ref: 'x', body: { kind: 'organisation', facts: [name('A')] } },
      { key: 'again:2', command: 'record-facts', body: { partyId: '$x', facts: [name('B', '2022')] } },
    ];
    const first = await batch(lines);
    const before = await head();
    expect(await batch(lines)).toEqual(first);
    expect(await head()).toBe(before);
  });

  it('is the same as single requests: a key means one command in both', async () => {
    const [line] = await batch([{ key: 'both:1', command: 'create-party', body: { kind: 'person' } }]);
    const single = await send(api.url, 'POST', '/v1/parties', { kind: 'person' }, { 'idempotency-key': 'both:1' });
    expect([single.status, single.body]).toEqual([201, line!.answer]);
    const reused = await batch([{ key: 'both:1', command: 'create-party', body: { kind: 'household' } }]);
    expect(outcome(reused[0]!)).toEqual([409, 'key-reused']);
  });

  it('carries out what concerns one party in the order of its lines', async () => {
    const by = (value: string, i: number) => ({
      key: `order:${i}`, command: 'upsert-party',
      body: { scheme: 'siren', value: '732829320', kind: 'organisation', source: { system: 'erp-ouest' }, validFrom: `${1900 + i}-01-01`, facts: [{ attribute: 'name.legal', value }] },
    });
    const results = await batch(Array.from({ length: 60 }, (_, i) => by(`Name ${i}`, i)));
    expect(results.map(({ status }) => status)).toEqual([201, ...Array.from({ length: 59 }, () => 200)]);
    const revisions = results.map(({ revision }) => revision!);
    expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
    expect(new Set(results.map(({ id }) => id)).size).toBe(1);
  });

  it('executes its good lines whatever the others are, each fault told beside its line', async () => {
    const results = await batch([
      { key: 'm:1', command: 'create-party', ref: 'bad', body: { kind: 'robot' } },
      'not json',
      { key: 'm:3', command: 'record-facts', body: { partyId: '$bad', facts: [name('X')] } },
      { key: 'm:4', command: 'record-facts', body: { partyId: '$later', facts: [name('X')] } },
      { key: 'm:5', command: 'create-party', ref: 'later', body: { kind: 'organisation' } },
      { key: 'm:6', command: 'create-party', ref: 'later', body: { kind: 'organisation' } },
      { key: 'm 7', command: 'create-party', body: { kind: 'person' } },
      { key: 'm:8', command: 'delete-party', body: {} },
      { key: 'm:9', command: 'create-party', body: { kind: 'person' }, extra: true },
      { key: 'm:10', command: 'record-facts', body: { facts: [name('X')] } },
      { key: 'm:11', command: 'record-facts', ifMatch: 7, body: { partyId: '$later', facts: [name('X')] } },
      { key: 'm:12', command: 'record-facts', ifMatch: 0, body: { partyId: '$later', facts: [name('X')] } },
      { key: 'm:13', command: 'end-fact', body: { partyId: '$later', factId: '$later.factIds.3', on: '2024' } },
    ]);
    expect(results.map(outcome)).toEqual([
      [400, 'invalid-body'], [400, 'invalid-body'], [422, 'unknown-reference'], [422, 'unknown-reference'], [201, undefined], [400, 'invalid-body'], [400, 'invalid-body'], [400, 'invalid-body'],
      [400, 'invalid-body'], [400, 'invalid-body'], [412, 'revision-mismatch'], [200, undefined], [422, 'unknown-reference'],
    ]);
    expect(results.map(({ line }) => line)).toEqual(Array.from({ length: 13 }, (_, i) => i + 1));
    expect([results[1]!.key, results[6]!.key, results[7]!.key]).toEqual([null, null, 'm:8']);
    expect(results[9]!.problem!.errors).toEqual([expect.objectContaining({ path: 'partyId' })]);
  });

  it('of 10,000 lines with every tenth wrong keeps the nine thousand', async () => {
    const before = await head();
    const results = await batch(Array.from({ length: 10_000 }, (_, i) => ({ key: `ten:${i}`, command: 'create-party', body: { kind: i % 10 === 9 ? 'robot' : 'person' } })));
    expect(results.map(({ line }) => line)).toEqual(Array.from({ length: 10_000 }, (_, i) => i + 1));
    expect(results.filter(({ status }) => status === 201)).toHaveLength(9_000);
    expect(results.filter((_, i) => i % 10 === 9).every((result) => result.problem?.code === 'invalid-body')).toBe(true);
    expect(await api.log.countAfter(before, 100_000)).toBe(9_000);
  });

  it('says when it has too many lines, and executes those before', async () => {
    const results = await batch(`${'{}\n'.repeat(10_000)}{"key":"over:1","command":"create-party","body":{"kind":"person"}}\n{}`);
    expect(results).toHaveLength(10_001);
    expect(outcome(results.at(-1)!)).toEqual([413, 'batch-too-large']);
    expect(results.at(-1)!.problem!.detail).toContain('10000');
    expect((await send(api.url, 'GET', '/v1/commands/over:1')).status).toBe(404);
  });

  it('says when a line is too long, and goes on', async () => {
    const results = await batch([{ key: 'long:1', command: 'create-party', body: { kind: 'x'.repeat(2_000_000) } }, { key: 'long:2', command: 'create-party', body: { kind: 'person' } }]);
    expect(results.map(outcome)).toEqual([[413, 'body-too-large'], [201, undefined]]);
  });

  it('takes a byte order mark, CRLF and empty lines; a line in Latin-1 is refused alone', async () => {
    const person = (key: string) => JSON.stringify({ key, command: 'create-party', body: { kind: 'person' } });
    const latin1 = Buffer.from('{"key":"é:2"}\r\n', 'latin1');
    const results = await batch(new Uint8Array(Buffer.concat([Buffer.from(`\ufeff${person('odd:1')}\r\n\r\n`), latin1, Buffer.from(person('odd:4'))])));
    expect(results.map((result) => [result.line, ...outcome(result)])).toEqual([[1, 201, undefined], [3, 400, 'invalid-body'], [4, 201, undefined]]);
  });

  it('may be empty', async () => {
    expect(await batch('\n')).toEqual([]);
  });

  it('can be checked without effect, as far as that goes', async () => {
    const before = await head();
    const results = await batch([
      { key: 'v:1', command: 'create-party', ref: 'x', body: { kind: 'organisation' } },
      { key: 'v:2', command: 'record-facts', ref: 'y', body: { partyId: '$x', facts: [name('X')] } },
      { key: 'v:3', command: 'record-facts', body: { partyId: '$y', facts: [name('X', '2023-02-29')] } },
      { key: 'v:4', command: 'create-party', body: { kind: 'organisation', facts: [{ ...name('X'), attribute: 'nonsense' }] } },
    ], { prefer: 'validate-only' });
    expect(results.map(outcome)).toEqual([[200, undefined], [200, undefined], [400, 'invalid-date'], [422, 'unknown-attribute']]);
    expect(results[1]!.answer!['warnings']).toEqual([{ code: 'depends-on-earlier-line', line: 1 }]);
    expect(await head()).toBe(before);
  });

  it('is refused as a whole when its headers or media type are wrong', async () => {
    expect(await send(api.url, 'POST', '/v1/batch', '{}', { ...NDJSON, 'annals-caller': 'me' })).toMatchObject({ status: 400, body: { code: 'invalid-body' } });
    expect(await send(api.url, 'POST', '/v1/batch', '{}')).toMatchObject({ status: 415, body: { code: 'unsupported-media-type' } });
  });
});

/** A batch whose lines are sent one by one over an open connection. */
function openBatch() {
  const request = http.request(new URL('/v1/batch', api.url), { method: 'POST', headers: NDJSON });
  const results: LineResult[] = [];
  let changed = (): void => undefined;
  let ended = false;
  request.on('response', (response) => {
    let rest = '';
    response.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop()!;
      results.push(...lines.map((line) => JSON.parse(line) as LineResult));
      changed();
    });
    response.on('end', () => {
      ended = true;
      changed();
    }).on('error', () => undefined);
  }).on('error', () => undefined);
  const until = async (reached: () => boolean): Promise<void> => {
    while (!reached()) await new Promise<void>((resolve) => (changed = resolve));
  };
  return {
    line: (line: object) => request.write(`${JSON.stringify(line)}\n`),
    result: async (n: number) => {
      await until(() => results.length >= n);
      return results[n - 1]!;
    },
    end: async () => {
      request.end();
      await until(() => ended);
      return results;
    },
    cut: () => request.destroy(),
  };
}

describe('streaming', () => {
  it('gives results while lines are still to come, so that later lines can be made of earlier results', async () => {
    const open = openBatch();
    open.line({ key: 's:1', command: 'create-party', body: { kind: 'person' } });
    const { id } = await open.result(1);
    open.line({ key: 's:2', command: 'reclassify-party', body: { partyId: id, kind: 'household' } });
    expect(await open.result(2)).toMatchObject({ line: 2, status: 200, id });
    expect(await open.end()).toHaveLength(2);
  });

  it('finishes what was read when the connection is cut, and all of it when it is sent again', async () => {
    const lines = Array.from({ length: 50 }, (_, i) => ({ key: `cut:${i}`, command: 'create-party', body: { kind: 'person' } }));
    const before = await head();
    const open = openBatch();
    for (const line of lines.slice(0, 20)) open.line(line);
    await open.result(5);
    open.cut();
    const results = await batch(lines);
    expect(results.every(({ status }) => status === 201)).toBe(true);
    expect(await api.log.countAfter(before, 100_000)).toBe(50);
  });

  it('does not wait for a caller that reads nothing before it has sent everything', async () => {
    // Both the request and the results are larger than what the connection holds between us.
    const line = JSON.stringify({ key: 'x y', ...Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`field${i}`, 'x'.repeat(100)])) });
    const lines = `${line}\n`.repeat(10_000);
    const results = await new Promise<number>((resolve, reject) => {
      const request = http.request(new URL('/v1/batch', api.url), { method: 'POST', headers: NDJSON }).on('error', reject);
      let ends = 0;
      request.on('response', (response) => {
        response.pause();
        const read = (): void => {
          response.on('data', (chunk: Buffer) => (ends += chunk.filter((byte) => byte === 10).length)).on('end', () => resolve(ends)).resume();
        };
        if (request.writableFinished) read();
        else request.once('finish', read);
      });
      request.end(lines);
    });
    expect(results).toBe(10_000);
  });

  it('ends with the server: what was read is finished, nothing hangs', async () => {
    const other = await startApi();
    const request = http.request(new URL('/v1/batch', other.url), { method: 'POST', headers: NDJSON }).on('error', () => undefined);
    const answered = new Promise<void>((resolve) => request.on('response', (response) => response.on('error', () => undefined).once('data', () => resolve())));
    request.write(`${JSON.stringify({ key: 'open', command: 'create-party', body: { kind: 'person' } })}\n`);
    await answered;
    await other.stop();
  });
});
