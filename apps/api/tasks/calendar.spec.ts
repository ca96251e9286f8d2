/** What a calendar program makes of the feed: read back here line by line as RFC 5545 says, and by nothing of what wrote it. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import ICAL from 'ical.js';
import type { AgendaItem } from '#projections/queries/tasks.js';
import { calendarOf } from './calendar.js';

const RECORDED = { revision: 3, createdAt: '2024-03-01T08:00:00.000Z', recordedAt: '2024-03-02T09:10:11.987Z' };
const TASK: AgendaItem = {
  type: 'task', taskId: 'aaaa', status: 'open', overdue: false, subject: 'Call', notes: null, about: [], interactionId: null, assigneeId: 'ann', due: { date: '2024-05-02' }, priority: 'high', closedAt: null,
  outcome: null, reason: null, note: null, ...RECORDED,
};
const VISIT: AgendaItem = {
  type: 'planned-interaction', plannedInteractionId: 'bbbb', status: 'confirmed', kind: 'visit', participants: [], startsAt: '2024-03-31T00:30:00.000Z', endsAt: '2024-03-31T01:30:00.000Z', zone: 'Europe/Paris',
  durationMinutes: 60, subject: 'Spring', objective: null, place: 'Nantes; rue "A", 3\\b', interactionId: null, closedAt: null, reason: null, note: null, ...RECORDED,
};

interface Read {
  readonly name: string;
  readonly properties: Record<string, string>;
  readonly components: Read[];
}

/** RFC 5545, 3.1 and 3.6: lines end with CRLF, have at most 75 octets, go on after a space; components nest. */
function read(text: string): Read {
  expect(text.endsWith('\r\n')).toBe(true);
  const folded = text.slice(0, -2).split('\r\n');
  for (const line of folded) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(line).not.toMatch(/[\r\n]/);
  }
  const root: Read = { name: '', properties: {}, components: [] };
  const open = [root];
  for (const line of folded.join('\r\n').replaceAll('\r\n ', '').split('\r\n')) {
    const [, name, , value] = /^([A-Z-]+)((?:;[^:"]*(?:"[^"]*")?)*):(.*)$/s.exec(line)!;
    if (name === 'BEGIN') {
      const component = { name: value!, properties: {}, components: [] };
      open.at(-1)!.components.push(component);
      open.push(component);
    } else if (name === 'END') {
      expect(open.pop()!.name).toBe(value);
    } else {
      const { properties } = open.at(-1)!;
      // Of those used here CONTACT alone may stand there twice.
      if (name !== 'CONTACT') expect(properties).not.toHaveProperty(name!);
      properties[name!] = properties[name!] === undefined ? value! : `${properties[name!]!}\n${value!}`;
    }
  }
  expect(open).toHaveLength(1);
  return root.components[0]!;
}

/** 3.3.11 */
const unescaped = (text: string): string => text.replace(/\\([\\;,nN])/g, (_, one: string) => (one === 'n' || one === 'N' ? '\n' : one));
const NAMES = new Map([['ann', 'Ann'], ['ybert', 'Ybert; fils, "Nantes"'], ['zola', 'Zola'], ['brico', 'Brico A'], ['five', 'Fünf']]);
const calendar = (...items: AgendaItem[]): string => calendarOf(items, { own: ['ann'], names: NAMES });
const only = (item: AgendaItem): Read => read(calendar(item)).components[0]!;

