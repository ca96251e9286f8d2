import { randomUUID } from 'node:crypto';
import type { ProblemDocument } from '#apps/api/http/problem-document.js';

/** What came back over HTTP. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown> & Partial<ProblemDocument>;
}

/** Sends one request; a body that is no Buffer and no text is sent as JSON. Commands get a fresh key unless one is given. */
export async function send(url: string, method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
  const raw = body === undefined || typeof body === 'string' || Buffer.isBuffer(body);
  const response = await fetch(new URL(path, url), {
    method,
    headers: { 'idempotency-key': randomUUID(), ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: raw ? (Buffer.isBuffer(body) ? new Uint8Array(body) : body) : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: (text === '' ? {} : JSON.parse(text)) as Reply['body'] };
}
