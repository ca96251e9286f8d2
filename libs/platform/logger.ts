/**
 * What a process says of itself, a JSON object a line. There is a method for each thing it may say, which takes what may be said of it
 * and nothing else: no body, no address, no value of a query or a header, no message of an error, because any of them may be personal.
 */
import { pino, type DestinationStream, type Logger as Lines } from 'pino';

export const LOG_LEVELS = ['error', 'warn', 'info', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** By what the lines about one request, and those of other systems about the same matter, are found. */
export interface Traced {
  readonly requestId: string;
  /** The trace of the caller, or the command: also in the metadata of the events. */
  readonly correlationId?: string | undefined;
}

export interface AnsweredRequest extends Traced {
  readonly method: string;
  /** Its pattern, such as `/v1/parties/:partyId`. */
  readonly route: string;
  readonly status: number;
  readonly milliseconds: number;
}

export class Logger {
  private readonly lines: Lines;

  /** @param to `stdout`, `stderr`, the path of a file, which is appended to, or a stream */
  constructor({ level, to }: { readonly level: LogLevel; readonly to: string | DestinationStream }) {
    const destination = typeof to === 'string' ? pino.destination({ dest: to === 'stdout' ? 1 : to === 'stderr' ? 2 : to, sync: true, mkdir: true }) : to;
    this.lines = pino({ level, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } }, destination);
  }

  started(what: { readonly roles: readonly string[]; readonly logId: string }): void {
    this.lines.info(what, 'started');
  }

  stopped(): void {
    this.lines.info('stopped');
  }

  answered({ requestId, correlationId, method, route, status, milliseconds }: AnsweredRequest): void {
    this.lines.info({ requestId, correlationId, method, route, status, milliseconds: Math.round(milliseconds * 10) / 10 }, 'answered');
  }

  /** A request failed in a way that nobody foresaw. */
  defect(error: unknown, traced?: Traced): void {
    this.lines.error({ requestId: traced?.requestId, correlationId: traced?.correlationId, ...shown(error), at: framesOf(error) }, 'defect');
  }

  batchFailed(error: unknown): void {
    this.lines.warn(shown(error), 'a batch of events failed, trying again');
  }

  backgroundFailed(error: unknown): void {
    this.lines.warn(shown(error), 'work beside requests failed, trying again');
  }

  /** The framework has something to say of how the program is put together; of anything else, that it said something. */
  framework(level: 'error' | 'warn', message: unknown): void {
    this.lines[level]({ said: typeof message === 'string' ? message : shown(message) }, 'framework');
  }
}

/** Its name, and its code where it has one of those that systems give: SQLSTATE, ECONNREFUSED. */
function shown(error: unknown): { readonly error: string; readonly code?: string } {
  const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown };
  return { error: typeof name === 'string' ? name : typeof error, ...(typeof code === 'string' && /^[A-Z0-9_]{2,40}$/.test(code) && { code }) };
}

function framesOf(error: unknown): string[] | undefined {
  return error instanceof Error ? error.stack?.split('\n').filter((line) => line.startsWith('    at ')).map((line) => line.trim().slice('at '.length)) : undefined;
}
