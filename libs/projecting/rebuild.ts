/** A read model made anew beside the one that serves, compared with it, and put in its place. */
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import type { EventLog, Position, RecordedEvent } from '#libs/event-log/event-log.js';
import { logUpTo } from '#libs/event-log/log-up-to.js';
import { inTransaction } from '#libs/platform/database.js';
import type { Migration } from '#libs/platform/migrate.js';
import { Hold } from './builds.js';
import { beginAt, checkLog, reached } from './checkpoint.js';
import { compareAtOnePosition, type Difference } from './compare-versions.js';
import { fill, type FillProgress } from './fill.js';
import { BEAT_MS } from './leases.js';
import { countLeftOut } from './parking.js';
import { inVersion, schemaOf, type Projection, type Projector } from './projection.js';
import { ProjectionRunner } from './runner.js';
import { drop, nextVersion, register, serve, standing, type Standing } from './served.js';
import { makeTables } from './tables.js';

export interface RebuildOptions {
  readonly url: string;
  /** Without a pipeline: rows are copied in. */
  readonly pool: pg.Pool;
  readonly log: EventLog;
  readonly logId: string;
  readonly decode: (events: readonly RecordedEvent[]) => Promise<StoredEvent[]>;
  readonly migrations: readonly Migration[];
  /** Who does it, for those who find it under way. */
  readonly builder: string;
  /** Compare only: nothing stays. */
  readonly dryRun: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: RebuildProgress) => void;
}

export type RebuildProgress = FillProgress | { readonly part: 'catching up'; readonly behind: number } | { readonly part: 'comparing' } | { readonly part: 'swapping'; readonly waitingFor: string };

export interface Rebuilt {
  readonly before: Standing;
  readonly version: number;
  /** How far it was made stream by stream, and of how many events. */
  readonly upTo: Position;
  readonly events: number;
  /** By table; undefined when the version that serves did not move and could not be compared with. */
  readonly differences: readonly Difference[] | undefined;
  /** Whether it serves now. Otherwise the servers of this release let it, when they start. */
  readonly serves: boolean;
}

/** What was asked for is not there to be done; the message says why. */
export class NotToRebuild extends Error {
  override readonly name = 'NotToRebuild';
}

/** Milliseconds that a catch-up may stand still before it is given up: 100 times what a slow batch takes. */
const CATCH_UP_TIMEOUT_MS = 60_000;
/** Events that are caught up with in no time, so that the rest can be done while the version that serves is kept where it is. */
const NEARLY = 1_000;

/**
 * Builds the next version of a read model in a schema of its own, while the one that serves goes on; then lets it serve. The version
 * before keeps following the log.
 *
 * @throws NotToRebuild, LogBehindTables, BuildUnderWay, BuildLost, and what the signal was aborted with; nothing is left then
 */
export async function rebuild(projector: Projector, options: RebuildOptions): Promise<Rebuilt> {
  const { pool, log, signal, onProgress } = options;
  const { build, name } = projector;
  if (!build) throw new NotToRebuild(`${name} lists work to be done, and what was done is not in the log: it is not made anew`);
  const versions = (await standing(pool)).filter((one) => one.name === name);
  const before = versions.find(({ serves }) => serves)!;
  const projection = inVersion(projector, nextVersion(versions));
  const schema = schemaOf(projection);
  const [serving] = await reached(pool, [inVersion(projector, before.version)]);
  await checkLog(log, before, serving!);
  const hold = await Hold.begin(options, [{ schema, version: projection }]);
  try {
    const upTo = (await log.head()).position;
    const [last] = upTo === 0n ? [] : await log.readAll(upTo - 1n, 1);
    const client = await pool.connect();
    let events = 0;
    try {
      await makeTables(client, projector, options.migrations, schema);
      const { tallies, parked } = await fill({
        ...options, targets: [{ projector: { ...projector, build }, schema, client }], upTo,
        onProgress(progress) {
          if (progress.part === 'events') {
            events = progress.of;
            hold.note(progress.done, progress.of);
          }
          onProgress(progress);
        },
      });
      await inTransaction(pool, (own) => beginAt(own, projection, { position: upTo, eventId: last?.id ?? null }, { tallies, parked: parked[0]! }));
    } finally {
      client.release(true);
    }

    let runner = await follow(projection, options);
    try {
      await caughtUp(runner, options);
      await runner.stop();
      onProgress({ part: 'comparing' });
      const differences = await compareAtOnePosition({ ...options, before: inVersion(projector, before.version), after: projection, catchUp: (position) => upToPosition(projection, position, options) });
      // Whoever answers from these tables knows by then that something waits in them.
      if ((await countLeftOut(pool, [projection])).length > 0) await sleep(2 * BEAT_MS, undefined, { signal });
      if (options.dryRun) return { before, version: projection.version, upTo, events, differences, serves: false };
      const registered = async (own: pg.ClientBase): Promise<void> => {
        await hold.done(own);
        await register(own, projection, projector.projectorVersion);
      };
      // What a release to come has built is let serve by its own servers: those of now could not go on with it.
      const serves = before.projectorVersion === projector.projectorVersion;
      if (serves) {
        runner = await follow(projection, options);
        await caughtUp(runner, options);
        await serve(pool, projector, projection.version, { signal, onWaiting: (waitingFor) => onProgress({ part: 'swapping', waitingFor }), first: registered });
      } else {
        await inTransaction(pool, registered);
      }
      return { before, version: projection.version, upTo, events, differences, serves };
    } finally {
      await runner.stop();
    }
  } finally {
    await hold.end();
  }
}

