/** The one box, and who is calling. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formatToken } from '#libs/event-log/position-token.js';
import type { Caller } from '#projections/queries/search/callers.js';
import type { Hit } from '#projections/queries/search/hits.js';
import { send } from './client.js';
import { startApi, type TestApi } from '../support/api.js';
import { merge, unmerge } from '../support/merge.js';
import { Desk } from '../scenarios/desk.js';

let api: TestApi;
let desk: Desk;
const ids: Record<string, string> = {};
beforeAll(async () => {
  api = await startApi({ at: '2026-02-10T09:00:00.000Z' });
  desk = new Desk(api.url);
  const create = async (name: string, kind: string, facts: object[]) => { ids[name] = (await desk.tell('/v1/parties', { kind, facts })).partyId; };
  await create('shop', 'organisation', [
    { attribute: 'name.legal', value: 'Marché Rouge', validFrom: '2010-01-01' }, { attribute: 'name.banner', value: 'Brico A', validFrom: '2015-01-01' }, { attribute: 'identifier.siren', value: '732829320', validFrom: 'unknown' },
    { attribute: 'phone', value: '+33240123456', validFrom: '2015-01-01' }, { attribute: 'email', value: 'contact@marche-rouge.example', validFrom: '2015-01-01' }, { attribute: 'administrative-status', value: 'active', validFrom: '2010-01-01' },
    { attribute: 'address.geographic', value: { number: '3', street: 'rue des Outils', postcode: '44000', locality: 'Nantes', latitude: '47.218', longitude: '-1.553' }, validFrom: '2015-01-01' },
  ]);
  await desk.tell(`/v1/parties/${ids['shop']!}/facts`, { facts: [{ attribute: 'name.banner', value: 'Castorama', validFrom: '2024-04-01' }] });
  await create('far', 'organisation', [
    { attribute: 'name.legal', value: 'Quincaillerie Saint-Étienne', validFrom: '2010-01-01' }, { attribute: 'identifier.external', value: { system: 'demo', value: 'C-0001' }, validFrom: 'unknown' }, { attribute: 'administrative-status', value: 'ceased', validFrom: '2020-01-01' },
    { attribute: 'address.geographic', value: { postcode: '35000', locality: 'Rennes', latitude: '48.117', longitude: '-1.678' }, validFrom: '2015-01-01' },
  ]);
  for (const [name, postcode, locality, inseeCode] of [['lyon', '69004', 'Lyon 4ème', '69384'], ['paris', '75008', 'Paris 8', '75108'], ['corsica', '20090', 'Ajaccio', '2A004'], ['namesake', '69384', 'Ailleurs', '75109']] as const) await create(name, 'organisation', [{ attribute: 'address.geographic', value: { postcode, locality, inseeCode }, validFrom: '2015-01-01' }]);
  await create('jeanne', 'person', [{ attribute: 'name.usual', value: 'Lefèvre', validFrom: 'unknown' }, { attribute: 'name.given', value: 'Jeanne', validFrom: 'unknown' }, { attribute: 'phone', value: '+33612345678', validFrom: '2020-01-01' }]);
  await desk.tell('/v1/relations', { type: 'employee-of', a: ids['jeanne'], b: ids['shop'], validFrom: '2021-01-01', validTo: '2025-01-01', facts: [{ attribute: 'phone', value: '+33240999999', validFrom: '2021-01-01' }] });
});
afterAll(() => api.stop());

const post = async <T>(path: string, body: object, query = ''): Promise<T> => {
  const { status, body: answer } = await send(api.url, 'POST', `${path}?after=${formatToken(api.logId, (await api.log.head()).position)}${query}`, body);
  if (status !== 200) throw new Error(JSON.stringify(answer));
  return answer as T;
};
const search = async (body: object, query = ''): Promise<Hit[]> => (await post<{ items: Hit[] }>('/v1/search', body, query)).items;
const who = (hits: readonly Hit[]): (string | undefined)[] => hits.map(({ party }) => Object.keys(ids).find((name) => ids[name] === party.partyId));

describe('one box finds', () => {
  it.each([
    ['a name', 'castorama', 'shop'], ['without accents', 'marche rouge', 'shop'], ['with a letter too many', 'castoramma', 'shop'], ['with one missing', 'castorma', 'shop'], ['with two swapped', 'casotrama', 'shop'],
    ['with a wrong first letter', 'kastorama', 'shop'], ['one word of it', 'rouge', 'shop'], ['hyphens or none', 'saint etienne', 'far'], ['in capitals', 'LEFEVRE', 'jeanne'], ['an identifier in any spacing', '732 829 320', 'shop'],
    ['an identifier of another system', 'C-0001', 'far'], ['an e-mail', 'Contact@Marche-Rouge.example', 'shop'], ['its domain', 'marche-rouge.example', 'shop'], ['a postcode', '35000', 'far'], ['the code of a commune of Corsica', '2a004', 'corsica'], ['a postcode before its locality', '35000 RENNES', 'far'], ['or behind it', 'Nantes, 44000', 'shop'], ['a postcode and an arrondissement', '69004 LYON 4EME', 'lyon'], ['a number of one', '75008 Paris 8', 'paris'],
    ['a postcode without the arrondissement', '69004 Lyon', 'lyon'], ['a postcode with a CEDEX', '44000 NANTES CEDEX 1', 'shop'], ['a phone', '02 40 12 34 56', 'shop'], ['a phone with its country', '0033 2 40 12 34 56', 'shop'],
    ['a phone with dots', '02.40.12.34.56', 'shop'], ['a phone of an employment', '+33 2 40 99 99 99', 'jeanne'],
  ])('by %s', async (_, text, expected) => {
    expect(who(await search({ text }))[0]).toBe(expected);
  });

  it('names in letters of any script, whole or by their beginning', async () => {
    const person = (given: string, usual: string) => ({ kind: 'person', facts: [{ attribute: 'name.given', value: given, validFrom: 'unknown' }, { attribute: 'name.usual', value: usual, validFrom: 'unknown' }] });
    const company = (name: string) => ({ kind: 'organisation', facts: [{ attribute: 'name.legal', value: name, validFrom: 'unknown' }] });
    const named = { anna: person('Анна', 'Иванова'), yamada: company('株式会社山田商事'), noor: company('شركة النور'), nikos: company('Νίκος Παπαδόπουλος'), yildiz: company('Yıldız'), lukasz: person('Łukasz', 'Þórsson'), dorde: company('Đorđe'), soren: company('Sørensen') };
    for (const [name, party] of Object.entries(named)) ids[name] = (await desk.tell('/v1/parties', party)).partyId;
    for (const [text, expected] of [
      ['Иванова', 'anna'], ['Анна Иванова', 'anna'], ['ИВАНОВ', 'anna'], ['株式会社山田商事', 'yamada'], ['株式会社', 'yamada'], ['النور', 'noor'], ['Παπαδοπουλος', 'nikos'], ['yildiz', 'yildiz'], ['YILDIZ', 'yildiz'], ['lukasz thorsson', 'lukasz'], ['Łukasz', 'lukasz'], ['dorde', 'dorde'], ['sorensen', 'soren'],
    ] as const) expect({ text, found: who(await search({ text }))[0] }).toEqual({ text, found: expected });
    expect((await search({ text: 'Анна Иванова' }))[0]!.score).toBe(1);
    expect(who(await search({ text: 'Сидоров' }))).toEqual([]);
  });

  it('former names, and says until when', async () => {
    const [hit] = await search({ text: 'brico a' });
    expect(hit).toMatchObject({ party: { partyId: ids['shop'] }, matched: { attribute: 'name.banner', value: 'Brico A', since: '2015-01-01', until: '2024-04-01', current: false } });
    expect((await search({ text: 'brico a' }, '&asOf=2020-01-01'))[0]).toMatchObject({ matched: { current: true }, score: 1 });
    expect(await search({ text: 'castorama' }, '&asOf=2020-01-01')).toEqual([]);
  });

  it('a person by given and family name, which are two facts, among all of that name', async () => {
    for (const [n, given] of ['Zoé', 'Paul', 'Luc', 'Jean', 'Marie', 'Marc'].entries()) {
      const { partyId } = await desk.tell('/v1/parties', { kind: 'person', facts: [{ attribute: 'name.usual', value: 'Dupont', validFrom: 'unknown' }, { attribute: 'name.given', value: given, validFrom: 'unknown' }] });
      ids[`dupont-${n}`] = partyId;
    }
    expect(who(await search({ text: 'Marie Dupont', limit: 1 }))).toEqual(['dupont-4']);
    expect(who(await search({ text: 'dupond jean', limit: 1 }))).toEqual(['dupont-3']);
  });

  it('the code of a commune behind the same number as a postcode', async () => {
    expect(who(await search({ text: '69384' }))).toEqual(['namesake', 'lyon']);
  });

  it('what is in a place before who is only called like it, and behind who is called it', async () => {
    const called = async (name: string) => (await desk.tell('/v1/parties', { kind: 'organisation', facts: [{ attribute: 'name.legal', value: name, validFrom: 'unknown' }] })).partyId;
    const [like, so] = [await called('Ajaccia'), await called('Garage Ajaccio')];
    expect((await search({ text: 'Ajaccio' })).map(({ party }) => party.partyId)).toEqual([so, ids['corsica'], like]);
  });

  it('what is in a locality, accents or none', async () => {
    expect(who(await search({ text: 'NANTES' }))).toEqual(['shop']);
    expect(who(await search({ text: 'rennes', kind: 'person' }))).toEqual([]);
    for (const text of ['35000 Nantes', '69004 Ly', '44000 Nantesse', '75008 Paris 16']) expect(who(await search({ text }))).toEqual([]);
  });

  it('a beginning, as it is typed', async () => {
    expect(who(await search({ text: 'casto' }))).toEqual(['shop']);
  });

  it('an activity by its beginning, and by no pattern', async () => {
    await desk.tell(`/v1/parties/${ids['shop']!}/facts`, { facts: [{ attribute: 'activity', value: { code: '47.52B', nomenclature: 'NAFRev2' }, validFrom: '2020-01-01' }] });
    expect(who(await search({ text: 'rouge', activity: '47.5' }))).toEqual(['shop']);
    for (const activity of ['47.6', '%', '4_']) expect((await send(api.url, 'POST', '/v1/search', { text: 'rouge', activity })).body['items'] ?? []).toEqual([]);
  });

  it.each(['47.52B', '47.52b', '4752B', '4752', '47'])('an activity as it is written: %s', async (activity) => {
    expect(who(await search({ text: 'rouge', activity }))).toEqual(['shop']);
  });

  describe('a name, whatever else is typed', () => {
    const organisation = async (name: string, legal: string, locality?: string, facts: object[] = []) => {
      ids[name] = (await desk.tell('/v1/parties', { kind: 'organisation', facts: [{ attribute: 'name.legal', value: legal, validFrom: '2010-01-01' }, ...(locality === undefined ? [] : [{ attribute: 'address.geographic', value: { locality }, validFrom: '2010-01-01' }]), ...facts] })).partyId;
    };
    beforeAll(async () => {
      await organisation('tilleul', 'Matériaux Tilleul SARL', 'LYON 03');
      await organisation('acme', 'Acme', 'Brest');
      await organisation('lyonnais', 'Transports Lyon', 'Brest');
      for (const n of [1, 2, 3, 4, 5]) await organisation(`sarl-${n}`, `Matériaux ${['Un', 'Deux', 'Trois', 'Quatre', 'Cinq'][n - 1]!} SARL`, 'Brest');
      for (const [name, locality] of [['first', 'Brest'], ['wanted', 'Nantes'], ['last', 'Rennes']] as const) await organisation(`ormeau-${name}`, 'Ormeau', locality);
      await organisation('denis', 'Garage Ormeau', 'SAINT-DENIS');
      await organisation('railway', 'S.N.C.F. Voyageurs', undefined, [{ attribute: 'identifier.external', value: { system: 'erp', value: 'CLI-00 42-7' }, validFrom: 'unknown' }]);
      await organisation('river', 'Vannerie', 'Ste Luce s/Loire', [{ attribute: 'phone', value: '+33240991122', validFrom: '2010-01-01' }, { attribute: 'email', value: 'accueil@sur-loire.example', validFrom: '2010-01-01' }]);
      for (const [name, postcode] of [['first', '29200'], ['wanted', '44210'], ['last', '35000']] as const) await organisation(`charme-${name}`, 'Charme', undefined, [{ attribute: 'address.geographic', value: { locality: 'Ici', postcode }, validFrom: '2010-01-01' }]);
      await organisation('saint', 'Clinique Saint-Aubépin');
      await organisation('in-short', 'Ets Fusain & Cie');
      await organisation('client', 'Peuplier', undefined, [{ attribute: 'administrative-status', value: 'active', validFrom: '2010-01-01' }, { attribute: 'status-override', value: { ownCompany: 'west', status: 'client', reason: 'signed' }, validFrom: '2020-01-01' }]);
    });

    it.each([
      ['its own', 'Matériaux Tilleul SARL', 'tilleul'], ['its locality', 'Matériaux Tilleul SARL Lyon', 'tilleul'], ['the rare name of another', 'Matériaux Tilleul SARL acme', 'tilleul'], ['less and the locality', 'materiaux tilleul lyon', 'tilleul'],
      ['one and the locality', 'tilleul lyon', 'tilleul'], ['the locality first', 'lyon tilleul', 'tilleul'], ['a word nobody has', 'tilleul xylophone', 'tilleul'], ['a locality in short', 'ormeau st denis', 'denis'], ['an acronym', 'SNCF', 'railway'], ['one with dots', 's.n.c.f', 'railway'], ['one with dots and a word', 'S.N.C.F. voyageur', 'railway'],
      ['a scheme', 'SIREN 732 829 320', 'shop'], ['a scheme and a sign', 'n° Siren : 732829320', 'shop'], ['a system', 'erp:CLI-00 42-7', 'railway'], ['no dashes', 'cli00427', 'railway'], ['other spaces', 'CLI 0042 7', 'railway'],
      ['the foot of a letter', 'SAS au capital de 10 000 € - RCS Nantes 732 829 320 - APE 4752A', 'shop'], ['a phone among others', 'Tél. 02 40 99 11 22 / 06 99 88 77 66', 'river'], ['an e-mail with its name', '"Durand, Paul" <accueil@sur-loire.example>;', 'river'], ['an e-mail behind a word', 'mailto:accueil@sur-loire.example', 'river'],
      ['its department', 'charme 44', 'charme-wanted'], ['that first', '44 charme', 'charme-wanted'], ['its postcode', 'charme 44210', 'charme-wanted'],
      ['its locality and postcode', 'charme 44210 ici', 'charme-wanted'], ['its locality and department', 'charme ici (44)', 'charme-wanted'],
      ['a saint in short', 'clinique st aubepin', 'saint'], ['and nothing else', 'st aubepin', 'saint'], ['what a name has in short', 'Établissements Fusain et Compagnie', 'in-short'],
      ['a place with s/', 'sainte luce s/ loire', 'river'], ['and written out', 'Ste-Luce-sur-Loire', 'river'],
    ])('%s', async (_, text, expected) => {
      expect(who(await search({ text }))[0]).toBe(expected);
      expect(who(await search({ text, limit: 1 }))).toEqual([expected]);
    });

    it('ranks the one in the locality first', async () => {
      const hits = await search({ text: 'ormeau nantes' });
      expect(who(hits)[0]).toBe('ormeau-wanted');
      expect(hits[0]!.score).toBe(0.98);
      expect(new Set(who(hits))).toEqual(new Set(['ormeau-wanted', 'ormeau-first', 'ormeau-last', 'denis']));
    });

    it('a locality with its saint in short', async () => {
      expect(who(await search({ text: 'st denis' }))[0]).toBe('denis');
    });

    it('a name that is all of what was typed, however its saint is written', async () => {
      for (const text of ['Clinique St-Aubépin', 'clinique saint aubepin', 'st. aubepin', 'Etablissements Fusain', 'ets. fusain']) expect({ text, score: (await search({ text }))[0]!.score }).toEqual({ text, score: 1 });
    });

    it('who is called all of it before who is only there', async () => {
      await organisation('studio-there', 'Studio Lumière', undefined, [{ attribute: 'address.geographic', value: { locality: 'Nancy', postcode: '54000' }, validFrom: '2010-01-01' }]);
      await organisation('studio-called', 'Studio 54');
      await organisation('studio-nancy', 'Studio Nancy');
      expect(who(await search({ text: 'studio 54' })).slice(0, 2)).toEqual(['studio-called', 'studio-there']);
      expect(who(await search({ text: 'studio nancy' })).slice(0, 2)).toEqual(['studio-nancy', 'studio-there']);
      expect(who(await search({ text: 'studio 54000' }))[0]).toBe('studio-there');
    });

    it('a longer name by a part of it and its department', async () => {
      await organisation('pin-abroad', 'E. Pin', undefined, [{ attribute: 'address.geographic', value: { locality: 'Dortmund', postcode: '44123', country: 'DE' }, validFrom: '2010-01-01' }]);
      for (const [name, postcode] of [['rennes', '35000'], ['nantes', '44800'], ['brest', '29200']] as const) await organisation(`pin-${name}`, `E. Pin ${name}`, undefined, [{ attribute: 'address.geographic', value: { locality: name, postcode, ...(name === 'nantes' && { country: 'France' }) }, validFrom: '2010-01-01' }]);
      for (const [text, wanted] of [['pin 35', 'pin-rennes'], ['pin 44', 'pin-nantes'], ['pin nantes 44', 'pin-nantes'], ['pin 44800 nantes', 'pin-nantes'], ['pin 44 nantes', 'pin-nantes']] as const) {
        const [first, second] = await search({ text });
        expect({ text, first: who([first!]), score: first!.score, ahead: first!.score > (second?.score ?? 0) }).toEqual({ text, first: [wanted], score: 0.98, ahead: true });
      }
    });

    it('a status somebody set, or the administrative one', async () => {
      for (const status of ['client', 'active']) expect(who(await search({ text: 'peuplier', status }))).toEqual(['client']);
      expect(await search({ text: 'peuplier', status: 'dormant' })).toEqual([]);
    });
  });

  it('what is within some kilometres of a point', async () => {
    const near = { latitude: '47.2', longitude: '-1.55', kilometres: 10 };
    expect(who(await search({ near }))).toEqual(['shop']);
    expect((await search({ near }))[0]!.kilometres).toBeCloseTo(2, 0);
    expect(who(await search({ near: { ...near, kilometres: 150 } }))).toEqual(['shop', 'far']);
    expect(await search({ text: 'saint etienne', near })).toEqual([]);
  });

  it('only what the filters let through', async () => {
    const near = { latitude: '47.6', longitude: '-1.6', kilometres: 150 };
    expect(who(await search({ near, status: 'ceased' }))).toEqual(['far']);
    expect(who(await search({ near, kind: 'person' }))).toEqual([]);
    expect(await search({ near, followedBy: ids['jeanne'] })).toEqual([]);
  });

  it('nothing that is like nothing, and is refused where there is nothing to find', async () => {
    expect(await search({ text: 'xylophone' })).toEqual([]);
    expect(await search({ text: "%_'\\" })).toEqual([]);
    for (const body of [{}, { limit: 10 }]) expect((await send(api.url, 'POST', '/v1/search', body)).body.code).toBe('invalid-body');
    expect((await send(api.url, 'POST', '/v1/search', { near: { latitude: '91', longitude: '0', kilometres: 1 } })).body.code).toBe('invalid-body');
  });

  it('nothing whose key was destroyed', async () => {
    const { partyId } = await desk.tell('/v1/parties', { kind: 'person', facts: [{ attribute: 'name.usual', value: 'Zébulon', validFrom: 'unknown' }] });
    expect((await search({ text: 'zebulon' })).map(({ party }) => party.partyId)).toEqual([partyId]);
    await api.keys.destroy(partyId);
    expect(await search({ text: 'zebulon' })).toEqual([]);
  });
});

describe('a place, and those in it', () => {
  const inPlace = async (name: string, address: object): Promise<void> => {
    ids[name] = (await desk.tell('/v1/parties', { kind: 'organisation', facts: [{ attribute: 'name.legal', value: 'Cyprès', validFrom: '2010-01-01' }, { attribute: 'address.geographic', value: address, validFrom: '2010-01-01' }] })).partyId;
  };
  const MARSEILLE = ['marseille-01', 'marseille-1er', 'marseille-16e', 'marseille-whole'];
  const EIGHTH = ['paris-08', 'paris-8e', '8e-paris', 'paris-viii', 'paris-post', 'paris-commune', 'paris-cedex'];
  const OTHERS = ['paris-18', 'paris-whole', 'paris-1'];
  beforeAll(async () => {
    await inPlace('marseille-01', { postcode: '13001', locality: 'MARSEILLE 01', inseeCode: '13201' });
    await inPlace('marseille-1er', { locality: 'Marseille 1er Arrondissement' });
    await inPlace('marseille-16e', { locality: 'MARSEILLE 16', inseeCode: '13216' });
    await inPlace('marseille-whole', { locality: 'Marseille', inseeCode: '13055' });
    await inPlace('paris-08', { locality: 'Paris 08' });
    await inPlace('paris-8e', { locality: 'PARIS 8E ARRONDISSEMENT', inseeCode: '75108' });
    await inPlace('8e-paris', { locality: '8e arrondissement de Paris' });
    await inPlace('paris-viii', { locality: 'Paris VIIIe' });
    await inPlace('paris-post', { postcode: '75008', locality: 'Paris' });
    await inPlace('paris-commune', { locality: 'PARIS', inseeCode: '75108' });
    await inPlace('paris-cedex', { locality: 'Paris 8', cedexCode: '75380', cedex: 'PARIS CEDEX 08' });
    await inPlace('paris-18', { postcode: '75018', locality: 'Paris 18e', inseeCode: '75118' });
    await inPlace('paris-1', { locality: 'Paris 1er arr.' });
    await inPlace('paris-whole', { locality: 'Paris' });
    await inPlace('parisot', { locality: 'Parisot', postcode: '81310' });
    await inPlace('defense', { postcode: '92400', locality: 'Courbevoie', cedexCode: '92400', cedex: 'PARIS LA DÉFENSE CEDEX' });
    await inPlace('herblain', { postcode: '44800', locality: 'Saint-Herblain', cedexCode: '44815', cedex: 'CEDEX 2' });
  });
  const found = async (text: string): Promise<(string | undefined)[]> => who((await search({ text, limit: 100 })).filter(({ matched }) => matched.attribute.startsWith('address.'))).sort();

  it.each([
    ['Marseille', MARSEILLE], ['MARSEILLE', MARSEILLE], ['marseille 1', ['marseille-01', 'marseille-1er']], ['Marseille 01', ['marseille-01', 'marseille-1er']], ['Marseille 16ème', ['marseille-16e']], ['13055', MARSEILLE.filter((name) => name !== 'marseille-1er')],
    ['Paris', ['paris', ...EIGHTH, ...OTHERS]], ['75056', ['namesake', 'paris', 'paris-8e', 'paris-commune', 'paris-18']],
    ...['PARIS 8', 'Paris 8e', 'Paris 8ème', 'paris 08', 'Paris VIIIe', 'Paris VIII', 'Paris 8e arrondissement', 'Paris (8e)', 'Paris-8'].map((text): [string, string[]] => [text, ['paris', ...EIGHTH]]),
    ['paris 1', ['paris-1']], ['Lyon', ['lyon', 'tilleul']], ['69123', ['lyon']], ['75008 Paris 8e', ['paris', 'paris-post']], ['75008 PARIS', ['paris', 'paris-post']],
    ['75380', ['paris-cedex']], ['75380 PARIS CEDEX 08', ['paris-cedex']], ['PARIS CEDEX 08', ['paris-cedex']], ['Paris Cedex 8', ['paris-cedex']], ['paris cedex', ['paris-cedex']], ['Paris la Défense Cedex', ['defense']], ['92400 PARIS LA DEFENSE CEDEX', ['defense']],
    ['44815', ['herblain']], ['St Herblain Cedex 2', ['herblain']], ['SAINT HERBLAIN CEDEX', ['herblain']], ['saint-herblain cedex 3', []],
  ] as [string, string[]][])('%s', async (text, expected) => {
    expect(await found(text)).toEqual([...expected].sort());
  });

  it('beside a name', async () => {
    for (const text of ['Cyprès Paris 8e', 'paris viii cypres', 'cyprès PARIS CEDEX 08']) expect((await search({ text, limit: 100 })).filter(({ score }) => score === 0.98).map((hit) => who([hit])[0])).toEqual(expect.arrayContaining(['paris-08', 'paris-8e']));
  });
});

describe('filters alone', () => {
  const list = async (body: object): Promise<(string | undefined)[]> => who(await search({ limit: 100, ...body })).sort();
  beforeAll(async () => {
    const create = async (name: string, facts: object[]) => { ids[name] = (await desk.tell('/v1/parties', { kind: 'organisation', facts: [{ attribute: 'name.legal', value: 'Saule', validFrom: '2010-01-01' }, ...facts] })).partyId; };
    ids['rep'] = (await desk.tell('/v1/parties', { kind: 'person', facts: [{ attribute: 'name.usual', value: 'Rep', validFrom: 'unknown' }] })).partyId;
    const fact = (attribute: string, value: unknown) => ({ attribute, value, validFrom: '2020-01-01' });
    await create('saule-1', [fact('territory', 'north'), fact('administrative-status', 'active'), fact('activity', { code: '62.01Z', nomenclature: 'NAFRev2' }), fact('followed-by', { scope: 'sales', partyId: ids['rep'] })]);
    await create('saule-2', [fact('territory', 'north'), fact('administrative-status', 'ceased'), fact('activity', { code: '62.02A', nomenclature: 'NAFRev2' })]);
    await create('saule-3', [fact('territory', 'north-west'), fact('status-override', { ownCompany: 'west', status: 'prospect', reason: 'signed' }), fact('followed-by', { scope: 'sales', partyId: ids['rep'] })]);
    await create('saule-4', [{ ...fact('territory', 'north'), validTo: '2022-01-01' }]);
  });

  it('answer, each and together', async () => {
    expect(await list({ territory: 'north' })).toEqual(['saule-1', 'saule-2']);
    expect(await list({ activity: '62' })).toEqual(['saule-1', 'saule-2']);
    expect(await list({ activity: '6201z' })).toEqual(['saule-1']);
    expect(await list({ status: 'prospect' })).toEqual(['saule-3']);
    expect(await list({ status: 'ceased' })).toEqual(['far', 'saule-2']);
    expect(await list({ followedBy: ids['rep'] })).toEqual(['saule-1', 'saule-3']);
    expect(await list({ followedBy: ids['rep'], territory: 'north-west', kind: 'organisation' })).toEqual(['saule-3']);
    expect(await list({ territory: 'north', status: 'ceased' })).toEqual(['saule-2']);
    expect(await list({ territory: 'NORTH' })).toEqual([]);
    expect(await list({ kind: 'household' })).toEqual([]);
    expect(who(await search({ territory: 'north', limit: 100 }, '&asOf=2021-01-01'))).toHaveLength(3);
    expect((await search({ territory: 'north', status: 'active' }))[0]).toMatchObject({ party: { displayName: 'Saule' }, score: 0, matched: { attribute: 'territory', value: 'north', since: '2020-01-01', until: null, current: true } });
  });

  it('list none that turned out to be another, but as known before', async () => {
    const { position } = await api.log.head();
    await merge(api, ids['saule-2']!, ids['saule-1']!);
    expect(await list({ territory: 'north' })).toEqual(['saule-1']);
    expect(who(await search({ territory: 'north' }, `&knownAt=${formatToken(api.logId, position)}`)).sort()).toEqual(['saule-1', 'saule-2']);
  });
});

describe('parties that turned out to be one', () => {
  const near = { latitude: '45.03', longitude: '-0.61', kilometres: 5 };
  const fact = (attribute: string, value: unknown) => ({ attribute, value, validFrom: '2010-01-01' });
  let before: string;
  let merged: string;
  beforeAll(async () => {
    const create = async (name: string, facts: object[]) => { ids[name] = (await desk.tell('/v1/parties', { kind: 'organisation', facts })).partyId; };
    const blaye = { locality: 'Blaye', postcode: '33390' };
    await create('kept', [fact('name.legal', 'Menuiserie Frères'), fact('territory', 'birches'), fact('phone', '+33556000001'), fact('address.geographic', blaye), fact('activity', { code: '02.10Z', nomenclature: 'NAFRev2' })]);
    await create('double', [fact('name.legal', 'Bouleau'), fact('status-override', { ownCompany: 'west', status: 'dormant', reason: 'quiet' }), fact('activity', { code: '02.20Z', nomenclature: 'NAFRev2' }), fact('phone', '+33556000001'), fact('phone', '+33556000002'), fact('email', 'bonjour@betula.example'), fact('address.geographic', { ...blaye, latitude: '45.03', longitude: '-0.61' })]);
    await create('double-of-double', [fact('name.legal', 'Établissements Vergnes'), fact('identifier.external', { system: 'old', value: 'B-77' }), fact('territory', 'old-birches'), fact('address.geographic', blaye)]);
    for (const n of [1, 2, 3]) await create(`bouleau-${n}`, [fact('name.legal', `Bouleau ${n}`), fact('territory', 'old-birches'), fact('address.geographic', blaye)]);
    ids['anne'] = (await desk.tell('/v1/parties', { kind: 'person', facts: [fact('name.usual', 'Charme')] })).partyId;
    for (const at of ['kept', 'double']) await desk.tell('/v1/relations', { type: 'employee-of', a: ids['anne'], b: ids[at], validFrom: '2021-01-01', facts: [{ attribute: 'phone', value: '+33556000009', validFrom: '2021-01-01' }] });
    before = `&knownAt=${formatToken(api.logId, (await api.log.head()).position)}`;
    await merge(api, ids['double-of-double']!, ids['double']!);
    merged = await merge(api, ids['double']!, ids['kept']!);
  });
  const callers = async (number: string, query = ''): Promise<(string | undefined)[]> => who((await post<{ items: Caller[] }>('/v1/phone-lookup', { number }, query)).items as unknown as Hit[]).sort();
  const found = async (body: object, query = ''): Promise<(string | undefined)[]> => who(await search({ limit: 100, ...body }, query)).sort();
  const OTHERS = ['bouleau-1', 'bouleau-2', 'bouleau-3'];

  it('are one hit, under the name of the one that stays, by what is best of them', async () => {
    const text = 'menuiserie bouleau';
    expect((await search({ text })).find(({ party }) => party.partyId === ids['kept'])).toMatchObject({ party: { kind: 'organisation', displayName: 'Menuiserie Frères' }, score: 0.579, matched: { value: 'Menuiserie Frères' } });
    expect((await search({ text: 'vergnes' }))[0]).toMatchObject({ party: { partyId: ids['kept'], displayName: 'Menuiserie Frères' }, score: 0.8, matched: { value: 'Établissements Vergnes', current: false } });
    expect(await found({ text })).toEqual([...OTHERS, 'kept']);
    expect(await found({ text }, before)).toEqual([...OTHERS, 'double', 'kept']);
  });

  it.each([
    ['an identifier', { text: 'B-77' }, ['double-of-double']], ['a phone', { text: '05 56 00 00 02' }, ['double']], ['a phone of both', { text: '05 56 00 00 01' }, ['double', 'kept']], ['an e-mail', { text: 'bonjour@betula.example' }, ['double']], ['a domain', { text: 'betula.example' }, ['double']],
    ['a name', { text: 'vergnes', territory: 'birches' }, []], ['a place', { near }, ['double']], ['a name near a place', { text: 'freres', near }, []], ['the name of one in the place of another', { text: 'vergnes', near }, []],
    ['a filter of one', { status: 'dormant' }, ['double']], ['filters of several', { territory: 'birches', status: 'dormant' }, []], ['filters of others', { territory: 'old-birches', activity: '0210', status: 'dormant' }, []], ['a filter of both', { activity: '02' }, ['double', 'kept']], ['a filter and the kind', { status: 'dormant', kind: 'organisation' }, ['double']],
    ['a name and a filter of another', { text: 'freres', status: 'dormant' }, []],
  ] as [string, object, string[]][])('by %s', async (_, body, apart) => {
    expect(await found(body)).toEqual(expect.arrayContaining(['kept']));
    expect((await found(body)).filter((name) => name?.startsWith('double'))).toEqual([]);
    expect((await found(body, before)).filter((name) => !OTHERS.includes(name!))).toEqual(apart);
  });

  it('show what a filter of both is passed by', async () => {
    expect((await search({ activity: '02' }))[0]).toMatchObject({ party: { partyId: ids['kept'], displayName: 'Menuiserie Frères' }, matched: { attribute: 'activity', value: { code: '02.10Z' } } });
  });

  it.each<[string, object]>([['a name', { text: 'bouleau' }], ['a postcode', { text: '33390' }], ['a filter', { territory: 'old-birches' }]])('stand on one page alone, by %s', async (_, body) => {
    const pages: (string | undefined)[] = [];
    let cursor: string | null | undefined;
    do {
      const page: { items: Hit[]; next: string | null } = await post('/v1/search', { ...body, limit: 1, ...(cursor && { cursor }) });
      pages.push(...who(page.items));
      cursor = page.next;
    } while (cursor !== null);
    expect(pages.sort()).toEqual([...OTHERS, 'kept']);
  });

  it('call under one name, and are employed once', async () => {
    expect(await callers('05 56 00 00 02')).toEqual(['kept']);
    expect(await callers('05 56 00 00 01')).toEqual(['kept']);
    expect(await callers('05 56 00 00 02', before)).toEqual(['double']);
    expect(await callers('05 56 00 00 01', before)).toEqual(['double', 'kept']);
    expect((await post<{ items: Caller[] }>('/v1/phone-lookup', { number: '05 56 00 00 09' })).items).toMatchObject([{ party: { partyId: ids['anne'] }, by: 'employment', at: { partyId: ids['kept'], displayName: 'Menuiserie Frères' } }]);
    expect(await callers('05 56 00 00 09', before)).toEqual(['anne', 'anne']);
  });

  it('are two again where they turned out to be that', async () => {
    const together = `&knownAt=${formatToken(api.logId, (await api.log.head()).position)}`;
    await unmerge(api, ids['double']!, merged);
    expect(await found({ text: 'menuiserie bouleau' })).toEqual([...OTHERS, 'double', 'kept']);
    expect((await search({ text: 'B-77' }))[0]).toMatchObject({ party: { partyId: ids['double'], displayName: 'Bouleau' } });
    expect(await found({ status: 'dormant' })).toEqual(['double']);
    expect(await found({ territory: 'birches', status: 'dormant' })).toEqual([]);
    expect(await callers('05 56 00 00 01')).toEqual(['double', 'kept']);
    expect(await found({ status: 'dormant' }, together)).toEqual(['kept']);
  });
});

describe('of parties that are one shows what the 360° shows', () => {
  const fact = (attribute: string, value: unknown, validTo: string | null = null) => ({ attribute, value, validFrom: '2010-01-01', validTo });
  const activity = (code: string, validTo?: string) => fact('activity', { code, nomenclature: 'NAFRev2' }, validTo);
  const followedBy = (scope: string, rep: string) => fact('followed-by', { scope, partyId: ids[rep] });
  beforeAll(async () => {
    const create = async (name: string, kind: string, facts: object[]) => { ids[name] = (await desk.tell('/v1/parties', { kind, facts })).partyId; };
    for (const rep of ['of-red', 'of-blue', 'of-both']) await create(rep, 'person', [fact('name.usual', rep)]);
    await create('red', 'organisation', [fact('name.legal', 'Marche Rubis'), fact('administrative-status', 'active'), followedBy('sales', 'of-red'), activity('47.11A', '2020-01-01'), fact('territory', 'rubies')]);
    await create('blue', 'organisation', [fact('name.legal', 'Marche Saphir'), fact('administrative-status', 'ceased'), followedBy('sales', 'of-blue'), followedBy('service', 'of-both'), activity('47.22B'), fact('territory', 'sapphires')]);
    // Further from the one that stays, by way of another that has nothing.
    await create('between', 'organisation', [fact('territory', 'rubies')]);
    await create('green', 'organisation', [fact('name.legal', 'Marche Jade'), activity('47.33C'), fact('name.acronym', 'MJD')]);
    await merge(api, ids['green']!, ids['between']!);
    await merge(api, ids['between']!, ids['red']!);
    await merge(api, ids['blue']!, ids['red']!);
  });
  const shown = async (query = ''): Promise<Record<string, unknown>[]> => (await send(api.url, 'GET', `/v1/parties/${ids['blue']!}/360?include=facts${query}`)).body['facts'] as Record<string, unknown>[];
  const found = async (body: object, query = ''): Promise<(string | undefined)[]> => who(await search({ limit: 100, ...body }, query));

  it.each<[string, () => object, boolean]>([
    ['the status of the one that stays', () => ({ status: 'active' }), true], ['not that of the other', () => ({ status: 'ceased' }), false], ['the follower of the one that stays', () => ({ followedBy: ids['of-red'] }), true], ['not that of the other in the same scope', () => ({ followedBy: ids['of-blue'] }), false],
    ['that in a scope it has none in', () => ({ followedBy: ids['of-both'] }), true], ['what it had once and another has', () => ({ activity: '4722B' }), true], ['not what a nearer one has otherwise', () => ({ activity: '4733C' }), false], ['what there may be many of', () => ({ territory: 'sapphires' }), true],
  ])('to filters: %s', async (_, filter, passes) => {
    const other = { territory: 'rubies' };
    for (const body of [filter(), { ...filter(), ...other }, { ...filter(), text: 'marche rubis' }, { ...filter(), text: 'marche saphir' }]) expect((await found(body)).filter((name) => name === 'red' || name === 'blue')).toEqual(passes ? ['red'] : []);
  });

  it('on the day', async () => {
    expect(await found({ activity: '4722B' }, '&asOf=2015-01-01')).not.toContain('red');
    expect(await found({ activity: '4711A' }, '&asOf=2015-01-01')).toContain('red');
  });

  it('and finds by what does not show as by what was once', async () => {
    expect((await shown()).filter(({ attribute }) => attribute === 'name.legal').map(({ value }) => value)).toEqual(['Marche Rubis']);
    expect((await search({ text: 'marche saphir' }))[0]).toMatchObject({ party: { partyId: ids['red'], displayName: 'Marche Rubis' }, score: 0.8, matched: { attribute: 'name.legal', value: 'Marche Saphir', until: null, current: false } });
    expect((await search({ text: 'marche jade' }))[0]).toMatchObject({ party: { partyId: ids['red'] }, score: 0.8, matched: { value: 'Marche Jade', current: false } });
    expect((await search({ text: 'mjd' }))[0]).toMatchObject({ party: { partyId: ids['red'] }, score: 1, matched: { attribute: 'name.acronym', current: true } });
    expect((await search({ text: 'marche rubis' }))[0]).toMatchObject({ party: { partyId: ids['red'] }, score: 1, matched: { value: 'Marche Rubis', current: true } });
  });
});

describe('a connection keeps few plans', () => {
  it('whatever is asked with whatever filters, on whatever page', async () => {
    const fact = (attribute: string, value: unknown) => ({ attribute, value, validFrom: '2010-01-01' });
    const rep = (await desk.tell('/v1/parties', { kind: 'person', facts: [fact('name.usual', 'Suiveur')] })).partyId;
    for (let n = 0; n < 3; n++) {
      await desk.tell('/v1/parties', { kind: 'organisation', facts: [
        fact('name.legal', 'Mende'), fact('administrative-status', 'active'), fact('territory', 'whitebeams'), fact('activity', { code: '01.11Z', nomenclature: 'NAFRev2' }), fact('followed-by', { scope: 'sales', partyId: rep }),
        fact('address.geographic', { postcode: '48000', locality: 'Mende', latitude: '44.52', longitude: '3.5' }),
      ] });
    }
    const filters = Object.entries({ kind: 'organisation', status: 'active', territory: 'whitebeams', activity: '01', followedBy: rep });
    // Each by a name, with a typo or without, by words that no name has, and by all else there is a way for.
    for (const text of ['mende', 'mnede', 'sarl xyz', '2a004', 'Mende Cedex', '48000', '02 40 12 34 56', 'bonjour@betula.example', 'betula.example', '732829320']) for (const filter of [{}, { kind: 'organisation' }]) await search({ text, ...filter });
    const subsets = Array.from({ length: 2 ** filters.length }, (_, bits) => Object.fromEntries(filters.filter((__, n) => bits & (1 << n))));
    for (const filter of subsets) {
      for (const where of [{}, { near: { latitude: '44.52', longitude: '3.5', kilometres: 5 } }]) {
        for (const what of [{}, { text: '48000 Mende' }]) {
          const body = { ...filter, ...where, ...what, limit: 1 };
          if (Object.keys(body).length === 1) continue;
          // The third page is behind a place in the second.
          let cursor: string | null | undefined;
          for (let page = 0; page < 3 && cursor !== null; page++) cursor = (await post<{ next: string | null }>('/v1/search', { ...body, ...(cursor && { cursor }) })).next;
        }
      }
    }
    // All that are idle at once: each tells of its own.
    const connections = await Promise.all(Array.from({ length: api.questions.idleCount }, () => api.questions.connect()));
    try {
      const kept = await Promise.all(connections.map(async (client) => (await client.query<{ n: number }>(`select count(*)::integer as n from pg_prepared_statements`)).rows[0]!.n));
      expect(Math.max(...kept)).toBeGreaterThan(0);
      expect(Math.max(...kept)).toBeLessThanOrEqual(40);
    } finally {
      for (const client of connections) client.release();
    }
  }, 120_000);
});

describe('pages', () => {
  interface Page { items: Hit[]; next: string | null; more: boolean; position: string }
  const walk = async (body: object, between?: () => Promise<unknown>): Promise<Page[]> => {
    const pages: Page[] = [await post<Page>('/v1/search', body)];
    while (pages.at(-1)!.next !== null) {
      await between?.();
      pages.push(await post<Page>('/v1/search', { ...body, cursor: pages.at(-1)!.next }));
    }
    return pages;
  };
  const all = (pages: readonly Page[]): string[] => pages.flatMap(({ items }) => items.map(({ party }) => party.partyId));
  beforeAll(async () => {
    // Each at one postcode three times: more addresses than are looked at for one page, of fewer parties.
    const address = (attribute: string, validFrom: string, validTo: string | null, line: string) => ({ attribute, value: { locality: 'Guéret', postcode: '23000', street: line }, validFrom, validTo });
    for (let n = 0; n < 45; n++) await desk.tell('/v1/parties', { kind: 'organisation', facts: [address('address.geographic', '2010-01-01', '2015-01-01', 'A'), address('address.geographic', '2015-01-01', null, 'B'), address('address.postal', '2010-01-01', null, 'C')] });
    for (let n = 0; n < 130; n++) await desk.tell('/v1/parties', { kind: 'organisation', facts: [{ attribute: 'name.legal', value: `Érable ${n % 3 === 0 ? 'Rouge' : 'Vert'} Numéro${n}`, validFrom: n % 10 === 0 ? '2030-01-01' : '2010-01-01' }, { attribute: 'territory', value: 'maples', validFrom: '2010-01-01' }, { attribute: 'address.geographic', value: { locality: 'Limoges', postcode: '87000', latitude: '45.83', longitude: `1.${200 + n}` }, validFrom: '2010-01-01' }] });
  });

  it.each<[string, object, number]>([
    ['of a name', { text: 'erable' }, 117], ['with a typo', { text: 'erabel rouge' }, 40], ['of a locality', { text: 'Limoges' }, 130], ['of a postcode', { text: '87000' }, 130], ['of parties with several addresses', { text: '23000' }, 45],
    ['around a point', { near: { latitude: '45.83', longitude: '1.25', kilometres: 50 } }, 130], ['of filters', { territory: 'maples' }, 130], ['of a name and a filter', { text: 'erable', territory: 'maples' }, 117],
  ])('%s go on without doubles and gaps', async (_, body, count) => {
    for (const limit of [7, 20, 100]) {
      const pages = await walk({ ...body, limit });
      const ids = all(pages);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBeGreaterThanOrEqual(count);
      expect(pages.slice(0, -1).every(({ items, more }) => items.length === limit && more)).toBe(true);
      expect(new Set(pages.map(({ position }) => position)).size).toBe(1);
    }
  });

  it('are as known at the position of the first, whatever is recorded meanwhile', async () => {
    const before = all(await walk({ territory: 'maples', limit: 30 }));
    const named = all(await walk({ text: 'erable', limit: 30 }));
    const add = () => desk.tell('/v1/parties', { kind: 'organisation', facts: [{ attribute: 'name.legal', value: 'Érable', validFrom: '2010-01-01' }, { attribute: 'territory', value: 'maples', validFrom: '2010-01-01' }] });
    expect(all(await walk({ territory: 'maples', limit: 30 }, add))).toEqual(before);
    const known = all(await walk({ territory: 'maples', limit: 100 })).length;
    expect(known).toBe(before.length + 4);
    expect(new Set(all(await walk({ text: 'erable', limit: 30 }, add))).size).toBe(named.length + 4);
  });

  it('begin with those who have a name on the day, however many will have it', async () => {
    const create = async (from: string) => (await desk.tell('/v1/parties', { kind: 'organisation', facts: [{ attribute: 'name.legal', value: 'Néflier', validFrom: from }] })).partyId;
    for (let n = 0; n < 70; n++) await create('2030-01-01');
    const current: string[] = [];
    for (let n = 0; n < 8; n++) current.push(await create('2010-01-01'));
    for (const limit of [3, 4, 8, 20]) {
      const pages = await walk({ text: 'neflier', limit });
      expect(pages[0]!.items.length).toBeGreaterThan(0);
      expect(all(pages).sort()).toEqual([...current].sort());
    }
  });

  it('of another question are refused', async () => {
    const { next } = await post<Page>('/v1/search', { text: 'erable', limit: 5 });
    const { next: filtered } = await post<Page>('/v1/search', { territory: 'maples', limit: 5 });
    for (const body of [{ text: 'erables', cursor: next }, { text: 'erable', kind: 'person', cursor: next }, { territory: 'maples', cursor: next }, { territory: 'north', cursor: filtered }, { text: 'erable', cursor: filtered }, { text: 'erable', cursor: 'x' }]) {
      expect((await send(api.url, 'POST', '/v1/search', body)).body.code).toBe('cursor-invalid');
    }
    expect((await post<Page>('/v1/search', { text: 'erable', limit: 9, cursor: next })).items).toHaveLength(9);
  });
});

describe('an identifier, whatever is written at it', () => {
  beforeAll(async () => {
    ids['vat'] = (await desk.tell('/v1/parties', { kind: 'organisation', facts: [{ attribute: 'identifier.vat', value: 'FR83404833048', validFrom: 'unknown' }] })).partyId;
  });

  it.each([
    'TVA FR 44 732 829 320', 'FR44732829320', 'FR 44 732829320', 'n° TVA FR44732829320', 'N° de TVA intracommunautaire : FR 44 732 829 320', 'TVA:FR44732829320', '732829320 RCS Nantes', '732 829 320 R.C.S. Nantes', 'RCS Nantes 732 829 320', 'RCS Nantes B 732 829 320',
    'SIREN732829320', 'siren n°732829320', 'Siren no 732 829 320', 'SIRENN°732829320', '732829320RCS Nantes', '732829320 (SIREN)', 'SIRET 732 829 320 00074', '73282932000074', 'Marché Rouge, SIREN 732 829 320',
  ])('%s', async (text) => {
    expect(who(await search({ text }))[0]).toBe('shop');
  });

  it('a company by its VAT number or its SIREN, whichever is known', async () => {
    for (const text of ['404833048', 'FR83404833048', 'siren 404 833 048']) expect(who(await search({ text }))).toEqual(['vat']);
    expect(await search({ text: 'FR45732829320' })).toEqual([]);
  });
});

describe('a caller is told by the number', () => {
  const callers = (number: string, query = ''): Promise<{ number: string; items: Caller[] }> => post('/v1/phone-lookup', { number }, query);

  it.each(['+33240123456', '02 40 12 34 56', '02.40.12.34.56', '02-40-12-34-56', '0240123456', '+33 (0)2 40 12 34 56', '0033240123456', '+33 2 40 12 34 56', '(02) 40 12 34 56', ' 02 40 12 34 56 ', '02\u202f40\u202f12\u202f34\u202f56', '0240123456 poste 12', '02 40 12 34 56, ext. 3'])('in any format: %s', async (number) => {
    const { number: understood, items } = await callers(number);
    expect(understood).toBe('+33240123456');
    expect(items).toMatchObject([{ party: { partyId: ids['shop'], displayName: 'Marché Rouge' }, by: 'own', at: null, current: true, until: null }]);
  });

  it('also by that of an employment, which ended with it', async () => {
    expect((await callers('0240999999')).items).toMatchObject([{ party: { displayName: 'Jeanne Lefèvre' }, by: 'employment', at: { partyId: ids['shop'] }, current: false, until: '2025-01-01' }]);
    expect((await callers('0240999999', '&asOf=2024-06-01')).items).toMatchObject([{ current: true }]);
  });

  it('with what is disputed behind what is not, until it is confirmed', async () => {
    const wrong = await desk.tell('/v1/parties', { kind: 'person', facts: [{ attribute: 'name.usual', value: 'Aabel', validFrom: 'unknown' }, { attribute: 'phone', value: '+33 02 40 77 77 77', validFrom: '2020-01-01' }] });
    const right = await desk.tell('/v1/parties', { kind: 'organisation', facts: [{ attribute: 'name.legal', value: 'Zwilling', validFrom: 'unknown' }, { attribute: 'phone', value: '+33240777777', validFrom: '2020-01-01' }] });
    const [wrongly, rightly] = [{ party: { partyId: wrong.partyId } }, { party: { partyId: right.partyId } }];
    expect((await callers('02 40 77 77 77')).items).toMatchObject([wrongly, rightly]);
    const { facts } = await desk.ask<{ facts: { factId: string; attribute: string }[] }>(`/v1/parties/${wrong.partyId}/360`);
    const phone = facts.find(({ attribute }) => attribute === 'phone')!.factId;
    await desk.tell(`/v1/parties/${wrong.partyId}/facts/${phone}/dispute`, { on: '2026-02-01', reason: 'wrong-number' });
    expect((await callers('0240777777')).items).toMatchObject([rightly, { ...wrongly, current: true, disputed: true }]);
    expect((await callers('0240777777', '&asOf=2026-01-31')).items).toMatchObject([wrongly, rightly]);
    await desk.tell(`/v1/parties/${wrong.partyId}/facts/${phone}/confirm`, { on: '2026-02-05' });
    const again = (await callers('0240777777')).items;
    expect(again).toMatchObject([wrongly, rightly]);
    expect(again[0]).not.toHaveProperty('disputed');
  });

  it('overseas as it is dialled there and from France', async () => {
    const numbers = ['0262 12 34 56', '06 92 12 34 56', '0590123456', '0696 12 34 56', '0594 12 34 56'].map(async (number) => (await send(api.url, 'POST', '/v1/phone-lookup', { number })).body['number']);
    expect(await Promise.all(numbers)).toEqual(['+262262123456', '+262692123456', '+590590123456', '+596696123456', '+594594123456']);
  });

  it('of any country', async () => {
    const examples = JSON.parse(readFileSync(new URL('../../node_modules/libphonenumber-js/examples.mobile.json', import.meta.url), 'utf8')) as Record<string, string>;
    expect((await callers(`+49 ${examples['DE']!}`)).items).toEqual([]);
    expect((await callers('352621123456')).items).toEqual([]);
  });

  it.each(['', ' ', 'anonymous', 'Anonymous', 'anonymous@anonymous.invalid', 'sip:anonymous@anonymous.invalid', '"Anonymous" <sip:anonymous@anonymous.invalid>', 'Private', 'UNKNOWN', 'Numéro masqué', 'Appel masqué', 'Unavailable', '17', '112', '3912', '0', '2001', '*67'])('nobody, where telephone systems tell nobody: "%s"', async (number) => {
    expect(await callers(number)).toMatchObject({ items: [], number: null });
  });

  it('by the number in an address of SIP', async () => {
    for (const number of ['sip:+33240123456@pbx.example', 'tel:+33240123456', 'sip:0240123456@10.0.0.1;user=phone']) expect((await callers(number)).items).toMatchObject([{ party: { partyId: ids['shop'] } }]);
  });

  it('not by what is no caller id', async () => {
    for (const number of ['call me', 'Jeanne', '+', '0033240123456789012', 'x'.repeat(60), 17]) expect((await send(api.url, 'POST', '/v1/phone-lookup', { number })).body.code).toBe('invalid-body');
  });
});
