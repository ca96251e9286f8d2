import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { packageRoot } from '#libs/platform/package-root.js';

/** Tools that only end, put where the check looks for the real ones. */
interface Tools {
  readonly tsc?: string;
  readonly eslint?: string;
  readonly jest?: string;
}

const results = (passed: number, failed: number, broken = 0): string => `
  const file = process.argv.find((argument) => argument.startsWith('--outputFile=')).slice('--outputFile='.length);
  require('node:fs').writeFileSync(file, JSON.stringify({ numPassedTests: ${passed}, numFailedTests: ${failed}, numRuntimeErrorTestSuites: ${broken} }));`;

describe('npm test', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'annals-check-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function check({ tsc, eslint, jest }: Tools): { lastLine: string | undefined; code: number | null } {
    for (const [file, program] of [['typescript/bin/tsc', tsc], ['eslint/bin/eslint.js', eslint], ['jest/bin/jest.js', jest]] as const) {
      if (program === undefined) continue;
      mkdirSync(path.join(folder, 'node_modules', path.dirname(file)), { recursive: true });
      writeFileSync(path.join(folder, 'node_modules', file), program);
    }
    const { stdout, status } = spawnSync(process.execPath, [path.join(packageRoot, 'infra/check.mjs')], { cwd: folder, encoding: 'utf8' });
    return { lastLine: stdout.trimEnd().split('\n').at(-1), code: status };
  }

  it('counts every test, and types and lint as one each', () => {
    expect(check({ tsc: '', eslint: '', jest: results(40, 0) })).toEqual({ lastLine: '42 passed, 0 failed', code: 0 });
  });

  it.each<[string, Tools, string]>([
    ['types', { tsc: 'process.exit(2)', eslint: '', jest: results(40, 0) }, '41 passed, 1 failed'],
    ['lint', { tsc: '', eslint: 'process.exit(1)', jest: results(40, 0) }, '41 passed, 1 failed'],
    ['tests', { tsc: '', eslint: '', jest: `${results(37, 3)} process.exit(1)` }, '39 passed, 3 failed'],
    ['a file of tests that cannot be loaded', { tsc: '', eslint: '', jest: `${results(40, 0, 1)} process.exit(1)` }, '42 passed, 1 failed'],
    ['a run that passes and then breaks', { tsc: '', eslint: '', jest: `${results(40, 0)} process.exit(1)` }, '42 passed, 1 failed'],
    ['a run without results', { tsc: '', eslint: '', jest: '' }, '2 passed, 1 failed'],
    ['a run that is killed', { tsc: '', eslint: '', jest: 'process.kill(process.pid, "SIGKILL")' }, '2 passed, 1 failed'],
    ['everything, when the tools are not there', {}, '0 passed, 3 failed'],
  ])('fails with %s', (_what, tools, lastLine) => {
    expect(check(tools)).toEqual({ lastLine, code: 1 });
  });
});
