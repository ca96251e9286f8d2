/** What stands there is data, not schema. */
const EXAMPLES: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'const', 'enum']);

/**
 * OpenAPI 3.1 takes schemas of JSON Schema 2020-12, which knows no `nullable`. The decorators of the framework still write it;
 * this rewrites a document that is otherwise left as it is.
 */
export function toJsonSchema2020(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toJsonSchema2020);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, ...rest } = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, EXAMPLES.has(name) ? (member as unknown) : toJsonSchema2020(member)])) as Record<string, unknown>;
  // A property may be called "nullable": that is a schema, not a flag.
  if (typeof nullable !== 'boolean') return nullable === undefined ? rest : { ...rest, nullable };
  if (!nullable) return rest;
  if (Array.isArray(rest['enum'])) return { ...rest, ...(typeof rest['type'] === 'string' && { type: [rest['type'], 'null'] }), enum: [...(rest['enum'] as unknown[]), null] };
  if (typeof rest['type'] === 'string') return { ...rest, type: [rest['type'], 'null'] };
  const { description, ...schema } = rest;
  return { ...(description !== undefined && { description }), anyOf: [schema, { type: 'null' }] };
}
