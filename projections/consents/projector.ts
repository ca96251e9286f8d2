/** The read model of consents. A statement is believed from its event on, until it is retracted. */
import { isErased, type StoredEvent } from '#libs/event-log/domain-event.js';
import { consentEventDefinitions, type ConsentEvent, type ConsentStatement } from '#libs/consents/events.js';
import { prepared } from '#libs/platform/database.js';
import type { Projection } from '#libs/projecting/projection.js';

const KINDS: Readonly<Record<ConsentStatement['type'], string>> = { ConsentGranted: 'granted', ConsentRefused: 'refused', ConsentWithdrawn: 'withdrawn', ObjectionRegistered: 'objected' };

// A statement is made once: a second of the same id, or one that was retracted before it was made, changes nothing.
const STATE = prepared(`
  insert into consent_statement (party_id, consent_id, kind, purpose, channel, effective, proof, key_id, proof_event_id, statement_order, actor, recorded_at, recorded)
  select $1, $2, $3, $4, $5, tstzrange($6, $7), $8, $9, $10, $11, $12, $13, int8range($14, null)
   where not exists (select from consent_statement where party_id = $1 and consent_id = $2)`);
const RETRACT = prepared('update consent_statement set recorded = int8range(lower(recorded), $3) where party_id = $1 and consent_id = $2 and upper_inf(recorded)');
// Remembered as a belief of no length, so that what is stated under this id later is not believed.
const RETRACTED_BEFORE = prepared(`
  insert into consent_statement (party_id, consent_id, kind, effective, proof_event_id, statement_order, actor, recorded_at, recorded)
  select $1, $2, 'retracted', 'empty', $3, $4, $5, $6, 'empty' where not exists (select from consent_statement where party_id = $1 and consent_id = $2)`);

export const consents: Projection = {
  name: 'consents',
  version: 1,
  handles: (type) => type in consentEventDefinitions,
  /** Somebody states something a few times in a life: each event is one statement. */
  async project(client, events) {
    for (const event of events as readonly StoredEvent<ConsentEvent>[]) {
      const partyId = event.stream.slice('consent-'.length);
      const { eventId, revision, metadata: { actor }, recordedAt, position, sealedBy } = event;
      if (event.type === 'ConsentRetracted') {
        await client.query({ ...RETRACT, values: [partyId, event.data.consentId, position] });
        await client.query({ ...RETRACTED_BEFORE, values: [partyId, event.data.consentId, eventId, revision, actor, recordedAt] });
        continue;
      }
      const { consentId, purpose, channel, from, proof } = event.data;
      const expires = event.type === 'ConsentGranted' ? event.data.expires : undefined;
      await client.query({ ...STATE, values: [
        partyId, consentId, KINDS[event.type], purpose ?? null, channel ?? null, from, expires !== undefined && expires > from ? expires : null, proof === undefined || isErased(proof) ? null : JSON.stringify(proof),
        sealedBy?.['proof'] ?? null, eventId, revision, actor, recordedAt, position,
      ] });
    }
  },
};
