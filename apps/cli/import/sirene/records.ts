/**
 * Records of the French company register, whatever layout they came in: an establishment or a legal unit, the periods of its
 * history, and what the file knows of today only.
 */
import type { Day } from '#libs/temporal/dates.js';

/** One period of a record as the register wrote it. */
export interface RegisterPeriod {
  /** Line of the file (CSV) or number of the record (JSON), counted from 1. */
  readonly line: number;
  /** First day, `null` where the register does not know it. */
  readonly from: Day | null;
  /** True where `from` is only the day on which the file saw these values, `null` when it does not say that either. */
  readonly observedOnly?: boolean;
  /** First day after (the register writes the last day included), `null` for the current period. */
  readonly to: Day | null;
  /** `A` active, `F` closed (establishments), `C` ceased (legal units). */
  readonly status: string | undefined;
  readonly activity: string | undefined;
  /** `NAFRev2`, `NAFRev1`, `NAF1993`, `NAP`; undefined where the layout does not say. */
  readonly nomenclature: string | undefined;
  /** Shop signs by rank. */
  readonly banners: readonly (string | undefined)[];
  /** Usual names by rank: what it trades under. */
  readonly tradeNames: readonly (string | undefined)[];
  readonly legalName?: string | undefined;
  readonly birthName?: string | undefined;
  readonly usualName?: string | undefined;
  readonly legalCategory?: string | undefined;
  /** Number of the head office inside the legal unit. */
  readonly headOfficeNic?: string | undefined;
}

/** What a file knows of the day it was made only: not spread over the past. */
export interface TodayValues {
  /** The day they were seen, where the file says it. */
  readonly observed: Day | undefined;
  readonly headcountBand?: string | undefined;
  readonly headcountYear?: number | undefined;
  readonly acronym?: string | undefined;
  readonly givenNames?: string | undefined;
  readonly gender?: string | undefined;
  readonly address?: Readonly<Record<string, string>> | undefined;
}

export interface RegisterRecord {
  readonly kind: 'establishment' | 'legal-unit';
  /** SIRET of an establishment, SIREN of a legal unit. */
  readonly number: string;
  /** The day it was created, where the layout says it. */
  readonly createdOn: Day | null;
  /** Attributes the layout carries a whole history of. */
  readonly historyOf: readonly string[];
  readonly periods: readonly RegisterPeriod[];
  readonly today: TodayValues;
  /** Its legal unit, as far as the same row tells. */
  readonly legalUnit?: RegisterRecord | undefined;
}

/** Why a line was not imported. `line` counts from 1 in the file, its header included. */
export interface Rejection {
  readonly line: number;
  readonly number?: string | undefined;
  readonly reason: string;
}

/** A record, or why there is none. */
export type Reading = { readonly lines: readonly number[] } & ({ readonly record: RegisterRecord } | { readonly rejections: readonly Rejection[] });
