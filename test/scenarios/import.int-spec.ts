/** The register through the command line's own import, over HTTP: what it becomes, sent again, corrected, cut off. */
import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AnnalsClient, ServerUnreachable } from '#apps/cli/client.js';
import { revertImport } from '#apps/cli/revert/revert.js';
import { ImportUnderWay } from '#apps/cli/import/resume-file.js';
import { importSirene, type ImportSummary } from '#apps/cli/import/sirene/import.js';
import { packageRoot } from '#libs/platform/package-root.js';
import { startApi, type TestApi } from '../support/api.js';
import { Desk } from './desk.js';

const SAMPLES = path.join(packageRoot, 'samples');
const REGISTER = path.join(packageRoot, '../shared/data/sirene-historique');
const HEADER = 'siret,dateDebut,dateFin,etat,code_ape,code_commune,libelle_commune,code_tranche';

let api: TestApi;
let desk: Desk;
let folder: string;
let client: AnnalsClient;
beforeAll(async () => {
  api = await startApi();
  desk = new Desk(api.url);
  folder = await mkdtemp(path.join(tmpdir(), 'annals-import-'));
  client = new AnnalsClient({ url: api.url, caller: 'service:annals-cli', actor: 'import:sirene' });
});
afterAll(async () => {
  await api.stop();
  await rm(folder, { recursive: true });
});

const run = (file: string, more: { readonly dryRun?: boolean; readonly observed?: string; readonly client?: AnnalsClient } = {}): Promise<ImportSummary> =>
  importSirene(more.client ?? client, { file, observed: more.observed, dryRun: more.dryRun ?? false, folder: path.join(folder, 'imports'), onProgress: () => undefined, sleep: () => Promise.resolve() });
const head = async (): Promise<bigint> => (await api.log.head()).position;
async function write(name: string, rows: readonly string[]): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, `${[HEADER, ...rows].join('\n')}\n`);
  return file;
}
/** The party of an identifier, and its facts of one attribute, ended ones too. */
async function factsOf(identifier: string, attribute: string, asOf?: string): Promise<unknown[]> {
  if (!(await api.projecting.waitFor(await head(), 30_000))) throw new Error('the read models do not keep up');
  const { items } = await desk.ask<{ items: { partyId: string }[] }>('/v1/parties', { identifier });
  const { facts } = await desk.view(items[0]!.partyId, asOf === undefined ? { include: 'facts,ended' } : { asOf, include: 'facts' });
  return facts!.filter((fact) => fact.attribute === attribute).map(({ value, validFrom, validTo }) => [value, validFrom, validTo]).sort((a, b) => JSON.stringify(a[1]).localeCompare(JSON.stringify(b[1])));
}
const status = (siret: string) => factsOf(`siret:${siret}`, 'administrative-status');

describe('the sample', () => {
  const file = path.join(SAMPLES, 'register-periods.csv');

  it('is checked without effect', async () => {
    const before = await head();
    expect(await run(file, { dryRun: true, observed: '2026-01-01' })).toMatchObject({ records: 10, created: 0, rejectedLines: 0 });
    expect(await head()).toBe(before);
  });

  it('becomes dated facts: last days become first days after, equal runs one fact, unknown starts stay unknown', async () => {
    expect(await run(file, { observed: '2026-01-01' })).toMatchObject({ records: 10, created: 10, unchanged: 0, rejectedLines: 0, unknownStarts: 2 });
    expect(await status('99000001000027')).toEqual([['active', '2012-09-01', '2018-07-01'], ['ceased', '2018-07-01', null]]);
    expect(await status('99000001000019')).toEqual([['active', '1999-03-01', null]]);
    const activity = (code: string, nomenclature: string) => ({ code, nomenclature });
    expect(await factsOf('siret:99000001000019', 'activity')).toEqual([[activity('52.4P', 'NAF1993'), '1999-03-01', '2008-01-01'], [activity('47.52B', 'NAFRev2'), '2008-01-01', null]]);
    expect(await factsOf('siret:99000001000019', 'headcount', '2010')).toEqual([]);
  });

  it('imported again changes nothing', async () => {
    const before = await head();
    expect(await run(file, { observed: '2026-01-01' })).toMatchObject({ records: 10, created: 0, changed: 0, unchanged: 10 });
    expect(await head()).toBe(before);
  });

  it('gives a legal unit its names over time', async () => {
    expect(await run(path.join(SAMPLES, 'register-legal-unit.json'))).toMatchObject({ records: 1, rejectedLines: 0 });
    expect(await factsOf('siren:990000010', 'name.legal')).toEqual([['QUINCAILLERIE MOREL', '1999-03-01', '2012-09-01'], ["BRICOLAGE DE L'OUEST", '2012-09-01', null]]);
    expect(await factsOf('siren:990000010', 'head-office')).toHaveLength(3);
  });
});

