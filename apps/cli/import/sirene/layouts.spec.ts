import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readRegister } from './layouts.js';
import type { Reading, RegisterRecord, Rejection } from './records.js';

const HISTORY = 'siret,dateDebut,dateFin,etat,code_ape,code_commune,libelle_commune,code_tranche';
const STOCK = 'siren,siret,dateCreationEtablissement,trancheEffectifsEtablissement,anneeEffectifsEtablissement,dateDernierTraitementEtablissement,etatAdministratifUniteLegale,categorieJuridiqueUniteLegale,denominationUniteLegale,numeroVoieEtablissement,libelleVoieEtablissement,codePostalEtablissement,libelleCommuneEtablissement,etatAdministratifEtablissement,enseigne1Etablissement,activitePrincipaleEtablissement,nomenclatureActivitePrincipaleEtablissement';
const A = '73282932000074';
const B = '41816609600069';

let folder: string;
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'annals-layouts-')); });
afterEach(async () => { await rm(folder, { recursive: true }); });

async function read(content: string | Buffer, name = 'register.csv'): Promise<Reading[]> {
  const file = join(folder, name);
  await writeFile(file, content);
  const readings: Reading[] = [];
  for await (const one of readRegister(file)) readings.push(one);
  return readings;
}
const lines = (...rows: string[]): string => rows.map((row) => `${row}\n`).join('');
const recordsOf = (readings: readonly Reading[]): RegisterRecord[] => readings.flatMap((one) => ('record' in one ? [one.record] : []));
const rejectionsOf = (readings: readonly Reading[]): readonly Rejection[] => readings.flatMap((one) => ('rejections' in one ? one.rejections : []));
const boundsOf = ({ periods }: RegisterRecord) => periods.map(({ from, to, line }) => [from, to, line]);

describe('a file', () => {
  const content = lines(HISTORY, `${A},2002-08-15,,A,52.4P,69384,LYON É,NN`);

  it('is read with a byte order mark and without, gzipped and not, in whatever line ends', async () => {
    const plain = recordsOf(await read(content));
    expect(plain).toHaveLength(1);
    expect(plain[0]).toMatchObject({ number: A, today: { address: { inseeCode: '69384', locality: 'LYON É' } } });
    expect(recordsOf(await read(`\ufeff${content}`))).toEqual(plain);
    expect(recordsOf(await read(gzipSync(`\ufeff${content}`), 'register.csv.gz'))).toEqual(plain);
    expect(recordsOf(await read(content.replaceAll('\n', '\r\n')))).toEqual(plain);
    expect(recordsOf(await read(content.replaceAll(',', ';')))).toEqual(plain);
  });

  it('keeps to the delimiter of its header: another one is part of a value', async () => {
    const named = (banner: string): string => lines(`${HISTORY},enseigne1Etablissement`, `${A},2020-01-01,,A,,,,,${banner}`);
    expect(recordsOf(await read(named('BAR;TABAC')))[0]).toMatchObject({ periods: [{ banners: ['BAR;TABAC', undefined, undefined] }] });
  });

  it('in Latin-1 is refused, and the error says how to convert it', async () => {
    await expect(read(Buffer.from(content, 'latin1'))).rejects.toMatchObject({ name: 'UnreadableFile', message: expect.stringContaining('iconv -f LATIN1') });
    await expect(read(gzipSync(Buffer.from(content, 'latin1')), 'register.csv.gz')).rejects.toMatchObject({ name: 'UnreadableFile' });
    await expect(read(Buffer.from('[{"siren": "732829320", "é": 1}]', 'latin1'), 'register.json')).rejects.toMatchObject({ name: 'UnreadableFile' });
  });

  it.each([['siret,raison\n73282932000074,x\n'], ['siren,dateFin\n732829320,\n']])('of no layout of the register is refused: %j', async (unknown) => {
    await expect(read(unknown)).rejects.toMatchObject({ name: 'UnreadableFile', message: expect.stringContaining('no layout of the register') });
  });

  it('that is cut off is refused, in every layout', async () => {
    const cut = (text: string): Buffer => gzipSync(text).subarray(0, -12);
    await expect(read(cut(content), 'register.csv.gz')).rejects.toMatchObject({ name: 'UnreadableFile', message: expect.stringContaining('cut off') });
    await expect(read(cut('[{"siren": "732829320"}]'), 'register.json.gz')).rejects.toMatchObject({ name: 'UnreadableFile', message: expect.stringContaining('cut off') });
  });

  it('that describes one number twice: what was touched last counts, the other is told, the same is the same', async () => {
    const stock = (touched: string, banner: string): string => `${A.slice(0, 9)},${A},2010-01-01,,,${touched},A,5710,BRICO,1,RUE X,69004,LYON 4,A,${banner},47.52B,NAFRev2`;
    const readings = await read(lines(STOCK, stock('2022-06-05', 'NEW'), stock('2022-03-06', 'OLD'), stock('2022-06-05', 'NEW')));
    expect(recordsOf(readings)).toMatchObject([{ number: A, periods: [{ banners: ['NEW', undefined, undefined] }] }]);
    expect(readings.map(({ lines: told }) => told)).toEqual([[3], [4, 2]]);
    expect(rejectionsOf(readings)).toEqual([{ line: 3, number: A, reason: 'line 4 describes the same number, and is the later one' }]);
    const api = (touched: string, nic: string) => ({ siren: A.slice(0, 9), dateDernierTraitementUniteLegale: touched, periodesUniteLegale: [{ dateDebut: '2010-01-01', dateFin: null, etatAdministratifUniteLegale: 'A', nicSiegeUniteLegale: nic }] });
    const answers = await read(JSON.stringify([api('2022-06-05', '00074'), api('2022-03-06', '00082'), { siren: 'x' }, {}]), 'register.json');
    expect(recordsOf(answers)).toMatchObject([{ periods: [{ headOfficeNic: '00074' }] }]);
    expect(rejectionsOf(answers).map(({ line }) => line)).toEqual([2, 3, 4]);
  });

  it('that is gzipped by name only is refused', async () => {
    await expect(read(content, 'register.csv.gz')).rejects.toMatchObject({ name: 'UnreadableFile', message: expect.stringContaining('no gzip') });
  });

  it('with a character cut by the end is refused', async () => {
    await expect(read(Buffer.concat([Buffer.from(content), Buffer.from([0xc3])]))).rejects.toMatchObject({ name: 'UnreadableFile' });
  });
});

