/**
 * `$ref` in the body of a batch line: the id that an earlier line made, or with `$ref.member` another id from its answer.
 * It may stand anywhere an id is expected: in ids of the path, in relations, and in members of fact values that are ids.
 */

/** Levels of a body that can hold ids; what lies deeper is refused by the check of the body. */
const MAX_DEPTH = 12;

/** Members that hold the id of a thing: `party`, `a`, `b`, `partyId`, `factId` and the like. */
const IDS = /^(party|a|b|[a-z][A-Za-z]*Id)$/;
const REFERENCE = /^\$([A-Za-z0-9_-]{1,64})((?:\.[A-Za-z0-9]+)*)$/;

export interface Reference {
  /** As it is written, with `$`. */
  readonly written: string;
  /** The `ref` of the line it means. */
  readonly name: string;
  /** Members to follow into that line's answer; empty for its main id. */
  readonly members: readonly string[];
  /** Where it stands. */
  readonly path: string;
}

/** Names that facts of this very body give themselves: those are meant first, and resolved with the command. */
function ownNames(body: unknown): ReadonlySet<string> {
  const facts = isObject(body) && Array.isArray(body['facts']) ? (body['facts'] as unknown[]) : [];
  return new Set(facts.flatMap((fact) => (isObject(fact) && typeof fact['ref'] === 'string' ? [fact['ref']] : [])));
}

/** Every reference to another line in a body. */
export function referencesIn(body: unknown): Reference[] {
  const found: Reference[] = [];
  replaceIn(body, '', 0, ownNames(body), (reference) => {
    found.push(reference);
    return reference.written;
  });
  return found;
}

/** The body with every reference to another line replaced. What is not a reference is left as it is. */
export function withoutReferences(body: unknown, idOf: (reference: Reference) => string): unknown {
  return replaceIn(body, '', 0, ownNames(body), idOf);
}

function replaceIn(value: unknown, path: string, depth: number, own: ReadonlySet<string>, idOf: (reference: Reference) => string): unknown {
  if (depth > MAX_DEPTH) return value;
  if (Array.isArray(value)) return value.map((one: unknown, index) => replaceIn(one, `${path}[${index}]`, depth + 1, own, idOf));
  if (!isObject(value)) return value;
  // Members are copied as own ones, so that a member called __proto__ stays visible to the check of the body.
  return Object.fromEntries(Object.entries(value).map(([name, member]) => {
    const at = path === '' ? name : `${path}.${name}`;
    const match = typeof member === 'string' && IDS.test(name) ? REFERENCE.exec(member) : null;
    if (!match || own.has(match[1]!)) return [name, replaceIn(member, at, depth + 1, own, idOf)];
    return [name, idOf({ written: match[0], name: match[1]!, members: match[2]!.split('.').slice(1), path: at })];
  }));
}

/** The id an answer holds at the end of these members, if there is one. */
export function idIn(answer: Readonly<Record<string, unknown>>, members: readonly string[]): string | undefined {
  let value: unknown = answer;
  for (const member of members) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, member)) return undefined;
    value = (value as Record<string, unknown>)[member];
  }
  return typeof value === 'string' ? value : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
