/**
 * `npm run test:esdb [-- file…]`: the contract of the log, its adapter and the product itself on the EventStoreDB that ESDB_URL names,
 * such as `esdb://127.0.0.1:2113?tls=false`. Without one they run on the simulator. Says first which it is.
 */
import { spawn } from 'node:child_process';
import process from 'node:process';
import { ensureBuilt } from './bootstrap.mjs';

await ensureBuilt();
console.log(process.env.ESDB_URL ? 'on the EventStoreDB that ESDB_URL names' : 'on the SIMULATOR: ESDB_URL names no EventStoreDB');
const jest = ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules', 'node_modules/jest/bin/jest.js'];
const child = spawn(process.execPath, [...jest, '--selectProjects', 'eventstoredb', '--ci', '--verbose', ...process.argv.slice(2)], { stdio: 'inherit', env: { ...process.env, TEST_ESDB_ALL: 'true' } });
child.once('exit', (code) => {
  process.exitCode = code ?? 1;
});
