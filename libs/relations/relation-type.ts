/** Relation types: which parties fit their ends, in which order they stand, and how the relation reads from either end. Pure. */
import type { Label, RelationEnd, RelationTypeDefined } from '#libs/configuration/events.js';
import type { PartyKind } from '#libs/parties/events.js';
import { ANNALS_NAMESPACE, uuidV5 } from '#libs/platform/uuid.js';

export type RelationType = RelationTypeDefined['data'] & { readonly retired?: boolean };
export type Direction = 'a-to-b' | 'b-to-a';
export type Language = 'fr' | 'en';
export type Gender = 'feminine' | 'masculine' | 'other';

/** The id of the relation of a type between two parties; there is one, whatever its periods. */
export function relationIdOf(type: string, a: string, b: string): string {
  return uuidV5(ANNALS_NAMESPACE, `relation/${type}/${a}/${b}`);
}

/** The ends in the order in which they are stored: of a symmetric type, the smaller id stands at A. */
export function orderedEnds(type: Pick<RelationType, 'symmetric'>, a: string, b: string): { a: string; b: string } {
  return type.symmetric && b < a ? { a: b, b: a } : { a, b };
}

/** Whether a party may stand at an end. Structures are those it has during the period; an end that names some needs one of them. */
export function fits(ends: readonly RelationEnd[], kind: PartyKind, structures: readonly string[]): boolean {
  return ends.some((end) => end.kind === kind && (!end.structures || end.structures.some((structure) => structures.includes(structure))));
}

/** Whether relations of the type could close in a ring, which must not be: a hierarchy in which a party at B can itself stand at A. */
export function canCycle(type: Pick<RelationType, 'nature' | 'endA' | 'endB'>): boolean {
  return type.nature === 'hierarchical' && type.endA.some((a) => type.endB.some((b) => a.kind === b.kind && (!a.structures || !b.structures || a.structures.some((structure) => b.structures!.includes(structure)))));
}

/**
 * The label under which a relation is shown to the party it is read from, and whether that label speaks of the other one.
 * Without a label for B→A the sentence is shown in its own direction, flagged as inverse.
 * @param gender of the party the label speaks of
 */
export function labelOf(type: Pick<RelationType, 'labelAtoB' | 'labelBtoA' | 'symmetric'>, direction: Direction, language: Language, gender: Gender): { text: string; inverse: boolean } {
  const own = direction === 'a-to-b' || type.symmetric ? type.labelAtoB : type.labelBtoA;
  return { text: textOf(own ?? type.labelAtoB, language, gender), inverse: own === undefined };
}

function textOf(label: Label, language: Language, gender: Gender): string {
  const texts = label[language];
  if (typeof texts === 'string') return texts;
  return texts[gender] ?? texts.masculine;
}