describe('the period history', () => {
  it('brings the periods of one number together, in the order of time, whatever that of the file', async () => {
    const readings = await read(lines(HISTORY, `${A},2002-08-15,,F,70.2C,69384,LYON,NN`, `${B},2010-01-01,,A,62.02A,69384,LYON,41`, `${A},1999-12-25,2002-08-14,A,70.2C,69384,LYON,NN`));
    expect(recordsOf(readings).map(({ number }) => number)).toEqual([B, A]);
    expect(readings.map((one) => one.lines)).toEqual([[3], [2, 4]]);
    expect(boundsOf(recordsOf(readings)[1]!)).toEqual([['1999-12-25', '2002-08-15', 4], ['2002-08-15', null, 2]]);
  });

  it('writes the last day of a period, which ends with the day after: leap days and years too', async () => {
    const [record] = recordsOf(await read(lines(HISTORY, `${A},,2008-02-28,A,,,,`, `${A},2008-02-29,2019-12-31,A,,,,`, `${A},2020-01-01,,A,,,,`)));
    expect(boundsOf(record!)).toEqual([[null, '2008-02-29', 2], ['2008-02-29', '2020-01-01', 3], ['2020-01-01', null, 4]]);
  });

  it('has starts it does not know: empty, or its placeholder 1900-01-01', async () => {
    expect(boundsOf(recordsOf(await read(lines(HISTORY, `${A},1900-01-01,2007-12-31,A,,,,`, `${A},2008-01-01,,A,,,,`)))[0]!)).toEqual([[null, '2008-01-01', 2], ['2008-01-01', null, 3]]);
    expect(boundsOf(recordsOf(await read(lines(HISTORY, `${A},,,A,,,,`)))[0]!)).toEqual([[null, null, 2]]);
  });

  it('does not tell what it calls NN or [ND]', async () => {
    const [record] = recordsOf(await read(lines(HISTORY, `${A},2020-01-01,,A,[ND],,,NN`)));
    expect(record).toMatchObject({ today: { headcountBand: undefined, address: undefined } });
    expect(record!.periods[0]!.activity).toBeUndefined();
  });

  it('says the same row twice as once', async () => {
    const row = `${A},2020-01-01,,A,62.02A,69384,LYON,41`;
    const readings = await read(lines(HISTORY, row, row));
    expect(boundsOf(recordsOf(readings)[0]!)).toHaveLength(1);
    expect(readings[0]!.lines).toEqual([2, 3]);
  });

  it('is a whole history of the columns it has', async () => {
    expect(recordsOf(await read(lines(HISTORY, `${A},2020-01-01,,A,,,,`)))[0]!.historyOf).toEqual(['administrative-status', 'activity']);
    expect(recordsOf(await read(lines(`${HISTORY},enseigne1Etablissement`, `${A},2020-01-01,,A,,,,,BRICO`)))[0]).toMatchObject({ historyOf: expect.arrayContaining(['name.banner']), periods: [{ banners: ['BRICO', undefined, undefined] }] });
  });
});

