/** Parameters of queries: read once, every fault at once. */
import type { FastifyRequest } from 'fastify';
import { Refusal, type Fault } from '#libs/platform/refusal.js';
import { isUuid } from '#libs/platform/uuid.js';

/** Parameters of a question as known at a time; and of one about a day in the world as well. */
export const KNOWN = ['knownAt', 'after'] as const;
export const MOMENT = ['asOf', ...KNOWN] as const;

/** The parameters of a query string. Whoever reads them calls {@link QueryString.done} before using what was read. */
export class QueryString {
  private readonly faults: Fault[] = [];
  private readonly values: Readonly<Record<string, string | readonly string[] | undefined>>;

  constructor(request: FastifyRequest, known: readonly string[], repeatable: readonly string[] = []) {
    this.values = request.query as Record<string, string | readonly string[] | undefined>;
    // What may come more than once is asked for by `texts`, wherever it is read: all else is a fault from the beginning.
    for (const [name, value] of Object.entries(this.values)) {
      if (typeof value === 'object' && !repeatable.includes(name)) this.faults.push({ path: name.slice(0, 64), expected: 'this parameter once' });
      // PostgreSQL has no text with it.
      if ([value].flat().some((text) => typeof text === 'string' && text.includes('\0'))) this.faults.push({ path: name.slice(0, 64), expected: 'a text without U+0000' });
      if (!known.includes(name)) this.faults.push({ path: name.slice(0, 64), expected: `no such parameter; there are ${known.join(', ') || 'none'}` });
    }
  }

  text(name: string): string | undefined {
    const value = this.values[name];
    return typeof value === 'object' ? undefined : value;
  }

  texts(name: string): readonly string[] {
    const value = this.values[name];
    return value === undefined ? [] : typeof value === 'string' ? [value] : value;
  }

  count(name: string, byDefault: number, max: number): number {
    const value = this.text(name);
    if (value === undefined) return byDefault;
    const count = Number(value);
    if (/^\d{1,9}$/.test(value) && count >= 1 && count <= max) return count;
    this.faults.push({ path: name, expected: `a whole number from 1 to ${max}`, got: value.slice(0, 64) });
    return byDefault;
  }

  oneOf<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value === undefined || choices.includes(value as T)) return value as T | undefined;
    this.faults.push({ path: name, expected: choices.join(', '), got: value.slice(0, 64) });
    return undefined;
  }

  /** A list separated by commas. */
  some<T extends string>(name: string, choices: readonly T[], byDefault: readonly T[]): ReadonlySet<T> {
    const value = this.text(name);
    if (value === undefined) return new Set(byDefault);
    const named = value.split(',');
    const wrong = named.filter((one) => !choices.includes(one as T));
    if (wrong.length > 0) this.faults.push({ path: name, expected: `some of ${choices.join(',')}`, got: wrong.join(',').slice(0, 64) });
    return new Set(named as T[]);
  }

  uuid(name: string): string | undefined {
    const value = this.text(name);
    if (value === undefined || isUuid(value)) return value;
    this.faults.push({ path: name, expected: 'a UUID in lower case', got: value.slice(0, 64) });
    return undefined;
  }

  fault(fault: Fault): void {
    this.faults.push(fault);
  }

  done(): void {
    if (this.faults.length > 0) throw new Refusal('invalid-body', 'the query cannot be understood', { errors: this.faults });
  }
}

/** An id in the path. */
export function pathId(request: FastifyRequest, name: string): string {
  const value = (request.params as Record<string, string | undefined>)[name] ?? '';
  if (isUuid(value)) return value;
  throw new Refusal('invalid-body', `${name} is no id`, { errors: [{ path: name, expected: 'a UUID in lower case', got: value.slice(0, 64) }] });
}
