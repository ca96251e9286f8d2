/** What can break, and how it is put in order again. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { listParked, retryAll } from '#apps/cli/parked/parked.js';
import type { Seeded } from '../../bench/seeded.js';
import { execute } from '../support/postgres.js';
import { caughtUp, given } from './checks.js';
import { appendOthers, appendParty, appendUnreadable } from './poison.js';
import type { System } from './system.js';

export interface Fault {
  readonly name: string;
  /** Breaks something while clients go on, and gives what heals it. What is drawn decides on the details. */
  readonly inject: (system: System, seeded: Seeded) => Promise<() => Promise<void>>;
  /** Whether this machine lets it happen. */
  readonly possible?: (system: System) => boolean;
}

const HOUR_MS = 3_600_000;
/** Milliseconds within which another projector takes over, and much more: it hangs where it takes longer. */
const TAKE_OVER_MS = 60_000;
const projectorOf = (system: System, seeded: Seeded): System['api'] => seeded.pick(system.projectors);
const healed = (): Promise<void> => Promise.resolve();

const killApi: Fault = {
  name: 'kill -9 of the API',
  async inject({ api }) {
    await api.kill();
    return () => api.start();
  },
};

const killProjector: Fault = {
  name: 'kill -9 of a projector',
  async inject(system, seeded) {
    const projector = projectorOf(system, seeded);
    await projector.kill();
    return () => projector.start();
  },
};

const killPostgres: Fault = {
  name: 'kill -9 of PostgreSQL',
  async inject(system) {
    await system.killPostgres();
    return () => system.revivePostgres();
  },
};

const cutInside: Fault = {
  name: 'connections cut in the middle of what they carry',
  async inject({ proxy }, seeded) {
    proxy.cutInside();
    await sleep(300 + seeded.below(1_500));
    proxy.mend();
    return healed;
  },
};

const delayed: Fault = {
  name: 'connections delayed',
  async inject({ proxy }, seeded) {
    proxy.delay(300);
    await sleep(1_000 + seeded.below(2_000));
    return async () => proxy.delay(0);
  },
};

const mute: Fault = {
  name: 'connections heard from one side only',
  async inject({ proxy }, seeded) {
    proxy.mute(seeded.pick(['client', 'server']));
    await sleep(1_000 + seeded.below(4_000));
    return async () => proxy.thaw();
  },
};

const halfClosed: Fault = {
  name: 'connections closed on one side only',
  async inject({ proxy }, seeded) {
    proxy.endHalf(seeded.pick(['client', 'server']));
    return healed;
  },
};

/** Nobody is told. What waits for an answer over one of them gives it up. */
const forgotten: Fault = {
  name: 'connections that the network has forgotten',
  async inject({ proxy }) {
    proxy.freezeOpen();
    return healed;
  },
};

const apiClockBack: Fault = {
  name: 'the clock of the API steps back',
  async inject({ api }, seeded) {
    api.setClockAhead(-HOUR_MS * (1 + seeded.below(30)));
    await sleep(500);
    return async () => api.setClockAhead(0);
  },
};

/** The log's times go on, and a lease that reaches far into the future, as the clock of before would have given it, counts for nothing. */
const databaseClockBack: Fault = {
  name: 'the clock of the database steps back, and who had a lease is gone',
  async inject(system, seeded) {
    const projector = projectorOf(system, seeded);
    const hours = 1 + seeded.below(30);
    await withClient(system, async (client) => {
      await client.query(`create or replace function log.clock() returns timestamptz language sql volatile as $$ select clock_timestamp() - interval '${hours} hours' $$`);
      await projector.kill();
      // Its connections are gone; that of this client lives.
      const { rows } = await client.query<{ holder: string }>(`
        update projecting.holder set until = clock_timestamp() + interval '${hours} hours', backend = pg_backend_pid()
         where not exists (select from pg_stat_get_activity(backend)) and until > clock_timestamp() - interval '10 seconds' returning holder`);
      await until('its work is taken over', async () => (await client.query('select from projecting.owner where holder = any($1::uuid[])', [rows.map(({ holder }) => holder)])).rowCount === 0);
    });
    return async () => {
      await withClient(system, (client) => client.query(`create or replace function log.clock() returns timestamptz language sql volatile as 'select clock_timestamp()'`));
      await projector.start();
    };
  },
};

