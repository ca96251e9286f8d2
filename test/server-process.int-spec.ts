import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startOf } from '#infra/embedded-postgres/process-identity.js';
import { createTestDatabase } from './support/postgres.js';
import { program } from './support/program.js';

/** A server as `npm start` runs it, from the sources. */
interface Server {
  readonly node: ChildProcess;
  /** The exit code, once the process has ended. */
  readonly exit: Promise<number | null>;
  readonly complaints: Promise<string>;
}

describe('the server process', () => {
  let parent: string;
  let dataDir: string;
  const running: Server[] = [];
  beforeAll(() => {
    parent = mkdtempSync(path.join(os.tmpdir(), 'annals-server-'));
    // One folder for all tests: making a cluster takes seconds. Each test leaves it with nobody running.
    dataDir = path.join(parent, 'data');
  });
  afterEach(async () => {
    for (const { node, exit } of running.splice(0)) {
      node.kill('SIGTERM');
      await exit;
    }
  });
  afterAll(() => rmSync(parent, { recursive: true, force: true }));

  function launch(environment: Record<string, string> = {}): Server {
    const node = spawn(process.execPath, program('server'), {
      stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, PORT: '0', ANNALS_DATA: dataDir, DATABASE_URL: '', ...environment },
    });
    const server = { node, exit: new Promise<number | null>((resolve) => node.once('exit', resolve)), complaints: text(node.stderr) };
    running.push(server);
    return server;
  }

  /** Resolves to the address in the banner. */
  function address({ node, complaints }: Server): Promise<string> {
    return new Promise((resolve, reject) => {
      let banner = '';
      node.stdout!.on('data', (chunk: Buffer) => {
        banner += chunk.toString();
        const found = /http:\/\/\S+/.exec(banner);
        if (found) resolve(found[0]);
      });
      void complaints.then((said) => reject(new Error(said)));
    });
  }

  const serverOf = (folder: string) => Number(readFileSync(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);

  it.each(['SIGTERM', 'SIGINT'] as const)('stops with its PostgreSQL on %s, also when told twice, and gives the folder free', async (signal) => {
    const server = launch();
    await address(server);
    const postgres = serverOf(dataDir);
    server.node.kill(signal);
    server.node.kill(signal);
    expect(await server.exit).toBe(0);
    expect(await startOf(postgres)).toBeUndefined();
    expect(existsSync(path.join(dataDir, 'annals.pid'))).toBe(false);
  });

  it('refuses a second start on the same folder and goes on serving', async () => {
    const first = launch();
    await address(first);
    const second = launch();
    expect(await second.exit).toBe(1);
    expect(await second.complaints).toBe(`annals: the data folder ${dataDir} is in use by process ${first.node.pid}: stop that one first, choose another folder with ANNALS_DATA, or give several processes one database with DATABASE_URL\n`);
    expect(first.node.exitCode).toBeNull();
  });

  it('ends with a clear message when its PostgreSQL is killed, and starts again', async () => {
    const first = launch();
    await address(first);
    process.kill(serverOf(dataDir), 'SIGKILL');
    expect(await first.exit).toBe(1);
    expect(await first.complaints).toContain('the embedded PostgreSQL ended (killed by SIGKILL)');
    await address(launch());
  });

  it('uses the database of DATABASE_URL and then starts none', async () => {
    const database = await createTestDatabase({ migrated: false });
    const server = launch({ DATABASE_URL: database.url, ANNALS_DATA: path.join(parent, 'unused') });
    await address(server);
    expect(existsSync(path.join(parent, 'unused', 'postgres'))).toBe(false);
    server.node.kill('SIGTERM');
    expect(await server.exit).toBe(0);
    await database.drop();
  });

  it('names every wrong setting and touches nothing', async () => {
    const server = launch({ PORT: 'http', HOST: '0.0.0.0', ANNALS_DATA: path.join(parent, 'untouched') });
    expect(await server.exit).toBe(1);
    expect(await server.complaints).toMatch(/^annals: the settings are not valid\nPORT: expected .* got "http"\nHOST: expected a loopback address .* got "0\.0\.0\.0"\n$/);
    expect(existsSync(path.join(parent, 'untouched'))).toBe(false);
  });

  it('names the setting that cannot be used, without its password', async () => {
    const database = await createTestDatabase({ migrated: false });
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const file = path.join(parent, 'file');
    writeFileSync(file, '');
    const servers = [
      launch({ PORT: String(port), DATABASE_URL: database.url }), launch({ DATABASE_URL: `postgres://annals:secret@127.0.0.1:1/annals` }),
      launch({ DATABASE_URL: database.url.replace(/:[^:@]+@/, ':secret@') }), launch({ ANNALS_DATA: file }),
    ];
    const complaints = await Promise.all(servers.map((server) => server.complaints));
    expect(complaints).toEqual([
      // Before it stands a line of the framework.
      expect.stringMatching(new RegExp(`annals: the settings are not valid\\nPORT: expected a free port, got ${port}, on which another process listens\\n$`)),
      'annals: the settings are not valid\nDATABASE_URL: expected a database that answers, got ECONNREFUSED\n',
      expect.stringMatching(/^annals: the settings are not valid\nDATABASE_URL: expected a database that lets its role in, got: password authentication failed for user "[^"]+"\n$/),
      expect.stringMatching(/^annals: ANNALS_DATA: the data folder \S+ cannot be made or written: .*\n$/),
    ]);
    expect(await Promise.all(servers.map(({ exit }) => exit))).toEqual([1, 1, 1, 1]);
    taken.close();
    await database.drop();
  });
});
