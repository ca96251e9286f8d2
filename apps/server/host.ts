import { FolderInUse } from '#infra/embedded-postgres/folder-lock.js';
import { DataFolderUnusable, startPostgres, type EmbeddedPostgres } from '#infra/embedded-postgres/launcher.js';
import { LogRefused, LogUnavailable } from '#libs/event-log/event-log.js';
import { InvalidEventStoreAddress } from '#libs/event-log/eventstoredb/client.js';
import { LogClockMismatch } from '#libs/event-log/eventstoredb/log-clock.js';
import { LogMismatch } from '#libs/event-log/log-birth.js';
import { KeyFileError } from '#libs/personal-data/key-file.js';
import { connectionLost } from '#libs/platform/connection-lost.js';
import { MigrationMismatch } from '#libs/platform/migrate.js';
import { InvalidSettings, readSettings } from '#libs/platform/settings.js';
import type { Settings } from '#libs/platform/settings.js';
import { LogBehindTables } from '#libs/projecting/checkpoint.js';

/** What runs inside the process, once there is a database. */
export interface Application {
  /** What the operator is told when it serves: the address, the page of the API, how to go on. One entry a line. */
  readonly banner: readonly string[];
  /** Ends what is under way and lets go of the database. */
  stop(): Promise<void>;
}

export type StartApplication = (surroundings: { readonly settings: Settings; readonly databaseUrl: string }) => Promise<Application>;

/** Milliseconds a shutdown may take before the process ends anyway; what was accepted is in the log by then. */
const SHUTDOWN_TIMEOUT_MS = 60_000;

/**
 * The life of a server process: settings, PostgreSQL unless `DATABASE_URL` names one, the application, then a signal and the
 * same steps backwards. Never returns: the process ends with 0 after a signal, with 1 after a failure.
 */
export async function host(start: StartApplication, environment: NodeJS.ProcessEnv): Promise<never> {
  const ended = new Promise<string | undefined>((resolve) => {
    // A second Ctrl-C changes nothing: npm passes on the one that the terminal has already sent to us.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(undefined));
  });
  let postgres: EmbeddedPostgres | undefined;
  let application: Application | undefined;
  let failure: string | undefined;
  try {
    const settings = readSettings(environment);
    if (!settings.DATABASE_URL) postgres = await startPostgres({ dataDir: settings.ANNALS_DATA });
    const lost = new Promise<string>((resolve) => postgres?.onExit((reason) => resolve(`the embedded PostgreSQL ended (${reason}); nothing that was answered is lost, start again`)));
    application = await start({ settings, databaseUrl: settings.DATABASE_URL ?? postgres!.url }).catch((error: unknown) => {
      throw settings.DATABASE_URL ? ofDatabase(error) : error;
    });
    console.log(application.banner.join('\n'));
    failure = await Promise.race([ended, lost]);
  } catch (error) {
    failure = explain(error);
  }

  setTimeout(() => process.exit(1), SHUTDOWN_TIMEOUT_MS).unref();
  for (const part of [application, postgres]) {
    await part?.stop().catch((error: unknown) => {
      failure ??= explain(error);
    });
  }
  if (failure !== undefined) console.error(`annals: ${failure}`);
  process.exit(failure === undefined ? 0 : 1);
}

/** invalid_authorization_specification, invalid_password, invalid_catalog_name: the server answers, and knows no such role or database. */
const NOT_LET_IN = new Set(['28000', '28P01', '3D000']);

/** Why the database that the settings name cannot be used; nothing of its URL is repeated, which holds a password. */
function ofDatabase(error: unknown): unknown {
  const { code, message } = error as { code?: string; message?: string };
  if (code !== undefined && NOT_LET_IN.has(code)) return new InvalidSettings(`DATABASE_URL: expected a database that lets its role in, got: ${message}`);
  return connectionLost(error) ? new InvalidSettings(`DATABASE_URL: expected a database that answers, got ${code ?? message}`) : error;
}

/** What an operator can mend is told by its message alone; anything else is a defect, told with its stack. */
function explain(error: unknown): string {
  if (error instanceof InvalidSettings) return `the settings are not valid\n${error.message}`;
  if ([FolderInUse, DataFolderUnusable, MigrationMismatch, LogMismatch, LogClockMismatch, LogRefused, LogUnavailable, InvalidEventStoreAddress, KeyFileError, LogBehindTables].some((known) => error instanceof known)) return (error as Error).message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
