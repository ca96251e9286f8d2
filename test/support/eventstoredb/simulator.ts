/**
 * Speaks the protocol of EventStoreDB as its official client uses it, from the service definitions that the client ships, so that the
 * tests drive the real client over a real socket where there is no EventStoreDB. It is no database: what it stores is in memory.
 * Troubles of the server are switches here; those of the network are in `../proxy.ts`, which also stands before a real server.
 */
import gossipPb from '@eventstore/db-client/generated/gossip_pb.js';
import featuresPb from '@eventstore/db-client/generated/serverfeatures_pb.js';
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import statusPb from '@eventstore/db-client/generated/status_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendReq, BatchAppendReq, BatchAppendResp, ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import anyPb from 'google-protobuf/google/protobuf/any_pb.js';
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js';
import type { GrpcCall } from './grpc-server.js';
import { GrpcFailure, GrpcServer } from './grpc-server.js';
import type { EventStoreStore, Expected, Outcome, ProposedRecord, StoredRecord } from './store.js';

/** Calls one connection carries, as in the real server. */
const MAX_CONCURRENT_STREAMS = 100;
/** Events a filtered subscription looks at before it says how far it is, where its subscriber did not say. */
const DEFAULT_SEARCH_WINDOW = 32;
/** Messages sent in one go. */
const PAGE = 256;
/** States of a member in gossip. */
const FOLLOWER = 6;
const LEADER = 8;
/** Codes of gRPC. */
const UNKNOWN = 2;
const INVALID_ARGUMENT = 3;
const NOT_FOUND = 5;
const FAILED_PRECONDITION = 9;
const ABORTED = 10;
const UNAVAILABLE = 14;
const UNAUTHENTICATED = 16;

export interface Member {
  readonly port: number;
  readonly leader: boolean;
}

export interface Troubles {
  /** So many appends from now on are done and never answered; the call breaks off instead. */
  loseAnswers: number;
  /** So many appends from now on are refused, as by a server that starts. */
  notReady: number;
  /** In which words: those of a server that starts, by default. */
  notReadyWords: string;
  /** Calls are taken and not answered, as by a process that is stopped. */
  frozen: boolean;
}

export class EventStoreSimulator {
  readonly troubles: Troubles = { loseAnswers: 0, notReady: 0, notReadyWords: 'Server Is Not Ready', frozen: false };
  /** Records that reads were answered with. */
  served = 0;
  /** The node it follows since it knew so much. */
  private following: { readonly leaderPort: number; readonly knownUpTo: bigint } | undefined;
  /** Whom gossip names; itself alone unless it is told otherwise. */
  members: (() => readonly Member[]) | undefined;
  /** The user and password it asks for, as `user:password`. */
  credentials: string | undefined;
  private server: GrpcServer | undefined;
  private readonly subscriptions = new Set<GrpcCall>();
  private readonly muted = new WeakSet<GrpcCall>();
  private readonly thaw = new Set<() => void>();
  port = 0;

  constructor(readonly store: EventStoreStore) {}

  /** @param tls certificate and key in PEM; without them it speaks in the clear */
  async start(port = 0, tls?: { readonly cert: Buffer; readonly key: Buffer }): Promise<number> {
    const streams = '/event_store.client.streams.streams';
    this.server = await GrpcServer.start({
      // These two without a password: the client tells it to neither.
      '/event_store.client.server_features.serverfeatures/getsupportedmethods': async (call) => {
        await this.thawed();
        await call.send([supportedMethods().serializeBinary()]);
      },
      '/event_store.client.gossip.gossip/read': async (call) => {
        await this.thawed();
        await call.send([this.clusterInfo().serializeBinary()]);
      },
      [`${streams}/read`]: this.guarded((call) => this.read(call)),
      [`${streams}/append`]: this.guarded((call) => this.append(call)),
      [`${streams}/batchappend`]: this.guarded((call) => this.batchAppend(call)),
      [`${streams}/delete`]: this.guarded(async (call) => {
        for await (const bytes of call.messages()) this.store.delete(nameOf(streamsPb.DeleteReq.deserializeBinary(bytes).getOptions()!.getStreamIdentifier()!));
        await call.send([new streamsPb.DeleteResp().setNoPosition(new sharedPb.Empty()).serializeBinary()]);
      }),
      [`${streams}/tombstone`]: this.guarded(async (call) => {
        for await (const bytes of call.messages()) this.store.tombstone(nameOf(streamsPb.TombstoneReq.deserializeBinary(bytes).getOptions()!.getStreamIdentifier()!));
        await call.send([new streamsPb.TombstoneResp().setNoPosition(new sharedPb.Empty()).serializeBinary()]);
      }),
    }, { port, tls, maxConcurrentStreams: MAX_CONCURRENT_STREAMS });
    this.port = this.server.port;
    return this.port;
  }

