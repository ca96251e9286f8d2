/** How far a fact can be trusted on a day, by what was known of it. Derived, never stored. Pure. */
import type { Provenance } from '#libs/event-log/domain-event.js';
import { addDays, firstDay, type Day } from '#libs/temporal/dates.js';
import { isUnknown, lowerDay, type From, type To } from '#libs/temporal/periods.js';

export interface TrustQuestion {
  readonly asOf: Day;
  readonly validFrom: From;
  /** The asserted end, or that of its period where that ends it and nobody knows when. */
  readonly validTo: To;
  /** First day after its effective period; `null` while that is open. */
  readonly effectiveUpper: Day | null;
  /** Whether another fact ends it, or its period on a known day, so that its own end does not matter. */
  readonly cut: boolean;
  /** Day its start was stated. */
  readonly fromStatedOn: Day;
  /** Day its value was last set: counts as a check, unless its source knew it before. */
  readonly valueOn: Day;
  /** Where the value came from. */
  readonly source: Pick<Provenance, 'recordedAt'> | null;
  /** The latest confirmation or dispute of this value that is dated by then. */
  readonly lastCheck: { readonly on: Day; readonly disputed: boolean; readonly reason: string | null } | null;
  /** The latest day, after `asOf` too, of which a confirmation of this value says that it held. */
  readonly heldOn: Day | null;
  /** Days after the last check that it turns doubtful; `null` never. */
  readonly freshnessDays: number | null;
}

export interface Trust {
  readonly trust: 'valid' | 'doubtful' | 'ended';
  /** Why it is doubtful: `start-unknown`, `end-unknown`, `past-freshness`, `disputed:<reason>`. */
  readonly trustReason: string | null;
}

export function trustOf(question: TrustQuestion): Trust {
  const { asOf, validFrom, validTo, effectiveUpper, cut, fromStatedOn, lastCheck, heldOn, freshnessDays } = question;
  if (effectiveUpper !== null && asOf >= effectiveUpper) return { trust: 'ended', trustReason: null };
  if (lastCheck?.disputed) return doubtful(`disputed:${lastCheck.reason}`);
  // Nobody knows since when: before the day by which it had certainly begun, it may not have. What was confirmed had begun by then.
  if (isUnknown(validFrom) && lastCheck === null && asOf < (validFrom.notLaterThan === undefined ? fromStatedOn : firstDay(validFrom.notLaterThan))) return doubtful('start-unknown');
  // It has ended by some day: what was confirmed had not by the day of that, and may have since.
  if (!cut && isUnknown(validTo) && (heldOn === null || heldOn < asOf)) return doubtful('end-unknown');
  if (freshnessDays !== null && asOf >= addDays(checkedOn(question), freshnessDays)) return doubtful('past-freshness');
  return { trust: 'valid', trustReason: null };
}

/**
 * The day from which freshness counts: the latest of its start, the day its value was stated and the last check, for an older check takes nothing
 * from what is known. What came from another system was last known on the day that one had recorded it, not when we took it over.
 */
export function checkedOn({ lastCheck, source, valueOn, validFrom }: Pick<TrustQuestion, 'lastCheck' | 'source' | 'valueOn' | 'validFrom'>): Day {
  const known = source?.recordedAt?.slice(0, 10);
  const stated = known !== undefined && known < valueOn ? known : valueOn;
  const later = [lowerDay(validFrom), lastCheck?.on].filter((day) => day !== undefined && day !== null && day > stated) as Day[];
  return later.sort().at(-1) ?? stated;
}

const doubtful = (trustReason: string): Trust => ({ trust: 'doubtful', trustReason });
