import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { faultsIn } from '#libs/commands/fields.js';
import { problems } from '#libs/platform/problem-codes.js';
import { commandDefinition, commandNames } from '../commands/command-table.js';
import { CLIENT_TYPES_FILE, clientTypes, describeApi, DOCUMENT_FILE, documentText } from './describe.js';
import { commandExamples } from './examples.js';
import { toJsonSchema2020 } from './to-json-schema-2020.js';

interface Media {
  readonly schema?: object;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value?: unknown; readonly $ref?: string }>>;
}
interface Parameter {
  readonly name?: string;
  readonly schema?: object;
  readonly example?: unknown;
}
interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, { readonly description?: string; readonly content?: Readonly<Record<string, Media>> }>>;
}

let document: OpenAPIObject;
beforeAll(async () => {
  document = await describeApi();
});

const operationsOf = ({ paths }: OpenAPIObject): (Operation & { at: string })[] =>
  Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations as unknown as Record<string, Operation>).map(([method, operation]) => ({ ...operation, at: `${method} ${path}` })));

/** Every example of a document that does not fit its schema, with the reason. */
function wrongExamples(of: OpenAPIObject): string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'document:', components: of.components });
  const wrong: string[] = [];
  const validators = new Map<string, ValidateFunction>();
  const validatorOf = (schema: object): ValidateFunction => {
    const text = JSON.stringify(schema).replaceAll('"#/components', '"document:#/components');
    const validate = validators.get(text) ?? ajv.compile(JSON.parse(text) as object);
    validators.set(text, validate);
    return validate;
  };
  const check = (where: string, schema: object, example: unknown): void => {
    const validate = validatorOf(schema);
    if (!validate(example)) wrong.push(`${where}: ${ajv.errorsText(validate.errors)}`);
  };
  const checkMedia = (where: string, content: Readonly<Record<string, Media>>): void => {
    for (const [type, { schema, example, examples = {} }] of Object.entries(content)) {
      if (!schema) {
        wrong.push(`${where} ${type}: no schema`);
        continue;
      }
      if (example !== undefined) check(`${where} ${type}`, schema, example);
      for (const [name, { value, $ref }] of Object.entries(examples)) if ($ref === undefined) check(`${where} ${type} ${name}`, schema, value);
    }
  };
  const checkParameter = (where: string, { name, schema, example }: Parameter): void => {
    if (!schema) return;
    if (example !== undefined) check(`${where} ${name}`, schema, example);
    for (const one of (schema as { examples?: unknown[] }).examples ?? []) check(`${where} ${name}`, schema, one);
  };
  for (const parameter of Object.values(of.components?.parameters ?? {})) checkParameter('parameter', parameter as Parameter);
  for (const [code, example] of Object.entries(of.components?.examples ?? {})) check(`problem ${code}`, { $ref: '#/components/schemas/Problem' }, (example as { value: unknown }).value);
  for (const operation of operationsOf(of)) {
    for (const parameter of operation.parameters ?? []) checkParameter(operation.at, parameter);
    if (operation.requestBody) checkMedia(`${operation.at} request`, operation.requestBody.content);
    for (const [status, { content = {} }] of Object.entries(operation.responses)) checkMedia(`${operation.at} ${status}`, content);
  }
  for (const [name, schema] of Object.entries(of.components?.schemas ?? {})) {
    for (const [property, member] of Object.entries((schema as { properties?: Record<string, { examples?: unknown[]; example?: unknown }> }).properties ?? {})) {
      for (const one of [...(member.examples ?? []), ...(member.example === undefined ? [] : [member.example])]) check(`${name}.${property}`, member, one);
    }
  }
  return wrong;
}

