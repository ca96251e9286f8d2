/** Read models made anew beside those that serve: the same rows, whatever goes on meanwhile, and nothing left of what did not come to its end. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { lookAround } from '#apps/cli/replay/replay.js';
import { SESSION } from '#apps/server/session.js';
import { allMigrations } from '#infra/migrations.js';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import { parseToken } from '#libs/event-log/position-token.js';
import { QUARTERS } from '#libs/projecting/buckets.js';
import { removeAbandoned } from '#libs/projecting/builds.js';
import { dropOthers, goBack, rebuild, type RebuildOptions, type Rebuilt } from '#libs/projecting/rebuild.js';
import { parkedStreams, retryParked } from '#libs/projecting/parking.js';
import { inVersion, type Projector } from '#libs/projecting/projection.js';
import { ProjectionRunner } from '#libs/projecting/runner.js';
import { beginAnew, followed, replaceEarlierRelease, shown, stand } from '#libs/projecting/served.js';
import { verifyTallies } from '#libs/projecting/verify.js';
import { projectors } from '#projections/index.js';
import { verifyParty } from '#projections/verify/tables.js';
import { createPool } from '#libs/platform/database.js';
import { zone } from '#libs/temporal/dates.js';
import { ASKED_AT } from '../golden/story.js';
import { answersOf, loadFixture, readFixture } from '../golden/fixture.js';
import { send } from '../http/client.js';
import { startApi, type TestApi } from '../support/api.js';
import { program } from '../support/program.js';
import { Desk } from './desk.js';

const BUILT = projectors.filter(({ build }) => build);
const projectorOf = (name: string) => projectors.find((one) => one.name === name)!;

let api: TestApi;
let desk: Desk;
/** As the command line has it: rows are copied in, which a connection with a pipeline cannot. */
let copying: pg.Pool;
beforeAll(async () => {
  // A log with every type of event there is.
  const fixture = await readFixture('v4');
  api = await startApi({ at: ASKED_AT, prepare: (found) => loadFixture('v4', fixture, found) });
  desk = new Desk(api.url);
  copying = createPool(api.databaseUrl, { name: 'test', settings: SESSION });
});
afterAll(async () => {
  await copying.end();
  await api.stop();
});

async function rebuilt(name: string, changes: Partial<RebuildOptions> = {}, projector = projectorOf(name)): Promise<Rebuilt> {
  return rebuild(projector, {
    url: api.databaseUrl, pool: copying, log: api.log, logId: api.logId, decode: (events) => api.codec.decode(events), migrations: await allMigrations(), builder: 'the test', dryRun: false,
    signal: new AbortController().signal, onProgress: () => undefined, ...changes,
  });
}

/** Schemas of tables, which of them serve, and what is kept of any version beside them. */
async function standing(): Promise<object> {
  const { rows: [row] } = await api.pool.query<object>(`
    select array(select nspname::text from pg_namespace where nspname ~ '_v[0-9]+$|^replay' order by 1) as schemas, array(select projection || version from projecting.served order by 1) as served,
           array(select distinct projection || version from projecting.owner order by 1) as checkpoints, (select count(*)::integer from projecting.build) as builds`);
  return row!;
}

const differing = ({ differences }: Rebuilt) => differences?.filter(({ onlyBefore, onlyAfter }) => onlyBefore + onlyAfter > 0);
const served = async (name: string): Promise<number> => (await api.pool.query<{ version: number }>('select version from projecting.served where projection = $1', [name])).rows[0]!.version;

/** Somebody who goes on telling things of parties and relations, until `stop`. */
function busy(): { stop(): Promise<string[]> } {
  let going = true;
  const told = (async () => {
    const parties: string[] = [];
    for (let n = 0; going; n += 1) {
      const name = { attribute: 'name.legal', value: `Busy ${n}`, validFrom: `2020-01-${String(1 + n % 28).padStart(2, '0')}` };
      if (n % 3 === 0) parties.push((await desk.tell('/v1/parties', { kind: 'organisation', facts: [name] })).partyId);
      else if (n % 3 === 1) await desk.tell(`/v1/parties/${parties.at(-1)}/facts`, { facts: [{ ...name, validFrom: '2021-01-01' }] });
      else if (parties.length > 1) await desk.tell('/v1/relations', { type: 'subsidiary-of', a: parties.at(-1), b: parties.at(-2), validFrom: '2020-01-01' });
    }
    return parties;
  })();
  return {
    stop() {
      going = false;
      return told;
    },
  };
}

