import { isCalendarDate } from '#libs/temporal/dates.js';
import { clientFor } from '../../client.js';
import { UsageError, type Command } from '../../command.js';
import { endProgress } from '../../progress-line.js';
import { DRY_RUN, runOptions } from '../run-options.js';
import { filesOf } from '../told.js';
import { importSirene } from './import.js';

const options = {
  observed: { type: 'string', usage: '--observed <date>   sirene: when the values of today in the file were seen (YYYY-MM-DD); needed where the file does not say it' },
  'dry-run': DRY_RUN,
} as const;

export const sireneCommand: Command<typeof options> = {
  call: 'import sirene <file>',
  usage: '  annals import sirene <file>   the French company register: period history or stock (CSV, also .gz), API v3 (JSON, also .gz)',
  options,
  async run(values, file) {
    const { observed, 'dry-run': dryRun } = values;
    if (observed !== undefined && !(isCalendarDate(observed) && observed.length === 10)) throw new UsageError(`--observed: expected a date YYYY-MM-DD, got ${observed}`);
    const summary = await importSirene(clientFor(values, 'sirene'), { ...runOptions(file, values), observed });
    endProgress();
    const { records, created, changed, unchanged, rejectedLines, resumed, unknownStarts, guessedNomenclatures, undatedValues, reportFile, journalFile } = summary;
    console.log([
      `${dryRun ? 'Checked' : 'Imported'} ${records} records${resumed > 0 ? ` (and ${resumed} before, in the run that was cut off)` : ''}: ${dryRun ? 'nothing was written' : `${created} created, ${changed} changed, ${unchanged} unchanged`}.`,
      `${rejectedLines} lines were rejected.`,
      `${unknownStarts} starts the register does not know; they are recorded as unknown.`,
      ...(guessedNomenclatures > 0 ? [`${guessedNomenclatures} nomenclatures of activity codes follow from their form and date, because the file has none.`] : []),
      ...(undatedValues > 0 ? [`${undatedValues} values of today were left out, because nobody said when they were seen: give --observed <date>.`] : []),
      ...filesOf(reportFile, journalFile),
    ].join('\n'));
    return rejectedLines > 0 ? 3 : 0;
  },
};
