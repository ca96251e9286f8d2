/** Questions about interactions: of a party, one, its history, and by words. */
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { Configuration } from '#libs/configuration/registry.js';
import { interactionStream } from '#libs/interactions/events.js';
import { MAX_GOT_LENGTH, Refusal } from '#libs/platform/refusal.js';
import { isUuid } from '#libs/platform/uuid.js';
import {
  DEFAULT_INTERACTIONS, interactionsOf, MAX_INTERACTIONS, oneInteraction, searchInteractions, type InteractionFilter, type InteractionMoment, type InteractionPage,
} from '#projections/queries/interactions.js';
import { askedAt, type AskedMoment } from '#projections/queries/moment.js';
import { oneParty } from '#projections/queries/parties.js';
import { QueryParts } from '#projections/queries/query-parts.js';
import { Http, type Exchange } from '../commands/command-endpoint.js';
import { checkedBody } from '../http/checked-body.js';
import { listUnder, readInstantCursor, writeInstantCursor } from '../http/cursor.js';
import { KNOWN, MOMENT, pathId, QueryString } from '../http/query-string.js';
import { streamHistory } from '../http/stream-history.js';
import { AS_OF_INSTANT, examples, HISTORY, INTERACTION, NULLABLE_TEXT, POSITION, QueryOperation } from '../openapi/query-documentation.js';
import { SearchInteractions } from './interaction-queries.bodies.js';

const PAGE = {
  type: 'object', properties: { items: { type: 'array', items: INTERACTION }, next: NULLABLE_TEXT, ...AS_OF_INSTANT, knownAt: POSITION, position: POSITION }, required: ['items', 'next', 'asOf', 'asOfInstant', 'knownAt', 'position'],
};
const at = { knownAt: examples.position, position: examples.position };
const PAGE_EXAMPLE = { items: [examples.interaction], next: null, asOf: '2026-01-20', asOfInstant: '2026-01-20T22:59:59.999Z', ...at };

/** The page asked for: pinned by its cursor, else by the parameters of the moment. */
interface Asked extends InteractionMoment {
  readonly position: bigint;
  readonly after: InteractionFilter['after'];
}

@ApiTags('Interactions')
@Controller('v1')
export class InteractionQueriesController {
  constructor(private readonly parts: QueryParts, private readonly configuration: Configuration) {}

  @Get('parties/:partyId/interactions')
  @QueryOperation({
    operationId: 'list-party-interactions', summary: 'Interactions of a party, newest first', description: 'Those that began by `asOf`, as known at `knownAt`; both are fixed by the first page.', path: ['partyId'],
    query: {
      direction: { description: 'This way only.', example: 'inbound', schema: { enum: ['inbound', 'outbound'] } }, medium: { description: 'By this medium only.', example: 'phone' },
      from: { description: 'Not before this day.', example: '2025-01-01' },
      limit: { description: `At most this many (1 to ${MAX_INTERACTIONS}).`, example: DEFAULT_INTERACTIONS, schema: { type: 'integer', minimum: 1, maximum: MAX_INTERACTIONS } },
      cursor: { description: 'The `next` of the page before.', example: 'eyJhIjoiIn0' },
    },
    answers: 'A page; `next` is null on the last.', schema: PAGE, example: PAGE_EXAMPLE, problems: ['party-not-found', 'erased', 'unknown-medium', 'cursor-invalid'],
  })
  async ofParty(@Http() { request }: Exchange) {
    const query = new QueryString(request, [...MOMENT, 'direction', 'medium', 'from', 'limit', 'cursor']);
    const direction = query.oneOf('direction', ['inbound', 'outbound'] as const);
    const limit = query.count('limit', DEFAULT_INTERACTIONS, MAX_INTERACTIONS);
    query.done();
    const since = query.text('from');
    const from = since === undefined ? undefined : this.parts.moments.startOf(since, 'from');
    const partyId = pathId(request, 'partyId');
    const medium = query.text('medium');
    await this.refuseUnknownMedium(medium);
    const filter = { direction, medium, from };
    const list = listUnder(this.parts, 'interactions', { partyId, ...filter });
    const asked = await this.asked({ asOf: query.text('asOf'), knownAt: query.text('knownAt'), after: query.text('after') }, { list, cursor: query.text('cursor') });
    const party = await oneParty(this.parts.pool, partyId, asked);
    return this.page(list, asked, await interactionsOf(this.parts.pool, party.partyId, asked, { ...filter, limit, after: asked.after }));
  }

