/** Questions about parties, on both clocks. */
import { Body, Controller, Get, Post, HttpCode } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Configuration } from '#libs/configuration/registry.js';
import type { Position } from '#libs/event-log/event-log.js';
import { builtInAttribute, lookupText } from '#libs/facts/catalogue.js';
import { PARTY_KINDS } from '#libs/parties/events.js';
import { Refusal } from '#libs/platform/refusal.js';
import { consentsOf } from '#projections/queries/consents.js';
import { consolidatedView } from '#projections/queries/consolidated.js';
import { diff, type Side } from '#projections/queries/diff.js';
import { groupOf } from '#projections/queries/group.js';
import { historyOf, PARTS, type HistoryEntry } from '#projections/queries/history.js';
import { contactsOf } from '#projections/queries/interactions.js';
import { askedAt, type Moment } from '#projections/queries/moment.js';
import {
  DEFAULT_PAGE, listParties, MAX_LOOKUP, MAX_PAGE, nameLookup, oneParty, partiesById, partiesByIdentifier, type Lookup, type PartyFilter,
} from '#projections/queries/parties.js';
import { QueryParts } from '#projections/queries/query-parts.js';
import { openAbout } from '#projections/queries/tasks.js';
import { openUpdateRequestsOf } from '#projections/queries/update-requests.js';
import { DEFAULT_RELATIONS, MAX_RELATIONS, view360 } from '#projections/queries/view360.js';
import { checkedBody } from '../http/checked-body.js';
import { listUnder, readCursor, writeCursor } from '../http/cursor.js';
import { languageOf } from '../http/language.js';
import { KNOWN, MOMENT, pathId, QueryString } from '../http/query-string.js';
import { Http, type Exchange } from '../commands/command-endpoint.js';
import { DAY, examples, HISTORY_ENTRY, ID, NULLABLE_TEXT, PARTY_ITEM, PARTY_LIST, POSITION, QueryOperation, VIEW_360 } from '../openapi/query-documentation.js';
import { LookupParties, SearchParties, type IdentifierInput } from './party-queries.bodies.js';

/** Attributes of who somebody is that are the same for many organisations. */
const IMPERSONAL: ReadonlySet<string> = new Set(['structure', 'nature', 'legal-category', 'administrative-status']);
const HISTORY_PAGE = 100;
/** A page of them would tell as removed what only stands on another page. */
const ALL_RELATIONS = 1_000_000;

@ApiTags('Parties')
@Controller('v1/parties')
export class PartyQueriesController {
  constructor(private readonly parts: QueryParts, private readonly configuration: Configuration) {}

