/** Canonical JSON (RFC 8785) of a value that came from JSON: sorted keys, no white space; equal values give equal texts. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const record = value as Record<string, unknown>;
  // Put together by hand: this runs for every event that is chained or verified.
  let members = '';
  for (const { key, name } of sorted(Object.keys(record))) {
    const member = record[key];
    if (member !== undefined) members += `${members === '' ? '' : ','}${name}${canonicalJson(member)}`;
  }
  return `{${members}}`;
}

/** Most texts hold nothing that needs an escape, and looking costs a third of escaping. */
const quoted = (text: string): string => (text.length < LONG && PLAIN.test(text) ? `"${text}"` : JSON.stringify(text));
const PLAIN = /^[ !#-[\]-~]*$/;
const LONG = 256;

interface Order {
  readonly keys: readonly string[];
  /** By UTF-16 code units, as the RFC wants it; the name as it is written before the member. */
  readonly members: readonly { readonly key: string; readonly name: string }[];
}
/** How the keys of objects are sorted, by the keys as they come: a log has some hundred kinds of them, and sorting takes as long as parsing. */
const orders = new Map<string, Order>();
const MAX_ORDERS = 1_000;

function sorted(keys: readonly string[]): Order['members'] {
  const shape = keys.join();
  const known = orders.get(shape);
  // Keys may hold commas themselves.
  if (known?.keys.length === keys.length && known.keys.every((key, i) => key === keys[i])) return known.members;
  const members = [...keys].sort().map((key) => ({ key, name: `${quoted(key)}:` }));
  if (orders.size < MAX_ORDERS) orders.set(shape, { keys, members });
  return members;
}
