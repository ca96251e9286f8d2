/** `annals import sirene <file>`: the register, record by record, through the API. */
import { open } from 'node:fs/promises';
import type { Day } from '#libs/temporal/dates.js';
import type { AnnalsClient, BatchLine, BatchResult } from '../../client.js';
import { Journal } from '../journal.js';
import { ResumeFile } from '../resume-file.js';
import { explain, sendPatiently, type SendOptions } from '../sending.js';
import { readRegister } from './layouts.js';
import { linesOf } from './lines.js';
import type { ImportNotes } from './statements.js';

/** Records in one request: enough to keep the server busy, few enough to repeat cheaply after a cut. */
const RECORDS_PER_REQUEST = 100;
/** Requests on their way at a time: while one finishes its last lines, the next has begun. */
const REQUESTS_AT_A_TIME = 2;
/** Parties of legal units remembered by number, so that a unit of many establishments is stated once. */
const REMEMBERED_UNITS = 10_000;

export interface ImportOptions {
  readonly file: string;
  readonly observed: Day | undefined;
  /** Everything is checked, nothing is written. */
  readonly dryRun: boolean;
  /** Where progress and reports are kept. */
  readonly folder: string;
  readonly onProgress: (progress: ImportProgress) => void;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

export interface ImportProgress extends ImportNotes {
  records: number;
  created: number;
  changed: number;
  unchanged: number;
  /** Of the whole run, also before it was cut off. */
  rejectedLines: number;
  /** Records that an earlier, killed run had finished. */
  resumed: number;
}

export interface ImportSummary extends ImportProgress {
  readonly reportFile: string;
  /** What `annals import revert` takes; absent where nothing was sent. */
  readonly journalFile?: string;
}

type Outcome = 'created' | 'changed' | 'unchanged' | 'valid' | 'rejected';

interface ReportLine {
  readonly line: number;
  readonly number: string | undefined;
  readonly outcome: Outcome;
  readonly reason?: string;
}

/** A record on its way: the lines of the file it came from, and what is sent for it. */
interface Pending {
  readonly number: string;
  readonly fileLines: readonly number[];
  readonly commands: readonly BatchLine[];
  /** Set where nothing is sent. */
  readonly rejected?: readonly ReportLine[];
}

export async function importSirene(client: AnnalsClient, options: ImportOptions): Promise<ImportSummary> {
  const resume = await ResumeFile.open(options.folder, options.file, [options.observed ?? null, options.dryRun]);
  const report = await open(resume.reportFile, 'a', 0o600);
  const progress: ImportProgress = { records: 0, created: 0, changed: 0, unchanged: 0, rejectedLines: resume.rejectedLines, resumed: resume.done, unknownStarts: 0, guessedNomenclatures: 0, undatedValues: 0 };
  const journal = new Journal(resume.reportFile.replace(/\.ndjson$/, '.journal'));
  const sender = new Sender(client, journal, { ...options, runId: resume.runId });
  let settledRejections = resume.rejectedLines;
  const settle = async ({ records, results }: Sent): Promise<void> => {
    const lines = (await results).flat();
    await report.appendFile(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    progress.records += records;
    // Not those of the request that is still on its way: it may come again.
    settledRejections += lines.filter(({ outcome }) => outcome === 'rejected').length;
    await resume.save(resume.done + progress.records, settledRejections);
    options.onProgress(progress);
  };
  try {
    const sent: Sent[] = [];
    let group: Pending[] = [];
    const send = async (): Promise<void> => {
      sent.push({ records: group.length, results: sender.send(group, progress) });
      group = [];
      if (sent.length >= REQUESTS_AT_A_TIME) await settle(sent.shift()!);
    };
    let index = 0;
    for await (const reading of readRegister(options.file)) {
      index += 1;
      const before = index <= resume.done;
      if ('rejections' in reading) {
        if (!before) group.push({ number: reading.rejections[0]?.number ?? '', fileLines: reading.lines, commands: [], rejected: reading.rejections.map(({ line, number, reason }) => ({ line, number, outcome: 'rejected', reason })) });
      } else {
        const commands = linesOf(reading.record, { runId: resume.runId, observed: options.observed, notes: progress });
        if (!before) group.push({ number: reading.record.number, fileLines: reading.lines, commands });
      }
      if (group.length === RECORDS_PER_REQUEST) await send();
    }
    if (group.length > 0) await send();
    for (const last of sent) await settle(last);
    await resume.finish();
    const journalFile = await journal.written();
    return { ...progress, reportFile: resume.reportFile, ...(journalFile !== undefined && { journalFile }) };
  } finally {
    await report.close();
    await resume.close();
  }
}

interface Sent {
  readonly records: number;
  readonly results: Promise<ReportLine[][]>;
}

class Sender {
  /** Party ids of legal units by the key of the command that stated them. */
  private readonly known = new Map<string, string>();

  constructor(private readonly client: AnnalsClient, private readonly journal: Journal, private readonly options: ImportOptions & SendOptions) {}

  async send(group: readonly Pending[], progress: ImportProgress): Promise<ReportLine[][]> {
    const lines = this.options.dryRun ? group.flatMap(({ commands }) => commands.slice(-1).map(withoutReferences)) : this.linesToSend(group);
    const keys = new Set(lines.map(({ key }) => key));
    await this.journaled(group, ({ key }) => (keys.has(key) ? {} : undefined));
    const results = new Map<string, BatchResult>();
    for (const result of await sendPatiently(this.client, lines, this.options)) results.set(result.key, result);
    this.remember(lines, results);
    await this.journaled(group, ({ key }) => (results.get(key)?.id === undefined ? undefined : { ids: [results.get(key)!.id!] }));
    return group.map((pending) => this.report(pending, results, progress));
  }

  /** Writes down, by the first line of its record, each command of which something is to be told. */
  private async journaled(group: readonly Pending[], told: (command: BatchLine) => { readonly ids?: readonly string[] } | undefined): Promise<void> {
    if (this.options.dryRun) return;
    await this.journal.write(group.flatMap(({ fileLines: [line = 0], commands }) => commands.flatMap((command) => {
      const entry = told(command);
      return entry ? [{ line, keys: [command.key], ...entry }] : [];
    })));
  }

  /** Each command once, and none for a unit whose party is known from before: what refers to it gets its id. */
  private linesToSend(group: readonly Pending[]): BatchLine[] {
    const ids = new Map<string, string>();
    const lines = new Map<string, BatchLine>();
    for (const { commands } of group) {
      for (const [i, line] of commands.entries()) {
        const partyId = i < commands.length - 1 ? this.known.get(line.key) : undefined;
        if (partyId === undefined) lines.set(line.key, line);
        else ids.set(`$${line.ref}`, partyId);
      }
    }
    for (const { ref } of lines.values()) ids.delete(`$${ref}`);
    return [...lines.values()].map((line) => ({ ...line, body: withIds(line.body, ids) as BatchLine['body'] }));
  }

  private remember(lines: readonly BatchLine[], results: ReadonlyMap<string, BatchResult>): void {
    for (const { key } of lines) {
      const id = results.get(key)?.id;
      if (id === undefined) continue;
      if (this.known.size >= REMEMBERED_UNITS) this.known.delete(this.known.keys().next().value!);
      this.known.set(key, id);
    }
  }

  private report({ number, fileLines, commands, rejected }: Pending, results: ReadonlyMap<string, BatchResult>, progress: ImportProgress): ReportLine[] {
    const failed = commands.map(({ key }) => results.get(key)).find((result) => result?.problem);
    const lines = rejected ?? (failed?.problem ? fileLines.map((line) => ({ line, number, outcome: 'rejected' as const, reason: explain(failed.problem!) })) : undefined);
    if (lines) {
      progress.rejectedLines += lines.length;
      return [...lines];
    }
    const outcome = outcomeOf(results.get(commands.at(-1)!.key));
    if (outcome !== 'valid') progress[outcome] += 1;
    return fileLines.map((line) => ({ line, number, outcome }));
  }
}

function outcomeOf(result: BatchResult | undefined): Exclude<Outcome, 'rejected'> {
  const answer = result?.answer;
  if (answer?.status === 'valid') return 'valid';
  if (answer?.created === true) return 'created';
  return answer?.status === 'unchanged' ? 'unchanged' : 'changed';
}

function withIds(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return ids.get(value) ?? value;
  if (Array.isArray(value)) return value.map((one) => withIds(one, ids));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withIds(member, ids)]));
}

/** In a dry run nothing is created that another line could refer to: the record is checked by itself. */
function withoutReferences({ key, command, body }: BatchLine): BatchLine {
  const facts = (body.facts as readonly { attribute: string }[]).filter(({ attribute }) => attribute !== 'head-office');
  return { key, command, body: { ...body, facts, relations: [] } };
}