describe('an agenda as iCalendar', () => {
  it('is a calendar of version 2.0, and has a component also when nothing is planned', () => {
    expect(read(calendar())).toEqual({
      name: 'VCALENDAR', properties: { VERSION: '2.0', PRODID: '-//Annals//Agenda//EN', CALSCALE: 'GREGORIAN' },
      components: [{ name: 'VTIMEZONE', properties: { TZID: 'UTC' }, components: [{ name: 'STANDARD', properties: { DTSTART: '19700101T000000', TZOFFSETFROM: '+0000', TZOFFSETTO: '+0000' }, components: [] }] }],
    });
    expect(read(calendar(TASK)).components).toHaveLength(1);
  });

  it('tells a planned interaction as an event, in UTC, in the night the clocks change too', () => {
    expect(only(VISIT)).toEqual({
      name: 'VEVENT', components: [],
      properties: {
        UID: 'plannedInteraction-bbbb@annals', SEQUENCE: '3', DTSTAMP: '20240302T091011Z', 'LAST-MODIFIED': '20240302T091011Z', CREATED: '20240301T080000Z', SUMMARY: 'Spring', STATUS: 'CONFIRMED',
        DTSTART: '20240331T003000Z', DTEND: '20240331T013000Z', CATEGORIES: 'visit', LOCATION: 'Nantes\\; rue "A"\\, 3\\\\b',
      },
    });
  });

  it('tells a task as a to-do, by day or by instant', () => {
    expect(only(TASK).properties).toMatchObject({ UID: 'task-aaaa@annals', DUE: '20240502', STATUS: 'NEEDS-ACTION', PRIORITY: '3' });
    expect(calendar(TASK)).toContain('DUE;VALUE=DATE:20240502');
    expect(only({ ...TASK, due: { at: '2024-10-27T00:30:00.000Z', zone: 'Europe/Paris' } }).properties).toMatchObject({ DUE: '20241027T003000Z' });
    expect(only({ ...TASK, status: 'done', closedAt: '2024-05-01T10:00:00.000Z' }).properties).toMatchObject({ STATUS: 'COMPLETED', COMPLETED: '20240501T100000Z', 'PERCENT-COMPLETE': '100' });
  });

  it('keeps what was cancelled, with that status', () => {
    expect(only({ ...VISIT, status: 'cancelled' }).properties).toMatchObject({ STATUS: 'CANCELLED' });
    expect(only({ ...VISIT, status: 'proposed' }).properties).toMatchObject({ STATUS: 'TENTATIVE' });
    expect(only({ ...TASK, status: 'cancelled' }).properties).toMatchObject({ STATUS: 'CANCELLED' });
  });

  it('says who is met, or whom a task is about: behind the subject, and each as a contact', () => {
    const participants = [{ partyId: 'ann', side: 'us' }, { partyId: 'zola', side: 'us' }, { partyId: 'ybert', side: 'them' }, { partyId: 'unnamed', side: 'them' }] as const;
    const visit = only({ ...VISIT, participants }).properties;
    expect([visit['SUMMARY'], visit['CONTACT']].map((value) => unescaped(value!))).toEqual(['Spring (Ybert; fils, "Nantes")', 'Ybert; fils, "Nantes"']);
    const about = ['ann', 'brico', 'zola', 'ybert', 'five'].map((partyId) => ({ partyId }));
    const task = only({ ...TASK, about }).properties;
    expect([task['SUMMARY'], task['CONTACT']].map((value) => unescaped(value!))).toEqual(['Call (Brico A, Zola, Ybert; fils, "Nantes", …)', 'Brico A\nZola\nYbert; fils, "Nantes"\nFünf']);
    // From the other side.
    expect(read(calendarOf([{ ...VISIT, participants }], { own: ['ybert'], names: NAMES })).components[0]!.properties['SUMMARY']).toBe('Spring (Ann\\, Zola)');
    expect(new ICAL.Component(ICAL.parse(calendar({ ...TASK, about })) as unknown[]).getFirstSubcomponent('vtodo')!.getAllProperties('contact').map((one) => one.getFirstValue())).toEqual(['Brico A', 'Zola', 'Ybert; fils, "Nantes"', 'Fünf']);
  });

  it('has no words for what was erased', () => {
    expect(only({ ...VISIT, subject: null, place: null }).properties).not.toHaveProperty('SUMMARY');
  });

  it('gives back every text as it was, whatever is in it', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }).filter((text) => !/\p{Cc}/u.test(text)), fc.constantFrom('', '\n', ';,\\n', 'é'.repeat(80), 'BEGIN:VEVENT\nEND:VEVENT'), (text, more) => {
      const { properties } = only({ ...VISIT, subject: text + more, objective: more + text });
      expect(unescaped(properties['SUMMARY']!)).toBe(text + more);
      expect(unescaped(properties['DESCRIPTION']!)).toBe(more + text);
    }));
  });

  it('folds a long text again and again, each line of 75 octets at most', () => {
    for (const text of ['x'.repeat(1_000), 'é'.repeat(500), 'a👩‍👩‍👧'.repeat(100)]) expect(unescaped(only({ ...TASK, notes: text }).properties['DESCRIPTION']!)).toBe(text);
  });

  it('lets no other line be smuggled in', () => {
    for (const breaking of ['a\r\nATTENDEE:mailto:x', 'a\rATTENDEE:x', 'a\u0085b', 'a\u2028b', 'a\u0007b']) {
      expect(only({ ...VISIT, subject: breaking }).properties).not.toHaveProperty('ATTENDEE');
    }
  });
});
