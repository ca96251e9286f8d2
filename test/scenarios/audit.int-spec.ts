/** What auditors ask over HTTP: the life of a party, all that an actor, a run or a trace did, and how that is taken back. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { written, type AuditEntry } from '#apps/cli/audit/account.js';
import { auditOf, type Audited } from '#apps/cli/audit/audit.js';
import { AnnalsClient, correlationOf } from '#apps/cli/client.js';
import { importSirene } from '#apps/cli/import/sirene/import.js';
import { revertCorrelation } from '#apps/cli/revert/revert.js';
import { send } from '../http/client.js';
import { startApi, type TestApi } from '../support/api.js';

const DAY = '2026-03-02';
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const RUN = { traceparent: `00-${TRACE}-00f067aa0ba902b7-01`, 'annals-actor': 'import:crm' };

let api: TestApi;
let folder: string;
let client: AnnalsClient;
/** One of our people. */
let agent: string;
beforeAll(async () => {
  api = await startApi({ at: `${DAY}T09:00:00.000Z` });
  folder = await mkdtemp(path.join(tmpdir(), 'annals-audit-'));
  client = new AnnalsClient({ url: api.url, caller: 'service:annals-cli', actor: 'import:revert' });
  agent = (await post('/v1/parties', { kind: 'person' })).partyId!;
});
afterAll(async () => {
  await api.stop();
  await rm(folder, { recursive: true });
});

type Answer = Record<string, string> & { readonly factIds: string[] };
async function post(where: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const reply = await send(api.url, 'POST', where, body, headers);
  if (reply.status >= 300) throw new Error(`${where}: ${JSON.stringify(reply.body)}`);
  return reply.body as unknown as Answer;
}
async function all(what: Audited, id: string): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for await (const entry of auditOf(client, what, id)) entries.push(entry);
  return entries;
}
async function text(entries: readonly AuditEntry[], format: 'text' | 'csv' | 'json'): Promise<string> {
  let whole = '';
  for await (const piece of written((async function* () { yield* entries; })(), format)) whole += piece;
  return whole;
}
const factsOf = async (partyId: string): Promise<Record<string, unknown>[]> =>
  ((await send(api.url, 'GET', `/v1/parties/${partyId}/360?include=facts&after=${await client.head()}`)).body['facts'] as Record<string, unknown>[]);
const revert = (more: { readonly apply?: boolean; readonly evenChanged?: boolean; readonly correlation?: string } = {}) =>
  revertCorrelation(client, { correlation: more.correlation ?? TRACE, dryRun: !more.apply, evenChanged: more.evenChanged ?? false, sleep: () => Promise.resolve() });

/** What is said of things, without when and by which event. */
async function statedAt(paths: readonly string[]): Promise<Record<string, unknown>[]> {
  const after = await client.head();
  return Promise.all(paths.map(async (where) => {
    const { body } = await send(api.url, 'GET', `/v1/${where}?after=${after}`);
    return Object.fromEntries(Object.entries(body).filter(([name]) => !['revision', 'position', 'knownAt', 'asOfInstant', 'recordedAt', 'amended', 'closedAt'].includes(name)));
  }));
}

