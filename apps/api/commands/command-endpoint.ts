/** Commands over HTTP, one a request: the same steps for all of them. */
import { Readable } from 'node:stream';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal, type Fault } from '#libs/platform/refusal.js';
import { correlationIdOf, readAttempted, readCaller } from '../http/command-context.js';
import { CORRELATION_ID } from '../http/observed.js';
import { commandDefinition, type CommandName } from './command-table.js';
import { CommandGateway, type AnswerDocument } from './command-gateway.js';

/** A request and the reply to it. */
export interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Hands a controller's method the exchange as it is; what is in it is checked once, by {@link CommandGateway}. */
export const Http = createParamDecorator((_: unknown, context: ExecutionContext): Exchange => {
  const http = context.switchToHttp();
  return { request: http.getRequest(), reply: http.getResponse() };
});

export class CommandEndpoint {
  constructor(private readonly gateway: CommandGateway) {}

  async execute(name: CommandName, { request, reply }: Exchange): Promise<AnswerDocument> {
    if (request.body instanceof Readable) {
      request.body.resume();
      throw new Refusal('unsupported-media-type', 'one command is sent as application/json; application/x-ndjson is for POST /v1/batch');
    }
    const faults: Fault[] = [];
    const caller = readCaller(request.headers, faults);
    const attempted = readAttempted(request.headers, faults);
    if (faults.length === 0) void reply.header(CORRELATION_ID, correlationIdOf(caller, attempted));
    const answer = await this.gateway.execute({ name, caller, attempted, path: request.params as Record<string, unknown>, body: request.body, faults });
    void reply.status(statusOf(name, answer)).header('annals-position', answer.position);
    if (answer.revision !== undefined) void reply.header('etag', `"${answer.revision}"`);
    if (caller.validateOnly) void reply.header('preference-applied', 'validate-only');
    return answer;
  }
}

/** 201 where the command made something that has an address of its own now, else 200. */
export function statusOf(name: CommandName, answer: AnswerDocument): 200 | 201 {
  return answer.status === 'accepted' && isNew(name, answer) ? 201 : 200;
}

function isNew(name: CommandName, answer: AnswerDocument): boolean {
  const { creates } = commandDefinition(name);
  if (creates === 'as-answered') return answer['created'] === true;
  return creates === 'always' || (creates === 'first-revision' && answer.revision === 0);
}
