/** Questions about tasks and planned interactions, on both clocks. */
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ProblemCode } from '#libs/platform/problem-codes.js';
import { isUuid } from '#libs/platform/uuid.js';
import { plannedInteractionStream, PRIORITIES, taskStream } from '#libs/tasks/events.js';
import { addDays, firstDay, isCalendarDate, type Day } from '#libs/temporal/dates.js';
import { askedAt } from '#projections/queries/moment.js';
import { reassignmentProgress } from '#projections/queries/open-work.js';
import { DEFAULT_PAGE, MAX_PAGE, oneParty, partiesById } from '#projections/queries/parties.js';
import { QueryParts } from '#projections/queries/query-parts.js';
import { partiesThatAreOne } from '#projections/queries/parties-that-are-one.js';
import { agendaOf, listTasks, MAX_AGENDA, MAX_AGENDA_DAYS, onePlannedInteraction, oneTask, type AgendaItem, type PinnedInstant, type TaskFilter, type TaskPlace } from '#projections/queries/tasks.js';
import { Http, type Exchange } from '../commands/command-endpoint.js';
import { isDay, isInstant, listUnder, readListCursor, writeListCursor, type Part } from '../http/cursor.js';
import { KNOWN, MOMENT, pathId, QueryString } from '../http/query-string.js';
import { streamHistory } from '../http/stream-history.js';
import { AS_OF_INSTANT, examples, HISTORY, POSITION, QueryOperation } from '../openapi/query-documentation.js';
import { calendarOf, othersIn } from './calendar.js';
import { AGENDA, PLANNED_INTERACTION, plannedExample, REASSIGNMENT, reassignmentExample, TASK, TASK_LIST, taskExample } from './task-schemas.js';

const LIST = ['status', 'priority', 'dueFrom', 'dueTo', 'overdue', 'limit', 'cursor'] as const;
/** Day, instant and id of the last task of a page. */
const PLACE: readonly Part[] = [(day) => day === 'infinity' || isDay(day), (at) => at === '-infinity' || isInstant(at), isUuid];
/** Days before and after the moment that an agenda reaches over when nothing is said: what a calendar program shows. */
const PAST_DAYS = 31;
const AHEAD_DAYS = 366;
const CALENDAR = 'text/calendar; charset=utf-8';
const CALENDAR_EXAMPLE = calendarOf([{ type: 'task', ...taskExample }], { own: [taskExample.assigneeId], names: new Map([[examples.item.partyId, 'Brico A']]) });
const AT_EXAMPLE = { knownAt: examples.position, position: examples.position };

const FILTERS = {
  status: { description: 'With this status on the day.', example: 'open', schema: { enum: ['open', 'done', 'cancelled'] } },
  priority: { description: 'Of this priority.', example: 'high', schema: { enum: [...PRIORITIES] } },
  dueFrom: { description: 'Due on this day or later; a reduced date is its first day.', example: '2024-05-01' },
  dueTo: { description: 'Due before this day; a reduced date is its first day.', example: '2024-06-01' },
  overdue: { description: 'Whether it is open and its day or instant has passed as of `asOf`. The day it is due by is over at its end.', example: 'true', schema: { enum: ['true', 'false'] } },
  limit: { description: `At most this many (1 to ${MAX_PAGE}).`, example: 50, schema: { type: 'integer', minimum: 1, maximum: MAX_PAGE } },
  cursor: { description: 'The `next` of the page before.', example: 'eyJhIjoiIn0' },
};
const WINDOW = {
  from: { description: `From this day on (a reduced date is its first day); ${PAST_DAYS} days before \`asOf\`, when left out; before \`to\`, where only that is given. When left out, tasks that were due before and are still open are there as well.`, example: '2024-05-01' },
  to: { description: `Before this day (a reduced date is its first day), at most ${MAX_AGENDA_DAYS} days later; ${AHEAD_DAYS} days after \`asOf\`, when left out; after \`from\`, where only that is given.`, example: '2024-06-01' },
};

/** What an agenda holds from one day on and before another, and whose it is: a party, and those that are one with it. */
interface Entries extends PinnedInstant {
  readonly items: readonly AgendaItem[];
  readonly own: readonly string[];
  readonly from: Day;
  readonly to: Day;
}

@ApiTags('Tasks')
@Controller('v1')
export class TaskQueriesController {
  constructor(private readonly parts: QueryParts) {}

