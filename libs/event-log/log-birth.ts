import { randomBytes } from 'node:crypto';
import { ANNALS_NAMESPACE, uuidV5 } from '#libs/platform/uuid.js';
import type { DomainEvent, EventMetadata } from './domain-event.js';
import type { EventLog, NewEvent, RecordedEvent } from './event-log.js';
import { WrongExpectedRevision } from './event-log.js';
import { isLogId } from './position-token.js';

/** The stream whose first event is the first of the log. */
export const LOG_STREAM = 'log';
/** How this program lays out streams and events. A log of another format needs another program. */
export const LOG_FORMAT = 1;

/** The birth of a log. */
export type LogOpened = DomainEvent<'LogOpened', {
  readonly logId: string;
  /** IANA name. Days are counted in this zone for good: another one would move facts by a day. */
  readonly businessZone: string;
  readonly format: number;
}>;

/** This log was copied from another one. From here on it has an id of its own, because its positions are its own. */
export type LogCopied = DomainEvent<'LogCopied', {
  readonly logId: string;
  /** The log it was copied from. */
  readonly from: string;
}>;
export const LOG_COPIED = 'LogCopied' satisfies LogCopied['type'];

export interface LogIdentity {
  readonly logId: string;
  readonly businessZone: string;
}

export interface OpenLogOptions {
  readonly businessZone: string;
  readonly newLogId?: () => string;
}

/** This process and the log do not belong together. Nothing was written. */
export class LogMismatch extends Error {
  override readonly name = 'LogMismatch';
}

/** 40 random bits: enough that no two logs of one company are taken for each other. */
export function randomLogId(): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
  const bits = BigInt(`0x${randomBytes(5).toString('hex')}`);
  return Array.from({ length: 8 }, (_, digit) => alphabet[Number((bits >> BigInt(35 - 5 * digit)) & 31n)]).join('');
}

/**
 * Who this log is. The first process to ask gives birth to it; any number may ask at the same time.
 *
 * @throws LogMismatch when the log counts days in another zone, or is of another format
 */
export async function openLog(log: EventLog, { businessZone, newLogId = randomLogId }: OpenLogOptions): Promise<LogIdentity> {
  const known = await identityOf(log);
  const birth = known ?? (await giveBirth(log, { logId: newLogId(), businessZone, format: LOG_FORMAT }));
  if (birth.format !== LOG_FORMAT) throw new LogMismatch(`the log has format ${birth.format}, this version of Annals reads format ${LOG_FORMAT}`);
  if (birth.businessZone !== businessZone) {
    throw new LogMismatch(`the log counts days in ${birth.businessZone}, this process is set to ${businessZone}: set it to ${birth.businessZone}, or begin a new log`);
  }
  return { logId: birth.logId, businessZone };
}

async function giveBirth(log: EventLog, data: LogOpened['data']): Promise<LogOpened['data']> {
  try {
    await log.append(LOG_STREAM, 'no-stream', [logOpened(data)]);
    return data;
  } catch (error) {
    if (!(error instanceof WrongExpectedRevision)) throw error;
    return (await identityOf(log))!;
  }
}

/** How the log was opened, under the id it has now. Undefined when it is empty. */
export async function identityOf(log: EventLog): Promise<LogOpened['data'] | undefined> {
  const [birth, ...copies] = await log.readStream(LOG_STREAM);
  if (!birth) return undefined;
  const opened = parseLogOpened(birth);
  const last = copies.at(-1);
  return last ? { ...opened, logId: parseLogCopied(last).logId } : opened;
}

/** Says in a copy that it is one: the last thing a copy is told, and the first that is its own. */
export async function declareCopied(log: EventLog, data: LogCopied['data']): Promise<void> {
  const events = await log.readStream(LOG_STREAM);
  const last = events.at(-1)!;
  if (last.type === LOG_COPIED && parseLogCopied(last).logId === data.logId) return;
  const commandId = uuidV5(ANNALS_NAMESPACE, `copy log ${data.logId}`);
  await log.append(LOG_STREAM, last.revision, [ofTheLog(commandId, last.revision + 1, LOG_COPIED, data)]);
}

function parseLogCopied(event: RecordedEvent): LogCopied['data'] {
  const data = JSON.parse(event.data) as Partial<LogCopied['data']>;
  if (event.type !== LOG_COPIED || !isLogId(data.logId) || !isLogId(data.from)) throw new LogMismatch(`event ${event.revision} of stream ${LOG_STREAM} does not say of which log this is a copy`);
  return { logId: data.logId, from: data.from };
}

function parseLogOpened(event: RecordedEvent): LogOpened['data'] {
  const data = JSON.parse(event.data) as Partial<LogOpened['data']>;
  if (event.type !== 'LogOpened' || !isLogId(data.logId) || typeof data.businessZone !== 'string' || typeof data.format !== 'number') {
    throw new LogMismatch(`the first event of stream ${LOG_STREAM} is not the birth of a log of Annals`);
  }
  return { logId: data.logId, businessZone: data.businessZone, format: data.format };
}

function logOpened(data: LogOpened['data']): NewEvent {
  return ofTheLog(uuidV5(ANNALS_NAMESPACE, `open log ${data.logId}`), 0, 'LogOpened' satisfies LogOpened['type'], data);
}

function ofTheLog(commandId: string, revision: number, type: string, data: object): NewEvent {
  const metadata: EventMetadata = { v: 1, n: 1, of: 1, caller: 'service:annals', actor: 'system:annals', verified: false, correlationId: commandId };
  return { id: uuidV5(commandId, `${LOG_STREAM}/${revision}`), type, commandId, data: JSON.stringify(data), metadata: JSON.stringify(metadata) };
}
