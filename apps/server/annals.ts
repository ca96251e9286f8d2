/** The composition: the parts of Annals, made and handed to each other. Servers, tests and benchmarks all run this one. */
import { dirname, join } from 'node:path';
import type { Provider } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type pg from 'pg';
import { createApi } from '#apps/api/app.js';
import { Health } from '#apps/api/health/health.js';
import { allMigrations } from '#infra/migrations.js';
import { ReferenceLists } from '#libs/addresses/reference-lists.js';
import { AuditTrail } from '#libs/audit/trail.js';
import { CheckedAddresses } from '#libs/commands/address-advice.js';
import { CommandRunner } from '#libs/commands/command-runner.js';
import { Patience } from '#libs/commands/patience.js';
import { Streams } from '#libs/commands/streams.js';
import { UnchangedAnswers } from '#libs/commands/unchanged-answers.js';
import { configurationHandlers, ConfigurationWriter } from '#libs/configuration/handlers.js';
import { MediumUse } from '#libs/configuration/ports.js';
import { Configuration } from '#libs/configuration/registry.js';
import { appendShipped } from '#libs/configuration/shipped.js';
import { consentHandlers, ConsentWriter } from '#libs/consents/handlers.js';
import { Copies } from '#libs/event-log/copy/copies.js';
import type { EventLog } from '#libs/event-log/event-log.js';
import { openLog } from '#libs/event-log/log-birth.js';
import { PostgresEventLog } from '#libs/event-log/postgres/postgres-event-log.js';
import { interactionHandlers, InteractionWriter } from '#libs/interactions/handlers.js';
import { ApprovedPartyChanges } from '#libs/parties/approved-changes.js';
import { PartyFollowers } from '#libs/parties/followers.js';
import { partyHandlers } from '#libs/parties/handlers.js';
import { IdentifierClaims } from '#libs/parties/identifier-claims.js';
import { PartyDirectory } from '#libs/parties/party-directory.js';
import { PartyWriter } from '#libs/parties/party-writer.js';
import { PersonalDataCodec } from '#libs/personal-data/codec.js';
import { Notary, type NotaryOptions } from '#libs/notary/notary.js';
import { SEALING_KEY_FILE } from '#libs/notary/sealing-key.js';
import { KeyFileError } from '#libs/personal-data/key-file.js';
import { KeyStore } from '#libs/personal-data/keys.js';
import { createMasterKey, readMasterKey, type MasterKey } from '#libs/personal-data/master-key.js';
import type { Clock } from '#libs/platform/clock.js';
import { createPool } from '#libs/platform/database.js';
import { Logger } from '#libs/platform/logger.js';
import { Metrics } from '#libs/platform/metrics.js';
import { migrate, type Migration } from '#libs/platform/migrate.js';
import { ROLES, type Role } from '#libs/platform/settings.js';
import { portfolioHandlers, PortfolioHandovers } from '#libs/portfolios/handlers.js';
import { removeAbandoned } from '#libs/projecting/builds.js';
import type { Projection } from '#libs/projecting/projection.js';
import { ProjectionRunner } from '#libs/projecting/runner.js';
import { beginAnew, followed, replaceEarlierRelease, stand, shown } from '#libs/projecting/served.js';
import { relationHandlers } from '#libs/relations/handlers.js';
import { PartiesPort } from '#libs/relations/parties.js';
import { PartyRelations } from '#libs/relations/party-relations.js';
import { ApprovedRelationChanges } from '#libs/relations/approved-changes.js';
import { RelationWriter } from '#libs/relations/relation-writer.js';
import { shippedRelationTypes } from '#libs/relations/shipped-types.js';
import { SlotReservations } from '#libs/relations/slot-reservations.js';
import { taskHandlers } from '#libs/tasks/handlers.js';
import { TaskReassignments } from '#libs/tasks/task-reassignments.js';
import { TaskWriter } from '#libs/tasks/task-writer.js';
import { UpdateAcceptances } from '#libs/update-requests/acceptances.js';
import { updateRequestHandlers } from '#libs/update-requests/handlers.js';
import { ChangedSubjects, LoggedInteractions } from '#libs/update-requests/subjects.js';
import { zone } from '#libs/temporal/dates.js';
import { projectors } from '#projections/index.js';
import { forgetStems } from '#projections/interactions/words.js';
import { MediumUseQuery } from '#projections/queries/medium-use.js';
import { OpenWorkQuery } from '#projections/queries/open-work.js';
import { PortfolioQuery } from '#projections/queries/portfolio.js';
import { Sampling } from '#projections/verify/sampling.js';
import { Settler } from '#projections/requests/settler.js';
import { eventDefinitions } from './event-definitions.js';
import { knownThings } from './known-things.js';
import { queryProviders } from './query-providers.js';
import { SESSION } from './session.js';
import { watch } from './watched.js';

