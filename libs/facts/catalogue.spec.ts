import { describe, expect, it } from '@jest/globals';
import { shippedIdentifierSchemes } from '#libs/configuration/shipped.js';
import type { CustomType } from '#libs/configuration/events.js';
import { builtInAttribute, builtInAttributes, customAttribute, factSlot, foldCase, identifierAttribute, lookupText, type Attribute } from './catalogue.js';

const identifier = (code: string): Attribute => identifierAttribute(shippedIdentifierSchemes.find((scheme) => scheme.code === code)!);
const custom = (type: CustomType, values?: readonly string[]): Attribute => customAttribute({
  code: 'a', label: { fr: 'A', en: 'A' }, on: ['party'], kinds: ['person'], type, ...(values && { values }), cardinality: 'one', dataClass: 'commercial', freshnessDays: null,
});
const refused = (code: string, ...paths: readonly string[]): unknown =>
  expect.objectContaining({ name: 'Refusal', code, extra: { errors: expect.arrayContaining(paths.map((path) => expect.objectContaining({ path }))) } });

describe('the catalogue', () => {
  it('never changes how many values of an attribute hold at once: slots are in the log', () => {
    expect(Object.fromEntries(builtInAttributes.map(({ code, cardinality }) => [code, typeof cardinality === 'string' ? cardinality : cardinality.onePer.join('+')]))).toEqual({
      'name.legal': 'one', 'name.trade': 'rank', 'name.banner': 'rank', 'name.acronym': 'one', 'name.usual': 'one', 'name.birth': 'one', 'name.given': 'one',
      civility: 'one', gender: 'one', structure: 'one', 'own-company': 'one', nature: 'one', 'legal-category': 'one', activity: 'one', 'administrative-status': 'one', 'head-office': 'one', language: 'one',
      'address.geographic': 'many', 'address.postal': 'many', 'address-use': 'use', phone: 'many', email: 'many', website: 'many', social: 'many', 'preferred-contact': 'use+medium',
      'status-override': 'ownCompany', role: 'many', capacity: 'many', 'followed-by': 'scope', 'revenue.own': 'year', headcount: 'year', sector: 'many', territory: 'many', skill: 'code', absence: 'many',
      'point-of-sale': 'many', preference: 'many', interest: 'many', notice: 'many', 'job-title': 'one', department: 'one', 'share-held': 'one',
    });
    expect(['erp', 'external', 'siren'].map((code) => identifier(code).cardinality)).toEqual([{ onePer: ['system'] }, { onePer: ['system'] }, 'many']);
  });

  it('never changes under which class of keys a value is encrypted', () => {
    const classes = new Map<string, string[]>();
    for (const { code, dataClass } of builtInAttributes) classes.set(dataClass, [...(classes.get(dataClass) ?? []), code]);
    expect(classes.get('contact')).toEqual(['address.geographic', 'address.postal', 'address-use', 'phone', 'email', 'website', 'social', 'preferred-contact']);
    expect(classes.get('notes')).toEqual(['notice']);
    expect(builtInAttributes.filter(({ code }) => code.startsWith('name.')).every(({ dataClass }) => dataClass === 'identity')).toBe(true);
  });

  it('knows nothing by names every object has', () => {
    expect(['constructor', '__proto__', 'toString'].map(builtInAttribute)).toEqual([undefined, undefined, undefined]);
  });

  it('lets contact points belong to an employment', () => {
    expect(builtInAttribute('email')!.on).toEqual(['party', 'relation']);
    expect(builtInAttribute('name.legal')!.on).toEqual(['party']);
    expect(builtInAttribute('job-title')!.on).toEqual(['relation']);
  });
});

it('a commune of Corsica has a capital letter in its code, however it is typed', () => {
  expect(builtInAttribute('address.postal')!.read({ inseeCode: ' 2b033 ', locality: 'Bastia' }, 'value')).toEqual({ inseeCode: '2B033', locality: 'Bastia' });
  expect(() => builtInAttribute('address.postal')!.read({ inseeCode: '2c033' }, 'value')).toThrow(expect.objectContaining({ code: 'invalid-body' }));
});

