/**
 * Unique identifiers across parties. Whoever records one first reserves it in the claim stream of its value; the claim counts
 * only once the holder's own stream holds the fact. Who meets a claim that does not count yet waits, then fences the holder's
 * stream off (its late append conflicts) and takes the claim. So two parties never hold one identifier, whatever freezes or
 * crashes in between, and nobody blocks it for ever.
 */
import type { Attempt } from '#libs/commands/command-runner.js';
import type { Patience } from '#libs/commands/patience.js';
import type { Loaded } from '#libs/commands/streams.js';
import type { Fold } from '#libs/event-log/fold.js';
import { isErased, type StoredEvent } from '#libs/event-log/domain-event.js';
import { WrongExpectedRevision } from '#libs/event-log/event-log.js';
import { canonicalJson } from '#libs/facts/canonical-json.js';
import type { MasterKey } from '#libs/personal-data/master-key.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { Day } from '#libs/temporal/dates.js';
import { contains, dayRange, overlaps, type From, type To } from '#libs/temporal/periods.js';
import { partyStream, type ClaimEvent, type ClaimRevoked, type IdentifierClaimed } from './events.js';
import { partyFold } from './party.js';

/** An identifier scheme as far as claims care. */
export interface UniqueScheme {
  readonly code: string;
  readonly transferable: boolean;
}

/** An identifier a command wants to record for a party. */
export interface WantedIdentifier {
  readonly scheme: UniqueScheme;
  /** The normalised value, as the fact will hold it. */
  readonly value: unknown;
  readonly factId: string;
  /** The event in the holder's stream that will make the claim count. */
  readonly factEventId: string;
  readonly from: From;
  readonly to: To;
}

type ClaimEntry = IdentifierClaimed['data'];

/** Claims on one value that were not given up, by the event that makes them count. */
export const claimFold: Fold<Map<string, ClaimEntry>> = {
  initial: () => new Map(),
  apply(entries, stored) {
    const event = stored as StoredEvent<ClaimEvent>;
    if (event.type === 'IdentifierClaimed') entries.set(event.data.factEventId, event.data);
    else entries.delete(event.data.factEventId);
  },
};

/** What stands behind a claim of another party. */
type Standing =
  | { readonly is: 'held'; readonly from: From; readonly to: To; readonly toStatedOn: Day }
  | { readonly is: 'pending'; readonly holder: Loaded<unknown> }
  | { readonly is: 'void' };

export class IdentifierClaims {
  constructor(private readonly options: { readonly masterKey: MasterKey; readonly patience: Patience }) {}

  /** The stream of claims on a value. The value itself never shows: the name holds its keyed hash. */
  streamOf(scheme: string, value: unknown): string {
    return `claim-${scheme}-${this.options.masterKey.keyedHash('claim', `${scheme} ${canonicalJson(value)}`)}`;
  }

  /** The party that holds an identifier (on a day, where it can change hands), waiting for claims that are still pending. */
  async holderOf(attempt: Attempt, scheme: UniqueScheme, value: unknown, on: Day): Promise<string | undefined> {
    const stream = this.streamOf(scheme.code, value);
    for (;;) {
      const claim = await attempt.load(stream, claimFold);
      let waitFor: ClaimEntry | undefined;
      for (const entry of claim.state.values()) {
        const standing = await this.standing(attempt, stream, entry);
        if (standing.is === 'held' && (!scheme.transferable || contains(dayRange(standing, standing.toStatedOn), on))) return entry.holder;
        // One's own claim of an earlier try will be confirmed by this very command.
        if (standing.is === 'pending' && entry.commandId !== attempt.context.commandId) waitFor = entry;
      }
      if (!waitFor || !(await this.options.patience.wait(`${stream} ${waitFor.factEventId} ${waitFor.commandId}`))) return undefined;
    }
  }

