/** What is looked for is personal and travels in no address. */
import { code, coordinate, count, Field, object, oneOf, text, uuid, type Kind } from '#libs/commands/fields.js';
import { PARTY_KINDS, type PartyKind } from '#libs/parties/events.js';
import { MAX_HITS } from '#projections/queries/search/hits.js';
import { MAX_RADIUS } from '#projections/queries/search/search.js';

export class Near {
  @Field(coordinate(90), { description: 'Degrees north, as decimal text.', example: '47.218' })
  readonly latitude: string;

  @Field(coordinate(180), { description: 'Degrees east, as decimal text.', example: '-1.553' })
  readonly longitude: string;

  @Field(count(1, MAX_RADIUS), { description: 'Within so many kilometres.', example: 10 })
  readonly kilometres: number;
}

export class Search {
  @Field(text(200), { optional: true, description: 'Whatever is known: a name, an identifier, a phone, an e-mail or its domain, a postcode (of a CEDEX as well), a locality or both, the label of a CEDEX, a name and a locality, the INSEE code of a commune. A city is all of its arrondissements, `Paris 8` is one of them. What an identifier is one of may stand before or behind it (`SIREN 732 829 320`, `732829320 RCS Nantes`).', example: 'castoramma' })
  readonly text?: string;

  @Field(object(() => Near), { optional: true, description: 'Near a point.' })
  readonly near?: Near;

  @Field(oneOf(PARTY_KINDS), { optional: true, description: 'Of this kind.', example: 'organisation' })
  readonly kind?: PartyKind;

  @Field(code, { optional: true, description: 'Of this administrative status (`active`, `ceased`), or of this commercial one where somebody set it (`status-override`: `lead`, `prospect`, `client`, `dormant`, `former`): either will do.', example: 'active' })
  readonly status?: string;

  @Field(text(100), { optional: true, description: 'Of this territory.', example: 'west' })
  readonly territory?: string;

  @Field(text(20), { optional: true, description: 'Of this activity code, or of those that begin so, with dots and capitals or without.', example: '47.52' })
  readonly activity?: string;

  @Field(uuid, { optional: true, description: 'Followed by this person.', example: '7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90' })
  readonly followedBy?: string;

  @Field(count(1, MAX_HITS), { optional: true, description: 'At most this many.', example: 20 })
  readonly limit?: number;

  @Field(text(4_000), { optional: true, description: 'The `next` of the page before.', example: 'eyJhIjoiIn0' })
  readonly cursor?: string;
}

const MAX_CALLER_ID = 50;
/** Also the empty one: telephone systems send it where the caller withholds the number. */
const callerId: Kind = {
  expected: `a caller id of at most ${MAX_CALLER_ID} characters`, schema: () => ({ type: 'string', maxLength: MAX_CALLER_ID }),
  check: (value) => (typeof value === 'string' && value.trim() === '' && value.length <= MAX_CALLER_ID ? [] : text(MAX_CALLER_ID).check(value)),
};

export class PhoneLookup {
  @Field(callerId, { description: 'The caller id as the telephone system has it: a number in any format, one without a country is French; nothing or a word such as `anonymous` where it was withheld; an extension or a short number.', example: '02 40 12 34 56' })
  readonly number: string;
}
