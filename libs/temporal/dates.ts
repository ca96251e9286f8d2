/**
 * Calendar dates with their precision, and the days they stand for. Pure: no clock, no time zone database but Intl.
 *
 * A {@link CalendarDate} is what a caller says: `2019`, `2019-03` or `2019-03-14`. A {@link Day} is always whole
 * (`YYYY-MM-DD`); days of four-digit years compare as strings, so no other date type is needed.
 */

/**
 * `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, a real date of the Gregorian calendar, years 0001 to 9999.
 * @pattern ^\d{4}(-\d{2}(-\d{2})?)?$
 */
export type CalendarDate = string;
/**
 * `YYYY-MM-DD`. Compare with `<`.
 * @format date
 */
export type Day = string;
/**
 * An instant as ISO 8601 in UTC with milliseconds: `2024-03-01T09:30:00.000Z`. Compare with `<`.
 * @format date-time
 */
export type Instant = string;

const CALENDAR_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Whether the text is a real date: `2023-02-29` and `2024-13` are not. */
export function isCalendarDate(text: string): boolean;
export function isCalendarDate(text: unknown): text is CalendarDate;
export function isCalendarDate(text: unknown): boolean {
  if (typeof text !== 'string') return false;
  const match = CALENDAR_DATE.exec(text);
  if (!match) return false;
  const [, year, month, day] = match;
  if (year === '0000') return false;
  if (month === undefined) return true;
  if (month < '01' || month > '12') return false;
  return day === undefined || (day >= '01' && Number(day) <= daysInMonth(Number(year), Number(month)));
}

/** What a reduced date means as a bound: its first day. */
export function firstDay(date: CalendarDate): Day {
  return date.length === 10 ? date : date.length === 7 ? `${date}-01` : `${date}-01-01`;
}

/** What a reduced date means as `asOf` or `knownAt`: its last day. */
export function lastDay(date: CalendarDate): Day {
  if (date.length === 10) return date;
  if (date.length === 4) return `${date}-12-31`;
  return `${date}-${String(daysInMonth(Number(date.slice(0, 4)), Number(date.slice(5, 7)))).padStart(2, '0')}`;
}

const A_DAY = 86_400_000;
const FIRST_DAY: Day = '0001-01-01';
const LAST_DAY: Day = '9999-12-31';
/** Instants have four-digit years, in UTC, as days have. */
export const FIRST_INSTANT: Instant = `${FIRST_DAY}T00:00:00.000Z`;
export const LAST_INSTANT: Instant = `${LAST_DAY}T23:59:59.999Z`;
const FIRST_MS = Date.parse(FIRST_INSTANT);
const LAST_MS = Date.parse(LAST_INSTANT);

/** The day `count` days later (earlier when negative); where there is none, the last or the first there is. */
export function addDays(day: Day, count: number): Day {
  return instantAt(Date.parse(`${day}T00:00:00.000Z`) + count * A_DAY).slice(0, 10);
}

/** The instant so many milliseconds after 1970 began in UTC; beyond the years there are, the last or the first. */
export function instantAt(ms: number): Instant {
  return new Date(Math.min(Math.max(ms, FIRST_MS), LAST_MS)).toISOString();
}

/** The instant that a text in ISO 8601 with its offset means; undefined where there is none in the years 0001 to 9999 of UTC. */
export function instantOf(text: string): Instant | undefined {
  if (!ISO_INSTANT.test(text) || !isCalendarDate(text.slice(0, 10))) return undefined;
  const ms = Date.parse(text);
  return ms >= FIRST_MS && ms <= LAST_MS ? new Date(ms).toISOString() : undefined;
}

const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** A time zone in which instants become days and days become instants. */
export interface Zone {
  /** IANA name, such as `Europe/Paris`. */
  readonly name: string;
  /** The day an instant falls on in this zone. */
  dayOf(instant: Instant): Day;
  /** The first instant of a day in this zone. */
  startOf(day: Day): Instant;
}

/** Whether an IANA zone name is known here. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-CA', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Every event asks for its day, and Intl takes microseconds to tell it; no quarter of an hour lies on two days. */
const QUARTER_OF_AN_HOUR = 900_000;
/** Since then all offsets from UTC, and all changes of them, are whole quarters of an hour. Local mean times before were not. */
const WHOLE_QUARTERS_SINCE = Date.UTC(1973, 0, 1);
/** About two years of them, in some 5 MB. */
const MAX_REMEMBERED_QUARTERS = 65_536;
const MAX_REMEMBERED_DAYS = 4_096;

/** No further from the first and the last day than this, all clocks show UTC: some of their days lie in years that are not ours. */
const EDGE = 2 * A_DAY;

/** The zone by its IANA name. Throws RangeError for an unknown one. */
export function zone(name: string): Zone {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: name, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  });
  /** The wall clock of the zone at an instant, written as if it were UTC, in milliseconds. */
  const wallClock = (ms: number): number => {
    const parts: Record<string, string> = {};
    for (const { type, value } of format.formatToParts(ms)) parts[type] = value;
    return Date.parse(`${parts.year!.padStart(4, '0')}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}.000Z`);
  };
  const isAtEdge = (ms: number): boolean => ms < FIRST_MS + EDGE || ms > LAST_MS - EDGE;
  const dayAt = (ms: number): Day => instantAt(isAtEdge(ms) ? ms : wallClock(ms)).slice(0, 10);
  const dayByQuarter = new Map<number, Day>();
  const dayOf = (instant: Instant): Day => {
    const ms = Date.parse(instant);
    if (ms < WHOLE_QUARTERS_SINCE) return dayAt(ms);
    const quarter = Math.floor(ms / QUARTER_OF_AN_HOUR);
    let day = dayByQuarter.get(quarter);
    if (day === undefined) {
      day = dayAt(ms);
      if (dayByQuarter.size >= MAX_REMEMBERED_QUARTERS) dayByQuarter.clear();
      dayByQuarter.set(quarter, day);
    }
    return day;
  };
  const startByDay = new Map<Day, Instant>();
  const startOf = (day: Day): Instant => {
    const midnight = Date.parse(`${day}T00:00:00.000Z`);
    if (isAtEdge(midnight)) return instantAt(midnight);
    // The clocks may change in this very night: midnight by the clock before and by the one after, of both the first that lies on the
    // day. Where midnight comes twice that is the first of the two; where it is skipped, the moment of the change.
    const byClockOf = (ms: number): number => midnight - (wallClock(ms) - ms);
    let start = Math.min(byClockOf(midnight - A_DAY), byClockOf(midnight + A_DAY));
    if (dayAt(start) < day) start = Math.max(byClockOf(midnight - A_DAY), byClockOf(midnight + A_DAY));
    return new Date(start).toISOString();
  };
  return {
    name,
    dayOf,
    startOf(day) {
      let start = startByDay.get(day);
      if (start === undefined) {
        start = startOf(day);
        if (startByDay.size >= MAX_REMEMBERED_DAYS) startByDay.clear();
        startByDay.set(day, start);
      }
      return start;
    },
  };
}
