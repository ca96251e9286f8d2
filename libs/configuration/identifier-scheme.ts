/** An identifier scheme: its stream, fold and decisions. Only its label and its retirement change. */
import type { Fold } from '#libs/event-log/fold.js';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import { Refusal } from '#libs/platform/refusal.js';
import { differingMembers, refuseCode, sameValue } from './definition.js';
import type { IdentifierSchemeDefined, IdentifierSchemeEvent, IdentifierSchemeRelabelled, IdentifierSchemeRetired } from './events.js';

export type IdentifierScheme = IdentifierSchemeDefined['data'] & { readonly retired: boolean };

export const identifierSchemeStream = (code: string): string => `identifierScheme-${code}`;

export const identifierSchemeFold: Fold<{ scheme: IdentifierScheme | undefined }> = {
  initial: () => ({ scheme: undefined }),
  apply(state, stored) {
    const event = stored as StoredEvent<IdentifierSchemeEvent>;
    if (event.type === 'IdentifierSchemeDefined') state.scheme ??= { ...event.data, retired: false };
    else if (state.scheme && event.type === 'IdentifierSchemeRelabelled') state.scheme = { ...state.scheme, label: event.data.label };
    else if (state.scheme) state.scheme = { ...state.scheme, retired: true };
  },
};

/** Longest pattern: enough for any register's numbers, short enough to be read. */
const MAX_PATTERN = 200;

export function defineIdentifierScheme(current: IdentifierScheme | undefined, wanted: IdentifierSchemeDefined['data']): (IdentifierSchemeDefined | IdentifierSchemeRelabelled)[] {
  if (!current) {
    refuseCode(wanted.code);
    refusePattern(wanted.pattern);
    return [{ type: 'IdentifierSchemeDefined', data: wanted }];
  }
  const { retired, ...definition } = current;
  if (retired) throw new Refusal('retired', `the identifier scheme ${wanted.code} was retired, and a code is never used again`);
  const differing = differingMembers(definition, wanted, ['label']);
  if (differing.length > 0) throw new Refusal('code-taken', `${wanted.code} is defined otherwise: ${differing.join(', ')} never change`, { differing });
  return sameValue(definition.label, wanted.label) ? [] : [{ type: 'IdentifierSchemeRelabelled', data: { code: wanted.code, label: wanted.label } }];
}

export function retireIdentifierScheme(current: IdentifierScheme | undefined, code: string): IdentifierSchemeRetired[] {
  if (!current) throw new Refusal('not-found', `there is no identifier scheme ${code}`);
  return current.retired ? [] : [{ type: 'IdentifierSchemeRetired', data: { code } }];
}

/**
 * Refuses patterns that could take for ever on some value: back references, look-around, and a repeated group that itself
 * repeats. What is left is matched in time proportional to the value, of at most 128 characters.
 */
function refusePattern(pattern: string): void {
  const fault = (expected: string): Refusal => new Refusal('invalid-body', 'the pattern cannot be used', { errors: [{ path: 'pattern', expected, got: pattern.slice(0, 64) }] });
  if (pattern.length > MAX_PATTERN) throw fault(`at most ${MAX_PATTERN} characters`);
  if (/\\[1-9k]|\(\?(?!:)/.test(pattern)) throw fault('no back references and no look-around');
  if (/\([^()]*[+*{|][^()]*\)[+*{]/.test(pattern) || /\([^()]*\([^()]*\)[^()]*\)[+*{]/.test(pattern)) throw fault('no repetition of a group that repeats or chooses');
  try {
    new RegExp(`^(?:${pattern})$`);
  } catch {
    throw fault('a regular expression');
  }
}
