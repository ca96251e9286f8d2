/** Which attributes a party may have: its kind decides, and for some the structure or nature stated with it. Pure. */
import type { Attribute } from '#libs/facts/catalogue.js';
import type { FactInput } from '#libs/facts/fact-inputs.js';
import { Refusal, type Fault } from '#libs/platform/refusal.js';
import type { PartyKind } from './events.js';
import type { Party } from './party.js';

/** Attributes of persons that an organisation has too where it is a sole trader: the person is the business. */
const OF_SOLE_TRADERS: ReadonlySet<string> = new Set(['name.birth', 'name.usual', 'name.given', 'civility', 'gender']);

/** Why an attribute cannot be on a party of this kind, or undefined when it can. */
export function misplaced(attribute: Attribute, kind: PartyKind): Omit<Fault, 'path'> | undefined {
  if (!attribute.on.includes('party')) return { expected: 'an attribute of parties', got: attribute.code };
  if (attribute.kinds.includes(kind) || (kind === 'organisation' && OF_SOLE_TRADERS.has(attribute.code))) return undefined;
  return { expected: `an attribute for the kind ${kind}; this one is for ${attribute.kinds.join(', ')}`, got: attribute.code };
}

/** Refuses facts that need another fact beside them: a sole trader for a person's name, a fitting structure for an identifier. */
export function refuseMisfits(party: Party, kind: PartyKind, inputs: readonly FactInput[]): void {
  if (kind !== 'organisation') return;
  const natures = valuesOf(party, inputs, 'nature');
  const structures = valuesOf(party, inputs, 'structure');
  const errors: Fault[] = [];
  inputs.forEach(({ attribute }, i) => {
    if (OF_SOLE_TRADERS.has(attribute.code) && !attribute.kinds.includes(kind) && !natures.has('sole-trader')) {
      errors.push({ path: `facts[${i}].attribute`, expected: 'an organisation of nature sole-trader, as only those have the names of a person', got: attribute.code });
    }
    // An organisation whose structure nobody has stated yet may hold any identifier.
    const { structures: allowed } = attribute;
    if (allowed && structures.size > 0 && !allowed.some((structure) => structures.has(structure))) {
      errors.push({ path: `facts[${i}].attribute`, expected: `an organisation of structure ${allowed.join(' or ')}`, got: attribute.code });
    }
  });
  if (errors.length > 0) throw new Refusal('wrong-party-kind', 'some facts do not fit the nature or structure of this organisation', { errors });
}

function valuesOf(party: Party, inputs: readonly FactInput[], code: string): Set<unknown> {
  return new Set([
    ...[...party.facts.live.values()].filter(({ attribute }) => attribute === code).map(({ value }) => value),
    ...inputs.filter(({ attribute }) => attribute.code === code).map(({ value }) => value),
  ]);
}
