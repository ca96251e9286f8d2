import { once } from 'node:events';
import { createServer, maxHeaderSize, type RequestListener, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { refuseConnection } from './problem-filter.js';

describe('a connection that is refused', () => {
  let server: Server;
  let socket: Socket;
  afterEach(() => {
    socket.destroy();
    server.close();
  });

  /** A connection to a server that waits for a request no longer than it must; its half stays open, whatever the server does with its own. */
  async function connected(listener: RequestListener): Promise<void> {
    server = createServer({ requestTimeout: 50, headersTimeout: 50, connectionsCheckingInterval: 10 }, listener).on('clientError', refuseConnection).listen(0, '127.0.0.1');
    await once(server, 'listening');
    socket = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', allowHalfOpen: true }).setEncoding('utf8');
  }

  it.each([
    ['what is no HTTP', 'NOT HTTP\r\n\r\n', '400 Bad Request', 'invalid-body'], ['what never arrives whole', 'GET / HTTP/1.1\r\nhost: x\r\n', '408 Request Timeout', 'request-timeout'],
    ['headers without an end', `GET / HTTP/1.1\r\nhost: x\r\nnote: ${'x'.repeat(maxHeaderSize)}`, '431 Request Header Fields Too Large', 'headers-too-large'],
  ])('is told why, and closed though the caller keeps its half open: %s', async (_, bytes, line, code) => {
    await connected(() => undefined);
    const closed = once(await accepted(() => socket.write(bytes)), 'close');
    const [head, body] = (await said()).split('\r\n\r\n');
    expect(head).toContain(`HTTP/1.1 ${line}\r\n`);
    expect(JSON.parse(body!)).toMatchObject({ status: Number(line.slice(0, 3)), code });
    await closed;
  });

  it('is told nothing in the middle of an answer', async () => {
    await connected((_, response) => response.write('begun'));
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    const [begun] = (await once(socket, 'data')) as [string];
    socket.write('NOT HTTP\r\n\r\n');
    expect(begun + await said()).toMatch(/^HTTP\/1\.1 200 OK(?!.*HTTP\/1\.1)/s);
  });

  /** Read without an iterator: that would close our half with theirs. */
  async function said(): Promise<string> {
    let text = '';
    socket.on('data', (part: string) => { text += part; });
    await once(socket, 'end');
    return text;
  }

  /** The end of the connection that is the server's. */
  async function accepted(begin: () => void): Promise<Socket> {
    const connection = once(server, 'connection') as Promise<[Socket]>;
    begin();
    return (await connection)[0];
  }
});
