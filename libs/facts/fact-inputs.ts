/** From facts as callers state them to facts as decisions take them: attributes found, dates resolved, ids given. */
import type { Provenance } from '#libs/event-log/domain-event.js';
import { Refusal, type Fault } from '#libs/platform/refusal.js';
import type { CalendarDate, Day } from '#libs/temporal/dates.js';
import type { From, To, Unknown } from '#libs/temporal/periods.js';
import type { Attribute } from './catalogue.js';

/** A start as callers may write it. */
export type StatedFrom = From | 'today' | 'unknown';
/** An end as callers may write it; left out, the period is open. */
export type StatedTo = To | 'today' | 'unknown' | undefined;

/** A fact as a caller states it. */
export interface FactStatement {
  readonly attribute: string;
  readonly value: unknown;
  readonly validFrom: StatedFrom;
  readonly validTo?: StatedTo;
  readonly source?: StatedSource | undefined;
  readonly note?: string | undefined;
  /** A name by which other facts of the same command can refer to this one as `$name`. */
  readonly ref?: string | undefined;
}

export interface StatedSource {
  readonly system: string;
  readonly method?: Provenance['method'] | undefined;
  readonly confidence?: string | undefined;
  readonly recordedAt?: string | undefined;
}

/** A fact as a decision takes it. */
export interface FactInput {
  /** Where it stands in the command, for faults in it: `facts[2]`. */
  readonly path: string;
  readonly factId: string;
  readonly attribute: Attribute;
  readonly value: unknown;
  readonly validFrom: From;
  readonly validTo: To;
  readonly provenance: Provenance;
  readonly note?: string;
  readonly periodId?: string;
}

/** Where attributes are found by code: built in, defined at run time, or belonging to an identifier scheme. */
export interface AttributeSource {
  attribute(code: string): Promise<Attribute | undefined>;
}

export interface StatementContext {
  readonly today: Day;
  /** Who states it where nothing else is said. */
  readonly caller: string;
  readonly factId: (n: number) => string;
}

const UNKNOWN: Unknown = { unknown: true };

/** A start with `today` and `unknown` spelled out. */
export function resolveFrom(from: StatedFrom, today: Day): From {
  return from === 'today' ? today : from === 'unknown' ? UNKNOWN : from;
}

export function resolveTo(to: StatedTo, today: Day): To {
  return to === undefined ? null : to === 'today' ? today : to === 'unknown' ? UNKNOWN : to;
}

export function resolveDate(date: CalendarDate, today: Day): CalendarDate {
  return date === 'today' ? today : date;
}

export function provenanceOf(source: StatedSource | undefined, caller: string): Provenance {
  if (!source) return { system: caller, method: 'declared' };
  const { system, method, confidence, recordedAt } = source;
  return { system, method: method ?? 'declared', ...(confidence !== undefined && { confidence }), ...(recordedAt !== undefined && { recordedAt }) };
}

/** Resolves all statements of a command, or refuses with every attribute that is unknown, retired or misplaced. */
export async function resolveFacts(
  statements: readonly FactStatement[], attributes: AttributeSource, context: StatementContext,
  check: (attribute: Attribute) => Omit<Fault, 'path'> | undefined = () => undefined,
): Promise<FactInput[]> {
  const found = await Promise.all(statements.map(({ attribute }) => attributes.attribute(attribute)));
  const unknown: Fault[] = [];
  const misplaced: Fault[] = [];
  statements.forEach(({ attribute: code }, i) => {
    const attribute = found[i];
    if (!attribute || attribute.retired) {
      unknown.push({ path: `facts[${i}].attribute`, expected: attribute ? 'an attribute that is not retired' : 'an attribute of the catalogue (GET /v1/attributes)', got: code.slice(0, 64) });
      return;
    }
    const fault = check(attribute);
    if (fault) misplaced.push({ path: `facts[${i}].attribute`, ...fault });
  });
  if (unknown.length > 0) throw new Refusal('unknown-attribute', `${unknown.length} of the attributes cannot be used`, { errors: unknown });
  if (misplaced.length > 0) throw new Refusal('wrong-party-kind', `${misplaced.length} of the attributes do not belong here`, { errors: misplaced });
  const refs = new Map<string, string>();
  statements.forEach(({ ref }, i) => ref !== undefined && refs.set(`$${ref}`, context.factId(i + 1)));
  return statements.map(({ value, validFrom, validTo, source, note }, i) => ({
    path: `facts[${i}]`,
    factId: context.factId(i + 1),
    attribute: found[i]!,
    value: withReference(value, refs),
    validFrom: resolveFrom(validFrom, context.today),
    validTo: resolveTo(validTo, context.today),
    provenance: provenanceOf(source, context.caller),
    ...(note !== undefined && { note }),
  }));
}

/** A value that points to another fact, with what it points to replaced by what `refs` has for it: an id for a name, or for another id. */
export function withReference(value: unknown, refs: ReadonlyMap<string, string>): unknown {
  if (typeof value !== 'object' || value === null || !('factId' in value) || typeof value.factId !== 'string') return value;
  const factId = refs.get(value.factId);
  return factId === undefined ? value : { ...value, factId };
}
