import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../support/api.js';
import { send, type Reply } from './client.js';

let api: TestApi;
let party: { partyId: string; factIds: string[]; revision: number };
let person: string;
let before: bigint;

const post = (path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply> => send(api.url, 'POST', path, body, headers);
const record = (...facts: object[]): Promise<Reply> => post(`/v1/parties/${party.partyId}/facts`, { facts });
const fact = (of: object) => ({ attribute: 'name.banner', value: 'Castorama', validFrom: '2024-05-01', ...of });
const head = async () => (await api.log.head()).position;

beforeAll(async () => {
  api = await startApi();
  party = (await post('/v1/parties', {
    kind: 'organisation', facts: [{ attribute: 'name.legal', value: 'Brico Ouest', validFrom: '2020-01-01' }, { attribute: 'identifier.siren', value: '732829320', validFrom: 'unknown' }],
  })).body as unknown as typeof party;
  person = String((await post('/v1/parties', { kind: 'person' })).body['partyId']);
});
afterAll(() => api.stop());
beforeEach(async () => {
  before = await head();
});

/** What the server says to these very bytes before it hangs up. */
async function said(bytes: string): Promise<string> {
  const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
  socket.end(bytes);
  return (await socket.setEncoding('utf8').toArray()).join('');
}

/** The answer is this problem, and the log holds what it held before. */
async function expectRefused(reply: Reply | Promise<Reply>, status: number, code: string, ...paths: string[]): Promise<Reply> {
  const refused = await reply;
  expect([refused.status, refused.body.code]).toEqual([status, code]);
  expect(refused.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  if (paths.length > 0) expect(refused.body.errors?.map(({ path }) => path)).toEqual(paths);
  expect(await head()).toBe(before);
  return refused;
}

describe('bad input gets a clear answer and changes nothing', () => {
  it.each(['2023-02-29', '2024-13-01', '01/05/2024', '2024-5-1', 'yesterday'])('the date %s', async (validFrom) => {
    const { body } = await expectRefused(record(fact({ validFrom })), 400, 'invalid-date', 'facts[0].validFrom');
    expect(body.errors![0]).toMatchObject({ expected: expect.stringContaining('2019-03-14'), got: JSON.stringify(validFrom) });
  });

  it('a start that is left out: none is assumed', async () => {
    await expectRefused(record({ attribute: 'name.banner', value: 'X' }), 400, 'invalid-body', 'facts[0].validFrom');
  });

  it('a period upside down, or of no day', async () => {
    await expectRefused(record(fact({ validTo: '2024-04-01' })), 422, 'period-upside-down');
    await expectRefused(record(fact({ validFrom: '2024', validTo: '2024-01' })), 422, 'period-upside-down');
    await expectRefused(post('/v1/relations', { type: 'employee-of', a: person, b: party.partyId, validFrom: '2024', validTo: '2023' }), 422, 'period-upside-down');
  });

  it('an unknown attribute or type, each of them named', async () => {
    await expectRefused(record(fact({ attribute: 'nonsense' }), fact({}), fact({ attribute: 'neither' })), 422, 'unknown-attribute', 'facts[0].attribute', 'facts[2].attribute');
    await expectRefused(post('/v1/relations', { type: 'friend-of', a: person, b: party.partyId, validFrom: '2024' }), 422, 'unknown-type');
  });

  it('the wrong kind of party', async () => {
    await expectRefused(record(fact({ attribute: 'gender', value: 'female' })), 422, 'wrong-party-kind', 'facts[0].attribute');
    await expectRefused(post('/v1/relations', { type: 'employee-of', a: party.partyId, b: person, validFrom: '2024' }), 422, 'wrong-party-kind', 'a', 'b');
    await expectRefused(post('/v1/relations', { type: 'member-of-household', a: person, b: party.partyId, validFrom: '2024' }), 422, 'wrong-party-kind', 'b');
  });

  it('an identifier with wrong check digits, or of somebody else', async () => {
    await expectRefused(record(fact({ attribute: 'identifier.siren', value: '732829321' })), 422, 'identifier-invalid');
    const reply = await post('/v1/parties', { kind: 'organisation', facts: [fact({ attribute: 'identifier.siren', value: '732 829 320' })] });
    expect([reply.status, reply.body.code, reply.body.conflictsWith]).toEqual([409, 'identifier-taken', party.partyId]);
  });

  it('a party, fact or relation that is not there', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    await expectRefused(post(`/v1/parties/${nobody}/facts`, { facts: [fact({})] }), 404, 'party-not-found');
    await expectRefused(post(`/v1/parties/${party.partyId}/facts/${nobody}/retract`), 404, 'fact-not-found');
    await expectRefused(post(`/v1/relations/${nobody}/periods/${nobody}/end`, { on: '2024' }), 404, 'relation-not-found');
    await expectRefused(post('/v1/nowhere', {}), 404, 'not-found');
    await expectRefused(send(api.url, 'DELETE', `/v1/parties/${party.partyId}`), 404, 'not-found');
  });

  it('a stale If-Match', async () => {
    const { body } = await expectRefused(post(`/v1/parties/${party.partyId}/facts`, { facts: [fact({})] }, { 'if-match': '"0"' }), 412, 'revision-mismatch');
    expect(body['revision']).toBe(party.revision);
  });

  it('a key that is missing or malformed', async () => {
    await expectRefused(post('/v1/parties', { kind: 'person' }, { 'idempotency-key': 'a b' }), 400, 'key-missing', 'Idempotency-Key');
    const response = await fetch(new URL('/v1/parties', api.url), { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"kind":"person"}' });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([400, 'key-missing']);
  });

  it('headers, path and body: all their faults at once', async () => {
    await expectRefused(
      post(`/v1/parties/NOT-AN-ID/facts`, { facts: [fact({ validFrom: 2024, note: '' })], extra: 1 }, { 'if-match': '3', 'annals-actor': 'jane@example.org' }), 400, 'invalid-body',
      'Annals-Actor', 'If-Match', 'partyId', 'facts[0].validFrom', 'facts[0].note', 'extra',
    );
  });

  it('unknown fields', async () => {
    await expectRefused(post('/v1/parties', { kind: 'person', colour: 'red' }), 400, 'invalid-body', 'colour');
    await expectRefused(record(fact({ validfrom: '2024' })), 400, 'invalid-body', 'facts[0].validfrom');
  });

  it('numbers as strings, strings as numbers, and numbers that are not exact', async () => {
    await expectRefused(send(api.url, 'PUT', '/v1/attributes/phone', { freshnessDays: '365' }), 400, 'invalid-body', 'freshnessDays');
    await expectRefused(post('/v1/parties', { kind: 7 }), 400, 'invalid-body', 'kind');
    await expectRefused(record(fact({ attribute: 'headcount', value: { number: 12.5 } })), 400, 'invalid-body', 'facts[0].value.number');
    await expectRefused(record(fact({ attribute: 'headcount', value: { number: '12' } })), 400, 'invalid-body');
  });

  it.each(['{"kind": "person", "__proto__": {"kind": "organisation"}}', '{"kind": "person", "constructor": {"prototype": {"x": 1}}}', '{"__proto__": {"kind": "person"}}'])('%s', async (body) => {
    await expectRefused(post('/v1/parties', body), 400, 'invalid-body');
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('__proto__ inside a value', async () => {
    await expectRefused(post(`/v1/parties/${party.partyId}/facts`, '{"facts": [{"attribute": "name.banner", "value": {"__proto__": {"name": "x"}}, "validFrom": "2024"}]}'), 400, 'invalid-body', 'facts[0].value.__proto__');
  });

  it.each([
    ['empty', ''], ['null', 'null'], ['a list', '[]'], ['a text', '"text"'], ['a number', '7'], ['cut short', '{"kind": "person"'], ['without quotes', '{kind: person}'], ['two in one', '{"kind": "person"} {}'],
    ['nested without end', '['.repeat(100_000)],
  ])('a body that is %s', async (_, body) => {
    await expectRefused(post('/v1/parties', body), 400, 'invalid-body');
  });

  it('broken UTF-8 and Latin-1', async () => {
    await expectRefused(post('/v1/parties', Buffer.from('{"kind":"person","facts":[{"attribute":"name.usual","value":"Café","validFrom":"2020"}]}', 'latin1')), 400, 'invalid-body');
    await expectRefused(post('/v1/parties', Buffer.from([0x22, 0xc3, 0x28, 0x22])), 400, 'invalid-body');
    await expectRefused(post('/v1/parties', '{"kind":"person"}', { 'content-type': 'application/json; charset=ISO-8859-1' }), 415, 'unsupported-media-type');
    await expectRefused(post('/v1/parties/%E9%/facts', {}), 400, 'invalid-body');
  });

  it('half characters and U+0000, which no store can keep', async () => {
    await expectRefused(record(fact({ value: 'x\ud83d' })), 400, 'invalid-body', 'facts[0].value');
    await expectRefused(record(fact({ value: 'x\u0000' })), 400, 'invalid-body', 'facts[0].value');
    await expectRefused(record(fact({ note: '\u0000' })), 400, 'invalid-body', 'facts[0].note');
  });

  it('other media types and encodings', async () => {
    await expectRefused(post('/v1/parties', 'kind=person', { 'content-type': 'application/x-www-form-urlencoded' }), 415, 'unsupported-media-type');
    await expectRefused(post('/v1/parties', '{"kind":"person"}', { 'content-type': 'text/plain' }), 415, 'unsupported-media-type');
    await expectRefused(post('/v1/parties', '{"kind":"person"}\n', { 'content-type': 'application/x-ndjson' }), 415, 'unsupported-media-type');
    await expectRefused(post('/v1/parties', '{"kind":"person"}', { 'content-encoding': 'gzip' }), 415, 'unsupported-media-type');
  });

  it('what is no HTTP, or two lengths of one body', async () => {
    for (const bytes of ['NOT HTTP\r\n\r\n', `POST /v1/parties HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n`]) {
      const [head, body] = (await said(bytes)).split('\r\n\r\n');
      expect(head).toMatch(/^HTTP\/1\.1 400 .*content-type: application\/problem\+json/s);
      expect(JSON.parse(body!)).toMatchObject({ status: 400, code: 'invalid-body' });
    }
    expect(await head()).toBe(before);
  });

  it('a body of 2 MB, which is told the limit', async () => {
    const { body } = await expectRefused(record(fact({ value: 'x'.repeat(2_000_000) })), 413, 'body-too-large');
    expect(body).toMatchObject({ limit: 1_048_576, detail: expect.stringContaining('1048576') });
  });

  it('a command that would write more than one append takes, though its body may be sent', async () => {
    const long = (i: number) => fact({ attribute: 'notice', value: `${i}`.padEnd(9_500, 'x') });
    await expectRefused(record(...Array.from({ length: 100 }, (_, i) => long(i))), 413, 'body-too-large');
  });

  it('a name of 1 MB', async () => {
    const { body } = await expectRefused(record(fact({ value: 'x'.repeat(1_000_000) })), 400, 'invalid-body');
    expect(body.errors![0]!.path).toBe('facts[0].value');
    expect(JSON.stringify(body).length).toBeLessThan(2_000);
  });

  it('what is no code of anything: too long for one, or with U+0000', async () => {
    const { partyId } = (await post('/v1/parties', { kind: 'person' })).body as { partyId: string };
    for (const code of ['x'.repeat(400), '%00', 'a%00b', '$all', '%E2%82%AC']) {
      for (const kind of ['attributes', 'identifier-schemes', 'relation-types', 'media', 'purposes']) expect((await send(api.url, 'GET', `/v1/${kind}/${code}`)).status).toBe(404);
      for (const asked of [`/v1/doubtful-facts?attribute=${code}`, `/v1/parties/${partyId}/360?attributes=${code}`, `/v1/parties/${partyId}/group?type=${code}`, `/v1/parties/${partyId}/interactions?medium=${code}`, `/v1/parties/${partyId}/consents/${code}/email/permission`]) {
        const { status } = await send(api.url, 'GET', asked);
        expect({ asked, refused: status >= 400 && status < 500 }).toEqual({ asked, refused: true });
      }
    }
  });

  it('more faults than anybody mends at once: the first hundred', async () => {
    const { body } = await expectRefused(post('/v1/parties', { kind: 'person', ...Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`field${i}`, 1])) }), 400, 'invalid-body');
    expect(body.errors).toHaveLength(100);
    expect(body.detail).toContain('5000 faults');
  });

  it('more facts than one command takes', async () => {
    await expectRefused(record(...Array.from({ length: 101 }, () => fact({}))), 400, 'too-many', 'facts');
  });

  it('never repeats what may be personal', async () => {
    const { body } = await expectRefused(record(fact({ value: { surname: 'Durand' }, note: ['Durand'] })), 400, 'invalid-body');
    expect(JSON.stringify(body)).not.toContain('Durand');
  });
});

describe('good input that looks odd is taken', () => {
  it.each(['🏪 Épicerie 👩‍👩‍👧', 'متجر البرتقال', 'שלום', 'Łódź', "O'Brien \"& Sons\"", '株式会社'])('the name %s', async (value) => {
    expect((await record(fact({ value, validFrom: 'today' }))).status).toBe(200);
  });

  it('a byte order mark', async () => {
    expect((await post('/v1/parties', '\ufeff{"kind":"person"}')).status).toBe(201);
  });

  it('an unknown start, in both ways to say it', async () => {
    expect((await post('/v1/parties', { kind: 'person', facts: [{ attribute: 'name.usual', value: 'X', validFrom: { unknown: true, notLaterThan: '2006-04-15' } }] })).status).toBe(201);
    expect((await post('/v1/parties', { kind: 'person', facts: [{ attribute: 'name.usual', value: 'X', validFrom: 'unknown' }] })).status).toBe(201);
  });
});