describe('a read model that is made anew', () => {
  it('has the rows of the one that served, whatever its events were, and serves without a restart', async () => {
    const paths = (await readFixture('v4')).answers.map(({ path }) => path);
    const before = await answersOf(api, paths);
    for (const { name } of BUILT) {
      const done = await rebuilt(name);
      expect({ name, serves: done.serves, version: done.version, differing: differing(done) }).toEqual({ name, serves: true, version: 2, differing: [] });
      expect(done.differences!.some(({ after }) => after! > 0)).toBe(true);
    }
    expect(await answersOf(api, paths)).toEqual(before);
    const { differences } = await verifyTallies({ log: api.log, pool: api.pool, projections: await followed(api.pool, projectors) });
    expect(differences).toEqual([]);
    const { partyId } = await desk.tell('/v1/parties', { kind: 'organisation', facts: [{ attribute: 'name.legal', value: 'Afterwards', validFrom: '2020-01-01' }] });
    expect(await desk.value(partyId, 'name.legal')).toBe('Afterwards');
  });

  it('is the same while commands go on, and every one of them is seen at once', async () => {
    const commands = busy();
    let parties: string[];
    const done: Rebuilt[] = [];
    try {
      for (const name of ['parties', 'relations']) done.push(await rebuilt(name));
    } finally {
      parties = await commands.stop();
    }
    expect(done.map(differing)).toEqual([[], []]);
    expect(parties.length).toBeGreaterThan(1);
    const { relations } = await desk.view(parties.at(-2)!);
    expect(relations!.length).toBeGreaterThan(0);
  });

  it('gives way to the one before, which has kept following, and takes its place again; what serves is not dropped', async () => {
    const parties = projectorOf('parties');
    const { signal } = new AbortController();
    const at = { pool: api.pool, signal, onWaiting: () => undefined };
    const serving = await served('parties');
    const { partyId } = await desk.tell('/v1/parties', { kind: 'organisation', facts: [{ attribute: 'name.legal', value: 'Forth and back', validFrom: '2020-01-01' }] });
    expect(await goBack(parties, at)).toEqual({ from: serving, to: serving - 1 });
    expect(await desk.value(partyId, 'name.legal')).toBe('Forth and back');
    await desk.tell(`/v1/parties/${partyId}/facts`, { facts: [{ attribute: 'name.legal', value: 'Later', validFrom: '2022-01-01' }] });
    expect(await desk.value(partyId, 'name.legal')).toBe('Later');

    expect(await dropOthers(parties, api.pool)).not.toContain(serving - 1);
    await expect(goBack(parties, at)).rejects.toThrow('is the only one');
    await desk.tell(`/v1/parties/${partyId}/facts`, { facts: [{ attribute: 'name.legal', value: 'Last', validFrom: '2023-01-01' }] });
    expect(await desk.value(partyId, 'name.legal')).toBe('Last');
  });

  it('leaves out the streams that it cannot take in, from the event on that is the reason, says so, and takes them in later', async () => {
    const parties = projectorOf('parties');
    const { partyId } = await desk.tell('/v1/parties', { kind: 'organisation', facts: [{ attribute: 'name.legal', value: 'Before', validFrom: '2020-01-01' }] });
    for (const value of ['Poison', 'Behind it']) await desk.tell(`/v1/parties/${partyId}/facts`, { facts: [{ attribute: 'name.trade', value, validFrom: '2021-01-01' }] });
    const stream = `party-${partyId}`;
    const [, , poison] = (await api.log.readStream(stream)).filter(({ type }) => parties.handles(type));
    const broken = { ...parties, build: { ...parties.build!, rowsOf(events: readonly StoredEvent[]) {
      if (events.some(({ eventId }) => eventId === poison!.id)) throw new TypeError('a defect');
      return parties.build!.rowsOf(events);
    } } };
    let progress: Promise<number> | undefined;
    const metric = new RegExp(`annals_build_events{schema="parties_v\\d+",part="total"} (\\d+)`);
    const { version, differences } = await rebuilt('parties', {
      onProgress({ part }) {
        if (part === 'indexes') progress ??= fetch(`${api.url}/metrics`).then((answer) => answer.text()).then((text) => Number(metric.exec(text)?.[1]));
      },
    }, broken);
    expect(await progress).toBeGreaterThan(100);
    expect(differences!.filter(({ onlyBefore, onlyAfter }) => onlyBefore + onlyAfter > 0).map(({ table }) => table)).toEqual(expect.arrayContaining(['fact']));
    expect(await parkedStreams(api.pool)).toEqual([expect.objectContaining({ projection: 'parties', version, stream, error: 'TypeError', eventId: poison!.id, events: 2 })]);
    const parts = { log: api.log, pool: api.pool, codec: api.codec, projections: () => followed(api.pool, projectors) };
    expect((await verifyTallies({ ...parts, projections: await parts.projections() })).differences).toEqual([]);
    expect((await verifyParty(parts, partyId)).differences).toEqual([]);
    expect((await desk.view(partyId))).toMatchObject({ incomplete: true });
    expect(await retryParked({ ...parts, decode: (events) => api.codec.decode(events), projection: inVersion(parties, version), stream })).toEqual({ applied: 2, waiting: 0 });
    expect(await desk.value(partyId, 'name.trade')).toBe('Behind it');
    expect((await verifyParty(parts, partyId)).differences).toEqual([]);
  });

  it('does not go on with what somebody left behind of a version that had its number', async () => {
    const { rows: [next] } = await api.pool.query<{ version: number }>(`select 1 + max(version) as version from projecting.version where projection = 'relations'`);
    const { version } = next!;
    await api.pool.query(`insert into projecting.owner (projection, version, owner, epoch) select 'relations', $1, owner, 0 from unnest($2::smallint[]) owner`, [version, QUARTERS]);
    const done = await rebuilt('relations');
    expect({ version: done.version, serves: done.serves, differing: differing(done) }).toEqual({ version, serves: true, differing: [] });
    const { rows } = await api.pool.query<{ epoch: bigint }>(`select epoch from projecting.owner where projection = 'relations' and version = $1`, [version]);
    expect(rows).toHaveLength(QUARTERS.length);
    for (const { epoch } of rows) expect(epoch).toBeGreaterThan(100n);
  });

  it('waits for whoever reads the views for long, and holds nobody else up', async () => {
    const analyst = await api.pool.connect();
    try {
      await analyst.query('begin; select count(*) from read_models.party');
      const before = await served('parties');
      let waiting: () => void = () => undefined;
      const waits = new Promise<void>((resolve) => {
        waiting = resolve;
      });
      const building = rebuilt('parties', { onProgress: ({ part }) => part === 'swapping' && waiting() });
      await waits;
      const { partyId } = await desk.tell('/v1/parties', { kind: 'organisation', facts: [{ attribute: 'name.legal', value: 'Meanwhile', validFrom: '2020-01-01' }] });
      expect(await desk.value(partyId, 'name.legal')).toBe('Meanwhile');
      expect(await served('parties')).toBe(before);
      await analyst.query('commit');
      expect(differing(await building)).toEqual([]);
      expect(await served('parties')).not.toBe(before);
    } finally {
      analyst.release(true);
    }
  });

  it('leaves nothing when it is cancelled, wherever it is', async () => {
    const analyst = await api.pool.connect();
    try {
      await analyst.query('begin; select count(*) from read_models.party');
      const before = await standing();
      for (const part of ['events', 'indexes', 'catching up', 'comparing', 'swapping']) {
        const cancelled = new AbortController();
        await expect(rebuilt('parties', { signal: cancelled.signal, onProgress: (progress) => progress.part === part && cancelled.abort(new Error(`cancelled at ${part}`)) })).rejects.toThrow(`cancelled at ${part}`);
        expect({ part, ...(await standing()) }).toEqual({ part, ...before });
      }
      expect({ serves: (await rebuilt('parties', { dryRun: true })).serves, ...(await standing()) }).toEqual({ serves: false, ...before });
    } finally {
      analyst.release(true);
    }
  });

  it('is made once at a time, and never of what is work to be done', async () => {
    let second: Promise<unknown> = Promise.resolve();
    await rebuilt('consents', { builder: 'the first one', onProgress({ part }) {
      if (part === 'events') second = expect(rebuilt('consents')).rejects.toThrow(/consents_v\d+ is being built by the first one, since /);
    } });
    await second;
    await expect(rebuilt('requests')).rejects.toThrow('it is not made anew');
  });
});

