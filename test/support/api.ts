import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startAnnals, type Annals, type AnnalsOptions } from '#apps/server/annals.js';
import type { EventLog } from '#libs/event-log/event-log.js';
import { PostgresEventLog } from '#libs/event-log/postgres/postgres-event-log.js';
import { FixedClock, systemClock } from '#libs/platform/clock.js';
import { createPool } from '#libs/platform/database.js';
import type { Instant } from '#libs/temporal/dates.js';
import { createTestDatabase, type TestDatabase } from './postgres.js';

export interface TestApi extends Annals {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** What time it is from now on, for the server and for its log; the clock stands still. */
  setClock(instant: Instant): Promise<void>;
  /** Stops, and starts again on the same database at another address. What `meanwhile` does to the database happens in between. */
  restart(meanwhile?: (database: TestDatabase) => Promise<void>): Promise<TestApi>;
  /** A second server on the same database; what it projects, the first one does not any more. Its `stop` leaves the database as it is. */
  beside(changes?: Partial<AnnalsOptions>): Promise<TestApi>;
  /** Another process's access to its log. */
  openLog(): EventLog;
  /** What another process finds it by, all but its keys. */
  readonly environment: Readonly<Record<string, string>>;
  readonly databaseUrl: string;
  readonly keyFile: string;
}

export interface TestApiOptions {
  /** What time it is; the clock stands still until `setClock`. Default: the system's clock. */
  readonly at?: Instant;
  /** Events a projection takes at a time. */
  readonly batchSize?: number;
  /** Where the log is. Default: what `ANNALS_TEST_LOG` says, or PostgreSQL. */
  readonly engine?: Engine;
  /** What the server does. Default: everything. */
  readonly roles?: AnnalsOptions['roles'];
  /** What the server finds: done to its migrated database, to the place of its key file, and to its log, before it starts. */
  readonly prepare?: (found: Found) => Promise<void>;
}

export type Engine = 'postgres' | 'eventstoredb';
const ENGINE = (process.env['ANNALS_TEST_LOG'] ?? 'postgres') as Engine;

export interface Found {
  readonly database: TestDatabase;
  readonly keyFile: string;
  readonly log: EventLog;
  /** What time it is for the log. */
  readonly setClock: (instant: Instant) => Promise<void>;
}

/** Where a server under test runs, over all its starts. */
interface Place {
  readonly options: AnnalsOptions;
  /** Another access to the log for each start. */
  readonly makeLog: () => EventLog;
  readonly environment: Readonly<Record<string, string>>;
  readonly database: TestDatabase;
  readonly setClock: (instant: Instant) => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** Annals as the server runs it, on a database of its own and a free port. `stop` leaves nothing behind. */
export async function startApi({ at, batchSize, roles, engine = ENGINE, prepare }: TestApiOptions = {}): Promise<TestApi> {
  const database = await createTestDatabase();
  const eventStore = engine === 'eventstoredb' ? await (await import('./eventstoredb/eventstore.js')).createTestEventStore(database) : undefined;
  const folder = await mkdtemp(path.join(os.tmpdir(), 'annals-api-'));
  const keyFile = path.join(folder, 'master.json');
  const clock = at === undefined ? undefined : new FixedClock(at);
  const clocks = createPool(database.url, { name: 'clock', max: 1 });
  const setClock = async (instant: Instant): Promise<void> => {
    if (!clock) throw new Error('this server runs by the clock of the system');
    clock.set(instant);
    eventStore?.setClock(instant);
    await clocks.query(`create or replace function log.clock() returns timestamptz language sql volatile as $$ select timestamptz '${instant}' $$`);
  };
  const makeLog = (): EventLog => eventStore?.log({ clock: clock ?? systemClock }) ?? new PostgresEventLog(database.url);
  if (prepare) {
    const log = makeLog();
    try {
      await prepare({ database, keyFile, log, setClock });
    } finally {
      await log.close();
    }
  }
  if (at !== undefined) await setClock(at);
  return serve({
    options: {
      databaseUrl: database.url, keyFile, businessZone: 'Europe/Paris', clock: clock ?? systemClock,
      monotonic: () => performance.now(), sleep: (milliseconds) => sleep(milliseconds), random: Math.random,
      onError: (error) => console.error(error), ...(batchSize !== undefined && { batchSize }), ...(roles && { roles }),
    },
    makeLog,
    environment: { DATABASE_URL: database.url, EVENT_LOG: 'postgres', ...eventStore?.environment },
    database,
    setClock,
    async remove() {
      await eventStore?.dispose();
      await clocks.end();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  });
}

async function serve(place: Place): Promise<TestApi> {
  // What a test counts in the log are events of its own; those of the notary seal when they ask for it.
  const sealing = { blockAgeMs: 3_600_000, blockEvents: 1_000_000 };
  const annals = await startAnnals({ sealing, log: place.makeLog(), ...place.options });
  await annals.api.listen(0, '127.0.0.1');
  return {
    ...annals,
    url: await annals.api.getUrl(),
    databaseUrl: place.options.databaseUrl,
    keyFile: place.options.keyFile,
    setClock: place.setClock,
    openLog: place.makeLog,
    environment: place.environment,
    async restart(meanwhile) {
      await annals.stop();
      await meanwhile?.(place.database);
      return serve(place);
    },
    beside: (changes) => serve({ ...place, options: { ...place.options, ...changes }, remove: () => Promise.resolve() }),
    async stop() {
      await annals.stop();
      await place.remove();
    },
  };
}
