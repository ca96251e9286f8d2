/**
 * Many commands in one request, each on its own: a wrong line stops no other. Lines are executed while they arrive, those on
 * one party in their order, and their results leave in the order of the lines. Each line has a key of its own, so a batch whose
 * connection was cut is simply sent again.
 */
import { anyObject, count, faultsIn, Field, matching, oneOf, refName } from '#libs/commands/fields.js';
import { Places } from '#libs/platform/places.js';
import { Refusal } from '#libs/platform/refusal.js';
import { parseJson } from '../http/body-parsers.js';
import { KEY, KEY_WORDS, type Caller } from '../http/command-context.js';
import type { Language } from '../http/language.js';
import { MAX_BATCH_BYTES, MAX_BATCH_LINES, MAX_BODY_BYTES } from '../http/limits.js';
import { problemDocument, type ProblemDocument } from '../http/problem-document.js';
import { refusalOrDefect } from '../http/problem-filter.js';
import { bodyTooLarge } from '../http/refusal-of.js';
import { statusOf } from '../commands/command-endpoint.js';
import { checked, refusalFor, type AnswerDocument, type CommandGateway } from '../commands/command-gateway.js';
import { commandDefinition, commandNames, type CommandName } from '../commands/command-table.js';
import { LineOrder, type Touched } from './line-order.js';
import { linesOf, TooManyBytes, type RawLine } from './ndjson.js';
import { idIn, referencesIn, withoutReferences, type Reference } from './references.js';
import { touchedBy, type PartiesOf } from './touched.js';

/**
 * Lines executed at once: what they read and append in one turn goes in one statement each, so 64 take a third of the statements that
 * 16 take, and of the time. More than the log reads or appends in one call would wait for a second one.
 */
const CONCURRENCY = 64;
/** Lines read ahead of the oldest one that is not finished. */
const WINDOW = 256;

/** One line of a batch. */
export class BatchLine {
  @Field(matching(KEY_WORDS, KEY), { description: 'Idempotency key of this line.', example: 'import-7:1' })
  readonly key: string;

  @Field(oneOf(commandNames), { description: 'The command, by the operation id of its single request.', example: 'create-party' })
  readonly command: CommandName;

  @Field(anyObject, { description: 'The body of the command, together with what its single request has in its path (`partyId`, `scheme`, …). Ids may be `$ref`, or `$ref.periodId` for another id of that answer.' })
  readonly body: Readonly<Record<string, unknown>>;

  @Field(count(0, Number.MAX_SAFE_INTEGER), { optional: true, description: 'The revision that If-Match would name.', example: 3 })
  readonly ifMatch?: number;

  @Field(refName, { optional: true, description: 'A name for what this line makes, for later lines.', example: 'employer' })
  readonly ref?: string;
}

/** The result of one line. */
export interface LineResult {
  readonly line: number;
  /** Null where the line could not be read that far. */
  readonly key: string | null;
  /** As the single request would have been answered: 200, 201, or the status of the problem. */
  readonly status: number;
  readonly id?: string;
  readonly revision?: number;
  readonly position?: string;
  readonly answer?: AnswerDocument;
  readonly problem?: ProblemDocument;
}

/** A line with a `ref`, for those that refer to it. */
interface NamedLine {
  readonly touched: Touched;
  readonly line: number;
  /** What it came to; absent while it is not done, and when it was refused. */
  made?: { readonly id: string | undefined; readonly answer: AnswerDocument };
}

/** A line that has its place in the order. */
interface Entered {
  readonly line: number;
  readonly given: BatchLine;
  readonly references: readonly Reference[];
  readonly named: NamedLine | undefined;
  readonly ready: Promise<unknown>;
  readonly done: () => void;
}

export interface BatchOptions {
  readonly gateway: CommandGateway;
  readonly partiesOf: PartiesOf;
  readonly caller: Caller;
  readonly language: Language;
  /** Told of what nobody foresaw in a line. */
  readonly onDefect: (error: unknown) => void;
}

/** Runs one batch. */
export class Batch {
  private readonly order = new LineOrder();
  private readonly running = new Places(CONCURRENCY);
  private readonly window = new Places(WINDOW);
  private readonly named = new Map<string, NamedLine>();

  constructor(private readonly options: BatchOptions) {}

  /**
   * Executes the lines and hands out their results in order.
   * @param source the bytes as they arrive; when it breaks off, what was read is finished
   */
  async run(source: AsyncIterable<Buffer>, give: (result: LineResult) => void): Promise<void> {
    let given = Promise.resolve();
    const follow = (result: Promise<LineResult>): void => {
      given = given.then(() => result).then((one) => {
        this.window.give();
        give(one);
      });
    };
    let lines = 0;
    try {
      for await (const raw of linesOf(source, { maxLineBytes: MAX_BODY_BYTES, maxBytes: MAX_BATCH_BYTES })) {
        await this.window.take();
        lines += 1;
        if (lines > MAX_BATCH_LINES) {
          follow(Promise.resolve(this.refused(raw.line, null, new Refusal('batch-too-large', `a batch has at most ${MAX_BATCH_LINES} lines; from line ${raw.line} on nothing was executed`, { limit: MAX_BATCH_LINES }))));
          break;
        }
        const entered = await this.enter(raw);
        follow('given' in entered ? this.perform(entered) : Promise.resolve(entered));
      }
    } catch (error) {
      if (error instanceof TooManyBytes) {
        const refusal = new Refusal('batch-too-large', `a batch has at most ${MAX_BATCH_BYTES} bytes (64 MiB); from line ${error.line} on nothing was executed`, { limit: MAX_BATCH_BYTES });
        await this.window.take();
        follow(Promise.resolve(this.refused(error.line, null, refusal)));
      }
      // Otherwise the caller is gone; nobody waits for a result.
    }
    await given;
  }