  /** Ends as a process that is killed: everything open breaks off, and only the store stays. */
  kill(): void {
    this.server?.kill();
    this.server = undefined;
    this.subscriptions.clear();
    this.store.restarted();
    this.unfreeze();
  }

  async restart(): Promise<void> {
    this.kill();
    await this.start(this.port);
  }

  unfreeze(): void {
    this.troubles.frozen = false;
    for (const go of [...this.thaw]) go();
    this.thaw.clear();
  }

  /** Another node leads from now on, and what is written there does not come here. Nothing is said of that to those who are connected. */
  follow(leaderPort: number): void {
    this.following = { leaderPort, knownUpTo: this.store.records.at(-1)!.position };
  }

  lead(): void {
    this.following = undefined;
  }

  /** Nothing more comes of the subscriptions there are, and nothing says so. */
  muteSubscriptions(): void {
    for (const call of this.subscriptions) this.muted.add(call);
  }

  /** Ends all subscriptions, as a server does with a consumer that is too slow. */
  dropSubscriptions(): void {
    for (const call of this.subscriptions) call.end(new GrpcFailure(ABORTED, 'Subscription dropped'));
    this.subscriptions.clear();
  }

  get subscribers(): number {
    return this.subscriptions.size;
  }

  private async thawed(): Promise<void> {
    if (this.troubles.frozen) await new Promise<void>((resolve) => this.thaw.add(resolve));
  }

  private guarded(handle: (call: GrpcCall) => Promise<void>): (call: GrpcCall) => Promise<void> {
    return async (call) => {
      await this.thawed();
      if (this.credentials !== undefined && call.header('authorization') !== `Basic ${Buffer.from(this.credentials).toString('base64')}`) throw new GrpcFailure(UNAUTHENTICATED, 'Authentication Failed');
      await handle(call);
    };
  }

  /** A node that follows sends away whoever asks for the leader. From others it takes appends for the leader, and tells them what it knows. */
  private checkLeads(call: GrpcCall): void {
    const { following } = this;
    if (following && call.header('requires-leader') === 'true') throw new GrpcFailure(NOT_FOUND, 'Leader info available', { exception: 'not-leader', 'leader-endpoint-host': '127.0.0.1', 'leader-endpoint-port': String(following.leaderPort) });
  }

  // Appending

  private outcome(stream: string, expected: Expected, events: readonly ProposedRecord[]): Outcome | 'not-ready' | 'lost' {
    const { troubles } = this;
    if (troubles.notReady > 0) {
      troubles.notReady -= 1;
      return 'not-ready';
    }
    const outcome = this.store.append(stream, expected, events);
    if (troubles.loseAnswers > 0) {
      troubles.loseAnswers -= 1;
      return 'lost';
    }
    return outcome;
  }

