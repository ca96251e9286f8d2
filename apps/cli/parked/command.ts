import os from 'node:os';
import { readSettings } from '#libs/platform/settings.js';
import { isUuid } from '#libs/platform/uuid.js';
import { projectors } from '#projections/index.js';
import { UsageError, type Command } from '../command.js';
import { withInstallation } from '../installation.js';
import { listParked, retryAll, type ParkedRequest, type ParkedTold } from './parked.js';

export const listParkedCommand: Command = {
  call: 'parked list',
  usage: '  annals parked list            streams that wait in a read model behind an event that it could not take in',
  options: {},
  run: async () => told(await withInstallation(readSettings(process.env), listParked)),
};

const retryOptions = { 'read-model': { type: 'string', usage: '--read-model <name> retry: only in this one' } } as const;

export const retryParkedCommand: Command<typeof retryOptions> = {
  call: 'parked retry [<stream>]',
  usage: `\
  annals parked retry [<stream>]
                  give what waits again, in order: when the release or the data that it failed by is mended`,
  options: retryOptions,
  async run({ 'read-model': name }, stream?: string) {
    checkReadModel(name);
    return retry({ stream, projection: name });
  },
};

const skipOptions = { 'read-model': { type: 'string' }, reason: { type: 'string' }, event: { type: 'string', usage: '--event <id>        skip: only if this is the event that failed, as the list says' } } as const;

export const skipParkedCommand: Command<typeof skipOptions> = {
  // Not without a stream, and says so itself, with all else it needs.
  call: 'parked skip [<stream>]',
  usage: `\
  annals parked skip <stream> --read-model <name> --reason <why>
                  leave out the event that failed, for good, and take in what waits behind it; who and why is kept`,
  options: skipOptions,
  async run({ 'read-model': name, reason, event, actor }, stream?: string) {
    checkReadModel(name);
    if (stream === undefined || name === undefined || !reason?.trim()) throw new UsageError('annals parked skip: expected a stream, --read-model and --reason');
    if (event !== undefined && !isUuid(event)) throw new UsageError(`--event: expected the id of an event, got ${event}`);
    return retry({ stream, projection: name, skip: { by: actor ?? `operator:${os.userInfo().username}`, reason, ...(event !== undefined && { eventId: event }) } });
  },
};

/** @throws UsageError; streams also wait in what is not made anew, so these are more than a rebuild takes */
function checkReadModel(name: string | undefined): void {
  if (name !== undefined && !projectors.some((one) => one.name === name)) throw new UsageError(`--read-model: expected one of ${projectors.map((one) => one.name).join(', ')}, got ${name}`);
}

const retry = async (request: ParkedRequest): Promise<number> => told(await withInstallation(readSettings(process.env), (installation) => retryAll(installation, request)));

/** 0: nothing waits of what was asked about; 3: some does. */
function told({ lines, waiting }: ParkedTold): number {
  console.log(lines.join('\n'));
  return waiting > 0 ? 3 : 0;
}
