import { describe, expect, it } from '@jest/globals';
import { Refusal } from '#libs/platform/refusal.js';
import type { PartyKind } from '#libs/parties/events.js';
import { overlaps, type DayRange } from '#libs/temporal/periods.js';
import type { PartyEnd } from './parties.js';
import { checkEnds } from './relation-ends.js';
import { shippedRelationTypes } from './shipped-types.js';

const ALWAYS: DayRange = { lower: null, upper: null };
const shipped = (code: string) => shippedRelationTypes.find((type) => type.code === code)!;

interface Known {
  readonly structure?: string;
  /** When it has that structure; always where left out. */
  readonly during?: DayRange;
  readonly siren?: string;
  readonly siret?: string;
}

function party(partyId: string, kind: PartyKind, { structure, during = ALWAYS, ...identifiers }: Known = {}): PartyEnd {
  const held: Readonly<Record<string, string | undefined>> = identifiers;
  return {
    partyId, kind,
    structuresDuring: (range) => (structure !== undefined && overlaps(range, during) ? [structure] : []),
    identifiers: (scheme) => [held[scheme] ?? []].flat(),
  };
}

function refusalOf(code: string, a: PartyEnd, b: PartyEnd, range = ALWAYS): Refusal | undefined {
  try {
    checkEnds(shipped(code), { a, b }, range);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

describe('the ends of a relation', () => {
  const person = party('y', 'person');
  const company = party('x', 'organisation');

  it('are of the kinds its type names, each at its own end; both faults are told', () => {
    expect(refusalOf('employee-of', person, company)).toBeUndefined();
    expect(refusalOf('employee-of', company, person)).toMatchObject({
      code: 'wrong-party-kind', extra: { errors: [{ path: 'a', expected: 'person', got: 'organisation' }, { path: 'b', expected: 'organisation', got: 'person' }] },
    });
    expect(refusalOf('member-of-household', person, party('h', 'household'))).toBeUndefined();
  });

  it('are two parties', () => {
    expect(refusalOf('collaborates-with', person, person)).toMatchObject({ code: 'wrong-party-kind', extra: { conflictsWith: 'y' } });
  });

  it('may stand either way in a symmetric type', () => {
    expect(refusalOf('collaborates-with', person, company)).toBeUndefined();
    expect(refusalOf('collaborates-with', company, person)).toBeUndefined();
  });

  it('have the structure the type asks for during the period', () => {
    const until2020 = { lower: null, upper: '2020-01-01' };
    const establishment = party('e', 'organisation', { structure: 'establishment', during: until2020 });
    const legalUnit = party('l', 'organisation', { structure: 'legal-unit' });
    expect(refusalOf('establishment-of', establishment, legalUnit, { lower: '2019-12-31', upper: null })).toBeUndefined();
    expect(refusalOf('establishment-of', establishment, legalUnit, { lower: '2020-01-01', upper: null })).toMatchObject({ code: 'wrong-party-kind' });
    expect(refusalOf('establishment-of', legalUnit, legalUnit)).toMatchObject({ code: 'wrong-party-kind' });
  });
});

describe('an establishment', () => {
  const of = (siret: string | undefined, siren: string | undefined) => refusalOf(
    'establishment-of', party('e', 'organisation', { structure: 'establishment', ...(siret && { siret }) }), party('l', 'organisation', { structure: 'legal-unit', ...(siren && { siren }) }));

  it('has a SIRET that begins with the SIREN of its legal unit', () => {
    expect(of('73282932000074', '732829320')).toBeUndefined();
    expect(of('73282932000074', '356000000')).toMatchObject({ code: 'identifier-invalid', extra: { conflictsWith: 'l' } });
  });

  it('may be related while one of the numbers is not known', () => {
    expect(of(undefined, '732829320')).toBeUndefined();
    expect(of('73282932000074', undefined)).toBeUndefined();
  });
});
