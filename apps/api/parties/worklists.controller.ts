/** Lists that people work off: facts to check again, and the portfolio of a rep. */
import { Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Configuration } from '#libs/configuration/registry.js';
import { MAX_GOT_LENGTH, Refusal } from '#libs/platform/refusal.js';
import { isUuid } from '#libs/platform/uuid.js';
import { absencesOf } from '#projections/queries/absences.js';
import { DEFAULT_DOUBTFUL, doubtfulFacts, DOUBTS, MAX_DOUBTFUL } from '#projections/queries/doubtful.js';
import { oneParty } from '#projections/queries/parties.js';
import { DEFAULT_PORTFOLIO_PAGE, handoverProgress, MAX_PORTFOLIO_PAGE, portfolioOf } from '#projections/queries/portfolio.js';
import { QueryParts } from '#projections/queries/query-parts.js';
import { partiesThatAreOne } from '#projections/queries/parties-that-are-one.js';
import { CommandEndpoint, Http, type Exchange } from '../commands/command-endpoint.js';
import { CommandOperation } from '../commands/command-operation.decorator.js';
import { listUnder, readWalkCursor, writeWalkCursor, type Part, type WalkPage } from '../http/cursor.js';
import { MOMENT, pathId, QueryString } from '../http/query-string.js';
import { DAY, examples, FACT, ID, NULLABLE_TEXT, POSITION, QueryOperation } from '../openapi/query-documentation.js';
import { ABSENCE, absenceExample, FOLLOWED } from '../staff/staff-schemas.js';

const CURSOR = { description: 'The `next` of the page before.', example: 'eyJhIjoiIn0' };
/** A hundred years. */
const MAX_AGE = 36_525;
const listSchema = (items: object, more: object = {}) => ({
  type: 'object', properties: { items: { type: 'array', items }, ...more, next: NULLABLE_TEXT, asOf: DAY, knownAt: POSITION, position: POSITION },
  required: ['items', ...Object.keys(more), 'next', 'asOf', 'knownAt', 'position'],
});
const at = { next: null, asOf: '2026-01-20', knownAt: examples.position, position: examples.position };

@ApiTags('Worklists')
@Controller('v1')
export class WorklistsController {
  constructor(private readonly commands: CommandEndpoint, private readonly parts: QueryParts, private readonly configuration: Configuration) {}

  @Get('doubtful-facts')
  @QueryOperation({
    operationId: 'list-doubtful-facts', summary: 'Facts in force that should be checked again', description: 'Past their freshness, disputed, or with a bound nobody knows. Confirm, dispute, end or correct each by its id. A page may hold fewer than asked for and still have a `next`.',
    query: {
      attribute: { description: 'Of this attribute.', example: 'phone' }, reason: { description: 'For this reason.', example: 'past-freshness', schema: { enum: [...DOUBTS] } },
      minAgeDays: { description: 'Not checked for at least so many days.', example: 365, schema: { type: 'integer', minimum: 1, maximum: MAX_AGE } }, followedBy: { description: 'In the portfolio of this person.', example: examples.item.partyId },
      limit: { description: `At most this many (1 to ${MAX_DOUBTFUL}).`, example: DEFAULT_DOUBTFUL, schema: { type: 'integer', minimum: 1, maximum: MAX_DOUBTFUL } }, cursor: CURSOR,
    },
    answers: 'A page; `next` is null on the last.', problems: ['cursor-invalid', 'unknown-attribute'],
    schema: listSchema({ ...FACT, properties: { ...(FACT['properties'] as object), partyIds: { type: 'array', items: ID, description: 'Whose it is: a party, or both ends of a relation.' }, ageDays: { type: 'integer', description: 'Days since it was last checked, began, or was stated, whichever came last; 0 where that was after `asOf`.' } } }),
    example: { items: [{ ...examples.fact, trust: 'doubtful', trustReason: 'past-freshness', partyIds: [examples.item.partyId], ageDays: 800 }], ...at },
  })
  async doubtful(@Http() { request }: Exchange) {
    const query = new QueryString(request, [...MOMENT, 'attribute', 'reason', 'minAgeDays', 'followedBy', 'limit', 'cursor']);
    const reason = query.oneOf('reason', DOUBTS);
    const minAgeDays = query.text('minAgeDays') === undefined ? undefined : query.count('minAgeDays', 1, MAX_AGE);
    const filter = { attribute: query.text('attribute'), reason, minAgeDays, followedBy: query.uuid('followedBy') };
    const limit = query.count('limit', DEFAULT_DOUBTFUL, MAX_DOUBTFUL);
    query.done();
    if (filter.attribute !== undefined && !(await this.configuration.attribute(filter.attribute))) {
      throw new Refusal('unknown-attribute', 'there is no such attribute to filter by', { errors: [{ path: 'attribute', expected: 'a code of /v1/attributes', got: filter.attribute.slice(0, MAX_GOT_LENGTH) }] });
    }
    const list = listUnder(this.parts, 'doubtful-facts', filter);
    const { asOf, position, place: [of, subject, factId] } = await this.page(query, list, [(kind) => kind === 'party' || kind === 'relation', isUuid, isUuid]);
    const after = of === undefined ? undefined : { of: of as 'party' | 'relation', subject: subject!, factId: factId! };
    const { items, next } = await doubtfulFacts(this.parts.pool, asOf, position, { ...filter, limit, after });
    return { items, ...this.at(list, { asOf, position, place: next ? [next.of, next.subject, next.factId] : [] }) };
  }

