/**
 * Runs a command once, however often it is sent.
 *
 * What a command did is found again in the log by its id: every event carries the keyed hash of the command's body, and the
 * last event of its main append carries the answer. So an accepted command needs no row of its own, nothing has to be claimed
 * before deciding, and an answer can neither be lost nor differ from what happened. Only commands that appended nothing leave
 * a row in `commands.answer`.
 */
import type { DomainEvent, EventMetadata } from '#libs/event-log/domain-event.js';
import { EventIdTaken, WrongExpectedRevision, type AppendResult, type EventLog, type Position, type RecordedEvent } from '#libs/event-log/event-log.js';
import { canonicalJson } from '#libs/facts/canonical-json.js';
import type { MasterKey } from '#libs/personal-data/master-key.js';
import type { Subject } from '#libs/personal-data/keys.js';
import type { Metrics } from '#libs/platform/metrics.js';
import { Refusal } from '#libs/platform/refusal.js';
import { spanOf, traced } from '#libs/platform/tracing.js';
import type { Day } from '#libs/temporal/dates.js';
import { uuidV5 } from '#libs/platform/uuid.js';
import type { UnchangedAnswer, UnchangedAnswers } from './unchanged-answers.js';
import type { Answer, CommandAnswer, CommandContext } from './command.js';
import type { Fold } from '#libs/event-log/fold.js';
import type { Loaded, OutgoingEvent, Streams } from './streams.js';

/** How often a command decides again after losing a race, before it is told to come back: at 16 rivals on one stream, 3 to 5 happen. */
const MAX_ATTEMPTS = 40;

/** What one attempt of a command came to. */
export type Outcome =
  /** `begun`: the append requested more than itself; carries that out before the answer is given, and gives the last position. */
  | { readonly appended: AppendResult; readonly answer: Answer; readonly begun?: (() => Promise<Position>) | undefined }
  | { readonly unchanged: Loaded<unknown>; readonly answer: Answer };

/** Carries out what the events of a command requested over further streams. Only ever forward; safe to repeat, by anybody. */
export type Settle = (events: readonly RecordedEvent[]) => Promise<void>;

/** A stream that a command surely decides on. */
export interface FirstRead {
  readonly stream: string;
  readonly fold: Fold<unknown>;
}

/** Thrown by an attempt that must start again from reading, because what it built on has changed. */
export class StartAgain extends Error {
  override readonly name = 'StartAgain';
}

/** What is known of a command by its id. */
interface Known {
  readonly events: readonly RecordedEvent[];
  readonly unchanged: UnchangedAnswer | undefined;
}

export interface CommandRunnerOptions {
  readonly log: EventLog;
  readonly streams: Streams;
  readonly unchangedAnswers: UnchangedAnswers;
  readonly masterKey: MasterKey;
  readonly metrics: Metrics;
  /** Waits that many milliseconds; injected so that tests decide how time passes. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** A number in [0, 1) for jitter. */
  readonly random: () => number;
  /** Refuses every command that would append, while the log is copied elsewhere. */
  readonly readOnly?: boolean;
}

export class CommandRunner {
  /** Commands being run in this process: whoever sends the same key meanwhile waits for the same answer. */
  private readonly running = new Map<string, { body: string; answer: Promise<CommandAnswer> }>();

  constructor(private readonly options: CommandRunnerOptions) {}

  /**
   * Answers from what the command did before, or runs attempts until one is through.
   * @param settle completes what the command had begun over several streams, before its answer is given
   * @param first read for the first attempt while it is looked up what the command did before
   */
  async run(context: CommandContext, attempt: (run: Attempt) => Promise<Outcome>, settle?: Settle, first?: FirstRead): Promise<CommandAnswer> {
    const { commands } = this.options.metrics;
    try {
      const attributes = () => ({ 'annals.command': context.target.split(' ', 1)[0]!, 'annals.command_id': context.commandId });
      const answer = await traced('command', { attributes, parent: spanOf(context) }, () => this.answer(context, attempt, settle, first));
      commands.inc({ outcome: answer.status });
      return answer;
    } catch (error) {
      commands.inc({ outcome: error instanceof Refusal ? error.code : 'failed' });
      throw error;
    }
  }

  private async answer(context: CommandContext, attempt: (run: Attempt) => Promise<Outcome>, settle?: Settle, first?: FirstRead): Promise<CommandAnswer> {
    const body = context.hash ?? this.options.masterKey.keyedHash('body', canonicalJson([context.target, context.body]));
    if (context.validateOnly) {
      const { events } = await this.before(context, body);
      return this.decide(context, body, attempt, { isNew: events.length === 0 });
    }
    if (this.options.readOnly) throw new Refusal('read-only', 'this server only answers questions; nothing was recorded');
    const other = this.running.get(context.commandId);
    if (other) {
      if (other.body !== body) throw keyReused(context);
      return other.answer;
    }
    const answer = this.answerOnce(context, body, attempt, settle, first);
    this.running.set(context.commandId, { body, answer });
    try {
      return await answer;
    } finally {
      this.running.delete(context.commandId);
    }
  }

