/** Stands between a client and a server, and does to their connections what networks do. Knows nothing of what is said. */
import net from 'node:net';

export class Proxy {
  private readonly pairs = new Set<{ readonly client: net.Socket; readonly server: net.Socket }>();
  private listener: net.Server | undefined;
  private swallowing = false;
  private refusing = false;
  private frozen = false;
  port = 0;
  /** Connections that were asked for, also in vain. */
  connections = 0;

  constructor(private readonly target: { readonly host: string; readonly port: number }) {}

  async start(): Promise<number> {
    const listener = net.createServer((client) => this.connect(client));
    await new Promise<void>((resolve, reject) => listener.once('error', reject).listen(0, '127.0.0.1', resolve));
    this.listener = listener;
    this.port = (listener.address() as net.AddressInfo).port;
    return this.port;
  }

  /** Resets every connection that is open. */
  cut(): void {
    for (const { client, server } of this.pairs) {
      client.resetAndDestroy();
      server.destroy();
    }
    this.pairs.clear();
  }

  /** Cuts all, and lets nobody in until `admit`. */
  refuse(): void {
    this.refusing = true;
    this.cut();
  }

  admit(): void {
    this.refusing = false;
  }

  /** What the server says does not arrive any more; what it is asked, it does. Until `cut`. */
  swallowAnswers(): void {
    this.swallowing = true;
  }

  /** Holds everything back, both ways, until `thaw`: a server that is stopped. */
  freeze(): void {
    this.frozen = true;
    this.freezeOpen();
  }

  /** Holds back what the connections carry that are open now: a network that has forgotten them. Others work. */
  freezeOpen(): void {
    for (const { client, server } of this.pairs) {
      client.pause();
      server.pause();
    }
  }

  thaw(): void {
    this.frozen = false;
    for (const { client, server } of this.pairs) {
      client.resume();
      server.resume();
    }
  }

  async stop(): Promise<void> {
    const { listener } = this;
    this.cut();
    if (listener) await new Promise<void>((resolve) => listener.close(() => resolve()));
  }

  private connect(client: net.Socket): void {
    this.connections += 1;
    if (this.refusing) return void client.resetAndDestroy();
    const server = net.connect({ ...this.target, noDelay: true });
    client.setNoDelay(true);
    const pair = { client, server };
    this.pairs.add(pair);
    this.swallowing = false;
    const end = (): void => {
      this.pairs.delete(pair);
      client.destroy();
      server.destroy();
    };
    if (this.frozen) for (const socket of [client, server]) socket.pause();
    client.on('data', (bytes) => server.write(bytes)).on('error', end).on('close', end);
    server.on('data', (bytes) => void (this.swallowing || client.write(bytes))).on('error', end).on('close', end);
  }
}
