/** What changed in a party between two points, on either clock or on both, and who changed it. Pure. */
import { canonicalJson } from '#libs/facts/canonical-json.js';
import type { FactAnswer } from './fact-answer.js';
import type { HistoryEntry } from './history.js';
import type { RelationAnswer, View360 } from './view360.js';

export interface Change {
  readonly change: 'added' | 'removed' | 'changed';
  readonly factId?: string;
  readonly attribute?: string;
  readonly relationId?: string;
  readonly before: FactAnswer | RelationAnswer | null;
  readonly after: FactAnswer | RelationAnswer | null;
  /** Members that differ, where both are there. */
  readonly members?: readonly string[];
  /** The events that made the difference, and who caused them. */
  readonly by: readonly Pick<HistoryEntry, 'position' | 'recordedAt' | 'type' | 'actor' | 'caller' | 'reason' | 'commandId'>[];
}

/** What was known at one of the two points; without a party where none was. */
export type Side = Pick<View360, 'asOf' | 'position' | 'facts' | 'relations'> & Partial<Pick<View360, 'party'>>;

/** A change of these is one; the rest of an answer follows from them or from the day. */
const FACT_MEMBERS = ['value', 'validFrom', 'validTo', 'trust'] as const;
const RELATION_MEMBERS = ['validFrom', 'validTo', 'status', 'periodId'] as const;

/**
 * @param history of the party up to the later position
 * @param between the entries that can have made a difference: those after this position, or all when both sides are known alike
 */
export function diff(before: Side, after: Side, history: readonly HistoryEntry[]): Change[] {
  const [from, to] = before.position < after.position ? [before.position, after.position] : [after.position, before.position];
  const since = from === to ? 0n : from;
  const causes = history.filter(({ position }) => position > since && position <= to);
  return [...factChanges(before.facts ?? [], after.facts ?? [], causes), ...relationChanges(before.relations ?? [], after.relations ?? [], causes)];
}

function factChanges(before: readonly FactAnswer[], after: readonly FactAnswer[], causes: readonly HistoryEntry[]): Change[] {
  const by = (factIds: readonly string[]): Change['by'] => causes.filter(({ data }) => factIds.includes(data.factId as string)).map(told);
  const left = new Map(after.map((fact) => [fact.factId, fact]));
  const changes: Change[] = [];
  const gone: FactAnswer[] = [];
  for (const fact of before) {
    const same = left.get(fact.factId);
    left.delete(fact.factId);
    if (!same) gone.push(fact);
    else if (differing(fact, same, FACT_MEMBERS).length > 0) changes.push({ change: 'changed', factId: fact.factId, attribute: fact.attribute, before: fact, after: same, members: differing(fact, same, FACT_MEMBERS), by: by([fact.factId]) });
  }
  for (const fact of gone) {
    // The same said by another fact from another day on is no change.
    const equal = [...left.values()].find((other) => other.attribute === fact.attribute && canonicalJson(other.value) === canonicalJson(fact.value));
    if (equal) left.delete(equal.factId);
    else changes.push({ change: 'removed', factId: fact.factId, attribute: fact.attribute, before: fact, after: null, by: by([fact.factId, fact.endedBy ?? '']) });
  }
  for (const fact of left.values()) changes.push({ change: 'added', factId: fact.factId, attribute: fact.attribute, before: null, after: fact, by: by([fact.factId]) });
  return changes;
}

function relationChanges(before: readonly RelationAnswer[], after: readonly RelationAnswer[], causes: readonly HistoryEntry[]): Change[] {
  const by = (relationId: string): Change['by'] => causes.filter((entry) => entry.relationId === relationId).map(told);
  const left = new Map(after.map((relation) => [relation.relationId, relation]));
  const changes: Change[] = [];
  for (const relation of before) {
    const { relationId } = relation;
    const same = left.get(relationId) ?? null;
    left.delete(relationId);
    const members = same ? differing(relation, same, RELATION_MEMBERS) : [];
    if (!same) changes.push({ change: 'removed', relationId, before: relation, after: null, by: by(relationId) });
    else if (members.length > 0) changes.push({ change: 'changed', relationId, before: relation, after: same, members, by: by(relationId) });
  }
  for (const relation of left.values()) changes.push({ change: 'added', relationId: relation.relationId, before: null, after: relation, by: by(relation.relationId) });
  return changes;
}

function differing<T>(a: T, b: T, members: readonly (keyof T & string)[]): string[] {
  return members.filter((member) => canonicalJson(a[member] ?? null) !== canonicalJson(b[member] ?? null));
}

function told({ position, recordedAt, type, actor, caller, reason, commandId }: HistoryEntry): Change['by'][number] {
  return { position, recordedAt, type, actor, caller, ...(reason !== undefined && { reason }), commandId };
}
