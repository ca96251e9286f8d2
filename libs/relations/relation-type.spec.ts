import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canCycle, fits, labelOf, orderedEnds, relationIdOf } from './relation-type.js';
import { shippedRelationTypes } from './shipped-types.js';

const shipped = (code: string) => shippedRelationTypes.find((type) => type.code === code)!;

describe('the id of a relation', () => {
  it('never changes: it is written in the log', () => {
    expect(relationIdOf('employee-of', '7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90', '0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11')).toBe('1170aacd-6a76-5b22-9e7d-5482863fc9aa');
  });

  it('is another one for another type or direction', () => {
    expect(new Set([relationIdOf('t', 'a', 'b'), relationIdOf('t', 'b', 'a'), relationIdOf('u', 'a', 'b')]).size).toBe(3);
  });

  it('of a symmetric type is the same from both ends, and only of those', () => {
    fc.assert(fc.property(fc.uuid(), fc.uuid(), fc.boolean(), (x, y, symmetric) => {
      fc.pre(x !== y);
      const idOf = (a: string, b: string): string => {
        const ends = orderedEnds({ symmetric }, a, b);
        return relationIdOf('t', ends.a, ends.b);
      };
      expect(idOf(x, y) === idOf(y, x)).toBe(symmetric);
    }));
  });
});

describe('a party fits an end', () => {
  const end = [{ kind: 'organisation', structures: ['legal-unit', 'group'] }, { kind: 'person' }] as const;

  it.each([
    ['organisation', ['group'], true], ['organisation', ['establishment', 'legal-unit'], true], ['organisation', ['establishment'], false], ['organisation', [], false],
    ['person', [], true], ['household', [], false],
  ] as const)('%s with structures %j: %s', (kind, structures, fitting) => {
    expect(fits(end, kind, structures)).toBe(fitting);
  });
});

describe('a ring', () => {
  it('can close where parents can be children', () => {
    expect(canCycle(shipped('subsidiary-of'))).toBe(true);
    expect(canCycle({ nature: 'hierarchical', endA: [{ kind: 'organisation', structures: ['group', 'legal-unit'] }], endB: [{ kind: 'organisation', structures: ['group'] }] })).toBe(true);
    expect(canCycle({ nature: 'hierarchical', endA: [{ kind: 'organisation' }], endB: [{ kind: 'organisation', structures: ['group'] }] })).toBe(true);
  });

  it('cannot from establishment to legal unit, from person to household, or outside of hierarchies', () => {
    expect(canCycle(shipped('establishment-of'))).toBe(false);
    expect(canCycle({ nature: 'hierarchical', endA: [{ kind: 'person' }], endB: [{ kind: 'household' }] })).toBe(false);
    expect(canCycle(shipped('customer-of'))).toBe(false);
  });
});

describe('a relation reads', () => {
  it('from the employee in the gender of the employee, from the employer as the employer', () => {
    const type = shipped('employee-of');
    expect(labelOf(type, 'a-to-b', 'fr', 'feminine')).toEqual({ text: 'est salariée de', inverse: false });
    expect(labelOf(type, 'a-to-b', 'fr', 'masculine')).toEqual({ text: 'est salarié de', inverse: false });
    expect(labelOf(type, 'a-to-b', 'fr', 'other')).toEqual({ text: 'est salarié de', inverse: false });
    expect(labelOf(type, 'b-to-a', 'en', 'masculine')).toEqual({ text: 'is the employer of', inverse: false });
  });

  it('in the form for other genders where the type has one', () => {
    const type = { symmetric: false, labelAtoB: { fr: { feminine: 'est cliente de', masculine: 'est client de', other: 'est client·e de' }, en: 'is a customer of' } };
    expect(labelOf(type, 'a-to-b', 'fr', 'other').text).toBe('est client·e de');
  });

  it('from B in its own direction, flagged, where the type has no label for B', () => {
    expect(labelOf(shipped('influences'), 'b-to-a', 'fr', 'feminine')).toEqual({ text: 'influence', inverse: true });
  });

  it('the same from both ends when it is symmetric', () => {
    expect(labelOf(shipped('collaborates-with'), 'b-to-a', 'en', 'other')).toEqual({ text: 'collaborates with', inverse: false });
  });
});
