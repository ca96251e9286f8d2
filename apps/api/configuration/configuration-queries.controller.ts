/** What attributes, identifier schemes, relation types, media and purposes there are, as known at a position. */
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CODE } from '#libs/commands/fields.js';
import type { AttributeConfiguration } from '#libs/configuration/attribute.js';
import type { IdentifierScheme } from '#libs/configuration/identifier-scheme.js';
import { builtInAttributes, customAttribute, identifierAttribute, type Attribute } from '#libs/facts/catalogue.js';
import { Refusal } from '#libs/platform/refusal.js';
import { definitions, type DefinitionKind } from '#projections/queries/configuration.js';
import { QueryParts } from '#projections/queries/query-parts.js';
import { Http, type Exchange } from '../commands/command-endpoint.js';
import { QueryString } from '../http/query-string.js';
import { examples, POSITION, QueryOperation } from '../openapi/query-documentation.js';

const CONFIGURED = { type: 'object', properties: { code: { type: 'string' }, retired: { type: 'boolean' } }, required: ['code', 'retired'], additionalProperties: true, description: 'Its definition.' };
const LIST = { type: 'object', properties: { items: { type: 'array', items: CONFIGURED }, knownAt: POSITION, position: POSITION }, required: ['items', 'position'] };
const at = { knownAt: examples.position, position: examples.position };
const ATTRIBUTE = { code: 'name.banner', cardinality: { onePer: ['rank'] }, on: ['party'], kinds: ['organisation'], dataClass: 'identity', builtIn: true, retired: false, freshnessDays: null, schema: {} };
const SCHEME = { code: 'siren', label: { fr: 'SIREN', en: 'SIREN' }, pattern: '[0-9]{9}', check: 'siren', unique: true, transferable: false, kinds: ['organisation'], structures: ['legal-unit'], perSystem: false, retired: false };
const TYPE = { code: 'influences', description: { fr: 'Un tiers influence les choix d’un autre', en: 'A party influences the choices of another' }, nature: 'non-reciprocal', symmetric: false, endA: [{ kind: 'person' }], endB: [{ kind: 'person' }], labelAtoB: { fr: 'influence', en: 'influences' }, retired: false };
const MEDIUM = { code: 'phone', label: { fr: 'Téléphone', en: 'Phone' }, channel: 'phone', directions: ['inbound', 'outbound'], automation: 'human', needsPermission: false, inUse: { from: { unknown: true }, to: null }, retired: false };
const PURPOSE = { code: 'b2c-prospecting', label: { fr: 'Prospection de particuliers', en: 'Prospecting consumers' }, legalBases: [{ basis: 'consent', from: '2018-05-25' }], attributes: ['name.usual', 'email'], channels: ['email'], retentionDays: 1096, retired: false };
const KNOWN = { knownAt: { description: 'As known then: a date, an instant or a position. Now, when left out.', example: '2024-06-01' }, after: { description: 'Wait until the answer shows this position.', example: examples.position } };

@ApiTags('Configuration')
@Controller('v1')
export class ConfigurationQueriesController {
  constructor(private readonly parts: QueryParts) {}

  @Get('attributes')
  @QueryOperation({ operationId: 'list-attributes', summary: 'All attributes', moment: false, query: KNOWN, answers: 'Built-in ones, those of identifier schemes, and those defined at run time.', schema: LIST, example: { items: [ATTRIBUTE], ...at }, problems: ['known-at-ahead', 'foreign-log', 'not-yet-projected'] })
  async attributes(@Http() { request }: Exchange) {
    const { items, ...rest } = await this.allAttributes(request);
    return { items, ...rest };
  }

  @Get('attributes/:code')
  @QueryOperation({ operationId: 'get-attribute', summary: 'One attribute', path: ['code'], moment: false, query: KNOWN, answers: 'Its cardinality, the JSON Schema of its values, its freshness.', schema: CONFIGURED, example: { ...ATTRIBUTE, ...at }, problems: ['not-found', 'known-at-ahead', 'foreign-log', 'not-yet-projected'] })
  async attribute(@Http() { request }: Exchange) {
    const { code } = request.params as { code: string };
    const { items, ...rest } = await this.allAttributes(request);
    const found = items.find((item) => item.code === code);
    if (!found) throw new Refusal('not-found', `there is no attribute ${code.slice(0, 64)}`);
    return { ...found, ...rest };
  }

  @Get('identifier-schemes')
  @QueryOperation({ operationId: 'list-identifier-schemes', summary: 'All schemes of identifiers', moment: false, query: KNOWN, answers: 'Their definitions.', schema: LIST, example: { items: [SCHEME], ...at }, problems: ['known-at-ahead', 'foreign-log', 'not-yet-projected'] })
  identifierSchemes(@Http() { request }: Exchange) {
    return this.all(request, 'identifier-scheme', 'scheme');
  }

  @Get('identifier-schemes/:code')
  @QueryOperation({ operationId: 'get-identifier-scheme', summary: 'One scheme of identifiers', path: ['code'], moment: false, query: KNOWN, answers: 'Its definition.', schema: CONFIGURED, example: { ...SCHEME, ...at }, problems: ['not-found', 'known-at-ahead', 'foreign-log', 'not-yet-projected'] })
  identifierScheme(@Http() { request }: Exchange) {
    return this.one(request, 'identifier-scheme', 'scheme');
  }

