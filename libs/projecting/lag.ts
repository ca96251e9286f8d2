/** How far behind the log projections are. */
import type pg from 'pg';
import { behind, type Behind } from '#libs/event-log/behind.js';
import type { EventLog } from '#libs/event-log/event-log.js';
import type { Clock } from '#libs/platform/clock.js';
import { reached as reachedBy } from './checkpoint.js';
import type { Projection } from './projection.js';

/** Events that a lag is counted to: beyond, only that it is large matters. */
const COUNTED_TO = 10_000_000;

export interface Lag extends Behind {
  readonly projection: Pick<Projection, 'name' | 'version'>;
}

export interface LagParts {
  readonly pool: pg.Pool;
  readonly log: EventLog;
  readonly clock: Clock;
  /** Where to look up which there are. */
  readonly projections: () => Promise<readonly Projection[]>;
}

export async function lags({ pool, log, clock, projections: lookUp }: LagParts): Promise<Lag[]> {
  const projections = await lookUp();
  const reached = await reachedBy(pool, projections);
  // As a rule all have come equally far: then the log is asked once.
  const at = new Map(await Promise.all([...new Set(reached.map(({ position }) => position))].map(async (position) => [position, await behind(log, position, { now: clock.now(), countedTo: COUNTED_TO })] as const)));
  return projections.map((projection, i) => ({ projection, ...at.get(reached[i]!.position)! }));
}
