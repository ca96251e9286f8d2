import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { ERASED, isErased, NewerEventVersion, type DomainEvent, type EventMetadata, type StoredEvent } from '#libs/event-log/domain-event.js';
import type { RecordedEvent } from '#libs/event-log/event-log.js';
import { factEventDefinitions } from '#libs/facts/events.js';
import { createPool } from '#libs/platform/database.js';
import { randomUuid } from '#libs/platform/uuid.js';
import { zone } from '#libs/temporal/dates.js';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.js';
import { IntegrityError, PersonalDataCodec, seal } from './codec.js';
import { KeyStore, type Subject } from './keys.js';
import { KeyFileError } from './key-file.js';
import { createMasterKey, readMasterKey, type MasterKey } from './master-key.js';

const METADATA: EventMetadata = { v: 1, n: 1, of: 1, caller: 'service:test', actor: 'service:test', verified: false, correlationId: randomUuid() };

const recorded = (value: unknown, note?: string): DomainEvent => ({
  type: 'FactRecorded', data: { factId: randomUuid(), attribute: 'name.legal', slot: '', dataClass: 'identity', value, validFrom: '2020', validTo: null, ...(note !== undefined && { note }) },
});

describe('personal data', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let folder: string;
  let masterKey: MasterKey;
  let keys: KeyStore;
  let codec: PersonalDataCodec;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = createPool(database.url, { name: 'test' });
    folder = await mkdtemp(join(tmpdir(), 'annals-keys-'));
    masterKey = await createMasterKey(join(folder, 'keys', 'master.json'));
    keys = await KeyStore.open({ pool, masterKey });
    codec = new PersonalDataCodec({ keys, pool, definitions: factEventDefinitions, zone: zone('Europe/Paris') });
  });
  afterAll(async () => {
    keys.close();
    await pool.end();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const someone = (): Subject => {
    const id = randomUuid();
    return { id, parties: [id] };
  };

  /** The event as the log would give it back. */
  async function stored(subject: Subject, event: DomainEvent, eventId = randomUuid()): Promise<RecordedEvent> {
    const [content] = await codec.encode(subject, [{ id: eventId, event, metadata: METADATA }]);
    return {
      ...content!, id: eventId, type: event.type, stream: `party-${subject.id}`, revision: 0, position: 1n, appendEnd: 1n, commandId: randomUuid(), recordedAt: '2024-03-30T23:30:00.000Z',
    };
  }

  const valueOf = async (event: RecordedEvent, by = codec): Promise<unknown> => ((await by.decode([event]))[0]!.data as { value: unknown }).value;

  describe('fields', () => {
    it.each([['a text', 'Brico Ouest'], ['other scripts and emoji', 'محل 🏪 שלום'], ['an object', { number: '+33478000000', use: 'personal' }], ['a megabyte', 'é'.repeat(500_000)], ['a boolean', false]])(
      'come back as they were: %s', async (_, value) => {
        expect(await valueOf(await stored(someone(), recorded(value)))).toEqual(value);
      });

    it('are left out, and named, for who may not see them', async () => {
      const event = await stored(someone(), recorded('Brico Ouest', 'called on Monday'));
      const [{ data, sealedBy }] = codec.outline([event]) as [StoredEvent];
      expect(data).toEqual({ factId: expect.any(String), attribute: 'name.legal', slot: '', dataClass: 'identity', validFrom: '2020', validTo: null });
      expect(Object.keys(sealedBy!)).toEqual(['value', 'note']);
      expect(() => codec.outline([{ ...event, data: event.data.replace(/"value":\{.*?\}/, '"value":"in the clear"') }])).toThrow(IntegrityError);
    });

    it('are left out of events of an older version too, which are lifted without them', async () => {
      const lifted = new PersonalDataCodec({ keys, pool, zone: zone('Europe/Paris'), definitions: { FactRecorded: { ...factEventDefinitions['FactRecorded']!, version: 2, upcast: { 1: (old) => ({ ...old, lifted: true }) } } } });
      const [{ data }] = lifted.outline([await stored(someone(), recorded('Brico Ouest'))]) as [StoredEvent];
      expect(data).toMatchObject({ lifted: true, attribute: 'name.legal' });
      expect(data).not.toHaveProperty('value');
    });

    it('never stand in the log in the clear, the note neither', async () => {
      const event = await stored(someone(), recorded('Jeanne Ybert', 'called on Monday'));
      expect(event.data).not.toContain('Jeanne');
      expect(event.data).not.toContain('Monday');
      expect(event.data).toContain('name.legal');
      expect((await codec.decode([event]))[0]!.data).toMatchObject({ value: 'Jeanne Ybert', note: 'called on Monday' });
    });

    it('have another nonce each time', async () => {
      const subject = someone();
      const [a, b] = [await stored(subject, recorded('same'), randomUuid()), await stored(subject, recorded('same'), randomUuid())];
      const nonce = ({ data }: RecordedEvent): string => (JSON.parse(data) as { value: { n: string } }).value.n;
      expect(nonce(a)).not.toBe(nonce(b));
    });

    it('do not open when moved to another event, to another field, or altered', async () => {
      const subject = someone();
      const event = await stored(subject, recorded('secret', 'note'));
      await expect(codec.decode([{ ...event, id: randomUuid() }])).rejects.toThrow(IntegrityError);
      const data = JSON.parse(event.data) as { value: { c: string }; note: object };
      await expect(codec.decode([{ ...event, data: JSON.stringify({ ...data, value: data.note, note: data.value }) }])).rejects.toThrow(IntegrityError);
      const altered = Buffer.from(data.value.c, 'base64');
      altered[0]! ^= 1;
      await expect(codec.decode([{ ...event, data: JSON.stringify({ ...data, value: { ...data.value, c: altered.toString('base64') } }) }])).rejects.toThrow(IntegrityError);
    });

    it('are refused in the clear, so that nothing can be slipped past the key', async () => {
      const event = await stored(someone(), recorded('secret'));
      await expect(codec.decode([{ ...event, data: JSON.stringify({ ...JSON.parse(event.data) as object, value: 'forged' }) }])).rejects.toThrow(IntegrityError);
    });

    it('say by which day they were recorded in the business zone, and under which key', async () => {
      const [event] = await codec.decode([await stored(someone(), recorded('x'))]);
      expect(event!.recordedOn).toBe('2024-03-31');
      expect(event!.sealedBy).toEqual({ value: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    });

    it('of every older version are lifted step by step, readable or erased', async () => {
      // As a release would declare it in which a fact names its language (2) and a value that is a text has no blanks around it (3).
      const definition = {
        ...factEventDefinitions['FactRecorded']!, version: 3,
        upcast: {
          1: (data: object) => ({ ...data, language: 'fr' }),
          2: (data: object) => ({ ...data, value: trimmed((data as { value: unknown }).value) }),
        },
      };
      const trimmed = (value: unknown): unknown => (isErased(value) ? value : String(value).trim());
      const lifting = new PersonalDataCodec({ keys, pool, zone: zone('Europe/Paris'), definitions: { FactRecorded: definition } });
      const subject = someone();
      const first = await stored(subject, recorded('  Brico Ouest '));
      const second = { ...first, metadata: JSON.stringify({ ...METADATA, v: 2 }) };
      expect((await lifting.decode([first, second])).map(({ data }) => data)).toMatchObject([{ value: 'Brico Ouest', language: 'fr' }, { value: 'Brico Ouest' }]);
      const id = randomUuid();
      const [content] = await lifting.encode(subject, [{ id, event: recorded(' as it is '), metadata: METADATA }]);
      const third = { ...first, ...content!, id };
      expect(JSON.parse(third.metadata)).toMatchObject({ v: 3 });
      expect(await valueOf(third, lifting)).toBe(' as it is ');
      await keys.destroy(subject.id);
      expect((await lifting.decode([first, second, third])).map(({ data }) => data)).toMatchObject([{ value: ERASED, language: 'fr' }, { value: ERASED }, { value: ERASED }]);
    });

    it('of a version or type to come stop the reader instead of being guessed', async () => {
      const event = await stored(someone(), recorded('x'));
      await expect(codec.decode([{ ...event, metadata: JSON.stringify({ ...METADATA, v: 2 }) }])).rejects.toThrow(NewerEventVersion);
      await expect(codec.decode([{ ...event, type: 'FactImagined' }])).rejects.toThrow(NewerEventVersion);
    });
  });

  describe('the parties of a key', () => {
    const partiesOf = async ({ id }: Subject): Promise<readonly string[]> =>
      (await pool.query<{ parties: string[] }>('select parties from keys.data_key where subject = $1 and destroyed_at is null', [id])).rows.map(({ parties }) => parties.join(' '));
    const joined = (...parties: readonly string[]): string => [...parties].sort().join(' ');

    it('become more, for whoever knew the key before and whoever did not, and never fewer', async () => {
      const [id, a, b, c] = [randomUuid(), randomUuid(), randomUuid(), randomUuid()];
      const [key] = await keys.ensure([{ subject: { id, parties: [a] }, dataClass: 'notes' }]);
      const other = await KeyStore.open({ pool, masterKey });
      const same = await Promise.all([
        keys.ensure([{ subject: { id, parties: [a, b] }, dataClass: 'notes' }]), other.ensure([{ subject: { id, parties: [c] }, dataClass: 'notes' }, { subject: { id, parties: [b] }, dataClass: 'notes' }]),
      ]);
      expect(same.flat().map(({ keyId }) => keyId)).toEqual([key!.keyId, key!.keyId, key!.keyId]);
      expect(await partiesOf({ id, parties: [] })).toEqual([joined(a, b, c)]);
      await keys.ensure([{ subject: { id, parties: [a] }, dataClass: 'notes' }]);
      await keys.involve({ id, parties: [b] });
      expect(await partiesOf({ id, parties: [] })).toEqual([joined(a, b, c)]);
      expect(await other.destroy(c)).toBe(1);
      other.close();
    });

    it('become more in all classes of a subject, and those of no other and of no destroyed key', async () => {
      const [subject, bystander, found] = [someone(), someone(), randomUuid()];
      await keys.ensure([{ subject, dataClass: 'identity' }, { subject, dataClass: 'notes' }, { subject, dataClass: 'proof' }, { subject: bystander, dataClass: 'notes' }]);
      await keys.destroy(subject.id, 'proof');
      await keys.involve({ ...subject, parties: [found] });
      expect(await partiesOf(subject)).toEqual([joined(subject.id, found), joined(subject.id, found)]);
      expect(await partiesOf(bystander)).toEqual([bystander.id]);
      expect((await pool.query('select from keys.data_key where parties @> array[$1::uuid]', [found])).rowCount).toBe(2);
    });
  });

  describe('a destroyed key', () => {
    it('makes its class read erased and leaves the others', async () => {
      const subject = someone();
      const event = await stored(subject, recorded('gone', 'stays'));
      expect(await keys.destroy(subject.id, 'identity')).toBe(1);
      expect((await codec.decode([event]))[0]!.data).toMatchObject({ value: ERASED, note: 'stays' });
    });

    it('of either end of a relation makes the relation read erased', async () => {
      const [a, b] = [randomUuid(), randomUuid()];
      const event = await stored({ id: randomUuid(), parties: [a, b] }, recorded('gone'));
      expect(await keys.destroy(b)).toBe(1);
      expect(await valueOf(event)).toBe(ERASED);
    });

    it('is followed by a new one for what comes later', async () => {
      const subject = someone();
      await stored(subject, recorded('gone'));
      await keys.destroy(subject.id);
      expect(await valueOf(await stored(subject, recorded('later')))).toBe('later');
    });

    it('is heard of by other processes that have it in memory', async () => {
      const other = await KeyStore.open({ pool, masterKey });
      const subject = someone();
      const event = await stored(subject, recorded('gone'));
      const theirs = new PersonalDataCodec({ keys: other, pool, definitions: factEventDefinitions, zone: zone('Europe/Paris') });
      expect(await valueOf(event, theirs)).toBe('gone');
      const heard = new Promise<void>((resolve) => other.onDestroyed(resolve));
      await keys.destroy(subject.id);
      await heard;
      expect(await valueOf(event, theirs)).toBe(ERASED);
      other.close();
    });

    it('does not take along values that were stored again beside it', async () => {
      const subject = someone();
      const event = await stored(subject, recorded('kept'));
      await keys.destroy(subject.id, 'identity');
      const [again] = await keys.ensure([{ subject, dataClass: 'identity' }]);
      await pool.query('insert into keys.reencrypted (event_id, field_path, envelope) values ($1, $2, $3)', [event.id, 'value', JSON.stringify(seal(again!, event.id, 'value', 'kept'))]);
      expect(await valueOf(event)).toBe('kept');
    });
  });

  describe('keys', () => {
    it('are one for a subject and class, also when two processes make it at once', async () => {
      const other = await KeyStore.open({ pool, masterKey });
      const subject = someone();
      const made = await Promise.all([keys, other, keys, other].map((store) => store.ensure([{ subject, dataClass: 'contact' }])));
      expect(new Set(made.map(([key]) => key!.keyId)).size).toBe(1);
      other.close();
    });

    it('are never stored in the clear', async () => {
      const [key] = await keys.ensure([{ subject: someone(), dataClass: 'proof' }]);
      const { rows } = await pool.query<{ wrapped: Buffer }>('select wrapped from keys.data_key where key_id = $1', [key!.keyId]);
      expect(rows[0]!.wrapped.includes(key!.key)).toBe(false);
    });
  });

  describe('the master key', () => {
    it('is a file that only its owner can read', async () => {
      const file = join(folder, 'keys', 'master.json');
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      expect((await readMasterKey(file))!.fingerprint).toBe(masterKey.fingerprint);
      const open = join(folder, 'open.json');
      await writeFile(open, await readFile(file), { mode: 0o644 });
      await expect(readMasterKey(open)).rejects.toThrow(/chmod 600/);
    });

    it('is never made twice in one place, and damage is told', async () => {
      await expect(createMasterKey(join(folder, 'keys', 'master.json'))).rejects.toThrow(/^there is a key file already: .*master\.json$/);
      await expect(createMasterKey('/dev/null/master.json')).rejects.toThrow(/^the key file \/dev\/null\/master\.json cannot be made: /);
      const damaged = join(folder, 'damaged.json');
      await writeFile(damaged, '{"format":1}', { mode: 0o600 });
      await expect(readMasterKey(damaged)).rejects.toThrow(KeyFileError);
      expect(await readMasterKey(join(folder, 'absent.json'))).toBeUndefined();
    });

    it('of another installation does not open the store', async () => {
      const foreign = await createMasterKey(join(folder, 'foreign.json'));
      await expect(KeyStore.open({ pool, masterKey: foreign })).rejects.toThrow(KeyFileError);
      expect(await KeyStore.isInUse(pool)).toBe(true);
    });

    it('hashes the same text alike for one purpose only', () => {
      expect(masterKey.keyedHash('claim', 'siren 732829320')).toMatch(/^[a-z2-7]{52}$/);
      expect(masterKey.keyedHash('claim', 'x')).toBe(masterKey.keyedHash('claim', 'x'));
      expect(masterKey.keyedHash('claim', 'x')).not.toBe(masterKey.keyedHash('body', 'x'));
    });
  });
});
