/** From the rows of a table, by a mapping, to records. Pure: the same file, mapping and day give the same records. */
import { builtInAttribute } from '#libs/facts/catalogue.js';
import { Refusal } from '#libs/platform/refusal.js';
import { addDays, lastDay, type Day } from '#libs/temporal/dates.js';
import { codeOf, dateOf, decimalOf, hasExtension, instantOf, isEmail, phoneOf, urlOf, DEFAULT_REGION } from '../cells.js';
import { externalId, fingerprint, matchKey, undated, type ImportedFact, type ImportedRelation, type ImportRecord, type MatchKey, type Note, type Reading } from '../record.js';
import { UnreadableFile } from '../text-file.js';
import { columnsOf, isCell, mappedColumns, type Cell, type DateCell, type EndCell, type FactMapping, type Mapping, type RelationMapping, type StartCell } from './mapping.js';
import type { Row, Table } from './table.js';

export interface ColumnReport {
  /** Filled columns that the mapping neither takes nor ignores. */
  readonly unmapped: readonly string[];
  /** Columns the mapping takes that are not in the file. */
  readonly missing: readonly string[];
  readonly ignored: readonly string[];
}

export function columnReport({ columns, rows }: Table, mapping: Mapping): ColumnReport {
  const mapped = mappedColumns(mapping);
  const ignored = new Set(mapping.ignore);
  const filled = (column: string): boolean => rows.some(({ cells }) => cells[column] !== '');
  return {
    unmapped: columns.filter((column) => !mapped.has(column) && !ignored.has(column) && filled(column)),
    missing: [...mapped].filter((column) => !columns.includes(column)),
    ignored: columns.filter((column) => ignored.has(column) && filled(column)),
  };
}

/**
 * @param today by which years of two digits are read
 * @throws UnreadableFile where the file lacks the column of the id, or most of what is mapped: it is another file
 */
export function readRecords(table: Table, mapping: Mapping, today: Day): Reading[] {
  refuseOtherFile(table, mapping);
  const first = new Map<string, { readonly line: number; readonly cells: string }>();
  return table.rows.map((row): Reading => {
    const read = new RowReader(row, mapping, today).read();
    if ('rejected' in read) return read;
    const { id } = read.record;
    const before = first.get(id);
    const cells = JSON.stringify(row.cells);
    if (!before) first.set(id, { line: row.line, cells });
    if (!before || before.cells === cells) return read;
    return { rejected: { line: row.line, reason: `duplicate-id: line ${before.line} has the same id and says otherwise` } };
  });
}

function refuseOtherFile({ columns }: Table, mapping: Mapping): void {
  const mapped = mappedColumns(mapping);
  const found = [...mapped].filter((column) => columns.includes(column));
  const ids = [...(mapping.id === undefined ? [] : [mapping.id]), ...(mapping.idFrom ?? [])];
  if (ids.some((column) => columns.includes(column)) && found.length * 2 >= mapped.size) return;
  throw new UnreadableFile(`the file is not of this mapping: it has ${found.length} of the ${mapped.size} columns that are mapped, and needs ${ids.join(' or ')}`);
}

class RowReader {
  private readonly notes: Note[] = [];
  /** Nobody knows, but it was so when the old system had it. */
  private readonly undatedFrom: object;

  constructor(private readonly row: Row, private readonly mapping: Mapping, private readonly today: Day) {
    const { notLaterThan } = mapping;
    this.undatedFrom = undated(notLaterThan && ('const' in notLaterThan ? notLaterThan.const : this.date(notLaterThan)));
  }

  read(): Reading {
    const { row: { line, fault }, mapping } = this;
    if (fault !== undefined) return { rejected: { line, reason: `broken-row: ${fault}` } };
    const excepted = (mapping.except ?? []).find(({ column, is }) => is.some((word) => word.toLowerCase() === this.cell(column).toLowerCase()));
    if (excepted) return { rejected: { line, reason: `the mapping takes no row with this ${excepted.column}`, excepted: true } };
    const id = this.id();
    if (id === undefined) return { rejected: { line, reason: `id-missing: ${[mapping.id, ...(mapping.idFrom ?? [])].filter(Boolean).join(', ')} empty` } };
    const recordedAt = mapping.recordedAt && this.instant(mapping.recordedAt);
    const facts = mapping.facts.flatMap((fact) => this.fact(fact));
    const record: ImportRecord = {
      line, id, kind: mapping.kind, facts, undatedFrom: this.undatedFrom, match: this.matchKeys(facts), relations: (mapping.relations ?? []).flatMap((relation) => this.relation(relation)),
      ...(recordedAt !== undefined && { recordedAt }), notes: this.notes,
    };
    return facts.length === 0 ? { rejected: { line, reason: 'nothing-mapped: no mapped column holds a value' } } : { record };
  }

  private cell(column: string): string {
    return this.row.cells[column] ?? '';
  }

  private id(): string | undefined {
    const { id, idFrom = [], idPrefix = '' } = this.mapping;
    if (id !== undefined && this.cell(id) !== '') return externalId(idPrefix + this.cell(id));
    const parts = idFrom.map((column) => this.cell(column).toLowerCase());
    return parts.every((part) => part === '') ? undefined : fingerprint(...parts);
  }