  /** What became of a command: its answer, or undefined when it is not known (never sent, refused, or still to be finished). */
  async answerOf(commandId: string): Promise<CommandAnswer | undefined> {
    const { events, unchanged } = await this.known(commandId);
    return unchanged?.answer ?? answerFrom(events);
  }

  /** Goes on with a command from one of its events, on the day it is completed. */
  resume(event: RecordedEvent, today: Day): Attempt {
    const context = this.contextOf(event, today);
    return new Attempt(context, context.hash ?? '', this.options.streams);
  }

  /** The command of an event, to be run again as it was sent; its body is gone, so whoever runs it knows what it asked for. */
  contextOf(event: RecordedEvent, today: Day): CommandContext {
    const { caller, actor, onBehalfOf, reason, correlationId, causationId, body = '' } = metadataOf(event);
    const { commandId, recordedAt: now } = event;
    return {
      caller, key: commandId, commandId, actor, correlationId, validateOnly: false, now, today, target: '', body: undefined, hash: body,
      ...(onBehalfOf && { onBehalfOf }), ...(reason && { reason }), ...(causationId && { causationId }),
    };
  }

  private async answerOnce(context: CommandContext, body: string, attempt: (run: Attempt) => Promise<Outcome>, settle?: Settle, first?: FirstRead): Promise<CommandAnswer> {
    const ahead = first && { ...first, read: this.options.streams.read(first.stream, first.fold) };
    // A command that is known does not need it; whoever awaits it hears of its failure.
    ahead?.read.catch(() => undefined);
    const { events, unchanged } = await this.before(context, body);
    if (unchanged) return unchanged.answer;
    return (await this.earlierAnswer(context, body, events, settle)) ?? this.decide(context, body, attempt, { isNew: events.length === 0, settle, ahead });
  }

  /** What was done or answered under this key before. Refuses the key when that was another command or body. */
  private async before(context: CommandContext, body: string): Promise<Known> {
    const known = await this.known(context.commandId);
    if ((known.unchanged && known.unchanged.body !== body) || known.events.some((event) => metadataOf(event).body !== body)) throw keyReused(context);
    return known;
  }

  private async known(commandId: string): Promise<Known> {
    const [events, unchanged] = await Promise.all([this.options.log.eventsOfCommand(commandId), this.options.unchangedAnswers.find(commandId)]);
    return { events, unchanged };
  }

  private async earlierAnswer(context: CommandContext, body: string, events: readonly RecordedEvent[], settle?: Settle): Promise<CommandAnswer | undefined> {
    for (const event of events) if (metadataOf(event).body !== body) throw keyReused(context);
    if (!answerFrom(events)) return undefined;
    if (!settle) return answerFrom(events);
    await settle(events);
    return answerFrom(await this.options.log.eventsOfCommand(context.commandId));
  }

  private async answerOfNow(context: CommandContext, body: string, settle?: Settle): Promise<CommandAnswer | undefined> {
    return this.earlierAnswer(context, body, await this.options.log.eventsOfCommand(context.commandId), settle);
  }

  private async decide(context: CommandContext, body: string, attempt: (run: Attempt) => Promise<Outcome>, { isNew, settle, ahead }: Circumstances): Promise<CommandAnswer> {
    for (let tries = 1; tries <= MAX_ATTEMPTS; tries++) {
      try {
        const run = new Attempt(context, body, this.options.streams, tries === 1 ? { isNew, ahead } : undefined);
        const outcome = await attempt(run);
        if ('unchanged' in outcome) {
          // Nothing to do because another process has just done it is no answer to the command itself.
          const earlier = outcome.unchanged.commands.has(context.commandId) ? await this.answerOfNow(context, body, settle) : undefined;
          return earlier ?? (await this.rememberUnchanged(context, body, { ...outcome.answer, revision: outcome.unchanged.revision, position: run.seen }));
        }
        const { appended, answer, begun } = outcome;
        if (appended.repeated) return (await this.answerOfNow(context, body, settle))!;
        return { ...asStored(answer), status: 'accepted', revision: appended.revision, position: begun ? await begun() : appended.position };
      } catch (error) {
        if (error instanceof ValidOnly) return { ...error.answer, status: 'valid', position: error.position };
        const again = error instanceof WrongExpectedRevision || error instanceof EventIdTaken || error instanceof StartAgain;
        if (!again && !(error instanceof Refusal)) throw error;
        // The rival may have been this very command, sent to another process or repeated after an unknown outcome: then what
        // it did is what refuses it now.
        const earlier = context.validateOnly ? undefined : await this.answerOfNow(context, body, settle);
        if (earlier) return earlier;
        if (!again) throw error;
        this.options.metrics.commandRetries.inc();
        await this.options.sleep(Math.min(2 ** Math.min(tries, 6), 50) * this.options.random());
      }
    }
    throw new Refusal('conflict-busy', `other commands changed the same stream ${MAX_ATTEMPTS} times while this one was deciding; send it again`);
  }

