import { Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CONTACT_CHANNELS, type ContactChannel } from '#libs/configuration/events.js';
import { consentStream } from '#libs/consents/events.js';
import { Refusal, type Fault } from '#libs/platform/refusal.js';
import type { ProblemCode } from '#libs/platform/problem-codes.js';
import { consentsOf, permissionOf, type ConsentAnswer } from '#projections/queries/consents.js';
import { askedAt } from '#projections/queries/moment.js';
import { oneParty } from '#projections/queries/parties.js';
import { QueryParts } from '#projections/queries/query-parts.js';
import { partiesThatAreOne } from '#projections/queries/parties-that-are-one.js';
import { CommandEndpoint, Http, type Exchange } from '../commands/command-endpoint.js';
import { CommandOperation } from '../commands/command-operation.decorator.js';
import { KNOWN, MOMENT, pathId, QueryString } from '../http/query-string.js';
import { streamHistory } from '../http/stream-history.js';
import { AS_OF_INSTANT, CONSENT, examples, HISTORY, POSITION, QueryOperation } from '../openapi/query-documentation.js';

const STATING: readonly ProblemCode[] = ['invalid-date', 'unknown-purpose', 'party-not-found', 'erased'];
const EXAMPLE: ConsentAnswer = {
  purpose: 'b2c-prospecting', channel: 'phone', state: 'granted', since: '2026-08-20T08:15:00.000Z', expires: null, consentId: '8c7b6a59-4837-5261-9504-f3e2d1c0b9a8', proof: { method: 'web-form', textVersion: 'newsletter-2026-01' },
  recordedAt: '2026-08-20T08:15:02.000Z', recordedBy: 'service:portal', legalBasis: 'consent',
};
const at = { asOf: '2026-09-03', asOfInstant: '2026-09-03T21:59:59.999Z', knownAt: examples.position, position: examples.position };

@ApiTags('Consents')
@Controller('v1/parties/:partyId/consents')
export class ConsentsController {
  constructor(private readonly commands: CommandEndpoint, private readonly parts: QueryParts) {}

  @Post('grant')
  @CommandOperation('grant-consent', { summary: 'Record that a party consents', description: 'For one purpose by one channel, with proof.', problems: [...STATING, 'retired'] })
  grant(@Http() http: Exchange) {
    return this.commands.execute('grant-consent', http);
  }

  @Post('refuse')
  @CommandOperation('refuse-consent', { summary: 'Record that a party refuses', problems: STATING })
  refuse(@Http() http: Exchange) {
    return this.commands.execute('refuse-consent', http);
  }

  @Post('withdraw')
  @CommandOperation('withdraw-consent', { summary: 'Record that a party withdraws its consent', description: 'It works from its instant on and deletes nothing. What was never granted can be withdrawn as well: it is told as withdrawn, and no more allowed than what was refused.', problems: STATING })
  withdraw(@Http() http: Exchange) {
    return this.commands.execute('withdraw-consent', http);
  }

  @Post('object')
  @CommandOperation('register-objection', { summary: 'Record that a party objects', description: 'To one purpose or all, by one channel or any. What the party allows later counts again. An objection to all does not reach purposes that rest on a contract, a legal obligation or a vital interest; one to such a purpose itself does.', problems: STATING })
  object(@Http() http: Exchange) {
    return this.commands.execute('register-objection', http);
  }

  @Post(':consentId/retract')
  @CommandOperation('retract-consent', { summary: 'Retract a statement: it was never made', description: 'Final. What was known before stays known.', problems: ['not-found', 'party-not-found', 'erased'] })
  retract(@Http() http: Exchange) {
    return this.commands.execute('retract-consent', http);
  }

