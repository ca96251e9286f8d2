/**
 * What it takes to undo what some commands did, from the histories of what they touched. Nothing is deleted: what they recorded is
 * retracted, what they changed is corrected back. What somebody else has changed since is left alone, unless that is asked for. Pure.
 */
import { createHash } from 'node:crypto';
import type { BatchLine } from '../client.js';
import type { Entry, Undone } from './entry.js';
import { changedSides, closingOf, openSince, type Changed } from './states.js';

/** Something that stays, and why. Ids and codes only. */
export interface LeftAlone {
  readonly partyId?: string;
  readonly factId?: string;
  readonly periodId?: string;
  readonly consentId?: string;
  /** Anything else, by its stream; with the side of it, as in `task-… due`. */
  readonly stream?: string;
  /** `changed-by-the-run`: by the commands themselves, in a way that no command takes back. */
  readonly reason: 'changed-since' | 'changed-by-the-run' | 'erased' | 'refused' | 'party-erased';
  /** Of a change since: by whom, and when. Of what no command takes back: what it was. */
  readonly detail?: string;
}

export interface PlannedLine {
  readonly line: BatchLine;
  readonly partyId?: string;
  /** The fact, period or stream. */
  readonly about: string;
  readonly does: 'retracts' | 'restores';
}

export interface Plan {
  readonly lines: readonly PlannedLine[];
  readonly leftAlone: readonly LeftAlone[];
  /** Retracted or erased before, by whomever. */
  readonly gone: readonly string[];
}

export interface PartyPlan extends Plan {
  readonly partyId: string;
  readonly madeByRun: boolean;
  /** Something of the party is not the run's, or stays. */
  readonly othersRemain: boolean;
}

/** What may happen to a fact without its being another than was recorded: a check changes nothing of it, and no command takes it back. */
const CHECKS: Readonly<Record<string, string>> = { FactConfirmed: 'confirmed', FactDisputed: 'disputed' };

/** One fact or period, what the commands did to it, and what became of it. */
interface Thing {
  readonly relationId?: string;
  readonly periodId?: string;
  readonly recordedByRun: boolean;
  gone: 'by-run' | 'by-others' | 'undone' | undefined;
  /** What was so before the commands changed it first, where it was not theirs. */
  before?: Readonly<Record<string, unknown>>;
  /** The last change by somebody else after theirs. */
  since?: Entry;
  /** How the commands checked it last. */
  checked?: string;
  /** Of a period. */
  bounds?: { readonly validFrom: unknown; readonly validTo: unknown };
}

/** What has to be done to a party, from all that was ever recorded of it and its relations. */
export function planOf(partyId: string, history: readonly Entry[], undone: Undone): PartyPlan {
  const { commandIds, evenChanged } = undone;
  const { facts, periods, kinds, madeByRun } = thingsIn(history, undone);
  const lines: PlannedLine[] = [];
  const leftAlone: LeftAlone[] = [];
  const plan = (does: PlannedLine['does'], about: string, command: string, body: Readonly<Record<string, unknown>>): void => void lines.push({ partyId, about, does, line: { key: keyOf(commandIds, about), command, body } });
  const leave = (what: Pick<LeftAlone, 'factId' | 'periodId' | 'detail'>, reason: LeftAlone['reason'], since?: Entry): void => void leftAlone.push({ partyId, ...what, reason, ...(since && byWhom(since)) });
  const retractedPeriods = new Set<string>();
  for (const [periodId, { relationId, recordedByRun, gone, before, since }] of periods) {
    // Facts of others would go with it.
    const inIt = [...facts.values()].filter((fact) => fact.periodId === periodId && !fact.gone && (!fact.recordedByRun || fact.since));
    if (gone) {
      if (gone === 'by-run' && !recordedByRun) leave({ periodId }, 'changed-by-the-run');
    } else if (recordedByRun) {
      if ((since || inIt.length > 0) && !evenChanged) leave({ periodId }, 'changed-since', since ?? inIt.find((fact) => fact.since)?.since);
      else {
        retractedPeriods.add(periodId);
        plan('retracts', periodId, 'retract-period', { relationId, periodId });
      }
    } else if (before) {
      if (since && !evenChanged) leave({ periodId }, 'changed-since', since);
      else plan('restores', periodId, 'correct-period', { relationId, periodId, ...before });
    }
  }
  for (const [factId, { relationId, periodId, recordedByRun, gone, before, since, checked }] of facts) {
    // A fact of a period goes with it.
    if (periodId !== undefined && retractedPeriods.has(periodId)) continue;
    if (checked !== undefined && !recordedByRun && !gone) leave({ factId, detail: checked }, 'changed-by-the-run');
    const [where, of] = relationId === undefined ? [{ partyId, factId }, ''] : [{ relationId, periodId, factId }, 'relation-'];
    if (gone) {
      if (gone === 'by-run' && !recordedByRun) leave({ factId }, 'changed-by-the-run');
    } else if ((recordedByRun || before) && since && !evenChanged) leave({ factId }, 'changed-since', since);
    else if (relationId !== undefined && periodId === undefined) continue;
    else if (recordedByRun) plan('retracts', factId, `retract-${of}fact`, where);
    else if (before?.['erased'] === true) leave({ factId }, 'erased');
    else if (before) plan('restores', factId, `correct-${of}fact`, { ...where, ...before });
  }
  const [before, last] = [kinds.findLast(({ byRun }) => !byRun), kinds.at(-1)];
  if (before && last!.byRun && before.kind !== last!.kind) plan('restores', partyId, 'reclassify-party', { partyId, kind: before.kind });
  const all = [...facts, ...periods];
  return {
    partyId, lines, leftAlone, madeByRun, gone: all.filter(([, { recordedByRun, gone }]) => gone === 'undone' || (recordedByRun && gone)).map(([id]) => id),
    othersRemain: all.some(([, { gone, recordedByRun }]) => !recordedByRun && (!gone || gone === 'undone')) || leftAlone.length > 0,
  };
}