  @Get()
  @QueryOperation({
    operationId: 'list-parties', summary: 'List parties',
    description: 'Both clocks are fixed by the first page and stand in its cursor: no party is missed and none comes twice, whatever is written meanwhile. Parties that turned out to be one come once, by what their 360° shows. Names, phones and e-mails never travel in an address: use POST /v1/parties/search.',
    query: {
      identifier: { description: 'Holding this identifier on the day: `<scheme>:<value>`, in any spacing; `<scheme>:<system>:<value>` where values belong to systems.', example: ['siret:73282932000074'], schema: { type: 'array', items: { type: 'string' } } },
      kind: { description: 'Of this kind.', example: 'organisation', schema: { enum: [...PARTY_KINDS] } },
      fact: { description: 'With this fact on the day, `<attribute>:<value>`; repeatable. Identity and contact attributes are not searched this way.', example: ['role:client'], schema: { type: 'array', items: { type: 'string' } } },
      sort: { description: 'By id, or by when they were created.', example: 'created', schema: { enum: ['id', 'created'] } },
      limit: { description: `At most this many (1 to ${MAX_PAGE}).`, example: 50, schema: { type: 'integer', minimum: 1, maximum: MAX_PAGE } },
      cursor: { description: 'The `next` of the page before.', example: 'eyJhIjoiIn0' },
      fields: { description: 'Only these members of each item.', example: 'partyId,displayName' },
      total: { description: '`exact`: count all of them.', example: 'exact', schema: { enum: ['exact'] } },
    },
    answers: 'A page; `next` is null on the last.', schema: PARTY_LIST, example: examples.list, problems: ['cursor-invalid', 'unknown-attribute', 'identifier-invalid'],
  })
  async list(@Http() { request, reply }: Exchange) {
    const query = new QueryString(request, [...MOMENT, 'identifier', 'kind', 'fact', 'sort', 'limit', 'cursor', 'fields', 'total'], ['identifier', 'fact']);
    const kind = query.oneOf('kind', PARTY_KINDS);
    const sort = query.oneOf('sort', ['id', 'created'] as const) ?? 'id';
    const limit = query.count('limit', DEFAULT_PAGE, MAX_PAGE);
    const fields = query.some('fields', ['partyId', 'kind', 'displayName', 'createdAt'] as const, ['partyId', 'kind', 'displayName', 'createdAt']);
    const withTotal = query.oneOf('total', ['exact'] as const) === 'exact';
    const facts = await Promise.all(query.texts('fact').map((text) => this.factFilter(text)));
    const cursor = query.text('cursor');
    query.done();
    const identifiers = await Promise.all(query.texts('identifier').map((text) => this.identifierLookup(identifierIn(text))));
    return this.page(reply, query, cursor, { kind, facts, lookups: identifiers, sort, limit }, withTotal, fields);
  }

  @Post('search')
  @HttpCode(200)
  @ApiBody({ schema: { $ref: '#/components/schemas/SearchParties' }, examples: { byName: { value: { name: 'brico' } }, byPhone: { value: { phone: '+33 4 78 00 00 00' } } } })
  @QueryOperation({
    operationId: 'search-parties', summary: 'Search parties by name, phone, e-mail or identifier', description: 'A name is found by its beginning, whatever its case and accents. All conditions must hold on the day; of parties that turned out to be one, by what their 360° shows.',
    answers: 'A page; `next` is null on the last.', schema: PARTY_LIST, example: examples.list, problems: ['cursor-invalid', 'unknown-attribute', 'identifier-invalid'],
  })
  async search(@Http() { request, reply }: Exchange, @Body() given: unknown) {
    const query = new QueryString(request, MOMENT);
    query.done();
    const body = checkedBody(SearchParties, given);
    const lookups: Lookup[] = [
      ...(body.name === undefined ? [] : [nameLookup(body.name)]),
      ...(body.phone === undefined ? [] : [contactLookup('phone', body.phone)]),
      ...(body.email === undefined ? [] : [contactLookup('email', body.email)]),
      ...(body.identifier === undefined ? [] : [await this.identifierLookup(body.identifier)]),
    ];
    if (lookups.some(({ text }) => text === '')) throw new Refusal('invalid-body', 'the name has neither letters nor digits', { errors: [{ path: 'name', expected: 'a text with a letter or digit' }] });
    if (lookups.length === 0) throw new Refusal('invalid-body', 'nothing to search for', { errors: [{ path: 'body', expected: 'a name, phone, email or identifier' }] });
    return this.page(reply, query, body.cursor, { kind: body.kind, facts: [], lookups, sort: 'id', limit: body.limit ?? DEFAULT_PAGE }, false, new Set(['partyId', 'kind', 'displayName', 'createdAt']));
  }