describe('the slot of a fact', () => {
  it.each<[string, unknown, string]>([
    ['name.legal', 'Brico', ''],
    ['phone', '+33123456789', 'the-fact'],
    ['name.banner', 'Brico', '1'],
    ['name.banner', { name: 'Brico', rank: 2 }, '2'],
    ['preferred-contact', { use: 'professional', medium: 'email', factId: 'f' }, 'professional/email'],
    ['revenue.own', { amount: '1', currency: 'EUR', year: 2023 }, '2023'],
    ['headcount', { number: 12 }, ''],
    ['skill', { code: 'negotiation', level: 3 }, 'negotiation'],
    ['absence', {}, 'the-fact'],
  ])('of %s with %j is "%s"', (code, value, slot) => {
    expect(factSlot(builtInAttribute(code)!, value, 'the-fact')).toBe(slot);
  });

  it('of an account is its system', () => {
    expect(factSlot(identifier('erp'), { system: 'erp-west', value: 'C-01' }, 'f')).toBe('erp-west');
  });
});

describe('an identifier', () => {
  it('is compared without spaces, dots, dashes and case', () => {
    expect(identifier('siren').read(' 732 829.320', 'value')).toBe('732829320');
    expect(identifier('vat').read('fr 44-732829320', 'value')).toBe('FR44732829320');
  });

  it('of another system keeps its spelling: C-01 and C01 may be two accounts', () => {
    expect(identifier('erp').read({ system: 'erp-west', value: ' c-01.a b ' }, 'value')).toEqual({ system: 'erp-west', value: 'c-01.a b' });
  });

  it('of another system takes at most 128 bytes', () => {
    expect(identifier('erp').read({ system: 's', value: 'x'.repeat(128) }, 'value')).toEqual({ system: 's', value: 'x'.repeat(128) });
    expect(() => identifier('erp').read({ system: 's', value: 'x'.repeat(129) }, 'value')).toThrow(refused('invalid-body', 'value.value'));
    expect(() => identifier('erp').read({ system: 's', value: 'é' }, 'value')).toThrow(refused('invalid-body', 'value.value'));
  });

  it('is refused where its check digits are wrong, without being repeated', () => {
    expect(() => identifier('siren').read('732829321', 'facts[0].value')).toThrow(refused('identifier-invalid', 'facts[0].value'));
    expect(() => identifier('siren').read('732829321', 'facts[0].value')).not.toThrow(/732829321/);
  });

  it('must match the whole pattern of its scheme', () => {
    const scheme = identifierAttribute({
      code: 'badge', label: { fr: 'Badge', en: 'Badge' }, pattern: 'A|B[0-9]', check: 'none', unique: false, transferable: true, kinds: ['person'], perSystem: false,
    });
    expect(['A', 'b1'].map((value) => scheme.read(value, 'value'))).toEqual(['A', 'B1']);
    for (const value of ['A1', 'XB1', 'B12']) expect(() => scheme.read(value, 'value')).toThrow(refused('identifier-invalid', 'value'));
  });
});

describe('an attribute defined at run time', () => {
  it.each<[CustomType, unknown, unknown]>([
    ['text', ' été ', 'été'], ['integer', 12, 12], ['decimal', '12.50', '12.50'], ['money', { amount: '12.50', currency: 'EUR' }, { amount: '12.50', currency: 'EUR' }],
    ['date', '2024-02-29', '2024-02-29'], ['boolean', false, false],
    ['reference', { partyId: '0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11' }, { partyId: '0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11' }],
  ])('of type %s takes %j', (type, value, read) => {
    expect(custom(type).read(value, 'value')).toEqual(read);
  });

  it.each<[CustomType, unknown]>([
    ['text', ''], ['integer', 1.5], ['integer', 2 ** 53], ['integer', '1'], ['decimal', 12.5], ['decimal', '1e3'], ['decimal', '01'], ['money', { amount: 12, currency: 'EUR' }],
    ['date', '2023-02-29'], ['boolean', 'true'], ['reference', 'someone'],
  ])('of type %s refuses %j', (type, value) => {
    expect(() => custom(type).read(value, 'value')).toThrow(refused('invalid-body'));
  });

  it('of type enum takes its own choices and no others', () => {
    const [sizes, colours] = [custom('enum', ['small', 'large']), custom('enum', ['red'])];
    expect(sizes.read('small', 'value')).toBe('small');
    expect(() => colours.read('small', 'value')).toThrow(refused('invalid-body', 'value'));
  });

  it('read again is checked by what was made for it before: nothing piles up', () => {
    for (const type of ['integer', 'decimal', 'money', 'date', 'boolean', 'enum'] as const) {
      expect(custom(type, ['a', 'b']).read).toBe(custom(type, ['a', 'b']).read);
    }
  });
});