function thingsIn(history: readonly Entry[], { commandIds, commandIdOf }: Undone) {
  const [facts, periods] = [new Map<string, Thing>(), new Map<string, Thing>()];
  const kinds: { readonly kind: unknown; readonly byRun: boolean }[] = [];
  let madeByRun = false;
  for (const entry of history) {
    const { type, relationId, replaced, data: { factId, periodId, ...data } } = entry;
    const byRun = commandIds.has(entry.commandId);
    if (type === 'PartyCreated') madeByRun ||= byRun;
    if (type === 'PartyCreated' || type === 'PartyReclassified') kinds.push({ kind: data['kind'], byRun });
    const known = factId !== undefined ? facts : periodId !== undefined ? periods : undefined;
    const id = factId ?? periodId;
    if (!known || id === undefined) continue;
    if (type === 'FactRecorded' || type === 'RelationStarted') {
      known.set(id, {
        ...(relationId !== undefined && { relationId }), ...(periodId !== undefined && { periodId }), recordedByRun: byRun, gone: undefined,
        ...(type === 'RelationStarted' && { bounds: { validFrom: data['from'], validTo: data['to'] } }),
      });
      continue;
    }
    const thing = known.get(id);
    if (!thing) continue;
    const check = CHECKS[type];
    if (check !== undefined) {
      if (byRun) thing.checked = check;
      continue;
    }
    if (entry.commandId === commandIdOf(keyOf(commandIds, id))) thing.gone = 'undone';
    else if (type === 'FactRetracted' || type === 'FactErased' || type === 'RelationRetracted') thing.gone = byRun ? 'by-run' : 'by-others';
    else if (byRun && !thing.recordedByRun) thing.before ??= replaced ?? thing.bounds ?? {};
    else if (!byRun && (thing.recordedByRun || thing.before)) thing.since = entry;
    if (type === 'RelationEnded') thing.bounds = { validFrom: thing.bounds?.validFrom, validTo: data['on'] };
    if (type === 'RelationCorrected') thing.bounds = { validFrom: data['from'], validTo: data['to'] };
  }
  return { facts, periods, kinds, madeByRun };
}

/** As if it had never been to be done since it was made, or opened again. */
const neverToBeDone = (history: readonly Entry[]): object => ({ reason: 'reverted', at: openSince(history) });
/** What undoes the beginning of anything that is no fact or period, by the type of that; and what has ended it for good already. */
const UNDOING: Readonly<Record<string, { readonly command: string; readonly id: string; readonly body?: (history: readonly Entry[]) => object; readonly ended?: readonly string[] }>> = {
  InteractionLogged: { command: 'retract-interaction', id: 'interactionId', ended: ['InteractionRetracted'] },
  TaskCreated: { command: 'cancel-task', id: 'taskId', body: neverToBeDone },
  PlannedInteractionProposed: { command: 'cancel-interaction', id: 'plannedInteractionId', body: neverToBeDone },
  UpdateRequested: { command: 'refuse-update', id: 'requestId', body: () => ({ reason: 'reverted' }), ended: ['UpdateRequestAccepted', 'UpdateRequestRefused'] },
};
const STATEMENTS: ReadonlySet<string> = new Set(['ConsentGranted', 'ConsentRefused', 'ConsentWithdrawn', 'ObjectionRegistered']);

/** What has to be done to an interaction, a task, a planned interaction, an update request; to the statements of a party. */
export function planOfStream(stream: string, history: readonly Entry[], undone: Undone): Plan {
  const [prefix, id] = [stream.slice(0, stream.indexOf('-')), stream.slice(stream.indexOf('-') + 1)];
  if (prefix === 'consent') return planOfStatements(id, history, undone);
  return (history[0] && !undone.commandIds.has(history[0].commandId) && planOfSides(stream, prefix, id, history, undone)) || planOfBegun(stream, id, history, undone);
}

