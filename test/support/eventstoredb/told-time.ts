import type { AllStreamResolvedEvent, EventStoreDBClient } from '@eventstore/db-client';
import type { Readable } from 'node:stream';

type Sent = Parameters<EventStoreDBClient['appendToStream']>[1];

/**
 * What time it is for a real server, whose clock cannot be set: its clients are told that an event was created when the test says it
 * was sent. All else is the server's.
 */
export class ToldTime {
  private now: Date | undefined;
  private readonly sent = new Map<string, Date>();

  set(instant: string): void {
    this.now = new Date(instant);
  }

  client(real: EventStoreDBClient): EventStoreDBClient {
    return new Proxy(real, {
      get: (client, name) => {
        const member: unknown = Reflect.get(client, name);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]): unknown => {
          if (name === 'appendToStream') this.note(args[1] as Sent);
          const result: unknown = Reflect.apply(member, client, args);
          if (name === 'readStream' || name === 'readAll' || name === 'subscribeToAll') (result as Readable).on('data', (one: AllStreamResolvedEvent) => this.tell(one));
          return result;
        };
      },
    });
  }

  private note(events: Sent): void {
    if (!this.now) return;
    for (const { id } of [events].flat()) if (!this.sent.has(id)) this.sent.set(id, this.now);
  }

  private tell({ event }: AllStreamResolvedEvent): void {
    const created = event && this.sent.get(event.id);
    if (created) Object.assign(event, { created });
  }
}
