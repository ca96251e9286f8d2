/** `annals replay --to`: the read models as they were, in tables of their own to look around in, for as long as this process lives. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { allMigrations } from '#infra/migrations.js';
import { Copies } from '#libs/event-log/copy/copies.js';
import type { Position } from '#libs/event-log/event-log.js';
import { logUpTo } from '#libs/event-log/log-up-to.js';
import { formatToken, parseToken } from '#libs/event-log/position-token.js';
import { FixedClock, systemClock } from '#libs/platform/clock.js';
import { createPool } from '#libs/platform/database.js';
import { migrate } from '#libs/platform/migrate.js';
import { replay } from '#libs/projecting/replay.js';
import { stand } from '#libs/projecting/served.js';
import { addDays, instantAt, instantOf, isCalendarDate, lastDay, type Instant } from '#libs/temporal/dates.js';
import { projectors } from '#projections/index.js';
import type { Installation } from '../installation.js';
import { progressOf, thisProcess } from '../rebuild/rebuild.js';

/** The moment that was asked for is none of this log. */
export class NoSuchMoment extends Error {}

export interface ReplayRequest {
  /** A position, an instant, or a date, which is asked for to its end. */
  readonly to: string;
  /** Answer questions over HTTP as well. */
  readonly serve: boolean;
}

/** Until the signal: then all of it is gone. */
export async function lookAround(installation: Installation, { to, serve }: ReplayRequest, signal: AbortSignal, { onProgress, tell }: { readonly onProgress: (line: string) => void; readonly tell: (line: string) => void }): Promise<void> {
  const { url, log, logId, codec, zone } = installation;
  const pool = createPool(url, { name: 'replay', max: projectors.length + 2 });
  try {
    const migrations = await allMigrations();
    await migrate(pool, migrations);
    await stand(pool, projectors);
    const { upTo, at } = await momentOf(to, installation);
    const past = logUpTo(log, upTo);
    const { recordedAt } = await past.head();
    const set = await replay({
      url, pool, log, projectors, migrations, upTo, signal, builder: thisProcess(), id: randomBytes(3).toString('hex'), decode: (events) => codec.decode(events), onProgress: progressOf(onProgress),
    });
    try {
      const searchPath = `${set.schema}, public`;
      tell(`The read models as of ${formatToken(logId, upTo)}, recorded at ${recordedAt}, are in the schema ${set.schema}.`);
      const { hostname, port, username, pathname } = new URL(url);
      tell(`To look: psql -h ${hostname} -p ${port || 5432} -U ${username} -d ${pathname.slice(1)}, then set search_path = ${searchPath}; select * from party limit 10;`);
      // Only now: no other command needs the whole server, and loading it takes longer than all else.
      const annals = !serve ? undefined : await (await import('#apps/server/annals.js')).startAnnals({
        databaseUrl: url, log: past, keyFile: installation.keyFile, businessZone: zone.name, clock: new FixedClock(at ?? recordedAt!), readOnly: true, roles: new Set(['api']),
        replay: { searchPath, projections: set.projections }, monotonic: () => performance.now(), sleep: (milliseconds) => sleep(milliseconds), random: Math.random,
        onError: (error) => console.error(`annals: ${(error as Error).name} in the background`),
      });
      try {
        await annals?.api.listen(0, '127.0.0.1');
        if (annals) tell(`Questions are answered as they would have been then, and no command is taken: ${await annals.api.getUrl()}`);
        tell('Ctrl-C drops all of it.');
        if (!signal.aborted) await once(signal, 'abort');
      } finally {
        await annals?.stop();
      }
    } finally {
      await set.end();
    }
  } finally {
    await pool.end();
  }
}

/**
 * The end of the append that a position lies in, or of the last one recorded by an instant; and what time it was, where that was asked for.
 * @throws NoSuchMoment
 */
async function momentOf(text: string, installation: Installation): Promise<{ readonly upTo: Position; readonly at: Instant | undefined }> {
  const at = text.startsWith('@') ? undefined : instantIn(text, installation);
  const upTo = at === undefined ? await positionIn(text, installation) : await installation.log.positionAt(at);
  if (upTo === 0n) throw new NoSuchMoment(`--to: nothing was recorded yet at ${text}`);
  return { upTo, at };
}

async function positionIn(text: string, { log, logId, pool }: Installation): Promise<Position> {
  const token = parseToken(text);
  if (!token) throw new NoSuchMoment(`--to: expected a position such as ${formatToken(logId, 1204n)}, got ${text}`);
  const own = token.logId === logId ? token.position : await new Copies(pool).translate(logId, token.logId, token.position);
  if (own === undefined) throw new NoSuchMoment(`--to: the position is of log ${token.logId}, this is ${logId}`);
  const end = await log.appendEnd(own);
  if (end === undefined) throw new NoSuchMoment(`--to: the log has not reached ${text} yet`);
  return end;
}

/** A date is asked for to its last moment. */
function instantIn(text: string, { zone }: Installation): Instant {
  const at = isCalendarDate(text) ? instantAt(Date.parse(zone.startOf(addDays(lastDay(text), 1))) - 1) : instantOf(text);
  if (at === undefined) throw new NoSuchMoment(`--to: expected a position (@…), an instant (2024-03-01T09:30:00Z) or a date, got ${text}`);
  if (at > systemClock.now()) throw new NoSuchMoment(`--to: ${text} is not over yet: nobody knows what will be known then`);
  return at;
}
