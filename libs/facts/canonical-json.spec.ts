import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, isCanonical } from './canonical-json.js';

const canonical = (text: string): string => canonicalJson(JSON.parse(text));

describe('canonical JSON', () => {
  it('is that of RFC 8785: its example', () => {
    expect(canonical(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`)).toBe(String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`);
  });

  it('sorts keys by their UTF-16 code units: the example of RFC 8785, 3.2.3', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
    expect(canonicalJson(Object.fromEntries(keys.map((key) => [key, 0])))).toBe('{"\\r":0,"1":0,"\u0080":0,"\u00f6":0,"\u20ac":0,"\ud83d\ude00":0,"\ufb33":0}');
  });

  it.each([['0', '0'], ['-0', '0'], ['-0.0', '0'], ['1e21', '1e+21'], ['1E20', '100000000000000000000'], ['9007199254740992', '9007199254740992'], ['5e-324', '5e-324'], ['0.1e1', '1']])('writes the number %s as %s', (text, expected) => {
    expect(canonical(text)).toBe(expected);
  });

  it('takes no two objects for one of the same keys', () => {
    expect([{ b: 1, 'a,c': 2 }, { 'b,a': 3, c: 4 }, { b: 5, 'a,c': 6 }].map(canonicalJson)).toEqual(['{"a,c":2,"b":1}', '{"b,a":3,"c":4}', '{"a,c":6,"b":5}']);
  });

  it('keeps what an object of JavaScript would make something else of', () => {
    expect(canonical('{"__proto__":{"b":1},"10":1,"9":2,"":3}')).toBe('{"":3,"10":1,"9":2,"__proto__":{"b":1}}');
  });

  it('is known again without parsing', () => {
    expect(['{"a":[],"b":{},"c":[1,-20,0,"é",null,true,false,{"x":{"y":""}}]}', '""', '0', '[[[]],[]]'].filter((text) => !isCanonical(text))).toEqual([]);
  });

  it('is never taken for it: any JSON text that is written otherwise', () => {
    const odd = ['{"b":1,"a":2}', '{"a":1,"a":1}', '{"a":1}x', ' 1', '1 ', '[1, 2]', '{"a" :1}', '{"a": 1}', '-0', '1.0', '1.50', '1e2', '100000000000000000000000', '9007199254740993', String.raw`"\u0041"`, String.raw`"\/"`, '{"10":1,"1":2}', '[{"b":[{"d":1,"c":1}]}]'];
    expect(odd.filter(isCanonical)).toEqual([]);
    fc.assert(fc.property(fc.json({ maxDepth: 4 }), fc.constantFrom(undefined, 1), (text, indent) => {
      const written = JSON.stringify(JSON.parse(text), undefined, indent);
      return !isCanonical(written) || written === canonical(written);
    }));
  });
});
