/** Our own companies, our people, and what they leave behind. */
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Position } from '#libs/event-log/event-log.js';
import { isUuid } from '#libs/platform/uuid.js';
import { DEFAULT_HANDOVER, handoverOf, MAX_HANDOVER } from '#projections/queries/handover.js';
import { oneParty } from '#projections/queries/parties.js';
import { QueryParts } from '#projections/queries/query-parts.js';
import { DEFAULT_STAFF_PAGE, listStaff, MAX_STAFF_PAGE, ownCompanies } from '#projections/queries/staff.js';
import type { PinnedInstant } from '#projections/queries/tasks.js';
import { Http, type Exchange } from '../commands/command-endpoint.js';
import { listUnder, readWalkCursor, writeListCursor, writeWalkCursor } from '../http/cursor.js';
import { MOMENT, pathId, QueryString } from '../http/query-string.js';
import { DAY, examples, ID, NULLABLE_TEXT, POSITION, QueryOperation } from '../openapi/query-documentation.js';
import { HANDOVER, handoverExample, OWN_COMPANY, ownCompanyExample, STAFF_MEMBER, staffExample } from './staff-schemas.js';

const AT = { asOf: DAY, knownAt: POSITION, position: POSITION };
const at = { asOf: '2026-01-20', knownAt: examples.position, position: examples.position };
const MAX_LEVEL = 5;
/** Codes of skills and territories, as the catalogue has them. */
const CODE = /^[a-z0-9][a-z0-9-]{0,39}$/;

@ApiTags('Staff')
@Controller('v1')
export class StaffController {
  constructor(private readonly parts: QueryParts) {}

  @Get('own-companies')
  @QueryOperation({
    operationId: 'list-own-companies', summary: 'Our own companies and their teams', description: 'Organisations with the fact `own-company` on the day, by its code; teams by `team-of`, at any depth. `cut`: as many as one answer holds (1,000 companies, 5,000 teams), so there may be more.',
    answers: 'All of them.', schema: { type: 'object', properties: { items: { type: 'array', items: OWN_COMPANY }, cut: { type: 'boolean' }, ...AT }, required: ['items', 'cut', 'asOf', 'knownAt', 'position'] },
    example: { items: [ownCompanyExample], cut: false, ...at },
  })
  async companies(@Http() { request }: Exchange) {
    const query = new QueryString(request, MOMENT);
    query.done();
    const { asOf, position } = await this.pinned(query);
    return { ...(await ownCompanies(this.parts.pool, asOf, position)), asOf, ...this.at(position) };
  }

  @Get('staff')
  @QueryOperation({
    operationId: 'list-staff', summary: 'Our people',
    description: 'Persons employed on the day (`employee-of`) by an own company, or by an establishment of one; in the order of their ids. Both clocks are fixed by the first page and stand in its cursor.',
    query: {
      company: { description: 'Employed by this own company, or by an establishment of it.', example: examples.item.partyId }, team: { description: 'In this team, or in one below it; as a member or leading it.', example: '6a5b4c3d-2e1f-5a09-8b7c-6d5e4f3a2b1c' },
      skill: { description: 'With this skill.', example: 'negotiation' }, minLevel: { description: `With \`skill\`: at this level at least (1 to ${MAX_LEVEL}).`, example: 3, schema: { type: 'integer', minimum: 1, maximum: MAX_LEVEL } },
      territory: { description: 'With this territory, or in a team that has it.', example: 'west' }, absent: { description: 'Whether away on the day.', example: 'false', schema: { enum: ['true', 'false'] } },
      limit: { description: `At most this many (1 to ${MAX_STAFF_PAGE}).`, example: DEFAULT_STAFF_PAGE, schema: { type: 'integer', minimum: 1, maximum: MAX_STAFF_PAGE } }, cursor: { description: 'The `next` of the page before.', example: 'eyJhIjoiIn0' },
    },
    answers: 'A page; `next` is null on the last.', problems: ['cursor-invalid'],
    schema: { type: 'object', properties: { items: { type: 'array', items: STAFF_MEMBER }, next: NULLABLE_TEXT, ...AT }, required: ['items', 'next', 'asOf', 'knownAt', 'position'] },
    example: { items: [staffExample], next: null, ...at },
  })
  async staff(@Http() { request }: Exchange) {
    const query = new QueryString(request, [...MOMENT, 'company', 'team', 'skill', 'minLevel', 'territory', 'absent', 'limit', 'cursor']);
    const [skill, territory] = [codeIn(query, 'skill'), codeIn(query, 'territory')];
    const minLevel = query.text('minLevel') === undefined ? undefined : query.count('minLevel', 1, MAX_LEVEL);
    if (minLevel !== undefined && skill === undefined) query.fault({ path: 'minLevel', expected: 'this parameter only together with skill' });
    const absent = query.oneOf('absent', ['true', 'false'] as const);
    const filter = { company: query.uuid('company'), team: query.uuid('team'), skill, minLevel, territory, absent: absent && absent === 'true' };
    const limit = query.count('limit', DEFAULT_STAFF_PAGE, MAX_STAFF_PAGE);
    query.done();
    const cursor = query.text('cursor');
    const list = listUnder(this.parts, 'staff', filter);
    const page = cursor === undefined ? undefined : await readWalkCursor(cursor, list, [isUuid], this.parts.moments);
    const { asOf, position } = page ?? (await this.pinned(query));
    const { items, more } = await listStaff(this.parts.pool, asOf, position, { ...filter, limit, after: page?.place[0] });
    const next = more ? writeWalkCursor(list, { asOf, position, place: [items.at(-1)!.party.partyId] }, this.parts.moments) : null;
    return { items, next, asOf, ...this.at(position) };
  }

