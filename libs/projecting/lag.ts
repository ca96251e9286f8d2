/** How far behind the log projections are. */
import type pg from 'pg';
import type { EventLog, Position } from '#libs/event-log/event-log.js';
import type { Clock } from '#libs/platform/clock.js';
import { Checkpoint } from './checkpoint.js';
import type { Projection } from './projection.js';

/** Events that a lag is counted to: beyond, only that it is large matters. */
const COUNTED_TO = 10_000_000;

export interface Lag {
  readonly projection: Pick<Projection, 'name' | 'version'>;
  readonly events: number;
  /** How long ago the first event was recorded that it has not seen; 0 when it has seen all. */
  readonly seconds: number;
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
  const reached = await Checkpoint.reached(pool, projections);
  // As a rule all have come equally far: then the log is asked once.
  const behind = new Map(await Promise.all([...new Set(reached.map(({ position }) => position))].map(async (position) => [position, await behindAt(position)] as const)));
  return projections.map((projection, i) => ({ projection, ...behind.get(reached[i]!.position)! }));

  async function behindAt(position: Position): Promise<Pick<Lag, 'events' | 'seconds'>> {
    const [events, [next]] = await Promise.all([log.countAfter(position, COUNTED_TO), log.readAll(position, 1)]);
    return { events, seconds: next ? Math.max(0, (Date.parse(clock.now()) - Date.parse(next.recordedAt)) / 1_000) : 0 };
  }
}
