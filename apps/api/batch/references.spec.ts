import { describe, expect, it } from '@jest/globals';
import { idIn, referencesIn, withoutReferences } from './references.js';

const BODY = {
  partyId: '$person', relationId: '$job.periodId', note: '$person', validFrom: 'today',
  facts: [
    { attribute: 'address-use', ref: 'office', value: { use: 'visit', factId: '$office' } },
    { attribute: 'head-office', value: { partyId: '$unit' } },
    { attribute: 'name.trade', value: '$unit' },
  ],
  relations: [{ party: '$unit', type: 'employee-of' }],
};

describe('references between lines', () => {
  it('stand where an id is expected, and nowhere else', () => {
    expect(referencesIn(BODY).map(({ path, written }) => [path, written])).toEqual([
      ['partyId', '$person'], ['relationId', '$job.periodId'], ['facts[1].value.partyId', '$unit'], ['relations[0].party', '$unit'],
    ]);
  });

  it('are replaced, and nothing else is', () => {
    expect(withoutReferences(BODY, ({ name, members }) => [name, ...members].join('/'))).toEqual({
      ...BODY, partyId: 'person', relationId: 'job/periodId', facts: [BODY.facts[0], { attribute: 'head-office', value: { partyId: 'unit' } }, BODY.facts[2]],
      relations: [{ party: 'unit', type: 'employee-of' }],
    });
  });

  it('leave the names that facts of the same body give themselves', () => {
    const body = { facts: [{ ref: 'x', value: { factId: '$x' } }] };
    expect(referencesIn(body)).toEqual([]);
    expect(withoutReferences(body, () => 'wrong')).toEqual(body);
  });

  it('keep a member called __proto__ visible to the check that refuses it', () => {
    expect(Object.keys(withoutReferences(JSON.parse('{"__proto__": {"a": 1}}'), () => '') as object)).toEqual(['__proto__']);
  });

  it('survive a body nested without end', () => {
    let body: unknown = { partyId: '$x' };
    for (let depth = 0; depth < 50_000; depth++) body = [body];
    expect(referencesIn(body)).toEqual([]);
  });

  it('find ids in answers, and only there', () => {
    const answer = { partyId: 'p', factIds: ['f0', 'f1'], revision: 3, relations: [{ periodId: 'q' }] };
    expect(idIn(answer, ['factIds', '1'])).toBe('f1');
    expect(idIn(answer, ['relations', '0', 'periodId'])).toBe('q');
    for (const members of [['revision'], ['factIds'], ['factIds', '2'], ['constructor', 'name'], ['partyId', 'length']]) expect(idIn(answer, members)).toBeUndefined();
  });
});
