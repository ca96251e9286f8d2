import { isUuid } from '#libs/platform/uuid.js';
import type { ExpectedRevision, NewEvent } from './event-log.js';
import { AppendTooLarge, MAX_BYTES_PER_APPEND, MAX_EVENTS_PER_APPEND } from './event-log.js';

/** UTF-8 bytes of a stream's name or an event's type. They stand in indexes, which hold little. */
export const MAX_NAME_BYTES = 255;
/** The last revision a stream can reach on every engine. */
const MAX_REVISION = 2 ** 31 - 2;

/**
 * What every adapter checks before anything is sent, so that a bad append fails for its own caller and for nobody else.
 *
 * @returns bytes of `data` and `metadata` together
 * @throws AppendTooLarge beyond the limits of the port
 * @throws RangeError when an engine could not store it as it is; the message names the event and the field, not the content
 */
export function checkAppend(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): number {
  checkName('stream', stream);
  if (typeof expected === 'number' && !(Number.isInteger(expected) && expected >= 0 && expected <= MAX_REVISION)) {
    throw new RangeError(`an expected revision is an integer from 0 to ${MAX_REVISION}, got ${expected}`);
  }
  if (events.length === 0) throw new RangeError(`an append to ${stream} holds no event`);
  if (events.length > MAX_EVENTS_PER_APPEND) throw new AppendTooLarge('events', events.length, MAX_EVENTS_PER_APPEND);

  const bytes = events.reduce((sum, event) => sum + Buffer.byteLength(event.data) + Buffer.byteLength(event.metadata), 0);
  if (bytes > MAX_BYTES_PER_APPEND) throw new AppendTooLarge('bytes', bytes, MAX_BYTES_PER_APPEND);

  if (new Set(events.map(({ id }) => id)).size < events.length) throw new RangeError(`an append to ${stream} holds the same event id twice`);
  for (const [index, event] of events.entries()) {
    const where = `event ${index} of an append to ${stream}`;
    if (!isUuid(event.id)) throw new RangeError(`${where}: id is not a UUID in lower case`);
    if (!isUuid(event.commandId)) throw new RangeError(`${where}: commandId is not a UUID in lower case`);
    checkName(`${where}: type`, event.type);
    checkJson(`${where}: data`, event.data);
    checkJson(`${where}: metadata`, event.metadata);
  }
  return bytes;
}

/** @throws RangeError when no stream or event type can have this name */
export function checkName(what: string, name: string): void {
  checkText(what, name);
  const bytes = Buffer.byteLength(name);
  if (bytes === 0 || bytes > MAX_NAME_BYTES) throw new RangeError(`${what}: a name has 1 to ${MAX_NAME_BYTES} bytes, got ${bytes}`);
  if (name.startsWith('$')) throw new RangeError(`${what}: a name does not begin with $, which marks what is EventStoreDB's own`);
}

/** No JSON text holds this, and on their way to PostgreSQL texts of JSON are told apart by it. */
export const NOT_IN_JSON = '\x1f';

function checkJson(what: string, text: string): void {
  if (text === '') throw new RangeError(`${what} is empty, which no JSON is`);
  if (text.includes(NOT_IN_JSON)) throw new RangeError(`${what} holds U+001F, which JSON does not allow`);
  checkText(what, text);
}

function checkText(what: string, text: string): void {
  if (text.includes('\0')) throw new RangeError(`${what} holds U+0000, which PostgreSQL cannot store`);
  if (LONE_SURROGATE.test(text)) throw new RangeError(`${what} holds half a surrogate pair, which UTF-8 cannot carry`);
  if (text.includes('\\u')) checkEscapes(what, text);
}

/** The same characters written as JSON escapes are stored, but break whoever unpacks the text later, inside PostgreSQL or out. */
function checkEscapes(what: string, text: string): void {
  const escapes = text.replaceAll('\\\\', '');
  if (escapes.includes('\\u0000')) throw new RangeError(`${what} holds U+0000, which PostgreSQL cannot store`);
  if (LONE_SURROGATE_ESCAPE.test(escapes)) throw new RangeError(`${what} holds half a surrogate pair, which UTF-8 cannot carry`);
}

/** With the flag `u` a pair is one character, so only halves match. */
const LONE_SURROGATE = /\p{Surrogate}/u;
const LONE_SURROGATE_ESCAPE = /\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f][0-9a-f]{2})|(?<!\\ud[89ab][0-9a-f]{2})\\ud[c-f][0-9a-f]{2}/i;
