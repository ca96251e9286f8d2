/**
 * Limits and cycles across relations. Every period that one end of a limited or hierarchical type holds or wants stands in the
 * slot stream of that end, reserved before the relation is written; so limits are decided in one stream, and rings are met by
 * walking from slot to slot. An entry counts once the stream named in `confirmedBy` shows its command. Who meets one that does
 * not count yet waits, then fences that stream off and takes its place.
 */
import { StartAgain, type Attempt } from '#libs/commands/command-runner.js';
import type { Patience } from '#libs/commands/patience.js';
import type { Loaded } from '#libs/commands/streams.js';
import type { Fold } from '#libs/event-log/fold.js';
import { WrongExpectedRevision } from '#libs/event-log/event-log.js';
import { Refusal } from '#libs/platform/refusal.js';
import { dayRange, intersect, isEmpty, overlaps, type DayRange, type From, type To } from '#libs/temporal/periods.js';
import { relationStream } from './events.js';
import { rangeOf, relationFold } from './relation.js';
import { canCycle, type RelationType } from './relation-type.js';
import { overCapacity, slotFold, slotKey, slotsOf, slotStream, type Slot, type SlotEntry } from './slot.js';

/** A period a command wants to write. */
export interface WantedPeriod {
  readonly type: RelationType;
  readonly relationId: string;
  readonly periodId: string;
  readonly a: string;
  readonly b: string;
  readonly from: From;
  readonly to: To;
  /** The stream whose append makes it count: the relation's, or the party's that requests it. */
  readonly confirmedBy: string;
  /** Whether somebody fenced that stream off since the period was reserved. */
  readonly revoked: boolean;
}

/** What stands behind an entry: the days it takes up, and whether that is certain. */
interface Standing {
  readonly entry: SlotEntry;
  readonly ranges: readonly DayRange[];
  readonly pending: Loaded<unknown> | undefined;
}

/** Ancestors a walk visits at most; a group deeper or wider than that is not walked, the command is refused. */
const MAX_WALK = 10_000;

/** Whoever confirms an entry, as far as that goes: the requests its commands had to drop, as {@link slotKey}. */
const droppedRequests: Fold<Set<string>> = {
  initial: () => new Set(),
  apply: (dropped, { type, data, commandId }) => {
    if (type === 'RelationRequestDropped') dropped.add(slotKey({ periodId: (data as { periodId: string }).periodId, commandId }));
  },
};

export class SlotReservations {
  constructor(private readonly options: { readonly patience: Patience; readonly sleep: (milliseconds: number) => Promise<void>; readonly random: () => number }) {}

  /** Reserves the slots a period needs, or refuses: the limit of an end would be exceeded, or a hierarchy would close in a ring. */
  async reserve(attempt: Attempt, wanted: WantedPeriod): Promise<void> {
    try {
      for (const slot of slotsOf(wanted.type, wanted.a, wanted.b)) await this.reserveSlot(attempt, slot, wanted);
    } catch (error) {
      if (error instanceof Refusal) await this.release(attempt, wanted);
      throw error;
    }
    if (!canCycle(wanted.type)) return;
    const ring = await this.walk(attempt, wanted);
    if (ring === undefined) return;
    await this.release(attempt, wanted);
    if (ring === 'confirmed') throw new Refusal('cycle', `${wanted.b} lies under ${wanted.a} already in ${wanted.type.code}`, { conflictsWith: wanted.b });
    // Two commands that met each other give way both; whoever comes back first goes through.
    await this.options.sleep(50 * this.options.random());
    throw new StartAgain('a ring with a period that is still pending');
  }

  /** Gives up the slots of a command that was refused, so that nobody has to wait for them. */
  async release(attempt: Attempt, wanted: Pick<WantedPeriod, 'type' | 'a' | 'b' | 'periodId'>): Promise<void> {
    if (attempt.context.validateOnly) return;
    const { commandId } = attempt.context;
    for (const slot of slotsOf(wanted.type, wanted.a, wanted.b)) {
      const loaded = await attempt.load(slot.stream, slotFold);
      if (!loaded.state.has(slotKey({ periodId: wanted.periodId, commandId }))) continue;
      await attempt.appendBeside(slot.stream, loaded, [{ type: 'SlotWithdrawn', data: { periodId: wanted.periodId, commandId } }]).catch((error: unknown) => {
        // Somebody else wrote there; what is left of ours is void as soon as they have waited for it.
        if (!(error instanceof WrongExpectedRevision)) throw error;
      });
    }
  }

