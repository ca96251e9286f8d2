/** What every run of an import is told by the command line. */
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { progressLine } from '../progress-line.js';

export const DRY_RUN = { type: 'boolean', default: false, usage: '--dry-run           check everything, write nothing' } as const;

export function runOptions(file: string, { 'dry-run': dryRun }: { readonly 'dry-run': boolean }) {
  return { file: resolve(file), dryRun, folder: join(resolve(process.env['ANNALS_DATA'] ?? '.annals'), 'imports'), onProgress: showing(dryRun), sleep: (milliseconds: number) => sleep(milliseconds) };
}

/** Records between two lines where there is no screen. */
const RECORDS_PER_LINE = 10_000;

/** One line that is written over where there is a screen, one line in ten thousand records where there is none. */
function showing(dryRun: boolean): (progress: { readonly records: number; readonly rejectedLines: number }) => void {
  const started = performance.now();
  let told = 0;
  return ({ records, rejectedLines }) => {
    const rate = Math.round(records / ((performance.now() - started) / 1000));
    const line = `${dryRun ? 'checked' : 'imported'} ${records} records, ${rejectedLines} lines rejected, ${rate} records/s`;
    progressLine(line);
    if (records - told < RECORDS_PER_LINE) return;
    if (!process.stderr.isTTY) console.error(line);
    told = records;
  };
}
