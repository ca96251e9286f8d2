import { resolve } from 'node:path';
import { readSettings } from '#libs/platform/settings.js';
import { isUuid } from '#libs/platform/uuid.js';
import { UsageError, type Command } from '../command.js';
import { withInstallation } from '../installation.js';
import { isLogName, LOG_NAMES } from '../log/move.js';
import { endProgress, progressLine } from '../progress-line.js';
import { verifyProjections } from './projections.js';
import { verifySeals } from './seals.js';
import { verifyTheTables } from './tables.js';

export const verifyProjectionsCommand: Command = {
  call: 'verify projections',
  usage: `\
  annals verify projections
                  prove that each event of the log was applied once: what every projection counted, by bucket and block, is
                  compared with the log; names the first event that is missing, doubled or different`,
  options: {},
  run: () => verified(() => withInstallation(readSettings(process.env), (installation) => verifyProjections(installation, eventsRead))),
};

const tablesOptions = {
  all: { type: 'boolean', default: false }, party: { type: 'string' },
  values: { type: 'boolean', default: false, usage: '--values            tables: show what the table says, and the replay; they are personal data' },
} as const;

export const verifyTablesCommand: Command<typeof tablesOptions> = {
  call: 'verify tables',
  usage: `\
  annals verify tables --all | --party <id>
                  prove that the tables say what a replay of the log comes to, on both clocks; a server does the same all the
                  time for parties taken at random (/health/ready)`,
  options: tablesOptions,
  async run({ all, party, values }) {
    if (all === (party !== undefined)) throw new UsageError('annals verify tables: give either --all or --party <id>');
    if (party !== undefined && !isUuid(party)) throw new UsageError(`--party: expected the id of a party, got ${party}`);
    const onProgress = (streams: number, events: number): void => progressLine(`${streams} streams, ${events} events`);
    return verified(() => withInstallation(readSettings(process.env), (installation) => verifyTheTables(installation, { partyId: party, values, onProgress })));
  },
};

const logOptions = {
  seal: { type: 'string', usage: '--seal <file>       log: also against seals that were exported and kept elsewhere' },
  log: { type: 'string', usage: `--log <log>         log: ${LOG_NAMES}, by default that of this installation` },
} as const;

export const verifyLogCommand: Command<typeof logOptions> = {
  call: 'verify log',
  usage: `\
  annals verify log
                  prove that the log is what its seals say: all of it is read; names the first event that was altered, re-dated,
                  moved, inserted or taken out`,
  options: logOptions,
  async run({ seal, log }) {
    if (log !== undefined && !isLogName(log)) throw new UsageError(`--log: expected ${LOG_NAMES}`);
    return verified(() => verifySeals({ settings: readSettings(process.env), log, sealFile: seal && resolve(seal) }, eventsRead));
  },
};

const eventsRead = (events: number): void => progressLine(`${events} events`);

/** What keeps it from being checked is told, and is neither yes nor no. */
async function verified(look: () => Promise<{ readonly lines: readonly string[]; readonly equal: boolean }>): Promise<number> {
  try {
    const { lines, equal } = await look();
    endProgress();
    console.log(lines.join('\n'));
    return equal ? 0 : 1;
  } catch (error) {
    console.error(`annals: could not be checked: ${(error as Error).message}`);
    return 2;
  }
}
