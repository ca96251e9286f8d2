import { readFile } from 'node:fs/promises';
import type { CopyTarget } from '#libs/event-log/copy/copy-log.js';
import { eventStoreClients, InvalidEventStoreAddress, parseCredentials } from '#libs/event-log/eventstoredb/client.js';
import { PostgresEventLog } from '#libs/event-log/postgres/postgres-event-log.js';
import { systemClock } from '#libs/platform/clock.js';
import type { Settings } from '#libs/platform/settings.js';

/**
 * The log that the settings name. Nothing is asked of it yet.
 *
 * @throws InvalidEventStoreAddress when a file that a setting names cannot be used; the message holds no secret
 */
export async function chosenLog(settings: Settings, databaseUrl: string): Promise<CopyTarget> {
  if (settings.EVENT_LOG === 'postgres') return new PostgresEventLog(databaseUrl);
  const makeClient = await eventStoreClients({ url: settings.EVENT_LOG, credentials: await credentialsOf(settings), caFile: settings.EVENT_LOG_CA_FILE });
  const { EventStoreEventLog } = await import('#libs/event-log/eventstoredb/eventstore-event-log.js');
  return new EventStoreEventLog({ makeClient, databaseUrl, prefix: settings.EVENT_LOG_PREFIX ?? '', clock: systemClock, random: Math.random });
}

async function credentialsOf({ EVENT_LOG_CREDENTIALS_FILE: file, EVENT_LOG_USER: username, EVENT_LOG_PASSWORD: password }: Settings): Promise<{ username: string; password: string } | undefined> {
  if (file !== undefined) {
    const text = await readFile(file, 'utf8').catch(() => {
      throw new InvalidEventStoreAddress(`EVENT_LOG_CREDENTIALS_FILE: ${file} cannot be read`);
    });
    try {
      return parseCredentials(text);
    } catch (error) {
      throw new InvalidEventStoreAddress(`EVENT_LOG_CREDENTIALS_FILE: ${(error as Error).message}`);
    }
  }
  if (username === undefined && password === undefined) return undefined;
  if (username === undefined || password === undefined) throw new InvalidEventStoreAddress('EVENT_LOG_USER and EVENT_LOG_PASSWORD: expected both or neither');
  return { username, password };
}
