/** `annals`: the command line. It speaks to a running server over the API. */
import { once } from 'node:events';
import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { join, resolve } from 'node:path';
import type { Comparison } from '#libs/event-log/copy/compare-logs.js';
import { FolderInUse } from '#infra/embedded-postgres/folder-lock.js';
import { LogMismatch } from '#libs/event-log/log-birth.js';
import { MigrationMismatch } from '#libs/platform/migrate.js';
import { readSettings } from '#libs/platform/settings.js';
import { BuildLost, BuildUnderWay } from '#libs/projecting/builds.js';
import { NotToRebuild } from '#libs/projecting/rebuild.js';
import { projectors } from '#projections/index.js';
import { LISTS } from '#libs/addresses/check.js';
import { systemClock } from '#libs/platform/clock.js';
import { packageRoot } from '#libs/platform/package-root.js';
import { isUuid } from '#libs/platform/uuid.js';
import { KeyFileError } from '#libs/personal-data/key-file.js';
import { createMasterKey } from '#libs/personal-data/master-key.js';
import { isCalendarDate, zone } from '#libs/temporal/dates.js';
import { FORMATS, written, type Format } from './audit/account.js';
import { auditOf, AUDITED, type Audited } from './audit/audit.js';
import { AnnalsClient, Refused, ServerUnreachable } from './client.js';
import { tellDemo } from './demo/demo.js';
import { importCsv, preview, readCsv } from './import/csv/import.js';
import { profileOf, profileText } from './import/csv/profile.js';
import { readTable } from './import/csv/table.js';
import type { Reading } from './import/record.js';
import type { LeftAlone } from './revert/plan.js';
import { revertCorrelation, revertImport, type Reverted } from './revert/revert.js';
import type { RunSummary } from './import/run.js';
import { importInteractions } from './import/interactions/import.js';
import { importSirene, type ImportProgress } from './import/sirene/import.js';
import { withInstallation } from './installation.js';
import { compare, copy } from './log/move.js';
import { verifySeals } from './verify/seals.js';
import { rebuildReadModel } from './rebuild/rebuild.js';
import { listParked, retryAll } from './parked/parked.js';
import { loadReference } from './reference/load.js';
import { lookAround, NoSuchMoment } from './replay/replay.js';
import { UnreadableFile } from './import/text-file.js';
import { verifyProjections } from './verify/projections.js';
import { verifyTheTables } from './verify/tables.js';
import { importVcards, leftOutProperties, readVcards } from './import/vcard/import.js';

/** Ready mappings, by name. */
const MAPPINGS: readonly string[] = ['salesforce-accounts', 'orocrm-accounts', 'orocrm-contacts', 'orocrm-leads', 'orocrm-lead-export', 'maven-accounts'];

const NAMES = projectors.filter(({ build }) => build).map(({ name }) => name).join(', ');

