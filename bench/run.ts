/**
 * `npm run bench [-- --only append,import] [--log esdb]`: every figure beside its floor, measured in the same run. Judges
 * nothing by its exit code: how fast a machine is today is not a defect.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchAppend } from './append.js';
import { benchCommand } from './command.js';
import { benchEventStoreAppend, benchEventStoreCatchUp } from './eventstoredb.js';
import { benchImport } from './import.js';
import { benchProjecting } from './projecting.js';
import { benchRebuild } from './rebuild.js';
import { describeFinding, rateFinding, table, type Finding } from './report.js';
import { benchVerifyLog } from './verify-log.js';
import { benchView } from './view.js';
import { benchVisible } from './visible.js';
import { benchShards } from './shards.js';
import { benchTally } from './tally.js';
import { startSurroundings, type Surroundings } from './surroundings.js';
import { benchVolume } from './volume.js';

type Bench = (surroundings: Surroundings) => Promise<readonly Finding[]>;

const ON_POSTGRES: Readonly<Record<string, Bench>> = {
  append: async (surroundings) => (await benchAppend(await surroundings.database())).map(rateFinding),
  command: benchCommand,
  projecting: async (surroundings) => [rateFinding(await benchProjecting(await surroundings.database()))],
  rebuild: async (surroundings) => benchRebuild(await surroundings.database()),
  tally: () => Promise.resolve(benchTally()),
  shards: async (surroundings) => [rateFinding(await benchShards(await surroundings.database()))],
  'verify-log': async (surroundings) => [rateFinding(await benchVerifyLog(await surroundings.database(), join(await surroundings.folder(), 'sealing.json')))],
  view: benchView,
  visible: (surroundings) => benchVisible(surroundings),
  import: benchImport,
  volume: benchVolume,
};
/** What is measured on an EventStoreDB is measured against its bare client. */
const onEventStore = (url: string): Readonly<Record<string, Bench>> => ({
  append: (surroundings) => benchEventStoreAppend(surroundings, url),
  'catch-up': (surroundings) => benchEventStoreCatchUp(surroundings, url),
  visible: (surroundings) => benchVisible(surroundings, url),
});
const LOGS = ['postgres', 'esdb'];

const { values } = parseArgs({ options: { only: { type: 'string' }, log: { type: 'string', default: 'postgres' } } });
if (!LOGS.includes(values.log)) throw new Error(`--log: expected one of ${LOGS.join(', ')}, got ${values.log}`);
const server = process.env['ESDB_URL'];
if (values.log === 'esdb' && !server) {
  console.error('bench: --log esdb measures a running EventStoreDB, and ESDB_URL names none (esdb://127.0.0.1:2113?tls=false); nothing was measured');
  process.exit(2);
}
const benches = values.log === 'esdb' ? onEventStore(server!) : ON_POSTGRES;
const wanted = values.only?.split(',') ?? Object.keys(benches);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) throw new Error(`--only: expected some of ${Object.keys(benches).join(',')}, got ${unknown.join(',')}`);

const surroundings = await startSurroundings();
try {
  const findings: Finding[] = [];
  for (const name of wanted) {
    console.log(`\n${name}`);
    for (const finding of await benches[name]!(surroundings)) {
      console.log(`  ${describeFinding(finding)}`);
      findings.push(finding);
    }
  }
  console.log(`\n${table(findings)}`);
} finally {
  await surroundings.stop();
}
