/**
 * Answers that may lack what waits in a read model say so, and those that there is nothing too. Looked at before the answer is put together
 * and when it is there: what comes to wait meanwhile counts, and so does what is given meanwhile. Hooks of the server rather than an
 * interceptor of Nest, whose observables take a tenth of the time of a 360°.
 */
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { problems } from '#libs/platform/problem-codes.js';
import { Refusal } from '#libs/platform/refusal.js';
import { isUuid } from '#libs/platform/uuid.js';
import { isIncomplete } from '#projections/queries/incomplete.js';
import type { QueryParts } from '#projections/queries/query-parts.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    ofReadModels?: boolean;
  }
  interface FastifyRequest {
    /** Something waited when the answer was begun. */
    lacking: boolean;
  }
}

/** A route whose answers are put together from read models. */
export const OfReadModels = (): MethodDecorator => RouteConfig({ ofReadModels: true });

/** Whether the answer to a request may lack something. False at once as a rule: a process that projects alone knows that nothing waits. */
export type Lacks = (request: FastifyRequest) => Promise<boolean> | false;

export const lacksIn = ({ pool, replayed, projecting }: Pick<QueryParts, 'pool' | 'replayed' | 'projecting'>): Lacks => (request) => {
  if (!request.routeOptions.config.ofReadModels) return false;
  if (request.lacking) return Promise.resolve(true);
  if (projecting.state.parked === false && replayed === undefined) return false;
  const ids = Object.values(request.params as Readonly<Record<string, string>>).filter(isUuid);
  return isIncomplete(pool, ids.length > 0 ? ids : undefined, replayed);
};

export function tellIncomplete(fastify: FastifyInstance, lacks: Lacks): void {
  fastify.decorateRequest('lacking', false);
  fastify.addHook('preHandler', (request, _, done) => {
    const looked = lacks(request);
    if (!looked) return done();
    looked.then((lacking) => {
      request.lacking = lacking;
      done();
    }, done);
  });
  fastify.addHook('preSerialization', (request, _, answer, done) => {
    const looked = isAnswer(answer) && lacks(request);
    if (!looked) return done(null, answer);
    looked.then((lacking) => done(null, lacking ? { ...(answer as object), incomplete: true } : answer), done);
  });
}

export const saysNothingThere = (error: unknown): error is Refusal => error instanceof Refusal && problems[error.code].status === 404;
export const incompleteToo = (refusal: Refusal): Refusal => new Refusal(refusal.code, refusal.detail, { ...refusal.extra, incomplete: true });

const isAnswer = (answer: unknown): boolean => typeof answer === 'object' && answer !== null && Object.getPrototypeOf(answer) === Object.prototype;