const USAGE = `annals: the command line of Annals

  annals import sirene <file>   the French company register: period history or stock (CSV, also .gz), API v3 (JSON, also .gz)
  annals import csv <file> --mapping <file or name>
                                any table of another system, by a mapping in YAML; ready ones by name: ${MAPPINGS.join(', ')}
  annals import vcard <file>    contacts (vCard 2.1, 3.0, 4.0)
  annals import interactions <file> --us <party> --year <of the first row>
                                phone contacts of a campaign, one row a call
  annals import revert <journal>
                                retract what a run recorded; says what it would do, and does it with --apply
  annals profile csv <file>     the quality of a table: fill, kinds, duplicates, age; encoding and delimiter

    --observed <date>   sirene: when the values of today in the file were seen (YYYY-MM-DD); needed where the file does not say it
    --dry-run           check everything, write nothing
    --preview [<n>]     csv, vcard: show the first n records (5) as the commands they would become; they hold values of the file
    --ignore-unmapped   csv: leave out columns that are neither mapped nor ignored
    --system <name>     vcard: the name of the old system, by default vcard
    --match <kinds>     vcard: find parties that stand already by email, phone or both (email,phone); by default by neither
    --region <country>  vcard, profile: whose national phone numbers are meant (ISO 3166), by default FR
    --apply             revert: do it

  annals reference load   the lists that addresses are checked against (CSV, also .gz); those given are replaced, all or none

    --postcodes <file>  of La Poste: laposte_hexasmal
    --communes <file>   of INSEE: the communes of today
    --merged <file>     of INSEE: old and new codes of communes
    --dry-run           check everything, write nothing

  annals log copy --from <log> --to <log>
                  move the log to another engine: postgres (in this installation's database), postgres://… or esdb://…;
                  copies what is missing, so run it while servers work, and at last with --finish while they only read
  annals log compare --from <log> --to <log>
                  prove a log and its copy equal, event by event

    --finish            copy: compare, give the copy its own id, and let the read models be made anew by the next server

  annals verify projections
                  prove that each event of the log was applied once: what every projection counted, by bucket and block, is
                  compared with the log; names the first event that is missing, doubled or different
  annals verify tables --all | --party <id>
                  prove that the tables say what a replay of the log comes to, on both clocks; a server does the same all the
                  time for parties taken at random (/health/ready)
  annals verify log
                  prove that the log is what its seals say: all of it is read; names the first event that was altered, re-dated,
                  moved, inserted or taken out

    --values            tables: show what the table says, and the replay; they are personal data
    --seal <file>       log: also against seals that were exported and kept elsewhere
    --log <log>         log: postgres, postgres://… or esdb://…, by default that of this installation

  annals seals export
                  the last seal of the log, to be kept elsewhere; one a line, with --all each of them
  annals proof <event>
                  the proof that an event is in the log, in JSON: docs/verify-inclusion.mjs checks it without the log

  annals audit party <id>        the life of a party with all it has a part in: what, from when, recorded when, by whom, why
  annals audit actor <actor>     everything an actor did, or was done on its behalf
  annals audit import <run>      everything an import did, by the id of its run, which its report is named by
  annals audit correlation <id>  everything that belongs to a correlation: a trace, or a single command

    --format <format>   text, json (a line an entry) or csv; they hold personal data. By default text

  annals revert --correlation <id>
                  undo all of it by compensating commands: what was recorded is retracted, what was changed is corrected back; says
                  what it would do and what was changed since, and does it with --apply. Given again it goes on where it was

    --even-changed      also what somebody else has changed since, which else is left alone

  annals rebuild <read model>
                  make its tables anew from the log, beside those that serve; then compare both, and let the new ones serve.
                  Those of before keep following the log. Ctrl-C leaves nothing. ${NAMES}

    --dry-run           compare, and keep nothing
    --back              let the version of before serve again
    --drop              let go of all versions that do not serve

  annals replay --to <position, instant or date>
                  the read models as they were then, in tables of their own to look around in; Ctrl-C drops them

    --serve             answer questions over HTTP as they would have been answered then, on a free port of this machine

  annals parked list            streams that wait in a read model behind an event that it could not take in
  annals parked retry [<stream>]
                  give what waits again, in order: when the release or the data that it failed by is mended
  annals parked skip <stream> --read-model <name> --reason <why>
                  leave out the event that failed, for good, and take in what waits behind it; who and why is kept

    --read-model <name> retry: only in this one

  annals key create <file>
                  make the key file of a new installation, for where the servers cannot: they read it from a store of secrets

  annals demo   a fictional wholesaler and three years of life around it, told to the server

    --companies <n>     its B2B clients, and as many households (by default 100)
    --seed <n>          another story (by default 1)
    --until <date>      the day it ends (by default today)

  All take

    --url <address>     the server, by default http://127.0.0.1:$PORT (3000)
    --actor <actor>     who does it, by default import:sirene, import:reference, import:demo

A killed import goes on where it was when the same command is given again. Exit codes: 0 all imported, 1 could not go on,
2 wrong usage, 3 some lines were rejected (the report names them; of a list nothing is loaded then). Of verify: 0 all is as it
should be, 1 it is not, 2 it could not be checked.`;

/** Told apart from defects: the message alone helps. */
class UsageError extends Error {}

const OPTIONS = {
  observed: { type: 'string' }, 'dry-run': { type: 'boolean', default: false }, url: { type: 'string' }, actor: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false },
  mapping: { type: 'string' }, preview: { type: 'string' }, 'ignore-unmapped': { type: 'boolean', default: false }, system: { type: 'string', default: 'vcard' }, match: { type: 'string' },
  companies: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' }, until: { type: 'string' }, postcodes: { type: 'string' }, communes: { type: 'string' }, merged: { type: 'string' },
  us: { type: 'string' }, year: { type: 'string' }, region: { type: 'string', default: 'FR' }, apply: { type: 'boolean', default: false }, from: { type: 'string' }, to: { type: 'string' }, finish: { type: 'boolean', default: false },
  all: { type: 'boolean', default: false }, party: { type: 'string' }, values: { type: 'boolean', default: false }, format: { type: 'string', default: 'text' }, correlation: { type: 'string' }, 'even-changed': { type: 'boolean', default: false },
  seal: { type: 'string' }, log: { type: 'string' },
  'read-model': { type: 'string' }, reason: { type: 'string' }, back: { type: 'boolean', default: false }, drop: { type: 'boolean', default: false }, serve: { type: 'boolean', default: false },
} as const;
type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>>['values'];

