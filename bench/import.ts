/** The register of one quarter of a city, whole, through the command line's import, over HTTP, into a server of its own. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AnnalsClient } from '#apps/cli/client.js';
import { importSirene } from '#apps/cli/import/sirene/import.js';
import { packageRoot } from '#libs/platform/package-root.js';
import type { Finding } from './report.js';
import { startServer, type BenchServer } from './server.js';
import type { Surroundings } from './surroundings.js';

const FILE = path.join(packageRoot, '../shared/data/sirene-historique/etablissement_periodes_lyon4.csv.gz');
const LEAST_PER_SECOND = 300;
const MOST_GROWTH_MB = 150;
const MB = 1024 * 1024;

export async function benchImport(surroundings: Surroundings): Promise<Finding[]> {
  if (!existsSync(FILE)) {
    console.log(`import: left out, because ${FILE} is not there`);
    return [];
  }
  const files = await surroundings.folder();
  const server = await startServer({ databaseUrl: await surroundings.database(), keyFile: path.join(files, 'master.json') });
  try {
    const memory = await MemoryWatch.start(server);
    const client = new AnnalsClient({ url: server.url, caller: 'service:bench', actor: 'service:bench' });
    const started = performance.now();
    const { records, created, rejectedLines } = await importSirene(client, {
      file: FILE, observed: '2025-01-01', dryRun: false, folder: files, onProgress: () => undefined, sleep: (milliseconds) => sleep(milliseconds),
    });
    const seconds = (performance.now() - started) / 1_000;
    const { before, peak, half } = await memory.stop();
    const perSecond = records / seconds;
    const growth = (peak - before) / MB;
    const floor = '';
    return [
      {
        what: `import of ${records} establishments (${created} created, ${rejectedLines} lines rejected)`, ours: `${perSecond.toFixed(0)} establishments/s, ${seconds.toFixed(1)} s in all`, floor,
        ratio: `${perSecond.toFixed(0)}/s`, target: `≥ ${LEAST_PER_SECOND}/s`, reached: perSecond >= LEAST_PER_SECOND,
      },
      {
        what: 'memory of the server during the import', ours: `${(before / MB).toFixed(0)} MB before, ${(peak / MB).toFixed(0)} MB at its peak, ${((peak - half) / MB).toFixed(0)} MB of it in the second half`, floor,
        ratio: `+${growth.toFixed(0)} MB`, target: `≤ ${MOST_GROWTH_MB} MB`, reached: growth <= MOST_GROWTH_MB,
      },
    ];
  } finally {
    await server.stop();
  }
}

/** Looks at a server's memory five times a second. */
class MemoryWatch {
  private readonly seen: number[] = [];
  private readonly watching: Promise<void>;
  private ended = false;

  private constructor(private readonly server: BenchServer, private readonly before: number) {
    this.watching = this.watch();
  }

  static async start(server: BenchServer): Promise<MemoryWatch> {
    return new MemoryWatch(server, await server.memory());
  }

  /** Bytes: at the start, at most, and at most in the first half of the time. */
  async stop(): Promise<{ before: number; peak: number; half: number }> {
    this.ended = true;
    await this.watching;
    return { before: this.before, peak: Math.max(...this.seen), half: Math.max(...this.seen.slice(0, Math.ceil(this.seen.length / 2))) };
  }

  private async watch(): Promise<void> {
    while (!this.ended) {
      this.seen.push(await this.server.memory());
      await sleep(200);
    }
  }
}
