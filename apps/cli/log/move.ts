/** `annals log copy` and `annals log compare`: a log moves from one engine to another, and both are proven equal. */
import type pg from 'pg';
import { chosenLog } from '#apps/server/chosen-log.js';
import { reachPostgres } from '#infra/embedded-postgres/running.js';
import { allMigrations } from '#infra/migrations.js';
import { compareLogs, type Comparison } from '#libs/event-log/copy/compare-logs.js';
import { Copies } from '#libs/event-log/copy/copies.js';
import { copyLog, LogsDiffer, type CopyProgress, type CopyTarget } from '#libs/event-log/copy/copy-log.js';
import { MOST_EVENTS, type LogEngine } from '#libs/event-log/event-log.js';
import { declareCopied, identityOf, LogMismatch, randomLogId } from '#libs/event-log/log-birth.js';
import { createPool, inTransaction } from '#libs/platform/database.js';
import { migrate } from '#libs/platform/migrate.js';
import type { Settings } from '#libs/platform/settings.js';
import { forgetReadModels } from '#libs/projecting/forget.js';

/** `postgres` is the log in this installation's database; `postgres://…` one in another, `esdb://…` one in an EventStoreDB. */
export type LogName = string;
export const isLogName = (text: string): boolean => /^(postgres$|postgres(ql)?:\/\/.|esdb(\+discover)?:\/\/.)/.test(text);
/** What the usage text says of one. */
export const LOG_NAMES = 'postgres, postgres://… or esdb://…';

export interface Move {
  readonly from: LogName;
  readonly to: LogName;
  readonly settings: Settings;
}

export interface CopySummary extends CopyProgress {
  /** Id of the copy. */
  readonly logId: string;
  /** Undefined while the move is not finished. */
  readonly comparison: Comparison | undefined;
}

export interface OpenedLog {
  readonly log: CopyTarget;
  readonly pool: pg.Pool;
}

/**
 * Copies what is missing. With `finish` also proves both equal, gives the copy its own id, notes what old positions are in it, and
 * lets the read models be made anew by the server that starts on it next. Run it without while servers write, and once more with
 * `finish` when they only read.
 *
 * @throws LogMismatch, LogsDiffer
 */
export async function copy({ from, to, settings }: Move, { finish, onProgress, onCompared }: {
  readonly finish: boolean; readonly onProgress: (progress: CopyProgress) => void; readonly onCompared: (equal: number) => void;
}): Promise<CopySummary> {
  return withLogs({ from, to, settings }, async (source, target) => {
    const identity = await identityOf(source.log);
    if (!identity) throw new LogMismatch('there is nothing to copy: the log to copy from is empty');
    const copies = new Copies(target.pool);
    const held = await identityOf(target.log);
    const underWay = await copies.underWay(target.log.engine);
    if (held && held.logId !== identity.logId && held.logId !== underWay?.logId) throw new LogMismatch(`the log to copy to is log ${held.logId} already, and no copy of ${identity.logId} that is under way`);
    const logId = await copies.begin({ fromLogId: identity.logId, engine: target.log.engine, newLogId: randomLogId });
    // EventStoreDB cannot be told to take nothing more; there it is only noticed that the log has grown.
    const leaving = source.log.engine === 'postgres' ? new Copies(source.pool) : undefined;
    if (!finish) {
      // A run that was cut off while it finished has left the log halted.
      await leaving?.resume();
      return { ...(await copyLog(source.log, target.log, onProgress)), logId, comparison: undefined };
    }
    await leaving?.halt();
    try {
      // One that was cut off at the very end had copied all, and said so in the copy.
      const progress = held?.logId === logId ? { copied: 0, before: await source.log.countAfter(0n, MOST_EVENTS), left: 0 } : await copyLog(source.log, target.log, onProgress);
      const comparison = await compareLogs(source.log, target.log, { onEnds: (ends) => copies.note(logId, ends), onProgress: onCompared });
      if (comparison.differences.length > 0) return { ...progress, logId, comparison };
      const { position } = await source.log.head();
      if (!(await copies.reaches(logId, position))) throw new LogsDiffer('the log that is copied grew meanwhile: let its servers only read (ANNALS_READ_ONLY=true), and finish again');
      await declareCopied(target.log, { logId, from: identity.logId });
      await leaving?.closeForGood();
      await settle(target.pool, logId);
      return { ...progress, logId, comparison };
    } finally {
      // Unless it is closed for good.
      await leaving?.resume();
    }
  });
}