function planOfStatements(partyId: string, history: readonly Entry[], { commandIds }: Undone): Plan {
  const retracted = new Set(history.filter(({ type }) => type === 'ConsentRetracted').map(({ data }) => data['consentId'] as string));
  const own = history.filter(({ type, commandId }) => STATEMENTS.has(type) && commandIds.has(commandId)).map(({ data }) => data['consentId'] as string);
  return {
    lines: own.filter((consentId) => !retracted.has(consentId)).map((consentId) => ({ partyId, about: consentId, does: 'retracts', line: { key: keyOf(commandIds, consentId), command: 'retract-consent', body: { partyId, consentId } } })),
    gone: own.filter((consentId) => retracted.has(consentId)),
    leftAlone: history.filter(({ type, commandId, data }) => type === 'ConsentRetracted' && commandIds.has(commandId) && !own.includes(data['consentId'] as string))
      .map(({ data }) => ({ partyId, consentId: data['consentId'] as string, reason: 'changed-by-the-run' as const, detail: 'retracted' })),
  };
}

/** Closing a task comes last: of a closed one nothing else is said. */
const CLOSING: ReadonlySet<string> = new Set(['complete-task', 'cancel-task']);

/** Of something that others began: each side of it that the commands changed. */
function planOfSides(stream: string, prefix: string, id: string, history: readonly Entry[], undone: Undone): Plan | undefined {
  const { commandIds, evenChanged } = undone;
  const sides = changedSides(prefix, id, history, undone);
  if (!sides) return undefined;
  const stays = ({ since, again, erased }: Changed): Why | undefined => {
    if (since && !evenChanged) return { reason: 'changed-since', ...byWhom(since) };
    return again && !erased ? undefined : { reason: erased ? 'erased' : 'changed-by-the-run' };
  };
  const closing = closingOf(history);
  const status = sides.find(({ name }) => name === 'status');
  // Of what is over nothing is said where it stays so.
  const over: Why | undefined = !closing || (status && !stays(status)) ? undefined : commandIds.has(closing.commandId) ? { reason: 'changed-by-the-run' } : { reason: 'changed-since', ...byWhom(closing) };
  const whyNot = (side: Changed): Why | undefined => stays(side) ?? (side.whileOpen ? over : undefined);
  const changed = sides.filter(({ differs }) => differs);
  const restored = changed.filter((side) => !whyNot(side));
  // What is over as it was before is reopened for what is said only while it is open, and closed again.
  if (closing && status && !status.differs && restored.some(({ whileOpen }) => whileOpen)) restored.unshift(status);
  const about = ({ name }: Changed): string => `${stream} ${name}`;
  // Under a key of its own for each history: what is to be said again after somebody has said something else is not what was said then.
  const lines = restored.flatMap((side) => side.again!.map((said, i): PlannedLine => ({ about: about(side), does: 'restores', line: { key: keyOf(commandIds, `${about(side)} ${i} after ${history.length}`), ...said } })));
  return {
    lines: lines.sort((a, b) => Number(CLOSING.has(a.line.command)) - Number(CLOSING.has(b.line.command))), gone: [],
    leftAlone: changed.flatMap((side) => { const why = whyNot(side); return why ? [{ stream: about(side), ...why }] : []; }),
  };
}
type Why = Pick<LeftAlone, 'reason' | 'detail'>;

const byWhom = ({ actor, recordedAt }: Entry): { readonly detail: string } => ({ detail: `by ${actor} at ${recordedAt}` });

function planOfBegun(stream: string, id: string, history: readonly Entry[], { commandIds, evenChanged }: Undone): Plan {
  const [begun, ...later] = history;
  const undoing = begun && UNDOING[begun.type];
  const nothing: Plan = { lines: [], leftAlone: [], gone: [] };
  if (!begun || !undoing || !commandIds.has(begun.commandId)) return history.some(({ commandId }) => commandIds.has(commandId)) ? { ...nothing, leftAlone: [{ stream, reason: 'changed-by-the-run' }] } : nothing;
  if (closingOf(history) ?? later.find(({ type }) => undoing.ended?.includes(type))) return { ...nothing, gone: [stream] };
  const since = later.findLast(({ commandId }) => !commandIds.has(commandId));
  if (since && !evenChanged) return { ...nothing, leftAlone: [{ stream, reason: 'changed-since', ...byWhom(since) }] };
  // What was taken back and opened again is taken back under another key: the answer under the same would be that it is done.
  const key = keyOf(commandIds, later.some(({ type }) => type === 'TaskReopened') ? `${stream} after ${history.length}` : stream);
  return { ...nothing, lines: [{ about: stream, does: 'retracts', line: { key, command: undoing.command, body: { [undoing.id]: id, ...undoing.body?.(history) } } }] };
}

/** The same for the same thing of the same commands, so that a second time does nothing. */
export const keyOf = (commandIds: ReadonlySet<string>, about: string): string => createHash('sha256').update(JSON.stringify([...commandIds].slice(0, 1).concat('revert', about))).digest('base64url');
