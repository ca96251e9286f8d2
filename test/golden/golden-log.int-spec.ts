/**
 * Logs outlive versions. What version 1 wrote must read, fold and answer the same for ever; and what is written now must be what is
 * published of its version.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventDefinitions } from '#apps/server/event-definitions.js';
import { ERASED } from '#libs/event-log/domain-event.js';
import { cloudEvent } from '#libs/feed/cloud-event.js';
import { Blocks } from '#libs/notary/blocks.js';
import { LOG_SEALED } from '#libs/notary/events.js';
import { verifyLog } from '#libs/notary/verify-log.js';
import { startApi, type TestApi } from '../support/api.js';
import { METADATA, publishedSchemas, schemaChecks } from './event-schemas.js';
import { answersOf, eventsOf, GOLDEN_VERSIONS, loadFixture, readFixture, type Fixture, type GoldenAnswer, type GoldenEvent } from './fixture.js';
import { ASKED_AT, BEGINNING, tellGoldenStory } from './story.js';

const NEWEST = GOLDEN_VERSIONS.at(-1);
/** Who appends the configuration that a newer version comes with. */
const SHIPPED_BY = 'service:annals';

describe.each(GOLDEN_VERSIONS)('the golden log %s', (version) => {
  let fixture: Fixture;
  let api: TestApi;
  beforeAll(async () => {
    fixture = await readFixture(version);
    api = await startApi({ at: ASKED_AT, prepare: (found) => loadFixture(version, fixture, found) });
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

  it('is shown as docs/events says: with its values, with what is left of them, and without them', async () => {
    const faultsOf = schemaChecks(await publishedSchemas());
    const recorded = await api.log.readAll(0n, Number.MAX_SAFE_INTEGER);
    const readable = await api.codec.decode(recorded);
    const erased = readable.map((event) => ({ ...event, data: { ...event.data, ...Object.fromEntries(Object.keys(event.sealedBy!).map((member) => [member, ERASED])) } }));
    for (const event of [...readable, ...erased, ...api.codec.outline(recorded)]) {
      const definition = eventDefinitions[event.type]!;
      expect([event.type, faultsOf(`${event.type}.v${definition.version}`, cloudEvent(event, definition, api.logId).data)]).toEqual([event.type, []]);
    }
  });

  it('gives the answers it gave: a newer release may say more, never less or otherwise', async () => {
    const answers = await answersOf(api, fixture.answers.map(({ path }) => path));
    expect(answers.map((answer, n) => ofKindsOf(fixture.answers[n]!, answer))).toMatchObject(fixture.answers);
  });

  it('is what its seal says; one of before there were seals is sealed now', async () => {
    if (!fixture.events.some(({ type }) => type === LOG_SEALED)) await api.notary.round({ everything: true });
    expect(await verifyLog({ log: api.log, blocks: new Blocks(api.pool), witnessed: [] })).toMatchObject({ seals: 1, finding: undefined });
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

  it('is what docs/events says of it', async () => {
    const faultsOf = schemaChecks(await publishedSchemas());
    expect(written.flatMap(({ type, data, metadata }) => [
      ...faultsOf(`${type}.v${eventDefinitions[type]!.version}`, JSON.parse(data)), ...faultsOf(METADATA, JSON.parse(metadata)),
    ])).toEqual([]);
  });
});

/** A timeline without the entries that came later: of other kinds, and of what began nobody knows when. */
function ofKindsOf({ body: before }: GoldenAnswer, answer: GoldenAnswer): GoldenAnswer {
  if (!answer.path.includes('/timeline')) return answer;
  const itemsOf = (body: GoldenAnswer['body']) => body['items'] as readonly { readonly kind: string; readonly validFrom?: unknown }[];
  const kinds = new Set(itemsOf(before).map(({ kind }) => kind));
  const tellsUnknown = itemsOf(before).some(({ validFrom }) => validFrom !== undefined);
  return { ...answer, body: { ...answer.body, items: itemsOf(answer.body).filter(({ kind, validFrom }) => kinds.has(kind) && (tellsUnknown || validFrom === undefined)) } };
}