describe('what contradicts itself', () => {
  it.each<[string, string[], Rejection[]]>([
    ['periods that overlap', [`${A},2010-01-01,2015-01-01,A,,,,`, `${A},2015-01-01,,A,,,,`], [
      { line: 3, number: A, reason: 'the period overlaps the one on line 2' }, { line: 2, number: A, reason: 'nothing of this record was kept because of line 3' },
    ]],
    ['a date that is none', [`${A},2010-02-30,,A,,,,`], [{ line: 2, number: A, reason: 'dateDebut is no date: 2010-02-30' }]],
    ['a status nobody knows', [`${A},2010-01-01,,X,,,,`], [{ line: 2, number: A, reason: 'the status X is not known; expected A, F or C' }]],
    ['a number with a wrong check digit', ['73282932000079,2010-01-01,,A,,,,'], [{ line: 2, number: '73282932000079', reason: '73282932000079 is no SIRET: its check digit is wrong' }]],
    ['a number of too few digits', ['7328293,2010-01-01,,A,,,,'], [{ line: 2, number: '7328293', reason: 'siret is not 14 digits: 7328293' }]],
    ['a line with a column too few', [`${A},2010-01-01`], [{ line: 2, number: A, reason: 'the line has not as many columns as the header' }]],
    ['a line with a column too few, of which the others of its number are in order', [`${A},2010-01-01,2014-12-31,A,,,,`, `${A},2015-01-01`], [
      { line: 3, number: A, reason: 'the line has not as many columns as the header' }, { line: 2, number: A, reason: 'nothing of this record was kept because of line 3' },
    ]],
  ])('%s: names its line, and keeps the rest of the file', async (_, rows, rejections) => {
    const readings = await read(lines(HISTORY, ...rows, `${B},2010-01-01,,A,,,,`));
    expect(rejectionsOf(readings)).toEqual(rejections);
    expect(recordsOf(readings).map(({ number }) => number)).toEqual([B]);
  });
});

describe('the stock', () => {
  const row = `732829320,${A},2002-12-30,31,2019,2021-10-27T08:15:18,A,5710,BRICO OUEST,3,DE STRASBOURG,38000,GRENOBLE,A,BRICO,47.52A,NAFRev2`;

  it('is what the register knew on the day it last looked, of the establishment and of its legal unit', async () => {
    const [record] = recordsOf(await read(lines(STOCK, row)));
    expect(record).toMatchObject({
      kind: 'establishment', number: A, createdOn: '2002-12-30', historyOf: [],
      periods: [{ from: '2021-10-27', to: null, observedOnly: true, status: 'A', activity: '47.52A', nomenclature: 'NAFRev2', banners: ['BRICO', undefined, undefined] }],
      today: { observed: '2021-10-27', headcountBand: '31', headcountYear: 2019, address: { number: '3', street: 'DE STRASBOURG', postcode: '38000', locality: 'GRENOBLE' } },
      legalUnit: { kind: 'legal-unit', number: '732829320', periods: [{ legalName: 'BRICO OUEST', legalCategory: '5710', observedOnly: true }] },
    });
  });

  it('does not tell what it masks', async () => {
    const [record] = recordsOf(await read(lines(STOCK, row.replace('DE STRASBOURG', 'MASQUE').replace('BRICO OUEST', '[ND]'))));
    expect(record!.today.address).toEqual({ number: '3', postcode: '38000', locality: 'GRENOBLE' });
    expect(record!.legalUnit!.periods[0]!.legalName).toBeUndefined();
  });
});

