/** Text files as they come: gzipped or not, with or without a byte order mark, UTF-8 or refused; never garbled. */
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

/** Letters of Windows-1252 at 80 to 9F, where Latin-1 has control characters. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * Text in the encoding of a label (WHATWG Encoding, where that of Latin-1 means Windows-1252). Releases of Node 20 decode
 * Windows-1252 as Latin-1: all of its own letters would be lost.
 * @throws RangeError where there is no such encoding; TypeError where `fatal` and the bytes are not of it
 */
export function decoded(bytes: Uint8Array, label: string, fatal = false): string {
  const decoder = new TextDecoder(label, { fatal });
  if (decoder.encoding !== 'windows-1252') return decoder.decode(bytes);
  return Buffer.from(bytes).toString('latin1').replace(/[\u0080-\u009f]/g, (letter) => WINDOWS_1252[letter.charCodeAt(0) - 0x80]!);
}

/**
 * The text of a file in pieces, without its byte order mark.
 * @throws UnreadableFile where bytes are no UTF-8, or no gzip though the file is named so
 */
export async function* readText(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let read = 0;
  const decode = (chunk?: Buffer): string => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw new UnreadableFile(`${file} is not UTF-8 (near byte ${read}); convert it first, for example with: iconv -f LATIN1 -t UTF-8`);
    }
  };
  for await (const chunk of readBytes(file)) {
    yield decode(chunk);
    read += chunk.length;
  }
  yield decode();
}

async function* readBytes(file: string): AsyncGenerator<Buffer> {
  const bytes = createReadStream(file);
  try {
    if (!file.endsWith('.gz')) {
      yield* bytes as AsyncIterable<Buffer>;
      return;
    }
    const gunzip = createGunzip();
    bytes.on('error', (error) => gunzip.destroy(error));
    yield* bytes.pipe(gunzip) as AsyncIterable<Buffer>;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw code?.startsWith('Z_') ? new UnreadableFile(`${file} is no gzip file, or is cut off: ${message}`) : error;
  } finally {
    bytes.destroy();
  }
}

/** The first line of a file, without what ends it. */
export async function firstLine(file: string): Promise<string> {
  let text = '';
  for await (const piece of readText(file)) {
    text += piece;
    if (text.includes('\n')) break;
  }
  return text.split(/\r?\n/, 1)[0]!;
}
