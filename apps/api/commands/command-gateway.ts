/** From what a caller sent to a command on the bus, and from its answer to what the caller is told. */
import type { CommandBus } from '@nestjs/cqrs';
import type { CommandAnswer, CommandContext } from '#libs/commands/command.js';
import { faultsIn, type FieldFault } from '#libs/commands/fields.js';
import { formatToken } from '#libs/event-log/position-token.js';
import type { Clock } from '#libs/platform/clock.js';
import { Refusal, type Fault } from '#libs/platform/refusal.js';
import type { Zone } from '#libs/temporal/dates.js';
import { commandContext, type Attempted, type Caller } from '../http/command-context.js';
import { commandDefinition, pathParts, type CommandName } from './command-table.js';

export interface CommandGatewayOptions {
  readonly bus: CommandBus;
  readonly clock: Clock;
  /** The business zone. */
  readonly zone: Zone;
  readonly logId: string;
}

/** A command as it was asked for; faults are what reading it has found so far. */
export interface CommandRequest {
  readonly name: CommandName;
  readonly caller: Caller;
  readonly attempted: Attempted;
  readonly path: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly faults: readonly Fault[];
}

/** An answer as it is written: positions are tokens. */
export interface AnswerDocument {
  readonly status: CommandAnswer['status'];
  readonly revision?: number;
  readonly position: string;
  readonly [member: string]: unknown;
}

export class CommandGateway {
  constructor(private readonly options: CommandGatewayOptions) {}

  /**
   * Checks the request as a whole and carries it out.
   * @throws Refusal with every fault of headers, path and body at once, or the refusal of the command itself
   */
  async execute(request: CommandRequest): Promise<AnswerDocument> {
    const definition = commandDefinition(request.name);
    const { path, body } = checked(request);
    const target = [request.name, ...definition.path.map((part) => path[part])].join(' ');
    const context: CommandContext = commandContext(request.caller, request.attempted, target, body, this.options);
    const command = definition.make(context, path, body);
    return this.document(await this.options.bus.execute<object, CommandAnswer>(command));
  }

  document({ position, ...answer }: CommandAnswer): AnswerDocument {
    return { ...answer, position: formatToken(this.options.logId, position) };
  }
}

/** The path and body of a request, or a refusal that names every fault. */
export function checked({ name, path, body, faults }: Pick<CommandRequest, 'name' | 'path' | 'body' | 'faults'>): { path: Record<string, string>; body: object } {
  const definition = commandDefinition(name);
  const all: (Fault | FieldFault)[] = [...faults];
  const found: Record<string, string> = {};
  for (const part of definition.path) {
    const value = path[part];
    all.push(...pathParts[part].check(value).map((fault) => ({ ...fault, path: part })));
    if (typeof value === 'string') found[part] = value;
  }
  // A command whose fields may all be left out needs no body.
  const given = body ?? {};
  if (definition.body) all.push(...faultsIn(definition.body, given));
  else if (typeof given !== 'object' || Object.keys(given).length > 0) all.push({ path: 'body', expected: 'no body, or {}' });
  if (all.length > 0) throw refusalFor(all);
  return { path: found, body: given };
}

/** Faults told in one answer: more than anybody mends at once. */
const MAX_FAULTS = 100;

/** One refusal for all faults: with the code they share, else `invalid-body`. */
export function refusalFor(faults: readonly (Fault | FieldFault)[]): Refusal {
  const codes = new Set(faults.map((fault) => ('code' in fault ? fault.code : fault.path === 'Idempotency-Key' ? 'key-missing' : 'invalid-body')));
  const [only] = codes;
  const errors = faults.slice(0, MAX_FAULTS).map(({ path, expected, got }) => ({ path: path === '' ? 'body' : path, expected, ...(got !== undefined && { got }) }));
  return new Refusal(codes.size === 1 && only ? only : 'invalid-body', `${faults.length} fault${faults.length === 1 ? '' : 's'} in the request${faults.length > MAX_FAULTS ? `, the first ${MAX_FAULTS} of which are told` : ''}; nothing was changed`, { errors });
}
