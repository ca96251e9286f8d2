/** HTTP over kept connections with as little around it as Node allows, so that what is measured is the server. */
import http from 'node:http';

export interface HttpReply {
  readonly status: number;
  readonly body: string;
}

export class HttpCalls {
  private readonly agent: http.Agent;

  constructor(private readonly url: string, connections: number) {
    this.agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  }

  get(path: string): Promise<HttpReply> {
    return this.request('GET', path, undefined, {});
  }

  post(path: string, body: string, headers: Readonly<Record<string, string>>): Promise<HttpReply> {
    return this.request('POST', path, body, { 'content-type': 'application/json', ...headers });
  }

  close(): void {
    this.agent.destroy();
  }

  private request(method: string, path: string, body: string | undefined, headers: Readonly<Record<string, string>>): Promise<HttpReply> {
    return new Promise((resolve, reject) => {
      const request = http.request(new URL(path, this.url), { method, agent: this.agent, headers: { ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
        response.on('error', reject);
      });
      request.on('error', reject);
      request.end(body);
    });
  }
}

/** The answer, or an error where it is not what a bench expects: a fast refusal must not pass for a fast answer. */
export function expectStatus(expected: number, { status, body }: HttpReply): string {
  if (status !== expected) throw new Error(`expected ${expected}, got ${status}: ${body.slice(0, 300)}`);
  return body;
}
