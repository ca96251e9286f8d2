/** A purpose for which personal data may be used: its stream, fold and decisions. All but the code may change; the history tells what held when. */
import type { Fold } from '#libs/event-log/fold.js';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import { Refusal } from '#libs/platform/refusal.js';
import { refuseCode, sameValue } from './definition.js';
import type { PurposeChanged, PurposeDefined, PurposeEvent, PurposeRetired } from './events.js';

export type Purpose = PurposeDefined['data'] & { readonly retired: boolean };

export const purposeStream = (code: string): string => `purpose-${code}`;

export const purposeFold: Fold<{ purpose: Purpose | undefined }> = {
  initial: () => ({ purpose: undefined }),
  apply(state, stored) {
    const event = stored as StoredEvent<PurposeEvent>;
    if (event.type === 'PurposeDefined') state.purpose ??= { ...event.data, retired: false };
    else if (state.purpose && event.type === 'PurposeChanged') state.purpose = { ...event.data, retired: state.purpose.retired };
    else if (state.purpose) state.purpose = { ...state.purpose, retired: true };
  },
};

export function definePurpose(current: Purpose | undefined, wanted: PurposeDefined['data']): (PurposeDefined | PurposeChanged)[] {
  const starts = wanted.legalBases.map(({ from }) => from);
  if (starts.some((from, i) => i > 0 && from <= starts[i - 1]!)) throw new Refusal('invalid-body', 'the legal bases are not in the order of their dates', { errors: [{ path: 'legalBases', expected: 'each from a later day than the one before' }] });
  if (!current) {
    refuseCode(wanted.code);
    return [{ type: 'PurposeDefined', data: wanted }];
  }
  const { retired, ...definition } = current;
  if (retired) throw new Refusal('retired', `the purpose ${wanted.code} was retired, and a code is never used again`);
  return sameValue(definition, wanted) ? [] : [{ type: 'PurposeChanged', data: wanted }];
}

export function retirePurpose(current: Purpose | undefined, code: string): PurposeRetired[] {
  if (!current) throw new Refusal('not-found', `there is no purpose ${code}`);
  return current.retired ? [] : [{ type: 'PurposeRetired', data: { code } }];
}
