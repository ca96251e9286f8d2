/**
 * `npm test`: installs what is missing and builds what has changed, then types, lint and every test. Its last line is `N passed, N failed`, where types and
 * lint count as one each; whatever breaks on the way counts as failed, so no broken run looks green.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { ensureBuilt, ensureInstalled } from './bootstrap.mjs';

/** Minutes all tests together may take: a hanging one must not hold a build for ever. */
const TEST_TIMEOUT_MINUTES = 30;

const count = { passed: 0, failed: 0 };
const children = new Set();

/** Runs one of our tools. Resolves to its exit code, never rejects. */
function tool(program, args, { timeout } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules', program, ...args], { stdio: 'inherit', timeout });
    children.add(child);
    const ended = (code) => {
      children.delete(child);
      resolve(code ?? 1);
    };
    child.once('error', () => ended(1)).once('exit', ended);
  });
}

async function check(name, program, args) {
  const code = await tool(program, args);
  console.log(`${code === 0 ? 'PASS' : 'FAIL'} ${name}`);
  count[code === 0 ? 'passed' : 'failed'] += 1;
}

async function tests() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'annals-check-'));
  const file = path.join(folder, 'results.json');
  try {
    const code = await tool('node_modules/jest/bin/jest.js', ['--selectProjects', 'unit', 'int', 'eventstoredb', '--ci', '--json', `--outputFile=${file}`], { timeout: TEST_TIMEOUT_MINUTES * 60_000 });
    const results = readResults(file);
    count.passed += results.numPassedTests;
    // A file that could not even be loaded has no failed test in it, but is a failure.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    count.failed += code === 0 ? failed : Math.max(failed, 1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Jest writes its results at the very end: no file means that it did not get there. */
function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    console.log('FAIL the test run ended before it had results');
    return { numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 1 };
  }
}

let finished = false;
process.once('exit', (code) => {
  if (!finished) count.failed += 1;
  process.exitCode = count.failed === 0 ? code : code || 1;
  console.log(`${count.passed} passed, ${count.failed} failed`);
});
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    for (const child of children) child.kill(signal);
    process.exit(1);
  });
}

try {
  await ensureInstalled();
  await ensureBuilt();
  await Promise.all([
    check('types', 'node_modules/typescript/bin/tsc', ['--noEmit', '-p', 'tsconfig.json']),
    check('lint', 'node_modules/eslint/bin/eslint.js', ['.']),
  ]);
  await tests();
  finished = true;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
}
