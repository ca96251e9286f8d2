/** Schemas and examples of the feed. */
import { pathExamples } from '../openapi/examples.js';
import { ID, NULLABLE_TEXT, POSITION } from '../openapi/query-documentation.js';

const TEXT = { type: 'string' };
const INSTANT = { type: 'string', format: 'date-time' };
const COUNT = { type: 'integer', minimum: 0 };

/** Under its name in the document. */
export const CLOUD_EVENT = {
  type: 'object', description: 'CloudEvents 1.0, with extension attributes from `position` on.',
  properties: {
    specversion: { const: '1.0' }, id: ID, source: { ...TEXT, description: 'The log.' }, type: { ...TEXT, description: 'See /v1/feed/types.' }, subject: { ...TEXT, description: '`party/<id>`, `relation/<id>`, `attribute/<code>` …' },
    time: { ...INSTANT, description: 'When it was recorded; never decreases.' }, datacontenttype: { const: 'application/json' }, dataschema: TEXT,
    position: POSITION, n: { ...COUNT, description: 'This is event n (from 1) …' }, of: { ...COUNT, description: '… of so many that were recorded together, or not at all.' },
    revision: { ...COUNT, description: 'Place among the events of its subject, from 0.' }, commandid: ID, caller: TEXT, actor: TEXT, onbehalfof: TEXT, reason: TEXT,
    origin: { ...TEXT, description: 'Where the knowledge came from.' }, originmethod: TEXT,
    sealedfields: { ...TEXT, description: 'Names of personal fields that the scope leaves out, separated by commas.' }, erasedfields: { ...TEXT, description: 'Names of fields that were erased: null in `data`.' },
    data: { type: 'object', additionalProperties: true },
  },
  required: ['specversion', 'id', 'source', 'type', 'subject', 'time', 'datacontenttype', 'dataschema', 'position', 'n', 'of', 'revision', 'commandid', 'caller', 'actor', 'data'],
};

export const FEED_PAGE = {
  type: 'object', properties: { events: { type: 'array', items: { $ref: '#/components/schemas/CloudEvent' } }, after: { ...POSITION, description: 'Where the page begins: behind this position.' }, next: { ...POSITION, description: 'Everything up to here was looked at: `after` of the next page.' }, more: { type: 'boolean' } }, required: ['events', 'after', 'next', 'more'],
};

export const FEED_TYPES = {
  type: 'object', required: ['items'],
  properties: {
    items: {
      type: 'array',
      items: {
        type: 'object', required: ['type', 'version', 'dataschema', 'sealed', 'bookkeeping'],
        properties: {
          type: TEXT, version: { type: 'integer', minimum: 1 }, dataschema: TEXT, bookkeeping: { type: 'boolean' },
          sealed: { type: 'object', additionalProperties: { type: 'string' }, description: 'Its personal fields and their class; `own`: the class that `data.dataClass` names.' },
        },
      },
    },
  },
};

/** Under its name in the document. */
export const CONSUMER = {
  type: 'object',
  properties: {
    code: TEXT, name: TEXT, types: { type: 'array', items: TEXT }, party: ID, bookkeeping: { type: 'boolean' }, scope: { enum: ['ids', 'values'] },
    acknowledged: POSITION, acknowledgedAt: { ...NULLABLE_TEXT, description: 'Null until the first time.' }, registeredAt: INSTANT,
  },
  required: ['code', 'name', 'bookkeeping', 'scope', 'acknowledged', 'acknowledgedAt', 'registeredAt'],
};
export const CONSUMER_ANSWER = { $ref: '#/components/schemas/FeedConsumer' };
export const CONSUMER_LAG = {
  allOf: [
    CONSUMER_ANSWER,
    { type: 'object', properties: { lag: { type: 'object', properties: { events: COUNT, seconds: { type: 'number', minimum: 0 } }, required: ['events', 'seconds'] } }, required: ['lag'] },
  ],
};

export const CONSUMER_EXAMPLE = {
  code: 'warehouse', name: 'Data warehouse', types: ['annals.FactRecorded'], bookkeeping: false, scope: 'ids', acknowledged: '@k7mzq2ab.1204', acknowledgedAt: '2024-06-10T08:00:00.000Z',
  registeredAt: '2024-03-01T09:30:00.000Z',
};

export const EVENT_EXAMPLE = {
  specversion: '1.0', id: '5d3a8a51-0d9f-5f5f-8c11-0b6d6a524f0e', source: 'urn:annals:log:k7mzq2ab', type: 'annals.FactRecorded', subject: `party/${pathExamples.partyId}`, time: '2024-06-10T08:00:00.000Z',
  datacontenttype: 'application/json', dataschema: 'urn:annals:event:FactRecorded:1', position: '@k7mzq2ab.1205', n: 1, of: 2, revision: 7,
  commandid: '2f40c963-35b0-5b4d-ac8f-8311f8469c52', caller: 'service:crm', actor: 'service:crm', origin: 'service:crm', originmethod: 'declared', sealedfields: 'value',
  data: { factId: pathExamples.factId, attribute: 'name.legal', slot: '', dataClass: 'identity', validFrom: '2024-05-01', validTo: null },
};

export const STREAM_EXAMPLE = `id: ${EVENT_EXAMPLE.position}\ndata: ${JSON.stringify(EVENT_EXAMPLE)}\n\n: heart-beat\nid: @k7mzq2ab.1209\n\n`;
