/** What is defined under a code, replayed from the events of its stream. */
import type { StoredEvent } from '#libs/event-log/domain-event.js';

type Data = Readonly<Record<string, unknown>>;

/** By the first part of a stream's name: the kind it is listed as, and the member its content stands in. */
export const DEFINED: Readonly<Record<string, { readonly kind: string; readonly member: string }>> = {
  attribute: { kind: 'attribute', member: 'definition' }, identifierScheme: { kind: 'identifier-scheme', member: 'scheme' }, relationType: { kind: 'relation-type', member: 'type' },
  medium: { kind: 'medium', member: 'medium' }, purpose: { kind: 'purpose', member: 'purpose' },
};

/** The content after the given events: defined once, changed in the members a change names, retired for good. */
export function definitionKnown(prefix: string, events: readonly StoredEvent[]): Data {
  let defined: Data | undefined;
  let [retired, freshnessDays]: [boolean, unknown] = [false, null];
  for (const { type, data } of events as readonly StoredEvent<{ type: string; data: Data }>[]) {
    if (type.endsWith('Defined')) defined ??= data;
    else if (type === 'RelationTypeRelabelled' && defined) defined = without({ ...defined, ...data, labelBtoA: data['labelBtoA'] });
    else if (defined && (type.endsWith('Relabelled') || type.endsWith('Changed'))) defined = type === 'PurposeChanged' ? data : { ...defined, ...data };
    else if (type.endsWith('Retired')) retired ||= prefix === 'attribute' || defined !== undefined;
    if (type === 'AttributeDefined' || type === 'AttributeFreshnessSet') freshnessDays = data['freshnessDays'];
  }
  if (prefix === 'attribute') return { ...(defined && { definition: defined }), freshnessDays, retired };
  return defined ? { [DEFINED[prefix]!.member]: { ...defined, retired } } : {};
}

const without = (members: Data): Data => Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
