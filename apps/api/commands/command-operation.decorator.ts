import { applyDecorators } from '@nestjs/common';
import { ApiExtension, ApiOperation } from '@nestjs/swagger';
import type { ProblemCode } from '#libs/platform/problem-codes.js';
import { Problems } from '../http/problems.decorator.js';
import type { CommandName } from './command-table.js';

/** Where the name of an operation's command is kept until the document is assembled (`openapi/document.ts`). */
export const COMMAND = 'x-annals-command';

export interface CommandDescription {
  readonly summary: string;
  readonly description?: string;
  /** Problems besides those that any command can answer with. */
  readonly problems?: readonly ProblemCode[];
}

/** Documents an operation as a command; headers, path, body and answer come from the command table. */
export function CommandOperation(name: CommandName, { summary, description, problems = [] }: CommandDescription): MethodDecorator {
  return applyDecorators(ApiOperation({ operationId: name, summary, ...(description !== undefined && { description }) }), ApiExtension(COMMAND, name), Problems(...problems));
}