  @Get('tasks')
  @QueryOperation({
    operationId: 'list-tasks', summary: 'List tasks', description: 'In the order in which they are due, those without a due date last. Both clocks are fixed by the first page and stand in its cursor.',
    query: { assignee: { description: 'Whose they are on the day: a party.', example: plannedExample.participants[0].partyId }, about: { description: 'About this party.', example: examples.item.partyId }, ...FILTERS },
    answers: 'A page; `next` is null on the last.', schema: TASK_LIST, example: { items: [taskExample], next: null, asOf: '2024-04-15', asOfInstant: '2024-04-15T21:59:59.999Z', knownAt: examples.position, position: examples.position }, problems: ['cursor-invalid'],
  })
  async list(@Http() http: Exchange) {
    const query = new QueryString(http.request, [...MOMENT, 'assignee', 'about', ...LIST]);
    const [assignee, about] = [query.uuid('assignee'), query.uuid('about')];
    return this.page(http, query, { assignee, about }, async (position) => ({
      ...(assignee !== undefined && { assignee: await partiesThatAreOne(this.parts.pool, assignee, position) }),
      ...(about !== undefined && { about: await partiesThatAreOne(this.parts.pool, about, position) }),
    }));
  }

  @Get('tasks/:taskId')
  @QueryOperation({
    operationId: 'get-task', summary: 'One task', path: ['taskId'], answers: 'What it is as of the moment.', schema: { ...TASK, properties: { ...TASK.properties, ...AS_OF_INSTANT, knownAt: POSITION, position: POSITION } },
    example: { ...taskExample, asOf: '2024-04-15', asOfInstant: '2024-04-15T21:59:59.999Z', knownAt: examples.position, position: examples.position }, problems: ['task-not-found'],
  })
  async task(@Http() { request, reply }: Exchange) {
    const query = new QueryString(request, MOMENT);
    query.done();
    const moment = await this.moment(query);
    const task = await oneTask(this.parts.pool, pathId(request, 'taskId'), moment);
    void reply.header('etag', `"${task.revision}"`);
    return { ...task, ...askedAt(moment), ...this.at(task.position) };
  }

  @Get('planned-interactions/:plannedInteractionId')
  @QueryOperation({
    operationId: 'get-planned-interaction', summary: 'One planned interaction', path: ['plannedInteractionId'], answers: 'What it is as of the moment.',
    schema: { ...PLANNED_INTERACTION, properties: { ...PLANNED_INTERACTION.properties, ...AS_OF_INSTANT, knownAt: POSITION, position: POSITION } },
    example: { ...plannedExample, asOf: '2024-04-15', asOfInstant: '2024-04-15T21:59:59.999Z', knownAt: examples.position, position: examples.position }, problems: ['planned-interaction-not-found'],
  })
  async planned(@Http() { request, reply }: Exchange) {
    const query = new QueryString(request, MOMENT);
    query.done();
    const moment = await this.moment(query);
    const planned = await onePlannedInteraction(this.parts.pool, pathId(request, 'plannedInteractionId'), moment);
    void reply.header('etag', `"${planned.revision}"`);
    return { ...planned, ...askedAt(moment), ...this.at(planned.position) };
  }

  @Get('tasks/:taskId/history')
  @QueryOperation({
    operationId: 'get-task-history', summary: 'How what is known of a task came about', description: 'Created, assigned, rescheduled, amended, done, cancelled, reopened: what each said, with its note, who, when and why.', moment: 'known', path: ['taskId'],
    answers: 'All entries, in the order recorded.', schema: HISTORY, example: { items: [{ ...examples.event, type: 'TaskRescheduled', data: { due: { date: '2024-05-02' }, at: '2024-04-12T08:00:00.000Z', note: 'They are away' } }], ...AT_EXAMPLE }, problems: ['task-not-found'],
  })
  taskHistory(@Http() { request }: Exchange) {
    return this.history(new QueryString(request, KNOWN), taskStream(pathId(request, 'taskId')), 'task-not-found');
  }

  @Get('planned-interactions/:plannedInteractionId/history')
  @QueryOperation({
    operationId: 'get-planned-interaction-history', summary: 'How what is known of a planned interaction came about', description: 'Proposed, confirmed, moved, handed over, held, missed, cancelled: what each said, with its note, who, when and why.', moment: 'known', path: ['plannedInteractionId'],
    answers: 'All entries, in the order recorded.', schema: HISTORY, example: { items: [{ ...examples.event, type: 'PlannedInteractionConfirmed', data: { at: '2024-04-13T08:00:00.000Z', note: 'By e-mail' } }], ...AT_EXAMPLE }, problems: ['planned-interaction-not-found'],
  })
  plannedHistory(@Http() { request }: Exchange) {
    return this.history(new QueryString(request, KNOWN), plannedInteractionStream(pathId(request, 'plannedInteractionId')), 'planned-interaction-not-found');
  }

