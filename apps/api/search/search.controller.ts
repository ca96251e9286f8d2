import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { findPhoneNumbersInText, parsePhoneNumberFromString } from 'libphonenumber-js';
import { foldCase } from '#libs/facts/catalogue.js';
import { regionDialled } from '#libs/facts/overseas-numbers.js';
import type { Position } from '#libs/event-log/event-log.js';
import { Refusal } from '#libs/platform/refusal.js';
import { isUuid } from '#libs/platform/uuid.js';
import type { Day } from '#libs/temporal/dates.js';
import { partiesFiltered } from '#projections/queries/filtered.js';
import { QueryParts } from '#projections/queries/query-parts.js';
import { callersFrom } from '#projections/queries/search/callers.js';
import type { SearchPlace } from '#projections/queries/search/hits.js';
import { DEFAULT_HITS, searchParties } from '#projections/queries/search/search.js';
import { Http, type Exchange } from '../commands/command-endpoint.js';
import { checkedBody } from '../http/checked-body.js';
import { listUnder, readWalkCursor, writeWalkCursor, type Part } from '../http/cursor.js';
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
  @ApiBody({ schema: { $ref: '#/components/schemas/Search' }, examples: { typo: { value: { text: 'castoramma' } }, nearby: { value: { near: { latitude: '47.218', longitude: '-1.553', kilometres: 10 }, kind: 'organisation' } }, filtered: { value: { territory: 'west', status: 'active' } } } })
  @QueryOperation({
    operationId: 'search', summary: 'One box: names with typos, former names, identifiers, phones, e-mails, postcodes, places',
    description: 'Ranked: what is exact first, then names by how alike they are, former ones after those of the day. Where there are more hits than asked for, say more, or go on with `next`: all pages are as known at one position, and none has what another has shown. Where thousands have all words of a name, no more than thousands are looked at. Filters alone list all that they let through, by id, scored 0. Both clocks are fixed by the first page and stand in its cursor.',
    answers: 'The best hits, and why each was found; `next` is null on the last page.', schema: answered(HIT, { more: { type: 'boolean' }, next: NULLABLE_TEXT }), problems: ['cursor-invalid'],
    example: { items: [{ party, score: 0.8, matched: { attribute: 'name.banner', value: 'Castorama', since: '2024-04-01', until: null, current: true } }], more: false, next: null, ...at },
  })
  async search(@Http() { request }: Exchange, @Body() given: unknown) {
    const { limit = DEFAULT_HITS, cursor, ...conditions } = checkedBody(Search, given);
    const { text, near, kind, status, territory, activity, followedBy } = conditions;
    const filters = { kind, status, territory, activity, followedBy, limit };
    const filtered = text === undefined && !near;
    if (filtered && Object.keys(conditions).length === 0) throw new Refusal('invalid-body', 'nothing to search for', { errors: [{ path: 'body', expected: 'a text, a point to be near, or a filter' }] });
    const list = listUnder(this.parts, filtered ? 'filtered' : 'search', conditions);
    const page = cursor === undefined ? undefined : await readWalkCursor(cursor, list, filtered ? [isUuid] : PLACE, this.parts.moments);
    const { asOf, position, told } = await this.moment(request, page);
    const turned = (place: readonly string[] | undefined): string | null => (place ? writeWalkCursor(list, { asOf, position, place }, this.parts.moments) : null);
    if (filtered) {
      const { items, next } = await partiesFiltered(this.parts.pool, asOf, position, { ...filters, after: page?.place[0] });
      return { items, more: next !== undefined, next: turned(next === undefined ? undefined : [next]), ...told };
    }
    const { items, next } = await searchParties(this.parts.pool, asOf, position, {
      ...filters, text, phones: text === undefined ? [] : numbersIn(text), after: page && placeOf(page.place),
      near: near && { latitude: Number(near.latitude), longitude: Number(near.longitude), kilometres: near.kilometres },
    });
    return { items, more: next !== undefined, next: turned(next && partsOf(next)), ...told };
  }

  @Post('phone-lookup')
  @HttpCode(200)
  @ApiBody({ schema: { $ref: '#/components/schemas/PhoneLookup' }, examples: { french: { value: { number: '02 40 12 34 56' } } } })
  @QueryOperation({
    operationId: 'look-up-phone', summary: 'Who may be calling from a number', description: 'For telephone systems: who has the number now before who had it, what is `disputed` behind what is not, persons before organisations. Nobody is told by a withheld number (none at all, or a word that telephone systems put in its place: `anonymous`, `private`, `unknown`, `masqué` …), an extension, an emergency or other short number (`17`, `3912`): these are answered without items, and `number` is null. What cannot be a caller id, such as other words or more than fifteen digits, is refused.',
    answers: 'The likeliest first; empty where nobody has it.', example: { items: [{ party, by: 'own', at: null, current: true, until: null }], number: '+33240123456', ...at },
    schema: answered({ type: 'object', properties: { party: WHO, by: { enum: ['own', 'employment'] }, at: { anyOf: [WHO, { type: 'null' }] }, current: { type: 'boolean' }, until: NULLABLE_TEXT, disputed: { type: 'boolean', description: 'The number was said to be wrong, and not confirmed since.' } }, required: ['party', 'by', 'at', 'current', 'until'] }, { number: { ...NULLABLE_TEXT, description: 'As it was understood, in E.164; null where it tells nobody.' } }),
  })
  async lookUp(@Http() { request }: Exchange, @Body() given: unknown) {
    const callerId = dialled(checkedBody(PhoneLookup, given).number);
    const number = numberIn(callerId);
    if (number === undefined && !isNobodys(callerId)) throw new Refusal('invalid-body', 'this is no caller id', { errors: [{ path: 'number', expected: 'a phone number in any format, an extension, or a word for one that is withheld' }] });
    const { asOf, position, told } = await this.moment(request);
    return { items: number === undefined ? [] : await callersFrom(this.parts.lookingUp, number, asOf, position), number: number ?? null, ...told };
  }

  private async moment(request: Exchange['request'], pinned?: { readonly asOf: Day; readonly position: Position }) {
    const query = new QueryString(request, MOMENT);
    query.done();
    const { asOf, position: asked } = pinned ?? (await this.parts.moments.resolve({ asOf: query.text('asOf'), knownAt: query.text('knownAt'), after: query.text('after') }));
    const position = asked ?? this.parts.projecting.state.position;
    const token = this.parts.moments.format(position);
    return { asOf, position, told: { asOf, knownAt: token, position: token } };
  }
}

