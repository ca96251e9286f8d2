import { readSettings } from '#libs/platform/settings.js';
import { projectors } from '#projections/index.js';
import { UsageError, type Command } from '../command.js';
import { withInstallation } from '../installation.js';
import { untilInterrupted } from '../interrupted.js';
import { endProgress, progressLine } from '../progress-line.js';
import { rebuildReadModel } from './rebuild.js';

/** Those that can be made anew; of another one that there is, the rebuild says why not. */
const NAMES = projectors.filter(({ build }) => build).map(({ name }) => name).join(', ');

const options = {
  'dry-run': { type: 'boolean', default: false, usage: '--dry-run           compare, and keep nothing' },
  back: { type: 'boolean', default: false, usage: '--back              let the version of before serve again' },
  drop: { type: 'boolean', default: false, usage: '--drop              let go of all versions that do not serve' },
} as const;

export const rebuildCommand: Command<typeof options> = {
  call: 'rebuild <read model>',
  usage: `\
  annals rebuild <read model>
                  make its tables anew from the log, beside those that serve; then compare both, and let the new ones serve.
                  Those of before keep following the log. Ctrl-C leaves nothing. ${NAMES}`,
  options,
  async run({ back, drop, 'dry-run': dryRun }, name) {
    const projector = projectors.find((one) => one.name === name);
    if (!projector) throw new UsageError(`annals rebuild: expected one of ${NAMES}, got ${name}`);
    if (back && drop) throw new UsageError('annals rebuild: --back and --drop are two things');
    const what = back ? 'back' : drop ? 'drop' : 'rebuild';
    const { lines, equal } = await untilInterrupted((signal) => withInstallation(readSettings(process.env), (installation) => rebuildReadModel(installation, { projector, what, dryRun }, signal, progressLine)));
    endProgress();
    console.log(lines.join('\n'));
    return equal ? 0 : 3;
  },
};