  @Get('task-reassignments/:reassignmentId')
  @QueryOperation({
    operationId: 'get-task-reassignment', summary: 'How far a hand-over of tasks is', path: ['reassignmentId'], moment: false, ofReadModels: true, query: { after: { description: 'Wait until the answer shows this position.', example: examples.position } },
    answers: 'Counts, as of now.', schema: REASSIGNMENT, example: reassignmentExample, problems: ['not-found', 'not-yet-projected'],
  })
  async reassignment(@Http() { request }: Exchange) {
    const query = new QueryString(request, ['after']);
    query.done();
    await this.parts.moments.resolve({ after: query.text('after') });
    return reassignmentProgress(this.parts.pool, pathId(request, 'reassignmentId'));
  }

  @Get('parties/:partyId/tasks')
  @QueryOperation({
    operationId: 'list-party-tasks', summary: 'Tasks about a party', description: 'Also those about parties that turned out to be the same one. In the order in which they are due.', path: ['partyId'], query: FILTERS,
    answers: 'A page; `next` is null on the last.', schema: TASK_LIST, example: { items: [taskExample], next: null, asOf: '2024-04-15', asOfInstant: '2024-04-15T21:59:59.999Z', knownAt: examples.position, position: examples.position },
    problems: ['cursor-invalid', 'party-not-found', 'erased'],
  })
  async ofParty(@Http() http: Exchange) {
    const query = new QueryString(http.request, [...MOMENT, ...LIST]);
    const partyId = pathId(http.request, 'partyId');
    return this.page(http, query, { about: partyId }, async (position, asOf) => {
      await oneParty(this.parts.pool, partyId, { asOf, position });
      return { about: await partiesThatAreOne(this.parts.pool, partyId, position) };
    });
  }

  @Get('parties/:partyId/agenda')
  @QueryOperation({
    operationId: 'get-agenda', summary: 'The agenda of a person: tasks due and planned interactions',
    description: `By day, as the zone of each entry counts days; closed and cancelled ones too. A planned interaction stands in the agendas of those who take part when it begins. At most ${MAX_AGENDA} entries. As iCalendar (RFC 5545) where \`Accept\` prefers \`text/calendar\` to JSON.`, path: ['partyId'], query: WINDOW,
    answers: 'The entries, by day and time.', schema: AGENDA,
    example: { items: [{ type: 'task', ...taskExample }, { type: 'planned-interaction', ...plannedExample }], from: '2024-05-01', to: '2024-06-01', asOf: '2024-04-15', asOfInstant: '2024-04-15T21:59:59.999Z', knownAt: examples.position, position: examples.position },
    problems: ['party-not-found', 'erased', 'too-many'],
  })
  async agenda(@Http() http: Exchange) {
    const agenda = await this.entries(http);
    void http.reply.header('vary', 'accept');
    if (wantsCalendar(http.request.headers.accept ?? '')) return this.calendar(http, agenda);
    const { items, from, to, position } = agenda;
    return { items, from, to, ...askedAt(agenda), ...this.at(position) };
  }

  @Get('parties/:partyId/agenda.ics')
  @QueryOperation({
    operationId: 'get-agenda-calendar', summary: 'The agenda of a person as an iCalendar feed', description: 'For calendar programs to subscribe to (RFC 5545): VEVENT and VTODO, instants in UTC; who is met, or whom a task is about, by name behind the subject and as CONTACT.', path: ['partyId'], query: WINDOW,
    answers: 'A calendar (`text/calendar`).', schema: { type: 'string' }, example: CALENDAR_EXAMPLE, problems: ['party-not-found', 'erased', 'too-many'],
  })
  async feed(@Http() http: Exchange) {
    return this.calendar(http, await this.entries(http));
  }

  private async calendar({ reply }: Exchange, { items, own, asOf, position }: Entries): Promise<string> {
    const others = [...new Set(items.flatMap((item) => othersIn(item, own)))];
    const found = await partiesById(this.parts.pool, others, { asOf, position });
    void reply.header('content-type', CALENDAR);
    return calendarOf(items, { own, names: new Map(found.flatMap(({ displayName }, i) => (displayName === null ? [] : [[others[i]!, displayName]]))) });
  }

