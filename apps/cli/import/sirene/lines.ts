/** From a record to the commands of the batch that imports it. Pure. */
import { createHash } from 'node:crypto';
import type { Day } from '#libs/temporal/dates.js';
import type { BatchLine } from '../../client.js';
import { fromOf, toOf } from './periods.js';
import type { RegisterRecord } from './records.js';
import { SOURCE, stateRecord, type ImportNotes, type RecordStatement } from './statements.js';

export interface LineOptions {
  /** Scopes the keys: a resumed run repeats its keys, a new run has new ones. */
  readonly runId: string;
  /** The day the file's values of today were seen, where a record does not say it. */
  readonly observed: Day | undefined;
  readonly notes: ImportNotes;
}

/** What one record becomes: first the parties it refers to, last the record itself. */
export function linesOf(record: RegisterRecord, options: LineOptions): BatchLine[] {
  const statement = stateRecord(record, options.observed, options.notes);
  return record.kind === 'establishment' ? establishmentLines(record, statement, options) : legalUnitLines(statement, options);
}

/** An establishment belongs to the legal unit its number begins with; where the row tells more of it than the number, that is stated too. */
function establishmentLines({ legalUnit }: RegisterRecord, statement: RecordStatement, options: LineOptions): BatchLine[] {
  const siren = statement.number.slice(0, 9);
  const parent = legalUnit ? stateRecord(legalUnit, options.observed, options.notes) : undefined;
  return [
    upsert('siren', siren, { facts: parent?.facts ?? [structure('legal-unit')] }, options),
    upsert('siret', statement.number, { facts: statement.facts, historyOf: statement.historyOf, relations: [belongs(refOf(siren), 'a-to-b', statement.since)] }, options),
  ];
}

/** A legal unit, after the establishments that were its head office: those the base does not hold yet get their number alone. */
function legalUnitLines(statement: RecordStatement, options: LineOptions): BatchLine[] {
  const sirets = [...new Set(statement.headOffices.map(({ siret }) => siret))];
  const offices = sirets.map((siret) => upsert('siret', siret, { facts: [structure('establishment')] }, options));
  const facts = [
    ...statement.facts,
    ...statement.headOffices.map(({ siret, from, to }) => ({ attribute: 'head-office', value: { partyId: refOf(siret) }, validFrom: fromOf(from), validTo: toOf(to) })),
  ];
  return [...offices, upsert('siren', statement.number, { facts, historyOf: statement.historyOf, relations: sirets.map((siret) => belongs(refOf(siret), 'b-to-a', null)) }, options)];
}

/** How a later line of the batch names the party of an earlier one. */
const refOf = (number: string): string => `$${number}`;
const structure = (value: string) => ({ attribute: 'structure', value, validFrom: { unknown: true } });
const belongs = (party: string, direction: string, since: Day | null) => ({ type: 'establishment-of', direction, party, validFrom: fromOf(since) });

function upsert(scheme: string, value: string, state: Readonly<Record<string, unknown>>, { runId }: LineOptions): BatchLine {
  const body = { kind: 'organisation', source: SOURCE, ...state };
  // The key names the run and what is sent: a unit that many rows state in the same words is one command.
  const key = createHash('sha256').update(JSON.stringify([runId, scheme, value, body])).digest('base64url');
  return { key, command: 'upsert-party', body: { scheme, value, ...body }, ref: value };
}