  @Post('lookup')
  @HttpCode(200)
  @ApiBody({ schema: { $ref: '#/components/schemas/LookupParties' }, examples: { both: { value: { parties: [examples.item.partyId], identifiers: [{ scheme: 'siret', value: '732 829 320 00074' }] } } } })
  @QueryOperation({
    operationId: 'lookup-parties', summary: 'Look up many parties by id or identifier', description: `At most ${MAX_LOOKUP} in all; answered in the order asked. One that was merged answers with the party it turned out to be.`,
    answers: 'What was found, null where nothing was.', example: { parties: [{ ...examples.item, createdAt: undefined }], identifiers: [{ partyId: null, kind: null, displayName: null }], asOf: '2024-04-15', knownAt: examples.position, position: examples.position },
    schema: {
      type: 'object', required: ['parties', 'identifiers'],
      properties: Object.fromEntries(['parties', 'identifiers'].map((name) => [name, { type: 'array', items: { type: 'object', properties: { partyId: NULLABLE_TEXT, kind: NULLABLE_TEXT, displayName: NULLABLE_TEXT, mergedInto: ID } } }])),
    },
    problems: ['too-many', 'unknown-attribute', 'identifier-invalid'],
  })
  async lookup(@Http() { request }: Exchange, @Body() given: unknown) {
    const query = new QueryString(request, MOMENT);
    query.done();
    const { parties = [], identifiers = [] } = checkedBody(LookupParties, given);
    if (parties.length + identifiers.length > MAX_LOOKUP) throw new Refusal('too-many', `a look-up takes at most ${MAX_LOOKUP} ids and identifiers`, { limit: MAX_LOOKUP });
    const lookups = await Promise.all(identifiers.map((one) => this.identifierLookup(one)));
    const moment = await this.pinned(query);
    return {
      parties: await partiesById(this.parts.pool, parties, moment),
      identifiers: await partiesByIdentifier(this.parts.pool, lookups.map(({ attributes, text }) => ({ attribute: attributes[0]!, lookup: text })), moment),
      asOf: moment.asOf, ...this.at(moment.position),
    };
  }

  @Get(':partyId')
  @QueryOperation({
    operationId: 'get-party', summary: 'One party', path: ['partyId'], answers: 'What it is and is called.', example: { ...examples.item, asOf: '2024-04-15', knownAt: examples.position, position: examples.position },
    schema: { ...PARTY_ITEM, properties: { ...(PARTY_ITEM.properties as object), mergedInto: ID, asOf: DAY, knownAt: POSITION, position: POSITION } }, problems: ['party-not-found', 'erased'],
  })
  async one(@Http() { request }: Exchange) {
    const query = new QueryString(request, MOMENT);
    query.done();
    const moment = await this.moment(query);
    const party = await oneParty(this.parts.lookingUp, pathId(request, 'partyId'), moment);
    return { ...party, asOf: moment.asOf, ...this.at(party.position) };
  }

