/** Consumers of the feed: who follows it, what each gets, how far it is, and how far behind. */
import { Body, Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { code as codeKind } from '#libs/commands/fields.js';
import { behind } from '#libs/event-log/behind.js';
import { cloudEventType } from '#libs/feed/cloud-event.js';
import type { Consumer } from '#libs/feed/consumers.js';
import { MAX_CONSUMERS } from '#libs/feed/consumers.js';
import type { Fault } from '#libs/platform/refusal.js';
import { Http, type Exchange } from '../commands/command-endpoint.js';
import { refusalFor } from '../commands/command-gateway.js';
import { checkedBody } from '../http/checked-body.js';
import { QueryString } from '../http/query-string.js';
import { QueryOperation } from '../openapi/query-documentation.js';
import { AcknowledgeFeed, RegisterConsumer } from './feed.bodies.js';
import { CONSUMER_ANSWER, CONSUMER_EXAMPLE, CONSUMER_LAG } from './feed-documentation.js';
import { FeedParts } from './feed-parts.js';

/** Events behind that are counted: far enough to see that it is far behind. */
const MAX_COUNTED = 1_000_000;
const LAG_EXAMPLE = { ...CONSUMER_EXAMPLE, lag: { events: 12, seconds: 3.4 } };

@ApiTags('Feed')
@Controller('v1/feed/consumers')
export class FeedConsumersController {
  constructor(private readonly parts: FeedParts) {}

  @Get()
  @QueryOperation({
    operationId: 'list-consumers', summary: 'All consumers of the feed, and how far behind each is', moment: false,
    answers: `By code. \`lag.events\`: events of the log it has not acknowledged, those among them that its filter passes over; ${MAX_COUNTED} when there are more. \`lag.seconds\`: how long the first of them has been there.`,
    schema: { type: 'object', properties: { items: { type: 'array', items: CONSUMER_LAG } }, required: ['items'] }, example: { items: [LAG_EXAMPLE] },
  })
  async list(@Http() { request }: Exchange) {
    new QueryString(request, []).done();
    const consumers = await this.parts.consumers.all();
    return { items: await Promise.all(consumers.map((consumer) => this.withLag(consumer))) };
  }

  @Get(':code')
  @QueryOperation({ operationId: 'get-consumer', summary: 'One consumer of the feed, and how far behind it is', path: ['code'], moment: false, answers: 'The consumer.', schema: CONSUMER_LAG, example: LAG_EXAMPLE, problems: ['not-found'] })
  async one(@Http() { request }: Exchange) {
    return this.withLag(await this.parts.consumers.find(codeIn(request)));
  }

  @Put(':code')
  @ApiBody({ schema: { $ref: '#/components/schemas/RegisterConsumer' }, examples: { register: { value: { name: 'Data warehouse', types: ['annals.FactRecorded'], scope: 'ids' } } } })
  @QueryOperation({
    operationId: 'register-consumer', summary: 'Register a consumer of the feed, or change what it gets', path: ['code'], moment: false,
    description: `At most ${MAX_CONSUMERS}. What is left out is as if it had never been said. Sent again it changes nothing: no Idempotency-Key is needed.`,
    answers: 'The consumer, registered already.', created: 'The consumer, new.', schema: CONSUMER_ANSWER, example: CONSUMER_EXAMPLE, problems: ['known-at-ahead', 'foreign-log', 'too-many-consumers', 'body-too-large', 'unsupported-media-type', 'too-many'],
  })
  async put(@Http() { request, reply }: Exchange, @Body() given: unknown) {
    const code = codeIn(request);
    const { name, types = [], party, bookkeeping = false, scope = 'ids', begins } = checkedBody(RegisterConsumer, given);
    const faults: Fault[] = [];
    const eventTypes = this.parts.eventTypes(types, (index) => `types[${index}]`, (fault) => faults.push(fault));
    if (faults.length > 0) throw refusalFor(faults);
    const from = begins === undefined ? 0n : await this.parts.position(begins, 'begins');
    const { consumer, created } = await this.parts.consumers.put({ code, name, types: eventTypes, party, bookkeeping, scope }, from, this.parts.clock.now());
    void reply.status(created ? 201 : 200);
    return this.document(consumer);
  }

  @Post(':code/acknowledge')
  @HttpCode(200)
  @ApiBody({ schema: { $ref: '#/components/schemas/AcknowledgeFeed' }, examples: { acknowledge: { value: { position: '@k7mzq2ab.1204' } } } })
  @QueryOperation({
    operationId: 'acknowledge-feed', summary: 'Tell how far a consumer has dealt with the feed', path: ['code'], moment: false,
    description: 'Send it after the events are stored at your side: what was not acknowledged comes again. The same position again changes nothing; an earlier one is refused unless `reset` says that it is meant.',
    answers: 'The consumer.', schema: CONSUMER_ANSWER, example: CONSUMER_EXAMPLE, problems: ['not-found', 'known-at-ahead', 'foreign-log', 'already-acknowledged', 'acknowledged-elsewhere', 'body-too-large', 'unsupported-media-type'],
  })
  async acknowledge(@Http() { request }: Exchange, @Body() given: unknown) {
    const code = codeIn(request);
    const { position, began, reset = false } = checkedBody(AcknowledgeFeed, given);
    return this.document(await this.parts.consumers.acknowledge(code, await this.parts.position(position, 'position'), this.parts.clock.now(), { reset, began: began === undefined ? undefined : await this.parts.position(began, 'began') }));
  }

  @Delete(':code')
  @QueryOperation({ operationId: 'delete-consumer', summary: 'Delete a consumer of the feed', path: ['code'], moment: false, description: 'Its place is forgotten. Events are never deleted.', answers: 'It was deleted.', schema: { type: 'object', properties: { code: { type: 'string' } }, required: ['code'] }, example: { code: 'warehouse' }, problems: ['not-found'] })
  async remove(@Http() { request }: Exchange) {
    const code = codeIn(request);
    await this.parts.consumers.remove(code);
    return { code };
  }

  private document({ code, name, types, party, bookkeeping, scope, acknowledged, acknowledgedAt, registeredAt }: Consumer) {
    return {
      code, name, ...(types.length > 0 && { types: types.map(cloudEventType) }), ...(party !== undefined && { party }), bookkeeping, scope,
      acknowledged: this.parts.format(acknowledged), acknowledgedAt, registeredAt,
    };
  }

  private async withLag(consumer: Consumer) {
    return { ...this.document(consumer), lag: await behind(this.parts.log, consumer.acknowledged, { now: this.parts.clock.now(), countedTo: MAX_COUNTED }) };
  }
}

function codeIn({ params }: Exchange['request']): string {
  const { code = '' } = params as { code?: string };
  const faults = codeKind.check(code).map((fault) => ({ ...fault, path: 'code' }));
  if (faults.length > 0) throw refusalFor(faults);
  return code;
}
