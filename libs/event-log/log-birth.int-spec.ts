import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUuid } from '#libs/platform/uuid.js';
import type { TestDatabase } from '../../test/support/postgres.js';
import { createTestDatabase } from '../../test/support/postgres.js';
import { LogMismatch, openLog, randomLogId } from './log-birth.js';
import { isLogId } from './position-token.js';
import { PostgresEventLog } from './postgres/postgres-event-log.js';

describe('the birth of a log', () => {
  let database: TestDatabase;
  let processes: PostgresEventLog[];
  beforeAll(async () => {
    database = await createTestDatabase();
    processes = [1, 2, 3].map(() => new PostgresEventLog(database.url));
  });
  afterAll(async () => {
    await Promise.all(processes.map((each) => each.close()));
    await database.drop();
  });

  it('happens once when many processes start at the same time, and all agree on it', async () => {
    const identities = await Promise.all(Array.from({ length: 20 }, (_, n) => openLog(processes[n % 3]!, { businessZone: 'Europe/Paris' })));
    expect(new Set(identities.map(({ logId }) => logId)).size).toBe(1);
    const [log] = processes;
    const events = await log!.readAll(0n, 100);
    expect(events.map(({ stream, type, revision }) => ({ stream, type, revision }))).toEqual([{ stream: 'log', type: 'LogOpened', revision: 0 }]);
    expect(JSON.parse(events[0]!.data)).toEqual({ logId: identities[0]!.logId, businessZone: 'Europe/Paris', format: 1 });
    expect(JSON.parse(events[0]!.metadata)).toMatchObject({ v: 1, n: 1, of: 1, caller: 'service:annals', actor: 'system:annals', verified: false });
    expect(await openLog(log!, { businessZone: 'Europe/Paris', newLogId: () => 'aaaaaaaa' })).toEqual(identities[0]);
  });

  it('refuses a process that counts days in another zone, and says what to do', async () => {
    const opening = openLog(processes[0]!, { businessZone: 'Europe/Berlin' });
    await expect(opening).rejects.toBeInstanceOf(LogMismatch);
    await expect(opening).rejects.toThrow('the log counts days in Europe/Paris, this process is set to Europe/Berlin: set it to Europe/Paris');
  });

  it('refuses a log of another format, and one that is none of Annals', async () => {
    const birthWith = async (type: string, data: object): Promise<unknown> => {
      const other = await createTestDatabase();
      const log = new PostgresEventLog(other.url);
      try {
        await log.append('log', 'no-stream', [{ id: randomUuid(), type, commandId: randomUuid(), data: JSON.stringify(data), metadata: '{}' }]);
        return await openLog(log, { businessZone: 'Europe/Paris' }).catch((error: unknown) => error);
      } finally {
        await log.close();
        await other.drop();
      }
    };
    expect(await birthWith('LogOpened', { logId: 'k7mzq2ab', businessZone: 'Europe/Paris', format: 2 })).toMatchObject({ name: 'LogMismatch', message: 'the log has format 2, this version of Annals reads format 1' });
    expect(await birthWith('OrderPlaced', { logId: 'k7mzq2ab', businessZone: 'Europe/Paris', format: 1 })).toMatchObject({ name: 'LogMismatch' });
    expect(await birthWith('LogOpened', { logId: 'K7' })).toMatchObject({ name: 'LogMismatch' });
  });

  it('makes ids of 8 characters of base32 that use all of their bits', () => {
    const ids = Array.from({ length: 200 }, randomLogId);
    expect(ids.every(isLogId)).toBe(true);
    expect(new Set(ids).size).toBe(200);
    for (let digit = 0; digit < 8; digit += 1) expect(new Set(ids.map((id) => id[digit])).size).toBeGreaterThan(16);
  });
});