describe('a register that changes its mind', () => {
  it('ends at A after A, B and A, and both changes are in the history', async () => {
    const a = ['73282932000074,2010-01-01,2015-12-31,A,47.52B,,,', '73282932000074,2016-01-01,,F,47.52B,,,'];
    const b = ['73282932000074,2010-01-01,2017-12-31,A,47.52B,,,', '73282932000074,2018-01-01,,F,47.52B,,,'];
    const statuses: unknown[] = [];
    for (const [n, rows] of [a, b, a].entries()) {
      await run(await write(`mind-${n}.csv`, rows));
      statuses.push(await status('73282932000074'));
    }
    expect(statuses[1]).toEqual([['active', '2010-01-01', '2018-01-01'], ['ceased', '2018-01-01', null]]);
    expect(statuses[0]).toEqual([['active', '2010-01-01', '2016-01-01'], ['ceased', '2016-01-01', null]]);
    expect(statuses[2]).toEqual(statuses[0]);
    const { items } = await desk.ask<{ items: { partyId: string }[] }>('/v1/parties', { identifier: 'siret:73282932000074' });
    const history = await desk.ask<{ items: { type: string; attribute?: string }[] }>(`/v1/parties/${items[0]!.partyId}/history`, { limit: 100 });
    expect(history.items.filter(({ attribute }) => attribute === 'administrative-status').length).toBeGreaterThanOrEqual(4);
  });

  it('loses no history by a row that cannot be read', async () => {
    const before = await status('73282932000074');
    const broken = await write('broken.csv', ['73282932000074,2010-01-01,2015-12-31,A,47.52B,,,', '73282932000074,2016-01-01', '41816609600069,2016-13-01,,A,47.52B,,,']);
    expect(await run(broken)).toMatchObject({ created: 0, changed: 0, rejectedLines: 3 });
    expect(await status('73282932000074')).toEqual(before);
  });
});

describe('an import that was a mistake', () => {
  it('is taken back: what it recorded is retracted, and what stood before stays', async () => {
    const before = ['73282932000074,2010-01-01,2015-12-31,A,47.52B,,,', '73282932000074,2016-01-01,,F,47.52B,,,'];
    await run(await write('before-mistake.csv', before));
    const standing = await status('73282932000074');
    const file = await write('mistake.csv', ['41816609600069,2016-01-01,,A,62.01Z,,,', ...before]);
    const { journalFile } = await run(file);
    expect(await status('41816609600069')).toEqual([['active', '2016-01-01', null]]);
    const journal = { journalFile: journalFile!, dryRun: false, sleep: () => Promise.resolve() };
    expect(await revertImport(client, journal)).toMatchObject({ parties: 4, periodsRetracted: 1, leftAlone: [], emptyParties: [expect.any(String), expect.any(String)] });
    expect(await status('73282932000074')).toEqual(standing);
    for (const identifier of ['siret:41816609600069', 'siren:418166096']) expect(await desk.ask('/v1/parties', { identifier })).toMatchObject({ items: [] });
  });
});

