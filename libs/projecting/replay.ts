/** All read models as they were at a position of the log: a set of tables of its own to look around in, which nobody brings forward. */
import type pg from 'pg';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import type { EventLog, Position, RecordedEvent } from '#libs/event-log/event-log.js';
import { inTransaction } from '#libs/platform/database.js';
import type { Migration } from '#libs/platform/migrate.js';
import { Hold } from './builds.js';
import { beginAt } from './checkpoint.js';
import { fill, type FillProgress, type Target } from './fill.js';
import { inVersion, schemaOf, type Projection, type Projector } from './projection.js';
import { show } from './served.js';
import { makeTables } from './tables.js';

export interface ReplayOptions {
  readonly url: string;
  /** It needs a connection for each projector at a time, without a pipeline: rows are copied in. */
  readonly pool: pg.Pool;
  readonly log: EventLog;
  readonly decode: (events: readonly RecordedEvent[]) => Promise<StoredEvent[]>;
  readonly projectors: readonly Projector[];
  readonly migrations: readonly Migration[];
  readonly builder: string;
  /** Tells this set from others: letters and digits. */
  readonly id: string;
  /** The end of an append. */
  readonly upTo: Position;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: FillProgress) => void;
}

export interface Replay {
  /** The schema whose views show all tables of the set. */
  readonly schema: string;
  /** As they stand in the set: what their checkpoints are kept under. */
  readonly projections: readonly Projection[];
  /** Lets go of all of it. */
  end(): Promise<void>;
}

/** @throws what the signal was aborted with; nothing is left then */
export async function replay(options: ReplayOptions): Promise<Replay> {
  const { pool, log, id, upTo, signal } = options;
  const schema = `replay_${id}`;
  const built = options.projectors.flatMap(({ build, ...projector }) => (build ? [{ projector: { ...projector, build }, projection: inVersion({ ...projector, name: `${schema}_${projector.name}` }, 1) }] : []));
  const hold = await Hold.begin(options, [...built.map(({ projection }) => ({ schema: schemaOf(projection), version: projection })), { schema }]);
  const clients: pg.PoolClient[] = [];
  try {
    const targets: Target[] = [];
    for (const { projector, projection } of built) {
      const client = await pool.connect();
      clients.push(client);
      await makeTables(client, projector, options.migrations, schemaOf(projection));
      targets.push({ projector, schema: schemaOf(projection), client });
    }
    const { tallies, parked } = await fill({
      ...options, targets,
      onProgress(progress) {
        if (progress.part === 'events') hold.note(progress.done, progress.of);
        options.onProgress(progress);
      },
    });
    const [last] = await log.readAll(upTo - 1n, 1);
    await inTransaction(pool, async (client) => {
      for (const [i, { projection }] of built.entries()) await beginAt(client, projection, { position: upTo, eventId: last?.id ?? null }, { tallies, parked: parked[i]! });
      await client.query(`create schema ${schema}`);
      for (const { projector, projection } of built) await show(client, { projector, schema: schemaOf(projection), before: undefined, views: schema });
      await client.query(`create view ${schema}.reached as select substr(projection, ${schema.length + 2}) as projection, position from projecting.owner where starts_with(projection, '${schema}_')`);
    });
    signal.throwIfAborted();
  } catch (error) {
    await hold.end();
    throw error;
  } finally {
    for (const client of clients) client.release(true);
  }
  return { schema, projections: built.map(({ projection }) => projection), end: () => hold.end() };
}
