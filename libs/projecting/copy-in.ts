/** Rows into tables by COPY, a text at a time. */
import type pg from 'pg';
import type { Row } from './projection.js';
import type { ColumnKind } from './tables.js';

export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
}

/** The line of a row, as `COPY … FROM STDIN` takes it. */
export function copyLine(columns: readonly Column[], row: Row): string {
  let line = '';
  for (let i = 0; i < columns.length; i++) {
    const { name, kind } = columns[i]!;
    const value = row[name];
    line += `${i === 0 ? '' : '\t'}${value === null || value === undefined ? '\\N' : escaped(textOf(value, kind))}`;
  }
  return `${line}\n`;
}

function textOf(value: unknown, kind: ColumnKind): string {
  if (kind === 'json') return JSON.stringify(value);
  if (kind === 'array') return `{${(value as readonly unknown[]).map((one) => `"${String(one).replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;
  return String(value);
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const escaped = (text: string): string => (/[\\\n\r\t]/.test(text) ? text.replaceAll(/[\\\n\r\t]/g, (character) => ESCAPES[character]!) : text);

/** The part of the driver's connection that a COPY speaks to. */
interface Connection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** Sends lines as one `COPY`: all of them are there when it resolves, none when it fails. They are at hand, so no stream is needed. */
export function copyIn(client: pg.ClientBase, table: string, columns: readonly Column[], lines: string): Promise<void> {
  const text = `copy ${table} (${columns.map(({ name }) => name).join(', ')}) from stdin`;
  return new Promise((resolve, reject) => {
    const ignored = (): void => undefined;
    client.query({
      submit: (connection: Connection) => connection.query(text),
      handleCopyInResponse(connection: Connection) {
        connection.sendCopyFromChunk(Buffer.from(lines));
        connection.endCopyFrom();
      },
      handleError: (error: Error) => reject(error),
      handleReadyForQuery: () => resolve(),
      handleCommandComplete: ignored, handleRowDescription: ignored, handleDataRow: ignored, handleEmptyQuery: ignored, handlePortalSuspended: ignored,
    } as unknown as pg.Submittable);
  });
}
