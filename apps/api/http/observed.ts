/** Each request as others find it again: its id, the time it took, and a line in the log of the process. */
import type { IncomingMessage } from 'node:http';
import { SpanStatusCode } from '@opentelemetry/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger, Traced } from '#libs/platform/logger.js';
import type { Metrics } from '#libs/platform/metrics.js';
import { requestSpan } from '#libs/platform/tracing.js';
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
  const spans = new WeakMap<FastifyRequest, NonNullable<ReturnType<typeof requestSpan>>>();
  fastify.addHook('onRequest', (request, reply, done) => {
    const caller = traceOf(request.headers);
    const span = requestSpan(caller && { trace: caller.id, span: caller.parent });
    if (span) {
      spans.set(request, span);
      // From here on it is this request that things happen under: also the events say so.
      request.headers.traceparent = `00-${span.id.trace}-${span.id.span}-01`;
    }
    void reply.header(REQUEST_ID, request.id);
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions: { url: route = 'none' } } = request;
    const { statusCode: status, elapsedTime: milliseconds } = reply;
    requests.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, milliseconds / 1_000);
    const span = spans.get(request);
    span?.updateName(`${method} ${route}`).setAttributes({ 'http.request.method': method, 'http.route': route, 'http.response.status_code': status });
    if (status >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
    logger.answered({ ...tracedBy(request, reply), method, route, status, milliseconds });
    done();
  });
}