/** Compares both, event by event. */
export function compare(move: Move, onProgress: (equal: number) => void): Promise<Comparison> {
  return withLogs(move, (source, target) => compareLogs(source.log, target.log, { onProgress }));
}

/**
 * What is kept beside the log and speaks of positions speaks of those of the copy from here on. In one transaction, so that it happens
 * once; tried again where it met somebody who read.
 */
async function settle(pool: pg.Pool, logId: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTransaction(pool, (client) => settleOnce(client, logId));
    } catch (error) {
      if ((error as { code?: string }).code !== DEADLOCK || attempt === SETTLE_ATTEMPTS) throw error;
    }
  }
}

const DEADLOCK = '40P01';
const SETTLE_ATTEMPTS = 10;

async function settleOnce(client: pg.ClientBase, logId: string): Promise<void> {
  const { rowCount } = await client.query('update log.copy set finished = true where log_id = $1 and not finished', [logId]);
  if (rowCount !== 1) return;
  const mapped = (position: string): string => `(select m.position from log.position_map m where m.log_id = $1 and m.from_position >= ${position} order by m.from_position limit 1)`;
  await client.query(`update feed.consumer set acknowledged = coalesce(${mapped('acknowledged')}, 0) where acknowledged > 0`, [logId]);
  await client.query(`
    update commands.answer set answer = jsonb_set(answer::jsonb, '{position}', to_jsonb(coalesce(${mapped("(answer->>'position')::bigint")}, 0)::text))::json
    where (answer->>'position')::bigint > 0`, [logId]);
  await forgetReadModels(client, logId);
}

async function withLogs<T>({ from, to, settings }: Move, work: (source: OpenedLog, target: OpenedLog) => Promise<T>): Promise<T> {
  if (from === to) throw new LogMismatch('both names are of one log');
  return withOpenedLogs([from, to], settings, ([source, target]) => work(source!, target!));
}

/** Opens logs, and the embedded PostgreSQL where one of them needs it and no `DATABASE_URL` is set; closes all at the end. */
export async function withOpenedLogs<T>(names: readonly LogName[], settings: Settings, work: (logs: readonly OpenedLog[]) => Promise<T>): Promise<T> {
  const closing: (() => Promise<void>)[] = [];
  try {
    let databaseUrl = settings.DATABASE_URL;
    if (databaseUrl === undefined && !names.every(isOtherDatabase)) {
      const embedded = await reachPostgres(settings.ANNALS_DATA);
      closing.push(() => embedded.stop());
      databaseUrl = embedded.url;
    }
    const opened: OpenedLog[] = [];
    for (const name of names) {
      const url = isOtherDatabase(name) ? name : databaseUrl!;
      const pool = createPool(url, { name: 'log', max: 2 });
      closing.push(() => pool.end());
      await migrate(pool, await allMigrations());
      const engine: LogEngine = name.startsWith('esdb') ? 'eventstoredb' : 'postgres';
      const log = await chosenLog({ ...settings, EVENT_LOG: engine === 'eventstoredb' ? name : 'postgres' }, url);
      closing.push(() => log.close());
      await log.open();
      opened.push({ log, pool });
    }
    return await work(opened);
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

const isOtherDatabase = (name: LogName): boolean => /^postgres(ql)?:\/\//.test(name);
