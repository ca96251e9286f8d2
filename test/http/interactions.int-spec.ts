/** Interactions over HTTP: what is asked back is what was said, on both clocks, and bad input changes nothing. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formatToken } from '#libs/event-log/position-token.js';
import type { View360 } from '#projections/queries/view360.js';
import type { Contacts, InteractionAnswer } from '#projections/queries/interactions.js';
import { send } from './client.js';
import { startApi, type TestApi } from '../support/api.js';
import { erase, merge } from '../support/merge.js';
import { Desk } from '../scenarios/desk.js';

const NOW = '2026-02-10T09:00:00.000Z';
interface Told { readonly interactionId: string; readonly participantIds: string[]; readonly status: string; readonly position: string }
interface Listed { readonly items: InteractionAnswer[]; readonly next: string | null }

let api: TestApi;
let desk: Desk;
let paul: string;
let jeanne: string;
beforeAll(async () => {
  api = await startApi({ at: NOW });
  desk = new Desk(api.url);
  const person = async (name: string) => (await desk.tell('/v1/parties', { kind: 'person', facts: [{ attribute: 'name.usual', value: name, validFrom: 'unknown' }] })).partyId;
  [paul, jeanne] = [await person('Morel'), await person('Ybert')];
});
afterAll(() => api.stop());

const call = (changes: object = {}) => ({
  participants: [{ side: 'us', role: 'agent', party: paul }, { side: 'them', role: 'caller', party: jeanne }],
  direction: 'inbound', medium: 'phone', startedAt: '2026-01-15T10:30:00+01:00', subject: 'Asks for a quote', ...changes,
});
const tell = async (body: object): Promise<Told> => (await desk.tell('/v1/interactions', body)) as unknown as Told;
const of = (partyId: string, asked: object = {}): Promise<Listed> => desk.ask(`/v1/parties/${partyId}/interactions`, asked);
const search = async (body: object): Promise<Listed> => {
  const { status, body: answer } = await send(api.url, 'POST', `/v1/interactions/search?after=${formatToken(api.logId, (await api.log.head()).position)}`, body);
  if (status !== 200) throw new Error(JSON.stringify(answer));
  return answer as unknown as Listed;
};

it('is told back whole', async () => {
  const whole = {
    zone: 'Europe/Paris', durationSeconds: 300, place: { label: 'Their shop', latitude: '47.218', longitude: '-1.553' }, objective: 'Win the second shop', notes: 'Mornings only',
    topics: [{ subject: 'Delivery times', raisedBy: 'them', notes: 'Two weeks are too long' }, { subject: 'New range', raisedBy: 'us', product: 'gtx-basic' }],
    outcome: 'quote-requested', outcomeNotes: 'By Friday', about: [{ kind: 'party', id: jeanne }],
  };
  const { interactionId, participantIds } = await tell(call(whole));
  expect(await desk.ask(`/v1/interactions/${interactionId}`)).toMatchObject({
    ...whole, interactionId, direction: 'inbound', medium: 'phone', automation: 'human', startedAt: '2026-01-15T09:30:00.000Z', subject: 'Asks for a quote', amended: false,
    participants: [
      { participantId: participantIds[0], side: 'us', role: 'agent', party: { partyId: paul, displayName: 'Morel' } }, { participantId: participantIds[1], side: 'them', role: 'caller', party: { partyId: jeanne, displayName: 'Ybert' } },
    ],
  });
  expect((await of(jeanne)).items.map((one) => one.interactionId)).toContain(interactionId);
  expect((await of(paul)).items.map((one) => one.interactionId)).toContain(interactionId);
});

it('about somebody who did not take part is found by whom it is about, as known at each time, with other conditions and page by page', async () => {
  const firm = async () => (await desk.tell('/v1/parties', { kind: 'organisation' })).partyId;
  const [subject, same] = [await firm(), await firm()];
  const about = (party: string, changes: object = {}) => tell(call({ about: [{ kind: 'party', id: party }], ...changes }));
  const first = await about(subject, { startedAt: '2026-01-16T10:00:00Z', subject: 'Their deliveries come late' });
  const second = await about(same, { startedAt: '2026-01-17T10:00:00Z' });
  const found = async (body: object) => (await search(body)).items.map(({ interactionId }) => interactionId);
  expect(await found({ about: subject })).toEqual([first.interactionId]);
  expect((await of(subject)).items).toEqual([]);
  for (const body of [{ text: 'late delivery' }, { party: jeanne }, { direction: 'inbound' }, { from: '2026-01-16', to: '2026-01-16' }]) expect({ body, found: await found({ about: subject, ...body }) }).toEqual({ body, found: [first.interactionId] });
  for (const body of [{ text: 'quote' }, { party: same }, { direction: 'outbound' }, { to: '2026-01-15' }, { unresolved: true }]) expect({ body, found: await found({ about: subject, ...body }) }).toEqual({ body, found: [] });
  // Those that are one are asked for together.
  await merge(api, same, subject);
  const page = await search({ about: subject, limit: 1 });
  expect([page.items[0]!.interactionId, ...(await search({ about: subject, limit: 1, cursor: page.next! })).items.map(({ interactionId }) => interactionId)]).toEqual([second.interactionId, first.interactionId]);
  // Amended to be about nobody: before that was known it is found still.
  await desk.tell(`/v1/interactions/${first.interactionId}/amend`, call());
  expect(await found({ about: subject })).toEqual([second.interactionId]);
  expect((await desk.send(`/v1/interactions/search?knownAt=${first.position}`, { about: subject })).body['items']).toMatchObject([{ interactionId: first.interactionId }]);
});

it('is known as it was before it was amended, and after it was retracted not at all', async () => {
  const { interactionId, position } = await tell(call({ subject: 'First heard' }));
  const amended = await desk.tell(`/v1/interactions/${interactionId}/amend`, call({ subject: 'Better heard', durationSeconds: 60 }));
  const gone = await desk.tell(`/v1/interactions/${interactionId}/retract`, { note: 'Logged twice' });
  expect(await desk.ask(`/v1/interactions/${interactionId}`, { knownAt: position })).toMatchObject({ subject: 'First heard', amended: false });
  expect(await desk.ask(`/v1/interactions/${interactionId}`, { knownAt: amended.position })).toMatchObject({ subject: 'Better heard', durationSeconds: 60, amended: true });
  expect((await send(api.url, 'GET', `/v1/interactions/${interactionId}?after=${gone.position}`)).body.code).toBe('interaction-not-found');
  const { items } = await desk.ask<{ items: { type: string; data: object }[] }>(`/v1/interactions/${interactionId}/history`);
  expect(items.map(({ type }) => type)).toEqual(['InteractionLogged', 'InteractionAmended', 'InteractionRetracted']);
  expect(items[2]!.data).toEqual({ note: 'Logged twice' });
});

it('keeps a caller nobody knew until it is known who that was', async () => {
  const stranger = (await desk.tell('/v1/parties', { kind: 'person', facts: [{ attribute: 'name.usual', value: 'Zola', validFrom: 'unknown' }] })).partyId;
  const { interactionId, participantIds, position } = await tell(call({ participants: [{ side: 'us', role: 'agent', party: paul }, { side: 'them', role: 'caller', unresolved: { phone: '02 40 12 34 56' } }] }));
  expect((await of(stranger)).items).toEqual([]);
  await desk.tell(`/v1/interactions/${interactionId}/participants/${participantIds[1]!}/resolve`, { party: stranger });
  expect((await of(stranger)).items).toMatchObject([{ interactionId, participants: [{}, { party: { partyId: stranger }, unresolved: { phone: '02 40 12 34 56' } }] }]);
  expect((await of(stranger, { knownAt: position })).items).toEqual([]);
  expect((await desk.send(`/v1/interactions/${interactionId}/participants/${participantIds[1]!}/resolve`, { party: jeanne })).body).toMatchObject({ code: 'already-resolved', conflictsWith: stranger });
  // What was heard, and who that turned out to be, stay through an amendment that names either, or both.
  const heard = { phone: '02 40 12 34 56' };
  for (const [n, theirs] of [{ unresolved: heard }, { party: stranger }, { party: stranger, unresolved: heard }].entries()) {
    await desk.tell(`/v1/interactions/${interactionId}/amend`, call({ subject: `Amended ${n}`, participants: [{ side: 'us', role: 'agent', party: paul }, { side: 'them', role: 'caller', ...theirs }] }));
    expect((await of(stranger)).items).toMatchObject([{ subject: `Amended ${n}`, participants: [{}, { participantId: participantIds[1], party: { partyId: stranger }, unresolved: heard }] }]);
  }
});

it('knows who took part though their role is put right, and which of two described alike', async () => {
  const [known, heard] = [(await desk.tell('/v1/parties', { kind: 'person' })).partyId, { name: 'Mme Ybert' }];
  const { interactionId, participantIds } = await tell(call({ participants: [{ side: 'us', role: 'agent', party: paul }, { side: 'them', role: 'caller', unresolved: heard }, { side: 'them', role: 'caller', unresolved: heard }] }));
  await desk.tell(`/v1/interactions/${interactionId}/participants/${participantIds[2]!}/resolve`, { party: known });
  await desk.tell(`/v1/interactions/${interactionId}/amend`, call({ participants: [{ side: 'us', role: 'lead', party: paul }, { side: 'them', role: 'buyer', unresolved: heard }] }));
  expect((await of(known)).items).toMatchObject([{ participants: [{ participantId: participantIds[0], role: 'lead' }, { participantId: participantIds[2], role: 'buyer', party: { partyId: known }, unresolved: heard }] }]);
  // Who is named is who it was, though somebody described alike comes before.
  await desk.tell(`/v1/interactions/${interactionId}/amend`, call({ participants: [{ side: 'us', role: 'lead', party: paul }, { side: 'them', role: 'caller', unresolved: heard }, { side: 'them', role: 'caller', party: known }] }));
  expect((await of(known)).items).toMatchObject([{ participants: [{}, { party: null, unresolved: heard }, { participantId: participantIds[2], party: { partyId: known } }] }]);
  // Who has another role now may change places with another.
  await desk.tell(`/v1/interactions/${interactionId}/amend`, call({ participants: [{ side: 'us', role: 'agent', party: paul }, { side: 'them', role: 'caller', party: known }, { side: 'them', role: 'buyer', unresolved: heard }] }));
  expect((await of(known)).items).toMatchObject([{ participants: [{ participantId: participantIds[0] }, {}, {}] }]);
});

it('is on the list of what is still to be resolved until it is, and is found by what was said of a caller nobody knew', async () => {
  const [rep, caller] = [(await desk.tell('/v1/parties', { kind: 'person' })).partyId, (await desk.tell('/v1/parties', { kind: 'person' })).partyId];
  const unknown = { name: 'Mme Désirée Quénard', phone: '02 51 99 88 77', email: 'd.quenard@example.org' };
  const { interactionId, participantIds, position } = await tell(call({
    participants: [{ side: 'us', role: 'agent', party: rep }, { side: 'them', role: 'caller', unresolved: unknown }], startedAt: '2025-11-30T23:30:00Z', subject: 'Veut un catalogue',
  }));
  await tell(call({ participants: [{ side: 'us', role: 'agent', party: rep }, { side: 'them', role: 'caller', party: caller }], subject: 'Veut un catalogue' }));
  const found = async (body: object) => (await search({ party: rep, ...body })).items.map((one) => one.interactionId);
  for (const text of ['quenard', 'Désirée Quénard', '02 51 99 88 77', '0251998877', 'd.quenard@example.org']) expect({ text, found: await found({ text }) }).toEqual({ text, found: [interactionId] });
  expect(await found({ text: 'catalogue' })).toHaveLength(2);
  const asked = [{}, { text: 'catalogue' }, { text: 'quenard', medium: 'phone' }, { from: '2025-12-01', to: '2025-12' }, { from: '2025-12-01T00:00:00+01:00' }, { to: '2025-12-01T00:30:00+01:00' }];
  for (const body of asked) expect({ body, found: await found({ unresolved: true, ...body }) }).toEqual({ body, found: [interactionId] });
  for (const body of [{ text: 'devis' }, { to: '2025-11-30' }, { from: '2025-12-02' }, { to: '2025-12-01T00:29:59+01:00' }, { party: caller }]) expect({ body, found: await found({ unresolved: true, ...body }) }).toEqual({ body, found: [] });
  expect((await search({ unresolved: true })).items.map((one) => one.interactionId)).toContain(interactionId);

  await desk.tell(`/v1/interactions/${interactionId}/participants/${participantIds[1]!}/resolve`, { party: caller });
  expect(await found({ unresolved: true })).toEqual([]);
  expect(await found({ text: 'quenard' })).toEqual([interactionId]);
  expect((await desk.send(`/v1/interactions/search?knownAt=${position}`, { unresolved: true, party: rep })).body['items']).toMatchObject([{ interactionId }]);
});

it('is looked for by something, in a time that exists', async () => {
  for (const [body, code, path] of [[{}, 'invalid-body', 'text'], [{ unresolved: false }, 'invalid-body', 'text'], [{ text: 'devis', to: '2025-02-30' }, 'invalid-date', 'to'], [{ text: 'devis', from: 'now' }, 'invalid-date', 'from']] as const) {
    expect((await desk.send('/v1/interactions/search', body)).body).toMatchObject({ code, errors: [{ path }] });
  }
});

it('is on the list of what is to be resolved by its index, however many there are', async () => {
  const { rows } = await api.pool.query<{ 'QUERY PLAN': string }>(`explain select from interaction i where i.participants @? '$[*] ? (!exists(@.party))' order by started_at desc, interaction_id desc limit 50`);
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('interaction_unresolved');
});

it('has nobody on both sides, nor twice in a role, also when it comes out who somebody was', async () => {
  const { interactionId, participantIds } = await tell(call({ participants: [...call().participants, { side: 'them', role: 'caller', unresolved: { name: 'Her sister' } }] }));
  const resolve = async (party: string) => (await desk.send(`/v1/interactions/${interactionId}/participants/${participantIds[2]!}/resolve`, { party })).body;
  expect([await resolve(paul), await resolve(jeanne)]).toMatchObject([{ code: 'invalid-body', errors: [{ path: 'party' }] }, { code: 'invalid-body', errors: [{ path: 'party' }] }]);
  expect((await api.log.readStream(`interaction-${interactionId}`)).map(({ type }) => type)).toEqual(['InteractionLogged']);
});

it('is about what there is, and stays so when that is retracted', async () => {
  const { interactionId: first } = await tell(call());
  const about = [{ kind: 'interaction', id: first }, { kind: 'external', id: 'jira:SHOP-12' }];
  const { interactionId } = await tell(call({ about }));
  await desk.tell(`/v1/interactions/${first}/retract`);
  expect((await desk.send('/v1/interactions', call({ about }))).body).toMatchObject({ code: 'interaction-retracted', errors: [{ path: 'about' }] });
  await desk.tell(`/v1/interactions/${interactionId}/amend`, call({ about, subject: 'The same, better said' }));
  expect(await desk.ask(`/v1/interactions/${interactionId}`)).toMatchObject({ about, subject: 'The same, better said' });
});

it('is about tasks, relations and facts that there are: facts of who takes part, or of what it is about too', async () => {
  const fact = async (party: string) => (await desk.ask<{ facts: { factId: string }[] }>(`/v1/parties/${party}/360`)).facts[0]!.factId;
  const { partyId: shop } = await desk.tell('/v1/parties', { kind: 'organisation', facts: [{ attribute: 'name.legal', value: 'Quincaillerie', validFrom: 'unknown' }] });
  const { taskId } = (await desk.tell('/v1/tasks', { subject: 'Call back', assigneeId: paul, about: [{ partyId: jeanne }] })) as unknown as { taskId: string };
  const { relationId } = (await desk.tell('/v1/relations', { type: 'employee-of', a: jeanne, b: shop, validFrom: '2020-01-01' })) as unknown as { relationId: string };
  const about = [{ kind: 'task', id: taskId }, { kind: 'relation', id: relationId }, { kind: 'fact', id: await fact(jeanne) }, { kind: 'fact', id: await fact(shop) }];
  expect((await desk.send('/v1/interactions', call({ about }))).body).toMatchObject({ code: 'fact-not-found', errors: [{ path: 'about', got: about[3]!.id }] });
  const whole = [...about, { kind: 'party', id: shop }];
  const { interactionId } = await tell(call({ about: whole }));
  expect(await desk.ask(`/v1/interactions/${interactionId}`)).toMatchObject({ about: whole });
});

it('is listed and found of whom its party turned out to be', async () => {
  const [first, second] = await Promise.all([1, 2].map(async () => (await desk.tell('/v1/parties', { kind: 'person' })).partyId)) as [string, string];
  const { interactionId } = await tell(call({ participants: [call().participants[0], { side: 'them', role: 'caller', party: second }], subject: 'Quincaillerie' }));
  await merge(api, second, first);
  for (const party of [first, second]) {
    expect((await of(party)).items).toMatchObject([{ interactionId }]);
    expect((await search({ text: 'quincaillerie', party })).items).toMatchObject([{ interactionId }]);
  }
});

it('is not amended with words about somebody who was erased', async () => {
  const [gone, other] = await Promise.all([1, 2].map(async () => (await desk.tell('/v1/parties', { kind: 'person' })).partyId)) as [string, string];
  const participants = (party: string) => [call().participants[0], { side: 'them', role: 'caller', party }];
  const { interactionId } = await tell(call({ participants: participants(gone), about: [{ kind: 'party', id: other }] }));
  await erase(api, gone);
  expect(await desk.send(`/v1/interactions/${interactionId}/amend`, call({ participants: participants(gone), subject: 'Written after' }))).toMatchObject({ status: 410, body: { code: 'erased' } });
  expect(await desk.send(`/v1/interactions/${interactionId}/amend`, call({ participants: participants(other), about: [{ kind: 'party', id: gone }], subject: 'Written after' }))).toMatchObject({ status: 410, body: { code: 'erased' } });
  await desk.tell(`/v1/interactions/${interactionId}/amend`, call({ participants: participants(other), subject: 'Of the other alone' }));
  expect(await desk.ask(`/v1/interactions/${interactionId}`)).toMatchObject({ subject: 'Of the other alone' });
});

describe('what was said with somebody nobody knew', () => {
  const newParty = async (): Promise<string> => (await desk.tell('/v1/parties', { kind: 'person' })).partyId;
  const STRANGER = [{ side: 'us', role: 'agent' }, { side: 'them', role: 'caller', unresolved: { phone: '02 40 12 34 56' } }] as const;
  const keyOf = async (interactionId: string): Promise<readonly string[]> =>
    (await api.pool.query<{ parties: string[] }>('select parties from keys.data_key where subject = $1 and destroyed_at is null', [interactionId])).rows.flatMap(({ parties }) => parties).sort();

  it('is erased with the party it turns out to have been', async () => {
    const [agent, stranger] = [await newParty(), await newParty()];
    const { interactionId, participantIds } = await tell(call({ participants: [{ ...STRANGER[0], party: agent }, STRANGER[1]], subject: 'Before it was known' }));
    expect(await keyOf(interactionId)).toEqual([agent]);
    const path = `/v1/interactions/${interactionId}/participants/${participantIds[1]!}/resolve`;
    expect((await send(api.url, 'POST', path, { party: stranger }, { prefer: 'validate-only' })).body).toMatchObject({ status: 'valid' });
    expect(await keyOf(interactionId)).toEqual([agent]);
    const once = { 'idempotency-key': 'resolved-once' };
    const [{ body: { position } }, again] = [await send(api.url, 'POST', path, { party: stranger }, once), await send(api.url, 'POST', path, { party: stranger }, once)];
    expect(again).toMatchObject({ status: 200, body: { position } });
    expect(await keyOf(interactionId)).toEqual([agent, stranger].sort());
    expect(await api.keys.destroy(stranger)).toBe(1);
    expect(await desk.ask(`/v1/interactions/${interactionId}`, { after: position })).toMatchObject({ subject: null, erased: true, participants: [{}, { party: { partyId: stranger } }] });
  });

  it('is erased with a party of whom it is said only later that it took part', async () => {
    const [agent, first, second] = [await newParty(), await newParty(), await newParty()];
    const participants = (party: string) => [{ ...STRANGER[0], party: agent }, { side: 'them', role: 'caller', party }];
    const { interactionId } = await tell(call({ participants: participants(first) }));
    await desk.tell(`/v1/interactions/${interactionId}/amend`, call({ participants: participants(second) }));
    // What was said of the first is in the log still.
    expect(await keyOf(interactionId)).toEqual([agent, first, second].sort());
    expect(await api.keys.destroy(second)).toBe(1);
  });
});

describe('the last contact', () => {
  let party: string;
  beforeAll(async () => {
    party = (await desk.tell('/v1/parties', { kind: 'organisation' })).partyId;
    const with_ = (direction: string, startedAt: string, medium = 'email') => tell(call({ participants: [{ side: 'us', role: 'agent', party: paul }, { side: 'them', role: 'caller', party }], direction, startedAt, medium }));
    await with_('inbound', '2025-06-01T10:00:00Z');
    await with_('outbound', '2025-06-02T10:00:00Z', 'email-campaign');
    await with_('inbound', '2025-12-01T23:30:00Z');
  });
  const contact = async (asked: object) => ((await desk.view(party, asked)) as View360 & Contacts).lastContact;

  it('is told each way, as of any date', async () => {
    expect(await contact({})).toMatchObject({ inbound: { at: '2025-12-01T23:30:00.000Z' }, outbound: { at: '2025-06-02T10:00:00.000Z', automation: 'machine' } });
    expect(await contact({ asOf: '2025-06-01' })).toMatchObject({ inbound: { at: '2025-06-01T10:00:00.000Z' }, outbound: null });
    expect(await contact({ asOf: '2025-05-31' })).toEqual({ inbound: null, outbound: null });
  });

  it('is with whom was spoken to, not with who spoke for us', async () => {
    const view = (await desk.view(paul, {})) as View360 & Contacts;
    expect(view.interactions.length).toBeGreaterThan(0);
    expect(view.lastContact).toEqual({ inbound: null, outbound: null });
    const { interactionId } = await tell(call({ participants: [{ side: 'us', role: 'agent', party }, { side: 'them', role: 'caller', party: paul }], direction: 'inbound', startedAt: '2024-01-01T10:00:00Z', medium: 'email' }));
    expect(((await desk.view(paul, {})) as View360 & Contacts).lastContact).toMatchObject({ inbound: { interactionId }, outbound: null });
  });

  it('counts days in the business zone: half past eleven in the evening UTC is the next day in Paris', async () => {
    expect(await contact({ asOf: '2025-12-01' })).toMatchObject({ inbound: { at: '2025-06-01T10:00:00.000Z' } });
    expect(await contact({ asOf: '2025-12-02' })).toMatchObject({ inbound: { at: '2025-12-01T23:30:00.000Z' } });
    expect(await contact({ asOf: '2025-12-01T23:30:00Z' })).toMatchObject({ inbound: { at: '2025-12-01T23:30:00.000Z' } });
  });
});

it('has a subject of as many characters as its schema says, however many bytes they take', async () => {
  const subject = '👍'.repeat(500);
  const { interactionId } = await tell(call({ subject }));
  expect(await desk.ask(`/v1/interactions/${interactionId}`)).toMatchObject({ subject });
});

it('is found by a word of any length, also where it is cut in the middle of a character', async () => {
  const word = `a${'𠀀'.repeat(260)}`;
  const { interactionId } = await tell(call({ notes: `${word} ${'x'.repeat(3_000)}` }));
  expect((await search({ text: word })).items.map((one) => one.interactionId)).toEqual([interactionId]);
});

it('is found by words in French and English, by stem, with and without accents', async () => {
  const { interactionId } = await tell(call({ subject: 'Réclamation', notes: 'Les livraisons ont été retardées; the parcels were running late', topics: [{ subject: 'Œuvre d’art', raisedBy: 'them' }] }));
  for (const text of ['réclamations', 'reclamation', 'livraison retardée', 'parcel', 'run late', '"livraisons ont été"', 'oeuvre']) {
    expect({ text, found: (await search({ text })).items.map((one) => one.interactionId) }).toEqual({ text, found: [interactionId] });
  }
  expect((await search({ text: 'livraison -retardée', party: jeanne })).items).toEqual([]);
});

it('is found by any form of its words, in either language, accents or none, and by numbers whatever stands around them', async () => {
  const { interactionId } = await tell(call({
    subject: 'Commande n°7731-B : «\u00a0œuvres livrées\u00a0», réf. AB-4410',
    notes: 'A payé ses factures impayées, réglées en retard ; le cadre a été cassé puis la pièce envoyée. Modifié à l’usine. Première livraison finie/fermée. Invoices delivered.',
  }));
  const found = [
    'livrer', 'livré', 'livrée', 'livrées', 'livrees', 'LIVREES', 'livre\u0301', 'payer', 'payé', 'paye', 'payees', 'impayé', 'impayés', 'impayee', 'régler', 'réglé', 'regle', 'reglees', 'envoyer', 'envoyé', 'envoye', 'cassé', 'cassée', 'casser',
    'modifier', 'modifie', 'usine', 'l’usine', 'premier', 'premiere', 'fini', 'fermer', 'invoices', 'invoice', 'delivered', 'deliver', '7731', '7731-B', 'n°7731-B', '4410', 'AB-4410', 'une œuvre livrée',
    '"factures impayees"', '“facture impayée”', 'livrée -annulée', 'annuler or régler', 'livrer or -annuler',
  ];
  const none = ['"impayées factures"', 'livrer -payer', 'annuler', '7732'];
  const matching = async (texts: readonly string[]) => {
    const matched: string[] = [];
    for (const text of texts) if ((await search({ text })).items.some((one) => one.interactionId === interactionId)) matched.push(text);
    return matched;
  };
  expect(await matching(found)).toEqual(found);
  expect(await matching(none)).toEqual([]);
});

it('is not found by what stands after a hyphen, whatever signs stand in that', async () => {
  const texts = { reference: 'Bordereau AB-7731', offer: 'Bordereau de l’offre', late: 'Bordereau : retard/avance', plain: 'Bordereau, sans plus : «\u00a0livré\u00a0»' };
  const names = new Map<string, string>();
  for (const [name, subject] of Object.entries(texts)) names.set((await tell(call({ subject }))).interactionId, name);
  const found = async (text: string) => (await search({ text })).items.map(({ interactionId }) => names.get(interactionId)).toSorted();
  const without = (name?: string) => Object.keys(texts).filter((one) => one !== name).toSorted();
  for (const text of ['bordereau -AB-7731', 'bordereau -AB‑7731', 'bordereau -n°7731', '-7731 bordereau', 'bordereau -"AB-7731"']) expect({ text, found: await found(text) }).toEqual({ text, found: without('reference') });
  for (const text of ['bordereau -l’offre', "bordereau -l'offre", 'bordereau -offre', 'bordereau (-offre)']) expect({ text, found: await found(text) }).toEqual({ text, found: without('offer') });
  for (const text of ['bordereau -retard/avance', 'bordereau -“retard avance”', 'bordereau OR -retard']) expect({ text, found: await found(text) }).toEqual({ text, found: without('late') });
  for (const text of ['bordereau -«livrés»', 'bordereau -«\u00a0livrés\u00a0»']) expect({ text, found: await found(text) }).toEqual({ text, found: without('plain') });
  // Not where only a part of it stands; and a sign alone is nothing.
  for (const text of ['bordereau -AB-7732', 'bordereau -avance/retard', 'bordereau -°', 'bordereau --', 'bordereau -']) expect({ text, found: await found(text) }).toEqual({ text, found: without() });
  expect(await found('bordereau -AB-7731 -l’offre -retard/avance')).toEqual(['plain']);
  // A dash, and a hyphen behind a sign, say of nothing that it is not to be there.
  for (const text of ['bordereau - offre', 'bordereau – offre', 'bordereau/-offre']) expect({ text, found: await found(text) }).toEqual({ text, found: ['offer'] });
});

it('is found by words that were written without accents', async () => {
  const { interactionId } = await tell(call({ subject: 'CHAISES ABIMEES, a reexpedier; jamais remboursees' }));
  for (const text of ['chaise abîmée', 'abîmer', 'réexpédier', 'remboursé']) expect({ text, found: (await search({ text })).items.map((one) => one.interactionId) }).toEqual({ text, found: [interactionId] });
});

it('is found by feminines and plurals that the French stemmer knows only without an accent', async () => {
  const one = 'Éclairage défectueux et dangereux, à rétablir ; choisir, finir, fournir, avertir ; reçu, rendu, perdu, vendu ; prix définitif ; le dernier ; modifier, oublier, expédier ; archiver, activer';
  const other = 'Perceuses défectueuses et dangereuses, rétablies ; choisie, finie, fournie, averties ; reçus, rendus, perdus, vendus ; listes définitives ; les dernières ; modifiée, oubliées, expédié ; archivées, activés';
  const logged = [(await tell(call({ subject: one }))).interactionId, (await tell(call({ subject: other }))).interactionId];
  const found = async (text: string) => (await search({ text })).items.map((one) => one.interactionId).filter((id) => logged.includes(id)).toSorted();
  const words = [...`${one} ${other}`.matchAll(/\p{L}{5,}/gu)].map(([word]) => word).filter((word) => !['Éclairage', 'Perceuses', 'listes'].includes(word));
  for (const text of [...words, 'defectueuse', 'RÉTABLIE', 'reçue', 'dernière défectueuse', '"fournies averti"', 'notre dernier', 'une défectueuse', 'elle finit', 'sommes avertis']) {
    expect({ text, found: await found(text) }).toEqual({ text, found: logged.toSorted() });
  }
  for (const text of ['defectueux -dangereuses', 'defectueux or annuler -"rétablir choisie" -autre', '-défectueuse', '"averties fournir"']) expect({ text, found: await found(text) }).toEqual({ text, found: [] });
});

it('is found by plain letters, where a text has letters with a stroke or ligatures', async () => {
  const { interactionId } = await tell(call({ subject: 'Transport de Łódź à Ærøskøbing et Đakovo : ﬁn de contrat, № 4711', startedAt: '2026-02-09T10:00:00Z' }));
  for (const text of ['lodz', 'ŁÓDŹ', 'aeroskobing', 'dakovo', 'fin', 'ﬁn', '4711']) expect({ text, found: (await search({ text })).items[0]?.interactionId }).toEqual({ text, found: interactionId });
});

it('by a medium that was retired is logged late, where it took place before', async () => {
  const telex = { label: { fr: 'Télex', en: 'Telex' }, channel: 'letter', directions: ['inbound'], automation: 'human', needsPermission: false };
  await desk.tell('/v1/media/telex', telex, 'PUT');
  await desk.tell('/v1/media/telex/retire');
  await tell(call({ medium: 'telex', startedAt: '2026-02-10T09:59:59+01:00' }));
  expect((await desk.send('/v1/interactions', call({ medium: 'telex', startedAt: '2026-02-10T10:00:00+01:00' }))).body).toMatchObject({ code: 'retired', errors: [{ path: 'medium' }] });
  expect((await desk.send('/v1/media/telex', telex, 'PUT')).body).toMatchObject({ code: 'retired' });
});

it('stays within the dates of its medium: they are not changed past one that is logged', async () => {
  const kiosk = { label: { fr: 'Borne', en: 'Kiosk' }, channel: 'web', directions: ['inbound'], automation: 'human', needsPermission: false };
  await desk.tell('/v1/media/kiosk', kiosk, 'PUT');
  const { interactionId } = await tell(call({ medium: 'kiosk', startedAt: '2026-01-10T00:30:00+01:00' }));
  const { position } = await api.log.head();
  for (const [dates, path] of [[{ validFrom: '2026-01-11' }, 'validFrom'], [{ validTo: '2026-01-10' }, 'validTo']] as const) {
    expect(await desk.send('/v1/media/kiosk', { ...kiosk, ...dates }, 'PUT')).toMatchObject({ status: 409, body: { code: 'in-use', errors: [{ path, got: interactionId }] } });
  }
  expect((await api.log.head()).position).toBe(position);
  await desk.tell('/v1/media/kiosk', { ...kiosk, validFrom: '2026-01-10', validTo: '2026-01-11' }, 'PUT');
  await desk.tell(`/v1/interactions/${interactionId}/retract`);
  await desk.tell('/v1/media/kiosk', { ...kiosk, validFrom: '2026-01-11' }, 'PUT');
});

it('of a party, or by a medium, that nobody knows is not looked for in vain', async () => {
  const [party, medium] = [randomUUID(), 'telepathy'];
  expect(await desk.send('/v1/interactions/search', { text: 'livraison', party })).toMatchObject({ status: 404, body: { code: 'party-not-found' } });
  expect(await desk.send('/v1/interactions/search', { unresolved: true, medium })).toMatchObject({ status: 422, body: { code: 'unknown-medium', errors: [{ path: 'medium', got: medium }] } });
});

it('by a medium nobody knows is not asked for in vain', async () => {
  expect(await desk.send(`/v1/parties/${jeanne}/interactions?medium=telepathy`, undefined, 'GET')).toMatchObject({ status: 422, body: { code: 'unknown-medium', errors: [{ path: 'medium', got: 'telepathy' }] } });
});

it('is listed page by page, none twice and none missing, whatever is logged meanwhile', async () => {
  const party = (await desk.tell('/v1/parties', { kind: 'person' })).partyId;
  const one = (minute: number) => tell(call({ participants: [{ side: 'us', role: 'agent', party: paul }, { side: 'them', role: 'caller', party }], startedAt: `2026-01-20T10:${String(minute % 7).padStart(2, '0')}:00Z` }));
  const before = [];
  for (let minute = 0; minute < 25; minute += 1) before.push((await one(minute)).interactionId);
  const seen: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const { items, next } = await of(party, { limit: '4', ...(cursor && { cursor }) });
    seen.push(...items.map(({ interactionId }) => interactionId));
    cursor = next;
    await one(seen.length);
  }
  expect([...seen].sort()).toEqual([...before].sort());
});

describe('bad input changes nothing', () => {
  const refusals: readonly (readonly [string, object, string])[] = [
    ['one side only', { participants: [{ side: 'us', role: 'agent', party: 'PAUL' }, { side: 'us', role: 'boss', unresolved: {} }] }, 'invalid-body'],
    ['an unknown medium', { medium: 'telegraph' }, 'unknown-medium'],
    ['a direction the medium does not go', { medium: 'web-form', direction: 'outbound' }, 'medium-misfit'],
    ['the future', { startedAt: '2026-02-10T10:00:01+01:00' }, 'date-in-future'],
    ['a day that does not exist', { startedAt: '2023-02-29T10:00:00Z' }, 'invalid-date'],
    ['no offset', { startedAt: '2023-02-28T10:00:00' }, 'invalid-date'],
    ['no such zone', { zone: 'Europe/Atlantis' }, 'invalid-body'],
    ['a latitude beyond the pole', { place: { latitude: '90.5' } }, 'invalid-body'],
    ['a number as text', { durationSeconds: '300' }, 'invalid-body'],
    ['one party on both sides', { participants: [{ side: 'us', role: 'agent', party: 'PAUL' }, { side: 'them', role: 'caller', party: 'PAUL' }] }, 'invalid-body'],
    ['half a coordinate', { place: { label: 'Somewhere', latitude: '47.2' } }, 'invalid-body'],
    ['nothing but blanks for a subject', { subject: ' \n' }, 'invalid-body'],
    ['nothing that is seen for a subject', { subject: '\u200b\u200b' }, 'invalid-body'],
    ['a subject of 501 characters', { subject: '👍'.repeat(501) }, 'invalid-body'],
    ['a name where an id is to stand', { about: [{ kind: 'external', id: 'Mme Ybert' }] }, 'invalid-body'],
    ['one thing it is about twice', { about: [{ kind: 'party', id: 'PAUL' }, { kind: 'external', id: 'order-1' }, { kind: 'party', id: 'PAUL' }] }, 'invalid-body'],
    ['a place of which nothing is said', { place: {} }, 'invalid-body'],
    ['a code for an id of ours', { about: [{ kind: 'task', id: 'call-back' }] }, 'invalid-body'],
    ['what it is about not there: a party', { about: [{ kind: 'party', id: '00000000-0000-4000-8000-000000000000' }] }, 'party-not-found'],
    ['what it is about not there: an interaction', { about: [{ kind: 'interaction', id: '00000000-0000-4000-8000-000000000000' }] }, 'interaction-not-found'],
    ['what it is about not there: a task', { about: [{ kind: 'task', id: '00000000-0000-4000-8000-000000000000' }] }, 'task-not-found'],
    ['what it is about not there: a relation', { about: [{ kind: 'relation', id: '00000000-0000-4000-8000-000000000000' }] }, 'relation-not-found'],
    ['what it is about not there: a fact', { about: [{ kind: 'fact', id: '00000000-0000-4000-8000-000000000000' }] }, 'fact-not-found'],
    ['nobody who is known', { participants: [{ side: 'us', role: 'agent', unresolved: { name: 'One of ours' } }, { side: 'them', role: 'caller', unresolved: { name: 'Somebody' } }] }, 'invalid-body'],
    ['a visit that lasts on', { startedAt: '2026-02-10T10:00:00+01:00', durationSeconds: 86_400 }, 'date-in-future'],
    ['a party nobody knows', { participants: [{ side: 'us', role: 'agent', party: 'PAUL' }, { side: 'them', role: 'caller', party: '00000000-0000-4000-8000-000000000000' }] }, 'party-not-found'],
  ];
  it.each(refusals)('%s', async (_, changes, code) => {
    const body = JSON.parse(JSON.stringify(call(changes)).replaceAll('PAUL', paul)) as object;
    const { position } = await api.log.head();
    expect((await desk.send('/v1/interactions', body)).body.code).toBe(code);
    expect((await api.log.head()).position).toBe(position);
  });
});

it('stays unreadable once the key of a party in it is destroyed: everywhere, and it is not found any more', async () => {
  const party = (await desk.tell('/v1/parties', { kind: 'person' })).partyId;
  const { interactionId } = await tell(call({ participants: [{ side: 'us', role: 'agent', party: paul }, { side: 'them', role: 'caller', party }], subject: 'Zibeline' }));
  expect((await search({ text: 'zibeline' })).items).toHaveLength(1);
  await api.keys.destroy(party);
  expect(await desk.ask(`/v1/interactions/${interactionId}`)).toMatchObject({ subject: null, erased: true, medium: 'phone' });
  expect((await search({ text: 'zibeline' })).items).toEqual([]);
  expect((await of(party)).items).toMatchObject([{ interactionId, subject: null, erased: true }]);
});
