import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayNumber, dayText, firstDayNumber } from '#projections/verify/replay/days.js';
import { parisDayNumber } from '../../test/oracle/paris.js';
import { addDays, firstDay, isCalendarDate, isZone, lastDay, zone } from './dates.js';

const pad = (n: number, length: number): string => String(n).padStart(length, '0');
const day = fc.integer({ min: dayNumber(1000, 1, 1), max: dayNumber(9000, 12, 31) }).map(dayText);

describe('a calendar date', () => {
  it.each(['2019', '2019-03', '2019-03-14', '0001', '9999-12-31', '2024-02-29', '2000-02-29'])('%s is one', (text) => expect(isCalendarDate(text)).toBe(true));
  it.each([
    '2023-02-29', '1900-02-29', '2024-13', '2024-00', '2024-01-00', '2024-04-31', '0000', '0000-01-01', '2024-1-1', '24', '02024', '2024-03-14T00:00:00Z', ' 2024', '2024\n', '2024-', '', 'today', '٢٠٢٤', 2024, null, undefined, {}, ['2024'],
  ])('%j is none', (text) => expect(isCalendarDate(text)).toBe(false));

  it('exists exactly when the calendar has it', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }), (year, month, date) => {
      const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`;
      expect(isCalendarDate(text)).toBe(month >= 1 && month <= 12 && dayText(dayNumber(year, month, date)) === text);
    }), { numRuns: 2_000 });
  });

  it('is as a bound its first day, as a moment its last', () => {
    expect(['2024', '2024-02', '2024-02-03'].map(firstDay)).toEqual(['2024-01-01', '2024-02-01', '2024-02-03']);
    expect(['2024', '2024-02', '2023-02', '2024-04', '2024-12', '2024-02-03'].map(lastDay)).toEqual(['2024-12-31', '2024-02-29', '2023-02-28', '2024-04-30', '2024-12-31', '2024-02-03']);
  });
});

describe('days later', () => {
  it('count over leap days and years', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2023-02-28', 1)).toBe('2023-03-01');
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
    expect(addDays('2024-02-29', 365)).toBe('2025-02-28');
  });

  it('are those of the civil calendar', () => {
    fc.assert(fc.property(day, fc.integer({ min: -40_000, max: 40_000 }), (from, count) => expect(addDays(from, count)).toBe(dayText(firstDayNumber(from) + count))));
  });
});

describe('the day in Paris', () => {
  const paris = zone('Europe/Paris');

  it.each([
    ['2024-01-14T22:59:59.999Z', '2024-01-14'], ['2024-01-14T23:00:00.000Z', '2024-01-15'], ['2024-07-14T21:59:59.999Z', '2024-07-14'], ['2024-07-14T22:00:00.000Z', '2024-07-15'],
    ['2024-02-28T23:00:00.000Z', '2024-02-29'], ['2024-02-29T23:00:00.000Z', '2024-03-01'], ['2023-12-31T23:00:00.000Z', '2024-01-01'],
    // The nights the clocks change: one day of 23 hours, one of 25.
    ['2024-03-30T23:00:00.000Z', '2024-03-31'], ['2024-03-31T21:59:59.999Z', '2024-03-31'], ['2024-03-31T22:00:00.000Z', '2024-04-01'],
    ['2024-10-26T22:00:00.000Z', '2024-10-27'], ['2024-10-27T22:59:59.999Z', '2024-10-27'], ['2024-10-27T23:00:00.000Z', '2024-10-28'],
  ])('at %s is %s', (instant, expected) => expect(paris.dayOf(instant)).toBe(expected));

  it('is what the rule of summer time makes it', () => {
    fc.assert(fc.property(fc.integer({ min: Date.UTC(1997, 0, 1), max: Date.UTC(2037, 0, 1) }), (ms) => {
      const instant = new Date(ms).toISOString();
      expect(paris.dayOf(instant)).toBe(dayText(parisDayNumber(instant)));
    }), { numRuns: 500 });
  });

  it.each([['2024-01-15', '2024-01-14T23:00:00.000Z'], ['2024-07-15', '2024-07-14T22:00:00.000Z'], ['2024-03-31', '2024-03-30T23:00:00.000Z'], ['2024-04-01', '2024-03-31T22:00:00.000Z'], ['2024-10-27', '2024-10-26T22:00:00.000Z'], ['2024-10-28', '2024-10-27T23:00:00.000Z']])(
    '%s starts at %s', (date, start) => expect(paris.startOf(date)).toBe(start));
});

/** Zones whose clocks change at midnight, by half an hour, by a day, or are no whole hours from UTC. */
const ODD_ZONES = ['Europe/Paris', 'UTC', 'America/Havana', 'America/Sao_Paulo', 'Asia/Beirut', 'Asia/Amman', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia', 'Africa/Monrovia'];

describe.each(ODD_ZONES)('in %s', (name) => {
  const here = zone(name);
  /** The day as Intl writes it, nothing remembered. */
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: name, year: 'numeric', month: '2-digit', day: '2-digit' });

  it('a remembered day is the day', () => {
    // Neighbouring instants, so that most questions meet a quarter of an hour that is remembered, days change among them.
    const around = fc.tuple(fc.integer({ min: Date.UTC(1960, 0, 1), max: Date.UTC(2040, 0, 1) }), fc.array(fc.integer({ min: -43_200_000, max: 43_200_000 }), { minLength: 5, maxLength: 20 }));
    fc.assert(fc.property(around, ([ms, shifts]) => {
      for (const shift of shifts) expect(here.dayOf(new Date(ms + shift).toISOString())).toBe(format.format(ms + shift));
    }), { numRuns: 200 });
  });

  it('a day starts with its first instant', () => {
    fc.assert(fc.property(fc.integer({ min: dayNumber(1975, 1, 1), max: dayNumber(2035, 1, 1) }), (n) => {
      const start = Date.parse(here.startOf(dayText(n)));
      expect(format.format(start) >= dayText(n)).toBe(true);
      expect(format.format(start - 1) < dayText(n)).toBe(true);
    }), { numRuns: 300 });
  });
});

it.each([['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z'], ['America/Havana', '2024-11-03', '2024-11-03T04:00:00.000Z'], ['Asia/Beirut', '2022-03-27', '2022-03-26T22:00:00.000Z'], ['Asia/Amman', '2021-10-29', '2021-10-28T21:00:00.000Z'], ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z']])(
  'in %s, %s starts at %s: midnight is skipped, or comes twice', (name, date, start) => expect(zone(name).startOf(date)).toBe(start));

it('a zone has a name the time zone database knows', () => {
  expect(isZone('Europe/Paris')).toBe(true);
  expect(isZone('Europe/Lutetia')).toBe(false);
  expect(() => zone('Europe/Lutetia')).toThrow(RangeError);
});