  @Get('relation-types')
  @QueryOperation({ operationId: 'list-relation-types', summary: 'All types of relation', moment: false, query: KNOWN, answers: 'Their definitions.', schema: LIST, example: { items: [TYPE], ...at }, problems: ['known-at-ahead', 'foreign-log', 'not-yet-projected'] })
  relationTypes(@Http() { request }: Exchange) {
    return this.all(request, 'relation-type', 'type');
  }

  @Get('relation-types/:code')
  @QueryOperation({ operationId: 'get-relation-type', summary: 'One type of relation', path: ['code'], moment: false, query: KNOWN, answers: 'Its definition.', schema: CONFIGURED, example: { ...TYPE, ...at }, problems: ['not-found', 'known-at-ahead', 'foreign-log', 'not-yet-projected'] })
  relationType(@Http() { request }: Exchange) {
    return this.one(request, 'relation-type', 'type');
  }

  @Get('media')
  @QueryOperation({ operationId: 'list-media', summary: 'All media of interactions', moment: false, query: KNOWN, answers: 'Their definitions.', schema: LIST, example: { items: [MEDIUM], ...at }, problems: ['known-at-ahead', 'foreign-log', 'not-yet-projected'] })
  media(@Http() { request }: Exchange) {
    return this.all(request, 'medium', 'medium');
  }

  @Get('media/:code')
  @QueryOperation({ operationId: 'get-medium', summary: 'One medium of interactions', path: ['code'], moment: false, query: KNOWN, answers: 'Its definition.', schema: CONFIGURED, example: { ...MEDIUM, ...at }, problems: ['not-found', 'known-at-ahead', 'foreign-log', 'not-yet-projected'] })
  medium(@Http() { request }: Exchange) {
    return this.one(request, 'medium', 'medium');
  }

  @Get('purposes')
  @QueryOperation({ operationId: 'list-purposes', summary: 'All purposes', moment: false, query: KNOWN, answers: 'Their definitions.', schema: LIST, example: { items: [PURPOSE], ...at }, problems: ['known-at-ahead', 'foreign-log', 'not-yet-projected'] })
  purposes(@Http() { request }: Exchange) {
    return this.all(request, 'purpose', 'purpose');
  }

  @Get('purposes/:code')
  @QueryOperation({ operationId: 'get-purpose', summary: 'One purpose', path: ['code'], moment: false, query: KNOWN, answers: 'Its definition.', schema: CONFIGURED, example: { ...PURPOSE, ...at }, problems: ['not-found', 'known-at-ahead', 'foreign-log', 'not-yet-projected'] })
  purpose(@Http() { request }: Exchange) {
    return this.one(request, 'purpose', 'purpose');
  }

  private async definitions(request: FastifyRequest, kind: DefinitionKind, code?: string) {
    const query = new QueryString(request, ['knownAt', 'after']);
    query.done();
    const { position } = await this.parts.moments.resolve({ knownAt: query.text('knownAt'), after: query.text('after') });
    const found = await definitions(this.parts.pool, kind, position, code);
    const token = this.parts.moments.format(found.position);
    return { items: found.items, at: { knownAt: token, position: token } };
  }

  private async all(request: FastifyRequest, kind: DefinitionKind, member: string) {
    const { items, at: moment } = await this.definitions(request, kind);
    return { items: items.map(({ content }) => (content as Record<string, object>)[member]), ...moment };
  }

  private async one(request: FastifyRequest, kind: DefinitionKind, member: string) {
    const { code } = request.params as { code: string };
    const { items, at: moment } = await this.definitions(request, kind, CODE.test(code) ? code : '');
    const [found] = items;
    if (!found) throw new Refusal('not-found', `there is no ${kind} ${code.slice(0, 64)}`);
    return { ...(found.content as Record<string, object>)[member], ...moment };
  }

  private async allAttributes(request: FastifyRequest) {
    const { items, at: moment } = await this.definitions(request, 'attribute');
    const schemes = (await this.definitions(request, 'identifier-scheme')).items;
    const configured = new Map(items.map(({ code, content }) => [code, content as AttributeConfiguration]));
    const attributes: Attribute[] = [
      ...builtInAttributes,
      ...schemes.map(({ content }) => { const { scheme } = content as { scheme: IdentifierScheme }; return identifierAttribute(scheme, scheme.retired); }),
      ...[...configured.values()].flatMap(({ definition, retired }) => (definition ? [customAttribute(definition, retired)] : [])),
    ];
    return {
      items: attributes.map(({ code, cardinality, on, kinds, dataClass, schema, builtIn, retired }) => {
        const { definition, freshnessDays = null } = configured.get(code) ?? {};
        return { code, ...(definition && { label: definition.label, type: definition.type }), cardinality, on, kinds, dataClass, builtIn, retired, freshnessDays, schema };
      }),
      ...moment,
    };
  }
}
