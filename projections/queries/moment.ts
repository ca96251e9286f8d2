/**
 * The moment a question is asked for: a day in the world, and a position of the log. Every answer says which it was taken at.
 */
import type { Copies } from '#libs/event-log/copy/copies.js';
import { formatToken, parseToken } from '#libs/event-log/position-token.js';
import type { EventLog, Position } from '#libs/event-log/event-log.js';
import type { Clock } from '#libs/platform/clock.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { ProjectionRunner } from '#libs/projecting/runner.js';
import { addDays, firstDay, instantAt, instantOf, isCalendarDate, lastDay, LAST_INSTANT, type Day, type Instant, type Zone } from '#libs/temporal/dates.js';

/** Milliseconds an answer waits for the tables to reach a position, before the caller is told to come back. */
export const MAX_WAIT_MS = 5_000;

/** What it takes to show all that the log holds. */
export interface WholeLog {
  readonly log: EventLog;
  readonly projecting: ProjectionRunner;
}

/** The end of the log, once the tables show it: nothing of before is missed there. */
export async function shownWhole({ log, projecting }: WholeLog): Promise<Position> {
  const { position } = await log.head();
  if (!(await projecting.waitFor(position, MAX_WAIT_MS))) throw new Refusal('not-yet-projected', `the tables have not reached the end of the log within ${MAX_WAIT_MS} ms`);
  return position;
}

/** The parameters of a question as they came. */
export interface AskedMoment {
  readonly asOf?: string | undefined;
  readonly knownAt?: string | undefined;
  /** A position whose effects the answer must show: one's own write. */
  readonly after?: string | undefined;
}

export interface Moment {
  readonly asOf: Day;
  /** The same bound for what happens at instants: all that begins before this one counts. A date is asked for to its last moment. */
  readonly before: Instant;
  /** Undefined: as far as the tables have come when the question is asked. */
  readonly position: Position | undefined;
  /** `asOf` lies after today: answered as if nothing more were learned. */
  readonly projected: boolean;
  readonly today: Day;
}

/** What an answer says of when it was asked for: the day, and the last instant that counts. Given as `asOf`, that instant asks the same again; a day would be asked for to its end. */
export function askedAt({ asOf, before }: Pick<Moment, 'asOf' | 'before'>): { readonly asOf: Day; readonly asOfInstant: Instant } {
  return { asOf, asOfInstant: instantAt(Date.parse(before) - 1) };
}

export interface MomentsOptions {
  readonly log: EventLog;
  readonly logId: string;
  readonly zone: Zone;
  readonly clock: Clock;
  readonly projecting: ProjectionRunner;
  readonly copies: Copies;
}

export class Moments {
  constructor(private readonly options: MomentsOptions) {}

  /** The business zone, in which days begin and end. */
  get zone(): Zone {
    return this.options.zone;
  }

  /** Reads the parameters, and waits until the tables show what is asked for. */
  async resolve({ asOf, knownAt, after }: AskedMoment): Promise<Moment> {
    const now = this.options.clock.now();
    const today = this.options.zone.dayOf(now);
    const day = asOf === undefined ? today : this.day(asOf, 'asOf');
    const position = knownAt === undefined ? undefined : await this.position(knownAt, today);
    if (position !== undefined) await this.reach(position);
    if (after !== undefined) await this.reach(await this.token(after, 'after'));
    return { asOf: day, before: this.before(asOf ?? now), position, projected: day > today, today };
  }

  /** What time it is. */
  now(): Instant {
    return this.options.clock.now();
  }

  /** A date as its last day, an instant as its day in the business zone. */
  day(text: string, path: string): Day {
    if (isCalendarDate(text)) return lastDay(text);
    const instant = instantOf(text);
    if (instant !== undefined) return this.options.zone.dayOf(instant);
    throw new Refusal('invalid-date', `${path} is neither a date nor an instant`, { errors: [{ path, expected: 'a date (2019, 2019-03, 2019-03-14) or an instant (2024-03-01T09:30:00Z)', got: text.slice(0, 64) }] });
  }

  /** The first instant that a date or an instant no longer covers. */
  before(text: string): Instant {
    const instant = instantOf(text);
    if (instant !== undefined) return instantAt(Date.parse(instant) + 1);
    const last = lastDay(text);
    const next = addDays(last, 1);
    return next > last ? this.options.zone.startOf(next) : LAST_INSTANT;
  }

  /** The first instant of a date, or an instant as it is. */
  startOf(text: string, path: string): Instant {
    return instantOf(text) ?? this.options.zone.startOf(isCalendarDate(text) ? firstDay(text) : this.day(text, path));
  }

  /** A position of this log, or what one of the log it was copied from is here. */
  async token(text: string, path: string): Promise<Position> {
    const token = parseToken(text);
    if (!token) throw new Refusal('invalid-body', `${path} is no position`, { errors: [{ path, expected: 'a position as answers give it, such as @k7mzq2ab.1204', got: text.slice(0, 64) }] });
    const { logId, copies } = this.options;
    if (token.logId === logId) return token.position;
    const position = await copies.translate(logId, token.logId, token.position);
    if (position === undefined) throw new Refusal('foreign-log', `the position is of log ${token.logId}, this is ${logId}`);
    return position;
  }

  /** The position of an earlier page, which the tables still show. */
  async pinned(text: string): Promise<Position> {
    const position = await this.token(text, 'cursor');
    await this.reach(position);
    return position;
  }

  format(position: Position): string {
    return formatToken(this.options.logId, position);
  }

  private async position(text: string, today: Day): Promise<Position> {
    const { log, zone, clock } = this.options;
    if (text.startsWith('@')) {
      const asked = await this.token(text, 'knownAt');
      const end = asked === 0n ? 0n : await log.appendEnd(asked);
      if (end === undefined) throw new Refusal('known-at-ahead', `the log has not reached ${text} yet`);
      return end;
    }
    if (isCalendarDate(text)) {
      const last = lastDay(text);
      if (firstDay(text) > today || (last > today && text.length === 10)) throw new Refusal('known-at-ahead', `${text} is not over yet: nobody knows what will be known then`);
      return log.positionAt(last >= today ? clock.now() : instantAt(Date.parse(zone.startOf(addDays(last, 1))) - 1));
    }
    const instant = instantOf(text);
    if (instant === undefined) {
      throw new Refusal('invalid-date', 'knownAt is no date, no instant and no position', { errors: [{ path: 'knownAt', expected: 'a date, an instant in ISO 8601 with its offset, or a position', got: text.slice(0, 64) }] });
    }
    if (instant > clock.now()) throw new Refusal('known-at-ahead', `${text} has not come yet`);
    return log.positionAt(instant);
  }

  private async reach(position: Position): Promise<void> {
    const { projecting, log } = this.options;
    if (projecting.state.position >= position) return;
    if (position > (await log.head()).position) throw new Refusal('known-at-ahead', `the log has not reached ${this.format(position)} yet`);
    if (await projecting.waitFor(position, MAX_WAIT_MS)) return;
    throw new Refusal('not-yet-projected', `the tables have not reached ${this.format(position)} within ${MAX_WAIT_MS} ms; they are at ${this.format(projecting.state.position)}`);
  }
}
