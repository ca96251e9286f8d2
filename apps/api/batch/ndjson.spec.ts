import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { linesOf, TooManyBytes } from './ndjson.js';

const LIMITS = { maxLineBytes: 20, maxBytes: 10_000 };

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

const read = async (text: string, size = 7, limits = LIMITS) => {
  const lines: [number, string | undefined][] = [];
  for await (const { line, bytes } of linesOf(inPieces(Buffer.from(text), size), limits)) lines.push([line, bytes?.toString()]);
  return lines;
};

describe('lines of a batch', () => {
  it('are counted from 1, empty ones left out but counted', async () => {
    expect(await read('{"a":1}\n\n  \r\n{"b":2}\r\n{"c":"é"}')).toEqual([[1, '{"a":1}'], [4, '{"b":2}\r'], [5, '{"c":"é"}']]);
  });

  it('may be none', async () => {
    expect(await read('')).toEqual([]);
    expect(await read('\n\n')).toEqual([]);
  });

  it('are given without their bytes when they are too long; the next ones are not harmed', async () => {
    expect(await read(`${'x'.repeat(21)}\n${'y'.repeat(20)}\n${'z'.repeat(500)}`)).toEqual([[1, undefined], [2, 'y'.repeat(20)], [3, undefined]]);
  });

  it('end at the limit of bytes, in the line where it was crossed', async () => {
    await expect(read('aaaa\nbbbb\ncccc\n', 5, { maxLineBytes: 20, maxBytes: 12 })).rejects.toEqual(new TooManyBytes(3));
  });

  it('are the same in whatever pieces they arrive', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.string({ maxLength: 15 }).map((text) => text.replaceAll('\n', ''))), fc.integer({ min: 1, max: 30 }), async (texts, size) => {
      const whole = await read(texts.join('\n'), 1_000_000, { maxLineBytes: 100, maxBytes: 1_000_000 });
      expect(await read(texts.join('\n'), size, { maxLineBytes: 100, maxBytes: 1_000_000 })).toEqual(whole);
    }));
  });
});
