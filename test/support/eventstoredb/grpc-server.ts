/** gRPC over HTTP/2 as far as the simulator needs it: whole messages in, many messages out in one write, a status at the end. */
import http2 from 'node:http2';
import type net from 'node:net';

/** How a call ends that fails. */
export class GrpcFailure extends Error {
  override readonly name = 'GrpcFailure';
  constructor(readonly code: number, message: string, readonly trailers: Readonly<Record<string, string>> = {}) {
    super(message);
  }
}

/** One call of a client. */
export class GrpcCall {
  private readonly inbox: Buffer[] = [];
  private inboxEnded = false;
  private wake = (): void => undefined;
  private partial: Buffer = Buffer.alloc(0);
  private trailers: Record<string, string> = { 'grpc-status': '0' };
  private ended = false;

  constructor(private readonly stream: http2.ServerHttp2Stream, private readonly headers: http2.IncomingHttpHeaders) {
    stream.respond({ ':status': 200, 'content-type': 'application/grpc+proto' }, { waitForTrailers: true });
    stream
      .on('wantTrailers', () => stream.sendTrailers(this.trailers))
      .on('data', (bytes: Buffer) => this.receive(bytes))
      .on('end', () => this.endInbox()).on('close', () => this.endInbox()).on('error', () => this.endInbox());
  }

  header(name: string): string | undefined {
    return this.headers[name] as string | undefined;
  }

  get closed(): boolean {
    return this.ended || this.stream.closed || this.stream.destroyed;
  }

  /** What the client sends, until it has no more to send or is gone. */
  async *messages(): AsyncGenerator<Buffer, void, void> {
    for (;;) {
      const next = this.inbox.shift();
      if (next) yield next;
      else if (this.inboxEnded) return;
      else await this.turn();
    }
  }

  /** Resolves at once, or when the client has taken what was sent before. */
  async send(messages: readonly Uint8Array[]): Promise<void> {
    if (this.closed || messages.length === 0) return;
    const framed = messages.flatMap((message) => {
      const prefix = Buffer.alloc(5);
      prefix.writeUInt32BE(message.length, 1);
      return [prefix, message];
    });
    if (this.stream.write(Buffer.concat(framed))) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.stream.off('drain', done).off('close', done);
        resolve();
      };
      this.stream.on('drain', done).on('close', done);
    });
  }

  end(failure?: GrpcFailure): void {
    if (this.closed) return;
    this.ended = true;
    if (failure) this.trailers = { 'grpc-status': String(failure.code), 'grpc-message': encodeURIComponent(failure.message), ...failure.trailers };
    this.stream.end();
    this.endInbox();
  }

  /** Resolves when something came, or nothing will. */
  turn(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  /** For whoever waits in {@link turn} for something else than a message. */
  nudge(): void {
    this.wake();
  }

  private receive(bytes: Buffer): void {
    this.partial = this.partial.length > 0 ? Buffer.concat([this.partial, bytes]) : bytes;
    while (this.partial.length >= 5) {
      const length = this.partial.readUInt32BE(1);
      if (this.partial.length < 5 + length) break;
      this.inbox.push(this.partial.subarray(5, 5 + length));
      this.partial = this.partial.subarray(5 + length);
    }
    this.wake();
  }

  private endInbox(): void {
    this.inboxEnded = true;
    this.wake();
  }
}

export class GrpcServer {
  private constructor(private readonly server: http2.Http2Server, private readonly sockets: ReadonlySet<net.Socket>, readonly port: number) {}

  /** @param handle by the path of a method, in lower case. A call without a handler is unimplemented. */
  static async start(handle: Readonly<Record<string, (call: GrpcCall) => Promise<void>>>, { port, tls, maxConcurrentStreams }: {
    readonly port: number; readonly tls: { readonly cert: Buffer; readonly key: Buffer } | undefined; readonly maxConcurrentStreams: number;
  }): Promise<GrpcServer> {
    // What waits for a slow client is held without a limit, as by gRPC's own servers.
    const settings = { settings: { maxConcurrentStreams }, maxSessionMemory: Number.MAX_SAFE_INTEGER };
    const server = tls ? http2.createSecureServer({ ...tls, ...settings }) : http2.createServer(settings);
    const sockets = new Set<net.Socket>();
    server.on(tls ? 'secureConnection' : 'connection', (socket: net.Socket) => {
      socket.setNoDelay(true);
      sockets.add(socket.on('error', () => undefined).on('close', () => sockets.delete(socket)));
    });
    server.on('session', (session: http2.ServerHttp2Session) => void session.on('error', () => undefined));
    server.on('stream', (stream: http2.ServerHttp2Stream, headers: http2.IncomingHttpHeaders) => {
      const call = new GrpcCall(stream.on('error', () => undefined), headers);
      const handler = handle[String(headers[':path']).toLowerCase()];
      if (!handler) return call.end(new GrpcFailure(12, `unimplemented: ${headers[':path']}`));
      handler(call).then(() => call.end(), (failure: GrpcFailure) => call.end(failure));
    });
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', () => resolve()));
    return new GrpcServer(server, sockets, (server.address() as net.AddressInfo).port);
  }

  /** Resets every connection, and takes no more. */
  kill(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }
}
