import type { Comparison } from '#libs/event-log/copy/compare-logs.js';
import { readSettings } from '#libs/platform/settings.js';
import { UsageError, type Command } from '../command.js';
import { endProgress, progressLine } from '../progress-line.js';
import { compare, copy, isLogName, LOG_NAMES, type Move } from './move.js';
import { forgetLog } from './restored.js';

const bothLogs = { from: { type: 'string' }, to: { type: 'string' } } as const;
const copyOptions = {
  ...bothLogs,
  finish: { type: 'boolean', default: false, usage: '--finish            copy: compare, give the copy its own id, and let the read models be made anew by the next server' },
} as const;

export const copyLogCommand: Command<typeof copyOptions> = {
  call: 'log copy',
  usage: `\
  annals log copy --from <log> --to <log>
                  move the log to another engine: postgres (in this installation's database), postgres://… or esdb://…;
                  copies what is missing, so run it while servers work, and at last with --finish while they only read`,
  options: copyOptions,
  async run({ from, to, finish }) {
    const move = moveBetween(from, to);
    const started = performance.now();
    const summary = await copy(move, {
      finish, onCompared: comparing,
      onProgress: ({ copied, left }) => {
        const perSecond = copied / ((performance.now() - started) / 1_000);
        progressLine(`${copied} copied, ${left} left, ${Math.round(perSecond)}/s, ${left > 0 && perSecond > 0 ? `${Math.ceil(left / perSecond)} s to go` : 'at the end'}`);
      },
    });
    endProgress();
    console.log(`Copied ${summary.copied} events${summary.before > 0 ? `, after ${summary.before} that were there` : ''}.`);
    if (!summary.comparison) {
      console.log('Not finished: servers on the log before go on. Let them only read (ANNALS_READ_ONLY=true), then run this with --finish.');
      return 0;
    }
    const code = compared(summary.comparison);
    if (code === 0) console.log(`The copy is log ${summary.logId}. Start the servers on it (EVENT_LOG): they make the read models anew.`);
    return code;
  },
};

export const compareLogsCommand: Command<typeof bothLogs> = {
  call: 'log compare',
  usage: `\
  annals log compare --from <log> --to <log>
                  prove a log and its copy equal, event by event`,
  options: bothLogs,
  run: async ({ from, to }) => compared(await compare(moveBetween(from, to), comparing)),
};

export const logRestoredCommand: Command = {
  call: 'log restored',
  usage: `\
  annals log restored
                  an older copy of the log was put back, and the tables are ahead of it: empty all that is made from the log,
                  while no server runs; the next one makes it anew`,
  options: {},
  async run() {
    await forgetLog(readSettings(process.env));
    console.log('What was made from the log is empty. Start the servers: they make it anew.');
    return 0;
  },
};

function moveBetween(from: string | undefined, to: string | undefined): Move {
  if (from === undefined || !isLogName(from)) throw new UsageError(`--from: expected ${LOG_NAMES}`);
  if (to === undefined || !isLogName(to)) throw new UsageError(`--to: expected ${LOG_NAMES}`);
  return { from, to, settings: readSettings(process.env) };
}

const comparing = (equal: number): void => progressLine(`${equal} events compared`);

function compared({ equal, differences, hash, ownOfCopy }: Comparison): number {
  endProgress();
  for (const difference of differences) console.log(difference);
  if (differences.length > 0) console.log(`The logs differ; ${equal} events are equal.`);
  else console.log(`${equal} events, all equal (SHA-256 ${hash})${ownOfCopy > 0 ? `; the copy says of itself that it is one (${ownOfCopy} event)` : ''}.`);
  return differences.length > 0 ? 1 : 0;
}
