import { describe, expect, it } from '@jest/globals';
import { Refusal } from '#libs/platform/refusal.js';
import { parseJson } from './body-parsers.js';

const faultOf = (bytes: Uint8Array) => {
  try {
    parseJson(bytes);
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, errors: error.extra.errors };
    throw error;
  }
  return undefined;
};

describe('JSON bodies', () => {
  it('keep every character', () => {
    const value = { name: 'Café « Le Bœuf » 🏪 مقهى' };
    expect(parseJson(Buffer.from(JSON.stringify(value)))).toEqual(value);
  });

  it('may start with a byte order mark', () => {
    expect(parseJson(Buffer.from('\ufeff{"a":1}'))).toEqual({ a: 1 });
  });

  it('are refused when they are Latin-1, with the place', () => {
    expect(faultOf(Buffer.from('{"name":"Café"}', 'latin1'))).toEqual({
      code: 'invalid-body', errors: [{ path: 'body', expected: 'UTF-8; the bytes around 13 are not' }],
    });
  });

  it('are refused when a character is cut in half', () => {
    expect(faultOf(Buffer.from('"é"').subarray(0, 2))).toMatchObject({ code: 'invalid-body' });
  });

  it('are refused when they are not JSON, without repeating what was sent', () => {
    const fault = faultOf(Buffer.from('{"name": "Durand" oops}'));
    expect(fault).toEqual({ code: 'invalid-body', errors: [{ path: 'body', expected: 'JSON; the first character that does not fit is at 18' }] });
  });

  it('are refused when two members have one name, however that is written and however deep it is', () => {
    for (const text of ['{"kind":"a","kind":"b"}', '{"a":[{"b":{"c":1,"\\u0063":1}}]}', '{"a":1,"b":2,"a" : 1}']) {
      expect(faultOf(Buffer.from(text))).toEqual({ code: 'invalid-body', errors: [{ path: 'body', expected: 'each member of an object once' }] });
    }
  });

  it('may have colons, quotation marks and names in texts, in whatever depth', () => {
    for (const text of ['{"a":"\\"b\\":1","c":"\\\\"}', '["a:","b\\\\",{"c":{"c":{"c":null}},"":[{"":1}]}]', '{"__proto__":{"__proto__":1},"constructor":2}', `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, `"${'x'.repeat(1_000_000)}"`]) {
      expect(faultOf(Buffer.from(text))).toBeUndefined();
    }
  });
});
