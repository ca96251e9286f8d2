/** What stands already, as the API shows it, beside what a file states; and what it takes that a relation stands as the file has it. */
import { builtInAttribute } from '#libs/facts/catalogue.js';
import type { BatchLine } from '../client.js';
import { stated, type ImportedRelation } from './record.js';

export interface FactShown {
  readonly attribute: string;
  readonly value: unknown;
  readonly source?: { readonly system: string } | null;
}

export interface PeriodShown {
  readonly periodId: string;
  readonly validFrom: unknown;
  readonly validTo: unknown;
  /** Its own end, where it is known here. */
  readonly assertedValidTo?: unknown;
  readonly facts: readonly FactShown[];
}

/** A relation, with the period of it that is in force, or the nearest. */
export interface RelationShown extends PeriodShown {
  readonly relationId: string;
  readonly type: string;
  readonly direction: string;
  readonly party: { readonly partyId: string };
}

export interface ViewShown {
  readonly facts: readonly FactShown[];
  readonly relations: readonly RelationShown[];
}

/** The party of the record, and the one at the other end. */
export interface Ends {
  readonly own: string;
  readonly other: string;
}

export interface RelationPlan {
  readonly lines: readonly BatchLine[];
  readonly outcome: 'started' | 'ended' | 'standing';
  /** Why the file cannot be right beside what stands: nothing is sent then. */
  readonly rejected?: string;
}

export const STANDING: RelationPlan = { lines: [], outcome: 'standing' };

/** A new period; or the end of one that stands, and facts that it lacks. */
export async function planRelation(relation: ImportedRelation, { own, other }: Ends, { standing, source, keyOf, periodsOf }: {
  /** Of the party of the record. */
  readonly standing: readonly RelationShown[];
  readonly source: object;
  readonly keyOf: (step: string) => string;
  readonly periodsOf: (relationId: string) => Promise<readonly PeriodShown[]>;
}): Promise<RelationPlan> {
  const { type, direction, validFrom, validTo } = relation;
  const facts = relation.facts.map((fact) => ({ ...stated(fact), source }));
  const nearest = standing.find((one) => one.type === type && one.direction === direction && one.party.partyId === other);
  const period = nearest && (await periodMeant(nearest, relation, periodsOf));
  if (!nearest || !period) {
    const [a, b] = direction === 'a-to-b' ? [own, other] : [other, own];
    return { outcome: 'started', lines: [{ key: keyOf('relation'), command: 'start-relation', body: { type, a, b, validFrom, ...(validTo !== undefined && { validTo }), ...(facts.length > 0 && { facts }) } }] };
  }
  const place = { relationId: nearest.relationId, periodId: period.periodId };
  const missing = facts.filter(({ attribute, value }) => !period.facts.some((fact) => fact.attribute === attribute && sameValue(attribute, fact.value, value)));
  const lines: BatchLine[] = missing.length === 0 ? [] : [{ key: keyOf('relation-facts'), command: 'record-relation-facts', body: { ...place, facts: missing } }];
  // A file without an end says nothing of one.
  const { assertedValidTo: standingTo } = period;
  if (validTo === undefined || sameBound(validTo, standingTo)) return { outcome: 'started', lines };
  if (typeof standingTo === 'string') return { ...STANDING, rejected: 'period-differs: the relation stands, with another end; correct the one that is wrong' };
  const end = typeof validTo === 'string' && standingTo === null ? { command: 'end-period', body: { ...place, on: validTo } } : { command: 'correct-period', body: { ...place, validFrom: period.validFrom, validTo } };
  return { outcome: 'ended', lines: [...lines, { key: keyOf('relation-end'), ...end }] };
}

/** The period that the file means: the one that began then, or, where either began nobody knows when, one that can be it; with its own end where the file has one. */
async function periodMeant(nearest: RelationShown, { validFrom, validTo }: ImportedRelation, periodsOf: (relationId: string) => Promise<readonly PeriodShown[]>): Promise<PeriodShown | undefined> {
  const isNearest = typeof validFrom !== 'string' || sameBound(validFrom, nearest.validFrom);
  if (isNearest && validTo === undefined) return nearest;
  const periods = await periodsOf(nearest.relationId);
  if (isNearest) return periods.find(({ periodId }) => periodId === nearest.periodId) ?? nearest;
  return periods.find((period) => sameBound(validFrom, period.validFrom)) ?? periods.find((period) => typeof period.validFrom !== 'string' && (typeof period.validTo !== 'string' || period.validTo > validFrom));
}

/** Whether a bound that is stated is the one that stands; one nobody knows is like any other. */
const sameBound = (stated: unknown, standing: unknown): boolean => (typeof stated === 'string' ? stated === standing : typeof standing === 'object' && standing !== null);

/** Whether a value that stands is the one that is stated, in the one shape its attribute has. */
export function sameValue(attribute: string, standing: unknown, stated: unknown): boolean {
  const read = builtInAttribute(attribute)?.read ?? ((value: unknown) => value);
  const canonical = (value: unknown): string => JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort()) : inner));
  return canonical(standing) === canonical(read(stated, attribute));
}
