/** Each request as others find it again: its id, the time it took, and a line in the log of the process. */
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger, Traced } from '#libs/platform/logger.js';
import type { Metrics } from '#libs/platform/metrics.js';
import { randomUuid } from '#libs/platform/uuid.js';
import { KEY, traceOf } from './command-context.js';

export const REQUEST_ID = 'x-request-id';
export const CORRELATION_ID = 'annals-correlation-id';

/** The caller's own, where it sent one that can be one. */
export function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers[REQUEST_ID];
  return typeof given === 'string' && KEY.test(given) ? given : randomUuid();
}

export function tracedBy(request: FastifyRequest, reply: FastifyReply): Traced {
  return { requestId: request.id, correlationId: (reply.getHeader(CORRELATION_ID) as string | undefined) ?? traceOf(request.headers)?.id };
}

/** Told by its route alone: an address holds ids, identifiers, names. */
export function observeRequests(fastify: FastifyInstance, { requests }: Metrics, logger: Logger): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header(REQUEST_ID, request.id);
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions: { url: route = 'none' } } = request;
    const { statusCode: status, elapsedTime: milliseconds } = reply;
    requests.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, milliseconds / 1_000);
    logger.answered({ ...tracedBy(request, reply), method, route, status, milliseconds });
    done();
  });
}
