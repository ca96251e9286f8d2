/** Rows into tables by COPY, a text at a time. */
import type pg from 'pg';
import type { Row } from './projection.js';
import type { Column } from './tables.js';

/** A column that is copied into. */
export type CopiedColumn = Pick<Column, 'name' | 'kind'>;

/** The line of a row, as `COPY … FROM STDIN` takes it. */
export function copyLine(columns: readonly CopiedColumn[], row: Row): string {
  let line = '';
  for (let i = 0; i < columns.length; i++) {
    const { name, kind } = columns[i]!;
    const value = row[name];
    line += `${i === 0 ? '' : '\t'}${value === null || value === undefined ? '\\N' : escaped(textOf(value, kind))}`;
  }
  return `${line}\n`;
}

function textOf(value: unknown, kind: Column['kind']): string {
  if (kind === 'json') return JSON.stringify(value);
  if (kind === 'array') return `{${(value as readonly unknown[]).map((one) => `"${String(one).replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;
  return String(value);
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const escaped = (text: string): string => (/[\\\n\r\t]/.test(text) ? text.replaceAll(/[\\\n\r\t]/g, (character) => ESCAPES[character]!) : text);

/** Lines that are gathered for one COPY. As bytes at once: as text they would be garbage by the megabyte. */
export class Lines {
  private buffer = Buffer.allocUnsafe(FIRST_BYTES);
  bytes = 0;

  add(line: string): void {
    // A UTF-16 unit is three bytes of UTF-8 at most.
    const most = this.bytes + 3 * line.length;
    if (most > this.buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(most, 2 * this.buffer.length));
      this.buffer.copy(larger, 0, 0, this.bytes);
      this.buffer = larger;
    }
    this.bytes += this.buffer.write(line, this.bytes);
  }

  /** What was gathered; the next line begins anew. */
  take(): Buffer {
    const { buffer, bytes } = this;
    this.buffer = Buffer.allocUnsafe(buffer.length);
    this.bytes = 0;
    return buffer.subarray(0, bytes);
  }
}

const FIRST_BYTES = 65_536;

/** The part of the driver's connection that a COPY speaks to. */
interface Connection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** Sends lines as one `COPY`: all of them are there when it resolves, none when it fails. They are at hand, so no stream is needed. */
export function copyIn(client: pg.ClientBase, table: string, columns: readonly CopiedColumn[], lines: Buffer): Promise<void> {
  const text = `copy ${table} (${columns.map(({ name }) => name).join(', ')}) from stdin`;
  return new Promise((resolve, reject) => {
    const ignored = (): void => undefined;
    client.query({
      submit: (connection: Connection) => connection.query(text),
      handleCopyInResponse(connection: Connection) {
        connection.sendCopyFromChunk(lines);
        connection.endCopyFrom();
      },
      handleError: (error: Error) => reject(error),
      handleReadyForQuery: () => resolve(),
      handleCommandComplete: ignored, handleRowDescription: ignored, handleDataRow: ignored, handleEmptyQuery: ignored, handlePortalSuspended: ignored,
    } as unknown as pg.Submittable);
  });
}
