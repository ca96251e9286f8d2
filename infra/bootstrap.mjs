/**
 * Makes a fresh clone run: installs what is missing, builds what has changed, then runs. Plain Node without dependencies,
 * as nothing else may be there yet. Speaks on stderr only; stdout belongs to the program.
 *
 *   node infra/bootstrap.mjs install                          dependencies
 *   node infra/bootstrap.mjs build                            dependencies and dist
 *   node infra/bootstrap.mjs apps/server/main.js [argument…]  dependencies and dist, then the program, in this very process
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const MINIMUM_NODE = [20, 19];
const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const SOURCES = ['apps', 'infra', 'libs', 'projections', 'package.json', 'tsconfig.json', 'tsconfig.build.json'];
/** Holds the hash of the sources that `dist` was built from; written when the build is complete. */
const BUILD_STAMP = path.join(ROOT, 'dist', '.sources');

const say = (message) => process.stderr.write(`annals: ${message}\n`);

/** A step did not work, and its own output has told why. */
class StepFailed extends Error {}

export function requireNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor >= MINIMUM_NODE[1])) return;
  throw new StepFailed(`Node ${MINIMUM_NODE.join('.')} or newer is needed, this is ${version}: see https://nodejs.org`);
}

/** Installs the dependencies when some are missing or have another version than the lock file says. */
export async function ensureInstalled() {
  requireNode();
  if (isInstalled({ development: true })) return;
  await alone(async () => {
    if (isInstalled({ development: true })) return;
    say('installing dependencies (npm ci), this takes a minute the first time');
    await run('npm', ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'], { shell: process.platform === 'win32' });
  });
}

/** Builds `dist` when it was not built from these very sources. Where nothing changed, the tools of the build need not be installed. */
export async function ensureBuilt() {
  requireNode();
  if (isBuilt() && isInstalled({ development: false })) return;
  await ensureInstalled();
  await alone(async () => {
    if (isBuilt()) return;
    say('building');
    const sources = hashOfSources();
    rmSync(path.join(ROOT, 'dist'), { recursive: true, force: true });
    await run(process.execPath, [path.join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', path.join(ROOT, 'tsconfig.build.json')]);
    writeFileSync(BUILD_STAMP, sources);
  });
}

/** Runs a program of `dist` in this process, so that signals reach it directly. */
export async function runProgram(program, args) {
  await ensureBuilt();
  const file = path.join(ROOT, 'dist', program);
  process.argv.splice(1, Infinity, file, ...args);
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(file).href);
}

/** Runs the steps; when one fails says so in a line and gives the exit code 1. */
export async function orExplain(steps) {
  try {
    await steps();
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}

function isInstalled({ development }) {
  const installed = readJson('node_modules/.package-lock.json')?.packages;
  if (!installed) return false;
  // Optional ones are for other platforms, or their absence is told by whoever needs them.
  return Object.entries(readJson('package-lock.json').packages).every(([name, wanted]) =>
    name === '' || wanted.optional || wanted.devOptional || (wanted.dev && !development) || installed[name]?.version === wanted.version);
}

function isBuilt() {
  return existsSync(BUILD_STAMP) && readFileSync(BUILD_STAMP, 'utf8') === hashOfSources();
}

function hashOfSources() {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap(filesBelow).sort()) hash.update(`${file}\0`).update(readFileSync(path.join(ROOT, file))).update('\0');
  return hash.digest('hex');
}

function filesBelow(source) {
  if (!/^[a-z]+$/.test(source)) return [source];
  return readdirSync(path.join(ROOT, source), { recursive: true }).filter((file) => file.endsWith('.ts') && !/spec\.ts$/.test(file)).map((file) => path.join(source, file));
}

function readJson(file) {
  return existsSync(path.join(ROOT, file)) ? JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) : undefined;
}

/** Runs a command with its output on our stderr. */
function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    spawn(command, args, { cwd: ROOT, stdio: ['ignore', process.stderr, process.stderr], ...options })
      .once('error', (error) => reject(new StepFailed(`${command} cannot be run: ${error.message}`)))
      .once('exit', (code, signal) => (code === 0 ? resolve() : reject(new StepFailed(`${[path.basename(command), ...args].join(' ')} failed (${signal ?? code})`))));
  });
}

/** Lets only one process at a time install or build; a lock whose process is gone does not count. */
async function alone(work) {
  const lock = path.join(ROOT, '.bootstrap.lock');
  for (let waited = 0; !claim(lock); waited += 1) {
    const holder = Number(existsSync(lock) ? readFileSync(lock, 'utf8') : '');
    if (holder && !isAlive(holder)) rmSync(lock, { force: true });
    else if (waited === 10) say(`waiting for process ${holder}, which installs or builds here`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function claim(lock) {
  try {
    const file = openSync(lock, 'wx');
    writeFileSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw new StepFailed(`${ROOT} must be writable to install and build: ${error.message}`);
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [what, ...args] = process.argv.slice(2);
  await orExplain(() => (what === 'install' ? ensureInstalled() : what === 'build' ? ensureBuilt() : runProgram(what, args)));
}
