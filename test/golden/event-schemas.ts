/**
 * JSON Schemas of events, made from the types in the sources and the definitions beside them. They are published in `docs/events`,
 * one file for each version of each type, and those of a version stay as they are: logs hold such events.
 */
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { createFormatter, createParser, DEFAULT_CONFIG, SchemaGenerator } from 'ts-json-schema-generator';
import ts from 'typescript';
import type { EventDefinition, EventDefinitions } from '#libs/event-log/domain-event.js';
import { dataSchema } from '#libs/feed/cloud-event.js';
import { packageRoot } from '#libs/platform/package-root.js';

export const PUBLISHED_IN = path.join(packageRoot, 'docs', 'events');

export interface Schema {
  readonly [keyword: string]: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
}
/** By the name of their file without its end: `PartyCreated.v1`, and `metadata`. */
export type Schemas = ReadonlyMap<string, Schema>;

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';
export const METADATA = 'metadata';
const nameOf = (type: string, version: number): string => `${type}.v${version}`;

/**
 * The schemas of what is written now.
 * @param edit what a source file would say; for tests of what a change comes to
 */
export function declaredSchemas(definitions: EventDefinitions, edit: (file: string, text: string) => string = (_, text) => text): Schemas {
  const generator = generatorOf(edit);
  const schemas = new Map<string, Schema>([[METADATA, { $schema: DIALECT, $id: 'urn:annals:event:metadata', title: 'The clear part beside the data of every event', ...exact(rootOf(generator, 'EventMetadata')) }]]);
  for (const [type, definition] of Object.entries(definitions)) schemas.set(nameOf(type, definition.version), schemaOf(type, definition, rootOf(generator, type)));
  return schemas;
}

export async function publishedSchemas(): Promise<Schemas> {
  const names = readdirSync(PUBLISHED_IN).flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -'.json'.length)] : []));
  return new Map(await Promise.all(names.map(async (name) => [name, JSON.parse(await readFile(fileOf(name), 'utf8')) as Schema] as const)));
}

export const fileOf = (name: string): string => path.join(PUBLISHED_IN, `${name}.json`);
export const textOf = (schema: Schema): string => `${JSON.stringify(schema, undefined, 2)}\n`;

/** What is wrong with an event's data, or with metadata, by the schema of that name. */
export function schemaChecks(schemas: Schemas): (name: string, value: unknown) => string[] {
  const ajv = new Ajv2020({ allErrors: true, keywords: ['x-sealed'] });
  addFormats.default(ajv);
  for (const [name, schema] of schemas) ajv.addSchema(schema, name);
  return (name, value) => {
    const valid = ajv.getSchema(name);
    if (!valid) return [`${name} is not published`];
    return valid(value) ? [] : valid.errors!.map(({ instancePath, message }) => `${name}${instancePath}: ${message}`);
  };
}

/** Why events of a log that is kept would not be what is declared now: published shapes that changed under the version they had, and what was forgotten. */
export function broken(published: Schemas, declared: Schemas, definitions: EventDefinitions): string[] {
  const changed = [...declared].flatMap(([name, schema]) => (published.has(name) ? differences(published.get(name), schema, name) : []));
  const forgotten = [...published.keys()].filter((name) => name !== METADATA && !declared.has(name)).flatMap((name) => {
    const [, type, version] = /^(.+)\.v(\d+)$/.exec(name)!;
    const { version: now = 0, upcast } = definitions[type!] ?? {};
    return now > Number(version) && upcast?.[Number(version)] ? [] : [`${name}: logs hold it, and nothing lifts it`];
  });
  return [...changed, ...forgotten];
}