  @Get('parties/:partyId/portfolio')
  @QueryOperation({
    operationId: 'get-portfolio', summary: 'Whom a person follows', description: 'The facts `followed-by` in force on the day that name this person; parties that turned out to be one are one entry in each scope, as their 360° shows them. `absences` tells whether the person is away on the day, and who stands in.', path: ['partyId'],
    query: { limit: { description: `At most this many (1 to ${MAX_PORTFOLIO_PAGE}).`, example: DEFAULT_PORTFOLIO_PAGE, schema: { type: 'integer', minimum: 1, maximum: MAX_PORTFOLIO_PAGE } }, cursor: CURSOR },
    answers: 'A page; `next` is null on the last.', problems: ['party-not-found', 'erased', 'cursor-invalid'],
    schema: listSchema(FOLLOWED, { absences: { type: 'array', items: ABSENCE } }),
    example: { absences: [absenceExample], items: [{ party: { partyId: examples.item.partyId, kind: 'organisation', displayName: 'Brico Ouest' }, factId: examples.fact.factId, scope: 'all', validFrom: '2024-01-01', validTo: null }], ...at },
  })
  async portfolio(@Http() { request }: Exchange) {
    const query = new QueryString(request, [...MOMENT, 'limit', 'cursor']);
    const limit = query.count('limit', DEFAULT_PORTFOLIO_PAGE, MAX_PORTFOLIO_PAGE);
    query.done();
    const partyId = pathId(request, 'partyId');
    const list = listUnder(this.parts, 'portfolio', partyId);
    const { asOf, position, place: [after] } = await this.page(query, list, [isUuid]);
    const rep = await oneParty(this.parts.pool, partyId, { asOf, position });
    const [{ items, more }, absences] = await Promise.all([
      portfolioOf(this.parts.pool, await partiesThatAreOne(this.parts.pool, rep.partyId, position), asOf, position, { limit, after }), absencesOf(this.parts.pool, [rep.partyId], asOf, position),
    ]);
    return { items, absences: absences.get(rep.partyId) ?? [], ...this.at(list, { asOf, position, place: more ? [items.at(-1)!.factId] : [] }) };
  }

  @Post('portfolio-handovers')
  @CommandOperation('hand-over-portfolio', {
    summary: 'Hand over whom a person follows', description: 'At most 5,000. They are listed at once and written party by party, all from the same day: nobody is without for a day; whom the leaver was to follow only from a later day on, the successor follows from then. See GET /v1/portfolio-handovers/{handoverId}. Whom somebody else is to follow by then is skipped.',
    problems: ['party-not-found', 'erased', 'wrong-party-kind', 'invalid-date', 'too-many', 'not-yet-projected'],
  })
  handOver(@Http() http: Exchange) {
    return this.commands.execute('hand-over-portfolio', http);
  }

  @Get('portfolio-handovers/:handoverId')
  @QueryOperation({
    operationId: 'get-portfolio-handover', summary: 'How far a hand-over of a portfolio is', path: ['handoverId'], moment: false, answers: 'As the log has it now; a read `after` the `position` of a completed one shows all that it handed over.', problems: ['not-found'],
    schema: { type: 'object', properties: { handoverId: ID, from: ID, to: ID, on: DAY, status: { enum: ['under-way', 'completed'] }, requested: { type: 'integer' }, moved: { type: ['integer', 'null'] }, skipped: { type: ['array', 'null'], items: ID }, position: POSITION }, required: ['handoverId', 'from', 'to', 'on', 'status', 'requested', 'moved', 'skipped', 'position'] },
    example: { handoverId: '7f6e5d4c-3b2a-5190-8f7e-6d5c4b3a2918', from: examples.item.partyId, to: '1f3a5c7e-9b0d-5e2f-8a4c-6e8f0a2c4e6f', on: '2026-07-01', status: 'completed', requested: 120, moved: 120, skipped: [], position: examples.position },
  })
  async handover(@Http() { request, reply }: Exchange) {
    new QueryString(request, []).done();
    const progress = await handoverProgress(this.parts.log, pathId(request, 'handoverId'));
    const position = this.parts.moments.format(progress.position);
    void reply.header('annals-position', position);
    return { ...progress, position };
  }

  private async page(query: QueryString, list: string, shape: readonly Part[]): Promise<WalkPage> {
    const cursor = query.text('cursor');
    if (cursor !== undefined) return readWalkCursor(cursor, list, shape, this.parts.moments);
    const { asOf, position } = await this.parts.moments.resolve({ asOf: query.text('asOf'), knownAt: query.text('knownAt'), after: query.text('after') });
    return { asOf, position: position ?? this.parts.projecting.state.position, place: [] };
  }

  private at(list: string, page: WalkPage) {
    const token = this.parts.moments.format(page.position);
    return { next: page.place.length > 0 ? writeWalkCursor(list, page, this.parts.moments) : null, asOf: page.asOf, knownAt: token, position: token };
  }
}