  private async append(call: GrpcCall): Promise<void> {
    let options: AppendReq.Options | undefined;
    const events: ProposedRecord[] = [];
    for await (const bytes of call.messages()) {
      const request = streamsPb.AppendReq.deserializeBinary(bytes);
      options ??= request.getOptions();
      const message = request.getProposedMessage();
      if (message) events.push(proposed(message));
    }
    await this.thawed();
    this.checkLeads(call);
    const stream = nameOf(options!.getStreamIdentifier()!);
    const expected = options!.hasNoStream() ? 'no-stream' : options!.hasAny() ? 'any' : options!.hasStreamExists() ? 'stream-exists' : Number(options!.getRevision());
    const outcome = this.outcome(stream, expected, events);
    if (outcome === 'lost') throw new GrpcFailure(UNAVAILABLE, 'Connection dropped');
    if (outcome === 'not-ready') throw new GrpcFailure(UNKNOWN, this.troubles.notReadyWords);
    if (outcome.kind === 'deleted') throw new GrpcFailure(FAILED_PRECONDITION, 'Stream is deleted', { exception: 'stream-deleted', 'stream-name': stream });
    if (outcome.kind === 'too-large') throw new GrpcFailure(INVALID_ARGUMENT, 'Maximum Append Size Exceeded', { exception: 'maximum-append-size-exceeded', 'maximum-append-size': '1048576' });
    const response = new streamsPb.AppendResp();
    if (outcome.kind === 'wrong') {
      const wrong = new streamsPb.AppendResp.WrongExpectedVersion();
      if (outcome.current === undefined || outcome.current < 0) wrong.setCurrentNoStream(new sharedPb.Empty());
      else wrong.setCurrentRevision(String(outcome.current));
      if (expected === 'no-stream') wrong.setExpectedNoStream(new sharedPb.Empty());
      else if (expected === 'stream-exists') wrong.setExpectedStreamExists(new sharedPb.Empty());
      else wrong.setExpectedRevision(String(expected));
      response.setWrongExpectedVersion(wrong);
    } else {
      const success = new streamsPb.AppendResp.Success().setCurrentRevision(String(outcome.revision));
      success.setPosition(new streamsPb.AppendResp.Position().setCommitPosition(String(outcome.position)).setPreparePosition(String(outcome.position)));
      response.setSuccess(success);
    }
    await call.send([response.serializeBinary()]);
  }

  /** One at a time, in the order they came: an append behind a frozen one waits as well. */
  private async batchAppend(call: GrpcCall): Promise<void> {
    const parts = new Map<string, { options: BatchAppendReq.Options; events: ProposedRecord[] }>();
    for await (const bytes of call.messages()) {
      const request = streamsPb.BatchAppendReq.deserializeBinary(bytes);
      const id = request.getCorrelationId()!;
      const key = JSON.stringify(id.toObject());
      const part = parts.get(key) ?? { options: request.getOptions()!, events: [] };
      parts.set(key, part);
      part.events.push(...request.getProposedMessagesList().map(proposed));
      if (!request.getIsFinal()) continue;
      parts.delete(key);
      await this.thawed();
      this.checkLeads(call);
      const answer = this.batchAnswer(part.options, part.events);
      if (answer === 'lost') throw new GrpcFailure(UNAVAILABLE, 'Connection dropped');
      await call.send([answer.setCorrelationId(id).serializeBinary()]);
    }
  }

  private batchAnswer(options: BatchAppendReq.Options, events: readonly ProposedRecord[]): BatchAppendResp | 'lost' {
    const identifier = options.getStreamIdentifier()!;
    const expected = options.hasNoStream() ? 'no-stream' : options.hasAny() ? 'any' : options.hasStreamExists() ? 'stream-exists' : Number(options.getStreamPosition());
    const outcome = this.outcome(nameOf(identifier), expected, events);
    if (outcome === 'lost') return 'lost';
    const response = new streamsPb.BatchAppendResp().setStreamIdentifier(identifier);
    if (outcome === 'not-ready') return response.setError(status(this.troubles.notReadyWords, new emptyPb.Empty().serializeBinary(), 'google.protobuf.Empty'));
    if (outcome.kind === 'written') {
      const success = new streamsPb.BatchAppendResp.Success().setCurrentRevision(String(outcome.revision));
      return response.setSuccess(success.setPosition(new sharedPb.AllStreamPosition().setCommitPosition(String(outcome.position)).setPreparePosition(String(outcome.position))));
    }
    if (outcome.kind === 'deleted') return response.setError(status('', new sharedPb.StreamDeleted().setStreamIdentifier(identifier).serializeBinary(), 'event_store.client.StreamDeleted'));
    if (outcome.kind === 'too-large') return response.setError(status('', new sharedPb.MaximumAppendSizeExceeded().setMaxappendsize(1_048_576).serializeBinary(), 'event_store.client.MaximumAppendSizeExceeded'));
    const wrong = new sharedPb.WrongExpectedVersion();
    if (outcome.current === undefined || outcome.current < 0) wrong.setCurrentNoStream(new emptyPb.Empty());
    else wrong.setCurrentStreamRevision(String(outcome.current));
    if (expected === 'no-stream') wrong.setExpectedNoStream(new emptyPb.Empty());
    else if (expected === 'stream-exists') wrong.setExpectedStreamExists(new emptyPb.Empty());
    else wrong.setExpectedStreamPosition(String(expected));
    return response.setError(status('', wrong.serializeBinary(), 'event_store.client.WrongExpectedVersion'));
  }

