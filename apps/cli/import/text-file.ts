/** Text files as they come: gzipped or not, with or without a byte order mark, UTF-8 or refused; never garbled. */
import { createReadStream } from 'node:fs';
import { Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';

export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

/** The text of a file in pieces. A byte order mark is left out; bytes that are no UTF-8 end the stream with {@link UnreadableFile}. */
export function readText(file: string): NodeJS.ReadableStream {
  const bytes = createReadStream(file);
  const decoder = utf8();
  // Errors travel down the pipe by hand: `pipe` does not do it, and `pipeline` wants to own the reading end.
  const forward = (error: Error): void => { decoder.destroy(error); };
  bytes.on('error', forward);
  if (!file.endsWith('.gz')) return bytes.pipe(decoder);
  const gunzip = createGunzip();
  gunzip.on('error', (error) => forward(new UnreadableFile(`${file} is no gzip file: ${error.message}`)));
  return bytes.pipe(gunzip).pipe(decoder);
}

function utf8(): Transform {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let read = 0;
  const decode = (chunk: Buffer | undefined, done: (error?: Error | null, text?: string) => void): void => {
    try {
      const text = decoder.decode(chunk, { stream: chunk !== undefined });
      read += chunk?.length ?? 0;
      done(null, text);
    } catch {
      done(new UnreadableFile(`the file is not UTF-8 (near byte ${read}); convert it first, for example with: iconv -f LATIN1 -t UTF-8`));
    }
  };
  return new Transform({
    transform: (chunk: Buffer, _, done) => decode(chunk, done),
    flush: (done) => decode(undefined, done),
    readableObjectMode: false,
    encoding: 'utf8',
    decodeStrings: true,
  });
}
