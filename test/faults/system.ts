/**
 * What is broken: a PostgreSQL of its own, which syncs as the product's does, and processes of Annals that reach it through a proxy.
 * Where one may be mounted, the cluster lies on a small disk of its own.
 */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { withInstallation, type Installation } from '#apps/cli/installation.js';
import { startPostgres, type EmbeddedPostgres } from '#infra/embedded-postgres/launcher.js';
import { readSettings, type Settings } from '#libs/platform/settings.js';
import { Proxy } from '../support/proxy.js';
import { Disk } from './disk.js';
import { Server } from './server.js';

/** Connections of four processes; and so little WAL that the disk need not be large. */
const POSTGRES = { max_connections: '200', shared_buffers: '128MB', max_wal_size: '256MB' };

export class System {
  /** Takes commands, and carries on what was left behind. */
  readonly api: Server;
  readonly projectors: readonly [Server, Server];
  /** One more projector, which comes and goes. */
  readonly guest: Server;
  private postgresEnded = false;
  private postgresEnds: Promise<void> = Promise.resolve();

  private constructor(private readonly folder: string, private postgres: EmbeddedPostgres, readonly proxy: Proxy, readonly disk: Disk | undefined) {
    const database = new URL(postgres.url);
    database.port = String(proxy.port);
    const server = (name: string, roles: string): Server => new Server(name, { DATABASE_URL: database.toString(), ANNALS_DATA: folder, ANNALS_ROLES: roles, PORT: '0' });
    this.api = server('the API', 'api,worker');
    this.projectors = [server('the first projector', 'projector'), server('the second projector', 'projector')];
    this.guest = server('the third projector', 'projector');
    this.noteEnd();
  }

  static async start(): Promise<System> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'annals-faults-'));
    const data = path.join(folder, 'data');
    await mkdir(data);
    const disk = await Disk.mount(data);
    const postgres = await startPostgres({ dataDir: data, settings: POSTGRES }).catch(async (error: unknown) => {
      await disk?.unmount();
      throw error;
    });
    const proxy = new Proxy(targetOf(postgres));
    await proxy.start();
    const system = new System(folder, postgres, proxy, disk);
    try {
      // The first one makes the tables and the key.
      await system.api.start();
      await Promise.all(system.projectors.map((projector) => projector.start()));
      return system;
    } catch (error) {
      await system.destroy();
      throw error;
    }
  }

  /** Past the proxy. */
  get settings(): Settings {
    return readSettings({ DATABASE_URL: this.postgres.url, ANNALS_DATA: this.folder });
  }

  /** As the command line looks at it. */
  look<T>(work: (installation: Installation) => Promise<T>): Promise<T> {
    return withInstallation(this.settings, work);
  }

  get adminUrl(): string {
    const url = new URL(this.postgres.adminUrl);
    url.pathname = new URL(this.postgres.url).pathname;
    return url.toString();
  }

  /** All of its processes at once. */
  async killPostgres(): Promise<void> {
    const { pid } = this.postgres;
    const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
    for (const one of [pid, ...children.split(' ').filter(Boolean).map(Number)]) {
      try {
        process.kill(one, 'SIGKILL');
      } catch {
        // It had ended already.
      }
    }
    await this.postgresEnds;
  }

  /** Starts it where it has ended. */
  async revivePostgres(): Promise<void> {
    if (!this.postgresEnded) return;
    await this.postgres.stop();
    this.postgres = await startPostgres({ dataDir: path.join(this.folder, 'data'), settings: POSTGRES });
    this.postgresEnded = false;
    this.proxy.target = targetOf(this.postgres);
    this.noteEnd();
  }

  /** What processes did that none should. */
  get complaints(): readonly string[] {
    return this.servers.flatMap(({ complaint }) => complaint ?? []);
  }

  /** What processes said last. */
  get said(): string {
    return this.servers.filter(({ said }) => said !== '').map(({ name, said }) => `${name} said last: ${said}`).join('\n');
  }

  /** As an operator stops them; what is in the database can be looked at still. */
  async stopServers(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.stop()));
  }

  /** Leaves nothing behind, whatever state it is in. */
  async destroy(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.kill()));
    await this.proxy.stop();
    await this.disk?.clear();
    await this.postgres.stop();
    await this.disk?.unmount();
    await rm(this.folder, { recursive: true });
  }

  private get servers(): readonly Server[] {
    return [this.api, ...this.projectors, this.guest];
  }

  private noteEnd(): void {
    this.postgresEnds = new Promise((resolve) => this.postgres.onExit(() => {
      this.postgresEnded = true;
      resolve();
    }));
  }
}

const targetOf = ({ url }: EmbeddedPostgres): Proxy['target'] => ({ host: '127.0.0.1', port: Number(new URL(url).port) });
