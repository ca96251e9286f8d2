import { describe, expect, it } from '@jest/globals';
import { refusePattern, waysToTry } from './pattern.js';
import { shippedIdentifierSchemes } from './shipped.js';

const refused = expect.objectContaining({ name: 'Refusal', code: 'invalid-body', extra: { errors: [expect.objectContaining({ path: 'pattern' })] } });

describe('a pattern', () => {
  it.each([
    '[0-9]{9}', '.{1,128}', '(?:FR|BE)[0-9]{9,11}', '[A-Z]+-?[0-9]*', 'A(B|C)D', '(AB)+', '((a))+', '(a|b){3}', '[(+*)|]{3}', '\\(\\d+\\)', '[\\]]+', 'a{,3}', '',
    ...shippedIdentifierSchemes.map(({ pattern }) => pattern),
  ])('can be %s', (pattern) => expect(() => refusePattern(pattern)).not.toThrow());

  it.each(['(a+)+', '(a*)*b', '(a|a)*', '(a|ab)+c', '(?:a+)+', '([a-z]+)*', '((a+))+', '(a{1,9}){1,9}', '(.*)+x', '(a+)+?', '(?:(?:a+)b)+', '(a?)+', '(a?){30}a{30}', '(a|b){20}', '([)]a+)+', '([\\]]+)+', `${'a?'.repeat(30)}${'a'.repeat(30)}`, '[0-9]*[0-9]*[0-9]*x'])(
    'cannot be %s: some value would be tried for ever', (pattern) => expect(() => refusePattern(pattern)).toThrow(refused));

  it.each(['(a)\\1', '(?<x>a)\\k<x>', '(?<x>a)', '(?=a)a', '(?!a)b', '(?<=a)b', '(?<!a)b', '(', '[', '*', 'a{2,1}', 'a**', ')', 'a'.repeat(201)])(
    'cannot be %s', (pattern) => expect(() => refusePattern(pattern)).toThrow(refused));
});

it.each([['abc', 1], ['a?', 2], ['a{2,4}', 3], ['a{3}', 1], ['a*', 129], ['a+?', 128], ['a|bc|d', 3], ['(a|b)(c|d)', 4], ['(a|b){2}', 4], ['(a|b){1,2}', 6], ['(?:a?b)?', 3], ['[a|b]\\|', 1]])('%s can be tried in %s ways', (pattern, ways) => {
  expect(waysToTry(pattern)).toBe(ways);
});