describe('an answer of the API', () => {
  const establishment = {
    siren: '732829320', siret: A, dateCreationEtablissement: '2002-12-30', dateDernierTraitementEtablissement: '2022-06-05T20:52:20', trancheEffectifsEtablissement: null,
    uniteLegale: { etatAdministratifUniteLegale: 'A', denominationUniteLegale: 'BRICO OUEST', categorieJuridiqueUniteLegale: '5710' },
    adresseEtablissement: { codePostalEtablissement: '38000', libelleCommuneEtablissement: 'GRENOBLE' },
    periodesEtablissement: [
      { dateDebut: '2008-01-01', dateFin: null, etatAdministratifEtablissement: 'A', enseigne1Etablissement: 'BRICO', activitePrincipaleEtablissement: '47.52A', nomenclatureActivitePrincipaleEtablissement: 'NAFRev2' },
      { dateDebut: '2002-12-30', dateFin: '2007-12-31', etatAdministratifEtablissement: 'A', denominationUsuelleEtablissement: 'BRICO 38' },
    ],
  };
  const legalUnit = {
    siren: '732829320', dateCreationUniteLegale: '1976-01-01', sigleUniteLegale: 'BO', prenom1UniteLegale: null,
    periodesUniteLegale: [{ dateDebut: '1976-01-01', dateFin: null, etatAdministratifUniteLegale: 'C', denominationUniteLegale: 'BRICO OUEST', nicSiegeUniteLegale: '00074' }],
  };

  it('tells an establishment with its periods', async () => {
    const [record] = recordsOf(await read(JSON.stringify({ header: {}, etablissements: [establishment] }), 'answer.json'));
    expect(boundsOf(record!)).toEqual([['2002-12-30', '2008-01-01', 1], ['2008-01-01', null, 1]]);
    expect(record).toMatchObject({
      today: { observed: '2022-06-05', address: { postcode: '38000', locality: 'GRENOBLE' } }, periods: [{ tradeNames: ['BRICO 38'] }, { banners: ['BRICO', undefined, undefined] }],
      legalUnit: { number: '732829320', periods: [{ legalName: 'BRICO OUEST' }] },
    });
  });

  it('tells a legal unit with its periods and its head office', async () => {
    const [record] = recordsOf(await read(JSON.stringify([legalUnit]), 'answer.json'));
    expect(record).toMatchObject({ kind: 'legal-unit', number: '732829320', createdOn: '1976-01-01', today: { acronym: 'BO' }, periods: [{ status: 'C', legalName: 'BRICO OUEST', headOfficeNic: '00074' }] });
  });

  it('is read as a list, as one record, gzipped, with a byte order mark', async () => {
    const [expected] = recordsOf(await read(JSON.stringify([establishment]), 'answer.json'));
    expect(recordsOf(await read(JSON.stringify({ etablissement: establishment }), 'answer.json'))).toEqual([expected]);
    expect(recordsOf(await read(gzipSync(`\ufeff${JSON.stringify([establishment])}`), 'answer.json.gz'))).toEqual([expected]);
  });

  it.each(['{}', '[]', '{"header": {"statut": 404}}', 'null', '[', ''])('with nothing in it is refused: %j', async (content) => {
    await expect(read(content, 'answer.json')).rejects.toMatchObject({ name: 'UnreadableFile' });
  });

  it('names the record that cannot be', async () => {
    const readings = await read(JSON.stringify([legalUnit, { ...legalUnit, siren: '732829321' }, { ...legalUnit, siren: '418166096', periodesUniteLegale: [] }]), 'answer.json');
    expect(rejectionsOf(readings).map(({ line, reason }) => [line, reason])).toEqual([[2, '732829321 is no SIREN: its check digit is wrong'], [3, 'the record has no period']]);
  });
});
