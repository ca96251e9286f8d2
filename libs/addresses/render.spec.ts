import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Address } from './address.js';
import { MAX_LINE, MAX_LINES, renderAddress } from './render.js';

const lines = (address: Address, recipient?: string): readonly string[] => renderAddress(address, recipient).lines;
/** The one line of a street alone. */
const street = (streetType: string, name: string, number = '12'): string => lines({ number, streetType, street: name })[0]!;
const PARIS = { postcode: '75008', locality: 'Paris' };

describe('the order of lines', () => {
  it('is recipient, delivery point, building, street, distribution, locality, whatever the complement begins with', () => {
    const address: Address = { complement: 'Résidence des Lilas, Bâtiment C, escalier 2, 3e étage', number: '12', repetition: 'bis', streetType: 'rue', street: "de l'Église", specialDistribution: 'BP 90432', postcode: '38240', locality: 'Meylan' };
    expect(lines(address, 'Madame Jeanne Dupont')).toEqual(['Madame Jeanne Dupont', 'escalier 2 3e étage', 'Résidence des Lilas Bâtiment C', '12 BIS RUE DE L EGLISE', 'BP 90432', '38240 MEYLAN']);
  });

  it('leaves empty lines out', () => {
    expect(lines({ postcode: '01200', locality: 'Valserhône' })).toEqual(['01200 VALSERHONE']);
    expect(lines({ latitude: '48.85' })).toEqual([]);
  });

  it.each([
    ['Appartement 12', ['Appartement 12']],
    ['Appt 4 - Résidence Pasteur', ['Appt 4', 'Résidence Pasteur']],
    ['Bâtiment B escalier 3', ['escalier 3', 'Bâtiment B']],
    ['chez M. Durand', ['chez M. Durand']],
    ['Porte de Bagnolet', ['Porte de Bagnolet']],
    ['Tour Montparnasse 42e étage', ['42e étage', 'Tour Montparnasse']],
    ['Zone industrielle Nord', ['Zone industrielle Nord']],
    ['Appt 12 Bâtiment B', ['Appt 12', 'Bâtiment B']],
    ['APT 3 BAT C', ['APT 3', 'BAT C']],
    ['Esc. 2 Appt 12 bât. B résidence des Lilas', ['Esc. 2 Appt 12', 'bât. B résidence des Lilas']],
    ['2e étage immeuble Le Forum', ['2e étage', 'immeuble Le Forum']],
    ['Porte 4 Entrée B', ['Porte 4', 'Entrée B']],
    ['Appartement 4 de la résidence Pasteur', ['Appartement 4 de la résidence Pasteur']],
    ['chez Mme Tour', ['chez Mme Tour']],
    ['Rez-de-chaussée', ['Rez-de-chaussée']],
  ])('tells inside and building of %j apart', (complement, expected) => {
    expect(lines({ complement })).toEqual(expected);
  });
});

