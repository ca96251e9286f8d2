/**
 * Clients that tell commands over HTTP and send each again under its key until it is acknowledged, as the client of the product does.
 * Each keeps to parties of its own. So the seed alone decides what it tells, in which order; only when is up to the processes.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { commandIdOf } from '#apps/api/http/command-context.js';
import { sendUntilAnswered, type RetryPolicy } from '#libs/client/retry.js';
import { Seeded } from '../../bench/seeded.js';

/** A command, and the types of the events that it writes, each once. */
interface Command {
  readonly path: string;
  readonly body: object;
  readonly writes: readonly string[];
  /** What is known from its answer on. */
  readonly learn: (answer: Answer) => void;
}

interface Answer {
  readonly status: string;
  readonly position: string;
  readonly partyId: string;
  readonly factIds: readonly string[];
}

export interface Acknowledged {
  readonly key: string;
  readonly commandId: string;
  readonly writes: readonly string[];
}

interface Party {
  readonly partyId: string;
  readonly kind: 'organisation' | 'person';
  /** Facts that nothing was said of since. */
  readonly facts: string[];
}

/** Milliseconds between commands of one client, at most. */
const PAUSE_MS = 200;
/** One in so many of what it has recorded a client asks for at once. */
const ASKED_FOR = 3;
/** Parties that a client goes on with: of earlier ones nothing more is told. */
const KNOWN_PARTIES = 8;
const POLICY: Omit<RetryPolicy, 'fetch'> = {
  attempts: Infinity, firstPauseMs: 50, longestPauseMs: 500, longestRetryAfterMs: 60_000, timeoutMs: 15_000,
  sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }), random: Math.random, now: Date.now,
};

export class Client {
  private readonly seeded: Seeded;
  private readonly parties: Party[] = [];
  private told = 0;

  /** @param url where the server is, which is somewhere else when it was started again */
  constructor(private readonly url: () => string, private readonly caller: string, seed: number) {
    this.seeded = new Seeded(seed);
  }

  /** Tells commands until it is stopped; the one under way is brought to its end. */
  async *tell(stopped: AbortSignal, givenUp: AbortSignal): AsyncGenerator<Acknowledged, void, void> {
    while (!stopped.aborted) {
      yield await this.acknowledged(this.next(), givenUp);
      await sleep(this.seeded.below(PAUSE_MS), undefined, { signal: stopped }).catch(() => undefined);
    }
  }

  private async acknowledged({ path, body, writes, learn }: Command, signal: AbortSignal): Promise<Acknowledged> {
    const key = `fault:${this.told}`;
    this.told += 1;
    const headers = { 'content-type': 'application/json', 'annals-caller': this.caller, 'idempotency-key': key };
    const request = new Request(new URL(path, this.url()), { method: 'POST', headers, body: JSON.stringify(body), signal });
    const response = await sendUntilAnswered(request, { ...POLICY, fetch: (_, init) => fetch(new URL(path, this.url()), init) });
    const answer = await response.text();
    if (!response.ok) throw new Error(`${this.caller} was answered ${response.status} to ${key}, ${path}: ${answer}`);
    const told = JSON.parse(answer) as Answer;
    if (told.status !== 'accepted') throw new Error(`${this.caller} was told that ${key}, ${path}, is ${told.status}`);
    learn(told);
    if (writes.includes('FactRecorded') && this.seeded.below(ASKED_FOR) === 0) await this.readOwnWrite(told, key);
    return { key: `${this.caller} ${key}`, commandId: commandIdOf(this.caller, key), writes };
  }

  /** What was acknowledged shows to whoever asks after it, or the answer is that it does not yet; while things are broken there may be none. */
  private async readOwnWrite({ partyId, position, factIds }: Answer, key: string): Promise<void> {
    const response = await fetch(new URL(`/v1/parties/${partyId}/360?include=facts&after=${position}`, this.url()), { signal: AbortSignal.timeout(POLICY.timeoutMs) }).catch(() => undefined);
    if (!response || response.status >= 500) return;
    const text = await response.text().catch(() => undefined);
    if (text === undefined) return;
    const shown = response.ok ? (JSON.parse(text) as { facts: readonly { factId: string }[] }).facts.map(({ factId }) => factId) : [];
    const missing = factIds.filter((factId) => !shown.includes(factId));
    if (missing.length > 0) throw new Error(`${this.caller} asked after ${position}, which acknowledged ${key}, and was not shown ${missing.join(', ')}: ${response.status} ${text}`);
  }

