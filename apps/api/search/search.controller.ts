import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { regionDialled } from '#libs/facts/overseas-numbers.js';
import { Refusal } from '#libs/platform/refusal.js';
import { QueryParts } from '#projections/queries/query-parts.js';
import { callersFrom, DEFAULT_HITS, searchParties } from '#projections/queries/search.js';
import { Http, type Exchange } from '../commands/command-endpoint.js';
import { checkedBody } from '../http/checked-body.js';
import { MOMENT, QueryString } from '../http/query-string.js';
import { DAY, examples, ID, NULLABLE_TEXT, POSITION, QueryOperation } from '../openapi/query-documentation.js';
import { PhoneLookup, Search } from './search.bodies.js';

const WHO = { type: 'object', properties: { partyId: ID, kind: NULLABLE_TEXT, displayName: NULLABLE_TEXT }, required: ['partyId', 'displayName'] };
const HIT = {
  type: 'object', required: ['party', 'score', 'matched'],
  properties: {
    party: WHO, score: { type: 'number', description: 'From 0 to 1.' }, kilometres: { type: 'number' },
    matched: { type: 'object', properties: { attribute: { type: 'string' }, value: {}, since: NULLABLE_TEXT, until: { ...NULLABLE_TEXT, description: 'A former name was one until then.' }, current: { type: 'boolean' } }, required: ['attribute', 'value', 'since', 'until', 'current'] },
  },
};
const answered = (items: object, more: object = {}) => ({ type: 'object', properties: { items: { type: 'array', items }, ...more, asOf: DAY, knownAt: POSITION, position: POSITION }, required: ['items', 'asOf', 'knownAt', 'position'] });
const at = { asOf: '2026-01-20', knownAt: examples.position, position: examples.position };
const party = { partyId: examples.item.partyId, kind: 'organisation', displayName: 'Castorama' };

@ApiTags('Search')
@Controller('v1')
export class SearchController {
  constructor(private readonly parts: QueryParts) {}

  @Post('search')
  @HttpCode(200)
  @ApiBody({ schema: { $ref: '#/components/schemas/Search' }, examples: { typo: { value: { text: 'castoramma' } }, nearby: { value: { near: { latitude: '47.218', longitude: '-1.553', kilometres: 10 }, kind: 'organisation' } } } })
  @QueryOperation({
    operationId: 'search', summary: 'One box: names with typos, former names, identifiers, phones, e-mails, postcodes, places',
    description: 'Ranked: what is exact first, then names by how alike they are, former ones after those of the day. Where there are more hits than asked for, say more. For lists with pages use POST /v1/parties/search.',
    answers: 'The best hits, and why each was found.', schema: answered(HIT, { more: { type: 'boolean' } }),
    example: { items: [{ party, score: 0.8, matched: { attribute: 'name.banner', value: 'Castorama', since: '2024-04-01', until: null, current: true } }], more: false, ...at },
  })
  async search(@Http() { request }: Exchange, @Body() given: unknown) {
    const { text, near, limit = DEFAULT_HITS, kind, status, territory, activity, followedBy } = checkedBody(Search, given);
    if (text === undefined && !near) throw new Refusal('invalid-body', 'nothing to search for', { errors: [{ path: 'body', expected: 'a text, or a point to be near' }] });
    const { asOf, position, told } = await this.moment(request);
    const { items, more } = await searchParties(this.parts.pool, asOf, position, {
      text, phone: text === undefined ? undefined : numberIn(text), kind, status, territory, activity, followedBy, limit,
      near: near && { latitude: Number(near.latitude), longitude: Number(near.longitude), kilometres: near.kilometres },
    });
    return { items, more, ...told };
  }

  @Post('phone-lookup')
  @HttpCode(200)
  @ApiBody({ schema: { $ref: '#/components/schemas/PhoneLookup' }, examples: { french: { value: { number: '02 40 12 34 56' } } } })
  @QueryOperation({
    operationId: 'look-up-phone', summary: 'Who may be calling from a number', description: 'For telephone systems: who has the number now before who had it, persons before organisations.',
    answers: 'The likeliest first; empty where nobody has it.', example: { items: [{ party, by: 'own', at: null, current: true, until: null }], number: '+33240123456', ...at },
    schema: answered({ type: 'object', properties: { party: WHO, by: { enum: ['own', 'employment'] }, at: { anyOf: [WHO, { type: 'null' }] }, current: { type: 'boolean' }, until: NULLABLE_TEXT }, required: ['party', 'by', 'at', 'current', 'until'] }, { number: { type: 'string', description: 'As it was understood, in E.164.' } }),
  })
  async lookUp(@Http() { request }: Exchange, @Body() given: unknown) {
    const number = numberIn(checkedBody(PhoneLookup, given).number);
    if (number === undefined) throw new Refusal('invalid-body', 'this is no phone number', { errors: [{ path: 'number', expected: 'a phone number in any format' }] });
    const { asOf, position, told } = await this.moment(request);
    return { items: await callersFrom(this.parts.asking, number, asOf, position), number, ...told };
  }

  private async moment(request: Exchange['request']) {
    const query = new QueryString(request, MOMENT);
    query.done();
    const { asOf, position: asked } = await this.parts.moments.resolve({ asOf: query.text('asOf'), knownAt: query.text('knownAt'), after: query.text('after') });
    const position = asked ?? this.parts.projecting.state.position;
    const token = this.parts.moments.format(position);
    return { asOf, position, told: { asOf, knownAt: token, position: token } };
  }
}

/**
 * The number in E.164, whoever may have it: also one that no operator has given out yet. Telephone systems leave out the + before a
 * country, and people write the extension behind it.
 */
function numberIn(typed: string): string | undefined {
  // Typography parts the digits by blanks that are no spaces to the parser.
  const text = typed.replace(/\s/g, ' ').replace(/(\d) *,? *(?:poste|ext\.?|extension) *\d{1,6} *$/i, '$1');
  const digits = text.replace(/[\s.()-]/g, '');
  return [text, ...(/^[1-9]\d{6,14}$/.test(digits) ? [`+${digits}`] : [])].map((one) => parsePhoneNumberFromString(one, regionDialled(one, 'FR'))).find((number) => number?.isPossible())?.number;
}