export interface AnnalsOptions {
  readonly databaseUrl: string;
  /** File of the master key; made at the first start. The key that seals are signed with stands beside it, as `sealing.json`. */
  readonly keyFile: string;
  readonly businessZone: string;
  readonly clock: Clock;
  /** Milliseconds on a clock that never steps back. */
  readonly monotonic: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** A number in [0, 1). */
  readonly random: () => number;
  /** Told of what failed beside any request and will be tried again. */
  readonly onError: (error: unknown) => void;
  /** What is counted. Default: only what this server does. */
  readonly metrics?: Metrics;
  /** What it says of itself. Default: errors alone, on stderr. */
  readonly logger?: Logger;
  /** What this process does. Default: everything. */
  readonly roles?: ReadonlySet<Role>;
  /** The log of this database. Default: in the database itself. */
  readonly log?: EventLog;
  /** Answers questions only: no command appends, and what is to be settled waits. */
  readonly readOnly?: boolean;
  /** Events whose state command handlers keep in memory. */
  readonly cachedEvents?: number;
  /** Questions are answered from tables that nobody brings forward, and that are in other schemas: those of a replay. Default: the ones that serve. */
  readonly replay?: { readonly searchPath: string; readonly projections: readonly Projection[] };
  /** Events a projection takes at a time. */
  readonly batchSize?: number;
  /** When a block of events is sealed, where the notary's own limits are not meant. */
  readonly sealing?: Pick<NotaryOptions, 'blockEvents' | 'blockAgeMs'>;
}

export interface Annals {
  readonly api: NestFastifyApplication;
  readonly log: EventLog;
  readonly logId: string;
  readonly pool: pg.Pool;
  /** Connections over which questions are answered. */
  readonly questions: pg.Pool;
  readonly keys: KeyStore;
  readonly codec: PersonalDataCodec;
  readonly projecting: ProjectionRunner;
  /** What comparing the tables with the log at random has come to. */
  readonly sampling: Sampling;
  readonly notary: Notary;
  /** Read models that are made anew from the log, because this release makes other rows of it than the one before. */
  readonly begun: readonly Projection[];
  /** Ends what is under way, in the order in which parts need each other. A second call waits for the first. */
  stop(): Promise<void>;
}

/** Connections for commands, their keys, and projections. The log has its own. */
const POOL_SIZE = 16;
/**
 * Connections that answer questions, and keep who consumes the feed: as many as the thread of this process keeps busy. What more of
 * them would do is wait for a processor, each with plans, caches and mapped pages of its own: 6 answer a third more questions than 16.
 */
const QUESTIONS_POOL_SIZE = 6;
/**
 * Milliseconds for one statement of a question: some thirty times what the slowest one on a million interactions takes. What takes
 * longer would keep one of few connections from everybody else.
 */
const QUESTION_TIMEOUT_MS = 10_000;
/** Milliseconds for the answer to a statement of all else: more than the server gives any transaction of a projection. */
const ANSWER_MS = 35_000;
/** Milliseconds for what is said about leases, which end soon after. */
const LEASE_ANSWER_MS = 3_000;

type Close = () => Promise<unknown> | void;

export async function startAnnals(options: AnnalsOptions): Promise<Annals> {
  const opened: Close[] = [];
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= closed(opened.reverse()));
  try {
    return { ...await composed(options, (close) => opened.push(close)), stop };
  } catch (error) {
    // Why it did not start is what is to be told.
    await stop().catch(() => undefined);
    throw error;
  }
}

/** Closes one after the other, also behind one that fails; then throws why the first one did. */
async function closed(closings: readonly Close[]): Promise<void> {
  const failed: unknown[] = [];
  for (const close of closings) {
    try {
      await close();
    } catch (error) {
      failed.push(error);
    }
  }
  if (failed.length > 0) throw failed[0];
}