describe('the last three lines', () => {
  it.each<[Address, string[]]>([
    [{ number: '1', streetType: 'rue', street: 'Sainte-Croix-de-la-Bretonnerie', ...PARIS }, ['1 RUE SAINTE CROIX DE LA BRETONNERIE', '75008 PARIS']],
    [{ number: '12/14', streetType: 'quai', street: "de l'Île-aux-Bœufs", postcode: '94400', locality: 'Vitry-sur-Seine' }, ['12 14 QUAI DE L ILE AUX BOEUFS', '94400 VITRY SUR SEINE']],
    [{ street: "Lieu-dit L'Hôpital", postcode: '29 460', locality: "L'Hôpital-Camfrout" }, ['LIEU DIT L HOPITAL', '29460 L HOPITAL CAMFROUT']],
    [{ number: '3', repetition: 'ter', streetType: 'impasse', street: 'des Cœurs & des Œillets' }, ['3 TER IMP DES COEURS ET DES OEILLETS']],
    [{ number: '5', repetition: 'B', streetType: 'rue', street: 'Victor Hugo' }, ['5 B RUE VICTOR HUGO']],
  ])('are in capitals, without accents and punctuation: %j', (address, expected) => {
    expect(lines(address)).toEqual(expected);
  });

  it('while the first ones stay as people write them', () => {
    expect(lines({ complement: 'Chez Paul\nEntrée B', postcode: '44980', locality: 'Ste Luce s/Loire' }, 'Anna')).toEqual(['Anna', 'Chez Paul', 'Entrée B', '44980 STE LUCE SUR LOIRE']);
    expect(lines({ complement: 'Bât. C - 2ème étage', ...PARIS }, "L'Atelier d'Éloïse & Cie")).toEqual(["L'Atelier d'Éloïse & Cie", '2ème étage', 'Bât. C', '75008 PARIS']);
  });

  it.each([
    ['Saint-Étienne', 'ST ETIENNE'], ['Sainte-Clotilde', 'STE CLOTILDE'], ['Saintes', 'SAINTES'], ['Saintes-Maries-de-la-Mer', 'SAINTES MARIES DE LA MER'], ['Le Mée-sur-Seine', 'LE MEE SUR SEINE'],
    ['Paris 8e Arrondissement', 'PARIS'], ['PARIS 08', 'PARIS'], ['Lyon 3ème', 'LYON'], ['Paris VIIIe arr.', 'PARIS'], ['Marseille 17', 'MARSEILLE 17'], ['Marseille 1er', 'MARSEILLE'], ['Porto-Vecchio', 'PORTO VECCHIO'], ["L'Haÿ-les-Roses", 'L HAY LES ROSES'],
  ])('of the locality %j are %j', (locality, expected) => {
    expect(lines({ locality })).toEqual([expected]);
  });

  it.each<[Address, string[]]>([
    [{ specialDistribution: 'B.P. 1234', cedexCode: '75382', cedex: 'Paris Cedex 08', postcode: '75008', locality: 'Paris' }, ['BP 1234', '75382 PARIS CEDEX 08']],
    [{ street: 'rue Łukasz Đorđević', number: '3', cedexCode: '75700', cedex: 'Paris 07 SP', postcode: '75007', locality: 'Paris' }, ['3 RUE LUKASZ DORDEVIC', '75700 PARIS 07 SP']],
    [{ specialDistribution: 'Boîte postale 12', cedexCode: '67404', cedex: 'STRASBOURG CEDEX', locality: 'Illkirch-Graffenstaden' }, ['BP 12 ILLKIRCH GRAFFENSTADEN', '67404 STRASBOURG CEDEX']],
    [{ specialDistribution: 'CS40001', cedexCode: '35040', cedex: 'CEDEX', locality: 'Rennes' }, ['CS 40001', '35040 RENNES CEDEX']],
    [{ specialDistribution: 'TSA 10001', cedexCode: '92919', cedex: 'La Défense' }, ['TSA 10001', '92919 LA DEFENSE CEDEX']],
    [{ cedexCode: '69003', cedex: '03', locality: 'Lyon' }, ['69003 LYON CEDEX 03']],
    [{ postcode: '13284', locality: 'Marseille Cedex 07' }, ['13284 MARSEILLE CEDEX 07']],
    [{ cedexCode: '42023', cedex: 'SAINT-ETIENNE CEDEX 2', locality: 'Saint-Étienne' }, ['42023 ST ETIENNE CEDEX 2']],
  ])('of a CEDEX: %j', (address, expected) => {
    expect(lines(address)).toEqual(expected);
  });

  it.each(['La Réunion', 'RE', 'France', 'fr', 'Guadeloupe', 'FRANCE', 'Polynésie française', 'Guyane', 'France métropolitaine', 'FRA', 'REU', 'Île de la Réunion'])('of %j are French ones', (country) => {
    expect(lines({ postcode: '97400', locality: 'Saint-Denis', country })).toEqual(['97400 ST DENIS']);
  });
});

describe('what is too long is abbreviated, and only as far as it needs', () => {
  it.each([
    ['avenue', 'des Fleurs', '12 AVENUE DES FLEURS'],
    ['avenue', 'de la République et de la Nation', '12 AV DE LA REPUBLIQUE ET DE LA NATION'],
    ['boulevard', 'du Maréchal de Lattre de Tassigny', '12 BD DU MAL DE LATTRE DE TASSIGNY'],
    ['boulevard', 'du Professeur Jean-Baptiste Charcot', '12 BD DU PR JEAN BAPTISTE CHARCOT'],
    ['avenue', 'du Docteur Jean-Baptiste Antoine de Montfaucon', '12 AV DU DR J B A DE MONTFAUCON'],
    ['rue', 'du Lieutenant Colonel Pierre de Montjoie', '12 RUE DU LT CNL PIERRE DE MONTJOIE'],
    ['rue', 'des Anciens Combattants de la Résistance', '12 RUE ANCIENS COMBATTANTS RESISTANCE'],
    ['rue', 'de la Place du Marché aux Herbes Folles', '12 RUE PLACE MARCHE HERBES FOLLES'],
    ['chemin', 'rural de la Fontaine Saint Martin', '12 CHE RURAL DE LA FONTAINE ST MARTIN'],
  ])('%s %s', (type, name, expected) => {
    const { lines: [line], tooLong } = renderAddress({ number: '12', streetType: type, street: name });
    expect(line).toBe(expected);
    expect([line!.length <= MAX_LINE, tooLong]).toEqual([true, []]);
  });

  it('keeps the DE of a name and the last word', () => {
    expect(street('avenue', 'du Général Charles de Gaulle et des Alliés')).toBe('12 AV DU GAL C DE GAULLE ET DES ALLIES');
    expect(street('place', 'des Volontaires de la Commune du Général')).toMatch(/GENERAL$/);
  });

  it('tells what still does not fit, and cuts nothing', () => {
    const name = 'des Archéologues Exceptionnellement Persévérants';
    const { lines: [line], tooLong } = renderAddress({ number: '1284', streetType: 'allée', street: name });
    expect(line).toBe('1284 ALL ARCHEOLOGUES EXCEPTIONNELLEMENT PERSEVERANTS');
    expect(tooLong).toEqual([{ line: 1, role: 'street', length: line!.length }]);
  });

  it('abbreviates recipients and complements by their own words', () => {
    expect(lines({ complement: 'Résidence du Parc des Expositions, Bâtiment Amsterdam' }, 'Société des Établissements Durand et Fils Frères')).toEqual(
      ['STE des ETS Durand et Fils Frères', 'RES du Parc des Expositions BAT Amsterdam']);
  });

  it('takes inner articles out of a locality, never its first', () => {
    expect(lines({ postcode: '14290', locality: 'La Saint-Martin-de-Bienfaite-la-Cressonnière' })).toEqual(['14290 LA ST MARTIN BIENFAITE CRESSONNIERE']);
  });
});

