import { describe, expect, it } from '@jest/globals';
import { columnTypes, instantFromTimestamptz } from './column-types.js';

describe('columns', () => {
  it.each([
    ['2024-03-01 09:30:00+00', '2024-03-01T09:30:00.000Z'],
    ['2024-03-01 09:30:00.5+00', '2024-03-01T09:30:00.500Z'],
    ['2024-03-01 09:30:00.123987+00', '2024-03-01T09:30:00.123Z'],
    ['2024-03-01 00:30:00.123+01', '2024-02-29T23:30:00.123Z'],
    ['1890-01-01 00:09:21+00:09', '1890-01-01T00:00:21.000Z'],
  ])('timestamptz %s is the instant %s', (text, instant) => expect(instantFromTimestamptz(text)).toBe(instant));

  it.each(['infinity', '-infinity', '10000-01-01 00:00:00+00', '0044-03-15 00:00:00+00 BC'])('timestamptz %s has no instant', (text) => {
    expect(() => instantFromTimestamptz(text)).toThrow(RangeError);
  });

  it('keeps days as text, positions as bigint and json as asked', () => {
    const read = (oid: number, text: string, json: 'parsed' | 'text' = 'parsed'): unknown =>
      (columnTypes(json).getTypeParser(oid, 'text') as (text: string) => unknown)(text);
    expect(read(1082, '2024-03-31')).toBe('2024-03-31');
    expect(read(1182, '{2024-03-31,NULL}')).toEqual(['2024-03-31', null]);
    expect(read(20, '9007199254740993')).toBe(9007199254740993n);
    expect(read(1016, '{1,9007199254740993}')).toEqual([1n, 9007199254740993n]);
    expect(read(114, '{"b": 1, "a":2}')).toEqual({ a: 2, b: 1 });
    expect(read(114, '{"b": 1, "a":2}', 'text')).toBe('{"b": 1, "a":2}');
    expect(read(23, '7')).toBe(7);
  });
});
