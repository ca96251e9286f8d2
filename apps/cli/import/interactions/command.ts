import { isUuid } from '#libs/platform/uuid.js';
import { clientFor, Refused } from '../../client.js';
import { UsageError, type Command } from '../../command.js';
import { endProgress } from '../../progress-line.js';
import { DRY_RUN, runOptions } from '../run-options.js';
import { filesOf } from '../told.js';
import { importInteractions } from './import.js';

const options = {
  us: { type: 'string' }, year: { type: 'string' }, 'dry-run': DRY_RUN,
  system: { type: 'string', default: 'campaign', usage: '--system <name>     interactions: the name of the old system, by default campaign' },
} as const;

export const interactionsCommand: Command<typeof options> = {
  call: 'import interactions <file>',
  usage: `\
  annals import interactions <file> --us <party> --year <of the first row>
                                phone contacts of a campaign, one row a call`,
  options,
  async run(values, file) {
    const { us, year = '', system, 'dry-run': dryRun } = values;
    if (!/^\d{4}$/.test(year)) throw new UsageError(`--year: expected the year of the first row, got ${values.year ?? 'nothing'}`);
    if (!isUuid(us)) throw new UsageError(`--us: expected the id of the person who called, got ${values.us ?? 'nothing'}`);
    const { records, standing, resumed, rejectedLines, unmapped, reportFile, journalFile } = await importInteractions(clientFor(values, 'interactions'), { ...runOptions(file, values), us, year: Number(year), system }).catch((error: unknown) => {
      // The only party that is asked for.
      throw error instanceof Refused && error.problem.code === 'party-not-found' ? new UsageError(`--us: the server knows no party ${us}`) : error;
    });
    endProgress();
    console.log([
      `${dryRun ? 'Checked' : 'Imported'} ${records} calls${resumed > 0 ? ` (and went on behind ${resumed} lines of the run that was cut off)` : ''}; ${standing} were logged before, ${rejectedLines} lines were rejected.`,
      'The file tells days alone: all calls stand at 12:00 UTC.',
      ...(unmapped.length > 0 ? [`Left out, because nothing maps them: ${unmapped.join(', ')}.`] : []),
      ...filesOf(reportFile, journalFile),
    ].join('\n'));
    return rejectedLines > 0 ? 3 : 0;
  },
};