  /** Reads a line and gives it its place in the order, or refuses it. */
  private async enter({ line, bytes }: RawLine): Promise<Entered | LineResult> {
    let key: string | null = null;
    try {
      if (!bytes) throw bodyTooLarge();
      const given = parseJson(bytes);
      if (typeof given === 'object' && given !== null && 'key' in given && typeof given.key === 'string' && KEY.test(given.key)) key = given.key;
      const faults = faultsIn(BatchLine, given);
      if (faults.length > 0) throw refusalFor(faults);
      return await this.place(line, given as BatchLine);
    } catch (error) {
      return this.refused(line, key, this.refusalOf(error));
    }
  }

  private async place(line: number, given: BatchLine): Promise<Entered> {
    const { command, body, ref } = given;
    if (ref !== undefined && this.named.has(ref)) {
      throw new Refusal('invalid-body', 'a ref names one line of a batch', { errors: [{ path: 'ref', expected: `a name that line ${this.named.get(ref)!.line} does not have`, got: ref }] });
    }
    const references = referencesIn(body);
    const unknown = references.filter(({ name }) => !this.named.has(name));
    if (unknown.length > 0) {
      throw new Refusal('unknown-reference', 'there is no earlier line of this ref', { errors: unknown.map(({ path, written }) => ({ path, expected: 'the ref of an earlier line', got: written })) });
    }
    const { writes, refersTo } = await touchedBy(command, body, (name) => this.named.get(name)?.touched, this.options.partiesOf);
    const touched: Touched = {
      // What has no id yet and no identifier is known by its ref alone.
      writes: writes.size === 0 && ref !== undefined ? new Set([`ref ${ref}`]) : writes,
      refersTo: new Set([...refersTo, ...references.flatMap(({ name }) => [...this.named.get(name)!.touched.writes])]),
    };
    const named = ref === undefined ? undefined : { touched, line };
    if (ref !== undefined) this.named.set(ref, named!);
    return { line, given, references, named, ...this.order.enter(touched) };
  }

  private async perform({ line, given, references, named, ready, done }: Entered): Promise<LineResult> {
    const { key, command } = given;
    try {
      await ready;
      await this.running.take();
      const answer = await this.answer(given, references).finally(() => this.running.give());
      const id = idIn(answer, [commandDefinition(command).id]);
      if (named) named.made = { id, answer };
      const { revision, position } = answer;
      return { line, key, status: statusOf(command, answer), ...(id !== undefined && { id }), ...(revision !== undefined && { revision }), position, answer };
    } catch (error) {
      return this.refused(line, key, this.refusalOf(error));
    } finally {
      done();
    }
  }

  private async answer({ key, command: name, body: written, ifMatch }: BatchLine, references: readonly Reference[]): Promise<AnswerDocument> {
    const { gateway, caller } = this.options;
    const lost = references.filter(({ name: ref }) => !this.named.get(ref)!.made);
    if (lost.length > 0) {
      throw new Refusal('unknown-reference', 'an earlier line it refers to was refused', {
        errors: lost.map(({ path, name: ref, written: got }) => ({ path, expected: `something that line ${this.named.get(ref)!.line} made`, got })),
      });
    }
    const unmade = references.map(({ name: ref }) => this.named.get(ref)!).find(({ made }) => made!.answer.status === 'valid' && made!.answer['created'] !== false);
    const full = withoutReferences(written, unmade ? () => NOBODY : (reference) => this.idOf(reference)) as Record<string, unknown>;
    const { path: parts } = commandDefinition(name);
    const inPath = (member: string): boolean => (parts as readonly string[]).includes(member);
    const path = Object.fromEntries(Object.entries(full).filter(([member]) => inPath(member)));
    const body = Object.fromEntries(Object.entries(full).filter(([member]) => !inPath(member)));
    if (unmade) {
      checked({ name, path, body, faults: [] });
      return { status: 'valid', position: unmade.made!.answer.position, warnings: [{ code: 'depends-on-earlier-line', line: unmade.line }] };
    }
    return gateway.execute({ name, caller, attempted: { key, ...(ifMatch !== undefined && { ifMatch }) }, path, body, faults: [] });
  }

  private idOf({ name, members, path, written }: Reference): string {
    const { line, made } = this.named.get(name)!;
    const id = members.length === 0 ? made!.id : idIn(made!.answer, members);
    if (id === undefined) throw new Refusal('unknown-reference', 'the answer of the earlier line holds no such id', { errors: [{ path, expected: `an id in the answer of line ${line}`, got: written }] });
    return id;
  }

  private refusalOf(error: unknown): Refusal {
    return refusalOrDefect(error, () => this.options.onDefect(error));
  }

  private refused(line: number, key: string | null, refusal: Refusal): LineResult {
    const problem = problemDocument(refusal, this.options.language);
    return { line, key, status: problem.status, problem };
  }
}

/** Stands for what an earlier line would make, where only the shape of a line can be checked. */
const NOBODY = '00000000-0000-0000-0000-000000000000';
