import { describe, expect, it } from '@jest/globals';
import { arrondissementAt, arrondissementOf, countryOf } from './address.js';

describe('an arrondissement', () => {
  it.each([
    ['Paris VIIIe', '75108'], ['Paris 8e arr.', '75108'], ['Paris 8ème arrondissement', '75108'], ['PARIS 08', '75108'], ['PARIS08', '75108'], ['Paris (8e)', '75108'], ['Paris 8ᵉ', '75108'], ['Paris-8E-Arrondissement', '75108'],
    ['VIIIe arrondissement de Paris', '75108'], ['Paris Ier', '75101'], ['Paris XX', '75120'], ['Lyon 3e', '69383'], ['Lyon IX', '69389'], ['Marseille 01', '13201'], ['Marseille 16ème ardt', '13216'], ['PARIS 08 CEDEX', '75108'],
  ])('is what %j names', (locality, code) => {
    expect(arrondissementOf(locality)?.code).toBe(code);
  });

  it.each(['Paris', 'Paris 21', 'Paris 0', 'Paris IIII', 'Lyon 10', 'Marseille 17', 'Parisot', 'Paris la Défense', 'PARIS CEDEX 08', 'Vic-sur-Cère', ''])('is not what %j names', (locality) => {
    expect(arrondissementOf(locality)).toBeUndefined();
  });

  it.each([['75001', '75101'], ['75116', '75116'], ['75016', '75116'], ['69009', '69389'], ['13016', '13216'], ['75000', undefined], ['75380', undefined], ['69100', undefined], ['13100', undefined], ['x', undefined]])('at %s is %s', (postcode, code) => {
    expect(arrondissementAt(postcode)?.code).toBe(code);
  });
});

describe('a country', () => {
  it.each([
    ['Guyane', 'GF', true], ['France métropolitaine', 'FR', true], ['FRA', 'FR', true], ['La Réunion', 'RE', true], ['Réunion', 'RE', true], ['USA', 'US', false], ['U.S.A.', 'US', false], ['Etats-Unis', 'US', false], ['United States of America', 'US', false],
    ['U.K.', 'GB', false], ['Grande-Bretagne', 'GB', false], ['Royaume-Uni', 'GB', false], ['Angleterre', 'GB', false], ['DEU', 'DE', false], ['Allemagne', 'DE', false], ['Les Pays-Bas', 'NL', false], ['L’Italie', 'IT', false], ['Turkey', 'TR', false],
    ['République tchèque', 'CZ', false], ['Hong Kong', 'HK', false], ["Côte d'Ivoire", 'CI', false], ['Zimbabwe', 'ZW', false], ['la', 'LA', false], ['Monaco', 'MC', false],
  ])('called %s is %s', (country, code, french) => {
    expect(countryOf({ country })).toMatchObject({ code, french });
  });

  it('has a name on envelopes, also by its letters, and keeps one that nobody knows', () => {
    expect(['USA', 'GBR', 'Angleterre', 'DE', 'Poldévie'].map((country) => countryOf({ country }).name)).toEqual(['ETATS UNIS', 'ROYAUME UNI', 'ROYAUME UNI', 'ALLEMAGNE', 'POLDEVIE']);
    expect(countryOf({ country: 'Poldévie' })).toEqual({ french: false, code: undefined, name: 'POLDEVIE' });
  });

  it('is known by the three letters of every country that two letters name', () => {
    const names = new Intl.DisplayNames('fr', { type: 'region', fallback: 'none' });
    const withdrawn = 'AC AN BU CP CQ CS DD DG DY EA EU EZ FX HV IC NH QO RH SU TA TP UK UN VD XA XB YD YU ZR ZZ'.split(' ');
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const two = letters.flatMap((a) => letters.map((b) => a + b)).filter((code) => names.of(code) !== undefined && !withdrawn.includes(code));
    const three = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => a + b + c))).filter((code) => /^[A-Z]{2}$/.test(countryOf({ country: code }).code ?? ''));
    const known = three.map((code) => countryOf({ country: code }).code!);
    expect(two.filter((code) => !known.includes(code))).toEqual([]);
  });
});
