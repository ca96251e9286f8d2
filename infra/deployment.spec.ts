/**
 * What stands in `infra/compose`, `infra/kubernetes` and `infra/gateway`, checked without Docker or a cluster: against the settings a
 * process really knows, the routes it really serves, and what each file says of the others. `test/image.int-spec.ts` runs the Dockerfile.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';
import { packageRoot } from '#libs/platform/package-root.js';
import { readSettings, Settings, settingNames } from '#libs/platform/settings.js';

const COMPOSE = path.join(packageRoot, 'infra/compose');
const KUBERNETES = path.join(packageRoot, 'infra/kubernetes');
const GATEWAY = readFileSync(path.join(packageRoot, 'infra/gateway/nginx.conf'), 'utf8');
/** The image that is built here; all others come from elsewhere. */
const OWN_IMAGE = /^annals(:|$)/;
/** Their images begin as root for a moment and step down by themselves, or name a user of their own: both said in their documentation. */
const OWN_USER = ['postgres', 'eventstore/eventstore'];
/** Longest stop of a server, see `apps/server/host.ts`. */
const SHUTDOWN_SECONDS = 60;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'annals-deployment-'));
  writeFileSync(path.join(folder, 'url'), 'postgres://annals:x@postgres:5432/annals\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// ---------------------------------------------------------------- what both have in common

const isPinned = (image: string): boolean => /@sha256:[0-9a-f]{64}$|:v?\d+\.\d+[\w.-]*$/.test(image);

/** A process with these variables starts, all of them mean something to it, and none is a secret. */
function faultsOfEnvironment(environment: Record<string, string>): string[] {
  const faults = Object.keys(environment).filter((name) => !settingNames.includes(name)).map((name) => `${name} is no setting`);
  try {
    readSettings({ ...environment, ...(environment['DATABASE_URL_FILE'] && { DATABASE_URL_FILE: path.join(folder, 'url') }) });
  } catch (error) {
    faults.push((error as Error).message);
  }
  return faults;
}

function faultsOfSecrecy(environment: Record<string, string>): string[] {
  return Object.entries(environment).flatMap(([name, value]) => [
    ...(/PASSWORD|SECRET|TOKEN|CREDENTIALS|_KEY/.test(name) && !/_FILE$/.test(name) ? [`${name} holds a secret: a file should`] : []),
    ...(/:\/\/[^/@\s]+:[^/@\s]+@/.test(value) ? [`${name} holds a password`] : []),
  ]);
}

const servedRoutes = (): Record<string, unknown> => (JSON.parse(readFileSync(path.join(packageRoot, 'docs/api/openapi.json'), 'utf8')) as { paths: Record<string, unknown> }).paths;

function faultsOfProbe(command: readonly string[]): string[] {
  const [node, program, what, ...more] = command;
  if (node !== 'node' || program !== 'infra/probe.mjs' || more.length > 0) return [`it is not asked by infra/probe.mjs: ${command.join(' ')}`];
  return servedRoutes()[`/health/${what}`] ? [] : [`/health/${what} is not served`];
}

/** Prometheus finds its way to the metrics, which a gateway stands before. */
function faultsOfScraping(annotations: Record<string, string>, containers: readonly Pick<Container, 'ports'>[]): string[] {
  const { scrape, scheme, port, path: route } = Object.fromEntries(Object.entries(annotations).map(([name, value]) => [name.replace('prometheus.io/', ''), value]));
  if (scrape !== 'true') return ['is not scraped'];
  return scheme === 'https' && servedRoutes()[route ?? ''] && containers.some(({ ports = [] }) => ports.some(({ containerPort }) => String(containerPort) === port)) ? [] : [`is scraped where nobody listens: ${scheme}, ${port}, ${route}`];
}

// ---------------------------------------------------------------- Compose

type Reference = string | { readonly source: string; readonly target?: string };
interface ComposeService {
  readonly image: string;
  readonly user?: string;
  readonly restart?: string;
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly profiles?: readonly string[];
  readonly environment?: Record<string, string>;
  readonly secrets?: readonly Reference[];
  readonly configs?: readonly Reference[];
  readonly volumes?: readonly string[];
  readonly networks?: readonly string[];
  readonly network_mode?: string;
  readonly ports?: readonly string[];
  readonly read_only?: boolean;
  readonly stop_grace_period?: string;
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly depends_on?: Record<string, { readonly condition: string }>;
  readonly deploy?: { readonly resources?: { readonly limits?: { readonly cpus?: string; readonly memory?: string } } };
}
interface ComposeFile {
  readonly services: Record<string, ComposeService>;
  readonly secrets: Record<string, { readonly file: string }>;
  readonly configs: Record<string, { readonly file: string }>;
  readonly volumes: Record<string, unknown>;
  readonly networks: Record<string, unknown>;
}

const nameOf = (reference: Reference): string => (typeof reference === 'string' ? reference : reference.source);
const placeOf = (reference: Reference): string => {
  const target = typeof reference === 'string' ? reference : (reference.target ?? reference.source);
  return target.startsWith('/') ? target : `/run/secrets/${target}`;
};

function faultsOfCompose(text: string): string[] {
  const file = parse(text, { merge: true }) as ComposeFile;
  const faults: string[] = [];
  const used = new Set<string>();
  const known = (kind: 'secrets' | 'configs' | 'volumes' | 'networks', name: string, service: string): void => {
    used.add(`${kind} ${name}`);
    if (!(name in file[kind])) faults.push(`${service}: ${kind} has no ${name}`);
  };
  for (const [name, service] of Object.entries(file.services)) {
    const say = (...texts: readonly string[]): void => void faults.push(...texts.map((one) => `${name}: ${one}`));
    const environment = Object.fromEntries(Object.entries(service.environment ?? {}).map(([key, value]) => [key, String(value)]));
    const endsByItself = service.restart === 'on-failure' || service.profiles !== undefined;
    for (const secret of service.secrets ?? []) known('secrets', nameOf(secret), name);
    for (const config of service.configs ?? []) known('configs', nameOf(config), name);
    for (const network of service.networks ?? []) known('networks', network, name);
    for (const [source] of (service.volumes ?? []).map((volume) => volume.split(':') as [string])) {
      if (source.startsWith('./secrets/')) continue;
      if (!source.startsWith('.')) known('volumes', source, name);
      else if (!existsSync(path.join(COMPOSE, source))) say(`there is no ${source}`);
    }
    for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
      const waited = file.services[other];
      if (!waited) say(`depends on ${other}, which is no service`);
      else if (condition === 'service_healthy' && (!waited.healthcheck || waited.healthcheck.disable)) say(`waits for the health of ${other}, which has no check`);
      else if (condition === 'service_completed_successfully' && waited.restart !== 'on-failure') say(`waits for the end of ${other}, which is started again`);
    }
    if (service.network_mode && !(service.network_mode.replace(/^service:/, '') in file.services)) say(`shares the network of no service: ${service.network_mode}`);
    if (!isPinned(service.image)) say(`image ${service.image} is not pinned`);
    if (!OWN_USER.includes(service.image.split(':')[0]!) && !/^[1-9]\d*:[1-9]\d*$/.test(service.user ?? '')) say('runs as root, or as nobody knows who');
    const { cpus, memory } = service.deploy?.resources?.limits ?? {};
    if (!cpus || !memory) say('has no limits');
    if (!endsByItself && service.restart !== 'unless-stopped') say('is not started again');
    if (!endsByItself && !service.healthcheck?.test) say('has no health check');
    for (const port of service.ports ?? []) if (!port.startsWith('127.0.0.1:')) say(`publishes ${port} beyond this machine`);
    say(...faultsOfSecrecy(environment));
    for (const [variable, value] of Object.entries(environment)) {
      if (/^\/run\/secrets\//.test(value) && !(service.secrets ?? []).some((secret) => placeOf(secret) === value)) say(`${variable} names ${value}, which is not mounted`);
    }
    if (!OWN_IMAGE.test(service.image)) continue;
    if (!service.read_only) say('can write to its image');
    if (service.command) continue; // a script in the image, not the server
    say(...faultsOfEnvironment(environment));
    if (service.profiles) continue;
    if (service.networks && service.ports) say('publishes a server that has no access control');
    if (!(parseFloat(service.stop_grace_period ?? '0') > SHUTDOWN_SECONDS)) say('is killed before it has stopped');
    const [cmd, ...command] = service.healthcheck?.test ?? [];
    if (cmd === 'CMD') say(...faultsOfProbe(command));
  }
  const script = readFileSync(path.join(COMPOSE, 'make-secrets.sh'), 'utf8');
  for (const [name, { file: source }] of Object.entries(file.secrets)) {
    const made = source.replace(/^\.\/secrets\//, '').replace(/_[123]\.(crt|key)$/, '_?.$1');
    if (!source.startsWith('./secrets/') || !script.includes(made)) faults.push(`secret ${name}: nobody makes ${source}`);
  }
  for (const [name, { file: source }] of Object.entries(file.configs)) if (!existsSync(path.join(COMPOSE, source))) faults.push(`config ${name}: there is no ${source}`);
  for (const kind of ['secrets', 'configs', 'volumes', 'networks'] as const) {
    for (const name of Object.keys(file[kind])) if (!used.has(`${kind} ${name}`)) faults.push(`nobody uses ${name} of ${kind}`);
  }
  return faults;
}

describe('infra/compose', () => {
  const text = readFileSync(path.join(COMPOSE, 'compose.yaml'), 'utf8');

  it('names what exists, gives every service its limits, checks and user, and no secret', () => expect(faultsOfCompose(text)).toEqual([]));

  it('has what it should have', () => {
    const { services } = parse(text, { merge: true }) as ComposeFile;
    expect(Object.keys(services)).toEqual(expect.arrayContaining(['eventstore-1', 'eventstore-2', 'eventstore-3', 'postgres', 'redis', 'api', 'projector', 'worker']));
    for (const role of ['api', 'projector', 'worker']) expect(services[role]!.environment!['ANNALS_ROLES']).toBe(role);
    // The key files lie apart from all data, and one process may make each.
    const keys = Object.entries(services).filter(([, { volumes }]) => volumes?.includes('keys:/var/lib/annals/keys'));
    expect(keys.map(([name]) => name)).toEqual(['projector', 'worker']);
    expect(services['api']!.network_mode).toBe('service:gateway');
  });

  it.each([
    ['an unknown setting', 'ANNALS_ROLES: worker', 'ANNALS_ROLE: worker', 'worker: ANNALS_ROLE is no setting'],
    ['a wrong value', 'ANNALS_ROLES: worker', 'ANNALS_ROLES: wrker', /^worker: ANNALS_ROLES: expected some of api, projector, worker/],
    ['a secret that nobody mounts', 'secrets: [postgres_password, annals_password]', 'secrets: [annals_password]', 'postgres: POSTGRES_PASSWORD_FILE names /run/secrets/postgres_password, which is not mounted'],
    ['a secret in the environment', 'POSTGRES_PASSWORD_FILE: /run/secrets/postgres_password', 'POSTGRES_PASSWORD: changeit', 'postgres: POSTGRES_PASSWORD holds a secret: a file should'],
    ['an image that moves', 'postgres:18.6-trixie', 'postgres:latest', 'postgres: image postgres:latest is not pinned'],
    ['a port for everybody', '127.0.0.1:8443:8443', '8443:8443', 'gateway: publishes 8443:8443 beyond this machine'],
    ['a route that is not served', '[CMD, node, infra/probe.mjs, ready]', '[CMD, node, infra/probe.mjs, fine]', 'api: /health/fine is not served'],
    ['a service that is not there', 'network_mode: service:gateway\n    depends_on', 'network_mode: service:proxy\n    depends_on', 'api: shares the network of no service: service:proxy'],
    ['a volume that is not there', "'imports:/var", "'reports:/var", 'cli: volumes has no reports'],
    ['root', 'user: 1000:1000', "user: '0'", 'api: runs as root, or as nobody knows who'],
    ['no limits', '{ limits: { cpus: \'1\', memory: 512M } }', '{}', 'redis: has no limits'],
    ['a stop that is too short', 'stop_grace_period: 70s', 'stop_grace_period: 10s', 'projector: is killed before it has stopped'],
  ] as const)('would be refused with %s', (_, good, bad, fault) => {
    expect(text).toContain(good);
    expect(faultsOfCompose(text.replace(good, bad))).toContainEqual(typeof fault === 'string' ? fault : expect.stringMatching(fault));
  });

  const openssl = spawnSync('openssl', ['version']).status === 0 ? it : it.skip;
  openssl('makes every secret once, so that only its owner finds it, and never what is there already', () => {
    const secrets = path.join(folder, 'secrets');
    const make = () => spawnSync('sh', [path.join(COMPOSE, 'make-secrets.sh'), secrets], { encoding: 'utf8' });
    const contents = () => (readdirSync(secrets, { recursive: true }) as string[]).sort().filter((name) => statSync(path.join(secrets, name)).isFile()).map((name) => [name, readFileSync(path.join(secrets, name), 'utf8')]);
    expect(make()).toMatchObject({ status: 0, stderr: '' });
    const first = contents();
    const { secrets: wanted } = parse(text, { merge: true }) as ComposeFile;
    for (const { file } of Object.values(wanted)) expect(statSync(path.join(folder, file)).size).toBeGreaterThan(0);
    expect(statSync(secrets).mode & 0o777).toBe(0o700);
    for (const key of ['authorities/eventstore.key', 'authorities/callers.key', 'caller.key', 'redis_password']) expect(statSync(path.join(secrets, key)).mode & 0o077).toBe(0);
    for (const node of [1, 2, 3]) expect(spawnSync('openssl', ['verify', '-x509_strict', '-purpose', 'sslserver', '-verify_hostname', `eventstore-${node}`, '-CAfile', path.join(secrets, 'eventstore-ca/ca.crt'), path.join(secrets, `eventstore_${node}.crt`)]).status).toBe(0);
    expect(make()).toMatchObject({ status: 0, stderr: '' });
    expect(contents()).toEqual(first);
    expect(readFileSync(path.join(packageRoot, '.gitignore'), 'utf8')).toContain('infra/compose/secrets/');
  });
});

// ---------------------------------------------------------------- Kubernetes

interface Probe {
  readonly exec?: { readonly command: readonly string[] };
  readonly tcpSocket?: { readonly port: string | number };
}
interface Container {
  readonly name: string;
  readonly image: string;
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly envFrom?: readonly { readonly configMapRef?: { readonly name: string } }[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly startupProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly resources?: { readonly requests?: Record<string, string>; readonly limits?: Record<string, string> };
  readonly securityContext?: { readonly allowPrivilegeEscalation?: boolean; readonly readOnlyRootFilesystem?: boolean; readonly capabilities?: { readonly drop?: readonly string[] } };
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string; readonly subPath?: string }[];
}
interface Volume {
  readonly name: string;
  readonly secret?: { readonly items: readonly { readonly path: string }[] };
  readonly projected?: { readonly sources: readonly Pick<Volume, 'secret'>[] };
  readonly configMap?: { readonly name: string };
  readonly emptyDir?: object;
}
interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data?: Record<string, string>;
  readonly spec: {
    readonly selector: Record<string, unknown> & { readonly matchLabels?: Record<string, string> };
    readonly podSelector?: { readonly matchLabels?: Record<string, string> };
    readonly ports?: readonly { readonly targetPort: string }[];
    readonly template: {
      readonly metadata: { readonly labels: Record<string, string>; readonly annotations?: Record<string, string> };
      readonly spec: {
        readonly terminationGracePeriodSeconds?: number;
        readonly securityContext?: { readonly runAsNonRoot?: boolean; readonly runAsUser?: number };
        readonly containers: readonly Container[];
        readonly initContainers?: readonly Container[];
        readonly volumes?: readonly Volume[];
      };
    };
  };
}
interface Kustomization {
  readonly resources?: readonly string[];
  readonly images?: readonly { readonly name: string; readonly newTag: string }[];
  readonly configMapGenerator?: readonly { readonly name: string; readonly behavior?: string; readonly literals?: readonly string[]; readonly files?: readonly string[] }[];
  readonly patches?: readonly { readonly path: string; readonly target: { readonly kind: string } }[];
}

/** As much of Kustomize as is used here; where kubectl is at hand, it renders too. */
function render(place: string): Manifest[] {
  const { resources = [], images = [], configMapGenerator = [], patches = [] } = parse(readFileSync(path.join(place, 'kustomization.yaml'), 'utf8')) as Kustomization;
  const manifests = resources.flatMap((resource) => {
    const found = path.join(place, resource);
    return statSync(found).isDirectory() ? render(found) : parseAllDocuments(readFileSync(found, 'utf8')).map((document) => document.toJS() as Manifest);
  });
  for (const { name, behavior, literals = [], files = [] } of configMapGenerator) {
    const data = Object.fromEntries([...literals.map((literal) => /^([^=]+)=(.*)$/s.exec(literal)!.slice(1)), ...files.map((file) => [file, readFileSync(path.join(place, file), 'utf8')])]) as Record<string, string>;
    const there = manifests.find((manifest) => manifest.kind === 'ConfigMap' && manifest.metadata.name === name);
    if ((behavior === 'merge') !== (there !== undefined)) throw new Error(`ConfigMap ${name}: ${behavior ?? 'create'}, but it is ${there ? 'there' : 'not there'}`);
    if (there) Object.assign(there.data!, data);
    else manifests.push({ kind: 'ConfigMap', metadata: { name }, data } as unknown as Manifest);
  }
  for (const { path: file, target } of patches) {
    for (const { op, path: pointer, value } of parse(readFileSync(path.join(place, file), 'utf8')) as { op: string; path: string; value: unknown }[]) {
      if (op !== 'add' || !pointer.endsWith('/-')) throw new Error(`${file}: only additions to lists are known here`);
      for (const manifest of manifests.filter(({ kind }) => kind === target.kind)) {
        const list = pointer.split('/').slice(1, -1).reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], manifest) as unknown[];
        list.push(structuredClone(value));
      }
    }
  }
  const text = images.reduce((all, { name, newTag }) => all.replaceAll(`"image":"${name}"`, `"image":"${name}:${newTag}"`), JSON.stringify(manifests));
  return JSON.parse(text) as Manifest[];
}