  @Get(':partyId/360')
  @QueryOperation({
    operationId: 'get-party-360', summary: 'Everything known of a party, as of a day and a time known', path: ['partyId'],
    query: {
      include: { description: 'Parts of the answer: `facts`, `relations`, `interactions` (the latest, and the last contact each way), `consents`, `tasks` (open ones about the party, and interactions planned with it), `update-requests` (open ones), `consolidated` (the members of a household, or the group of an organisation, seen as one: those who belong to it on the day, also with what was said to them before they did; of who has left, nothing; of a group also what was said to those who work for it on the day, since they do; a person has no such part), and `ended` for facts that have ended by the day, beside those that hold. Facts, relations, interactions, consents and tasks, when left out; for a household also `consolidated`.', example: 'facts,relations,ended' },
      attributes: { description: 'Only facts of these attributes, separated by commas.', example: 'name.banner,phone' },
      relationsLimit: { description: `Relations at most (1 to ${MAX_RELATIONS}).`, example: 100, schema: { type: 'integer', minimum: 1, maximum: MAX_RELATIONS } },
      relationsAfter: { description: 'The `moreRelations` of the page before.', example: examples.relation.relationId },
    },
    answers: 'The 360°. `summary` follows one documented rule.', schema: VIEW_360, example: examples.view, problems: ['party-not-found', 'erased', 'unknown-attribute'],
  })
  async view(@Http() { request, reply }: Exchange): Promise<object> {
    const query = new QueryString(request, [...MOMENT, 'include', 'attributes', 'relationsLimit', 'relationsAfter']);
    const include = query.some('include', ['facts', 'relations', 'interactions', 'consents', 'tasks', 'update-requests', 'consolidated', 'ended'] as const, ['facts', 'relations', 'interactions', 'consents', 'tasks']);
    const relationsLimit = query.count('relationsLimit', DEFAULT_RELATIONS, MAX_RELATIONS);
    const relationsAfter = query.uuid('relationsAfter');
    const attributes = query.text('attributes')?.split(',');
    query.done();
    const partyId = pathId(request, 'partyId');
    for (const code of attributes ?? []) {
      if (!(await this.configuration.attribute(code))) throw new Refusal('unknown-attribute', `there is no attribute ${code.slice(0, 64)}`, { errors: [{ path: 'attributes', expected: 'attributes of /v1/attributes', got: code.slice(0, 64) }] });
    }
    // Every part is asked for at one position, so they can be asked for together.
    const asked = await this.moment(query);
    const moment = { ...asked, position: asked.position ?? this.parts.projecting.state.position };
    const { asking } = this.parts;
    const [view, contacts, consents, open, updateRequests] = await Promise.all([
      view360(asking, partyId, { moment, language: languageOf(request.headers['accept-language']), include, relationsLimit, relationsAfter }),
      include.has('interactions') ? contactsOf(asking, partyId, moment) : undefined,
      include.has('consents') ? consentsOf(asking, partyId, moment) : undefined,
      include.has('tasks') ? openAbout(asking, partyId, moment) : undefined,
      include.has('update-requests') ? openUpdateRequestsOf(asking, partyId, moment.position) : undefined,
    ]);
    const whole = (include.has('consolidated') && view.party.kind !== 'person') || (query.text('include') === undefined && view.party.kind === 'household');
    const consolidated = whole ? await consolidatedView(this.parts.pool, view.party, moment) : undefined;
    void reply.header('annals-position', this.parts.moments.format(view.position)).header('vary', 'accept-language');
    const facts = attributes ? view.facts?.filter(({ attribute }) => attributes.includes(attribute)) : view.facts;
    // Not spread: V8 of Node 20 keeps what is spread first and added to until it collects all, and a 360° is large.
    return Object.assign({}, view, askedAt(moment), this.at(view.position), facts && { facts }, contacts, consents && { consents }, open, updateRequests && { updateRequests }, consolidated && { consolidated }) as object;
  }

  @Get(':partyId/history')
  @QueryOperation({
    operationId: 'get-party-history', summary: 'How what is known of a party came about', description: 'Every event of the party and its relations up to the time known, in the order recorded: what it says, what it replaced, who, when, why, by which command. With `include` also those of what it has a part in, which `stream` names.',
    moment: 'known', path: ['partyId'], query: { include: { description: `Also these: some of ${PARTS.join(',')}.`, example: 'interactions,consents' }, limit: { description: `At most this many (1 to ${MAX_PAGE}).`, example: HISTORY_PAGE, schema: { type: 'integer' } }, cursor: { description: 'The `next` of the page before.', example: 'eyJhIjoiIn0' } },
    answers: 'A page of entries.', schema: { type: 'object', properties: { items: { type: 'array', items: HISTORY_ENTRY }, next: NULLABLE_TEXT, knownAt: POSITION, position: POSITION }, required: ['items', 'next', 'position'] },
    example: { items: [{ ...examples.event, data: { factId: examples.fact.factId, attribute: 'name.banner', value: 'Brico A', validFrom: '2020-01-01', validTo: null } }], next: null, knownAt: examples.position, position: examples.position },
    problems: ['party-not-found', 'erased', 'cursor-invalid'],
  })
  async history(@Http() { request }: Exchange) {
    const query = new QueryString(request, [...KNOWN, 'include', 'limit', 'cursor']);
    const limit = query.count('limit', HISTORY_PAGE, MAX_PAGE);
    const include = query.some('include', PARTS, []);
    const cursor = query.text('cursor');
    query.done();
    const partyId = pathId(request, 'partyId');
    const list = listUnder(this.parts, 'history', include.size === 0 ? partyId : { partyId, include: [...include].sort() });
    const page = cursor === undefined ? undefined : await readCursor(cursor, list, this.parts.moments);
    const moment = page ?? (await this.pinned(query));
    const party = await oneParty(this.parts.pool, partyId, moment);
    const entries = await historyOf(this.parts, party.partyId, party.position, include);
    const after = BigInt(page?.after.created ?? 0);
    const items = entries.filter(({ position }) => position > after).slice(0, limit);
    const last = items.at(-1);
    const next = last && entries.at(-1) !== last ? writeCursor(list, { asOf: moment.asOf, position: party.position, after: { partyId: party.partyId, created: String(last.position) } }, this.parts.moments) : null;
    return { items: items.map((entry) => this.told(entry)), next, ...this.at(party.position) };
  }

