/**
 * `npm run bench [-- --only append,import] [--log postgres]`: every figure beside its floor, measured in the same run. Judges
 * nothing by its exit code: how fast a machine is today is not a defect.
 */
import { parseArgs } from 'node:util';
import { benchAppend } from './append.js';
import { benchCommand } from './command.js';
import { benchImport } from './import.js';
import { benchProjecting } from './projecting.js';
import { describeFinding, rateFinding, table, type Finding } from './report.js';
import { benchView } from './view.js';
import { startSurroundings, type Surroundings } from './surroundings.js';
import { benchVolume } from './volume.js';

const BENCHES: Readonly<Record<string, (surroundings: Surroundings) => Promise<readonly Finding[]>>> = {
  append: async (surroundings) => (await benchAppend(await surroundings.database())).map(rateFinding),
  command: benchCommand,
  projecting: async (surroundings) => [rateFinding(await benchProjecting(await surroundings.database()))],
  view: benchView,
  import: benchImport,
  volume: benchVolume,
};
const LOGS = ['postgres'];

const { values } = parseArgs({ options: { only: { type: 'string' }, log: { type: 'string', default: 'postgres' } } });
const wanted = values.only?.split(',') ?? Object.keys(BENCHES);
const unknown = wanted.filter((name) => !(name in BENCHES));
if (unknown.length > 0) throw new Error(`--only: expected some of ${Object.keys(BENCHES).join(',')}, got ${unknown.join(',')}`);
if (!LOGS.includes(values.log)) throw new Error(`--log: expected one of ${LOGS.join(', ')}, got ${values.log}`);

const surroundings = await startSurroundings();
try {
  const findings: Finding[] = [];
  for (const name of wanted) {
    console.log(`\n${name}`);
    for (const finding of await BENCHES[name]!(surroundings)) {
      console.log(`  ${describeFinding(finding)}`);
      findings.push(finding);
    }
  }
  console.log(`\n${table(findings)}`);
} finally {
  await surroundings.stop();
}