  @Get('parties/:partyId/handover')
  @QueryOperation({
    operationId: 'get-handover', summary: 'What a person leaves behind', description: 'All that another must take over as of the day: open tasks, planned interactions, parties followed, teams led, absences stood in for. Tasks and planned interactions pass by POST /v1/task-reassignments, the portfolio by POST /v1/portfolio-handovers; either takes with it what would become the person’s only later, which is not listed here.',
    path: ['partyId'], query: { limit: { description: `Tasks, planned interactions and parties followed at most, each (1 to ${MAX_HANDOVER}).`, example: DEFAULT_HANDOVER, schema: { type: 'integer', minimum: 1, maximum: MAX_HANDOVER } } },
    answers: 'The beginning of each list, and how long it is.', schema: { type: 'object', properties: { partyId: ID, displayName: NULLABLE_TEXT, ...HANDOVER, ...AT }, required: ['partyId', 'displayName', ...Object.keys(HANDOVER), 'asOf', 'knownAt', 'position'] },
    example: { partyId: '9e8d7c6b-5a49-5382-9716-0f1e2d3c4b5a', displayName: 'Paul Morel', ...handoverExample, ...at }, problems: ['party-not-found', 'erased'],
  })
  async handover(@Http() { request }: Exchange) {
    const query = new QueryString(request, [...MOMENT, 'limit']);
    const limit = query.count('limit', DEFAULT_HANDOVER, MAX_HANDOVER);
    query.done();
    const asked = pathId(request, 'partyId');
    const moment = await this.pinned(query);
    const { asOf, position } = moment;
    const { partyId, displayName } = await oneParty(this.parts.pool, asked, moment);
    const { tasks, followed: { more, ...followed }, ...rest } = await handoverOf(this.parts.pool, partyId, moment, limit);
    const { moments } = this.parts;
    return {
      partyId, displayName, ...rest,
      tasks: { ...tasks, next: tasks.next ? writeListCursor(listUnder(this.parts, 'tasks', { assignee: partyId, status: 'open' }), { ...moment, after: tasks.next }, moments) : null },
      followed: { ...followed, next: more ? writeWalkCursor(listUnder(this.parts, 'portfolio', partyId), { asOf, position, place: [followed.items.at(-1)!.factId] }, moments) : null },
      asOf, ...this.at(position),
    };
  }

  /** A moment whose position is fixed, for answers of several statements. */
  private async pinned(query: QueryString): Promise<PinnedInstant> {
    const { asOf, before, position } = await this.parts.moments.resolve({ asOf: query.text('asOf'), knownAt: query.text('knownAt'), after: query.text('after') });
    return { asOf, before, position: position ?? this.parts.projecting.state.position };
  }

  private at(position: Position): { knownAt: string; position: string } {
    const token = this.parts.moments.format(position);
    return { knownAt: token, position: token };
  }
}

function codeIn(query: QueryString, name: string): string | undefined {
  const value = query.text(name);
  if (value === undefined || CODE.test(value)) return value;
  query.fault({ path: name, expected: 'a code of lower-case letters, digits and -', got: value.slice(0, 64) });
  return undefined;
}