  // Reading

  private async read(call: GrpcCall): Promise<void> {
    const { value } = await call.messages().next();
    const options = streamsPb.ReadReq.deserializeBinary(value as Buffer).getOptions()!;
    this.checkLeads(call);
    if (options.hasSubscription()) return this.subscribe(call, options);
    let page: Uint8Array[] = [];
    for (const response of options.hasStream() ? this.streamRecords(options) : this.allRecords(options)) {
      this.served += 1;
      page.push(response.serializeBinary());
      if (page.length < PAGE) continue;
      await this.thawed();
      await call.send(page);
      page = [];
      if (call.closed) return;
    }
    await call.send(page);
  }

  private *streamRecords(options: ReadReq.Options): Generator<ReadResp> {
    const asked = options.getStream()!;
    const name = nameOf(asked.getStreamIdentifier()!);
    if (this.store.isTombstoned(name)) throw new GrpcFailure(FAILED_PRECONDITION, 'Stream is deleted', { exception: 'stream-deleted', 'stream-name': name });
    const records = this.store.stream(name);
    if (!records) {
      yield new streamsPb.ReadResp().setStreamNotFound(new streamsPb.ReadResp.StreamNotFound().setStreamIdentifier(asked.getStreamIdentifier()));
      return;
    }
    const count = Number(options.getCount());
    const from = asked.hasStart() ? 0 : asked.hasEnd() ? Infinity : Number(asked.getRevision());
    const { knownUpTo = this.store.records.at(-1)!.position } = this.following ?? {};
    const known = records.filter(({ position }) => position <= knownUpTo);
    const fitting = isBackwards(options) ? known.filter(({ revision }) => revision <= from).reverse() : known.filter(({ revision }) => revision >= from);
    for (const record of fitting.slice(0, count)) yield readEvent(record);
  }

  private *allRecords(options: ReadReq.Options): Generator<ReadResp> {
    const asked = options.getAll()!;
    const backwards = isBackwards(options);
    const { records: all } = this.store;
    const records = this.following ? all.slice(0, this.store.indexFrom(this.following.knownUpTo) + 1) : all;
    let index = asked.hasEnd() ? records.length : asked.hasStart() ? 0 : this.indexAt(asked.getPosition()!);
    for (let left = Number(options.getCount()); left > 0; left -= 1) {
      // Backwards a position is not read itself, forwards it is.
      const record = backwards ? records[--index] : records[index++];
      if (!record) return;
      yield readEvent(record);
    }
  }

  private indexAt(asked: ReadReq.Options.Position): number {
    const position = BigInt(asked.getCommitPosition());
    if (!this.store.isPosition(position)) throw new GrpcFailure(UNKNOWN, 'Unexpected ReadAllResult: InvalidPosition');
    return this.store.indexFrom(position);
  }

  private async subscribe(call: GrpcCall, options: ReadReq.Options): Promise<void> {
    const { store } = this;
    const asked = options.getAll()!;
    const matches = filterOf(options);
    let next = asked.hasStart() ? 0 : asked.hasEnd() ? store.records.length : this.indexAt(asked.getPosition()!);
    // The position itself is what the subscriber has already.
    if (asked.hasPosition() && store.records[next]?.position === BigInt(asked.getPosition()!.getCommitPosition())) next += 1;
    // After so many events, whether they fit or not, it says how far it has looked.
    const window = options.getFilter()?.hasMax() ? options.getFilter()!.getMax() : DEFAULT_SEARCH_WINDOW;
    const interval = window * (options.getFilter()?.getCheckpointintervalmultiplier() ?? 1);
    let considered = 0;
    this.subscriptions.add(call);
    const unfollow = store.onWritten(() => call.nudge());
    try {
      await call.send([new streamsPb.ReadResp().setConfirmation(new streamsPb.ReadResp.SubscriptionConfirmation().setSubscriptionId(crypto.randomUUID())).serializeBinary()]);
      while (!call.closed && this.subscriptions.has(call)) {
        await this.thawed();
        const page = this.muted.has(call) ? [] : store.records.slice(next, next + PAGE);
        next += page.length;
        const messages: Uint8Array[] = [];
        for (const record of page) {
          if (matches(record)) messages.push(readEvent(record).serializeBinary());
          considered += 1;
          if (options.hasFilter() && considered % interval === 0) messages.push(checkpoint(record).serializeBinary());
        }
        if (page.length > 0) await call.send(messages);
        else await call.turn();
      }
    } finally {
      unfollow();
      this.subscriptions.delete(call);
    }
  }