describe('abroad', () => {
  it.each<[Address, string[]]>([
    [{ street: 'Hauptstraße', number: '5', postcode: '10115', locality: 'Berlin', country: 'DE' }, ['HAUPTSTRASSE 5', '10115 BERLIN', 'ALLEMAGNE']],
    [{ street: 'Downing Street', number: '10', postcode: 'SW1A 2AA', locality: 'London', country: 'United Kingdom' }, ['10 DOWNING STREET', 'LONDON SW1A 2AA', 'ROYAUME UNI']],
    [{ street: 'Rua Augusta', number: '274', postcode: '1100-053', locality: 'Lisboa', country: 'Portugal' }, ['RUA AUGUSTA 274', '1100-053 LISBOA', 'PORTUGAL']],
    [{ street: 'Avenue des Spélugues', number: '12', postcode: '98000', locality: 'Monaco', country: 'Monaco' }, ['12 AVENUE DES SPELUGUES', '98000 MONACO', 'MONACO']],
    [{ street: 'Rue de Rive', number: '1', postcode: '1204', locality: 'Genève', country: 'suisse' }, ['RUE DE RIVE 1', '1204 GENEVE', 'SUISSE']],
    [{ street: 'ul. Тверская', number: '7', postcode: '125009', locality: 'Москва', country: 'RU' }, ['UL ТВЕРСКАЯ 7', '125009 МОСКВА', 'RUSSIE']],
    [{ locality: 'Pristina', country: 'Pays inconnu' }, ['PRISTINA', 'PAYS INCONNU']],
  ])('the country comes last, in French capitals: %j', (address, expected) => {
    expect(lines(address)).toEqual(expected);
  });

  it('is not abbreviated by French rules', () => {
    const { lines: written, tooLong } = renderAddress({ street: 'Boulevard of the General President Washington Memorial', country: 'US' });
    expect(written[0]).toBe('BOULEVARD OF THE GENERAL PRESIDENT WASHINGTON MEMORIAL');
    expect(tooLong).toHaveLength(1);
  });
});

it('whatever the components: six lines and a country, no line too long untold, the last ones free of punctuation', () => {
  const part = fc.option(fc.oneof(fc.string({ maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 30 }), fc.constantFrom("rue de l'Église", 'Bât. 3, esc. 2', 'Saint-Denis', 'CEDEX 08')), { nil: undefined });
  const members = ['complement', 'number', 'repetition', 'streetType', 'street', 'specialDistribution', 'postcode', 'locality', 'cedexCode', 'cedex', 'country'] as const;
  fc.assert(fc.property(fc.record(Object.fromEntries(members.map((member) => [member, part]))), part, (given, recipient) => {
    const address = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Address;
    const { lines: written, tooLong } = renderAddress(address, recipient);
    expect(written.length).toBeLessThanOrEqual(MAX_LINES + 1);
    const long = written.flatMap((line, i) => ([...line].length > MAX_LINE ? [i + 1] : []));
    expect(tooLong.map(({ line }) => line)).toEqual(long);
    for (const line of written) expect(line).toBe(line.replace(/\s+/g, ' ').trim());
    if (address.country === undefined && address.complement === undefined && recipient === undefined) for (const line of written) expect(line).toMatch(/^[\p{L}\p{N} ]*$/u);
  }));
});
