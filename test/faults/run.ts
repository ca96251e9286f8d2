/**
 * `npm run test:faults [-- --seed 7] [--faults 200]`: breaks a running system so many times, one thing after the other, and looks after
 * each whether all that was acknowledged is in the log once and the tables are what their replay comes to. See `campaign.ts`.
 */
import { parseArgs } from 'node:util';
import { campaign, scheduleOf } from './campaign.js';
import { POISON_AMONG_MANY } from './faults.js';

const { values } = parseArgs({ options: { seed: { type: 'string', default: String(Date.now() % 1_000_000) }, faults: { type: 'string', default: '200' } } });
const [seed, faults] = [Number(values.seed), Number(values.faults)];
if (!Number.isInteger(seed) || !Number.isInteger(faults) || faults < 1) throw new Error(`expected whole numbers, got --seed ${values.seed} --faults ${values.faults}`);

console.log(`seed ${seed}, ${faults} faults`);
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interrupted.abort());
const started = performance.now();
try {
  const { leftOut, ...summary } = await campaign({
    seed, interrupted: interrupted.signal, schedule: [...scheduleOf(seed, faults - 1), POISON_AMONG_MANY],
    onFault: ({ number, fault, milliseconds, acknowledged }) => console.log(`${String(number).padStart(4)}  ${fault.padEnd(70)} ${(milliseconds / 1_000).toFixed(1).padStart(6)} s  ${acknowledged} commands acknowledged`),
  });
  for (const name of leftOut) console.log(`left out, as this machine does not let it happen: ${name}`);
  console.log(`${summary.faults} faults in ${Math.round((performance.now() - started) / 1_000)} s: each of ${summary.acknowledged} acknowledged commands is in the log once, of ${summary.events} events; tables, tallies and seals are as the log says.`);
} catch (error) {
  console.error(`FAILED: ${(error as Error).message}\nAgain: npm run test:faults -- --seed ${seed} --faults ${faults}`);
  process.exitCode = 1;
}