const frozen: Fault = {
  name: 'a projector frozen until its leases are gone',
  async inject(system, seeded) {
    const projector = projectorOf(system, seeded);
    projector.freeze();
    await withClient(system, (client) => until('others have taken over', async () => {
      const { rows } = await client.query<{ holders: number }>(`select count(distinct holder)::integer as holders from projecting.owner`);
      return rows[0]!.holders === 1;
    }));
    return async () => projector.thaw();
  },
};

/** Each finds again and again that others have what it was about to write. */
const stolen: Fault = {
  name: 'projectors that take from each other what they hold',
  async inject(system, seeded) {
    await withClient(system, async (client) => {
      for (const end = performance.now() + 1_000 + seeded.below(2_000); performance.now() < end;) {
        await client.query(`update projecting.owner o set epoch = epoch + 1, holder = (select holder from projecting.holder h where h.holder is distinct from o.holder and until > clock_timestamp() order by random() limit 1)`);
        await sleep(seeded.below(300));
      }
    });
    return healed;
  },
};

const guest: Fault = {
  name: 'one more projector comes and goes',
  async inject({ guest }, seeded) {
    await guest.start();
    await sleep(seeded.below(3_000));
    return () => (seeded.below(2) === 0 ? guest.stop() : guest.kill());
  },
};

const diskFull: Fault = {
  name: 'the disk of PostgreSQL is full',
  possible: ({ disk }) => disk !== undefined,
  async inject(system, seeded) {
    const panics = seeded.below(2) === 0;
    await system.disk!.fill();
    const deadline = performance.now() + 1_500 + seeded.below(2_000);
    // Its own files have some room left; a new one of the write-ahead log has none.
    while (performance.now() < deadline) {
      if (panics) await execute(system.adminUrl, 'select pg_switch_wal()').catch(() => undefined);
      await sleep(200);
    }
    return async () => {
      await system.disk!.clear();
      await settled(system);
    };
  },
};

/** An event that cannot be read is skipped; one that a table refuses is given again when it does not any more. */
function poison(name: string, among: number): Fault {
  return {
    name,
    inject: (system, seeded) => system.look(async (installation) => {
      const { pool } = installation;
      const unreadable = seeded.below(2) === 0;
      await appendOthers(installation, seeded, among / 2);
      let stream: string;
      if (unreadable) stream = await appendUnreadable(installation, seeded);
      else {
        const partyId = seeded.uuid();
        stream = `party-${partyId}`;
        await pool.query(`alter table parties_v1.party add constraint refused check (party_id <> '${partyId}') not valid`);
        await appendParty(installation, seeded, partyId);
      }
      await appendOthers(installation, seeded, among / 2);
      return () => system.look(async (later) => {
        // All others go on, and what waits is told.
        const stays = [...await caughtUp(later), ...await given(later)];
        const waits = (await listParked(later)).lines;
        if (stays.length > 0 || waits.length === 0 || !waits.every((line) => line.includes(stream))) throw new Error(`one event of ${stream} was to wait, and nothing else: ${[...waits, ...stays].join('\n')}`);
        if (!unreadable) await later.pool.query('alter table parties_v1.party drop constraint refused');
        await retryAll(later, { stream, projection: undefined, ...(unreadable && { skip: { by: 'service:faults', reason: 'in the clear' } }) });
      });
    }),
  };
}

/** Each kind, once. */
export const FAULTS: readonly Fault[] = [
  killApi, killProjector, killPostgres, cutInside, delayed, mute, halfClosed, forgotten, apiClockBack, databaseClockBack, frozen, stolen, guest, diskFull, poison('a poison event', 0),
];
/** In short: who loses its lease to a clock that steps back is killed as well, two projectors fight without a third, and nobody waits for half a minute. */
export const SHORT_FAULTS: readonly Fault[] = FAULTS.filter((fault) => ![killProjector, guest, forgotten].includes(fault));
/** Comes last: the log is long from then on. */
export const POISON_AMONG_MANY = poison('a poison event among 100,000', 100_000);

async function withClient<T>(system: System, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: system.settings.DATABASE_URL! });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** PostgreSQL answers again: by itself, or because it is started again where it has ended. */
async function settled(system: System): Promise<void> {
  await until('PostgreSQL answers', async () => {
    await system.revivePostgres();
    return execute(system.adminUrl, 'select 1').then(() => true, () => false);
  });
}

async function until(what: string, done: () => Promise<boolean>): Promise<void> {
  for (const deadline = performance.now() + TAKE_OVER_MS; !(await done());) {
    if (performance.now() > deadline) throw new Error(`waited in vain until ${what}`);
    await sleep(100);
  }
}