  @Get(':partyId/diff')
  @QueryOperation({
    operationId: 'get-party-diff', summary: 'What changed in a party between two points', description: 'On either clock, or on both: `asOf=A..B`, `knownAt=C..D`. A clock that is left out, or given one point, stands still. Of a party that was not known yet at one of them, all is new.',
    path: ['partyId'], moment: false,
    query: {
      asOf: { description: 'Two days, `A..B`; or one.', example: '2024-01-01..2024-12-31' }, knownAt: { description: 'Two times known, `C..D`; or one.', example: '2024-03-01..2024-07-01' },
      after: { description: 'Wait until the answer shows this position.', example: examples.position },
    },
    answers: 'The changes, each with the events that made it.',
    schema: {
      type: 'object', required: ['changes', 'from', 'to'],
      properties: {
        changes: { type: 'array', items: { type: 'object', properties: { change: { enum: ['added', 'removed', 'changed'] }, factId: ID, relationId: ID, attribute: { type: 'string' }, before: { type: ['object', 'null'] }, after: { type: ['object', 'null'] }, members: { type: 'array', items: { type: 'string' } }, by: { type: 'array', items: { type: 'object' } } }, required: ['change', 'before', 'after', 'by'] } },
        from: { type: 'object', properties: { asOf: DAY, knownAt: POSITION } }, to: { type: 'object', properties: { asOf: DAY, knownAt: POSITION } },
      },
    },
    example: { changes: [{ change: 'added', factId: examples.fact.factId, attribute: 'name.banner', before: null, after: examples.fact, by: [examples.event] }], from: { asOf: '2024-01-01', knownAt: examples.position }, to: { asOf: '2024-12-31', knownAt: examples.position } },
    problems: ['party-not-found', 'erased', 'invalid-date', 'known-at-ahead', 'foreign-log', 'not-yet-projected'],
  })
  async diff(@Http() { request }: Exchange) {
    const query = new QueryString(request, MOMENT);
    const [asOf, knownAt] = [bothEnds(query.text('asOf')), bothEnds(query.text('knownAt'))];
    query.done();
    const partyId = pathId(request, 'partyId');
    const after = query.text('after');
    // The later one first: without a position of its own each side is taken at the same one.
    const to = await this.side(request, partyId, await this.parts.moments.resolve({ asOf: asOf[1], knownAt: knownAt[1], after }));
    const moment = await this.parts.moments.resolve({ asOf: asOf[0], knownAt: knownAt[0], after: undefined });
    const from = await this.side(request, partyId, { ...moment, position: moment.position ?? to.position });
    const party = to.party ?? from.party;
    if (!party) throw new Refusal('party-not-found', `no party ${partyId} was known at either position`, { partyId });
    const history = await historyOf(this.parts, party.partyId, from.position > to.position ? from.position : to.position);
    const { format } = this.formatting();
    return {
      changes: diff(from, to, history).map(({ by, ...change }) => ({ ...change, by: by.map((event) => ({ ...event, position: format(event.position) })) })),
      from: { asOf: from.asOf, knownAt: format(from.position) }, to: { asOf: to.asOf, knownAt: format(to.position) },
    };
  }

