/** What is looked for is personal and travels in no address. */
import { code, coordinate, count, Field, object, oneOf, text, uuid } from '#libs/commands/fields.js';
import { PARTY_KINDS, type PartyKind } from '#libs/parties/events.js';
import { MAX_HITS, MAX_RADIUS } from '#projections/queries/search.js';

export class Near {
  @Field(coordinate(90), { description: 'Degrees north, as decimal text.', example: '47.218' })
  readonly latitude: string;

  @Field(coordinate(180), { description: 'Degrees east, as decimal text.', example: '-1.553' })
  readonly longitude: string;

  @Field(count(1, MAX_RADIUS), { description: 'Within so many kilometres.', example: 10 })
  readonly kilometres: number;
}

export class Search {
  @Field(text(200), { optional: true, description: 'Whatever is known: a name, an identifier, a phone, an e-mail or its domain, a postcode, a locality or both, a name and a locality, the INSEE code of a commune.', example: 'castoramma' })
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
}

export class PhoneLookup {
  @Field(text(50), { description: 'The number in any format; one without a country is French.', example: '02 40 12 34 56' })
  readonly number: string;
}