  private fact({ attribute, value, validFrom, validTo }: FactMapping): ImportedFact[] {
    const read = this.value(value);
    if (read === undefined) return [];
    const builtIn = builtInAttribute(attribute);
    let normal: unknown;
    try {
      normal = builtIn ? builtIn.read(read, attribute) : read;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.notes.push({ place: columnsOf(value).join(', '), reason: error.detail });
      return [];
    }
    // A constant says something only of the date beside it.
    if (columnsOf(value).length === 0 && validFrom && 'column' in validFrom && this.cell(validFrom.column) === '') return [];
    const from = this.from(validFrom);
    const to = this.to(validTo);
    return [{ place: columnsOf(value).join(', ') || attribute, attribute, value: normal, validFrom: from, ...(to !== undefined && { validTo: to }) }];
  }

  /** Undefined where no column of it holds anything: constants, and the year an amount is of, alone say nothing. */
  private value(value: FactMapping['value']): unknown {
    if (isCell(value)) return this.one(value);
    const members = Object.entries(value).map(([name, cell]) => ({ name, cell, read: this.one(cell) }));
    if (!members.some(({ cell, read }) => read !== undefined && !isConstant(cell))) return undefined;
    return Object.fromEntries(members.filter(({ read }) => read !== undefined).map(({ name, read }) => [name, read]));
  }

  private one(cell: Cell): unknown {
    if (typeof cell === 'string') return this.cell(cell) === '' ? undefined : this.cell(cell);
    if ('const' in cell) return cell.const;
    const text = (cell.columns ?? [cell.column!]).map((column) => this.cell(column)).filter((one) => one !== '').join(' ');
    if (text === '') return undefined;
    const mapped = cell.map ? cell.map[text] : text;
    const read = mapped === undefined ? undefined : this.as(mapped, cell, columnsOf(cell).join(', '));
    if (read === undefined) this.notes.push({ place: columnsOf(cell).join(', '), reason: cell.map && mapped === undefined ? 'a word the mapping does not know' : `no ${cell.as ?? 'text'}${cell.format ? ` in ${cell.format}` : ''}` });
    return read;
  }

  private as(text: string, { as, format = 'iso', times }: Exclude<Cell, string | { readonly const: unknown }>, place: string): unknown {
    switch (as) {
      case 'number': return wholeNumber(decimalOf(text, times, this.mapping.decimal));
      case 'decimal': return decimalOf(text, times, this.mapping.decimal);
      case 'year': return wholeNumber(dateOf(text, format, this.today)?.slice(0, 4));
      case 'date': return dateOf(text, format, this.today);
      case 'phone':
        if (hasExtension(text, this.region())) this.notes.push({ place, reason: 'the extension has no place in a number of E.164' });
        return phoneOf(text, this.region());
      case 'email': return isEmail(text) ? text : undefined;
      case 'url': return urlOf(text);
      case 'code': return codeOf(text);
      case 'id': return externalId(text);
      case 'text': case undefined: return text;
    }
  }

  private region(): string | undefined {
    const { region = DEFAULT_REGION } = this.mapping;
    return typeof region === 'object' ? this.cell(region.column).toUpperCase() || undefined : region;
  }

  private date({ column, format }: DateCell): string | undefined {
    const cell = this.cell(column);
    if (cell === '') return undefined;
    const date = dateOf(cell, format, this.today);
    if (date === undefined) this.notes.push({ place: column, reason: `no date in ${format}` });
    return date;
  }

  private instant({ column, format }: DateCell): string | undefined {
    const cell = this.cell(column);
    if (cell === '') return undefined;
    const instant = instantOf(cell, format, this.today);
    if (instant === undefined) this.notes.push({ place: column, reason: `no instant in ${format}` });
    return instant;
  }

  /** The date of its column, or of all; without one nobody knows. */
  private from(dated: StartCell | undefined): unknown {
    return (dated && ('const' in dated ? dated.const : this.date(dated))) ?? this.undatedFrom;
  }

  /** Undefined where the column is empty, or holds the last year there is: so systems write that there is no end. What cannot be read says that it has ended or will, and not when. */
  private to(dated: EndCell | undefined): unknown {
    if (!dated || this.cell(dated.column) === '') return undefined;
    const date = this.date(dated);
    if (date === undefined) return { unknown: true };
    if (date.startsWith(LAST_YEAR)) return undefined;
    return dated.inclusive ? addDays(lastDay(date), 1) : date;
  }

  private relation({ type, direction, to, validFrom, validTo, facts = [] }: RelationMapping): ImportedRelation[] {
    const cell = this.cell(to.column);
    if (cell === '') return [];
    const until = this.to(validTo);
    return [{
      type, direction, to: externalId((to.prefix ?? '') + cell), validFrom: this.from(validFrom), ...(until !== undefined && { validTo: until }), facts: facts.flatMap((fact) => this.fact(fact)),
      ...(to.create && { named: { kind: to.create.kind, facts: [{ attribute: to.create.name, value: cell, validFrom: this.undatedFrom }], undatedFrom: this.undatedFrom } }),
    }];
  }

  private matchKeys(facts: readonly ImportedFact[]): MatchKey[] {
    return (this.mapping.match ?? []).flatMap((by) => facts.filter(({ attribute }) => attribute === by).flatMap(({ attribute, value }) => matchKey(attribute, value) ?? []));
  }
}

/** The address or number of a contact point, with or without its use beside it. */
export function contactText(value: unknown): string {
  return typeof value === 'string' ? value : String((value as { readonly address?: string; readonly number?: string }).address ?? (value as { readonly number?: string }).number);
}

const LAST_YEAR = '9999';
const isConstant = (cell: Cell): boolean => typeof cell === 'object' && ('const' in cell || cell.as === 'year');
const wholeNumber = (text: string | undefined): number | undefined => (text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : undefined);
