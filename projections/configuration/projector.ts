/** Definitions of attributes, identifier schemes, relation types, media and purposes, as known at any position. */
import type pg from 'pg';
import type { Fold } from '#libs/event-log/fold.js';
import { attributeFold } from '#libs/configuration/attribute.js';
import { configurationEventDefinitions } from '#libs/configuration/events.js';
import { identifierSchemeFold } from '#libs/configuration/identifier-scheme.js';
import { mediumFold } from '#libs/configuration/medium.js';
import { purposeFold } from '#libs/configuration/purpose.js';
import { relationTypeFold } from '#libs/configuration/relation-type.js';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import type { Projector } from '#libs/projecting/projection.js';
import { positionRange } from '#libs/projecting/ranges.js';

type Kind = 'attribute' | 'identifier-scheme' | 'relation-type' | 'medium' | 'purpose';

const KINDS: Readonly<Record<string, { kind: Kind; fold: Fold<unknown> }>> = {
  attribute: { kind: 'attribute', fold: attributeFold },
  identifierScheme: { kind: 'identifier-scheme', fold: identifierSchemeFold },
  relationType: { kind: 'relation-type', fold: relationTypeFold },
  medium: { kind: 'medium', fold: mediumFold },
  purpose: { kind: 'purpose', fold: purposeFold },
};

const kindOf = ({ stream }: StoredEvent): (typeof KINDS)[string] => KINDS[stream.slice(0, stream.indexOf('-'))]!;
const codeOf = ({ data }: StoredEvent): string => (data as { code: string }).code;

export const configuration: Projector = {
  name: 'configuration',
  projectorVersion: 1,
  handles: (type) => type in configurationEventDefinitions,
  /** Configuration changes rarely, so each event is one close and one insert. */
  async project(client, events) {
    for (const event of events) await apply(client, event);
  },
  build: {
    rowsOf(events) {
      const { kind, fold } = kindOf(events[0]!);
      const state = fold.initial();
      return {
        definition: events.map((event, i) => {
          fold.apply(state, event);
          return { kind, code: codeOf(event), content: structuredClone(state), recorded: positionRange(event.position, events[i + 1]?.position ?? null) };
        }),
      };
    },
  },
};

async function apply(client: pg.ClientBase, event: StoredEvent): Promise<void> {
  const { kind, fold } = kindOf(event);
  const code = codeOf(event);
  const { rows } = await client.query<{ content: unknown }>('select content from definition where kind = $1 and code = $2 and upper_inf(recorded)', [kind, code]);
  const state = rows[0]?.content ?? fold.initial();
  fold.apply(state, event);
  await client.query('update definition set recorded = int8range(lower(recorded), $3) where kind = $1 and code = $2 and upper_inf(recorded)', [kind, code, event.position]);
  await client.query('insert into definition (kind, code, content, recorded) values ($1, $2, $3, int8range($4, null))', [kind, code, JSON.stringify(state), event.position]);
}
