import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { problems, type ProblemCode, type ProblemDefinition } from '#libs/platform/problem-codes.js';
import { Refusal } from '#libs/platform/refusal.js';
import { Http, type Exchange } from '../commands/command-endpoint.js';
import { languageOf, type Language } from './language.js';
import { problemType } from './problem-document.js';
import { Problems } from './problems.decorator.js';

/** A kind of problem, as it is listed. */
interface ProblemEntry {
  readonly code: string;
  readonly type: string;
  readonly status: number;
  readonly title: string;
  readonly retryable: boolean;
  /** When it is given, and what to do; in English. */
  readonly meaning: string;
}

const ENTRY = {
  type: 'object',
  properties: { code: { type: 'string' }, type: { type: 'string' }, status: { type: 'integer' }, title: { type: 'string' }, retryable: { type: 'boolean' }, meaning: { type: 'string' } },
  required: ['code', 'type', 'status', 'title', 'retryable', 'meaning'],
};

const EXAMPLE = entry('identifier-taken', problems['identifier-taken'], 'en');

@ApiTags('Problems')
@Controller('v1/problems')
export class ProblemsController {
  @Get()
  @ApiOperation({ operationId: 'list-problems', summary: 'All problems this API can answer with' })
  @ApiOkResponse({ description: 'Every code, its status and its meaning.', example: { items: [EXAMPLE] }, schema: { type: 'object', properties: { items: { type: 'array', items: ENTRY } }, required: ['items'] } })
  list(@Http() { request, reply }: Exchange): { items: ProblemEntry[] } {
    void reply.header('vary', 'accept-language');
    const language = languageOf(request.headers['accept-language']);
    return { items: Object.entries(problems).map(([code, definition]) => entry(code as ProblemCode, definition, language)) };
  }

  @Get(':code')
  @ApiOperation({ operationId: 'get-problem', summary: 'What one problem means' })
  @ApiParam({ name: 'code', schema: { enum: Object.keys(problems) }, example: 'identifier-taken' })
  @ApiOkResponse({ description: 'The code, its status and its meaning.', example: EXAMPLE, schema: ENTRY })
  @Problems('not-found')
  one(@Http() { request, reply }: Exchange): ProblemEntry {
    void reply.header('vary', 'accept-language');
    const { code = '' } = request.params as { code?: string };
    if (!Object.hasOwn(problems, code)) throw new Refusal('not-found', 'there is no problem of this code; see /v1/problems');
    return entry(code as ProblemCode, problems[code as ProblemCode], languageOf(request.headers['accept-language']));
  }
}

function entry(code: ProblemCode, { status, title, retryable, meaning }: ProblemDefinition, language: Language): ProblemEntry {
  return { code, type: problemType(code), status, title: title[language], retryable, meaning };
}