describe('the OpenAPI document', () => {
  it('is the committed one; after a change of the interface run apps/api/openapi/write.ts', async () => {
    expect(await readFile(DOCUMENT_FILE, 'utf8')).toBe(documentText(document));
  });

  it('is what the types of the client were made from; they are written together', async () => {
    expect(await readFile(CLIENT_TYPES_FILE, 'utf8')).toBe(await clientTypes(document));
  });

  it('says of each command which ids its answer has for certain', () => {
    const answer = document.paths['/v1/parties']!.post!.responses['201'] as { content: Record<string, { schema: object }> };
    expect(answer.content['application/json']!.schema).toEqual({ allOf: [{ $ref: '#/components/schemas/CommandAnswer' }], required: ['partyId', 'factIds'] });
  });

  it('describes every command by its name', () => {
    const ids = operationsOf(document).map(({ operationId }) => operationId);
    expect(ids).toEqual(expect.arrayContaining(commandNames));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has for each operation a summary, an answer, and its problems', () => {
    for (const { at, summary, responses } of operationsOf(document)) {
      expect([at, summary]).toEqual([at, expect.stringMatching(/^\S.{4,}$/)]);
      expect([at, Object.keys(responses)]).toEqual([at, expect.arrayContaining([expect.stringMatching(/^20\d$/), '500', '503'])]);
      for (const [status, { description, content = {} }] of Object.entries(responses)) {
        expect([at, status, description]).toEqual([at, status, expect.stringMatching(/\S/)]);
        if (Number(status) >= 400) expect([at, status, Object.keys(content)]).toEqual([at, status, ['application/problem+json']]);
      }
    }
  });

  it('gives an example of each body that is sent or answered', () => {
    for (const { at, requestBody, responses } of operationsOf(document)) {
      const answers = Object.entries(responses).filter(([status]) => status.startsWith('2')).map(([, { content = {} }]) => content);
      for (const content of [requestBody?.content ?? {}, ...answers]) {
        for (const [type, { example, examples }] of Object.entries(content)) expect([at, type, example ?? examples]).toEqual([at, type, expect.anything()]);
      }
    }
  });

  it('holds only examples that fit their schemas', () => {
    expect(wrongExamples(document)).toEqual([]);
  });

  it('would not hold a wrong one', () => {
    const broken = structuredClone(document);
    const media = (broken.paths['/v1/parties']!.post!.requestBody as { content: Record<string, { examples: Record<string, { value: object }> }> }).content['application/json']!;
    media.examples['create-party']!.value = { kind: 'robot', facts: [{ attribute: 'name.legal' }] };
    expect(wrongExamples(broken).join()).toMatch(/create-party.*allowed values.*validFrom/);
  });

  it('names only components that it holds, and no leftovers of its making', () => {
    const text = JSON.stringify(document);
    const components = document.components as Record<string, object>;
    const missing = [...text.matchAll(/"#\/components\/([^"/]+)\/([^"]+)"/g)].filter(([, kind, name]) => !(name! in (components[kind!] ?? {}))).map(([ref]) => ref);
    expect(missing).toEqual([]);
    expect(text).not.toMatch(/x-annals|"nullable":/);
  });
});

describe('examples of commands', () => {
  it.each(commandNames)('%s passes the check of its body', (name) => {
    const { body } = commandDefinition(name);
    expect(body ? faultsIn(body, commandExamples[name].body) : []).toEqual([]);
  });
});

describe('problems', () => {
  it('are all given by some operation', () => {
    const given = new Set([...JSON.stringify(document).matchAll(/"#\/components\/examples\/([a-z-]+)"/g)].map(([, code]) => code));
    expect(Object.keys(problems).filter((code) => !given.has(code))).toEqual([]);
  });
});

describe('schemas of the framework', () => {
  it('become JSON Schema 2020-12', () => {
    expect(toJsonSchema2020({ type: 'string', nullable: true })).toEqual({ type: ['string', 'null'] });
    expect(toJsonSchema2020({ enum: ['a'], type: 'string', nullable: true })).toEqual({ type: ['string', 'null'], enum: ['a', null] });
    expect(toJsonSchema2020({ allOf: [{ $ref: '#/x' }], nullable: true, description: 'x' })).toEqual({ description: 'x', anyOf: [{ allOf: [{ $ref: '#/x' }] }, { type: 'null' }] });
    expect(toJsonSchema2020({ properties: { nullable: { type: 'string' } }, nullable: false, examples: [{ nullable: true }] })).toEqual({ properties: { nullable: { type: 'string' } }, examples: [{ nullable: true }] });
  });
});