/** Each takes its file; the exit code is what it gives. */
const COMMANDS: Readonly<Record<string, (file: string, values: Values) => Promise<number>>> = {
  'key create': createKey, 'import sirene': sirene, 'import csv': csv, 'import vcard': vcard, 'import interactions': interactions, 'import revert': revert, 'profile csv': profile,
};

async function main(): Promise<number> {
  // Node's parser knows no option whose value may be left out.
  const given = process.argv.slice(2).flatMap((argument, i, all) => (argument === '--preview' && !/^\d+$/.test(all[i + 1] ?? '') ? ['--preview=5'] : [argument]));
  const { values, positionals } = parseArgs({ args: given, allowPositionals: true, options: OPTIONS });
  if (values.help || positionals.length === 0) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const [command, source, file, ...more] = positionals;
  if (command === 'demo' && source === undefined) return demo(values);
  if (command === 'log' && (source === 'copy' || source === 'compare') && file === undefined) return moveLog(source, values);
  if (command === 'audit') return audit(source, positionals.slice(2), values);
  if (command === 'revert' && source === undefined) return revertAll(values);
  if (command === 'seals' && source === 'export' && file === undefined) return exportSeals(clientFor(values, 'seals'), values);
  if (command === 'proof' && isUuid(source) && file === undefined) return proof(clientFor(values, 'proof'), source);
  if (command === 'verify' && file === undefined) return verify(source, values);
  if (command === 'parked' && more.length === 0) return parked(source, file, values);
  if (command === 'replay' && source === undefined) return replay(values);
  if (command === 'rebuild' && source !== undefined && file === undefined) return rebuild(source, values);
  if (command === 'reference' && source === 'load' && file === undefined) return reference(clientFor(values, 'reference'), values);
  const run = COMMANDS[`${command} ${source}`];
  if (!run || file === undefined || more.length > 0) throw new UsageError(`this is not a command: annals ${positionals.join(' ')}`);
  return run(resolve(file), values);
}

const clientFor = (values: Values, source: string): AnnalsClient =>
  new AnnalsClient({ url: values.url ?? `http://127.0.0.1:${process.env['PORT'] ?? '3000'}`, caller: 'service:annals-cli', actor: values.actor ?? `import:${source}` });
const importsFolder = (): string => join(resolve(process.env['ANNALS_DATA'] ?? '.annals'), 'imports');

/** What every run of an import is told. */
function runOptions(file: string, values: Values) {
  return { file, dryRun: values['dry-run'], folder: importsFolder(), onProgress: show(values['dry-run']), sleep: (milliseconds: number) => sleep(milliseconds) };
}

const LOG_NAME = /^(postgres$|postgres(ql)?:\/\/.|esdb(\+discover)?:\/\/.)/;

async function moveLog(verb: 'copy' | 'compare', { from, to, finish }: Values): Promise<number> {
  for (const [option, name] of [['--from', from], ['--to', to]] as const) {
    if (name === undefined || !LOG_NAME.test(name)) throw new UsageError(`${option}: expected postgres, postgres://… or esdb://…`);
  }
  const move = { from: from!, to: to!, settings: readSettings(process.env) };
  const comparing = (equal: number): void => progressLine(`${equal} events compared`);
  if (verb === 'compare') return compared(await compare(move, comparing));
  const started = performance.now();
  const summary = await copy(move, {
    finish, onCompared: comparing,
    onProgress: ({ copied, left }) => {
      const perSecond = copied / ((performance.now() - started) / 1_000);
      progressLine(`${copied} copied, ${left} left, ${Math.round(perSecond)}/s, ${left > 0 && perSecond > 0 ? `${Math.ceil(left / perSecond)} s to go` : 'at the end'}`);
    },
  });
  if (process.stderr.isTTY) process.stderr.write('\n');
  console.log(`Copied ${summary.copied} events${summary.before > 0 ? `, after ${summary.before} that were there` : ''}.`);
  if (!summary.comparison) {
    console.log('Not finished: servers on the log before go on. Let them only read (ANNALS_READ_ONLY=true), then run this with --finish.');
    return 0;
  }
  const code = compared(summary.comparison);
  if (code === 0) console.log(`The copy is log ${summary.logId}. Start the servers on it (EVENT_LOG): they make the read models anew.`);
  return code;
}

