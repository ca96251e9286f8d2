/**
 * What a run sent and what came of it, so that it can be reverted: keys and ids only, never a value. Commands are written down before
 * they are sent, because a killed run may not live to see their answers.
 */
import { access, open, readFile } from 'node:fs/promises';
import { Refused, type AnnalsClient } from '../client.js';
import { UnreadableFile } from './text-file.js';

interface Entry {
  readonly line: number;
  /** Of the commands. */
  readonly keys: readonly string[];
  /** Parties or interactions they concern. Left out while nobody knows: an entry of the same keys tells them later. */
  readonly ids?: readonly string[];
}

export class Journal {
  constructor(readonly file: string) {}

  /** Durable before it returns. */
  async write(entries: readonly Entry[]): Promise<void> {
    if (entries.length === 0) return;
    const lines = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
    const file = await open(this.file, 'a+', 0o600);
    try {
      // What a killed run left in the middle of a line stays one of its own.
      const { size } = await file.stat();
      const { buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
      await file.appendFile(size > 0 && buffer.toString() !== '\n' ? `\n${lines}` : lines);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** Its file; undefined where no command was ever sent. */
  async written(): Promise<string | undefined> {
    return access(this.file).then(() => this.file, () => undefined);
  }
}

export interface Journaled {
  readonly keys: readonly string[];
  /** In the order in which they were first touched. */
  readonly ids: readonly string[];
}

/**
 * What a run sent. Whom commands made whose answers it never heard, the server is asked.
 * @throws UnreadableFile where it is no journal
 */
export async function readJournal(file: string, client: AnnalsClient): Promise<Journaled> {
  const entries = await entriesOf(file);
  const keys = new Set(entries.flatMap((entry) => entry.keys));
  const ids = new Set(entries.flatMap((entry) => entry.ids ?? []));
  for (const entry of entries) if (entry.ids) for (const key of entry.keys) keys.delete(key);
  for (const key of keys) for (const id of await madeBy(client, key)) ids.add(id);
  return { keys: entries.flatMap((entry) => entry.keys), ids: [...ids] };
}

async function entriesOf(file: string): Promise<Entry[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  lines.pop();
  const entries = lines.flatMap((line, i): Entry[] => {
    const entry = parsed(line);
    // A kill in the middle of a write leaves a line cut off, behind which a resumed run goes on; its commands were not sent yet.
    if (entry === undefined && !line.endsWith('}')) return [];
    if (typeof entry?.line !== 'number' || !Array.isArray(entry.keys)) throw new UnreadableFile(`${file}: line ${i + 1} is no line of a journal of an import`);
    return [entry as Entry];
  });
  if (entries.length === 0) throw new UnreadableFile(`${file} is no journal of an import that sent anything`);
  return entries;
}

function parsed(line: string): Partial<Entry> | null | undefined {
  try {
    return JSON.parse(line) as Partial<Entry> | null;
  } catch {
    return undefined;
  }
}

/** What a command made; nothing where it never arrived, or was refused. */
async function madeBy(client: AnnalsClient, key: string): Promise<string[]> {
  try {
    const { partyId, interactionId } = await client.ask<{ readonly partyId?: string; readonly interactionId?: string }>(`/v1/commands/${key}`);
    return [partyId, interactionId].filter((id) => id !== undefined);
  } catch (error) {
    if (error instanceof Refused && error.problem.code === 'not-found') return [];
    throw error;
  }
}
