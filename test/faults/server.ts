/** A process of Annals that can be killed, frozen and told a wrong time. */
import { spawn, type ChildProcess } from 'node:child_process';
import { packageRoot } from '#libs/platform/package-root.js';

/** Characters of what it said last that are kept. */
const TAIL_LENGTH = 2_000;
/** Milliseconds for a start, and for a stop: it hangs where it takes longer. */
const PATIENCE_MS = 120_000;

export class Server {
  private node: ChildProcess | undefined;
  private exited: Promise<void> = Promise.resolve();
  private expected = true;
  private tail = '';
  /** Where it listens, or did before it ended: another one at each start. */
  url = '';

  constructor(readonly name: string, private readonly environment: Readonly<Record<string, string>>) {}

  /** Resolves when it serves. */
  async start(): Promise<void> {
    const node = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'test/support/server-with-clock.js'], {
      cwd: packageRoot, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: { ...process.env, ...this.environment },
    });
    this.node = node;
    this.expected = false;
    this.tail = '';
    this.exited = new Promise((resolve) => node.once('exit', () => resolve()));
    node.stderr!.on('data', (said: Buffer) => {
      this.tail = (this.tail + said.toString()).slice(-TAIL_LENGTH);
    });
    await this.inTime('start', new Promise<void>((resolve, reject) => {
      let banner = '';
      node.stdout!.on('data', (said: Buffer) => {
        banner += said.toString();
        const found = /http:\/\/[\w.:]+/.exec(banner);
        if (!found) return;
        [this.url] = found;
        resolve();
      });
      void this.exited.then(() => reject(new Error(`${this.name} ended while it started: ${this.tail}`)));
    }));
  }

  /** What it should not have done: end by itself. */
  get complaint(): string | undefined {
    if (this.expected || this.isAlive) return undefined;
    return `${this.name} ended by itself (${this.node!.signalCode ?? this.node!.exitCode}): ${this.tail}`;
  }

  get isAlive(): boolean {
    return this.node !== undefined && this.node.exitCode === null && this.node.signalCode === null;
  }

  /** What it said last. */
  get said(): string {
    return this.tail;
  }

  async kill(): Promise<void> {
    this.expected = true;
    this.node?.kill('SIGKILL');
    await this.exited;
  }

  /** As an operator stops it; it ends in order. */
  async stop(): Promise<void> {
    if (!this.isAlive) return;
    this.expected = true;
    this.node!.kill('SIGTERM');
    await this.inTime('stop', this.exited);
    if (this.node!.exitCode !== 0) throw new Error(`${this.name} did not stop in order (${this.node!.signalCode ?? this.node!.exitCode}): ${this.tail}`);
  }

  freeze(): void {
    this.node!.kill('SIGSTOP');
  }

  thaw(): void {
    this.node!.kill('SIGCONT');
  }

  setClockAhead(milliseconds: number): void {
    this.node!.send(milliseconds);
  }

  private async inTime(what: string, done: Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`${this.name} did not ${what} within ${PATIENCE_MS / 1_000} s: ${this.tail}`)), PATIENCE_MS);
    });
    await Promise.race([done, late]).finally(() => clearTimeout(timer));
  }
}