  private clusterInfo(): gossipPb.ClusterInfo {
    const members = this.members?.() ?? [{ port: this.port, leader: true }];
    return new gossipPb.ClusterInfo().setMembersList(members.map(({ port, leader }) =>
      new gossipPb.MemberInfo().setInstanceId(new sharedPb.UUID().setString(crypto.randomUUID())).setTimeStamp('0').setState(leader ? LEADER : FOLLOWER).setIsAlive(true)
        .setHttpEndPoint(new gossipPb.EndPoint().setAddress('127.0.0.1').setPort(port))));
  }
}

function supportedMethods(): featuresPb.SupportedMethods {
  const methods = ['BatchAppend', 'Append', 'Read', 'Delete', 'Tombstone'].map((name) =>
    new featuresPb.SupportedMethod().setServiceName('event_store.client.streams.Streams').setMethodName(name).setFeaturesList(name === 'Read' ? ['position', 'events', 'all', 'stream'] : []));
  return new featuresPb.SupportedMethods().setEventStoreServerVersion('24.6.0').setMethodsList(methods);
}

function isBackwards(options: ReadReq.Options): boolean {
  return options.getReadDirection() === streamsPb.ReadReq.Options.ReadDirection.BACKWARDS;
}

function filterOf(options: ReadReq.Options): (record: StoredRecord) => boolean {
  const filter = options.getFilter();
  if (!filter) return () => true;
  const byType = filter.hasEventType();
  const expression = byType ? filter.getEventType()! : filter.getStreamIdentifier()!;
  const prefixes = expression.getPrefixList();
  const regex = expression.getRegex() ? new RegExp(expression.getRegex()) : undefined;
  return ({ type, stream }) => {
    const text = byType ? type : stream;
    return regex ? regex.test(text) : prefixes.some((prefix) => text.startsWith(prefix));
  };
}

function proposed(message: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage): ProposedRecord {
  return {
    id: uuidOf(message.getId()!), type: message.getMetadataMap().get('type')!, contentType: message.getMetadataMap().get('content-type')!,
    data: message.getData_asU8(), metadata: message.getCustomMetadata_asU8(),
  };
}

function uuidOf(id: sharedPb.UUID): string {
  if (id.hasString()) return id.getString();
  const { mostSignificantBits, leastSignificantBits } = id.getStructured()!.toObject();
  const hex = [mostSignificantBits, leastSignificantBits].map((bits) => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function nameOf(identifier: sharedPb.StreamIdentifier): string {
  return Buffer.from(identifier.getStreamName_asU8()).toString('utf8');
}

function readEvent({ position, stream, revision, id, type, contentType, data, metadata, created }: StoredRecord): ReadResp {
  const event = new streamsPb.ReadResp.ReadEvent.RecordedEvent()
    .setId(new sharedPb.UUID().setString(id))
    .setStreamIdentifier(new sharedPb.StreamIdentifier().setStreamName(Buffer.from(stream).toString('base64')))
    .setStreamRevision(String(revision)).setPreparePosition(String(position)).setCommitPosition(String(position)).setData(data).setCustomMetadata(metadata);
  event.getMetadataMap().set('type', type).set('content-type', contentType).set('created', String(created));
  return new streamsPb.ReadResp().setEvent(new streamsPb.ReadResp.ReadEvent().setEvent(event).setCommitPosition(String(position)));
}

function checkpoint({ position }: StoredRecord): ReadResp {
  return new streamsPb.ReadResp().setCheckpoint(new streamsPb.ReadResp.Checkpoint().setCommitPosition(String(position)).setPreparePosition(String(position)));
}

function status(message: string, details: Uint8Array, type: string): statusPb.Status {
  const any = new anyPb.Any();
  any.pack(details, type);
  return new statusPb.Status().setMessage(message).setDetails(any);
}