  private next(): Command {
    const { seeded } = this;
    const party = seeded.pick(this.parties.slice(-KNOWN_PARTIES));
    const turn = seeded.below(20);
    if (!party || turn < 4) return this.create();
    if (turn < 9 || party.facts.length === 0) return this.record(party, 1 + seeded.below(3));
    if (turn < 15) return this.change(party);
    const other = seeded.pick(this.parties.slice(-KNOWN_PARTIES));
    return turn < 18 && other !== party ? this.log(party, other) : this.employ(party);
  }

  private create(): Command {
    const kind = this.seeded.pick(['organisation', 'person'] as const);
    const facts = [{ attribute: kind === 'person' ? 'name.usual' : 'name.legal', value: this.name(), validFrom: '2020-01-01' }, this.email()];
    return {
      path: '/v1/parties', body: { kind, facts }, writes: ['PartyCreated', 'FactRecorded', 'FactRecorded'],
      learn: ({ partyId, factIds }) => void this.parties.push({ partyId, kind, facts: factIds.slice(1) }),
    };
  }

  private record({ partyId, facts }: Party, count: number): Command {
    const recorded = Array.from({ length: count }, () => this.email());
    return { path: `/v1/parties/${partyId}/facts`, body: { facts: recorded }, writes: recorded.map(() => 'FactRecorded'), learn: ({ factIds }) => void facts.push(...factIds) };
  }

  private change({ partyId, facts }: Party): Command {
    const path = `/v1/parties/${partyId}/facts/${facts.splice(this.seeded.below(facts.length), 1)[0]}`;
    const learn = (): void => undefined;
    return this.seeded.pick<() => Command>([
      () => ({ path: `${path}/end`, body: { on: '2024-05-01' }, writes: ['FactEnded'], learn }),
      () => ({ path: `${path}/confirm`, body: { on: '2024-05-02' }, writes: ['FactConfirmed'], learn }),
      () => ({ path: `${path}/correct`, body: { value: this.email().value, validFrom: '2021-02-01', validTo: null }, writes: ['FactCorrected'], learn }),
      () => ({ path: `${path}/retract`, body: {}, writes: ['FactRetracted'], learn }),
    ])();
  }

  private log(us: Party, them: Party): Command {
    return {
      path: '/v1/interactions', writes: ['InteractionLogged'], learn: () => undefined,
      body: {
        participants: [{ side: 'us', role: 'agent', party: us.partyId }, { side: 'them', role: 'caller', party: them.partyId }],
        direction: 'inbound', medium: 'phone', startedAt: '2024-01-15T10:30:00+01:00', subject: this.name(),
      },
    };
  }

  /** Of several streams: what it has begun somebody carries on. */
  private employ({ partyId, kind }: Party): Command {
    const party = kind === 'organisation' ? partyId : this.parties.find((one) => one.kind === 'organisation')?.partyId;
    if (party === undefined) return this.create();
    return {
      path: '/v1/parties', body: { kind: 'person', relations: [{ type: 'employee-of', direction: 'a-to-b', party, validFrom: '2021-01-01' }] },
      writes: ['PartyCreated', 'RelationsRequested', 'RelationStarted'], learn: (answer) => void this.parties.push({ partyId: answer.partyId, kind: 'person', facts: [] }),
    };
  }

  private email(): { readonly attribute: string; readonly value: string; readonly validFrom: string } {
    return { attribute: 'email', value: `${this.seeded.uuid()}@example.org`, validFrom: '2021-01-01' };
  }

  private name(): string {
    return `Morel ${this.seeded.below(1e9)}`;
  }
}
