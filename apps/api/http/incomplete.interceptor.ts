/**
 * Answers that may lack what waits in a read model say so, and those that there is nothing too. Looked at when the answer is there: what
 * came to wait while it was put together counts. What waited before and was given meanwhile counts too.
 */
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { catchError, defer, mergeMap, type Observable } from 'rxjs';
import { problems } from '#libs/platform/problem-codes.js';
import { Refusal } from '#libs/platform/refusal.js';
import { isUuid } from '#libs/platform/uuid.js';
import { isIncomplete } from '#projections/queries/incomplete.js';
import { QueryParts } from '#projections/queries/query-parts.js';

@Injectable()
export class IncompleteInterceptor implements NestInterceptor {
  constructor(private readonly parts: QueryParts) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { pool, replayed, projecting } = this.parts;
    const { params } = context.switchToHttp().getRequest<FastifyRequest>();
    const ids = Object.values(params as Readonly<Record<string, string>>).filter(isUuid);
    // As a rule nothing waits, and a process that projects alone knows that.
    const look = async (): Promise<boolean> => (projecting.state.parked !== false || replayed !== undefined) && isIncomplete(pool, ids.length > 0 ? ids : undefined, replayed);
    return defer(look).pipe(mergeMap((before) => next.handle().pipe(
      mergeMap(async (answer: unknown) => (isObject(answer) && (before || (await look())) ? { ...answer, incomplete: true } : answer)),
      catchError(async (error: unknown) => {
        if (error instanceof Refusal && problems[error.code].status === 404 && (before || (await look()))) throw new Refusal(error.code, error.detail, { ...error.extra, incomplete: true });
        throw error;
      }),
    )));
  }
}

const isObject = (answer: unknown): answer is object => typeof answer === 'object' && answer !== null && Object.getPrototypeOf(answer) === Object.prototype;
