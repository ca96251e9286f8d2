/** `annals` as whoever runs it meets it: processes, what they say, and what they end with. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readSealingKey, SEALING_KEY_FILE } from '#libs/notary/sealing-key.js';
import { readMasterKey } from '#libs/personal-data/master-key.js';
import { projectors } from '#projections/index.js';
import { send } from '../http/client.js';
import { startApi, type TestApi } from '../support/api.js';
import { program } from '../support/program.js';

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

async function ended(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } });
  const [[code], out, err] = await Promise.all([once(child, 'close') as Promise<[number | null]>, text(child.stdout), text(child.stderr)]);
  return { code, out, err };
}

const annals = (line: string, environment?: Readonly<Record<string, string>>): Promise<Ended> =>
  ended([...program('cli'), ...line.split(' ')], environment);

describe('what is asked of the command line', () => {
  it('is told by --help: all of it, or the part of one command', async () => {
    const [all, one] = await Promise.all([annals('--help'), annals('rebuild --help')]);
    for (const { code, err } of [all, one]) expect({ code, err }).toEqual({ code: 0, err: '' });
    const part = one.out.slice(0, one.out.indexOf('\n\n  All take'));
    expect(part).toMatch(/^ {2}annals rebuild <read model>\n[^]*\n {4}--drop {14}let go of all versions that do not serve$/);
    expect(all.out).toContain(`\n\n${part}\n\n`);
    expect(one.out).not.toContain('annals replay');
  });

  it.each([
    ['rebuilt parties', 'this is not a command: annals rebuilt parties', 'annals: the command line of Annals'],
    ['import csv', 'annals import csv takes <file>, and got nothing', '  annals import csv'],
    ['demo tomorrow', 'annals demo takes nothing behind it, and got tomorrow', '  annals demo'],
    ['demo --mapping orocrm-leads', 'annals demo: --mapping is an option of other commands', '  annals demo'],
    // Not only those that can be made anew: streams wait in the others too.
    ['parked retry --read-model nobody', `--read-model: expected one of ${projectors.map(({ name }) => name).join(', ')}, got nobody`, '  annals parked retry'],
  ])('and is wrong usage where it is `annals %s`, and how it is meant is told', async (line, message, usage) => {
    const { code, out, err } = await annals(line);
    expect({ code, out, message: err.split('\n', 1)[0] }).toEqual({ code: 2, out: '', message: `annals: ${message}` });
    expect(err).toContain(`\n\n${usage}`);
  });
});

describe('a key for a store of secrets', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'annals-key-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each(['', ' --sealing'])('is made by `annals key create`%s, never in the place of another', async (option) => {
    const file = path.join(folder, `key${option.trim()}.json`);
    expect(await annals(`key create ${file}${option}`)).toMatchObject({ code: 0, out: expect.stringContaining(`Made ${file}.`) });
    expect([await readMasterKey(file).then(() => 'opens', () => 'seals'), await readSealingKey(file).then(() => 'seals', () => 'opens')]).toEqual(option === '' ? ['opens', 'opens'] : ['seals', 'seals']);
    expect(await annals(`key create ${file}${option}`)).toMatchObject({ code: 1, err: expect.stringContaining('there is a key file already') });
  });
});

describe('an installation whose server runs', () => {
  let api: TestApi;
  let folder: string;
  let environment: Record<string, string>;
  let partyId: string;
  beforeAll(async () => {
    api = await startApi({ engine: 'postgres' });
    const { body } = await send(api.url, 'POST', '/v1/parties', { kind: 'organisation', facts: [{ attribute: 'name.legal', value: 'Quincaillerie Morel', validFrom: '2020-01-01' }] });
    partyId = String(body['partyId']);
    await api.notary.round({ everything: true });
    await api.projecting.waitFor((await api.log.head()).position, 60_000);
    folder = await mkdtemp(path.join(os.tmpdir(), 'annals-cli-'));
    await mkdir(path.join(folder, 'keys'));
    await copyFile(api.keyFile, path.join(folder, 'keys', 'master.json'));
    await copyFile(path.join(path.dirname(api.keyFile), SEALING_KEY_FILE), path.join(folder, 'keys', SEALING_KEY_FILE));
    environment = { PORT: new URL(api.url).port, ANNALS_DATA: folder, ...api.environment };
  });
  afterAll(async () => {
    await api.stop();
    await rm(folder, { recursive: true });
  });

  it('is verified: the projections, the tables and the log are as they should be', async () => {
    const [inProjections, inTables] = await Promise.all([annals('verify projections', environment), annals('verify tables --all', environment)]);
    const [inLog, parked] = await Promise.all([annals('verify log', environment), annals('parked list', environment)]);
    expect(inProjections).toEqual({ code: 0, err: '', out: expect.stringMatching(new RegExp(`^\\d+ events up to @\\S+, each given once to ${projectors.length} projections `)) as unknown });
    expect(inTables).toEqual({ code: 0, err: '', out: expect.stringMatching(/^\d+ events of \d+ streams: the tables say what their replay comes to\.\n$/) as unknown });
    expect(inLog).toEqual({ code: 0, err: '', out: expect.stringMatching(/^\d+ events read; the first \d+ are as they were sealed \(1 seals\)\.\n[^]*Signed with the key \S+\.\n$/) as unknown });
    expect(parked).toEqual({ code: 0, err: '', out: 'Nothing is parked.\n' });
  });

  it('gives what is kept outside: its last seal, and the proof of an event, which needs nothing of it to be checked', async () => {
    const [, { id }] = await api.log.readStream(`party-${partyId}`) as [unknown, { readonly id: string }];
    const [seals, proof] = await Promise.all([annals('seals export', environment), annals(`proof ${id}`, environment)]);
    expect(seals).toMatchObject({ code: 0, err: '1 events are not sealed yet.\n' });
    const { publicKey } = JSON.parse(seals.out) as { readonly publicKey: string };
    expect(proof).toMatchObject({ code: 0, err: '' });
    await writeFile(path.join(folder, 'proof.json'), proof.out);
    expect(await ended(['docs/verify-inclusion.mjs', path.join(folder, 'proof.json'), publicKey])).toMatchObject({ code: 0, out: expect.stringMatching(new RegExp(`^Proven: event ${id} `)) as unknown });
  });

  it('is neither right nor wrong where it cannot be verified', async () => {
    await writeFile(path.join(folder, 'none.json'), '');
    const [keyless, sealless] = await Promise.all([annals('verify tables --all', { ...environment, ANNALS_DATA: path.join(folder, 'elsewhere') }), annals(`verify log --seal ${path.join(folder, 'none.json')}`, environment)]);
    expect(keyless).toEqual({ code: 2, out: '', err: expect.stringMatching(/^annals: could not be checked: the key file .* is missing: /) as unknown });
    expect(sealless).toEqual({ code: 2, out: '', err: expect.stringMatching(/^annals: could not be checked: .* holds no seal\n$/) as unknown });
  });

  it('is not as it should be where somebody changed a tally, a row or an event', async () => {
    await api.pool.query(`update projecting.block_tally set count = count + 1 where projection = 'parties' and count > 0`);
    await api.pool.query(`update parties_v1.fact set value = '"Somebody else"' where party_id = $1`, [partyId]);
    await api.pool.query('alter table log.event disable trigger only_append');
    await api.pool.query(`update log.event set recorded_at = recorded_at - interval '1 hour' where stream = $1 and revision = 1`, [`party-${partyId}`]);
    const [inProjections, inTables] = await Promise.all([annals('verify projections', environment), annals('verify tables --all', environment)]);
    const inLog = await annals('verify log', environment);
    expect(inProjections).toEqual({ code: 1, err: '', out: expect.stringMatching(/^parties v1, bucket \d+[^]*\n\d+ differences in \d+ events up to @\S+\. What the rows say: annals verify tables\.\n$/) as unknown });
    expect(inTables).toEqual({ code: 1, err: '', out: expect.stringMatching(new RegExp(`^parties v1, fact of party-${partyId} .*: value is another; [^]*\\n1 differences in \\d+ streams of \\d+ events\\.\\n$`)) as unknown });
    expect(inLog).toEqual({ code: 1, err: '', out: expect.stringMatching(new RegExp(`^RE-DATED: event \\d+ of the log, .*revision 1 of party-${partyId}`)) as unknown });
  });
});
