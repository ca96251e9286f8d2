/** Answers that may lack what waits in a read model say so. As a rule nothing waits, and nothing is asked. */
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import { isUuid } from '#libs/platform/uuid.js';
import { isIncomplete } from '#projections/queries/incomplete.js';
import { QueryParts } from '#projections/queries/query-parts.js';

@Injectable()
export class IncompleteInterceptor implements NestInterceptor {
  constructor(private readonly parts: QueryParts) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { params } = context.switchToHttp().getRequest<FastifyRequest>();
    return next.handle().pipe(mergeMap(async (answer: unknown) => {
      if (!this.parts.projecting.state.parked || typeof answer !== 'object' || answer === null || Array.isArray(answer) || Object.getPrototypeOf(answer) !== Object.prototype) return answer;
      const ids = Object.values(params as Readonly<Record<string, string>>).filter(isUuid);
      return (await isIncomplete(this.parts.pool, ids.length > 0 ? ids : undefined)) ? { ...answer, incomplete: true } : answer;
    }));
  }
}