/** Where two schemas take other events. Other words do not, and a code more takes all that there was. */
function differences(before: unknown, now: unknown, at: string): string[] {
  if (at.endsWith('/enum') && Array.isArray(before) && Array.isArray(now)) return before.filter((code) => !now.includes(code)).map((code) => `${at}: ${code} is gone`);
  if (isObject(before) && isObject(now)) {
    const keywords = [...new Set([...Object.keys(before), ...Object.keys(now)])];
    return keywords.filter((one) => one !== 'description' || isObject(before[one] ?? now[one])).flatMap((one) => differences(before[one], now[one], `${at}/${one}`));
  }
  return before === now ? [] : [`${at}: ${told(before)} is ${told(now)} now`];
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const told = (value: unknown): string => (value === undefined ? 'nothing' : isObject(value) ? 'something' : JSON.stringify(value));

// ---------------------------------------------------------------- from types to schemas

const CONFIG = { ...DEFAULT_CONFIG, expose: 'none', topRef: false } as const;

function generatorOf(edit: (file: string, text: string) => string): SchemaGenerator {
  const contexts = readdirSync(path.join(packageRoot, 'libs')).map((context) => `libs/${context}/events.ts`);
  const files = [...contexts, 'libs/event-log/log-birth.ts'].filter((file) => existsSync(path.join(packageRoot, file)));
  const { config } = ts.readConfigFile(path.join(packageRoot, 'tsconfig.json'), (file) => ts.sys.readFile(file)) as { config: { compilerOptions: object } };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, packageRoot);
  const host = ts.createCompilerHost(options);
  const read = host.readFile.bind(host);
  host.readFile = (file) => {
    const text = read(file);
    return text === undefined ? undefined : edit(path.relative(packageRoot, file), text);
  };
  const program = ts.createProgram(files.map((file) => path.join(packageRoot, file)), { ...options, noEmit: true, types: [] }, host);
  return new SchemaGenerator(program, createParser(program, CONFIG), createFormatter(CONFIG), CONFIG);
}

function rootOf(generator: SchemaGenerator, name: string): Schema {
  return Object.fromEntries(Object.entries(generator.createSchema(name)).filter(([keyword]) => keyword !== '$schema' && keyword !== 'definitions'));
}

/** The data of an event in every form in which one meets them; `README.md` beside the files says which there are. */
function schemaOf(type: string, definition: EventDefinition, event: Schema): Schema {
  const { type: named, data } = event.properties!;
  if (named!['const'] !== type) throw new Error(`${type} is the name of another event's type`);
  const { properties = {}, required = [], ...rest } = exact(data!);
  const { sealed = {} } = definition;
  const members = Object.entries(properties).map(([name, schema]): [string, Schema] => {
    const dataClass = sealed[name];
    return [name, dataClass === undefined ? schema : sealedMember(schema, { class: dataClass, always: required.includes(name) })];
  });
  const isSealed = Object.keys(sealed).length > 0;
  return {
    $schema: DIALECT, $id: dataSchema(type, definition), title: `${type}, version ${definition.version}`, description: event.description, ...rest,
    properties: { ...Object.fromEntries(members), ...(isSealed && { erased: { const: true, description: 'Some of its members can no longer be read: they are null.' } }) },
    required: required.filter((name) => !(name in sealed)),
    ...(isSealed && { $defs: { sealed: SEALED } }),
  };
}

const BASE64 = { type: 'string', pattern: '^[A-Za-z0-9+/]+={0,2}$' };
const SEALED: Schema = {
  description: 'A member as the log holds it: AES-256-GCM under key `k`, with nonce `n`; `c` is the ciphertext and its tag.',
  type: 'object', properties: { $e: { const: 1 }, k: { type: 'string', format: 'uuid' }, n: BASE64, c: BASE64 }, required: ['$e', 'k', 'n', 'c'], additionalProperties: false,
};

function sealedMember({ anyOf, description, ...schema }: Schema, how: { readonly class: string; readonly always: boolean }): Schema {
  const values = anyOf?.filter((one) => !isErased(one)) ?? [schema];
  return { ...(description !== undefined && { description }), 'x-sealed': how, anyOf: [...values, { type: 'null' }, { $ref: '#/$defs/sealed' }] };
}

const isErased = ({ properties }: Schema): boolean => properties?.['erased']?.['const'] === true;

/** There are no floats in events; and a code that is alone today is one of many tomorrow. */
function exact<T>(schema: T): T {
  if (Array.isArray(schema)) return schema.map(exact) as T;
  if (!isObject(schema)) return schema;
  const { type, const: only, ...others } = schema;
  return {
    ...(type !== undefined && { type: type === 'number' ? 'integer' : exact(type) }), ...(typeof only === 'string' ? { enum: [only] } : only !== undefined && { const: only }),
    ...Object.fromEntries(Object.entries(others).map(([keyword, value]) => [keyword, exact(value)])),
  } as T;
}
