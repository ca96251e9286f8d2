/** Phone contacts of a campaign become interactions: dated by their order, once, and taken back as a whole. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AnnalsClient } from '#apps/cli/client.js';
import { UsageError } from '#apps/cli/command.js';
import { interactionsCommand } from '#apps/cli/import/interactions/command.js';
import { importInteractions } from '#apps/cli/import/interactions/import.js';
import { revertImport } from '#apps/cli/revert/revert.js';
import { packageRoot } from '#libs/platform/package-root.js';
import type { InteractionAnswer } from '#projections/queries/interactions.js';
import { startApi, type TestApi } from '../support/api.js';
import { Desk } from './desk.js';

const REAL = path.join(packageRoot, '../shared/data/interactions/bank_marketing_contacts.csv.gz');
const HEADER = 'seq,age,contact,day,month,duration,campaign,poutcome,y';
const ROWS = ['1,58,cellular,5,nov,261,1,unknown,no', '2,44,cellular,31,dec,151,1,failure,yes', '3,33,unknown,2,jan,76,2,unknown,no', '4,47,cellular,31,feb,92,1,unknown,no', '5,33,cellular,3,foo,1,1,unknown,no', '6,33,cellular,3,mar,x,1,unknown,no'];

let api: TestApi;
let folder: string;
let us: string;
const client = () => new AnnalsClient({ url: api.url, caller: 'service:test', actor: 'import:test' });
const options = (file: string, more: object = {}) => ({ file, us, year: 2008, system: 'bank', dryRun: false, folder: path.join(folder, 'imports'), onProgress: () => undefined, sleep: () => Promise.resolve(), ...more });
const calls = async (asked: object = {}): Promise<InteractionAnswer[]> => (await new Desk(api.url).ask<{ items: InteractionAnswer[] }>(`/v1/parties/${us}/interactions`, { limit: '200', ...(await head()), ...asked })).items;
const head = async () => ({ after: await client().head() });
beforeAll(async () => {
  api = await startApi({ at: '2026-02-10T09:00:00.000Z' });
  folder = await mkdtemp(path.join(os.tmpdir(), 'annals-calls-'));
  us = (await new Desk(api.url).tell('/v1/parties', { kind: 'person', facts: [{ attribute: 'name.usual', value: 'Morel', validFrom: 'unknown' }] })).partyId;
});
afterAll(async () => {
  await api.stop();
  await rm(folder, { recursive: true });
});

it('are of a person who is there, or the option is told to be wrong', async () => {
  const nobody = '00000000-0000-4000-8000-000000000000';
  const file = path.join(folder, 'of-nobody.csv');
  await writeFile(file, `${HEADER}\n${ROWS.join('\n')}\n`);
  process.env['ANNALS_DATA'] = folder;
  const values = { url: api.url, actor: undefined, us: nobody, year: '2008', system: 'bank', 'dry-run': true } as unknown as Parameters<typeof interactionsCommand.run>[0];
  await expect(interactionsCommand.run(values, file)).rejects.toThrow(new UsageError(`--us: the server knows no party ${nobody}`));
  const { partyId: shop } = await new Desk(api.url).tell('/v1/parties', { kind: 'organisation', facts: [{ attribute: 'name.banner', value: 'Brico', validFrom: 'unknown' }] });
  await expect(interactionsCommand.run({ ...values, us: shop }, file)).rejects.toThrow(new UsageError('--us: expected the id of the person who called, got that of a party of kind organisation'));
});

it('are dated by the order of the rows; what cannot be read is told by its line; once, and taken back', async () => {
  const file = path.join(folder, 'calls.csv');
  await writeFile(file, `${HEADER}\n${ROWS.join('\n')}\n`);
  const dry = await importInteractions(client(), options(file, { dryRun: true }));
  expect(dry).toMatchObject({ records: 3, rejectedLines: 3, unmapped: ['age'] });
  expect(await calls()).toEqual([]);
  const { rejectedLines, reportFile, journalFile = '' } = await importInteractions(client(), options(file));
  expect(rejectedLines).toBe(3);
  expect((await readFile(reportFile, 'utf8')).trimEnd().split('\n').map((line) => JSON.parse(line) as object)).toMatchObject([
    { line: 2, outcome: 'logged' }, { line: 3, outcome: 'logged' }, { line: 4, outcome: 'logged' }, { line: 5, reason: 'day: expected a day of that month' }, { line: 6, reason: 'month: expected jan to dec' }, { line: 7, reason: 'duration: expected whole seconds' },
  ]);
  expect((await calls()).map(({ startedAt, outcome, durationSeconds, source }) => [startedAt, outcome, durationSeconds, source?.system])).toEqual([
    ['2009-01-02T12:00:00.000Z', 'not-subscribed', 76, 'bank'], ['2008-12-31T12:00:00.000Z', 'subscribed', 151, 'bank'], ['2008-11-05T12:00:00.000Z', 'not-subscribed', 261, 'bank'],
  ]);
  expect(await revertImport(client(), { journalFile, dryRun: true, sleep: () => Promise.resolve() })).toMatchObject({ othersRetracted: 3, leftAlone: [] });
  expect(await calls()).toHaveLength(3);
  const { position } = await api.log.head();
  const again = await importInteractions(client(), options(file));
  expect(again).toMatchObject({ records: 0, standing: 3, rejectedLines: 3 });
  expect([again.journalFile, (await api.log.head()).position]).toEqual([undefined, position]);
  await revertImport(client(), { journalFile, dryRun: false, sleep: () => Promise.resolve() });
  expect(await calls()).toEqual([]);
  expect(await importInteractions(client(), options(file))).toMatchObject({ standing: 0, rejectedLines: 3 });
  expect(await calls()).toHaveLength(3);
});

it('are known again though their time was put right since', async () => {
  const file = path.join(folder, 'right.csv');
  await writeFile(file, `${HEADER}\n${ROWS.slice(0, 3).join('\n')}\n`);
  await importInteractions(client(), options(file, { system: 'right' }));
  const { interactionId, participants } = (await calls()).find(({ source }) => source?.system === 'right')!;
  await new Desk(api.url).tell(`/v1/interactions/${interactionId}/amend`, {
    participants: participants.map(({ side, role, party, unresolved }) => ({ side, role, ...(party ? { party: party.partyId } : { unresolved }) })), direction: 'outbound', medium: 'phone', startedAt: '2009-01-02T14:30:00Z', durationSeconds: 99,
    subject: 'Campaign call', source: { system: 'right', method: 'imported' },
  });
  const before = (await api.log.head()).position;
  expect(await importInteractions(client(), options(file, { system: 'right' }))).toMatchObject({ records: 0, standing: 3 });
  expect((await api.log.head()).position).toBe(before);
});

it('that were cut off between what was logged and its answer are logged once, and all of them are taken back', async () => {
  const file = path.join(folder, 'cut.csv');
  await writeFile(file, `${HEADER}\n${['x,58,cellular,31,nov,1,1,unknown,no', ...Array.from({ length: 699 }, (_, n) => `${n},58,cellular,5,nov,${n},1,unknown,no`)].join('\n')}\n`);
  const killed = client();
  const whole = killed.batch.bind(killed);
  // The server logs what the killed run never hears of.
  killed.batch = async function* (lines, how) {
    for await (const result of whole(lines, how)) yield* lines.length < 300 ? [] : [result];
    if (lines.length < 300) throw new Error('killed');
  };
  const cut = { system: 'cut' };
  await expect(importInteractions(killed, options(file, cut))).rejects.toThrow('killed');
  const { resumed, standing, rejectedLines, journalFile = '' } = await importInteractions(client(), options(file, cut));
  expect([resumed, standing, rejectedLines]).toEqual([500, 200, 1]);
  expect(await importInteractions(client(), options(file, cut))).toMatchObject({ standing: 699, rejectedLines: 1 });
  expect(await revertImport(client(), { journalFile, dryRun: true, sleep: () => Promise.resolve() })).toMatchObject({ othersRetracted: 699, leftAlone: [] });
});

it('a file of something else is refused', async () => {
  const file = path.join(folder, 'other.csv');
  await writeFile(file, 'a,b\n1,2\n');
  await expect(importInteractions(client(), options(file))).rejects.toThrow('these are no phone contacts');
});

const given = existsSync(REAL);
if (!given) console.warn('NOT TESTED: the phone contacts of ../shared are not there');
(given ? describe : describe.skip)('the real contacts', () => {
  it('go in whole, as far as they are tested here', async () => {
    const file = path.join(folder, 'bank.csv');
    const lines = gunzipSync(await readFile(REAL)).toString('utf8').split('\n').slice(0, 1_201);
    await writeFile(file, `${lines.join('\n')}\n`);
    const before = (await api.log.head()).position;
    const { records, rejectedLines } = await importInteractions(client(), options(file));
    expect({ records, rejectedLines }).toEqual({ records: 1_200, rejectedLines: 0 });
    expect(await api.log.countAfter(before, 10_000)).toBe(1_200);
  }, 60_000);
});
