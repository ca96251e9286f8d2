/** Update requests over HTTP: proposed, accepted into facts once, refused; whatever is sent at once or cut off in between. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { send } from './client.js';
import { startApi, type TestApi } from '../support/api.js';
import { frozenLog } from '../support/frozen-log.js';
import { merge } from '../support/merge.js';
import { Desk } from '../scenarios/desk.js';

let api: TestApi;
let desk: Desk;
beforeAll(async () => {
  api = await startApi({ at: '2026-02-10T09:00:00.000Z' });
  desk = new Desk(api.url);
});
afterAll(() => api.stop());

const NOBODY = '00000000-0000-4000-8000-000000000000';
async function someone(): Promise<{ party: string; nameId: string; phoneId: string }> {
  const { partyId, factIds } = await desk.tell('/v1/parties', {
    kind: 'person', facts: [{ attribute: 'name.usual', value: 'Ybert', validFrom: '2000-01-01' }, { attribute: 'phone', value: '+33240123456', validFrom: '2020-01-01' }],
  });
  return { party: partyId, nameId: factIds[0]!, phoneId: factIds[1]! };
}
const interactionWith = async (party: string): Promise<string> => {
  const participants = [{ side: 'us', role: 'agent', unresolved: { name: 'Somebody of ours' } }, { side: 'them', role: 'caller', party }];
  return ((await desk.tell('/v1/interactions', { participants, direction: 'inbound', medium: 'phone', startedAt: '2026-02-10T09:00:00+01:00', subject: 'A call' })) as unknown as { interactionId: string }).interactionId;
};
const request = async (body: object): Promise<string> => ((await desk.tell('/v1/update-requests', body)) as unknown as { requestId: string }).requestId;
const status = async (requestId: string): Promise<unknown> => (await desk.ask(`/v1/update-requests/${requestId}`))['status'];
const eventsOf = async (party: string): Promise<number> => (await api.log.readStream(`party-${party}`)).length;

it('changes nothing before it is accepted; then its facts come from the interaction', async () => {
  const { party, nameId, phoneId } = await someone();
  const interactionId = await interactionWith(party);
  const requestId = await request({
    party, interactionId, note: 'On the phone', facts: [{ attribute: 'name.usual', value: 'Morel', validFrom: '2026-01-01' }], ends: [{ factId: phoneId, on: 'today' }],
    corrections: [{ factId: nameId, value: 'Hybert', validFrom: '2000-01-01', validTo: null }],
  });
  expect(await desk.value(party, 'name.usual')).toBe('Ybert');
  expect(await desk.ask('/v1/update-requests', { status: 'open', party })).toMatchObject({ items: [{ requestId, status: 'open', interactionId, note: 'On the phone', changes: { ends: [{ factId: phoneId, on: '2026-02-10' }] } }], next: null });
  const open = async (): Promise<unknown> => (await desk.ask(`/v1/parties/${party}/360`, { include: 'update-requests' }))['updateRequests'];
  expect(await open()).toMatchObject({ total: 1, items: [{ requestId, status: 'open' }] });
  const { factIds } = await desk.tell(`/v1/update-requests/${requestId}/accept`);
  const { facts } = await desk.view(party);
  expect(facts).toEqual([expect.objectContaining({ factId: factIds[0], value: 'Morel', source: { system: `interaction:${interactionId}`, method: 'declared' } })]);
  expect(await desk.value(party, 'name.usual', { asOf: '2025-06-01' })).toBe('Hybert');
  expect(await status(requestId)).toBe('accepted');
  expect((await desk.ask<{ items: object[] }>('/v1/update-requests', { status: 'open', party })).items).toEqual([]);
  expect(await open()).toEqual({ total: 0, items: [] });
});

it('is applied once, though it is accepted by twenty at once', async () => {
  const { party } = await someone();
  const requestId = await request({ party, facts: [{ attribute: 'email', value: 'jeanne@example.org', validFrom: '2026-01-01' }] });
  const before = await eventsOf(party);
  const replies = await Promise.all(Array.from({ length: 20 }, () => send(api.url, 'POST', `/v1/update-requests/${requestId}/accept`)));
  expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([200]));
  expect(await eventsOf(party)).toBe(before + 1);
  expect((await api.log.readStream(`updateRequest-${requestId}`)).filter(({ type }) => type === 'UpdateRequestAccepted')).toHaveLength(1);
});

it('is accepted or refused, never both', async () => {
  for (let round = 0; round < 10; round += 1) {
    const { party } = await someone();
    const requestId = await request({ party, facts: [{ attribute: 'email', value: 'jeanne@example.org', validFrom: '2026-01-01' }] });
    const before = await eventsOf(party);
    const [accepted, refused] = await Promise.all([send(api.url, 'POST', `/v1/update-requests/${requestId}/accept`), send(api.url, 'POST', `/v1/update-requests/${requestId}/refuse`, { reason: 'not-proven' })]);
    const won = accepted.status === 200;
    expect(refused.status).toBe(won ? 409 : 200);
    expect((won ? refused : accepted).body.code).toBe('already-decided');
    expect(await eventsOf(party)).toBe(before + (won ? 1 : 0));
  }
});

it('that the party no longer takes is open again, with the reason; nothing of it is recorded', async () => {
  const { party, nameId } = await someone();
  const requestId = await request({ party, facts: [{ attribute: 'email', value: 'jeanne@example.org', validFrom: '2026-01-01' }], ends: [{ factId: nameId, on: '2025-01-01' }] });
  await desk.tell(`/v1/parties/${party}/facts/${nameId}/retract`);
  const before = await eventsOf(party);
  expect((await desk.send(`/v1/update-requests/${requestId}/accept`)).body.code).toBe('fact-retracted');
  expect(await eventsOf(party)).toBe(before);
  // A refusal has no position to ask after.
  await api.projecting.waitFor((await api.log.head()).position, 5_000);
  expect(await desk.ask(`/v1/update-requests/${requestId}`)).toMatchObject({ status: 'open', reason: 'fact-retracted' });
  await desk.tell(`/v1/update-requests/${requestId}/refuse`, { reason: 'outdated' });
  expect((await desk.tell(`/v1/update-requests/${requestId}/refuse`, { reason: 'outdated' })).status).toBe('unchanged');
  expect((await desk.send(`/v1/update-requests/${requestId}/refuse`, { reason: 'not-proven' })).body.code).toBe('already-decided');
  expect(await desk.ask(`/v1/update-requests/${requestId}`)).toMatchObject({ status: 'refused', reason: 'outdated' });
  expect((await desk.send(`/v1/update-requests/${requestId}/accept`)).body.code).toBe('already-decided');
});

it('that only asks whether it could be accepted leaves no trace', async () => {
  const { party } = await someone();
  const requestId = await request({ party, facts: [{ attribute: 'email', value: 'jeanne@example.org', validFrom: '2026-01-01' }] });
  const { position } = await api.log.head();
  expect((await send(api.url, 'POST', `/v1/update-requests/${requestId}/accept`, undefined, { prefer: 'validate-only' })).body.status).toBe('valid');
  expect((await api.log.head()).position).toBe(position);
});

it('is refused at once where the party would not take it, and where it asks for nothing', async () => {
  const { party } = await someone();
  const refusals = await Promise.all([
    { party, facts: [{ attribute: 'no-such', value: 1, validFrom: 'today' }] }, { party }, { party, ends: [{ factId: NOBODY, on: 'today' }] }, { party: NOBODY, facts: [{ attribute: 'email', value: 'a@example.org', validFrom: 'today' }] },
  ].map(async (body) => (await desk.send('/v1/update-requests', body)).body.code));
  expect(refusals).toEqual(['unknown-attribute', 'invalid-body', 'fact-not-found', 'party-not-found']);
});

describe('about an employment', () => {
  async function employed() {
    const { party } = await someone();
    const company = (await desk.tell('/v1/parties', { kind: 'organisation' })).partyId;
    const { relationId, periodId, factIds } = await desk.tell('/v1/relations', { type: 'employee-of', a: party, b: company, validFrom: '2020-01-01', facts: [{ attribute: 'phone', value: '+33240999999', validFrom: '2020-01-01' }] });
    return { party, company, relationId, periodId, phoneId: factIds[0]! };
  }
  const phonesOf = async (party: string) => (await desk.view(party)).relations![0]!.facts.map(({ attribute, value, source }) => [attribute, value, source?.system]);
  const changesOf = ({ party, relationId, periodId, phoneId }: Awaited<ReturnType<typeof employed>>) => ({ party, relationId, periodId, ends: [{ factId: phoneId, on: 'today' }], facts: [{ attribute: 'email', value: 'y@example.org', validFrom: 'today' }] });

  it('changes its contact points, once, though it is accepted by ten at once', async () => {
    const job = await employed();
    const interactionId = await interactionWith(job.party);
    const requestId = await request({ ...changesOf(job), interactionId });
    expect(await desk.ask('/v1/update-requests', { status: 'open', party: job.party })).toMatchObject({ items: [{ requestId, party: job.party, relationId: job.relationId, periodId: job.periodId }] });
    const length = async () => (await api.log.readStream(`relation-${job.relationId}`)).length;
    const before = await length();
    const replies = await Promise.all(Array.from({ length: 10 }, () => send(api.url, 'POST', `/v1/update-requests/${requestId}/accept`)));
    expect(new Set(replies.map(({ status: answered, body }) => JSON.stringify([answered, body['relationId'], body['periodId'], (body['factIds'] as string[]).length])))).toEqual(new Set([JSON.stringify([200, job.relationId, job.periodId, 1])]));
    expect(await length()).toBe(before + 2);
    await api.projecting.waitFor((await api.log.head()).position, 5_000);
    expect(await phonesOf(job.party)).toEqual([['email', 'y@example.org', `interaction:${interactionId}`]]);
    expect(await status(requestId)).toBe('accepted');
  });

  it('is open again, with the reason, where the period does not take it any more', async () => {
    const job = await employed();
    const requestId = await request(changesOf(job));
    await desk.tell(`/v1/relations/${job.relationId}/periods/${job.periodId}/facts/${job.phoneId}/retract`);
    expect((await desk.send(`/v1/update-requests/${requestId}/accept`)).body.code).toBe('fact-retracted');
    await api.projecting.waitFor((await api.log.head()).position, 5_000);
    expect(await desk.ask(`/v1/update-requests/${requestId}`)).toMatchObject({ status: 'open', reason: 'fact-retracted' });
  });

  it('is refused for a relation of others, none, half of one, and facts of parties', async () => {
    const [job, { party: stranger }] = [await employed(), await someone()];
    const { position } = await api.log.head();
    const refusals = await Promise.all([
      { ...changesOf(job), party: stranger }, { ...changesOf(job), relationId: NOBODY }, { ...changesOf(job), periodId: NOBODY }, { ...changesOf(job), periodId: undefined }, { ...changesOf(job), facts: [{ attribute: 'name.usual', value: 'X', validFrom: 'today' }] },
    ].map(async (body) => (await desk.send('/v1/update-requests', body)).body.code));
    expect(refusals).toEqual(['invalid-body', 'relation-not-found', 'relation-not-found', 'invalid-body', 'wrong-party-kind']);
    expect((await api.log.head()).position).toBe(position);
  });

  it('is not begun to be accepted for who expects another revision of the relation', async () => {
    const job = await employed();
    const requestId = await request(changesOf(job));
    expect((await send(api.url, 'POST', `/v1/update-requests/${requestId}/accept`, undefined, { 'if-match': '"77"' })).body.code).toBe('revision-mismatch');
    expect((await api.log.readStream(`updateRequest-${requestId}`)).map(({ type }) => type)).toEqual(['UpdateRequested']);
  });

  it('is erased with either end, whichever of them it was requested of', async () => {
    const job = await employed();
    const requestId = await request({ ...changesOf(job), party: job.company });
    await api.keys.destroy(job.party);
    expect(await desk.ask(`/v1/update-requests/${requestId}`)).toMatchObject({ changes: null, erased: true });
    expect((await desk.send(`/v1/update-requests/${requestId}/accept`)).body.code).toBe('erased');
  });

  it('whose process died after its facts is finished by whoever accepts it next', async () => {
    const job = await employed();
    const requestId = await request(changesOf(job));
    // The fence is up, the facts are written; that it was accepted is not.
    const freezing = frozenLog(api.openLog(), (stream, events) => stream === `updateRequest-${requestId}` && events.some(({ type }) => type === 'UpdateRequestAccepted'));
    const dying = await api.beside({ log: freezing.log });
    const unheard = send(dying.url, 'POST', `/v1/update-requests/${requestId}/accept`).catch(() => undefined);
    await freezing.held;
    await desk.tell(`/v1/update-requests/${requestId}/accept`);
    expect(await status(requestId)).toBe('accepted');
    expect((await api.log.readStream(`relation-${job.relationId}`)).filter(({ type }) => type === 'FactRecorded')).toHaveLength(2);
    freezing.thaw();
    await unheard;
    await dying.stop();
    expect((await api.log.readStream(`updateRequest-${requestId}`)).filter(({ type }) => type === 'UpdateRequestAccepted')).toHaveLength(1);
  }, 40_000);
});

it('accepted from an interaction that was retracted since warns of that', async () => {
  const { party } = await someone();
  const interactionId = await interactionWith(party);
  const requestId = await request({ party, interactionId, facts: [{ attribute: 'email', value: 'a@example.org', validFrom: 'today' }] });
  await desk.tell(`/v1/interactions/${interactionId}/retract`);
  expect((await desk.tell(`/v1/update-requests/${requestId}/accept`)) as unknown).toMatchObject({ warnings: [{ code: 'interaction-retracted', interactionId }] });
});

it('warns of what was said since of a fact that it ends or corrects', async () => {
  const changed = await someone();
  const left = await someone();
  const correction = ({ party, phoneId }: typeof changed) => request({ party, corrections: [{ factId: phoneId, value: '+33240123457', validFrom: '2020-01-01', validTo: null }] });
  const requests = [await correction(changed), await correction(left)];
  await api.setClock('2026-02-10T10:00:00.000Z');
  await desk.tell(`/v1/parties/${changed.party}/facts/${changed.phoneId}/end`, { on: '2026-02-01' });
  const accepted = [];
  for (const requestId of requests) accepted.push(((await desk.tell(`/v1/update-requests/${requestId}/accept`)) as unknown as { warnings: object[] }).warnings);
  expect(accepted).toEqual([[{ code: 'changed-since-requested', factId: changed.phoneId, recordedAt: '2026-02-10T10:00:00.000Z' }], []]);
});

it('names an interaction that is logged and stands', async () => {
  const { party } = await someone();
  const gone = await interactionWith(party);
  await desk.tell(`/v1/interactions/${gone}/retract`);
  const { position } = await api.log.head();
  const propose = async (interactionId: string) => (await desk.send('/v1/update-requests', { party, interactionId, facts: [{ attribute: 'email', value: 'a@example.org', validFrom: 'today' }] })).body;
  expect([await propose(NOBODY), await propose(gone)]).toMatchObject([{ code: 'interaction-not-found', errors: [{ path: 'interactionId' }] }, { code: 'interaction-retracted', errors: [{ path: 'interactionId' }] }]);
  expect((await api.log.head()).position).toBe(position);
});

it('tells in its history why it was refused, in words too', async () => {
  const { party } = await someone();
  const requestId = await request({ party, note: 'On the phone', facts: [{ attribute: 'email', value: 'jeanne@example.org', validFrom: '2026-01-01' }] });
  const { position } = await desk.tell(`/v1/update-requests/${requestId}/refuse`, { reason: 'not-proven', note: 'Another voice' });
  const history = (asked: object = {}) => desk.ask<{ items: object[] }>(`/v1/update-requests/${requestId}/history`, asked);
  expect((await history()).items).toMatchObject([{ type: 'UpdateRequested', data: { note: 'On the phone' } }, { type: 'UpdateRequestRefused', data: { reason: 'not-proven', note: 'Another voice' } }]);
  await api.keys.destroy(party);
  expect((await history({ knownAt: position })).items).toMatchObject([{ data: { note: null, changes: null, erased: true } }, { data: { reason: 'not-proven', note: null, erased: true } }]);
});

it('is listed of whom its party turned out to be, page by page', async () => {
  const [{ party: first }, { party: second }] = [await someone(), await someone()];
  const ask = (party: string, address: string) => request({ party, facts: [{ attribute: 'email', value: address, validFrom: '2026-01-01' }] });
  const requested = [await ask(second, 'a@example.org'), await ask(first, 'b@example.org'), await ask(second, 'c@example.org')];
  await merge(api, second, first);
  const page = (asked: object) => desk.ask<{ items: { requestId: string }[]; next: string | null }>('/v1/update-requests', { party: first, ...asked });
  const { items, next } = await page({ limit: '2' });
  expect([...items, ...(await page({ cursor: next! })).items].map(({ requestId }) => requestId)).toEqual(requested);
  const { next: another } = await desk.ask<{ next: string }>('/v1/parties', { limit: '1' });
  expect((await send(api.url, 'GET', `/v1/update-requests?cursor=${another}`)).body.code).toBe('cursor-invalid');
});

it('whose process froze after the facts is finished by whoever accepts it next; what wakes up later does it no second time', async () => {
  const { party } = await someone();
  const requestId = await request({ party, facts: [{ attribute: 'email', value: 'jeanne@example.org', validFrom: '2026-01-01' }] });
  let appends = 0;
  const freezing = frozenLog(api.openLog(), (stream) => stream === `updateRequest-${requestId}` && ++appends === 2);
  const beside = await api.beside({ log: freezing.log });
  try {
    const before = await eventsOf(party);
    const frozen = send(beside.url, 'POST', `/v1/update-requests/${requestId}/accept`);
    await freezing.held;
    expect(await eventsOf(party)).toBe(before + 1);
    expect((await desk.send(`/v1/update-requests/${requestId}/refuse`, { reason: 'too-late' })).body.code).toBe('already-decided');
    expect((await desk.send(`/v1/update-requests/${requestId}/accept`)).status).toBe(200);
    freezing.thaw();
    expect((await frozen).status).toBe(200);
    expect(await eventsOf(party)).toBe(before + 1);
    // The second one has taken the acceptance over.
    expect((await api.log.readStream(`updateRequest-${requestId}`)).map(({ type }) => type)).toEqual(['UpdateRequested', 'UpdateRequestAccepting', 'UpdateRequestAccepting', 'UpdateRequestAccepted']);
  } finally {
    freezing.thaw();
    await beside.stop();
  }
});

const SIREN = '732829320';
const typesIn = async (requestId: string): Promise<string[]> => (await api.log.readStream(`updateRequest-${requestId}`)).map(({ type }) => type);
const endsIn = async (requestId: string, last: string): Promise<void> => {
  while ((await typesIn(requestId)).at(-1) !== last) await new Promise((resolve) => setTimeout(resolve, 50));
};
const EMAIL = { attribute: 'email', value: 'jeanne@example.org', validFrom: '2026-01-01' };

it.each([['after its facts', 'updateRequest', 2], ['before its facts', 'party', 1]] as const)('whose process died %s is finished by another one, once, though nobody accepts it again', async (_, kind, nth) => {
  const { party } = await someone();
  const requestId = await request({ party, facts: [EMAIL] });
  const id = kind === 'party' ? party : requestId;
  let appends = 0;
  const freezing = frozenLog(api.openLog(), (stream) => stream === `${kind}-${id}` && ++appends === nth);
  const dying = await api.beside({ log: freezing.log });
  try {
    const before = await eventsOf(party);
    const key = { 'idempotency-key': `died:${kind}` };
    const frozen = send(dying.url, 'POST', `/v1/update-requests/${requestId}/accept`, undefined, key);
    await freezing.held;
    await endsIn(requestId, 'UpdateRequestAccepted');
    expect(await eventsOf(party)).toBe(before + 1);
    const again = await send(api.url, 'POST', `/v1/update-requests/${requestId}/accept`, undefined, key);
    freezing.thaw();
    const late = await frozen;
    expect([late.status, late.body]).toEqual([200, again.body]);
    expect(await eventsOf(party)).toBe(before + 1);
    expect(await typesIn(requestId)).toEqual(['UpdateRequested', 'UpdateRequestAccepting', 'UpdateRequestAccepted']);
  } finally {
    freezing.thaw();
    await dying.stop();
  }
}, 30_000);

it('whose process died before its facts, which the party no longer takes, is open again', async () => {
  const { party, nameId } = await someone();
  const requestId = await request({ party, ends: [{ factId: nameId, on: '2025-01-01' }] });
  const freezing = frozenLog(api.openLog(), (stream) => stream === `party-${party}`);
  const dying = await api.beside({ log: freezing.log });
  try {
    const frozen = send(dying.url, 'POST', `/v1/update-requests/${requestId}/accept`);
    await freezing.held;
    // By the log alone, as somebody faster than the settler would.
    await send(api.url, 'POST', `/v1/parties/${party}/facts/${nameId}/retract`);
    await endsIn(requestId, 'UpdateRequestReopened').finally(() => freezing.thaw());
    expect((await frozen).body.code).toBe('fact-retracted');
    expect((await send(api.url, 'POST', `/v1/update-requests/${requestId}/refuse`, { reason: 'outdated' })).status).toBe(200);
  } finally {
    freezing.thaw();
    await dying.stop();
  }
}, 30_000);

it('is open again, with the reason, also when somebody else holds by now what must be unique', async () => {
  const [one, other] = [await desk.tell('/v1/parties', { kind: 'organisation' }), await desk.tell('/v1/parties', { kind: 'organisation' })];
  const siren = { attribute: 'identifier.siren', value: SIREN, validFrom: '2026-01-01' };
  const requestId = await request({ party: one.partyId, facts: [siren] });
  await send(api.url, 'POST', `/v1/parties/${other.partyId}/facts`, { facts: [siren] });
  expect((await send(api.url, 'POST', `/v1/update-requests/${requestId}/accept`)).body.code).toBe('identifier-taken');
  expect(await typesIn(requestId)).toEqual(['UpdateRequested', 'UpdateRequestAccepting', 'UpdateRequestReopened']);
  expect((await send(api.url, 'POST', `/v1/update-requests/${requestId}/refuse`, { reason: 'another-company' })).status).toBe(200);
});

it('is refused at once where another holds what must be unique, and takes nothing from anybody until then', async () => {
  const [holder, other] = [await desk.tell('/v1/parties', { kind: 'organisation' }), await desk.tell('/v1/parties', { kind: 'organisation' })];
  const siren = { attribute: 'identifier.siren', value: '552100554', validFrom: '2026-01-01' };
  await request({ party: other.partyId, facts: [siren] });
  await desk.tell(`/v1/parties/${holder.partyId}/facts`, { facts: [siren] });
  const { position } = await api.log.head();
  expect(await send(api.url, 'POST', '/v1/update-requests', { party: other.partyId, facts: [siren] })).toMatchObject({ status: 409, body: { code: 'identifier-taken', conflictsWith: holder.partyId } });
  expect((await api.log.head()).position).toBe(position);
});

it('is not begun to be accepted for who expects another revision of the party', async () => {
  const { party } = await someone();
  const requestId = await request({ party, facts: [EMAIL] });
  expect((await send(api.url, 'POST', `/v1/update-requests/${requestId}/accept`, undefined, { 'if-match': '"99"' })).body.code).toBe('revision-mismatch');
  expect(await typesIn(requestId)).toEqual(['UpdateRequested']);
});
