import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readVcards } from './import.js';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'annals-cards-'))));
afterAll(() => rm(folder, { recursive: true }));
async function names(...lines: (string | Buffer)[]): Promise<unknown[]> {
  const file = path.join(folder, 'cards.vcf');
  await writeFile(file, Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.from('\r\n')])));
  const readings = await readVcards(file, { region: 'FR', match: [] });
  return readings.map((reading) => ('record' in reading ? reading.record.facts.filter(({ attribute }) => attribute.startsWith('name.')).map(({ value }) => value) : reading.rejected));
}
const card = (...lines: (string | Buffer)[]) => ['BEGIN:VCARD', 'VERSION:2.1', ...lines, 'END:VCARD'];
/** Иванов;Пётр in windows-1251. */
const IVANOV = Buffer.from('c8e2e0edeee23bcfb8f2f0', 'hex');

describe('a file of cards', () => {
  it('is read in the charset that each property names, and else in that of the file', async () => {
    const cyrillic = Buffer.concat([Buffer.from('N;CHARSET=windows-1251:'), IVANOV]);
    expect(await names(...card(cyrillic))).toEqual([['Иванов', 'Пётр']]);
    const latin = Buffer.from('N;CHARSET=ISO-8859-1:Lefèvre;René', 'latin1');
    expect(await names(...card(latin), ...card('N;CHARSET=UTF-8:Bérubé;Zoé 語'), ...card('N:Noël;Hélène'), ...card(cyrillic))).toEqual([['Lefèvre', 'René'], ['Bérubé', 'Zoé 語'], ['Noël', 'Hélène'], ['Иванов', 'Пётр']]);
    // Folded before a blank that stands there anyway.
    expect(await names(...card(latin, Buffer.from('  François', 'latin1')))).toEqual([['Lefèvre', 'René  François']]);
  });

  it('may be folded in the middle of a character', async () => {
    const [before, after] = [Buffer.from('N:Lefè').subarray(0, -1), Buffer.concat([Buffer.from(' '), Buffer.from('è').subarray(1), Buffer.from('vre;René')])];
    expect(await names('BEGIN:VCARD', 'VERSION:3.0', before, after, 'END:VCARD')).toEqual([['Lefèvre', 'René']]);
  });

  it('that was converted to UTF-8 since is UTF-8, and one whose charset nobody knows is as the rest', async () => {
    expect(await names(...card('N;CHARSET=ISO-8859-1:Lefèvre;René'))).toEqual([['Lefèvre', 'René']]);
    expect(await names(...card(Buffer.from('N;CHARSET=X-OLD:Lefèvre;René', 'latin1')))).toEqual([['Lefèvre', 'René']]);
  });
});
