/**
 * One key per subject and class of personal data, wrapped by the master key. A key is durable before anything is encrypted with
 * it; destroying it is what erases.
 */
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { DataClass } from '#libs/event-log/domain-event.js';
import { coalesce } from '#libs/platform/coalesce.js';
import { connectionLost, outOfResources } from '#libs/platform/connection-lost.js';
import { prepared } from '#libs/platform/database.js';
import { randomUuid } from '#libs/platform/uuid.js';
import { KeyFileError } from './key-file.js';
import type { MasterKey } from './master-key.js';

/** Whose data a key protects. */
export interface Subject {
  /** A party, a relation, a task … */
  readonly id: string;
  /**
   * The party itself, both ends of the relation, those a task is about: erasing any of them destroys the key. At least one id. Those
   * of a live key only become more: what was written before was written of whoever is found out later, too.
   */
  readonly parties: readonly string[];
}

export interface DataKey {
  readonly keyId: string;
  readonly key: Buffer;
}

export interface WantedKey {
  readonly subject: Subject;
  readonly dataClass: DataClass;
}

interface LiveKey extends DataKey {
  readonly parties: readonly string[];
}

/** Keys kept in memory: about 1 kB each. */
const MAX_CACHED = 50_000;
const KEY_BYTES = 32;
const CHANNEL = 'annals_keys';
/** Pause before a lost connection is replaced; meanwhile nothing is cached for longer than this. */
const RELISTEN_AFTER_MS = 500;

const INSERT = prepared(`
  insert into keys.data_key (key_id, subject, data_class, parties, wrapped)
  select key_id, subject, data_class, array(select value::uuid from json_array_elements_text(parties)), wrapped
    from unnest($1::uuid[], $2::uuid[], $3::text[], $4::json[], $5::bytea[]) as wanted (key_id, subject, data_class, parties, wrapped)
  on conflict (subject, data_class) where destroyed_at is null do nothing
  returning key_id`);
const SELECT_LIVE = prepared(`
  select key_id, subject, data_class, parties, wrapped
    from keys.data_key
    join unnest($1::uuid[], $2::text[]) as wanted (subject, data_class) using (subject, data_class)
   where destroyed_at is null`);
const SELECT_BY_ID = prepared('select key_id, subject, data_class, parties, wrapped from keys.data_key where key_id = any($1::uuid[])');
const WIDEN = prepared(`
  update keys.data_key set parties = array(select distinct party from unnest(parties || $2::uuid[]) as every (party) order by party)
   where subject = $1 and destroyed_at is null and not parties @> $2::uuid[]`);

interface KeyRow {
  readonly key_id: string;
  readonly subject: string;
  readonly data_class: string;
  readonly parties: readonly string[];
  readonly wrapped: Buffer | null;
}

export class KeyStore {
  /** Live keys by subject and class. */
  private readonly live = new Map<string, LiveKey>();
  private readonly byId = new Map<string, DataKey>();
  private readonly listeners = new Set<() => void>();
  private readonly ensureOne: (wanted: WantedKey) => Promise<DataKey>;
  private readonly read: (keyIds: readonly string[]) => Promise<ReadonlyMap<string, DataKey>>;
  /** How often all was forgotten: what was asked for before may be destroyed since. */
  private forgotten = 0;
  private listening: pg.PoolClient | undefined;
  private closed = false;

  private constructor(private readonly pool: pg.Pool, private readonly masterKey: MasterKey) {
    this.ensureOne = coalesce({ maxBatch: 500, parallel: 1, run: (wanted) => this.make(wanted) });
    this.read = coalesce({ maxBatch: 500, parallel: 2, run: (lists) => this.readAll(lists), mayBeOfOne: (error) => !connectionLost(error) && !outOfResources(error) });
  }

