/** This installation, for commands that look at its log and its tables themselves; a server may run meanwhile. */
import { join } from 'node:path';
import type pg from 'pg';
import { chosenLog } from '#apps/server/chosen-log.js';
import { eventDefinitions } from '#apps/server/event-definitions.js';
import { SESSION } from '#apps/server/session.js';
import { reachPostgres } from '#infra/embedded-postgres/running.js';
import type { EventLog } from '#libs/event-log/event-log.js';
import { identityOf, LogMismatch } from '#libs/event-log/log-birth.js';
import { PersonalDataCodec } from '#libs/personal-data/codec.js';
import { KeyFileError } from '#libs/personal-data/key-file.js';
import { KeyStore } from '#libs/personal-data/keys.js';
import { readMasterKey } from '#libs/personal-data/master-key.js';
import { createPool } from '#libs/platform/database.js';
import type { Settings } from '#libs/platform/settings.js';
import { zone, type Zone } from '#libs/temporal/dates.js';

export interface Installation {
  readonly url: string;
  readonly pool: pg.Pool;
  readonly log: EventLog;
  readonly logId: string;
  readonly codec: PersonalDataCodec;
  readonly zone: Zone;
  readonly keyFile: string;
}

/** Connections: a look at the tables, one at the log's keys, and what waits for either. */
const POOL_SIZE = 4;

/**
 * Opens the installation that the settings name, and closes it at the end. Nothing is migrated or written: what was never started is
 * not there to be looked at.
 *
 * @throws LogMismatch, KeyFileError
 */
export async function withInstallation<T>(settings: Settings, work: (installation: Installation) => Promise<T>): Promise<T> {
  const closing: (() => Promise<void> | void)[] = [];
  try {
    // First, because where it is missing there is no installation, and none shall be made.
    const keyFile = join(settings.ANNALS_DATA, 'keys', 'master.json');
    const masterKey = await readMasterKey(keyFile);
    if (!masterKey) throw new KeyFileError(`the key file ${keyFile} is missing: what is sealed cannot be read without it`);
    let url = settings.DATABASE_URL;
    if (url === undefined) {
      const postgres = await reachPostgres(settings.ANNALS_DATA);
      closing.push(() => postgres.stop());
      ({ url } = postgres);
    }
    const pool = createPool(url, { name: 'command line', max: POOL_SIZE, settings: SESSION });
    closing.push(() => pool.end());
    const keys = await KeyStore.open({ pool, masterKey });
    closing.push(() => keys.close());
    const log = await chosenLog(settings, url);
    closing.push(() => log.close());
    await log.open();
    const identity = await identityOf(log);
    if (!identity) throw new LogMismatch('the log is empty: no server was ever started on it');
    const businessDays = zone(identity.businessZone);
    return await work({ url, pool, log, logId: identity.logId, codec: new PersonalDataCodec({ keys, pool, definitions: eventDefinitions, zone: businessDays }), zone: businessDays, keyFile });
  } finally {
    for (const close of closing.reverse()) await close();
  }
}