describe('looking up', () => {
  it('finds a name however it is written', () => {
    expect(foldCase("  L'Œuvre  Saint-Étienne ")).toBe('l oeuvre saint etienne');
    expect(foldCase('L’oeuvre SAINT ETIENNE')).toBe('l oeuvre saint etienne');
    expect(foldCase('Straße')).toBe('strasse');
    expect(lookupText('name.trade', { name: 'Crémerie', rank: 2 })).toBe('cremerie');
  });

  it.each(['a@c..fr', 'a@.fr', 'a@c.fr.', 'a@fr', 'a b@c.fr', 'a@b@c.fr', '@c.fr'])('takes %s for no e-mail address', (address) => {
    expect(() => builtInAttribute('email')!.read(address, 'value')).toThrow(refused('invalid-body', 'value'));
    expect(() => builtInAttribute('email')!.read({ address, use: 'personal' }, 'value')).toThrow(refused('invalid-body', 'value.address'));
  });

  it.each([['S.N.C.F. Réseau', 'sncf reseau'], ['s.n.c.f', 'sncf'], ['Éts J.P. Durand S.A.R.L.', 'ets jp durand sarl'], ['A. Durand', 'a. durand'], ['www.sncf.fr', 'www.sncf.fr'], ['R.2 D.2', 'r.2 d.2']])('looks up the name %s as %s', (name, lookup) => {
    expect(lookupText('name.legal', name)).toBe(lookup);
  });

  it('keeps apart e-mail addresses that differ by more than case', () => {
    expect(lookupText('email', 'Jean-Paul@x.fr')).toBe('jean-paul@x.fr');
    expect(lookupText('email', { address: "jean'paul@x.fr", use: 'personal' })).toBe("jean'paul@x.fr");
  });

  it('takes phone numbers and identifiers as they are, an account with its system', () => {
    expect(lookupText('phone', { number: '+33123456789', use: 'professional' })).toBe('+33123456789');
    expect(lookupText('identifier.siren', '732829320')).toBe('732829320');
    expect(lookupText('identifier.erp', { system: 'erp-west', value: 'C-01' })).toBe('erp-west C-01');
  });

  it('is not by other values', () => {
    expect(lookupText('notice', 'pays late')).toBeUndefined();
    expect(lookupText('head-office', { partyId: 'p' })).toBeUndefined();
    expect(lookupText('social', { network: 'x', handle: 'y' })).toBeUndefined();
  });
});

describe('an absence', () => {
  it('says who stands in, and never why', () => {
    const deputyId = '0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11';
    expect([{}, { deputyId }].map((value) => builtInAttribute('absence')!.read(value, 'value'))).toEqual([{}, { deputyId }]);
    expect(() => builtInAttribute('absence')!.read({ reason: 'sick leave' }, 'value')).toThrow(refused('invalid-body', 'value.reason'));
    for (const value of ['sick leave', { deputyId: 'Paul' }]) expect(() => builtInAttribute('absence')!.read(value, 'value')).toThrow(refused('invalid-body'));
  });
});

describe('a skill', () => {
  it('is one object, with its level or without, so that it has one slot', () => {
    expect(['negotiation', { code: ' negotiation ' }, { code: 'negotiation', level: 5 }].map((value) => builtInAttribute('skill')!.read(value, 'value'))).toEqual([{ code: 'negotiation' }, { code: 'negotiation' }, { code: 'negotiation', level: 5 }]);
    for (const value of ['Negotiation', { level: 2 }, { code: 'negotiation', level: 6 }, { code: 'negotiation', level: 0 }]) expect(() => builtInAttribute('skill')!.read(value, 'value')).toThrow(refused('invalid-body'));
  });
});

describe('a phone number', () => {
  it.each(['+33 1 23 45 67 89', '+33 (0)1.23.45.67.89', '+33-123-456-789', '+33 01 23 45 67 89', '+33\u202f1\u00a023456789'])('%s is one number', (written) => {
    expect(builtInAttribute('phone')!.read(written, 'value')).toBe('+33123456789');
  });

  it.each(['0123456789', '+0123456789', '+33', '+3312345678901234', 'call me'])('is not %s, which is one fault', (written) => {
    expect(() => builtInAttribute('phone')!.read(written, 'value')).toThrow(expect.objectContaining({ extra: { errors: [expect.objectContaining({ path: 'value' })] } }));
  });
});
