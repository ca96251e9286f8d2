import { EventStoreDBClient } from '@eventstore/db-client';
import { readFile } from 'node:fs/promises';

export interface EventStoreAddress {
  /** `esdb://host:port` of a single node, `esdb://a,b,c` of a cluster or `esdb+discover://name`, with the options of the official client. */
  readonly url: string;
  readonly credentials?: { readonly username: string; readonly password: string } | undefined;
  /** Certificates of the authority to trust, a file in PEM. */
  readonly caFile?: string | undefined;
}

/** The address is not one, or a file it names cannot be read. The message holds no secret. */
export class InvalidEventStoreAddress extends Error {
  override readonly name = 'InvalidEventStoreAddress';
}

const PASSWORD_IN_URL = /^(esdb(?:\+discover)?:\/\/)[^/?@]*@/;

export function isEventStoreUrl(url: string): boolean {
  return /^esdb(\+discover)?:\/\/[^/?]/.test(url);
}

/** The URL as it may be shown. */
export function withoutCredentials(url: string): string {
  return url.replace(PASSWORD_IN_URL, '$1');
}

/**
 * Makes clients for an address; each holds one connection. Checked at once, nothing is asked of the server.
 *
 * @throws InvalidEventStoreAddress
 */
export async function eventStoreClients({ url, credentials, caFile }: EventStoreAddress): Promise<() => EventStoreDBClient> {
  if (!isEventStoreUrl(url)) throw new InvalidEventStoreAddress('expected esdb://host:port or esdb+discover://name:port');
  if (caFile !== undefined) await readFile(caFile).catch(() => { throw new InvalidEventStoreAddress(`the file of certificates ${caFile} cannot be read`); });
  let address = credentials ? withoutCredentials(url).replace('://', `://${encodeURIComponent(credentials.username)}:${encodeURIComponent(credentials.password)}@`) : url;
  if (caFile !== undefined) address += `${address.includes('?') ? '&' : '/?'}tlsCAFile=${encodeURIComponent(caFile)}`;
  const make = (): EventStoreDBClient => {
    try {
      return EventStoreDBClient.connectionString(address);
    } catch {
      // The client's own message repeats what it could not read, and that may be the password.
      throw new InvalidEventStoreAddress(`the official client cannot read ${withoutCredentials(url)}`);
    }
  };
  make();
  return make;
}

/**
 * A user and a password from a text such as a mounted secret: one line, `user:password`.
 * @throws InvalidEventStoreAddress which does not hold the text
 */
export function parseCredentials(text: string): { username: string; password: string } {
  const [, username, password] = /^([^:\s]+):(.+)$/.exec(text.trim()) ?? [];
  if (username === undefined || password === undefined) throw new InvalidEventStoreAddress('expected one line, user:password');
  return { username, password };
}