describe('the life of a party', () => {
  it('is told with who, when, why and what it replaced, and as a table', async () => {
    const { partyId, factIds: [name] } = await post('/v1/parties', { kind: 'person', facts: [{ attribute: 'name.usual', value: 'Ybert', validFrom: '2020-01-01', note: '=1+1, "as told"' }, { attribute: 'phone', value: '+33240123456', validFrom: 'unknown' }] }, { 'annals-on-behalf-of': 'service:portal' });
    await post(`/v1/parties/${partyId}/facts/${name}/correct`, { value: 'Hybert', validFrom: '2020-02', validTo: null }, { 'annals-reason': 'misspelt', 'annals-actor': 'agent:8327136a-3e2e-5c37-8eed-91fcb704fb4c' });
    const { interactionId } = await post('/v1/interactions', { direction: 'inbound', medium: 'phone', startedAt: `${DAY}T08:00:00Z`, participants: [{ side: 'us', role: 'agent', party: agent }, { side: 'them', role: 'caller', party: partyId }], subject: 'Asks for a quote' });
    await post(`/v1/parties/${partyId}/consents/grant`, { purpose: 'b2c-prospecting', channel: 'email', from: DAY, proof: { method: 'web-form' } });
    const entries = await all('party', partyId!);
    expect(entries.map(({ type, stream }) => [type, stream])).toEqual([
      ['PartyCreated', undefined], ['FactRecorded', undefined], ['FactRecorded', undefined], ['FactCorrected', undefined], ['InteractionLogged', `interaction-${interactionId}`], ['ConsentGranted', `consent-${partyId}`],
    ]);
    expect(entries[3]).toMatchObject({ attribute: 'name.usual', replaced: { value: 'Ybert', validFrom: '2020-01-01', validTo: null }, reason: 'misspelt', actor: 'agent:8327136a-3e2e-5c37-8eed-91fcb704fb4c', correlationId: entries[3]!.commandId });

    const account = await text(entries, 'text');
    expect(account).toContain(`${DAY}T09:00:00.000Z  Fact corrected name.usual Hybert from 2020-02`);
    expect(account).toContain('replaced value Ybert, validFrom 2020-01-01');
    expect(account).toContain('by agent:8327136a-3e2e-5c37-8eed-91fcb704fb4c, through service:local, because of misspelt');
    expect(account).toContain('from unknown');
    const rows: Record<string, string>[] = parse(await text(entries, 'csv'), { columns: true });
    // What a table would take for a formula is told as text; a phone number is none.
    expect(rows.map(({ what, value, note, onBehalfOf }) => [what, value, note, onBehalfOf])).toContainEqual(['FactRecorded', 'Ybert', `'=1+1, "as told"`, 'service:portal']);
    expect(rows.some(({ value }) => value === '+33240123456')).toBe(true);
    expect((await text(entries, 'json')).trim().split('\n').map((line) => (JSON.parse(line) as AuditEntry).position)).toEqual(entries.map(({ position }) => position));

    // A value that was erased reads erased, in the trail of its actor too.
    const stream = `party-${partyId}`;
    const { revision } = (await api.log.readStream(stream)).at(-1)!;
    const [id, commandId] = [crypto.randomUUID(), crypto.randomUUID()];
    const metadata = { v: 1, n: 1, of: 1, caller: 'service:test', actor: 'system:privacy', verified: false as const, correlationId: commandId };
    const [erasure] = await api.codec.encode({ id: partyId!, parties: [partyId!] }, [{ id, event: { type: 'FactErased', data: { factId: name, ground: 'request' } }, metadata }]);
    await api.log.append(stream, revision, [{ id, type: 'FactErased', commandId, ...erasure! }]);
    for (const told of [await all('party', partyId!), await all('actor', 'agent:8327136a-3e2e-5c37-8eed-91fcb704fb4c'), await all('actor', 'service:portal')]) {
      expect(JSON.stringify(told)).not.toContain('bert');
      expect(await text(told, 'text')).toContain('name.usual (erased)');
    }
  });
});

