import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { plainToInstance } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Matches, Max, Min, registerDecorator, validateSync } from 'class-validator';
import { isZone } from '#libs/temporal/dates.js';
import { LOG_LEVELS, type LogLevel } from './logger.js';

/** What a process does: answer requests, write the read models, carry on what was left behind. */
export const ROLES = ['api', 'projector', 'worker'] as const;
export type Role = (typeof ROLES)[number];

/** Settings without a default. */
const OPTIONAL: readonly (keyof Settings)[] = [
  'DATABASE_URL', 'DATABASE_URL_FILE', 'EVENT_LOG_USER', 'EVENT_LOG_PASSWORD', 'EVENT_LOG_CREDENTIALS_FILE', 'EVENT_LOG_CA_FILE', 'EVENT_LOG_PREFIX', 'ANNALS_READ_ONLY', 'OTEL_EXPORTER_OTLP_ENDPOINT',
];
const DATABASE_URL = /^postgres(ql)?:\/\/[^/]/;
const DATABASE_URL_EXPECTED = 'a URL such as postgres://user:password@host:5432/database';
const PORT_EXPECTED = 'a port number from 0 to 65535';

/** The settings of a process, from its environment. Every name is the variable's name. */
export class Settings {
  /** TCP port of the API; 0 takes a free one. */
  @IsInt({ message: PORT_EXPECTED }) @Min(0, { message: PORT_EXPECTED }) @Max(65535, { message: PORT_EXPECTED })
  PORT: number = 3000;

  /** Address the API listens on. Loopback only, until there is access control. */
  @Satisfies(isLoopback, 'a loopback address (127.0.0.1, ::1 or localhost): there is no access control yet, so nothing may listen beyond this machine')
  HOST: string = '127.0.0.1';

  /** Folder of the embedded PostgreSQL and of the key file; absolute once read. */
  ANNALS_DATA: string = './.annals';

  /** PostgreSQL to use instead of the embedded one. */
  @IsOptional() @Matches(DATABASE_URL, { message: DATABASE_URL_EXPECTED })
  DATABASE_URL?: string;

  /** A file with that URL, so that its password is in no environment. Once read, the URL is in `DATABASE_URL`. */
  @IsOptional()
  DATABASE_URL_FILE?: string;

  /** What this process does: a comma list of {@link ROLES}. */
  @Satisfies((text) => rolesIn(text).every((role) => (ROLES as readonly string[]).includes(role)), `some of ${ROLES.join(', ')}, separated by commas`)
  ANNALS_ROLES: string = ROLES.join(',');

  /** Where the log is: `postgres`, in the database itself, or the URL of an EventStoreDB. */
  @Matches(/^(postgres$|esdb(\+discover)?:\/\/[^/?]+)/, { message: 'postgres, or the URL of an EventStoreDB such as esdb://host:2113 or esdb+discover://cluster.example.org:2113' })
  EVENT_LOG: string = 'postgres';

  /** Who Annals is for EventStoreDB, unless a file says it. */
  @IsOptional() @Matches(/^[^:\s]+$/, { message: 'a name without a colon' })
  EVENT_LOG_USER?: string;

  @IsOptional()
  EVENT_LOG_PASSWORD?: string;

  /** A file with one line, `user:password`. */
  @IsOptional()
  EVENT_LOG_CREDENTIALS_FILE?: string;

  /** Certificates to trust, in PEM. */
  @IsOptional()
  EVENT_LOG_CA_FILE?: string;

  /** What the names of streams begin with, on an EventStoreDB that others use as well. */
  @IsOptional() @Matches(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/, { message: 'up to 64 letters, digits, dots, hyphens and underscores' })
  EVENT_LOG_PREFIX?: string;

  /** `true` while the log is copied elsewhere: questions are answered, commands refused. */
  @IsOptional() @Matches(/^(true|false)$/, { message: 'true or false' })
  ANNALS_READ_ONLY?: string;

