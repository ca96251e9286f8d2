import { Controller, Get } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CommandRunner } from '#libs/commands/command-runner.js';
import { Refusal, type Fault } from '#libs/platform/refusal.js';
import { commandIdOf, KEY, KEY_WORDS, readCaller } from '../http/command-context.js';
import { Problems } from '../http/problems.decorator.js';
import { commandExamples } from '../openapi/examples.js';
import { Http, type Exchange } from './command-endpoint.js';
import { CommandGateway, refusalFor, type AnswerDocument } from './command-gateway.js';

@ApiTags('Commands')
@Controller('v1/commands')
export class CommandLookupController {
  constructor(private readonly runner: CommandRunner, private readonly gateway: CommandGateway) {}

  @Get(':key')
  @ApiOperation({
    operationId: 'get-command', summary: 'What became of a command',
    description: 'By its Idempotency-Key, among the commands of the same Annals-Caller. Not found: never arrived, refused, or still to be finished. Sending it again is safe in each case.',
  })
  @ApiParam({ name: 'key', schema: { type: 'string', pattern: KEY.source }, description: 'The Idempotency-Key.', example: 'order:4711' })
  @ApiHeader({ name: 'Annals-Caller', required: false, schema: { type: 'string', default: 'service:local' }, description: 'Who sent it.' })
  @ApiOkResponse({ description: 'Its answer, as it was given.', example: commandExamples['record-facts'].answer, schema: { $ref: '#/components/schemas/CommandAnswer' } })
  @Problems('invalid-body', 'not-found')
  async answer(@Http() { request, reply }: Exchange): Promise<AnswerDocument> {
    const faults: Fault[] = [];
    const { caller } = readCaller(request.headers, faults);
    const { key = '' } = request.params as { key?: string };
    if (!KEY.test(key)) faults.push({ path: 'key', expected: KEY_WORDS });
    if (faults.length > 0) throw refusalFor(faults);
    const answer = await this.runner.answerOf(commandIdOf(caller, key));
    if (!answer) throw new Refusal('not-found', `no command of ${caller} under this key has been carried out`);
    const document = this.gateway.document(answer);
    void reply.header('annals-position', document.position);
    return document;
  }
}
