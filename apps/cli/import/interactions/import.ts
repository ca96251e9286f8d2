/**
 * `annals import interactions <file>`: the phone contacts of a campaign, one row a call (the columns of the public bank marketing set:
 * day, month, duration, campaign, poutcome, y). The file gives no year: its rows are in the order of time, so the year is the one
 * that is told for the first row, and one more each time the month goes back. The time of day is not known: noon, UTC.
 */
import { appendFile, readFile } from 'node:fs/promises';
import { isCalendarDate } from '#libs/temporal/dates.js';
import type { AnnalsClient, BatchLine } from '../../client.js';
import { readTable, type Row } from '../csv/table.js';
import { ResumeFile } from '../resume-file.js';
import { explain, sendPatiently } from '../sending.js';
import { UnreadableFile } from '../text-file.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const NEEDED = ['day', 'month', 'duration', 'y'];
const READ: ReadonlySet<string> = new Set([...NEEDED, 'seq', 'contact', 'campaign', 'poutcome']);
/** Calls in one request. */
const AT_A_TIME = 500;
/** What a journal of interactions ends in: how a revert tells it from others. */
export const INTERACTIONS_JOURNAL = '.interactions.ndjson';

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
  readonly records: number;
  readonly resumed: number;
  readonly rejectedLines: number;
  readonly unmapped: readonly string[];
  readonly reportFile: string;
  readonly journalFile: string;
}

export async function importInteractions(client: AnnalsClient, options: InteractionImportOptions): Promise<InteractionImportSummary> {
  const { file, us, year, system, dryRun, folder, onProgress, sleep } = options;
  const { columns, rows } = await readTable(file);
  const missing = NEEDED.filter((column) => !columns.includes(column));
  if (missing.length > 0) throw new UnreadableFile(`${file} has no column ${missing.join(', ')}: these are no phone contacts`);
  const resume = await ResumeFile.open(folder, file, [us, year, system, dryRun]);
  const journalFile = resume.reportFile.replace(/\.ndjson$/, INTERACTIONS_JOURNAL);
  const calls = datedCalls(rows, year);
  let [done, rejectedLines] = [resume.done, 0];
  for (; done < calls.length; done = Math.min(done + AT_A_TIME, calls.length)) {
    const part = calls.slice(done, done + AT_A_TIME);
    const lines = part.flatMap((call): BatchLine[] => ('day' in call ? [{ key: `${resume.runId}:${call.row.line}`, command: 'log-interaction', body: interactionOf(call, us, system) }] : []));
    const results = new Map((await sendPatiently(client, lines, { dryRun, sleep })).map((result) => [result.key, result]));
    const report = part.map((call) => {
      const result = results.get(`${resume.runId}:${call.row.line}`);
      const reason = 'fault' in call ? call.fault : result?.problem && explain(result.problem);
      if (reason !== undefined) rejectedLines += 1;
      return { line: call.row.line, outcome: reason === undefined ? (dryRun ? 'valid' : 'logged') : 'rejected', ...(reason !== undefined && { reason }) };
    });
    await appendFile(resume.reportFile, report.map((line) => `${JSON.stringify(line)}\n`).join(''), { mode: 0o600 });
    const made = [...results.values()].flatMap(({ id }) => (id === undefined || dryRun ? [] : [`${JSON.stringify({ interactionId: id })}\n`]));
    if (made.length > 0) await appendFile(journalFile, made.join(''), { mode: 0o600 });
    await resume.save(Math.min(done + AT_A_TIME, calls.length));
    onProgress({ records: Math.min(done + AT_A_TIME, calls.length) - resume.done, rejectedLines });
  }
  await resume.finish();
  return { records: calls.length - resume.done, resumed: resume.done, rejectedLines, unmapped: columns.filter((column) => !READ.has(column)), reportFile: resume.reportFile, journalFile };
}

/** Retracts what a run logged. Sent again it does nothing: what is retracted stays so. */
export async function revertInteractions(client: AnnalsClient, { journalFile, dryRun, sleep }: { readonly journalFile: string; readonly dryRun: boolean; readonly sleep: (milliseconds: number) => Promise<void> }): Promise<{ readonly retracted: number; readonly refused: number }> {
  const ids = [...new Set((await readFile(journalFile, 'utf8')).split('\n').filter((line) => line !== '').map((line) => (JSON.parse(line) as { interactionId: string }).interactionId))];
  let refused = 0;
  for (let first = 0; first < ids.length; first += AT_A_TIME) {
    const lines = ids.slice(first, first + AT_A_TIME).map((interactionId): BatchLine => ({ key: `revert:${interactionId}`, command: 'retract-interaction', body: { interactionId } }));
    refused += (await sendPatiently(client, lines, { dryRun, sleep })).filter(({ problem }) => problem).length;
  }
  return { retracted: ids.length - refused, refused };
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
    return { row, day };
  });
}

function interactionOf({ row: { cells, line }, day }: Extract<Call, { day: string }>, us: string, system: string): BatchLine['body'] {
  const notes = [cells['contact'] && `contact: ${cells['contact']}`, cells['campaign'] && `call ${cells['campaign']} of this campaign`, cells['poutcome'] && `campaign before: ${cells['poutcome']}`].filter(Boolean).join('; ');
  return {
    participants: [{ side: 'us', role: 'agent', party: us }, { side: 'them', role: 'customer', unresolved: { name: `${system} ${cells['seq'] ?? line}` } }], direction: 'outbound', medium: 'phone', startedAt: `${day}T12:00:00Z`,
    durationSeconds: Number(cells['duration']), subject: 'Campaign call', ...(notes !== '' && { notes }), outcome: cells['y'] === 'yes' ? 'subscribed' : 'not-subscribed', source: { system, method: 'imported' },
  };
}