describe('a replay', () => {
  it('answers as the read models did then, takes nothing, and is gone afterwards', async () => {
    const paths = (await readFixture('v4')).answers.map(({ path }) => path);
    const { position } = await desk.tell('/v1/parties', { kind: 'organisation' });
    const then = await answersOf(api, paths);
    const { partyId } = await desk.tell('/v1/parties', { kind: 'organisation', facts: [{ attribute: 'name.legal', value: 'Not yet', validFrom: '2020-01-01' }] });
    const before = await standing();

    const looked = new AbortController();
    const said: string[] = [];
    let address: (url: string) => void = () => undefined;
    const serving = new Promise<string>((resolve) => {
      address = resolve;
    });
    const { url, ...parts } = { ...api, url: api.databaseUrl };
    const looking = lookAround({ url, ...parts, zone: zone('Europe/Paris') }, { to: position, serve: true }, looked.signal, {
      onProgress: () => undefined,
      tell(line) {
        said.push(line);
        const found = /http:\/\/\S+/.exec(line);
        if (found) address(found[0]);
      },
    });
    try {
      const replayed = await Promise.race([serving, looking.then(() => Promise.reject(new Error('it ended by itself')))]);
      for (const answer of then) {
        const { body } = await send(replayed, 'GET', answer.path, undefined, { 'accept-language': 'en' });
        expect({ path: answer.path, ...body }).toMatchObject({ path: answer.path, ...answer.body });
      }
      expect((await send(replayed, 'GET', `/v1/parties/${partyId}/360`)).status).toBe(404);
      expect((await send(replayed, 'POST', '/v1/parties', { kind: 'organisation' })).status).toBe(503);
      await desk.view(partyId);
      const schema = /schema (replay_\w+)/.exec(said[0]!)![1]!;
      const { rows: [row] } = await api.pool.query<{ there: string; now: string }>(`select (select count(*) from ${schema}.party) as there, (select count(*) from read_models.party) as now`);
      expect(Number(row!.there)).toBe(Number(row!.now) - 1);
    } finally {
      looked.abort();
      await looking;
    }
    expect(await standing()).toEqual(before);
  });
});

