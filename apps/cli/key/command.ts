import { resolve } from 'node:path';
import { createSealingKey } from '#libs/notary/sealing-key.js';
import { createMasterKey } from '#libs/personal-data/master-key.js';
import type { Command } from '../command.js';

const OPTIONS = { sealing: { type: 'boolean', default: false } } as const;

export const createKeyCommand: Command<typeof OPTIONS> = {
  call: 'key create <file>',
  usage: `\
  annals key create <file> [--sealing]
                  make the key file of a new installation, for where the servers cannot: they read it from a store of secrets;
                  --sealing: the one that workers sign seals with, instead of the one that all decrypt with`,
  options: OPTIONS,
  async run({ sealing }, given) {
    const file = resolve(given);
    await (sealing ? createSealingKey(file) : createMasterKey(file));
    console.log(`Made ${file}. Back it up apart from the data: without it ${sealing ? 'nothing more is sealed' : 'nothing can be read again'}.`);
    return 0;
  },
};
