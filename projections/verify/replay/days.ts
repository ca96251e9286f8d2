/**
 * Day numbers of the replay's own making: days since 1970-01-01, by the civil calendar's arithmetic. Shares nothing with
 * `libs/temporal`, so that one mistake cannot hide in both.
 */

export function dayNumber(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

/** Dates whose number is kept: a log names the same ones again and again. */
const KEPT_DATES = 20_000;
const kept = new Map<string, number>();

/** The first day a date of any precision stands for. */
export function firstDayNumber(date: string): number {
  const known = kept.get(date);
  if (known !== undefined) return known;
  const [year, month = 1, day = 1] = date.split('-').map(Number);
  const number = dayNumber(year!, month, day);
  if (kept.size >= KEPT_DATES) kept.clear();
  kept.set(date, number);
  return number;
}

export function dayText(number: number): string {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}