  /** From which level on the process says what happens in it: `info` has a line for each request. */
  @IsIn(LOG_LEVELS, { message: `one of ${LOG_LEVELS.join(', ')}` })
  ANNALS_LOG_LEVEL: LogLevel = 'warn';

  /** Where it says it. */
  @Matches(/^(stdout|stderr|\/.*[^/])$/, { message: 'stdout, stderr, or the absolute path of a file' })
  ANNALS_LOG_TO: string = 'stderr';

  /** The OpenTelemetry collector that traces are sent to, in OTLP over HTTP; none are made without it. */
  @IsOptional() @Matches(/^https?:\/\/[^/@]+(\/[^@]*)?$/, { message: 'the URL of an OpenTelemetry collector such as http://127.0.0.1:4318' })
  OTEL_EXPORTER_OTLP_ENDPOINT?: string;

  /** IANA time zone in which instants become days. Written into the log at its birth; fixed from then on. */
  @Satisfies(isZone, 'an IANA time zone such as Europe/Paris')
  TZ_BUSINESS: string = 'Europe/Paris';
}

/** One or more variables are wrong; the message names each with what was expected and what was found. */
export class InvalidSettings extends Error {
  override readonly name = 'InvalidSettings';
}

/**
 * Reads and checks the settings. A variable that is empty counts as not set.
 * @throws InvalidSettings naming every wrong variable at once
 */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(settingNames.map((name) => [name, environment[name]] as const).filter(([, value]) => value));
  // Only a plain decimal is a number: "0x10", "1e3" and " 80 " stay text and are refused.
  const port = given['PORT'] !== undefined && /^\d+$/.test(given['PORT']) ? { PORT: Number(given['PORT']) } : {};
  const settings = plainToInstance(Settings, { ...given, ...port }, { exposeDefaultValues: true });
  const faults = validateSync(settings, { stopAtFirstError: true }).map(({ property, constraints }) =>
    `${property}: expected ${Object.values(constraints ?? {})[0]}, got ${shown(property, environment[property] ?? '')}`);
  faults.push(...readDatabaseUrl(settings));
  if (faults.length > 0) throw new InvalidSettings(faults.join('\n'));
  settings.ANNALS_DATA = path.resolve(settings.ANNALS_DATA);
  return settings;
}

/** Every variable that means something to a process. */
export const settingNames: readonly string[] = [...Object.keys(new Settings()), ...OPTIONAL];

/** The roles that settings give a process. */
export function rolesOf({ ANNALS_ROLES }: Settings): ReadonlySet<Role> {
  return new Set(rolesIn(ANNALS_ROLES) as Role[]);
}

function rolesIn(text: string): string[] {
  return text.split(',').map((role) => role.trim());
}

/** Puts the URL that stands in a file where one given directly is. Gives what is wrong with the file. */
function readDatabaseUrl(settings: Settings): string[] {
  const { DATABASE_URL_FILE: file, DATABASE_URL: url } = settings;
  if (file === undefined) return [];
  if (url !== undefined) return ['DATABASE_URL_FILE: expected it or DATABASE_URL, got both'];
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    return [`DATABASE_URL_FILE: expected a file that can be read, got ${(error as NodeJS.ErrnoException).code} for ${JSON.stringify(file)}`];
  }
  // What is in the file is never shown: it is a secret, though perhaps another one than was meant.
  if (!DATABASE_URL.test(text) || /\s/.test(text)) return [`DATABASE_URL_FILE: expected a file with one line, ${DATABASE_URL_EXPECTED}, got something else in ${JSON.stringify(file)}`];
  settings.DATABASE_URL = text;
  return [];
}

/** Some hold a password, which belongs in no message. */
function shown(property: string, value: string): string {
  if (property === 'DATABASE_URL' || property === 'EVENT_LOG') return `${value.split(':')[0]}:…`;
  return JSON.stringify(value.slice(0, 64));
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function Satisfies(holds: (value: string) => boolean, expected: string): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'satisfies', target: target.constructor, propertyName: String(property),
      validator: { validate: (value: unknown) => typeof value === 'string' && holds(value), defaultMessage: () => expected },
    });
}
