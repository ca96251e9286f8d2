/** What a record of the register states about a party, as the body of an upsert. Pure. */
import type { Day } from '#libs/temporal/dates.js';
import { firstDay } from '#libs/temporal/dates.js';
import { fromOf, runs, toOf } from './periods.js';
import type { RegisterPeriod, RegisterRecord } from './records.js';

export const SOURCE = { system: 'sirene', method: 'registry' } as const;

export interface StatedFactBody {
  readonly attribute: string;
  readonly value: unknown;
  readonly validFrom: unknown;
  readonly validTo?: unknown;
}

/** What the import tells about its own doing, beside the records. */
export interface ImportNotes {
  /** Starts the register does not know. */
  unknownStarts: number;
  /** Nomenclatures that follow from the form of a code and its date, because the file has none. */
  guessedNomenclatures: number;
  /** Values of today that could not be dated, because neither the file nor the caller says when they were seen. */
  undatedValues: number;
}

export interface RecordStatement {
  readonly scheme: 'siret' | 'siren';
  readonly number: string;
  readonly facts: readonly StatedFactBody[];
  readonly historyOf: readonly string[];
  /** Start of the establishment, from which it belongs to its legal unit. */
  readonly since: Day | null;
  /** SIRETs of the head offices and when each was it: they become facts once their parties are known. */
  readonly headOffices: readonly { readonly siret: string; readonly from: Day | null; readonly to: Day | null }[];
}

interface Activity {
  readonly code: string;
  readonly nomenclature: string | undefined;
}

const STATUS: Readonly<Record<string, string>> = { A: 'active', F: 'ceased', C: 'ceased' };

/**
 * @param observed the day the file's values of today were seen, where the record does not say it
 */
export function stateRecord(record: RegisterRecord, observed: Day | undefined, notes: ImportNotes): RecordStatement {
  const facts: StatedFactBody[] = [{ attribute: 'structure', value: record.kind === 'establishment' ? 'establishment' : 'legal-unit', validFrom: { unknown: true } }];
  const seen = observed ?? record.today.observed;
  const periods = record.periods.map((period) => (period.observedOnly ? { ...period, from: seen ?? null } : period));
  notes.unknownStarts += periods.filter(({ from, observedOnly }) => from === null && !observedOnly).length;

  const history = <V>(attribute: string, valueOf: (period: RegisterPeriod) => V | undefined, shape: (value: V, from: Day | null) => unknown = (value) => value, same?: (a: V, b: V) => boolean): void => {
    for (const { value, from, to, first } of runs(periods, valueOf, same)) {
      if (first.observedOnly && seen === undefined) notes.undatedValues += 1;
      else facts.push({ attribute, value: shape(value, from), validFrom: fromOf(from), validTo: toOf(to) });
    }
  };
  history('administrative-status', ({ status }) => (status === undefined ? undefined : STATUS[status]));
  history<Activity>('activity', ({ activity, nomenclature }) => (activity === undefined ? undefined : { code: activity, nomenclature }),
    ({ code, nomenclature }, from) => ({ code, nomenclature: nomenclature ?? guess(code, from, notes) }), (a, b) => a.code === b.code && a.nomenclature === b.nomenclature);
  history('name.legal', ({ legalName }) => legalName);
  for (const rank of [1, 2, 3]) {
    history('name.banner', ({ banners }) => banners[rank - 1], (name) => ranked(name, rank));
    history('name.trade', ({ tradeNames }) => tradeNames[rank - 1], (name) => ranked(name, rank));
  }
  history('name.birth', ({ birthName }) => birthName);
  history('name.usual', ({ usualName }) => usualName);
  history('legal-category', ({ legalCategory }) => legalCategory);
  history('nature', ({ legalCategory }) => natureOf(legalCategory));
  facts.push(...today(record, seen, notes));

  return {
    scheme: record.kind === 'establishment' ? 'siret' : 'siren',
    number: record.number,
    facts,
    historyOf: record.historyOf,
    since: record.createdOn ?? (periods[0]?.observedOnly ? null : (periods[0]?.from ?? null)),
    headOffices: runs(periods, ({ headOfficeNic }) => headOfficeNic).map(({ value, from, to }) => ({ siret: `${record.number}${value}`, from, to })),
  };
}

function today({ today: values, periods }: RegisterRecord, seen: Day | undefined, notes: ImportNotes): StatedFactBody[] {
  const { headcountBand, headcountYear, acronym, givenNames, gender, address } = values;
  // Names and gender of a person are those of a sole trader; a company's row leaves them empty.
  const soleTrader = periods.some(({ legalCategory }) => natureOf(legalCategory) === 'sole-trader');
  const stated: [string, unknown][] = [
    ['headcount', headcountBand && { band: { code: headcountBand }, ...(headcountYear !== undefined && { year: headcountYear }) }],
    ['name.acronym', acronym],
    ['name.given', soleTrader ? givenNames : undefined],
    ['gender', soleTrader ? (gender === 'F' ? 'female' : gender === 'M' ? 'male' : undefined) : undefined],
    ['address.geographic', address],
  ];
  const known = stated.filter(([, value]) => value !== undefined);
  if (seen === undefined) {
    notes.undatedValues += known.length;
    return [];
  }
  return known.map(([attribute, value]) => ({ attribute, value, validFrom: seen }));
}

/** The register writes up to three names beside each other; their order is their rank. */
const ranked = (name: string, rank: number): unknown => (rank === 1 ? name : { name, rank });

/** The nomenclature a code is of, by its form and the day it was given: NAP until 1992, NAF until 2002, NAF rev. 1 until 2007, NAF rev. 2 since. */
function guess(code: string, from: Day | null, notes: ImportNotes): string {
  notes.guessedNomenclatures += 1;
  if (/^\d\d\.\d\d[A-Z]$/.test(code)) return 'NAFRev2';
  if (/^\d\d\.\d[A-Z]$/.test(code)) return from !== null && from >= firstDay('2003') ? 'NAFRev1' : 'NAF1993';
  return 'NAP';
}

/** What a legal category says about the nature of an organisation, by its first digits (INSEE, catégories juridiques). */
function natureOf(legalCategory: string | undefined): string | undefined {
  if (legalCategory === undefined) return undefined;
  if (legalCategory.startsWith('1')) return 'sole-trader';
  if (legalCategory.startsWith('72')) return 'local-authority';
  if (legalCategory.startsWith('7') || legalCategory.startsWith('4')) return 'public-body';
  if (legalCategory.startsWith('84')) return 'professional-body';
  if (legalCategory.startsWith('92')) return 'association';
  return /^[2356]/.test(legalCategory) ? 'company' : undefined;
}
