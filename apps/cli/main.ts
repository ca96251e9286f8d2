/** `annals`: the command line. It speaks to a running server over the API. */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { join, resolve } from 'node:path';
import { LISTS, type ListName } from '#libs/addresses/check.js';
import { systemClock } from '#libs/platform/clock.js';
import { isCalendarDate, zone } from '#libs/temporal/dates.js';
import { AnnalsClient, ServerUnreachable } from './client.js';
import { tellDemo } from './demo/demo.js';
import { importSirene, type ImportProgress } from './import/sirene/import.js';
import { loadReference } from './reference/load.js';
import { UnreadableFile } from './import/text-file.js';

const USAGE = `annals: the command line of Annals

  annals import sirene <file>   the French company register: period history or stock (CSV, also .gz), API v3 (JSON, also .gz)

    --observed <date>   when the values of today in the file were seen (YYYY-MM-DD); needed where the file does not say it
    --dry-run           check everything, write nothing

  annals reference load   the lists that addresses are checked against (CSV, also .gz); those given are replaced, all or none

    --postcodes <file>  of La Poste: laposte_hexasmal
    --communes <file>   of INSEE: the communes of today
    --merged <file>     of INSEE: old and new codes of communes
    --dry-run           check everything, write nothing

  annals demo   a fictional wholesaler and three years of life around it, told to the server

    --companies <n>     its B2B clients, and as many households (by default 100)
    --seed <n>          another story (by default 1)
    --until <date>      the day it ends (by default today)

  All take

    --url <address>     the server, by default http://127.0.0.1:$PORT (3000)
    --actor <actor>     who does it, by default import:sirene, import:reference, import:demo

A killed import goes on where it was when the same command is given again. Exit codes: 0 all imported, 1 could not go on,
2 wrong usage, 3 some lines were rejected (the report names them; of a list nothing is loaded then).`;

/** Told apart from defects: the message alone helps. */
class UsageError extends Error {}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      observed: { type: 'string' }, companies: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' }, until: { type: 'string' },
      postcodes: { type: 'string' }, communes: { type: 'string' }, merged: { type: 'string' },
      'dry-run': { type: 'boolean', default: false }, url: { type: 'string' }, actor: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help || positionals.length === 0) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const [command, source, file, ...more] = positionals;
  if (command === 'demo' && source === undefined) return demo(values);
  if (command === 'reference' && source === 'load' && file === undefined) return reference(clientOf(values, 'import:reference'), values);
  if (command !== 'import' || source !== 'sirene' || file === undefined || more.length > 0) throw new UsageError(`this is not a command: annals ${positionals.join(' ')}`);
  if (values.observed !== undefined && !(isCalendarDate(values.observed) && values.observed.length === 10)) throw new UsageError(`--observed: expected a date YYYY-MM-DD, got ${values.observed}`);
  const client = clientOf(values, 'import:sirene');
  const summary = await importSirene(client, {
    file: resolve(file),
    observed: values.observed,
    dryRun: values['dry-run'],
    folder: join(resolve(process.env['ANNALS_DATA'] ?? '.annals'), 'imports'),
    onProgress: show(values['dry-run']),
    sleep: (milliseconds) => sleep(milliseconds),
  });
  if (process.stderr.isTTY) process.stderr.write('\n');
  const { records, created, changed, unchanged, rejectedLines, resumed, unknownStarts, guessedNomenclatures, undatedValues, reportFile } = summary;
  console.log([
    `${values['dry-run'] ? 'Checked' : 'Imported'} ${records} records${resumed > 0 ? ` (and ${resumed} before, in the run that was cut off)` : ''}: ${values['dry-run'] ? 'nothing was written' : `${created} created, ${changed} changed, ${unchanged} unchanged`}.`,
    `${rejectedLines} lines were rejected.`,
    `${unknownStarts} starts the register does not know; they are recorded as unknown.`,
    ...(guessedNomenclatures > 0 ? [`${guessedNomenclatures} nomenclatures of activity codes follow from their form and date, because the file has none.`] : []),
    ...(undatedValues > 0 ? [`${undatedValues} values of today were left out, because nobody said when they were seen: give --observed <date>.`] : []),
    `Report per line: ${reportFile}`,
  ].join('\n'));
  return rejectedLines > 0 ? 3 : 0;
}

