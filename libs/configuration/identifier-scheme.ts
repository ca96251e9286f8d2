/** An identifier scheme: its stream, fold and decisions. Only its label and its retirement change. */
import type { Fold } from '#libs/event-log/fold.js';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import { Refusal } from '#libs/platform/refusal.js';
import { differingMembers, refuseCode, sameValue } from './definition.js';
import type { IdentifierSchemeDefined, IdentifierSchemeEvent, IdentifierSchemeRelabelled, IdentifierSchemeRetired } from './events.js';
import { refusePattern } from './pattern.js';

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
