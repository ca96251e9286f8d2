/** The account of a party: every kind in order, both clocks, page by page. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { TimelineEntry } from '#projections/queries/timeline.js';
import { startApi, type TestApi } from '../support/api.js';
import { Desk } from '../scenarios/desk.js';

let api: TestApi;
let desk: Desk;
let jeanne: string;
let beforeTheCorrection: string;
beforeAll(async () => {
  api = await startApi({ at: '2026-02-10T09:00:00.000Z' });
  desk = new Desk(api.url);
  const shop = (await desk.tell('/v1/parties', { kind: 'organisation', facts: [{ attribute: 'name.legal', value: 'Brico Ouest', validFrom: 'unknown' }] })).partyId;
  const { partyId, factIds } = await desk.tell('/v1/parties', {
    kind: 'person', facts: [{ attribute: 'name.usual', value: 'Ybert', validFrom: 'unknown' }, { attribute: 'phone', value: '+33240123456', validFrom: '2020-05-01', validTo: '2024-03-15' }],
    relations: [{ type: 'employee-of', direction: 'a-to-b', party: shop, validFrom: '2021-01-01', validTo: '2023-07-01' }],
  });
  jeanne = partyId;
  await desk.tell('/v1/interactions', {
    participants: [{ side: 'us', role: 'agent', party: shop }, { side: 'them', role: 'caller', party: jeanne }], direction: 'inbound', medium: 'phone', startedAt: '2024-03-15T00:30:00+01:00', subject: 'New number',
  });
  const { requestId } = (await desk.tell('/v1/update-requests', { party: jeanne, facts: [{ attribute: 'phone', value: '+33240999999', validFrom: '2024-03-15' }] })) as unknown as { requestId: string };
  beforeTheCorrection = (await desk.tell(`/v1/update-requests/${requestId}/accept`)).position;
  await api.setClock('2026-02-11T09:00:00.000Z');
  await desk.tell(`/v1/parties/${jeanne}/facts/${factIds[1]!}/correct`, { value: '+33240123456', validFrom: '2020-06-01', validTo: '2024-03-15' });
});
afterAll(() => api.stop());

interface Page { readonly items: TimelineEntry[]; readonly next: string | null }
const timeline = (asked: object = {}): Promise<Page> => desk.ask(`/v1/parties/${jeanne}/timeline`, asked);
const told = ({ items }: Page): string[] => items.map(({ at, kind, change }) => `${at} ${kind} ${change}`);

const WHOLE = [
  '2026-02-10T09:00:00.000Z update-request requested', '2026-02-10T09:00:00.000Z update-request accepted', '2026-02-10 fact begins', '2024-03-14T23:30:00.000Z interaction took-place',
  '2024-03-15 fact ends', '2024-03-15 fact begins', '2023-07-01 relation ends', '2021-01-01 relation begins', '2020-06-01 fact begins',
];

it('tells every kind, the newest first; what began nobody knows when on the day it was said', async () => {
  const page = await timeline();
  expect(told(page)).toEqual(WHOLE);
  expect(page.next).toBeNull();
  expect(page.items[2]).toMatchObject({ attribute: 'name.usual', validFrom: { unknown: true } });
  expect(page.items[3]).toMatchObject({ subject: 'New number', direction: 'inbound', medium: 'phone', recordedAt: '2026-02-10T09:00:00.000Z' });
  expect(page.items[6]).toMatchObject({ type: 'employee-of', direction: 'a-to-b', party: { displayName: 'Brico Ouest' } });
  expect(page.items[8]).not.toHaveProperty('validFrom');
  expect(page.items[8]).toMatchObject({ attribute: 'phone', value: '+33240123456', recordedAt: '2026-02-11T09:00:00.000Z' });
});

it('as it was known before a correction', async () => {
  expect(told(await timeline({ knownAt: beforeTheCorrection }))).toEqual([...WHOLE.slice(0, -1), '2020-05-01 fact begins']);
});

it('up to a day, from a day, of some kinds', async () => {
  expect(told(await timeline({ asOf: '2023-06-30' }))).toEqual(WHOLE.slice(7));
  expect(told(await timeline({ from: '2024-03-15', asOf: '2024' }))).toEqual(WHOLE.slice(3, 6));
  expect(told(await timeline({ kinds: 'interaction,relation' }))).toEqual([WHOLE[3], WHOLE[6], WHOLE[7]]);
});

it('page by page, of any size', async () => {
  for (const limit of [1, 2, 3, 7]) {
    const seen: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await timeline({ limit: String(limit), ...(cursor && { cursor }) });
      seen.push(...told(page));
      cursor = page.next;
    }
    expect(seen).toEqual(WHOLE);
  }
});

it('of what began nobody knows when stands where it had certainly begun, and never after its end', async () => {
  const unknown = { unknown: true, notLaterThan: '2006-04' };
  const { partyId } = await desk.tell('/v1/parties', { kind: 'organisation', facts: [{ attribute: 'name.legal', value: 'Ormeau', validFrom: unknown }, { attribute: 'website', value: 'http://ormeau.example', validFrom: 'unknown', validTo: '2015-01-01' }] });
  const person = (await desk.tell('/v1/parties', { kind: 'person' })).partyId;
  await desk.tell('/v1/relations', { type: 'employee-of', a: person, b: partyId, validFrom: { unknown: true, notLaterThan: '2010' } });
  const account = (asked: object = {}): Promise<Page> => desk.ask(`/v1/parties/${partyId}/timeline`, asked);
  const whole = await account();
  expect(told(whole)).toEqual(['2015-01-01 fact ends', '2015-01-01 fact begins', '2010-01-01 relation begins', '2006-04-01 fact begins']);
  expect(whole.items.map(({ validFrom }) => validFrom)).toEqual([undefined, { unknown: true }, { unknown: true, notLaterThan: '2010' }, unknown]);
  expect(told(await account({ asOf: '2012', from: '2008-01-01' }))).toEqual(['2010-01-01 relation begins']);
});

it('is not told of what it cannot tell', async () => {
  expect((await desk.send(`/v1/parties/${jeanne}/timeline?kinds=gossip`, undefined, 'GET')).body.code).toBe('invalid-body');
  expect((await desk.send('/v1/parties/00000000-0000-4000-8000-000000000000/timeline', undefined, 'GET')).body.code).toBe('party-not-found');
});

it('tells what was to be done: to whom it is about, who was to do it, and who it was taken from; when it was so, and when it was learned', async () => {
  const party = async (): Promise<string> => (await desk.tell('/v1/parties', { kind: 'person' })).partyId;
  const [customer, rep, heir] = [await party(), await party(), await party()];
  const account = async (partyId: string, asked: object = {}): Promise<string[]> => {
    const { items } = await desk.ask<Page>(`/v1/parties/${partyId}/timeline`, asked);
    return items.map(({ at, recordedAt, kind, change }) => `${at.slice(5, 16)} ${recordedAt.slice(5, 10)} ${kind} ${change}`);
  };
  await api.setClock('2026-02-12T09:00:00.000Z');
  const { taskId } = (await desk.tell('/v1/tasks', { subject: 'Call back', assigneeId: rep, about: [{ partyId: customer }], due: { date: '2026-02-20' } })) as unknown as { taskId: string };
  const { plannedInteractionId } = (await desk.tell('/v1/planned-interactions', {
    kind: 'visit', participants: [{ partyId: rep, side: 'us' }, { partyId: customer, side: 'them' }], startsAt: '2026-03-20T09:30:00Z', zone: 'Europe/Paris', durationMinutes: 60, subject: 'Spring assortment',
  })) as unknown as { plannedInteractionId: string };
  await api.setClock('2026-02-14T09:00:00.000Z');
  await desk.tell(`/v1/tasks/${taskId}/assign`, { assigneeId: heir, on: '2026-02-13' });
  await desk.tell(`/v1/planned-interactions/${plannedInteractionId}/confirm`);
  await api.setClock('2026-02-16T09:00:00.000Z');
  const { position: beforeItWasDone } = await desk.tell(`/v1/tasks/${taskId}/reschedule`, { due: { date: '2026-02-22' } });
  await api.setClock('2026-02-18T09:00:00.000Z');
  await desk.tell(`/v1/tasks/${taskId}/done`, { outcome: 'Bought', at: '2026-02-17T09:00:00Z' });

  const [proposed, confirmed] = ['02-12T09:00 02-12 planned-interaction proposed', '02-14T09:00 02-14 planned-interaction confirmed'];
  const ofTheTask = ['02-17T09:00 02-18 task done', '02-16T09:00 02-16 task rescheduled', '02-12T23:00 02-14 task assigned', '02-12T09:00 02-12 task created'];
  expect(await account(customer, { kinds: 'task' })).toEqual(ofTheTask);
  expect(await account(customer)).toEqual([...ofTheTask.slice(0, 2), confirmed, ...ofTheTask.slice(2), proposed]);
  expect(await account(rep)).toEqual([confirmed, ...ofTheTask.slice(2), proposed]);
  expect(await account(heir)).toEqual(ofTheTask.slice(0, 3));
  expect(await account(customer, { kinds: 'task', knownAt: beforeItWasDone })).toEqual(ofTheTask.slice(1));
  expect(await account(customer, { kinds: 'task', asOf: '2026-02-12' })).toEqual(ofTheTask.slice(3));
  const { items } = await desk.ask<Page>(`/v1/parties/${customer}/timeline`, { kinds: 'task,planned-interaction' });
  expect(items[0]).toMatchObject({ taskId, assigneeId: heir, due: { date: '2026-02-22' }, status: 'done', subject: 'Call back', about: [customer] });
  expect(items.find(({ kind }) => kind === 'planned-interaction')).toMatchObject({ plannedInteractionId, plannedKind: 'visit', startsAt: '2026-03-20T09:30:00.000Z', subject: 'Spring assortment' });
});

it('tells when each bound was learned, whatever else was learned of it since; and what ended nobody knows when', async () => {
  const days = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06'];
  const on = (n: number): Promise<void> => api.setClock(`${days[n]!}T09:00:00.000Z`);
  await on(0);
  const shop = (await desk.tell('/v1/parties', { kind: 'organisation' })).partyId;
  const { partyId, factIds: [banner] } = await desk.tell('/v1/parties', { kind: 'person', facts: [{ attribute: 'name.usual', value: 'Ybert', validFrom: '2000' }] });
  const { relationId, periodId } = await desk.tell('/v1/relations', { type: 'employee-of', a: partyId, b: shop, validFrom: '2020', facts: [{ attribute: 'phone', value: '+33240123456', validFrom: '2021' }] }) as unknown as { relationId: string; periodId: string };
  await on(1);
  await desk.tell(`/v1/parties/${partyId}/facts`, { facts: [{ attribute: 'name.usual', value: 'Lebreton', validFrom: '2010' }] });
  await on(2);
  await desk.tell(`/v1/relations/${relationId}/periods/${periodId}/correct`, { validFrom: '2020', validTo: { unknown: true, notLaterThan: '2026-02-01' } });
  await on(3);
  const { factIds: [website] } = await desk.tell(`/v1/parties/${partyId}/facts`, { facts: [{ attribute: 'website', value: 'http://ybert.example', validFrom: '2015', validTo: '2016' }] });
  await on(4);
  await desk.tell(`/v1/parties/${partyId}/facts/${website!}/correct`, { value: 'http://ybert.example', validFrom: '2015', validTo: '2017' });
  await on(5);
  await desk.tell(`/v1/parties/${partyId}/facts/${banner!}/correct`, { value: 'Ybert', validFrom: '1999', validTo: null });
  const account = async (who: string): Promise<string[]> => (await desk.ask<Page>(`/v1/parties/${who}/timeline`)).items.map(({ at, recordedAt, kind, change, value, attribute, validTo }) => [at, recordedAt.slice(0, 10), kind, change, value ?? attribute, JSON.stringify(validTo)].filter(Boolean).join(' '));
  const ofTheRelation = [
    '2026-02-01 2026-03-03 relation ends {"unknown":true,"notLaterThan":"2026-02-01"}', '2026-02-01 2026-03-03 fact ends +33240123456 {"unknown":true,"notLaterThan":"2026-02-01"}', '2021-01-01 2026-03-01 fact begins +33240123456', '2020-01-01 2026-03-01 relation begins',
  ];
  expect(await account(partyId)).toEqual([
    ...ofTheRelation, '2017-01-01 2026-03-05 fact ends http://ybert.example', '2015-01-01 2026-03-04 fact begins http://ybert.example',
    // Learned with the name that took its place, and not anew with the correction of its own start.
    '2010-01-01 2026-03-02 fact ends Ybert', '2010-01-01 2026-03-02 fact begins Lebreton', '1999-01-01 2026-03-06 fact begins Ybert',
  ]);
  expect(await account(shop)).toEqual(ofTheRelation);
  const { items } = await desk.ask<Page>(`/v1/parties/${partyId}/timeline`, { kinds: 'fact' });
  expect(items[0]).toMatchObject({ relationId, periodId, attribute: 'phone' });
  // Who left nobody knows when may have left by then, and was still there where the number was confirmed.
  const phoneOn = async (asOf: string): Promise<unknown> => (await desk.ask<{ facts: { attribute: string }[] }>(`/v1/parties/${partyId}/360`, { asOf })).facts.find(({ attribute }) => attribute === 'phone');
  expect(await phoneOn('2026-01-15')).toMatchObject({ trust: 'doubtful', trustReason: 'end-unknown', validTo: { unknown: true, notLaterThan: '2026-02-01' }, assertedValidTo: null, endedBy: 'period' });
  await desk.tell(`/v1/relations/${relationId}/periods/${periodId}/facts/${items[0]!['factId'] as string}/confirm`, { on: '2026-01-20' });
  expect(await phoneOn('2026-01-15')).toMatchObject({ trust: 'valid' });
  expect(await phoneOn('2026-01-21')).toMatchObject({ trust: 'doubtful', trustReason: 'end-unknown' });
});

it('tells of consents that expired by themselves, and of what was over as soon as it began', async () => {
  await api.setClock('2026-03-10T09:00:00.000Z');
  const who = (await desk.tell('/v1/parties', { kind: 'person' })).partyId;
  await desk.tell('/v1/purposes/newsletter', { label: { fr: 'Lettre', en: 'Newsletter' }, legalBases: [{ basis: 'consent', from: '2020-01-01' }], attributes: ['email'], channels: ['email', 'sms'], retentionDays: 1_096 }, 'PUT');
  const proof = { method: 'form', textVersion: '1' };
  const grant = (channel: string): Promise<unknown> => desk.tell(`/v1/parties/${who}/consents/grant`, { purpose: 'newsletter', channel, from: '2026-03-01T00:00:00Z', expires: '2026-03-05T00:00:00Z', proof });
  await grant('email');
  await grant('sms');
  await desk.tell(`/v1/parties/${who}/consents/withdraw`, { purpose: 'newsletter', channel: 'sms', from: '2026-03-04T00:00:00Z' });
  const { taskId } = (await desk.tell('/v1/tasks', { subject: 'Call back', assigneeId: who, about: [] })) as unknown as { taskId: string };
  await desk.tell(`/v1/tasks/${taskId}/cancel`, { reason: 'duplicate', at: '2026-03-10T09:00:00.000Z' });
  const { items } = await desk.ask<Page>(`/v1/parties/${who}/timeline`);
  expect(items.slice(0, 2).map(({ kind, change }) => `${kind} ${change}`)).toEqual(['task cancelled', 'task created']);
  expect(items.slice(2).map(({ at, kind, change, channel }) => `${at.slice(0, 10)} ${kind} ${change} ${String(channel)}`).sort()).toEqual([
    '2026-03-01 consent granted email', '2026-03-01 consent granted sms', '2026-03-04 consent withdrawn sms', '2026-03-05 consent expired email',
  ]);
});

it('of a start that nobody knows stays where it was said, also when the end is', async () => {
  await api.setClock('2026-04-01T09:00:00.000Z');
  const { partyId, factIds: [phone] } = await desk.tell('/v1/parties', { kind: 'person', facts: [{ attribute: 'phone', value: '+33240123456', validFrom: 'unknown' }] });
  await api.setClock('2026-04-10T09:00:00.000Z');
  await desk.tell(`/v1/parties/${partyId}/facts/${phone!}/end`, { on: '2026-04-08' });
  const { items } = await desk.ask<Page>(`/v1/parties/${partyId}/timeline`);
  expect(items.map(({ change, at, recordedAt }) => [change, at, recordedAt.slice(0, 10)])).toEqual([['ends', '2026-04-08', '2026-04-10'], ['begins', '2026-04-01', '2026-04-01']]);
  const onTheSecond = async (): Promise<unknown> => (await desk.ask<{ facts: unknown[] }>(`/v1/parties/${partyId}/360`, { asOf: '2026-04-02' })).facts;
  expect(await onTheSecond()).toMatchObject([{ trust: 'valid' }]);
  // And where its value or its end is corrected.
  const correct = (value: string, validTo: unknown): Promise<unknown> => desk.tell(`/v1/parties/${partyId}/facts/${phone!}/correct`, { value, validFrom: 'unknown', validTo });
  await correct('+33240123457', '2026-04-08');
  await correct('+33240123457', '2026-04-07');
  expect(await onTheSecond()).toMatchObject([{ trust: 'valid', value: '+33240123457', validTo: '2026-04-07' }]);
  const { relationId, periodId } = await desk.tell('/v1/relations', { type: 'employee-of', a: partyId, b: (await desk.tell('/v1/parties', { kind: 'organisation' })).partyId, validFrom: 'unknown' }) as unknown as { relationId: string; periodId: string };
  await api.setClock('2026-04-20T09:00:00.000Z');
  await desk.tell(`/v1/relations/${relationId}/periods/${periodId}/correct`, { validFrom: 'unknown', validTo: '2026-04-15' });
  const begun = async (kinds: string): Promise<unknown> => (await desk.ask<Page>(`/v1/parties/${partyId}/timeline`, { kinds })).items.filter(({ change }) => change === 'begins').map(({ at }) => at);
  expect(await begun('relation')).toEqual(['2026-04-10']);
  await correct('+33240123457', 'unknown');
  expect(await begun('fact')).toEqual(['2026-04-01']);
});
