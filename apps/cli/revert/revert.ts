/**
 * `annals revert --correlation <id>` and `annals import revert <journal>`: what some commands did is undone by compensating commands.
 * What somebody has changed since is left alone and told, and so are the parties that stay behind empty.
 */
import { auditOf } from '../audit/audit.js';
import { correlationOf, Refused, type AnnalsClient } from '../client.js';
import { interactionStream } from '#libs/interactions/events.js';
import { INTERACTIONS_JOURNAL } from '../import/interactions/import.js';
import { readJournal } from '../import/journal.js';
import { explain, sendPatiently, type SendOptions } from '../import/sending.js';
import type { Day, Instant } from '#libs/temporal/dates.js';
import type { Entry, Undone } from './entry.js';
import { keyOf, planOf, planOfStream, type LeftAlone, type PartyPlan, type Plan, type PlannedLine } from './plan.js';

/** Entries of a history asked for at a time. */
const PAGE = 500;
/** Histories of streams that are asked for side by side. */
const STREAMS_AT_ONCE = 8;
/** Commands in one request. */
const LINES_PER_REQUEST = 500;

export interface Reverted {
  readonly parties: number;
  readonly factsRetracted: number;
  readonly periodsRetracted: number;
  /** Interactions, tasks, planned interactions, statements and update requests that were retracted, cancelled or refused. */
  readonly othersRetracted: number;
  /** What is as it was before: facts, periods, kinds of parties, and what can change of interactions, tasks and planned interactions. */
  readonly restored: number;
  readonly alreadyGone: number;
  readonly leftAlone: readonly LeftAlone[];
  /** Parties the run made of which nothing is left but that they were made. */
  readonly emptyParties: readonly string[];
}

export interface RevertOptions extends SendOptions {
  /** Also what somebody else has changed since. */
  readonly evenChanged?: boolean;
}

/** @throws UnreadableFile where the file is no journal */
export async function revertImport(client: AnnalsClient, { journalFile, ...options }: RevertOptions & { readonly journalFile: string }): Promise<Reverted> {
  const { keys, ids } = await readJournal(journalFile, client);
  const commandIds = new Set(keys.map((key) => client.commandIdOf(key)));
  return revert(client, journalFile.endsWith(INTERACTIONS_JOURNAL) ? { commandIds, partyIds: [], streams: ids.map(interactionStream) } : { commandIds, partyIds: ids, streams: [] }, options);
}

/** The log holds nothing of it: most likely a slip of the pen. */
export class NothingToRevert extends Error {
  override readonly name = 'NothingToRevert';
}

/** Everything that belongs to a correlation: what was sent in one trace, by one run of an import, or by one command. @throws NothingToRevert */
export async function revertCorrelation(client: AnnalsClient, { correlation, ...options }: RevertOptions & { readonly correlation: string }): Promise<Reverted> {
  const [commandIds, partyIds, streams] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const started = new Set<string>();
  for await (const { commandId, stream = '', type, data } of auditOf(client, 'correlation', correlation)) {
    commandIds.add(commandId);
    if (stream.startsWith('party-')) partyIds.add(stream.slice('party-'.length));
    else streams.add(stream);
    if (type !== 'RelationStarted') continue;
    started.add(stream);
    partyIds.add(data['a'] as string);
  }
  if (commandIds.size === 0) throw new NothingToRevert(`the log holds nothing of correlation ${correlation}`);
  for (const stream of [...streams].filter((one) => one.startsWith('relation-'))) {
    // The history of a party at its end tells of it, and of its facts.
    streams.delete(stream);
    if (!started.has(stream)) partyIds.add((await client.ask<{ a: string }>(`/v1/relations/${stream.slice('relation-'.length)}`)).a);
  }
  return revert(client, { commandIds, partyIds: [...partyIds], streams: [...streams] }, options);
}

interface Touched {
  readonly commandIds: ReadonlySet<string>;
  readonly partyIds: readonly string[];
  /** All else that was touched. */
  readonly streams: readonly string[];
}

