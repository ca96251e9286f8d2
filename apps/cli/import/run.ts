/** Sends records to the server: first all parties, then the relations between them, whatever their order in the file. */
import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import type { RelationType } from '#libs/relations/relation-type.js';
import type { AnnalsClient, BatchLine, BatchResult } from '../client.js';
import { Refused } from '../client.js';
import { today } from '../today.js';
import { Journal } from './journal.js';
import { isFingerprint, matchKey, textOf, type ImportedRelation, type ImportRecord, type MatchKey, type Note, type Reading, type Rejection } from './record.js';
import { RelationsToBe } from './relations-to-be.js';
import { ResumeFile } from './resume-file.js';
import { explain, sendPatiently, type SendOptions } from './sending.js';
import { planRelation, sameValue, STANDING, type Ends, type PeriodShown, type RelationPlan, type RelationShown, type ViewShown } from './standing.js';
import { groupsOf, stepsOf, type Named, type Step } from './steps.js';
import { faultyFacts, placeOf, upsertOf } from './upsert.js';

/** Ids in one look-up. */
const IDS_AT_A_TIME = 500;
/** Questions on their way at a time. */
const QUESTIONS_AT_A_TIME = 8;

export interface RunOptions extends SendOptions {
  readonly file: string;
  /** Name of the system the records come from, as in `source.system`. */
  readonly system: string;
  /** What else tells this run from another over the same file, such as its mapping. */
  readonly terms: unknown;
  /** Where progress, reports and journals are kept. */
  readonly folder: string;
  readonly onProgress: (progress: RunProgress) => void;
}

export interface RunProgress {
  /** Records and the parties they name, of this run. */
  records: number;
  created: number;
  changed: number;
  unchanged: number;
  /** Checked by a dry run. */
  valid: number;
  /** Parties that stood already under other identifiers, and now have the id of this system too. */
  matched: number;
  /** Parties only named by records, made by this run. */
  named: number;
  relationsStarted: number;
  relationsStanding: number;
  /** Periods that stood, and of which the file knows the end. */
  relationsEnded: number;
  /** Of the whole run, also before it was cut off. */
  rejectedLines: number;
  /** Lines that the mapping leaves out, of this run. */
  exceptedLines: number;
  /** Values that could not be read and were left out of records that were imported, and the lines of those. */
  valuesLeftOut: number;
  linesLackingValues: number;
  /** Steps that an earlier, killed run had finished. */
  resumed: number;
}

export interface RunSummary extends RunProgress {
  readonly reportFile: string;
  /** What `annals import revert` takes; absent where nothing was sent. */
  readonly journalFile?: string;
}

interface ReportLine {
  readonly line: number;
  readonly outcome: 'created' | 'changed' | 'unchanged' | 'valid' | 'rejected' | 'excepted' | 'started' | 'ended' | 'standing';
  readonly reason?: string;
  /** The type, where the line is about a relation. */
  readonly relation?: string;
  readonly partyId?: string;
  readonly leftOut?: readonly Note[];
}

export async function importRecords(client: AnnalsClient, readings: readonly Reading[], options: RunOptions): Promise<RunSummary> {
  const resume = await ResumeFile.open(options.folder, options.file, [options.system, options.terms, options.dryRun]);
  const report = await open(resume.reportFile, 'a', 0o600);
  const journal = new Journal(`${resume.reportFile.replace(/\.ndjson$/, '')}.journal`);
  const progress: RunProgress = {
    records: 0, created: 0, changed: 0, unchanged: 0, valid: 0, matched: 0, named: 0, relationsStarted: 0, relationsStanding: 0, relationsEnded: 0, rejectedLines: resume.rejectedLines, exceptedLines: 0, valuesLeftOut: 0, linesLackingValues: 0, resumed: resume.done,
  };
  try {
    const run = new Run(client, options, resume.runId, journal, progress, readings, resume.standingIds);
    let done = resume.done;
    for (const group of groupsOf(stepsOf(readings).slice(resume.done))) {
      await tell(report, await run.take(group));
      done += group.length;
      await resume.save(done, progress.rejectedLines);
      options.onProgress(progress);
    }
    await resume.finish();
    const journalFile = await journal.written();
    return { ...progress, reportFile: resume.reportFile, ...(journalFile !== undefined && { journalFile }) };
  } finally {
    await report.close();
    await resume.close();
  }
}

