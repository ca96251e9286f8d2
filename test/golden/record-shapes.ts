/** Records the shapes of new event types and versions beside those of before, which stay: `node --import ./test/support/typescript.js test/golden/record-shapes.ts`. */
import { declaredShapes } from './declared-shapes.js';
import { readShapes, writeShapes } from './recorded-shapes.js';

const recorded = await readShapes();
const added = Object.entries(declaredShapes()).map(([type, versions]) => [type, { ...versions, ...recorded[type] }] as const);
await writeShapes({ ...recorded, ...Object.fromEntries(added) });