describe('a process that is killed while it makes a read model anew', () => {
  it('leaves what the next one that comes removes', async () => {
    const filled = 'select from projecting.build b join projecting.owner o using (projection, version)';
    const before = await standing();
    const child = spawn(process.execPath, [...program('cli'), 'rebuild', 'parties'], {
      stdio: 'ignore', env: { ...process.env, ...api.environment, ANNALS_DATA: await dataFolder() },
    });
    const ended = once(child, 'exit');
    while ((await api.pool.query(filled)).rowCount === 0) if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode} by itself`);
    child.kill('SIGKILL');
    await ended;
    expect(await standing()).not.toEqual(before);
    // The database notices by itself that the process is gone.
    while ((await removeAbandoned(api.pool)).length === 0) await sleep(20);
    expect(await standing()).toEqual(before);
  });
});

describe('a release with another projector', () => {
  const changed: Projector = {
    ...projectorOf('consents'), projectorVersion: 2,
    build: { rowsOf: (events) => ({ consent_statement: projectorOf('consents').build!.rowsOf(events)['consent_statement']!.map((row) => ({ ...row, actor: 'somebody' })) }) },
  };
  const at = { signal: new AbortController().signal, onError: (error: unknown) => { throw error; } };

  it('finds what it has built beforehand and lets it serve; what differed was told', async () => {
    const before = await served('consents');
    const built = await rebuilt('consents', {}, changed);
    expect({ serves: built.serves, served: await served('consents') }).toEqual({ serves: false, served: before });
    expect(differing(built)).toMatchObject([{ table: 'consent_statement', onlyBefore: 5, onlyAfter: 5 }]);
    expect(built.differences![0]!.samples.length).toBeGreaterThan(0);

    expect(await beginAnew(api.pool, [changed], await allMigrations())).toEqual([]);
    await replaceEarlierRelease(api.pool, [changed], at);
    expect(await served('consents')).toBe(built.version);
    // The release of before does not take it back.
    await replaceEarlierRelease(api.pool, [projectorOf('consents')], at);
    expect(await served('consents')).toBe(built.version);
  });

  it('begins tables of its own otherwise, which serve when they have caught up and not before', async () => {
    const later = { ...changed, projectorVersion: 3 };
    const before = await served('consents');
    const [begun, ...others] = await beginAnew(api.pool, [later], await allMigrations());
    expect(others).toEqual([]);
    const aborted = new AbortController();
    const replacing = replaceEarlierRelease(api.pool, [later], { ...at, signal: aborted.signal });
    expect(await served('consents')).toBe(before);
    const { rows: [reached] } = await api.pool.query<{ position: bigint }>(`select min(position) as position from read_models.reached where projection = 'consents'`);
    const slowly = async (events: Parameters<typeof api.codec.decode>[0]) => {
      await building;
      return api.codec.decode(events);
    };
    let build: () => void = () => undefined;
    const building = new Promise<void>((resolve) => {
      build = resolve;
    });
    const runner = new ProjectionRunner({ pool: api.pool, log: api.log, logId: api.logId, decode: slowly, projections: () => followed(api.pool, [later]), shown: () => shown(api.pool, [later]) });
    await runner.start();
    // Questions are answered from those of before meanwhile, as far as they have come; what is new waits.
    expect(reached!.position).toBeGreaterThan(0n);
    expect(runner.state.position).toBe(reached!.position);
    expect(await served('consents')).toBe(before);
    const { position } = await desk.tell('/v1/parties', { kind: 'organisation' });
    const seen = runner.waitFor(parseToken(position)!.position, 30_000);
    build();
    await replacing;
    expect(await seen).toBe(true);
    await runner.stop();
    expect(await served('consents')).toBe(begun!.version);
  });

  it('asks the tables of before for what its migrations have added to them', async () => {
    const later = { ...changed, projectorVersion: 4 };
    await api.pool.query(`alter table consents_v${await served('consents')}.consent_statement add column told text not null default 'nothing'`);
    await expect(api.pool.query('select told from read_models.consent_statement')).rejects.toThrow('does not exist');
    await stand(api.pool, [later]);
    expect((await api.pool.query<{ told: string }>('select distinct told from read_models.consent_statement')).rows).toEqual([{ told: 'nothing' }]);
    // A release of before leaves alone what a later one shows.
    await api.pool.query(`alter table consents_v${await served('consents')}.consent_statement add column more text`);
    await stand(api.pool, [projectorOf('consents')]);
    await expect(api.pool.query('select more from read_models.consent_statement')).rejects.toThrow('does not exist');
  });
});

/** A data folder as the command line reads it, with the key of this server. */
async function dataFolder(): Promise<string> {
  const folder = path.join(path.dirname(api.keyFile), 'data');
  await mkdir(path.join(folder, 'keys'), { recursive: true });
  await copyFile(api.keyFile, path.join(folder, 'keys', 'master.json'));
  return folder;
}
