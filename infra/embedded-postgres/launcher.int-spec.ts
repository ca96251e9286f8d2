import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startOf } from './process-identity.js';
import { canRun } from './unprivileged.js';

/** Starts a server, tells where it is, and stops it cleanly on SIGTERM: a process that can be killed. */
const PROGRAM = `
  import { startPostgres } from '#infra/embedded-postgres/launcher.js';
  try {
    const { url, adminUrl, pid, stop, onExit } = await startPostgres({ dataDir: process.env.DATA, fast: true, settings: { synchronous_commit: 'on' } });
    console.log(JSON.stringify({ url, adminUrl, pid }));
    onExit((reason) => { console.log('the server ended: ' + reason); process.exit(3); });
    process.on('SIGTERM', () => void stop().then(() => process.exit(0)));
  } catch (error) {
    console.log(error.name + ': ' + error.message);
    process.exit(1);
  }`;

interface Started {
  readonly node: ChildProcess;
  readonly url: string;
  readonly adminUrl: string;
  /** Process id of the server. */
  readonly pid: number;
  readonly exit: Promise<number | null>;
}

/** Someone who may start a server. */
interface User {
  readonly name: string;
  readonly prefix: readonly string[];
  readonly owner?: number;
  readonly path?: string;
}

const ROOT = process.getuid?.() === 0;
const NOBODY = 65_534;
const asNobody = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--'];
/** A search path on which a program never works. */
function pathWithout(program: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'annals-path-'));
  writeFileSync(path.join(folder, program), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  afterAll(() => rmSync(folder, { recursive: true }));
  return `${folder}${path.delimiter}${process.env['PATH']}`;
}

const users: User[] = [{ name: ROOT ? 'root' : 'a plain user', prefix: [] }];
if (ROOT) users.push({ name: 'root without user namespaces', prefix: [], path: pathWithout('unshare') });
// A checkout that is root's alone cannot be run by anybody else.
if (ROOT && canRun([...asNobody, 'env', '-C', process.cwd()])) users.push({ name: 'a plain user', prefix: asNobody, owner: NOBODY });

const withoutDeathSignal = pathWithout('setpriv');

