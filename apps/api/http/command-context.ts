/** What the headers of a command say about it, and the context its handler gets. */
import type { CommandContext } from '#libs/commands/command.js';
import type { Clock } from '#libs/platform/clock.js';
import { MAX_GOT_LENGTH, type Fault } from '#libs/platform/refusal.js';
import { ANNALS_NAMESPACE, uuidV5 } from '#libs/platform/uuid.js';
import type { Zone } from '#libs/temporal/dates.js';

export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Who calls, why, and how; the same for every line of a batch. */
export interface Caller {
  readonly caller: string;
  readonly actor: string;
  readonly onBehalfOf?: string;
  readonly reason?: string;
  /** Ids of the trace and the span that the call belongs to. */
  readonly trace?: { readonly id: string; readonly parent: string } | undefined;
  readonly validateOnly: boolean;
}

/** Which command it is, so that it has one effect however often it is sent. */
export interface Attempted {
  readonly key: string;
  readonly ifMatch?: number;
}

const SLUG = '[a-z0-9][a-z0-9._-]{0,62}';
const ACTOR = new RegExp(`^(agent:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(service|import|system):${SLUG})$`);
const ACTOR_WORDS = '"agent:<uuid>", "service:<name>", "import:<name>" or "system:<name>"; never a name of a person or an e-mail address';
const DEFAULT_CALLER = 'service:local';

export const KEY = /^[A-Za-z0-9._:-]{1,128}$/;
export const KEY_WORDS = '1 to 128 characters of A-Z a-z 0-9 . _ : -';

interface Rule {
  readonly pattern: RegExp;
  readonly expected: string;
}
const RULES = {
  'annals-caller': { pattern: new RegExp(`^service:${SLUG}$`), expected: '"service:<name>" in lower-case letters, digits and . _ -' },
  'annals-actor': { pattern: ACTOR, expected: ACTOR_WORDS },
  'annals-on-behalf-of': { pattern: ACTOR, expected: ACTOR_WORDS },
  'annals-reason': { pattern: /^[a-z0-9][a-z0-9-]{0,63}$/, expected: 'a code of lower-case letters, digits and -' },
  'idempotency-key': { pattern: KEY, expected: KEY_WORDS },
  'if-match': { pattern: /^"(0|[1-9]\d{0,14})"$/, expected: 'one revision in quotes, such as "3"' },
} as const satisfies Record<string, Rule>;

/** Reads one header and adds a fault where it does not fit its rule. */
function read(headers: Headers, name: keyof typeof RULES, faults: Fault[]): string | undefined {
  const value = headers[name];
  if (value === undefined) return undefined;
  if (typeof value === 'string' && RULES[name].pattern.test(value)) return value;
  faults.push({ path: canonical(name), expected: RULES[name].expected, got: String(value).slice(0, MAX_GOT_LENGTH) });
  return undefined;
}

/** The trace that a caller is in. A broken traceparent is ignored, as its standard says. */
export function traceOf(headers: Headers): Caller['trace'] {
  const [, id, parent] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/.exec(String(headers['traceparent'])) ?? [];
  return id !== undefined && parent !== undefined ? { id, parent } : undefined;
}

/** What everything a command leads to is found by. */
export const correlationIdOf = ({ caller, trace }: Caller, { key }: Attempted): string => trace?.id ?? commandIdOf(caller, key);

export function readCaller(headers: Headers, faults: Fault[]): Caller {
  const caller = read(headers, 'annals-caller', faults) ?? DEFAULT_CALLER;
  const onBehalfOf = read(headers, 'annals-on-behalf-of', faults);
  const reason = read(headers, 'annals-reason', faults);
  const trace = traceOf(headers);
  return {
    caller, actor: read(headers, 'annals-actor', faults) ?? caller,
    ...(onBehalfOf !== undefined && { onBehalfOf }), ...(reason !== undefined && { reason }),
    ...(trace && { trace }),
    // A preference may have a value and parameters (RFC 7240): whoever asks that nothing be written must never be misread.
    validateOnly: String(headers['prefer'] ?? '').split(',').some((preference) => preference.split(/[=;]/, 1)[0]!.trim().toLowerCase() === 'validate-only'),
  };
}

/** The key and the expected revision of a single command. Without a key there is a fault. */
export function readAttempted(headers: Headers, faults: Fault[]): Attempted {
  const key = read(headers, 'idempotency-key', faults);
  if (headers['idempotency-key'] === undefined) faults.push({ path: canonical('idempotency-key'), expected: `${KEY_WORDS}; it is required` });
  const ifMatch = read(headers, 'if-match', faults);
  return { key: key ?? '', ...(ifMatch !== undefined && { ifMatch: Number(ifMatch.slice(1, -1)) }) };
}

/** The id of the command that a caller sends under a key. */
export function commandIdOf(caller: string, key: string): string {
  return uuidV5(ANNALS_NAMESPACE, `${caller} ${key}`);
}

export function commandContext(caller: Caller, attempted: Attempted, target: string, body: unknown, { clock, zone }: { readonly clock: Clock; readonly zone: Zone }): CommandContext {
  const { trace, ...who } = caller;
  const { key, ifMatch } = attempted;
  const now = clock.now();
  return {
    ...who, key, commandId: commandIdOf(caller.caller, key), target, body, now, today: zone.dayOf(now), correlationId: correlationIdOf(caller, attempted),
    ...(trace && { causationId: trace.parent }), ...(ifMatch !== undefined && { ifMatch }),
  };
}

/** `idempotency-key` as it is written: `Idempotency-Key`. */
const canonical = (name: string): string => name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