  private async rememberUnchanged(context: CommandContext, body: string, answer: Omit<CommandAnswer, 'status'>): Promise<CommandAnswer> {
    const full = { ...answer, status: context.validateOnly ? 'valid' : 'unchanged' } as CommandAnswer;
    if (context.validateOnly) return full;
    const stored = await this.options.unchangedAnswers.remember({ commandId: context.commandId, body, answer: full, at: context.now });
    if (stored.body !== body) throw keyReused(context);
    return stored.answer;
  }
}

/** Thrown where a command would append, when only validation was asked. */
class ValidOnly extends Error {
  constructor(readonly answer: Answer, readonly position: Position) {
    super('validate only');
  }
}

/** What an attempt must know of its command: also to be had from an event of it, when somebody else completes it. */
export type CommandTrace = Pick<CommandContext, 'commandId' | 'caller' | 'actor' | 'onBehalfOf' | 'reason' | 'correlationId' | 'causationId' | 'ifMatch' | 'validateOnly' | 'today'>;

/** A stream that is being read already. */
interface ReadAhead extends FirstRead {
  readonly read: Promise<() => Loaded<unknown>>;
}

/** How a command stands when it is decided for the first time. */
interface Circumstances {
  /** The log knew no event of it a moment ago. */
  readonly isNew: boolean;
  readonly settle?: Settle | undefined;
  readonly ahead?: ReadAhead | undefined;
}

/** One attempt: reading streams, and the appends that carry the command's ids and metadata. */
export class Attempt {
  private readonly recent = new Map<string, { readonly fold: Fold<unknown>; readonly loaded: Loaded<unknown> }>();
  /** Ids that are this command's own. */
  private readonly made = new Set<string>();
  private readonly isNew: boolean;
  private ahead: ReadAhead | undefined;

  /**
   * @param body keyed hash of the command's target and body
   * @param first of the first attempt alone
   */
  constructor(readonly context: CommandTrace, private readonly body: string, private readonly streams: Streams, first?: Pick<Circumstances, 'isNew' | 'ahead'>) {
    this.isNew = first?.isNew ?? false;
    this.ahead = first?.ahead;
  }

  /** The n-th id this command makes in a role: the same in every attempt. */
  id(role: string, n = 1): string {
    const id = uuidV5(this.context.commandId, `${role}/${n}`);
    this.made.add(id);
    return id;
  }

  /**
   * A stream as the log has it now, or has had it since the command came. One that has its name from this very command is not there
   * yet: it is not asked for the first time, and if it has come to be meanwhile, the append finds out and another attempt reads it.
   */
  async load<S>(stream: string, fold: Fold<S>): Promise<Loaded<S>> {
    const loaded = this.isToBegin(stream) ? nothingYet(fold) : (await this.read(stream, fold))();
    this.recent.set(stream, { fold, loaded });
    return loaded;
  }

  private isToBegin(stream: string): boolean {
    return this.isNew && !this.recent.has(stream) && this.made.has(stream.slice(stream.indexOf('-') + 1));
  }

  private read<S>(stream: string, fold: Fold<S>): Promise<() => Loaded<S>> {
    const { ahead } = this;
    this.ahead = undefined;
    return ahead?.stream === stream && ahead.fold === fold ? (ahead.read as Promise<() => Loaded<S>>) : this.streams.read(stream, fold);
  }

  /** Where the log was, as far as this attempt has read it: who reads from there on sees what it was decided on. */
  get seen(): Position {
    return [...this.recent.values()].reduce((seen, { loaded: { position } }) => (position > seen ? position : seen), 0n);
  }

  /** A stream as this attempt has read it before, if it has: right for whoever appends at that very revision next. */
  async loaded<S>(stream: string, fold: Fold<S>): Promise<Loaded<S>> {
    const recent = this.recent.get(stream);
    return recent?.fold === fold ? (recent.loaded as Loaded<S>) : this.load(stream, fold);
  }

  /** Makes the keys that these events will be stored under, while something else is still being waited for. */
  prepare(subject: Subject, events: readonly DomainEvent[]): Promise<void> {
    return this.context.validateOnly ? Promise.resolve() : this.streams.prepare(subject, events);
  }

  /** Lets the keys of a subject protect data of these parties too, before it is appended that they are concerned. */
  involve(subject: Subject): Promise<void> {
    return this.context.validateOnly ? Promise.resolve() : this.streams.involve(subject);
  }

