/** The OpenAPI 3.1 document: what the controllers declare, completed from the command table and the list of problems. */
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { problems, type ProblemCode } from '#libs/platform/problem-codes.js';
import { BATCH } from '../batch/batch.controller.js';
import { COMMAND } from '../commands/command-operation.decorator.js';
import { commandDefinition, pathParts, type CommandName } from '../commands/command-table.js';
import { KEY, KEY_WORDS } from '../http/command-context.js';
import { MAX_BATCH_BYTES, MAX_BATCH_LINES, MAX_BODY_BYTES } from '../http/limits.js';
import { problemType } from '../http/problem-document.js';
import { PROBLEMS } from '../http/problems.decorator.js';
import { batchExample, commandExamples, pathExamples } from './examples.js';
import { namedSchemas, POSITION } from './schemas.js';
import { toJsonSchema2020 } from './to-json-schema-2020.js';

/** Problems any operation can answer with. */
const ANY: readonly ProblemCode[] = ['internal', 'log-unavailable', 'overloaded', 'request-timeout', 'headers-too-large'];
/** Problems any command can answer with. */
const ANY_COMMAND: readonly ProblemCode[] = ['invalid-body', 'invalid-date', 'too-many', 'key-missing', 'key-reused', 'revision-mismatch', 'body-too-large', 'unsupported-media-type', 'read-only', 'conflict-busy'];

type Json = Record<string, unknown>;

/** An operation while it is completed. */
interface Operation extends Json {
  parameters?: Json[];
  requestBody?: Json;
  responses: Record<string, Json>;
  [COMMAND]?: CommandName;
  [BATCH]?: true;
  [PROBLEMS]?: readonly ProblemCode[];
}

export function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Annals')
    .setVersion('1')
    .setDescription([
      'Every fact about a party has two dates: since when it is true in the world (`validFrom`, `validTo`), and when it became known here (the position in the log).',
      'Commands are sent with an `Idempotency-Key`: the same key again gives the same answer and changes nothing. Queries take `asOf` and `knownAt`.',
      `Limits: bodies ${MAX_BODY_BYTES} bytes; batches ${MAX_BATCH_LINES} lines and ${MAX_BATCH_BYTES} bytes.`,
    ].join('\n\n'))
    .build();
  const document = SwaggerModule.createDocument(app, config);
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...namedSchemas() },
    parameters: Object.fromEntries([...COMMAND_HEADERS, ...CALLER_HEADERS].map((parameter) => [parameter.name, parameter])) as unknown as NonNullable<OpenAPIObject['components']>['parameters'] & object,
    examples: Object.fromEntries((Object.keys(problems) as ProblemCode[]).map((code) => [code, { value: problemExample(code) }])),
  };
  for (const operations of Object.values(document.paths)) {
    for (const operation of Object.values(operations) as (Operation | undefined)[]) if (operation?.responses) complete(operation);
  }
  return toJsonSchema2020(document) as OpenAPIObject;
}

function complete(operation: Operation): void {
  const { [COMMAND]: command, [BATCH]: batch, [PROBLEMS]: codes = [], ...rest } = operation;
  for (const extension of [COMMAND, BATCH, PROBLEMS]) delete operation[extension];
  if (command) Object.assign(operation, commandParts(command, rest.parameters ?? []));
  if (batch) Object.assign(operation, batchParts());
  Object.assign(operation.responses, problemResponses([...codes, ...(command ? ANY_COMMAND : []), ...ANY]));
}

function commandParts(name: CommandName, declared: readonly Json[]): Pick<Operation, 'parameters' | 'requestBody' | 'responses'> {
  const { path, body } = commandDefinition(name);
  const example = commandExamples[name];
  const answer = {
    headers: {
      'Annals-Position': { description: 'Position of the command in the log: for `after=` of a query.', schema: POSITION },
      ETag: { description: 'Revision of what was written.', schema: { type: 'string', examples: ['"3"'] } },
      'Annals-Correlation-Id': { description: 'Of the events it led to, and of all lines about it in logs: the trace of `traceparent`, or the id of the command.', schema: { type: 'string' } },
      'Preference-Applied': { description: '`validate-only` where that was asked.', schema: { type: 'string' } },
    },
    content: { 'application/json': { schema: answerSchema(name), examples: { [name]: { value: example.answer } } } },
  };
  const creates = commandDefinition(name).creates !== 'never';
  return {
    parameters: [
      ...path.map((part) => ({ name: part, in: 'path', required: true, schema: pathParts[part].schema(), example: pathExamples[part] })),
      ...declared.filter((parameter) => parameter['in'] !== 'path'),
      ...[...COMMAND_HEADERS, ...CALLER_HEADERS].map(referred),
    ],
    ...(body && {
      requestBody: {
        required: body.name !== 'RetractFact' && body.name !== 'RetractPeriod',
        content: { 'application/json': { schema: { $ref: `#/components/schemas/${body.name}` }, examples: { [name]: { value: example.body } } } },
      },
    }),
    responses: { 200: { description: creates ? 'Carried out; or there was nothing to do, or it was only checked.' : 'Carried out.', ...answer }, ...(creates && { 201: { description: 'Created.', ...answer } }) },
  };
}