describe('a trail', () => {
  it('holds everything of an actor or a trace, page by page, and is made anew for another log', async () => {
    const sent = await Promise.all(Array.from({ length: 7 }, (_, n) => post('/v1/parties', { kind: 'person', facts: [{ attribute: 'name.usual', value: `N${n}`, validFrom: 'unknown' }] }, { 'annals-actor': 'agent:1ed4f5a1-10c2-5ff9-8d50-be91fcf794a5' })));
    const actor = 'agent:1ed4f5a1-10c2-5ff9-8d50-be91fcf794a5';
    const whole = await all('actor', actor);
    expect(new Set(whole.map(({ stream }) => stream))).toEqual(new Set(sent.map(({ partyId }) => `party-${partyId}`)));
    expect(whole).toHaveLength(14);
    const paged: AuditEntry[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const { status, body } = await send(api.url, 'GET', `/v1/audit?actor=${encodeURIComponent(actor)}&limit=3${cursor === undefined ? '' : `&cursor=${cursor}`}`);
      expect(status).toBe(200);
      paged.push(...body['items'] as AuditEntry[]);
      cursor = body['next'] as string | null;
    }
    expect(paged).toEqual(whole);
    // One command is a correlation of its own.
    expect((await all('correlation', whole[0]!.commandId)).map(({ position }) => position)).toEqual(whole.filter(({ commandId }) => commandId === whole[0]!.commandId).map(({ position }) => position));

    await api.pool.query(`update audit.reached set event_id = gen_random_uuid(); insert into audit.trail values ('actor', $1, 999)`.replace('$1', `'${actor}'`));
    expect(await all('actor', actor)).toEqual(whole);
    expect((await api.pool.query('select 1 from audit.trail where block = 999')).rowCount).toBe(0);
    expect(await all('actor', 'agent:00000000-0000-4000-8000-000000000000')).toEqual([]);
  });

  it.each(['', '?actor=a&correlation=b', '?actor=', '?actor=a&limit=501', '?actor=a&cursor=x', '?who=a'])('is refused where it is not said which: %s', async (query) => {
    const { status } = await send(api.url, 'GET', `/v1/audit${query}`);
    expect(status).toBe(400);
  });

  it('leads to all that a run of an import did', async () => {
    const file = path.join(folder, 'register.csv');
    await writeFile(file, 'siret,dateDebut,dateFin,etat,code_ape,code_commune,libelle_commune,code_tranche\n73282932000074,2020-01-01,,A,47.52A,44109,NANTES,11\n');
    const { reportFile } = await importSirene(new AnnalsClient({ url: api.url, caller: 'service:annals-cli', actor: 'import:sirene' }), { file, observed: '2026-01-01', dryRun: false, folder: path.join(folder, 'imports'), onProgress: () => undefined, sleep: () => Promise.resolve() });
    const runId = /([0-9a-f-]{36})\.ndjson$/.exec(reportFile)![1]!;
    const entries = await all('import', runId);
    expect(entries.length).toBeGreaterThan(4);
    expect(new Set(entries.map(({ actor, correlationId }) => `${actor} ${correlationId}`))).toEqual(new Set([`import:sirene ${correlationOf(runId)}`]));
    expect(await revert({ apply: true, correlation: correlationOf(runId) })).toMatchObject({ leftAlone: [], emptyParties: expect.arrayContaining([expect.any(String)]) as unknown });
  });
});

