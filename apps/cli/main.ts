/** `annals`: the command line. What each command takes and does stands in its folder; here it is found, and what it ends with is told. */
import { parseArgs } from 'node:util';
import { FolderInUse } from '#infra/embedded-postgres/folder-lock.js';
import { LogMismatch } from '#libs/event-log/log-birth.js';
import { KeyFileError } from '#libs/personal-data/key-file.js';
import { MigrationMismatch } from '#libs/platform/migrate.js';
import { BuildLost, BuildUnderWay } from '#libs/projecting/builds.js';
import { LogBehindTables } from '#libs/projecting/checkpoint.js';
import { NotToRebuild } from '#libs/projecting/rebuild.js';
import { auditCommand } from './audit/command.js';
import { Refused, ServerUnreachable } from './client.js';
import { FOR_ALL, notACommand, UsageError, type Command, type Options } from './command.js';
import { demoCommand } from './demo/command.js';
import { csvCommand, profileCommand } from './import/csv/command.js';
import { interactionsCommand } from './import/interactions/command.js';
import { ImportUnderWay } from './import/resume-file.js';
import { sireneCommand } from './import/sirene/command.js';
import { UnreadableFile } from './import/text-file.js';
import { vcardCommand } from './import/vcard/command.js';
import { Interrupted } from './interrupted.js';
import { createKeyCommand } from './key/command.js';
import { compareLogsCommand, copyLogCommand, logRestoredCommand } from './log/command.js';
import { ServersRun } from './log/restored.js';
import { listParkedCommand, retryParkedCommand, skipParkedCommand } from './parked/command.js';
import { rebuildCommand } from './rebuild/command.js';
import { loadReferenceCommand } from './reference/command.js';
import { replayCommand } from './replay/command.js';
import { NoSuchMoment } from './replay/replay.js';
import { revertCommand, revertImportCommand } from './revert/command.js';
import { NothingToRevert } from './revert/revert.js';
import { exportSealsCommand, proofCommand } from './seals/command.js';
import { verifyLogCommand, verifyProjectionsCommand, verifyTablesCommand } from './verify/command.js';

/** In the order of the usage text; those of one line stand together there, with their options below them. */
const COMMANDS: readonly (readonly Command[])[] = [
  [sireneCommand, csvCommand, vcardCommand, interactionsCommand, revertImportCommand, profileCommand],
  [loadReferenceCommand],
  [copyLogCommand, compareLogsCommand, logRestoredCommand],
  [verifyProjectionsCommand, verifyTablesCommand, verifyLogCommand],
  [exportSealsCommand, proofCommand],
  [auditCommand],
  [revertCommand],
  [rebuildCommand],
  [replayCommand],
  [listParkedCommand, retryParkedCommand, skipParkedCommand],
  [createKeyCommand],
  [demoCommand],
];

const ALL_TAKE = `\
  All take

    --url <address>     the server, by default http://127.0.0.1:$PORT (3000)
    --actor <actor>     who does it, by default import:sirene, import:reference, import:demo
    --help              all of this text, or the part of a command`;

const USAGE = `annals: the command line of Annals

${COMMANDS.map(usageOf).join('\n\n')}

${ALL_TAKE}

A killed import goes on where it was when the same command is given again. Exit codes: 0 all imported, 1 could not go on,
2 wrong usage, 3 some lines were rejected (the report names them; of a list nothing is loaded then). Of verify: 0 all is as it
should be, 1 it is not, 2 it could not be checked.`;

/** What an interrupted process ends with: 128 and the number of SIGINT. */
const INTERRUPTED = 130;

/** What is told of how it is meant: of the command that was called, or of all. */
let usage = USAGE;