async function follow(projection: Projection, { pool, log, logId, decode }: RebuildOptions): Promise<ProjectionRunner> {
  const runner = new ProjectionRunner({ pool, log, logId, decode, projections: () => Promise.resolve([projection]) });
  await runner.start();
  return runner;
}

/** Until it has seen nearly all of the log. */
async function caughtUp(runner: ProjectionRunner, { signal, onProgress }: RebuildOptions): Promise<void> {
  let least = Infinity;
  for (let moved = performance.now(); ;) {
    signal.throwIfAborted();
    const behind = await runner.lag(1_000_000);
    onProgress({ part: 'catching up', behind });
    if (behind <= NEARLY) return;
    if (behind < least) [least, moved] = [behind, performance.now()];
    else if (performance.now() - moved > CATCH_UP_TIMEOUT_MS) throw runner.state.error ?? new Error(`the new version of the tables stays ${behind} events behind the log`);
    await runner.waitFor(runner.state.position + 1n, 500);
  }
}

/** Brings the tables to this very position, and no further. */
async function upToPosition(projection: Projection, position: Position, options: RebuildOptions): Promise<void> {
  const runner = await follow(projection, { ...options, log: logUpTo(options.log, position) });
  try {
    if (!(await runner.waitFor(position, CATCH_UP_TIMEOUT_MS))) throw runner.state.error ?? new Error(`the new version of the tables did not come to ${position}`);
  } finally {
    await runner.stop();
  }
}

/**
 * Lets the version before the one that serves now serve again; it has kept following.
 * @throws NotToRebuild
 */
export async function goBack(projector: Projector, { pool, signal, onWaiting }: { readonly pool: pg.Pool; readonly signal: AbortSignal; readonly onWaiting: (reason: string) => void }): Promise<{ readonly from: number; readonly to: number }> {
  const { serving, others } = await sides(pool, projector);
  const to = others.filter(({ version }) => version < serving.version).at(-1) ?? others.at(-1);
  if (!to) throw new NotToRebuild(`version ${serving.version} of ${projector.name} is the only one: there is none to go back to`);
  if (to.projectorVersion !== projector.projectorVersion) throw new NotToRebuild(`version ${to.version} of ${projector.name} was made by projector ${to.projectorVersion}, and this release has ${projector.projectorVersion}: it does not go on with it`);
  await serve(pool, projector, to.version, { signal, onWaiting });
  return { from: serving.version, to: to.version };
}

/**
 * Lets go of all versions that do not serve.
 * @throws NotToRebuild
 */
export async function dropOthers(projector: Projector, pool: pg.Pool): Promise<number[]> {
  const { serving, others } = await sides(pool, projector);
  if (others.length === 0) throw new NotToRebuild(`version ${serving.version} of ${projector.name} is the only one, and it serves`);
  for (const one of others) await drop(pool, one);
  return others.map(({ version }) => version);
}

async function sides(pool: pg.Pool, { name }: Projector): Promise<{ readonly serving: Standing; readonly others: Standing[] }> {
  const versions = (await standing(pool)).filter((one) => one.name === name);
  return { serving: versions.find(({ serves }) => serves)!, others: versions.filter(({ serves }) => !serves) };
}
