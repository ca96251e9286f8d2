/**
 * `annals import revert <journal>`: retracts what a run recorded, as compensating commands; nothing is deleted. What somebody has
 * changed since is left alone and told, and so are the parties that stay behind empty.
 */
import { createHash } from 'node:crypto';
import type { AnnalsClient, BatchLine } from '../client.js';
import { Refused } from '../client.js';
import { readJournal } from './journal.js';
import { explain, sendPatiently, type SendOptions } from './sending.js';

/** Entries of a history asked for at a time. */
const PAGE = 500;
/** Commands in one request. */
const LINES_PER_REQUEST = 500;

interface Entry {
  readonly type: string;
  readonly commandId: string;
  readonly relationId?: string;
  readonly data: { readonly factId?: string; readonly periodId?: string; readonly attribute?: string };
}

/** Something that stays, and why. Ids and codes only. */
export interface LeftAlone {
  readonly partyId: string;
  readonly factId?: string;
  readonly periodId?: string;
  readonly reason: 'changed-since' | 'changed-by-the-run' | 'refused' | 'party-erased';
  readonly detail?: string;
}

export interface Reverted {
  readonly parties: number;
  readonly factsRetracted: number;
  readonly periodsRetracted: number;
  /** Retracted or erased before, by whomever. */
  readonly alreadyGone: number;
  readonly leftAlone: readonly LeftAlone[];
  /** Parties the run made of which nothing is left but that they were made. */
  readonly emptyParties: readonly string[];
}

/** What may happen to a fact without its being another than the run recorded: a check changes nothing of it. */
const UNCHANGING: ReadonlySet<string> = new Set(['FactConfirmed', 'FactDisputed']);

/** @throws UnreadableFile where the file is no journal */
export async function revertImport(client: AnnalsClient, { journalFile, ...options }: SendOptions & { readonly journalFile: string }): Promise<Reverted> {
  const { keys, ids: partyIds } = await readJournal(journalFile, client);
  const commandIds = new Set(keys.map((key) => client.commandIdOf(key)));
  const after = await client.head();
  const leftAlone: LeftAlone[] = [];
  const plans: Plan[] = [];
  const planned = new Set<string>();
  for (const partyId of partyIds) {
    try {
      const plan = planOf(partyId, await historyOf(client, partyId, after), commandIds);
      // Both ends of a relation tell of it.
      const own = plan.lines.filter(({ about }) => !planned.has(about));
      for (const { about } of own) planned.add(about);
      plans.push({ ...plan, lines: own });
      leftAlone.push(...plan.leftAlone);
    } catch (error) {
      if (!(error instanceof Refused) || error.problem.code !== 'erased') throw error;
      leftAlone.push({ partyId, reason: 'party-erased' });
    }
  }
  // Relations first: what they need of their ends is still there.
  const lines = plans.flatMap((plan) => plan.lines).sort((a, b) => RANK[a.line.command]! - RANK[b.line.command]!);
  const refused = new Set<string>();
  let [factsRetracted, periodsRetracted] = [0, 0];
  for (let i = 0; i < lines.length; i += LINES_PER_REQUEST) {
    const part = lines.slice(i, i + LINES_PER_REQUEST);
    const results = new Map((await sendPatiently(client, part.map(({ line }) => line), options)).map((result) => [result.key, result]));
    for (const { line, partyId, about } of part) {
      const problem = results.get(line.key)?.problem;
      if (problem) {
        refused.add(partyId);
        leftAlone.push({ partyId, ...(line.command === 'retract-period' ? { periodId: about } : { factId: about }), reason: 'refused', detail: explain(problem) });
      } else if (line.command === 'retract-period') periodsRetracted += 1;
      else factsRetracted += 1;
    }
  }
  const distinct = new Map(leftAlone.map((one) => [one.periodId ?? one.factId ?? one.partyId, one]));
  return {
    parties: partyIds.length, factsRetracted, periodsRetracted, alreadyGone: new Set(plans.flatMap(({ gone }) => gone)).size, leftAlone: [...distinct.values()],
    emptyParties: plans.filter(({ madeByRun, othersRemain, partyId }) => madeByRun && !othersRemain && !refused.has(partyId)).map(({ partyId }) => partyId),
  };
}

const RANK: Readonly<Record<string, number>> = { 'retract-relation-fact': 0, 'retract-period': 1, 'retract-fact': 2 };