async function tell(report: FileHandle, lines: readonly ReportLine[]): Promise<void> {
  await report.appendFile(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

/** A record on its way to where it goes. */
interface Sent {
  readonly record: ImportRecord;
  readonly target: Target;
  readonly upsert: BatchLine;
}

/** Where a record goes: to the party that has its id, or to the one it is matched to, which gets the id with it; to a new one; or nowhere. */
type Target = { readonly partyId?: string; readonly isMatched?: boolean; readonly standingId?: string } | { readonly rejected: string };

class Run {
  /** The position the next question has to show. */
  private position: string | undefined;
  /** Whom the file brings, by their ids in the old system. */
  private readonly parties: ReadonlyMap<string, Pick<ImportRecord, 'kind' | 'facts'>>;
  private toBe: Promise<RelationsToBe> | undefined;
  /** Whom a dry run would make: nothing of theirs is on the server. */
  private readonly wouldMake = new Set<string>();
  /** Records of this run that were refused: a dry run knows of them by this alone. */
  private readonly notThere = new Set<string>();
  /** Parties that would have the id of a record of this dry run, with that, and who would be found by what. */
  private readonly wouldHold = new Map<string, string>();
  private readonly wouldFind = new Map<string, readonly string[]>();

  constructor(
    private readonly client: AnnalsClient, private readonly options: RunOptions, private readonly runId: string, private readonly journal: Journal, private readonly progress: RunProgress,
    readings: readonly Reading[],
    /** Ids that parties have already whose records give none, by those that their records would get. */
    private readonly standingIds: Map<string, string>,
  ) {
    const records = readings.flatMap((reading) => ('record' in reading ? [reading.record] : []));
    this.parties = new Map([...records.flatMap(({ relations }) => relations.flatMap(({ to, named }) => (named ? [[to, named] as const] : []))), ...records.map((record) => [record.id, record] as const)]);
  }

  /** Carries out a group of steps of one kind. */
  async take(group: readonly Step[]): Promise<ReportLine[]> {
    const lines = await Promise.all([
      this.records(group.flatMap((step) => (step.kind === 'record' ? [step.record] : []))),
      this.named(group.flatMap((step) => (step.kind === 'named' ? [step.named] : []))),
      this.relations(group.flatMap((step) => (step.kind === 'relations' ? [step.record] : []))),
    ]);
    const told = [...group.flatMap((step) => (step.kind === 'rejected' ? [this.notTaken(step.rejected)] : [])), ...lines.flat()];
    return told.sort((a, b) => a.line - b.line);
  }

  private async records(records: readonly ImportRecord[]): Promise<ReportLine[]> {
    if (records.length === 0) return [];
    const targets = await this.targets(records);
    // Of several that are matched to one party the first takes it. The others look again then: it is taken, or the first was refused.
    const matched = targets.map((target) => ('isMatched' in target || 'standingId' in target ? target.partyId : undefined));
    const waits = (i: number): boolean => matched[i] !== undefined && matched.indexOf(matched[i]) < i;
    const sent = records.flatMap((record, i) => (waits(i) ? [] : [{ record, target: targets[i]!, upsert: this.upsertTo(record, targets[i]!) }]));
    if (!this.options.dryRun) {
      await this.journal.write(sent.flatMap(({ record: { line }, target, upsert }) => ('rejected' in target ? [] : [{ line, keys: [upsert.key], ...(target.partyId !== undefined && { ids: [target.partyId] }) }])));
    }
    const results = new Map(await this.send(sent.filter(({ target }) => !('rejected' in target)).map(({ upsert }) => upsert)));
    const mended = await this.withoutFaulty(sent.filter(({ upsert }) => results.get(upsert.key)?.problem), results);
    const made = sent.flatMap(({ record: { line }, upsert }) => (results.get(upsert.key)?.id === undefined ? [] : [{ line, keys: [upsert.key], ids: [results.get(upsert.key)!.id!] }]));
    if (!this.options.dryRun) await this.journal.write(made);
    const told = sent.map(({ record, target, upsert }): ReportLine => {
      if ('rejected' in target) return this.refused(record, target.rejected);
      const result = results.get(upsert.key);
      if (!result || result.problem) return this.refused(record, result?.problem ? explain(result.problem, (mended.get(upsert.key)?.record ?? record).facts.map(placeOf)) : 'no answer');
      if (target.standingId !== undefined) this.standingIds.set(record.id, target.standingId);
      if (this.options.dryRun) this.remember(record, target.partyId);
      if (target.partyId === undefined) this.wouldMake.add(record.id);
      this.progress.records += 1;
      if (target.isMatched) this.progress.matched += 1;
      const outcome = outcomeOf(result);
      this.progress[outcome] += 1;
      const leftOut = [...record.notes, ...(mended.get(upsert.key)?.notes ?? [])];
      this.progress.valuesLeftOut += leftOut.length;
      if (leftOut.length > 0) this.progress.linesLackingValues += 1;
      return { line: record.line, outcome, ...(result.id !== undefined && outcome !== 'valid' && { partyId: result.id }), ...(leftOut.length > 0 && { leftOut }) };
    });
    return [...told, ...(await this.records(records.filter((_, i) => waits(i))))];
  }

  /**
   * Records refused for some of their facts are sent again without those: a value that stands already with other dates, an identifier
   * with wrong check digits, an end before its start. What took their place is put under the keys that were refused.
   */
  private async withoutFaulty(sent: readonly Sent[], results: Map<string, BatchResult>): Promise<ReadonlyMap<string, { readonly record: ImportRecord; readonly notes: readonly Note[] }>> {
    const mended = new Map<string, { readonly record: ImportRecord; readonly notes: readonly Note[] }>();
    let refused = sent.map(({ upsert: { key }, ...one }) => ({ ...one, key }));
    for (;;) {
      const again = refused.flatMap(({ record, target, key }) => {
        const faulty = faultyFacts(record, results.get(key)?.problem);
        const left = { ...record, facts: record.facts.filter((fact) => !faulty.has(fact)) };
        // A party that is only found by what is left gets its id of this system; a new one would be nothing else.
        if (faulty.size === 0 || (left.facts.length === 0 && !('partyId' in target))) return [];
        return [{ record: left, target, key, faulty, upsert: this.upsertTo(left, target) }];
      });
      if (again.length === 0) return mended;
      if (!this.options.dryRun) await this.journal.write(again.map(({ record: { line }, upsert }) => ({ line, keys: [upsert.key] })));
      const answers = await this.send(again.map(({ upsert }) => upsert));
      for (const { key, faulty, record, upsert } of again) {
        const answer = answers.get(upsert.key);
        if (answer) results.set(key, answer);
        mended.set(key, { record, notes: [...(mended.get(key)?.notes ?? []), ...[...faulty].map(([fact, reason]): Note => ({ place: placeOf(fact), reason }))] });
      }
      refused = again;
    }
  }

  private async named(all: readonly Named[]): Promise<ReportLine[]> {
    if (all.length === 0) return [];
    const [holders, byWhom] = [await this.partiesOf(all.map(({ id }) => id)), await this.partiesOf(all.flatMap(({ by }) => by))];
    // Nobody is made for records alone that were refused.
    const isNamed = ({ by }: Named): boolean => by.some((id) => byWhom.get(id) !== null || (this.options.dryRun && !this.notThere.has(id)));
    const lines = all.filter((one) => holders.get(one.id) === null && isNamed(one)).map(({ line, id, named }) => {
      const record: ImportRecord = { line, id, ...named, match: [], relations: [], notes: [] };
      return { line, id, upsert: upsertOf(record, this.options.system, this.keyOf('named', record)) };
    });
    if (!this.options.dryRun) await this.journal.write(lines.map(({ line, upsert: { key } }) => ({ line, keys: [key] })));
    const results = await this.send(lines.map(({ upsert }) => upsert));
    if (!this.options.dryRun) await this.journal.write(lines.flatMap(({ line, upsert: { key } }) => (results.get(key)?.id === undefined ? [] : [{ line, keys: [key], ids: [results.get(key)!.id!] }])));
    return lines.map(({ line, id, upsert: { key } }) => {
      const result = results.get(key);
      if (!result || result.problem) return this.refused({ line, id }, result?.problem ? explain(result.problem) : 'no answer');
      this.progress.named += 1;
      this.wouldMake.add(id);
      return { line, outcome: outcomeOf(result), ...(result.id !== undefined && !this.options.dryRun && { partyId: result.id }) };
    });
  }

  private async relations(records: readonly ImportRecord[]): Promise<ReportLine[]> {
    const partyOf = await this.partiesOf(records.flatMap(({ id, relations }) => [id, ...relations.map(({ to }) => to)]));
    // A dry run has made nobody: whom the file brings counts as there.
    const there = (id: string): boolean => partyOf.get(id) !== null || (this.options.dryRun && this.parties.has(id) && !this.notThere.has(id));
    const views = await concurrently(records, ({ id }) => this.view(partyOf.get(id) ?? null));
    const planned = (await concurrently(records, async (record, i) => {
      const plans = [];
      for (const relation of record.relations) {
        const [own, other] = [partyOf.get(record.id) ?? null, partyOf.get(relation.to) ?? null];
        plans.push({ record, relation, own, other, plan: own !== null && other !== null ? await this.planOf(record, relation, { own, other }, views[i]?.relations) : STANDING });
      }
      return plans;
    })).flat();
    if (this.options.dryRun) {
      const toBe = await (this.toBe ??= this.relationsToBe());
      for (const one of planned) {
        const rejected = (one.own === null || one.other === null) && there(one.record.id) && there(one.relation.to) ? toBe.refusal(one.record, one.relation) : undefined;
        if (rejected !== undefined) one.plan = { ...STANDING, rejected };
      }
    } else {
      await this.journal.write(planned.flatMap(({ record, own, other, plan: { lines } }) => (lines.length > 0 ? [{ line: record.line, keys: lines.map(({ key }) => key), ids: [own!, other!] }] : [])));
    }
    const results = await this.send(planned.flatMap(({ plan }) => plan.lines));
    return planned.flatMap(({ record: { line: at, id }, relation: { type, to }, plan: { lines, outcome, rejected } }): ReportLine[] => {
      // Its own line was rejected and says why.
      if (!there(id)) return [];
      if (!there(to)) return [this.rejected(at, `relation-target-missing: no party of this system has the id that the ${type} names`)];
      const problem = lines.map(({ key }) => results.get(key)?.problem).find((one) => one !== undefined);
      if (problem || rejected !== undefined) return [this.rejected(at, `${type}: ${problem ? explain(problem) : rejected}`)];
      // Facts of a period that is over are not shown: whether they stand, the server knows.
      const stands = lines.every(({ key }) => results.get(key)?.answer?.['status'] === 'unchanged');
      this.progress[stands ? 'relationsStanding' : outcome === 'ended' ? 'relationsEnded' : 'relationsStarted'] += 1;
      return [{ line: at, relation: type, outcome: this.options.dryRun ? 'valid' : stands ? 'standing' : outcome }];
    });
  }

  private async relationsToBe(): Promise<RelationsToBe> {
    const { items } = await this.ask<{ items: RelationType[] }>('/v1/relation-types');
    return new RelationsToBe(new Map(items.map((type) => [type.code, type])), (id) => (this.wouldMake.has(id) ? this.parties.get(id) : undefined), today());
  }

  private planOf(record: ImportRecord, relation: ImportedRelation, ends: Ends, standing: readonly RelationShown[] = []): Promise<RelationPlan> {
    return planRelation(relation, ends, {
      standing, source: this.sourceOf(record), keyOf: (step) => this.keyOf(step, [record.id, relation]),
      periodsOf: async (relationId) => (await this.ask<{ periods: readonly PeriodShown[] }>(`/v1/relations/${relationId}`)).periods,
    });
  }

  private sourceOf({ recordedAt }: ImportRecord): object {
    return { system: this.options.system, method: 'imported', ...(recordedAt !== undefined && { recordedAt }) };
  }

  /** The party of each record: the holder of its id, else the one party its match keys lead to, else a new one. */
  private async targets(records: readonly ImportRecord[]): Promise<Target[]> {
    const { system } = this.options;
    const holders = await this.holders(records.map(({ id }) => ({ scheme: 'external', system, value: id })));
    return concurrently(records, async (record, i): Promise<Target> => {
      const holder = holders[i];
      if (holder) return { partyId: holder };
      try {
        return await this.matched(record);
      } catch (error) {
        // Such as an identifier with wrong check digits: it is this record's, and no reason to leave out the others.
        if (error instanceof Refused) return { rejected: explain(error.problem) };
        throw error;
      }
    });
  }

  private async matched(record: ImportRecord): Promise<Target> {
    const { match } = record;
    const found = new Set((await Promise.all(match.map((key) => this.found(key)))).flat());
    if (found.size === 0) return {};
    if (found.size > 1) return { rejected: `ambiguous-match: ${found.size} parties have what it is matched by (${[...new Set(match.map(({ by }) => by))].join(', ')})` };
    const [partyId] = [...found] as [string];
    const wouldBe = this.wouldHold.get(partyId);
    // A record that stands twice in a file is found by its id the second time.
    if (wouldBe === record.id) return this.wouldMake.has(record.id) ? {} : { partyId, isMatched: true };
    if (wouldBe === undefined) {
      const view = await this.view(partyId);
      const standingId = this.idIn(view);
      if (standingId === undefined) return { partyId, isMatched: true };
      if (this.isItself(record, standingId, view)) return { partyId, standingId };
    }
    return { rejected: 'duplicate-in-source: the party it is matched to is another record of this system' };
  }

  /** The id that a party has in this system. */
  private idIn(view: ViewShown | undefined): string | undefined {
    const ids = view?.facts.flatMap(({ attribute, value }) => (attribute === 'identifier.external' ? [value as { readonly system: string; readonly value: string }] : []));
    return ids?.find(({ system }) => system === this.options.system)?.value;
  }

  /**
   * Whether a party of this system is the person of a record whose source gives no ids: an address book does not, and whoever has another phone
   * now is no other person. Known by what it is matched by, and by its name; once in a file, and only where its own id is made as well.
   */
  private isItself({ idIsMade, kind, facts }: ImportRecord, standingId: string, view: ViewShown | undefined): boolean {
    if (!idIsMade || kind !== 'person' || !isFingerprint(standingId) || this.parties.has(standingId) || [...this.standingIds.values()].includes(standingId)) return false;
    const names = facts.filter(({ attribute }) => attribute.startsWith('name.'));
    return names.length > 0 && names.every(({ attribute, value }) => view?.facts.some((fact) => fact.attribute === attribute && sameValue(attribute, fact.value, value)));
  }

  private async found(key: MatchKey): Promise<string[]> {
    const condition = key.by === 'identifier' ? { identifier: { scheme: key.scheme, value: key.value } } : { [key.by]: key.value };
    const { items } = await this.ask<{ items: { partyId: string }[] }>('/v1/parties/search', { ...condition, limit: 5 });
    return [...items.map(({ partyId }) => partyId), ...(this.wouldFind.get(textOf(key)) ?? [])];
  }

  /** A dry run remembers what its records would have made: the next ones would have found it. */
  private remember({ id, facts, match }: ImportRecord, partyId = `new ${id}`): void {
    if (match.length === 0) return;
    this.wouldHold.set(partyId, id);
    // Others are matched by the same.
    const asked = new Set(match.map(textOf));
    for (const { attribute, value, validTo } of facts) {
      const key = validTo === undefined && matchKey(attribute, value);
      if (key && asked.has(textOf(key))) this.wouldFind.set(textOf(key), [...(this.wouldFind.get(textOf(key)) ?? []), partyId]);
    }
  }

  private upsertTo(record: ImportRecord, target: Target): BatchLine {
    const matched = 'isMatched' in target ? target.partyId : undefined;
    // What a resumed run finds linked already is another command than the one that links it.
    const sent = 'standingId' in target && target.standingId !== undefined ? { ...record, id: target.standingId } : record;
    return upsertOf(sent, this.options.system, this.keyOf('record', matched === undefined ? sent : [sent, matched]), matched);
  }

  /** The party of each record of this system, some of them at a time; null where there is none. */
  private async partiesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
    const found = new Map<string, string | null>();
    const distinct = [...new Set(ids)];
    for (let at = 0; at < distinct.length; at += IDS_AT_A_TIME) {
      const part = distinct.slice(at, at + IDS_AT_A_TIME);
      const holders = await this.holders(part.map((id) => ({ scheme: 'external', system: this.options.system, value: this.standingIds.get(id) ?? id })));
      for (const [i, id] of part.entries()) found.set(id, holders[i]!);
    }
    return found;
  }

  private async holders(identifiers: readonly object[]): Promise<(string | null)[]> {
    const found = await this.ask<{ identifiers: { partyId: string | null }[] }>('/v1/parties/lookup', { identifiers });
    return found.identifiers.map(({ partyId }) => partyId);
  }

  private async view(partyId: string | null): Promise<ViewShown | undefined> {
    if (partyId === null) return undefined;
    return this.ask<ViewShown>(`/v1/parties/${partyId}/360`, undefined, { include: 'facts,relations', relationsLimit: '500' });
  }

  /** A question that shows what was sent before, asked again while the server is away. */
  private async ask<T>(path: string, body?: object, query: Readonly<Record<string, string>> = {}): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        // What earlier runs recorded has to be found, before this one has sent anything.
        this.position ??= await this.client.head();
        return await this.client.ask<T>(path, { after: this.position, ...query }, body);
      } catch (error) {
        if (error instanceof Refused || attempt > 10) throw error;
        await this.options.sleep(1_000);
      }
    }
  }

  private async send(lines: readonly BatchLine[]): Promise<ReadonlyMap<string, BatchResult>> {
    // A row that stands twice in a file is sent once: one key, one effect.
    const results = await sendPatiently(this.client, [...new Map(lines.map((line) => [line.key, line])).values()], { ...this.options, runId: this.runId });
    if (!this.options.dryRun) this.position = results.map(({ position }) => position).filter((one) => one !== undefined).sort(byPlace).at(-1) ?? this.position;
    return new Map(results.map((result) => [result.key, result]));
  }

  private refused({ line, id }: Pick<ImportRecord, 'line' | 'id'>, reason: string): ReportLine {
    this.notThere.add(id);
    return this.rejected(line, reason);
  }

  private notTaken({ line, reason, excepted }: Rejection): ReportLine {
    if (!excepted) return this.rejected(line, reason);
    this.progress.exceptedLines += 1;
    return { line, outcome: 'excepted', reason };
  }

  private rejected(line: number, reason: string): ReportLine {
    this.progress.rejectedLines += 1;
    return { line, outcome: 'rejected', reason };
  }

  /** Names the run and what is sent: a resumed run repeats its keys, a new run has new ones. */
  private keyOf(step: string, what: unknown): string {
    return createHash('sha256').update(JSON.stringify([this.runId, step, what])).digest('base64url');
  }
}

function outcomeOf({ answer = {} }: BatchResult): 'created' | 'changed' | 'unchanged' | 'valid' {
  if (answer['status'] === 'valid') return 'valid';
  if (answer['created'] === true) return 'created';
  return answer['status'] === 'unchanged' ? 'unchanged' : 'changed';
}

/** Positions are tokens that end in a number. */
function byPlace(a: string, b: string): number {
  const place = (token: string): bigint => BigInt(/(\d+)$/.exec(token)?.[1] ?? 0);
  return place(a) < place(b) ? -1 : 1;
}

async function concurrently<T, R>(items: readonly T[], work: (item: T, index: number) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  await Promise.all(Array.from({ length: Math.min(QUESTIONS_AT_A_TIME, items.length) }, async () => {
    for (let i = next++; i < items.length; i = next++) results[i] = await work(items[i]!, i);
  }));
  return results;
}
