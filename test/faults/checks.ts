/** What must hold whatever broke. A line for each thing that does not: none is green. */
import { setTimeout as sleep } from 'node:timers/promises';
import { listParked } from '#apps/cli/parked/parked.js';
import type { Installation } from '#apps/cli/installation.js';
import { verifyProjections } from '#apps/cli/verify/projections.js';
import { verifyTheTables } from '#apps/cli/verify/tables.js';
import type { Position } from '#libs/event-log/event-log.js';
import { Blocks } from '#libs/notary/blocks.js';
import { readSeals, type Seal } from '#libs/notary/seal.js';
import { verifyLog } from '#libs/notary/verify-log.js';
import { followed } from '#libs/projecting/served.js';
import { projectors } from '#projections/index.js';
import { verifyStreams } from '#projections/verify/tables.js';
import type { Acknowledged } from './load.js';

/** Milliseconds in which the tables reach the end of the log, when nothing is broken any more: it hangs where it takes longer. */
const CATCH_UP_MS = 120_000;

/**
 * Of the whole log, and of the rows of what changed after a position.
 *
 * @param witnessed seals that were read from the log before
 */
export async function complaintsAbout(installation: Installation, acknowledged: readonly Acknowledged[], changedAfter: Position, witnessed: readonly Seal[]): Promise<string[]> {
  return [
    ...await caughtUp(installation),
    ...await once(installation, acknowledged),
    ...await whole(installation),
    ...await sealed(installation, witnessed),
    ...await parked(installation),
    ...await given(installation),
    ...await shown(installation, changedAfter),
  ];
}

/** Everything, row by row. */
export async function complaintsAboutAll(installation: Installation, acknowledged: readonly Acknowledged[], witnessed: readonly Seal[]): Promise<string[]> {
  const { lines, equal } = await verifyTheTables(installation, { partyId: undefined, values: true, onProgress: () => undefined });
  return [...await complaintsAbout(installation, acknowledged, (await installation.log.head()).position, witnessed), ...(equal ? [] : lines)];
}

/** Every read model reaches the end of the log. */
export async function caughtUp({ pool, log }: Pick<Installation, 'pool' | 'log'>, milliseconds = CATCH_UP_MS): Promise<string[]> {
  const { position } = await log.head();
  const deadline = performance.now() + milliseconds;
  for (;;) {
    const { rows } = await pool.query<{ projection: string; owner: number; position: bigint }>('select projection, owner, position from projecting.owner where position < $1', [position]);
    if (rows.length === 0) return [];
    if (performance.now() > deadline) return rows.map((one) => `${one.projection}, owner ${one.owner}, stays at ${one.position}, and the log goes on to ${position}`);
    await sleep(50);
  }
}

/** What was acknowledged is in the log, once. */
export async function once({ pool }: Installation, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const { rows } = await pool.query<{ command_id: string; types: string[] }>('select command_id, array_agg(type::text order by position) as types from log.event where command_id = any($1::uuid[]) group by command_id', [acknowledged.map(({ commandId }) => commandId)]);
  const written = new Map(rows.map(({ command_id: id, types }) => [id, types]));
  return acknowledged.flatMap(({ key, commandId, writes }) => {
    const types = written.get(commandId) ?? [];
    return [...types].sort().join() === [...writes].sort().join() ? [] : `${key} was acknowledged with ${writes.join(', ')}; in the log is ${types.join(', ') || 'nothing'} (command ${commandId})`;
  });
}

/** The log has no gap, its times do not go back, and no command appended to one stream twice. */
export async function whole({ pool }: Installation): Promise<string[]> {
  const complaints = async (sql: string): Promise<string[]> => (await pool.query<{ complaint: string }>(sql)).rows.map(({ complaint }) => complaint);
  return [
    ...await complaints(`select format('the log has %s events and ends at %s', count(*), max(position)) as complaint from log.event having count(*) <> max(position)`),
    ...await complaints(`select format('%s has %s events and ends at revision %s', stream, count(*), max(revision)) as complaint from log.event group by stream having count(*) <> max(revision) + 1`),
    ...await complaints(`select format('command %s appended %s times to %s', command_id, count(distinct append_end), stream) as complaint from log.event group by command_id, stream having count(distinct append_end) > 1`),
    ...await complaints(`select format('position %s is dated before the one before it', position) as complaint from (select position, recorded_at, lag(recorded_at) over (order by position) as before from log.event) e where recorded_at < before`),
  ];
}

/** The log is what its seals say, and what those said that it held before. */
export async function sealed({ log, pool }: Pick<Installation, 'log' | 'pool'>, witnessed: readonly Seal[]): Promise<string[]> {
  const { value: first } = await readSeals(log, 0).next();
  // Before the first minute is over nothing is sealed.
  if (!first && witnessed.length === 0) return [];
  const { finding } = await verifyLog({ log, blocks: new Blocks(pool), witnessed });
  return finding ? [`${finding.kind}: ${finding.ordinal === undefined ? '' : `event ${finding.ordinal} of the log, `}${finding.detail}`] : [];
}

export async function parked(installation: Installation): Promise<string[]> {
  const { waiting, lines } = await listParked(installation);
  return waiting === 0 ? [] : [...lines];
}

/** Each event was given to each read model once. */
export async function given(installation: Installation): Promise<string[]> {
  const { lines, equal } = await verifyProjections(installation, () => undefined);
  return equal ? [] : [...lines];
}

/** The rows say what the log says. */
export async function shown({ pool, log, codec }: Installation, changedAfter: Position): Promise<string[]> {
  const { rows } = await pool.query<{ stream: string }>('select distinct stream from log.event where position > $1', [changedAfter]);
  const { differences } = await verifyStreams({ pool, log, codec, projections: () => followed(pool, projectors) }, rows.map(({ stream }) => stream));
  return differences.map(({ projection, table, stream, key, column = '', kind }) => `${projection}, ${table} of ${stream} ${key}: ${column} ${kind}`);
}
