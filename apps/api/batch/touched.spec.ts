import { describe, expect, it } from '@jest/globals';
import type { Touched } from './line-order.js';
import { touchedBy } from './touched.js';

const [P, Q, R] = ['0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11', '7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90', 'a9d1f0b4-77c2-5e19-8f60-1b2c3d4e5f60'];
const lines: Record<string, Touched> = { unit: { writes: new Set([`party ${P}`]), refersTo: new Set() } };
const touches = async (...[command, body]: [Parameters<typeof touchedBy>[0], Parameters<typeof touchedBy>[1]]) => {
  const { writes, refersTo } = await touchedBy(command, body, (name) => lines[name], async (id) => (id === R ? [P, Q] : undefined));
  return { writes: [...writes].sort(), refersTo: [...refersTo].sort() };
};

describe('what a line touches', () => {
  it('is its party, by id or by the line that made it', async () => {
    expect(await touches('end-fact', { partyId: P, factId: Q })).toEqual({ writes: [`party ${P}`], refersTo: [] });
    expect(await touches('reclassify-party', { partyId: '$unit' })).toEqual({ writes: [`party ${P}`], refersTo: [] });
  });

  it('is both parties of a relation, also where only the relation is named', async () => {
    expect((await touches('start-relation', { type: 'employee-of', a: Q, b: '$unit' })).writes).toEqual([`party ${P}`, `party ${Q}`]);
    expect((await touches('end-period', { relationId: R })).writes).toEqual([`party ${P}`, `party ${Q}`, `relation ${R}`]);
  });

  it('is an identifier, however it is written', async () => {
    const upsert = await touches('upsert-party', { scheme: 'siren', value: '732 829 320', facts: [] });
    const create = await touches('create-party', { facts: [{ attribute: 'identifier.siren', value: '732829320' }] });
    expect(upsert.writes).toEqual(create.writes);
  });

  it('is also what it refers to: other parties, attributes and types', async () => {
    const body = { facts: [{ attribute: 'head-office', value: { partyId: P } }, { attribute: 'colour', value: 'red' }], relations: [{ type: 'sponsor-of', party: Q }] };
    expect((await touches('create-party', body)).refersTo).toEqual(['attribute colour', 'attribute head-office', `party ${P}`, `party ${Q}`, 'relation-type sponsor-of']);
    expect((await touches('define-attribute', { code: 'colour' })).writes).toEqual(['attribute colour']);
    expect((await touches('define-relation-type', { code: 'sponsor-of' })).writes).toEqual(['relation-type sponsor-of']);
    expect((await touches('define-identifier-scheme', { code: 'member' })).writes).toEqual(['attribute identifier.member']);
  });

  it('is whoever stands in during an absence, and whoever hands over a portfolio or tasks', async () => {
    expect((await touches('record-facts', { partyId: P, facts: [{ attribute: 'absence', value: { deputyId: Q } }] })).refersTo).toEqual(['attribute absence', `party ${Q}`]);
    for (const command of ['reassign-tasks', 'hand-over-portfolio'] as const) expect((await touches(command, { from: P, to: Q })).writes).toEqual([`party ${P}`]);
  });

  it('is also who took part in an interaction that is logged with the plan that became it', async () => {
    const interaction = { direction: 'inbound', medium: 'kiosk', participants: [{ party: '$unit' }, { party: Q }] };
    expect(await touches('hold-interaction', { plannedInteractionId: R, interaction })).toEqual({ writes: [`planned-interaction ${R}`], refersTo: ['medium kiosk', `party ${P}`, `party ${Q}`] });
    expect((await touches('hold-interaction', { plannedInteractionId: R, interactionId: Q })).writes).toEqual([`interaction ${Q}`, `planned-interaction ${R}`]);
  });

  it('is nothing where the body makes no sense', async () => {
    expect(await touches('record-facts', { partyId: 7, facts: [null, 'x', { attribute: 1 }], relations: {} })).toEqual({ writes: [], refersTo: [] });
  });
});
