/**
 * `annals import interactions <file>`: the phone contacts of a campaign, one row a call (the columns of the public bank marketing set:
 * day, month, duration, campaign, poutcome, y). The file gives no year: its rows are in the order of time, so the year is the one
 * that is told for the first row, and one more each time the month goes back. The time of day is not known: noon, UTC.
 * Calls have no ids of their own: one that was logged before, by this system and this caller, is not logged again.
 */
import { appendFile } from 'node:fs/promises';
import { isCalendarDate } from '#libs/temporal/dates.js';
import type { AnnalsClient, BatchLine } from '../../client.js';
import { UsageError } from '../../command.js';
import { readTable, type Row } from '../csv/table.js';
import { Journal } from '../journal.js';
import { ResumeFile } from '../resume-file.js';
import { explain, sendPatiently } from '../sending.js';
import { UnreadableFile } from '../text-file.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const NEEDED = ['day', 'month', 'duration', 'y'];
const READ: ReadonlySet<string> = new Set([...NEEDED, 'seq', 'contact', 'campaign', 'poutcome']);
/** Calls in one request. */
const AT_A_TIME = 500;
/** Calls in one page of what was logged before. */
const LOGGED_AT_A_TIME = 200;
/** What a journal of interactions ends in: how a revert tells it from others. */
export const INTERACTIONS_JOURNAL = '.interactions.journal';

