import type { EventStoreDBClient } from '@eventstore/db-client';
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

const ADDRESS = /^(esdb(?:\+discover)?:\/\/)(?:(.*)@)?([^@?]+)(?:\?(.*))?$/;
/** Of the official client. Any other it would ignore, and print with the whole address, password and all. */
const OPTIONS = new Map(['connectionName', 'defaultDeadline', 'discoveryInterval', 'gossipTimeout', 'keepAliveInterval', 'keepAliveTimeout', 'maxDiscoverAttempts', 'tls', 'tlsCAFile', 'tlsVerifyCert', 'userCertFile', 'userKeyFile']
  .map((name) => [name.toLowerCase(), name]));

/**
 * Makes clients for an address; each holds one connection. Checked at once, nothing is asked of the server.
 *
 * @throws InvalidEventStoreAddress
 */
export async function eventStoreClients({ url, credentials, caFile }: EventStoreAddress): Promise<() => EventStoreDBClient> {
  const [, scheme, userInfo, hosts, query = ''] = ADDRESS.exec(url.trim()) ?? [];
  if (scheme === undefined || hosts === undefined) throw new InvalidEventStoreAddress('expected esdb://host:port or esdb+discover://name:port');
  const who = credentials ?? (userInfo === undefined ? undefined : fromUserInfo(userInfo));
  const options = query === '' ? [] : query.split('&').map(checkedOption);
  if (caFile !== undefined) options.push(`tlsCAFile=${encodeURIComponent(await checkedCertificates(caFile))}`);
  const address = [
    scheme, who && `${encodeURIComponent(who.username)}:${encodeURIComponent(who.password)}@`, hosts.replace(/\/+$/, ''), options.length > 0 && `?${options.join('&')}`,
  ].filter(Boolean).join('');
  // Loaded where it is used: with gRPC it takes a sixth of the time in which a server starts.
  const client = await import('@eventstore/db-client');
  const make = (): EventStoreDBClient => {
    try {
      return client.EventStoreDBClient.connectionString(address);
    } catch {
      // The client's own message repeats what it could not read, and that may be the password.
      throw new InvalidEventStoreAddress(`the official client cannot read ${scheme}${hosts}${options.length > 0 ? `?${options.join('&')}` : ''}`);
    }
  };
  make();
  return make;
}

/** A password may hold any character, also such as an address gives a meaning: it is whatever stands between the first colon and the last @. */
function fromUserInfo(userInfo: string): { username: string; password: string } {
  const colon = userInfo.indexOf(':');
  if (colon <= 0) throw new InvalidEventStoreAddress('before the @ is expected user:password');
  const [username, password] = [userInfo.slice(0, colon), userInfo.slice(colon + 1)].map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  }) as [string, string];
  return { username, password };
}

/** @throws InvalidEventStoreAddress for what the client ignores, or what would break what the log promises */
function checkedOption(option: string): string {
  const [name = '', value = ''] = option.split('=', 2);
  const known = OPTIONS.get(name.toLowerCase().replace(/[_-]/g, ''));
  if (known === undefined) {
    const why = /^nodepreference$/i.test(name) ? 'the log is read where it is written, from the leader' : /^throwonappendfailure$/i.test(name) ? 'the log relies on what the client does by itself' : `expected some of ${[...OPTIONS.values()].join(', ')}`;
    throw new InvalidEventStoreAddress(`option ${name}: ${why}`);
  }
  if (known === 'tlsVerifyCert' && value === 'false') throw new InvalidEventStoreAddress('option tlsVerifyCert: the official client always verifies certificates; name those to trust in EVENT_LOG_CA_FILE');
  return `${known}=${value}`;
}

/** @throws InvalidEventStoreAddress */
async function checkedCertificates(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new InvalidEventStoreAddress(`the file of certificates ${file} cannot be read`);
  });
  if (!text.includes('-----BEGIN CERTIFICATE-----')) throw new InvalidEventStoreAddress(`the file of certificates ${file} holds none in PEM`);
  return file;
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
