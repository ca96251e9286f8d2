/** Statements that take rows, to be sent in one flight; nothing is sent where there are none. */
import type pg from 'pg';
import type { PreparedStatement } from '#libs/platform/database.js';

type Send = () => Promise<void>;

/** Rows as `unnest` takes them: an array for each column. */
export function columns<T>(rows: readonly (readonly T[])[]): T[][] {
  return rows[0]!.map((_, column) => rows.map((row) => row[column]!));
}

/** A statement whose parameters are the columns of the rows. */
export const unnested = (client: pg.ClientBase, statement: PreparedStatement, rows: readonly (readonly unknown[])[]): Send => sending(client, statement, rows.length > 0 ? columns(rows) : undefined);

/** A statement whose one parameter is the rows as JSON, for `json_to_recordset`. */
export const asRecords = (client: pg.ClientBase, statement: PreparedStatement, rows: readonly object[]): Send => sending(client, statement, rows.length > 0 ? [JSON.stringify(rows)] : undefined);

function sending(client: pg.ClientBase, statement: PreparedStatement, values: unknown[] | undefined): Send {
  return async () => {
    if (values) await client.query({ ...statement, values });
  };
}
