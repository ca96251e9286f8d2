/** The queries of the API, and what they are constructed with. */
import type { Provider } from '@nestjs/common';
import type pg from 'pg';
import type { PersonalDataCodec } from '#libs/personal-data/codec.js';
import { Moments, type MomentsOptions } from '#projections/queries/moment.js';
import { QueryParts } from '#projections/queries/query-parts.js';

export function queryProviders(parts: MomentsOptions & { readonly pool: pg.Pool; readonly codec: PersonalDataCodec }): Provider[] {
  const { pool, log, codec, projecting } = parts;
  return [{ provide: QueryParts, useValue: new QueryParts(pool, log, codec, new Moments(parts), projecting) }];
}
