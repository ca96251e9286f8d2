/** Histories into the log, past the commands. */
import type { EventLog } from '#libs/event-log/event-log.js';
import type { PersonalDataCodec } from '#libs/personal-data/codec.js';
import type { Append } from './party-life.js';
import type { Seeded } from './seeded.js';

/** Streams appended to at a time. */
const AT_ONCE = 250;

/** Appends them encrypted, as commands do, many streams at a time; how many events that were. */
export async function fill(log: EventLog, codec: PersonalDataCodec, seeded: Seeded, appends: Iterable<Append>): Promise<number> {
  let waiting = new Map<string, Append>();
  let appended = 0;
  const flush = async (): Promise<void> => {
    const together = [...waiting.values()];
    waiting = new Map();
    await Promise.all(together.map(async ({ stream, subject, events: drafts }) => {
      const commandId = seeded.uuid();
      const identified = drafts.map((event, n) => ({
        id: seeded.uuid(), event,
        metadata: { v: 1, n: n + 1, of: drafts.length, caller: 'service:bench', actor: 'service:bench', verified: false as const, correlationId: commandId },
      }));
      const encoded = await codec.encode(subject, identified);
      await log.append(stream, 'any', identified.map(({ id, event }, n) => ({ id, commandId, type: event.type, ...encoded[n]! })));
      appended += drafts.length;
    }));
  };
  for (const append of appends) {
    const same = waiting.get(append.stream);
    if (same) same.events.push(...append.events);
    else waiting.set(append.stream, append);
    if (waiting.size === AT_ONCE) await flush();
  }
  await flush();
  return appended;
}
