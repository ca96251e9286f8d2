/** The HTTP application: controllers over the command bus and the queries, one set of rules for bodies and problems. */
import 'reflect-metadata';
import { Module, type DynamicModule, type LoggerService, type Provider } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CommandRunner } from '#libs/commands/command-runner.js';
import type { EventLog } from '#libs/event-log/event-log.js';
import type { Clock } from '#libs/platform/clock.js';
import { Logger } from '#libs/platform/logger.js';
import { Metrics } from '#libs/platform/metrics.js';
import type { Zone } from '#libs/temporal/dates.js';
import { QueryParts } from '#projections/queries/query-parts.js';
import { RelationParties } from './batch/relation-parties.js';
import { CommandEndpoint } from './commands/command-endpoint.js';
import { CommandGateway } from './commands/command-gateway.js';
import { controllers } from './controllers.js';
import { Health } from './health/health.js';
import { HealthController } from './health/health.controller.js';
import { registerBodyParsers } from './http/body-parsers.js';
import { lacksIn, tellIncomplete } from './http/incomplete.js';
import { MAX_PATH_PART, REQUEST_TIMEOUT_MS } from './http/limits.js';
import { observeRequests, requestIdOf } from './http/observed.js';
import { ProblemFilter, refuseConnection, sendProblem } from './http/problem-filter.js';
import { openApiDocument } from './openapi/document.js';
import { documentPage } from './openapi/page.js';

export interface ApiParts {
  readonly clock: Clock;
  /** The business zone of the log. */
  readonly zone: Zone;
  readonly log: EventLog;
  readonly logId: string;
  readonly runner: CommandRunner;
  readonly health: Health;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** Of a process that serves no requests: whether it lives is all it answers. */
  readonly onlyHealth?: boolean;
  /** Command handlers and queries, and what they and the controllers are constructed with. */
  readonly providers: readonly Provider[];
}

@Module({})
class ApiModule {
  static of({ clock, zone, log, logId, runner, health, metrics, logger, onlyHealth, providers }: ApiParts): DynamicModule {
    return {
      module: ApiModule,
      imports: [CqrsModule.forRoot()],
      controllers: onlyHealth ? [HealthController] : [...controllers],
      providers: [
        { provide: CommandRunner, useValue: runner },
        { provide: Health, useValue: health },
        { provide: Metrics, useValue: metrics },
        { provide: Logger, useValue: logger },
        { provide: RelationParties, useValue: new RelationParties(log) },
        { provide: CommandGateway, inject: [CommandBus], useFactory: (bus: CommandBus) => new CommandGateway({ bus, clock, zone, logId }) },
        { provide: CommandEndpoint, inject: [CommandGateway], useFactory: (gateway: CommandGateway) => new CommandEndpoint(gateway) },
        ...providers,
      ],
    };
  }
}

/** Makes the application, ready for `listen` or `inject`. Whoever made it closes it. */
export async function createApi(parts: ApiParts): Promise<NestFastifyApplication> {
  const { logger } = parts;
  const adapter = new FastifyAdapter({
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: MAX_PATH_PART },
    genReqId: requestIdOf,
    clientErrorHandler: refuseConnection,
    // Addresses the router cannot read never reach a filter.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => sendProblem(error, request, reply, logger),
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.of(parts), adapter, { bodyParser: false, logger: ofFramework(logger), abortOnError: false });
  const fastify = app.getHttpAdapter().getInstance();
  registerBodyParsers(fastify);
  observeRequests(fastify, parts.metrics, logger);
  const lacks = parts.onlyHealth ? undefined : lacksIn(app.get(QueryParts, { strict: false }));
  app.useGlobalFilters(new ProblemFilter(logger, lacks));
  if (lacks) {
    tellIncomplete(fastify, lacks);
    serveDocument(app);
  }
  await app.init();
  await fastify.ready();
  return app;
}

function ofFramework(logger: Logger): LoggerService {
  return { log: () => undefined, error: (message) => logger.framework('error', message), warn: (message) => logger.framework('warn', message) };
}

function serveDocument(app: NestFastifyApplication): void {
  const document = openApiDocument(app);
  const [json, page] = [JSON.stringify(document), documentPage(document)];
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/v1/openapi.json', (_, reply) => reply.header('content-type', 'application/json; charset=utf-8').send(json));
  fastify.get('/v1/docs', (_, reply) =>
    reply.header('content-type', 'text/html; charset=utf-8').header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'").send(page));
}