/** Members that a command answers with always, where it has them at all; what they are is said once, for all commands. */
const OWN_MEMBERS = ['factIds', 'periodId', 'participantIds', 'consentId', 'created', 'differences'];

function answerSchema(name: CommandName): Json {
  const own = OWN_MEMBERS.filter((member) => member in commandExamples[name].answer);
  return { allOf: [{ $ref: '#/components/schemas/CommandAnswer' }], required: [...new Set([commandDefinition(name).id, ...own])] };
}

function batchParts(): Pick<Operation, 'parameters' | 'requestBody' | 'responses'> {
  // NDJSON is text to OpenAPI 3.1; the schemas are those of one line.
  const lines = (schema: string, rows: readonly object[], description: string): Json => ({
    'application/x-ndjson': { schema: { $ref: `#/components/schemas/${schema}` }, examples: Object.fromEntries(rows.map((value, i) => [`line${i + 1}`, { summary: `${description} ${i + 1}`, value }])) },
  });
  return {
    parameters: CALLER_HEADERS.map(referred),
    requestBody: { required: true, description: 'One line each.', content: lines('BatchLine', batchExample.request, 'Line') },
    responses: { 200: { description: 'One result a line, in their order. The status of each line is in its result.', content: lines('BatchResult', batchExample.response, 'Result of line') } },
  };
}

interface Header extends Json {
  readonly name: string;
}
const header = (name: string, description: string, schema: Json, required = false): Header => ({ name, in: 'header', required, description, schema });
const referred = ({ name }: Header): Json => ({ $ref: `#/components/parameters/${name}` });
const COMMAND_HEADERS: readonly Header[] = [
  header('Idempotency-Key', `${KEY_WORDS}, unique for the caller. The same key again: the same answer. With another body: \`key-reused\`.`, { type: 'string', pattern: KEY.source, examples: ['order:4711'] }, true),
  header('If-Match', 'The revision the command was decided on; refused with `revision-mismatch` when it moved on.', { type: 'string', pattern: '^"(0|[1-9][0-9]{0,14})"$', examples: ['"3"'] }),
];
const CALLER_HEADERS: readonly Header[] = [
  header('Annals-Caller', 'The calling service; scopes the key.', { type: 'string', default: 'service:local', examples: ['service:crm'] }),
  header('Annals-Actor', 'Who acts; the caller, when left out. Never a name or an e-mail address.', { type: 'string', examples: ['agent:7c1e5d80-94a3-4f6b-b1c2-5e8a7f1d3b90'] }),
  header('Annals-On-Behalf-Of', 'For whom.', { type: 'string', examples: ['service:portal'] }),
  header('Annals-Reason', 'Why, as a code.', { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,63}$', examples: ['customer-call'] }),
  header('Prefer', '`validate-only`: all checks, no effect.', { type: 'string', examples: ['validate-only'] }),
  header('X-Request-Id', 'An id of yours for this request; told in the answer, and in the log of the server.', { type: 'string', pattern: KEY.source, examples: ['req-4711'] }),
  header('traceparent', 'W3C trace context.', { type: 'string', examples: ['00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'] }),
  header('Accept-Language', 'Language of titles: `fr` or `en`.', { type: 'string', examples: ['fr'] }),
];

/** One response a status, with an example of each problem. */
function problemResponses(codes: readonly ProblemCode[]): Record<string, Json> {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of new Set(codes)) byStatus.set(problems[code].status, [...(byStatus.get(problems[code].status) ?? []), code]);
  return Object.fromEntries([...byStatus].sort(([a], [b]) => a - b).map(([status, of]) => [status, {
    description: of.map((code) => `\`${code}\`: ${problems[code].title.en}`).join('\n\n'),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, examples: Object.fromEntries(of.map((code) => [code, { $ref: `#/components/examples/${code}` }])) } },
  }]));
}

function problemExample(code: ProblemCode): Json {
  const { status, title, retryable, meaning } = problems[code];
  return {
    type: problemType(code), title: title.en, status, detail: meaning, code, retryable,
    ...(status === 400 && { errors: [{ path: 'facts[0].validFrom', expected: 'a date that exists (2019, 2019-03 or 2019-03-14)', got: '"2023-02-29"' }] }),
    ...(meaning.includes('conflictsWith') && { conflictsWith: pathExamples.factId }),
  };
}