function compared({ equal, differences, hash, ownOfCopy }: Comparison): number {
  if (process.stderr.isTTY) process.stderr.write('\n');
  for (const difference of differences) console.log(difference);
  if (differences.length > 0) console.log(`The logs differ; ${equal} events are equal.`);
  else console.log(`${equal} events, all equal (SHA-256 ${hash})${ownOfCopy > 0 ? `; the copy says of itself that it is one (${ownOfCopy} event)` : ''}.`);
  return differences.length > 0 ? 1 : 0;
}

/** @throws UsageError; what keeps it from being checked is told, and is neither yes nor no */
async function verify(what: string | undefined, { all, party, values, seal, log }: Values): Promise<number> {
  if (what !== 'projections' && what !== 'tables' && what !== 'log') throw new UsageError(`this is not a command: annals verify ${what ?? ''}`);
  if (what === 'tables' && all === (party !== undefined)) throw new UsageError('annals verify tables: give either --all or --party <id>');
  if (party !== undefined && !isUuid(party)) throw new UsageError(`--party: expected the id of a party, got ${party}`);
  if (log !== undefined && !LOG_NAME.test(log)) throw new UsageError('--log: expected postgres, postgres://… or esdb://…');
  const progress = (events: number): void => progressLine(`${events} events`);
  try {
    const settings = readSettings(process.env);
    const { lines, equal } = what === 'log' ? await verifySeals({ settings, log, sealFile: seal && resolve(seal) }, progress) : await withInstallation(settings, (installation) => (what === 'projections'
      ? verifyProjections(installation, progress)
      : verifyTheTables(installation, { partyId: party, values, onProgress: (streams, events) => progressLine(`${streams} streams, ${events} events`) })));
    if (process.stderr.isTTY) process.stderr.write('\n');
    console.log(lines.join('\n'));
    return equal ? 0 : 1;
  } catch (error) {
    console.error(`annals: could not be checked: ${(error as Error).message}`);
    return 2;
  }
}

/** 0: nothing waits of what was asked about; 3: some does. */
async function parked(what: string | undefined, stream: string | undefined, { 'read-model': name, reason, actor }: Values): Promise<number> {
  if ((what !== 'list' && what !== 'retry' && what !== 'skip') || (what === 'list' && stream !== undefined)) throw new UsageError(`this is not a command: annals parked ${what ?? ''}`);
  if (name !== undefined && !projectors.some((one) => one.name === name)) throw new UsageError(`--read-model: expected one of ${NAMES}, got ${name}`);
  if (what === 'skip' && (stream === undefined || name === undefined || !reason?.trim())) throw new UsageError('annals parked skip: expected a stream, --read-model and --reason');
  const skip = what === 'skip' ? { by: actor ?? `operator:${os.userInfo().username}`, reason: reason! } : undefined;
  const { lines, waiting } = await withInstallation(readSettings(process.env), (installation) =>
    (what === 'list' ? listParked(installation) : retryAll(installation, { stream, projection: name, ...(skip && { skip }) })));
  console.log(lines.join('\n'));
  return waiting > 0 ? 3 : 0;
}

async function rebuild(name: string, values: Values): Promise<number> {
  const projector = projectors.find((one) => one.name === name);
  if (!projector) throw new UsageError(`annals rebuild: expected one of ${NAMES}, got ${name}`);
  if (values.back && values.drop) throw new UsageError('annals rebuild: --back and --drop are two things');
  const what = values.back ? 'back' : values.drop ? 'drop' : 'rebuild';
  const { lines, equal } = await untilInterrupted((signal) =>
    withInstallation(readSettings(process.env), (installation) => rebuildReadModel(installation, { projector, what, dryRun: values['dry-run'] }, signal, progressLine)));
  if (process.stderr.isTTY) process.stderr.write('\n');
  console.log(lines.join('\n'));
  return equal ? 0 : 3;
}