  private async entries({ request, reply }: Exchange): Promise<Entries> {
    const query = new QueryString(request, [...MOMENT, 'from', 'to']);
    const [from, to] = [dayIn(query, 'from'), dayIn(query, 'to')];
    query.done();
    const partyId = pathId(request, 'partyId');
    const moment = await this.pinned(query);
    const window = { from: from ?? addDays(to ?? moment.asOf, -PAST_DAYS), to: to ?? addDays(from ?? moment.asOf, AHEAD_DAYS) };
    if (window.to <= window.from || window.to > addDays(window.from, MAX_AGENDA_DAYS)) {
      query.fault({ path: 'to', expected: `a day after ${window.from}, at most ${MAX_AGENDA_DAYS} days later`, got: window.to });
      query.done();
    }
    await oneParty(this.parts.pool, partyId, moment);
    const own = await partiesThatAreOne(this.parts.pool, partyId, moment.position);
    const items = await agendaOf(this.parts.pool, own, moment, { ...window, withOverdue: from === undefined });
    void reply.header('annals-position', this.parts.moments.format(moment.position));
    return { items, own, ...window, ...moment };
  }

  private async page({ reply }: Exchange, query: QueryString, asked: { readonly assignee?: string | undefined; readonly about?: string | undefined }, whose: (position: bigint, asOf: Day) => Promise<Pick<TaskFilter, 'assignee' | 'about'>>) {
    const filter = {
      status: query.oneOf('status', ['open', 'done', 'cancelled'] as const), priority: query.oneOf('priority', PRIORITIES), dueFrom: dayIn(query, 'dueFrom'), dueTo: dayIn(query, 'dueTo'),
    };
    const limit = query.count('limit', DEFAULT_PAGE, MAX_PAGE);
    const overdue = query.oneOf('overdue', ['true', 'false'] as const);
    const cursor = query.text('cursor');
    query.done();
    const { moments, pool } = this.parts;
    const list = listUnder(this.parts, 'tasks', { ...asked, ...filter, overdue });
    const page = cursor === undefined ? undefined : await readListCursor(cursor, list, PLACE, moments);
    const moment: PinnedInstant = page ?? (await this.pinned(query));
    const after = page && (page.after as unknown as TaskPlace);
    const { items, next } = await listTasks(pool, moment, { ...filter, ...(await whose(moment.position, moment.asOf)), overdue: overdue && overdue === 'true', limit, after });
    void reply.header('annals-position', moments.format(moment.position));
    return { items, next: next ? writeListCursor(list, { ...moment, after: next }, moments) : null, ...askedAt(moment), ...this.at(moment.position) };
  }

  private async history(query: QueryString, stream: string, notFound: ProblemCode) {
    query.done();
    const { position } = await this.pinned(query);
    return streamHistory(this.parts, [stream], position, notFound);
  }

  private moment(query: QueryString) {
    return this.parts.moments.resolve({ asOf: query.text('asOf'), knownAt: query.text('knownAt'), after: query.text('after') });
  }

  /** A moment whose position is fixed, for answers of several statements. */
  private async pinned(query: QueryString): Promise<PinnedInstant> {
    const { asOf, before, position } = await this.moment(query);
    return { asOf, before, position: position ?? this.parts.projecting.state.position };
  }

  private at(position: bigint): { knownAt: string; position: string } {
    const token = this.parts.moments.format(position);
    return { knownAt: token, position: token };
  }
}

function dayIn(query: QueryString, name: string): Day | undefined {
  const value = query.text(name);
  if (value === undefined || isCalendarDate(value)) return value && firstDay(value);
  query.fault({ path: name, expected: 'a date, such as 2024-05-02 or 2024-05', got: value.slice(0, 64) });
  return undefined;
}

/** Whether somebody would rather have a calendar than JSON: as much is enough where calendars are named. */
function wantsCalendar(accept: string): boolean {
  const accepted = new Map(accept.toLowerCase().split(',').map((one) => {
    const [type = '', ...parameters] = one.split(';').map((part) => part.trim());
    return [type, Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1)] as const;
  }));
  // What is named decides before what is meant with others (RFC 9110, 12.5.1).
  const weightOf = (type: string): number => [type, `${type.split('/')[0]!}/*`, '*/*'].map((range) => accepted.get(range)).find((weight) => weight !== undefined) ?? 0;
  const [calendar, json] = [weightOf('text/calendar'), weightOf('application/json')];
  return calendar > json || (calendar > 0 && calendar === json && accepted.has('text/calendar'));
}