function clientOf({ url, actor }: { readonly url?: string | undefined; readonly actor?: string | undefined }, byDefault: string): AnnalsClient {
  return new AnnalsClient({ url: url ?? `http://127.0.0.1:${process.env['PORT'] ?? '3000'}`, caller: 'service:annals-cli', actor: actor ?? byDefault });
}

/** Companies of one story: some 60,000 interactions. */
const MAX_COMPANIES = 2_000;

async function demo(values: { readonly url?: string | undefined; readonly actor?: string | undefined; readonly companies: string; readonly seed: string; readonly until?: string | undefined }): Promise<number> {
  const whole = (name: 'companies' | 'seed', max: number): number => {
    const value = Number(values[name]);
    if (!/^\d{1,9}$/.test(values[name]) || value < 1 || value > max) throw new UsageError(`--${name}: expected a whole number from 1 to ${max}, got ${values[name]}`);
    return value;
  };
  const today = values.until ?? zone('Europe/Paris').dayOf(systemClock.now());
  if (!isCalendarDate(today) || today.length !== 10) throw new UsageError(`--until: expected a date YYYY-MM-DD, got ${today}`);
  const options = { seed: whole('seed', 999_999_999), companies: whole('companies', MAX_COMPANIES), today };
  const { commands, counts, refused } = await tellDemo(clientOf(values, 'import:demo'), options, ({ commands: told }) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${told} commands`.padEnd(80));
  });
  if (process.stderr.isTTY) process.stderr.write('\n');
  const refusals = Object.entries(refused);
  console.log([
    `Told ${commands} commands: ${counts['create-party'] ?? 0} parties, ${counts['start-relation'] ?? 0} relations, ${counts['log-interaction'] ?? 0} interactions.`,
    ...refusals.map(([code, count]) => `${count} refused: ${code}`),
  ].join('\n'));
  return refusals.length > 0 ? 3 : 0;
}

/** Faulty lines shown; the count tells of the others. */
const SHOWN_FAULTS = 50;

async function reference(client: AnnalsClient, values: Readonly<Partial<Record<ListName, string>>> & { readonly 'dry-run': boolean }): Promise<number> {
  const files = Object.fromEntries(LISTS.flatMap((list) => (values[list] === undefined ? [] : [[list, resolve(values[list])]])));
  if (Object.keys(files).length === 0) throw new UsageError('annals reference load: give at least one of --postcodes, --communes, --merged');
  const { lists, rows, skipped, faulty } = await loadReference(client, files, { dryRun: values['dry-run'] });
  for (const { list, line, column, expected } of faulty.slice(0, SHOWN_FAULTS)) console.error(`${list}, line ${line}: ${column}: expected ${expected}`);
  for (const list of LISTS) if (rows[list] !== undefined) console.log(`${list}: ${rows[list]} rows${lists?.[list] ? (lists[list].changed ? ', loaded' : ', as loaded before') : ''}.`);
  if (skipped > 0) console.log(`${skipped} rows that are no commune were left out.`);
  if (faulty.length > 0) console.log(`${faulty.length} faults were found${faulty.length > SHOWN_FAULTS ? ` (${SHOWN_FAULTS} are shown)` : ''}: nothing was loaded.`);
  else if (values['dry-run']) console.log('Nothing was written.');
  return faulty.length > 0 ? 3 : 0;
}

/** One line that is written over where there is a screen, one line in ten thousand records where there is none. */
function show(dryRun: boolean): (progress: ImportProgress) => void {
  const started = performance.now();
  let told = 0;
  return ({ records, rejectedLines }) => {
    const rate = Math.round(records / ((performance.now() - started) / 1000));
    const line = `${dryRun ? 'checked' : 'imported'} ${records} records, ${rejectedLines} lines rejected, ${rate} records/s`;
    if (process.stderr.isTTY) process.stderr.write(`\r${line}`.padEnd(80));
    else if (records - told >= 10_000) console.error(line);
    if (records - told >= 10_000) told = records;
  };
}

try {
  process.exitCode = await main();
} catch (error) {
  const code = (error as { code?: string }).code ?? '';
  const usage = error instanceof UsageError || code.startsWith('ERR_PARSE_ARGS');
  const plain = usage || error instanceof ServerUnreachable || error instanceof UnreadableFile || ['ENOENT', 'EACCES', 'EISDIR'].includes(code);
  console.error(`annals: ${plain ? (error as Error).message : ((error as Error).stack ?? String(error))}`);
  if (usage) console.error(`\n${USAGE}`);
  process.exitCode = usage ? 2 : 1;
}
