/** How far an import has come, so that a killed one goes on where it was, under the same keys; one process at a time. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { lockFile } from '#infra/embedded-postgres/folder-lock.js';

interface Progress {
  readonly runId: string;
  /** Records whose results are in the report. */
  readonly done: number;
  /** Lines that were rejected among them. */
  readonly rejectedLines: number;
  /** What else the rest of the run has to know of what came before: ids by ids. */
  readonly standingIds?: Readonly<Record<string, string>>;
}

/** Two would send the same under the same keys, and each would write over how far the other has come. */
export class ImportUnderWay extends Error {
  override readonly name = 'ImportUnderWay';
  constructor(file: string, pid: number) {
    super(`the import of ${file} is under way in process ${pid}: wait for it, or stop that one first; it goes on where it was`);
  }
}

export class ResumeFile {
  private constructor(private readonly file: string, private readonly release: () => Promise<void>, readonly reportFile: string, readonly runId: string, readonly done: number, readonly rejectedLines: number,
    /** Saved with how far it has come; who runs it adds to them. */
    readonly standingIds: Map<string, string>) {}

  /**
   * The unfinished run over this very file (same place, size and time) with these options, or a new one. Who opened it closes it.
   *
   * @throws ImportUnderWay while a live process has it open
   */
  static async open(folder: string, importedFile: string, options: unknown): Promise<ResumeFile> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { size, mtimeMs } = await stat(importedFile);
    const id = createHash('sha256').update(JSON.stringify([resolve(importedFile), size, mtimeMs, options])).digest('hex').slice(0, 16);
    const file = join(folder, `${id}.json`);
    const release = await lockFile(join(folder, `${id}.pid`), (pid) => new ImportUnderWay(importedFile, pid));
    try {
      const before = await readProgress(file);
      const runId = before?.runId ?? randomUUID();
      const resume = new ResumeFile(file, release, join(folder, `${basename(importedFile)}-${runId}.ndjson`), runId, before?.done ?? 0, before?.rejectedLines ?? 0, new Map(Object.entries(before?.standingIds ?? {})));
      // The run id is durable before the first command is sent: without it a killed run could not repeat its keys.
      await resume.save(resume.done, resume.rejectedLines);
      return resume;
    } catch (error) {
      await release();
      throw error;
    }
  }

  async save(done: number, rejectedLines: number): Promise<void> {
    const next = `${this.file}.next`;
    await writeFile(next, JSON.stringify({ runId: this.runId, done, rejectedLines, ...(this.standingIds.size > 0 && { standingIds: Object.fromEntries(this.standingIds) }) } satisfies Progress), { mode: 0o600, flush: true });
    await rename(next, this.file);
  }

  /** The run is over: importing the same file again is a new run. */
  async finish(): Promise<void> {
    await rm(this.file, { force: true });
  }

  /** Lets another process go on with it. */
  async close(): Promise<void> {
    await this.release();
  }
}

async function readProgress(file: string): Promise<Progress | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Progress;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`${file} is damaged (${(error as Error).message}); delete it to start the import anew`, { cause: error });
  }
}
