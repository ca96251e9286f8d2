/** Random commands on one organisation, a person and their employment, which may or may not make sense: those that do not are refused. */
import fc from 'fast-check';
import type { TestApi } from '../support/api.js';
import { send, type Reply } from '../http/client.js';

const DATES = ['2019', '2020-03', '2020-03-01', '2020-03-02', '2021-01-01', '2022-06-15', '2030-01-01'] as const;
const pick = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const unknown = fc.oneof(fc.constant('unknown'), pick(DATES).map((notLaterThan) => ({ unknown: true as const, notLaterThan })));
const from = fc.oneof({ weight: 3, arbitrary: pick(['2020-03-01', '2021-01-01']) }, { weight: 4, arbitrary: pick(DATES) }, { weight: 1, arbitrary: fc.constant('today') }, { weight: 1, arbitrary: unknown });
const to = fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 3, arbitrary: pick(DATES) }, { weight: 1, arbitrary: unknown });

const move = fc.record({
  act: pick(['record', 'record', 'record', 'record', 'end', 'correct', 'correct', 'retract', 'confirm', 'dispute', 'start', 'end-period', 'correct-period', 'retract-period'] as const),
  /** Which of the facts or periods there are by then. */
  which: fc.nat(), inEmployment: fc.boolean(), single: fc.boolean(), from, to, on: pick([...DATES, 'today']), value: pick(['1', '2', '3']), reason: pick(['bounced', 'complaint']),
  source: fc.option(pick([{ system: 'sirene', method: 'registry' }, { system: 'crm', confidence: '0.5' }]), { nil: undefined }),
  hoursLater: fc.oneof(fc.nat(30), fc.nat(9_000)),
});
export type Move = typeof move extends fc.Arbitrary<infer M> ? M : never;

export const moves = (most: number): fc.Arbitrary<Move[]> => fc.array(move, { minLength: most / 2, maxLength: most, size: 'max' });

export interface Played {
  readonly organisation: string;
  readonly person: string;
  readonly accepted: number;
  /** What time it is by then, in milliseconds. */
  readonly instant: number;
}

const AN_HOUR = 3_600_000;

/** Sends them one after the other, each at its time; nothing but a refusal with a code may come of what makes no sense. */
export async function play(api: TestApi, start: number, all: readonly Move[]): Promise<Played> {
  let instant = start;
  const post = (path: string, body: object): Promise<Reply> => send(api.url, 'POST', path, body);
  const created = await Promise.all(['organisation', 'person'].map((kind) => post('/v1/parties', { kind })));
  const [organisation, person] = created.map(({ body }) => String(body['partyId'])) as [string, string];
  const facts: string[] = [];
  const periods: string[] = [];
  let accepted = 0;
  for (const { act, which, inEmployment, single, from: validFrom, to: validTo, on, value, reason, source, hoursLater } of all) {
    instant += hoursLater * AN_HOUR;
    await api.setClock(new Date(instant).toISOString());
    const fact = facts[which % facts.length];
    const period = periods[which % periods.length];
    const stated = { validFrom, ...(validTo !== null && { validTo }), ...(source && { source }) };
    const record = async (owner: string, attribute: string, text: string): Promise<Reply> => {
      const reply = await post(`${owner}/facts`, { facts: [{ attribute, value: text, ...stated }] });
      for (const factId of (reply.body['factIds'] ?? []) as string[]) facts.push(`${owner}/facts/${factId}`);
      return reply;
    };
    const phone = `+3324012345${value}`;
    let reply: Reply | undefined;
    if (act === 'record' && inEmployment && period) reply = single ? await record(period, 'job-title', `Title ${value}`) : await record(period, 'phone', phone);
    else if (act === 'record') reply = single ? await record(`/v1/parties/${organisation}`, 'name.legal', `Name ${value}`) : await record(`/v1/parties/${organisation}`, 'phone', phone);
    else if (act === 'start') {
      reply = await post('/v1/relations', { type: 'employee-of', a: person, b: organisation, validFrom, ...(validTo !== null && { validTo }) });
      const { relationId, periodId } = reply.body as { relationId?: string; periodId?: string };
      if (relationId !== undefined && periodId !== undefined) periods.push(`/v1/relations/${relationId}/periods/${periodId}`);
    } else if (act.endsWith('-period')) {
      const command = act.slice(0, -'-period'.length);
      if (period) reply = await post(`${period}/${command}`, command === 'end' ? { on } : command === 'correct' ? { validFrom, validTo } : {});
    } else if (fact) {
      const body = act === 'correct' ? { value: phone, validFrom, validTo, ...(source && { source }) } : act === 'retract' ? {} : { on, ...(act === 'dispute' && { reason }) };
      reply = await post(`${fact}/${act}`, body);
    }
    if (reply && (reply.status >= 500 || (reply.status >= 300 && typeof reply.body['code'] !== 'string'))) throw new Error(`${act} was answered ${reply.status} ${JSON.stringify(reply.body)}`);
    if (reply && (reply.body as { status?: unknown }).status === 'accepted') accepted++;
  }
  return { organisation, person, accepted, instant };
}
