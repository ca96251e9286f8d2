import type pg from 'pg';
import type { StoredEvent } from '#libs/event-log/domain-event.js';

/** A read model: tables that follow from the events, and how. */
export interface Projection {
  readonly name: string;
  /** Raised when its rows would differ; each version has tables of its own. */
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

/** The schema of a version's tables. */
export const schemaOf = ({ name, version }: Pick<Projection, 'name' | 'version'>): string => `${name}_v${version}`;