describe('an import that was cut off', () => {
  it('goes on where it was, and nothing is there twice', async () => {
    // 330 establishments of one legal unit, numbered as the register does.
    const siret = (n: number): string => {
      const front = `552081317${String(n).padStart(4, '0')}`;
      return Array.from({ length: 10 }, (_, check) => `${front}${check}`).find((one) => [...one].reverse().reduce((sum, digit, i) => {
        const double = Number(digit) * (i % 2 ? 2 : 1);
        return sum + (double > 9 ? double - 9 : double);
      }, 0) % 10 === 0)!;
    };
    const file = await write('many.csv', Array.from({ length: 330 }, (_, n) => `${siret(n)},2010-01-01,,A,47.52B,,,`));
    let requests = 0;
    const cut = new AnnalsClient({ url: api.url, caller: 'service:annals-cli', actor: 'import:sirene' });
    const whole = cut.batch.bind(cut);
    cut.batch = async function* (lines, options) {
      requests += 1;
      if (requests === 3) throw new Error('killed');
      yield* whole(lines, options);
    };
    await expect(run(file, { client: cut })).rejects.toThrow('killed');
    const summary = await run(file);
    expect(summary.resumed).toBeGreaterThan(0);
    expect(summary.resumed + summary.records).toBe(330);
    const report = (await readFile(summary.reportFile, 'utf8')).trimEnd().split('\n').map((line) => JSON.parse(line) as { number: string });
    expect(new Set(report.map(({ number }) => number)).size).toBe(330);
    const before = await head();
    expect(await run(file)).toMatchObject({ records: 330, unchanged: 330, created: 0 });
    expect(await head()).toBe(before);
    const claims = (await api.log.readAll(0n, 1_000_000)).filter(({ stream, type }) => stream.startsWith('claim-siret-') && type === 'IdentifierClaimed');
    expect(new Set(claims.map(({ stream }) => stream)).size).toBe(claims.length);
  });

  it('is not begun by a second process while the first is at it: that is told', async () => {
    const file = await write('twice.csv', ['55208131766522,2010-01-01,,A,47.52B,,,']);
    const first = new AnnalsClient({ url: api.url, caller: 'service:annals-cli', actor: 'import:sirene' });
    const whole = first.batch.bind(first);
    let second: Promise<unknown> = Promise.resolve();
    first.batch = async function* (lines, options) {
      second = run(file).then(() => 'imported', (error: unknown) => error);
      await second;
      yield* whole(lines, options);
    };
    await run(file, { client: first });
    expect(await second).toBeInstanceOf(ImportUnderWay);
    expect(await second).toMatchObject({ message: `the import of ${file} is under way in process ${process.pid}: wait for it, or stop that one first; it goes on where it was` });
    expect(await run(file)).toMatchObject({ records: 1 });
  });

  it('says that the server is away, and how to start it', async () => {
    const nobody = new AnnalsClient({ url: 'http://127.0.0.1:9', caller: 'service:annals-cli', actor: 'import:sirene' });
    await expect(run(path.join(SAMPLES, 'register-periods.csv'), { client: nobody, observed: '2026-01-02' })).rejects.toThrow(ServerUnreachable);
  });
});

describe('the register itself', () => {
  const periods = path.join(REGISTER, 'etablissement_periodes_lyon4.csv.gz');
  if (!existsSync(periods)) {
    console.warn(`LEFT OUT: ${periods} is not there, so only the samples were imported`);
    it.skip('says of every day what its rows say', () => undefined);
    return;
  }

  it('says of every day what its rows say', async () => {
    const rows: string[] = [];
    let header = '';
    for await (const line of createInterface({ input: createReadStream(periods).pipe(createGunzip()) })) {
      if (header === '') header = line;
      // Some 2 % of the legal units, whole.
      else if (line.slice(6, 9) < '020') rows.push(line);
    }
    expect(header).toBe(HEADER);
    const summary = await run(await write('slice.csv', rows), { observed: '2025-01-01' });
    expect(summary.records).toBeGreaterThan(100);
    expect(summary.rejectedLines).toBe(0);
    const bySiret = new Map<string, string[][]>();
    for (const row of rows) {
      const cells = row.split(',');
      bySiret.set(cells[0]!, [...(bySiret.get(cells[0]!) ?? []), cells]);
    }
    const days = ['1995-06-15', '2004-02-29', '2010-12-31', '2018-01-01', '2024-07-01'];
    for (const [siret, own] of [...bySiret].slice(0, 40)) {
      for (const day of days) {
        // Straight from the rows: the one whose first day is not after the day and whose last day is not before it.
        const row = own.find(([, from, to]) => (from === '' || from === '1900-01-01' || from! <= day) && (to === '' || day <= to!));
        const told = await factsOf(`siret:${siret}`, 'administrative-status', day);
        expect({ siret, day, told: told.map((fact) => (fact as unknown[])[0]) }).toEqual({ siret, day, told: row ? [row[3] === 'A' ? 'active' : 'ceased'] : [] });
        const activity = await factsOf(`siret:${siret}`, 'activity', day);
        expect({ siret, day, code: activity.map((fact) => ((fact as unknown[])[0] as { code: string }).code) }).toEqual({ siret, day, code: row && row[4] !== '' ? [row[4]] : [] });
      }
    }
  });

  it.each(['stock_etablissement_v3_isere.csv.gz', 'api_v3_unites_legales.json.gz', 'api_v3_etablissements.json.gz', 'insee_api_response_siret.json', 'insee_api_response_sirets_by_siren_many.json'])('%s is imported, and changes nothing when imported again', async (name) => {
    const file = path.join(REGISTER, name);
    const first = await run(file);
    expect(first.created + first.changed).toBeGreaterThan(0);
    const before = await head();
    expect(await run(file)).toMatchObject({ created: 0, changed: 0 });
    expect(await head()).toBe(before);
  });
});
