/**
 * Rows of a table held against a replay, at chosen points of both clocks: wherever either of them says something new, and in the world
 * on each side of every bound that is named.
 */
import { isDeepStrictEqual } from 'node:util';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import type { Position } from '#libs/event-log/event-log.js';

/** By the names of columns. */
export type Columns = Readonly<Record<string, unknown>>;

/** Stands for a value whose key is gone: whatever the row holds, it is answered as erased. */
export const UNREADABLE = Symbol('unreadable');

/** A row: what it says of the thing `key`, from when to when it was believed, and where it holds in the world. */
export interface Row {
  readonly table: string;
  /** Things that compete with each other, or are told together. */
  readonly group: string;
  readonly key: string;
  /** Undefined: not kept by the time it was known. */
  readonly from: Position | undefined;
  /** The time of `from`, where the row has it. */
  readonly fromAt?: string;
  readonly to: Position | null;
  /** `[lower, upper)`; `null`: nowhere. Undefined: the table has no time of the world. */
  readonly world?: { readonly lower: string | null; readonly upper: string | null } | null | undefined;
  readonly columns: Columns;
}

/** What an event says anew of a group, and what is so after it. */
export interface Said {
  /** By key; `undefined`: it is no longer believed. Left out where rows are looked at by what is in force alone. */
  readonly believed?: ReadonlyMap<string, Columns | undefined>;
  /** What is in force at a point of the world, and what the rows say of that alone. Asked before the next event is. */
  readonly inForce?: (point: string) => ReadonlyMap<string, Columns>;
}

export interface Group {
  readonly table: string;
  readonly name: string;
  readonly events: readonly Pick<StoredEvent, 'position' | 'eventId' | 'recordedAt'>[];
  /** What the nth event says: asked in their order, and once. (All of them together do not fit into memory for a party of ten thousand facts.) */
  said(n: number): Said;
  /** Points of the world to be asked for, in order. */
  readonly points: readonly string[];
}

export interface RowDifference {
  readonly table: string;
  readonly group: string;
  readonly key: string;
  readonly kind: 'missing' | 'invented' | 'doubled' | 'different';
  readonly knownAt: Position;
  /** Undefined: whatever one asks for in the world. */
  readonly asOf: string | undefined;
  /** The event that is first told wrongly. Undefined where none says anything at that position. */
  readonly eventId: string | undefined;
  /** Of a difference in what is said: where. The values are personal data. */
  readonly column?: string;
  readonly inTable?: unknown;
  readonly inReplay?: unknown;
}

/**
 * Pairs of a position and a point of the world that are asked for in one group, at most: some 50 ms. Larger groups are asked for every
 * position, and for every point, but not for each with each.
 */
const MAX_PAIRS = 20_000;

/** The first difference of each thing. */
export function compareGroup(group: Group, rows: readonly Row[], maxPairs = MAX_PAIRS): RowDifference[] {
  const { table, name, events, points } = group;
  const differences = new Map<string, RowDifference>();
  const fromOf = (row: Row): Position => row.from ?? events[0]?.position ?? 0n;
  const opening = groupBy(rows.filter((row) => row.to === null || row.to > fromOf(row)), fromOf);
  const closing = groupBy(rows.filter(({ to }) => to !== null), ({ to }) => to!);
  const moments = [...new Set([...events.map(({ position }) => position), ...opening.keys(), ...closing.keys()])].sort((a, b) => (a < b ? -1 : 1));
  const stride = Math.ceil((moments.length * points.length) / maxPairs);
  const believed = new Map<string, Columns>();
  const open = new Map<string, Set<Row>>();
  let [next, said]: [number, Said | undefined] = [0, undefined];
  for (const [n, knownAt] of moments.entries()) {
    const touched = new Set<string>();
    for (const row of closing.get(knownAt) ?? []) {
      open.get(row.key)?.delete(row);
      touched.add(row.key);
    }
    for (const row of opening.get(knownAt) ?? []) {
      open.set(row.key, (open.get(row.key) ?? new Set()).add(row));
      touched.add(row.key);
    }
    const event = events[next]?.position === knownAt ? events[next] : undefined;
    if (event) {
      said = group.said(next);
      next += 1;
      for (const [key, columns] of said.believed ?? []) {
        touched.add(key);
        if (columns) believed.set(key, columns);
        else believed.delete(key);
      }
    }
    const tell = (key: string, asOf?: string) => (kind: RowDifference['kind'], more?: Partial<RowDifference>): void => {
      if (!differences.has(key)) differences.set(key, { table, group: name, key, kind, knownAt, asOf, eventId: event?.eventId, ...more });
    };
    if (!said || said.believed) for (const key of touched) compareThing([...(open.get(key) ?? [])], believed.get(key), tell(key));
    for (const { key, fromAt } of opening.get(knownAt) ?? []) {
      if (event && fromAt !== undefined && fromAt !== event.recordedAt) tell(key)('different', { column: 'believed_from', inTable: fromAt, inReplay: event.recordedAt });
    }
    if (!said?.inForce) continue;
    const all = [...open.values()].flatMap((some) => [...some]);
    for (const [i, asOf] of points.entries()) {
      if (stride > 1 && (i + n) % stride !== 0) continue;
      const inForce = said.inForce(asOf);
      const there = groupBy(all.filter(({ world }) => world && (world.lower === null || world.lower <= asOf) && (world.upper === null || asOf < world.upper)), ({ key }) => key);
      for (const key of new Set([...inForce.keys(), ...there.keys()])) compareThing(there.get(key) ?? [], inForce.get(key), tell(key, asOf));
    }
  }
  return [...differences.values()];
}

function compareThing(rows: readonly Row[], expected: Columns | undefined, tell: (kind: RowDifference['kind'], more?: Partial<RowDifference>) => void): void {
  if (rows.length > 1) return tell('doubled');
  const [row] = rows;
  if (!expected) return row && tell('invented');
  if (!row) return tell('missing');
  for (const [column, inReplay] of Object.entries(expected)) {
    const inTable = row.columns[column] ?? null;
    if (inReplay !== UNREADABLE && !isDeepStrictEqual(inTable, plain(inReplay))) return tell('different', { column, inTable, inReplay });
  }
}

/** As it would come back from a table of JSON: what is undefined is not there. */
function plain(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === 'object' ? Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined).map(([name, member]) => [name, plain(member)])) : value;
}

export function groupBy<T, K>(all: Iterable<T>, keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