async function replay({ to, serve }: Values): Promise<number> {
  if (to === undefined) throw new UsageError('annals replay: expected --to with a position, an instant or a date');
  await untilInterrupted((signal) => withInstallation(readSettings(process.env), (installation) => lookAround(installation, { to, serve }, signal, { onProgress: progressLine, tell: (line) => console.log(line) })));
  return 0;
}

/** Ctrl-C, and what a supervisor sends: what was begun is taken back. */
class Interrupted extends Error {}
const INTERRUPTED = 130;

async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const interrupted = new AbortController();
  const interrupt = (): void => interrupted.abort(new Interrupted('interrupted; nothing is left of it'));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, interrupt);
  try {
    return await work(interrupted.signal);
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupt);
  }
}

function progressLine(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${text.padEnd(78)}`);
}

async function exportSeals(client: AnnalsClient, { all }: Values): Promise<number> {
  const page = (from?: number): Promise<{ items: readonly { block: number }[]; unsealed: number }> => client.ask('/v1/log/seals', from === undefined ? {} : { from: String(from) });
  let { items, unsealed } = await page(all ? 0 : undefined);
  for (; items.length > 0; { items, unsealed } = await page(items.at(-1)!.block + 1)) {
    console.log(items.map((seal) => JSON.stringify(seal)).join('\n'));
    if (!all) break;
  }
  console.error(`${unsealed} events are not sealed yet.`);
  return 0;
}

async function proof(client: AnnalsClient, eventId: string): Promise<number> {
  console.log(JSON.stringify(await client.ask(`/v1/log/events/${eventId}/proof`), undefined, 2));
  return 0;
}

async function createKey(file: string): Promise<number> {
  await createMasterKey(file);
  console.log(`Made ${file}. Back it up apart from the data: without it nothing can be read again.`);
  return 0;
}

async function sirene(file: string, values: Values): Promise<number> {
  if (values.observed !== undefined && !(isCalendarDate(values.observed) && values.observed.length === 10)) throw new UsageError(`--observed: expected a date YYYY-MM-DD, got ${values.observed}`);
  const summary = await importSirene(clientFor(values, 'sirene'), { ...runOptions(file, values), observed: values.observed });
  if (process.stderr.isTTY) process.stderr.write('\n');
  const { records, created, changed, unchanged, rejectedLines, resumed, unknownStarts, guessedNomenclatures, undatedValues, reportFile, journalFile } = summary;
  console.log([
    `${values['dry-run'] ? 'Checked' : 'Imported'} ${records} records${resumed > 0 ? ` (and ${resumed} before, in the run that was cut off)` : ''}: ${values['dry-run'] ? 'nothing was written' : `${created} created, ${changed} changed, ${unchanged} unchanged`}.`,
    `${rejectedLines} lines were rejected.`,
    `${unknownStarts} starts the register does not know; they are recorded as unknown.`,
    ...(guessedNomenclatures > 0 ? [`${guessedNomenclatures} nomenclatures of activity codes follow from their form and date, because the file has none.`] : []),
    ...(undatedValues > 0 ? [`${undatedValues} values of today were left out, because nobody said when they were seen: give --observed <date>.`] : []),
    `Report per line: ${reportFile}`,
    ...(journalFile === undefined ? [] : [`To take it back: annals import revert ${journalFile}`]),
  ].join('\n'));
  return rejectedLines > 0 ? 3 : 0;
}

/** Today by the clock of this machine: ages are told in whole years. */
const today = (): string => zone('Europe/Paris').dayOf(systemClock.now());

async function profile(file: string, { region }: Values): Promise<number> {
  console.log(profileText(profileOf(await readTable(file), today(), region)));
  return 0;
}

async function csv(file: string, values: Values): Promise<number> {
  if (values.mapping === undefined) throw new UsageError(`--mapping: expected a file, or one of ${MAPPINGS.join(', ')}`);
  const mapping = MAPPINGS.includes(values.mapping) ? join(packageRoot, 'apps/cli/import/csv/mappings', `${values.mapping}.yaml`) : resolve(values.mapping);
  const source = await readCsv(file, mapping, today());
  console.log(profileText(source.profile));
  if (source.columns.missing.length > 0) console.log(`Mapped, but not in the file: ${source.columns.missing.join(', ')}.`);
  if (source.columns.ignored.length > 0) console.log(`Left out, as the mapping says: ${source.columns.ignored.join(', ')}.`);
  if (source.columns.unmapped.length > 0) console.log(`Not mapped: ${source.columns.unmapped.join(', ')}.`);
  if (values.preview !== undefined) return previewed(source.readings, source.mapping.system, values.preview);
  const summary = await importCsv(clientFor(values, 'csv'), source, { ...runOptions(file, values), ignoreUnmapped: values['ignore-unmapped'] });
  return told(summary, values['dry-run'], source.columns.unmapped.length > 0 ? [`Left out, because nothing maps them: ${source.columns.unmapped.join(', ')}.`] : []);
}

async function vcard(file: string, values: Values): Promise<number> {
  const match = (values.match ?? '').split(',').filter((kind) => kind !== '');
  if (!match.every((kind) => kind === 'email' || kind === 'phone')) throw new UsageError(`--match: expected email, phone or email,phone, got ${values.match}`);
  const card = { region: values.region, match };
  const readings = await readVcards(file, card);
  if (values.preview !== undefined) return previewed(readings, values.system, values.preview);
  const summary = await importVcards(clientFor(values, 'vcard'), readings, { ...runOptions(file, values), system: values.system, card });
  const leftOut = [...leftOutProperties(readings)].map(([property, count]) => `${property} (${count})`);
  return told(summary, values['dry-run'], leftOut.length > 0 ? [`Properties left out, wholly or in part: ${leftOut.join(', ')}.`] : []);
}

function previewed(readings: readonly Reading[], system: string, count: string): number {
  for (const record of preview({ readings, mapping: { system } }, Number(count))) console.log(JSON.stringify(record, undefined, 2));
  return 0;
}

function told(summary: RunSummary, dryRun: boolean, more: readonly string[]): number {
  if (process.stderr.isTTY) process.stderr.write('\n');
  const { records, created, changed, unchanged, matched, named, relationsStarted, relationsStanding, rejectedLines, valuesLeftOut, resumed, reportFile, journalFile } = summary;
  console.log([
    `${dryRun ? 'Checked' : 'Imported'} ${records} records${resumed > 0 ? ` (after ${resumed} steps of the run that was cut off)` : ''}: ${dryRun ? 'nothing was written' : `${created} created, ${changed} changed, ${unchanged} unchanged`}.`,
    ...(dryRun ? [] : [`${matched} were matched to parties that stood already; ${named} parties are only named; ${relationsStarted} relations were started or got facts, ${relationsStanding} stood already.`]),
    `${rejectedLines} lines were rejected.`,
    ...(valuesLeftOut > 0 ? [`${valuesLeftOut} values were left out of records; the report names their places.`] : []),
    ...more,
    `Report per line: ${reportFile}`,
    ...(journalFile === undefined ? [] : [`To take it back: annals import revert ${journalFile}`]),
  ].join('\n'));
  return rejectedLines > 0 ? 3 : 0;
}

async function interactions(file: string, values: Values): Promise<number> {
  const year = Number(values.year);
  if (!/^\d{4}$/.test(values.year ?? '')) throw new UsageError(`--year: expected the year of the first row, got ${values.year ?? 'nothing'}`);
  if (!isUuid(values.us)) throw new UsageError(`--us: expected the id of the person who called, got ${values.us ?? 'nothing'}`);
  const summary = await importInteractions(clientFor(values, 'interactions'), { ...runOptions(file, values), us: values.us, year, system: values.system === 'vcard' ? 'campaign' : values.system });
  if (process.stderr.isTTY) process.stderr.write('\n');
  console.log([
    `${values['dry-run'] ? 'Checked' : 'Imported'} ${summary.records} calls, ${summary.standing} of them logged before${summary.resumed > 0 ? ` (and ${summary.resumed} before, in the run that was cut off)` : ''}; ${summary.rejectedLines} lines were rejected.`,
    ...(summary.unmapped.length > 0 ? [`Left out, because nothing maps them: ${summary.unmapped.join(', ')}.`] : []),
    `Report per line: ${summary.reportFile}`, ...(summary.journalFile === undefined ? [] : [`To take it back: annals import revert ${summary.journalFile}`]),
  ].join('\n'));
  return summary.rejectedLines > 0 ? 3 : 0;
}

async function revert(file: string, values: Values): Promise<number> {
  return toldRevert(await revertImport(clientFor(values, 'revert'), { journalFile: file, ...revertOptions(values) }), values.apply);
}

async function revertAll(values: Values): Promise<number> {
  if (values.correlation === undefined) throw new UsageError('annals revert: give --correlation <id>');
  return toldRevert(await revertCorrelation(clientFor(values, 'revert'), { correlation: values.correlation, ...revertOptions(values) }), values.apply);
}

const revertOptions = (values: Values) => ({ dryRun: !values.apply, evenChanged: values['even-changed'], sleep: (milliseconds: number) => sleep(milliseconds) });

function toldRevert({ parties, factsRetracted, periodsRetracted, othersRetracted, restored, alreadyGone, leftAlone, emptyParties }: Reverted, applied: boolean): number {
  const where = ({ partyId, factId, periodId, stream }: LeftAlone): string => [partyId && `party ${partyId}`, factId && `fact ${factId}`, periodId && `period ${periodId}`, stream].filter(Boolean).join(', ');
  console.log([
    `${applied ? 'Retracted' : 'Would retract'} ${factsRetracted} facts and ${periodsRetracted} periods of relations of ${parties} parties${othersRetracted > 0 ? `, and ${othersRetracted} interactions, tasks, statements and requests` : ''}; ${restored} things ${applied ? 'are' : 'would be'} as they were before; ${alreadyGone} were gone before.`,
    ...(leftAlone.length > 0 ? [`${leftAlone.length} are left alone:`, ...leftAlone.map((one) => `  ${where(one)}: ${one.reason}${one.detail ? ` (${one.detail})` : ''}`)] : []),
    ...(emptyParties.length > 0 ? [`${emptyParties.length} parties of the run stay, empty:`, ...emptyParties.map((partyId) => `  ${partyId}`)] : []),
    ...(applied ? [] : ['Nothing was written; give --apply to do it.']),
  ].join('\n'));
  return leftAlone.some(({ reason }) => reason === 'refused') ? 3 : 0;
}

async function audit(what: string | undefined, ids: readonly string[], values: Values): Promise<number> {
  if (!AUDITED.includes(what as Audited) || ids.length !== 1) throw new UsageError(`annals audit: expected ${AUDITED.join(', ')} and its id`);
  if (!FORMATS.includes(values.format as Format)) throw new UsageError(`--format: expected ${FORMATS.join(', ')}, got ${values.format}`);
  for await (const text of written(auditOf(clientFor(values, 'audit'), what as Audited, ids[0]!), values.format as Format)) {
    if (!process.stdout.write(text)) await once(process.stdout, 'drain');
  }
  return 0;
}

/** Companies of one story: some 60,000 interactions. */
const MAX_COMPANIES = 2_000;

async function demo(values: Values): Promise<number> {
  const whole = (name: 'companies' | 'seed', max: number): number => {
    const value = Number(values[name]);
    if (!/^\d{1,9}$/.test(values[name]) || value < 1 || value > max) throw new UsageError(`--${name}: expected a whole number from 1 to ${max}, got ${values[name]}`);
    return value;
  };
  const until = values.until ?? today();
  if (!isCalendarDate(until) || until.length !== 10) throw new UsageError(`--until: expected a date YYYY-MM-DD, got ${until}`);
  const options = { seed: whole('seed', 999_999_999), companies: whole('companies', MAX_COMPANIES), today: until };
  const { commands, counts, refused } = await tellDemo(clientFor(values, 'demo'), options, ({ commands: told }) => {
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

async function reference(client: AnnalsClient, values: Values): Promise<number> {
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
function show(dryRun: boolean): (progress: Pick<ImportProgress, 'records' | 'rejectedLines'>) => void {
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
  // Who reads the answer has seen enough of it.
  if (code === 'EPIPE') process.exit(0);
  const plain = usage || [Interrupted, NotToRebuild, NoSuchMoment, BuildUnderWay, BuildLost, LogMismatch, MigrationMismatch, FolderInUse].some((known) => error instanceof known) || error instanceof ServerUnreachable || error instanceof UnreadableFile || error instanceof Refused || error instanceof KeyFileError || ['ENOENT', 'EACCES', 'EISDIR'].includes(code);
  console.error(`annals: ${plain ? (error as Error).message : ((error as Error).stack ?? String(error))}`);
  if (usage) console.error(`\n${USAGE}`);
  process.exitCode = usage || error instanceof NotToRebuild || error instanceof NoSuchMoment ? 2 : error instanceof Interrupted ? INTERRUPTED : 1;
}
