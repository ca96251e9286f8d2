/** The read model of consents. A statement is believed from its event on, until it is retracted. */
import { isErased, type StoredEvent } from '#libs/event-log/domain-event.js';
import { consentEventDefinitions, type ConsentEvent, type ConsentRetracted, type ConsentStatement } from '#libs/consents/events.js';
import { prepared } from '#libs/platform/database.js';
import type { Projector, Row } from '#libs/projecting/projection.js';
import { positionRange } from '#libs/projecting/ranges.js';

const KINDS: Readonly<Record<ConsentStatement['type'], string>> = { ConsentGranted: 'granted', ConsentRefused: 'refused', ConsentWithdrawn: 'withdrawn', ObjectionRegistered: 'objected' };

// A statement is made once: a second of the same id, or one that was retracted before it was made, changes nothing.
const STATE = prepared(`
  insert into consent_statement (party_id, consent_id, kind, purpose, channel, effective, proof, key_id, proof_event_id, statement_order, actor, recorded_at, recorded)
  select party_id, consent_id, kind, purpose, channel, effective, proof, key_id, proof_event_id, statement_order, actor, recorded_at, recorded
    from json_to_record($1::json) as r (party_id uuid, consent_id uuid, kind text, purpose text, channel text, effective tstzrange, proof jsonb, key_id uuid, proof_event_id uuid,
      statement_order bigint, actor text, recorded_at timestamptz, recorded int8range)
   where not exists (select from consent_statement s where s.party_id = r.party_id and s.consent_id = r.consent_id)`);
const RETRACT = prepared('update consent_statement set recorded = int8range(lower(recorded), $3) where party_id = $1 and consent_id = $2 and upper_inf(recorded)');

export const consents: Projector = {
  name: 'consents',
  projectorVersion: 1,
  handles: (type) => type in consentEventDefinitions,
  /** Somebody states something a few times in a life: each event is one statement. */
  async project(client, events) {
    for (const event of events as readonly StoredEvent<ConsentEvent>[]) {
      if (isRetraction(event)) await client.query({ ...RETRACT, values: [partyOf(event), event.data.consentId, event.position] });
      await client.query({ ...STATE, values: [JSON.stringify(rowOf(event))] });
    }
  },
  build: {
    rowsOf(events) {
      const rows = new Map<string, Row & { readonly from: bigint; readonly open: boolean }>();
      for (const event of events as readonly StoredEvent<ConsentEvent>[]) {
        const { position, data: { consentId } } = event;
        const stated = rows.get(consentId);
        if (!stated) rows.set(consentId, { ...rowOf(event), from: position, open: !isRetraction(event) });
        else if (isRetraction(event) && stated.open) rows.set(consentId, { ...stated, recorded: positionRange(stated.from, position), open: false });
      }
      return { consent_statement: [...rows.values()] };
    },
  },
};

const partyOf = ({ stream }: StoredEvent): string => stream.slice('consent-'.length);
const isRetraction = (event: StoredEvent<ConsentEvent>): event is StoredEvent<ConsentRetracted> => event.type === 'ConsentRetracted';

function rowOf(event: StoredEvent<ConsentEvent>): Row {
  const { eventId, revision, metadata: { actor }, recordedAt, position, sealedBy } = event;
  const about = { party_id: partyOf(event), consent_id: event.data.consentId, proof_event_id: eventId, statement_order: revision, actor, recorded_at: recordedAt };
  // Remembered as a belief of no length, so that what is stated under this id later is not believed.
  if (isRetraction(event)) return { ...about, kind: 'retracted', effective: 'empty', recorded: 'empty' };
  const { purpose, channel, from, proof } = (event as StoredEvent<ConsentStatement>).data;
  const expires = event.type === 'ConsentGranted' ? event.data.expires : undefined;
  return {
    ...about, kind: KINDS[event.type], purpose, channel, effective: `[${from},${expires !== undefined && expires > from ? expires : ''})`,
    proof: proof === undefined || isErased(proof) ? null : proof, key_id: sealedBy?.['proof'], recorded: positionRange(position, null),
  };
}
