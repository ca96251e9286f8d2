import { describe, expect, it } from '@jest/globals';
import { sharedBuffers } from './launcher.js';

const GIB = 1024 ** 3;

describe('the buffers of the embedded PostgreSQL', () => {
  it.each([
    ['a quarter of the memory', 4 * GIB, '1024MB'],
    ['whole megabytes', 3.7 * GIB, '947MB'],
    ['no more than 2 GB of a large machine', 256 * GIB, '2048MB'],
    ['128 MB in a small container', 0.25 * GIB, '128MB'],
  ])('are %s', (_, available, expected) => {
    expect(sharedBuffers(available)).toBe(expected);
  });
});
