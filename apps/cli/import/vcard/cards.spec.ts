import { describe, expect, it } from '@jest/globals';
import { partsOf, quotedPrintable, readCards } from './cards.js';
import { recordsOf } from './records.js';

const read = (...lines: string[]) => readCards(lines.join('\r\n'));
const record = (...lines: string[]) => {
  const [reading] = recordsOf(read('BEGIN:VCARD', ...lines, 'END:VCARD'), { region: 'FR', match: ['email'] });
  if (!reading || !('record' in reading)) throw new Error(JSON.stringify(reading));
  return reading.record;
};

describe('cards', () => {
  it('are unfolded, grouped, and quoted-printable with soft breaks is joined in its charset', () => {
    const [card] = read('BEGIN:vCard', 'VERSION:2.1', 'FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Ren=E9=', '=20Dupont', 'item1.TEL;TYPE="work,cell";X=1:+33', ' 1', 'END:vCard');
    expect(card).toMatchObject({ version: '2.1', faults: [], properties: [{ name: 'FN', raw: 'René Dupont', line: 3 }, { name: 'TEL', group: 'item1', types: ['work', 'cell'], raw: '+33 1', line: 5 }] });
  });

  it('are unfolded as their version folds: before white space that stands there anyway, or by white space put in', () => {
    const folded = (version: string) => read('BEGIN:VCARD', `VERSION:${version}`, 'NOTE:This is folded', '  here', 'END:VCARD')[0]!.properties[0]!.raw;
    expect(['2.1', '3.0', '4.0'].map(folded)).toEqual(['This is folded  here', 'This is folded here', 'This is folded here']);
  });

  it('that are broken say where', () => {
    expect(read('BEGIN:VCARD', 'FN:A', 'nonsense', 'END:VCARD', 'BEGIN:VCARD', 'FN:B').map(({ faults }) => faults.map(({ line }) => line))).toEqual([[3], [5]]);
  });

  it('that are not ended or not begun take no other with them, and one inside another is passed over', () => {
    const names = (...lines: string[]) => recordsOf(read(...lines), { region: 'FR', match: [] }).map((reading) => ('record' in reading ? reading.record.facts.map(({ value }) => value) : reading.rejected));
    expect(names('BEGIN:VCARD', 'FN:Not ended', 'BEGIN:VCARD', 'FN:B', 'END:VCARD', 'FN:Not begun', 'END:VCARD', 'BEGIN:VCARD', 'FN:C', 'AGENT:', 'BEGIN:VCARD', 'FN:Inside', 'END:VCARD', 'END:VCARD', 'stray')).toEqual([
      { line: 1, reason: 'broken-card: the card is not ended' }, ['B'], { line: 6, reason: 'broken-card: the card is not begun' }, ['C'], { line: 15, reason: 'broken-card: the card is not begun' },
    ]);
    expect(names('BEGIN:VCARD', 'VERSION:4.0', 'KIND:group', 'FN:Friends', 'MEMBER:urn:uuid:03a0e51f', 'END:VCARD')).toEqual([{ line: 1, reason: 'kind-not-imported: the card is neither of a person nor of an organisation' }]);
  });

  it('tell what of them is not imported: one inside another, and a second name', () => {
    const { facts, notes } = record('VERSION:4.0', 'FN;ALTID=1;LANGUAGE=fr:Zoé Roy', 'FN;ALTID=1;LANGUAGE=en:Zoe King', 'N:Roy;Zoé;;;', 'AGENT:', 'BEGIN:VCARD', 'FN:Inside', 'TEL:+33611223344', 'END:VCARD');
    expect(facts.map(({ value }) => value)).toEqual(['Roy', 'Zoé']);
    expect(notes.map(({ place, reason }) => `${place}: ${reason}`)).toEqual(expect.arrayContaining(['line 7: a card inside another (AGENT) is not imported', 'FN: a card names one party once; the first is taken']));
  });

  it('part their values at what is not escaped', () => {
    expect(partsOf('a\\;b;c\\,d\\n;', ';')).toEqual(['a;b', 'c,d', '']);
    expect(quotedPrintable('=C3=A9=zz', 'utf-8')).toBe('é=zz');
    expect(partsOf(quotedPrintable('D=FCrst=3BM;=8Cil =80=5C=3B', 'windows-1252'), ';')).toEqual(['Dürst;M', 'Œil €;']);
  });

  it('become a person with an employment, its contact points at work, and where the rest went', () => {
    const { kind, facts, relations, notes, recordedAt, match } = record('VERSION:4.0', 'N:Doe;Jane;;;', 'ORG:Acme;Sales', 'TITLE:Head', 'TEL;TYPE=work:01 23 45 67 89', 'EMAIL;TYPE=home:jane@x.fr', 'PHOTO:data', 'X-ODD:1', 'REV:20120305T133254Z');
    expect([kind, recordedAt, match]).toEqual(['person', '2012-03-05T13:32:54.000Z', [{ by: 'email', value: 'jane@x.fr' }]]);
    expect(facts.map(({ attribute, value }) => [attribute, value])).toEqual([['name.usual', 'Doe'], ['name.given', 'Jane'], ['email', { address: 'jane@x.fr', use: 'personal' }]]);
    expect(relations).toMatchObject([{ type: 'employee-of', validFrom: { unknown: true, notLaterThan: '2012-03-05' }, named: { facts: [{ value: 'Acme' }] } }]);
    expect(relations[0]!.facts.map(({ attribute }) => attribute)).toEqual(['department', 'job-title', 'phone']);
    expect(notes.map(({ place }) => place)).toEqual(['PHOTO', 'X-ODD']);
  });

  it('of 2.1 escape nothing but the semicolon, and part nothing by commas', () => {
    const values = (version: string) => record(`VERSION:${version}`, 'N:Doe,Smith\\;Sons;Jane', 'NOTE:C:\\new\\;x, y').facts.map(({ value }) => value);
    expect(values('2.1')).toEqual(['Doe,Smith;Sons', 'Jane', 'C:\\new;x, y']);
    expect(values('4.0')).toEqual(['Doe Smith;Sons', 'Jane', 'C:\new;x, y']);
  });

  it('list names, prefixes and suffixes (RFC 6350, 6.2.2), and tell what has no place', () => {
    const told = (...lines: string[]) => {
      const { facts, notes } = record('VERSION:4.0', ...lines);
      return [facts.map(({ attribute, value }) => [attribute, value]), notes.map(({ place }) => place)];
    };
    expect(told('N:Martin,Dupont;Jean-Luc;Philip,Paul;M.,Dr', 'FN:M. Jean-Luc Martin Dupont')).toEqual([[['name.usual', 'Martin Dupont'], ['name.given', 'Jean-Luc Philip Paul'], ['civility', 'm']], ['N']]);
    expect(told('N:Martin;Robert', 'FN:Bob', 'CLASS:PRIVATE', 'GENDER:O;fluid')).toEqual([[['name.usual', 'Martin'], ['name.given', 'Robert'], ['gender', 'other']], ['FN', 'CLASS', 'GENDER']]);
    expect(told('N:Martin;Robert', 'FN:MARTIN, Robert', 'CLASS:public', 'GENDER:M')[1]).toEqual([]);
    expect(told('N:Martin', 'URL:mailto:bob@x.fr?subject=Hi', 'URL:ftp://x.fr/a', 'TEL:0140205052 x44')).toEqual([[['name.usual', 'Martin'], ['email', 'bob@x.fr'], ['phone', '+33140205052']], ['URL', 'TEL']]);
  });

  it('have the language that is preferred', () => {
    const language = (...lines: string[]) => {
      const { facts, notes } = record('VERSION:4.0', 'N:Martin', ...lines);
      return [...facts.filter(({ attribute }) => attribute === 'language').map(({ value }) => value), ...notes.map(({ place }) => place)];
    };
    expect(language('LANG;PREF=2:en')).toEqual(['en']);
    expect(language('LANG:de', 'LANG;PREF=2:en', 'LANG;PREF=1:fr')).toEqual(['fr', 'LANG', 'LANG']);
    expect(language('LANG:de', 'LANG:en')).toEqual(['de', 'LANG']);
  });

  it('that name an organisation alone are one', () => {
    expect(record('VERSION:3.0', 'FN:Acme', 'N:;;;;', 'ORG:Acme', 'TEL:+33123456789')).toMatchObject({ kind: 'organisation', relations: [], facts: [{ attribute: 'name.trade', value: 'Acme' }, { attribute: 'phone' }] });
  });

  it('tell who somebody is on networks, by IMPP and profiles, with what Apple adds', () => {
    const social = (...lines: string[]) => {
      const { facts, notes } = record('VERSION:4.0', 'N:Doe;Jane;;;', ...lines);
      return { told: facts.filter(({ attribute }) => attribute === 'social').map(({ value }) => value), notes: notes.map(({ place }) => place) };
    };
    expect(social(
      'IMPP;PREF=1:xmpp:jane@example.com', 'IMPP;TYPE=work:skype:jane.doe', 'IMPP;X-SERVICE-TYPE=Facebook;type=HOME:xmpp:jane', 'X-JABBER:jane@example.com',
      'X-SOCIALPROFILE;type=twitter;x-user=jane:http://twitter.com/jane', 'X-SOCIALPROFILE;type=pref:https://www.linkedin.com/in/jane', 'SOCIALPROFILE;SERVICE-TYPE=Mastodon:https://example.com/@jane',
    )).toEqual({
      told: [
        { network: 'jabber', handle: 'jane@example.com' }, { network: 'skype', handle: 'jane.doe', use: 'professional' }, { network: 'facebook', handle: 'jane', use: 'personal' },
        { network: 'twitter', handle: 'jane' }, { network: 'linkedin', handle: 'https://www.linkedin.com/in/jane' }, { network: 'mastodon', handle: 'https://example.com/@jane' },
      ],
      notes: [],
    });
    expect(social('IMPP:jane')).toEqual({ told: [], notes: ['IMPP'] });
    expect(social('X-SOCIALPROFILE:https://fr.linkedin.com/in/jane', 'X-SOCIALPROFILE;X-USER=:https://m.facebook.com/jane', 'IMPP;X-SERVICE-TYPE=GoogleTalk:xmpp:jane', 'IMPP:xmpp:jane%40example.com', 'IMPP:skype:jane.doe?chat').told).toEqual([
      { network: 'linkedin', handle: 'https://fr.linkedin.com/in/jane' }, { network: 'facebook', handle: 'https://m.facebook.com/jane' }, { network: 'google-talk', handle: 'jane' }, { network: 'jabber', handle: 'jane@example.com' }, { network: 'skype', handle: 'jane.doe' },
    ]);
  });
});
