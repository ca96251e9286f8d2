import { describe, expect, it } from '@jest/globals';
import { formatToken, isLogId, parseToken } from './position-token.js';

describe('a position token', () => {
  it.each([0n, 1n, 1204n, 2n ** 53n + 1n, 2n ** 63n - 1n])('reads %s back as it was written', (position) => {
    expect(parseToken(formatToken('k7mzq2ab', position))).toEqual({ logId: 'k7mzq2ab', position });
  });

  it('looks like @<log id>.<decimal>', () => {
    expect(formatToken('k7mzq2ab', 1204n)).toBe('@k7mzq2ab.1204');
  });

  it.each([
    '', '@', '1204', 'k7mzq2ab.1204', '@k7mzq2ab', '@k7mzq2ab.', '@k7mzq2a.1204', '@k7mzq2abc.1204', '@K7MZQ2AB.1204', '@k7mzq1ab.1204',
    '@k7mzq2ab.01', '@k7mzq2ab.-1', '@k7mzq2ab.1.0', '@k7mzq2ab.1e3', '@k7mzq2ab.0x1', ' @k7mzq2ab.1', '@k7mzq2ab.1\n', '@k7mzq2ab.9223372036854775808', '@k7mzq2ab.١',
  ])('is not %j', (text) => {
    expect(parseToken(text)).toBeUndefined();
  });

  it('knows the ids of logs', () => {
    expect(isLogId('k7mzq2ab')).toBe(true);
    for (const other of ['k7mzq2a', 'k7mzq0ab', 'k7mzq2ab ', 7, undefined]) expect(isLogId(other)).toBe(false);
  });
});
