import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseMapping } from './mapping.js';
import { profileOf } from './profile.js';
import { readTable, type Table } from './table.js';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'annals-table-'))));
afterAll(() => rm(folder, { recursive: true }));
async function table(bytes: string | Buffer): Promise<Table> {
  const file = path.join(folder, 'table.csv');
  await writeFile(file, bytes);
  return readTable(file);
}

describe('a table', () => {
  it.each([
    ['ascii', false, Buffer.from('a;b\n1;2')], ['utf-8', false, Buffer.from('a;b\né;2')], ['utf-8', true, Buffer.from('\ufeffa;b\né;2')], ['utf-16le', true, Buffer.from('\ufeffa;b\né;2', 'utf16le')],
    ['utf-16be', true, Buffer.from('\ufeffa;b\né;2', 'utf16le').swap16()], ['iso-8859-1', false, Buffer.from('a;b\né;2', 'latin1')], ['windows-1252', false, Buffer.from('a;b\n\x80\x8c\x92 é;2', 'latin1')],
  ] as const)('in %s, byte order mark %s, is read', async (encoding, bom, bytes) => {
    expect(await table(bytes)).toMatchObject({ encoding, bom, delimiter: ';', columns: ['a', 'b'] });
    expect((await table(bytes)).rows[0]!.cells['a']).toBe({ ascii: '1', 'windows-1252': '€Œ’ é' }[encoding as string] ?? 'é');
  });

  it('knows its delimiter where cells hold others, the line of each row, and rows of another width', async () => {
    const { delimiter, columns, rows } = await table('a\tb\tb\n"x, y\n;"\t1, 2\t3\n4\t5\n');
    expect([delimiter, columns]).toEqual(['\t', ['a', 'b', 'b (2)']]);
    expect(rows).toEqual([{ line: 2, cells: { a: 'x, y\n;', b: '1, 2', 'b (2)': '3' } }, { line: 4, cells: { a: '4', b: '5', 'b (2)': '' }, fault: '2 cells where the header has 3' }]);
  });

  it('gives every column a name of its own, and passes over rows of delimiters alone', async () => {
    const { columns, rows } = await table('a;a;a (2);;column 4\n1;2;3;4;5\n;;;;\n ; ;;;\n6;;;;\n');
    expect(columns).toEqual(['a', 'a (3)', 'a (2)', 'column 4', 'column 4 (2)']);
    expect(rows).toEqual([
      { line: 2, cells: { a: '1', 'a (3)': '2', 'a (2)': '3', 'column 4': '4', 'column 4 (2)': '5' } }, { line: 5, cells: { a: '6', 'a (3)': '', 'a (2)': '', 'column 4': '', 'column 4 (2)': '' } },
    ]);
  });

  it.each([
    ['sep=;\r\n', '\r\n'], ['sep=;\n', '\n'], ['\ufeffSEP=;\n', '\n'], ['"sep=;"\n', '\n'], ['sep=;\n', '\r\n'], ['sep=;\r\n', '\n'],
  ])('takes the delimiter that Excel names in a line of its own (%j, lines end with %j)', async (line, end) => {
    const { delimiter, columns, rows } = await table(`${line}a,b;c${end}1,2;"3"${end}4;5${end}`);
    expect([delimiter, columns]).toEqual([';', ['a,b', 'c']]);
    expect(rows).toEqual([{ line: 3, cells: { 'a,b': '1,2', c: '3' } }, { line: 4, cells: { 'a,b': '4', c: '5' } }]);
    await expect(table(`${line}a;b${end}"x`)).rejects.toThrow('line 3 is no CSV');
  });

  it.each([
    ['breaks of CRLF inside cells', 'a,b\r\n"1\r\n2\r\n3",x\r\n\r\n"é\r\n",y\r\nz,z\r\n', [2, 6, 8]],
    ['breaks of LF inside cells', 'a,b\r\n"1\n2",x\r\n"3\n",y\r\nz,z', [2, 4, 6]],
    ['rows that end otherwise than the header', 'a,b\n1,x\r\n2,y\r\n\n3,z', [2, 3, 5]],
    ['rows that end in CR', 'a,b\r1,x\r"2\r",y\r3,z', [2, 3, 5]],
  ])('says the line where each row begins, with %s', async (_, text, lines) => {
    expect((await table(text)).rows.map(({ line, cells }) => [line, cells['b']])).toEqual(lines.map((line, i) => [line, ['x', 'y', 'z'][i]]));
  });

  it('has quotes that stand for themselves in cells that do not begin with one', async () => {
    const { rows } = await table('a,b\r\n12" screen,a"b"c\r\n"""x"" y","z ""y"""\r\n" ""x""",""\r\n');
    expect(rows.map(({ line, cells }) => [line, cells['a'], cells['b']])).toEqual([[2, '12" screen', 'a"b"c'], [3, '"x" y', 'z "y"'], [4, '"x"', '']]);
  });

  it.each([
    ['a,b\r\n"1\r\n",x\r\n2,"x"y\r\n', 'line 4 is no CSV: a cell begins with a quote and does not end with it'],
    ['a,b\n1,"x\n2,"y"\n3,z\n', 'line 2 is no CSV: a cell begins with a quote and does not end with it'],
    ['a,b\n1, "x, y"\n', 'line 2 is no CSV: a cell begins with a quote and does not end with it, or has blanks before its quote'],
    ['a,b\n1,x\n2,"x\n3,y\n', 'line 3 is no CSV: the quote that a cell begins with there is not closed'],
    ['id;nom\n1;A\n4;"ouvert\n5;E\n', 'line 3 is no CSV: the quote that a cell begins with there is not closed'],
  ])('that is none by its quotes says what is wrong with them (%j)', (text, message) => expect(table(text)).rejects.toThrow(message));

  it('is refused where it is none', async () => {
    await expect(table('')).rejects.toThrow('no header');
    await expect(table('a,b\n"x')).rejects.toThrow(/line \d+ is no CSV/);
    await expect(table(Buffer.from('a,b\n\0'))).rejects.toThrow('zero byte');
    await expect(table(Buffer.concat([Buffer.from('a,b\né,à\nb,'), Buffer.from([0xe9, 0x0a])]))).rejects.toThrow('UTF-8 but for 1 bytes that are not, the first in line 3');
  });

  it('has a profile that counts and shows no value', async () => {
    const profile = profileOf(await table('mail,born,us,siren,n\na@b.fr,13/1/2000,1/13/2000,732829320,1\na@b.fr,1/2/2020,1/2/2020,732829321,2\nnone,,,,3\nnone,,,,3\n'), '2026-11-23');
    expect(profile).toMatchObject({ rows: 4, repeatedRows: 1, brokenLines: [] });
    expect(profile.columns).toEqual([
      { column: 'mail', filled: 4, distinct: 2, duplicates: 2, kind: 'email', valid: 2 },
      { column: 'born', filled: 2, distinct: 2, duplicates: 0, kind: 'date', valid: 2, formats: ['D/M/YYYY'], age: { youngest: 6, median: 6, oldest: 26, future: 0 } },
      { column: 'us', filled: 2, distinct: 2, duplicates: 0, kind: 'date', valid: 2, formats: ['M/D/YYYY'], age: { youngest: 6, median: 6, oldest: 26, future: 0 } },
      { column: 'siren', filled: 2, distinct: 2, duplicates: 0, kind: 'siren', valid: 1 },
      { column: 'n', filled: 4, distinct: 3, duplicates: 1, kind: 'number', valid: 4 },
    ]);
  });
});

describe('a mapping', () => {
  it('is refused with every fault named', () => {
    expect(() => parseMapping('system: Old System\nkind: company\nfacts: [{ attribute: a, value: { column: x, as: money } }]\nextra: 1', 'm.yaml')).toThrow(/system.*kind.*money|extra/s);
    expect(() => parseMapping('system: old\nkind: person\nid: id\nfacts: [{ attribute: a, value: b, validTo: { column: c, format: iso, inclusive: maybe } }]\nexcept: [{ column: d, is: yes }]', 'm.yaml')).toThrow(/facts\.0\.validTo\.inclusive must be boolean.*except\.0\.is must be array/s);
    expect(() => parseMapping('a: [', 'm.yaml')).toThrow('no YAML');
  });
});
