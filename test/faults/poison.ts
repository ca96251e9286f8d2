/** Events that go into the log past all commands: some that no read model can take in, and many others around them. */
import type { Installation } from '#apps/cli/installation.js';
import type { DomainEvent } from '#libs/event-log/domain-event.js';
import { partyStream, type PartyEvent } from '#libs/parties/events.js';
import type { Seeded } from '../../bench/seeded.js';

/** Events of one append. */
const APPEND_EVENTS = 100;
const APPENDS_AT_ONCE = 50;
const created = (partyId: string): PartyEvent => ({ type: 'PartyCreated', data: { partyId, kind: 'organisation' } });
const reclassified = (n: number): PartyEvent => ({ type: 'PartyReclassified', data: { kind: n % 2 === 0 ? 'person' : 'organisation' } });

/** A party of which one event cannot be read, and one comes behind it. Gives its stream. */
export async function appendUnreadable(installation: Installation, seeded: Seeded): Promise<string> {
  const partyId = seeded.uuid();
  // What has to be encrypted is not.
  const fact = { type: 'FactRecorded', data: { factId: seeded.uuid(), attribute: 'name.legal', slot: '', dataClass: 'identity', value: 'in the clear', validFrom: '2020-01-01', validTo: null } };
  await append(installation, seeded, partyId, [created(partyId), fact, reclassified(0)]);
  return partyStream(partyId);
}

/** A party with nothing wrong in it. */
export async function appendParty(installation: Installation, seeded: Seeded, partyId: string): Promise<void> {
  await append(installation, seeded, partyId, [created(partyId), reclassified(0), reclassified(1)]);
}

/** So many events of other parties. */
export async function appendOthers(installation: Installation, seeded: Seeded, events: number): Promise<void> {
  for (let appended = 0; appended < events; appended += APPENDS_AT_ONCE * APPEND_EVENTS) {
    await Promise.all(Array.from({ length: APPENDS_AT_ONCE }, () => {
      const partyId = seeded.uuid();
      return append(installation, seeded, partyId, Array.from({ length: APPEND_EVENTS }, (_, n) => (n === 0 ? created(partyId) : reclassified(n))));
    }));
  }
}

async function append({ log }: Installation, seeded: Seeded, partyId: string, events: readonly DomainEvent[]): Promise<void> {
  const commandId = seeded.uuid();
  await log.append(partyStream(partyId), 'no-stream', events.map(({ type, data }, n) => ({
    id: seeded.uuid(), type, commandId, data: JSON.stringify(data),
    metadata: JSON.stringify({ v: 1, n: n + 1, of: events.length, caller: 'service:faults', actor: 'service:faults', verified: false, correlationId: commandId }),
  })));
}
