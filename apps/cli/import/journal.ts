/**
 * What a run sent and where it went, so that it can be reverted: ids only, never a value. Commands are written down before they
 * are sent, because a killed run may not live to see their answers.
 */
import { appendFile, readFile } from 'node:fs/promises';
import { UnreadableFile } from './text-file.js';

interface Entry {
  readonly line: number;
  readonly commandIds?: readonly string[];
  readonly partyIds?: readonly string[];
}

export class Journal {
  constructor(readonly file: string) {}

  /** Durable before it returns. */
  async write(entries: readonly Entry[]): Promise<void> {
    if (entries.length > 0) await appendFile(this.file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''), { mode: 0o600, flush: true });
  }
}

export interface Journaled {
  readonly commandIds: ReadonlySet<string>;
  /** In the order in which they were first touched. */
  readonly partyIds: readonly string[];
}

/** @throws UnreadableFile where it is no journal */
export async function readJournal(file: string): Promise<Journaled> {
  const commandIds = new Set<string>();
  const partyIds = new Set<string>();
  const lines = (await readFile(file, 'utf8')).split('\n');
  for (const [i, line] of lines.entries()) {
    if (line === '') continue;
    let entry: Partial<Entry>;
    try {
      entry = JSON.parse(line) as Partial<Entry>;
    } catch {
      // A kill in the middle of a write leaves a last line cut off; its commands were not sent yet.
      if (i === lines.length - 1) break;
      throw new UnreadableFile(`${file}: line ${i + 1} is no line of a journal of an import`);
    }
    if (typeof entry.line !== 'number') throw new UnreadableFile(`${file}: line ${i + 1} is no line of a journal of an import`);
    for (const id of entry.commandIds ?? []) commandIds.add(id);
    for (const id of entry.partyIds ?? []) partyIds.add(id);
  }
  if (commandIds.size === 0) throw new UnreadableFile(`${file} is no journal of an import that sent anything`);
  return { commandIds, partyIds: [...partyIds] };
}
