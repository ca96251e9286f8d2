/**
 * How every command on a party runs: load, decide, reserve what must be unique, append once, then carry out the relations the
 * append requested.
 */
import { addressWarnings, type AddressAdvice } from '#libs/commands/address-advice.js';
import { StartAgain, type Attempt, type CommandRunner, type Outcome, type Settle } from '#libs/commands/command-runner.js';
import type { Answer, CommandAnswer, CommandContext, Warning } from '#libs/commands/command.js';
import type { Loaded } from '#libs/commands/streams.js';
import type { Configuration } from '#libs/configuration/registry.js';
import type { DomainEvent } from '#libs/event-log/domain-event.js';
import type { Position, RecordedEvent } from '#libs/event-log/event-log.js';
import type { FactEvent } from '#libs/facts/events.js';
import type { FactInput } from '#libs/facts/fact-inputs.js';
import { assertedRange, equalValues } from '#libs/facts/fact.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { Day } from '#libs/temporal/dates.js';
import { dayRange, within } from '#libs/temporal/periods.js';
import { partyStream, type RelationsRequested, type RequestedRelation } from './events.js';
import { refuseUnknownReferences } from './references.js';
import type { IdentifierClaims, UniqueScheme, WantedIdentifier } from './identifier-claims.js';
import { partyFold, type Party } from './party.js';
import type { PartyToBe, RelationRequests, StatedRelation } from './relation-requests.js';

/** What deciding on a party came to. */
export interface PartyDecision {
  readonly events: readonly DomainEvent[];
  readonly warnings: readonly Warning[];
  /** The facts that were stated: a fault in one is told by where it stands. */
  readonly inputs?: readonly FactInput[];
  /** Further members of the answer: ids and codes. */
  readonly answer?: Readonly<Record<string, unknown>>;
  /** The fact that holds the identifier by which the party was looked for and not found: when somebody else is faster, look again. */
  readonly key?: string;
  /** What is left to do in other streams once the events are in the log; gives the last position. */
  readonly afterwards?: () => Promise<Position>;
  /** Relations stated together with the party, and the party as it will be. */
  readonly relations?: { readonly party: PartyToBe; readonly stated: readonly StatedRelation[] };
}

export interface PartyWriterOptions {
  readonly runner: CommandRunner;
  readonly claims: IdentifierClaims;
  readonly configuration: Configuration;
  readonly relations: RelationRequests;
  readonly addresses: AddressAdvice;
}

export class PartyWriter {
  constructor(private readonly options: PartyWriterOptions) {}

  /**
   * Runs a command on one party.
   * @param target the party, or how to find it in each attempt (an upsert does not know it beforehand)
   * @param complete does what a command left undone whose events were found in the log
   */
  async write(
    context: CommandContext,
    target: string | ((attempt: Attempt) => Promise<string>),
    decide: (party: Loaded<Party>, partyId: string, attempt: Attempt) => Promise<PartyDecision>,
    complete?: Settle,
  ): Promise<CommandAnswer> {
    return this.options.runner.run(context, async (attempt) => {
      const partyId = typeof target === 'string' ? target : await target(attempt);
      const party = await attempt.load(partyStream(partyId), partyFold);
      attempt.checkRevision(party);
      return this.append(attempt, partyId, party, await decide(party, partyId, attempt));
    }, async (events) => {
      await this.settle(events, context.today);
      await complete?.(events);
    }, typeof target === 'string' ? { stream: partyStream(target), fold: partyFold } : undefined);
  }

  /** The party that holds a unique identifier on a day. */
  holderOf(attempt: Attempt, scheme: UniqueScheme, value: unknown, on: Day): Promise<string | undefined> {
    return this.options.claims.holderOf(attempt, scheme, value, on);
  }

  /** Refuses events that would not be appended as things stand, and reserves nothing. */
  async refuseUnfit(attempt: Attempt, partyId: string, party: Party, events: readonly DomainEvent[]): Promise<void> {
    await refuseUnknownReferences(attempt, this.options.configuration, partyId, party, events as readonly FactEvent[]);
    for (const wanted of await this.identifiersIn(attempt, partyStream(partyId), party, events as readonly FactEvent[])) await this.options.claims.refuseTaken(attempt, partyId, wanted);
  }

