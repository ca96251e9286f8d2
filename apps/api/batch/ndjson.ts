/** One line of a batch as bytes, without its end of line. */
export interface RawLine {
  /** From 1, empty lines counted. */
  readonly line: number;
  /** Undefined when the line is longer than allowed; its bytes were dropped. */
  readonly bytes: Buffer | undefined;
}

/** The batch holds more bytes than allowed; the lines before were given. */
export class TooManyBytes extends Error {
  override readonly name = 'TooManyBytes';
  /** The line in which the limit was crossed. */
  constructor(readonly line: number) {
    super(`too many bytes in line ${line}`);
  }
}

export interface LineLimits {
  readonly maxLineBytes: number;
  readonly maxBytes: number;
}

const NEWLINE = 10;

/** Splits a stream into lines while it arrives. Empty lines are left out, a last line needs no end. */
export async function* linesOf(chunks: AsyncIterable<Buffer>, { maxLineBytes, maxBytes }: LineLimits): AsyncGenerator<RawLine> {
  let parts: Buffer[] = [];
  let length = 0;
  let total = 0;
  let line = 1;
  const take = (): RawLine => {
    const raw = { line, bytes: length > maxLineBytes ? undefined : Buffer.concat(parts) };
    parts = [];
    length = 0;
    line += 1;
    return raw;
  };
  const add = (part: Buffer): void => {
    length += part.length;
    if (length <= maxLineBytes) parts.push(part);
    else parts = [];
  };
  for await (const chunk of chunks) {
    total += chunk.length;
    if (total > maxBytes) throw new TooManyBytes(line);
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      add(chunk.subarray(start, end));
      start = end + 1;
      const raw = take();
      if (!isBlank(raw)) yield raw;
    }
    add(chunk.subarray(start));
  }
  if (length > 0) {
    const raw = take();
    if (!isBlank(raw)) yield raw;
  }
}

/** Nothing but white space, as between lines or after the last one. */
function isBlank({ bytes }: RawLine): boolean {
  return bytes !== undefined && bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}
