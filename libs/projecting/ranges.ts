/** Ranges as PostgreSQL reads them. */
import type { Position } from '#libs/event-log/event-log.js';
import type { DayRange } from '#libs/temporal/periods.js';

/** `daterange`; `null` is empty. */
export function dateRange(range: DayRange | null): string {
  return range === null ? 'empty' : `[${range.lower ?? ''},${range.upper ?? ''})`;
}

/** `int8range` of positions; `null` is open. */
export function positionRange(from: Position, to: Position | null): string {
  return `[${from},${to ?? ''})`;
}