  /** Opens the store. Refuses a database that was made with another master key. */
  static async open({ pool, masterKey }: { readonly pool: pg.Pool; readonly masterKey: MasterKey }): Promise<KeyStore> {
    await pool.query('insert into keys.master (fingerprint) values ($1) on conflict do nothing', [masterKey.fingerprint]);
    const { rows } = await pool.query<{ fingerprint: string }>('select fingerprint from keys.master');
    if (rows[0]?.fingerprint !== masterKey.fingerprint) {
      throw new KeyFileError('this database was made with another master key, without which its values cannot be read; restore that key file');
    }
    const store = new KeyStore(pool, masterKey);
    await store.listen();
    return store;
  }

  /** Whether a database has been made with some master key already: then a missing key file must not be replaced. */
  static async isInUse(pool: pg.Pool): Promise<boolean> {
    const { rowCount } = await pool.query('select from keys.master');
    return rowCount === 1;
  }

  /** The live key of each subject and class, made and durable where there was none, and known to protect all parties. In the order asked for. */
  async ensure(wanted: readonly WantedKey[]): Promise<DataKey[]> {
    return Promise.all(wanted.map(async (one) => {
      const live = this.live.get(nameOf(one.subject.id, one.dataClass));
      return covers(live, one.subject) ? live : this.ensureOne(one);
    }));
  }

  /**
   * Says of the live keys of a subject that they protect data of these parties too; durable before it returns, and safe to repeat.
   * To be said before it is recorded that somebody is one of them: an erasure that reaches too far is better than one that does not.
   */
  async involve({ id, parties }: Subject): Promise<void> {
    await this.pool.query({ ...WIDEN, values: [id, parties] });
  }

  /** Keys by id; a destroyed one (or one that never was) is not in the map. */
  async find(keyIds: Iterable<string>): Promise<ReadonlyMap<string, DataKey>> {
    const found = new Map<string, DataKey>();
    const missing: string[] = [];
    for (const keyId of new Set(keyIds)) {
      const key = this.byId.get(keyId);
      if (key) found.set(keyId, key);
      else missing.push(keyId);
    }
    if (missing.length === 0) return found;
    const read = await this.read(missing);
    for (const keyId of missing) {
      const key = read.get(keyId);
      if (key) found.set(keyId, key);
    }
    return found;
  }

  /** Destroys the live keys of a subject, of one class or of all; what they protected reads erased from now on. Gives their number. */
  async destroy(subjectId: string, dataClass?: DataClass): Promise<number> {
    const { rowCount } = await this.pool.query(
      `update keys.data_key set wrapped = null, destroyed_at = now()
        where (subject = $1 or parties @> array[$1::uuid]) and data_class = coalesce($2, data_class) and destroyed_at is null`, [subjectId, dataClass ?? null]);
    await this.pool.query('select pg_notify($1, $2)', [CHANNEL, '']);
    this.forget();
    return rowCount ?? 0;
  }

  /** Called when keys were destroyed, here or by another process: whoever keeps values in the clear has to forget them. */
  onDestroyed(listener: () => void): void {
    this.listeners.add(listener);
  }

  close(): void {
    this.closed = true;
    const client = this.listening;
    this.listening = undefined;
    client?.release(true);
  }

