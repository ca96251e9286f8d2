import { Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { updateRequestStream } from '#libs/update-requests/events.js';
import { UPDATE_REQUEST_STATUSES } from '#libs/update-requests/status.js';
import { QueryParts } from '#projections/queries/query-parts.js';
import { DEFAULT_UPDATE_REQUESTS, listUpdateRequests, MAX_UPDATE_REQUESTS, oneUpdateRequest } from '#projections/queries/update-requests.js';
import { CommandEndpoint, Http, type Exchange } from '../commands/command-endpoint.js';
import { CommandOperation } from '../commands/command-operation.decorator.js';
import { isPosition, listUnder, readWalkCursor, writeWalkCursor } from '../http/cursor.js';
import { pathId, QueryString } from '../http/query-string.js';
import { streamHistory } from '../http/stream-history.js';
import { examples, HISTORY, ID, NULLABLE_TEXT, POSITION, QueryOperation } from '../openapi/query-documentation.js';

const KNOWN = { knownAt: { description: 'As known then: a date, an instant or a position. Now, when left out.', example: '2026-06-01' }, after: { description: 'Wait until the answer shows this position.', example: examples.position } };
const AT_PROBLEMS = ['invalid-date', 'known-at-ahead', 'foreign-log', 'not-yet-projected'] as const;
const [FROM, TO, VALUE] = [{ description: 'A date, or `{unknown: true}`.' }, { description: 'A date, `{unknown: true}`, or null.' }, { description: 'In the shape of the attribute.' }];
const listed = (properties: Readonly<Record<string, object>>) => ({ type: 'array', items: { type: 'object', properties, required: Object.keys(properties) } });
const CHANGES = {
  type: ['object', 'null'], description: 'Null when erased.',
  properties: { facts: listed({ attribute: { type: 'string' }, value: VALUE, from: FROM, to: TO }), ends: listed({ factId: ID, on: { type: 'string' } }), corrections: listed({ factId: ID, value: VALUE, from: FROM, to: TO }) },
};
const REQUEST = {
  type: 'object',
  properties: {
    requestId: ID, party: ID, relationId: { ...NULLABLE_TEXT, description: 'The relation of the party whose facts it is about; null where it is about those of the party itself.' }, periodId: NULLABLE_TEXT, interactionId: NULLABLE_TEXT, status: { enum: [...UPDATE_REQUEST_STATUSES] }, reason: NULLABLE_TEXT, changes: CHANGES, erased: { const: true },
    note: NULLABLE_TEXT, requestedBy: { type: 'string' }, requestedAt: { type: 'string', format: 'date-time' }, decidedBy: NULLABLE_TEXT, decidedAt: NULLABLE_TEXT,
  },
  required: ['requestId', 'party', 'relationId', 'periodId', 'interactionId', 'status', 'reason', 'changes', 'note', 'requestedBy', 'requestedAt', 'decidedBy', 'decidedAt'],
};
const EXAMPLE = {
  requestId: '2f1e0d9c-8b7a-5695-8473-62514f3e2d1c', party: examples.item.partyId, relationId: null, periodId: null, interactionId: examples.interaction.interactionId, status: 'open', reason: null,
  changes: { facts: [{ attribute: 'name.legal', value: 'Brico Ouest', from: '2026-01-01', to: null }] }, note: null, requestedBy: 'service:portal', requestedAt: '2026-01-15T09:40:00.000Z', decidedBy: null, decidedAt: null,
};
const at = { knownAt: examples.position, position: examples.position };

@ApiTags('Update requests')
@Controller('v1/update-requests')
export class UpdateRequestsController {
  constructor(private readonly commands: CommandEndpoint, private readonly parts: QueryParts) {}

  @Post()
  @CommandOperation('request-update', {
    summary: 'Propose changes of what is known of a party', description: 'Of its own facts, or of those of a period of a relation of it, such as the phone of an employment. By a caller, an agent or a system. Nothing changes before it is accepted; what would not be taken today is refused at once.',
    problems: ['party-not-found', 'relation-not-found', 'erased', 'interaction-not-found', 'interaction-retracted', 'unknown-attribute', 'retired', 'wrong-party-kind', 'period-upside-down', 'unknown-start-hidden', 'partial-overlap', 'fact-not-found', 'fact-retracted', 'already-ended', 'outside-period', 'past-next-start', 'slot-changed', 'identifier-invalid', 'identifier-taken', 'unknown-reference'],
  })
  request(@Http() http: Exchange) {
    return this.commands.execute('request-update', http);
  }

  @Post(':requestId/accept')
  @CommandOperation('accept-update', {
    summary: 'Accept an update request: its changes become facts', description: 'Their source is the interaction in which it was said. Applied once, however often it is accepted. If-Match is the revision of the party, or of the relation. Warns of an interaction that was retracted since (`interaction-retracted`), and of facts that it ends or corrects and of which something else was stated since (`changed-since-requested`).',
    problems: ['not-found', 'relation-not-found', 'already-decided', 'erased', 'identifier-taken', 'period-upside-down', 'unknown-start-hidden', 'partial-overlap', 'fact-not-found', 'fact-retracted', 'already-ended', 'outside-period', 'past-next-start', 'unknown-reference'],
  })
  accept(@Http() http: Exchange) {
    return this.commands.execute('accept-update', http);
  }

  @Post(':requestId/refuse')
  @CommandOperation('refuse-update', { summary: 'Refuse an update request, with a reason', problems: ['not-found', 'already-decided'] })
  refuse(@Http() http: Exchange) {
    return this.commands.execute('refuse-update', http);
  }

  @Get()
  @QueryOperation({
    operationId: 'list-update-requests', summary: 'Update requests, the oldest first', moment: false,
    query: {
      ...KNOWN, status: { description: 'In this state.', example: 'open', schema: { enum: [...UPDATE_REQUEST_STATUSES] } }, party: { description: 'Of this party, or of one that turned out to be it.', example: examples.item.partyId },
      limit: { description: `At most this many (1 to ${MAX_UPDATE_REQUESTS}).`, example: DEFAULT_UPDATE_REQUESTS, schema: { type: 'integer', minimum: 1, maximum: MAX_UPDATE_REQUESTS } }, cursor: { description: 'The `next` of the page before.', example: 'eyJhIjoiIn0' },
    },
    answers: 'A page; `next` is null on the last.', schema: { type: 'object', properties: { items: { type: 'array', items: REQUEST }, next: NULLABLE_TEXT, knownAt: POSITION, position: POSITION }, required: ['items', 'next', 'knownAt', 'position'] },
    example: { items: [EXAMPLE], next: null, ...at }, problems: [...AT_PROBLEMS, 'cursor-invalid'],
  })
  async list(@Http() { request }: Exchange) {
    const query = new QueryString(request, ['knownAt', 'after', 'status', 'party', 'limit', 'cursor']);
    const status = query.oneOf('status', UPDATE_REQUEST_STATUSES);
    const party = query.uuid('party');
    const limit = query.count('limit', DEFAULT_UPDATE_REQUESTS, MAX_UPDATE_REQUESTS);
    query.done();
    const cursor = query.text('cursor');
    const list = listUnder(this.parts, 'update-requests', { status, party });
    const page = cursor === undefined ? undefined : await readWalkCursor(cursor, list, [isPosition], this.parts.moments);
    const { asOf, position } = page ?? (await this.moment(query));
    const { items, next } = await listUpdateRequests(this.parts.pool, position, { status, party, limit, after: page && BigInt(page.place[0]!) });
    return { items, next: next === null ? null : writeWalkCursor(list, { asOf, position, place: [String(next)] }, this.parts.moments), ...this.at(position) };
  }

  @Get(':requestId')
  @QueryOperation({
    operationId: 'get-update-request', summary: 'One update request', path: ['requestId'], moment: false, query: KNOWN, answers: 'As known at `knownAt`.',
    schema: { ...REQUEST, properties: { ...REQUEST.properties, knownAt: POSITION, position: POSITION } }, example: { ...EXAMPLE, ...at }, problems: [...AT_PROBLEMS, 'not-found'],
  })
  async one(@Http() { request }: Exchange) {
    const query = new QueryString(request, ['knownAt', 'after']);
    query.done();
    const { position: asked } = await this.moment(query);
    const { request: found, position } = await oneUpdateRequest(this.parts.pool, pathId(request, 'requestId'), asked);
    return { ...found, ...this.at(position) };
  }

  @Get(':requestId/history')
  @QueryOperation({
    operationId: 'get-update-request-history', summary: 'How an update request came about and was decided', description: 'What each said, with its note, who, when and why.', path: ['requestId'], moment: false, query: KNOWN,
    answers: 'All entries, in the order recorded.', schema: HISTORY, example: { items: [{ ...examples.event, type: 'UpdateRequestRefused', data: { reason: 'not-proven', note: 'Without a document' } }], ...at }, problems: [...AT_PROBLEMS, 'not-found'],
  })
  async history(@Http() { request }: Exchange) {
    const query = new QueryString(request, ['knownAt', 'after']);
    query.done();
    const { position } = await this.moment(query);
    return streamHistory(this.parts, [updateRequestStream(pathId(request, 'requestId'))], position, 'not-found');
  }

  private async moment(query: QueryString): Promise<{ asOf: string; position: bigint }> {
    const { asOf, position } = await this.parts.moments.resolve({ knownAt: query.text('knownAt'), after: query.text('after') });
    return { asOf, position: position ?? this.parts.projecting.state.position };
  }

  private at(position: bigint): { knownAt: string; position: string } {
    const token = this.parts.moments.format(position);
    return { knownAt: token, position: token };
  }
}
