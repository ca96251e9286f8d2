import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { QueryParts } from '#projections/queries/query-parts.js';
import { relationDetail } from '#projections/queries/relation.js';
import { Http, type Exchange } from '../commands/command-endpoint.js';
import { MOMENT, pathId, QueryString } from '../http/query-string.js';
import { DAY, examples, FACT, FROM, ID, POSITION, QueryOperation, TO } from '../openapi/query-documentation.js';

const PERIOD = {
  type: 'object', properties: { periodId: ID, validFrom: FROM, validTo: TO, assertedValidTo: TO, status: { enum: ['planned', 'ongoing', 'ended'] }, facts: { type: 'array', items: FACT } },
  required: ['periodId', 'validFrom', 'validTo', 'status', 'facts'],
};

@ApiTags('Relations')
@Controller('v1/relations')
export class RelationQueriesController {
  constructor(private readonly parts: QueryParts) {}

  @Get(':relationId')
  @QueryOperation({
    operationId: 'get-relation', summary: 'One relation with all its periods', path: ['relationId'], answers: 'Its periods, and the facts of each that are in force on the day.',
    schema: { type: 'object', properties: { relationId: ID, type: { type: 'string' }, a: ID, b: ID, periods: { type: 'array', items: PERIOD }, asOf: DAY, knownAt: POSITION, position: POSITION }, required: ['relationId', 'type', 'a', 'b', 'periods'] },
    example: {
      relationId: examples.relation.relationId, type: 'employee-of', a: examples.relation.party.partyId, b: examples.item.partyId, asOf: '2024-04-15', knownAt: examples.position, position: examples.position,
      periods: [{ periodId: examples.relation.periodId, validFrom: '2021-01-01', validTo: '2023-07-01', assertedValidTo: '2023-07-01', status: 'ended', facts: [] }],
    },
    problems: ['relation-not-found'],
  })
  async one(@Http() { request }: Exchange) {
    const query = new QueryString(request, MOMENT);
    query.done();
    const relationId = pathId(request, 'relationId');
    const moment = await this.parts.moments.resolve({ asOf: query.text('asOf'), knownAt: query.text('knownAt'), after: query.text('after') });
    const relation = await relationDetail(this.parts.pool, relationId, moment);
    const token = this.parts.moments.format(relation.position);
    return { ...relation, asOf: moment.asOf, knownAt: token, position: token };
  }
}
