import { resolve } from 'node:path';
import { createMasterKey } from '#libs/personal-data/master-key.js';
import type { Command } from '../command.js';

export const createKeyCommand: Command = {
  call: 'key create <file>',
  usage: `\
  annals key create <file>
                  make the key file of a new installation, for where the servers cannot: they read it from a store of secrets`,
  options: {},
  async run(_, given) {
    const file = resolve(given);
    await createMasterKey(file);
    console.log(`Made ${file}. Back it up apart from the data: without it nothing can be read again.`);
    return 0;
  },
};
