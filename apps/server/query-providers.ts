/** The queries of the API, and what they are constructed with. */
import type { Provider } from '@nestjs/common';
import type pg from 'pg';
import { FeedParts } from '#apps/api/feed/feed-parts.js';
import type { EventDefinitions } from '#libs/event-log/domain-event.js';
import { Consumers } from '#libs/feed/consumers.js';
import { Feed } from '#libs/feed/feed.js';
import type { PersonalDataCodec } from '#libs/personal-data/codec.js';
import type { MasterKey } from '#libs/personal-data/master-key.js';
import type { Version } from '#libs/projecting/projection.js';
import { Moments, type MomentsOptions } from '#projections/queries/moment.js';
import { QueryParts } from '#projections/queries/query-parts.js';

export interface QueryProviderParts extends MomentsOptions {
  readonly pool: pg.Pool;
  readonly codec: PersonalDataCodec;
  readonly masterKey: MasterKey;
  readonly definitions: EventDefinitions;
  readonly monotonic: () => number;
  readonly replayed: readonly Version[] | undefined;
}

export function queryProviders(parts: QueryProviderParts): Provider[] {
  const { pool, log, logId, codec, masterKey, projecting, definitions, clock, monotonic, replayed } = parts;
  const moments = new Moments(parts);
  return [
    { provide: QueryParts, useValue: new QueryParts(pool, log, codec, moments, projecting, replayed, (text) => masterKey.keyedHash('cursor', text)) },
    { provide: FeedParts, useValue: new FeedParts(new Feed({ log, logId, codec, definitions, monotonic }), new Consumers(pool, logId), definitions, log, clock, moments) },
  ];
}
