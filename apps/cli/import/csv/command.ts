import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packageRoot } from '#libs/platform/package-root.js';
import { clientFor } from '../../client.js';
import { UsageError, type Command } from '../../command.js';
import { today } from '../../today.js';
import { DEFAULT_REGION } from '../cells.js';
import { preview, PREVIEW } from '../preview.js';
import { DRY_RUN, runOptions } from '../run-options.js';
import { told } from '../told.js';
import { importCsv, readCsv } from './import.js';
import { profileOf, profileText } from './profile.js';
import { readTable } from './table.js';

/** Ready mappings, by name. */
const MAPPINGS: readonly string[] = ['salesforce-accounts', 'orocrm-accounts', 'orocrm-contacts', 'orocrm-leads', 'orocrm-lead-export', 'maven-accounts'];

const csvOptions = {
  mapping: { type: 'string' }, 'dry-run': DRY_RUN, preview: PREVIEW,
  'ignore-unmapped': { type: 'boolean', default: false, usage: '--ignore-unmapped   csv: leave out columns that are neither mapped nor ignored' },
} as const;

export const csvCommand: Command<typeof csvOptions> = {
  call: 'import csv <file>',
  usage: `\
  annals import csv <file> --mapping <file or name>
                                any table of another system, by a mapping in YAML; ready ones by name: ${MAPPINGS.join(', ')}`,
  options: csvOptions,
  async run(values, given) {
    if (values.mapping === undefined) throw new UsageError(`--mapping: expected a file, or one of ${MAPPINGS.join(', ')}`);
    const mapping = MAPPINGS.includes(values.mapping) ? join(packageRoot, 'apps/cli/import/csv/mappings', `${values.mapping}.yaml`) : resolve(values.mapping);
    if (!existsSync(mapping)) throw new UsageError(`--mapping: ${values.mapping} is no file, and none of ${MAPPINGS.join(', ')}`);
    const options = runOptions(given, values);
    const source = await readCsv(options.file, mapping, today());
    console.log(profileText(source.profile));
    const { missing, ignored, unmapped } = source.columns;
    if (missing.length > 0) console.log(`Mapped, but not in the file: ${missing.join(', ')}.`);
    if (ignored.length > 0) console.log(`Left out, as the mapping says: ${ignored.join(', ')}.`);
    if (unmapped.length > 0) console.log(`Not mapped: ${unmapped.join(', ')}.`);
    if (values.preview !== undefined) return preview(source.readings, source.mapping.system, values.preview);
    const summary = await importCsv(clientFor(values, 'csv'), source, { ...options, ignoreUnmapped: values['ignore-unmapped'] });
    return told(summary, values['dry-run'], unmapped.length > 0 ? [`Left out, because nothing maps them: ${unmapped.join(', ')}.`] : []);
  },
};

/** A vCard file has national phone numbers as well. */
export const REGION = { type: 'string', default: DEFAULT_REGION, usage: `--region <country>  vcard, profile: whose national phone numbers are meant (ISO 3166), by default ${DEFAULT_REGION}` } as const;

const profileOptions = { region: REGION } as const;

export const profileCommand: Command<typeof profileOptions> = {
  call: 'profile csv <file>',
  usage: '  annals profile csv <file>     the quality of a table: fill, kinds, duplicates, age; encoding and delimiter',
  options: profileOptions,
  async run({ region }, file) {
    console.log(profileText(profileOf(await readTable(resolve(file)), today(), { region })));
    return 0;
  },
};
