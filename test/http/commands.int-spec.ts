import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../support/api.js';
import { send, type Reply } from './client.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const post = (path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply> => send(api.url, 'POST', path, body, headers);
const put = (path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply> => send(api.url, 'PUT', path, body, headers);
const get = (path: string, headers?: Record<string, string>): Promise<Reply> => send(api.url, 'GET', path, undefined, headers);
const head = async () => (await api.log.head()).position;
const legalName = (value: string, validFrom = '2020-01-01') => ({ attribute: 'name.legal', value, validFrom });
const newParty = async (facts: object[] = [legalName('Brico Ouest')]) => (await post('/v1/parties', { kind: 'organisation', facts })).body as { partyId: string; factIds: string[]; revision: number };

describe('a command over HTTP', () => {
  it('answers with ids, revision and position, and says where it is', async () => {
    const { status, headers, body } = await post('/v1/parties', { kind: 'organisation', facts: [legalName('Brico Ouest')] });
    expect([status, body.status]).toEqual([201, 'accepted']);
    expect(body).toMatchObject({ partyId: expect.stringMatching(/^[0-9a-f-]{36}$/), factIds: [expect.any(String)], revision: 1, warnings: [] });
    expect(headers.get('etag')).toBe('"1"');
    expect(headers.get('annals-position')).toBe(body['position']);
    expect(body['position']).toMatch(/^@[a-z2-7]{8}\.\d+$/);
  });

  it('never answers with a value', async () => {
    const { body } = await post('/v1/parties', { kind: 'person', facts: [{ attribute: 'name.usual', value: 'Durand', validFrom: 'today', note: 'very private' }] });
    expect(JSON.stringify(body)).not.toMatch(/Durand|private/);
  });

  it('gives the same answer for the same key, once or fifty times at once, and has one effect', async () => {
    const headers = { 'idempotency-key': 'retry:1' };
    const before = await head();
    const replies = await Promise.all(Array.from({ length: 50 }, () => post('/v1/parties', { kind: 'person' }, headers)));
    expect(new Set(replies.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    expect(await api.log.countAfter(before, 100_000)).toBe(1);
    expect((await post('/v1/parties', { kind: 'person' }, headers)).body).toEqual(replies[0]!.body);
  });

  it('takes members in any order for the same body', async () => {
    const headers = { 'idempotency-key': 'order:1' };
    const first = await post('/v1/parties', '{"kind": "person", "facts": []}', headers);
    expect(await post('/v1/parties', '{"facts":[],"kind":"person"}', headers)).toMatchObject({ status: 201, body: first.body });
  });

  it('refuses one key with two bodies or two targets', async () => {
    const headers = { 'idempotency-key': 'twice:1' };
    await post('/v1/parties', { kind: 'person' }, headers);
    const before = await head();
    expect(await post('/v1/parties', { kind: 'household' }, headers)).toMatchObject({ status: 409, body: { code: 'key-reused' } });
    const { partyId } = await newParty();
    expect(await post(`/v1/parties/${partyId}/reclassify`, { kind: 'person' }, headers)).toMatchObject({ status: 409, body: { code: 'key-reused' } });
    expect(await api.log.countAfter(before, 100_000)).toBe(2);
    expect(await post('/v1/parties', { kind: 'household' }, { ...headers, prefer: 'validate-only' })).toMatchObject({ status: 409, body: { code: 'key-reused' } });
  });

  it('keeps the keys of callers apart', async () => {
    const [a, b] = await Promise.all(['service:a', 'service:b'].map((caller) => post('/v1/parties', { kind: 'person' }, { 'idempotency-key': 'shared', 'annals-caller': caller })));
    expect(a!.body['partyId']).not.toBe(b!.body['partyId']);
  });

  it('may be sent again under its key once it is mended, when it was refused', async () => {
    const headers = { 'idempotency-key': 'mended:1' };
    expect((await post('/v1/parties', { kind: 'organisation', facts: [{ ...legalName('X'), attribute: 'nonsense' }] }, headers)).status).toBe(422);
    expect((await post('/v1/parties', { kind: 'organisation', facts: [legalName('X')] }, headers)).status).toBe(201);
  });

  it('is decided at the revision it was made for', async () => {
    const { partyId, revision } = await newParty();
    const before = await head();
    const path = `/v1/parties/${partyId}/facts`;
    expect(await post(path, { facts: [legalName('Y', '2021')] }, { 'if-match': `"${revision - 1}"` })).toMatchObject({ status: 412, body: { code: 'revision-mismatch', revision } });
    expect(await head()).toBe(before);
    const headers = { 'if-match': `"${revision}"`, 'idempotency-key': 'if-match:1' };
    const accepted = await post(path, { facts: [legalName('Y', '2021')] }, headers);
    expect(accepted).toMatchObject({ status: 200, body: { revision: revision + 1 } });
    // Sent again after its success, it is answered, not refused by its own effect.
    expect((await post(path, { facts: [legalName('Y', '2021')] }, headers)).body).toEqual(accepted.body);
  });

  it('can be checked without effect', async () => {
    const before = await head();
    const headers = { prefer: 'validate-only', 'idempotency-key': 'checked:1' };
    const checked = await post('/v1/parties', { kind: 'organisation', facts: [legalName('X')] }, headers);
    expect(checked).toMatchObject({ status: 200, body: { status: 'valid' } });
    expect(checked.headers.get('preference-applied')).toBe('validate-only');
    expect(await post('/v1/parties', { kind: 'organisation', facts: [legalName('X', '2023-02-29')] }, headers)).toMatchObject({ status: 400, body: { code: 'invalid-date' } });
    expect(await head()).toBe(before);
    expect((await get('/v1/commands/checked:1')).status).toBe(404);
    expect((await post('/v1/parties', { kind: 'person' }, { 'idempotency-key': 'checked:1' })).status).toBe(201);
  });

  it('keeps who, for whom and why with its events', async () => {
    const actor = `agent:${randomUUID()}`;
    const headers = { 'annals-caller': 'service:crm', 'annals-actor': actor, 'annals-on-behalf-of': 'service:portal', 'annals-reason': 'customer-call', traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' };
    const { body } = await post('/v1/parties', { kind: 'person' }, headers);
    const [event] = await api.log.readStream(`party-${String(body['partyId'])}`);
    expect(JSON.parse(event!.metadata)).toMatchObject({
      caller: 'service:crm', actor, verified: false, onBehalfOf: 'service:portal', reason: 'customer-call', correlationId: '4bf92f3577b34da6a3ce929d0e0e4736', causationId: '00f067aa0ba902b7',
    });
  });

  it('can be looked up by its key and caller', async () => {
    const { body } = await post('/v1/parties', { kind: 'person' }, { 'idempotency-key': 'look:up', 'annals-caller': 'service:crm' });
    expect(await get('/v1/commands/look:up', { 'annals-caller': 'service:crm' })).toMatchObject({ status: 200, body });
    expect(await get('/v1/commands/look:up')).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await get('/v1/commands/never-sent')).toMatchObject({ status: 404 });
    expect(await get('/v1/commands/not%20a%20key')).toMatchObject({ status: 400, body: { code: 'invalid-body' } });
  });

  it('that changes nothing says so, and gives the same answer later', async () => {
    const { partyId } = await newParty([legalName('Z')]);
    const headers = { 'idempotency-key': 'unchanged:1' };
    const path = `/v1/parties/${partyId}/facts`;
    const first = await post(path, { facts: [legalName('Z', '2021-01-01')] }, headers);
    expect(first).toMatchObject({ status: 200, body: { status: 'unchanged' } });
    await post(path, { facts: [legalName('Other', '2020-06-01')] });
    expect((await post(path, { facts: [legalName('Z', '2021-01-01')] }, headers)).body).toEqual(first.body);
    expect((await get('/v1/commands/unchanged:1')).body).toEqual(first.body);
  });
});

describe('every command has its route', () => {
  it('for facts of a party', async () => {
    const { partyId, factIds: [legal] } = await newParty([legalName('A', '2020-01-01'), { attribute: 'phone', value: '+33240123456', validFrom: '2020-01-01' }]);
    const fact = `/v1/parties/${partyId}/facts/${legal}`;
    expect((await post(`${fact}/confirm`, { on: 'today' })).status).toBe(200);
    expect(await post(`${fact}/confirm`, { on: '2019-12-31' })).toMatchObject({ status: 422, body: { code: 'outside-period', conflictsWith: legal, errors: [{ path: 'on', expected: 'a day from 2020-01-01', got: '2019-12-31' }] } });
    expect((await post(`${fact}/dispute`, { on: 'today', reason: 'complaint' })).status).toBe(200);
    expect((await post(`${fact}/end`, { on: '2024-05-01', note: 'closed' })).status).toBe(200);
    expect(await post(`${fact}/end`, { on: '2024-06-01' })).toMatchObject({ status: 409, body: { code: 'already-ended' } });
    expect((await post(`${fact}/correct`, { value: 'B', validFrom: '2020-02', validTo: null })).status).toBe(200);
    expect((await post(`${fact}/retract`)).status).toBe(200);
    expect(await post(`${fact}/confirm`, { on: 'today' })).toMatchObject({ status: 409, body: { code: 'fact-retracted' } });
  });

  it('for a party itself', async () => {
    const { body: { partyId } } = await post('/v1/parties', { kind: 'person' });
    expect((await post(`/v1/parties/${String(partyId)}/reclassify`, { kind: 'household' })).body).toMatchObject({ status: 'accepted', partyId });
  });

  it('for an upsert by identifier', async () => {
    const body = { kind: 'organisation', validFrom: '2020-01-01', source: { system: 'erp-ouest', method: 'imported' }, facts: [{ attribute: 'name.legal', value: 'Brico' }] };
    const path = '/v1/parties/by/siren/732829320';
    const first = await put(path, body);
    expect(first).toMatchObject({ status: 201, body: { created: true, status: 'accepted' } });
    expect(await put(path, body)).toMatchObject({ status: 200, body: { created: false, status: 'unchanged', partyId: first.body['partyId'], differences: [] } });
    const renamed = { ...body, validFrom: '2022-01-01', facts: [{ attribute: 'name.legal', value: 'Brico Ouest' }] };
    expect(await put(path, renamed)).toMatchObject({ status: 200, body: { created: false, differences: [{ change: 'recorded', attribute: 'name.legal' }] } });
    const all = { ...body, validFrom: '2023-01-01', complete: true, facts: [] };
    expect(await put(path, { ...all, validFrom: 'unknown' })).toMatchObject({ status: 400, body: { code: 'invalid-body', errors: [{ path: 'on' }] } });
    expect(await put(path, all)).toMatchObject({ status: 200, body: { differences: [{ change: 'ended', attribute: 'name.legal' }] } });
    expect(await put(path, all)).toMatchObject({ status: 200, body: { status: 'unchanged' } });
  });

  it('for an upsert of a party known by other means: it gets identifier and facts together, or neither', async () => {
    const { partyId } = await newParty();
    const body = { kind: 'organisation', partyId, validFrom: 'unknown', source: { system: 'erp-link', method: 'imported' }, facts: [{ attribute: 'role', value: 'client', validFrom: '2020-01-01' }] };
    const path = '/v1/parties/by/external/L-1';
    const before = await head();
    expect(await put(path, { ...body, kind: 'person' })).toMatchObject({ status: 422, body: { code: 'wrong-party-kind', conflictsWith: partyId } });
    expect(await put(path, { ...body, facts: [{ attribute: 'role', value: 'client', validFrom: '2020-01-01', validTo: '2019-01-01' }] })).toMatchObject({ status: 422, body: { code: 'period-upside-down' } });
    expect(await put(path, { ...body, partyId: randomUUID() })).toMatchObject({ status: 404, body: { code: 'party-not-found' } });
    expect(await put(path, body, { prefer: 'validate-only' })).toMatchObject({ status: 200, body: { status: 'valid' } });
    expect(await head()).toBe(before);
    expect(await put(path, body)).toMatchObject({ status: 200, body: { created: false, partyId, differences: [{ attribute: 'identifier.external' }, { attribute: 'role' }] } });
    expect(await put(path, body)).toMatchObject({ status: 200, body: { status: 'unchanged', partyId } });
    expect(await put('/v1/parties/by/external/L-2', body)).toMatchObject({ status: 409, body: { code: 'identifier-taken', conflictsWith: partyId } });
    expect(await put('/v1/parties/by/external/L-2', { ...body, source: { system: 'erp-other', method: 'imported' } })).toMatchObject({ status: 200, body: { partyId } });
    const other = await newParty();
    expect(await put(path, { ...body, partyId: other.partyId })).toMatchObject({ status: 409, body: { code: 'identifier-taken', conflictsWith: partyId } });
  });

  it('for relations, their periods and their facts', async () => {
    const [{ partyId: employer }, { body: { partyId: person } }] = await Promise.all([newParty(), post('/v1/parties', { kind: 'person' })]);
    const started = await post('/v1/relations', {
      type: 'employee-of', a: person, b: employer, validFrom: '2021-01-01', facts: [{ attribute: 'phone', value: '+33240123456', validFrom: '2021-01-01' }],
    });
    expect(started).toMatchObject({ status: 201, body: { relationId: expect.any(String), periodId: expect.any(String), factIds: [expect.any(String)] } });
    const { relationId, periodId, factIds } = started.body as { relationId: string; periodId: string; factIds: string[] };
    const period = `/v1/relations/${relationId}/periods/${periodId}`;
    const recorded = await post(`${period}/facts`, { facts: [{ attribute: 'email', value: 'y@x.fr', validFrom: '2021-01-01' }] });
    expect(recorded.status).toBe(200);
    const fact = `${period}/facts/${factIds[0]}`;
    expect((await post(`${fact}/confirm`, { on: 'today' })).status).toBe(200);
    expect((await post(`${fact}/dispute`, { on: 'today', reason: 'wrong-number' })).status).toBe(200);
    expect((await post(`${fact}/correct`, { value: '+33240123457', validFrom: '2021-01-01', validTo: null })).status).toBe(200);
    expect((await post(`${fact}/end`, { on: '2022-01-01' })).status).toBe(200);
    expect((await post(`${fact}/retract`, {})).status).toBe(200);
    expect((await post(`${period}/end`, { on: '2023-07-01', reason: 'resigned' })).status).toBe(200);
    expect(await post(`${period}/facts/${(recorded.body['factIds'] as string[])[0]}/confirm`, { on: '2023-07-01' })).toMatchObject({ status: 422, body: { code: 'outside-period', conflictsWith: periodId } });
    expect(await post('/v1/relations', { type: 'employee-of', a: person, b: employer, validFrom: '2023-06-01' })).toMatchObject({ status: 409, body: { code: 'period-overlap', conflictsWith: periodId } });
    expect((await post(`${period}/correct`, { validFrom: '2021-02-01', validTo: '2023-07-01' })).status).toBe(200);
    expect((await post(`${period}/retract`)).status).toBe(200);
  });

  it('for configuration', async () => {
    const colour = { label: { fr: 'Couleur', en: 'Colour' }, type: 'enum', values: ['red', 'green'], on: ['party'], kinds: ['organisation'], cardinality: 'one', dataClass: 'commercial', freshnessDays: 365 };
    expect(await put('/v1/attributes/colour', colour)).toMatchObject({ status: 201, body: { code: 'colour' } });
    expect(await put('/v1/attributes/colour', { ...colour, freshnessDays: null })).toMatchObject({ status: 200, body: { status: 'accepted' } });
    expect(await put('/v1/attributes/colour', { ...colour, cardinality: 'many' })).toMatchObject({ status: 409, body: { code: 'code-taken' } });
    await newParty([{ attribute: 'colour', value: 'red', validFrom: 'today' }]);
    expect((await post('/v1/attributes/colour/retire')).status).toBe(200);
    expect((await put('/v1/attributes/phone', { freshnessDays: 100 })).status).toBe(200);
    const fresh = await put('/v1/attributes/identifier.siren', { freshnessDays: 365 });
    expect(fresh).toMatchObject({ body: { code: 'identifier.siren', status: 'accepted' } });
    expect((await get(`/v1/attributes/identifier.siren?after=${String(fresh.body['position'])}`)).body).toMatchObject({ freshnessDays: 365, cardinality: 'many' });
    expect(await put('/v1/attributes/identifier.siren', { freshnessDays: 365 })).toMatchObject({ status: 200, body: { status: 'unchanged' } });
    expect(await put('/v1/attributes/identifier.siren', { freshnessDays: 90, cardinality: 'one' })).toMatchObject({ status: 422, body: { code: 'code-reserved', errors: [{ path: 'cardinality' }] } });
    expect(await put('/v1/attributes/identifier.unheard-of', { freshnessDays: 90 })).toMatchObject({ status: 422, body: { code: 'code-reserved' } });

    const member = { label: { fr: 'Membre', en: 'Member' }, pattern: '[A-Z]{2}[0-9]{6}', check: 'none', unique: true, transferable: false, kinds: ['organisation'], perSystem: false };
    expect((await put('/v1/identifier-schemes/member', member)).status).toBe(201);
    await newParty([{ attribute: 'identifier.member', value: 'AB123456', validFrom: 'unknown' }]);
    expect((await post('/v1/identifier-schemes/member/retire', {})).status).toBe(200);

    const sponsor = { description: { fr: 'Parrainage', en: 'Sponsorship' }, nature: 'non-reciprocal', endA: [{ kind: 'person' }], endB: [{ kind: 'person' }], labelAtoB: { fr: 'parraine', en: 'sponsors' } };
    expect((await put('/v1/relation-types/sponsor-of', sponsor)).status).toBe(201);
    expect((await post('/v1/relation-types/sponsor-of/retire')).status).toBe(200);
  });
});

describe('problems', () => {
  it('are listed, in the language asked for', async () => {
    const { body } = await get('/v1/problems', { 'accept-language': 'fr-FR, en;q=0.5' });
    expect(body['items']).toContainEqual(expect.objectContaining({ code: 'identifier-taken', status: 409, title: 'Identifiant déjà attribué', type: '/v1/problems/identifier-taken' }));
    expect(await get('/v1/problems/erased')).toMatchObject({ status: 200, body: { status: 410, title: 'Erased' } });
    expect(await get('/v1/problems/constructor')).toMatchObject({ status: 404 });
  });

  it('are told as RFC 9457 says', async () => {
    const { status, headers, body } = await post('/v1/parties/0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11/reclassify', { kind: 'person' }, { 'accept-language': 'fr' });
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect([status, body]).toEqual([404, expect.objectContaining({
      type: '/v1/problems/party-not-found', title: 'Tiers introuvable', status: 404, code: 'party-not-found', retryable: false, instance: '/v1/parties/0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11/reclassify',
    })]);
  });
});

describe('the document', () => {
  it('is served for programs and for people', async () => {
    expect((await get('/v1/openapi.json')).body).toMatchObject({ openapi: '3.1.0', info: { title: 'Annals' } });
    const page = await fetch(new URL('/v1/docs', api.url));
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const html = await page.text();
    expect(html).toContain('PUT /v1/parties/by/{scheme}/{value}');
    expect(html).not.toMatch(/<script|src=|href="http/);
  });
});
