/** The read model of interactions: what is believed of each, and who took part. */
import type pg from 'pg';
import { ERASED, isErased, type Provenance, type StoredEvent } from '#libs/event-log/domain-event.js';
import { interactionEventDefinitions, partiesOf, type InteractionContent, type InteractionEvent, type InteractionTexts, type Participant } from '#libs/interactions/events.js';
import { applyInteractionEvent, interactionFold, type Interaction } from '#libs/interactions/fold.js';
import { inOneFlight, prepared } from '#libs/platform/database.js';
import { Beliefs } from '#libs/projecting/beliefs.js';
import type { Projector, RowsByTable } from '#libs/projecting/projection.js';
import { positionRange } from '#libs/projecting/ranges.js';
import { asRecords, unnested } from '../row-statements.js';
import { documentOf } from './words.js';

export const interactions: Projector = {
  name: 'interactions',
  projectorVersion: 5,
  streamsApart: true,
  handles: (type) => type in interactionEventDefinitions,
  async project(client, events) {
    const beliefs = newBeliefs();
    const states = await load(client, events, beliefs);
    for (const event of events) fold(states, beliefs, event as StoredEvent<InteractionEvent>);
    await write(client, beliefs);
  },
  build: {
    rowsOf(events) {
      const beliefs = newBeliefs();
      const states = new Map<string, Interaction>();
      for (const event of events) fold(states, beliefs, event as StoredEvent<InteractionEvent>);
      return openedRows(beliefs);
    },
  },
};

const newBeliefs = (): Beliefs<InteractionBelief> => new Beliefs((a, b) => a.content === b.content);

/** What a row holds beside its recorded range. */
export interface InteractionBelief {
  readonly content: InteractionContent;
  readonly keyId: string;
  readonly textsEventId: string;
  readonly provenance: Provenance | undefined;
  readonly amended: boolean;
  readonly loggedAt: string;
  readonly recordedAt: string;
}

const idOf = ({ stream }: StoredEvent): string => stream.slice('interaction-'.length);

function fold(states: Map<string, Interaction>, beliefs: Beliefs<InteractionBelief>, event: StoredEvent<InteractionEvent>): void {
  const interactionId = idOf(event);
  const state = states.get(interactionId) ?? interactionFold.initial();
  states.set(interactionId, state);
  const before = beliefs.current(interactionId);
  applyInteractionEvent(state, event);
  if (!state.content || state.retracted) {
    beliefs.believe(interactionId, undefined, event);
    return;
  }
  if (state.content === before?.content) return;
  const stated = event.type === 'InteractionLogged' || event.type === 'InteractionAmended';
  beliefs.believe(interactionId, {
    content: state.content,
    keyId: stated ? event.sealedBy?.['texts'] ?? '' : before!.keyId,
    textsEventId: stated ? event.eventId : before!.textsEventId,
    provenance: stated ? event.provenance : before!.provenance,
    amended: event.type === 'InteractionAmended' || (before?.amended ?? false),
    loggedAt: before?.loggedAt ?? event.recordedAt,
    recordedAt: event.recordedAt,
  }, event);
}

interface Row {
  readonly interaction_id: string;
  readonly direction: InteractionContent['direction'];
  readonly medium: string;
  readonly automation: InteractionContent['automation'];
  readonly started_at: string;
  readonly zone: string;
  readonly duration_seconds: number | null;
  readonly outcome: string | null;
  readonly participants: InteractionContent['participants'];
  readonly about: NonNullable<InteractionContent['about']> | null;
  readonly texts: InteractionTexts | null;
  readonly key_id: string;
  readonly texts_event_id: string;
  readonly provenance: Provenance | null;
  readonly amended: boolean;
  readonly logged_at: string;
  readonly recorded_at: string;
  readonly live: boolean;
}

// The last belief of each: where it is not believed any more, it was retracted.
const LOAD = prepared(`
  select i.*, upper_inf(i.recorded) as live
    from unnest($1::uuid[]) as begun (interaction_id),
         lateral (select * from interaction one where one.interaction_id = begun.interaction_id order by lower(one.recorded) desc limit 1) i`);

