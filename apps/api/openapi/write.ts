/** Writes the committed copy of the document: `node --import ./test/support/typescript.js apps/api/openapi/write.ts`. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describeApi, DOCUMENT_FILE, documentText } from './describe.js';

await mkdir(path.dirname(DOCUMENT_FILE), { recursive: true });
await writeFile(DOCUMENT_FILE, documentText(await describeApi()));
