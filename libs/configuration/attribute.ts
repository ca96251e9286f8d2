/** An attribute's configuration: its stream, fold and decisions. Of one that is built in, or of an identifier scheme, only the freshness is configuration here. */
import type { Fold } from '#libs/event-log/fold.js';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import { builtInAttribute } from '#libs/facts/catalogue.js';
import { Refusal } from '#libs/platform/refusal.js';
import { differingMembers, refuseCode, sameValue } from './definition.js';
import type { AttributeDefined, AttributeEvent, AttributeFreshnessSet, AttributeRelabelled, AttributeRetired } from './events.js';

export interface AttributeConfiguration {
  /** Undefined for built-in attributes, and for those of identifier schemes. */
  definition: AttributeDefined['data'] | undefined;
  freshnessDays: number | null;
  retired: boolean;
}

export const attributeStream = (code: string): string => `attribute-${code}`;

export const attributeFold: Fold<AttributeConfiguration> = {
  initial: () => ({ definition: undefined, freshnessDays: null, retired: false }),
  apply(state, stored) {
    const event = stored as StoredEvent<AttributeEvent>;
    switch (event.type) {
      case 'AttributeDefined':
        state.definition ??= event.data;
        state.freshnessDays = event.data.freshnessDays;
        break;
      case 'AttributeRelabelled':
        if (state.definition) state.definition = { ...state.definition, label: event.data.label };
        break;
      case 'AttributeFreshnessSet':
        state.freshnessDays = event.data.freshnessDays;
        break;
      case 'AttributeRetired':
        state.retired = true;
        break;
    }
  },
};

/** What a caller wants an attribute to be; a built-in one, or one of an identifier scheme, takes its freshness alone. */
export type WantedAttribute = { readonly code: string } & Partial<Omit<AttributeDefined['data'], 'code'>>;

/** @param ofScheme whether there is an identifier scheme of which this is the attribute: all but its freshness follows from that */
export function defineAttribute(current: AttributeConfiguration, wanted: WantedAttribute, ofScheme = false): (AttributeDefined | AttributeRelabelled | AttributeFreshnessSet)[] {
  const { code, freshnessDays } = wanted;
  if (builtInAttribute(code) || ofScheme) return setFreshness(current, wanted);
  if (!current.definition) {
    refuseCode(code, (taken) => builtInAttribute(taken) !== undefined);
    return [{ type: 'AttributeDefined', data: complete(wanted) }];
  }
  if (current.retired) throw new Refusal('retired', `the attribute ${code} was retired, and a code is never used again`);
  const differing = differingMembers(current.definition, { ...current.definition, ...wanted }, ['label', 'freshnessDays']);
  if (differing.length > 0) throw new Refusal('code-taken', `${code} is defined otherwise: ${differing.join(', ')} never change`, { differing });
  return [
    ...(wanted.label && !sameValue(current.definition.label, wanted.label) ? [{ type: 'AttributeRelabelled' as const, data: { code, label: wanted.label } }] : []),
    ...(freshnessDays !== undefined && freshnessDays !== current.freshnessDays ? [{ type: 'AttributeFreshnessSet' as const, data: { code, freshnessDays } }] : []),
  ];
}

export function retireAttribute(current: AttributeConfiguration, code: string): AttributeRetired[] {
  if (builtInAttribute(code)) throw new Refusal('code-reserved', `${code} is built in and cannot be retired`);
  if (!current.definition) throw new Refusal('not-found', `there is no attribute ${code}`);
  return current.retired ? [] : [{ type: 'AttributeRetired', data: { code } }];
}

function setFreshness(current: AttributeConfiguration, { code, ...wanted }: WantedAttribute): AttributeFreshnessSet[] {
  const { freshnessDays, ...others } = wanted;
  const fixed = Object.keys(others).filter((member) => others[member as keyof typeof others] !== undefined);
  if (fixed.length > 0 || freshnessDays === undefined) {
    throw new Refusal('code-reserved', `of ${code}, which is built in or of an identifier scheme, only the freshness can be set`, { errors: fixed.map((path) => ({ path, expected: 'nothing; this never changes' })) });
  }
  return freshnessDays === current.freshnessDays ? [] : [{ type: 'AttributeFreshnessSet', data: { code, freshnessDays } }];
}

/** The whole definition of a new attribute, or a refusal that names what is missing. */
function complete({ code, label, type, values, on, kinds, cardinality, dataClass, freshnessDays }: WantedAttribute): AttributeDefined['data'] {
  const errors = Object.entries({ label, type, cardinality, dataClass, kinds }).filter(([, value]) => value === undefined).map(([path]) => ({ path, expected: 'a value, because the attribute is new' }));
  if ((type === 'enum') !== (values !== undefined)) errors.push({ path: 'values', expected: 'the values of an enum, and of nothing else' });
  if (errors.length > 0 || !label || !type || !cardinality || !dataClass || !kinds) throw new Refusal('invalid-body', 'the definition is not whole', { errors });
  return { code, label, on: on ?? ['party'], kinds, type, ...(values && { values }), cardinality, dataClass, freshnessDays: freshnessDays ?? null };
}