/** @param atEnd takes what is to be closed at the end, or where the start fails after it: the last one opened first */
async function composed(options: AnnalsOptions, atEnd: (close: Close) => void): Promise<Omit<Annals, 'stop'>> {
  const { databaseUrl, clock, monotonic, sleep, random, roles = new Set<Role>(ROLES), metrics = new Metrics(), logger = new Logger({ level: 'error', to: 'stderr' }) } = options;
  const onError = (error: unknown): void => {
    metrics.backgroundFailures.inc();
    options.onError(error);
  };
  const onRetry = (error: Error): void => {
    metrics.projectionRetries.inc();
    logger.batchFailed(error);
  };
  const settings = { ...SESSION, ...(options.replay && { search_path: options.replay.searchPath }) };
  const pool = createPool(databaseUrl, { name: 'server', max: POOL_SIZE, settings, answerMs: ANSWER_MS, pipeline: true });
  atEnd(() => pool.end());
  const questions = createPool(databaseUrl, { name: 'questions', max: QUESTIONS_POOL_SIZE, settings: { ...settings, statement_timeout: `${QUESTION_TIMEOUT_MS}ms` }, answerMs: ANSWER_MS, pipeline: true });
  atEnd(() => questions.end());
  const migrations = await allMigrations();
  const begun = await made(databaseUrl, settings, migrations);
  const masterKey = await masterKeyOf(options.keyFile, pool);
  const keys = await KeyStore.open({ pool, masterKey });
  atEnd(() => keys.close());
  const log = options.log ?? new PostgresEventLog(databaseUrl);
  atEnd(() => log.close());
  await log.open();
  const copies = new Copies(pool);
  await copies.checkFinished(log.engine);
  const { logId, businessZone } = await openLog(log, { businessZone: options.businessZone });
  const businessDays = zone(businessZone);
  const codec = new PersonalDataCodec({ keys, pool, definitions: eventDefinitions, zone: businessDays });
  if (!options.readOnly) await appendShipped(log, codec, shippedRelationTypes);

  const streams = new Streams({ log, codec, zone: businessDays, metrics, ...(options.cachedEvents !== undefined && { cachedEvents: options.cachedEvents }) });
  keys.onDestroyed(() => {
    streams.forget();
    forgetStems();
  });
  const runner = new CommandRunner({ log, streams, unchangedAnswers: new UnchangedAnswers(pool), masterKey, metrics, sleep, random, readOnly: options.readOnly === true });
  const patience = new Patience({ monotonic, sleep, random });
  const configuration = new Configuration({ streams, monotonic });
  const directory = new PartyDirectory();
  const slots = new SlotReservations({ patience, sleep, random });
  const lists = new ReferenceLists(pool, monotonic);
  const addresses = new CheckedAddresses(lists);
  const parties = new PartyWriter({
    runner, configuration, addresses, claims: new IdentifierClaims({ masterKey, patience }), relations: new PartyRelations({ configuration, parties: directory, slots }),
  });
  const relations = new RelationWriter({ runner, slots, configuration, addresses });

  const projections = async (): Promise<readonly Projection[]> => options.replay?.projections ?? followed(pool, projectors);
  const leases = createPool(databaseUrl, { name: 'leases', max: 1, settings, answerMs: LEASE_ANSWER_MS });
  atEnd(() => leases.end());
  const projecting = new ProjectionRunner({
    log, logId, pool, leases, projections, ...(!options.replay && { shown: () => shown(pool, projectors) }), decode: (events) => codec.decode(events), mayProject: roles.has('projector'), serves: roles.has('api'), metrics, onRetry, ...(options.batchSize !== undefined && { batchSize: options.batchSize }),
  });
  atEnd(() => projecting.stop());
  await projecting.start();
  const sampling = new Sampling({ log, pool, codec, projections, now: () => clock.now(), random });
  if (roles.has('projector')) sampling.start();
  atEnd(() => sampling.stop());
  const stopping = new AbortController();
  const replacing = roles.has('projector') ? replaceEarlierRelease(pool, projectors, { signal: stopping.signal, onError }) : Promise.resolve();
  atEnd(() => replacing);
  const today = (): string => businessDays.dayOf(clock.now());
  const interactions = new InteractionWriter({ runner, configuration, parties: directory, things: knownThings, zone: businessDays });
  const tasks = new TaskWriter({ runner, people: directory, interactions, zone: businessDays });
  const reassignments = new TaskReassignments({ log, runner, tasks, openWork: new OpenWorkQuery({ pool, log, projecting }), onError });
  const handovers = new PortfolioHandovers({ log, runner, portfolios: new PortfolioQuery({ pool, log, projecting }), followers: new PartyFollowers(), onError });
  const [partyChanges, relationChanges] = [new ApprovedPartyChanges({ parties, configuration }), new ApprovedRelationChanges({ relations, configuration })];
  const subjects: ChangedSubjects = { of: ({ relationId }) => (relationId === undefined ? partyChanges : relationChanges) };
  const acceptances = new UpdateAcceptances({ runner, log, subjects, interactions });
  const settler = new Settler({
    pool, sleep, onError,
    async settle(commandId) {
      const events = await log.eventsOfCommand(commandId);
      for (const part of [parties, tasks, acceptances, reassignments.process, handovers.process]) await part.settle(events, today());
    },
  });
  const notary = new Notary({ log, pool, keyFile: join(dirname(options.keyFile), SEALING_KEY_FILE), monotonic, sleep, onError, ...options.sealing });
  if (roles.has('worker') && !options.readOnly) {
    settler.start();
    notary.start();
  }
  atEnd(async () => {
    await reassignments.process.stop();
    await handovers.process.stop();
    await settler.stop();
    await notary.stop();
  });

  const health = new Health({ databaseUrl, log, logId, projecting, questions, sampling, clock, monotonic });
  atEnd(() => health.close());
  watch(metrics, { health, log, clock, projections, pools: { server: pool, questions, health: health.pool } });
  const api = await createApi({
    clock, zone: businessDays, log, logId, runner, health, metrics, logger, onlyHealth: !roles.has('api'),
    providers: [
      { provide: PartyWriter, useValue: parties },
      { provide: RelationWriter, useValue: relations },
      { provide: InteractionWriter, useValue: interactions },
      { provide: ChangedSubjects, useValue: subjects },
      { provide: LoggedInteractions, useValue: interactions },
      { provide: UpdateAcceptances, useValue: acceptances },
      { provide: ConsentWriter, useValue: new ConsentWriter({ runner, configuration, parties: directory, zone: businessDays }) },
      { provide: ConfigurationWriter, useValue: new ConfigurationWriter({ runner, configuration }) },
      { provide: Configuration, useValue: configuration },
      { provide: MediumUse, useValue: new MediumUseQuery({ pool, log, projecting, zone: businessDays }) },
      { provide: ReferenceLists, useValue: lists },
      { provide: PartiesPort, useValue: directory },
      { provide: TaskWriter, useValue: tasks },
      { provide: AuditTrail, useValue: new AuditTrail(pool, log) },
      { provide: TaskReassignments, useValue: reassignments },
      { provide: PortfolioHandovers, useValue: handovers },
      ...(partyHandlers as Provider[]), ...(relationHandlers as Provider[]), ...(configurationHandlers as Provider[]), ...(interactionHandlers as Provider[]), ...(updateRequestHandlers as Provider[]), ...(consentHandlers as Provider[]), ...(taskHandlers as Provider[]), ...(portfolioHandlers as Provider[]),
      ...queryProviders({ pool: questions, log, logId, copies, codec, masterKey, zone: businessDays, clock, projecting, definitions: eventDefinitions, monotonic, replayed: options.replay?.projections }),
    ],
  });

  atEnd(() => api.close());
  atEnd(() => stopping.abort());
  return { api, log, logId, pool, questions, keys, codec, projecting, sampling, notary, begun };
}

/** Makes what tables and views there must be; begins those that an earlier release made. Over connections on which that takes as long as it needs. */
async function made(databaseUrl: string, settings: Readonly<Record<string, string>>, migrations: readonly Migration[]): Promise<Projection[]> {
  const pool = createPool(databaseUrl, { name: 'migrations', max: 2, settings });
  try {
    await migrate(pool, migrations);
    await stand(pool, projectors);
    await removeAbandoned(pool);
    return await beginAnew(pool, projectors, migrations);
  } finally {
    await pool.end();
  }
}

/** The master key, made at the first start; never in place of one that is missing. */
async function masterKeyOf(file: string, pool: pg.Pool): Promise<MasterKey> {
  const key = await readMasterKey(file);
  if (key) return key;
  if (await KeyStore.isInUse(pool)) throw new KeyFileError(`the key file ${file} is missing, and without it nothing in this database can be read; restore it from its backup`);
  return createMasterKey(file);
}
