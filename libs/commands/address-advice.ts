/** What commands are told of the addresses they record. A port: deciding needs no list, and no list refuses an address. */
import { ADDRESS_ATTRIBUTES, type Address } from '#libs/addresses/address.js';
import { checkAddress, dayToCheck, type AddressFaultCode, type ReferenceRows } from '#libs/addresses/check.js';
import type { DomainEvent } from '#libs/event-log/domain-event.js';
import type { FactEvent } from '#libs/facts/events.js';
import type { Facts } from '#libs/facts/fact.js';
import type { Day } from '#libs/temporal/dates.js';
import { dayRange } from '#libs/temporal/periods.js';
import type { Warning } from './command.js';

/** An address that a command records, and the day on which it has to be right. */
export interface RecordedAddress {
  readonly factId: string;
  readonly address: Address;
  readonly asOf: Day;
}

/** Told what is being recorded, says what the caller should know. */
export interface AddressAdvice {
  /** Codes and ids, never a component: warnings are kept with the answer, in the clear. */
  warningsFor(addresses: readonly RecordedAddress[]): Promise<readonly Warning[]>;
}

/** The warnings on the addresses that these events record or correct; without any, nobody is asked. */
export async function addressWarnings(advice: AddressAdvice, events: readonly DomainEvent[], facts: Facts, today: Day): Promise<readonly Warning[]> {
  const addresses = addressesIn(events, facts, today);
  return addresses.length === 0 ? [] : advice.warningsFor(addresses);
}

function addressesIn(events: readonly DomainEvent[], facts: Facts, today: Day): RecordedAddress[] {
  return (events as readonly FactEvent[]).flatMap((event) => {
    if (event.type !== 'FactRecorded' && event.type !== 'FactCorrected') return [];
    const { factId, value, validFrom: from, validTo: to } = event.data;
    const attribute = event.type === 'FactRecorded' ? event.data.attribute : facts.live.get(factId)?.attribute;
    if (attribute === undefined || !ADDRESS_ATTRIBUTES.has(attribute)) return [];
    return [{ factId, address: value as Address, asOf: dayToCheck(dayRange({ from, to }, today), today) }];
  });
}

/** What is missing is no fault of a fact: a register may know the commune alone. Who writes a letter asks `POST /v1/addresses/check`. */
const ONLY_ON_ENVELOPES: ReadonlySet<AddressFaultCode> = new Set(['delivery-missing', 'postcode-missing', 'locality-missing']);

/** Advice by the norm of envelopes, and by the lists that are loaded. */
export class CheckedAddresses implements AddressAdvice {
  constructor(private readonly lists: { recentRowsFor(address: Address): Promise<ReferenceRows> }) {}

  async warningsFor(addresses: readonly RecordedAddress[]): Promise<readonly Warning[]> {
    const rows = await Promise.all(addresses.map(({ address }) => this.lists.recentRowsFor(address)));
    return addresses.flatMap(({ factId, address, asOf }, i) => {
      const { faults } = checkAddress(address, rows[i]!, asOf);
      const codes = new Set(faults.map(({ code }) => code).filter((code) => !ONLY_ON_ENVELOPES.has(code)));
      return [...codes].map((code) => ({ code: `address-${code}`, factId }));
    });
  }
}
