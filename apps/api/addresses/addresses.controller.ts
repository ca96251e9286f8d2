/** Addresses as they are written and checked, communes as they were and are, and the lists behind both. Nothing here is an event. */
import { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { Address } from '#libs/addresses/address.js';
import { checkAddress, communeOn, LISTS } from '#libs/addresses/check.js';
import { MAX_LINE } from '#libs/addresses/render.js';
import { ReferenceLists } from '#libs/addresses/reference-lists.js';
import { builtInAttribute } from '#libs/facts/catalogue.js';
import { Refusal } from '#libs/platform/refusal.js';
import { QueryParts } from '#projections/queries/query-parts.js';
import { Http, type Exchange } from '../commands/command-endpoint.js';
import { checkedBody } from '../http/checked-body.js';
import { QueryString } from '../http/query-string.js';
import { DAY, NULLABLE_TEXT, QueryOperation } from '../openapi/query-documentation.js';
import { CheckAddress, COMMUNE_CODE } from './address.bodies.js';
import { readReferenceLines } from './reference-lines.js';

const AS_OF = { asOf: { description: 'On this day: a date (a reduced one as its last day) or an instant. Today, when left out.', example: '2024-04-15' } };
const NAMED = { type: 'object', properties: { code: { type: 'string' }, name: NULLABLE_TEXT }, required: ['code', 'name'] };
const COMMUNE = {
  type: 'object',
  properties: {
    code: { type: 'string' }, name: NULLABLE_TEXT, asOf: DAY,
    status: { enum: ['valid', 'merged', 'not-yet-valid', 'unknown', 'unchecked'], description: '`unchecked`: no list is loaded.' },
    dated: { type: 'boolean', description: 'Whether the list tells since and until when. Where not, what was merged is answered as merged on every day.' },
    validFrom: NULLABLE_TEXT, validTo: { ...NULLABLE_TEXT, description: 'The first day on which it is no longer valid.' },
    current: { type: 'array', items: NAMED, description: 'What it stands for now; several where a commune was split again.' },
    partOf: { ...NAMED, description: 'The city of a municipal arrondissement.' }, postcodes: { type: 'array', items: { type: 'string' } },
  },
  required: ['code', 'name', 'asOf', 'status', 'dated', 'validFrom', 'validTo', 'current', 'postcodes'],
};
const CHECK = {
  type: 'object',
  properties: {
    status: { enum: ['checked', 'unchecked'], description: '`unchecked`: no list is loaded, or the address is abroad.' },
    lines: { type: 'array', items: { type: 'string' } },
    faults: { type: 'array', items: { type: 'object', properties: { code: { type: 'string' }, component: { type: 'string' }, line: { type: 'integer' }, role: { type: 'string' }, length: { type: 'integer' } }, required: ['code'] } },
    suggestions: { type: 'array', items: { type: 'object', properties: { component: { type: 'string' }, value: { type: 'string' }, because: { type: 'string' } }, required: ['component', 'value', 'because'] } },
    commune: { anyOf: [COMMUNE, { type: 'null' }] }, asOf: DAY,
  },
  required: ['status', 'lines', 'faults', 'suggestions', 'commune', 'asOf'],
};
const VALSERHONE = { code: '01091', name: null, asOf: '2024-04-15', status: 'merged', dated: false, validFrom: null, validTo: null, current: [{ code: '01033', name: 'Valserhône' }], postcodes: [] };
const LOADED = { type: 'object', properties: { rows: { type: 'integer' }, changed: { type: 'boolean', description: 'False where these rows were loaded before.' } }, required: ['rows', 'changed'] };

@ApiTags('Addresses')
@Controller('v1')
export class AddressesController {
  constructor(private readonly lists: ReferenceLists, private readonly parts: QueryParts) {}

  @Post('addresses/check')
  @HttpCode(200)
  @ApiBody({ schema: { $ref: '#/components/schemas/CheckAddress' }, examples: { check: { value: { address: { street: 'rue de la Gare', inseeCode: '01091', postcode: '01200', locality: 'Valserhône' }, recipient: 'Brico Ouest' } } } })
  @QueryOperation({
    operationId: 'check-address', summary: 'Write an address as on an envelope, and check it', moment: false, query: AS_OF, problems: ['invalid-date'],
    description: `Lines by NF Z 10-011: at most six of at most ${MAX_LINE} characters, and the country abroad. What is too long is abbreviated as the norm says; what still does not fit stands whole and is told as \`line-too-long\`. `
      + 'Postcode, locality and commune are checked against the lists of La Poste and INSEE, where they are loaded; an arrondissement against its postcode, and a CEDEX against the part of the country the commune is in, without them. Nothing is stored, and no fault keeps an address from being recorded.',
    answers: 'Lines, faults, suggestions, and the commune on the day.', schema: CHECK,
    example: {
      status: 'checked', lines: ['Brico Ouest', 'RUE DE LA GARE', '01200 VALSERHONE'], faults: [{ code: 'commune-merged', component: 'inseeCode' }],
      suggestions: [{ component: 'inseeCode', value: '01033', because: 'commune-merged' }], commune: VALSERHONE, asOf: '2024-04-15',
    },
  })
  async check(@Http() { request }: Exchange, @Body() given: unknown) {
    const asOf = await this.day(new QueryString(request, ['asOf']));
    const { address, recipient } = checkedBody(CheckAddress, given);
    const components = builtInAttribute('address.postal')!.read(address, 'address') as Address;
    return { ...checkAddress(components, await this.lists.rowsFor([components]), asOf, recipient), asOf };
  }

  @Get('communes/:communeCode')
  @QueryOperation({
    operationId: 'get-commune', summary: 'What the code of a commune is on a day', path: ['communeCode'], moment: false, query: AS_OF, problems: ['invalid-date'],
    description: 'A code that no list has is answered too, as `unknown`: the lists may be older or younger than the code.',
    answers: 'The commune, what it became, its postcodes.', schema: COMMUNE, example: VALSERHONE,
  })
  async commune(@Http() { request }: Exchange) {
    const asOf = await this.day(new QueryString(request, ['asOf']));
    const { communeCode = '' } = request.params as { communeCode?: string };
    const code = communeCode.toUpperCase();
    if (!COMMUNE_CODE.test(code)) throw new Refusal('invalid-body', 'this is no code of a commune', { errors: [{ path: 'communeCode', expected: 'five digits, or 2A and 2B with three', got: communeCode.slice(0, 64) }] });
    return communeOn(code, asOf, await this.lists.rowsFor([], [code]));
  }

  @Put('reference-lists')
  @ApiConsumes('application/x-ndjson')
  @ApiBody({
    description: 'One row a line: of `postcodes` (PostcodeLine), `communes` (CommuneLine) or `merged` (MergedLine).',
    schema: { anyOf: ['PostcodeLine', 'CommuneLine', 'MergedLine'].map((name) => ({ $ref: `#/components/schemas/${name}` })) },
    examples: { line: { value: { list: 'merged', code: '01091', successor: '01033', name: 'Valserhône' } } },
  })
  @QueryOperation({
    operationId: 'load-reference-lists', summary: 'Replace the lists that addresses are checked against', moment: false,
    description: 'The lists that the lines name are replaced whole, all or none; the others stay. The same rows again change nothing. With a wrong line nothing is loaded, and the lines are named by number.',
    answers: 'Rows of each list.', schema: { type: 'object', properties: { lists: { type: 'object', properties: Object.fromEntries(LISTS.map((list) => [list, LOADED])) } }, required: ['lists'] },
    example: { lists: { merged: { rows: 36_743, changed: true } } }, problems: ['batch-too-large', 'unsupported-media-type'],
  })
  async load(@Http() { request }: Exchange) {
    const source = request.body;
    if (!(source instanceof Readable)) throw new Refusal('unsupported-media-type', 'lists are sent as application/x-ndjson: one JSON object a line');
    // The request must not be destroyed with its iterator: that would cut the connection before the answer is out.
    const rows = await readReferenceLines(source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>).finally(() => source.resume());
    return { lists: await this.lists.load(rows, this.parts.moments.now()) };
  }

  private async day(query: QueryString): Promise<string> {
    query.done();
    return (await this.parts.moments.resolve({ asOf: query.text('asOf') })).asOf;
  }
}