/** Where a page ended, as its cursor has it: ids of the first page as one text, and rank and id of the last hit of another, or nothing. */
const isNumber: Part = (text) => text === '' || (text.trim() === text && Number.isFinite(Number(text)));
const PLACE: readonly Part[] = [(text) => /^[\w-]*$/.test(text) && Buffer.from(text, 'base64url').length % 16 === 0, isNumber, isNumber, (text) => text === '' || isUuid(text)];

function partsOf({ shown, last }: SearchPlace): string[] {
  const ids = Buffer.from(shown.map((id) => id.replaceAll('-', '')).join(''), 'hex').toString('base64url');
  return [ids, ...(last ? [String(last.score), last.kilometres === null ? '' : String(last.kilometres), last.partyId] : ['', '', ''])];
}

function placeOf([ids = '', score = '', kilometres = '', partyId = '']: readonly string[]): SearchPlace {
  return {
    shown: Buffer.from(ids, 'base64url').toString('hex').match(/.{32}/g) ?? [],
    last: score === '' || partyId === '' ? undefined : { score: Number(score), kilometres: kilometres === '' ? null : Number(kilometres), partyId },
  };
}

/** Numbers among other words that are looked for, at most. */
const MAX_NUMBERS = 3;

/** The number that the text is; else those that stand in it, as at the foot of a letter. */
function numbersIn(text: string): string[] {
  const whole = numberIn(text);
  const found = whole === undefined ? findPhoneNumbersInText(text, 'FR').map(({ number }) => number.number) : [whole];
  return [...new Set(found)].slice(0, MAX_NUMBERS);
}

/** A caller id without what telephone systems put around it when they hand on that of SIP. */
const dialled = (callerId: string): string => callerId.trim().replace(/^"[^"]*"\s*/, '').replace(/^<(.*)>$/, '$1').replace(/^(?:sips?|tel):/i, '').replace(/[@;].*$/, '');
/** What telephone systems say of a number they may not or cannot tell. */
const WITHHELD: ReadonlySet<string> = new Set([
  'anonymous', 'anonyme', 'private', 'prive', 'unknown', 'inconnu', 'withheld', 'restricted', 'unavailable', 'indisponible', 'blocked', 'hidden', 'masque', 'secret', 'id unavailable', 'not available', 'no number', 'no caller id', 'out of area', 'none', 'null', 'n/a',
].flatMap((word) => [word, `${word} number`, `${word} caller`, `numero ${word}`, `appel ${word}`]));
/** Whether a caller id is one that telephone systems send of callers whom it does not tell: withheld, or an extension or another short number. */
function isNobodys(callerId: string): boolean {
  const words = foldCase(callerId);
  return words === '' || WITHHELD.has(words) || (/^[+*#\d\s.()/-]+$/.test(callerId) && /^\d{1,15}$/.test(callerId.replace(/\D/g, '')));
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