export interface InteractionImportOptions {
  readonly file: string;
  /** Who called: a person of ours. */
  readonly us: string;
  /** Of the first row. */
  readonly year: number;
  readonly system: string;
  readonly dryRun: boolean;
  readonly folder: string;
  readonly onProgress: (progress: { readonly records: number; readonly rejectedLines: number }) => void;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

export interface InteractionImportSummary {
  /** Calls that were logged, or would be by a dry run. */
  readonly records: number;
  /** Calls that were logged before: nothing was sent for them. */
  readonly standing: number;
  readonly resumed: number;
  readonly rejectedLines: number;
  readonly unmapped: readonly string[];
  readonly reportFile: string;
  /** What `annals import revert` takes; absent where nothing was sent. */
  readonly journalFile?: string;
}

export async function importInteractions(client: AnnalsClient, options: InteractionImportOptions): Promise<InteractionImportSummary> {
  const { file, us, year, system, dryRun, folder, onProgress, sleep } = options;
  const { columns, rows } = await readTable(file);
  const missing = NEEDED.filter((column) => !columns.includes(column));
  if (missing.length > 0) throw new UnreadableFile(`${file} has no column ${missing.join(', ')}: these are no phone contacts`);
  const resume = await ResumeFile.open(folder, file, [us, year, system, dryRun]);
  try {
    const journal = new Journal(resume.reportFile.replace(/\.ndjson$/, INTERACTIONS_JOURNAL));
    const calls = datedCalls(rows, year);
    await refuseNoPerson(client, us);
    const logged = await loggedBefore(client, us, system);
    const numbers = rows.map(({ cells }) => cells['seq'] ?? '');
    const numbered = new Set(numbers).size === rows.length && !numbers.includes('');
    // A row that stands twice in a file is one call.
    const stands = (call: Call): boolean => {
      if (!('day' in call)) return false;
      const { byNumber, byDuration } = callOf(interactionOf(call, us, system));
      const stood = logged.has(byDuration) || (numbered && logged.has(byNumber));
      logged.add(byDuration);
      return stood;
    };
    let [done, rejectedLines, before, records] = [resume.done, resume.rejectedLines, 0, 0];
    for (; done < calls.length; done = Math.min(done + AT_A_TIME, calls.length)) {
      const part = calls.slice(done, done + AT_A_TIME).map((call) => ({ call, key: `${resume.runId}:${call.row.line}`, stands: stands(call) }));
      const lines = part.flatMap(({ call, key, stands }): BatchLine[] => ('day' in call && !stands ? [{ key, command: 'log-interaction', body: interactionOf(call, us, system) }] : []));
      if (!dryRun) await journal.write(part.filter(({ key }) => lines.some((line) => line.key === key)).map(({ call, key }) => ({ line: call.row.line, keys: [key] })));
      const results = new Map((await sendPatiently(client, lines, { dryRun, sleep, runId: resume.runId })).map((result) => [result.key, result]));
      const report = part.map(({ call, key, stands }) => {
        const { problem, id } = results.get(key) ?? {};
        const reason = 'fault' in call ? call.fault : problem && explain(problem);
        if (reason !== undefined) rejectedLines += 1;
        else if (stands) before += 1;
        else records += 1;
        return { line: call.row.line, outcome: reason !== undefined ? 'rejected' : stands ? 'standing' : dryRun ? 'valid' : 'logged', ...(reason !== undefined ? { reason } : !dryRun && id !== undefined && { interactionId: id }) };
      });
      await appendFile(resume.reportFile, report.map((line) => `${JSON.stringify(line)}\n`).join(''), { mode: 0o600 });
      if (!dryRun) await journal.write(part.flatMap(({ call, key }) => (results.get(key)?.id === undefined ? [] : [{ line: call.row.line, keys: [key], ids: [results.get(key)!.id!] }])));
      await resume.save(Math.min(done + AT_A_TIME, calls.length), rejectedLines);
      onProgress({ records, rejectedLines });
    }
    await resume.finish();
    const journalFile = await journal.written();
    return {
      records, standing: before, resumed: resume.done, rejectedLines, unmapped: columns.filter((column) => !READ.has(column)), reportFile: resume.reportFile,
      ...(journalFile !== undefined && { journalFile }),
    };
  } finally {
    await resume.close();
  }
}

async function refuseNoPerson(client: AnnalsClient, us: string): Promise<void> {
  const { kind } = await client.ask<{ readonly kind: string }>(`/v1/parties/${us}`, { after: await client.head() });
  if (kind !== 'person') throw new UsageError(`--us: expected the id of the person who called, got that of a party of kind ${kind}`);
}

interface Logged {
  readonly amended?: boolean;
  readonly startedAt: string;
  readonly durationSeconds?: number;
  readonly participants: readonly { readonly side: string; readonly role: string; readonly party?: unknown; readonly unresolved?: { readonly name?: string } }[];
  readonly source: { readonly system: string } | null;
}

/** The calls of this system that our person is known to have made. */
async function loggedBefore(client: AnnalsClient, us: string, system: string): Promise<Set<string>> {
  const after = await client.head();
  const calls = new Set<string>();
  for await (const one of client.items<Logged>(`/v1/parties/${us}/interactions`, { limit: String(LOGGED_AT_A_TIME), after })) if (one.source?.system === system) {
    const { byNumber, byDuration } = callOf(one);
    calls.add(byDuration);
    // What was put right since is known by its number alone; another file may number other calls so.
    if (one.amended) calls.add(byNumber);
  }
  return calls;
}

/**
 * By what a call is known again: its number in a file that numbers its rows, and the day, for the time and how long it took may have
 * been put right since; else whom, on which day, how long.
 */
function callOf({ startedAt, durationSeconds, participants }: Omit<Logged, 'source'>): { readonly byNumber: string; readonly byDuration: string } {
  const known = [new Date(startedAt).toISOString().slice(0, 10), participants.map(({ unresolved }) => unresolved?.name).find((name) => name !== undefined)];
  return { byNumber: JSON.stringify(known), byDuration: JSON.stringify([...known, durationSeconds]) };
}

type Call = { readonly row: Row; readonly day: string } | { readonly row: Row; readonly fault: string };

function datedCalls(rows: readonly Row[], firstYear: number): Call[] {
  let [year, before] = [firstYear, -1];
  return rows.map((row): Call => {
    const month = MONTHS.indexOf((row.cells['month'] ?? '').toLowerCase());
    if (row.fault !== undefined) return { row, fault: row.fault };
    if (month < 0) return { row, fault: 'month: expected jan to dec' };
    if (month < before) year += 1;
    before = month;
    const day = `${year}-${String(month + 1).padStart(2, '0')}-${(row.cells['day'] ?? '').padStart(2, '0')}`;
    if (!isCalendarDate(day)) return { row, fault: 'day: expected a day of that month' };
    if (!/^\d{1,6}$/.test(row.cells['duration'] ?? '')) return { row, fault: 'duration: expected whole seconds' };
    if (!['yes', 'no', ''].includes(row.cells['y'] ?? '')) return { row, fault: 'y: expected yes, no, or nothing' };
    return { row, day };
  });
}

function interactionOf({ row: { cells, line }, day }: Extract<Call, { day: string }>, us: string, system: string): BatchLine['body'] & Omit<Logged, 'source'> {
  const notes = [cells['contact'] && `contact: ${cells['contact']}`, cells['campaign'] && `call ${cells['campaign']} of this campaign`, cells['poutcome'] && `campaign before: ${cells['poutcome']}`].filter(Boolean).join('; ');
  return {
    participants: [{ side: 'us', role: 'agent', party: us }, { side: 'them', role: 'customer', unresolved: { name: `${system} ${cells['seq'] ?? line}` } }], direction: 'outbound', medium: 'phone', startedAt: `${day}T12:00:00Z`,
    durationSeconds: Number(cells['duration']), subject: 'Campaign call', ...(notes !== '' && { notes }), ...(cells['y'] && { outcome: cells['y'] === 'yes' ? 'subscribed' : 'not-subscribed' }), source: { system, method: 'imported' },
  };
}