  private async reserveSlot(attempt: Attempt, slot: Slot, wanted: WantedPeriod): Promise<void> {
    const { context } = attempt;
    const range = dayRange(wanted, context.today);
    for (;;) {
      const loaded = await attempt.load(slot.stream, slotFold);
      const own = loaded.state.get(slotKey({ periodId: wanted.periodId, commandId: context.commandId }));
      const released: SlotEntry[] = [];
      if (slot.limit !== undefined) {
        const others = await this.standings(attempt, loaded.state, wanted.periodId, range);
        const certain = others.filter(({ pending }) => !pending).flatMap(({ ranges }) => ranges);
        if (overCapacity(certain, slot.limit, range)) {
          throw new Refusal('limit-exceeded', `${wanted.type.code} allows ${slot.limit} at a time at end ${slot.end}`, { conflictsWith: others.find(({ pending }) => !pending)!.entry.relationId, limit: slot.limit });
        }
        const rival = others.find(({ pending }) => pending);
        if (rival && !context.validateOnly && overCapacity(others.flatMap(({ ranges }) => ranges), slot.limit, range)) {
          if (!(await this.outwait(attempt, slot.stream, rival))) continue;
          released.push(rival.entry);
        }
      }
      if (context.validateOnly || (own && !wanted.revoked)) return;
      const { periodId, relationId, from, to, confirmedBy } = wanted;
      try {
        await attempt.appendBeside(slot.stream, loaded, [
          ...released.map(({ periodId, commandId }) => ({ type: 'SlotReleased', data: { periodId, commandId } })),
          { type: 'SlotReserved', data: { periodId, relationId, other: slot.other, from, to, commandId: context.commandId, confirmedBy } },
        ]);
        return;
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision)) throw error;
      }
    }
  }

  /** Waits for a pending entry; when it has been waited for long enough, fences its stream off. True once it can be taken over. */
  private async outwait(attempt: Attempt, stream: string, { entry, pending }: Standing): Promise<boolean> {
    if (await this.options.patience.wait(`${stream} ${entry.periodId} ${entry.commandId}`)) return false;
    try {
      await attempt.appendBeside(entry.confirmedBy, pending!, [{ type: 'SlotRevoked', data: { slot: stream, periodId: entry.periodId } }]);
      return true;
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
      return false;
    }
  }

  /** The entries of other periods that take up days of a range, with what stands behind each. */
  private async standings(attempt: Attempt, entries: ReadonlyMap<string, SlotEntry>, except: string, range: DayRange): Promise<Standing[]> {
    const others = [...entries.values()].filter((entry) => entry.periodId !== except);
    const standings = await Promise.all(others.map((entry) => this.standing(attempt, entry)));
    return standings.filter(({ ranges }) => ranges.some((taken) => overlaps(taken, range)));
  }

  private async standing(attempt: Attempt, entry: SlotEntry): Promise<Standing> {
    const { today } = attempt.context;
    const reserved = dayRange(entry, today);
    const relation = await attempt.load(relationStream(entry.relationId), relationFold);
    const period = relation.state.periods.get(entry.periodId);
    const actual = period ? [rangeOf(period)] : [];
    if (relation.commands.has(entry.commandId)) return { entry, ranges: actual, pending: undefined };
    if (entry.confirmedBy === relationStream(entry.relationId)) return { entry, ranges: [...actual, reserved], pending: relation };
    const party = await attempt.load(entry.confirmedBy, droppedRequests);
    if (party.state.has(slotKey(entry))) return { entry, ranges: actual, pending: undefined };
    // Requested by a party and on its way: nobody can stop it any more.
    return { entry, ranges: [...actual, reserved], pending: party.commands.has(entry.commandId) ? undefined : party };
  }

  /**
   * Walks from the parent upwards over the periods that have days in common, pending ones counted. Meeting the child means a
   * ring: over certain periods only, it is refused; over a pending one, somebody has to give way.
   */
  private async walk(attempt: Attempt, wanted: WantedPeriod): Promise<'confirmed' | 'pending' | undefined> {
    const { today } = attempt.context;
    const open: { party: string; range: DayRange; certain: boolean }[] = [{ party: wanted.b, range: dayRange(wanted, today), certain: true }];
    const visited = new Set<string>();
    const pending: (() => Promise<void>)[] = [];
    let pendingRing = false;
    for (let step = open.pop(); step; step = open.pop()) {
      const { party, range, certain } = step;
      const here = `${party} ${range.lower} ${range.upper} ${certain}`;
      if (visited.has(here)) continue;
      if (visited.add(here).size > MAX_WALK) throw new Refusal('limit-exceeded', `more than ${MAX_WALK} ancestors`, { limit: MAX_WALK });
      const stream = slotStream(wanted.type.code, 'A', party);
      const slot = await attempt.load(stream, slotFold);
      for (const standing of await this.standings(attempt, slot.state, wanted.periodId, range)) {
        const sure = certain && !standing.pending;
        for (const taken of standing.ranges) {
          const common = intersect(range, taken);
          if (isEmpty(common)) continue;
          if (standing.entry.other !== wanted.a) {
            open.push({ party: standing.entry.other, range: common, certain: sure });
          } else if (sure) {
            return 'confirmed';
          } else {
            pendingRing = true;
          }
        }
        if (standing.pending) pending.push(() => this.clearStale(attempt, stream, slot, standing));
      }
    }
    if (!pendingRing || attempt.context.validateOnly) return undefined;
    for (const clear of pending) await clear();
    return 'pending';
  }

  /** Takes an entry out of a slot that somebody reserved and never came back for, so that rings through it do not last. */
  private async clearStale(attempt: Attempt, stream: string, slot: Loaded<unknown>, standing: Standing): Promise<void> {
    if (!(await this.outwait(attempt, stream, standing))) return;
    const { periodId, commandId } = standing.entry;
    await attempt.appendBeside(stream, slot, [{ type: 'SlotReleased', data: { periodId, commandId } }]).catch((error: unknown) => {
      // The slot has moved on: whoever moved it is looked at in the next attempt.
      if (!(error instanceof WrongExpectedRevision)) throw error;
    });
  }
}
