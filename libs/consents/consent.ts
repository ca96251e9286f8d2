/** What a party allows: the aggregate. Pure; purposes and parties are looked up by whoever decides. */
import type { Purpose } from '#libs/configuration/registry.js';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import type { Fold } from '#libs/event-log/fold.js';
import { canonicalJson } from '#libs/facts/canonical-json.js';
import { Refusal, type Fault } from '#libs/platform/refusal.js';
import type { ConsentEvent, ConsentRetracted, ConsentStatement } from './events.js';

// Fold

export interface Consents {
  /** Live statements by id. */
  readonly statements: Map<string, ConsentStatement>;
  readonly retracted: Set<string>;
}

export const consentFold: Fold<Consents> = {
  initial: () => ({ statements: new Map(), retracted: new Set() }),
  apply(consents, stored) {
    const event = stored as StoredEvent<ConsentEvent>;
    const { consentId } = event.data;
    if (event.type === 'ConsentRetracted') {
      consents.statements.delete(consentId);
      consents.retracted.add(consentId);
    } else if (!consents.retracted.has(consentId) && !consents.statements.has(consentId)) {
      consents.statements.set(consentId, { type: event.type, data: event.data } as ConsentStatement);
    }
  },
};

// Decide

/** What stands already is no event, unless it comes with another proof. @param purpose as it is known now; undefined for an objection to all */
export function state(consents: Consents, stated: ConsentStatement, purpose: Purpose | undefined): ConsentStatement[] {
  refuseUnfit(stated, purpose);
  return standing(consents, stated) === undefined ? [stated] : [];
}

export function retract({ statements, retracted }: Consents, consentId: string, note: string | undefined): ConsentRetracted[] {
  if (retracted.has(consentId)) return [];
  if (!statements.has(consentId)) throw new Refusal('not-found', `the party has made no statement ${consentId}`);
  return [{ type: 'ConsentRetracted', data: { consentId, ...(note !== undefined && { note }) } }];
}

/** The statement that says the same already, if there is one and nothing was said of it since from that very instant: of two from one instant the later recorded decides. */
export function standing({ statements }: Consents, stated: ConsentStatement): string | undefined {
  const last = [...statements.values()].findLast((other) => other.data.from === stated.data.from && touch(other.data, stated.data));
  return last && sameStatement(last, stated) ? last.data.consentId : undefined;
}

/** Whether two statements are about something in common. */
const touch = (a: ConsentStatement['data'], b: ConsentStatement['data']): boolean =>
  (['purpose', 'channel'] as const).every((member) => a[member] === undefined || b[member] === undefined || a[member] === b[member]);

/** Of two from one instant. A proof that was not given before is kept. */
function sameStatement(a: ConsentStatement, b: ConsentStatement): boolean {
  return a.type === b.type && a.data.purpose === b.data.purpose && a.data.channel === b.data.channel && expiryOf(a) === expiryOf(b) && (b.data.proof === undefined || canonicalJson(a.data.proof ?? null) === canonicalJson(b.data.proof));
}

const expiryOf = (statement: ConsentStatement): string | undefined => (statement.type === 'ConsentGranted' ? statement.data.expires : undefined);

function refuseUnfit(stated: ConsentStatement, purpose: Purpose | undefined): void {
  const { purpose: code, channel, from } = stated.data;
  const faults: Fault[] = [];
  if (code !== undefined && !purpose) throw new Refusal('unknown-purpose', `there is no purpose ${code}`, { errors: [{ path: 'purpose', expected: 'a code of /v1/purposes', got: code }] });
  // What is withdrawn or objected to may be about what is used no more.
  if (purpose?.retired && stated.type === 'ConsentGranted') throw new Refusal('retired', `the purpose ${purpose.code} was retired`, { errors: [{ path: 'purpose', expected: 'a purpose in use', got: purpose.code }] });
  if (purpose && channel !== undefined && stated.type === 'ConsentGranted' && !purpose.channels.includes(channel)) faults.push({ path: 'channel', expected: purpose.channels.join(', ') || 'none: nobody is reached for this purpose', got: channel });
  const expires = expiryOf(stated);
  if (expires !== undefined && expires <= from) faults.push({ path: 'expires', expected: 'an instant after it is granted', got: expires });
  if (faults.length > 0) throw new Refusal('invalid-body', 'this cannot be granted', { errors: faults });
}
