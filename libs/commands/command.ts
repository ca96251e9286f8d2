/** What every command brings with it, and what it is answered. */
import type { Position } from '#libs/event-log/event-log.js';
import type { Day, Instant } from '#libs/temporal/dates.js';

export interface CommandContext {
  /** `service:<slug>`; scopes the key. */
  readonly caller: string;
  /** The caller's idempotency key, `[A-Za-z0-9._:-]{1,128}`. */
  readonly key: string;
  /** UUIDv5 of caller and key: the same command has the same ids, however often and wherever it is sent. */
  readonly commandId: string;
  readonly actor: string;
  readonly onBehalfOf?: string;
  readonly reason?: string;
  readonly correlationId: string;
  readonly causationId?: string;
  /** The revision its main stream must be at. */
  readonly ifMatch?: number;
  /** All checks, no effect. */
  readonly validateOnly: boolean;
  readonly now: Instant;
  /** `now` in the business zone. */
  readonly today: Day;
  /** Name of the command and the ids in its path: together with `body` what the key stands for. */
  readonly target: string;
  readonly body: unknown;
  /** Keyed hash of target and body, where somebody goes on with a command of which no more is left. */
  readonly hash?: string;
}

/** Something the caller should know though the command was accepted. Codes and ids, no values. */
export interface Warning {
  readonly code: string;
  readonly [detail: string]: unknown;
}

/** Ids, codes and warnings; never a value, because a stored answer must not outlive an erasure. */
export interface Answer {
  readonly warnings: readonly Warning[];
  readonly [member: string]: unknown;
}

export interface CommandAnswer extends Answer {
  /** `accepted`: events were appended; `unchanged`: nothing to do; `valid`: nothing was appended because that was asked. */
  readonly status: 'accepted' | 'unchanged' | 'valid';
  /** Revision of the command's main stream afterwards; absent where it has none. */
  readonly revision?: number;
  readonly position: Position;
}
