import { describe, expect, it } from '@jest/globals';
import type { ProblemCode } from '#libs/platform/problem-codes.js';
import { history, type Recorded } from '../../test/support/history.js';
import type { IdentifierSchemeDefined, IdentifierSchemeEvent } from './events.js';
import { defineIdentifierScheme, identifierSchemeFold, retireIdentifierScheme, type IdentifierScheme } from './identifier-scheme.js';

const DUNS: IdentifierSchemeDefined['data'] = {
  code: 'duns', label: { fr: 'DUNS', en: 'DUNS' }, pattern: '[0-9]{9}', check: 'none', unique: true, transferable: false, kinds: ['organisation'], perSystem: false,
};

function given(...appends: readonly Recorded<IdentifierSchemeEvent>[]): IdentifierScheme | undefined {
  const state = identifierSchemeFold.initial();
  for (const event of history(...appends)) identifierSchemeFold.apply(state, event);
  return state.scheme;
}
const defined = given(['2024-01-10', { type: 'IdentifierSchemeDefined', data: DUNS }]);
const retired = given(['2024-01-10', { type: 'IdentifierSchemeDefined', data: DUNS }, { type: 'IdentifierSchemeRetired', data: { code: 'duns' } }]);
const refused = (code: ProblemCode, extra: object = {}): unknown => expect.objectContaining({ name: 'Refusal', code, extra: expect.objectContaining(extra) });

describe('a new identifier scheme', () => {
  it('is defined', () => expect(defineIdentifierScheme(undefined, DUNS)).toEqual([{ type: 'IdentifierSchemeDefined', data: DUNS }]));

  it.each(['DUNS', 'du.ns', 'a'.repeat(41), 'constructor', '__proto__'])('cannot have the code %s', (code) => {
    expect(() => defineIdentifierScheme(undefined, { ...DUNS, code })).toThrow(refused('code-reserved'));
  });

  it('needs a pattern that is decided in reasonable time', () => {
    expect(() => defineIdentifierScheme(undefined, { ...DUNS, pattern: '(a+)+' })).toThrow(refused('invalid-body', { errors: [expect.objectContaining({ path: 'pattern' })] }));
  });
});

describe('a defined identifier scheme', () => {
  it('defined again in the same words is as it was; only its label changes', () => {
    expect(defineIdentifierScheme(defined, DUNS)).toEqual([]);
    const label = { fr: 'D-U-N-S', en: 'D-U-N-S' };
    expect(defineIdentifierScheme(defined, { ...DUNS, label })).toEqual([{ type: 'IdentifierSchemeRelabelled', data: { code: 'duns', label } }]);
    expect(given(['2024-01-10', { type: 'IdentifierSchemeDefined', data: DUNS }, { type: 'IdentifierSchemeRelabelled', data: { code: 'duns', label } }])).toEqual({ ...DUNS, label, retired: false });
  });

  it.each<[string, Partial<IdentifierSchemeDefined['data']>]>([
    ['pattern', { pattern: '[0-9]+' }], ['check', { check: 'luhn' }], ['unique', { unique: false }], ['transferable', { transferable: true }], ['kinds', { kinds: ['person'] }], ['structures', { structures: ['group'] }], ['perSystem', { perSystem: true }],
  ])('never changes its %s', (member, change) => {
    expect(() => defineIdentifierScheme(defined, { ...DUNS, ...change })).toThrow(refused('code-taken', { differing: [member] }));
  });

  it('is retired once and for good', () => {
    expect(retireIdentifierScheme(defined, 'duns')).toEqual([{ type: 'IdentifierSchemeRetired', data: { code: 'duns' } }]);
    expect(retireIdentifierScheme(retired, 'duns')).toEqual([]);
    expect(() => defineIdentifierScheme(retired, DUNS)).toThrow(refused('retired'));
    expect(() => retireIdentifierScheme(undefined, 'duns')).toThrow(refused('not-found'));
  });
});
