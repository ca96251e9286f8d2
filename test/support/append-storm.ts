/**
 * A process that appends as fast as it can until it is ended: `node --import ./test/support/typescript.js append-storm.ts <url>`.
 * Prints a line when its first append was answered.
 */
import { PostgresEventLog } from '#libs/event-log/postgres/postgres-event-log.js';
import { randomUuid } from '#libs/platform/uuid.js';

const CALLERS = 8;
/** Bytes of each event: its appends are larger than what the network takes in one go. */
const DATA_BYTES = 4_000;

const log = new PostgresEventLog(process.argv[2]!);
const event = () => ({ id: randomUuid(), type: 'Storm', commandId: randomUuid(), data: JSON.stringify('s'.repeat(DATA_BYTES)), metadata: '{}' });
const append = () => log.append(`storm-${randomUuid()}`, 'no-stream', Array.from({ length: 50 }, event));

await append();
process.stdout.write('appending\n');
await Promise.all(Array.from({ length: CALLERS }, async () => {
  for (;;) await append();
}));
