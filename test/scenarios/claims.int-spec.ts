/** One identifier, many who want it: over two servers, with one that freezes or dies between its reservation and its party. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { send, type Reply } from '../http/client.js';
import { startApi, type TestApi } from '../support/api.js';
import { frozenLog, type FrozenLog } from '../support/frozen-log.js';

let first: TestApi;
let second: TestApi;
beforeAll(async () => {
  first = await startApi();
  second = await first.beside();
});
afterAll(async () => {
  await second.stop();
  await first.stop();
});

const company = (siren: string, validFrom: unknown = 'unknown') => ({ kind: 'organisation', facts: [{ attribute: 'structure', value: 'legal-unit', validFrom: 'unknown' }, { attribute: 'identifier.siren', value: siren, validFrom }] });
const account = (value: string, validFrom: string, validTo?: string) => ({ attribute: 'identifier.erp', value: { system: 'erp-ouest', value }, validFrom, ...(validTo !== undefined && { validTo }) });
const create = (api: TestApi, body: object, key?: string): Promise<Reply> => send(api.url, 'POST', '/v1/parties', body, key === undefined ? {} : { 'idempotency-key': key });
const partyOf = ({ body }: Reply): string => String(body['partyId']);
const typesIn = async (stream: string): Promise<string[]> => (await first.log.readStream(stream)).map(({ type }) => type);

describe('an identifier', () => {
  it('goes to exactly one of twenty who want it at once, and the others learn who has it', async () => {
    const replies = await Promise.all(Array.from({ length: 20 }, (_, n) => create(n % 2 === 0 ? first : second, company('732829320'))));
    const [winner, ...more] = replies.filter(({ status }) => status === 201);
    expect(more).toEqual([]);
    const others = replies.filter((reply) => reply !== winner);
    expect(others.map(({ status, body: { code, conflictsWith } }) => ({ status, code, conflictsWith }))).toEqual(others.map(() => ({ status: 409, code: 'identifier-taken', conflictsWith: partyOf(winner!) })));
  });

  it('leaves nothing behind of those who lost', async () => {
    const before = await first.log.head();
    const { status } = await create(second, company('732829320'));
    expect(status).toBe(409);
    const written = await first.log.readAll(before.position, 100);
    expect(written.filter(({ stream }) => stream.startsWith('party-'))).toEqual([]);
  });

  it('is free again once it turns out to be another one', async () => {
    const { body } = await create(first, company('418166096'));
    const [, siren] = body['factIds'] as string[];
    expect((await create(second, company('418166096'))).status).toBe(409);
    const corrected = await send(first.url, 'POST', `/v1/parties/${String(body['partyId'])}/facts/${siren}/correct`, { value: '542065479', validFrom: 'unknown', validTo: null });
    expect(corrected.status).toBe(200);
    expect((await create(second, company('418166096'))).status).toBe(201);
    expect((await create(second, company('542065479'))).body).toMatchObject({ code: 'identifier-taken', conflictsWith: body['partyId'] });
  });

  it('that can change hands passes on at a date, and belongs to nobody else before', async () => {
    const old = await create(first, { kind: 'organisation', facts: [account('4711', '2020-01-01', '2023-01-01')] });
    expect(await create(second, { kind: 'organisation', facts: [account('4711', '2022-12-31')] })).toMatchObject({ status: 409, body: { code: 'identifier-taken', conflictsWith: partyOf(old) } });
    const next = await create(second, { kind: 'organisation', facts: [account('4711', '2023-01-01')] });
    expect(next.status).toBe(201);
    const holder = async (asOf: string): Promise<unknown> => {
      const { body } = await send(second.url, 'GET', `/v1/parties?identifier=erp:erp-ouest:4711&asOf=${asOf}&after=${encodeURIComponent(String(next.body['position']))}`);
      return (body['items'] as { partyId: string }[]).map(({ partyId }) => partyId);
    };
    expect([await holder('2022-12-31'), await holder('2023-01-01')]).toEqual([[partyOf(old)], [partyOf(next)]]);
  });
});

describe('whoever freezes between the reservation and the party', () => {
  let frozen: FrozenLog;
  let freezing: TestApi;
  beforeAll(async () => {
    frozen = frozenLog(first.openLog(), (stream) => stream.startsWith('party-'));
    freezing = await first.beside({ log: frozen.log });
  });
  afterAll(() => freezing.stop());

  it('holds nobody up for long, and is refused when it wakes up', async () => {
    const sleeper = create(freezing, company('552081317'), 'sleeper');
    const stream = await frozen.held;
    const taken = await create(second, company('552081317'));
    expect(taken.status).toBe(201);
    // From here on it is as if the sleeper had died: who comes next is told who has it, at once.
    expect((await create(first, company('552081317'))).body).toMatchObject({ code: 'identifier-taken', conflictsWith: partyOf(taken) });
    frozen.thaw();
    expect(await sleeper).toMatchObject({ status: 409, body: { code: 'identifier-taken', conflictsWith: partyOf(taken) } });
    expect(await typesIn(stream)).toEqual(['ClaimRevoked']);
    // Sent again it is refused again: a party that was fenced off is not there.
    expect((await create(first, company('552081317'), 'sleeper')).status).toBe(409);
  });
});