  private async make(wanted: readonly WantedKey[]): Promise<DataKey[]> {
    const distinct = new Map<string, WantedKey>();
    for (const { subject: { id, parties }, dataClass } of wanted) {
      const name = nameOf(id, dataClass);
      distinct.set(name, { subject: { id, parties: [...new Set([...distinct.get(name)?.subject.parties ?? [], ...parties])] }, dataClass });
    }
    const unmade = [...distinct].filter(([name]) => !this.live.has(name));
    // Drawn together: memory of its own for each key would cost more than the key.
    const bytes = randomBytes(unmade.length * KEY_BYTES);
    const fresh = unmade.map(([, one], i) => ({ ...one, keyId: randomUuid(), key: bytes.subarray(i * KEY_BYTES, (i + 1) * KEY_BYTES) }));
    if (fresh.length > 0) {
      const { rows } = await this.pool.query<{ key_id: string }>({
        ...INSERT,
        values: [
          fresh.map(({ keyId }) => keyId), fresh.map(({ subject }) => subject.id), fresh.map(({ dataClass }) => dataClass), fresh.map(({ subject }) => JSON.stringify(subject.parties)),
          fresh.map(({ keyId, key, subject, dataClass }) => this.masterKey.wrap(key, purposeOf(keyId, subject.id, dataClass))),
        ],
      });
      const made = new Set(rows.map(({ key_id }) => key_id));
      const lost = fresh.filter(({ keyId }) => !made.has(keyId));
      for (const { keyId, key, subject, dataClass } of fresh) if (made.has(keyId)) this.cache(subject.id, dataClass, { keyId, key, parties: subject.parties });
      // Somebody else made these first: theirs are the ones.
      if (lost.length > 0) {
        const { rows: theirs } = await this.pool.query<KeyRow>({ ...SELECT_LIVE, values: [lost.map(({ subject }) => subject.id), lost.map(({ dataClass }) => dataClass)] });
        for (const row of theirs) this.remember(row);
      }
    }
    for (const [name, { subject }] of distinct) {
      if (covers(this.live.get(name), subject)) continue;
      await this.involve(subject);
      const key = this.live.get(name);
      if (key) this.live.set(name, { ...key, parties: [...new Set([...key.parties, ...subject.parties])] });
    }
    return wanted.map(({ subject, dataClass }) => {
      const key = this.live.get(nameOf(subject.id, dataClass));
      if (!key) throw new Error(`the key of ${subject.id} for ${dataClass} was destroyed while it was being made`);
      return key;
    });
  }

  /** What several ask for at a time, in one statement. */
  private async readAll(lists: readonly (readonly string[])[]): Promise<ReadonlyMap<string, DataKey>[]> {
    const { forgotten } = this;
    const { rows } = await this.pool.query<KeyRow>({ ...SELECT_BY_ID, values: [[...new Set(lists.flat())]] });
    // Destroyed since, perhaps: then these are good for who asked, and not kept.
    const kept = forgotten === this.forgotten;
    const found = new Map(rows.filter(({ wrapped }) => wrapped).map((row) => [row.key_id, kept ? this.remember(row) : this.unwrapped(row)]));
    return lists.map(() => found);
  }

  private remember(row: KeyRow): DataKey {
    const key = this.unwrapped(row);
    this.cache(row.subject, row.data_class, key);
    return key;
  }

  private unwrapped({ key_id: keyId, subject, data_class: dataClass, parties, wrapped }: KeyRow): LiveKey {
    return { keyId, parties, key: this.masterKey.unwrap(wrapped!, purposeOf(keyId, subject, dataClass)) };
  }

  private cache(subject: string, dataClass: string, key: LiveKey): void {
    if (this.byId.size >= MAX_CACHED) this.clear();
    this.live.set(nameOf(subject, dataClass), key);
    this.byId.set(key.keyId, key);
  }

  private forget(): void {
    this.forgotten += 1;
    this.clear();
    for (const listener of this.listeners) listener();
  }

  private clear(): void {
    this.live.clear();
    this.byId.clear();
  }

  /** Hears of keys destroyed by other processes. A lost connection forgets everything, because something may have been missed. */
  private async listen(): Promise<void> {
    const client = await this.pool.connect();
    this.listening = client;
    client.on('notification', () => this.forget());
    client.on('error', () => {
      if (this.listening !== client) return;
      this.listening = undefined;
      client.release(true);
      this.listenAgain();
    });
    await client.query(`listen ${CHANNEL}`);
  }

  private listenAgain(): void {
    this.forget();
    setTimeout(() => {
      if (!this.closed) this.listen().catch(() => this.listenAgain());
    }, RELISTEN_AFTER_MS).unref();
  }
}

const covers = (key: LiveKey | undefined, { parties }: Subject): key is LiveKey => key !== undefined && parties.every((party) => key.parties.includes(party));
const nameOf = (subject: string, dataClass: string): string => `${subject} ${dataClass}`;
const purposeOf = (keyId: string, subject: string, dataClass: string): string => `${keyId} ${subject} ${dataClass}`;
