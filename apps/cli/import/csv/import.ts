/** `annals import csv --mapping <file> <csv>`: profile, mapping, records, and what was not mapped. */
import { createHash } from 'node:crypto';
import type { Day } from '#libs/temporal/dates.js';
import type { AnnalsClient } from '../../client.js';
import type { Reading } from '../record.js';
import { importRecords, type RunOptions, type RunSummary } from '../run.js';
import { UnreadableFile } from '../text-file.js';
import { readMapping, type Mapping } from './mapping.js';
import { profileOf, type Profile } from './profile.js';
import { columnReport, readRecords, type ColumnReport } from './records.js';
import { readTable } from './table.js';

export interface CsvSource {
  readonly mapping: Mapping;
  readonly profile: Profile;
  readonly columns: ColumnReport;
  readonly readings: readonly Reading[];
}

/**
 * Everything that can be known before anything is sent.
 * @param today to which the ages of the profile are counted, and by which years of two digits are read
 * @throws UnreadableFile where the table or the mapping cannot be read, or do not belong together
 */
export async function readCsv(file: string, mappingFile: string, today: Day): Promise<CsvSource> {
  const mapping = await readMapping(mappingFile);
  const table = await readTable(file, mapping.blank);
  return {
    mapping, profile: profileOf(table, today, { ...(typeof mapping.region === 'string' && { region: mapping.region }), decimal: mapping.decimal }), columns: columnReport(table, mapping), readings: readRecords(table, mapping, today),
  };
}

/** @throws UnreadableFile where columns are neither mapped nor ignored and nobody said that this is meant, or the mapping names what the server does not know */
export async function importCsv(client: AnnalsClient, { mapping, columns, readings }: CsvSource, options: Omit<RunOptions, 'system' | 'terms'> & { readonly ignoreUnmapped: boolean }): Promise<RunSummary> {
  if (columns.unmapped.length > 0 && !options.ignoreUnmapped) {
    throw new UnreadableFile(`${columns.unmapped.length} columns are neither mapped nor ignored: ${columns.unmapped.join(', ')}.\nMap them, name them under ignore:, or leave them out knowingly with --ignore-unmapped`);
  }
  await refuseUnknownCodes(client, mapping);
  // Another mapping is another run: it says other things of the same file.
  return importRecords(client, readings, { ...options, system: mapping.system, terms: createHash('sha256').update(JSON.stringify(mapping)).digest('hex') });
}

/** What a mapping calls attributes and types of relation, the server has to know: otherwise every row would be refused for it. */
async function refuseUnknownCodes(client: AnnalsClient, { facts, relations = [] }: Mapping): Promise<void> {
  const after = await client.head();
  const codesOf = async (path: string): Promise<ReadonlySet<string>> => new Set((await client.ask<{ readonly items: readonly { readonly code: string }[] }>(path, { after })).items.map(({ code }) => code));
  const [attributes, types] = await Promise.all([codesOf('/v1/attributes'), codesOf('/v1/relation-types')]);
  const unknown = [
    ...[...facts, ...relations.flatMap((relation) => relation.facts ?? [])].map(({ attribute }) => attribute).concat(relations.flatMap(({ to }) => to.create?.name ?? [])).filter((code) => !attributes.has(code)).map((code) => `attribute ${code}`),
    ...relations.map(({ type }) => type).filter((code) => !types.has(code)).map((code) => `type of relation ${code}`),
  ];
  if (unknown.length > 0) throw new UnreadableFile(`the mapping names what the server does not know: ${[...new Set(unknown)].join(', ')}`);
}
