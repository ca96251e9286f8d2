import { HttpException } from '@nestjs/common';
import { AppendTooLarge, LogHalted, LogUnavailable } from '#libs/event-log/event-log.js';
import { connectionLost, outOfResources } from '#libs/platform/connection-lost.js';
import { Refusal } from '#libs/platform/refusal.js';
import { MAX_BODY_BYTES } from './limits.js';

/** What went wrong, as a refusal; undefined for what is a defect of ours. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (error instanceof LogHalted) return new Refusal('read-only', error.message);
  if (error instanceof LogUnavailable) return new Refusal('log-unavailable', error.message);
  if (error instanceof AppendTooLarge) {
    return new Refusal('body-too-large', `one command writes at most ${error.max} ${error.limit}, this one would write ${error.got}; send it in parts`, { limit: error.max });
  }
  const overload = ofOverload(error);
  if (overload) return overload;
  if (connectionLost(error)) return new Refusal('log-unavailable', 'the database does not answer');
  if (outOfResources(error)) return new Refusal('log-unavailable', 'the database has run out of disk, memory or connections');
  if (error instanceof HttpException) return ofFramework(error.cause) ?? ofStatus(error.getStatus());
  return ofFramework(error);
}

/** query_canceled, here by the time limit of questions. */
const TOOK_TOO_LONG = '57014';

/** Not asked whether it is an Error: what the driver throws may be of another realm. */
function ofOverload(error: unknown): Refusal | undefined {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (code === TOOK_TOO_LONG) return new Refusal('overloaded', 'the database took longer for this question than a question may take');
  return message === 'timeout exceeded when trying to connect' ? new Refusal('overloaded', 'all connections to the database were busy') : undefined;
}

/** What the framework refuses before a handler sees the request. */
function ofFramework(error: unknown): Refusal | undefined {
  switch ((error as { code?: unknown } | undefined)?.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return bodyTooLarge();
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_ERR_CTP_INVALID_CONTENT_TYPE':
      return new Refusal('unsupported-media-type', 'the Content-Type must be application/json, or application/x-ndjson for batches');
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new Refusal('invalid-body', 'the body is not as long as Content-Length says');
    case 'FST_ERR_BAD_URL':
      return new Refusal('invalid-body', 'the address is not valid UTF-8 in percent-encoding');
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return new Refusal('not-found', 'a part of the address is longer than any id or identifier');
    default:
      return undefined;
  }
}

function ofStatus(status: number): Refusal | undefined {
  if (status === 404) return new Refusal('not-found', 'there is nothing at this address; see /v1/docs');
  return status >= 400 && status < 500 ? new Refusal('invalid-body', 'the request is not valid HTTP') : undefined;
}

export function bodyTooLarge(): Refusal {
  return new Refusal('body-too-large', `the body of this operation may have at most ${MAX_BODY_BYTES} bytes (1 MiB)`, { limit: MAX_BODY_BYTES });
}
