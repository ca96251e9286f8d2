/** The words looked for are personal and travel in no address. */
import { code, count, dateOrInstant, Field, flag, oneOf, text, uuid } from '#libs/commands/fields.js';
import { MAX_INTERACTIONS } from '#projections/queries/interactions.js';

export class SearchInteractions {
  @Field(text(300), { optional: true, description: 'Words in French or English, by their stems, with or without accents; "an exact phrase", this or that, -not this, which goes for all of it. Forms in which a stem changes are words apart: `actif` and `active`, `neuf` and `neuve`, `acheteur` and `acheteuse`, `écrit` and `écrite`, `travail` and `travaux`. Required unless `unresolved` or `about`.', example: 'livraison retard' })
  readonly text?: string;

  @Field(flag, { optional: true, description: 'Only those in which somebody took part whose party is not known yet: what is still to be resolved.', example: true })
  readonly unresolved?: boolean;

  @Field(uuid, { optional: true, description: 'With this party.', example: '0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11' })
  readonly party?: string;

  @Field(uuid, { optional: true, description: 'About this party, whoever took part.', example: '7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90' })
  readonly about?: string;

  @Field(oneOf(['inbound', 'outbound']), { optional: true, description: 'This way only.', example: 'inbound' })
  readonly direction?: 'inbound' | 'outbound';

  @Field(code, { optional: true, description: 'By this medium only.', example: 'phone' })
  readonly medium?: string;

  @Field(dateOrInstant, { optional: true, description: 'Not before this day or instant.', example: '2025-01-01' })
  readonly from?: string;

  @Field(dateOrInstant, { optional: true, description: 'Not after this day or instant.', example: '2025-12-31' })
  readonly to?: string;

  @Field(count(1, MAX_INTERACTIONS), { optional: true, description: 'At most this many.', example: 50 })
  readonly limit?: number;

  @Field(text(2_000), { optional: true, description: 'The `next` of the page before.', example: 'eyJhIjoiIn0' })
  readonly cursor?: string;
}
