/** Whether two parties may stand at the ends of a relation type. */
import type { Configuration } from '#libs/configuration/registry.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { DayRange } from '#libs/temporal/periods.js';
import type { PartyEnd } from './parties.js';
import { fits, type RelationType } from './relation-type.js';

/** A relation type that may still be used, or a refusal. */
export async function typeInUse(configuration: Configuration, code: string, path: string): Promise<RelationType> {
  const type = await configuration.relationType(code);
  if (!type) throw new Refusal('unknown-type', `there is no relation type ${code}`, { errors: [{ path, expected: 'a relation type (GET /v1/relation-types)', got: code.slice(0, 64) }] });
  if (type.retired) throw new Refusal('retired', `the relation type ${code} was retired`, { errors: [{ path, expected: 'a relation type that is not retired', got: code }] });
  return type;
}

export function checkEnds(type: RelationType, { a, b }: { readonly a: PartyEnd; readonly b: PartyEnd }, range: DayRange): void {
  if (a.partyId === b.partyId) throw new Refusal('wrong-party-kind', 'a party has no relation to itself', { conflictsWith: a.partyId });
  // The ends of a symmetric type are the same, so it does not matter which party stands where.
  if (!fits(type.endA, a.kind, a.structuresDuring(range)) || !fits(type.endB, b.kind, b.structuresDuring(range))) {
    const wrong = [{ path: 'a', ends: type.endA, party: a }, { path: 'b', ends: type.endB, party: b }].filter(({ ends, party }) => !fits(ends, party.kind, party.structuresDuring(range)));
    const errors = wrong.map(({ path, ends, party }) => ({
      path,
      expected: ends.map(({ kind, structures }) => (structures ? `${kind} of structure ${structures.join(' or ')}` : kind)).join(', or '),
      got: [party.kind, ...party.structuresDuring(range)].join(' '),
    }));
    throw new Refusal('wrong-party-kind', `${type.code} does not connect these parties`, { errors });
  }
  if (type.code === 'establishment-of') refuseForeignSiret(a, b);
}

/** The number of an establishment begins with that of its legal unit. */
function refuseForeignSiret(establishment: PartyEnd, legalUnit: PartyEnd): void {
  const sirens = legalUnit.identifiers('siren');
  const foreign = establishment.identifiers('siret').find((siret) => sirens.length > 0 && !sirens.includes(siret.slice(0, 9)));
  if (foreign === undefined) return;
  throw new Refusal('identifier-invalid', 'the SIRET of the establishment begins with another SIREN than that of the legal unit', { conflictsWith: legalUnit.partyId });
}
