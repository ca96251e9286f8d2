import { maxHeaderSize, STATUS_CODES, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '#libs/platform/logger.js';
import { Refusal } from '#libs/platform/refusal.js';
import { incompleteToo, saysNothingThere, type Lacks } from './incomplete.js';
import { languageOf } from './language.js';
import { RETRY_AFTER_SECONDS } from './limits.js';
import { tracedBy } from './observed.js';
import { problemDocument } from './problem-document.js';
import { refusalOf } from './refusal-of.js';

/** Turns whatever was thrown into a problem document. Refusals are answers; only what nobody foresaw is logged. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  /** @param lacks of requests that read models answer */
  constructor(private readonly logger: Logger, private readonly lacks: Lacks = () => false) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const send = (told: unknown): void => sendProblem(told, request, http.getResponse(), this.logger);
    const looked = saysNothingThere(error) && this.lacks(request);
    if (looked) void looked.then((lacking) => send(lacking ? incompleteToo(error) : error), send);
    else send(error);
  }
}

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, logger: Logger): void {
  const refusal = refusalOrDefect(error, () => logger.defect(error, tracedBy(request, reply)));
  const problem = problemDocument(refusal, languageOf(request.headers['accept-language']), request.url.split('?')[0]);
  if (problem.status === 503 || problem.status === 429) void reply.header('retry-after', RETRY_AFTER_SECONDS);
  void reply.status(problem.status).header('content-type', 'application/problem+json; charset=utf-8').header('vary', 'accept-language').send(JSON.stringify(problem));
}

/** A connection and the answer that is under way on it: Node keeps it there, and nowhere else. */
type AnsweringSocket = Socket & { readonly _httpMessage?: ServerResponse | null };

/** What is not HTTP is refused like all else, though there is no request yet. A second answer in the middle of a first one would be read as its body. */
export function refuseConnection(error: NodeJS.ErrnoException, socket: AnsweringSocket): void {
  if (error.code !== 'ECONNRESET' && socket.writable && !socket._httpMessage?.headersSent) {
    const problem = problemDocument(unreadable(error.code), 'en');
    const document = JSON.stringify(problem);
    socket.write(`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\ncontent-type: application/problem+json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(document)}\r\nconnection: close\r\n\r\n${document}`);
  }
  // Whoever does not close its half would keep ours.
  socket.destroySoon();
}

function unreadable(code: string | undefined): Refusal {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new Refusal('request-timeout', 'the request did not arrive whole in time');
  if (code === 'HPE_HEADER_OVERFLOW') return new Refusal('headers-too-large', `the address and the headers may have at most ${maxHeaderSize} bytes together`, { limit: maxHeaderSize });
  return new Refusal('invalid-body', `the request is not valid HTTP (${code ?? 'unknown'})`);
}

/** The refusal, or `internal` for a defect, which is told beside. */
export function refusalOrDefect(error: unknown, onDefect: () => void): Refusal {
  const refusal = refusalOf(error);
  if (refusal) return refusal;
  onDefect();
  return new Refusal('internal', 'a defect of the server; nothing is known to be wrong with the request');
}
