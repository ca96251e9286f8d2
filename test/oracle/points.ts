/** The days at which an answer could be wrong: every date a history names or was recorded on, the day before and the day after. */
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import { dayText, firstDayNumber } from '#projections/verify/replay/days.js';
import { parisDayNumber } from './paris.js';

const LONG_AGO = '1000-01-01';
const LONG_HENCE = '9900-12-31';
const DATE = /"(\d{4}(?:-\d{2}(?:-\d{2})?)?)"/g;

/** @param freshnessDays spans after which something turns doubtful */
export function daysToAsk(log: readonly StoredEvent[], freshnessDays: readonly number[]): string[] {
  const numbers = new Set<number>();
  for (const event of log) {
    const named = [...JSON.stringify(event.data).matchAll(DATE)].map(([, date]) => firstDayNumber(date!));
    for (const number of [...named, parisDayNumber(event.recordedAt)]) {
      for (const span of [0, ...freshnessDays]) for (const by of [-1, 0, 1]) numbers.add(number + span + by);
    }
  }
  return [LONG_AGO, ...[...numbers].sort((a, b) => a - b).map(dayText), LONG_HENCE];
}

/** The positions one can ask for: the ends of appends. */
export const momentsToAsk = (log: readonly StoredEvent[]): bigint[] => [...new Set(log.map(({ appendEnd }) => appendEnd))];
