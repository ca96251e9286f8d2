import { describe, expect, it } from '@jest/globals';
import { codeOf, dateOf, decimalOf, hasExtension, instantOf, phoneOf, urlOf, yearsBetween } from './cells.js';

describe('a cell', () => {
  it.each([
    ['3/7/1973', 'M/D/YYYY', '1973-03-07'], ['3/7/1973', 'D/M/YYYY', '1973-07-03'], ['15/4/2006', 'M/D/YYYY', undefined], ['29-02-2024', 'DD-MM-YYYY', '2024-02-29'],
    ['29-02-2023', 'DD-MM-YYYY', undefined], ['19.04.2023 00:00:00', 'DD.MM.YYYY', '2023-04-19'], ['20120305', 'YYYYMMDD', '2012-03-05'], ['2019', 'iso', '2019'], ['2019-03', 'iso', '2019-03'],
    ['2006-04-15T03:23:15.000Z', 'iso', '2006-04-15'], ['2006-4-15', 'iso', undefined], ['3/7/73', 'M/D/YY', '1973-03-07'], ['03/07/26', 'D/M/YY', '2026-07-03'], ['31/12/26 10:00', 'D/M/YY', '2026-12-31'], ['1/1/27', 'D/M/YY', '1927-01-01'], ['1/1/00', 'D/M/YY', '2000-01-01'], ['1/1/1973', 'D/M/YY', undefined], ['1/1/73', 'D/M/YYYY', undefined], ['13/1/73', 'M/D/YY', undefined], ['', 'iso', undefined],
  ] as const)('%s in %s is the date %s', (cell, format, date) => expect(dateOf(cell, format, '2026-11-23')).toBe(date));

  it('is an instant by its own offset, or the first moment of its day', () => {
    expect(instantOf('2006-04-15T03:23:15+02:00', 'iso')).toBe('2006-04-15T01:23:15.000Z');
    expect(instantOf('15/4/2006', 'D/M/YYYY', '2026-11-23')).toBe('2006-04-15T00:00:00Z');
    expect(instantOf('2006-04', 'iso')).toBeUndefined();
  });

  it.each([['6.0E7', '1', '60000000'], ['1100.04', '1000000', '1100040000'], ['0.10', '1', '0.1'], ['-12.50', '0.1', '-1.25'], ['1e-2', '1', '0.01'], ['0', '1', '0'], ['1,5', '1', undefined], ['x', '1', undefined]])(
    '%s times %s is %s', (cell, times, decimal) => expect(decimalOf(cell, times)).toBe(decimal));

  it.each([
    ['1 234,50', '1234.5'], ['1234,5', '1234.5'], ['1.234.567,89', '1234567.89'], ['1\u202f234\u00a0567', '1234567'], ['-0,10', '-0.1'], ['12', '12'], ['1.234', '1234'],
    ['1234.5', undefined], ['1,234.5', undefined], ['12 34,5', undefined], ['1 234.567,8', undefined], ['1,2,3', undefined], [',5', undefined], ['', undefined],
  ])('%s with a decimal comma is %s', (cell, decimal) => expect(decimalOf(cell, '1', 'comma')).toBe(decimal));

  it('with a decimal comma is multiplied by what has a point', () => expect(decimalOf('1,5', '0.1', 'comma')).toBe('0.15'));

  it('is a phone number of a region, or of none', () => {
    expect(phoneOf('(555) 555-1212', 'US')).toBe('+15555551212');
    expect(phoneOf('01 23 45 67 89', 'FR')).toBe('+33123456789');
    expect(phoneOf('+33 1 23 45 67 89')).toBe('+33123456789');
    expect(phoneOf('0262 12 34 56', 'FR')).toBe('+262262123456');
    expect(phoneOf('1111111', 'US')).toBeUndefined();
  });

  it.each(['x12', 'ext. 12', ';ext=12', '#12', 'poste 12', ', poste 12', '(poste 12)'])('is a phone number with the extension %s', (extension) => {
    expect([phoneOf(`02 40 50 60 71 ${extension}`, 'FR'), hasExtension(`02 40 50 60 71 ${extension}`, 'FR')]).toEqual(['+33240506071', true]);
    expect(hasExtension('02 40 50 60 71', 'FR')).toBe(false);
  });

  it('is an address of the web, a code, an age', () => {
    expect([urlOf('www.company.com'), urlOf('www.company.com:8080'), urlOf('HTTPS://company.com'), urlOf('no address')]).toEqual(['http://www.company.com', 'http://www.company.com:8080', 'HTTPS://company.com', undefined]);
    expect(['mailto:bob@company.com', 'skype:bob@company.com', 'ftp://company.com'].map((other) => urlOf(other))).toEqual([undefined, undefined, undefined]);
    expect([codeOf('Télécom & Média'), codeOf('??')]).toEqual(['telecom-media', undefined]);
    expect(yearsBetween('2006-04-15', '2026-04-14')).toBe(19);
  });
});
