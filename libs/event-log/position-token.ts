import type { Position } from './event-log.js';

/** A position as it is shown outside: useless to count with, and bound to its log, as another log means another moment by it. */
export interface PositionToken {
  readonly logId: string;
  readonly position: Position;
}

/** 8 letters and digits of base32 (RFC 4648, lower case): 40 random bits. */
const LOG_ID = '[a-z2-7]{8}';
const TOKEN = new RegExp(`^@(${LOG_ID})\\.(0|[1-9][0-9]{0,18})$`);
const MAX_POSITION = 2n ** 63n - 1n;

/** `@<log id>.<decimal>`: `@k7mzq2ab.1204`. */
export function formatToken(logId: string, position: Position): string {
  return `@${logId}.${position}`;
}

/** The parts of a token, of whatever log. Undefined when the text is none: there is one way to write each position. */
export function parseToken(text: string): PositionToken | undefined {
  const [, logId, decimal] = TOKEN.exec(text) ?? [];
  if (logId === undefined || decimal === undefined) return undefined;
  const position = BigInt(decimal);
  return position <= MAX_POSITION ? { logId, position } : undefined;
}

/** Whether the text can name a log. */
export function isLogId(text: unknown): text is string {
  return typeof text === 'string' && new RegExp(`^${LOG_ID}$`).test(text);
}
