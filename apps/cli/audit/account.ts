/** Events as somebody reads them: what, from when, recorded when, by whom, why, by which command, and what it replaced. */
import type { HistoryEntry } from '#projections/queries/history.js';

/** An entry of `/v1/parties/{id}/history` or of `/v1/audit`. */
export interface AuditEntry extends Omit<HistoryEntry, 'position'> {
  readonly position: string;
}

export const FORMATS = ['text', 'json', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

/** The entries as they come, written in a format: pieces of text, in order. */
export async function* written(entries: AsyncIterable<AuditEntry>, format: Format): AsyncGenerator<string, void, void> {
  if (format === 'csv') yield `${COLUMNS.join(',')}\r\n`;
  for await (const entry of entries) yield format === 'json' ? `${JSON.stringify(entry)}\n` : format === 'csv' ? `${COLUMNS.map((column) => cell(columnsOf(entry)[column])).join(',')}\r\n` : `${sentence(entry)}\n`;
}

const COLUMNS = ['recordedAt', 'position', 'what', 'about', 'attribute', 'value', 'from', 'to', 'replaced', 'details', 'note', 'actor', 'caller', 'onBehalfOf', 'reason', 'source', 'commandId', 'correlationId'] as const;

function columnsOf(entry: AuditEntry): Readonly<Record<(typeof COLUMNS)[number], unknown>> {
  const { value, erased, validFrom, validTo, from, to, on, at, startedAt, attribute, note, ...details } = entry.data;
  return {
    ...entry, what: entry.type, about: entry.stream ?? (entry.relationId === undefined ? undefined : `relation-${entry.relationId}`), attribute: entry.attribute ?? attribute, value: erased === true && value === null ? ERASED : value,
    from: validFrom ?? from ?? startedAt ?? at, to: validTo ?? to ?? on, note, details: Object.keys(details).length === 0 ? undefined : details, reason: entry.reason, onBehalfOf: entry.onBehalfOf, source: entry.source, replaced: entry.replaced,
  };
}

/** What the reader of a table takes for a formula is told as text. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const safe = typeof value === 'string' && FORMULA.test(text) && !/^\+\d+$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const ERASED = '(erased)';

function sentence(entry: AuditEntry): string {
  const { recordedAt, what, about, attribute, value, from, to, replaced, details, note, actor, caller, onBehalfOf, reason, source, commandId, correlationId } = columnsOf(entry);
  const members = (some: unknown): string => Object.entries(some as object).filter(([, member]) => member !== '').map(([name, member]) => `${name} ${shown(member)}`).join(', ');
  const before = replaced && { ...(replaced), ...((replaced as { erased?: true }).erased && { value: ERASED, erased: undefined }) };
  const lines = [
    [spelt(String(what)), attribute, value === undefined ? undefined : shown(value), from === undefined ? undefined : `from ${shown(from)}`, to === undefined || to === null ? undefined : `to ${shown(to)}`].filter(Boolean).join(' '),
    about && `of ${about as string}`, details && members(details), before && `replaced ${members(JSON.parse(JSON.stringify(before)))}`, note && `note ${shown(note)}`,
    [`by ${actor as string}`, caller !== actor && `through ${caller as string}`, onBehalfOf && `for ${onBehalfOf as string}`, reason && `because of ${reason as string}`, source && `source ${members(source)}`].filter(Boolean).join(', '),
    `command ${commandId as string}${correlationId === commandId ? '' : `, correlation ${correlationId as string}`}`,
  ];
  return `${recordedAt as string}  ${lines.filter(Boolean).join('\n                          ')}`;
}

/** `FactRecorded` as words. */
const spelt = (type: string): string => type.replace(/(?!^)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
const shown = (value: unknown): string => (typeof value === 'string' ? value : isUnknown(value) ? `unknown${value.notLaterThan === undefined ? '' : `, not later than ${value.notLaterThan}`}` : JSON.stringify(value));
const isUnknown = (value: unknown): value is { readonly unknown: true; readonly notLaterThan?: string } => typeof value === 'object' && value !== null && (value as { unknown?: unknown }).unknown === true;
