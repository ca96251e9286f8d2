/** The command that a record becomes, and which of its facts the server refuses. */
import type { BatchLine, Problem } from '../client.js';
import { stated, type ImportedFact, type ImportRecord } from './record.js';

export const placeOf = ({ place, attribute }: ImportedFact): string => place ?? attribute;

/** Refusals of one fact that say nothing against the others. */
const OF_ONE_FACT: ReadonlySet<string> = new Set(['invalid-body', 'identifier-invalid', 'period-upside-down', 'unknown-start-hidden', 'partial-overlap', 'unknown-reference']);

/** The facts for which a record was refused, and why; none where it was for anything else. */
export function faultyFacts({ facts }: ImportRecord, problem: Problem | undefined): ReadonlyMap<ImportedFact, string> {
  const faults = OF_ONE_FACT.has(problem?.code ?? '') ? (problem?.errors ?? []) : [];
  const found = faults.flatMap(({ path, expected }) => {
    const fact = facts[Number(/^facts\[(\d+)\]/.exec(path)?.[1])];
    return fact ? [[fact, `${problem!.code}: expected ${expected}`] as const] : [];
  });
  return new Map(found.length === faults.length ? found : []);
}

/** The command that a record becomes. */
export function upsertOf({ id, kind, facts, undatedFrom, recordedAt }: ImportRecord, system: string, key: string, partyId?: string): BatchLine {
  const source = { system, method: 'imported', ...(recordedAt !== undefined && { recordedAt }) };
  return { key, command: 'upsert-party', body: { scheme: 'external', value: id, kind, ...(partyId !== undefined && { partyId }), validFrom: undatedFrom, source, facts: facts.map(stated) } };
}
