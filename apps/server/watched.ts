/** What the metrics tell of the state of this process and of its tables, looked up when they are asked for. */
import type pg from 'pg';
import type { Health } from '#apps/api/health/health.js';
import { Blocks } from '#libs/notary/blocks.js';
import { unsealedFor } from '#libs/notary/proof.js';
import type { Metrics } from '#libs/platform/metrics.js';
import { buildProgress } from '#libs/projecting/builds.js';
import { lags, type LagParts } from '#libs/projecting/lag.js';
import { longestParked } from '#libs/projecting/parking.js';

export interface Watched extends Omit<LagParts, 'pool'> {
  readonly health: Health;
  readonly pools: Readonly<Record<string, pg.Pool>>;
}

export function watch(metrics: Metrics, { health, pools, ...parts }: Watched): void {
  const lagEvents = metrics.gauge('annals_projection_lag_events', 'Events of the log that a read model has not seen.', ['projection', 'version']);
  const lagSeconds = metrics.gauge('annals_projection_lag_seconds', 'How long ago the first event was recorded that a read model has not seen.', ['projection', 'version']);
  metrics.lookUp([lagEvents, lagSeconds], async () => {
    for (const { projection: { name, version }, events, seconds } of await lags({ ...parts, pool: health.pool })) {
      const labels = { projection: name, version: String(version) };
      lagEvents.set(labels, events);
      lagSeconds.set(labels, seconds);
    }
  });

  const parked = metrics.gauge('annals_parked_streams', 'Streams that wait in a read model behind an event that it could not take in.', ['projection', 'version']);
  const parkedSeconds = metrics.gauge('annals_parked_oldest_seconds', 'How long the one has waited that has waited longest; nothing where none waits.', ['projection', 'version']);
  metrics.lookUp([parked, parkedSeconds], async () => {
    for (const { projection, version, streams, seconds } of await longestParked(health.pool)) {
      const labels = { projection, version: String(version) };
      parked.set(labels, streams);
      parkedSeconds.set(labels, seconds);
    }
  });

  const unsealed = metrics.gauge('annals_unsealed_seconds', 'How long ago the first event was recorded that no seal covers yet; 0 where all are sealed.');
  const blocks = new Blocks(health.pool);
  metrics.lookUp([unsealed], async () => unsealed.set(await unsealedFor(parts.log, blocks, parts.clock.now())));

  const buildEvents = metrics.gauge('annals_build_events', 'Events that tables being made, by a rebuild or a replay, are made of: those that are in, and all.', ['schema', 'part']);
  metrics.lookUp([buildEvents], async () => {
    for (const { schema, done, total } of await buildProgress(health.pool)) {
      buildEvents.set({ schema, part: 'done' }, done);
      buildEvents.set({ schema, part: 'total' }, total);
    }
  });

  const checks = metrics.gauge('annals_check_ok', 'What /health/ready and /health/live say: 1 where all is well.', ['check']);
  metrics.lookUp([checks], async () => {
    const [ready, live, clock] = await Promise.all([health.ready(), health.live(), health.clock()]);
    for (const [check, { ok }] of Object.entries(ready)) checks.set({ check }, ok ? 1 : 0);
    checks.set({ check: 'live' }, live ? 1 : 0);
    checks.set({ check: 'clock' }, clock.ok ? 1 : 0);
  });

  const verified = metrics.gauge('annals_verified_streams', 'Streams whose rows this process has held against a replay of the log.');
  const differences = metrics.gauge('annals_verified_differences', 'Things whose rows were not what a replay of the log comes to.');
  const failing = metrics.gauge('annals_verified_ok', 'Whether that could be looked at, and all was as it should be: 1 where it was.');
  metrics.lookUp([verified, differences, failing], () => {
    const { ok, ...counts } = health.verified();
    verified.set(counts['streams'] as number);
    differences.set(counts['differences'] as number);
    failing.set(ok ? 1 : 0);
  });

  const connections = metrics.gauge('annals_pool_connections', 'Connections to PostgreSQL, by pool and by what they do.', ['pool', 'state']);
  const waiting = metrics.gauge('annals_pool_waiting', 'Callers that wait for a connection.', ['pool']);
  metrics.lookUp([connections, waiting], () => {
    for (const [name, pool] of Object.entries(pools)) {
      connections.set({ pool: name, state: 'busy' }, pool.totalCount - pool.idleCount);
      connections.set({ pool: name, state: 'idle' }, pool.idleCount);
      waiting.set({ pool: name }, pool.waitingCount);
    }
  });
}