interface PlannedLine {
  readonly line: BatchLine;
  readonly partyId: string;
  /** The fact or period. */
  readonly about: string;
}

interface Plan {
  readonly partyId: string;
  readonly lines: readonly PlannedLine[];
  readonly leftAlone: readonly LeftAlone[];
  readonly gone: readonly string[];
  readonly madeByRun: boolean;
  /** Something of the party is not the run's, or stays. */
  readonly othersRemain: boolean;
}

/** What the run recorded of one fact or period, and what became of it. */
interface Thing {
  readonly relationId?: string;
  readonly periodId?: string;
  readonly recordedByRun: boolean;
  changedBy: 'run' | 'others' | undefined;
  gone: boolean;
}

/** What has to be retracted of a party, from all that was ever recorded of it. Pure. */
export function planOf(partyId: string, history: readonly Entry[], ofRun: ReadonlySet<string>): Plan {
  const facts = new Map<string, Thing>();
  const periods = new Map<string, Thing>();
  let madeByRun = false;
  // The facts of a period are recorded with it: the latest start says which of the relation's periods they belong to.
  for (const { type, commandId, relationId, data: { factId, periodId } } of history) {
    const byRun = ofRun.has(commandId);
    if (type === 'PartyCreated') madeByRun ||= byRun;
    const known = factId !== undefined ? facts : periodId !== undefined ? periods : undefined;
    const id = factId ?? periodId;
    if (!known || id === undefined) continue;
    if (type === 'FactRecorded' || type === 'RelationStarted') {
      known.set(id, { ...(relationId !== undefined && { relationId }), ...(periodId !== undefined && { periodId }), recordedByRun: byRun, changedBy: undefined, gone: false });
      continue;
    }
    const thing = known.get(id);
    if (!thing) continue;
    if (type === 'FactRetracted' || type === 'FactErased' || type === 'RelationRetracted') thing.gone = true;
    else if (!UNCHANGING.has(type)) thing.changedBy = byRun && thing.changedBy !== 'others' ? 'run' : 'others';
  }
  const lines: PlannedLine[] = [];
  const leftAlone: LeftAlone[] = [];
  const keyOf = (id: string): string => createHash('sha256').update(JSON.stringify([...ofRun].slice(0, 1).concat('revert', id))).digest('base64url');
  const gone = [...facts, ...periods].filter(([, thing]) => thing.recordedByRun && thing.gone).map(([id]) => id);
  const retractedPeriods = new Set<string>();
  for (const [periodId, thing] of periods) {
    const others = [...facts.values()].some((fact) => fact.periodId === periodId && !fact.gone && (!fact.recordedByRun || fact.changedBy === 'others'));
    if (thing.gone || !thing.recordedByRun) continue;
    if (thing.changedBy === 'others' || others) leftAlone.push({ partyId, periodId, reason: 'changed-since' });
    else {
      retractedPeriods.add(periodId);
      lines.push({ partyId, about: periodId, line: { key: keyOf(periodId), command: 'retract-period', body: { relationId: thing.relationId!, periodId } } });
    }
  }
  for (const [factId, thing] of facts) {
    // A fact of a period goes with it.
    if (thing.gone || (thing.periodId !== undefined && retractedPeriods.has(thing.periodId))) continue;
    if (!thing.recordedByRun) {
      if (thing.changedBy === 'run') leftAlone.push({ partyId, factId, reason: 'changed-by-the-run' });
      continue;
    }
    if (thing.changedBy === 'others') leftAlone.push({ partyId, factId, reason: 'changed-since' });
    else if (thing.relationId === undefined) lines.push({ partyId, about: factId, line: { key: keyOf(factId), command: 'retract-fact', body: { partyId, factId } } });
    else if (thing.periodId !== undefined) lines.push({ partyId, about: factId, line: { key: keyOf(factId), command: 'retract-relation-fact', body: { relationId: thing.relationId, periodId: thing.periodId, factId } } });
  }
  const stays = [...facts, ...periods].some(([, thing]) => !thing.gone && !thing.recordedByRun) || leftAlone.length > 0;
  return { partyId, lines, leftAlone, gone, madeByRun, othersRemain: stays };
}

async function historyOf(client: AnnalsClient, partyId: string, after: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: Entry[]; next: string | null } = await client.ask(`/v1/parties/${partyId}/history`, { limit: String(PAGE), ...(cursor === null ? { after } : { cursor }) });
    entries.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return entries;
}
