/**
 * An agenda as an iCalendar stream (RFC 5545): a VEVENT for each planned interaction, a VTODO for each task. Instants are written
 * in UTC, which needs no time zone definition and is never ambiguous, also in the night the clocks change; days are written as days.
 * Who is met, or whom a task is about, stands in CONTACT (3.8.4.2), each by itself, and the first few behind the subject, where every
 * program shows it. An ATTENDEE would be a mail address, to which programs send invitations.
 */
import ICAL from 'ical.js';
import type { Priority } from '#libs/tasks/events.js';
import type { Instant } from '#libs/temporal/dates.js';
import type { AgendaItem, PlannedInteractionAnswer, TaskAnswer } from '#projections/queries/tasks.js';

/** As RFC 5545, 3.8.1.9 reads them: 1 the highest, 9 the lowest. */
const PRIORITY: Readonly<Record<Priority, number>> = { urgent: 1, high: 3, normal: 5, low: 9 };
const TASK_STATUS = { open: 'NEEDS-ACTION', done: 'COMPLETED', cancelled: 'CANCELLED' } as const;
/** What was missed did not take place: programs know no other word for it. */
const EVENT_STATUS = { proposed: 'TENTATIVE', confirmed: 'CONFIRMED', held: 'CONFIRMED', missed: 'CANCELLED', cancelled: 'CANCELLED' } as const;

// Octets of a line. The library does not count the space that a folded line goes on after.
ICAL.foldLength = 74;

/** Names behind a subject: what a program shows in a line. */
const NAMES_IN_SUMMARY = 3;

/** Whose agenda it is, and what the others in it are called; who has no name is not named. */
export interface CalendarPeople {
  /** The party, and those that are one with it. */
  readonly own: readonly string[];
  readonly names: ReadonlyMap<string, string>;
}

/** Those on the other side than whose agenda it is, or whom the task is about. */
export function othersIn(item: AgendaItem, own: readonly string[]): string[] {
  if (item.type === 'task') return item.about.map(({ partyId }) => partyId).filter((partyId) => !own.includes(partyId));
  const sides = item.participants.filter(({ partyId }) => own.includes(partyId)).map(({ side }) => side);
  return item.participants.filter(({ partyId, side }) => !sides.includes(side) && !own.includes(partyId)).map(({ partyId }) => partyId);
}

export function calendarOf(items: readonly AgendaItem[], { own, names }: CalendarPeople): string {
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('prodid', '-//Annals//Agenda//EN');
  calendar.addPropertyWithValue('calscale', 'GREGORIAN');
  if (items.length === 0) calendar.addSubcomponent(utcZone());
  for (const item of items) {
    const others = [...new Set(othersIn(item, own).flatMap((partyId) => names.get(partyId) ?? []))];
    calendar.addSubcomponent(item.type === 'task' ? todo(item, others) : event(item, others));
  }
  return `${calendar.toString()}\r\n`;
}

/** A calendar has one component at least (RFC 5545, 3.6): where nothing is planned, the zone that its instants would be in. */
const utcZone = (): ICAL.Component => new ICAL.Component(['vtimezone', [['tzid', {}, 'text', 'UTC']], [
  ['standard', [['dtstart', {}, 'date-time', '1970-01-01T00:00:00'], ['tzoffsetfrom', {}, 'utc-offset', '+00:00'], ['tzoffsetto', {}, 'utc-offset', '+00:00']], []],
]]);

function todo(task: TaskAnswer, others: readonly string[]): ICAL.Component {
  const component = entry('vtodo', `task-${task.taskId}`, task, others);
  component.addPropertyWithValue('status', TASK_STATUS[task.status]);
  component.addPropertyWithValue('priority', PRIORITY[task.priority]);
  if (task.due) component.addPropertyWithValue('due', 'date' in task.due ? ICAL.Time.fromDateString(task.due.date) : utc(task.due.at));
  if (task.status === 'done') {
    component.addPropertyWithValue('completed', utc(task.closedAt!));
    component.addPropertyWithValue('percent-complete', 100);
  }
  if (task.notes !== null) component.addPropertyWithValue('description', textOf(task.notes));
  return component;
}

function event(planned: PlannedInteractionAnswer, others: readonly string[]): ICAL.Component {
  const component = entry('vevent', `plannedInteraction-${planned.plannedInteractionId}`, planned, others);
  component.addPropertyWithValue('status', EVENT_STATUS[planned.status]);
  component.addPropertyWithValue('dtstart', utc(planned.startsAt));
  component.addPropertyWithValue('dtend', utc(planned.endsAt));
  component.addPropertyWithValue('categories', planned.kind);
  if (planned.place !== null) component.addPropertyWithValue('location', textOf(planned.place));
  if (planned.objective !== null) component.addPropertyWithValue('description', textOf(planned.objective));
  return component;
}

/** What both have. The revision grows with every change, as SEQUENCE must; the UID is the same for ever and everywhere. */
function entry(name: 'vtodo' | 'vevent', uid: string, { subject, revision, createdAt, recordedAt }: TaskAnswer | PlannedInteractionAnswer, others: readonly string[]): ICAL.Component {
  const component = new ICAL.Component(name);
  component.addPropertyWithValue('uid', `${uid}@annals`);
  component.addPropertyWithValue('sequence', revision);
  component.addPropertyWithValue('dtstamp', utc(recordedAt));
  component.addPropertyWithValue('last-modified', utc(recordedAt));
  component.addPropertyWithValue('created', utc(createdAt));
  // What was erased has no words any more; an entry needs none.
  const shown = [...others.slice(0, NAMES_IN_SUMMARY), ...(others.length > NAMES_IN_SUMMARY ? ['…'] : [])].join(', ');
  if (subject !== null || shown !== '') component.addPropertyWithValue('summary', textOf(subject === null ? shown : shown === '' ? subject : `${subject} (${shown})`));
  for (const name of others) component.addPropertyWithValue('contact', textOf(name));
  return component;
}

/**
 * A text as RFC 5545, 3.3.11 lets it be: lines end with a line feed, and of other control characters there are tabs alone. The
 * library escapes line feeds only, so a carriage return would begin a line of its own with some readers.
 */
const textOf = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/(?![\t\n])\p{Cc}/gu, '');

/** In whole seconds, which is all that the format knows. */
const utc = (instant: Instant): ICAL.Time => ICAL.Time.fromDateTimeString(`${instant.slice(0, 19)}Z`);