  private async append(attempt: Attempt, partyId: string, party: Loaded<Party>, decision: PartyDecision): Promise<Outcome> {
    const stream = partyStream(partyId);
    const advice = await addressWarnings(this.options.addresses, decision.events, party.state.facts, attempt.context.today);
    await refuseUnknownReferences(attempt, this.options.configuration, partyId, party.state, decision.events as readonly FactEvent[], decision.inputs);
    const wanted = await this.identifiersIn(attempt, stream, party.state, decision.events as readonly FactEvent[]);
    const requested = await this.reserve(attempt, partyId, party.state, wanted, decision);
    const events = requested.length === 0 ? decision.events : [...decision.events, { type: 'RelationsRequested', data: { relations: requested } }];
    const answer: Answer = {
      partyId, ...decision.answer, warnings: [...decision.warnings, ...advice],
      ...(decision.relations && { relations: requested.map(({ relationId, periodId, type, change }) => ({ relationId, periodId, type, change })) }),
    };
    if (events.length === 0) return { unchanged: party, answer };
    const appended = await attempt.append(stream, party, events, answer, { id: partyId, parties: [partyId] });
    return { appended, answer, begun: requested.length === 0 ? decision.afterwards : () => this.options.relations.settle(attempt, partyId, requested) };
  }

  /** Reserves what must be unique and limited, side by side, and makes the keys meanwhile. Refused in one part, the others are given up. */
  private async reserve(attempt: Attempt, partyId: string, party: Party, wanted: readonly WantedIdentifier[], { key, relations: stated, events }: PartyDecision): Promise<RequestedRelation[]> {
    const { relations, claims } = this.options;
    const claim = async (): Promise<void> => {
      for (const identifier of wanted) {
        await claims.reserve(attempt, partyId, identifier, party.revokedClaims.has(identifier.factEventId)).catch((error: unknown) => {
          throw identifier.factId === key && error instanceof Refusal && error.code === 'identifier-taken' ? new StartAgain(error.message) : error;
        });
      }
    };
    const [planned, ...others] = await Promise.allSettled([
      stated && stated.stated.length > 0 ? relations.plan(attempt, stated.party, stated.stated) : [], claim(), attempt.prepare({ id: partyId, parties: [partyId] }, events),
    ]);
    const failed = [planned, ...others].find((outcome) => outcome.status === 'rejected');
    if (!failed && planned.status === 'fulfilled') return planned.value;
    await claims.release(attempt, wanted);
    if (planned.status === 'fulfilled') await relations.release(attempt, planned.value);
    throw failed?.reason;
  }

  /** Goes on with a command from one of its events. */
  resume(event: RecordedEvent, today: Day): Attempt {
    return this.options.runner.resume(event, today);
  }

  /** Carries out the relations that a command's append requested, also when it was another process that appended it. */
  async settle(events: readonly RecordedEvent[], today: Day): Promise<void> {
    for (const event of events) {
      if (event.type !== 'RelationsRequested') continue;
      const { relations } = JSON.parse(event.data) as RelationsRequested['data'];
      await this.options.relations.settle(this.options.runner.resume(event, today), event.stream.slice('party-'.length), relations);
    }
  }

  /** The unique identifiers that these events record, or whose period they widen. */
  private async identifiersIn(attempt: Attempt, stream: string, party: Party, events: readonly FactEvent[]): Promise<WantedIdentifier[]> {
    const wanted: WantedIdentifier[] = [];
    for (const [index, event] of events.entries()) {
      if (event.type !== 'FactRecorded' && event.type !== 'FactCorrected') continue;
      const before = party.facts.live.get(event.data.factId);
      const attribute = event.type === 'FactRecorded' ? event.data.attribute : before?.attribute;
      if (!attribute?.startsWith('identifier.')) continue;
      const scheme = await this.options.configuration.identifierScheme(attribute.slice('identifier.'.length));
      if (!scheme?.unique) continue;
      const { factId, value, validFrom: from, validTo: to } = event.data;
      const held = before && equalValues(before.value, value) && within(dayRange({ from, to }, attempt.context.today), assertedRange(before));
      if (held) continue;
      wanted.push({ scheme, value, factId, factEventId: attempt.eventId(stream, index + 1), from, to });
    }
    return wanted;
  }
}