  @Get(':partyId/group')
  @QueryOperation({
    operationId: 'get-party-group', summary: 'The group a party belongs to', description: 'Up to its top and down from there, along hierarchical relations in force on the day, at any depth.', path: ['partyId'],
    query: { type: { description: 'Only relations of this type; repeatable.', example: 'subsidiary-of' } },
    answers: 'The members, from the top down.',
    schema: {
      type: 'object', required: ['partyId', 'members', 'cut'],
      properties: { partyId: ID, cut: { type: 'boolean' }, asOf: DAY, knownAt: POSITION, position: POSITION, members: { type: 'array', items: { type: 'object', properties: { partyId: ID, kind: NULLABLE_TEXT, displayName: NULLABLE_TEXT, depth: { type: 'integer' }, parent: NULLABLE_TEXT, relationId: NULLABLE_TEXT, type: NULLABLE_TEXT }, required: ['partyId', 'depth', 'parent'] } } },
    },
    example: { partyId: examples.item.partyId, cut: false, asOf: '2024-04-15', knownAt: examples.position, position: examples.position, members: [{ partyId: examples.item.partyId, kind: 'organisation', displayName: 'Brico Ouest', depth: 0, parent: null, relationId: null, type: null }] },
    problems: ['party-not-found', 'erased', 'unknown-type'],
  })
  async group(@Http() { request }: Exchange) {
    const query = new QueryString(request, [...MOMENT, 'type'], ['type']);
    query.done();
    const types = query.texts('type');
    for (const code of types) {
      if (!(await this.configuration.relationType(code))) throw new Refusal('unknown-type', `there is no type of relation ${code.slice(0, 64)}`, { errors: [{ path: 'type', expected: 'types of /v1/relation-types', got: code.slice(0, 64) }] });
    }
    const moment = await this.moment(query);
    const party = await oneParty(this.parts.pool, pathId(request, 'partyId'), moment);
    const group = await groupOf(this.parts.pool, party.partyId, { asOf: moment.asOf, position: party.position }, types.length > 0 ? types : undefined);
    return { ...group, asOf: moment.asOf, ...this.at(group.position) };
  }

