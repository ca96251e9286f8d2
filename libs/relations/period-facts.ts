/** Facts of a period of a relation: which there are, and which there can be. Pure. */
import type { Attribute } from '#libs/facts/catalogue.js';
import type { Facts } from '#libs/facts/fact.js';
import type { Fault } from '#libs/platform/refusal.js';
import type { Relation } from './relation.js';

/** The facts of one period alone: those of another never compete with them. */
export function factsOf({ facts }: Relation, periodId: string): Facts {
  return { live: new Map([...facts.live].filter(([, fact]) => fact.periodId === periodId)), retracted: facts.retracted };
}

/** Why an attribute cannot be on a relation, or undefined when it can. */
export const misplaced = (attribute: Attribute): Omit<Fault, 'path'> | undefined =>
  attribute.on.includes('relation') ? undefined : { expected: 'an attribute of relations', got: attribute.code };
