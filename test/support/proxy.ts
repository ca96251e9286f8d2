/** Stands between a client and a server, and does to their connections what networks do. Knows nothing of what is said. */
import net from 'node:net';

export interface Target {
  readonly host: string;
  readonly port: number;
}

export type Side = 'client' | 'server';
type Pair = Readonly<Record<Side, net.Socket>>;

export class Proxy {
  private readonly pairs = new Set<Pair>();
  private listener: net.Server | undefined;
  private swallowing = false;
  private refusing = false;
  private frozen = false;
  private cutting = false;
  private delayMs = 0;
  port = 0;
  /** Connections that were asked for, also in vain. */
  connections = 0;

  /** @param target may be another one later, for connections that are made then: a server comes back at another port */
  constructor(public target: Target) {}

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

  /** Resets each connection in the middle of what is said next on it, by either side: of that a half arrives. Until `mend`. */
  cutInside(): void {
    this.cutting = true;
  }

  mend(): void {
    this.cutting = false;
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

  /** Of the connections that are open now one side is not heard any more, and hears the other. Nothing is lost; until `thaw`. */
  mute(side: Side): void {
    for (const pair of this.pairs) pair[side].pause();
  }

  /** Tells one side of each connection that the other has said all, though it has not. */
  endHalf(side: Side): void {
    for (const pair of this.pairs) pair[side].end();
  }

  /** What is said arrives so many milliseconds later, both ways. */
  delay(milliseconds: number): void {
    this.delayMs = milliseconds;
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
    client.on('data', this.carry(pair, server)).on('error', end).on('close', end);
    const answer = this.carry(pair, client);
    server.on('data', (bytes) => void (this.swallowing || answer(bytes))).on('error', end).on('close', end);
  }

  private carry(pair: Pair, to: net.Socket): (bytes: Buffer) => void {
    const late: Buffer[] = [];
    const write = (bytes: Buffer): void => {
      // Who was told of an end is told nothing more.
      if (!to.writable) return;
      if (!this.cutting) return void to.write(bytes);
      this.pairs.delete(pair);
      to.write(bytes.subarray(0, bytes.length >> 1), () => {
        for (const socket of [pair.client, pair.server]) socket.resetAndDestroy();
      });
    };
    return (bytes) => {
      if (this.delayMs === 0 && late.length === 0) return write(bytes);
      late.push(bytes);
      // Whichever is due, the oldest goes first.
      setTimeout(() => write(late.shift()!), this.delayMs);
    };
  }
}