  /** One of two points that are compared: nothing at all at a time when the party was not known yet. */
  private async side(request: FastifyRequest, partyId: string, moment: Moment): Promise<Side> {
    try {
      return await view360(this.parts.pool, partyId, { moment, language: languageOf(request.headers['accept-language']), include: new Set(['facts', 'relations']), relationsLimit: ALL_RELATIONS, relationsAfter: undefined });
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'party-not-found') || moment.position === undefined) throw error;
      return { asOf: moment.asOf, position: moment.position };
    }
  }

  /** A page of the parties that fulfil the conditions; a cursor goes on with the very same conditions. */
  private async page(reply: FastifyReply, query: QueryString, cursor: string | undefined, { limit, ...conditions }: Omit<PartyFilter, 'after'>, withTotal: boolean, fields: ReadonlySet<string>) {
    const list = listUnder(this.parts, 'parties', conditions);
    const page = cursor === undefined ? undefined : await readCursor(cursor, list, this.parts.moments);
    const moment = page ? { asOf: page.asOf, position: page.position } : await this.moment(query);
    const { items, more, position, total } = await listParties(this.parts.pool, moment, { ...conditions, limit, after: page?.after }, withTotal);
    const last = items.at(-1);
    void reply.header('annals-position', this.parts.moments.format(position));
    return {
      items: items.map((item) => Object.fromEntries(Object.entries(item).filter(([name]) => fields.has(name)))),
      next: more && last ? writeCursor(list, { asOf: moment.asOf, position, after: { partyId: last.partyId, created: last.created } }, this.parts.moments) : null,
      asOf: moment.asOf, ...this.at(position), ...(total !== undefined && { total }),
    };
  }

  private moment(query: QueryString): Promise<Moment> {
    return this.parts.moments.resolve({ asOf: query.text('asOf'), knownAt: query.text('knownAt'), after: query.text('after') });
  }

  /** A moment whose position is fixed, for answers of several statements. */
  private async pinned(query: QueryString): Promise<{ asOf: string; position: Position }> {
    const { asOf, position } = await this.moment(query);
    return { asOf, position: position ?? this.parts.projecting.state.position };
  }

  private at(position: Position): { knownAt: string; position: string } {
    const token = this.parts.moments.format(position);
    return { knownAt: token, position: token };
  }

  private formatting(): { format: (position: Position) => string } {
    return { format: (position) => this.parts.moments.format(position) };
  }

  private told(entry: HistoryEntry) {
    return { ...entry, position: this.parts.moments.format(entry.position) };
  }

  /** Attributes that say nothing of a person may be filtered by in an address; what does stays out of it. */
  private async factFilter(text: string): Promise<{ attribute: string; value: string }> {
    const at = text.indexOf(':');
    const code = at > 0 ? text.slice(0, at) : '';
    const attribute = code === '' ? undefined : await this.configuration.attribute(code);
    const got = (at > 0 ? code : text).slice(0, 64);
    if (!attribute) throw new Refusal('unknown-attribute', 'there is no such attribute to filter by', { errors: [{ path: 'fact', expected: '<attribute>:<value>, with an attribute of /v1/attributes', got }] });
    if (attribute.dataClass !== 'commercial' && !IMPERSONAL.has(code)) {
      throw new Refusal('invalid-body', `${code} may tell of a person`, { errors: [{ path: 'fact', expected: 'an attribute that tells of no person; for names, phones and e-mails: POST /v1/parties/search', got }] });
    }
    return { attribute: code, value: text.slice(at + 1) };
  }

  /** An identifier as it is looked up: normalised by its scheme, and refused where it cannot be one. */
  private async identifierLookup({ scheme, value, system }: IdentifierInput): Promise<Lookup> {
    const attribute = await this.configuration.attribute(`identifier.${scheme}`);
    if (!attribute) throw new Refusal('unknown-attribute', `there is no identifier scheme ${scheme.slice(0, 64)}`, { errors: [{ path: 'identifier', expected: 'a scheme of /v1/identifier-schemes', got: scheme.slice(0, 64) }] });
    const normalised = attribute.read(system === undefined ? value : { system, value }, 'identifier');
    return { attributes: [attribute.code], text: lookupText(attribute.code, normalised)!, prefix: false };
  }
}

function identifierIn(text: string): IdentifierInput {
  const [scheme = '', ...rest] = text.split(':');
  if (rest.length === 0) throw new Refusal('invalid-body', 'the identifier has no scheme', { errors: [{ path: 'identifier', expected: '<scheme>:<value>', got: text.slice(0, 64) }] });
  return rest.length === 1 ? { scheme, value: rest[0]! } : { scheme, system: rest[0]!, value: rest.slice(1).join(':') };
}

function contactLookup(attribute: 'phone' | 'email', value: string): Lookup {
  const normalised = builtInAttribute(attribute)!.read(value, attribute);
  return { attributes: [attribute], text: lookupText(attribute, normalised)!, prefix: false };
}

/** `A..B` as two points, `A` as the same point twice. */
function bothEnds(text: string | undefined): readonly [string | undefined, string | undefined] {
  if (text === undefined) return [undefined, undefined];
  const at = text.indexOf('..');
  return at < 0 ? [text, text] : [text.slice(0, at), text.slice(at + 2)];
}
