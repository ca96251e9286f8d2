import { describe, expect, it } from '@jest/globals';
import type { ProblemCode } from '#libs/platform/problem-codes.js';
import { history, type Recorded } from '../../test/support/history.js';
import { attributeFold, defineAttribute, retireAttribute, type AttributeConfiguration } from './attribute.js';
import type { AttributeDefined, AttributeEvent } from './events.js';

const LOYALTY: AttributeDefined['data'] = {
  code: 'loyalty', label: { fr: 'Fidélité', en: 'Loyalty' }, on: ['party'], kinds: ['person'], type: 'enum', values: ['gold', 'silver'], cardinality: 'one', dataClass: 'commercial', freshnessDays: 365,
};

function given(...appends: readonly Recorded<AttributeEvent>[]): AttributeConfiguration {
  const state = attributeFold.initial();
  for (const event of history(...appends)) attributeFold.apply(state, event);
  return state;
}
const nothing = given();
const defined = given(['2024-01-10', { type: 'AttributeDefined', data: LOYALTY }]);
const retired = given(['2024-01-10', { type: 'AttributeDefined', data: LOYALTY }, { type: 'AttributeRetired', data: { code: 'loyalty' } }]);
const refused = (code: ProblemCode, extra: object = {}): unknown => expect.objectContaining({ name: 'Refusal', code, extra: expect.objectContaining(extra) });

describe('a new attribute', () => {
  it('is defined whole', () => {
    expect(defineAttribute(nothing, LOYALTY)).toEqual([{ type: 'AttributeDefined', data: LOYALTY }]);
  });

  it('is of parties, and never goes stale, unless told otherwise', () => {
    expect(defineAttribute(nothing, { ...LOYALTY, on: undefined, freshnessDays: undefined })).toMatchObject([{ data: { on: ['party'], freshnessDays: null } }]);
  });

  it('names all that it lacks', () => {
    expect(() => defineAttribute(nothing, { code: 'loyalty', label: LOYALTY.label })).toThrow(refused('invalid-body', {
      errors: ['type', 'cardinality', 'dataClass', 'kinds'].map((path) => expect.objectContaining({ path })),
    }));
  });

  it('has values exactly when it is an enum', () => {
    expect(() => defineAttribute(nothing, { ...LOYALTY, values: undefined })).toThrow(refused('invalid-body', { errors: [expect.objectContaining({ path: 'values' })] }));
    expect(() => defineAttribute(nothing, { ...LOYALTY, type: 'text' })).toThrow(refused('invalid-body', { errors: [expect.objectContaining({ path: 'values' })] }));
    expect(defineAttribute(nothing, { ...LOYALTY, type: 'text', values: undefined })).toHaveLength(1);
  });

  it.each(['Loyalty', '1st', '-loyalty', 'loyal.ty', 'loyal_ty', 'fidélité', '', 'a'.repeat(41), '__proto__', 'constructor', 'identifier', 'name', 'null'])('cannot have the code %j', (code) => {
    expect(() => defineAttribute(nothing, { ...LOYALTY, code })).toThrow(refused('code-reserved'));
  });

  it.each(['a', 'a'.repeat(40), 'loyalty-2'])('can have the code %s', (code) => expect(defineAttribute(nothing, { ...LOYALTY, code })).toHaveLength(1));
});

describe('a defined attribute', () => {
  it('defined again in the same words is as it was', () => {
    expect(defineAttribute(defined, LOYALTY)).toEqual([]);
  });

  it('takes another label and another freshness', () => {
    const label = { fr: 'Carte', en: 'Card' };
    expect(defineAttribute(defined, { ...LOYALTY, label, freshnessDays: null })).toEqual([
      { type: 'AttributeRelabelled', data: { code: 'loyalty', label } }, { type: 'AttributeFreshnessSet', data: { code: 'loyalty', freshnessDays: null } },
    ]);
    expect(defineAttribute(defined, { code: 'loyalty', freshnessDays: 30 })).toEqual([{ type: 'AttributeFreshnessSet', data: { code: 'loyalty', freshnessDays: 30 } }]);
  });

  it('shows the label and the freshness it was given last', () => {
    const changed = given(['2024-01-10', { type: 'AttributeDefined', data: LOYALTY }], ['2024-02-10', { type: 'AttributeRelabelled', data: { code: 'loyalty', label: { fr: 'Carte', en: 'Card' } } }, { type: 'AttributeFreshnessSet', data: { code: 'loyalty', freshnessDays: 30 } }]);
    expect(changed).toEqual({ definition: { ...LOYALTY, label: { fr: 'Carte', en: 'Card' } }, freshnessDays: 30, retired: false });
  });

  it.each<[string, Partial<AttributeDefined['data']>]>([
    ['type', { type: 'text' }], ['cardinality', { cardinality: 'many' }], ['dataClass', { dataClass: 'identity' }], ['kinds', { kinds: ['person', 'organisation'] }], ['on', { on: ['relation'] }], ['values', { values: ['gold'] }],
  ])('never changes its %s', (member, change) => {
    expect(() => defineAttribute(defined, { ...LOYALTY, ...change })).toThrow(refused('code-taken', { differing: [member] }));
  });
});

describe('a retired attribute', () => {
  it('is retired for good, and its code is never used again', () => {
    expect(retireAttribute(retired, 'loyalty')).toEqual([]);
    expect(() => defineAttribute(retired, LOYALTY)).toThrow(refused('retired'));
  });

  it('was defined before', () => {
    expect(retireAttribute(defined, 'loyalty')).toEqual([{ type: 'AttributeRetired', data: { code: 'loyalty' } }]);
    expect(() => retireAttribute(nothing, 'loyalty')).toThrow(refused('not-found'));
  });
});

describe('a built-in attribute', () => {
  const shipped = given(['2024-01-10', { type: 'AttributeFreshnessSet', data: { code: 'phone', freshnessDays: 730 } }]);

  it('takes another freshness', () => {
    expect(defineAttribute(shipped, { code: 'phone', freshnessDays: 90 })).toEqual([{ type: 'AttributeFreshnessSet', data: { code: 'phone', freshnessDays: 90 } }]);
    expect(defineAttribute(shipped, { code: 'phone', freshnessDays: 730 })).toEqual([]);
  });

  it('of an identifier scheme does, too, where there is that scheme, and takes nothing else', () => {
    expect(defineAttribute(nothing, { code: 'identifier.siren', freshnessDays: 365 }, true)).toEqual([{ type: 'AttributeFreshnessSet', data: { code: 'identifier.siren', freshnessDays: 365 } }]);
    expect(() => defineAttribute(nothing, { code: 'identifier.siren', freshnessDays: 365, type: 'text' }, true)).toThrow(refused('code-reserved', { errors: [expect.objectContaining({ path: 'type' })] }));
    expect(() => defineAttribute(nothing, { code: 'identifier.siren' }, true)).toThrow(refused('code-reserved'));
    expect(() => defineAttribute(nothing, { code: 'identifier.duns', freshnessDays: 365 })).toThrow(refused('code-reserved'));
  });

  it('takes nothing else, and does not retire', () => {
    expect(() => defineAttribute(shipped, { code: 'phone', freshnessDays: 90, type: 'text' })).toThrow(refused('code-reserved', { errors: [expect.objectContaining({ path: 'type' })] }));
    expect(() => defineAttribute(shipped, { code: 'name.legal', label: LOYALTY.label })).toThrow(refused('code-reserved'));
    expect(() => retireAttribute(shipped, 'phone')).toThrow(refused('code-reserved'));
  });
});
