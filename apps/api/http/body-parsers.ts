/**
 * Bodies are decoded strictly: what is not UTF-8 is refused, never garbled. A byte order mark is allowed and dropped.
 * What a body means is checked later, by the operation.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '#libs/platform/refusal.js';
import { MAX_BODY_BYTES } from './limits.js';

const NDJSON = ['application/x-ndjson', 'application/ndjson', 'application/jsonl'];
const UTF8 = new TextDecoder('utf-8', { fatal: true });

export function registerBodyParsers(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer', bodyLimit: MAX_BODY_BYTES }, (request, body, done) => {
    try {
      refuseEncodings(request);
      done(null, body.length === 0 ? undefined : parseJson(body));
    } catch (error) {
      done(error as Refusal);
    }
  });
  // Batches stay a stream: their lines are executed while they arrive.
  fastify.addContentTypeParser(NDJSON, (request, stream, done) => {
    try {
      refuseEncodings(request);
      done(null, stream);
    } catch (error) {
      done(error as Refusal);
    }
  });
}

/**
 * One JSON text in UTF-8.
 * @throws Refusal `invalid-body`, saying where it stops being UTF-8 or JSON, without repeating it
 */
export function parseJson(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = UTF8.decode(bytes);
  } catch {
    throw new Refusal('invalid-body', 'the body is not UTF-8', { errors: [{ path: 'body', expected: `UTF-8; the bytes around ${brokenAt(bytes)} are not` }] });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const at = /at position (\d+)/.exec((error as Error).message)?.[1];
    throw new Refusal('invalid-body', 'the body is not JSON', { errors: [{ path: 'body', expected: `JSON${at === undefined ? '' : `; the first character that does not fit is at ${at}`}` }] });
  }
  // JSON.parse keeps the last of two members of one name, and nobody could say which of them was meant.
  if (namesIn(text) !== membersIn(value)) throw new Refusal('invalid-body', 'an object has two members of one name', { errors: [{ path: 'body', expected: 'each member of an object once' }] });
  return value;
}

/** A text of JSON, and the colon after it where it is the name of a member. */
const TEXT = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g;

function namesIn(json: string): number {
  let names = 0;
  for (const [, colon] of json.matchAll(TEXT)) if (colon !== undefined) names += 1;
  return names;
}

/** Members of all objects in a value, however deep. */
function membersIn(value: unknown): number {
  let members = 0;
  const rest = [value];
  while (rest.length > 0) {
    const one = rest.pop();
    if (typeof one !== 'object' || one === null) continue;
    const inside: unknown[] = Object.values(one);
    if (!Array.isArray(one)) members += inside.length;
    for (const inner of inside) if (typeof inner === 'object') rest.push(inner);
  }
  return members;
}

/** Where bytes stop being UTF-8: the longest valid beginning, found by halving. */
function brokenAt(bytes: Uint8Array): number {
  let [valid, broken] = [0, bytes.length];
  while (valid + 1 < broken) {
    const middle = (valid + broken) >> 1;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
      valid = middle;
    } catch {
      broken = middle;
    }
  }
  return valid;
}

function refuseEncodings({ headers }: FastifyRequest): void {
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) throw new Refusal('unsupported-media-type', `bodies are UTF-8, not ${charset.slice(0, 40)}`);
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') throw new Refusal('unsupported-media-type', `bodies are sent as they are, without Content-Encoding ${encoding.slice(0, 40)}`);
}
