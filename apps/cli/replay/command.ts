import { readSettings } from '#libs/platform/settings.js';
import { UsageError, type Command } from '../command.js';
import { withInstallation } from '../installation.js';
import { untilInterrupted } from '../interrupted.js';
import { progressLine } from '../progress-line.js';
import { lookAround } from './replay.js';

const options = {
  to: { type: 'string' },
  serve: { type: 'boolean', default: false, usage: '--serve             answer questions over HTTP as they would have been answered then, on a free port of this machine' },
} as const;

export const replayCommand: Command<typeof options> = {
  call: 'replay',
  usage: `\
  annals replay --to <position, instant or date>
                  the read models as they were then, in tables of their own to look around in; Ctrl-C drops them`,
  options,
  async run({ to, serve }) {
    if (to === undefined) throw new UsageError('annals replay: expected --to with a position, an instant or a date');
    await untilInterrupted((signal) => withInstallation(readSettings(process.env), (installation) => lookAround(installation, { to, serve }, signal, { onProgress: progressLine, tell: (line) => console.log(line) })));
    return 0;
  },
};
