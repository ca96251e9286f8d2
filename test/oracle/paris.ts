import { dayNumber } from '#projections/verify/replay/days.js';

/** Offset of Europe/Paris from UTC in hours: since 1996 summer time runs from the last Sunday of March to that of October, 01:00 UTC. */
export function parisDayNumber(instant: string): number {
  const ms = Date.parse(instant);
  const year = new Date(ms).getUTCFullYear();
  const lastSunday = (month: number): number => {
    const last = dayNumber(year, month, 31);
    return last - ((((last + 4) % 7) + 7) % 7);
  };
  const switchAt = (month: number): number => lastSunday(month) * 86_400_000 + 3_600_000;
  const offset = ms >= switchAt(3) && ms < switchAt(10) ? 2 : 1;
  return Math.floor((ms + offset * 3_600_000) / 86_400_000);
}
