import { endProgress } from '../progress-line.js';
import type { RunSummary } from './run.js';

/** Says what a run of records came to, and gives the exit code: 3 where lines were rejected. */
export function told(summary: RunSummary, dryRun: boolean, more: readonly string[]): number {
  endProgress();
  const { records, created, changed, unchanged, matched, named, relationsStarted, relationsStanding, relationsEnded, rejectedLines, exceptedLines, valuesLeftOut, linesLackingValues, resumed, reportFile, journalFile } = summary;
  console.log([
    `${dryRun ? 'Checked' : 'Imported'} ${records} records${resumed > 0 ? ` (after ${resumed} steps of the run that was cut off)` : ''}: ${dryRun ? 'nothing was written' : `${created} created, ${changed} changed, ${unchanged} unchanged`}.`,
    ...(dryRun ? [] : [`${matched} were matched to parties that stood already; ${named} parties are only named; ${relationsStarted} relations were started or got facts, ${relationsEnded === 0 ? '' : `${relationsEnded} were ended, `}${relationsStanding} stood already.`]),
    ...(exceptedLines > 0 ? [`${exceptedLines} lines were left out, as the mapping says.`] : []),
    ...more,
    ...filesOf(reportFile, journalFile),
    `${rejectedLines} lines were rejected${valuesLeftOut > 0 ? `, and ${linesLackingValues} imported without ${valuesLeftOut} of their values, which could not be taken` : ''}${rejectedLines + valuesLeftOut > 0 ? '; the report says where and why' : ''}.`,
  ].join('\n'));
  return rejectedLines > 0 ? 3 : 0;
}

/** Where a run is told of line by line, and what takes it back. */
export const filesOf = (reportFile: string, journalFile: string | undefined): string[] => [`Report per line: ${reportFile}`, ...(journalFile === undefined ? [] : [`To take it back: annals import revert ${journalFile}`])];