  @Get('interactions/:interactionId')
  @QueryOperation({
    operationId: 'get-interaction', summary: 'One interaction', path: ['interactionId'], answers: 'As known at `knownAt`; parties by their names on `asOf`.',
    schema: { ...INTERACTION, properties: { ...(INTERACTION.properties as object), ...AS_OF_INSTANT, knownAt: POSITION, position: POSITION } }, example: { ...examples.interaction, asOf: '2026-01-20', asOfInstant: '2026-01-20T22:59:59.999Z', ...at }, problems: ['interaction-not-found'],
  })
  async one(@Http() { request }: Exchange) {
    const query = new QueryString(request, MOMENT);
    query.done();
    const asked = await this.asked({ asOf: query.text('asOf'), knownAt: query.text('knownAt'), after: query.text('after') });
    const { interaction, position } = await oneInteraction(this.parts.pool, pathId(request, 'interactionId'), asked);
    return { ...interaction, ...askedAt(asked), ...this.at(position) };
  }

  @Get('interactions/:interactionId/history')
  @QueryOperation({
    operationId: 'get-interaction-history', summary: 'How what is known of an interaction came about', description: 'Logged, amended, resolved, retracted: what each said, who, when and why.', moment: 'known', path: ['interactionId'],
    answers: 'All entries, in the order recorded.', schema: HISTORY,
    example: { items: [{ ...examples.event, type: 'InteractionRetracted', data: { note: 'Logged twice' } }], ...at }, problems: ['interaction-not-found'],
  })
  async history(@Http() { request }: Exchange) {
    const query = new QueryString(request, KNOWN);
    query.done();
    const { position } = await this.asked({ knownAt: query.text('knownAt'), after: query.text('after') });
    return streamHistory(this.parts, [interactionStream(pathId(request, 'interactionId'))], position, 'interaction-not-found');
  }

  @Post('interactions/search')
  @HttpCode(200)
  @ApiBody({ schema: { $ref: '#/components/schemas/SearchInteractions' }, examples: { words: { value: { text: 'livraison retard' } }, unresolved: { value: { unresolved: true, from: '2025-01-01' } } } })
  @QueryOperation({
    operationId: 'search-interactions', summary: 'Interactions by the words in them, newest first', description: 'Subject, objective, notes, topics and outcome, by the stems of French and English, and what was said of somebody whose party was not known; or all in which somebody is still unresolved, or that are about a party.',
    answers: 'A page; `next` is null on the last.', schema: PAGE, example: PAGE_EXAMPLE, problems: ['party-not-found', 'erased', 'unknown-medium', 'cursor-invalid'],
  })
  async search(@Http() { request }: Exchange, @Body() given: unknown) {
    const query = new QueryString(request, MOMENT);
    query.done();
    const { text, unresolved = false, party, about, direction, medium, from, to, limit = DEFAULT_INTERACTIONS, cursor } = checkedBody(SearchInteractions, given);
    if (text === undefined && !unresolved && about === undefined) throw new Refusal('invalid-body', 'nothing is looked for', { errors: [{ path: 'text', expected: 'words to look for; they may be left out only with `unresolved` or `about`' }] });
    await this.refuseUnknownMedium(medium);
    const list = listUnder(this.parts, 'interaction-search', { text, ...(unresolved && { unresolved }), party, about, direction, medium, from, to });
    const asked = await this.asked({ asOf: query.text('asOf'), knownAt: query.text('knownAt'), after: query.text('after') }, { list, cursor });
    const { moments, pool } = this.parts;
    for (const one of [party, about]) if (one !== undefined) await oneParty(pool, one, asked);
    const [since, end] = [from === undefined ? undefined : moments.startOf(from, 'from'), to === undefined ? asked.before : moments.before(to)];
    const moment = { ...asked, before: end < asked.before ? end : asked.before };
    return this.page(list, asked, await searchInteractions(pool, { words: text, unresolved, party, about }, moment, { direction, medium, from: since, limit, after: asked.after }));
  }

  private async refuseUnknownMedium(medium: string | undefined): Promise<void> {
    if (medium === undefined || (await this.configuration.medium(medium))) return;
    throw new Refusal('unknown-medium', 'there is no such medium to filter by', { errors: [{ path: 'medium', expected: 'a code of /v1/media', got: medium.slice(0, MAX_GOT_LENGTH) }] });
  }

  private async asked(moment: AskedMoment, page?: { readonly list: string; readonly cursor: string | undefined }): Promise<Asked> {
    if (page?.cursor !== undefined) {
      const { after, ...pinned } = await readInstantCursor(page.cursor, page.list, isUuid, this.parts.moments);
      return { ...pinned, after: { startedAt: after.at, interactionId: after.id } };
    }
    const { asOf, before, position } = await this.parts.moments.resolve(moment);
    return { asOf, before, position: position ?? this.parts.projecting.state.position, after: undefined };
  }

  private page(list: string, { asOf, before, position }: Asked, { items, more }: Omit<InteractionPage, 'position'>) {
    const last = items.at(-1);
    const next = more && last ? writeInstantCursor(list, { asOf, before, position, after: { at: last.startedAt, id: last.interactionId } }, this.parts.moments) : null;
    return { items, next, ...askedAt({ asOf, before }), ...this.at(position) };
  }

  private at(position: bigint): { knownAt: string; position: string } {
    const token = this.parts.moments.format(position);
    return { knownAt: token, position: token };
  }
}
