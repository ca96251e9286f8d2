/**
 * What is known of the health of this process, for probes and for metrics. It asks over a connection of its own and waits for nothing
 * long: when all others are busy or the database is silent, that is the answer.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { EventLog, Position } from '#libs/event-log/event-log.js';
import { LogClockMismatch } from '#libs/event-log/eventstoredb/log-clock.js';
import { formatToken } from '#libs/event-log/position-token.js';
import type { Clock } from '#libs/platform/clock.js';
import { createPool } from '#libs/platform/database.js';
import { NobodyProjects, type ProjectionRunner } from '#libs/projecting/runner.js';
import type { Sampling } from '#projections/verify/sampling.js';

/** Events the tables may be behind the log before the process counts as not ready. */
export const MAX_LAG = 50_000;
/** Milliseconds for an answer to one of the checks: half of what `infra/probe.mjs` waits for all of them. */
const ANSWER_MS = 2_500;
/**
 * Milliseconds in which a projector may stand still though the log went on, before it counts as dead: twice as long as another one
 * needs to take its place, and as long as its database may make it wait for a lock.
 */
export const STILL_MS = 30_000;

/** Seconds by which the log's clock may be ahead of this process's. */
const MAX_AHEAD_S = 5;

export interface HealthParts {
  readonly databaseUrl: string;
  readonly log: EventLog;
  readonly logId: string;
  readonly projecting: ProjectionRunner;
  /** Connections over which questions are answered. */
  readonly questions: pg.Pool;
  /** What comparing tables with the log at random has come to. */
  readonly sampling: Sampling;
  readonly clock: Clock;
  /** Milliseconds on a clock that never steps back. */
  readonly monotonic: () => number;
}

export interface Check {
  readonly ok: boolean;
  readonly reason?: string;
  readonly [more: string]: unknown;
}
export type Checks = Readonly<Record<'log' | 'database' | 'questions' | 'projections', Check>>;

export class Health {
  /** Its own connection: one, because probes and metrics can wait for each other. */
  readonly pool: pg.Pool;
  private still: { readonly position: Position; readonly since: number } | undefined;

  constructor(private readonly parts: HealthParts) {
    this.pool = createPool(parts.databaseUrl, { name: 'health', max: 1, connectTimeoutMs: ANSWER_MS, settings: { statement_timeout: `${ANSWER_MS}ms` } });
  }

  /** Whether this process can serve. */
  async ready(): Promise<Checks> {
    const { log, logId, questions, projecting } = this.parts;
    const { position, error, running, own } = projecting.state;
    const [head, database, question, behind] = await Promise.allSettled([inTime(log.head()), inTime(this.pool.query('select 1')), inTime(lend(questions)), inTime(log.countAfter(position, MAX_LAG + 1))]);
    const lag = behind.status === 'fulfilled' ? behind.value : undefined;
    return {
      log: head.status === 'fulfilled' ? { ok: true, position: formatToken(logId, head.value.position) } : { ok: false, reason: head.reason instanceof LogClockMismatch ? 'the log is another one than was read, or an older copy of it' : 'the log does not answer' },
      database: database.status === 'fulfilled' ? { ok: true } : { ok: false, reason: 'the database does not answer' },
      questions: question.status === 'fulfilled' ? { ok: true } : { ok: false, reason: `all ${questions.options.max} connections for questions are busy, ${questions.waitingCount} more wait for one` },
      projections: {
        ok: running && error === undefined && (lag === undefined || lag <= MAX_LAG), by: own === undefined ? 'another-process' : 'this-process', position: formatToken(logId, position), ...(lag !== undefined && { lag }),
        // The name alone: a message may hold what an event holds.
        ...(error && { reason: error instanceof NobodyProjects ? 'no projector moves the tables' : `stuck: ${error.name}` }),
      },
    };
  }

  /** Whether it lives: not, when the log went on and this process, whose tables it is to move, did not. Whether a log that is silent went on nobody knows. */
  async live(): Promise<boolean> {
    const { log, projecting, monotonic } = this.parts;
    const { own: position } = projecting.state;
    const end = position !== undefined ? await inTime(log.head()).then((head) => head.position, () => undefined) : undefined;
    if (position === undefined || end === undefined || position >= end) this.still = undefined;
    else if (this.still?.position !== position) this.still = { position, since: monotonic() };
    return this.still === undefined || monotonic() - this.still.since < STILL_MS;
  }

  /**
   * Whether the last event of the log was recorded by now. The log's time never steps back: an engine whose clock was wrong for a moment
   * dates all that follows by that moment, until it has come.
   */
  async clock(): Promise<Check> {
    const recordedAt = await inTime(this.parts.log.head()).then((head) => head.recordedAt, () => undefined);
    // Whether it answers is another check.
    if (recordedAt === undefined) return { ok: true, reason: 'the log does not answer' };
    const aheadSeconds = recordedAt === null ? 0 : Math.max(0, Date.parse(recordedAt) - Date.parse(this.parts.clock.now())) / 1_000;
    return { ok: aheadSeconds <= MAX_AHEAD_S, aheadSeconds, ...(aheadSeconds > MAX_AHEAD_S && { reason: "the clock of the log is ahead of this process's: what is recorded is dated too late" }) };
  }

  /** Whether the tables say what the log says, as far as this process has looked. A row that does not is for a person to look at: another process has the same. */
  verified(): Check {
    const { streams, events, lastAt, differences, kept, error } = this.parts.sampling.state;
    return {
      ok: differences === 0 && error === undefined, streams, events, lastAt: lastAt ?? null, differences, ...(error && { reason: `not looked at: ${error.name}` }),
      // Names and ids, and no values.
      ...(kept.length > 0 && { first: kept.map(({ projection, table, stream, key, kind }) => ({ projection, table, stream, key, kind })) }),
    };
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

/** Takes a connection and gives it back: whether there is one is all that is asked. */
async function lend(pool: pg.Pool): Promise<void> {
  (await pool.connect()).release();
}

/** What is asked goes on unheard when it is not answered in time. */
async function inTime<T>(answer: Promise<T>): Promise<T> {
  return Promise.race([answer, sleep(ANSWER_MS, undefined, { ref: false }).then(() => Promise.reject(new Error('no answer in time')))]);
}
