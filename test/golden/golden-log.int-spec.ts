/**
 * Logs outlive versions. What version 1 wrote must read, fold and answer the same for ever; and what is written now must have the
 * shape the golden log has, or be another version of its event type.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventDefinitions } from '#apps/server/event-definitions.js';
import { startApi, type TestApi } from '../support/api.js';
import { answersOf, eventsOf, loadFixture, readFixture, type Fixture, type GoldenAnswer, type GoldenEvent } from './fixture.js';
import { ASKED_AT, BEGINNING, tellGoldenStory } from './story.js';

const VERSIONS = ['v1', 'v2', 'v3', 'v4'];
const NEWEST = VERSIONS.at(-1);
/** Who appends the configuration that a newer version comes with. */
const SHIPPED_BY = 'service:annals';

describe.each(VERSIONS)('the golden log %s', (version) => {
  let fixture: Fixture;
  let api: TestApi;
  beforeAll(async () => {
    fixture = await readFixture(version);
    api = await startApi({ at: ASKED_AT, prepare: (database, keyFile) => loadFixture(version, fixture, database, keyFile) });
  });
  afterAll(() => api.stop());

  it('holds every event type there is, if it is the newest, and none that is forgotten', () => {
    const types = new Set(fixture.events.map(({ type }) => type));
    if (version === NEWEST) expect(Object.keys(eventDefinitions).filter((type) => !types.has(type))).toEqual([]);
    expect([...types].filter((type) => !(type in eventDefinitions))).toEqual([]);
  });

  it('is taken as it is: byte for byte, and nothing of it is written again', async () => {
    expect((await eventsOf(api)).slice(0, fixture.events.length)).toEqual(fixture.events);
    const later = (await eventsOf(api)).slice(fixture.events.length);
    expect(later.filter(({ metadata }) => (JSON.parse(metadata) as { caller: string }).caller !== SHIPPED_BY)).toEqual([]);
  });

  it('opens: every sealed value is readable', async () => {
    const events = await api.codec.decode(await api.log.readAll(0n, Number.MAX_SAFE_INTEGER));
    expect(JSON.stringify(events, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))).not.toContain('"$e"');
    expect(events.flatMap(({ data }) => ('note' in data ? [data.note] : []))).toContain('Told by its manager');
  });

  it('gives the answers it gave: a newer release may say more, never less or otherwise', async () => {
    const answers = await answersOf(api, fixture.answers.map(({ path }) => path));
    expect(answers.map((answer, n) => ofKindsOf(fixture.answers[n]!, answer))).toMatchObject(fixture.answers);
  });
});

describe('what is written now', () => {
  let written: GoldenEvent[];
  beforeAll(async () => {
    const api = await startApi({ at: BEGINNING });
    try {
      await tellGoldenStory(api);
      written = await eventsOf(api);
    } finally {
      await api.stop();
    }
  });

  it('has the shape of the golden log, or another version', async () => {
    const golden = (await Promise.all(VERSIONS.map(readFixture))).flatMap(({ events }) => events);
    const known = shapes(golden);
    // Who changes what an event holds: give its type a new version and an upcaster, and write a golden log of it (write.ts).
    for (const [type, shape] of shapes(written)) expect({ type, shape }).toEqual({ type, shape: known.get(type) });
  });
});

/** A timeline without the kinds of entries that came later. */
function ofKindsOf({ body: before }: GoldenAnswer, answer: GoldenAnswer): GoldenAnswer {
  if (!answer.path.includes('/timeline')) return answer;
  const kinds = new Set((before['items'] as readonly { readonly kind: string }[]).map(({ kind }) => kind));
  return { ...answer, body: { ...answer.body, items: (answer.body['items'] as readonly { readonly kind: string }[]).filter(({ kind }) => kinds.has(kind)) } };
}

/** The members of data and metadata of each type and version, over all its events; what hangs on the day or the text is left out. */
function shapes(events: readonly GoldenEvent[]): Map<string, string[]> {
  const paths = new Map<string, Set<string>>();
  for (const { type, data, metadata } of events) {
    const parsed = JSON.parse(metadata) as { v: number };
    const key = `${type} ${parsed.v}`;
    const own = paths.get(key) ?? new Set();
    paths.set(key, own);
    collect(JSON.parse(data), 'data', own);
    collect(parsed, 'metadata', own);
  }
  return new Map([...paths].map(([type, own]) => [type, [...own].sort()]));
}

function collect(value: unknown, path: string, into: Set<string>): void {
  if (Array.isArray(value)) for (const one of value) collect(one, `${path}[]`, into);
  else if (typeof value === 'object' && value !== null) for (const [name, member] of Object.entries(value)) collect(member, `${path}.${name}`, into);
  else into.add(`${path}: ${value === null ? 'null' : typeof value}`);
}