const secretsIn = ({ secret, projected }: Partial<Volume> = {}): readonly { readonly path: string }[] => [secret, ...(projected?.sources ?? []).map((source) => source.secret)].flatMap((one) => one?.items ?? []);

function faultsOfManifests(manifests: readonly Manifest[]): string[] {
  const faults: string[] = [];
  const deployments = manifests.filter(({ kind }) => kind === 'Deployment');
  const configMaps = new Map(manifests.filter(({ kind }) => kind === 'ConfigMap').map(({ metadata, data }) => [metadata.name, data!]));
  const covers = (labels: Record<string, unknown>, { spec }: Manifest): boolean => Object.entries(labels).every(([key, value]) => spec.template.metadata.labels[key] === value);
  for (const { kind, metadata } of manifests) if (kind === 'Secret') faults.push(`${metadata.name}: a secret belongs in no repository`);
  for (const { kind, metadata, spec } of manifests.filter(({ kind: one }) => ['Service', 'PodDisruptionBudget', 'NetworkPolicy'].includes(one))) {
    const labels = spec.podSelector ? (spec.podSelector.matchLabels ?? {}) : (spec.selector.matchLabels ?? spec.selector);
    const chosen = deployments.filter((deployment) => covers(labels, deployment));
    if (chosen.length === 0) faults.push(`${kind} ${metadata.name} chooses no pod`);
    const ports = chosen.flatMap(({ spec: { template } }) => [...template.spec.containers, ...(template.spec.initContainers ?? [])].flatMap((container) => container.ports ?? []).map((port) => port.name));
    if (kind === 'Service') for (const { targetPort } of spec.ports!) if (!ports.includes(targetPort)) faults.push(`Service ${metadata.name}: nobody listens on ${targetPort}`);
  }
  for (const deployment of deployments) {
    const { metadata: { name }, spec: { selector, template } } = deployment;
    const { containers, initContainers = [], volumes = [], securityContext, terminationGracePeriodSeconds = 30 } = template.spec;
    const say = (...texts: readonly string[]): void => void faults.push(...texts.map((one) => `${name}: ${one}`));
    if (!covers(selector.matchLabels!, deployment)) say('does not choose its own pods');
    if (!manifests.some(({ kind, spec }) => kind === 'PodDisruptionBudget' && covers(spec.selector.matchLabels!, deployment))) say('has no disruption budget');
    if (!securityContext?.runAsNonRoot || !securityContext.runAsUser) say('may run as root');
    if (terminationGracePeriodSeconds <= SHUTDOWN_SECONDS) say('is killed before it has stopped');
    say(...faultsOfScraping(template.metadata.annotations ?? {}, [...containers, ...initContainers]));
    for (const volume of volumes) if (volume.configMap && !configMaps.has(volume.configMap.name)) say(`there is no ConfigMap ${volume.configMap.name}`);
    for (const container of [...containers, ...initContainers]) {
      const own = (...texts: readonly string[]): void => say(...texts.map((one) => `${container.name}: ${one}`));
      if (!isPinned(container.image)) own(`image ${container.image} is not pinned`);
      for (const part of ['requests', 'limits'] as const) for (const what of ['cpu', 'memory']) if (!container.resources?.[part]?.[what]) own(`has no ${part} of ${what}`);
      const { allowPrivilegeEscalation, readOnlyRootFilesystem, capabilities } = container.securityContext ?? {};
      if (allowPrivilegeEscalation !== false || !readOnlyRootFilesystem || !capabilities?.drop?.includes('ALL')) own('may do more than it needs');
      for (const kind of ['startupProbe', 'readinessProbe', 'livenessProbe'] as const) {
        const { exec, tcpSocket } = container[kind] ?? {};
        if (exec) own(...faultsOfProbe(exec.command));
        else if (tcpSocket === undefined) own(`has no ${kind}`);
        else if (OWN_IMAGE.test(container.image) || !container.ports?.some((port) => port.name === tcpSocket.port)) own(`${kind} asks where nobody listens`);
      }
      for (const mount of container.volumeMounts ?? []) if (!volumes.some((volume) => volume.name === mount.name)) own(`there is no volume ${mount.name}`);
      const environment = Object.fromEntries([
        ...(container.envFrom ?? []).flatMap(({ configMapRef }) => {
          const data = configMaps.get(configMapRef!.name);
          if (!data) own(`there is no ConfigMap ${configMapRef!.name}`);
          return Object.entries(data ?? {});
        }),
        ...(container.env ?? []).map(({ name: variable, value }) => [variable, value ?? ''] as const),
      ]);
      own(...faultsOfSecrecy(environment));
      if (!OWN_IMAGE.test(container.image)) continue;
      own(...faultsOfEnvironment(environment));
      const files = (container.volumeMounts ?? []).flatMap(({ name: volume, mountPath }) => secretsIn(volumes.find((one) => one.name === volume)).map((item) => `${mountPath}/${item.path}`));
      for (const [variable, file] of Object.entries(environment)) if (variable.endsWith('_FILE') && !files.includes(file)) own(`${variable} names ${file}, which is not mounted`);
      // Where ANNALS_DATA is in the image; see the Dockerfile.
      if (!files.includes('/var/lib/annals/keys/master.json')) own('has no key file');
      // Those that seal, and nobody else.
      if (files.includes('/var/lib/annals/keys/sealing.json') !== (environment['ANNALS_ROLES'] ?? 'worker').split(',').includes('worker')) own('has no sealing key, or has one without sealing');
    }
  }
  return faults;
}

