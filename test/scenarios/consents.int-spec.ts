/** Consents over HTTP, on both clocks: the golden scenario, and what decides when several things were said. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formatToken } from '#libs/event-log/position-token.js';
import type { ConsentAnswer, Permission } from '#projections/queries/consents.js';
import { startApi, type TestApi } from '../support/api.js';
import { send } from '../http/client.js';
import { Desk } from './desk.js';

let api: TestApi;
let desk: Desk;
beforeAll(async () => {
  api = await startApi({ at: '2026-08-20T08:00:00.000Z' });
  desk = new Desk(api.url);
});
afterAll(() => api.stop());

const PURPOSE = 'b2c-prospecting';
const proof = { method: 'web-form', textVersion: '2026-01', evidence: 'form 4711' };
const someone = async (): Promise<string> => (await desk.tell('/v1/parties', { kind: 'person' })).partyId;
const say = (party: string, what: string, body: object) => desk.tell(`/v1/parties/${party}/consents/${what}`, body);
const state = async (party: string, channel = 'phone', asked: object = {}): Promise<ConsentAnswer> => (await desk.ask<{ items: ConsentAnswer[] }>(`/v1/parties/${party}/consents`, { purpose: PURPOSE, channel, ...asked })).items[0]!;
const permission = (party: string, asked: object = {}, purpose = PURPOSE, channel = 'phone'): Promise<Permission> => desk.ask(`/v1/parties/${party}/consents/${purpose}/${channel}/permission`, asked);

it('was withdrawn by a letter that arrived later: allowed as known then, not allowed as known now, and four days between', async () => {
  const party = await someone();
  await say(party, 'grant', { purpose: PURPOSE, channel: 'phone', from: '2026-08-20', proof });
  await api.setClock('2026-09-05T08:00:00.000Z');
  await say(party, 'withdraw', { purpose: PURPOSE, channel: 'phone', from: '2026-09-01', proof: { method: 'letter', evidence: 'Letter of 28 August' } });
  const call = '2026-09-03T10:00:00+02:00';
  expect(await permission(party, { asOf: call, knownAt: '2026-09-03T10:00:00+02:00' })).toMatchObject({ allowed: true, reasons: ['consent-granted'], consent: { state: 'granted', proof } });
  expect(await permission(party, { asOf: call })).toMatchObject({ allowed: false, reasons: ['consent-withdrawn'], consent: { state: 'withdrawn', since: '2026-08-31T22:00:00.000Z', recordedAt: '2026-09-05T08:00:00.000Z', proof: { method: 'letter' } } });
  // The day begins at midnight in the business zone.
  expect(await state(party, 'phone', { asOf: '2026-08-31T21:59:59.999Z' })).toMatchObject({ state: 'granted' });
  expect(await state(party, 'phone', { asOf: '2026-08-31T22:00:00.000Z' })).toMatchObject({ state: 'withdrawn' });
  expect(await state(party, 'phone', { asOf: '2026-08-31' })).toMatchObject({ state: 'granted' });
  expect(await state(party, 'phone', { asOf: '2026-08-19' })).toMatchObject({ state: 'none', since: null });
  // Who audits sees both, each with what it was recorded by and when.
  const { items } = await desk.ask<{ items: object[] }>(`/v1/parties/${party}/consents/history`);
  expect(items).toMatchObject([
    { type: 'ConsentGranted', recordedAt: '2026-08-20T08:00:00.000Z', data: { from: '2026-08-19T22:00:00.000Z', proof } },
    { type: 'ConsentWithdrawn', recordedAt: '2026-09-05T08:00:00.000Z', data: { from: '2026-08-31T22:00:00.000Z', proof: { method: 'letter' } } },
  ]);
  expect((await desk.ask<{ items: object[] }>(`/v1/parties/${party}/consents/history`, { knownAt: '2026-09-03' })).items).toHaveLength(1);
  expect((await desk.ask<{ items: object[] }>(`/v1/parties/${await someone()}/consents/history`)).items).toEqual([]);
});

describe('what decides', () => {
  it('is what holds from the latest instant, in whatever order it was recorded', async () => {
    const party = await someone();
    await say(party, 'withdraw', { purpose: PURPOSE, channel: 'phone', from: '2026-07-01' });
    await say(party, 'grant', { purpose: PURPOSE, channel: 'phone', from: '2026-06-01', proof });
    expect((await state(party)).state).toBe('withdrawn');
    expect((await state(party, 'phone', { asOf: '2026-06-15' })).state).toBe('granted');
  });

  it('of three from one instant is the last, also where it says what the first said', async () => {
    const [party, from] = [await someone(), '2026-06-01'];
    const first = await say(party, 'withdraw', { purpose: PURPOSE, channel: 'phone', from });
    await say(party, 'grant', { purpose: PURPOSE, channel: 'phone', from, proof });
    const again = { purpose: PURPOSE, channel: 'phone', from, proof: { method: 'letter', evidence: 'second letter' } };
    const second = await say(party, 'withdraw', again);
    expect(second).not.toEqual(first);
    expect(await permission(party)).toMatchObject({ allowed: false, reasons: ['consent-withdrawn'], consent: { proof: again.proof } });
    // Now it stands, with its proof; with another one it is kept as well.
    expect(await say(party, 'withdraw', again)).toMatchObject({ status: 'unchanged' });
    expect(await say(party, 'withdraw', { ...again, proof: undefined })).toMatchObject({ status: 'unchanged' });
    expect(await say(party, 'withdraw', { ...again, proof: { ...again.proof, evidence: 'third letter' } })).toMatchObject({ status: 'accepted' });
    // An objection to all is about it too.
    await say(party, 'object', { from });
    expect(await say(party, 'withdraw', again)).toMatchObject({ status: 'accepted' });
  });

  it('does not forbid for the past what was retired since', async () => {
    const party = await someone();
    await desk.tell('/v1/purposes/trial', { label: { fr: 'Essai', en: 'Trial' }, attributes: [], channels: ['phone'], legalBases: [{ basis: 'consent', from: '2020-01-01' }], retentionDays: null }, 'PUT');
    await say(party, 'grant', { purpose: 'trial', channel: 'phone', from: '2026-06-01', proof });
    await desk.tell('/v1/purposes/trial/retire');
    expect(await permission(party, { asOf: '2026-07-01' }, 'trial')).toMatchObject({ allowed: true });
    expect(await permission(party, {}, 'trial')).toMatchObject({ allowed: false, reasons: ['purpose-retired'] });
  });

  it('of two from one instant is the later recorded', async () => {
    const party = await someone();
    await say(party, 'grant', { purpose: PURPOSE, channel: 'phone', from: '2026-06-01', proof });
    await say(party, 'refuse', { purpose: PURPOSE, channel: 'phone', from: '2026-06-01' });
    expect((await state(party)).state).toBe('refused');
  });

  it('is an objection, also one to everything; what is allowed later counts again', async () => {
    const party = await someone();
    await say(party, 'grant', { purpose: PURPOSE, channel: 'phone', from: '2026-06-01', proof });
    await say(party, 'object', { from: '2026-06-10' });
    expect((await state(party)).state).toBe('objected');
    expect(await permission(party, {}, 'b2b-prospecting', 'letter')).toMatchObject({ allowed: false, reasons: ['consent-objected'] });
    await say(party, 'grant', { purpose: PURPOSE, channel: 'phone', from: '2026-06-20', proof });
    expect((await state(party)).state).toBe('granted');
    expect((await state(party, 'email')).state).toBe('objected');
  });

  it('is not an objection to everything, where we are bound by contract or by law; it is one to that very purpose', async () => {
    const party = await someone();
    for (const basis of ['contract', 'legal-obligation', 'vital-interest', 'public-task', 'legitimate-interest']) {
      await desk.tell(`/v1/purposes/by-${basis}`, { label: { fr: 'Fin', en: 'End' }, attributes: [], channels: ['letter'], legalBases: [{ basis, from: '2020-01-01' }], retentionDays: null }, 'PUT');
    }
    await say(party, 'object', { from: '2026-06-10' });
    const allowed = async (basis: string) => [basis, ...(await permission(party, {}, `by-${basis}`, 'letter')).reasons];
    expect(await Promise.all(['contract', 'legal-obligation', 'vital-interest', 'public-task', 'legitimate-interest'].map(allowed))).toEqual([
      ['contract', 'basis-contract'], ['legal-obligation', 'basis-legal-obligation'], ['vital-interest', 'basis-vital-interest'], ['public-task', 'consent-objected'], ['legitimate-interest', 'consent-objected'],
    ]);
    const told = (await desk.ask<{ items: { purpose: string }[] }>(`/v1/parties/${party}/consents`)).items.map(({ purpose }) => purpose);
    expect([told.includes('by-public-task'), told.includes('by-contract')]).toEqual([true, false]);
    // What was allowed expires beside it, in the account too.
    const other = await someone();
    await say(other, 'grant', { purpose: 'by-contract', channel: 'letter', from: '2026-06-01', expires: '2026-07-01', proof });
    await say(other, 'grant', { purpose: 'by-public-task', channel: 'letter', from: '2026-06-01', expires: '2026-07-01', proof });
    await say(other, 'object', { from: '2026-06-10' });
    const account = (await desk.ask<{ items: { change: string; purpose?: string }[] }>(`/v1/parties/${other}/timeline`, { kinds: 'consent' })).items;
    expect(account.filter(({ change }) => change === 'expired').map(({ purpose }) => purpose)).toEqual(['by-contract']);
    await say(party, 'object', { purpose: 'by-contract', channel: 'letter', from: '2026-06-05' });
    expect(await allowed('contract')).toEqual(['contract', 'consent-objected']);
  });

  it('expires by itself', async () => {
    const party = await someone();
    await say(party, 'grant', { purpose: PURPOSE, channel: 'phone', from: '2026-06-01', expires: '2026-07-01', proof });
    expect((await state(party, 'phone', { asOf: '2026-06-30' })).state).toBe('granted');
    expect(await state(party, 'phone', { asOf: '2026-07-01' })).toMatchObject({ state: 'expired', since: '2026-06-30T22:00:00.000Z' });
  });

  it('is the legal basis, where that is not consent', async () => {
    const party = await someone();
    expect(await permission(party, {}, 'b2b-prospecting')).toMatchObject({ allowed: true, reasons: ['basis-legitimate-interest'], consent: { state: 'none' } });
    expect(await permission(party)).toMatchObject({ allowed: false, reasons: ['consent-none'] });
    expect(await permission(party, {}, 'statistics')).toMatchObject({ allowed: false, reasons: ['channel-not-of-purpose'] });
    expect(await permission(party, { asOf: '2018-05-24' }, 'b2b-prospecting')).toMatchObject({ allowed: false, reasons: ['no-legal-basis'] });
  });
});

it('a statement made by mistake is retracted; what was known before stays', async () => {
  const party = await someone();
  const { consentId, position } = (await say(party, 'grant', { purpose: PURPOSE, channel: 'phone', from: '2026-06-01', proof })) as unknown as { consentId: string; position: string };
  await desk.tell(`/v1/parties/${party}/consents/${consentId}/retract`, { note: 'Somebody else' });
  expect((await state(party)).state).toBe('none');
  expect((await state(party, 'phone', { knownAt: position })).state).toBe('granted');
});

it('stands in the 360° and on the timeline, and its proof is unreadable once its key is gone', async () => {
  const party = await someone();
  await say(party, 'grant', { purpose: PURPOSE, channel: 'phone', from: '2026-06-01', proof });
  expect(((await desk.view(party)) as unknown as { consents: ConsentAnswer[] }).consents).toMatchObject([{ purpose: PURPOSE, channel: 'phone', state: 'granted', legalBasis: 'consent' }]);
  expect((await desk.ask<{ items: object[] }>(`/v1/parties/${party}/timeline`)).items).toMatchObject([{ kind: 'consent', change: 'granted', at: '2026-05-31T22:00:00.000Z', purpose: PURPOSE }]);
  await api.keys.destroy(party, 'proof');
  expect(await state(party)).toMatchObject({ state: 'granted', proof: null, proofErased: true });
});

it('counts instants, also in the night the clocks change: half past two comes twice', async () => {
  const party = await someone();
  await say(party, 'grant', { purpose: PURPOSE, channel: 'phone', from: '2025-10-26T02:30:00+02:00', proof });
  await say(party, 'withdraw', { purpose: PURPOSE, channel: 'phone', from: '2025-10-26T02:30:00+01:00' });
  const states = await Promise.all(['2025-10-26T02:29:59+02:00', '2025-10-26T02:30:00+02:00', '2025-10-26T02:29:59+01:00', '2025-10-26T02:30:00+01:00'].map(async (asOf) => (await state(party, 'phone', { asOf })).state));
  expect(states).toEqual(['none', 'granted', 'granted', 'withdrawn']);
  // The night the clocks go forward has no half past two; the day begins as ever.
  await say(party, 'grant', { purpose: PURPOSE, channel: 'email', from: '2026-03-29', expires: '2026-03-30', proof });
  expect(await state(party, 'email', { asOf: '2026-03-28T22:59:59.999Z' })).toMatchObject({ state: 'none' });
  expect(await state(party, 'email', { asOf: '2026-03-28T23:00:00Z' })).toMatchObject({ state: 'granted', expires: '2026-03-29T22:00:00.000Z' });
  expect(await state(party, 'email', { asOf: '2026-03-29T22:00:00Z' })).toMatchObject({ state: 'expired' });
});

it('a purpose names attributes that there are', async () => {
  const purpose = { label: { fr: 'Fidélité', en: 'Loyalty' }, legalBases: [{ basis: 'consent', from: '2020-01-01' }], attributes: ['email', 'shoe-size'], channels: ['email'], retentionDays: 10 };
  const define = async () => (await desk.send('/v1/purposes/loyalty', purpose, 'PUT')).body;
  expect(await define()).toMatchObject({ code: 'unknown-attribute', errors: [{ path: 'attributes[1]', got: 'shoe-size' }] });
  await desk.tell('/v1/attributes/shoe-size', { label: { fr: 'Pointure', en: 'Shoe size' }, type: 'integer', cardinality: 'one', kinds: ['person'], dataClass: 'commercial' }, 'PUT');
  expect(await define()).toMatchObject({ code: 'loyalty', status: 'accepted' });
  const again = (attributes: readonly string[]) => send(api.url, 'PUT', '/v1/purposes/loyalty', { ...purpose, attributes }, { 'idempotency-key': 'loyalty' });
  expect((await again(['email'])).status).toBe(200);
  expect((await again(['no-such'])).body.code).toBe('key-reused');
});

it('a purpose of before attributes were checked keeps those it has', async () => {
  const purpose = { label: { fr: 'Jeux', en: 'Games' }, legalBases: [{ basis: 'consent', from: '2020-01-01' }], attributes: ['of-before'], channels: ['email'], retentionDays: 10 };
  const id = randomUUID();
  const event = { type: 'PurposeDefined', data: { code: 'games', ...purpose } };
  const [encoded] = await api.codec.encode(undefined, [{ id, event, metadata: { v: 1, n: 1, of: 1, caller: 'service:test', actor: 'service:test', verified: false, correlationId: randomUUID() } }]);
  await api.log.append('purpose-games', 'no-stream', [{ ...encoded!, id, type: 'PurposeDefined', commandId: randomUUID() }]);
  const define = async (attributes: readonly string[]) => (await desk.send('/v1/purposes/games', { ...purpose, attributes }, 'PUT')).body;
  expect(await define(['of-before'])).toMatchObject({ status: 'unchanged' });
  expect(await define(['email', 'of-before', 'no-such'])).toMatchObject({ code: 'unknown-attribute', errors: [{ path: 'attributes[2]', got: 'no-such' }] });
  expect(await define(['email', 'of-before'])).toMatchObject({ status: 'accepted' });
});

it('the same said again is no event, and bad input changes nothing', async () => {
  const party = await someone();
  const grant = { purpose: PURPOSE, channel: 'phone', from: '2026-06-01', proof };
  const first = await say(party, 'grant', grant);
  expect(await say(party, 'grant', grant)).toMatchObject({ status: 'unchanged', consentId: (first as unknown as { consentId: string }).consentId });
  const before = formatToken(api.logId, (await api.log.head()).position);
  const refused = await Promise.all([
    { ...grant, purpose: 'no-such' }, { ...grant, channel: 'telegraph' }, { ...grant, from: '2026-02-29' }, { ...grant, from: '2026-06' }, { ...grant, expires: '2026-05-01' }, { purpose: PURPOSE, channel: 'phone', from: 'now' }, { ...grant, purpose: 'statistics' },
  ].map(async (body) => (await desk.send(`/v1/parties/${party}/consents/grant`, body)).body.code));
  expect(refused).toEqual(['unknown-purpose', 'invalid-body', 'invalid-date', 'invalid-date', 'invalid-body', 'invalid-body', 'invalid-body']);
  expect(formatToken(api.logId, (await api.log.head()).position)).toBe(before);
});
