/** Facts as answers show them. */
import { ADDRESS_ATTRIBUTES, type Address } from '#libs/addresses/address.js';
import { renderAddress } from '#libs/addresses/render.js';
import { trustOf, type Trust } from '#libs/facts/trust.js';
import type { Day } from '#libs/temporal/dates.js';
import type { From, To } from '#libs/temporal/periods.js';
import type { Provenance } from '#libs/event-log/domain-event.js';

/** A fact as the statement gives it. */
export interface FactJson {
  readonly factId: string;
  readonly attribute: string;
  readonly slot: string;
  readonly value: unknown;
  readonly validFrom: From;
  readonly validTo: To;
  readonly upper: Day | null;
  readonly endedBy: string | null;
  readonly recordedAt: string;
  readonly fromStatedOn: Day;
  readonly valueOn: Day;
  readonly source: Provenance | null;
  readonly order: number;
  readonly lastCheck: { readonly on: Day; readonly saidOn: string; readonly disputed: boolean; readonly reason: string | null } | null;
  readonly heldOn: Day | null;
  readonly lastConfirmedOn: string | null;
  readonly partyId?: string | null;
  readonly relationId?: string;
  readonly periodId?: string;
  /** Where its period ends it, nobody knows when. */
  readonly unknownPeriodEnd?: To;
}

export interface FactAnswer extends Trust {
  readonly factId: string;
  readonly attribute: string;
  readonly value: unknown;
  readonly erased?: true;
  /** Of an address: as it is written on an envelope, below its recipient. */
  readonly lines?: readonly string[];
  readonly validFrom: From;
  /** The effective end. */
  readonly validTo: To;
  readonly assertedValidTo: To;
  /** `own`, the fact that cuts it short, `period` where its relation does, or null while it is open. */
  readonly endedBy: string | null;
  readonly recordedAt: string;
  readonly lastConfirmedOn: string | null;
  readonly source: Provenance | null;
  /** Whose it is, where that one turned out to be the party that was asked for: commands on it go there. */
  readonly partyId?: string;
  readonly relationId?: string;
  readonly periodId?: string;
}

export function factAnswer(fact: FactJson, asOf: Day, freshness: Readonly<Record<string, number | null>>): FactAnswer {
  const { upper, endedBy, validTo } = fact;
  const unknownPeriodEnd = fact.unknownPeriodEnd ?? undefined;
  return {
    factId: fact.factId,
    attribute: fact.attribute,
    value: fact.value,
    ...(fact.value === null && { erased: true as const }),
    ...(ADDRESS_ATTRIBUTES.has(fact.attribute) && fact.value !== null && { lines: renderAddress(fact.value as Address).lines }),
    validFrom: fact.validFrom,
    validTo: unknownPeriodEnd ?? (endedBy === null ? validTo : upper),
    assertedValidTo: validTo,
    endedBy: endedBy ?? (validTo === null ? null : 'own'),
    recordedAt: fact.recordedAt,
    // Named one by one, not spread: see PreparedStatement.values.
    ...trustOf({
      asOf, validFrom: fact.validFrom, validTo: unknownPeriodEnd ?? validTo, effectiveUpper: upper, cut: endedBy !== null && !unknownPeriodEnd, fromStatedOn: fact.fromStatedOn, valueOn: fact.valueOn, source: fact.source,
      lastCheck: fact.lastCheck, heldOn: fact.heldOn, freshnessDays: freshness[fact.attribute] ?? null,
    }),
    lastConfirmedOn: fact.lastConfirmedOn,
    source: fact.source,
    ...(fact.partyId && { partyId: fact.partyId }),
    ...(fact.relationId !== undefined && { relationId: fact.relationId, periodId: fact.periodId }),
  };
}
