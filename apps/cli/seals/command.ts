/** `annals seals export` and `annals proof`: what is kept, or given to somebody, outside. `annals verify log` holds the log against it. */
import { isUuid } from '#libs/platform/uuid.js';
import { clientFor } from '../client.js';
import { notACommand, type Command } from '../command.js';

const exportOptions = { all: { type: 'boolean', default: false } } as const;

export const exportSealsCommand: Command<typeof exportOptions> = {
  call: 'seals export',
  usage: `\
  annals seals export
                  the last seal of the log, to be kept elsewhere; one a line, with --all each of them`,
  options: exportOptions,
  async run(values) {
    const client = clientFor(values, 'seals');
    const page = (from?: number): Promise<{ items: readonly { block: number }[]; unsealed: number }> => client.ask('/v1/log/seals', from === undefined ? {} : { from: String(from) });
    let { items, unsealed } = await page(values.all ? 0 : undefined);
    for (; items.length > 0; { items, unsealed } = await page(items.at(-1)!.block + 1)) {
      console.log(items.map((seal) => JSON.stringify(seal)).join('\n'));
      if (!values.all) break;
    }
    console.error(`${unsealed} events are not sealed yet.`);
    return 0;
  },
};

export const proofCommand: Command = {
  call: 'proof <event>',
  usage: `\
  annals proof <event>
                  the proof that an event is in the log, in JSON: docs/verify-inclusion.mjs checks it without the log`,
  options: {},
  async run(values, eventId) {
    if (!isUuid(eventId)) throw notACommand(['proof', eventId]);
    console.log(JSON.stringify(await clientFor(values, 'proof').ask(`/v1/log/events/${eventId}/proof`), undefined, 2));
    return 0;
  },
};