async function revert(client: AnnalsClient, { commandIds, partyIds, streams }: Touched, { evenChanged = false, ...options }: RevertOptions): Promise<Reverted> {
  const runId = client.commandIdOf(keyOf(commandIds, 'run'));
  const undone: Undone = { commandIds, evenChanged, commandIdOf: (key) => client.commandIdOf(key), correlation: correlationOf(runId) };
  const after = await client.head();
  const leftAlone: LeftAlone[] = [];
  const plans: (Plan | PartyPlan)[] = [];
  const planned = new Set<string>();
  for (const partyId of partyIds) {
    try {
      const plan = planOf(partyId, await historyOf(client, `/v1/parties/${partyId}/history`, after), undone);
      // Both ends of a relation tell of it.
      const own = plan.lines.filter(({ about }) => !planned.has(about));
      for (const { about } of own) planned.add(about);
      plans.push({ ...plan, lines: own });
    } catch (error) {
      if (!(error instanceof Refused) || error.problem.code !== 'erased') throw error;
      leftAlone.push({ partyId, reason: 'party-erased' });
    }
  }
  for (let first = 0; first < streams.length; first += STREAMS_AT_ONCE) {
    plans.push(...await Promise.all(streams.slice(first, first + STREAMS_AT_ONCE).map(async (stream): Promise<Plan> => {
      const path = pathOf(stream);
      return path === undefined ? { lines: [], gone: [], leftAlone: [{ stream, reason: 'changed-by-the-run' }] } : planOfStream(stream, await withDaysAhead(client, path, await historyOf(client, path, after), after), undone);
    })));
  }
  leftAlone.push(...plans.flatMap((plan) => plan.leftAlone));
  // Relations first: what they need of their ends is still there. What is corrected back needs the room that is retracted.
  const lines = plans.flatMap((plan) => plan.lines).sort((a, b) => rankOf(a) - rankOf(b));
  const counts = { facts: 0, periods: 0, others: 0 };
  // It may take several commands to restore a thing.
  const restored = new Set(lines.filter(({ does }) => does === 'restores').map(({ about }) => about));
  const refused = new Set<string>();
  for (let i = 0; i < lines.length; i += LINES_PER_REQUEST) {
    const part = lines.slice(i, i + LINES_PER_REQUEST);
    // What is corrected back may not be checked before what is in its way is retracted.
    const sent = options.dryRun ? part.filter(({ does }) => does === 'retracts') : part;
    const results = new Map((await sendPatiently(client, sent.map(({ line }) => line), { ...options, runId })).map((result) => [result.key, result]));
    for (const { line, partyId, about, does } of part) {
      const problem = results.get(line.key)?.problem;
      const kind = line.command.endsWith('-period') ? 'periods' : line.command.endsWith('-fact') ? 'facts' : 'others';
      if (!problem) {
        if (does === 'retracts') counts[kind] += 1;
        continue;
      }
      restored.delete(about);
      if (partyId !== undefined) refused.add(partyId);
      leftAlone.push({ ...(partyId !== undefined && { partyId }), ...(kind === 'periods' ? { periodId: about } : kind === 'facts' ? { factId: about } : { stream: about }), reason: 'refused', detail: explain(problem) });
    }
  }
  const distinct = new Map(leftAlone.map((one) => [one.periodId ?? one.factId ?? one.consentId ?? one.stream ?? one.partyId, one]));
  return {
    parties: partyIds.length, factsRetracted: counts.facts, periodsRetracted: counts.periods, othersRetracted: counts.others, restored: restored.size, alreadyGone: new Set(plans.flatMap(({ gone }) => gone)).size,
    leftAlone: [...distinct.values()],
    emptyParties: plans.flatMap((plan) => ('madeByRun' in plan && plan.madeByRun && !plan.othersRemain && !refused.has(plan.partyId) ? [plan.partyId] : [])),
  };
}

const RANKS: readonly string[] = ['retract-relation-fact', 'retract-period', 'retract-fact', 'correct-period', 'correct-relation-fact', 'correct-fact', 'reclassify-party'];
const rankOf = ({ line }: PlannedLine): number => RANKS.indexOf(line.command);

/** Where the history of a stream is asked for; undefined where no command takes anything back. */
function pathOf(stream: string): string | undefined {
  const [prefix, id] = [stream.slice(0, stream.indexOf('-')), stream.slice(stream.indexOf('-') + 1)];
  const paths: Readonly<Record<string, string>> = {
    interaction: `/v1/interactions/${id}/history`, task: `/v1/tasks/${id}/history`, plannedInteraction: `/v1/planned-interactions/${id}/history`, updateRequest: `/v1/update-requests/${id}/history`,
    consent: `/v1/parties/${id}/consents/history`,
  };
  return paths[prefix];
}

async function historyOf(client: AnnalsClient, path: string, after: string): Promise<Entry[]> {
  const isPaged = path.startsWith('/v1/parties/') && path.endsWith('/history') && !path.includes('/consents/');
  const entries: Entry[] = [];
  for await (const entry of client.items<Entry>(path, { ...(isPaged && { limit: String(PAGE) }), after })) entries.push(entry);
  return entries;
}

/** Who is to have a task from a day ahead is told with that day, by which alone a command can say it again. The server counts the days, and knows what has come. */
async function withDaysAhead(client: AnnalsClient, path: string, history: readonly Entry[], after: string): Promise<readonly Entry[]> {
  const instants = new Set(history.filter(({ type, data, recordedAt }) => type === 'TaskAssigned' && (data['from'] as Instant) > recordedAt).map(({ data }) => data['from'] as Instant));
  if (instants.size === 0) return history;
  const asked = (asOf?: Instant) => client.ask<{ readonly asOf: Day; readonly asOfInstant: Instant }>(path.replace(/\/history$/, ''), { after, ...(asOf !== undefined && { asOf }) });
  const { asOfInstant: now } = await asked();
  const days = new Map(await Promise.all([...instants].filter((from) => from > now).map(async (from) => [from, (await asked(from)).asOf] as const)));
  return history.map((entry) => {
    const on = entry.type === 'TaskAssigned' ? days.get(entry.data['from'] as Instant) : undefined;
    return on === undefined ? entry : { ...entry, data: { ...entry.data, on } };
  });
}
