/** Publishes the schemas of new event types and versions beside those of before, which keep their shape: `node --import ./test/support/typescript.js test/golden/publish-schemas.ts`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { eventDefinitions } from '#apps/server/event-definitions.js';
import { broken, declaredSchemas, fileOf, publishedSchemas, PUBLISHED_IN, textOf } from './event-schemas.js';

await mkdir(PUBLISHED_IN, { recursive: true });
const declared = declaredSchemas(eventDefinitions);
const faults = broken(await publishedSchemas(), declared, eventDefinitions);
if (faults.length > 0) throw new Error(`give these types another version, and an upcaster from the one before:\n${faults.join('\n')}`);
for (const [name, schema] of declared) await writeFile(fileOf(name), textOf(schema));