/** The state of those that were begun before the batch. */
async function load(client: pg.ClientBase, events: readonly StoredEvent[], beliefs: Beliefs<InteractionBelief>): Promise<Map<string, Interaction>> {
  const fresh = new Set(events.filter(({ revision }) => revision === 0).map(idOf));
  const begun = [...new Set(events.map(idOf))].filter((id) => !fresh.has(id));
  const states = new Map<string, Interaction>();
  if (begun.length === 0) return states;
  const { rows } = await client.query<Row>({ ...LOAD, values: [begun] });
  for (const row of rows) {
    const content: InteractionContent = {
      participants: row.participants, direction: row.direction, medium: row.medium, automation: row.automation, startedAt: row.started_at, zone: row.zone,
      ...(row.duration_seconds !== null && { durationSeconds: row.duration_seconds }), ...(row.outcome !== null && { outcome: row.outcome }), ...(row.about && { about: row.about }),
      texts: row.texts ?? ERASED,
    };
    states.set(row.interaction_id, { content, retracted: !row.live });
    if (!row.live) continue;
    beliefs.load(row.interaction_id, {
      content, keyId: row.key_id, textsEventId: row.texts_event_id, provenance: row.provenance ?? undefined, amended: row.amended, loggedAt: row.logged_at, recordedAt: row.recorded_at,
    });
  }
  return states;
}

const CLOSE = prepared(`
  update interaction i set recorded = int8range(lower(i.recorded), closed.upper)
    from unnest($1::uuid[], $2::bigint[]) as closed (interaction_id, upper) where i.interaction_id = closed.interaction_id and upper(i.recorded) is null`);
const CLOSE_PARTICIPATIONS = prepared(`
  update participation p set recorded = int8range(lower(p.recorded), closed.upper)
    from unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::bigint[]) as closed (party_id, started_at, interaction_id, upper)
   where p.party_id = closed.party_id and p.started_at = closed.started_at and p.interaction_id = closed.interaction_id and upper_inf(p.recorded) and p.side in ('us', 'them')`);
const COLUMNS = `interaction_id uuid, direction text, medium text, automation text, started_at timestamptz, zone text, duration_seconds integer, outcome text, participants jsonb, about jsonb,
  texts jsonb, key_id uuid, texts_event_id uuid, provenance jsonb, amended boolean, logged_at timestamptz, recorded_at timestamptz, recorded int8range, document tsvector`;
const NAMES = COLUMNS.split(',').map((column) => column.trim().split(' ')[0]!).join(', ');
const INSERT = prepared(`
  insert into interaction (${NAMES})
  select ${NAMES} from json_to_recordset($1::json) as r (${COLUMNS})`);
const INSERT_PARTICIPATIONS = prepared(`
  insert into participation (party_id, side, started_at, interaction_id, direction, automation, recorded)
  select party_id, side, started_at, interaction_id, direction, automation, recorded
    from json_to_recordset($1::json) as r (party_id uuid, side text, started_at timestamptz, interaction_id uuid, direction text, automation text, recorded int8range)`);

/** The side of each party that took part. On both, by an event that no command makes: on theirs. */
function sidesOf({ participants }: InteractionContent): Map<string, Participant['side']> {
  const sides = new Map<string, Participant['side']>();
  for (const { party, side } of participants) if (party !== undefined && sides.get(party) !== 'them') sides.set(party, side);
  return sides;
}

/** The rows that are opened, by table. */
function openedRows({ opened }: Beliefs<InteractionBelief>) {
  return {
    interaction: opened.map(({ id, belief: { content: { content, keyId, textsEventId, provenance, amended, loggedAt, recordedAt }, from, to } }) => ({
      interaction_id: id, direction: content.direction, medium: content.medium, automation: content.automation, started_at: content.startedAt, zone: content.zone,
      duration_seconds: content.durationSeconds, outcome: content.outcome, participants: content.participants, about: content.about, texts: isErased(content.texts) ? null : content.texts,
      key_id: keyId, texts_event_id: textsEventId, provenance, amended, logged_at: loggedAt, recorded_at: recordedAt, recorded: positionRange(from, to), document: documentOf(content.texts),
    })),
    participation: opened.flatMap(({ id, belief: { content: { content }, from, to } }) => [...sidesOf(content)].map(([party, side]) => ({
      party_id: party, side, started_at: content.startedAt, interaction_id: id, direction: content.direction, automation: content.automation, recorded: positionRange(from, to),
    }))),
  } satisfies RowsByTable;
}

/** Closes first, so that no belief meets the one that takes its place. */
async function write(client: pg.ClientBase, beliefs: Beliefs<InteractionBelief>): Promise<void> {
  const { closed } = beliefs;
  const left = closed.flatMap(({ id, belief: { content: { content }, to } }) => partiesOf(content).map((party) => [party, content.startedAt, id, to] as const));
  const { interaction, participation } = openedRows(beliefs);
  await inOneFlight(client, [
    unnested(client, CLOSE, closed.map(({ id, belief }) => [id, belief.to])), unnested(client, CLOSE_PARTICIPATIONS, left),
    asRecords(client, INSERT, interaction), asRecords(client, INSERT_PARTICIPATIONS, participation),
  ]);
}