  /**
   * Reserves an identifier for a party, or refuses with the party that holds it.
   * @param again append a new claim even where one's own stands, because somebody fenced our stream off since it was made
   */
  async reserve(attempt: Attempt, holder: string, wanted: WantedIdentifier, again: boolean): Promise<void> {
    const stream = this.streamOf(wanted.scheme.code, wanted.value);
    const { commandId } = attempt.context;
    for (let first = true; ; first = false) {
      // Whoever looked for the holder has just read it; the append at that revision tells whether it is still so.
      const claim = first ? await attempt.loaded(stream, claimFold) : await attempt.load(stream, claimFold);
      const own = claim.state.get(wanted.factEventId);
      const settled = await this.settleOthers(attempt, stream, claim, holder, wanted);
      if (settled === 'reload') continue;
      if ((own && !again) || attempt.context.validateOnly) return;
      const { factId, factEventId, from, to } = wanted;
      try {
        await attempt.appendBeside(stream, claim, [
          ...settled.map((entry) => ({ type: 'ClaimReleased', data: { factEventId: entry.factEventId } })),
          { type: 'IdentifierClaimed', data: { scheme: wanted.scheme.code, holder, commandId, factId, factEventId, from, to } },
        ]);
        return;
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision)) throw error;
      }
    }
  }

  /** Refuses what another party holds, and reserves nothing: for what may be recorded later. */
  async refuseTaken(attempt: Attempt, holder: string, wanted: WantedIdentifier): Promise<void> {
    const stream = this.streamOf(wanted.scheme.code, wanted.value);
    for (const entry of (await attempt.load(stream, claimFold)).state.values()) if (entry.holder !== holder) refuseHeld(entry, await this.standing(attempt, stream, entry), wanted);
  }

  /** Gives up what a refused command had reserved, so that the next one need not wait for it. */
  async release(attempt: Attempt, wanted: readonly WantedIdentifier[]): Promise<void> {
    if (attempt.context.validateOnly) return;
    for (const { scheme, value, factEventId } of wanted) {
      const stream = this.streamOf(scheme.code, value);
      const claim = await attempt.load(stream, claimFold);
      if (claim.state.get(factEventId)?.commandId !== attempt.context.commandId) continue;
      try {
        await attempt.appendBeside(stream, claim, [{ type: 'ClaimReleased', data: { factEventId } }]);
      } catch (error) {
        // Somebody else wrote there: they will find the claim void without our help.
        if (!(error instanceof WrongExpectedRevision)) throw error;
      }
    }
  }

  /** Looks at every other party's claim. Gives those that are void; refuses when one holds; says when to read again. */
  private async settleOthers(attempt: Attempt, stream: string, claim: Loaded<Map<string, ClaimEntry>>, holder: string, wanted: WantedIdentifier): Promise<ClaimEntry[] | 'reload'> {
    const released: ClaimEntry[] = [];
    for (const entry of claim.state.values()) {
      if (entry.holder === holder) continue;
      const standing = await this.standing(attempt, stream, entry);
      if (standing.is === 'void') {
        released.push(entry);
      } else if (standing.is === 'held') {
        refuseHeld(entry, standing, wanted);
      } else if (attempt.context.validateOnly) {
        continue;
      } else if (await this.options.patience.wait(`${stream} ${entry.factEventId} ${entry.commandId}`)) {
        return 'reload';
      } else {
        try {
          const fence: ClaimRevoked = { type: 'ClaimRevoked', data: { claim: stream, factEventId: entry.factEventId } };
          await attempt.appendBeside(partyStream(entry.holder), standing.holder, [fence]);
          released.push(entry);
        } catch (error) {
          if (!(error instanceof WrongExpectedRevision)) throw error;
          return 'reload';
        }
      }
    }
    return released;
  }

  private async standing(attempt: Attempt, stream: string, entry: ClaimEntry): Promise<Standing> {
    const holder = await attempt.load(partyStream(entry.holder), partyFold);
    if (!holder.commands.has(entry.commandId)) return { is: 'pending', holder };
    const fact = holder.state.facts.live.get(entry.factId);
    if (!fact || holder.state.erased) return { is: 'void' };
    // The value may have been corrected to another one since. One that was erased cannot be compared and keeps its claim.
    if (!isErased(fact.value) && this.streamOf(entry.scheme, fact.value) !== stream) return { is: 'void' };
    return { is: 'held', from: fact.validFrom, to: fact.validTo, toStatedOn: fact.toStatedOn };
  }
}

function refuseHeld({ holder }: ClaimEntry, standing: Standing, wanted: WantedIdentifier): void {
  if (standing.is !== 'held' || !excludes(wanted, standing)) return;
  throw new Refusal('identifier-taken', `this ${wanted.scheme.code} belongs to party ${holder}`, { conflictsWith: holder, attribute: `identifier.${wanted.scheme.code}` });
}

/** Whether a live fact of another party rules the wanted one out: always when the scheme is not transferable, else while both are valid. */
function excludes(wanted: WantedIdentifier, held: Extract<Standing, { is: 'held' }>): boolean {
  if (!wanted.scheme.transferable) return true;
  return overlaps(dayRange(wanted, '9999-12-31'), dayRange(held, held.toStatedOn));
}
