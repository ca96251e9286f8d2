/** A relation type's configuration: its stream, fold and decisions. Only texts and retirement change. */
import type { Fold } from '#libs/event-log/fold.js';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import { Refusal, type Fault } from '#libs/platform/refusal.js';
import { differingMembers, refuseCode, sameValue } from './definition.js';
import type { RelationTypeDefined, RelationTypeEvent, RelationTypeRelabelled, RelationTypeRetired } from './events.js';

export type RelationTypeConfiguration = RelationTypeDefined['data'] & { readonly retired: boolean };

export const relationTypeStream = (code: string): string => `relationType-${code}`;

export const relationTypeFold: Fold<{ type: RelationTypeConfiguration | undefined }> = {
  initial: () => ({ type: undefined }),
  apply(state, stored) {
    const event = stored as StoredEvent<RelationTypeEvent>;
    if (event.type === 'RelationTypeDefined') {
      state.type ??= { ...event.data, retired: false };
    } else if (state.type && event.type === 'RelationTypeRelabelled') {
      state.type = relabelled(state.type, event.data);
    } else if (state.type) {
      state.type = { ...state.type, retired: true };
    }
  },
};

/** All texts are replaced, also by none. */
function relabelled(type: RelationTypeConfiguration, texts: RelationTypeRelabelled['data']): RelationTypeConfiguration {
  const { labelBtoA, ...rest } = { ...type, ...texts, labelBtoA: texts.labelBtoA };
  return { ...rest, ...(labelBtoA && { labelBtoA }) };
}

const TEXTS = ['description', 'labelAtoB', 'labelBtoA'];

export function defineRelationType(current: RelationTypeConfiguration | undefined, wanted: RelationTypeDefined['data']): (RelationTypeDefined | RelationTypeRelabelled)[] {
  const errors = contradictions(wanted);
  if (errors.length > 0) throw new Refusal('invalid-body', 'the definition contradicts itself', { errors });
  if (!current) {
    refuseCode(wanted.code);
    return [{ type: 'RelationTypeDefined', data: wanted }];
  }
  const { retired, ...definition } = current;
  if (retired) throw new Refusal('retired', `the relation type ${wanted.code} was retired, and a code is never used again`);
  const differing = differingMembers(definition, wanted, TEXTS);
  if (differing.length > 0) throw new Refusal('code-taken', `${wanted.code} is defined otherwise: ${differing.join(', ')} never change`, { differing });
  const { code, description, labelAtoB, labelBtoA } = wanted;
  const texts = { code, description, labelAtoB, ...(labelBtoA && { labelBtoA }) };
  const same = sameValue([definition.description, definition.labelAtoB, definition.labelBtoA], [description, labelAtoB, labelBtoA]);
  return same ? [] : [{ type: 'RelationTypeRelabelled', data: texts }];
}

export function retireRelationType(current: RelationTypeConfiguration | undefined, code: string): RelationTypeRetired[] {
  if (!current) throw new Refusal('not-found', `there is no relation type ${code}`);
  return current.retired ? [] : [{ type: 'RelationTypeRetired', data: { code } }];
}

/** What the nature of a type asks of its labels and ends. */
function contradictions({ nature, symmetric, endA, endB, labelAtoB, labelBtoA, maxOngoingPerB }: RelationTypeDefined['data']): Fault[] {
  const faults: Fault[] = [];
  if (symmetric && nature !== 'reciprocal') faults.push({ path: 'symmetric', expected: 'false, unless the type is reciprocal' });
  if (symmetric && !sameValue(endA, endB)) faults.push({ path: 'endB', expected: 'the same as endA, because the type is symmetric' });
  if (symmetric && labelBtoA) faults.push({ path: 'labelBtoA', expected: 'nothing, because a symmetric type has one label' });
  if (symmetric && maxOngoingPerB !== undefined) faults.push({ path: 'maxOngoingPerB', expected: 'nothing, because the limit of a symmetric type counts both ends' });
  if (nature === 'hierarchical' && (!labelBtoA || sameValue(labelAtoB, labelBtoA))) faults.push({ path: 'labelBtoA', expected: 'a label other than labelAtoB, because the type is hierarchical' });
  if (nature === 'reciprocal' && !symmetric && !labelBtoA) faults.push({ path: 'labelBtoA', expected: 'a label, because the type is reciprocal and not symmetric' });
  return faults;
}
