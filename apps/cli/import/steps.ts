/** What a run does, one after the other: first all parties of a file, then those that its records only name, then the relations between them. */
import { textOf, type ImportedRelation, type ImportRecord, type Reading, type Rejection } from './record.js';

/** Records at a time: enough to keep the server busy, few enough to repeat cheaply after a cut. */
const RECORDS_AT_A_TIME = 100;

/** A party only named by a record. */
export interface Named {
  readonly line: number;
  readonly id: string;
  /** Ids of the records that name it. */
  readonly by: string[];
  readonly named: NonNullable<ImportedRelation['named']>;
}

export type Step = { readonly kind: 'rejected'; readonly rejected: Rejection } | { readonly kind: 'record'; readonly record: ImportRecord } | { readonly kind: 'named'; readonly named: Named }
  | { readonly kind: 'relations'; readonly record: ImportRecord };

/** Every step in its order: always the same for the same records, so that a number says how far a run has come. */
export function stepsOf(readings: readonly Reading[]): Step[] {
  const records = readings.flatMap((reading) => ('record' in reading ? [reading.record] : []));
  const ids = new Set(records.map(({ id }) => id));
  const named = new Map<string, Named>();
  for (const { line, id, relations } of records) {
    for (const { to, named: how } of relations) {
      if (!how || ids.has(to)) continue;
      const one = named.get(to) ?? { line, id: to, by: [], named: how };
      one.by.push(id);
      named.set(to, one);
    }
  }
  return [
    ...readings.map((reading): Step => ('record' in reading ? { kind: 'record', record: reading.record } : { kind: 'rejected', rejected: reading.rejected })),
    ...[...named.values()].map((one): Step => ({ kind: 'named', named: one })),
    ...records.filter(({ relations }) => relations.length > 0).map((record): Step => ({ kind: 'relations', record })),
  ];
}

/** Steps of one kind that do not depend on one another: of two records with one match key the second has to find the first. */
export function* groupsOf(steps: readonly Step[]): Generator<readonly Step[]> {
  let group: Step[] = [];
  let keys = new Set<string>();
  for (const step of steps) {
    const own = step.kind === 'record' ? [`id ${step.record.id}`, ...step.record.match.map(textOf)] : [];
    if (group.length >= RECORDS_AT_A_TIME || (group.length > 0 && group[0]!.kind !== step.kind) || own.some((key) => keys.has(key))) {
      yield group;
      group = [];
      keys = new Set();
    }
    group.push(step);
    for (const key of own) keys.add(key);
  }
  if (group.length > 0) yield group;
}
