/** Annals in a process of its own, as far as a bench needs it: see `server-process.ts`. */
import { fork } from 'node:child_process';
import { once } from 'node:events';

export interface BenchServer {
  /** `http://127.0.0.1:<port>` of Annals. */
  readonly url: string;
  /** The same stack with nothing of Annals in it: see `floor-api.ts`. */
  readonly floorUrl: string;
  /** Resident memory in bytes. */
  memory(): Promise<number>;
  /** Waits until the read models have seen the whole log and it is sealed; then nothing goes on beside what is measured. */
  rest(): Promise<void>;
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly databaseUrl: string;
  readonly keyFile: string;
  readonly cachedEvents?: number;
  /** Default: the log is in the database. */
  readonly eventStore?: { readonly url: string; readonly prefix: string };
}

/** What the process tells, in this order: where it listens, then one answer for each request. */
export type Told = { readonly url: string; readonly floorUrl: string } | { readonly memory: number } | { readonly done: true };
export type Asked = 'memory' | 'rest' | 'stop';

export async function startServer(options: ServerOptions): Promise<BenchServer> {
  const child = fork(new URL('./server-process.ts', import.meta.url), [JSON.stringify(options)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const exited = once(child, 'exit');
  const next = async (): Promise<Told> => {
    const [told] = (await Promise.race([once(child, 'message'), exited.then(([code]) => { throw new Error(`the server of the bench ended with ${String(code)}`); })])) as [Told];
    return told;
  };
  const ask = async (asked: Asked): Promise<Told> => {
    child.send(asked);
    return next();
  };
  const told = await next();
  if (!('url' in told)) throw new Error('the server of the bench did not say where it listens');
  return {
    ...told,
    async memory() {
      const answer = await ask('memory');
      return 'memory' in answer ? answer.memory : Number.NaN;
    },
    async rest() {
      await ask('rest');
    },
    async stop() {
      child.send('stop' satisfies Asked);
      await exited;
    },
  };
}