describe('a correlation', () => {
  it('that is none is not taken for one of which nothing is left', async () => {
    await expect(revert({ correlation: 'ffffffff-ffff-4fff-8fff-ffffffffffff' })).rejects.toMatchObject({ name: 'NothingToRevert' });
  });

  it('is taken back: what it recorded is retracted, what it changed is as before, what was changed since is left alone unless told', async () => {
    const { partyId: shop, factIds: [banner, trade] } = await post('/v1/parties', { kind: 'organisation', facts: [{ attribute: 'name.banner', value: 'Brico A', validFrom: '2020-01-01' }, { attribute: 'name.trade', value: 'Brico', validFrom: '2020-01-01' }] });
    await post(`/v1/parties/${shop}/facts/${trade}/correct`, { value: 'Brico A', validFrom: '2021-01-01', validTo: null });
    // All of it in one trace.
    await post(`/v1/parties/${shop}/facts/${banner}/end`, { on: '2025-01-01' }, RUN);
    await post(`/v1/parties/${shop}/facts/${trade}/correct`, { value: 'Wrong', validFrom: '2021-01-01', validTo: null }, RUN);
    const { factIds: [wrong, changed] } = await post(`/v1/parties/${shop}/facts`, { facts: [{ attribute: 'name.banner', value: 'Castorama', validFrom: '2025-01-01' }, { attribute: 'phone', value: '+33240123499', validFrom: '2025-01-01' }] }, RUN);
    const { partyId: jeanne } = await post('/v1/parties', { kind: 'person', facts: [{ attribute: 'name.usual', value: 'Y', validFrom: 'unknown' }] }, RUN);
    const { relationId, periodId } = await post('/v1/relations', { type: 'employee-of', a: jeanne, b: shop, validFrom: '2025-01-01' }, RUN);
    const { interactionId } = await post('/v1/interactions', { direction: 'inbound', medium: 'phone', startedAt: `${DAY}T08:00:00Z`, participants: [{ side: 'us', role: 'agent', party: agent }, { side: 'them', role: 'caller', party: jeanne }], subject: 'S' }, RUN);
    const { taskId } = await post('/v1/tasks', { subject: 'Call back', assigneeId: jeanne, about: [{ partyId: shop }] }, RUN);
    await post(`/v1/parties/${jeanne}/consents/grant`, { purpose: 'b2c-prospecting', channel: 'email', from: DAY, proof: { method: 'web-form' } }, RUN);
    // And since then somebody else.
    await post(`/v1/parties/${shop}/facts/${changed}/correct`, { value: '+33240123400', validFrom: '2025-01-01', validTo: null }, { 'annals-actor': 'agent:8327136a-3e2e-5c37-8eed-91fcb704fb4c' });

    const { position } = await api.log.head();
    const expected = {
      parties: 2, factsRetracted: 2, periodsRetracted: 1, othersRetracted: 3, restored: 2, alreadyGone: 0, emptyParties: [jeanne],
      leftAlone: [{ partyId: shop, factId: changed, reason: 'changed-since', detail: expect.stringContaining('by agent:8327136a-3e2e-5c37-8eed-91fcb704fb4c at 2026') as unknown }],
    };
    expect(await revert()).toEqual(expected);
    expect((await api.log.head()).position).toBe(position);

    expect(await revert({ apply: true })).toEqual(expected);
    const facts = await factsOf(shop!);
    expect(facts.map(({ factId, value, validFrom, validTo }) => [factId, value, validFrom, validTo]).sort()).toEqual([
      [banner, 'Brico A', '2020-01-01', null], [trade, 'Brico A', '2021-01-01', null], [changed, '+33240123400', '2025-01-01', null],
    ].sort());
    for (const [where, status] of [[`/v1/interactions/${interactionId}`, 404], [`/v1/tasks/${taskId}`, 200]] as const) expect((await send(api.url, 'GET', where)).status).toBe(status);
    expect((await send(api.url, 'GET', `/v1/tasks/${taskId}`)).body).toMatchObject({ status: 'cancelled', reason: 'reverted' });
    expect((await send(api.url, 'GET', `/v1/parties/${jeanne}/consents/b2c-prospecting/email/permission?asOf=${DAY}`)).body).toMatchObject({ allowed: false });
    expect((await all('party', jeanne!)).map(({ type }) => type)).toContain('RelationRetracted');

    // Again it finds nothing to do, but for what it is told to take back all the same.
    const after = await api.log.head();
    expect(await revert({ apply: true })).toMatchObject({ factsRetracted: 0, periodsRetracted: 0, othersRetracted: 0, leftAlone: [{ factId: changed }] });
    expect(await api.log.head()).toEqual(after);
    expect(await revert({ apply: true, evenChanged: true })).toMatchObject({ factsRetracted: 1, leftAlone: [] });
    expect((await factsOf(shop!)).map(({ factId }) => factId).sort()).toEqual([banner, trade].sort());
    expect([wrong, relationId, periodId].every((id) => id !== undefined)).toBe(true);
  });

  it('is taken back of what others have begun, each side of it apart; and what no command takes back is listed', async () => {
    const { partyId: shop, factIds: [phone] } = await post('/v1/parties', { kind: 'organisation', facts: [{ attribute: 'phone', value: '+33240123455', validFrom: '2020-01-01' }] });
    const { partyId: jeanne } = await post('/v1/parties', { kind: 'person', facts: [{ attribute: 'name.usual', value: 'Ybert', validFrom: 'unknown' }] });
    const { consentId } = await post(`/v1/parties/${jeanne}/consents/grant`, { purpose: 'b2c-prospecting', channel: 'email', from: DAY, proof: { method: 'web-form' } });
    const said = { direction: 'inbound', medium: 'phone', startedAt: `${DAY}T08:00:00Z`, participants: [{ side: 'us', role: 'agent', party: agent }, { side: 'them', role: 'caller', unresolved: { name: 'Mme Y' } }], subject: 'Asks for a quote', topics: [{ subject: 'Prices', raisedBy: 'them' }], outcome: 'quote-requested', outcomeNotes: 'By Friday' };
    const { interactionId: amended } = await post('/v1/interactions', { ...said, place: { label: 'Nantes' } });
    const { interactionId: retracted } = await post('/v1/interactions', said);
    const { taskId: open } = await post('/v1/tasks', { subject: 'Call back', notes: 'After ten', assigneeId: agent, about: [{ partyId: shop }], due: { date: '2026-12-01' } });
    const { taskId: done } = await post('/v1/tasks', { subject: 'Send the offer', assigneeId: agent, about: [] });
    await post(`/v1/tasks/${done}/done`, { outcome: 'Sent' });
    const planned = { kind: 'visit', startsAt: '2027-01-10T09:00:00Z', zone: 'Europe/Paris', durationMinutes: 60, subject: 'Visit', participants: [{ side: 'us', partyId: agent }, { side: 'them', partyId: jeanne }] };
    const { plannedInteractionId: moved } = await post('/v1/planned-interactions', { ...planned, place: 'Nantes' });
    const { plannedInteractionId: cancelled } = await post('/v1/planned-interactions', planned);
    const before = await statedAt([`interactions/${amended}`, `tasks/${open}`, `tasks/${done}`, `planned-interactions/${moved}`]);

    const traced = { traceparent: '00-11111111111111111111111111111111-2222222222222222-01' };
    await post(`/v1/parties/${shop}/facts/${phone}/dispute`, { on: DAY, reason: 'number-dead' }, traced);
    await post(`/v1/parties/${jeanne}/consents/${consentId}/retract`, {}, traced);
    await post(`/v1/interactions/${amended}/amend`, { ...said, medium: 'email', subject: 'Other', topics: undefined }, traced);
    await post(`/v1/interactions/${retracted}/retract`, {}, traced);
    await post(`/v1/tasks/${open}/reschedule`, {}, traced);
    await post(`/v1/tasks/${open}/assign`, { assigneeId: jeanne }, traced);
    await post(`/v1/tasks/${open}/amend`, { subject: 'Forget it', priority: 'low' }, traced);
    await post(`/v1/tasks/${open}/cancel`, {}, traced);
    await post(`/v1/tasks/${done}/reopen`, {}, traced);
    await post(`/v1/tasks/${done}/reschedule`, { due: { date: '2026-12-24' } }, traced);
    await post(`/v1/planned-interactions/${moved}/move`, { startsAt: '2027-01-11T09:00:00Z', zone: 'Europe/Paris', durationMinutes: 30, place: 'Lyon' }, traced);
    await post(`/v1/planned-interactions/${cancelled}/cancel`, {}, traced);

    const correlation = { correlation: '11111111111111111111111111111111' };
    const stays = [
      { partyId: shop, factId: phone, reason: 'changed-by-the-run', detail: 'disputed' }, { partyId: jeanne, consentId, reason: 'changed-by-the-run', detail: 'retracted' },
      { stream: `interaction-${retracted} life`, reason: 'changed-by-the-run' }, { stream: `plannedInteraction-${cancelled} status`, reason: 'changed-by-the-run' },
    ];
    const all = { restored: 8, factsRetracted: 0, othersRetracted: 0, leftAlone: expect.arrayContaining(stays) as unknown };
    expect(await revert(correlation)).toMatchObject(all);
    const applied = await revert({ ...correlation, apply: true });
    expect(applied).toMatchObject(all);
    expect(applied.leftAlone).toHaveLength(stays.length);
    const after = await statedAt([`interactions/${amended}`, `tasks/${open}`, `tasks/${done}`, `planned-interactions/${moved}`]);
    expect(after).toEqual(before);
    const { position } = await api.log.head();
    expect(await revert({ ...correlation, apply: true })).toMatchObject({ restored: 0 });
    expect((await api.log.head()).position).toBe(position);

    // What somebody else has said since of one side is left alone, and the others are not.
    const later = { traceparent: '00-33333333333333333333333333333333-2222222222222222-01' };
    await post(`/v1/tasks/${open}/reschedule`, { due: { date: '2026-12-02' } }, later);
    await post(`/v1/tasks/${open}/assign`, { assigneeId: jeanne }, later);
    await post(`/v1/tasks/${open}/reschedule`, { due: { date: '2026-12-03' } }, { 'annals-actor': 'agent:8327136a-3e2e-5c37-8eed-91fcb704fb4c' });
    const other = { correlation: '33333333333333333333333333333333', apply: true };
    expect(await revert(other)).toMatchObject({ restored: 1, leftAlone: [{ stream: `task-${open} due`, reason: 'changed-since' }] });
    expect((await statedAt([`tasks/${open}`]))[0]).toMatchObject({ assigneeId: agent, due: { date: '2026-12-03' } });
    expect(await revert({ ...other, evenChanged: true })).toMatchObject({ restored: 1, leftAlone: [] });
    expect((await statedAt([`tasks/${open}`]))[0]).toMatchObject({ due: { date: '2026-12-01' } });
  });

  it('gives a task back to whom it was and to whom it was to be', async () => {
    const [jeanne, paul] = await Promise.all([1, 2].map(async () => (await post('/v1/parties', { kind: 'person' })).partyId!));
    const holders = async (taskId: string) => {
      const after = await client.head();
      return Promise.all(['', '&asOf=2026-12-31', '&asOf=2027-01-01', '&asOf=2027-06-01'].map(async (asOf) => (await send(api.url, 'GET', `/v1/tasks/${taskId}?after=${after}${asOf}`)).body['assigneeId']));
    };
    const [ahead, twice, later] = await Promise.all([1, 2, 3].map(async () => (await post('/v1/tasks', { subject: 'Call back', assigneeId: agent, about: [] })).taskId!)) as [string, string, string];
    await post(`/v1/tasks/${ahead}/assign`, { assigneeId: jeanne, on: '2027-01-01' });
    const traced = { traceparent: '00-44444444444444444444444444444444-2222222222222222-01' };
    await post(`/v1/tasks/${ahead}/assign`, { assigneeId: paul }, traced);
    // What others say in between of later says nothing of now.
    await post(`/v1/tasks/${twice}/assign`, { assigneeId: paul }, traced);
    await post(`/v1/tasks/${twice}/assign`, { assigneeId: jeanne, on: '2027-01-01' });
    await post(`/v1/tasks/${twice}/assign`, { assigneeId: paul }, traced);
    await post(`/v1/tasks/${later}/assign`, { assigneeId: paul, on: '2027-06-01' }, traced);

    const correlation = { correlation: '44444444444444444444444444444444' };
    expect(await revert(correlation)).toMatchObject({ restored: 3, leftAlone: [] });
    expect(await revert({ ...correlation, apply: true })).toMatchObject({ restored: 3, leftAlone: [] });
    for (const taskId of [ahead, twice]) expect(await holders(taskId)).toEqual([agent, agent, jeanne, jeanne]);
    expect(await holders(later)).toEqual([agent, agent, agent, agent]);
    expect(await revert({ ...correlation, apply: true })).toMatchObject({ restored: 0, leftAlone: [] });

    // What somebody has changed after that is taken back once more where it is told to.
    await post(`/v1/tasks/${ahead}/assign`, { assigneeId: paul });
    expect(await revert({ ...correlation, apply: true })).toMatchObject({ restored: 0, leftAlone: [{ stream: `task-${ahead} assignee`, reason: 'changed-since' }] });
    expect(await revert({ ...correlation, apply: true, evenChanged: true })).toMatchObject({ restored: 1, leftAlone: [] });
    expect(await holders(ahead)).toEqual([agent, agent, jeanne, jeanne]);
  });

  it('is taken back in an order in which it can be, and leaves alone what cannot be said any more, as it had said that it would', async () => {
    const task = async () => (await post('/v1/tasks', { subject: 'Call back', assigneeId: agent, about: [], due: { date: '2026-12-01' } })).taskId!;
    const [cancelled, doneAgain, closedSince] = [await task(), await task(), await task()];
    for (const taskId of [cancelled, doneAgain]) await post(`/v1/tasks/${taskId}/done`, { outcome: 'Sent' });
    const planned = { kind: 'visit', startsAt: '2027-01-10T09:00:00Z', zone: 'Europe/Paris', durationMinutes: 60, subject: 'Visit', participants: [{ side: 'us', partyId: agent }] };
    const { plannedInteractionId: moved } = await post('/v1/planned-interactions', planned);
    const { plannedInteractionId: movedOnly } = await post('/v1/planned-interactions', planned);
    const before = await statedAt([`tasks/${cancelled}`, `tasks/${doneAgain}`]);

    const traced = { traceparent: '00-55555555555555555555555555555555-2222222222222222-01' };
    for (const taskId of [cancelled, doneAgain]) await post(`/v1/tasks/${taskId}/reopen`, {}, traced);
    for (const taskId of [cancelled, doneAgain, closedSince]) await post(`/v1/tasks/${taskId}/reschedule`, { due: { date: '2026-12-24' } }, traced);
    await post(`/v1/tasks/${cancelled}/cancel`, {}, traced);
    await post(`/v1/tasks/${doneAgain}/done`, { outcome: 'Sent' }, traced);
    for (const plannedId of [moved, movedOnly]) await post(`/v1/planned-interactions/${plannedId}/move`, { startsAt: '2027-01-11T09:00:00Z', zone: 'Europe/Paris', durationMinutes: 30 }, traced);
    await post(`/v1/planned-interactions/${moved}/cancel`, {}, traced);
    await post(`/v1/tasks/${closedSince}/done`, {});
    await post(`/v1/planned-interactions/${movedOnly}/cancel`, {});

    const correlation = { correlation: '55555555555555555555555555555555' };
    const dry = await revert(correlation);
    expect(dry.restored).toBe(4);
    expect(dry.leftAlone.map(({ stream, reason }) => `${stream} ${reason}`).toSorted()).toEqual([
      `task-${closedSince} due changed-since`, `plannedInteraction-${moved} status changed-by-the-run`, `plannedInteraction-${moved} appointment changed-by-the-run`,
      `plannedInteraction-${movedOnly} appointment changed-since`,
    ].toSorted());
    expect(await revert({ ...correlation, apply: true })).toEqual(dry);
    expect(await statedAt([`tasks/${cancelled}`, `tasks/${doneAgain}`])).toEqual(before);
    expect(await revert({ ...correlation, apply: true })).toEqual({ ...dry, restored: 0 });
    // Reopening it would undo what somebody else has done of which the run said nothing.
    expect(await revert({ ...correlation, apply: true, evenChanged: true })).toEqual({ ...dry, restored: 0 });
  });

  it('takes back what it made as if it had never been to be done, also what it has closed and opened again; what somebody else has opened again stays unless told', async () => {
    const traced = { traceparent: '00-77777777777777777777777777777777-2222222222222222-01' };
    const task = async () => (await post('/v1/tasks', { subject: 'Call back', assigneeId: agent, about: [], at: `${DAY}T08:00:00Z` }, traced)).taskId!;
    const [untouched, openedAgain, openedSince, closedSince] = [await task(), await task(), await task(), await task()];
    const planned = { kind: 'visit', startsAt: '2027-01-10T09:00:00Z', zone: 'Europe/Paris', durationMinutes: 60, subject: 'Visit', participants: [{ side: 'us', partyId: agent }], at: `${DAY}T08:00:00Z` };
    const { plannedInteractionId: confirmed } = await post('/v1/planned-interactions', planned, traced);
    await post(`/v1/planned-interactions/${confirmed}/confirm`, { at: `${DAY}T08:30:00Z` }, traced);
    for (const taskId of [openedAgain, openedSince]) await post(`/v1/tasks/${taskId}/done`, { at: `${DAY}T08:10:00Z` }, traced);
    await post(`/v1/tasks/${openedAgain}/reopen`, { at: `${DAY}T08:20:00Z` }, traced);
    await post(`/v1/tasks/${openedSince}/reopen`, { at: `${DAY}T08:40:00Z` });
    await post(`/v1/tasks/${closedSince}/done`, {});

    const correlation = { correlation: '77777777777777777777777777777777' };
    const stays = { othersRetracted: 3, alreadyGone: 1, leftAlone: [{ stream: `task-${openedSince}`, reason: 'changed-since' }] };
    expect(await revert(correlation)).toMatchObject(stays);
    expect(await revert({ ...correlation, apply: true })).toMatchObject(stays);
    const statusOf = async (where: string) => {
      const after = await client.head();
      return Promise.all(['T08:00:00.000Z', 'T08:15:00.000Z', 'T08:25:00.000Z', 'T08:45:00.000Z'].map(async (time) => (await send(api.url, 'GET', `/v1/${where}?asOf=${DAY}${time}&after=${after}`)).body['status']));
    };
    expect(await statusOf(`tasks/${untouched}`)).toEqual(['cancelled', 'cancelled', 'cancelled', 'cancelled']);
    expect(await statusOf(`tasks/${openedAgain}`)).toEqual(['open', 'done', 'cancelled', 'cancelled']);
    expect(await statusOf(`tasks/${openedSince}`)).toEqual(['open', 'done', 'done', 'open']);
    expect(await statusOf(`planned-interactions/${confirmed}`)).toEqual(['proposed', 'proposed', 'proposed', 'cancelled']);

    const gone = { othersRetracted: 0, alreadyGone: 4 };
    expect(await revert({ ...correlation, apply: true })).toMatchObject({ ...gone, leftAlone: stays.leftAlone });
    expect(await revert({ ...correlation, apply: true, evenChanged: true })).toMatchObject({ ...gone, othersRetracted: 1, leftAlone: [] });
    expect(await statusOf(`tasks/${openedSince}`)).toEqual(['open', 'done', 'done', 'cancelled']);
    // Opened once more, it is taken back once more.
    await post(`/v1/tasks/${untouched}/reopen`, {});
    expect(await revert({ ...correlation, apply: true })).toMatchObject({ othersRetracted: 0, alreadyGone: 4, leftAlone: [{ stream: `task-${untouched}`, reason: 'changed-since' }] });
    expect(await revert({ ...correlation, apply: true, evenChanged: true })).toMatchObject({ othersRetracted: 1, alreadyGone: 4, leftAlone: [] });
    expect((await send(api.url, 'GET', `/v1/tasks/${untouched}?after=${await client.head()}`)).body).toMatchObject({ status: 'cancelled', reason: 'reverted' });
  });

  it('that was cut off between the commands for one thing goes on from there', async () => {
    const { taskId } = await post('/v1/tasks', { subject: 'Call back', assigneeId: agent, about: [], due: { date: '2026-12-01' } });
    await post(`/v1/tasks/${taskId}/done`, { outcome: 'Sent' });
    const before = await statedAt([`tasks/${taskId}`]);
    const traced = { traceparent: '00-66666666666666666666666666666666-2222222222222222-01' };
    await post(`/v1/tasks/${taskId}/reopen`, {}, traced);
    await post(`/v1/tasks/${taskId}/reschedule`, {}, traced);
    await post(`/v1/tasks/${taskId}/cancel`, {}, traced);

    const correlation = { correlation: '66666666666666666666666666666666', apply: true };
    const batch = client.batch.bind(client);
    client.batch = async function* (lines, options) {
      yield* batch(lines.slice(0, 1), options);
      throw new Error('cut off');
    };
    await expect(revert(correlation)).rejects.toThrow('cut off');
    client.batch = batch;
    expect((await statedAt([`tasks/${taskId}`]))[0]).toMatchObject({ status: 'open', due: null });
    expect(await revert(correlation)).toMatchObject({ restored: 2, leftAlone: [] });
    expect(await statedAt([`tasks/${taskId}`])).toEqual(before);
  });
});