describe.each(users)('embedded PostgreSQL, started by $name', (user) => {
  /** What does not depend on who starts it is tested once. */
  const once = user === users[0] ? it : () => undefined;

  let parent: string;
  /** Made by the first start and used by all: making a cluster takes seconds. Each test leaves it with nobody running. */
  let dataDir: string;
  const running: Started[] = [];

  beforeAll(() => {
    parent = mkdtempSync(path.join(os.tmpdir(), 'annals-launcher-'));
    // As below /root: a folder that only its owner may enter.
    chmodSync(parent, 0o700);
    if (user.owner !== undefined) chownSync(parent, user.owner, user.owner);
    dataDir = path.join(parent, 'deep', 'data');
  });
  afterEach(async () => {
    for (const { node, exit, pid } of running.splice(0)) {
      node.kill('SIGKILL');
      await exit;
      await gone(pid);
    }
  });
  afterAll(() => rmSync(parent, { recursive: true, force: true }));

  function launch(folder = dataDir, searchPath = user.path ?? process.env['PATH']): ChildProcess {
    const [command, ...args] = [...user.prefix, process.execPath, '--disable-warning=ExperimentalWarning', '--import', './test/support/typescript.js', '--input-type=module', '--eval', PROGRAM];
    return spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, DATA: folder, PATH: searchPath } });
  }

  async function start(folder?: string, searchPath?: string): Promise<Started> {
    const node = launch(folder, searchPath);
    const exit = new Promise<number | null>((resolve) => node.once('exit', resolve));
    const line = await new Promise<string>((resolve) => node.stdout!.once('data', (chunk: Buffer) => resolve(chunk.toString())));
    if (!line.startsWith('{')) throw new Error(line);
    const started: Started = { node, exit, ...(JSON.parse(line) as { url: string; adminUrl: string; pid: number }) };
    running.push(started);
    return started;
  }

  it('makes a UTF-8 cluster in a fresh folder, below one that is its owner\'s alone, with a database for a role that is no superuser', async () => {
    const { url } = await start();
    const [row] = await query<Record<string, unknown>>(url, `
      SELECT current_user AS role, current_setting('is_superuser') AS superuser, current_setting('server_encoding') AS encoding, datlocprovider AS provider, datlocale AS locale,
        pg_get_userbyid(datdba) AS owner, has_function_privilege('pg_read_file(text)', 'EXECUTE') AS reads_files FROM pg_database WHERE datname = current_database()`);
    expect(row).toEqual({ role: 'annals', superuser: 'off', encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8', owner: 'annals', reads_files: false });
    await query(url, 'CREATE EXTENSION btree_gist');
  });

  once('lets nobody in without the password, which only its owner can read', async () => {
    const { url, adminUrl } = await start();
    for (const known of [url, adminUrl]) {
      const guessed = new URL(known);
      guessed.password = 'postgres';
      await expect(query(guessed.toString(), 'SELECT 1')).rejects.toThrow('password authentication failed');
    }
    const mode = (file: string) => (statSync(path.join(dataDir, file)).mode & 0o777).toString(8);
    expect([mode('.'), mode('postgres-passwords.json'), mode('postgres')]).toEqual(['700', '600', '700']);
    expect(readdirSync(dataDir).sort()).toEqual(['annals.pid', 'lib', 'postgres', 'postgres-passwords.json']);
  });

  it('shuts down cleanly and keeps what was written', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE after_stop AS SELECT 1 AS n');
    first.node.kill('SIGTERM');
    expect(await first.exit).toBe(0);
    expect(await isAlive(first.pid)).toBe(false);
    expect(existsSync(path.join(dataDir, 'annals.pid'))).toBe(false);
    expect(existsSync(path.join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);

    const second = await start();
    expect(await query(second.url, 'TABLE after_stop')).toEqual([{ n: 1 }]);
  });

  once('refuses a second start on the same folder, naming the process and the folder', async () => {
    const { node, url } = await start();
    const second = launch();
    expect(await text(second.stdout!)).toContain(`FolderInUse: the data folder ${dataDir} is in use by process ${node.pid}:`);
    expect(await query(url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  it('leaves no server behind when its process is killed, and starts again with all that was committed', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE after_kill AS SELECT 1 AS n');
    first.node.kill('SIGKILL');
    await first.exit;
    if (process.platform === 'linux') await gone(first.pid);

    const second = await start();
    expect(await query(second.url, 'TABLE after_kill')).toEqual([{ n: 1 }]);
    expect(await isAlive(first.pid)).toBe(false);
  });

  once('shuts down the server of a killed process where no kernel does', async () => {
    const first = await start(dataDir, withoutDeathSignal);
    first.node.kill('SIGKILL');
    await first.exit;
    expect(await isAlive(first.pid)).toBe(true);

    const second = await start();
    expect(await isAlive(first.pid)).toBe(false);
    expect(await query(second.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  once('tells that the server was killed, and recovers at the next start', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE after_crash AS SELECT 1 AS n');
    process.kill(first.pid, 'SIGKILL');
    expect(await first.exit).toBe(3);

    const second = await start();
    expect(await query(second.url, 'TABLE after_crash')).toEqual([{ n: 1 }]);
  });

  once('starts over what a kill during the making of the cluster left', async () => {
    const folder = path.join(parent, 'half-made');
    mkdirSync(path.join(folder, 'postgres.new', 'base'), { recursive: true });
    const { url } = await start(folder);
    expect(await query(url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    expect(readdirSync(folder)).not.toContain('postgres.new');
  });

  once('clears the note of a server whose process id belongs to somebody else now', async () => {
    const first = await start();
    process.kill(first.pid, 'SIGKILL');
    await first.exit;
    writeFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), `${process.pid}\n${path.join(dataDir, 'postgres')}\n`);
    const { url } = await start();
    expect(await query(url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });
});

async function query<Row extends pg.QueryResultRow>(connectionString: string, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** A killed process stays listed until its parent takes notice, which is not waited for. */
async function isAlive(pid: number): Promise<boolean> {
  return (await startOf(pid)) !== undefined;
}

async function gone(pid: number): Promise<void> {
  while (await isAlive(pid)) await sleep(20);
}
