import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventDefinitions } from '#apps/server/event-definitions.js';
import type { EventDefinitions } from '#libs/event-log/domain-event.js';
import { broken, declaredSchemas, fileOf, METADATA, publishedSchemas, schemaChecks, textOf, type Schemas } from './event-schemas.js';
import { GOLDEN_VERSIONS, readFixture } from './fixture.js';

describe('the schemas of events', () => {
  let published: Schemas;
  let declared: Schemas;
  beforeAll(async () => {
    published = await publishedSchemas();
    declared = declaredSchemas(eventDefinitions);
  });

  it('take what logs hold already: another shape is another version', () => {
    // See docs/events/README.md for what to do.
    expect(broken(published, declared, eventDefinitions)).toEqual([]);
  });

  it('are published as they are declared', async () => {
    // Otherwise docs/events is stale: test/golden/publish-schemas.ts.
    for (const [name, schema] of declared) expect([name, await readFile(fileOf(name), 'utf8').catch(() => undefined)]).toEqual([name, textOf(schema)]);
  });

  it('take every event of every golden log as it is stored, and each was told once at least', async () => {
    const faultsOf = schemaChecks(published);
    const told = new Set([METADATA]);
    for (const version of GOLDEN_VERSIONS) {
      for (const { type, data, metadata } of (await readFixture(version)).events) {
        const { v } = JSON.parse(metadata) as { v: number };
        told.add(`${type}.v${v}`);
        expect([version, type, faultsOf(`${type}.v${v}`, JSON.parse(data)), faultsOf(METADATA, JSON.parse(metadata))]).toEqual([version, type, [], []]);
      }
    }
    expect([...published.keys()].filter((name) => !told.has(name))).toEqual([]);
  });

  it('name what somebody changes: members, types, codes that go, seals; but neither words nor codes that come', () => {
    const edits: readonly (readonly [file: string, from: string, to: string])[] = [
      ['libs/parties/events.ts', "'PartyErased', { readonly ground: string", "'PartyErased', { readonly ground: string; readonly reference?: string"],
      ['libs/parties/events.ts', "'PartyUnmerged', { readonly mergeId: string", "'PartyUnmerged', { readonly merge: string"],
      ['libs/parties/events.ts', "'PartyReclassified', { readonly kind", "'PartyReclassified', { readonly was: PartyKind; readonly kind"],
      ['libs/parties/events.ts', "| 'household';", "| 'household' | 'association';"],
      ['libs/facts/events.ts', 'readonly on: CalendarDate; readonly reason: string', 'readonly on: CalendarDate; readonly reason: number'],
      ['libs/facts/events.ts', '/** Checked on a day: still so. */', '/** Somebody looked. */'],
      ['libs/configuration/events.ts', " | 'rna'", ''],
    ];
    const edit = (file: string, text: string): string => edits.filter(([edited]) => edited === file).reduce((all, [, from, to]) => {
      if (!all.includes(from)) throw new Error(`${file} does not say ${from}`);
      return all.replace(from, to);
    }, text);
    const { ConsentRefused, ...others } = eventDefinitions;
    expect(ConsentRefused).toBeDefined();
    const definitions: EventDefinitions = { ...others, FactRetracted: { version: 1, sealed: { note: 'identity' } }, PartyReclassified: { version: 2, upcast: { 1: (data) => ({ was: 'person', ...data }) } }, PartyMerged: { version: 2 } };
    expect(broken(published, declaredSchemas(definitions, edit), definitions).sort()).toEqual([
      'ConsentRefused.v1: logs hold it, and nothing lifts it',
      'FactDisputed.v1/properties/reason/type: "string" is "integer" now',
      'FactRetracted.v1/properties/note/x-sealed/class: "notes" is "identity" now',
      'IdentifierSchemeDefined.v1/properties/check/enum: rna is gone',
      'PartyErased.v1/properties/reference: nothing is something now',
      'PartyMerged.v1: logs hold it, and nothing lifts it',
      'PartyUnmerged.v1/properties/merge: nothing is something now',
      'PartyUnmerged.v1/properties/mergeId: something is nothing now',
      'PartyUnmerged.v1/required/0: "mergeId" is "merge" now',
    ]);
  });
});
