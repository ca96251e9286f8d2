import { clientFor } from '../../client.js';
import { UsageError, type Command } from '../../command.js';
import { REGION } from '../csv/command.js';
import { preview, PREVIEW } from '../preview.js';
import { DRY_RUN, runOptions } from '../run-options.js';
import { told } from '../told.js';
import { importVcards, leftOutProperties, readVcards } from './import.js';

const options = {
  'dry-run': DRY_RUN, preview: PREVIEW,
  system: { type: 'string', default: 'vcard', usage: '--system <name>     vcard: the name of the old system, by default vcard' },
  match: { type: 'string', usage: '--match <kinds>     vcard: find parties that stand already by email, phone or both (email,phone); by default by neither' },
  region: REGION,
} as const;

export const vcardCommand: Command<typeof options> = {
  call: 'import vcard <file>',
  usage: '  annals import vcard <file>    contacts (vCard 2.1, 3.0, 4.0)',
  options,
  async run(values, given) {
    const match = (values.match ?? '').split(',').filter((kind) => kind !== '');
    if (!match.every((kind) => kind === 'email' || kind === 'phone')) throw new UsageError(`--match: expected email, phone or email,phone, got ${values.match}`);
    const card = { region: values.region, match };
    const run = runOptions(given, values);
    const readings = await readVcards(run.file, card);
    if (values.preview !== undefined) return preview(readings, values.system, values.preview);
    const summary = await importVcards(clientFor(values, 'vcard'), readings, { ...run, system: values.system, card });
    const leftOut = [...leftOutProperties(readings)].map(([property, count]) => `${property} (${count})`);
    return told(summary, values['dry-run'], leftOut.length > 0 ? [`Properties left out, wholly or in part: ${leftOut.join(', ')}.`] : []);
  },
};
