import { describe, expect, it } from '@jest/globals';
import { declaredShapes } from './declared-shapes.js';
import { readShapes } from './recorded-shapes.js';

describe('the shape of events', () => {
  it('is what logs hold already, or another version', async () => {
    const recorded = await readShapes();
    // Who changes what an event holds gives its type a new version and an upcaster, and records its shape: record-shapes.ts.
    for (const [type, versions] of Object.entries(declaredShapes())) {
      for (const [version, shape] of Object.entries(versions)) expect({ type, version, shape }).toEqual({ type, version, shape: recorded[type]?.[version] });
    }
  });

  it('is never forgotten: a type that was written once stays known, at every version', async () => {
    const declared = declaredShapes();
    for (const [type, versions] of Object.entries(await readShapes())) {
      const now = Number(Object.keys(declared[type] ?? {})[0]);
      expect([type, Object.keys(versions)]).toEqual([type, Array.from({ length: now }, (_, n) => String(n + 1))]);
    }
  });
});