async function main(): Promise<number> {
  const commands = COMMANDS.flat();
  // Which words are values of options can only be told by all options, as long as the command is not known.
  const every: Options = { ...Object.fromEntries(commands.flatMap(({ options }) => Object.entries(options))), ...FOR_ALL };
  const args = withBareValues(process.argv.slice(2), every);
  const { values: { help }, positionals, tokens } = parseArgs({ args, allowPositionals: true, options: every, tokens: true });
  const command = commandIn(positionals, commands);
  usage = command ? `${usageOf([command])}\n\n${ALL_TAKE}` : usageOfAll(positionals, commands);
  if (help || positionals.length === 0) {
    console.log(usage);
    return help ? 0 : 2;
  }
  const given = positionals.slice(command && wordsOf(command).length);
  if (!command) throw notACommand(positionals);
  if (!takes(command, given.length)) throw new UsageError(`annals ${wordsOf(command).join(' ')} takes ${command.call.slice(wordsOf(command).join(' ').length).trim() || 'nothing behind it'}, and got ${given.join(' ') || 'nothing'}`);
  const options = { ...command.options, ...FOR_ALL };
  for (const token of tokens) if (token.kind === 'option' && !Object.hasOwn(options, token.name)) throw new UsageError(`annals ${wordsOf(command).join(' ')}: ${token.rawName} is an option of other commands`);
  return command.run(parseArgs({ args, allowPositionals: true, options }).values, ...given);
}

const wordsOf = ({ call }: Command): string[] => call.replace(/ [[<].*/, '').split(' ');

/** Whether a command is called rightly with so many words behind its own. */
function takes({ call }: Command, count: number): boolean {
  const all = call.match(/<[^>]+>/g)?.length ?? 0;
  const optional = call.match(/\[</g)?.length ?? 0;
  return count >= all - optional && count <= all;
}

/** The one whose words are given; of several the one with the most. */
function commandIn(positionals: readonly string[], commands: readonly Command[]): Command | undefined {
  const called = commands.filter((command) => wordsOf(command).every((word, i) => word === positionals[i]));
  return called.sort((a, b) => wordsOf(b).length - wordsOf(a).length)[0];
}

/** Of the commands that begin with these words; of all, where none does. */
function usageOfAll(positionals: readonly string[], commands: readonly Command[]): string {
  const meant = positionals.length === 0 ? [] : commands.filter((command) => positionals.every((word, i) => word === wordsOf(command)[i]));
  return meant.length > 0 ? `${usageOf(meant)}\n\n${ALL_TAKE}` : USAGE;
}

/** Node's parser knows no option whose value may be left out. */
function withBareValues(args: readonly string[], options: Options): string[] {
  return args.map((argument, i) => {
    const bare = argument.startsWith('--') ? options[argument.slice(2)]?.bare : undefined;
    return bare === undefined || /^\d+$/.test(args[i + 1] ?? '') ? argument : `${argument}=${bare}`;
  });
}

/** The part of the usage text that is about some commands: their lines, and those of their options. */
function usageOf(commands: readonly Command[]): string {
  const options = new Set(commands.flatMap((command) => Object.values(command.options)).flatMap(({ usage }) => (usage === undefined ? [] : [`    ${usage}`])));
  return [commands.map(({ usage }) => usage).join('\n'), ...(options.size > 0 ? [[...options].join('\n')] : [])].join('\n\n');
}

/** Errors whose message says it all; what else comes is a defect and shows where. */
const PLAIN = [Interrupted, NotToRebuild, NothingToRevert, NoSuchMoment, BuildUnderWay, BuildLost, LogMismatch, MigrationMismatch, LogBehindTables, ServersRun, FolderInUse, ImportUnderWay, ServerUnreachable, UnreadableFile, Refused, KeyFileError];
const PLAIN_CODES = ['ENOENT', 'EACCES', 'EISDIR'];

try {
  process.exitCode = await main();
} catch (error) {
  const code = (error as { code?: string }).code ?? '';
  const misused = error instanceof UsageError || code.startsWith('ERR_PARSE_ARGS');
  // Who reads the answer has seen enough of it.
  if (code === 'EPIPE') process.exit(0);
  const plain = misused || PLAIN.some((known) => error instanceof known) || PLAIN_CODES.includes(code);
  console.error(`annals: ${plain ? (error as Error).message : ((error as Error).stack ?? String(error))}`);
  if (misused) console.error(`\n${usage}`);
  process.exitCode = misused || error instanceof NotToRebuild || error instanceof NoSuchMoment || error instanceof NothingToRevert ? 2 : error instanceof Interrupted ? INTERRUPTED : 1;
}
