import { describe, expect, it } from '@jest/globals';
import { CreateParty, UpsertParty } from '#libs/parties/commands.js';
import { CorrectFact, RecordFacts } from './fact-bodies.js';
import { classesIn, count, dateOrInstant, faultsIn, flag, instant, instantOrDay, instantWithOffset, relaxed, schemaOf, text } from './fields.js';

const FACT = { attribute: 'name.legal', value: 'Brico Ouest', validFrom: '2020-01-01' };
const faultsOfFact = (fact: object) => faultsIn(RecordFacts, { facts: [{ ...FACT, ...fact }] });
const json = (text: string): unknown => JSON.parse(text);

describe('bodies', () => {
  it('pass as they are', () => {
    const person = { kind: 'person', facts: [{ ...FACT, validFrom: 'today', validTo: null }, { ...FACT, validFrom: { unknown: true, notLaterThan: '2006-04' }, validTo: 'unknown' }] };
    expect(faultsIn(CreateParty, person)).toEqual([]);
  });

  it('are told every fault at once, each with its path', () => {
    const faults = faultsIn(CreateParty, { kind: 'robot', facts: [{ attribute: 'Name', value: 'x', validFrom: '2023-02-29' }, { value: null, validFrom: 2019, colour: 'red' }], more: 1 });
    expect(faults.map(({ path }) => path)).toEqual(['kind', 'facts[0].attribute', 'facts[0].validFrom', 'facts[1].attribute', 'facts[1].value', 'facts[1].validFrom', 'facts[1].colour', 'more']);
    expect(faults[0]).toEqual({ code: 'invalid-body', path: 'kind', expected: '"organisation", "person" or "household"', got: '"robot"' });
  });

  it.each(['2023-02-29', '2024-13', '2024-1', '0000', '24', '2024-02-30T00:00:00Z', '', 20240101, null, {}, { unknown: 'yes' }, { unknown: true, notAfter: '2024' }, { unknown: true, notLaterThan: '2023-02-29' }])(
    'refuse the start %p as no date', (validFrom) => {
      expect(faultsOfFact({ validFrom })).toMatchObject([{ code: 'invalid-date', path: 'facts[0].validFrom' }]);
    });

  it('take null as an end but not as a start, and need both in a correction', () => {
    expect(faultsOfFact({ validTo: null })).toEqual([]);
    expect(faultsIn(CorrectFact, { value: 1 }).map(({ path }) => path)).toEqual(['validFrom', 'validTo']);
  });

  it('that are relaxed may leave out what is named, and nothing else; the one they relax is as it was', () => {
    class Optional extends relaxed(CorrectFact, { value: 'As before, when left out.' }) {}
    expect(faultsIn(Optional, { validFrom: '2020', validTo: null })).toEqual([]);
    expect(faultsIn(Optional, { value: 1 }).map(({ path }) => path)).toEqual(['validFrom', 'validTo']);
    expect(faultsIn(Optional, { value: null, validFrom: '2020', validTo: null }).map(({ path }) => path)).toEqual(['value']);
    expect(schemaOf(Optional)).toMatchObject({ required: ['validFrom', 'validTo'], properties: { value: { description: 'As before, when left out.' } } });
    expect(schemaOf(CorrectFact)['required']).toContain('value');
  });

  it('convert nothing: numbers and booleans in quotes are texts', () => {
    expect(count(0, 10).check('3')).toMatchObject([{ got: '"3"' }]);
    expect(flag.check('true')).toHaveLength(1);
    expect(count(0, 10).check(3)).toEqual([]);
    expect(count(0, 10).check(2.5)).toHaveLength(1);
  });

  it('take no text that is empty, or blank', () => {
    expect(['', ' ', '\t\n\u00a0', 'x'.repeat(11), 5, 'a\u0000'].map((value) => text(10).check(value).length)).toEqual([1, 1, 1, 1, 1, 1]);
    expect([' x ', '…', '👩‍👩‍👧'].map((value) => text(10).check(value).length)).toEqual([0, 0, 0]);
    expect(['\u200b', '\u200b\u00ad\u2060 \ufeff', '\u200d'].map((value) => text(10).check(value).length)).toEqual([1, 1, 1]);
  });

  it('count the characters of a text as its schema does: code points', () => {
    expect(['👍'.repeat(10), '👍'.repeat(11), '👍'.repeat(9) + 'xx', 'x'.repeat(21)].map((value) => text(10).check(value).length)).toEqual([0, 1, 1, 1]);
  });

  it('say what is wrong with a text that no store can keep', () => {
    for (const value of ['a\u0000', 'a\ud83d']) expect(text(10).check(value)).toEqual([{ code: 'invalid-body', path: '', expected: 'a text without U+0000 and without half characters (lone surrogates)' }]);
  });

  it.each([[instant, '0001-01-01T00:00:00Z'], [instant, '9999-12-31T23:59:59Z'], [instantWithOffset, '0001-01-01T00:00:00+01:00'], [instantOrDay, '9999-01-01'], [dateOrInstant, '0001-06-01T00:00:00Z']])('say between which years an instant may lie (%#)', (kind, value) => {
    expect(kind.check(value)).toMatchObject([{ code: 'invalid-date', expected: expect.stringContaining('in the years 0002 to 9998'), got: `"${value}"` }]);
  });

  it.each(['__proto__', 'constructor', 'toString'])('refuse the member %s', (name) => {
    expect(faultsIn(CreateParty, json(`{"kind": "person", "${name}": {"kind": "organisation"}}`))).toMatchObject([{ path: name }]);
  });

  it('do not take inherited members for their own', () => {
    expect(faultsIn(CreateParty, Object.create({ kind: 'person' }))).toMatchObject([{ path: 'kind' }]);
  });

  it('refuse __proto__ inside a value too', () => {
    expect(faultsIn(RecordFacts, json('{"facts": [{"attribute": "name.legal", "value": {"__proto__": {}}, "validFrom": "2020"}]}'))).toMatchObject([{ path: 'facts[0].value.__proto__' }]);
  });

  it('never repeat a value or a note', () => {
    const faults = faultsOfFact({ value: { first: 'Durand\u0000' }, note: '\ud83d' });
    expect(faults.map(({ path }) => path)).toEqual(['facts[0].value.first', 'facts[0].note']);
    expect(JSON.stringify(faults)).not.toContain('Durand');
    expect(faults.every((fault) => fault.got === undefined)).toBe(true);
  });

  it('repeat of other fields at most 64 characters', () => {
    const [fault] = faultsIn(CreateParty, { kind: 'x'.repeat(1_000) });
    expect(fault!.got!.length).toBeLessThanOrEqual(64);
  });

  it.each(['🏪 Épicerie', 'متجر البرتقال', 'e\u0301', 'x'.repeat(1_000_000)])('leave texts in any script to the catalogue', (value) => {
    expect(faultsOfFact({ value })).toEqual([]);
  });

  it.each([1.5, 2 ** 53, [1e300]])('refuse the number %p in a value', (value) => {
    expect(faultsOfFact({ value })).toHaveLength(1);
  });

  it('refuse values nested without end', () => {
    let value: unknown = 'x';
    for (let depth = 0; depth < 5_000; depth++) value = [value];
    expect(faultsOfFact({ value })).toMatchObject([{ expected: 'at most 8 levels of objects and lists' }]);
  });

  it('say the limit of a list', () => {
    expect(faultsIn(RecordFacts, { facts: Array.from({ length: 101 }, () => FACT) })).toEqual([{ code: 'too-many', path: 'facts', expected: 'a list of 1 to 100', got: '101' }]);
    expect(faultsIn(RecordFacts, { facts: [] })).toMatchObject([{ code: 'invalid-body', path: 'facts' }]);
  });

  it.each([null, undefined, [], 'text', 3])('refuse %p as a body', (body) => {
    expect(faultsIn(CreateParty, body)).toMatchObject([{ path: '', expected: 'an object' }]);
  });
});

describe('schemas', () => {
  it('refuse unknown fields and name what is required', () => {
    expect(schemaOf(CreateParty)).toMatchObject({ type: 'object', required: ['kind'], additionalProperties: false });
  });

  it('name every class they refer to', () => {
    expect([...classesIn(UpsertParty)].map(({ name }) => name)).toEqual(['UpsertParty', 'Source', 'UpsertFact', 'RelationInput']);
  });
});
