import type { FastifyInstance } from 'fastify';
import type { Metrics } from '#libs/platform/metrics.js';

/** Times every request by its route: an address holds ids, identifiers, names. */
export function measureRequests(fastify: FastifyInstance, { requests }: Metrics): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    requests.observe({ method: request.method, route: request.routeOptions.url ?? 'none', status: `${Math.floor(reply.statusCode / 100)}xx` }, reply.elapsedTime / 1_000);
    done();
  });
}