  /** Refuses when the caller decided on another revision than the stream is at. */
  checkRevision(loaded: Loaded<unknown>): void {
    const { ifMatch } = this.context;
    if (ifMatch === undefined || ifMatch === loaded.revision) return;
    throw new Refusal('revision-mismatch', `the stream is at revision ${loaded.revision}, If-Match said ${ifMatch}`, { revision: loaded.revision });
  }

  /**
   * Id of the n-th event (from 1) this command's main append writes into a stream. It names the body as well: EventStoreDB takes events
   * of the same ids for the same events, and one key may have been sent with two bodies at once.
   */
  eventId(stream: string, n: number): string {
    return uuidV5(this.context.commandId, `${stream}/${n}/${this.body}`);
  }

  /** The one append that decides the command. Its last event carries the answer. */
  async append(stream: string, loaded: Loaded<unknown>, events: readonly DomainEvent[], answer: Answer, subject?: Subject): Promise<AppendResult> {
    if (this.context.validateOnly) throw new ValidOnly(answer, loaded.position);
    // EventStoreDB writes an event again at another revision than it has. So what this command has done is looked for where it would do it.
    if (loaded.commands.has(this.context.commandId)) throw new StartAgain(`this command has written into ${stream} already`);
    return this.streams.append(stream, loaded.revision, this.outgoing(events, (i) => this.eventId(stream, i + 1), answer), subject);
  }

  /**
   * An append into a further stream that the main one requested. Whoever makes it, its events have the same ids; it is decided on
   * what the stream was read to hold, so that what is done already is not asked for again.
   * @param part which of several such appends into the one stream it is
   */
  async appendFollowing(stream: string, loaded: Loaded<unknown>, events: readonly DomainEvent[], subject?: Subject, part?: string): Promise<AppendResult> {
    const of = part === undefined ? stream : `${stream}/${part}`;
    return this.streams.append(stream, loaded.revision, this.outgoing(events, (i) => this.eventId(of, i + 1)), subject);
  }

  /**
   * An append beside the main one (a reservation, a fence): its ids are bound to the revision it is made at, because a command
   * may reserve, withdraw and reserve again in the same stream.
   */
  async appendBeside(stream: string, loaded: Loaded<unknown>, events: readonly DomainEvent[]): Promise<AppendResult> {
    return this.streams.append(stream, loaded.revision, this.outgoing(events, (i) => uuidV5(this.context.commandId, `${stream}@${loaded.revision + 1 + i}`)));
  }

  private outgoing(events: readonly DomainEvent[], idOf: (index: number) => string, answer?: Answer): OutgoingEvent[] {
    const { commandId, caller, actor, onBehalfOf, reason, correlationId, causationId } = this.context;
    return events.map((event, i) => {
      const metadata: EventMetadata = {
        v: 0, n: i + 1, of: events.length, caller, actor, verified: false, correlationId, body: this.body,
        ...(onBehalfOf && { onBehalfOf }), ...(reason && { reason }), ...(causationId && { causationId }),
        ...(event.provenance && { provenance: event.provenance }),
        ...(answer && i === events.length - 1 && { answer }),
      };
      return { id: idOf(i), commandId, event, metadata };
    });
  }
}

const nothingYet = <S>(fold: Fold<S>): Loaded<S> => ({ state: fold.initial(), revision: -1, position: 0n, commands: new Set() });

/** Streams whose events are part of a command's answer; claims and slots are bookkeeping, which may still be tidied up later. */
const isBookkeeping = (stream: string): boolean => stream.startsWith('claim-') || stream.startsWith('slot-');

/** Streams of processes: who requests one is answered before it is carried out, and the same again after it was. */
const isProcess = (stream: string): boolean => stream.startsWith('taskReassignment-') || stream.startsWith('portfolioHandover-');

function metadataOf(event: RecordedEvent): EventMetadata {
  return JSON.parse(event.metadata) as EventMetadata;
}

/** As it is read again from the log, to the letter. */
const asStored = (answer: Answer): Answer => JSON.parse(canonicalJson(answer)) as Answer;

function answerFrom(events: readonly RecordedEvent[]): CommandAnswer | undefined {
  const decisive = events.find((event) => metadataOf(event).answer !== undefined);
  if (!decisive) return undefined;
  let position = decisive.position;
  if (!isProcess(decisive.stream)) for (const event of events) if (!isBookkeeping(event.stream) && !isFence(event) && event.position > position) position = event.position;
  return { ...(metadataOf(decisive).answer as unknown as Answer), status: 'accepted', revision: decisive.revision, position };
}

const isFence = (event: RecordedEvent): boolean => event.type === 'ClaimRevoked' || event.type === 'SlotRevoked';

function keyReused({ key }: CommandContext): Refusal {
  return new Refusal('key-reused', `the key ${key} was used before with another command or body`);
}
