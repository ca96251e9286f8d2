/** An EventStoreDB for a test: the simulator, or where `ESDB_URL` names one a real server; in both cases behind a proxy. */
import type { EventStoreDBClient } from '@eventstore/db-client';
import { eventStoreClients } from '#libs/event-log/eventstoredb/client.js';
import { EventStoreEventLog } from '#libs/event-log/eventstoredb/eventstore-event-log.js';
import type { EventStoreEventLogOptions } from '#libs/event-log/eventstoredb/eventstore-event-log.js';
import { systemClock } from '#libs/platform/clock.js';
import type { TestDatabase } from '../postgres.js';
import { createTestDatabase, execute } from '../postgres.js';
import { Proxy } from '../proxy.js';
import { EventStoreSimulator } from './simulator.js';
import { EventStoreStore } from './store.js';
import { ToldTime } from './told-time.js';

export interface TestEventStore {
  readonly proxy: Proxy;
  /** Undefined where there is a real server. */
  readonly simulator: EventStoreSimulator | undefined;
  readonly database: TestDatabase;
  readonly prefix: string;
  /** What another process finds it by. */
  readonly environment: Readonly<Record<string, string>>;
  /** What time it is for the server from now on. */
  setClock(instant: string): void;
  /** A client of the test's own, past the proxy: what it does is not ours. */
  bareClient(): Promise<EventStoreDBClient>;
  /** A process's access to the log; closed at the end, at the latest. */
  log(options?: Partial<EventStoreEventLogOptions>): EventStoreEventLog;
  /** Another server over the same data. */
  otherNode(): Promise<EventStoreSimulator>;
  /** SQL on the database that holds `log_clock`. */
  sql(statement: string): Promise<void>;
  dispose(): Promise<void>;
}

/** The real server, a single node: `esdb://host:port?tls=false`. Each test has streams of its own on it. */
export const REAL_SERVER = process.env['ESDB_URL'];

/** @param given the database for `log_clock`; one of its own otherwise */
export async function createTestEventStore(given?: TestDatabase): Promise<TestEventStore> {
  const simulator = REAL_SERVER === undefined ? new EventStoreSimulator(new EventStoreStore()) : undefined;
  const url = REAL_SERVER ?? `esdb://127.0.0.1:${await simulator!.start()}?tls=false`;
  const address = addressOf(url);
  const proxy = new Proxy(address);
  await proxy.start();
  const database = given ?? await createTestDatabase();
  const throughProxy = await eventStoreClients({ url: url.replace(`${address.host}:${address.port}`, `127.0.0.1:${proxy.port}`) });
  const toldTime = new ToldTime();
  const makeClient = simulator ? throughProxy : () => toldTime.client(throughProxy());
  const bare: EventStoreDBClient[] = [];
  const logs: EventStoreEventLog[] = [];
  const nodes: EventStoreSimulator[] = [];
  const prefix = REAL_SERVER === undefined ? '' : `t-${crypto.randomUUID().slice(0, 8)}-`;
  return {
    proxy, simulator, database, prefix,
    environment: { EVENT_LOG: url, EVENT_LOG_PREFIX: prefix },
    setClock(instant) {
      if (simulator) simulator.store.now = () => Date.parse(instant);
      else toldTime.set(instant);
    },
    async bareClient() {
      const client = (await eventStoreClients({ url }))();
      bare.push(client);
      return client;
    },
    log(options) {
      const log = new EventStoreEventLog({ makeClient, databaseUrl: database.url, prefix, clock: systemClock, random: Math.random, ...options });
      logs.push(log);
      return log;
    },
    async otherNode() {
      const node = new EventStoreSimulator(simulator!.store);
      nodes.push(node);
      await node.start();
      return node;
    },
    sql: (statement) => execute(database.url, statement),
    async dispose() {
      await Promise.all(logs.map((log) => log.close()));
      for (const node of nodes) node.kill();
      await Promise.all(bare.map((client) => client.dispose()));
      await proxy.stop();
      simulator?.kill();
      if (!given) await database.drop();
    },
  };
}

function addressOf(url: string): { host: string; port: number } {
  const [, host, port] = /^esdb:\/\/(?:.*@)?([^:/?,@]+):(\d+)(?:[/?]|$)/.exec(url) ?? [];
  if (host === undefined) throw new Error('ESDB_URL: expected esdb://host:port of a single node');
  return { host, port: Number(port) };
}