  @Get()
  @QueryOperation({
    operationId: 'list-party-consents', summary: 'What a party allows, by purpose and channel', description: 'Of purposes and channels about which something was said; of one purpose and channel named also where nothing was.', path: ['partyId'],
    query: { purpose: { description: 'Of this purpose.', example: 'b2c-prospecting' }, channel: { description: 'By this channel.', example: 'phone', schema: { enum: [...CONTACT_CHANNELS] } } },
    answers: 'The states at the moment asked for.', schema: { type: 'object', properties: { items: { type: 'array', items: CONSENT }, ...AS_OF_INSTANT, knownAt: POSITION, position: POSITION }, required: ['items', 'asOf', 'asOfInstant', 'knownAt', 'position'] },
    example: { items: [EXAMPLE], ...at }, problems: ['party-not-found', 'erased', 'unknown-purpose'],
  })
  async list(@Http() { request }: Exchange) {
    const query = new QueryString(request, [...MOMENT, 'purpose', 'channel']);
    const channel = query.oneOf('channel', CONTACT_CHANNELS);
    query.done();
    const { partyId, moment, answered } = await this.asked(request, query);
    return { items: await consentsOf(this.parts.pool, partyId, moment, { purpose: query.text('purpose'), channel }), ...answered };
  }

  @Get('history')
  @QueryOperation({
    operationId: 'get-consent-history', summary: 'How what a party allows came about', description: 'Granted, refused, withdrawn, objected, retracted: what each said, with its proof, who recorded it, when and why.', moment: 'known', path: ['partyId'],
    answers: 'All entries, in the order recorded.', schema: HISTORY,
    example: { items: [{ ...examples.event, type: 'ConsentWithdrawn', data: { consentId: EXAMPLE.consentId, purpose: 'b2c-prospecting', channel: 'phone', from: '2026-08-31T22:00:00.000Z', proof: { method: 'letter' } } }], knownAt: examples.position, position: examples.position },
    problems: ['party-not-found', 'erased'],
  })
  async history(@Http() { request }: Exchange) {
    const query = new QueryString(request, KNOWN);
    query.done();
    const { partyId, moment: { position } } = await this.asked(request, query);
    return streamHistory(this.parts, (await partiesThatAreOne(this.parts.pool, partyId, position)).map(consentStream), position);
  }

  @Get(':purpose/:channel/permission')
  @QueryOperation({
    operationId: 'get-contact-permission', summary: 'Whether a party may be reached by a channel for a purpose', description: 'At an instant, as known at another: was that call allowed, as we knew then? By consent where that is the legal basis of the purpose; else unless the party said no.',
    path: ['partyId', 'purpose', 'channel'], answers: 'Yes or no, and why.',
    schema: { type: 'object', properties: { allowed: { type: 'boolean' }, reasons: { type: 'array', items: { type: 'string' } }, consent: CONSENT, ...AS_OF_INSTANT, knownAt: POSITION, position: POSITION }, required: ['allowed', 'reasons', 'consent', 'asOf', 'asOfInstant', 'knownAt', 'position'] },
    example: { allowed: true, reasons: ['consent-granted'], consent: EXAMPLE, ...at }, problems: ['party-not-found', 'erased', 'unknown-purpose'],
  })
  async permission(@Http() { request }: Exchange) {
    const query = new QueryString(request, MOMENT);
    query.done();
    const { purpose, channel } = request.params as { purpose: string; channel: string };
    const { partyId, moment, answered } = await this.asked(request, query);
    return { ...(await permissionOf(this.parts, partyId, moment, purpose, knownChannel(channel))), ...answered };
  }

  private async asked(request: FastifyRequest, query: QueryString) {
    const { asOf, before, position: asked } = await this.parts.moments.resolve({ asOf: query.text('asOf'), knownAt: query.text('knownAt'), after: query.text('after') });
    const position = asked ?? this.parts.projecting.state.position;
    const { partyId } = await oneParty(this.parts.pool, pathId(request, 'partyId'), { asOf, position });
    const token = this.parts.moments.format(position);
    return { partyId, moment: { asOf, before, position }, answered: { ...askedAt({ asOf, before }), knownAt: token, position: token } };
  }
}

function knownChannel(text: string): ContactChannel {
  const channel = CONTACT_CHANNELS.find((one) => one === text);
  if (channel) return channel;
  const fault: Fault = { path: 'channel', expected: CONTACT_CHANNELS.join(', '), got: text.slice(0, 64) };
  throw new Refusal('invalid-body', 'there is no such channel', { errors: [fault] });
}
