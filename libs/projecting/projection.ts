import type pg from 'pg';
import type { StoredEvent } from '#libs/event-log/domain-event.js';

/** A read model: tables that follow from the events, and how. */
export interface Projection {
  readonly name: string;
  /** Which of its tables: each version has a schema of its own, and a rebuild makes the next one. */
  readonly version: number;
  /**
   * What its rows say of a stream follows from that stream alone, so that buckets may be written side by side.
   * Whoever says so of a projection, or no longer, deals its buckets anew in a migration.
   */
  readonly streamsApart?: true;
  handles(type: string): boolean;
  /**
   * Brings the rows up to date with a batch of events, in the transaction that moves the checkpoint. Every batch size and every
   * restart gives the same rows.
   */
  project(client: pg.ClientBase, events: readonly StoredEvent[]): Promise<void>;
}

/** Which tables of a projection. */
export type Version = Pick<Projection, 'name' | 'version'>;

/** The code of a projection, whichever version of its tables it writes. */
export interface Projector extends Omit<Projection, 'version'> {
  /** Raised when its rows would differ: what another one made is not written by this one, but built anew. */
  readonly projectorVersion: number;
  /** What its tables are called where questions find them, if another projection has one of the same name. */
  readonly views?: Readonly<Record<string, string>>;
  /**
   * How its tables are made anew. Left out of a projection whose rows are work to be done: what was worked off there is not in the
   * log, and would be done again.
   */
  readonly build?: Build;
}

/** How tables are made from a whole log, stream by stream. Comes to the same rows as {@link Projection.project}. */
export interface Build {
  /** All rows that the events of one stream come to, by table. Pure. */
  rowsOf(events: readonly StoredEvent[]): RowsByTable;
  /** What follows from the rows of many streams together, when all of them are there; no table has an index yet. */
  complete?(client: pg.ClientBase): Promise<void>;
}

/** A row by its columns: plain values as PostgreSQL reads them, anything for a column of JSON. One that is left out is null. */
export type Row = Readonly<Record<string, unknown>>;
export type RowsByTable = Readonly<Partial<Record<string, readonly Row[]>>>;

/** A projector as it writes one version of its tables. */
export const inVersion = (projector: Projector, version: number): Projection => ({ ...projector, version });

/** The schema of a version's tables. */
export const schemaOf = ({ name, version }: Version): string => `${name}_v${version}`;
