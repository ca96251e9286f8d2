import type { AuditEntry } from '../audit/account.js';

/** An entry of a history, as far as it matters here. */
export interface Entry extends Pick<AuditEntry, 'type' | 'recordedAt' | 'commandId' | 'correlationId' | 'actor' | 'relationId' | 'attribute' | 'replaced' | 'source'> {
  readonly data: AuditEntry['data'] & { readonly factId?: string; readonly periodId?: string };
}

/** What is to be undone, and how. */
export interface Undone {
  readonly commandIds: ReadonlySet<string>;
  /** Also what somebody else has changed since. */
  readonly evenChanged: boolean;
  /** The id of a command that is sent under a key: by it what was undone before is known. */
  readonly commandIdOf: (key: string) => string;
  /** Of all that undoes them: what was undone before is nobody else's change. */
  readonly correlation: string;
}
