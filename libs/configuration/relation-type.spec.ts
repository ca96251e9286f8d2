import { describe, expect, it } from '@jest/globals';
import type { ProblemCode } from '#libs/platform/problem-codes.js';
import { history, type Recorded } from '../../test/support/history.js';
import type { RelationTypeDefined, RelationTypeEvent } from './events.js';
import { defineRelationType, relationTypeFold, retireRelationType, type RelationTypeConfiguration } from './relation-type.js';

type Definition = RelationTypeDefined['data'];
const text = (words: string) => ({ fr: words, en: words });
const SPONSOR: Definition = {
  code: 'sponsor-of', description: text('Sponsoring'), nature: 'non-reciprocal', endA: [{ kind: 'organisation' }], endB: [{ kind: 'person' }], symmetric: false, labelAtoB: text('sponsors'), maxOngoingPerB: 1,
};
const NEIGHBOUR: Definition = { code: 'neighbour-of', description: text('Neighbours'), nature: 'reciprocal', endA: [{ kind: 'person' }], endB: [{ kind: 'person' }], symmetric: true, labelAtoB: text('is a neighbour of') };
const BRANCH: Definition = {
  code: 'branch-of', description: text('Branches'), nature: 'hierarchical', endA: [{ kind: 'organisation' }], endB: [{ kind: 'organisation' }], symmetric: false, labelAtoB: text('is a branch of'), labelBtoA: text('has the branch'),
};

function given(...appends: readonly Recorded<RelationTypeEvent>[]): RelationTypeConfiguration | undefined {
  const state = relationTypeFold.initial();
  for (const event of history(...appends)) relationTypeFold.apply(state, event);
  return state.type;
}
const defined = given(['2024-01-10', { type: 'RelationTypeDefined', data: SPONSOR }]);
const refused = (code: ProblemCode, extra: object = {}): unknown => expect.objectContaining({ name: 'Refusal', code, extra: expect.objectContaining(extra) });
const without = (definition: Definition, ...members: (keyof Definition)[]): Definition =>
  Object.fromEntries(Object.entries(definition).filter(([member]) => !members.includes(member as keyof Definition))) as unknown as Definition;

describe('a new relation type', () => {
  it.each([SPONSOR, NEIGHBOUR, BRANCH])('$code is defined', (definition) => {
    expect(defineRelationType(undefined, definition)).toEqual([{ type: 'RelationTypeDefined', data: definition }]);
  });

  it.each<[string, string, Definition]>([
    ['hierarchical without the label of the parent', 'labelBtoA', without(BRANCH, 'labelBtoA')],
    ['hierarchical with one label for both', 'labelBtoA', { ...BRANCH, labelBtoA: BRANCH.labelAtoB }],
    ['hierarchical and symmetric', 'symmetric', { ...without(BRANCH, 'labelBtoA'), symmetric: true }],
    ['non-reciprocal and symmetric', 'symmetric', { ...SPONSOR, symmetric: true }],
    ['reciprocal with one label and not symmetric', 'labelBtoA', { ...NEIGHBOUR, symmetric: false }],
    ['symmetric with two labels', 'labelBtoA', { ...NEIGHBOUR, labelBtoA: text('is neighboured by') }],
    ['symmetric with different ends', 'endB', { ...NEIGHBOUR, endB: [{ kind: 'organisation' }] }],
    ['symmetric with a limit for one end', 'maxOngoingPerB', { ...NEIGHBOUR, maxOngoingPerB: 1 }],
  ])('cannot be %s', (_, path, definition) => {
    expect(() => defineRelationType(undefined, definition)).toThrow(refused('invalid-body', { errors: expect.arrayContaining([expect.objectContaining({ path })]) }));
  });

  it('may be reciprocal with two labels, equal or not, and non-reciprocal with one', () => {
    expect(defineRelationType(undefined, { ...NEIGHBOUR, symmetric: false, labelBtoA: NEIGHBOUR.labelAtoB })).toHaveLength(1);
    expect(defineRelationType(undefined, { ...SPONSOR, labelBtoA: text('is sponsored by') })).toHaveLength(1);
  });

  it.each(['Sponsor', 'sponsor.of', 'prototype'])('cannot have the code %s', (code) => {
    expect(() => defineRelationType(undefined, { ...SPONSOR, code })).toThrow(refused('code-reserved'));
  });
});

describe('a defined relation type', () => {
  it('defined again in the same words is as it was; texts change, and go', () => {
    expect(defineRelationType(defined, SPONSOR)).toEqual([]);
    const texts = { code: 'sponsor-of', description: text('Patronage'), labelAtoB: text('is a patron of'), labelBtoA: text('has the patron') };
    expect(defineRelationType(defined, { ...SPONSOR, ...texts })).toEqual([{ type: 'RelationTypeRelabelled', data: texts }]);
    const relabelled = given(['2024-01-10', { type: 'RelationTypeDefined', data: SPONSOR }, { type: 'RelationTypeRelabelled', data: texts }]);
    expect(relabelled).toEqual({ ...SPONSOR, ...texts, retired: false });
    const [back] = defineRelationType(relabelled, SPONSOR);
    expect(given(['2024-01-10', { type: 'RelationTypeDefined', data: SPONSOR }, { type: 'RelationTypeRelabelled', data: texts }, back!])).toEqual({ ...SPONSOR, retired: false });
  });

  it.each<[string, Partial<Definition>]>([
    ['endA', { endA: [{ kind: 'person' }] }], ['endB', { endB: [{ kind: 'person', structures: ['group'] }] }], ['maxOngoingPerA', { maxOngoingPerA: 1 }], ['maxOngoingPerB', { maxOngoingPerB: 2 }],
    ['nature', { nature: 'hierarchical', labelBtoA: text('is sponsored by') }],
  ])('never changes its %s', (member, change) => {
    expect(() => defineRelationType(defined, { ...SPONSOR, ...change })).toThrow(refused('code-taken', { differing: [member] }));
  });

  it('is retired once and for good', () => {
    expect(retireRelationType(defined, 'sponsor-of')).toEqual([{ type: 'RelationTypeRetired', data: { code: 'sponsor-of' } }]);
    const retired = given(['2024-01-10', { type: 'RelationTypeDefined', data: SPONSOR }, { type: 'RelationTypeRetired', data: { code: 'sponsor-of' } }]);
    expect(retireRelationType(retired, 'sponsor-of')).toEqual([]);
    expect(() => defineRelationType(retired, SPONSOR)).toThrow(refused('retired'));
    expect(() => retireRelationType(undefined, 'sponsor-of')).toThrow(refused('not-found'));
  });
});
