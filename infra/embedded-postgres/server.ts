import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** Characters of the server's last words that go into an error. */
const TAIL_LENGTH = 8_000;
/** Milliseconds a server may take until it accepts connections; recovery after a crash is the long part. */
const START_TIMEOUT_MS = 300_000;
/** Milliseconds a fast shutdown may take before the server is told to stop at once. */
const STOP_TIMEOUT_MS = 30_000;
const START_ATTEMPTS = 5;

export interface ServerProcess {
  readonly port: number;
  readonly pid: number;
  readonly stop: () => Promise<void>;
  readonly onExit: (listener: (reason: string) => void) => void;
}

export interface ServerCommand {
  /** Program and arguments, without the port. */
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** Starts a server on a free loopback port and waits until it accepts connections. */
export async function startServer(server: ServerCommand): Promise<ServerProcess> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOn(await freePort(), server);
    } catch (error) {
      // Somebody took the port between our look and the server's; or the processes of a server killed alone are still ending.
      const passing = error instanceof Error && /Address already in use|pre-existing shared memory block/.test(error.message);
      if (!passing || attempt === START_ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200 * attempt));
    }
  }
}

async function startOn(port: number, { command, environment }: ServerCommand): Promise<ServerProcess> {
  const [program, ...args] = [...command, '-c', `port=${port}`];
  // In a process group of its own: Ctrl-C in the terminal must reach the application first, which then stops the server.
  const child = spawn(program, args, { env: environment, stdio: ['ignore', 'ignore', 'pipe'], detached: process.platform !== 'win32' });
  await untilReady(child);

  let stopping = false;
  const listeners: ((reason: string) => void)[] = [];
  child.once('exit', (code, signal) => {
    if (!stopping) for (const listener of listeners) listener(signal ? `killed by ${signal}` : `exit code ${code}`);
  });
  return {
    port,
    pid: child.pid!,
    onExit: (listener) => void listeners.push(listener),
    stop: () => {
      stopping = true;
      return stopChild(child);
    },
  };
}

/** Resolves when the server accepts connections; rejects with its last words when it ends instead or takes too long. */
function untilReady(child: ChildProcess): Promise<void> {
  let tail = '';
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGQUIT');
      reject(new Error(`PostgreSQL did not accept connections within ${START_TIMEOUT_MS / 1000} s:\n${tail}`));
    }, START_TIMEOUT_MS);
    const settle = (outcome: () => void) => {
      clearTimeout(timer);
      outcome();
    };
    child.once('error', (error) => settle(() => reject(error)));
    child.once('close', (code, signal) => settle(() => reject(new Error(`PostgreSQL ended while starting (${signal ?? code}):\n${tail}`))));
    child.stderr!.on('data', (chunk: Buffer) => {
      tail = (tail + chunk.toString()).slice(-TAIL_LENGTH);
      if (tail.includes('ready to accept connections')) settle(resolve);
    });
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGQUIT'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
