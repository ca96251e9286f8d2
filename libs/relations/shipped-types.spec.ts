import { describe, expect, it } from '@jest/globals';
import { defineRelationType } from '#libs/configuration/relation-type.js';
import { shippedRelationTypes } from './shipped-types.js';

describe('shipped relation types', () => {
  it('are these, each once', () => {
    expect(shippedRelationTypes.map(({ code }) => code).sort()).toEqual([
      'collaborates-with', 'contact-for', 'customer-of', 'decision-maker-for', 'distributor-of', 'employee-of', 'establishment-of', 'franchisee-of', 'influences',
      'leads-team', 'legal-representative-of', 'member-of-household', 'member-of-network', 'member-of-team', 'owner-of', 'prescriber-for', 'subsidiary-of', 'successor-of', 'supplier-of', 'team-of',
    ]);
  });

  it.each(shippedRelationTypes.map((type) => [type.code, type] as const))('%s is a type that anybody could define', (_, type) => {
    expect(defineRelationType(undefined, type)).toEqual([{ type: 'RelationTypeDefined', data: type }]);
  });

  it.each(shippedRelationTypes.map((type) => [type.code, type] as const))('%s has a text in every language and form', (_, { description, labelAtoB, labelBtoA }) => {
    const texts = [description, labelAtoB, ...(labelBtoA ? [labelBtoA] : [])].flatMap(({ fr, en }) => [fr, en]).flatMap((text) => (typeof text === 'string' ? [text] : Object.values(text)));
    expect(texts.filter((text) => !/^\S.*\S$/.test(text))).toEqual([]);
  });

  it('let a child have one parent at a time', () => {
    const hierarchical = shippedRelationTypes.filter(({ nature }) => nature === 'hierarchical');
    expect(hierarchical.map(({ code, maxOngoingPerA }) => [code, maxOngoingPerA])).toEqual([['subsidiary-of', 1], ['establishment-of', 1], ['team-of', 1]]);
  });
});
