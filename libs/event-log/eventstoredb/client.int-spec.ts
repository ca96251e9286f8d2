/** Addresses of servers, and how little is said of the secrets in them. */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { chosenLog } from '#apps/server/chosen-log.js';
import { readSettings } from '#libs/platform/settings.js';
import { randomUuid } from '#libs/platform/uuid.js';
import { selfSigned } from '../../../test/support/eventstoredb/certificate.js';
import { EventStoreSimulator } from '../../../test/support/eventstoredb/simulator.js';
import { EventStoreStore } from '../../../test/support/eventstoredb/store.js';
import type { TestDatabase } from '../../../test/support/postgres.js';
import { createTestDatabase } from '../../../test/support/postgres.js';
import type { CopyTarget } from '../copy/copy-log.js';
import { LogRefused, LogUnavailable } from '../event-log.js';
import { eventStoreClients, InvalidEventStoreAddress } from './client.js';

describe('the address of an EventStoreDB', () => {
  const SECRET = 'hunter2';
  let printed: string[];
  beforeEach(() => {
    printed = [];
    for (const method of ['warn', 'error', 'log'] as const) jest.spyOn(console, method).mockImplementation((...words: unknown[]) => void printed.push(words.join(' ')));
  });
  afterEach(() => void jest.restoreAllMocks());

  it.each<[url: string, says: string]>([
    [`esdb://annals:${SECRET}@host:port`, 'cannot read'],
    [`esdb://annals:${SECRET}@host?tlsInsecure=true`, 'option tlsInsecure: expected some of'],
    [`esdb://annals:${SECRET}@host?tls=perhaps`, 'cannot read'],
    [`esdb://annals:${SECRET}@host?tlsVerifyCert=false`, 'option tlsVerifyCert'],
    [`esdb://annals:${SECRET}@host?nodePreference=follower`, 'from the leader'],
    [`esdb://annals:${SECRET}/x?y@host:1:2`, 'cannot read'],
    [`esdb://${SECRET}@host`, 'user:password'],
    [`postgres://annals:${SECRET}@host`, 'expected esdb://'],
  ])('is refused when it is none, and its password is not shown: %s', async (url, says) => {
    const error = await eventStoreClients({ url }).catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(InvalidEventStoreAddress);
    expect((error as Error).message).toContain(says);
    expect([String((error as Error).stack), ...printed].join()).not.toContain(SECRET);
  });

  it('names the file that cannot be used', async () => {
    await expect(eventStoreClients({ url: 'esdb://host', caFile: '/nowhere/ca.pem' })).rejects.toThrow('/nowhere/ca.pem cannot be read');
    await expect(eventStoreClients({ url: 'esdb://host', caFile: import.meta.filename })).rejects.toThrow('holds none in PEM');
  });

  it.each(['esdb://host', 'esdb://host:2113/?tls=false', 'esdb+discover://cluster:2113', 'esdb://a:1,b:2,c:3?keepAliveTimeout=20000&tls=true', `esdb://annals:a%40b:/?@c@host`])('is taken: %s', async (url) => {
    await eventStoreClients({ url });
    expect(printed).toEqual([]);
  });
});

describe('a cluster with TLS', () => {
  const PASSWORD = 'p@ss:w/rd?#%é';
  let folder: string;
  let database: TestDatabase;
  let simulator: EventStoreSimulator;
  let other: EventStoreSimulator;
  let log: CopyTarget | undefined;
  const open = async (more: Record<string, string>): Promise<CopyTarget> => {
    log = await chosenLog(readSettings({ DATABASE_URL: database.url, EVENT_LOG: `esdb+discover://localhost:${other.port}`, ...more }), database.url);
    return log;
  };
  const inFolder = async (name: string, text: string | Buffer): Promise<string> => {
    await writeFile(path.join(folder, name), text);
    return path.join(folder, name);
  };
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'annals-tls-'));
    database = await createTestDatabase();
    const certificate = selfSigned();
    const disk = new EventStoreStore();
    [simulator, other] = [new EventStoreSimulator(disk), new EventStoreSimulator(disk)];
    for (const node of [simulator, other]) {
      node.credentials = `annals:${PASSWORD}`;
      await node.start(0, certificate);
    }
    other.members = () => [{ port: other.port, leader: false }, { port: simulator.port, leader: true }];
    other.follow(simulator.port);
    await inFolder('ca.pem', certificate.cert);
  });
  afterEach(async () => {
    await log?.close();
    log = undefined;
    simulator.kill();
    other.kill();
    await database.drop();
    await rm(folder, { recursive: true });
  });
  const event = () => ({ id: randomUuid(), type: 'X', commandId: randomUuid(), data: '{}', metadata: '{}' });

  it('is found by any of its nodes, with the password from a file, the environment or the address', async () => {
    const caFile = path.join(folder, 'ca.pem');
    const credentials = await inFolder('credentials', `annals:${PASSWORD}\n`);
    const ways: Record<string, string>[] = [
      { EVENT_LOG_CREDENTIALS_FILE: credentials }, { EVENT_LOG_USER: 'annals', EVENT_LOG_PASSWORD: PASSWORD },
      { EVENT_LOG: `esdb+discover://annals:${encodeURIComponent(PASSWORD)}@localhost:${other.port}` }, { EVENT_LOG: `esdb+discover://annals:p@ss:w/rd?%23%25é@localhost:${other.port}` },
    ];
    for (const [n, way] of ways.entries()) {
      const opened = await open({ EVENT_LOG_CA_FILE: caFile, ...way });
      expect(await opened.append(`party-${n}`, 'no-stream', [event()])).toMatchObject({ revision: 0 });
      await opened.close();
    }
  });

  it('is refused with the reason, and without the password', async () => {
    const wrongPassword = await open({ EVENT_LOG_CA_FILE: path.join(folder, 'ca.pem'), EVENT_LOG_USER: 'annals', EVENT_LOG_PASSWORD: 'hunter2' });
    const refused = await wrongPassword.append('party-1', 'no-stream', [event()]).catch((error: unknown) => error as Error);
    expect(refused).toBeInstanceOf(LogRefused);
    expect(`${(refused as Error).message}${(refused as Error).stack}`).not.toContain('hunter2');
    await wrongPassword.close();

    const stranger = await open({ EVENT_LOG: `esdb://annals:hunter2@localhost:${simulator.port}`, EVENT_LOG_CA_FILE: await inFolder('other.pem', selfSigned().cert) });
    const unreachable = await stranger.append('party-1', 'no-stream', [event()]).catch((error: unknown) => error as Error);
    expect(unreachable).toBeInstanceOf(LogUnavailable);
    expect((unreachable as Error).message).toMatch(/certificate/);
    expect(`${(unreachable as Error).message}${(unreachable as Error).stack}`).not.toContain('hunter2');
  });
});
