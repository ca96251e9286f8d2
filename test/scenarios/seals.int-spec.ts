/** The notary beside a working system: proofs for whoever has no log, erasure, processes that end or race. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LogUnavailable, type EventLog } from '#libs/event-log/event-log.js';
import { Blocks } from '#libs/notary/blocks.js';
import { Notary } from '#libs/notary/notary.js';
import type { InclusionProof } from '#libs/notary/proof.js';
import type { Seal } from '#libs/notary/seal.js';
import { SEALING_KEY_FILE } from '#libs/notary/sealing-key.js';
import { verifyLog, type Verdict } from '#libs/notary/verify-log.js';
import { packageRoot } from '#libs/platform/package-root.js';
import { send } from '../http/client.js';
import { startApi, type TestApi } from '../support/api.js';

describe('the notary', () => {
  let api: TestApi;
  let folder: string;
  let partyId: string;
  beforeAll(async () => {
    api = await startApi();
    folder = await mkdtemp(path.join(os.tmpdir(), 'annals-proof-'));
  });
  afterAll(async () => {
    await api.stop();
    await rm(folder, { recursive: true });
  });

  const recorded = async (name: string): Promise<string> => ((await send(api.url, 'POST', '/v1/parties', { kind: 'person', facts: [{ attribute: 'name.usual', value: name, validFrom: '2020' }] })).body as { partyId: string }).partyId;
  const verify = (witnessed: readonly Seal[] = []): Promise<Verdict> => verifyLog({ log: api.log, blocks: new Blocks(api.pool), witnessed });
  const seals = async (): Promise<readonly Seal[]> => ((await send(api.url, 'GET', '/v1/log/seals?from=0')).body as { items: Seal[] }).items;
  const checked = async (proof: unknown, ...more: readonly string[]): Promise<string> => {
    const file = path.join(folder, 'proof.json');
    await writeFile(file, JSON.stringify(proof));
    return promisify(execFile)(process.execPath, [path.join(packageRoot, 'docs/verify-inclusion.mjs'), file, ...more]).then(({ stdout }) => stdout, (error: { stdout: string }) => error.stdout);
  };

  const unsealedSeconds = async (): Promise<number> => Number(/^annals_unsealed_seconds (\S+)$/m.exec(await (await fetch(`${api.url}/metrics`)).text())![1]);

  it('proves each event of a block to whoever has neither log nor server, and none that is not sealed', async () => {
    partyId = await recorded('Ybert');
    await api.notary.round({ everything: true });
    await recorded('Later');
    const events = await api.log.readAll(0n, 10_000);
    const [seal] = await seals();
    for (const { id } of [events[0]!, events[1]!, events[seal!.last - 1]!, events.find(({ stream }) => stream === `party-${partyId}`)!]) {
      const { status, body } = await send(api.url, 'GET', `/v1/log/events/${id}/proof`);
      expect(status).toBe(200);
      expect(await checked(body, seal!.publicKey)).toMatch(new RegExp(`^Proven: event ${id} `));
    }
    const { event, ...rest } = (await send(api.url, 'GET', `/v1/log/events/${events[1]!.id}/proof`)).body as unknown as InclusionProof;
    for (const bent of [{ ...event, recordedAt: '2020-01-01T00:00:00.000Z' }, { ...event, ordinal: event.ordinal + 1 }, { ...event, data: { kind: 'other' } }, { ...event, note: 'unproven' }]) expect(await checked({ event: bent, ...rest })).toBe('NOT PROVEN: the event does not lead to the sealed root\n');
    expect(await checked({ event, ...rest }, 'another')).toMatch(/^NOT PROVEN: the seal is signed with another key/);
    expect(await checked({ ...rest, event, seal: { ...seal!, last: seal!.last + 1 } })).toContain('the signature does not fit the seal');
    // The last character of 64 bytes in base64url has four bits that say nothing.
    const [, lead, last] = /^(.*)(.)$/.exec(seal!.signature)!;
    const alike = String.fromCharCode(last!.charCodeAt(0) + 1);
    expect(await checked({ ...rest, event, seal: { ...seal!, signature: `${lead}${alike}` } })).toContain('the signature does not fit the seal');
    expect(await send(api.url, 'GET', `/v1/log/events/${events.at(-1)!.id}/proof`)).toMatchObject({ status: 404, body: { code: 'not-found', detail: expect.stringContaining('events of the log are not sealed yet') } });
    expect((await send(api.url, 'GET', '/v1/log/seals')).body).toMatchObject({ items: [seal], unsealed: events.length - seal!.last });
    expect(await unsealedSeconds()).toBeGreaterThan(0);
  });

  it('is not disturbed by erasure: neither the log, nor a proof given before', async () => {
    const { id } = (await api.log.readStream(`party-${partyId}`))[1]!;
    const before = (await send(api.url, 'GET', `/v1/log/events/${id}/proof`)).body;
    expect(JSON.stringify(before)).not.toContain('Ybert');
    expect(await api.keys.destroy(partyId)).toBeGreaterThan(0);
    expect((await send(api.url, 'GET', `/v1/log/events/${id}/proof`)).body).toEqual(before);
    expect(await checked(before)).toMatch(/^Proven/);
    expect(await verify(await seals())).toMatchObject({ finding: undefined, witnessed: 1 });
  });

  it('rests when nothing but its own seals is new', async () => {
    await api.notary.round({ everything: true });
    const { position } = await api.log.head();
    await api.notary.round({ everything: true });
    expect((await api.log.head()).position).toBe(position);
    expect(await unsealedSeconds()).toBe(0);
  });

  it('may end at any step, and the next one goes on: no block is sealed twice or left out', async () => {
    await api.notary.stop();
    const failing = { before: false, after: false, kept: false };
    const log = new Proxy(api.log, {
      get: (target, name) => (name === 'append' ? async (...append: Parameters<EventLog['append']>) => {
        if (failing.before) throw new LogUnavailable('cut off before');
        const result = await target.append(...append);
        if (failing.after) throw new LogUnavailable('cut off after');
        return result;
      } : (Reflect.get(target, name) as (() => unknown)).bind?.(target) ?? Reflect.get(target, name)) as unknown,
    });
    const options = { pool: api.pool, keyFile: path.join(path.dirname(api.keyFile), SEALING_KEY_FILE), monotonic: () => performance.now(), sleep: () => Promise.resolve(), onError: () => undefined };
    let count = (await seals()).length;
    for (const step of ['before', 'after', 'kept'] as const) {
      await recorded(step);
      const dying = new Notary({ ...options, log });
      if (step === 'kept') await api.pool.query('alter table notary.block add constraint disk_full check (false) not valid');
      else failing[step] = true;
      await expect(dying.round({ everything: true })).rejects.toThrow();
      failing.before = failing.after = false;
      await api.pool.query('alter table notary.block drop constraint if exists disk_full');
      // Killed: its lease is left to run out.
      await api.pool.query('delete from notary.lease');
      const next = new Notary({ ...options, log: api.log });
      await next.round({ everything: true });
      await next.stop();
      count += 1;
      expect([step, (await seals()).length, await verify()]).toMatchObject([step, count, { seals: count, finding: undefined, sealed: expect.any(Number) }]);
    }
  });

  it('has its key or does not seal', async () => {
    const other = new Notary({ log: api.log, pool: api.pool, keyFile: path.join(folder, 'other.json'), monotonic: () => performance.now(), sleep: () => Promise.resolve(), onError: () => undefined });
    await recorded('Unsealed');
    await expect(other.round({ everything: true })).rejects.toThrow(/sealing key .* is missing/);
    await other.stop();
  });

  it('is one, however many run and whoever thinks to hold the lease', async () => {
    const of = () => new Notary({ log: api.openLog(), pool: api.pool, keyFile: path.join(path.dirname(api.keyFile), SEALING_KEY_FILE), monotonic: () => performance.now(), sleep: () => Promise.resolve(), onError: () => undefined });
    const racing = [of(), of(), of()];
    for (let round = 0; round < 5; round += 1) {
      await recorded(`Round ${round}`);
      await Promise.all(racing.map(async (notary) => {
        await api.pool.query('delete from notary.lease');
        await notary.round({ everything: true });
      }));
    }
    await Promise.all(racing.map((notary) => notary.stop()));
    expect(await verify()).toMatchObject({ finding: undefined });
    expect((await seals()).map(({ block }) => block)).toEqual((await seals()).map((_, n) => n));
  });
});
