/** A medium of interactions: its stream, fold and decisions. What it carries never changes; texts, permission and the dates of its use do. */
import type { Fold } from '#libs/event-log/fold.js';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import { Refusal } from '#libs/platform/refusal.js';
import { dayRange, isEmpty } from '#libs/temporal/periods.js';
import type { Day, Instant } from '#libs/temporal/dates.js';
import { differingMembers, refuseCode, sameValue } from './definition.js';
import type { MediumChanged, MediumDefined, MediumEvent, MediumRetired } from './events.js';

export type Medium = MediumDefined['data'] & { readonly retired: boolean };

export const mediumStream = (code: string): string => `medium-${code}`;

export const mediumFold: Fold<{ medium: Medium | undefined }> = {
  initial: () => ({ medium: undefined }),
  apply(state, stored) {
    const event = stored as StoredEvent<MediumEvent>;
    if (event.type === 'MediumDefined') state.medium ??= { ...event.data, retired: false };
    else if (state.medium && event.type === 'MediumChanged') state.medium = { ...state.medium, ...event.data };
    else if (state.medium) state.medium = { ...state.medium, retired: true };
  },
};

/** A retirement has no date of its own: it holds from when it was recorded. Apart, because what is folded above is what the read model keeps. */
export const datedMediumFold: Fold<{ medium: Medium | undefined; retiredAt: Instant | undefined }> = {
  initial: () => ({ medium: undefined, retiredAt: undefined }),
  apply(state, stored) {
    mediumFold.apply(state, stored);
    if (stored.type === 'MediumRetired') state.retiredAt ??= stored.recordedAt;
  },
};

const CHANGEABLE = ['label', 'needsPermission', 'inUse'];

export function defineMedium(current: Medium | undefined, wanted: MediumDefined['data'], today: Day): (MediumDefined | MediumChanged)[] {
  if (isEmpty(dayRange(wanted.inUse, today))) throw new Refusal('period-upside-down', 'a medium goes out of use after it came into use');
  if (!current) {
    refuseCode(wanted.code);
    return [{ type: 'MediumDefined', data: wanted }];
  }
  const { retired, ...definition } = current;
  if (retired) throw new Refusal('retired', `the medium ${wanted.code} was retired, and a code is never used again`);
  const differing = differingMembers(definition, wanted, CHANGEABLE);
  if (differing.length > 0) throw new Refusal('code-taken', `${wanted.code} is defined otherwise: ${differing.join(', ')} never change`, { differing });
  const { code, label, needsPermission, inUse } = wanted;
  const same = sameValue([definition.label, definition.needsPermission, definition.inUse], [label, needsPermission, inUse]);
  return same ? [] : [{ type: 'MediumChanged', data: { code, label, needsPermission, inUse } }];
}

export function retireMedium(current: Medium | undefined, code: string): MediumRetired[] {
  if (!current) throw new Refusal('not-found', `there is no medium ${code}`);
  return current.retired ? [] : [{ type: 'MediumRetired', data: { code } }];
}
