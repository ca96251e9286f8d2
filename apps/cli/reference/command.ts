import { resolve } from 'node:path';
import { LISTS } from '#libs/addresses/check.js';
import { clientFor } from '../client.js';
import { UsageError, type Command } from '../command.js';
import { loadReference } from './load.js';

/** Faulty lines shown; the count tells of the others. */
const SHOWN_FAULTS = 50;

const options = {
  postcodes: { type: 'string', usage: '--postcodes <file>  of La Poste: laposte_hexasmal' },
  communes: { type: 'string', usage: '--communes <file>   of INSEE: the communes of today' },
  merged: { type: 'string', usage: '--merged <file>     of INSEE: old and new codes of communes' },
  'dry-run': { type: 'boolean', default: false, usage: '--dry-run           check everything, write nothing' },
} as const;

export const loadReferenceCommand: Command<typeof options> = {
  call: 'reference load',
  usage: '  annals reference load   the lists that addresses are checked against (CSV, also .gz); those given are replaced, all or none',
  options,
  async run(values) {
    const files = Object.fromEntries(LISTS.flatMap((list) => (values[list] === undefined ? [] : [[list, resolve(values[list])]])));
    if (Object.keys(files).length === 0) throw new UsageError('annals reference load: give at least one of --postcodes, --communes, --merged');
    const { lists, rows, skipped, faulty } = await loadReference(clientFor(values, 'reference'), files, { dryRun: values['dry-run'] });
    for (const { list, line, column, expected } of faulty.slice(0, SHOWN_FAULTS)) console.error(`${list}, line ${line}: ${column}: expected ${expected}`);
    for (const list of LISTS) if (rows[list] !== undefined) console.log(`${list}: ${rows[list]} rows${lists?.[list] ? (lists[list].changed ? ', loaded' : ', as loaded before') : ''}.`);
    if (skipped > 0) console.log(`${skipped} rows that are no commune were left out.`);
    if (faulty.length > 0) console.log(`${faulty.length} faults were found${faulty.length > SHOWN_FAULTS ? ` (${SHOWN_FAULTS} are shown)` : ''}: nothing was loaded.`);
    else if (values['dry-run']) console.log('Nothing was written.');
    return faulty.length > 0 ? 3 : 0;
  },
};
