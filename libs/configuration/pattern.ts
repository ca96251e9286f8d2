/** Patterns that callers give for identifiers: only those that are decided in reasonable time on any value. Pure. */
import { Refusal } from '#libs/platform/refusal.js';

/** Longest pattern: enough for any register's numbers, short enough to be read. */
const MAX_PATTERN = 200;
/** Longest value a pattern is tried on: identifiers have at most 128 characters. */
const MAX_VALUE = 128;
/** Ways to try a value before it is known not to match: some milliseconds. */
const MAX_WAYS = 100_000;

/** Refuses what is no regular expression, needs more than one (back references, look-around), or could be tried in too many ways. */
export function refusePattern(pattern: string): void {
  const fault = (expected: string): Refusal => new Refusal('invalid-body', 'the pattern cannot be used', { errors: [{ path: 'pattern', expected, got: pattern.slice(0, 64) }] });
  if ([...pattern].length > MAX_PATTERN) throw fault(`at most ${MAX_PATTERN} characters`);
  if (/\\[1-9k]|\(\?(?!:)/.test(pattern)) throw fault('no back references, no look-around and no named groups');
  try {
    new RegExp(`^(?:${pattern})$`);
  } catch {
    throw fault('a regular expression');
  }
  if (waysToTry(pattern) > MAX_WAYS) throw fault('fewer repetitions after and inside each other, or bounds for them such as {1,20}');
}

/**
 * At most how many ways a backtracking matcher can take through a valid pattern: each repetition is a choice of its length, each
 * alternative one of a branch; choices that follow each other multiply.
 */
export function waysToTry(pattern: string): number {
  let at = 0;
  const alternatives = (): number => {
    let ways = sequence();
    while (pattern[at] === '|') {
      at++;
      ways += sequence();
    }
    return ways;
  };
  const sequence = (): number => {
    let ways = 1;
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') ways *= repeated(atom());
    return ways;
  };
  const atom = (): number => {
    const character = pattern[at++];
    if (character === '\\') at++;
    if (character === '[') skipClass();
    if (character !== '(') return 1;
    if (pattern.startsWith('?:', at)) at += 2;
    const ways = alternatives();
    at++;
    return ways;
  };
  const skipClass = (): void => {
    while (pattern[at] !== ']') at += pattern[at] === '\\' ? 2 : 1;
    at++;
  };
  const repeated = (ways: number): number => {
    const quantifier = /^(?:([*+?])|\{(\d+)(,(\d*))?\})\??/.exec(pattern.slice(at));
    if (!quantifier) return ways;
    at += quantifier[0].length;
    const [, sign, least, upTo, most] = quantifier;
    const min = sign === undefined ? Number(least) : sign === '+' ? 1 : 0;
    const max = sign === '?' ? 1 : sign === undefined && upTo === undefined ? min : most ? Number(most) : Infinity;
    let total = 0;
    for (let times = min; times <= Math.min(max, Math.max(min, MAX_VALUE)); times++) total += ways ** times;
    return total;
  };
  return alternatives();
}
