/** Canonical JSON (RFC 8785) of a value that came from JSON: sorted keys, no white space; equal values give equal texts. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const record = value as Record<string, unknown>;
  // By UTF-16 code units, as the RFC wants it. Put together by hand: this runs for every event that is chained or verified.
  let members = '';
  for (const key of Object.keys(record).sort()) {
    const member = record[key];
    if (member !== undefined) members += `${members === '' ? '' : ','}${quoted(key)}:${canonicalJson(member)}`;
  }
  return `{${members}}`;
}

/** Most texts hold nothing that needs an escape, and looking costs a third of escaping. */
const quoted = (text: string): string => (text.length < LONG && PLAIN.test(text) ? `"${text}"` : JSON.stringify(text));
const PLAIN = /^[ !#-[\]-~]*$/;
const LONG = 256;
