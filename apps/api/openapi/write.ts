/** Writes the committed copy of the document and the types of the client: `node --import ./test/support/typescript.js apps/api/openapi/write.ts`. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CLIENT_TYPES_FILE, clientTypes, describeApi, DOCUMENT_FILE, documentText } from './describe.js';

const document = await describeApi();
await mkdir(path.dirname(DOCUMENT_FILE), { recursive: true });
await writeFile(DOCUMENT_FILE, documentText(document));
await writeFile(CLIENT_TYPES_FILE, await clientTypes(document));
