/** What all definitions have in common: codes that are never reused, and parts that never change. */
import { canonicalJson } from '#libs/facts/canonical-json.js';
import { Refusal } from '#libs/platform/refusal.js';

const CODE = /^[a-z][a-z0-9-]{0,39}$/;
/** Names that mean something to the languages and formats a code travels through. */
const RESERVED: ReadonlySet<string> = new Set(['constructor', 'prototype', 'null', 'undefined', 'true', 'false', 'name', 'identifier', 'address', 'revenue']);

/** Refuses a code that cannot be given to something new. */
export function refuseCode(code: string, taken: (code: string) => boolean = () => false): void {
  if (!CODE.test(code)) {
    throw new Refusal('code-reserved', 'this cannot be a code', { errors: [{ path: 'code', expected: 'a lower-case letter, then at most 39 lower-case letters, digits and -', got: code.slice(0, 64) }] });
  }
  if (RESERVED.has(code) || taken(code)) throw new Refusal('code-reserved', `the code ${code} is reserved`, { errors: [{ path: 'code', expected: 'a code that is not reserved or built in', got: code }] });
}

export const sameValue = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null);

/** Members that two definitions differ in, but for those that may change. */
export function differingMembers(current: object, wanted: object, changeable: readonly string[]): string[] {
  const [a, b] = [current, wanted] as Record<string, unknown>[];
  return [...new Set([...Object.keys(a!), ...Object.keys(b!)])].filter((member) => !changeable.includes(member) && !sameValue(a![member], b![member])).sort();
}
