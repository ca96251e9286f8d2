/** The shapes of every version of every event type that was ever written to a log that is kept. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Shapes } from './declared-shapes.js';

const FILE = path.join(import.meta.dirname, 'shapes.json');

export async function readShapes(): Promise<Shapes> {
  return JSON.parse(await readFile(FILE, 'utf8')) as Shapes;
}

export async function writeShapes(shapes: Shapes): Promise<void> {
  await writeFile(FILE, `${JSON.stringify(shapes, undefined, 2)}\n`);
}