describe.each(['base', 'eventstoredb'])('infra/kubernetes/%s', (layer) => {
  const place = path.join(KUBERNETES, layer);

  it('names what exists, gives every container its limits, probes and user, and holds no secret', () => expect(faultsOfManifests(render(place))).toEqual([]));

  const kubectl = spawnSync('kubectl', ['version', '--client']).status === 0 ? it : it.skip;
  kubectl('is rendered alike by kubectl', () => {
    const { stdout, stderr, status } = spawnSync('kubectl', ['kustomize', place], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    const manifests = parseAllDocuments(stdout).map((document) => document.toJS() as Manifest);
    expect(faultsOfManifests(manifests)).toEqual([]);
    const names = (all: readonly Manifest[]): string[] => all.map(({ kind, metadata }) => `${kind} ${metadata.name.replace(/-[a-z0-9]{10}$/, '')}`).sort();
    expect(names(manifests)).toEqual(names(render(place)));
  });
});

describe('infra/kubernetes', () => {
  it('has a deployment for each role', () => {
    const roles = render(path.join(KUBERNETES, 'base')).filter(({ kind }) => kind === 'Deployment').map(({ spec }) => spec.template.spec.containers[0]!.env);
    expect(roles).toEqual(['api', 'projector', 'worker'].map((value) => [{ name: 'ANNALS_ROLES', value }]));
  });

  it.each([
    ['an unknown setting', '"name":"ANNALS_ROLES","value":"worker"', '"name":"ANNALS_ROLE","value":"worker"', 'worker: annals: ANNALS_ROLE is no setting'],
    ['a wrong setting', '"EVENT_LOG":"postgres"', '"EVENT_LOG":"postgresql"', /^api: annals: EVENT_LOG: expected postgres, or the URL/],
    ['a file that is not mounted', '/run/secrets/annals/database/url"', '/run/secrets/annals/url"', 'api: annals: DATABASE_URL_FILE names /run/secrets/annals/url, which is not mounted'],
    ['a password', '"TZ_BUSINESS":', '"EVENT_LOG_PASSWORD":"x","TZ_BUSINESS":', 'api: annals: EVENT_LOG_PASSWORD holds a secret: a file should'],
    ['a probe of nothing', '"command":["node","infra/probe.mjs","ready"]', '"command":["node","infra/probe.mjs","readyz"]', 'api: annals: /health/readyz is not served'],
    ['a probe from outside', '{"exec":{"command":["node","infra/probe.mjs","live"]}', '{"tcpSocket":{"port":3000}', 'api: annals: startupProbe asks where nobody listens'],
    ['nothing to seal with', '"key":"sealing.json","path":"sealing.json"', '"key":"sealing.json","path":"other.json"', 'worker: annals: has no sealing key, or has one without sealing'],
    ['no limit', '"limits":{"cpu":"2","memory":"1Gi"}', '"limits":{"cpu":"2"}', 'api: annals: has no limits of memory'],
    ['root', '"runAsNonRoot":true', '"runAsNonRoot":false', 'api: may run as root'],
    ['a service of nobody', '"targetPort":"https"', '"targetPort":"http"', 'Service api: nobody listens on http'],
    ['an image that moves', '"image":"annals:0.1.0"', '"image":"annals:latest"', 'api: annals: image annals:latest is not pinned'],
    ['metrics where nobody listens', '"prometheus.io/port":"8443"', '"prometheus.io/port":"3000"', 'worker: is scraped where nobody listens: https, 3000, /metrics'],
    ['no budget', '"kind":"PodDisruptionBudget","metadata":{"name":"worker"}', '"kind":"Other","metadata":{"name":"worker"}', 'worker: has no disruption budget'],
  ] as const)('would be refused with %s', (_, good, bad, fault) => {
    const text = JSON.stringify(render(path.join(KUBERNETES, 'base')));
    expect(text).toContain(good);
    expect(faultsOfManifests(JSON.parse(text.replaceAll(good, bad)) as Manifest[])).toContainEqual(typeof fault === 'string' ? fault : expect.stringMatching(fault));
  });
});

describe('infra/gateway', () => {
  it('stands before the address the server listens on by default, and before nothing else', () => {
    const { HOST, PORT } = new Settings();
    expect([...GATEWAY.matchAll(/^ *proxy_pass (.*);/gm)].map(([, target]) => target)).toEqual([`http://${HOST}:${PORT}`]);
    expect(GATEWAY).toMatch(/^ *ssl_verify_client on;/m);
    expect([...GATEWAY.matchAll(/^ *listen (.*);/gm)].map(([, listen]) => listen)).toEqual(['8443 ssl']);
  });

  it('lets through what the server takes', async () => {
    const { MAX_BATCH_BYTES, REQUEST_TIMEOUT_MS } = await import('#apps/api/http/limits.js');
    expect(GATEWAY).toContain(`client_max_body_size ${MAX_BATCH_BYTES / 1_048_576}m;`);
    expect(GATEWAY).toContain(`client_body_timeout ${REQUEST_TIMEOUT_MS / 1_000}s;`);
  });
});
